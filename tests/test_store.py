"""The record's file: load, idempotence, queries, versions, links."""

from __future__ import annotations

import sqlite3
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.errors import InputError, NotFoundError, RecordError
from dragoman.link.versions import RELATION, Version, version_links
from dragoman.model import Link, Published, Reading, Stamp
from dragoman.store import Criteria, Store, add_links, load, passage, queries
from records import MEETING, TARIFF, capture_of, document, filled, meeting, readings


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return filled(tmp_path / "record.db")


def dump(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        return "\n".join(connection.iterdump())


def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    store = filled(tmp_path / "record.db")
    before = dump(tmp_path / "record.db")
    again = load(store, readings())
    assert dump(tmp_path / "record.db") == before
    assert (again.new, again.renewed, len(again.known)) == ((), (), 2)


def test_what_is_stored_is_what_was_read(store: Store) -> None:
    [capture] = store.rows("SELECT * FROM captures WHERE id = ?", (capture_of(MEETING).id,))
    assert zlib.decompress(capture["body"]).decode() == MEETING
    [event] = queries.events(store, Criteria(type="REQUEST"))
    assert event.actors == ("Sítí Rahmawati",)
    assert event.content == "withdraw the nickel tariff before the talks resume"
    assert MEETING[slice(*event.citation.span)] == event.citation.sentence
    assert MEETING[slice(*event.trigger_span)] == event.trigger == "urged"
    [measure] = queries.measures(store)
    assert (measure.imposer, measure.target, measure.rate) == ("Norway", "Indonesia", 25.0)
    assert measure.effective == "2026-05-01"
    [rejection] = queries.rejections(store)
    assert (rejection.uri, rejection.reason) == ("photo.jpg", "binary")


@pytest.mark.parametrize(
    ("criteria", "triggers"),
    [
        (Criteria(), ["met", "urged", "refused", "meet"]),
        (Criteria(actor="rahmawati"), ["met", "urged", "meet"]),
        (Criteria(actor="RAHMAWATI siti", type="CONSULT"), ["met", "meet"]),
        (Criteria(actor="Rahma"), []),
        (Criteria(actor="  "), []),
        (Criteria(recipient="Tveit"), ["urged"]),
        (Criteria(place="singapore"), ["met"]),
        (Criteria(status="planned"), ["meet"]),
        (Criteria(since="2026-03"), ["met", "urged", "refused"]),
        (Criteria(until="2026-03-11"), []),
        (Criteria(since="2026-03-13", reported=True), []),
        (Criteria(text="nickel tariff"), ["urged"]),
        (Criteria(text='"nickel tariff"'), ["urged"]),
        (Criteria(text="tariffs withdrawing"), ["urged"]),
        (Criteria(text="nick*"), ["urged"]),
        (Criteria(text='AND OR "'), []),
        (Criteria(document="fd-1", limit=1), ["met"]),
    ],
)
def test_events_by_criteria(store: Store, criteria: Criteria, triggers: list[str]) -> None:
    assert [row.trigger for row in queries.events(store, criteria)] == triggers


def test_undated_entries_count_with_their_document_where_asked(store: Store) -> None:
    load(store, [Reading(capture_of(TARIFF), (replace(_tariff(), published=Published("2026-03-20", "page")),))])
    dated = Criteria(since="2026-03-20", until="2026-03-20")
    assert queries.events(store, dated) == []
    assert [row.trigger for row in queries.events(store, replace(dated, reported=True))] == ["meet"]


def _tariff() -> object:
    return readings()[1].documents[0]


@pytest.mark.parametrize("text", ["\0", "tariff\0", '"', "NEAR(", "a:b", "-x", "^", "*", "'; DROP TABLE events; --"])
def test_whatever_is_looked_for_is_words(store: Store, text: str) -> None:
    for rows in (queries.events, queries.documents):
        assert isinstance(rows(store, Criteria(text=text)), list)
    assert isinstance(queries.events(store, Criteria(actor=text, place=text, document=text)), list)


def test_what_is_no_text_is_not_looked_for(store: Store) -> None:
    with pytest.raises(InputError, match="not text"):
        queries.events(store, Criteria(document="\udcff"))


@pytest.mark.parametrize("wrong", [{"since": "soon"}, {"until": "2026-02-31"}, {"limit": -1}])
def test_criteria_that_make_no_sense(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError):
        Criteria(**wrong)  # type: ignore[arg-type]


def test_documents_by_words_and_date(store: Store) -> None:
    assert [row.title for row in queries.documents(store)] == ["Ministers meet <b>in Singapore</b>", "A duty on nickel"]
    [row] = queries.documents(store, Criteria(text="duty percent"))
    assert (row.published, row.measures, row.deadlines, row.sightings) == (None, 1, 1, 1)
    assert [row.name for row in queries.documents(store, Criteria(since="2026"))] == ["fd-1"]


def test_one_document_seen_in_many_feeds_is_one(store: Store) -> None:
    for number in range(40):
        load(store, [Reading(capture_of(MEETING, "item", container=f"feed-{number}.rss"), (meeting(),))])
    [row] = queries.documents(store, Criteria(document="fd-1"))
    assert row.sightings == 41


def test_a_better_dated_reading_replaces_a_poorer_one_and_not_the_other_way(store: Store) -> None:
    given = replace(meeting(), published=Published("2026-03-14", "given"))
    assert load(store, [Reading(capture_of(MEETING), (given,))]).renewed == (given.id,)
    assert load(store, [Reading(capture_of(MEETING), (meeting(),))]).known == (given.id,)
    assert queries.events(store)[0].citation.published == "2026-03-14"
    assert queries.documents(store, Criteria(text="withdraw"))[0].published == "2026-03-14"


def test_a_reading_by_other_steps_replaces_the_layers(store: Store) -> None:
    again = meeting()
    layers = replace(again.layers, events=again.layers.events[:1], stamps=(Stamp("events", "events", "2", "0"),))
    load(store, [Reading(capture_of(MEETING), (replace(again, layers=layers),))])
    assert [row.trigger for row in queries.events(store, Criteria(document="fd-1"))] == ["met"]
    assert queries.events(store, Criteria(text="withdraw")) == []


def test_a_failed_load_leaves_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "record.db", create=True)
    orphan = replace(meeting(), capture="0" * 16)
    with pytest.raises(RecordError):
        load(store, [readings()[1], Reading(capture_of(MEETING), (orphan,))])
    assert queries.documents(store) == []


def test_text_that_is_no_text_is_rejected(tmp_path: Path) -> None:
    store = Store(tmp_path / "record.db", create=True)
    broken = replace(document("fine"), text="half a \ud800 pair")
    loaded = load(store, [Reading(capture_of("fine"), (broken,))])
    assert [rejection.reason for rejection in loaded.rejections] == ["malformed"]
    assert queries.documents(store) == []


def test_show_by_prefix(store: Store) -> None:
    [event] = queries.events(store, Criteria(type="REQUEST"))
    found = passage(store, event.id[:10])
    assert found.text[slice(found.triggers[0].start, found.triggers[0].end)] == "urged"
    start, end = found.provenance.bytes
    assert MEETING.encode()[start:end].decode() == found.text
    whole = passage(store, "fd-1")
    assert (whole.kind, whole.text, len(whole.entries)) == ("document", MEETING, 5)


def test_show_what_is_not_there_or_not_clear(store: Store) -> None:
    with pytest.raises(NotFoundError, match="'zzz'"):
        passage(store, "zzz")
    ids = {row["id"] for row in store.rows("SELECT id FROM entries UNION SELECT id FROM documents")}
    first = next(digit for digit in "0123456789abcdef" if sum(one.startswith(digit) for one in ids) > 1)
    with pytest.raises(RecordError, match=f"'{first}' is the beginning of"):
        passage(store, first)
    with pytest.raises(NotFoundError):
        passage(store, "")


def test_versions_are_linked_once_and_links_stay(store: Store) -> None:
    old, new = (replace(document(text), key="guid-1") for text in ("As it was.", "As it was corrected."))
    loaded = load(store, [Reading(capture_of(d.text), (d,)) for d in (old, new)])
    families = [Version(*row) for row in queries.versions(store, loaded.new)]
    for at in ("2026-03-13T00:00:00+00:00", "2026-03-14T00:00:00+00:00"):
        add_links(store, version_links(families, at))
    links = store.rows("SELECT * FROM judgements")
    assert [(row["left"], row["right"], row["relation"]) for row in links] == [(new.id, old.id, RELATION)]
    assert passage(store, new.id).versions == (old.id,)
    with pytest.raises(RecordError, match="only added"):
        store.write("DELETE FROM judgements")
    with pytest.raises(RecordError, match="only added"):
        store.write("UPDATE judgements SET score = 0")


def test_version_links_follow_the_order_and_skip_repeated_texts() -> None:
    family = [("a", "k", "one"), ("b", "k", "two"), ("c", "k", "one"), ("d", "other", "one")]
    links = version_links((Version(*one) for one in family), "2026")
    assert [(link.left, link.right) for link in links] == [("b", "a")]
    assert all(isinstance(link, Link) for link in links)
