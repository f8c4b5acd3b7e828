"""Promises, demands and threats: what later events make of them, and what they do not."""

from __future__ import annotations

import random
from datetime import date

import pytest

from dragoman.edtf import parse_days
from dragoman.link.commitments import Act, Commitment, commitment_of, commitments, marks
from dragoman.link.nodes import Who

COUNTRIES = ("Ruritania", "Freedonia", "Sylvania")
PERSONS = {"Ada Quill": "Ruritania", "Max Stone": "Freedonia", "Eve Moor": "Freedonia"}


def who(name: str) -> Who:
    if name in COUNTRIES:
        return Who(f"e-{name}", name, "country", name)
    label = "person" if name in PERSONS else "organisation"
    return Who(f"e-{name}", name, label, PERSONS.get(name))  # type: ignore[arg-type]


def act(
    id: str,
    type: str,
    actors: str,
    recipients: str,
    sentence: str,
    *,
    content: str | None = None,
    on: str | None = "2031-03-01",
    mode: str | None = None,
    due: str | None = None,
    status: str = "done",
) -> Act:
    by, to = (tuple(who(name) for name in names.split(", ") if name) for names in (actors, recipients))
    when = parse_days(on)
    return Act(id, type, mode, by, to, when, status, sentence, content, when, parse_days(due))  # type: ignore[arg-type]


DEMAND = act(
    "demand", "REQUEST", "Ruritania", "Freedonia", "Ruritania demanded that Freedonia lift its ban on milk powder.",
    content="lift its ban on milk powder", due="2031-03-31",
)  # fmt: skip
PROMISE = act(
    "promise", "AGREE", "Max Stone", "Ruritania", "Stone promised Ruritania three mobile laboratories.",
    content="three mobile laboratories by the end of June", due="2031-06-30",
)  # fmt: skip
THREAT = act(
    "threat", "THREATEN", "Ruritania", "Freedonia", "She would close the tunnel to trucks from Freedonia.",
    content="close the tunnel to trucks", due=None,
)  # fmt: skip
STOP = act(
    "stop", "REQUEST", "Ruritania", "Freedonia", "Ruritania told Freedonia not to test rockets.",
    content="not to test rockets",
)  # fmt: skip
MEETING = act(
    "meeting", "REQUEST", "Ada Quill", "Max Stone", "Quill asked Stone for a meeting on the checks for wool.",
    content="a meeting on the checks for wool",
)  # fmt: skip
SUMMIT = act(
    "summit", "REQUEST", "Ada Quill", "Max Stone", "Quill proposed a meeting of the leaders about wool.",
    content="a meeting of the leaders about wool",
)  # fmt: skip
VISIT = act(
    "visit", "REQUEST", "Ada Quill", "Max Stone", "Quill invited Stone to visit the wool fair.",
    content="to visit the wool fair",
)  # fmt: skip


def later(type: str, actors: str, recipients: str, sentence: str, on: str | None = "2031-03-20", **more: str) -> Act:
    return act("later", type, actors, recipients, sentence, on=on, **more)  # type: ignore[arg-type]


def standing(made: Act, *others: Act, as_of: date | None = None) -> Commitment:
    found = commitment_of(made, others, as_of)
    assert found is not None
    for bearing in found.bearings:
        [other] = [other for other in others if other.id == bearing.act]
        assert marks(made) & marks(other), "it bears, but shares no mark"
    return found


@pytest.mark.parametrize(
    ("made", "other", "expected"),
    [
        (DEMAND, later("REJECT", "Freedonia", "", "Freedonia refused to lift the ban on milk powder."), "refused"),
        (DEMAND, later("CONCEDE", "Freedonia", "Ruritania", "Freedonia lifted its ban on milk powder."), "met"),
        (DEMAND, later("AGREE", "Eve Moor", "Ruritania", "Moor agreed to lift the milk ban."), "met"),
        (DEMAND, later("AGREE", "Eve Moor", "Sylvania", "Moor agreed to lift the milk ban."), "open"),
        (DEMAND, later("CONCEDE", "Sylvania", "", "Sylvania lifted its ban on milk powder."), "open"),
        (DEMAND, later("REJECT", "Ruritania", "", "Ruritania refused to lift its ban on milk powder."), "open"),
        (DEMAND, later("REJECT", "Freedonia", "Sylvania", "Freedonia refused to lift the ban on milk."), "open"),
        (DEMAND, later("REJECT", "Freedonia", "", "Freedonia refused to extradite a banker."), "open"),
        (DEMAND, later("STATE", "Freedonia", "", "Freedonia explained its ban on milk powder."), "open"),
        (DEMAND, later("CONCEDE", "Freedonia", "", "It lifted its ban on milk powder.", on="2031-02-01"), "open"),
        (DEMAND, later("CONCEDE", "Freedonia", "", "It lifted its ban on milk powder.", on="2034-02-01"), "open"),
        (DEMAND, later("CONCEDE", "Freedonia", "", "It will lift the ban on milk.", status="planned"), "open"),
        (PROMISE, later("AID", "Freedonia", "Ruritania", "Freedonia handed over the mobile laboratories."), "met"),
        (PROMISE, later("AID", "Freedonia", "Sylvania", "Freedonia gave mobile laboratories."), "open"),
        (PROMISE, later("AID", "Sylvania", "Ruritania", "Sylvania gave three mobile laboratories."), "open"),
        (PROMISE, later("AID", "Freedonia", "Ruritania", "It gave mobile laboratories.", on="2031-03-01"), "open"),
        (THREAT, later("COERCE", "Ruritania", "Freedonia", "Ruritania closed the tunnel to trucks."), "met"),
        (THREAT, later("CONCEDE", "Ruritania", "", "It kept the tunnel open to trucks of Freedonia."), "lapsed"),
        (THREAT, later("REJECT", "Freedonia", "", "Freedonia shrugged at trucks and the tunnel."), "open"),
        (STOP, later("AGREE", "Freedonia", "Ruritania", "Freedonia agreed to test rockets at sea."), "open"),
        (STOP, later("CONCEDE", "Freedonia", "", "Freedonia ended its rocket tests."), "met"),
        (MEETING, later("CONSULT", "Ada Quill, Max Stone", "", "Quill met Stone.", mode="meeting"), "met"),
        (MEETING, later("CONSULT", "Ada Quill, Eve Moor", "", "Quill met Moor on wool.", mode="meeting"), "open"),
        (MEETING, later("CONSULT", "Ruritania, Freedonia", "", "Both held talks on wool."), "met"),
        (MEETING, later("CONSULT", "Ruritania, Freedonia", "", "Both held talks on fish."), "open"),
        (MEETING, later("CONSULT", "Ada Quill, Max Stone", "", "Quill met Stone.", on="2031-03-01"), "open"),
        (SUMMIT, later("CONSULT", "Ada Quill, Max Stone", "", "Quill met Stone on wool."), "open"),
        (SUMMIT, later("CONSULT", "Ruritania, Freedonia", "", "The leaders held a summit about wool."), "met"),
        (VISIT, later("CONSULT", "Ada Quill, Max Stone", "", "They met on wool.", mode="meeting"), "open"),
        (VISIT, later("CONSULT", "Max Stone", "Ada Quill", "Stone visited the fair.", mode="visit"), "met"),
    ],
)  # fmt: skip
def test_what_a_later_event_makes_of_it(made: Act, other: Act, expected: str) -> None:
    found = standing(made, other)
    assert found.status == expected
    assert [bearing.act for bearing in found.bearings] == ([] if expected == "open" else ["later"])


def test_a_due_date_that_has_gone_by() -> None:
    assert standing(DEMAND).status == "open"
    assert standing(DEMAND, as_of=date(2031, 3, 31)).status == "open"
    lapsed = standing(DEMAND, as_of=date(2031, 4, 1))
    assert (lapsed.status, lapsed.since) == ("lapsed", "2031-03-31")
    assert "2031-03-31" in lapsed.said


def test_the_last_bearing_gives_the_status() -> None:
    refused = later("REJECT", "Freedonia", "", "Freedonia refused to lift the ban on milk powder.")
    met = act("then", "CONCEDE", "Freedonia", "", "Freedonia lifted its ban on milk powder.", on="2031-05-02")
    found = standing(DEMAND, met, refused, as_of=date(2031, 12, 31))
    assert [bearing.status for bearing in found.bearings] == ["refused", "met"]
    assert (found.status, found.since, found.kind) == ("met", "2031-05-02", "demand")
    assert found.due == DEMAND.due


@pytest.mark.parametrize(
    "nothing",
    [
        act("a", "STATE", "Ruritania", "", "Ruritania noted the ban.", content="the ban"),
        act("a", "AGREE", "Ruritania, Freedonia", "", "Both agreed to strengthen ties.", content="to strengthen ties"),
        act("a", "REQUEST", "", "Freedonia", "Freedonia was asked to lift the ban.", content="to lift the ban"),
        act("a", "REQUEST", "Ruritania", "", "It denies asking.", content="to lift the ban", status="denied"),
    ],
)
def test_what_is_no_commitment(nothing: Act) -> None:
    assert commitment_of(nothing, ()) is None


def test_an_undated_deed_needs_more_words() -> None:
    """What is told without a date may be older than the demand."""
    vague = act("later", "CONCEDE", "Freedonia", "", "Freedonia lifted a ban.", on=None)
    assert standing(DEMAND, vague).status == "open"


def test_all_at_once_in_any_order() -> None:
    refused = later("REJECT", "Freedonia", "", "Freedonia refused to lift the ban on milk powder.")
    acts = [DEMAND, PROMISE, THREAT, MEETING, SUMMIT, VISIT, refused]
    expected = commitments(acts, date(2031, 7, 1))
    assert {one.id: one.status for one in expected} == {
        "demand": "refused",
        "promise": "lapsed",
        "threat": "open",
        "meeting": "open",
        "summit": "open",
        "visit": "open",
    }
    random.Random(5).shuffle(acts)
    assert commitments(acts, date(2031, 7, 1)) == expected
