"""Events of official texts and of transcripts: demands in their own voice, turns, measures of the day."""

from __future__ import annotations

import pytest

from dragoman.annotate import rules
from dragoman.model import Document, Genre, Published
from dragoman.offsets import OffsetMap


def read(text: str, genre: Genre, title: str | None = None) -> Document:
    known = Published("2022-07-13", "given")
    page = Document(
        "test", "test", text, OffsetMap.identity(len(text)), published=known, genre=genre, title=title,
        outlet="U.S. Department of State",
    )  # fmt: skip
    return rules()(page)


def told(document: Document) -> list[tuple[str, str, list[str], list[str]]]:
    return [
        (e.type, document.quote(e.trigger), [p.name for p in e.actors], [p.name for p in e.recipients])
        for e in document.layers.events
    ]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Kenya must open its port.", ("REQUEST", "must open", ["United States"], ["Kenya"])),
        ("It is essential that Kenya open its port.", ("REQUEST", "is essential that", ["United States"], ["Kenya"])),
        ("The United States is imposing sanctions on Kenya.",
         ("SANCTION", "imposing sanctions", ["United States"], ["Kenya"])),
        ("We are taking action by designating Kenya.", ("SANCTION", "designating", ["United States"], ["Kenya"])),
        ("We, the Governments of Kenya and Norway, welcome the truce.",
         ("SUPPORT", "welcome", ["Kenya", "Norway"], [])),
        ("Norway condemned in the strongest terms the decision by Kenya.",
         ("ACCUSE", "condemned", ["Norway"], ["Kenya"])),
    ],
)  # fmt: skip
def test_releases(text: str, event: tuple[str, str, list[str], list[str]]) -> None:
    document = read(text, "release")
    assert event in told(document)
    assert {e.status for e in document.layers.events} == {"done"}


@pytest.mark.parametrize(
    "text", ["We must act.", "“Kenya must open its port,” says a poster.", "If Kenya must pay, so be it."]
)
def test_what_an_official_text_asks_of_nobody_else(text: str) -> None:
    assert [row for row in told(read(text, "release")) if row[0] == "REQUEST"] == []


def test_turns_of_a_transcript() -> None:
    text = (
        "QUESTION: Thank you. Does Kenya want talks?\n\n"
        "SECRETARY LIND: Thank you. I can tell you that the port is open. We urge Kenya to open the market.\n\n"
        "QUESTION: I urge you to answer."
    )
    document = read(text, "transcript", title="Secretary Erik J. Lind at a Press Availability")
    assert [(kind, actors) for kind, _, actors, _ in told(document) if actors] == [
        ("STATE", ["Erik J. Lind"]),
        ("REQUEST", ["Erik J. Lind"]),
    ]
