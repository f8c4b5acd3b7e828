"""Events or none: sentences that CAMEO puts into a quad class, or into none.

usage: python -m benchmarks.quality.cameo SHARED_FOLDER

A line of the set is a sentence and its class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict, 0
for what is no event there: CAMEO's roots 01 (statements, comments, claims and denials of responsibility, condolences)
and 02 (appeals). The product finds an event where its events layer has one of another type than `NONE`, for which two
readings are measured: that STATE alone is none, as in PLOVER, which dropped root 01 and keeps REQUEST, and that
REQUEST, which covers root 02, is none as well. The second is the one that the set was made by, and has the plain names.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality.gate import Figures
from benchmarks.quality.reading import read
from dragoman.model import EventType

__all__ = ["NONE", "Counts", "Line", "count", "figures", "lines"]

NONE: dict[str, frozenset[EventType]] = {"": frozenset(("STATE", "REQUEST")), "request-counts/": frozenset(("STATE",))}
"""The types that are no event, by how the metrics of a reading begin."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, and whether the set finds an event in it."""

    text: str
    event: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many sentences with and without an event were taken for what."""

    hits: int = 0
    false: int = 0
    missed: int = 0
    empty: int = 0

    def metrics(self) -> dict[str, float]:
        """Return the accuracy, and the precision and recall of "event", in percent."""
        total = self.hits + self.false + self.missed + self.empty
        return {
            "accuracy": 100 * (self.hits + self.empty) / max(1, total),
            "precision": 100 * self.hits / max(1, self.hits + self.false),
            "recall": 100 * self.hits / max(1, self.hits + self.missed),
        }


def lines(path: Path) -> Iterator[Line]:
    """Yield the lines of the set."""
    for row in path.read_text("utf-8").splitlines():
        text, _, label = row.rpartition("\t")
        yield Line(text.strip(), label.strip() != "0")


def count(answers: Iterable[tuple[bool, bool]]) -> Counts:
    """Count pairs of what was found and what is true."""
    table = [(found, truth) for found, truth in answers]
    return Counts(*(table.count(cell) for cell in ((True, True), (True, False), (False, True), (False, False))))


def figures(shared: Path) -> Figures:
    """Read every sentence with the product and measure both readings of "none"."""
    rows = list(lines(shared / "data" / "eval-only" / "cameo-class" / "train.tsv"))
    types = [{event.type for event in read(row.text, "events").layers.events} for row in rows]
    metrics: dict[str, float] = {}
    for name, none in NONE.items():
        counts = count((bool(found - none), row.event) for found, row in zip(types, rows, strict=True))
        metrics |= {f"{name}{metric}": value for metric, value in counts.metrics().items()}
    return Figures(metrics)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    for name, value in figures(parser.parse_args().shared).metrics.items():
        print(f"{name:26} {value:5.1f}")


if __name__ == "__main__":
    main()
