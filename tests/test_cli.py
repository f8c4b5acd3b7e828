"""The command line: listing, showing, JSON, errors in one line, exit statuses."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import dragoman
from dragoman.cli import app
from dragoman.cli.output import clean, json_line
from dragoman.model import Reading
from dragoman.store import load
from records import MEETING, capture_of, filled, meeting

LISTINGS = ("events", "measures", "deadlines", "tenures", "documents", "rejected")


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_RECORD", raising=False)
    filled(tmp_path / "record.db").close()
    return tmp_path / "record.db"


def run(*arguments: object, **options: Any) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="dragoman", **options)


def rows(*arguments: object) -> list[dict[str, Any]]:
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_version() -> None:
    assert run("--version").stdout == f"dragoman {dragoman.__version__}\n"


@pytest.mark.parametrize("command", LISTINGS)
def test_every_listing_as_table_and_as_json(record: Path, command: str) -> None:
    table = run(command)
    assert table.exit_code == 0
    found = rows(command)
    assert found
    assert len(table.stdout.splitlines()) > len(found)
    assert max(map(len, table.stdout.splitlines())) <= 120
    assert "\x1b" not in table.stdout


@pytest.mark.parametrize("width", [60, 80, 200])
def test_tables_fit_the_terminal(record: Path, width: int) -> None:
    for command in LISTINGS:
        lines = run(command, env={"COLUMNS": str(width)}).stdout.splitlines()
        assert max(map(len, lines)) <= width, command


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["events", "--actor", "tveit"], 2),
        (["events", "--recipient", "tveit"], 1),
        (["events", "--type", "consult", "--status", "planned"], 1),
        (["events", "--from", "2026-03-12", "--to", "2026-03"], 3),
        (["events", "--place", "singapore", "--text", "envoy"], 1),
        (["events", "--document", "fd-1", "--limit", "2"], 2),
        (["measures", "--imposer", "norway", "--target", "indonesia", "--instrument", "tariff"], 1),
        (["measures", "--status", "lifted"], 0),
        (["deadlines", "--status", "extended", "--to", "2026"], 1),
        (["tenures", "--person", "rahmawati", "--office", "minister", "--of", "indonesia"], 1),
        (["documents", "--text", "nickel", "--genre", "report"], 2),
        (["rejected", "--reason", "binary"], 1),
        (["rejected", "--reason", "bomb"], 0),
    ],
)
def test_filters(record: Path, arguments: list[str], count: int) -> None:
    assert len(rows(*arguments)) == count


def test_a_row_carries_its_citation(record: Path) -> None:
    [row] = rows("events", "--type", "REQUEST")
    assert row["citation"]["outlet"] == "The Fjord Dispatch"
    assert row["content"] in row["citation"]["sentence"]
    assert MEETING[slice(*row["citation"]["span"])] == row["citation"]["sentence"]


def test_where_the_record_is_looked_for(record: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    record.rename(other)
    assert run("events").exit_code == 2
    for arguments in (["--record", other, "events"], ["events", "--record", other]):
        assert run(*arguments).exit_code == 0
    assert run("events", env={"DRAGOMAN_RECORD": str(other)}).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["events", "--record", "none.db"], "no record at none.db: run `dragoman add PATHS` first"),
        (["brief", "--record", "none.db"], "no record at none.db"),
        (["show", "a", "--record", "none.db"], "no record at none.db"),
        (["events", "--type", "MEETING"], "no such type: 'MEETING'; there are CONSULT"),
        (["events", "--from", "yesterday"], "write a date as 2025-07-07"),
        (["rejected", "--reason", "dull"], "no such reason"),
        (["show", "zzzz"], "nothing in the record has an id that begins with 'zzzz'"),
        (["brief", "--format", "pdf"], "no such format"),
        (["brief", "--as-of", "soon"], "not a day: 'soon'"),
        (["brief", "--out", "none/brief.md"], "cannot write none/brief.md"),
        (["add", "--published", "soon", "."], "--published 'soon' is no date"),
    ],
)
def test_what_goes_wrong_is_told_in_one_line(record: Path, arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert done.stderr.startswith("dragoman: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [["frobnicate"], ["events", "--colour"], ["add"], ["events", "--limit", "-1"]])
def test_wrong_usage(record: Path, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_show_marks_the_evidence(record: Path) -> None:
    [row] = rows("events", "--type", "REQUEST")
    shown = run("show", row["id"][:9])
    assert shown.exit_code == 0, shown.output
    flat = " ".join(shown.stdout.split())
    assert "⟪Rahmawati ⟦urged⟧ Tveit to “withdraw the nickel tariff before the talks resume”.⟫ Oslo refused." in flat
    assert re.search(r"bytes \d+–\d+ of a/meeting.txt", flat)
    assert "The Fjord Dispatch" in flat
    [passage] = rows("show", row["id"])
    assert passage["kind"] == "event"


def test_show_a_document_by_its_own_id(record: Path) -> None:
    shown = " ".join(run("show", "fd-1").stdout.split())
    assert shown.count("⟦") == 5
    assert "3 events, 0 measures, 0 deadlines, 2 tenures; seen 1 time" in shown


def test_the_brief_in_every_form(record: Path, tmp_path: Path) -> None:
    text = run("brief", "--as-of", "2026-03-31", "--marking", "TEST", "--subject", "Nickel").stdout
    assert text.startswith("**TEST**\n\n# Nickel\n")
    page = run("brief", "--format", "html", "--out", "brief.html")
    assert (page.exit_code, page.stdout) == (0, "")
    assert (tmp_path / "brief.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    [brief] = rows("brief", "--actor", "norway")
    assert brief["subject"] == "What open sources report on norway"
    assert brief["notes"]


HOSTILE = "\x1b[31mred\x1b]0;title\x07\x9b1m\u202eevil\r\x00"


def test_control_characters_never_reach_the_terminal(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = replace(meeting(), id="a1" * 8, title=HOSTILE, outlet=HOSTILE, byline=HOSTILE, name=None)
    with filled(record) as store:
        load(store, [Reading(capture_of(MEETING, uri=HOSTILE), (one,))])
    commands = (
        ["documents"], ["events"], ["show", one.id], ["brief", "--as-of", "2026-03-31"], ["tenures"],
        ["events", "--json"], ["show", HOSTILE], ["documents", "--record", HOSTILE],
    )  # fmt: skip
    outputs = [run(*arguments).output for arguments in commands]
    for output in outputs:
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", output)
    assert json.loads(outputs[5].splitlines()[-1])
    json_line({"a": HOSTILE + "\ud800"})
    assert json.loads(capsys.readouterr().out) == {"a": HOSTILE + "\ud800"}


def test_clean_keeps_what_is_text() -> None:
    assert clean("Ünïcode “quotes” — 漢字\n\ttab") == "Ünïcode “quotes” — 漢字\n tab"


def test_commands_that_only_list_do_not_load_the_readers(record: Path) -> None:
    import subprocess

    script = (
        "import sys; from dragoman.cli import app\n"
        "try: app(['events', '--json'])\nexcept SystemExit: pass\n"
        "print([m for m in sys.modules if m.startswith(('trafilatura', 'lxml', 'dragoman.annotate', 'jinja2'))])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
