"""The history of an event and the values chosen for it."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from dragoman.edtf import parse_days
from dragoman.link.events.choosing import choose
from dragoman.link.events.history import Telling, history, outcome
from dragoman.link.nodes import EventNode, Who
from dragoman.model import Status

LEE = Who("lee", "Lee Jae-myung", "person", "South Korea")
TRUMP = Who("trump", "Donald Trump", "person", "United States")
KOREA = Who("korea", "South Korea", "country", "South Korea")
STATES = Who("states", "United States", "country", "United States")


def told(
    ident: str, status: Status, published: str | None, date: str | None = None, source: str | None = None, **rest: Any
) -> Telling:
    fields: dict[str, Any] = {"actors": (LEE, TRUMP), "place": None, "content": None, "mode": "meeting"} | rest
    official, score = fields.pop("official", False), fields.pop("score", 1.0)
    node = EventNode(
        ident,
        f"doc-{ident}",
        "CONSULT",
        fields.pop("mode"),
        fields.pop("actors"),
        (),
        parse_days(date),
        fields.pop("place"),
        status,
        "met",
        f"They met {ident}.",
        published=parse_days(published),
        **fields,
    )
    return Telling(node, source or f"source-{ident}", official, score)


CASES: list[tuple[str, list[Telling], list[str], str]] = [
    (
        "planned and called off; the plan is told again that day",
        [
            told("a", "planned", "2025-06-11", "2025-06-15/2025-06-17"),
            told("b", "cancelled", "2025-06-18"),
            told("c", "planned", "2025-06-18", "2025-06-17"),
        ],
        ["planned", "cancelled"],
        "cancelled",
    ),
    (
        "proposed, planned, postponed, done",
        [
            told("a", "proposed", "2025-06-01"),
            told("b", "planned", "2025-06-10", "2025-06-20"),
            told("c", "postponed", "2025-06-19", "2025-06-27"),
            told("d", "done", "2025-06-28", "2025-06-27"),
        ],
        ["proposed", "planned", "postponed", "done"],
        "done",
    ),
    (
        "a plan for another day is a step",
        [told("a", "planned", "2025-06-10", "2025-06-20"), told("b", "planned", "2025-06-15", "2025-06-25")],
        ["planned", "planned"],
        "planned",
    ),
    (
        "planned anew after it was called off",
        [
            told("a", "planned", "2025-06-10", "2025-06-20"),
            told("b", "cancelled", "2025-06-15"),
            told("c", "planned", "2025-06-18", "2025-06-20"),
        ],
        ["planned", "cancelled", "planned"],
        "planned",
    ),
    (
        "old news of the plan after it was done",
        [told("a", "done", "2025-06-20", "2025-06-20"), told("b", "planned", "2025-06-21", "2025-06-20")],
        ["planned", "done"],
        "done",
    ),
    (
        "one denial against two reports",
        [
            told("a", "done", "2025-06-20"),
            told("b", "done", "2025-06-21"),
            told("c", "denied", "2025-06-22"),
        ],
        ["done", "denied"],
        "done",
    ),
    ("nothing is known of the day of a proposal", [told("a", "proposed", None)], ["proposed"], "proposed"),
]


@pytest.mark.parametrize(("why", "tellings", "statuses", "last"), CASES, ids=[case[0] for case in CASES])
def test_history(why: str, tellings: list[Telling], statuses: list[str], last: str) -> None:
    for order in permutations(tellings):
        steps = history(order)
        assert [step.status for step in steps] == statuses
        found = outcome(steps)
        assert found is not None
        assert found.status == last
        assert sorted(ident for step in steps for ident in step.tellings) == sorted(t.node.id for t in tellings)


def test_a_step_knows_when_it_was_said_and_for_which_day() -> None:
    steps = history([told("b", "planned", "2025-06-12", "2025-06"), told("a", "planned", "2025-06-11", "2025-06-20")])
    assert len(steps) == 1
    assert steps[0].said == parse_days("2025-06-11")
    assert steps[0].date == parse_days("2025-06-20")
    assert steps[0].tellings == ("a", "b")
    assert steps[0].sources == 2


def test_no_steps_no_outcome() -> None:
    assert outcome(history([])) is None


def test_choose_takes_the_most_specific() -> None:
    chosen = choose(
        [
            told("a", "done", "2025-07-09", "2025-07", place="Washington", actors=(KOREA, STATES)),
            told("b", "done", "2025-07-09", "2025-07-07", place="White House"),
            told("c", "done", "2025-07-10", None, place="United States", content="tariffs and steel"),
        ]
    )
    assert chosen.date is not None
    assert (chosen.date.value, chosen.date.telling) == (parse_days("2025-07-07"), "b")
    assert chosen.place is not None
    assert (chosen.place.value, chosen.place.telling) == ("White House", "b")
    assert [value.value for value in chosen.actors] == [TRUMP, LEE]
    assert chosen.content is not None
    assert chosen.content.telling == "c"
    assert chosen.status.value == "done"


def test_choose_prefers_the_official_text_and_else_most_sources() -> None:
    reports = [
        told("a", "done", "2025-07-09", "2025-07-08", place="New York"),
        told("b", "done", "2025-07-09", "2025-07-08", place="New York"),
        told("c", "done", "2025-07-09", "2025-07-07", place="Washington"),
    ]
    chosen = choose(reports)
    assert chosen.date is not None
    assert chosen.date.value == parse_days("2025-07-08")
    official = choose([*reports, told("d", "done", "2025-07-08", "2025-07-07", official=True)])
    assert official.date is not None
    assert (official.date.value, official.date.telling) == (parse_days("2025-07-07"), "d")


def test_copies_of_one_source_count_once() -> None:
    chosen = choose(
        [
            told("a", "done", "2025-07-09", "2025-07-08", source="wire"),
            told("b", "done", "2025-07-09", "2025-07-08", source="wire"),
            told("c", "done", "2025-07-09", "2025-07-07"),
            told("d", "done", "2025-07-09", "2025-07-07"),
        ]
    )
    assert chosen.date is not None
    assert chosen.date.value == parse_days("2025-07-07")


def test_a_moved_plan_stands_for_its_new_day() -> None:
    chosen = choose(
        [
            told("a", "planned", "2025-06-10", "2025-06-20"),
            told("b", "planned", "2025-06-11", "2025-06-20"),
            told("c", "postponed", "2025-06-19", "2025-06-27"),
        ]
    )
    assert chosen.date is not None
    assert chosen.date.value == parse_days("2025-06-27")
    assert chosen.status.value == "postponed"


def test_choose_needs_a_telling() -> None:
    with pytest.raises(ValueError, match="at least one"):
        choose([])
