"""From the tellings of one event, the most specific value of each slot, with the telling that it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from dragoman.edtf import Days
from dragoman.link.events.history import Telling, history, outcome
from dragoman.link.events.parties import side
from dragoman.link.events.places import detail, relation
from dragoman.link.events.times import COMING, days_between, length
from dragoman.link.events.told import as_told
from dragoman.link.nodes import Who
from dragoman.model import Status

__all__ = ["Chosen", "Value", "choose"]

V = TypeVar("V")
_WEEK = 7
_FEW = 3
"""Up to so many sources, a participant that one alone names is kept; beyond, a third of them must name it."""


@dataclass(frozen=True, slots=True)
class Value(Generic[V]):
    """A value and the id of the telling that it comes from."""

    value: V
    telling: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the record says of an event: for each slot the most specific value that its tellings bear out."""

    type: Value[str]
    mode: Value[str] | None
    actors: tuple[Value[Who], ...]
    recipients: tuple[Value[Who], ...]
    date: Value[Days] | None
    place: Value[str] | None
    status: Value[Status]
    content: Value[str] | None
    sentence: Value[str]


def choose(tellings: Iterable[Telling]) -> Chosen:
    """Choose the values of an event. Raises ValueError where there are no tellings.

    A value that an official text bears out comes first, then the one that most independent sources bear out, then the
    most specific: a day over its month, the White House over Washington, a minister over his country.
    """
    told = (replace(telling, node=as_told(telling.node)) for telling in tellings)
    members = sorted(told, key=lambda member: member.node.id)
    if not members:
        raise ValueError("an event has at least one telling")
    status = _status(members)
    place = _best([(m.node.place, m) for m in members if m.node.place], _places_agree, detail)
    actors, recipients = _people(members)
    return Chosen(
        type=_required([(m.node.type, m) for m in members]),
        mode=_best([(m.node.mode, m) for m in members if m.node.mode]),
        actors=actors,
        recipients=recipients,
        date=_date(members, status.value),
        place=place,
        status=status,
        content=_best([(m.node.content, m) for m in members if m.node.content], _always, _length),
        sentence=_required([(m.node.sentence, m) for m in members], _always, _length),
    )


def _status(members: Sequence[Telling]) -> Value[Status]:
    step = outcome(history(members))
    if step is None:
        raise ValueError("an event has at least one telling")
    held = {member.node.id: member for member in members}
    best = max((held[ident] for ident in step.tellings), key=lambda member: (member.official, member.score))
    return Value(step.status, best.node.id)


def _date(members: Sequence[Telling], status: Status) -> Value[Days] | None:
    """Choose a date: of a thing done, from those who tell it as done; of a thing to come, the last that was given."""
    dated = [member for member in members if member.node.date]
    if status in COMING:
        step = next((s for s in reversed(history(members)) if s.date), None)
        dated = [m for m in dated if step and m.node.date and _days_agree(m.node.date, step.date)]
    else:
        dated = [member for member in dated if member.node.status not in COMING] or dated
    last_days = any(member.node.mode in ("visit", "multilateral") for member in members)
    return _best([(m.node.date, m) for m in dated if m.node.date], _days_agree, _several if last_days else _few)


def _people(members: Sequence[Telling]) -> tuple[tuple[Value[Who], ...], tuple[Value[Who], ...]]:
    roles: dict[str, list[tuple[Who, Telling, bool]]] = {}
    for member in members:
        for who in member.node.actors:
            roles.setdefault(who.entity, []).append((who, member, True))
        for who in member.node.recipients:
            roles.setdefault(who.entity, []).append((who, member, False))
    telling = len({member.source for member in members if member.node.actors or member.node.recipients})
    least = 1 if telling <= _FEW else telling / 3
    kept = [told for told in roles.values() if len({member.source for _, member, _ in told}) >= least]
    persons = {side(told[0][0]) for told in kept if told[0][0].label == "person"}
    named = [told for told in kept if told[0][0].label != "country" or side(told[0][0]) not in persons]
    values = [(_required([(who, member) for who, member, _ in told]), _mostly_actor(told)) for told in named]
    values.sort(key=lambda pair: (pair[0].value.name, pair[0].value.entity))
    return tuple(v for v, actor in values if actor), tuple(v for v, actor in values if not actor)


def _mostly_actor(told: Sequence[tuple[Who, Telling, bool]]) -> bool:
    return 2 * sum(actor for _, _, actor in told) >= len(told)


def _equal(one: V, other: V) -> bool:
    return one == other


def _always(one: V, other: V) -> bool:
    return True


def _flat(value: object) -> int:
    return 0


def _few(days: Days) -> int:
    """Rank dates: the fewer days, the more precise."""
    return -length(days)


def _several(days: Days) -> int:
    """Rank dates of what may last: from one day to the next ones is its whole course, seven or more are imprecise."""
    return length(days) if length(days) < _WEEK else -length(days)


def _length(text: str) -> int:
    return len(text.split())


def _places_agree(one: str, other: str) -> bool:
    found = relation(one, other)
    return found != "apart" and (found != "unknown" or not (detail(one) and detail(other)))


def _days_agree(one: Days, other: Days | None) -> bool:
    return other is not None and days_between(one, other) == 0


def _best(
    told: Sequence[tuple[V, Telling]],
    agree: Callable[[V, V], bool] = _equal,
    specific: Callable[[V], int] = _flat,
) -> Value[V] | None:
    return _required(told, agree, specific) if told else None


def _required(
    told: Sequence[tuple[V, Telling]],
    agree: Callable[[V, V], bool] = _equal,
    specific: Callable[[V], int] = _flat,
) -> Value[V]:
    """Choose among values: borne out officially, by most sources, most specific, best read; the first by id."""

    def rank(pair: tuple[V, Telling]) -> tuple[bool, int, int, bool, float]:
        bearing = [member for value, member in told if agree(pair[0], value)]
        return (
            any(member.official for member in bearing),
            len({member.source for member in bearing}),
            specific(pair[0]),
            pair[1].official,
            pair[1].score,
        )

    value, member = max(told, key=rank)
    return Value(value, member.node.id)
