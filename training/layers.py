"""Names and attributions that we marked in our own texts (``training/written_layers``)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["Attributed", "attributed", "load", "located"]

HERE = Path(__file__).resolve().parent / "written_layers"
Ends = tuple[int, int]
Attributed = tuple[Ends, list[Ends], list[Ends]]
"""Cue, sources and contents of an attribution, each as code points ``[start, end)`` of the text."""


def load() -> dict[str, dict[str, Any]]:
    """Return what is marked of each text by its id: ``names`` (quote → class), ``attributions`` (quotes), or both."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(HERE.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                found.setdefault(row["id"], {}).update({k: v for k, v in row.items() if k != "id"})
    return found


def located(text: str, names: dict[str, str | list[str]]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and class of each name: longer names first, none inside another, classes in order of place."""
    taken: list[Ends] = []
    for quote in sorted(names, key=len, reverse=True):
        kinds = names[quote]
        n = 0
        for match in re.finditer(rf"(?<!\w){re.escape(quote)}(?!\w)", text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            yield (*match.span(), kinds if isinstance(kinds, str) else kinds[min(n, len(kinds) - 1)])
            n += 1


def attributed(text: str, entries: list[dict[str, Any]]) -> Iterator[Attributed]:
    """Yield the attributions that have a cue; of a quote that stands twice in its sentence, the one nearest the cue."""
    for entry in entries:
        start = text.find(entry["sentence"])
        if start < 0 or not entry.get("cue"):
            continue
        end = start + len(entry["sentence"])
        near = _first_content(text, entry, start, end)
        cue = _nearest(text, entry["cue"], start, end, near)
        if cue is None:
            continue
        source = _nearest(text, entry["source"], start, end, cue[0]) if entry.get("source") else None
        contents = [found for quote in entry["content"] if (found := _nearest(text, quote, start, end, cue[1]))]
        yield cue, [source] if source else [], contents


def _first_content(text: str, entry: dict[str, Any], start: int, end: int) -> int:
    at = text.find(entry["content"][0], start, end) if entry["content"] else -1
    return at if at >= 0 else start


def _nearest(text: str, quote: str, start: int, end: int, near: int) -> Ends | None:
    places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(quote)}(?!\w)", text[start:end])]
    if not places:
        return None
    at = start + min(places, key=lambda place: min(abs(start + place - near), abs(start + place + len(quote) - near)))
    return at, at + len(quote)
