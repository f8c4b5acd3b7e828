"""The record as a file: what is no record, what is newer, damaged, locked or killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.errors import RecordError
from dragoman.store import Store, load, queries
from records import filled, readings


def test_no_record_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"no record at .*none\.db: run `dragoman add PATHS` first"):
        Store(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("content", [b"This is a letter and not a record. " * 40, b"PK\x03\x04" + bytes(4096)])
def test_another_file_is_not_a_record(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.db").write_bytes(content)
    with pytest.raises(RecordError, match="is not a record"):
        Store(tmp_path / "other.db", create=True)
    assert (tmp_path / "other.db").read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE books (title TEXT)")
    with pytest.raises(RecordError, match="another program"):
        Store(tmp_path / "other.db", create=True)


def test_a_newer_record_is_refused(tmp_path: Path) -> None:
    filled(tmp_path / "record.db").close()
    with sqlite3.connect(tmp_path / "record.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(RecordError, match=r"newer version of dragoman \(schema 99"):
        Store(tmp_path / "record.db")


def test_a_damaged_record_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    filled(path).close()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    with pytest.raises(RecordError) as caught:
        queries.events(Store(path))
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


def test_the_file_has_write_ahead_log_and_checked_references(tmp_path: Path) -> None:
    store = filled(tmp_path / "record.db")
    assert store.rows("PRAGMA journal_mode")[0][0] == "wal"
    assert store.rows("PRAGMA foreign_keys")[0][0] == 1
    assert store.rows("PRAGMA foreign_key_check") == []
    assert store.rows("PRAGMA integrity_check")[0][0] == "ok"
    store.write("INSERT INTO sentence_words (sentence_words) VALUES ('integrity-check')")
    store.write("INSERT INTO document_words (document_words) VALUES ('integrity-check')")


def test_a_killed_load_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    Store(path, create=True).close()
    script = (
        "import os, signal, sys; sys.path[:0] = sys.argv[2:]\n"
        "from records import readings\nfrom dragoman.store import Store, load\n"
        "def dying():\n    yield from readings()\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        "load(Store(sys.argv[1]), dying())"
    )
    here = os.path.dirname(__file__)
    done = subprocess.run([sys.executable, "-c", script, str(path), here], check=False)
    assert done.returncode == -signal.SIGKILL
    with Store(path) as store:
        assert queries.documents(store) == []
        assert len(load(store, readings()).new) == 2
