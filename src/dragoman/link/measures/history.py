"""The history of a measure: what was threatened, announced, suspended, in force, at which rate, and where it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.edtf import Days
from dragoman.link.nodes import MeasureNode
from dragoman.model import MeasureStatus

__all__ = ["MeasureStep", "RateSaid", "current", "history"]


@dataclass(frozen=True, slots=True)
class RateSaid:
    """A rate that tellings give, with the ids of the tellings and the number of independent sources among them."""

    rate: float
    unit: str | None
    evidence: tuple[str, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class MeasureStep:
    """A step in the history of a measure.

    ``said`` are the days on which it was first told, ``effective`` those from which it holds, as far as known;
    ``since`` is the ISO date by which steps are ordered (None: undated). ``evidence`` are the ids of all tellings,
    ``sources`` is the number of independent sources among them. ``rates`` holds every rate that is told of this one
    step, the one that most sources give first: more than one is a candidate for a disagreement and no change.
    """

    status: MeasureStatus
    rates: tuple[RateSaid, ...]
    effective: Days | None
    said: Days | None
    since: str | None
    evidence: tuple[str, ...]
    sources: int

    @property
    def rate(self) -> float | None:
        """The rate that most sources give, None where none gives one."""
        return self.rates[0].rate if self.rates else None

    @property
    def unit(self) -> str | None:
        """The unit of the rate."""
        return self.rates[0].unit if self.rates else None


_ORDER: tuple[MeasureStatus, ...] = ("threatened", "announced", "suspended", "in force", "reduced", "lifted")
_ONE_TIME = 4
"""Days within which two documents that give a status different rates speak of one step, not of a change."""


def history(members: Iterable[MeasureNode], sources: Mapping[str, str] | None = None) -> tuple[MeasureStep, ...]:
    """Return the steps of a measure in order of time, undated ones last.

    ``members`` are its tellings. ``sources`` gives the independent source of a document (copies of one text share it);
    a document that is not in it counts for itself.
    """
    groups: list[list[MeasureNode]] = []
    told = sorted(members, key=_reading_order)
    ordered = [node for node in told if not any(_before(node, other) for other in told)]
    rated = [node for node in ordered if node.rate is not None]
    for node in rated:
        _file(node, groups)
    for node in (node for node in ordered if node.rate is None):
        _file(node, groups)
    steps = [_step(group, sources or {}) for group in groups]
    return tuple(sorted(steps, key=lambda s: (s.since or "~", _ORDER.index(s.status), s.rate or 0.0, s.evidence)))


def current(steps: Sequence[MeasureStep]) -> MeasureStep | None:
    """Return the step that holds: the last dated one, with the last rate told before it where it gives none itself.

    A measure that is lifted has no rate. None where there is no step.
    """
    dated = [step for step in steps if step.since is not None] or list(steps)
    if not dated:
        return None
    last = dated[-1]
    if last.rates or last.status == "lifted":
        return last
    rates = next((step.rates for step in reversed(dated) if step.rates), ())
    return MeasureStep(last.status, rates, last.effective, last.said, last.since, last.evidence, last.sources)


def _before(node: MeasureNode, other: MeasureNode) -> bool:
    """Tell whether a telling gives the rate that was before a change, and another of its sentence the rate since.

    "Lowered from 11 to 6 percent" and "lower its 11 percent duty to 6 percent" tell of a change to 6.
    """
    if node.sentence != other.sentence or node.document != other.document or node.rate is None or other.rate is None:
        return False
    if node.status == other.status == "reduced":
        return node.rate > other.rate
    old, new = f"{node.rate:g}", f"{other.rate:g}"
    change = rf"\bfrom (?:\w+ ){{0,2}}{old}(?: ?%| per ?cent)?(?: [\w-]+){{0,4}} to (?:\w+ ){{0,2}}{new}\b"
    return node.rate != other.rate and re.search(change, node.sentence) is not None


def _reading_order(node: MeasureNode) -> tuple[str, int, float, str]:
    return _since(node) or "~", _ORDER.index(node.status), node.rate or 0.0, node.id


def _since(node: MeasureNode) -> str | None:
    """Return the day from which a telling's state holds: the day in force where that has come, else the day it is told.

    What is announced or threatened is so from the day on which it is told, whenever it takes effect.
    """
    said, start = node.published, node.effective
    if start is not None and node.status not in ("threatened", "announced") and (not said or start.first <= said.last):
        return start.first
    return said.first if said else None


def _file(node: MeasureNode, groups: list[list[MeasureNode]]) -> None:
    """Put a telling to the step that it tells, the nearest in time, or open a new one."""
    fitting = [group for group in groups if all(_one_step(node, other) for other in group)]
    if not fitting:
        groups.append([node])
        return
    min(fitting, key=lambda group: (_apart(node, group[0]), group[0].id)).append(node)


def _one_step(left: MeasureNode, right: MeasureNode) -> bool:
    if left.status != right.status or not _compatible(left.effective, right.effective):
        return False
    if left.rate is None or right.rate is None or (left.rate, left.unit) == (right.rate, right.unit):
        return True
    if left.document == right.document:
        return False
    same_start = left.effective is not None and left.effective == right.effective
    return same_start or _apart(left, right) <= _ONE_TIME


def _compatible(left: Days | None, right: Days | None) -> bool:
    return left is None or right is None or (left.first <= right.last and right.first <= left.last)


def _apart(left: MeasureNode, right: MeasureNode) -> int:
    ours, theirs = _since(left), _since(right)
    if ours is None or theirs is None:
        return 10_000
    return abs((date.fromisoformat(ours) - date.fromisoformat(theirs)).days)


def _step(group: Sequence[MeasureNode], sources: Mapping[str, str]) -> MeasureStep:
    said = min((node.published for node in group if node.published), default=None)
    starts = Counter(node.effective for node in group if node.effective)
    effective = min(starts, key=lambda when: (when.first != when.last, -starts[when], when), default=None)
    since = min((at for node in group if (at := _since(node))), default=None)
    rates = {(node.rate, node.unit) for node in group if node.rate is not None}
    told = [
        RateSaid(rate, unit, _ids(giving), _count(giving, sources))
        for rate, unit in rates
        if rate is not None and (giving := [node for node in group if (node.rate, node.unit) == (rate, unit)])
    ]
    told.sort(key=lambda one: (-one.sources, -len(one.evidence), one.rate, one.unit or ""))
    return MeasureStep(group[0].status, tuple(told), effective, said, since, _ids(group), _count(group, sources))


def _ids(group: Iterable[MeasureNode]) -> tuple[str, ...]:
    return tuple(sorted(node.id for node in group))


def _count(group: Iterable[MeasureNode], sources: Mapping[str, str]) -> int:
    return len({sources.get(node.document, node.document) for node in group})
