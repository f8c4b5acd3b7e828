"""When an event was, as one telling has it: the days that it names, else what its publication lets one expect."""

from __future__ import annotations

from dragoman.edtf import Days, ordinal
from dragoman.link.nodes import EventNode
from dragoman.model import Status

__all__ = ["COMING", "days_between", "is_coming", "length"]

COMING: frozenset[Status] = frozenset({"planned", "proposed", "conditional", "postponed", "cancelled", "denied"})
"""What has not happened when it is told."""


def is_coming(node: EventNode) -> bool:
    """Tell whether a telling is of something that has not happened."""
    return node.status in COMING


def length(span: Days) -> int:
    """Return how many days there are from the first to the last, both counted."""
    return ordinal(span.last) - ordinal(span.first) + 1


def days_between(left: Days, right: Days) -> int:
    """Return the days from the left to the right: 0 where they overlap, below 0 where the right one is earlier.

    >>> days_between(Days("2025-07-07", "2025-07-07"), Days("2025-07-10", "2025-07-11"))
    3
    """
    if left.last < right.first:
        return ordinal(right.first) - ordinal(left.last)
    if right.last < left.first:
        return ordinal(right.last) - ordinal(left.first)
    return 0
