"""The measures of a document: those that the rules read and those whose targets the encoder marks, weighed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from dragoman.annotate.encoder.labels import INSTRUMENTS, MEASURE_STATUSES
from dragoman.annotate.encoder.session import Scores
from dragoman.annotate.encoder.sheet import Sheet
from dragoman.annotate.measures.view import CUSTOMS_UNIONS
from dragoman.annotate.weighing.weights import Weights, bounded_logit, probability
from dragoman.model import MeasureMention, MeasureStatus, Span

__all__ = ["Aimed", "candidates", "features", "weighed"]

_FLOOR = 0.1
_ON_COUNTRIES = ("tariff", "export control", "quota", "subsidy")
"""Instruments whose targets are countries or customs unions."""
_PERCENT = ("percent", "%", "per", "pct")
_B = 2
"""The label of the target head from which on a target begins."""


@dataclass(frozen=True, slots=True)
class Aimed:
    """A measure that rules or encoder propose: its target's probability and that of its instrument."""

    mention: MeasureMention
    share: float
    instrument: float
    ruled: bool
    found_by_rules: int
    """How many measures the rules find in the document."""


def candidates(sheet: Sheet, scores: Scores, drafted: tuple[MeasureMention, ...]) -> Iterator[Aimed]:
    """Yield the measures of the rules, then those of the encoder that no rule found."""
    heads = scores.heads["target"]
    for mention in drafted:
        words = _words_of(sheet, mention)
        rows = heads[words] if words else np.zeros((1, heads.shape[1]), np.float32)
        best = rows[int(rows[:, _B:].sum(axis=1).argmax())]
        known = INSTRUMENTS.index(mention.instrument) if mention.instrument in INSTRUMENTS else len(INSTRUMENTS) - 1
        yield Aimed(mention, float(best[_B:].sum()), float(best[_B + known]), True, len(drafted))
    told = {(mention.target, mention.instrument) for mention in drafted}
    imposer = _usual_imposer(drafted)
    for mention, share, instrument in _marked(sheet, scores, imposer):
        if (mention.target, mention.instrument) not in told:
            told.add((mention.target, mention.instrument))
            yield Aimed(mention, share, instrument, False, len(drafted))


def _words_of(sheet: Sheet, mention: MeasureMention) -> list[int]:
    """Return the words of a sentence at which the target of a measure is named."""
    inside = sheet.words_in(mention.sentence.start, mention.sentence.end)
    named = sheet.names.get(mention.target or "")
    spans = [m.span for m in named.mentions] if named else []
    at = sheet.document.text.find(mention.target or "\0", mention.sentence.start, mention.sentence.end)
    spans += [Span(at, at + len(mention.target or ""))] if at >= 0 else []
    return [word for span in spans for word in sheet.words_in(span.start, span.end) if word in inside]


def _usual_imposer(drafted: tuple[MeasureMention, ...]) -> str | None:
    counted = Counter(mention.imposer for mention in drafted if mention.imposer)
    return counted.most_common(1)[0][0] if counted else None


def _marked(sheet: Sheet, scores: Scores, imposer: str | None) -> Iterator[tuple[MeasureMention, float, float]]:
    """Yield the measures whose target the encoder marks, with the probability of target and instrument."""
    rows = scores.heads["target"]
    for word in np.flatnonzero(rows[:, _B:].sum(axis=1) >= _FLOOR):
        end = int(word) + 1
        while end < len(rows) and rows[end].argmax() == 1 and sheet.sentences[end] == sheet.sentences[word]:
            end += 1
        instrument = int(rows[word, _B:-1].argmax())
        target = _target(sheet, int(word), end, INSTRUMENTS[instrument] in _ON_COUNTRIES)
        if target is None:
            continue
        rate = _rate(sheet, scores, int(word)) if INSTRUMENTS[instrument] == "tariff" else None
        status: MeasureStatus = MEASURE_STATUSES[int(scores.heads["measure"][word].argmax())]  # type: ignore[assignment]
        mention = MeasureMention(
            imposer if imposer != target else None, target, INSTRUMENTS[instrument],
            sheet.document.layers.sentences[sheet.sentences[word]].span, sheet.span(int(word), end - 1), status,
            rate=rate, unit="percent" if rate is not None else None,
        )  # fmt: skip
        yield mention, float(rows[word, _B:].sum()), float(rows[word, _B + instrument])


def _target(sheet: Sheet, word: int, end: int, country: bool) -> str | None:
    """Return the target at some words as the record writes it: the name of the mention there, else the words.

    None where the words are no name, or where ``country`` is asked for and no country or customs union stands there.
    """
    span = sheet.span(word, end - 1)
    for mention in sheet.document.layers.mentions:
        if mention.span.start <= span.start < mention.span.end:
            fits = mention.label == "country" or mention.name in CUSTOMS_UNIONS or not country
            return mention.name if fits else None
    return sheet.document.quote(span) if not country and sheet.words[word][0].isalpha() else None


def _rate(sheet: Sheet, scores: Scores, target: int) -> float | None:
    """Return the percentage of the target's sentence that is marked as a rate, the nearest where there are several."""
    marked = [
        word for word in np.flatnonzero(scores.heads["rate"][:, 1] >= 0.5)
        if sheet.sentences[word] == sheet.sentences[target] and sheet.words[word][:1].isdigit()
        and word + 1 < len(sheet.words) and sheet.words[word + 1].lower() in _PERCENT
    ]  # fmt: skip
    for word in sorted(marked, key=lambda word: abs(int(word) - target)):
        try:
            return float(sheet.words[word].replace(",", ""))
        except ValueError:
            continue
    return None


def features(aimed: Aimed) -> dict[str, float]:
    """Return what speaks for a measure."""
    known = "rule " if aimed.ruled else ""
    return {
        f"{known}bias": 1.0,
        f"{known}share": bounded_logit(aimed.share),
        f"{known}instrument": bounded_logit(aimed.instrument),
        f"{known}rate": float(aimed.mention.rate is not None),
        f"{known}{aimed.mention.instrument}": 1.0,
        "none by rules": float(aimed.found_by_rules == 0),
    }


def weighed(
    weights: Weights, sheet: Sheet, scores: Scores, drafted: tuple[MeasureMention, ...]
) -> tuple[MeasureMention, ...]:
    """Return the measures of a document in order, each with its calibrated score."""
    found = []
    for aimed in candidates(sheet, scores, drafted):
        share = probability(weights.score("measure", features(aimed)))
        if weights.keeps("measure", share, ruled=aimed.ruled):
            found.append(replace(aimed.mention, score=round(share, 2)))
    return tuple(sorted(found, key=lambda mention: mention.trigger.start))
