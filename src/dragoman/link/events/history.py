"""What became of an event: proposed, planned, postponed, done, cancelled, denied; by whom each is told, and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.edtf import Days
from dragoman.link.events.times import COMING, days_between
from dragoman.link.events.told import as_told
from dragoman.link.nodes import EventNode
from dragoman.model import Status

__all__ = ["Step", "Telling", "history", "outcome"]

_COURSE: tuple[Status, ...] = (
    "proposed", "conditional", "planned", "postponed", "ongoing", "done", "cancelled", "denied",
)  # fmt: skip
"""The order in which things go, for what is published on one day."""
_TAKES_PLACE: frozenset[Status] = frozenset({"ongoing", "done"})
_CALLED_OFF: frozenset[Status] = frozenset({"cancelled", "denied"})
_LONG_AGO = "0000"


@dataclass(frozen=True, slots=True)
class Telling:
    """A telling with what weighs it: its independent source, whether its text is official, and its score (0 to 1)."""

    node: EventNode
    source: str
    official: bool = False
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an event's history.

    ``said`` are the days of the first publication that tells it, ``date`` those for which it then stood; ``tellings``
    are ids, in order of publication, and ``sources`` how many independent ones they come from.
    """

    status: Status
    said: Days | None
    date: Days | None
    tellings: tuple[str, ...]
    sources: int = 1


def history(tellings: Iterable[Telling]) -> tuple[Step, ...]:
    """Return the steps of an event, the earliest first.

    A telling opens a step where it changes the status, or the date of what is to come; others are further evidence of
    their step. What is told as to come after the thing was done belongs before: old news, no new plan.
    """
    members = [replace(telling, node=as_told(telling.node)) for telling in tellings]
    done = min((_said(member) for member in members if member.node.status in _TAKES_PLACE), default=None)
    steps: list[list[Telling]] = []
    for member in sorted(members, key=lambda member: _order(member, done)):
        home = next((step for step in reversed(steps) if _belongs(member, step)), None)
        if home is None or (home is not steps[-1] and _returns(member, steps[-1])):
            steps.append([member])
        else:
            home.append(member)
    return tuple(_step(step) for step in steps)


def outcome(steps: Sequence[Step]) -> Step | None:
    """Return the step that holds: the last one, but what was done stays so unless more sources call it off or deny it.

    None where there are no steps.
    """
    if not steps:
        return None
    last = steps[-1]
    done = next((step for step in reversed(steps) if step.status in _TAKES_PLACE), None)
    if done is None or (last.status in _CALLED_OFF and last.sources > done.sources):
        return last
    return done


def _said(member: Telling) -> str:
    return member.node.published.first if member.node.published else _LONG_AGO


def _order(member: Telling, done: str | None) -> tuple[str, int, int, str]:
    """Sort by publication; what was still to come is put no later than the first report that it was done."""
    said = _said(member)
    late = done is not None and said > done and member.node.status in COMING - _CALLED_OFF
    return (done if late and done else said, 0 if late else 1, _COURSE.index(member.node.status), member.node.id)


def _belongs(member: Telling, step: list[Telling]) -> bool:
    """Tell whether a telling is further evidence of a step: the same status, and no other day for what is to come."""
    first = step[0].node
    if member.node.status != first.status:
        return {member.node.status, first.status} == _TAKES_PLACE
    dates = [other.node.date for other in step if other.node.date]
    return first.status in _TAKES_PLACE or member.node.date is None or not dates or _overlap(member.node.date, dates)


def _overlap(date: Days, dates: list[Days]) -> bool:
    return any(days_between(date, other) == 0 for other in dates)


def _returns(member: Telling, last: list[Telling]) -> bool:
    """Tell whether a telling takes an event back to an earlier state, on a later day: planned anew after it was off."""
    return last[0].node.status in _CALLED_OFF | {"postponed"} and _said(member) > max(map(_said, last))


def _step(members: list[Telling]) -> Step:
    first = members[0].node
    dates = sorted({member.node.date for member in members if member.node.date}, key=_precision)
    return Step(
        first.status,
        min((member.node.published for member in members if member.node.published), default=None),
        dates[0] if dates else None,
        tuple(member.node.id for member in members),
        len({member.source for member in members}),
    )


def _precision(date: Days) -> tuple[int, Days]:
    return (days_between(Days(date.first, date.first), Days(date.last, date.last)), date)
