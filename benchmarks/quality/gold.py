"""The record against the gold record of dev, by the gold folder's own ``score.py``: overall, by part, by document."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.quality.gate import Figures
from dragoman.batch import read
from dragoman.export.gold import gold_entry
from dragoman.settings import ReadSettings

__all__ = ["figures", "record", "scorer"]

PARTS = {"seed": "seeds", "state": "releases", "wn": "wikinews"}
"""Parts of the gold record, by how its ids begin."""
FLOORED = ("typed", "untyped", "who", "tenure", "measure", "deadline")
ACCURACIES = ("date", "status", "place", "mode")


def figures(shared: Path, split: str = "dev") -> Figures:
    """Read the documents of a split through the whole product and score their records."""
    score = scorer(shared)
    gold = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((shared / "gold" / split).glob("*.json"))}
    predicted = {row["id"]: row for row in record(shared / "gold" / f"{split}.jsonl")}
    totals = {part: score.Score() for part in ("", *PARTS.values())}
    documents = {}
    for name, entry in gold.items():
        single = score.Score()
        for total in (totals[""], totals[PARTS[name.split("-")[0]]], single):
            total.document(predicted.get(name, {}), entry)
        documents[name] = {key: 100 * f.f for key in FLOORED if (f := single.f[key]).tp + f.fp + f.fn}
    metrics: dict[str, float] = {}
    for part, total in totals.items():
        metrics |= {f"{part}/{name}".lstrip("/"): value for name, value in _metrics(total, whole=not part).items()}
    return Figures(metrics, documents)


def scorer(shared: Path) -> ModuleType:
    """Load ``gold/score.py`` from the shared folder."""
    spec = importlib.util.spec_from_file_location("gold_score", shared / "gold" / "score.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"no gold/score.py in {shared}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
