"""The bundled examples: an invented negotiation that shows what pages look like and what the record makes of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dragoman.batch import read
from dragoman.model import Document, Given

OUTLETS = {
    "Fjord Dispatch": 5,
    "Harbour News Agency": 2,
    "Nusantara Courier": 5,
    "Straits Ledger": 4,
    "The Meridian Review": 1,
}


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    examples = Path(__file__).resolve().parent.parent / "examples"
    readings = [
        *read([str(examples / "pages")]),
        *read([str(examples / "aggregator")], given=Given(collected="2026-03-29")),
    ]
    assert not [r for reading in readings for r in reading.rejections]
    unique = {document.id: document for reading in readings for document in reading.documents}
    return sorted(unique.values(), key=lambda d: (d.published.edtf if d.published else "", d.id))


def test_outlets(documents: list[Document]) -> None:
    assert Counter(document.outlet for document in documents) == OUTLETS


def test_every_document_has_a_title_and_a_date(documents: list[Document]) -> None:
    assert [d.title for d in documents if not d.title or not d.published] == []


def test_relative_dates_count_from_the_day_of_collection(documents: list[Document]) -> None:
    dates = {d.title: d.published.edtf for d in documents if d.published}
    assert dates["Hovland and Adiningrat to hold summit in Oslo on April 22"] == "2026-03-26"


CLUTTER = ("cookies", "newsletter", "Advertisement", "Comments", "Most read", "Related", "Share this", "one tap")


@pytest.mark.parametrize("clutter", CLUTTER)
def test_no_clutter_is_left(documents: list[Document], clutter: str) -> None:
    assert [d.title for d in documents if clutter in d.text] == []


def test_genre_and_agency(documents: list[Document]) -> None:
    assert [d.outlet for d in documents if d.genre == "opinion"] == ["The Meridian Review"]
    assert sum(d.agency is not None for d in documents) == 4


def test_a_corrected_item_keeps_both_versions_under_one_key(documents: list[Document]) -> None:
    versions = [d for d in documents if d.key and "santosa-refsdal" in d.key]
    assert len(versions) == 2
    assert len({d.key for d in versions}) == 1
    assert sum("Correction" in d.text for d in versions) == 1


def test_the_opinion_writer_makes_no_events(documents: list[Document]) -> None:
    (opinion,) = (d for d in documents if d.genre == "opinion")
    actors = {actor.name for event in opinion.layers.events for actor in event.actors}
    assert "Lucas Amadi" not in actors
    assert "Ratna Wijaya" in actors


def test_the_record_holds_the_negotiation(documents: list[Document]) -> None:
    deadlines = {(x.date, x.status) for d in documents for x in d.layers.deadlines}
    assert ("2026-05-15", "extended") in deadlines
    rates = {(m.target, m.instrument, m.rate) for d in documents for m in d.layers.measures}
    assert {("Indonesia", "tariff", 18.0), ("Indonesia", "tariff", 16.0), ("Indonesia", "tariff", 6.0)} <= rates
    meetings = {
        (frozenset(a.name for a in e.actors), e.date) for d in documents for e in d.layers.events if e.mode == "meeting"
    }
    assert (frozenset({"Jonas Refsdal", "Dewi Santosa"}), "2026-03-10") in meetings
    assert (frozenset({"Jonas Refsdal", "Dewi Santosa"}), "2026-03-11") in meetings
    slipped = [e.status for d in documents for e in d.layers.events if e.status == "postponed"]
    assert slipped
