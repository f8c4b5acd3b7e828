"""The keys under which tellings are filed: who, which kind, and the weeks in which it may have been."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from dragoman.edtf import Days, ordinal
from dragoman.link.events.acts import SPEECH
from dragoman.link.events.features import words_of
from dragoman.link.events.parties import named, participants, side, unnamed
from dragoman.link.events.places import country_of_place, town_of
from dragoman.link.events.times import is_coming, length
from dragoman.link.events.words import is_everyday
from dragoman.link.nodes import EventNode, Who

__all__ = ["keys"]

_WEEK, _MONTH = 7, 31
_LONGEST = 62
"""Dates of more days say too little to file by week; such tellings go by the year."""
_FEW_DAYS = 4
_MOST_SIDES = 5
_MOST_WORDS = 7
_FEW_WORDS = 3
_GROUPS = dict.fromkeys(("SANCTION", "COERCE", "ASSAULT", "MOBILIZE"), "HARM") | {"AID": "COOPERATE"}


def keys(node: EventNode) -> frozenset[str]:
    """Return the keys of a telling: only tellings that share one are compared."""
    about = _encounter(node) if node.type == "CONSULT" else _act(node)
    times = tuple(_times(node))
    timed = (f"{what}|{when}" for what in about for when in times)
    return frozenset((*timed, *_by_side(node), *_by_year(node), *_by_day(node)))


def _encounter(node: EventNode) -> Iterator[str]:
    if node.mode == "visit":
        yield from _visit(node)
    elif node.mode == "message":
        yield from (f"message|{side(who)}" for who in named(node.actors))
    else:
        people = named(participants(node))
        yield from _together(named((*people, *unnamed(node))))
        if town := town_of(node.place) if node.place else None:
            yield from (f"at|{who.entity}|{town}" for who in people if who.label == "person")


def _by_day(node: EventNode) -> Iterator[str]:
    """File by each person, and an act by each side, alone on the days on which it was, where these are few."""
    days = node.date or (None if is_coming(node) or node.type != "CONSULT" else node.published)
    if days is None or length(days) > _WEEK or node.type == "STATE":
        return
    slack = 1 if is_coming(node) or not node.date else 0
    span = range(ordinal(days.first) - slack, ordinal(days.last) + 1)
    if node.type == "CONSULT":
        people = named((*participants(node), *unnamed(node)))
        yield from (f"{node.mode}|{who.entity}|d{day}" for who in people if who.label == "person" for day in span)
    else:
        doers = _sides(named(node.actors or node.near))
        yield from (f"{node.type}|{doer}|d{day}" for doer in doers for day in span)


def _by_year(node: EventNode) -> Iterator[str]:
    """File a meeting of two persons by the year too: told much later, it has no other date."""
    days = node.date or node.published
    if node.type == "CONSULT" and node.mode not in ("visit", "message") and days and days.first[:4] == days.last[:4]:
        persons = sorted({who.entity for who in named((*participants(node), *unnamed(node))) if who.label == "person"})
        yield from (f"meet|{one}|{other}|y{days.first[:4]}" for one, other in combinations(persons[:_MOST_SIDES], 2))


def _by_side(node: EventNode) -> Iterator[str]:
    """File what is planned for a day by each side alone: "Seoul had expected the talks on June 17"."""
    if node.type == "CONSULT" and is_coming(node) and node.date and length(node.date) <= _FEW_DAYS:
        first = ordinal(node.date.first)
        for name in _sides(named((*node.actors, *node.recipients))):
            yield from (f"alone|{name}|d{first + day}" for day in range(length(node.date)))


def _sides(people: tuple[Who, ...]) -> list[str]:
    return sorted({side(who) for who in people})[:_MOST_SIDES]


def _visit(node: EventNode) -> Iterator[str]:
    country = country_of_place(node.place) if node.place else None
    for who in named(node.actors):
        yield f"visit|{who.entity}"
        if country:
            yield f"visit|{side(who)}|{country}"
        yield f"to visit|{side(who)}"


def _together(people: tuple[Who, ...]) -> Iterator[str]:
    """File by each pair of sides and of persons, and by each body that names a session."""
    yield from (f"meet|{one}|{other}" for one, other in combinations(_sides(people), 2))
    yield from (f"body|{who.entity}" for who in people if who.label == "organisation" and not who.country)
    persons = sorted({who.entity for who in people if who.label == "person"})
    yield from (f"meet|{one}|{other}" for one, other in combinations(persons[:_MOST_SIDES], 2))


def _act(node: EventNode) -> Iterator[str]:
    doers = _sides(named(node.actors)) or _sides(named(node.near)) or [""]
    targets = _sides(named(node.recipients)) or _sides(named(node.near))
    group = "SAY" if node.type in SPEECH else _GROUPS.get(node.type, node.type)
    telling = _telling_words(words_of(node, telling=False))
    if group != "SAY":
        yield from (f"{group}||{word}" for word in telling[:_FEW_WORDS] if doers != [""])
    for doer in doers:
        if group != "SAY":
            yield from (f"{group}|{doer}|{target}" for target in targets)
        yield from (f"{group}|{doer}|{word}" for word in telling)


def _telling_words(found: frozenset[str]) -> list[str]:
    """Return the longest words that are not in every statement; where there are too few, pairs of those that are."""
    longest = sorted(found, key=lambda word: (-len(word), word))
    rare = [word for word in longest if not is_everyday(word)][:_MOST_WORDS]
    if len(rare) >= _FEW_WORDS:
        return rare
    pairs = combinations([word for word in longest if word not in rare][:_FEW_WORDS], 2)
    return [*rare, *(f"{one}+{other}" for one, other in pairs)]


def _times(node: EventNode) -> Iterator[str]:
    if node.date is None and node.published is None:
        yield "never"
    elif node.type != "CONSULT":
        yield from _act_times(node)
    elif node.date is not None:
        yield from _weeks(node.date, 1, 1)
        if is_coming(node) and node.published is not None and node.date.last < node.published.first:
            yield from _weeks(node.published, 1, _WEEK)
    elif node.published is not None:
        before, after = (_WEEK, _MONTH) if is_coming(node) else (3 * _WEEK, 1)
        yield from _weeks(node.published, before, after)


def _act_times(node: EventNode) -> Iterator[str]:
    if node.date is not None:
        yield from _weeks(node.date, 1, 1)
    if node.published is not None and is_coming(node):
        yield from _weeks(node.published, 2, 1 if node.date else _MONTH)
    elif node.published is not None and node.date is None:
        yield from _weeks(node.published, *((0, 0) if node.status == "ongoing" else (2, 1)))


def _weeks(days: Days, before: int, after: int) -> Iterable[str]:
    first, last = ordinal(days.first), ordinal(days.last)
    if last - first > _LONGEST:
        return (f"y{days.first[:4]}", f"y{days.last[:4]}")
    return (f"w{week}" for week in range((first - before) // _WEEK, (last + after) // _WEEK + 1))
