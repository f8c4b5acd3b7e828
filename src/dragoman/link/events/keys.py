"""The keys under which tellings are filed: who, which kind, and the weeks in which it may have been."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from dragoman.edtf import Days
from dragoman.link.events.acts import SPEECH
from dragoman.link.events.features import words_of
from dragoman.link.events.parties import named, side
from dragoman.link.events.places import country_of_place
from dragoman.link.events.times import is_coming, ordinal
from dragoman.link.nodes import EventNode, Who

__all__ = ["keys"]

_WEEK = 7
_LONGEST = 62
"""Dates of more days say too little to file by week; such tellings go by the year."""
_MOST_SIDES = 5
_MOST_WORDS = 5
_GROUPS = dict.fromkeys(("SANCTION", "COERCE", "ASSAULT", "MOBILIZE"), "HARM") | {"AID": "COOPERATE"}


def keys(node: EventNode) -> frozenset[str]:
    """Return the keys of a telling: only tellings that share one are compared."""
    about = _encounter(node) if node.type == "CONSULT" else _act(node)
    times = tuple(_times(node))
    return frozenset(f"{what}|{when}" for what in about for when in times)


def _encounter(node: EventNode) -> Iterator[str]:
    people = named((*node.actors, *node.recipients))
    if node.mode == "visit":
        yield from _visit(node)
    elif node.mode == "message":
        yield from (f"message|{side(who)}" for who in named(node.actors))
    else:
        yield from _together(people)
        if is_coming(node) and len({side(who) for who in people}) == 1:
            yield f"alone|{side(people[0])}"


def _visit(node: EventNode) -> Iterator[str]:
    country = country_of_place(node.place) if node.place else None
    for who in named(node.actors):
        yield f"visit|{who.entity}"
        if country:
            yield f"visit|{side(who)}|{country}"


def _together(people: tuple[Who, ...]) -> Iterator[str]:
    """File by each pair of sides and of persons, and by each body that names a session."""
    sides = sorted({side(who) for who in people})
    yield from (f"meet|{one}|{other}" for one, other in combinations(sides[:_MOST_SIDES], 2))
    yield from (f"body|{who.entity}" for who in people if who.label == "organisation" and not who.country)
    persons = sorted({who.entity for who in people if who.label == "person"})
    yield from (f"meet|{one}|{other}" for one, other in combinations(persons[:_MOST_SIDES], 2))


def _act(node: EventNode) -> Iterator[str]:
    doers = sorted({side(who) for who in named(node.actors)})[:_MOST_SIDES] or [""]
    targets = sorted({side(who) for who in named(node.recipients)})[:_MOST_SIDES]
    group = "SAY" if node.type in SPEECH else _GROUPS.get(node.type, node.type)
    longest = sorted(words_of(node, telling=False), key=lambda word: (-len(word), word))[:_MOST_WORDS]
    for doer in doers:
        if group != "SAY":
            yield from (f"{group}|{doer}|{target}" for target in targets)
        yield from (f"{group}|{doer}|{word}" for word in longest)


def _times(node: EventNode) -> Iterator[str]:
    if node.date is None and node.published is None:
        yield "never"
    elif node.type != "CONSULT":
        yield from _act_times(node)
    elif node.date is not None:
        yield from _weeks(node.date, 1, 1)
    elif node.published is not None:
        before, after = (7, 31) if is_coming(node) else (21, 1)
        yield from _weeks(node.published, before, after)


def _act_times(node: EventNode) -> Iterator[str]:
    if node.date is not None:
        yield from _weeks(node.date, 1, 1)
    if node.published is not None and (node.date is None or is_coming(node)):
        yield from _weeks(node.published, 2, 1)


def _weeks(days: Days, before: int, after: int) -> Iterable[str]:
    first, last = ordinal(days.first), ordinal(days.last)
    if last - first > _LONGEST:
        return (f"y{days.first[:4]}", f"y{days.last[:4]}")
    return (f"w{week}" for week in range((first - before) // _WEEK, (last + after) // _WEEK + 1))
