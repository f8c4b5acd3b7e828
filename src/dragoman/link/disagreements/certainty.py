"""Whether two tellings are surely of one thing: an alarm needs more than linking does, which may be wrong."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.edtf import Days
from dragoman.link.disagreements.claims import days_apart
from dragoman.link.matter import content_words
from dragoman.link.nodes import EventNode, Who

__all__ = ["same_days", "surely_one"]

_PARTIES = 0.5
"""Two tellings of an encounter must share more than this of their parties, of an act no less of its doers."""
_WORDS = 0.25
"""The share of content words that two tellings of an act must have in common at least.

Both were chosen on the State Department's releases of 2022 and Wikinews, each page a source of its own, where every
alarm was read: they silence five of nine (the Berlin quartet and a talk of two in Paris on one day; two packages of
aid) and none of the dev half of the set.
"""
_DAYS = 7
"""The longest stretch of days that says when something was: "last month" does not."""


def surely_one(left: EventNode, right: EventNode) -> bool:
    """Tell whether two encounters have the same parties, or two acts the same doers and words in common.

    Where a doer was not read, twice as many words must be shared.
    """
    if left.type == right.type == "CONSULT":
        return _shared(_keys(left.actors + left.recipients), _keys(right.actors + right.recipients)) > _PARTIES
    alike = _shared(content_words(left.sentence), content_words(right.sentence))
    if not left.actors or not right.actors:
        return alike >= 2 * _WORDS
    return alike >= _WORDS and _shared(_keys(left.actors), _keys(right.actors)) >= _PARTIES


def _keys(parties: Iterable[Who]) -> frozenset[str]:
    return frozenset(who.country or who.entity for who in parties)


def _shared(left: frozenset[str], right: frozenset[str]) -> float:
    """Return the share of two sets that is in both (Jaccard), 0 to 1."""
    return len(left & right) / max(1, len(left | right))


def same_days(left: Days | None, right: Days | None) -> bool:
    """Tell whether two dates are both known to some days, and overlap."""
    return days_apart(left, right) == 0 and all(days and _short(days) for days in (left, right))


def _short(days: Days) -> bool:
    apart = days_apart(Days(days.first, days.first), Days(days.last, days.last))
    return apart is not None and apart < _DAYS
