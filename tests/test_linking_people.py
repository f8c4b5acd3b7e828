"""People's judgements: they outrank the program's, survive re-reading and new versions, and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest

from dragoman.errors import InputError, NotFoundError, RecordError
from dragoman.link.asking import judge, target, undo
from dragoman.link.people import standing
from dragoman.link.registry import register
from dragoman.link.update import relink
from dragoman.model import Chain, Document, EventMention, Layers, Participant, Published, Reading, Stamp, TenureMention
from dragoman.store import Store, clusters, load
from dragoman.store.judgements import judgements
from records import capture_of, document, sentences, span
from test_linking import dump

FJORD = "Envoy Eirik Tveit met Foreign Minister Siti Rahmawati in Singapore on March 12. They spoke of nickel."
STRAITS = "Siti Rahmawati and Eirik Tveit met in Singapore on March 12, officials said. Nickel was discussed."
OSLO = "Siti Rahmawati will meet Eirik Tveit in Oslo on March 20, the ministry said. Herring is on the agenda."
NAMESAKE = "A dancer, Siti Rahmawati, won the prize in Bandung. Her teacher wept."
PEOPLE = {"Siti Rahmawati": "Indonesia", "Eirik Tveit": "Norway"}
DAYS = ("2026-03-09", "2026-03-10")
NOW = "2026-11-22T00:00:00+00:00"


def chains(text: str) -> tuple[Chain, ...]:
    named = [name for name in PEOPLE if name in text]
    return tuple(Chain(at, name, "person", (), country=PEOPLE[name]) for at, name in enumerate(named))


def report(
    text: str, outlet: str, date: str, *, trigger: str = "met", version: str = "1", key: str | None = None,
    published: str = "2026-03-13", status: str = "done",
) -> Document:  # fmt: skip
    """Make a report of one encounter, as a version of the reader gives it."""
    there = chains(text)
    actors = tuple(Participant(chain.name, chain=chain.index) for chain in there)
    first = text[: sentences(text)[0].span.end]
    place = "Oslo" if "Oslo" in text else "Singapore"
    told = EventMention("CONSULT", span(text, trigger), span(text, first), "meeting", actors, date=date, place=place,
                        status=status)  # type: ignore[arg-type]  # fmt: skip
    layers = Layers(sentences=sentences(text), chains=there, events=(told,),
                    stamps=(Stamp("events", "events", version, "0"),))  # fmt: skip
    return document(text, outlet=outlet, layers=layers, key=key, published=Published(published, "page"))


def plain(text: str, outlet: str, country: str | None, version: str = "1") -> Document:
    """Make a report that names Siti Rahmawati and tells no event."""
    layers = Layers(sentences=sentences(text), chains=(Chain(0, "Siti Rahmawati", "person", (), country=country),),
                    stamps=(Stamp("events", "events", version, "0"),))  # fmt: skip
    return document(text, outlet=outlet, layers=layers, published=Published("2026-03-14", "page"))


def pages() -> dict[str, Document]:
    return {
        "fjord": report(FJORD, "The Fjord Dispatch", "2026-03-12"),
        "straits": report(STRAITS, "The Straits Ledger", "2026-03-12"),
        "oslo": report(OSLO, "Oslo Wire", "2026-03-20", trigger="meet", status="planned"),
    }


def add(store: Store, *documents: Document) -> None:
    load(store, [Reading(capture_of(one.text, f"{one.id}.txt"), (one,)) for one in documents])


def link(store: Store, *, anew: bool = False) -> None:
    relink(store, NOW, lambda stage, left: None, anew=anew)


def linked(*documents: Document) -> Store:
    store = Store(":memory:", create=True)
    add(store, *documents)
    link(store)
    return store


def say(store: Store, left: str, right: str, judgement: str) -> int:
    """Judge two things, link, and return the number of the judgement."""
    judge(store, left, right, judgement, "Ines", NOW, "I was there")
    link(store)
    return judgements(store, person=True, limit=1)[0].number


def entry(store: Store, one: Document) -> str:
    [row] = store.rows("SELECT id FROM entries WHERE document = ? AND kind = 'event'", (one.id,))
    return str(row["id"])


def groups(store: Store, relation: str = "event") -> set[frozenset[str]]:
    """Return the clusters of a relation as sets of the names of documents or nodes."""
    sql = "SELECT cluster, coalesce(document, node) AS one FROM clusters WHERE relation = ?"
    found: dict[str, set[str]] = {}
    for row in store.rows(sql, (relation,)):
        found.setdefault(row["cluster"], set()).add(row["one"])
    return {frozenset(several) for several in found.values()}


def together(store: Store, *documents: Document) -> bool:
    return any({one.id for one in documents} <= group for group in groups(store))


@pytest.fixture
def world() -> tuple[Store, dict[str, Document]]:
    there = pages()
    return linked(*there.values()), there


World = tuple[Store, dict[str, Document]]


def test_the_program_alone(world: World) -> None:
    store, there = world
    assert together(store, there["fjord"], there["straits"])
    assert not together(store, there["fjord"], there["oslo"])


def test_a_person_outranks_the_program_both_ways(world: World) -> None:
    store, there = world
    say(store, entry(store, there["fjord"]), entry(store, there["straits"]), "different")
    assert not together(store, there["fjord"], there["straits"])
    say(store, entry(store, there["fjord"]), entry(store, there["oslo"]), "same")
    assert together(store, there["fjord"], there["oslo"])
    assert not together(store, there["straits"], there["oslo"])


@pytest.mark.parametrize("judgement", ["same", "different"])
@pytest.mark.parametrize("other", ["straits", "oslo"])
def test_undo_gives_the_world_before(world: World, other: str, judgement: str) -> None:
    store, there = world
    before = dump(store)
    number = say(store, entry(store, there["fjord"]), entry(store, there[other]), judgement)
    undo(store, number, "Ines", NOW)
    link(store)
    assert dump(store) == before
    assert [row.judgement for row in judgements(store, person=True)] == ["withdrawn", judgement]


def test_the_later_word_holds_and_both_stay_in_the_log(world: World) -> None:
    store, there = world
    one, other = entry(store, there["fjord"]), entry(store, there["oslo"])
    first, second = say(store, one, other, "same"), say(store, other, one, "different")
    assert not together(store, there["fjord"], there["oslo"])
    assert [(row.number, row.judgement) for row in judgements(store, person=True)] == [
        (second, "different"), (first, "same"),
    ]  # fmt: skip
    undo(store, second, "Ines", NOW)
    link(store)
    assert together(store, there["fjord"], there["oslo"]), "the word before holds again"


def moved(one: Document, version: str = "2") -> Document:
    """Return a document as another version of the reader gives it: the trigger has other bounds, so the id is new."""
    [told] = one.layers.events
    longer = span(one.text, one.text[told.trigger.start : told.trigger.end] + " ")
    events = (replace(told, trigger=longer),)
    return replace(one, layers=replace(one.layers, events=events, stamps=(Stamp("events", "events", version, "0"),)))


@pytest.mark.parametrize("again", [("fjord",), ("oslo",), ("fjord", "oslo")])
def test_a_judgement_holds_when_pages_are_read_anew(world: World, again: Sequence[str]) -> None:
    store, there = world
    before = {name: entry(store, one) for name, one in there.items()}
    say(store, before["fjord"], before["oslo"], "same")
    say(store, before["straits"], before["oslo"], "different")
    add(store, *(moved(there[name]) for name in again))
    link(store)
    assert all(entry(store, there[name]) != before[name] for name in again), "their ids are other ones"
    assert together(store, there["fjord"], there["oslo"])
    assert not together(store, there["straits"], there["oslo"])


def test_the_later_word_holds_whatever_ids_it_was_said_of(world: World) -> None:
    store, there = world
    say(store, entry(store, there["fjord"]), entry(store, there["oslo"]), "same")
    add(store, moved(there["fjord"]))
    link(store)
    later = say(store, entry(store, there["fjord"]), entry(store, there["oslo"]), "different")
    assert not together(store, there["fjord"], there["oslo"])
    add(store, report(FJORD, "The Fjord Dispatch", "2026-03-12", version="3"))
    link(store)
    assert not together(store, there["fjord"], there["oslo"]), "the ids of the first judgement are there again"
    undo(store, later, "Ines", NOW)
    link(store)
    assert together(store, there["fjord"], there["oslo"])


def test_a_judgement_taken_back_after_reading_anew_is_gone(world: World) -> None:
    store, there = world
    number = say(store, entry(store, there["fjord"]), entry(store, there["oslo"]), "same")
    add(store, moved(there["oslo"]))
    link(store)
    undo(store, number, "Ines", NOW)
    link(store)
    assert not together(store, there["fjord"], there["oslo"])
    assert dump(store) == dump(linked(there["fjord"], there["straits"], moved(there["oslo"])))


def test_of_several_events_in_a_sentence_the_same_one_is_found_again() -> None:
    text = "Siti Rahmawati called Eirik Tveit on Monday, then called Eirik Tveit again. It was late."
    first, second = (span(text, words) for words in ("called", "called Eirik Tveit again"))

    def page(lengths: tuple[int, int], version: str) -> Document:
        one = report(text, "The Fjord Dispatch", "2026-03-12", trigger="called", version=version)
        [told] = one.layers.events
        spans = (replace(first, end=first.start + lengths[0]), replace(second, end=second.start + lengths[1]))
        events = tuple(replace(told, trigger=each, date=date) for date, each in zip(DAYS, spans, strict=True))
        return replace(one, layers=replace(one.layers, events=events))

    def entries(store: Store) -> list[str]:
        sql = "SELECT e.id FROM entries e JOIN events v ON v.entry = e.id WHERE sentence = ? ORDER BY e.trigger_start"
        return [row["id"] for row in store.rows(sql, (text[: sentences(text)[0].span.end],))]

    other = report(OSLO, "Oslo Wire", "2026-03-20", trigger="meet")
    store = linked(page((6, 6), "1"), other)
    say(store, entries(store)[1], entry(store, other), "same")
    add(store, page((3, 3), "2"))
    link(store)
    [pair] = standing(store, "event")
    assert set(pair) == {entries(store)[1], entry(store, other)}


def test_a_judgement_holds_for_a_new_version_of_the_article() -> None:
    there = pages()
    there["straits"] = replace(there["straits"], key="ledger/1")
    store = linked(*there.values())
    say(store, entry(store, there["fjord"]), entry(store, there["straits"]), "different")
    text = STRAITS.replace("officials said", "three officials said") + " A communique followed."
    later = report(text, "The Straits Ledger", "2026-03-12", key="ledger/1")
    add(store, later)
    link(store)
    assert together(store, there["straits"], later)
    assert not together(store, there["fjord"], later)
    assert dump(store) == dump(anew(store))


def anew(store: Store) -> Store:
    link(store, anew=True)
    return store


@pytest.mark.parametrize("order", list(permutations(("fjord", "straits", "oslo"))))
def test_judged_before_or_after_other_documents_arrive(order: tuple[str, ...]) -> None:
    there = pages()
    whole = linked(*there.values())
    say(whole, entry(whole, there["fjord"]), entry(whole, there["oslo"]), "same")
    store = Store(":memory:", create=True)
    for name in order:
        add(store, there[name])
        link(store)
        known = {row["id"] for row in store.rows("SELECT id FROM documents")}
        if {there["fjord"].id, there["oslo"].id} <= known and not judgements(store, person=True):
            say(store, entry(store, there["fjord"]), entry(store, there["oslo"]), "same")
    assert dump(store) == dump(whole)
    assert dump(anew(store)) == dump(whole)


# --- names -----------------------------------------------------------------------------------------------------------


def entity_of(store: Store, one: Document, name: str = "Siti Rahmawati") -> str:
    sql = """SELECT k.cluster FROM chain_profiles c JOIN clusters k ON k.relation = 'entity' AND k.node = c.profile
        WHERE c.document = ? AND c.name = ?"""
    [row] = store.rows(sql, (one.id, name))
    return str(row["cluster"])


def profile_of(store: Store, one: Document) -> str:
    sql = "SELECT profile FROM chain_profiles WHERE document = ? AND name = 'Siti Rahmawati'"
    [row] = store.rows(sql, (one.id,))
    return str(row["profile"])


def test_two_names_are_one_because_a_person_says_so(world: World) -> None:
    store, there = world
    before = dump(store)
    number = say(store, "eirik tveit", "SITI-RAHMAWATI", "same")
    assert entity_of(store, there["fjord"]) == entity_of(store, there["fjord"], "Eirik Tveit")
    undo(store, number, "Ines", NOW)
    link(store)
    assert dump(store) == before


def test_a_judgement_on_names_holds_when_the_entity_is_called_otherwise(world: World) -> None:
    store, there = world
    say(store, "Eirik Tveit", "Siti Rahmawati", "same")
    before = store.rows("SELECT name FROM entities WHERE id = ?", (entity_of(store, there["fjord"]),))[0]["name"]
    text = "Eirik Tveit spoke on day {}. So did others."
    chain = Chain(0, "Eirik Tveit", "person", (), country="Norway")
    layers = Layers(chains=(chain,))
    add(store, *(document(text.format(day), layers=layers) for day in range(20)))
    link(store)
    [row] = store.rows("SELECT name FROM entities WHERE id = ?", (entity_of(store, there["fjord"]),))
    assert (before, row["name"]) == ("Siti Rahmawati", "Eirik Tveit")
    assert entity_of(store, there["oslo"]) == entity_of(store, there["oslo"], "Eirik Tveit")


@pytest.mark.parametrize("country", [None, "Malaysia"])
def test_a_judgement_on_names_holds_when_the_page_gives_another_country(country: str | None) -> None:
    dancer = plain(NAMESAKE, "Bandung Post", "Brunei")
    there = pages()
    store = linked(*there.values(), dancer)
    brunei, indonesia = (profile_of(store, one) for one in (dancer, there["fjord"]))
    assert entity_of(store, dancer) == entity_of(store, there["fjord"])
    say(store, brunei, indonesia, "different")
    add(store, plain(NAMESAKE, "Bandung Post", country, "2"))
    link(store)
    assert profile_of(store, dancer) != brunei
    assert entity_of(store, dancer) != entity_of(store, there["fjord"])


def test_one_documents_namesake_is_somebody_else(world: World) -> None:
    store, there = world
    dancer = plain(NAMESAKE, "Bandung Post", "Indonesia")
    add(store, dancer)
    link(store)
    assert entity_of(store, dancer) == entity_of(store, there["fjord"])
    before = dump(store)
    number = say(store, "Siti Rahmawati", dancer.id, "different")
    assert entity_of(store, dancer) != entity_of(store, there["fjord"])
    assert dump(store) == dump(anew(store))
    add(store, plain(NAMESAKE, "Bandung Post", None, "2"))
    link(store)
    assert entity_of(store, dancer) != entity_of(store, there["fjord"]), "read anew, without a country"
    add(store, plain(NAMESAKE, "Bandung Post", "Indonesia", "3"))
    undo(store, number, "Ines", NOW)
    link(store)
    assert dump(store) == before


def test_a_namesake_is_taken_out_of_later_versions_too(world: World) -> None:
    store, there = world
    first = replace(plain(NAMESAKE, "Bandung Post", "Indonesia"), key="bandung/7")
    add(store, first)
    link(store)
    say(store, "Siti Rahmawati", first.id, "different")
    later = replace(plain(NAMESAKE + " So did the jury.", "Bandung Post", "Indonesia"), key="bandung/7")
    add(store, later)
    link(store)
    assert entity_of(store, later) != entity_of(store, there["fjord"])


# --- the log and the run ---------------------------------------------------------------------------------------------


def test_the_log_is_only_added_to(world: World) -> None:
    store, there = world
    say(store, entry(store, there["fjord"]), entry(store, there["oslo"]), "same")
    for change in ("UPDATE judgements SET judgement = 'different'", "DELETE FROM judgements"):
        with pytest.raises(RecordError, match="only added"):
            store.write(change)


class StoppedError(Exception):
    """The run is ended from outside."""


def test_a_run_that_is_stopped_goes_on_where_it_was() -> None:
    there = pages()
    whole, stages = dump(linked(*there.values())), list[str]()
    store = Store(":memory:", create=True)
    add(store, *there.values())
    relink(store, NOW, lambda stage, left: stages.append(stage))
    assert len(set(stages)) > 8
    for stop_at in dict.fromkeys(stages):
        store = Store(":memory:", create=True)
        add(store, *there.values())

        def watch(stage: str, left: int, stop_at: str = stop_at) -> None:
            if stage == stop_at:
                raise StoppedError

        with pytest.raises(StoppedError):
            relink(store, NOW, watch)
        link(store)
        assert dump(store) == whole, stop_at


def test_a_judgement_given_before_a_stop_is_not_lost(world: World) -> None:
    store, there = world
    judge(store, entry(store, there["fjord"]), entry(store, there["oslo"]), "same", "Ines", NOW)
    assert clusters.pending(store, "event:settle")
    link(store)
    assert together(store, there["fjord"], there["oslo"])


# --- what is meant ---------------------------------------------------------------------------------------------------


def test_things_are_found_by_name_and_by_the_beginning_of_an_id(world: World) -> None:
    store, there = world
    siti = target(store, "siti  RAHMAWATI")
    assert target(store, "Sítí Rahmawati") == target(store, siti.node[:6]) == siti
    assert target(store, entry(store, there["oslo"])[:10]).relation == "event"
    assert target(store, there["oslo"].id).relation == "copy"


@pytest.mark.parametrize(
    ("left", "right", "error", "words"),
    [
        ("", "Siti Rahmawati", NotFoundError, "nothing"),
        ("Nobody", "Siti Rahmawati", NotFoundError, "nothing in the record is called 'Nobody'"),
        ("ffffffff", "Siti Rahmawati", NotFoundError, "ffffffff"),
        ("Siti Rahmawati", "siti rahmawati", InputError, "one name"),
        ("\ud800", "Siti Rahmawati", NotFoundError, "nothing"),
    ],
)
def test_what_cannot_be_judged(world: World, left: str, right: str, error: type[Exception], words: str) -> None:
    store, _ = world
    with pytest.raises(error, match=words):
        judge(store, left, right, "same", "Ines", NOW)
    assert not judgements(store, person=True)


def test_things_of_two_kinds_and_tenures_are_not_judged(world: World) -> None:
    store, there = world
    with pytest.raises(InputError, match="two kinds"):
        judge(store, "Siti Rahmawati", entry(store, there["oslo"]), "same", "Ines", NOW)
    text = "Foreign Minister Siti Rahmawati spoke. So did others."
    tenure = TenureMention(Participant("Siti Rahmawati", chain=0), "Foreign Minister", "Indonesia", "current",
                           span(text, text[: sentences(text)[0].span.end]), span(text, "Foreign Minister"))  # fmt: skip
    page = document(text, layers=Layers(sentences=sentences(text), chains=chains(text), tenures=(tenure,)))
    add(store, page)
    link(store)
    [row] = store.rows("SELECT id FROM entries WHERE kind = 'tenure'")
    with pytest.raises(InputError, match="is a tenure"):
        judge(store, row["id"], entry(store, there["oslo"]), "same", "Ines", NOW)


def test_what_cannot_be_taken_back(world: World) -> None:
    store, there = world
    number = say(store, entry(store, there["fjord"]), entry(store, there["oslo"]), "same")
    undo(store, number, "Ines", NOW)
    with pytest.raises(InputError, match="already"):
        undo(store, number, "Ines", NOW)
    with pytest.raises(InputError, match="not a person's"):
        undo(store, number + 1, "Ines", NOW)
    with pytest.raises(NotFoundError):
        undo(store, 10**9, "Ines", NOW)
    [programs] = judgements(store, person=False, limit=1)
    with pytest.raises(InputError, match="not a person's"):
        undo(store, programs.number, "Ines", NOW)


def test_registering_again_changes_nothing(world: World) -> None:
    store, there = world
    before = dump(store)
    with store.transaction():
        register(store, [one.id for one in there.values()])
    link(store)
    assert dump(store) == before
