"""The attributions of a document: those that the rules find, and those whose cue only the encoder finds.

The encoder says of each word whether it begins a cue, and of each word beside a cue whether it belongs to the source
and to the content. Rules know where a quotation begins and ends and go on across sentences; of what is told in other
words the encoder may know better, if it is sure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from dragoman.annotate.attributions import speaker, style
from dragoman.annotate.clauses import analyse
from dragoman.annotate.encoder.session import Scores
from dragoman.annotate.encoder.sheet import Sheet
from dragoman.annotate.quotations import quotations
from dragoman.annotate.tagging import tag
from dragoman.annotate.weighing.runs import best_run, likely_runs
from dragoman.model import Attribution, Span

__all__ = ["weighed"]

CUE = 0.35
"""The share of the encoder from which a word begins a cue that no rule finds."""

ALONE = 0.7
"""The share from which it does so without a source in its sentence."""

DOUBTED = 0.1
"""The share below which a cue of the rules is none."""

RUN_COST = 3.0
"""What a piece of content costs, in logits."""

MARGIN = 2.0
"""How much likelier, in logits for each word that differs, the encoder's source or content must be than the rules'."""

SPEAKER_BIAS = 1.0
"""Added to the logit of each word as part of a source: nearly every cue has one in its sentence."""

_NEVER = -20.0


def weighed(sheet: Sheet, scores: Scores, drafted: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Return the attributions of a document in order; ``drafted`` are those that the rules find.

    The thresholds of this module were chosen on the fold of our own texts that the encoder had not seen.
    """
    found = [revised for item in drafted if (revised := _revised(sheet, scores, item)) is not None]
    for new in _unknown_to_rules(sheet, scores, drafted):
        at = (i for i, item in enumerate(found) if item.cue and new.cue and item.cue.start > new.cue.start)
        found.insert(next(at, len(found)), new)
    return tuple(found)


def _unknown_to_rules(sheet: Sheet, scores: Scores, drafted: tuple[Attribution, ...]) -> Iterator[Attribution]:
    """Yield what the encoder takes for attributions: outside quotations, and at no cue of the rules."""
    quotes = quotations(sheet.document.text)
    shares = scores.heads["cue"][:, 1]
    taken = {word for item in drafted if item.cue for word in sheet.words_in(item.cue.start, item.cue.end)}
    for word in map(int, np.flatnonzero(shares >= CUE)):
        if word in taken or any(quote.contains(sheet.span(word, word)) for quote in quotes):
            continue
        cue = _cue(sheet, word)
        beside = _Beside(sheet, scores, word, cue)
        content, source = beside.content(), beside.source()
        if taken.isdisjoint(cue) and content and (source or shares[word] >= ALONE):
            taken.update(cue)
            yield _attribution(sheet, cue, source, content, quotes)


def _attribution(
    sheet: Sheet, cue: range, source: range | None, content: tuple[range, ...], quotes: tuple[Span, ...]
) -> Attribution:
    pieces = tuple(_span(sheet, run) for run in content)
    said_by = _span(sheet, source) if source else None
    return Attribution(_span(sheet, cue), pieces, style(pieces, quotes), said_by, speaker(sheet.document, said_by))


def _revised(sheet: Sheet, scores: Scores, drafted: Attribution) -> Attribution | None:
    """Return an attribution of the rules with the source and content that are likelier, None where it is doubted."""
    if drafted.cue is None:
        return drafted
    cue = sheet.words_in(drafted.cue.start, drafted.cue.end)
    word = max(cue, key=lambda at: float(scores.heads["cue"][at, 1]))
    if scores.heads["cue"][word, 1] < DOUBTED:
        return None
    beside = _Beside(sheet, scores, word, cue)
    source, content = beside.source(), beside.content()
    if source and beside.likelier("speaker", [source], [drafted.source] if drafted.source else []):
        span = _span(sheet, source)
        drafted = replace(drafted, source=span, speaker=speaker(sheet.document, span))
    if content and beside.likelier("said", content, drafted.content):
        drafted = replace(drafted, content=tuple(_span(sheet, run) for run in content))
    return drafted


class _Beside:
    """The words of a cue's sentence with the logits of their roles beside it; the cue itself has none."""

    def __init__(self, sheet: Sheet, scores: Scores, word: int, cue: Sequence[int]) -> None:
        pairs, sentence = scores.pairs(word), _sentence(sheet, word)
        self._sheet = sheet
        self._first = max(sentence.start, pairs.first)
        last = min(sentence.stop, pairs.first + len(pairs.logits))
        self._logits = {
            "said": pairs.role("said")[self._first - pairs.first : last - pairs.first].astype(float),
            "speaker": pairs.role("speaker")[self._first - pairs.first : last - pairs.first] + SPEAKER_BIAS,
        }
        for column in self._logits.values():
            column[[at - self._first for at in cue if self._first <= at < last]] = _NEVER

    def content(self) -> tuple[range, ...]:
        """Return the likeliest pieces of content, as words of the document."""
        runs = likely_runs(self._logits["said"].tolist(), RUN_COST)
        return tuple(trimmed for run in runs if (trimmed := self._trimmed(run)))

    def source(self) -> range | None:
        """Return the likeliest source, as words of the document."""
        run = best_run(self._logits["speaker"].tolist())
        return self._trimmed(run) if run else None

    def likelier(self, role: str, runs: Sequence[range], spans: Sequence[Span]) -> bool:
        """Tell whether runs of words have a role so much more likely than spans of the same sentence."""
        told = [list(self._sheet.words_in(span.start, span.end)) for span in spans]
        inside = range(self._first, self._first + len(self._logits[role]))
        if any(at not in inside for run in told for at in run):
            return False
        gain = self._worth(role, runs) - self._worth(role, told)
        apart = {at for run in runs for at in run} ^ {at for run in told for at in run}
        return gain > MARGIN * len(apart)

    def _worth(self, role: str, runs: Sequence[Sequence[int]]) -> float:
        cost = RUN_COST if role == "said" else 0.0
        return float(sum(self._logits[role][at - self._first] for run in runs for at in run)) - cost * len(runs)

    def _trimmed(self, run: range) -> range | None:
        """Return a run as words of the document, without punctuation at its ends."""
        places = [at + self._first for at in run if any(c.isalnum() for c in self._sheet.words[at + self._first])]
        return range(places[0], places[-1] + 1) if places else None


def _cue(sheet: Sheet, word: int) -> range:
    """Return the words of the cue that a word begins: a verb with its adverbs and auxiliaries, or the word alone."""
    if sheet.words[word].lower() == "according":
        return range(word, min(word + 2, len(sheet.words)))
    sentence = _sentence(sheet, word)
    structure = analyse(tag(sheet.document.layers.tokens[sentence.start : sentence.stop]))
    at = first = word - sentence.start
    while at + 1 < len(structure.words) and structure.words[at].tag == "adv" and structure.verb_at(at) is None:
        at += 1
    verb = structure.verb_at(at)
    if verb is None:
        return range(word, word + 1)
    return range(sentence.start + min(first, verb.start), sentence.start + verb.end)


def _sentence(sheet: Sheet, word: int) -> range:
    number = sheet.sentences[word]
    return range(bisect_left(sheet.sentences, number), bisect_right(sheet.sentences, number))


def _span(sheet: Sheet, run: range) -> Span:
    return sheet.span(run[0], run[-1])
