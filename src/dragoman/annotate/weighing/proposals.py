"""Acts that the rules, the encoder or both propose, each at its trigger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.annotate.encoder.labels import TRIGGERS
from dragoman.annotate.encoder.session import Scores
from dragoman.annotate.encoder.sheet import Sheet
from dragoman.annotate.weighing.weights import bounded_logit
from dragoman.model import EVENT_TYPES, EventMention, EventType

__all__ = ["Proposal", "clusters", "features"]

_FLOOR = 0.08
"""The least probability at which a type found by the encoder alone is weighed at all."""
_INSIDE = len(TRIGGERS) - 1


@dataclass(frozen=True, slots=True)
class Proposal:
    """An act of a type whose trigger is words ``[word, end)``.

    ``share`` is the encoder's probability of the type there, ``some`` that of any act; ``drafted`` what the rules make
    of the same trigger, be it of this type or another.
    """

    word: int
    end: int
    type: EventType
    share: float
    some: float
    drafted: EventMention | None

    @property
    def agreed(self) -> bool:
        """Whether the rules find an act of this type here."""
        return self.drafted is not None and self.drafted.type == self.type


def clusters(sheet: Sheet, scores: Scores, drafted: Iterable[EventMention]) -> Iterator[list[Proposal]]:
    """Yield the proposals by trigger, those of one trigger being rivals of which one at most holds."""
    taken: set[int] = set()
    told = list(drafted)
    for event in told:
        words = sheet.words_in(event.trigger.start, event.trigger.end)
        taken.update(words)
        yield list(_at_draft(scores, event, words))
    again = _told_again(sheet, told)
    for word in range(len(sheet.words)):
        if word in taken:
            continue
        row = scores.heads["trigger"][word]
        best = int(row[1:_INSIDE].argmax()) + 1
        kind = EVENT_TYPES[best - 1]
        if row[best] < _FLOOR or (sheet.sentences[word], kind) in again:
            continue
        end = word + 1
        while end < len(sheet.words) and end - word < 4 and end not in taken and _goes_on(scores, sheet, word, end):
            end += 1
        taken.update(range(word, end))
        yield [Proposal(word, end, kind, float(row[best]), float(row[1:_INSIDE].sum()), None)]


def _goes_on(scores: Scores, sheet: Sheet, word: int, at: int) -> bool:
    return sheet.sentences[at] == sheet.sentences[word] and int(scores.heads["trigger"][at].argmax()) == _INSIDE


def _at_draft(scores: Scores, event: EventMention, words: range) -> Iterator[Proposal]:
    rows = scores.heads["trigger"][words.start : words.stop, 1:_INSIDE]
    best = rows.max(axis=0)
    some = float(rows.sum(axis=1).max())
    word = words.start + int(rows.sum(axis=1).argmax())
    for kind, share in zip(EVENT_TYPES, best, strict=True):
        if kind == event.type or share >= _FLOOR:
            yield Proposal(word, words.stop, kind, float(share), some, event)


def _told_again(sheet: Sheet, drafted: Iterable[EventMention]) -> set[tuple[int, EventType]]:
    """Return the sentences in which the rules find an act told again, with its type."""
    return {
        (sheet.sentences[sheet.word_at(span.start)], event.type)
        for event in drafted for span in event.also if span != event.sentence
    }  # fmt: skip


def features(proposal: Proposal) -> dict[str, float]:
    """Return what speaks for an act of this type at its trigger."""
    share, drafted = bounded_logit(proposal.share), proposal.drafted
    found = {
        "bias": 1.0,
        proposal.type: 1.0,
        "share": share,
        "some": bounded_logit(proposal.some),
    }
    if drafted is None:
        return found
    if not proposal.agreed:
        return found | {"rival": 1.0}
    named = bool(drafted.actors) + bool(drafted.recipients)
    return found | {"rule": 1.0, "rule score": drafted.score, "rule named": named, "rule share": share,
                    f"rule {proposal.type}": 1.0}  # fmt: skip
