"""The weights by which the findings of rules and encoder are joined, fitted on documents that neither had seen."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.errors import DataError

__all__ = ["ENTRIES", "RULED", "Features", "Weights", "bounded_logit", "probability", "weights"]

Features = Mapping[str, float]
RULED = " of rules"
ENTRIES = ("event", "measure", "deadline", "tenure")
FILE = Path(__file__).resolve().parents[2] / "data" / "model" / "weights.json"


@dataclass(frozen=True)
class Weights:
    """Linear weights by decision and feature, and the thresholds above which something counts."""

    linear: Mapping[str, Features]
    thresholds: Features

    def at_least(self, score: float | None) -> Weights:
        """Return the weights with one threshold for all entries; with their own where no score is given."""
        if score is None:
            return self
        same = {f"{kind}{origin}": score for kind in ENTRIES for origin in ("", RULED)}
        return Weights(self.linear, {**self.thresholds, **same})

    def keeps(self, kind: str, share: float, *, ruled: bool) -> bool:
        """Tell whether an entry of a kind counts, that the rules find or that the encoder alone finds."""
        return share >= self.thresholds[kind + (RULED if ruled else "")]

    def score(self, decision: str, features: Features) -> float:
        """Return the weighted sum of the features of one option of a decision."""
        known = self.linear[decision]
        return sum(known.get(name, 0.0) * value for name, value in features.items())


def probability(logit: float) -> float:
    """Return the probability of a logit."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def bounded_logit(share: float) -> float:
    """Return the logit of a probability, kept between -7 and 7."""
    share = min(max(float(share), 0.001), 0.999)
    return math.log(share / (1 - share))


def from_json(raw: Mapping[str, Any]) -> Weights:
    """Return weights as the file holds them. Raises KeyError where a part is missing."""
    return Weights(raw["linear"], raw["thresholds"])


@cache
def weights() -> Weights:
    """Return the shipped weights. Raises DataError where their file is missing or broken."""
    try:
        return from_json(json.loads(FILE.read_text("utf-8")))
    except (OSError, ValueError, KeyError) as error:
        raise DataError(f"{FILE.name} cannot be read ({error}): install dragoman again") from error
