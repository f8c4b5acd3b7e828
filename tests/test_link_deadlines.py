"""Deadlines over documents: tellings of one date and matter, chains of replaced dates, status over time."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import pytest

from dragoman.edtf import days, parse_days
from dragoman.link.deadlines import DeadlineMatcher, date_of, replaces, state_of
from dragoman.link.matter import content_words, fields_of
from dragoman.link.nodes import DeadlineNode, Who

MATCHER = DeadlineMatcher()


def telling(
    id: str,
    when: str,
    what: str,
    sentence: str = "",
    *,
    parties: str = "Ruritania Freedonia",
    status: str = "set",
    document: str | None = None,
    published: str | None = "2031-06-20",
) -> DeadlineNode:
    named = tuple(Who(f"e-{name}", name, "country", name) for name in parties.split())
    return DeadlineNode(
        id, document or f"doc-{id}", days(when), what, status, named, sentence or what, parse_days(published)
    )


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (telling("a", "2031-08-01", "tariffs take effect"), telling("b", "2031-08-01", "duties to be imposed"), "same"),
        (telling("a", "2031-08-01", "tariffs take effect"), telling("b", "2031-08", "tariff imposition due"), "same"),
        (telling("a", "2031-08-01", "tariffs due"), telling("b", "2031-08-02", "tariffs due"), "different"),
        (
            telling("a", "2031-06-30", "smelters to open waste plant", parties="Ruritania"),
            telling("b", "2031-06-30", "to hand in its answer on frozen fish", parties="Ruritania Freedonia"),
            "different",
        ),
        (
            telling("a", "2031-06-30", "troops to leave the valley", parties="Ruritania"),
            telling("b", "2031-06-30", "budget to be adopted", parties="Sylvania"),
            "different",
        ),
        (
            telling("a", "2031-08-01", "opportunity for consultation", "Trade talks may go on until August 1."),
            telling("b", "2031-08-01", "imports to be taxed", "Trade suffers if tariffs come on August 1."),
            "same",
        ),
    ],
)  # fmt: skip
def test_tellings_of_one_deadline(left: DeadlineNode, right: DeadlineNode, expected: str) -> None:
    assert MATCHER.compare(left, right).judgement == expected
    assert MATCHER.compare(right, left).judgement == expected
    if expected == "same":
        assert set(MATCHER.keys(left)) & set(MATCHER.keys(right))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The two sides agreed to cut the levies by July 9", {"agreement", "cut", "tariff"}),
        ("the ceasefire with Japan expires on Friday", {"truce"}),
        ("negotiators negotiating", {"talks"}),
        ("elections", {"election"}),
    ],
)
def test_content_words(text: str, expected: set[str]) -> None:
    assert content_words(text) == expected


def test_fields() -> None:
    assert fields_of(content_words("new duties on steel")) == {"trade"}
    assert fields_of(content_words("the hostages come home")) == {"peace"}


def test_a_document_that_tells_both_dates_gives_the_chain() -> None:
    moved = "First due on July 9, the duties were put off until August 1."
    clusters = {
        "old": [telling("a", "2031-07-09", "duties due", moved, status="former", document="d")],
        "new": [telling("b", "2031-08-01", "duties due", moved, status="extended", document="d")],
        "other": [telling("c", "2031-08-20", "parliament reconvenes", document="d")],
    }
    [found] = replaces(clusters)
    assert (found.new, found.old, found.evidence) == ("new", "old", ("b", "a"))


def test_the_same_matter_told_later_with_a_later_date() -> None:
    first = telling("a", "2031-03-31", "fisheries protocol to be ratified", published="2031-01-10")
    second = telling("b", "2031-06-30", "fisheries protocol to be ratified", published="2031-03-29", status="extended")
    third = telling("c", "2031-09-15", "fisheries protocol to be ratified", published="2031-06-28", status="extended")
    payment = telling("d", "2031-12-31", "instalment due", published="2031-09-13")
    clusters = {"1": [first], "2": [second], "3": [third], "4": [payment]}
    assert [(one.new, one.old) for one in replaces(clusters)] == [("2", "1"), ("3", "2")]
    assert [(one.new, one.old) for one in replaces(dict(reversed(clusters.items())))] == [("2", "1"), ("3", "2")]


@pytest.mark.parametrize(
    "later",
    [
        telling("b", "2031-08-01", "levy on wine from Ruritania", published="2031-05-01"),
        telling("b", "2031-08-01", "port levy on all imports", parties="Sylvania Borduria", published="2031-05-02"),
        telling("b", "2031-08-01", "port levy on all imports", document="doc-a", published="2031-05-01"),
        telling("b", "2033-08-01", "port levy on all imports", status="extended", published="2031-05-02"),
    ],
)
def test_what_is_no_chain(later: DeadlineNode) -> None:
    earlier = telling("a", "2031-07-01", "port levy on all imports", published="2031-05-01")
    assert replaces({"1": [earlier], "2": [later]}) == ()


def test_the_date_of_a_deadline_is_the_most_exact() -> None:
    told = [telling("a", "2031-08", "x"), telling("b", "2031-08-01", "x"), telling("c", "2031-08", "x")]
    assert date_of(told) == days("2031-08-01")


def test_where_a_deadline_stands() -> None:
    told = [
        telling("a", "2031-08-01", "x", status="set", published="2031-07-01"),
        telling("b", "2031-08-01", "x", status="extended", published="2031-07-08"),
    ]
    state = state_of(told)
    assert (state.status, state.evidence, state.since, state.passed) == ("extended", ("b",), days("2031-07-08"), None)
    assert state_of(told, replaced=True).status == "former"
    assert state_of(told, as_of=date(2031, 8, 1)).passed is False
    assert state_of(told, as_of=date(2031, 8, 2)).passed is True
    missed = telling("c", "2031-08-01", "x", status="missed", published="2031-08-03")
    random.Random(3).shuffle(told)
    assert state_of([*told, missed], replaced=True).status == "missed"


def test_the_seeds_links_come_out(shared: Path) -> None:
    """The deadline of August 1 and the one that it replaced, from the gold entries of the seed documents."""
    links = json.loads((shared / "gold" / "links-seeds.json").read_text("utf-8"))
    lines = (shared / "gold" / "dev.jsonl").read_text("utf-8").splitlines()
    dates = {row["id"]: row["published"] for row in map(json.loads, lines)}
    nodes = []
    for path in sorted((shared / "gold" / "dev").glob("seed-*.json")):
        for number, entry in enumerate(json.loads(path.read_text("utf-8"))["deadlines"]):
            nodes.append(
                DeadlineNode(
                    f"{path.stem}:{number}", path.stem, days(entry["date"]), entry["what"], entry["status"], (),
                    entry["sentence"], parse_days(dates[path.stem]),
                )
            )  # fmt: skip
    [wanted] = links["same_deadline"]
    told = [node for node in nodes if node.date == days(wanted["date"])]
    assert {node.document for node in told} == {document for document, _ in wanted["tellings"]}
    joined = {told[0].id}
    for _ in told:
        joined |= {b.id for a in told for b in told if a.id in joined and MATCHER.compare(a, b).judgement == "same"}
    assert joined == {node.id for node in told}
    clusters = {node.id: [node] for node in nodes if node.date != days(wanted["date"])} | {"august": told}
    replaced = [date_of(clusters[one.old]) for one in replaces(clusters) if one.new == "august"]
    assert days(wanted["replaces"]) in replaced
