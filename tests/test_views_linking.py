"""Pages about what is linked: entities, histories, commitments, and what imported entities add."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import batch
from dragoman.errors import InputError, NotFoundError, RecordError
from dragoman.link import deadlines, material
from dragoman.link.knowing import learn
from dragoman.link.nodes import DeadlineNode
from dragoman.model import Chain, Document, Given, Layers, Participant, Published, Timex
from dragoman.settings import ReadSettings
from dragoman.store import Store, clusters, load, world
from dragoman.views import commitments, entity, history
from dragoman.views.history import HistoryPage
from records import document, event, sentences, span
from test_linking import dump
from test_linking_people import NAMESAKE, OSLO, STRAITS, add, entity_of, entry, link, linked, pages, plain, report, say

DEMAND = "Siti Rahmawati asked Eirik Tveit to lift the nickel tariff by April 30. Talks go on."
ANSWER = "Eirik Tveit agreed with Siti Rahmawati to lift the nickel tariff on April 20. It was a long night."
PEOPLE = (Chain(0, "Siti Rahmawati", "person", (), country="Indonesia"),
          Chain(1, "Eirik Tveit", "person", (), country="Norway"))  # fmt: skip
SITI, EIRIK = (Participant(chain.name, chain=chain.index) for chain in PEOPLE)


def said(
    text: str, type: str, trigger: str, content: str, published: str, *dates: tuple[str, str], **fields: object
) -> Document:
    """Make a page with one speech act and the dates in its text."""
    first = text[: sentences(text)[0].span.end]
    actors, recipients = ((SITI,), (EIRIK,)) if text.startswith("Siti") else ((EIRIK,), (SITI,))
    told = event(text, type, trigger, first, content=content, actors=actors, recipients=recipients, **fields)
    timexes = tuple(Timex(span(text, words), "DATE", value, value) for words, value in dates)
    layers = Layers(sentences=sentences(text), chains=PEOPLE, events=(told,), timexes=timexes)
    return document(text, outlet="The Straits Ledger", layers=layers, published=Published(published, "page"))


def demand() -> Document:
    content = "lift the nickel tariff by April 30"
    return said(DEMAND, "REQUEST", "asked", content, "2026-03-12", ("April 30", "2026-04-30"))


# --- entities --------------------------------------------------------------------------------------------------------


def test_the_page_of_an_entity_quotes_its_events() -> None:
    store = linked(*pages().values())
    page = entity.compose(store, "siti-rahmawati")
    assert page.entity.name == "Siti Rahmawati"
    assert [page.quotes[one.id].citation.sentence[:20] for one in page.events] == [STRAITS[:20], OSLO[:20]]
    assert [(one.name, one.times) for one in page.counterparts] == [("Eirik Tveit", 1)]
    assert page == entity.compose(store, page.entity.id) == entity.compose(store, page.entity.id[:7])


def test_doubtful_pairs_are_shown_while_both_ends_are_there() -> None:
    dancer = plain(NAMESAKE.replace("Siti Rahmawati", "Sutri Rahmawan"), "Bandung Post", "Brunei")
    [chain] = dancer.layers.chains
    dancer = replace(dancer, layers=replace(dancer.layers, chains=(replace(chain, name="Sutri Rahmawan"),)))
    store = linked(*pages().values(), dancer)
    say(store, "Sutri Rahmawan", "Siti Rahmawati", "unsure")
    [row] = entity.compose(store, "Siti Rahmawati").doubtful
    assert set(row.called) == {"Siti Rahmawati, Indonesia", "Sutri Rahmawan, Brunei"}
    assert [other.names for other in entity.compose(store, "Siti Rahmawati").others] == [("Sutri Rahmawan",)]
    add(store, plain(dancer.text, "Bandung Post", "Brunei", "2"))  # read anew: it names nobody of this name
    link(store)
    assert entity.compose(store, "Siti Rahmawati").doubtful == ()


def test_candidates_are_told_apart_and_nobody_is_guessed() -> None:
    text = "The Rahmawati Foundation met in Bandung. Siti Rahmawati and Ali Rahmawati came."
    chains = (Chain(0, "Rahmawati Foundation", "organisation", ()), Chain(1, "Siti Rahmawati", "person", ()))
    page = document(text, layers=Layers(sentences=sentences(text), chains=chains))
    store = linked(page)
    assert entity.find(store, "Rahmawati").name == "Siti Rahmawati", "a person before the bodies called after them"
    more = replace(page, layers=replace(page.layers, chains=(*chains, Chain(2, "Ali Rahmawati", "person", ()))))
    with pytest.raises(RecordError, match=r"3 entities: .*Ali Rahmawati \[[0-9a-f]{8}\]; .*give the whole name"):
        entity.find(linked(more), "Rahmawati")
    with pytest.raises(NotFoundError):
        entity.find(store, "")


def test_a_name_is_whom_nearly_all_documents_mean() -> None:
    several = [plain(f"Siti Rahmawati spoke on day {day}. So did others.", "Post", "Indonesia") for day in range(25)]
    text = "The village of Siti Rahmawati was flooded. Nobody was hurt."
    place = document(text, layers=Layers(sentences=sentences(text), chains=(Chain(0, "Siti Rahmawati", "place", ()),)))
    assert entity.find(linked(*several, place), "Siti Rahmawati").label == "person"
    with pytest.raises(RecordError, match="Siti Rahmawati, place "):
        entity.find(linked(*several[:5], place), "Siti Rahmawati")


# --- histories -------------------------------------------------------------------------------------------------------


def test_steps_count_independent_sources_and_copies() -> None:
    there = pages()
    there["straits"] = replace(there["straits"], key="ledger/1")
    again = replace(report(there["straits"].text + " It rained.", "The Straits Ledger", "2026-03-12"), key="ledger/1")
    store = linked(there["fjord"], there["straits"], again)
    page = history.compose(store, entry(store, there["fjord"]))
    assert isinstance(page, HistoryPage)
    [step] = page.steps
    assert (len(step.tellings), step.sources, step.copies) == (3, 2, 1)


def test_an_entity_and_an_unknown_id_have_no_history() -> None:
    store = linked(*pages().values())
    with pytest.raises(InputError, match="is an entity: `dragoman entity"):
        history.compose(store, world.entities(store)[0].id)
    with pytest.raises(NotFoundError):
        history.compose(store, "ffffffffffff")


def test_chains_of_deadlines_are_found_among_those_near(root: Path) -> None:
    store = Store(":memory:", create=True)
    load(store, list(batch.read([str(root / "examples" / "pages")], ReadSettings(), Given())))
    link(store)
    groups: dict[str, list[DeadlineNode]] = {}
    rows = store.rows("SELECT node FROM clusters WHERE relation = 'deadline'")
    nodes = material.deadlines(store, [row["node"] for row in rows])
    for node, cluster in clusters.clusters_of(store, "deadline", nodes).items():
        groups.setdefault(cluster, []).append(nodes[node])
    expected = {(one.new, one.old) for one in deadlines.replaces(groups)}
    assert expected
    shown = set()
    for cluster in groups:
        page = history.compose(store, cluster)
        assert isinstance(page, HistoryPage)
        shown |= {(one.id, cluster) if one.later else (cluster, one.id) for one in page.moved}
    assert shown == expected


# --- commitments -----------------------------------------------------------------------------------------------------


def test_a_demand_is_open_until_its_day_has_gone_by() -> None:
    store = linked(demand())
    [row] = commitments.compose(store)
    assert (row.kind, row.status, row.due) == ("demand", "open", "2026-04-30")
    assert ([side.name for side in row.by], [side.name for side in row.to]) == (["Siti Rahmawati"], ["Eirik Tveit"])
    assert row.told.citation.sentence == DEMAND[: sentences(DEMAND)[0].span.end]
    [later] = commitments.compose(store, as_of="2026-05-01")
    assert (later.status, later.said) == ("lapsed", "due by 2026-04-30, and nothing in the record answers it")


def test_a_later_act_answers_a_demand() -> None:
    answer = said(ANSWER, "AGREE", "agreed", "to lift the nickel tariff", "2026-04-21", date="2026-04-20")
    rows = commitments.compose(linked(demand(), answer), kind="demand", as_of="2026-06-01")
    [(status, since, [turn])] = [(row.status, row.since, row.turns) for row in rows]
    assert (status, since, turn.status) == ("met", "2026-04-20", "met")


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("by April 30", "2026-04-30"),
        ("before the end of April 30", "2026-04-30"),
        ("until April 30", "2026-04-30"),
        ("imposed on April 30", None),
        ("of April 30", None),
    ],
)
def test_a_date_in_what_is_said_is_due_after_by_alone(words: str, due: str | None) -> None:
    text = DEMAND.replace("by April 30", words)
    page = said(text, "REQUEST", "asked", f"lift the nickel tariff {words}", "2026-03-12", ("April 30", "2026-04-30"))
    [row] = commitments.compose(linked(page))
    assert row.due == due


def test_a_date_outside_what_is_said_is_not_due() -> None:
    page = said(DEMAND, "REQUEST", "asked", "lift the nickel tariff", "2026-03-12", ("April 30", "2026-04-30"))
    [row] = commitments.compose(linked(page))
    assert row.due is None


def test_commitments_of_somebody_and_of_their_country() -> None:
    store = linked(demand())
    siti = entity.find(store, "Siti Rahmawati")
    assert len(commitments.compose(store, entity=siti)) == 1
    country = replace(siti, id="elsewhere", label="country", name="Norway", country="Norway")
    assert len(commitments.compose(store, entity=country)) == 1
    assert commitments.compose(store, entity=replace(country, name="Chile")) == []
    assert commitments.compose(store, status="met") == commitments.compose(store, limit=0) == []


def test_a_day_that_is_none() -> None:
    with pytest.raises(InputError, match="is no day"):
        commitments.compose(linked(), as_of="tomorrow")


# --- known entities --------------------------------------------------------------------------------------------------


def lines(*records: object) -> list[tuple[str, int, str]]:
    return [("known.jsonl", at, one if isinstance(one, str) else json.dumps(one)) for at, one in enumerate(records, 1)]


def money(id: str, schema: str, **properties: list[str]) -> dict[str, object]:
    return {"id": id, "schema": schema, "properties": properties}


KNOWN = lines(
    money("p1", "Person", name=["Siti Rahmawati"], alias=["Nyonya Besar"], nationality=["id"]),
    money("x1", "Position", name=["Minister of Foreign Affairs"], country=["id"]),
    money("o1", "Occupancy", holder=["p1"], post=["x1"], startDate=["2024-10-21"]),
)


def nicknamed() -> Document:
    page = plain("The envoy praised Nyonya Besar. Nobody replied.", "Bandung Post", "Indonesia")
    chain = Chain(0, "Nyonya Besar", "person", (), country="Indonesia")
    return replace(page, layers=replace(page.layers, chains=(chain,)))


def test_two_names_of_one_known_person_are_one_entity() -> None:
    there = pages()
    store = linked(*there.values(), nicknamed())
    assert entity_of(store, nicknamed(), "Nyonya Besar") != entity_of(store, there["fjord"])
    learned = learn(store, KNOWN)
    link(store)
    assert (learned.entities, learned.new, learned.concerned, learned.rejected) == (1, 1, 2, ())
    assert entity_of(store, nicknamed(), "Nyonya Besar") == entity_of(store, there["fjord"])
    [known] = entity.compose(store, "Siti Rahmawati").known
    assert [(office.name, office.of, office.first, office.last) for office in known.offices] == [
        ("Minister of Foreign Affairs", "Indonesia", "2024-10-21", None)
    ]
    after = dump(store)
    later = Store(":memory:", create=True)
    learn(later, KNOWN)
    add(later, *there.values(), nicknamed())
    link(later)
    assert dump(later) == after, "known before the documents came"
    link(store, anew=True)
    assert dump(store) == after


def test_the_same_import_changes_nothing_and_another_takes_its_place() -> None:
    store = linked(*pages().values(), nicknamed())
    before = dump(store)
    learn(store, KNOWN)
    link(store)
    again = learn(store, KNOWN)
    assert (again.new, again.changed, again.concerned) == (0, 0, 0)
    assert not store.rows("SELECT * FROM pending")
    other = learn(store, lines(money("p1", "Person", name=["Somebody Else"])))
    link(store)
    assert (other.changed, other.concerned) == (1, 2)
    assert dump(store) == before


def test_lines_that_cannot_be_read_are_named() -> None:
    store = linked(*pages().values())
    odd = money("p3", "Person", name=["\ud800"])
    bad = learn(store, lines("nonsense", money("p2", "Person"), [3], odd, KNOWN[0][2]))
    assert bad.entities == 1
    assert [(one.path, one.line) for one in bad.rejected] == [
        ("known.jsonl", 1), ("known.jsonl", 2), ("known.jsonl", 3), ("", 0),
    ]  # fmt: skip


def test_a_date_of_no_known_precision_is_no_crash() -> None:
    time = {"datavalue": {"value": {"time": "+2020-01-01T00:00:00Z", "precision": [9]}}}
    claim = {"mainsnak": {"datavalue": {"value": {"id": "Q2"}}}, "qualifiers": {"P580": [time]}}
    person = {"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}
    labels = {"en": {"value": "Jane Doe"}}
    learned = learn(linked(), lines({"id": "Q1", "labels": labels, "claims": {"P31": [person], "P39": [claim]}}))
    assert learned.entities + len(learned.rejected) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["id", "schema", "properties", "labels", "claims", "P31", "P39", "name", "en",
                                       "value", "mainsnak", "datavalue", "qualifiers", "P580", "time", "precision",
                                       "holder", "post", "rank"]), inner, max_size=4),
    max_leaves=24,
)  # fmt: skip


@given(st.lists(JSON | st.text(max_size=20), max_size=4))
@settings(max_examples=60)
def test_no_line_is_a_crash(records: list[object]) -> None:
    learn(Store(":memory:", create=True), lines(*records))
