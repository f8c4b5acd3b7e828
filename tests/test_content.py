"""What acts of speech say, and what kind of act the words make of a statement."""

from __future__ import annotations

import pytest

from dragoman.annotate import rules
from dragoman.model import Document
from dragoman.offsets import OffsetMap


def told(text: str) -> list[tuple[str, str | None]]:
    document = rules()(Document("test", "test", text, OffsetMap.identity(len(text)), genre="report"))
    events = document.layers.events
    return [(event.type, document.quote(event.content) if event.content else None) for event in events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya asked Norway, which owns the port, to open it.", [("REQUEST", "to open it")]),
        ("Kenya urged Norway not to leave the port.", [("REQUEST", "not to leave the port")]),
        ("Kenya called for an inquiry, as well as a vote, to settle it.",
         [("REQUEST", "an inquiry, as well as a vote, to settle it")]),
        ("Kenya expressed appreciation for the help of Norway.", [("SUPPORT", "the help of Norway")]),
        ("Kenya reaffirmed its support for Norway.", [("SUPPORT", "its support for Norway")]),
        ("Kenya condemned Norway's attack, and Norway denied it.", [("ACCUSE", "Norway's attack"), ("REJECT", "it")]),
        ("Kenya made clear that the port was open.", [("STATE", "the port was open")]),
        ("Kenya said during a briefing on Monday.", [("STATE", None)]),
    ],
)  # fmt: skip
def test_content(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert told(text) == expected


def test_content_ends_with_the_quotation_it_stands_in() -> None:
    assert ("REQUEST", "two more weeks") in told("“Norway asked for two more weeks,” Kenya's president said in Oslo.")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya said the port was open.", "STATE"),
        ("Kenya said Norway had violated the treaty.", "ACCUSE"),
        ("Kenya said the duties were unfair to its farmers.", "ACCUSE"),
        ("Kenya said the report was completely false.", "REJECT"),
        ("“We will not accept the demand,” Kenya said.", "REJECT"),
        ("Kenya said Norway would pay a heavy price.", "THREATEN"),
        ("Kenya reaffirmed that an invasion would bring severe consequences.", "THREATEN"),
        ("“We thank Norway for its help,” Kenya said.", "SUPPORT"),
        ("Kenya reiterated that it stands ready to support talks.", "STATE"),
    ],
)
def test_shades(text: str, kind: str) -> None:
    assert [found for found, _ in told(text)][:1] == [kind]
