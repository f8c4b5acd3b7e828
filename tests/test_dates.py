"""Which time expression dates an act."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.annotate.dates import event_date
from dragoman.annotate.sentences import sentences
from dragoman.annotate.timexes import timexes
from dragoman.annotate.tokens import tokens
from dragoman.model import Document, Genre, Layers, Published, Span
from dragoman.offsets import OffsetMap


def document_of(text: str, genre: Genre = "report", published: str = "2025-07-09") -> Document:
    day = Published(published, "given")
    document = Document("d", "c", text, OffsetMap.identity(len(text)), genre=genre, published=day)
    document = replace(document, layers=Layers(sentences=sentences(text)))
    document = replace(document, layers=replace(document.layers, tokens=tokens(text, document.layers.sentences)))
    return replace(document, layers=replace(document.layers, timexes=timexes(document)))


def dated(
    text: str, trigger: str, *, spoken: bool = False, lent: str | None = None, genre: Genre = "report"
) -> str | None:
    start = text.index(trigger)
    return event_date(document_of(text, genre), 0, Span(start, start + len(trigger)), spoken=spoken, lent=lent)


ACTS = [
    ("The ministers met Thursday in Oslo.", "met", "2025-07-03"),
    ("On Monday, the ministers signed a pact in Oslo.", "signed", "2025-07-07"),
    ("The court on Tuesday rejected the appeal.", "rejected", "2025-07-08"),
    ("The ministers will meet in Oslo on Friday.", "will meet", "2025-07-11"),
    ("The envoy arrived on Monday and met the president.", "met", "2025-07-07"),
    ("The envoy called the minister on Monday, urging restraint.", "urging", "2025-07-07"),
    ("He will travel on July 14 to Doha, where he will meet the emir.", "will meet", "2025-07-14"),
    ("The first meeting took place yesterday in Madrid.", "meeting", "2025-07-08"),
    ("The summit is scheduled to be held in Alberta from July 15-17.", "summit", "2025-07-15/2025-07-17"),
    ("They attended the forum on July 1 and 2.", "attended", "2025-07-01/2025-07-02"),
    ("The ministers voted during Monday's session.", "voted", "2025-07-07"),
    ("During a debate aired on Tuesday, the senator said no.", "said", "2025-07-08"),
    ("The meeting involving all three is set to be held on Friday.", "meeting", "2025-07-11"),
    ("Tuesday's talks failed.", "talks", "2025-07-08"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "date"), ACTS)
def test_the_expression_of_the_clause_dates_the_act(text: str, trigger: str, date: str) -> None:
    assert dated(text, trigger) == date


OTHERS = [
    ("The minister praised the July 4 statement of the allies.", "praised"),
    ("The minister said on Monday that talks had failed.", "had failed"),
    ('The minister asked: "Who met him on Monday?"', "asked"),
    ("They agreed to cut emissions by 2030.", "agreed"),
    ("After his conviction in May, the senator agreed to help.", "agreed"),
]


@pytest.mark.parametrize(("text", "trigger"), OTHERS)
def test_an_expression_of_something_else_does_not(text: str, trigger: str) -> None:
    assert dated(text, trigger) is None


def test_since_gives_the_interval_to_the_document() -> None:
    assert dated("Since May, the state has paid for the camps.", "paid") == "2025-05/2025-07"


def test_the_date_that_an_encounter_lends() -> None:
    assert dated("He thanked the host.", "thanked", lent="2025-07-07") == "2025-07-07"
    assert dated("He thanked the host on Tuesday.", "thanked", lent="2025-07-07") == "2025-07-08"


def test_the_words_of_a_release_are_spoken_on_its_date() -> None:
    assert dated("We condemn the attack.", "condemn", spoken=True, genre="release") == "2025-07-09"
    assert dated("We condemn the attack.", "condemn", spoken=True) is None
    assert dated("They bombed the port.", "bombed", genre="release") is None
