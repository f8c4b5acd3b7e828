"""Readings → rows. Loading the same readings twice changes nothing."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass
from typing import Any

from dragoman.model import Capture, Document, Reading, Rejection
from dragoman.store.clusters import push
from dragoman.store.database import Store
from dragoman.store.names import name_words
from dragoman.store.tables import LAYER_TABLES, document_row, layer_rows, rank, role_names, stamp_rows

__all__ = ["Loaded", "Run", "add_names", "add_run", "load"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load brought: ids of the documents that the record did not have, had, or had from a poorer reading."""

    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    renewed: tuple[str, ...] = ()
    rejections: tuple[Rejection, ...] = ()

    def __add__(self, other: Loaded) -> Loaded:
        return Loaded(
            self.new + other.new,
            self.known + other.known,
            self.renewed + other.renewed,
            self.rejections + other.rejections,
        )


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program over some pages: when, how long, by which version, and what it counted."""

    started: str
    seconds: float
    version: str
    pages: int
    documents: int
    new: int
    rejected: int


def load(store: Store, readings: Iterable[Reading]) -> Loaded:
    """Take readings into the record in one transaction.

    A document that is there already gains a sighting. Its fields and layers are replaced where this reading knows its
    metadata better (a date given by the caller outranks one from the page, any date outranks none), or knows it as
    well and was made by other steps or settings.
    """
    loaded = Loaded()
    with store.transaction():
        for reading in readings:
            loaded += _reading(store, reading)
    return loaded


def add_run(store: Store, run: Run) -> None:
    """Write down that a run took place."""
    _insert(store, "runs", (None, *astuple(run)))


def _reading(store: Store, reading: Reading) -> Loaded:
    documents = [document for document in reading.documents if _storable(document.text)]
    rejections = (*reading.rejections, *_unstorable(reading))
    for rejection in rejections:
        _insert(store, "rejections", (rejection.id, *map(_clean, _fields(rejection))))
    if not reading.capture or not documents:
        return Loaded(rejections=rejections)
    _capture(store, reading.capture)
    loaded = Loaded(rejections=rejections)
    for document in documents:
        loaded += _document(store, document)
        _sighting(store, document, reading.capture)
    return loaded


def _fields(rejection: Rejection) -> tuple[str | None, ...]:
    return rejection.uri, rejection.container, rejection.stage, rejection.reason, rejection.detail


def _storable(text: str) -> bool:
    """Tell whether SQLite can hold a text: it has no lone surrogates (which JSON escapes can smuggle in)."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _unstorable(reading: Reading) -> tuple[Rejection, ...]:
    if not reading.capture or all(_storable(document.text) for document in reading.documents):
        return ()
    detail = "the text holds lone surrogates, which are no characters"
    return (Rejection(reading.capture.uri, "page", "malformed", detail, reading.capture.container),)


def _clean(value: Any) -> Any:
    """Make a value of metadata fit for SQLite: lone surrogates (as in undecodable file names) become "?"."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _cleaned(row: dict[str, Any]) -> dict[str, Any]:
    return {column: _clean(value) for column, value in row.items()}


def _insert(store: Store, table: str, row: Sequence[Any]) -> int:
    """Add a row unless it is there; return how many were added."""
    return store.write(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))}) ON CONFLICT DO NOTHING", row)


def _capture(store: Store, capture: Capture) -> None:
    if store.rows("SELECT 1 FROM captures WHERE id = ?", (capture.id,)):
        return
    body = zlib.compress(capture.body)
    _insert(store, "captures", (capture.id, capture.media_type, capture.charset, len(capture.body), body))


def _sighting(store: Store, document: Document, capture: Capture) -> None:
    given = json.dumps({key: value for key, value in asdict(capture.given).items() if value is not None})
    row = (
        document.id, capture.id, capture.uri, capture.container or "", capture.offset, capture.fetched_at, given,
    )  # fmt: skip
    _insert(store, "sightings", tuple(map(_clean, row)))


def _document(store: Store, document: Document) -> Loaded:
    there = store.rows("SELECT rank FROM documents WHERE id = ?", (document.id,))
    if not there:
        row = _cleaned(document_row(document))
        store.write(
            f"INSERT INTO documents ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
        )
        _layers(store, document)
        push(store, "document", [document.id])
        return Loaded(new=(document.id,))
    better = rank(document) - there[0]["rank"]
    if better < 0 or (better == 0 and _stamps(store, document.id) == stamp_rows(document)):
        return Loaded(known=(document.id,))
    _renew(store, document)
    push(store, "document", [document.id])
    return Loaded(renewed=(document.id,))


def _renew(store: Store, document: Document) -> None:
    row = _cleaned(document_row(document))
    del row["id"], row["text"]
    changes = ", ".join(f"{column} = ?" for column in row)
    store.write(f"UPDATE documents SET {changes} WHERE id = ?", (*row.values(), document.id))
    for table in LAYER_TABLES:
        store.write(f"DELETE FROM {table} WHERE document = ?", (document.id,))
    _layers(store, document)


def _stamps(store: Store, document: str) -> list[tuple[str, ...]]:
    sql = "SELECT layer, step, version, settings FROM stamps WHERE document = ? ORDER BY layer"
    return [tuple(row) for row in store.rows(sql, (document,))]


def _layers(store: Store, document: Document) -> None:
    for table, rows in layer_rows(document):
        if rows:
            store.write_many(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    add_names(store, role_names(document))


def add_names(store: Store, names: Iterable[str]) -> None:
    """Make names known to the search by their parts."""
    for name in sorted(set(names)):
        if _insert(store, "names", (None, name)):
            sql = "INSERT INTO name_words (rowid, words) SELECT id, ? FROM names WHERE name = ?"
            store.write(sql, (name_words(name), name))
