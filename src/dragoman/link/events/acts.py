"""Comparing two tellings of acts: statements, demands, agreements, sanctions, attacks and the like."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from dragoman.edtf import Days
from dragoman.link.events.features import numbered, place, words_of, words_reason
from dragoman.link.events.parties import described, match, named
from dragoman.link.events.times import days_between, is_coming, length
from dragoman.link.judging import Reason
from dragoman.link.nodes import EventNode, Who

__all__ = ["PRIOR", "SPEECH", "comparable", "reasons"]

People = tuple[Who, ...]

PRIOR = -2.5
"""On the pairs of the matcher's limits (dev): at -2 precision falls from 0.97 to 0.95, at -3 recall from 0.59 to 0.58.
At -2 the releases join what is said alike every week."""
SPEECH = frozenset({"STATE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE"})
"""Acts that are done with words; what was said tells them apart."""

_TYPES: dict[frozenset[str], float] = {
    frozenset({"SANCTION", "COERCE"}): -1.5,
    frozenset({"SANCTION", "THREATEN"}): -3.0,
    frozenset({"ASSAULT", "COERCE"}): -2.0,
    frozenset({"ASSAULT", "MOBILIZE"}): -2.5,
    frozenset({"AID", "COOPERATE"}): -1.5,
    frozenset({"AGREE", "COOPERATE"}): -2.0,
    frozenset({"AGREE", "CONCEDE"}): -2.0,
    frozenset({"REJECT", "ACCUSE"}): -1.5,
    frozenset({"STATE", "AGREE"}): -4.0,
}
_OTHER_SPEECH = -2.0
_RARER = 0.7
"""Of any type but statements, a document tells few: two tellings of one type are sooner of one act."""
_OVERLAP = ((1, 5, 10, 31), (1.0, 0.6, 0.3, 0.0, -1.0))
"""By the length of the longer date, where two dates overlap."""
_APART = ((1, 3, 7), (-0.5, -3.0, -5.5, -7.0))
_LONG_AFTER, _REMEMBERED = 3, 1.8
"""A day that is named long after stands for something notable: few other acts of that day are told so late."""
_TOLD = ((2, 7, 31), (0.3, -0.7, -2.5, -5.0))
_AHEAD = ((3, 14, 45, 92), (0.5, 0.0, -0.7, -2.0, -5.0))
_BACKWARDS = -4.0
_DESCRIBED_ALIKE = 0.2
_PERSON_CLOSE, _SIDE_CLOSE, _RECIPIENT_CLOSE = 0.5, 0.2, 0.7
"""Where one telling leaves its parties unnamed and names, close by, those whom the other has."""
_SAME_DOCUMENT, _SAME_SENTENCE = -3.5, -6.0
"""Repeats within a document were merged when it was read: two first mentions are two acts unless told alike."""


def comparable(left: str, right: str) -> float | None:
    """Return the weight of two types, None where they can be no one act.

    >>> comparable("STATE", "STATE"), comparable("STATE", "REQUEST"), comparable("STATE", "ASSAULT")
    (0.0, -2.0, None)
    >>> comparable("SANCTION", "SANCTION")
    0.7
    """
    if left == right:
        return 0.0 if left == "STATE" else _RARER
    if (weight := _TYPES.get(frozenset({left, right}))) is not None:
        return weight
    return _OTHER_SPEECH if {left, right} <= SPEECH and "AGREE" not in (left, right) else None


def reasons(left: EventNode, right: EventNode) -> Iterator[Reason]:
    """Give the reasons for and against two tellings being of one act."""
    weight = comparable(left.type, right.type)
    if weight is None:
        yield Reason("type", -12.0, f"{left.type} and {right.type}")
        return
    yield Reason("type", weight, f"both {left.type}" if left.type == right.type else f"{left.type} and {right.type}")
    yield from _actors(left, right)
    yield from _recipients(left, right)
    yield _when(left, right)
    yield place(left, right)
    yield _said(left, right)
    yield from numbered(left, right)
    if is_coming(left) != is_coming(right):
        yield Reason("status", -0.3, f"{left.status} and {right.status}")
    if left.document == right.document:
        sentence = left.sentence == right.sentence
        yield Reason(
            "document",
            _SAME_SENTENCE if sentence else _SAME_DOCUMENT,
            f"told apart in one {'sentence' if sentence else 'document'}",
        )


def _actors(left: EventNode, right: EventNode) -> Iterator[Reason]:
    found = match(left.actors, right.actors, _unnamed(left, right, left.actors, right.actors))
    if not found.shared and (found.beside or found.beside_sides):
        close = ", ".join((*found.beside, *found.beside_sides))
        weight = min(_PERSON_CLOSE, _PERSON_CLOSE * len(found.beside) + _SIDE_CLOSE * len(found.beside_sides))
        yield Reason("actors", weight, f"named close by: {close}")
    elif not found.shared and (alike := _vague_names(left.actors) & _vague_names(right.actors)):
        yield Reason("actors", _DESCRIBED_ALIKE, "described alike: " + ", ".join(sorted(alike)))
    elif not left.actors or not right.actors:
        deed = not left.actors and not right.actors and left.type not in SPEECH
        yield Reason("actors", 0.0 if deed else -0.7, "not given by both")
    elif not found.shared:
        weight = -3.5 if found.rivals else -1.0 if found.unknown else -7.0
        yield Reason("actors", weight, "somebody else" if weight < -1.0 else "not named by both")
    if not found.shared:
        return
    person = 1.5 if left.type in SPEECH else 2.0
    weight = min(2.0, person * len(found.persons) + 0.8 * len(found.others) + 0.4 * len(found.kin))
    yield Reason("actors", weight, "in common: " + ", ".join((*found.persons, *found.others, *found.kin)))
    if found.left_only and found.right_only and not found.unknown:
        yield Reason("actors", -1.5, "others too: " + ", ".join((*found.left_only, *found.right_only)))


def _recipients(left: EventNode, right: EventNode) -> Iterator[Reason]:
    near = _unnamed(left, right, left.recipients, right.recipients)
    found = match(left.recipients, right.recipients, near)
    if not found.shared and found.beside:
        yield Reason("recipients", _RECIPIENT_CLOSE, "named close by: " + ", ".join(found.beside))
    elif found.shared:
        weight = min(1.5, 1.2 * len(found.persons) + 1.0 * len(found.others) + 0.4 * len(found.kin))
        yield Reason("recipients", weight, "in common: " + ", ".join((*found.persons, *found.others, *found.kin)))
    elif found.rivals or (found.left_only and found.right_only and not found.unknown):
        yield Reason("recipients", -2.0 if left.type in SPEECH else -4.0, "somebody else")


def _vague_names(role: People) -> set[str]:
    """Return the names of those in a role that are only described ("the authorities")."""
    return {who.name.casefold() for who in role} - {who.name.casefold() for who in named(role)}


def _unnamed(left: EventNode, right: EventNode, ours: People, theirs: People) -> tuple[People, People]:
    """Return those among whom the ones in a role are, where one telling names them and the other leaves it open."""
    if named(ours):
        return (), () if named(theirs) or described(theirs) else right.near
    return left.near if named(theirs) and not described(ours) else (), ()


def _when(left: EventNode, right: EventNode) -> Reason:
    if {left.status, right.status} == {"ongoing"} and not (left.date and right.date):
        return Reason("date", 0.3, "both ongoing")
    if left.date and right.date:
        return _dated(left, right, left.date, right.date)
    if is_coming(left) != is_coming(right):
        return _then(*((left, right) if is_coming(left) else (right, left)))
    ours, theirs = _day(left), _day(right)
    if ours is None or theirs is None:
        return Reason("date", -0.5, "no date is known")
    gap = abs(days_between(ours, theirs))
    return Reason("date", _step(_TOLD, gap), f"as far as publication tells, {gap} days apart")


def _dated(left: EventNode, right: EventNode, ours: Days, theirs: Days) -> Reason:
    gap = abs(days_between(ours, theirs))
    if ours == theirs and ours.single and left.published and right.published:
        apart = abs(days_between(left.published, right.published))
        if apart > _LONG_AFTER:
            return Reason("date", _REMEMBERED, f"the same day, told {apart} days apart")
    if gap == 0:
        weight = _step(_OVERLAP, max(length(ours), length(theirs)))
        return Reason("date", weight, "the same day" if ours == theirs and ours.single else "dates that overlap")
    return Reason("date", _step(_APART, gap), f"{gap} day{'s' * (gap > 1)} apart")


def _then(coming: EventNode, other: EventNode) -> Reason:
    """Compare what was to come with what came: from the publication of the one to the day of the other."""
    ours, theirs = coming.date or coming.published, _day(other)
    if ours is None or theirs is None:
        return Reason("date", -0.5, "no date is known")
    gap = days_between(ours, theirs)
    if gap < -1:
        return Reason("date", _BACKWARDS, f"told as to come {-gap} days after the other")
    return Reason("date", _step(_AHEAD, max(0, gap)), f"told as to come {max(0, gap)} days before the other")


def _day(node: EventNode) -> Days | None:
    return node.date or node.published


def _step(steps: tuple[tuple[int, ...], tuple[float, ...]], gap: int) -> float:
    return steps[1][bisect_left(steps[0], gap)]


def _said(left: EventNode, right: EventNode) -> Reason:
    """Compare what was said or done: for acts of speech it decides."""
    ours, theirs = words_of(left, telling=False), words_of(right, telling=False)
    if left.type == right.type == "AGREE":
        return words_reason(ours, theirs, least=-2.0, slope=11.0, most=4.5)
    if left.type in SPEECH and right.type in SPEECH:
        return words_reason(ours, theirs, least=-3.0, slope=11.0, most=4.5)
    return words_reason(ours, theirs, least=-1.0, slope=7.0, most=3.5)
