"""Events or none: sentences that CAMEO puts into a quad class, or into none.

usage: python -m benchmarks.quality.cameo SHARED_FOLDER

A line of the set is a sentence and its class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict, 0
for what is no event there, which are CAMEO's roots 01 (public statements) and 02 (appeals). Our guide types some of
root 01 otherwise, so that three readings of "none" are measured on the product's events:

*codebook* (the plain names, and the figure that is asked for): no event is a STATE (root 01), a REQUEST (root 02), and
what the codebook lists under 01 by its words: declining to comment (011), denying an accusation or a responsibility
(016), condolences (018).
*types*: STATE and REQUEST are none.
*state*: STATE alone is none, as in PLOVER, which dropped root 01 and keeps REQUEST.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality.gate import Figures
from benchmarks.quality.reading import read
from dragoman.model import Document, EventMention

__all__ = ["READINGS", "Counts", "Line", "count", "figures", "lines"]

_COMMENT = re.compile(
    r"declin\w+ to comment|(?:den|reject)\w+ (?:\w+ ){0,2}(?:accus|alleg|charge|claim|respons)|(?:\w+ ){0,5}condolence"
)
"""What CAMEO's codebook names under 011, 016 and 018, from the trigger on."""


def _codebook(document: Document, event: EventMention) -> bool:
    return _types(document, event) and not _COMMENT.match(document.text, event.trigger.start)


def _types(document: Document, event: EventMention) -> bool:
    return event.type not in {"STATE", "REQUEST"}


def _state(document: Document, event: EventMention) -> bool:
    return event.type != "STATE"


READINGS: dict[str, Callable[[Document, EventMention], bool]] = {"": _codebook, "types/": _types, "state/": _state}
"""What tells whether an event of a document is one for the set, by how the metrics of a reading begin."""


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
    """Read every sentence with the product and measure the three readings of "none"."""
    rows = list(lines(shared / "data" / "eval-only" / "cameo-class" / "train.tsv"))
    documents = [read(row.text, "events") for row in rows]
    metrics: dict[str, float] = {}
    for name, counts_as_event in READINGS.items():
        found = [any(counts_as_event(d, event) for event in d.layers.events) for d in documents]
        counts = count((answer, row.event) for answer, row in zip(found, rows, strict=True))
        metrics |= {f"{name}{metric}": value for metric, value in counts.metrics().items()}
    return Figures(metrics)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    for name, value in figures(parser.parse_args().shared).metrics.items():
        print(f"{name:16} {value:5.1f}")


if __name__ == "__main__":
    main()
