"""The score of the joined reading, without the rest of the product around it.

usage: python -m training.evaluate SHARED DOCUMENTS MODEL_FOLDER SET|held-out|fold [--errors N]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from dragoman.annotate import Pipeline, rules
from dragoman.annotate.encoder.session import Encoder
from dragoman.annotate.weighing.steps import with_encoder
from dragoman.annotate.weighing.weights import from_json
from dragoman.export.gold import gold_entry
from dragoman.model import Document, Layers
from training import annotations as ours
from training import documents
from training.config import CONFIG
from training.folds import fold_of
from training.scoring import scorer

__all__ = ["Joined", "chosen", "figures", "scored"]

Entry = dict[str, Any]


class Joined:
    """Rules and encoder, joined by the weights of a folder: a document → its whole record."""

    def __init__(self, folder: Path) -> None:
        weights = from_json(json.loads((folder / "weights.json").read_text("utf-8")))
        self.read = Pipeline(tuple(with_encoder(rules().steps, Encoder(folder, threads=2), weights)))

    def __call__(self, document: Document) -> Entry:
        return gold_entry(self.read(replace(document, layers=Layers())))


def chosen(shared: Path, folder: Path, name: str) -> Iterator[tuple[Document, Entry]]:
    """Yield the documents of a set with their gold records; "held-out" and "fold" are parts of sets."""
    parts = {"fold": ("written", "annotated"), "held-out": ("annotated",)}
    for kind in parts.get(name, (name,)):
        gold = documents.gold_of(shared, kind)
        for document in documents.load(folder, kind):
            known = document.name or ""
            wanted = known in gold and (name == "held-out") == (known in ours.held_out())
            if wanted and (name != "fold" or fold_of(known) == CONFIG.fold):
                yield document, gold[known]


def scored(pairs: Iterator[tuple[Document, Entry]], read: Any, report: list[str] | None = None) -> Any:
    """Return the score of a way of reading."""
    total = scorer().Score()
    for document, gold in pairs:
        total.document(read(document), gold, report)
    return total


def figures(total: Any) -> dict[str, float]:
    """Return the figures of a score in percent, by name."""
    found = {name: 100 * total.f[name].f for name in ("typed", "who", "tenure", "measure", "deadline")}
    found |= {name: 100 * right / max(1, count) for name, (right, count) in total.acc.items()}
    found["content"] = 100 * total.content[0] / max(1, total.content[1])
    return {name: round(value, 1) for name, value in found.items()}


def main() -> None:
    """Score a set: rules alone, then rules and encoder."""
    shared, folder, place, name = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
    report: list[str] = []
    scored(chosen(shared, folder, name), gold_entry).show()
    print()
    scored(chosen(shared, folder, name), Joined(place), report).show(types=True)
    if "--errors" in sys.argv:
        print("\n".join(report[: int(sys.argv[sys.argv.index("--errors") + 1])]))


if __name__ == "__main__":
    main()
