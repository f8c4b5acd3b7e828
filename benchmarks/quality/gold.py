"""The record against gold records, by the gold folder's own ``score.py``: overall, by part, by document."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from training import annotations as ours
from training.scoring import scorer

from benchmarks.quality.calibration import calibration_error, outcomes
from benchmarks.quality.gate import Figures
from dragoman.batch import read
from dragoman.export.gold import gold_entry
from dragoman.settings import ReadSettings

__all__ = ["figures", "held_out", "record", "scored"]

PARTS = {"seed": "seeds", "state": "releases", "wn": "wikinews"}
"""Parts of the gold record, by how its ids begin."""
FLOORED = ("typed", "untyped", "who", "tenure", "measure", "deadline")
ACCURACIES = ("date", "status", "place", "mode")


def figures(shared: Path, split: str = "dev") -> Figures:
    """Read the documents of a split through the whole product and score their records."""
    gold = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((shared / "gold" / split).glob("*.json"))}
    return scored(shared, shared / "gold" / f"{split}.jsonl", gold)


def held_out(shared: Path) -> Figures:
    """Do the same with those of our own annotated documents that nobody looks at while writing rules."""
    pairs = [(document, entry) for document, entry in ours.load(shared) if entry["id"] in ours.held_out()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "documents.jsonl"
        path.write_text("".join(json.dumps(document) + "\n" for document, _ in pairs), encoding="utf-8")
        return scored(shared, path, {entry["id"]: entry for _, entry in pairs})


def scored(shared: Path, documents: Path, gold: Mapping[str, dict[str, Any]]) -> Figures:
    """Read documents (JSON lines) through the whole product and score their records against gold ones by id."""
    score = scorer(shared)
    predicted = {row["id"]: row for row in record(documents)}
    parts = {name: PARTS[name.split("-")[0]] for name in gold}
    totals = {part: score.Score() for part in ("", *sorted(set(parts.values())))}
    by_document = {}
    scores: list[tuple[float, bool]] = []
    for name, entry in gold.items():
        scores += outcomes(score, predicted.get(name, {}), entry)
        single = score.Score()
        for total in (totals[""], totals[parts[name]], single):
            total.document(predicted.get(name, {}), entry)
        by_document[name] = {key: 100 * f.f for key in FLOORED if (f := single.f[key]).tp + f.fp + f.fn}
    metrics: dict[str, float] = {}
    for part, total in totals.items():
        metrics |= {f"{part}/{name}".lstrip("/"): value for name, value in _metrics(total, whole=not part).items()}
    metrics["calibration"] = 100 - 100 * calibration_error(scores)
    return Figures(metrics, by_document)


def record(path: Path) -> Iterator[dict[str, Any]]:
    """Read each document of a JSON-lines file, from capture to export, and yield its record in the gold format."""
    for reading in read([str(path)], ReadSettings(workers=1)):
        yield from map(gold_entry, reading.documents)


def _metrics(total: Any, *, whole: bool) -> dict[str, float]:
    found = {key: 100 * f.f for key in FLOORED if (f := total.f[key]).tp + f.fn}
    found["record"] = 100 * total.record
    if whole:
        found |= {key: 100 * total.acc[key][0] / max(1, total.acc[key][1]) for key in ACCURACIES}
        found["content"] = 100 * total.content[0] / max(1, total.content[1])
    return found
