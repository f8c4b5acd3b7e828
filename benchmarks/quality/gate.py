"""The gate: measured figures against a baseline with one floor for each metric.

A floor only rises by itself (`raised`); to lower one takes a metric and a reason, which stay in the baseline's history
(`lowered`). Everything here is plain values in and out, so that it is tested with invented metrics.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

__all__ = ["Baseline", "Change", "Check", "Figures", "Lowering", "changes", "checks", "lowered", "raised"]

TOLERANCE = 0.05
"""Figures are percentages; differences smaller than this are rounding and no gain or loss."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a benchmark measured, in percent: by metric, and by document and metric."""

    metrics: Mapping[str, float]
    documents: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def under(self, prefix: str) -> Figures:
        """Return the same figures with every metric and document named below a prefix."""
        return Figures(
            {f"{prefix}/{name}": value for name, value in self.metrics.items()},
            {f"{prefix}/{name}": figures for name, figures in self.documents.items()},
        )

    def and_(self, other: Figures) -> Figures:
        """Return these figures and the other's."""
        return Figures({**self.metrics, **other.metrics}, {**self.documents, **other.documents})


@dataclass(frozen=True, slots=True)
class Lowering:
    """A floor that somebody lowered, with the reason that they gave."""

    metric: str
    before: float
    after: float
    why: str
    on: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """Floors by metric, the figures by document at the last update, the lowerings so far, and where it was measured."""

    floors: Mapping[str, float] = field(default_factory=dict)
    documents: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    history: tuple[Lowering, ...] = ()
    measured: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Baseline:
        """Read a baseline; an empty one where the file is not there yet."""
        if not path.exists():
            return cls()
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        history = tuple(Lowering(**entry) for entry in data.pop("history"))
        return cls(history=history, **data)

    def save(self, path: Path) -> None:
        """Write the baseline as JSON, in an order that makes changes easy to review."""
        path.write_text(json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


@dataclass(frozen=True, slots=True)
class Check:
    """One metric against its floor; ``floor`` None where it is new, ``value`` None where it was not measured."""

    metric: str
    floor: float | None
    value: float | None

    @property
    def passed(self) -> bool:
        """Whether the figure reaches its floor; a metric with a floor has to be measured."""
        if self.floor is None:
            return True
        return self.value is not None and self.value >= self.floor - TOLERANCE

    @property
    def difference(self) -> float | None:
        """How far above the floor the figure is; None where either is missing."""
        return None if self.floor is None or self.value is None else self.value - self.floor


@dataclass(frozen=True, slots=True)
class Change:
    """A document whose figure for a metric differs from the baseline; None where there is no such figure."""

    document: str
    metric: str
    before: float | None
    after: float | None

    @property
    def gain(self) -> float:
        """The difference in percentage points; a figure that is not there counts as 0."""
        return (self.after or 0.0) - (self.before or 0.0)


def checks(baseline: Baseline, figures: Figures) -> tuple[Check, ...]:
    """Hold every metric, of the baseline or measured, against its floor, in order of name."""
    names = sorted({*baseline.floors, *figures.metrics})
    return tuple(Check(name, baseline.floors.get(name), figures.metrics.get(name)) for name in names)


def changes(baseline: Baseline, figures: Figures) -> tuple[Change, ...]:
    """Return what changed by document, losses first; documents that the baseline does not know are no change."""
    found = [
        change
        for document, before in baseline.documents.items()
        if document in figures.documents
        for after in [figures.documents[document]]
        for metric in {**before, **after}
        if abs((change := Change(document, metric, before.get(metric), after.get(metric))).gain) >= TOLERANCE
    ]
    return tuple(sorted(found, key=lambda change: (change.gain, change.document, change.metric)))


def raised(baseline: Baseline, figures: Figures, measured: Mapping[str, str]) -> Baseline:
    """Return the baseline with floors raised to what was measured, none lowered, and figures by document renewed."""
    floors = dict(baseline.floors)
    for name, value in figures.metrics.items():
        floors[name] = max(floors.get(name, 0.0), _down(value))
    return replace(baseline, floors=floors, documents={**baseline.documents, **figures.documents}, measured=measured)


def lowered(baseline: Baseline, figures: Figures, metric: str, why: str, on: str) -> Baseline:
    """Return the baseline with one floor lowered to what was measured, and the reason in its history.

    Raises ValueError where no reason is given, the metric has no floor or was not measured, or is not below its floor.
    """
    floor, value = baseline.floors.get(metric), figures.metrics.get(metric)
    if not why.strip():
        raise ValueError(f"lowering {metric} needs a reason: give --why")
    if floor is None or value is None:
        raise ValueError(f"{metric} has no floor or was not measured in this run: nothing to lower")
    if value >= floor - TOLERANCE:
        raise ValueError(f"{metric} is at {value:.1f}, not below its floor {floor:.1f}: nothing to lower")
    entry = Lowering(metric, floor, _down(value), why.strip(), on)
    return replace(baseline, floors={**baseline.floors, metric: entry.after}, history=(*baseline.history, entry))


def _down(value: float) -> float:
    """Round down to a tenth, so that the figure itself never falls below its own floor."""
    return math.floor(value * 10 + 1e-6) / 10
