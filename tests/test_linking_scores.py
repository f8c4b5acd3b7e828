"""The measures of linking: worked examples of the literature, invented records, readers of the gold."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from benchmarks.linking import groups, meantime, seeds
from benchmarks.linking.checks import Outcome, Pair, Rates, alarms, outcomes, rates
from benchmarks.linking.coreference import Score, assignment, b_cubed, ceaf_e, compare, muc
from benchmarks.linking.record import Disagreement, Telling, World, world
from benchmarks.linking.state import Page, schedule_pairs, trilateral_pairs
from hypothesis import given
from hypothesis import strategies as st

from dragoman.store import Store

KEY = "12345 67 89ABC"
"""The truth of the example in Bagga and Baldwin (1998) and Luo (2005): groups of mentions, one letter each."""


def grouped(groups: str) -> dict[str, str]:
    return {mention: group for group in groups.split() for mention in group}


# What each measure says of a response: precision and recall, by hand; the F1 of CEAF-e are those that Luo prints.
WORKED = [
    (muc, "12345 6789ABC", 9 / 10, 1),
    (muc, "1234589ABC 67", 9 / 10, 1),
    (muc, "123456789ABC", 9 / 11, 1),
    (muc, "1 2 3 4 5 6 7 8 9 A B C", 0, 0),
    (b_cubed, "12345 6789ABC", 16 / 21, 1),
    (b_cubed, "1234589ABC 67", 7 / 12, 1),
    (b_cubed, "1 2 3 4 5 6 7 8 9 A B C", 1, 1 / 4),
    (ceaf_e, "12345 6789ABC", 11 / 12, 11 / 18),
    (ceaf_e, "1234589ABC 67", 5 / 6, 5 / 9),
    (ceaf_e, "123456789ABC", 10 / 17, 10 / 51),
    (ceaf_e, "1 2 3 4 5 6 7 8 9 A B C", 1 / 9, 4 / 9),
]


@pytest.mark.parametrize(("measure", "response", "precision", "recall"), WORKED)
def test_worked_examples(measure, response, precision, recall) -> None:
    found = measure(grouped(KEY), grouped(response))
    assert (found.precision, found.recall) == pytest.approx((precision, recall))


@pytest.mark.parametrize(
    ("response", "f1"),
    [("12345 6789ABC", 0.733), ("1234589ABC 67", 0.667), ("123456789ABC", 0.294), ("1 2 3 4 5 6 7 8 9 A B C", 0.178)],
)
def test_ceaf_prints_what_its_author_prints(response: str, f1: float) -> None:
    assert round(ceaf_e(grouped(KEY), grouped(response)).f1, 3) == f1


def test_the_links_of_the_example_of_muc() -> None:
    # Vilain et al. (1995): key A-B-C-D, response A-B and C-D: recall 2/3, precision 1
    assert muc(grouped("ABCD"), grouped("AB CD")) == Score(1.0, pytest.approx(2 / 3))


def test_conll_is_the_mean_of_three() -> None:
    found = compare(grouped("AB CD"), grouped("ABCD"))
    assert found.conll == pytest.approx((found.muc.f1 + found.b_cubed.f1 + found.ceaf_e.f1) / 3)
    assert found.conll == pytest.approx((0.8 + 2 / 3 + 4 / 9) / 3)


def test_other_mentions_are_refused() -> None:
    with pytest.raises(ValueError, match="not the same"):
        compare(grouped("AB"), grouped("A"))


GROUPINGS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=30)


@given(GROUPINGS)
def test_measures_are_shares_and_turn_with_the_sides(pairs: list[tuple[int, int]]) -> None:
    key, response = ({str(at): pair[side] for at, pair in enumerate(pairs)} for side in (0, 1))
    for measure in (muc, b_cubed, ceaf_e):
        one, other = measure(key, response), measure(response, key)
        assert 0 <= one.precision <= 1 + 1e-9
        assert (one.precision, one.recall) == pytest.approx((other.recall, other.precision))
        assert measure is muc or measure(key, key).f1 == pytest.approx(1)


@given(
    st.integers(1, 4).flatmap(
        lambda rows: st.integers(1, 5).flatmap(
            lambda columns: st.lists(
                st.lists(st.integers(-3, 9), min_size=columns, max_size=columns), min_size=rows, max_size=rows
            )
        )
    )
)
def test_the_assignment_is_the_best_of_all(table: list[list[int]]) -> None:
    gain = np.array(table, dtype=float)
    short, long = sorted(gain.shape)
    turned = gain if gain.shape[0] == short else gain.T
    best = max(sum(turned[at, column] for at, column in enumerate(some)) for some in permutations(range(long), short))
    found = assignment(gain)
    assert sum(gain[pair] for pair in found) == best
    assert len(found) == len({row for row, _ in found}) == len({column for _, column in found}) == short


class Invented:
    """A linked record as the checks ask it: what each telling and name leads to is written down by the test."""

    def __init__(self, **said) -> None:
        self.said = {"entries": {}, "clusters": {}, "entities": {}, "happenings": {}, "history": {}, "replaced": {},
                     "stories": {}, "disagreements": [], **said}  # fmt: skip

    def entries(self, telling: Telling, kind: str) -> frozenset[str]:
        return frozenset(self.said["entries"].get((telling.document, telling.words), ()))

    def clusters(self, relation: str, nodes) -> Counter[str]:
        return Counter(self.said["clusters"].get(node, node) for node in nodes)

    def document(self, name: str) -> str:
        return name

    def text(self, document: str) -> str:
        return "text"

    def stories(self, document: str) -> frozenset[str]:
        return frozenset(self.said["stories"].get(document, ()))

    def entities(self, name: str, document: str | None = None) -> Counter[str]:
        return Counter(self.said["entities"].get(name, {}))

    def happening(self, cluster: str):
        return self.said["happenings"].get(cluster, {})

    def history(self, relation: str, cluster: str):
        return self.said["history"].get(cluster, [])

    def replaced(self, cluster: str) -> set[str]:
        return self.said["replaced"].get(cluster, set())

    def disagreements(self) -> list[Disagreement]:
        return self.said["disagreements"]


TOLD = {("a", "met"): ["a1"], ("b", "talks"): ["b1"], ("c", "call"): ["c1"]}
SIDES = (("Rome", "a"), ("Milan", "b"))
MEETING = {"name": "the meeting", "tellings": [["a", "met"], ["b", "talks"]]}


def disagreement(*sides: tuple[str, str], subject: str = "a1", slot: str = "place") -> Disagreement:
    return Disagreement("event", subject, slot, tuple((value, frozenset(document)) for value, document in sides))


APART = {"event": "the meeting", "slot": "place", "values": [["Rome", "a"], ["Milan", "b"]]}
AGREED = {"event": "the meeting", "slot": "place", "values": ["Rome", "Villa Madama"]}
JOINED = {"a1": "a1", "b1": "a1"}

# A case, what the record says, and the check that comes of it: whether it holds, and whether all was read.
CHECKS = [
    ({"same_event": [MEETING]}, {"clusters": JOINED}, "same_event: the meeting", True, True),
    ({"same_event": [MEETING]}, {}, "same_event: the meeting", False, True),
    ({"same_event": [MEETING]}, {"entries": {("a", "met"): ["a1"]}}, "same_event: the meeting", False, False),
    ({"different_events": [{"why": "w", **MEETING}]}, {}, "different_events: the meeting", True, True),
    ({"different_events": [{"why": "w", **MEETING}]}, {"entries": {}}, "different_events: the meeting", False, False),
    ({"different_events": [{"why": "w", "tellings": MEETING["tellings"]}]}, {"clusters": JOINED},
     "different_events: w", False, True),
    ({"same_event": [{**MEETING, "date": "2024-05"}]}, {"happenings": {"a1": {"date": "2024-05"}}},
     "date: the meeting", True, True),
    ({"same_event": [{**MEETING, "place_most_specific": "Rome"}]}, {"happenings": {"a1": {"place": "Italy"}}},
     "place_most_specific: the meeting", False, True),
    ({"same_event": [{**MEETING, "history": ["planned", "done"]}]},
     {"history": {"a1": ["planned", "postponed", "done"]}}, "history: the meeting", True, True),
    ({"same_event": [{**MEETING, "history": ["planned", "done"]}]}, {"history": {"a1": ["done", "planned"]}},
     "history: the meeting", False, True),
    ({"same_deadline": [{"date": "2024-08-01", "replaces": "2024-07-09", "tellings": [["a", "met"]]}]},
     {"replaced": {"a1": {"2024-07-09"}}}, "replaces: 2024-08-01 for 2024-07-09", True, True),
    ({"same_entity": [["Wi", "Wi Sung-lac"]]}, {"entities": {"Wi": {"w": 3, "x": 1}, "Wi Sung-lac": {"w": 2}}},
     "same_entity: Wi, Wi Sung-lac", True, True),
    ({"same_entity": [["Wi", "Wi Sung-lac"]]}, {"entities": {"Wi": {"w": 3}}}, "same_entity: Wi, Wi Sung-lac",
     False, False),
    ({"different_entities": [["Lee", "Rhee"]]}, {"entities": {"Lee": {"l": 1}, "Rhee": {"l": 1}}},
     "different_entities: Lee, Rhee", False, True),
    ({"copies": [["a", "b"]]}, {"clusters": {"b": "a"}}, "copies: a, b", True, True),
    ({"not_copies": [["a", "b"]]}, {"clusters": {"b": "a"}}, "not_copies: a, b", False, True),
    ({"stories": [["a", "b"], ["b", "c"]]}, {"stories": {"a": "s", "b": "st", "c": "t"}}, "stories: a, c", True, True),
    ({"same_event": [MEETING], "disagreements": [APART]}, {"disagreements": [disagreement(*reversed(SIDES))]},
     "disagreements: place of the meeting", True, True),
    ({"same_event": [MEETING], "disagreements": [APART]},
     {"disagreements": [disagreement(("Milan", "a"), ("Rome", "a"))]}, "disagreements: place of the meeting",
     False, True),
    ({"same_event": [MEETING], "disagreements": [APART]}, {"disagreements": [disagreement(*SIDES, subject="other")]},
     "disagreements: place of the meeting", False, True),
    ({"same_event": [MEETING], "no_disagreement": [AGREED]}, {"disagreements": [disagreement(*SIDES)]},
     "no_disagreement: place of the meeting", True, True),
    ({"same_event": [MEETING], "no_disagreement": [AGREED]},
     {"disagreements": [disagreement(("Rome", "a"), ("Villa Madama", "b"))]}, "no_disagreement: place of the meeting",
     False, True),
]  # fmt: skip


@pytest.mark.parametrize(("case", "said", "name", "holds", "read"), CHECKS)
def test_checks(case, said, name, holds, read) -> None:
    found = {str(outcome): outcome for outcome in outcomes(case, Invented(**{"entries": TOLD, **said}))}
    assert (found[name].holds, found[name].read) == (holds, read)


def test_things_under_two_names_are_two() -> None:
    case = {"same_event": [MEETING, {"name": "the call", "tellings": [["c", "call"]]}]}
    world = Invented(entries=TOLD, clusters={"a1": "x", "b1": "x", "c1": "x"})
    pairs = [pair for outcome in outcomes(case, world) for pair in outcome.pairs]
    assert rates(pairs) == Rates(same=1, joined=3, both=1)
    assert seeds.share([outcome for outcome in outcomes(case, world) if outcome.name]) == 100


def test_alarms_count_what_is_reported_and_what_is_listed() -> None:
    case = {"same_event": [MEETING], "disagreements": [APART]}
    right, wrong = disagreement(("Rome", "a"), ("Milan", "b")), disagreement(("1", "a"), ("2", "b"), slot="number")
    assert alarms(case, Invented(entries=TOLD, disagreements=[right, wrong])) == Rates(1, 2, 1)
    assert alarms(case, Invented(entries=TOLD)) == Rates(1, 0, 0)


def test_rates_of_nothing_are_whole() -> None:
    assert (rates([]).precision, rates([]).recall, rates([]).f1) == (1, 1, 1)
    assert rates([Pair(True, False, True)]).f1 == 0


def test_an_outcome_names_its_kind() -> None:
    assert str(Outcome("copies", "a, b", True, True)) == "copies: a, b"


GROUPS = sorted(groups.FOLDER.glob("*/*.json"))
LISTS = {"same_event", "different_events", "same_deadline", "different_deadlines", "same_measure", "different_measures"}
OTHERS = {"about", "documents", "same_entity", "different_entities", "copies", "not_copies", "disagreements",
          "no_disagreement", "stories", "commitments"}  # fmt: skip


@pytest.mark.parametrize("path", GROUPS, ids=lambda path: path.stem)
def test_groups_are_well_formed(path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    texts = {document["id"]: " ".join(document["text"].split()) for document in case["documents"]}
    assert case.keys() <= LISTS | OTHERS
    for key in LISTS & case.keys():
        for document, words in (telling for item in case[key] for telling in item["tellings"]):
            assert texts[document].count(" ".join(words.split())) == 1, f"{document}: {words}"
    several = [*case.get("same_entity", ()), *case.get("different_entities", ())]
    for name in (name for names in several for name in names):
        document, words = name if isinstance(name, list) else (None, name)
        assert any(words in text for id, text in texts.items() if document in (None, id)), name
    for item in [*case.get("disagreements", ()), *case.get("no_disagreement", ())]:
        kind = next(kind for kind in ("event", "measure", "deadline", "entity") if kind in item)
        named = {one.get("name") or one["date"] for one in case.get(f"same_{kind}", ())} if kind != "entity" else None
        assert named is None or item[kind] in named


CAT = """<?xml version="1.0" ?><Document doc_id="1"><token sentence="0" t_id="1">Boeing</token>
<token sentence="0" t_id="2">lands</token>
<token sentence="1" t_id="3">July</token><token sentence="1" t_id="4">9</token><token sentence="1" t_id="5">,</token>
<token sentence="1" t_id="6">2007</token>
<token sentence="2" t_id="7">The</token><token sentence="2" t_id="8">head</token><token sentence="2" t_id="9">of</token>
<token sentence="2" t_id="10">Boeing</token><token sentence="2" t_id="11">'s</token>
<token sentence="2" t_id="12">board</token><token sentence="2" t_id="13">said</token>
<token sentence="2" t_id="14">``</token><token sentence="2" t_id="15">yes</token>
<token sentence="2" t_id="16">''</token><token sentence="2" t_id="17">.</token>
<Markables><ENTITY_MENTION m_id="1"><token_anchor t_id="1"/></ENTITY_MENTION>
<ENTITY_MENTION m_id="2"><token_anchor t_id="7"/><token_anchor t_id="8"/><token_anchor t_id="9"/>
<token_anchor t_id="10"/></ENTITY_MENTION>
<EVENT_MENTION m_id="3" pred="say"><token_anchor t_id="13"/></EVENT_MENTION>
<ENTITY m_id="4" instance_id="ORG1"/><ENTITY m_id="5"/><EVENT m_id="6" instance_id="SPE1"/></Markables>
<Relations><REFERS_TO><source m_id="1"/><target m_id="4"/></REFERS_TO>
<REFERS_TO><source m_id="2"/><target m_id="5"/></REFERS_TO>
<REFERS_TO><source m_id="3"/><target m_id="6"/></REFERS_TO></Relations>
</Document>"""


def test_cat_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "7_landing.xml").write_text(CAT, "utf-8")
    (document,) = meantime.load(tmp_path)
    assert document.text == "Boeing lands\n\nThe head of Boeing's board said “yes”."
    assert document.line() == {
        "id": "7_landing", "title": "Boeing lands", "published": "2007-07-09", "text": document.text,
    }  # fmt: skip
    words = [document.text[one.span.start : one.span.end] for one in document.mentions]
    assert words == ["Boeing", "The head of Boeing", "said"]
    assert [one.lemma for one in document.mentions] == ["boeing", "head", "say"]
    assert [one.instance for one in document.mentions] == ["ORG1", "7_landing 5", "SPE1"]


def test_a_folder_without_cat_files_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no CAT files"):
        meantime.load(tmp_path)


def page(id: str, title: str, day: str, text: str) -> Page:
    return Page(id, title, date.fromisoformat(day), text, {})


SCHEDULE = """SECRETARY JOAN M. DOE

1:00 p.m. Secretary Doe meets with Freedonian Foreign Minister Ana Márquez, at the Department of State.

2:00 p.m. Secretary Doe meets with Ruritanian Foreign Minister Rudolf Elphberg and Count Sapt, at the Department."""


def test_schedules_are_paired_with_readouts() -> None:
    readout, told = "Secretary Doe’s {} with Minister Marquez", "Joan Doe {} today with Minister Ana Marquez."
    meeting, met = readout.format("Meeting"), told.format("met")
    pages = [
        page("s", "Public Schedule – May 4, 2022", "2022-05-03", SCHEDULE),
        page("same", meeting, "2022-05-05", met),
        page("near", meeting, "2022-05-06", met),
        page("call", readout.format("Call"), "2022-05-09", told.format("spoke")),
        page("else", meeting.replace("Secretary Doe", "Deputy Secretary Roe"), "2022-05-04", met),
    ]
    found = {(pair.one.words, pair.other.document): pair.same for pair in schedule_pairs(pages)}
    item = "meets with Freedonian Foreign Minister Ana Márquez"
    assert found[item, "same"] is True
    assert found[item, "call"] is False
    assert not {document for words, document in found if words == item} & {"near", "else"}


def test_trilaterals_are_paired() -> None:
    three = "with Freedonian Foreign Minister Ana Marquez and Ruritanian Foreign Minister Rudolf Elphberg"
    title = "Secretary Doe’s {} with Freedonian Foreign Minister Marquez and Ruritanian Foreign Minister Elphberg"
    pages = [
        page("plan", "Travel", "2022-05-03", f"Secretary Doe will host a trilateral meeting {three}."),
        page("done", title.format("Trilateral Meeting"), "2022-05-09", f"Secretary Doe met today {three}."),
        page("call", title.format("Call"), "2022-05-10", f"Secretary Doe spoke today {three}."),
        page("next", title.format("Meeting"), "2022-05-20", f"Secretary Doe met today {three}."),
        page("other", "Travel", "2022-05-03", "Secretary Doe met Foreign Minister Marquez."),
    ]
    found = {(pair.one.document, pair.other.document): pair.same for pair in trilateral_pairs(pages)}
    assert found == {
        ("plan", "done"): True, ("plan", "call"): False, ("done", "call"): False, ("done", "next"): False,
        ("call", "next"): False,
    }  # fmt: skip


TEXT = "They met in Rome and agreed to talk. The limit of 1 May, once 1 April, stands. Their talks went well."
# Kind, date, the trigger's words, and the words of a sentence that tells it again.
ENTRIES = {
    "met": ("event", "2024-03", "met", "Their talks"),
    "agreed": ("event", None, "agreed", None),
    "may": ("deadline", "2024-05-01", "1 May", None),
    "april": ("deadline", "2024-04-01", "1 April", None),
}
PLACES = [
    ("met in Rome", "event", None, {"met"}),
    ("met in Rome and agreed", "event", None, {"met", "agreed"}),
    ("Their talks went", "event", None, {"met"}),
    ("to talk", "event", None, set()),
    ("not there", "event", None, set()),
    ("1 May, once 1 April", "deadline", None, {"may", "april"}),
    ("1 May, once 1 April", "deadline", "2024-04-01", {"april"}),
    ("1 May", "deadline", "2024-06-01", {"may"}),
    ("The limit", "deadline", None, {"may"}),
    ("The limit", "deadline", "2024-04-01", {"april"}),
    ("The limit", "deadline", "2024-06-01", set()),
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A record written by hand: one document with the entries above."""
    store = Store(tmp_path_factory.mktemp("record") / "record.db", create=True)
    store.write("INSERT INTO captures VALUES ('c', 'text/plain', NULL, 0, x'')")
    sql = "INSERT INTO documents (id, capture, name, genre, text, offsets, rank) VALUES (?, 'c', ?, '', ?, '', 0)"
    store.write(sql, ("d", "a", TEXT))
    for id, (kind, edtf, trigger, again) in ENTRIES.items():
        at = TEXT.index(trigger)
        start = max(TEXT.rfind(". ", 0, at) + 2, 0) if ". " in TEXT[:at] else 0
        row = (id, kind, "d", edtf, "", start, TEXT.index(".", at), trigger, at, at + len(trigger))
        sql = """INSERT INTO entries (id, kind, document, number, status, date, score, sentence, sentence_start,
            sentence_stop, trigger, trigger_start, trigger_stop) VALUES (?, ?, ?, 0, '', ?, 1, ?, ?, ?, ?, ?, ?)"""
        store.write(sql, row)
        told = [[TEXT.index(again), len(TEXT), again]] if again else []
        if kind == "event":
            store.write("INSERT INTO events (entry, type, also) VALUES (?, 'CONSULT', ?)", (id, json.dumps(told)))
    return World(store)


@pytest.mark.parametrize(("words", "kind", "edtf", "found"), PLACES)
def test_a_telling_finds_its_entries(written: World, words: str, kind: str, edtf: str | None, found: set[str]) -> None:
    assert written.entries(Telling("a", words, edtf), kind) == found
    assert written.entries(Telling("b", words, edtf), kind) == set()


def test_a_record_is_read_linked_and_asked() -> None:
    texts = {
        "a": "Foreign Minister Ana Marquez of Spain met Foreign Minister Emil Novak of Austria in Vienna on Monday.",
        "b": "Spanish Foreign Minister Ana Marquez visited Peru. Marquez praised Lima.",
    }
    documents = [{"id": id, "text": text, "published": "2024-03-04"} for id, text in texts.items()]
    with world(documents) as linked:
        (met,) = linked.entries(Telling("a", "met Foreign Minister"), "event")
        assert linked.happening(linked.cluster("event", met))["status"] == "done"
        assert linked.history("event", linked.cluster("event", met)) == ["done"]
        assert linked.members("event", linked.cluster("event", met)) == [met]
        assert linked.entities("Marquez", "b")
        assert linked.entities("Ana Marquez").keys() == linked.entities("Marquez").keys()
        assert not linked.entities("Novak", "b")
        assert linked.document("a") != "a"
        assert (linked.document("c"), linked.text("c")) == ("c", "")
