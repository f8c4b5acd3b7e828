"""Whether the scores of entries say how often they are right.

An entry is right where the gold folder's ``score.py`` matches it: an event with its type, a measure with target,
instrument and rate, a deadline with its date, a tenure with person and office. The expected calibration error is the
mean distance between the score and the share that is right, over ten bins of scores, each weighed by its entries (Guo
et al. 2017).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

__all__ = ["calibration_error", "outcomes"]

Entry = dict[str, Any]
_PLAIN = {
    "tenures": lambda s, p, g: s.same_name(p["person"], g["person"]) and s.overlap(p["office"], g["office"]) >= 0.5,
    "measures": lambda s, p, g: (
        s.same_name(p["target"] or "", g["target"] or "")
        and (p["instrument"], p["rate"]) == (g["instrument"], g["rate"])
    ),
    "deadlines": lambda s, p, g: p["date"] == g["date"] and s.overlap(p["sentence"], g["sentence"]) >= 0.5,
}  # fmt: skip


def outcomes(score: ModuleType, predicted: Entry, gold: Entry) -> Iterator[tuple[float, bool]]:
    """Yield the score of each entry of a document's record and whether it is right; repeated acts are left out."""
    yield from _events(score, predicted.get("events", []), gold["events"])
    for kind, same in _PLAIN.items():
        entries = predicted.get(kind, [])
        found = score.assign(entries, gold[kind], lambda p, g, same=same: float(same(score, p, g)))
        right = {i for i, _ in found}
        yield from ((entry["score"], i in right) for i, entry in enumerate(entries))


def _events(score: ModuleType, events: Sequence[Entry], gold: Sequence[Entry]) -> Iterator[tuple[float, bool]]:
    matched = dict(score.assign(events, gold, score.event_score))
    for i, event in enumerate(events):
        again = i not in matched and any(
            g["type"] == event["type"] and score.overlap(event["sentence"], quote) >= 0.5
            for g in gold for quote in g.get("also") or []
        )  # fmt: skip
        if not again:
            yield event["score"], i in matched and gold[matched[i]]["type"] == event["type"]


def calibration_error(found: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Return the expected calibration error, 0 to 1, of scores with what they turned out to be."""
    total = 0.0
    for number in range(bins):
        inside = [(s, r) for s, r in found if number == min(int(s * bins), bins - 1)]
        if inside:
            total += abs(sum(s for s, _ in inside) - sum(r for _, r in inside))
    return total / max(1, len(found))
