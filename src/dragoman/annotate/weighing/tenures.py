"""The tenures of a document: what the rules read, scored by how sure the encoder is that a person is named."""

from __future__ import annotations

from dataclasses import replace

from dragoman.annotate.encoder.labels import NAMES
from dragoman.annotate.encoder.session import Scores
from dragoman.annotate.encoder.sheet import Sheet
from dragoman.annotate.weighing.weights import Weights, bounded_logit, probability
from dragoman.model import TenureMention

__all__ = ["features", "weighed"]

_PERSON = [NAMES.index("B-person"), NAMES.index("I-person")]


def features(sheet: Sheet, scores: Scores, tenure: TenureMention) -> dict[str, float]:
    """Return what speaks for a tenure."""
    span = tenure.person.span
    words = list(sheet.words_in(span.start, span.end)) if span else []
    share = float(scores.heads["name"][words][:, _PERSON].sum(axis=1).max()) if words else 0.5
    return {
        "rule": 1.0,
        "person": bounded_logit(share),
        "no of": float(tenure.of is None),
        "one name": float(" " not in tenure.person.name),
        tenure.status: 1.0,
    }


def weighed(
    weights: Weights, sheet: Sheet, scores: Scores, drafted: tuple[TenureMention, ...]
) -> tuple[TenureMention, ...]:
    """Return the tenures of a document in order, each with its calibrated score."""
    found = []
    for tenure in drafted:
        share = probability(weights.score("tenure", features(sheet, scores, tenure)))
        if weights.keeps("tenure", share, ruled=True):
            found.append(replace(tenure, score=round(share, 2)))
    return tuple(found)
