"""The record's file: opening, creating and migrating it, and errors in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Any

from dragoman.errors import InputError, RecordError

__all__ = ["Store"]

_APPLICATION_ID = 0x44524147  # "DRAG": how a record is told from another SQLite file
_BUSY_SECONDS = 30.0


class Store:
    """An open record: one SQLite file.

    ``create`` makes the file where there is none. Raises RecordError where there is none and ``create`` is not set,
    where the file is not a record or is damaged, and where a newer version of the program made it.
    """

    def __init__(self, path: str | Path, *, create: bool = False) -> None:
        self.path = str(path)
        if not create and not Path(path).exists():
            raise RecordError(f"no record at {self.path}: run `dragoman add PATHS` first")
        with self._plain_errors():
            self._connection = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            self._prepare()
        except RecordError:
            self._connection.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def rows(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[sqlite3.Row]:
        """Run a query; return its rows."""
        with self._plain_errors():
            return self._connection.execute(sql, parameters).fetchall()

    def write(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Run a statement that changes the record; return the number of rows that it changed."""
        with self._plain_errors():
            return self._connection.execute(sql, parameters).rowcount

    def write_many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a statement once for each row."""
        with self._plain_errors():
            self._connection.executemany(sql, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: what is written within is kept at the end, and undone where anything is raised or killed."""
        self.write("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.rollback()
            raise
        self.write("COMMIT")

    def _prepare(self) -> None:
        self._connection.row_factory = sqlite3.Row
        application, version = self._pragma("application_id"), self._pragma("user_version")
        empty = not self.rows("SELECT 1 FROM sqlite_master LIMIT 1")
        if not empty and application != _APPLICATION_ID:
            raise RecordError(f"{self.path} is a database of another program, not a record: give another --record")
        migrations = _migrations()
        if version > len(migrations):
            raise RecordError(
                f"{self.path} was made by a newer version of dragoman (schema {version}, this one knows "
                f"{len(migrations)}): update dragoman"
            )
        self.write("PRAGMA foreign_keys = ON")
        if version == len(migrations):
            return
        self.write("PRAGMA journal_mode = WAL")
        for number, script in enumerate(migrations[version:], version + 1):
            self._migrate(number, script)

    def _pragma(self, name: str) -> int:
        return int(self.rows(f"PRAGMA {name}")[0][0])

    def _migrate(self, number: int, script: str) -> None:
        """Run one migration; where another process was faster, there is nothing left to do."""
        with self.transaction():
            if self._pragma("user_version") >= number:
                return
            for statement in _statements(script):
                self.write(statement)
            self.write(f"PRAGMA application_id = {_APPLICATION_ID}")
            self.write(f"PRAGMA user_version = {number}")

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise RecordError(_in_words(self.path, error)) from error
        except OverflowError:
            raise InputError("a number is too large") from None
        except UnicodeEncodeError:  # a lone surrogate, as the shell makes of bytes that are no characters
            raise InputError("what is looked for is not text: it holds bytes that are no characters") from None


def _migrations() -> list[str]:
    folder = resources.files("dragoman.store") / "schema"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return [file.read_text(encoding="utf-8") for file in files]


def _statements(script: str) -> Iterator[str]:
    """Split a script into statements (a trigger holds semicolons of its own)."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _in_words(path: str, error: sqlite3.DatabaseError) -> str:
    said = str(error)
    if "not a database" in said:
        return f"{path} is not a record: give another --record"
    if "malformed" in said:
        return f"{path} is damaged ({said}): restore a copy, or add the pages to a new record"
    if "locked" in said:
        return f"{path} is being written by another process: wait until it has finished"
    if "readonly" in said or "unable to open" in said:
        return f"{path} cannot be opened for writing: check the folder and its permissions"
    if "full" in said:
        return f"no room left for {path}: free some space and run the command again"
    return f"{path} cannot be used: {said}"
