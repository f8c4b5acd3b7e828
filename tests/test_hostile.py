"""Input that is broken or means harm: rejected with a reason that is kept and shown, and the run goes on."""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

GOOD = (
    "Ministers meet in Oslo\n\nNorwegian Foreign Minister Kari Lund met Chilean Foreign Minister Pedro Soto in Oslo on "
    "3 March 2026. They agreed to resume talks on fisheries by 1 June 2026, the ministry said in a statement.\n"
)


def _billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{entities}]><rss version="2.0"><channel><title>x</title>'
        "<item><title>&l9;</title><description>&l9;</description></item></channel></rss>"
    ).encode()


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return buffer.getvalue()


def _encrypted_zip() -> bytes:
    body = bytearray(_zip({"page.html": b"<p>secret</p>"}))
    for at in (body.find(b"PK\x03\x04") + 6, body.find(b"PK\x01\x02") + 8):
        body[at] |= 1  # the flag that says: encrypted
    return bytes(body)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.html": (lambda: b"", "empty"),
    "blank.txt": (lambda: b" \n\t\n ", "empty"),
    "picture.html": (lambda: b"\x89PNG\r\n\x1a\n" + os.urandom(4000), "binary"),
    "report.txt": (lambda: b"%PDF-1.7\n" + os.urandom(2000), "binary"),
    "locked.zip": (_encrypted_zip, "encrypted"),
    "cut.html.gz": (lambda: gzip.compress(GOOD.encode() * 500)[:60], "truncated"),
    "bomb.zip": (lambda: _zip({"page.html": b"<p>" + b"0" * (300 << 20)}), "bomb|too-large"),
    "bomb.gz": (lambda: gzip.compress(b"<p>" + b"0" * (300 << 20)), "bomb|too-large"),
    "laughs.rss": (_billion_laughs, "bomb|malformed"),
    "deep.html": (lambda: b"<html><body>" + b"<div>" * 100_000 + b"x" * 90 + b"</div>" * 100_000, "too-deep"),
    "long.html": (lambda: b"<html><p>" + b"word " * (5 << 20), "too-large"),
    "broken.jsonl": (lambda: b'{"text": "A sentence about talks.\n', "malformed|truncated"),
    "menu.html": (lambda: b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no-article"),
}


def _dragoman(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dragoman", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=300)


@pytest.mark.slow
def test_the_run_goes_on_and_every_reason_is_kept_and_shown(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, (make, _) in HOSTILE.items():
        (pages / name).write_bytes(make())
    (pages / "zz-good.txt").write_text(GOOD)

    added = _dragoman("add", "--published", "2026-03-04", "pages", cwd=tmp_path)
    assert added.returncode == 1, added.stderr
    assert "Traceback" not in added.stderr + added.stdout

    listed = _dragoman("rejected", "--json", cwd=tmp_path)
    for name, (_, reasons) in HOSTILE.items():
        lines = [line for line in listed.stdout.splitlines() if name in line]
        assert lines, f"{name} was not recorded:\n{added.stdout}\n{listed.stdout}"
        assert any(f'"{reason}"' in line for line in lines for reason in reasons.split("|")), (name, lines)

    documents = _dragoman("documents", "--json", cwd=tmp_path)
    assert documents.stdout.count("Ministers meet in Oslo") == 1


def test_a_path_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    done = _dragoman("add", "nowhere.html", cwd=tmp_path)
    assert done.returncode == 2
    assert "nowhere.html" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "record.db").exists()


@pytest.mark.parametrize("command", ["documents", "events", "measures", "deadlines", "tenures", "brief", "rejected"])
def test_reading_a_record_that_is_not_one_is_one_clear_line(tmp_path: Path, command: str) -> None:
    (tmp_path / "record.db").write_bytes(os.urandom(8192))
    done = _dragoman(command, cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "Traceback" not in done.stderr
