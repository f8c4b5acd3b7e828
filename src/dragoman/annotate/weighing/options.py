"""Choices of one among several: date, place, status, mode and content of an act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from dragoman.annotate.encoder.session import Pairs, Scores
from dragoman.annotate.encoder.sheet import Named, Sheet
from dragoman.annotate.weighing.proposals import Proposal
from dragoman.annotate.weighing.weights import Weights
from dragoman.model import MODES, STATUSES, Span

__all__ = ["Options", "chosen", "contents", "dates", "modes", "places", "statuses"]

Option = TypeVar("Option")
Options = Mapping[Option, dict[str, float]]
"""Each option with its features."""


def chosen(weights: Weights, decision: str, options: Options[Option]) -> Option:
    """Return the option with the highest weighted sum."""
    return max(options, key=lambda option: weights.score(decision, options[option]))


def dates(sheet: Sheet, scores: Scores, pairs: Pairs, proposal: Proposal) -> Options[str | None]:
    """Return the dates that an act may have: none, that of publication, those of the window, that of the rules."""
    first, last = pairs.first, pairs.first + len(pairs.logits)
    pointed = pairs.role("time")
    none, published = (float(x) for x in scores.heads["dating"][proposal.word])
    logits: dict[str | None, list[float]] = {None: [none]}
    if sheet.published:
        logits[sheet.published] = [published]
    here = {value for word, value in sheet.dates if sheet.sentences[word] == sheet.sentences[proposal.word]}
    for word, value in sheet.dates:
        if first <= word < last:
            logits.setdefault(value, []).append(float(pointed[word - first]))
    total = np.logaddexp.reduce([x for group in logits.values() for x in group])
    found = {value: {"log share": float(np.logaddexp.reduce(group) - total)} for value, group in logits.items()}
    return _with_rule(found, proposal, proposal.drafted.date if proposal.drafted else None, here)


def _with_rule(
    found: dict[str | None, dict[str, float]], proposal: Proposal, ruled: str | None, here: set[str]
) -> dict[str | None, dict[str, float]]:
    if proposal.drafted is not None:
        trust = "" if proposal.agreed else " rival"
        near = " here" if ruled in here else ""
        row = found.setdefault(ruled, {"log share": -6.0})
        row["rule none" + trust if ruled is None else "rule" + near + trust] = 1.0
    found.setdefault(None, {"log share": -6.0})["none"] = 1.0
    return found


def places(sheet: Sheet, scores: Scores, pairs: Pairs, proposal: Proposal) -> Options[str | None]:
    """Return the places that an act may have: none, names of the window, that of the rules."""
    first, last = pairs.first, pairs.first + len(pairs.logits)
    column = pairs.role("place")
    found: dict[str | None, dict[str, float]] = {None: {}}
    for named in sheet.names.values():
        rows = [head - first for head in named.heads if first <= head < last]
        if rows and named.mentions[0].label in ("place", "country", "organisation"):
            near = any(sheet.sentences[head] == sheet.sentences[proposal.word] for head in named.heads)
            logit = float(np.logaddexp.reduce(column[rows]))
            found[_written(sheet, named)] = {"logit": logit, "some": 1.0, "here": float(near)}
    ruled = proposal.drafted.place if proposal.drafted else None
    if proposal.drafted is not None:
        row = found.setdefault(ruled, {"logit": -3.0, "some": 1.0})
        row["rule none" if ruled is None else "rule"] = 1.0
    return found


def _written(sheet: Sheet, named: Named) -> str:
    """Return a place by the words of its mention where it is a metonym for its country ("Seoul")."""
    mention = named.mentions[0]
    return sheet.document.quote(mention.span) if mention.metonym else named.name


def statuses(scores: Scores, proposal: Proposal) -> Options[str]:
    """Return each status with its features."""
    return _labels(scores, proposal, "status", STATUSES, proposal.drafted.status if proposal.drafted else None)


def modes(scores: Scores, proposal: Proposal) -> Options[str]:
    """Return each mode of an encounter with its features."""
    return _labels(scores, proposal, "mode", MODES, proposal.drafted.mode if proposal.drafted else None)


def _labels(
    scores: Scores, proposal: Proposal, head: str, labels: tuple[str, ...], ruled: str | None
) -> dict[str, dict[str, float]]:
    row = np.log(np.maximum(scores.heads[head][proposal.word], 1e-4))
    trust = "" if proposal.agreed else " rival"
    found = {label: {"log share": float(share), label: 1.0} for label, share in zip(labels, row, strict=True)}
    if ruled in found:
        found[ruled] |= {f"rule{trust}": 1.0, f"rule {ruled}": 1.0}
    return found


@dataclass(frozen=True, slots=True)
class _Ends:
    """The log probabilities of where a content starts and ends, over the words of the trigger's sentence."""

    words: list[int]
    start: list[float]
    end: list[float]


def contents(sheet: Sheet, pairs: Pairs, proposal: Proposal) -> Options[Span | None]:
    """Return the contents that an act may have: none, that of the encoder, that of the rules."""
    ends = _ends(sheet, pairs, proposal)
    none = ends.words.index(proposal.word)
    found: dict[Span | None, dict[str, float]] = {None: {"log share": ends.start[none] + ends.end[none], "none": 1.0}}
    best, share = _best(ends, none)
    if best is not None:
        found[sheet.span(*best)] = {"log share": share, "encoder": 1.0}
    drafted = proposal.drafted
    if drafted is not None and drafted.content is not None:
        words = sheet.words_in(drafted.content.start, drafted.content.end)
        share = -8.0
        if words and words[0] in ends.words and words[-1] in ends.words:
            share = ends.start[ends.words.index(words[0])] + ends.end[ends.words.index(words[-1])]
        found.setdefault(drafted.content, {"log share": share})["rule"] = 1.0
    elif drafted is not None:
        found[None]["rule none"] = 1.0
    return found


def _ends(sheet: Sheet, pairs: Pairs, proposal: Proposal) -> _Ends:
    inside = range(pairs.first, pairs.first + len(pairs.logits))
    words = [word for word in inside if sheet.sentences[word] == sheet.sentences[proposal.word]]
    rows = [word - pairs.first for word in words]
    logs = []
    for pointer in ("start", "end"):
        column = pairs.role(pointer)[rows]
        logs.append((column - np.logaddexp.reduce(column)).tolist())
    return _Ends(words, *logs)


def _best(ends: _Ends, none: int) -> tuple[tuple[int, int] | None, float]:
    """Return the likeliest first and last word that are not the trigger's own, and their log probability."""
    best, share = None, float("-inf")
    starts = sorted((i for i in range(len(ends.words)) if i != none), key=lambda i: -ends.start[i])[:5]
    for i in starts:
        for j in range(i, len(ends.words)):
            if j != none and ends.start[i] + ends.end[j] > share:
                best, share = (ends.words[i], ends.words[j]), ends.start[i] + ends.end[j]
    return best, max(share, -12.0)
