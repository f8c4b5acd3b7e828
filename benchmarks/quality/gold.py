"""The record against the gold record of dev, by the gold folder's own ``score.py``: overall, by part, by document."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.quality.gate import Figures
from dragoman.annotate import reader
from dragoman.model import Document, Published, Span, content_id
from dragoman.offsets import OffsetMap

__all__ = ["figures", "record", "scorer"]

PARTS = {"seed": "seeds", "state": "releases", "wn": "wikinews"}
"""Parts of the gold record, by how its ids begin."""
FLOORED = ("typed", "untyped", "who", "tenure", "measure", "deadline")
ACCURACIES = ("date", "status", "place", "mode")

Row = Mapping[str, Any]


def figures(shared: Path, *, fast: bool = False, split: str = "dev") -> Figures:
    """Read the documents of a split and score their records; under a minute, so that ``fast`` changes nothing."""
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
    """Read each document of a JSON-lines file through the product and yield its record in the gold format."""
    read = reader()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield _exported(read(_document(json.loads(line))))


def _metrics(total: Any, *, whole: bool) -> dict[str, float]:
    found = {key: 100 * f.f for key in FLOORED if (f := total.f[key]).tp + f.fn}
    found["record"] = 100 * total.record
    if whole:
        found |= {key: 100 * total.acc[key][0] / max(1, total.acc[key][1]) for key in ACCURACIES}
        found["content"] = 100 * total.content[0] / max(1, total.content[1])
    return found


def _document(row: Row) -> Document:
    text = row["text"]
    published = Published(row["published"], "given") if row.get("published") else None
    return Document(
        content_id(text), content_id(text), text, OffsetMap.identity(len(text)),
        title=row.get("title"), outlet=row.get("outlet"), published=published, name=row["id"],
    )  # fmt: skip


def _exported(document: Document) -> dict[str, Any]:
    """Return the measures, deadlines, tenures and events of a document as the gold record writes them."""
    layers = document.layers

    def plain(entry: Any, *names: str) -> dict[str, Any]:
        return {name: getattr(entry, name) for name in names} | {"sentence": document.quote(entry.sentence)}

    def quote(span: Span | None) -> str | None:
        return None if span is None else document.quote(span)

    return {
        "id": document.name,
        "events": [
            plain(event, "type", "mode", "date", "place", "status")
            | {
                "trigger": quote(event.trigger), "content": quote(event.content),
                "actors": [actor.name for actor in event.actors],
                "recipients": [recipient.name for recipient in event.recipients],
            }
            for event in layers.events
        ],
        "measures": [
            plain(m, "imposer", "target", "instrument", "rate", "unit", "product", "status", "effective")
            for m in layers.measures
        ],
        "deadlines": [plain(deadline, "date", "what", "status") for deadline in layers.deadlines],
        "tenures": [
            plain(tenure, "office", "of", "status") | {"person": tenure.person.name} for tenure in layers.tenures
        ],
    }  # fmt: skip
