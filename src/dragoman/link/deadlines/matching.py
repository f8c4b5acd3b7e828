"""Which tellings are of one deadline: a date of compatible precision, and the same matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.edtf import Days
from dragoman.link.deadlines.features import (
    about,
    between,
    fields_of_node,
    gist_of,
    length_of,
    matter_of,
    parties_of,
)
from dragoman.link.judging import Reason, Verdict, weighed
from dragoman.link.nodes import DeadlineNode

__all__ = ["DeadlineMatcher"]

_SAME, _UNSURE, _PRIOR = 0.6, 0.25, -2.2
"""Chosen on the written groups, the seeds and 163 deadlines of the releases of the State Department, read through."""
_NEAR, _FAR = 100, 300
_MONTH = 31


class DeadlineMatcher:
    """Compares tellings of deadlines; the relation is "deadline".

    A telling often shows one side of a matter only ("time for talks until", "tariffs from"), so that tellings of one
    deadline may differ in pairs: hence the patience.
    """

    relation = "deadline"
    patience = 0.5

    def keys(self, node: DeadlineNode) -> Iterable[str]:
        """Return the date with what its matter shares with that of others.

        A day is filed under itself with the words, fields and parties, and, for tellings that give the month only,
        under its month with the words of what is due. What is due in a year is filed under the year.
        """
        words = sorted(matter_of(node)) or ["-"]
        if node.date.single:
            marks = [*words, *(f"field {field}" for field in sorted(fields_of_node(node)))]
            yield from (f"{node.date.first}|{mark}" for mark in marks)
            yield from (f"{node.date.first}|party {party}" for party in sorted(parties_of(node)))
        if length_of(node.date) <= _MONTH:
            for month in sorted({node.date.first[:7], node.date.last[:7]}):
                yield from (f"{month}|{word}" for word in sorted(gist_of(node)) or ["-"])
        else:
            for year in sorted({node.date.first[:4], node.date.last[:4]}):
                yield from (f"{year}|{word}" for word in words)

    def compare(self, left: DeadlineNode, right: DeadlineNode) -> Verdict:
        """Judge whether two tellings are of one deadline."""
        return weighed(_reasons(left, right), same=_SAME, unsure=_UNSURE, prior=_PRIOR)


def _reasons(left: DeadlineNode, right: DeadlineNode) -> Iterator[Reason]:
    if left.date.last < right.date.first or right.date.last < left.date.first:
        yield Reason("date", -12.0, f"{_shown(left.date)} is not {_shown(right.date)}")
        return
    yield _dated(left.date, right.date)
    yield about(left, right)
    yield from (reason for reason in (between(left, right), _told(left, right)) if reason is not None)


def _dated(left: Days, right: Days) -> Reason:
    if left == right:
        return Reason("date", _weight_of(left), f"both {_shown(left)}")
    inside = _holds(left, right) or _holds(right, left)
    return Reason("date", 0.5 if inside else 0.0, f"{_shown(left)} may be {_shown(right)}")


def _weight_of(when: Days) -> float:
    """Return what it says that two tellings give one date: a year's end says less than May 9."""
    if length_of(when) > _MONTH:
        return 0.3
    if not when.single or when.first[5:] in ("12-31", "01-01"):
        return 0.8
    return 1.5


def _holds(wide: Days, narrow: Days) -> bool:
    return wide.first <= narrow.first and narrow.last <= wide.last


def _shown(when: Days) -> str:
    return when.first if when.single else f"{when.first}/{when.last}"


def _told(left: DeadlineNode, right: DeadlineNode) -> Reason | None:
    if left.published is None or right.published is None:
        return None
    gap = left.published.apart(right.published)
    if gap <= _NEAR:
        return Reason("published", 0.5, f"{gap} days apart")
    return Reason("published", -1.0 if gap > _FAR else 0.0, f"{gap} days apart")
