"""The commands about what is linked: what they print, as JSON too, and one clear line for what cannot be done."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import app
from dragoman.link.people import give
from dragoman.model import Chain, Layers
from dragoman.store import Store
from records import document, sentences
from test_linking_people import NAMESAKE, add, entry, link, pages, plain
from test_views_linking import KNOWN, demand

THERE = {**pages(), "demand": demand(), "dancer": plain(NAMESAKE, "Bandung Post", "Indonesia")}
LISTINGS = ("entities", "judgements --all", "stories --least 1", "commitments", "disagreements")


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_RECORD", raising=False)
    with Store(tmp_path / "record.db", create=True) as store:
        add(store, *THERE.values())
        link(store)
    return tmp_path / "record.db"


def run(*arguments: object, **options: Any) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="dragoman", **options)


def said(*arguments: object) -> str:
    """Return what a command prints, its line breaks as spaces."""
    done = run(*arguments)
    assert done.exit_code == 0, done.output
    return " ".join(done.stdout.split())


def of(record: Path, name: str) -> str:
    with Store(record) as store:
        return entry(store, THERE[name])


@pytest.mark.parametrize("command", LISTINGS)
def test_json_is_one_object_a_line(record: Path, command: str) -> None:
    done = run(*command.split(), "--json")
    assert done.exit_code == 0
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(isinstance(row, dict) for row in rows)
    assert rows or command == "disagreements"


@pytest.mark.parametrize("width", [50, 80, 200])
def test_pages_wrap_with_their_indent(record: Path, width: int) -> None:
    story = json.loads(run("stories", "--least", "1", "--json").stdout.splitlines()[0])["id"]
    commands = [["entity", "Siti Rahmawati"], ["history", of(record, "fjord")], ["history", THERE["fjord"].id],
                ["commitments"], ["judgements", "--all"], ["stories", story]]  # fmt: skip
    for command in commands:
        done = run(*command, env={"COLUMNS": str(width)})
        assert done.exit_code == 0, done.output
        assert max(map(len, done.stdout.splitlines())) <= width, command
        assert "\x1b" not in done.stdout


def test_an_entity_with_its_events_and_their_sentences(record: Path) -> None:
    page = said("entity", "siti rahmawati")
    assert "Siti Rahmawati (person, Indonesia)" in page
    assert re.search(r"2026-03-12 CONSULT meeting, done: Eirik Tveit, Siti Rahmawati \(Singapore\), 2 sources", page)
    assert "“Siti Rahmawati and Eirik Tveit met in Singapore on March 12, officials said.” (The Straits Ledger" in page
    assert run("entity", "siti rahmawati", "--json").stdout == run("entity", "SITI-RAHMAWATI", "--json").stdout


def test_a_doubtful_pair_is_shown_with_the_commands_that_settle_it(record: Path) -> None:
    with Store(record) as store:
        [row] = store.rows("SELECT id FROM documents WHERE id = ?", (THERE["dancer"].id,))
    assert run("different", "Siti Rahmawati", row["id"], "--by", "Ines").exit_code == 0
    ends = [one["id"] for one in profiles()]
    assert len(ends) == 2
    with Store(record) as store:
        give(store, "entity", *ends, "unsure", "Ines", "2026-11-22T00:00:00+00:00", "who knows")
    page = said("entity", ends[0])
    command = re.search(r"settle it: dragoman (same \w+ \w+), or dragoman different \w+ \w+", page)
    assert command
    assert "who knows" in page
    assert run(*command[1].split(), "--by", "Ines").exit_code == 0
    assert "settle it" not in said("entity", ends[0])


def profiles() -> list[dict[str, Any]]:
    found = [json.loads(line) for line in run("entities", "--name", "Siti Rahmawati", "--json").stdout.splitlines()]
    return [profile for one in found for profile in json.loads(run("entity", one["id"], "--json").stdout)["profiles"]]


def test_a_history_tells_who_said_what(record: Path) -> None:
    page = said("history", of(record, "fjord")[:8])
    assert "done, for 2026-03-12, told 2026-03-13 (2 independent sources, 2 documents)" in page
    assert re.search(r"\w{8} The Fjord Dispatch, 2026-03-13: “Envoy Eirik Tveit met", page)


def test_judging_the_log_and_taking_back(record: Path) -> None:
    given = said("same", of(record, "fjord"), of(record, "oslo")[:9], "--by", "Ines", "--why", "I was there")
    number = re.match(r"judgement (\d+): CONSULT “meet?t?”.* are the same; dragoman undo \1 takes it back", given)
    assert number
    table = said("judgements")
    assert "I was there" in table
    assert "Oslo Wire" in table
    assert said("undo", number[1]) == f"judgement {number[1]} is taken back"
    rows = [json.loads(line) for line in run("judgements", "--json").stdout.splitlines()]
    assert [(row["judgement"], row["withdrawn"]) for row in rows] == [("withdrawn", False), ("same", True)]


def test_commitments_name_what_they_rest_on(record: Path) -> None:
    page = said("commitments", "--as-of", "2026-05-01")
    assert "demand, lapsed: Siti Rahmawati → Eirik Tveit, due 2026-04-30" in page
    assert "due by 2026-04-30, and nothing in the record answers it" in page
    assert "The Straits Ledger, 2026-03-12" in page
    assert run("commitments", "--status", "met").stdout == ""


def test_known_entities_are_taken_in(record: Path, tmp_path: Path) -> None:
    (tmp_path / "known.jsonl").write_text("\n".join([*(text for _, _, text in KNOWN), "nonsense"]), encoding="utf-8")
    done = run("know", "known.jsonl")
    assert done.exit_code == 1
    assert "known.jsonl, line 4: no JSON" in done.stderr
    assert re.search(r"New +1 *\n", done.stdout)
    assert json.loads(run("know", "known.jsonl", "--json").stdout)["new"] == 0
    known = "Siti Rahmawati [p1]: Minister of Foreign Affairs of Indonesia (from 2024-10-21)"
    assert known in said("entity", "siti rahmawati")
    (tmp_path / "bad.jsonl").write_bytes(b"\xff\xfe\n[[[")
    assert run("know", "bad.jsonl").exit_code == 2
    (tmp_path / "cut.gz").write_bytes(b"\x1f\x8b\x08\x00")
    assert run("know", "cut.gz").exit_code == 2


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["entity", ""], "nothing in the record is called ''"),
        (["entity", "Nobody"], "nothing in the record is called 'Nobody'"),
        (["entity", "ffffffff"], "nothing"),
        (["entity", "\udcff"], "nothing"),
        (["same", "", ""], "nothing"),
        (["same", "\udcff", "Eirik Tveit"], "nothing"),
        (["same", "Eirik Tveit", "eirik tveit"], "one name"),
        (["same", "Eirik Tveit", "Siti Rahmawati", "--why", "\udcff"], "not text"),
        (["different", "Eirik Tveit", "abcdef012345"], "abcdef012345"),
        (["undo", "1"], "is not a person's"),
        (["undo", "99999999999999999999999"], "there is no judgement"),
        (["history", "ffffffff"], "nothing"),
        (["history", ""], "nothing"),
        (["stories", "ffffffff"], "no story"),
        (["stories", "--entity", "Nobody"], "nothing"),
        (["judgements", "--relation", "love"], "no such relation"),
        (["judgements", "--judgement", "maybe"], "no such judgement"),
        (["commitments", "--status", "kept"], "no such status"),
        (["commitments", "--as-of", "tomorrow"], "is no day"),
        (["commitments", "--entity", "Nobody"], "nothing"),
        (["know", "nowhere.jsonl"], "no such file"),
        (["entities", "--limit", "99999999999999999999999"], "too large"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(record: Path, command: list[str], words: str) -> None:
    done = run(*command)
    assert done.exit_code == 2, done.output
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert words in done.stderr


def test_ambiguous_names_are_listed(record: Path) -> None:
    text = "Ali Tveit spoke. Nobody replied."
    with Store(record) as store:
        chains = (Chain(0, "Ali Tveit", "person", ()),)
        add(store, document(text, layers=Layers(sentences=sentences(text), chains=chains)))
        link(store)
    done = run("entity", "Tveit")
    assert done.exit_code == 2
    assert re.fullmatch(
        r"dragoman: 'Tveit' may be 2 entities: Eirik Tveit, Norway \[\w{8}\]; Ali Tveit \[\w{8}\]; "
        r"give the whole name or the id\n",
        done.stderr,
    )
