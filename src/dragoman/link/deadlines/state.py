"""Where a deadline stands: set, extended, former, met or missed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.edtf import Days
from dragoman.link.deadlines.features import length_of
from dragoman.link.nodes import DeadlineNode
from dragoman.model import DeadlineStatus

__all__ = ["DeadlineState", "date_of", "state_of"]


@dataclass(frozen=True, slots=True)
class DeadlineState:
    """Where a deadline stands: its status with the telling that gives it, and whether the date has gone by.

    ``since`` are the days of publication of that telling; ``passed`` is None where nobody asks.
    """

    date: Days
    status: DeadlineStatus
    evidence: tuple[str, ...]
    since: Days | None
    passed: bool | None


_WEIGHT: dict[str, int] = {"missed": 4, "met": 4, "former": 3, "extended": 2, "set": 1}


def date_of(members: Iterable[DeadlineNode]) -> Days:
    """Return the date of a deadline: the most exact one told, the one told most often among these.

    Raises ValueError where there is no member.
    """
    counts: dict[Days, int] = {}
    for node in members:
        counts[node.date] = counts.get(node.date, 0) + 1
    return min(counts, key=lambda when: (length_of(when), -counts[when], when))


def state_of(members: Sequence[DeadlineNode], *, replaced: bool = False, as_of: date | None = None) -> DeadlineState:
    """Return where a deadline stands, from its tellings; ``replaced`` tells that another deadline took its place.

    What is told as met or missed outranks the rest, then the replacement, then an extension; among tellings of the
    same weight the latest counts. ``passed`` is whether the date lies before ``as_of``.
    """
    when = date_of(members)
    ranked = sorted(members, key=lambda node: (-_WEIGHT.get(node.status, 0), *_latest_first(node)))
    top = ranked[0].status
    status: DeadlineStatus = "former" if replaced and _WEIGHT.get(top, 0) < _WEIGHT["met"] else _status(top)
    telling = [node for node in ranked if node.status == status] or ranked[:1]
    passed = None if as_of is None else when.last < as_of.isoformat()
    return DeadlineState(when, status, tuple(node.id for node in telling), telling[0].published, passed)


def _latest_first(node: DeadlineNode) -> tuple[str, str]:
    """Return a key that sorts late publications first and the undated last."""
    if node.published is None:
        return "~", node.id
    return "".join(chr(ord("9") - ord(c) + ord("0")) if c.isdigit() else c for c in node.published.last), node.id


def _status(value: str) -> DeadlineStatus:
    for status in ("set", "extended", "former", "met", "missed"):
        if value == status:
            return status
    return "set"
