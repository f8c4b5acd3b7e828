"""The commands that read pages: add, extract, annotate; progress, pipes and interruption."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import app

PAGE = """<html><head><title>Ministers meet - The Fjord Dispatch</title></head><body><article>
<h1>Ministers meet in Singapore</h1><p>12 March 2026</p>
<p>Indonesian Foreign Minister Siti Rahmawati met Norwegian Trade Minister Eirik Tveit in Singapore on Thursday.</p>
<p>Rahmawati urged Norway to withdraw the nickel tariff before the talks resume in April, her office said.</p>
<p>The two ministers agreed to meet again before the end of the month, and promised to keep the talks open.</p>
</article></body></html>"""
TEXT = (
    "Norwegian Trade Minister Eirik Tveit met Siti Rahmawati in Oslo on March 10. "
    "He said the tariff would stay in force."
)
LINE = {"id": "own-1", "title": "A letter", "published": "2026-03-13", "outlet": "The Straits Ledger", "text": TEXT}


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_RECORD", raising=False)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "meeting.html").write_text(PAGE)
    (tmp_path / "lines.jsonl").write_text(json.dumps(LINE) + "\n")
    return tmp_path


def run(*arguments: str, input: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [*arguments, "--workers", "0"], input=input, prog_name="dragoman")


def dump(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        return "\n".join(line for line in connection.iterdump() if 'INSERT INTO "runs"' not in line)


def test_add_twice_gives_the_same_record(pages: Path) -> None:
    first = run("add", "pages", "lines.jsonl", "--json")
    assert first.exit_code == 0, first.output
    before = dump(pages / "record.db")
    second = run("add", "pages", "lines.jsonl", "--json")
    assert dump(pages / "record.db") == before
    one, two = json.loads(first.stdout), json.loads(second.stdout)
    assert (one["documents"], one["new"], one["known"]) == (2, 2, 0)
    assert (two["documents"], two["new"], two["known"]) == (2, 0, 2)
    same = ("pages", "documents", "undated", "events", "measures", "deadlines", "tenures", "rejected")
    assert [one[name] for name in same] == [two[name] for name in same]


def test_the_closing_table(pages: Path) -> None:
    (pages / "pages" / "empty.html").write_text("")
    (pages / "pages" / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    done = run("add", "pages")
    assert done.exit_code == 1
    rows = [line for line in done.stdout.splitlines() if line[:1].strip()]  # without the lines of folded cells
    table = {line.split()[0]: " ".join(line.split()[1:]) for line in rows}
    assert list(table) == [
        "Pages", "Documents", "Events", "Measures", "Deadlines", "Tenures", "Rejected", "Record", "Seconds",
    ]  # fmt: skip
    assert table["Documents"].startswith("1 1 new")
    assert re.match(r"1 \d+ events?, ", table["Record"])
    assert table["Rejected"].startswith("2 ")
    assert "empty 1" in table["Rejected"]
    assert "binary 1" in table["Rejected"]
    assert "empty.html" in done.stderr


@pytest.mark.parametrize("command", ["add", "extract", "annotate"])
def test_exit_status(pages: Path, command: str) -> None:
    (pages / "empty.html").write_text("")
    assert run(command, "pages").exit_code == 0
    assert run(command, "pages", "empty.html").exit_code == 1
    assert run(command, "empty.html").exit_code == 2
    missing = run(command, "nowhere")
    assert missing.exit_code == 2
    assert missing.stderr.startswith("dragoman: ")


def test_a_path_that_is_not_there_leaves_no_record(pages: Path) -> None:
    assert run("add", "nowhere").exit_code == 2
    assert not (pages / "record.db").exists()


def test_extract_keeps_the_callers_id_and_needs_no_record(pages: Path) -> None:
    done = run("extract", "lines.jsonl")
    assert done.exit_code == 0
    [row] = [json.loads(line) for line in done.stdout.splitlines()]
    assert (row["id"], row["published"], row["outlet"]) == ("own-1", "2026-03-13", "The Straits Ledger")
    assert all(event["sentence"] in TEXT for event in row["events"])
    assert not (pages / "record.db").exists()


def test_a_least_score_cuts(pages: Path) -> None:
    def scores(*options: str) -> list[float]:
        row = json.loads(run("extract", "pages/meeting.html", "--workers", "0", *options).stdout)
        return [entry["score"] for kind in ("events", "tenures") for entry in row[kind]]

    usual, sure = scores(), scores("--min-score", "0.9")
    assert 0 < len(sure) < len(usual)
    assert min(sure) >= 0.9 > min(usual)
    assert scores("--min-score", "1") == []


def test_annotate_gives_offsets(pages: Path) -> None:
    [row] = [json.loads(line) for line in run("annotate", "lines.jsonl").stdout.splitlines()]
    assert (row["id"], row["text"]) == ("own-1", TEXT)
    for token in row["layers"]["tokens"]:
        assert row["text"][slice(*token["span"])] == token["text"]


def test_standard_input_and_what_is_given(pages: Path) -> None:
    done = run("add", "-", "--published", "2026-03-12", "--outlet", "The Fjord Dispatch", "--json", input=PAGE)
    assert json.loads(done.stdout)["documents"] == 1
    listed = CliRunner().invoke(app, ["documents", "--json"])
    [row] = [json.loads(line) for line in listed.stdout.splitlines()]
    assert (row["published"], row["known_from"], row["outlet"]) == ("2026-03-12", "given", "The Fjord Dispatch")


def _start(*arguments: str, stdout: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from dragoman.cli import main; main()", *arguments]
    return subprocess.Popen(command, stdout=stdout, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"})


def test_a_closed_pipe_ends_quietly(pages: Path) -> None:
    many = "".join(json.dumps(LINE | {"id": f"n{n}"}) + "\n" for n in range(200))
    (pages / "many.jsonl").write_text(many)
    process = _start("annotate", "many.jsonl", "--workers", "0")
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(60) == 141
    assert process.stderr.read() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are told apart only on POSIX")
def test_an_interrupt_ends_quietly_and_keeps_what_was_loaded(pages: Path) -> None:
    reading, writing = os.pipe()
    # A shell starts what runs in the background with interrupts ignored, and tests may run there.
    heard = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    script = f"{heard}from dragoman.cli import main; print('ready', file=sys.stderr, flush=True); main()"
    command = [sys.executable, "-c", script, "add", "-", "--workers", "0"]
    process = subprocess.Popen(command, stdin=reading, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    os.close(reading)
    assert process.stderr
    process.stderr.readline()
    time.sleep(0.5)  # let it come to where it waits for its input
    process.send_signal(signal.SIGINT)
    try:
        _, said = process.communicate(timeout=60)
    finally:
        os.close(writing)
    assert process.returncode == 130
    assert b"Traceback" not in said


def test_extract_meets_the_scorer(shared: Path, tmp_path: Path) -> None:
    gold = shared / "gold"
    first = (gold / "dev.jsonl").read_text().splitlines(keepends=True)[:3]
    (tmp_path / "docs.jsonl").write_text("".join(first))
    done = run("extract", str(tmp_path / "docs.jsonl"))
    (tmp_path / "p.jsonl").write_text(done.stdout)
    paths = [str(path) for path in (tmp_path / "p.jsonl", tmp_path / "docs.jsonl", gold / "dev")]
    command = [sys.executable, str(gold / "score.py"), *paths]
    scored = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "no prediction" not in scored.stdout
    assert "documents 3" in scored.stdout
