"""The deadlines of a document: dates that rules, encoder or both take for one, weighed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from dragoman.annotate.deadline_words import gist
from dragoman.annotate.encoder.labels import DEADLINES
from dragoman.annotate.encoder.session import Scores
from dragoman.annotate.encoder.sheet import Sheet
from dragoman.annotate.measures.view import views
from dragoman.annotate.weighing.weights import Weights, bounded_logit, probability
from dragoman.edtf import days
from dragoman.model import DeadlineMention, DeadlineStatus, Timex

__all__ = ["Due", "candidates", "features", "weighed"]


@dataclass(frozen=True, slots=True)
class Due:
    """A time expression that may be a deadline; ``drafted`` is what the rules make of it."""

    timex: Timex
    date: str
    sentence: int
    share: float
    status: DeadlineStatus
    drafted: DeadlineMention | None
    elsewhere: bool
    """Whether the rules find the same deadline at another place."""
    ahead: bool


def candidates(sheet: Sheet, scores: Scores, drafted: tuple[DeadlineMention, ...]) -> Iterator[Due]:
    """Yield the dated time expressions of a document, and those that the rules date."""
    by_span = {mention.trigger: mention for mention in drafted}
    told = {mention.date for mention in drafted}
    for timex in sheet.document.layers.timexes:
        mention = by_span.get(timex.span)
        date = mention.date if mention else timex.edtf
        if date is None:
            continue
        word = sheet.word_at(timex.span.start)
        row = scores.heads["deadline"][word]
        status: DeadlineStatus = DEADLINES[1 + int(np.argmax(row[1:]))]  # type: ignore[assignment]
        ahead = sheet.published is not None and days(date).last >= days(sheet.published).first
        yield Due(timex, date, sheet.sentences[word], float(1 - row[0]), status, mention, date in told, ahead)


def features(due: Due) -> dict[str, float]:
    """Return what speaks for a deadline."""
    found = {"bias": 1.0, "share": bounded_logit(due.share), "ahead": float(due.ahead)}
    if due.drafted is not None:
        found["rule"] = 1.0
    elif due.elsewhere:
        found["rule elsewhere"] = 1.0
    return found


def weighed(
    weights: Weights, sheet: Sheet, scores: Scores, drafted: tuple[DeadlineMention, ...]
) -> tuple[DeadlineMention, ...]:
    """Return the deadlines of a document in order, one for each date, each with its calibrated score."""
    best: dict[str, tuple[float, Due]] = {}
    for due in candidates(sheet, scores, drafted):
        share = probability(weights.score("deadline", features(due)))
        if not weights.keeps("deadline", share, ruled=due.drafted is not None):
            continue
        if due.date not in best or share > best[due.date][0]:
            best[due.date] = share, due
    views_of = list(views(sheet.document)) if any(due.drafted is None for _, due in best.values()) else []
    found = []
    for share, due in best.values():
        mention = due.drafted or DeadlineMention(
            due.date, gist(views_of[due.sentence], due.timex.span), due.status,
            sheet.document.layers.sentences[due.sentence].span, due.timex.span,
        )  # fmt: skip
        found.append(replace(mention, score=round(share, 2)))
    return tuple(sorted(found, key=lambda mention: mention.trigger.start))
