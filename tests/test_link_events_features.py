"""Keys, parties, words and the standing of tellings."""

from __future__ import annotations

import doctest
from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.edtf import Days, parse_days
from dragoman.link.events import EventMatcher, acts, parties, places, times, told, words
from dragoman.link.events.keys import keys
from dragoman.link.events.parties import match, named
from dragoman.link.events.told import as_told, hours, tells_of_move
from dragoman.link.events.words import content_words, likeness, telling_words
from dragoman.link.nodes import EventNode, Who
from dragoman.model import EVENT_TYPES, MODES, STATUSES

ROSSI = Who("rossi", "Anna Rossi", "person", "Italy")
BIANCHI = Who("bianchi", "Carlo Bianchi", "person", "Italy")
DIALLO = Who("diallo", "Awa Diallo", "person", "Senegal")
KONE = Who("kone", "Idriss Koné", "person")
ITALY = Who("italy", "Italy", "country", "Italy")
SENEGAL = Who("senegal", "Senegal", "country", "Senegal")
FORUM = Who("forum", "Sahel Forum", "organisation")
OFFICIALS = Who("officials", "officials", "people")
MINISTER = Who("minister", "foreign minister", "office", "Senegal")
EVERYBODY = (ROSSI, BIANCHI, DIALLO, KONE, ITALY, SENEGAL, FORUM, OFFICIALS, MINISTER)


def encounter(sentence: str = "They met.", trigger: str = "met", **rest: Any) -> EventNode:
    base = EventNode("a", "d", "CONSULT", "meeting", (ROSSI, DIALLO), (), None, None, "done", trigger, sentence)
    return replace(base, **rest)


@pytest.mark.parametrize(
    ("left", "right", "slot", "expected"),
    [
        ((ROSSI, DIALLO), (ROSSI, DIALLO), "persons", ("Awa Diallo", "Anna Rossi")),
        ((ROSSI, DIALLO), (ITALY, SENEGAL), "kin", ("Italy", "Senegal")),
        ((ROSSI, DIALLO), (ROSSI, MINISTER), "kin", ("Senegal",)),
        ((ROSSI, DIALLO), (BIANCHI, DIALLO), "rivals", ("Italy",)),
        ((ROSSI, DIALLO), (ROSSI,), "left_only", ("Awa Diallo",)),
        ((ROSSI, ITALY), (ROSSI,), "left_only", ()),
        ((ROSSI, FORUM), (DIALLO, FORUM), "others", ("Sahel Forum",)),
    ],
)
def test_match(left: tuple[Who, ...], right: tuple[Who, ...], slot: str, expected: tuple[str, ...]) -> None:
    assert getattr(match(left, right), slot) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ((ROSSI,), (OFFICIALS,), True),
        ((KONE, ROSSI), (SENEGAL, ROSSI), True),
        ((KONE, ROSSI), (DIALLO, ROSSI), False),
        ((ROSSI, DIALLO), (ITALY, SENEGAL), False),
    ],
)
def test_who_is_who_may_be_unknown(left: tuple[Who, ...], right: tuple[Who, ...], expected: bool) -> None:
    assert match(left, right).unknown is expected


def test_named_leaves_out_groups_of_no_country() -> None:
    assert named((OFFICIALS, MINISTER, ROSSI, ROSSI)) == (MINISTER, ROSSI)


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("Italy cancelled the planned meeting with Senegal.", "meeting", "cancelled"),
        ("The meeting with Senegal, long prepared, was called off.", "meeting", "cancelled"),
        ("Ministers have put off the visit.", "visit", "postponed"),
        ("The visit was postponed until May.", "visit", "postponed"),
        ("It was the collapse of the Rossi-Diallo talks.", "talks", "cancelled"),
        ("The talks fell through on Monday.", "talks", "cancelled"),
        ("Her call was delayed by two days.", "call", "done"),
        ("He left despite a planned meeting with her.", "meeting", "cancelled"),
        ("No meeting between the two took place.", "meeting", "denied"),
        ("There was no meeting of minds when they talked.", "talked", "done"),
        ("They spoke of the need for an early summit.", "summit", "proposed"),
        ("They prepared the upcoming summit.", "summit", "planned"),
        ("They met in Rome.", "met", "done"),
    ],
)
def test_the_words_around_a_trigger_tell_its_standing(sentence: str, trigger: str, expected: str) -> None:
    assert as_told(encounter(sentence, trigger)).status == expected


def test_the_day_of_calling_off_is_not_the_day_of_the_meeting() -> None:
    monday = Days("2024-03-04", "2024-03-04")
    told = encounter("Italy on Monday cancelled the meeting.", "meeting", date=monday, published=monday)
    assert as_told(told).date is None
    later = replace(told, published=Days("2024-03-05", "2024-03-05"))
    assert as_told(later).date == monday


def test_what_is_put_off_in_a_letter_does_not_put_off_the_letter() -> None:
    told = replace(encounter("The letter went to all whose talks were delayed.", "letter"), mode="message")
    assert as_told(told) is told


def test_as_told_keeps_what_is_no_encounter_or_not_told_as_done() -> None:
    act = encounter("They cancelled the accord.", "accord", type="AGREE", mode=None)
    plan = encounter("They cancelled the talks.", "talks", status="planned")
    assert as_told(act) is act
    assert as_told(plan) is plan


def test_hours_and_moves() -> None:
    assert hours("9:30 a.m. LOCAL The Minister meets; 4 p.m. a reception") == {"9:30a", "4p"}
    assert hours("In 2024 the ministers met twice") == frozenset()
    assert tells_of_move(encounter("She finally made her delayed trip."))
    assert not tells_of_move(encounter("She made her trip."))


def test_words() -> None:
    assert content_words("Ministers agreed on 25% tariffs in July") >= {"25", "tariff"}
    assert "meet" not in telling_words("They meet over tariffs")
    assert likeness({"a"}, {"a"}) < likeness({"a", "b", "c"}, {"a", "b", "c"}) < 1


JULY = parse_days("2024-07-10")


@pytest.mark.parametrize(
    ("why", "left", "right"),
    [
        ("people and their countries", {}, {"actors": (ITALY, SENEGAL)}),
        ("no day in a report of the next week", {}, {"date": None, "published": parse_days("2024-07-17")}),
        ("the night between two days", {}, {"date": parse_days("2024-07-11")}),
        ("a month", {}, {"date": parse_days("2024-07")}),
        ("announced without a day", {}, {"date": None, "published": parse_days("2024-06-25"), "status": "planned"}),
        ("two of three who met", {"actors": (ROSSI, DIALLO, KONE)}, {}),
        (
            "one side of what is planned for a day",
            {"status": "planned"},
            {"actors": (ITALY,), "status": "cancelled"},
        ),
        ("two persons who met, told much later by the year", {}, {"date": parse_days("2024-02/2024-10")}),
        ("the two ministers, named just before", {}, {"actors": (), "near": (ROSSI, DIALLO)}),
        ("one person who met somebody on a day", {"actors": (ROSSI,)}, {"actors": (ROSSI, KONE)}),
        (
            "an act by its side and day",
            {"type": "AGREE", "content": "a fishing accord"},
            {"type": "AGREE", "content": "the treaty", "actors": (ITALY,)},
        ),
        ("a visit by its side", {"mode": "visit", "place": "Rome"}, {"mode": "visit", "actors": (SENEGAL,)}),
        ("a session by its body", {"actors": (ROSSI, FORUM)}, {"actors": (DIALLO, FORUM)}),
        (
            "an act by its side and what was said",
            {"type": "REQUEST", "content": "lift the embargo on groundnuts"},
            {"type": "REQUEST", "content": "end the groundnuts embargo", "actors": (ITALY,)},
        ),
        (
            "a deed by doer and target",
            {"type": "SANCTION", "actors": (ROSSI,), "recipients": (SENEGAL,)},
            {"type": "SANCTION", "actors": (ITALY,), "recipients": (DIALLO,)},
        ),
    ],
)
def test_keys_bring_together(why: str, left: dict[str, Any], right: dict[str, Any]) -> None:
    one = encounter(**({"date": JULY, "published": JULY} | left))
    other = encounter(**({"date": JULY, "published": JULY} | right))
    assert keys(one) & keys(other), why


@pytest.mark.parametrize(
    "other",
    [
        {"date": parse_days("2024-09-10"), "actors": (ITALY, SENEGAL)},
        {"actors": (BIANCHI, Who("x", "Xu Li", "person", "China"))},
        {"mode": "visit"},
        {"date": parse_days("2023-07-10")},
    ],
)
def test_keys_keep_apart(other: dict[str, Any]) -> None:
    assert not keys(encounter(date=JULY)) & keys(encounter(**({"date": JULY} | other)))


def test_keys_are_few() -> None:
    many = tuple(Who(f"e{n}", f"Person {n}", "person", f"Country {n}") for n in range(20))
    assert len(keys(encounter(date=JULY, actors=many))) <= 50
    assert len(keys(encounter(date=parse_days("2024"), actors=(ROSSI, DIALLO)))) <= 5


days_drawn = st.none() | st.dates(min_value=date(2024, 1, 1), max_value=date(2024, 12, 31)).map(
    lambda day: Days(day.isoformat(), day.isoformat())
)
nodes = st.builds(
    EventNode,
    id=st.text("abcdef", min_size=1, max_size=4),
    document=st.sampled_from(["d1", "d2"]),
    type=st.sampled_from(EVENT_TYPES),
    mode=st.none() | st.sampled_from(MODES),
    actors=st.lists(st.sampled_from(EVERYBODY), max_size=3, unique=True).map(tuple),
    recipients=st.lists(st.sampled_from(EVERYBODY), max_size=2, unique=True).map(tuple),
    date=days_drawn,
    place=st.none() | st.sampled_from(["Rome", "Dakar", "Italy", "Sahel"]),
    status=st.sampled_from(STATUSES),
    trigger=st.sampled_from(["met", "called off"]),
    sentence=st.sampled_from(["They met about fish.", "They met on 25 tariffs.", "They called off the talks in Rome."]),
    content=st.none() | st.sampled_from(["the price of fish", "no"]),
    published=days_drawn,
    near=st.lists(st.sampled_from(EVERYBODY), max_size=4, unique=True).map(tuple),
)


@given(nodes, nodes)
def test_a_verdict_does_not_depend_on_the_order(left: EventNode, right: EventNode) -> None:
    matcher = EventMatcher()
    verdict = matcher.compare(left, right)
    assert 0 <= verdict.score <= 1
    assert verdict.reasons
    if left.id != right.id:
        assert matcher.compare(right, left) == verdict


@given(nodes)
def test_keys_depend_on_the_node_alone(node: EventNode) -> None:
    assert set(EventMatcher().keys(node)) == set(EventMatcher().keys(replace(node)))


@pytest.mark.parametrize("module", [acts, parties, places, times, told, words])
def test_the_examples_in_docstrings_hold(module: ModuleType) -> None:
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0


@pytest.mark.parametrize(
    ("right", "near", "slot", "expected"),
    [
        ((), (ROSSI, DIALLO), "beside", ("Anna Rossi", "Awa Diallo")),
        ((ROSSI,), (DIALLO,), "beside", ("Awa Diallo",)),
        ((ROSSI,), (DIALLO,), "left_only", ()),
        ((ROSSI,), (SENEGAL,), "beside_sides", ("Senegal",)),
        ((ITALY,), (ROSSI,), "beside", ("Anna Rossi",)),
        ((ROSSI,), (KONE,), "left_only", ("Awa Diallo",)),
    ],
)
def test_match_with_those_named_close_by(
    right: tuple[Who, ...], near: tuple[Who, ...], slot: str, expected: tuple[str, ...]
) -> None:
    assert getattr(match((ROSSI, DIALLO), right, ((), near)), slot) == expected
    mirrored = {"left_only": "right_only"}.get(slot, slot)
    assert getattr(match(right, (ROSSI, DIALLO), (near, ())), mirrored) == expected
