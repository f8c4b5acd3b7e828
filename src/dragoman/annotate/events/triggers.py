"""Where the words of the trigger table stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.annotate.clauses import NounPhrase, Structure, VerbGroup
from dragoman.model import Span
from dragoman.ontology import GAP, Frame, Trigger, noun_triggers, verb_triggers

__all__ = ["Candidate", "candidates"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words ``[start, end)`` of a sentence that may express an act: a verb and its group, or a noun and its phrase."""

    sentence: int
    structure: Structure
    trigger: Trigger
    start: int
    end: int
    verb: VerbGroup | None = None
    phrase: NounPhrase | None = None

    @property
    def frame(self) -> Frame:
        """The frame of the trigger."""
        return self.trigger.frame

    @property
    def span(self) -> Span:
        """The span of the trigger words in the text."""
        return self.structure.span(self.start, self.end)


def candidates(sentence: int, structure: Structure) -> tuple[Candidate, ...]:
    """Return the readings of a sentence's trigger words in order, verbs and longer ones first where they overlap."""
    found = (*_verbs(sentence, structure), *_nouns(sentence, structure))
    return tuple(sorted(found, key=lambda c: (c.verb is None, c.start, c.start - c.end, not c.frame.promise)))


def _verbs(sentence: int, structure: Structure) -> Iterator[Candidate]:
    for verb in structure.verbs:
        for trigger, rest_at, rest in _readings(structure, verb):
            end = verb.end if _is_about_subject(structure, verb, rest) else _match(structure, rest_at, rest)
            if end is not None:
                start = verb.start if trigger.words[0] == verb.modal else verb.end - 1
                yield Candidate(sentence, structure, trigger, start, max(end, verb.end), verb=verb)


def _readings(structure: Structure, verb: VerbGroup) -> Iterator[tuple[Trigger, int, tuple[str, ...]]]:
    """Return the triggers that a verb can begin, each with the words that must follow and from where on.

    "be concerned about" is looked up under "be", whether the tagger takes "concerned" for the verb or not; a modal is a
    trigger of its own ("must").
    """
    table = verb_triggers()
    for trigger in table.get(verb.modal or "", ()):
        yield trigger, verb.end, trigger.words[1:]
    is_be = structure.words[verb.end - 1].tag == "be"
    if verb.passive or is_be:
        for trigger in table.get("be", ()):
            yield trigger, verb.end if is_be else verb.end - 1, trigger.words[1:]
    if not is_be:
        for trigger in table.get(verb.lemma, ()):
            yield trigger, verb.end, trigger.words[1:]


def _is_about_subject(structure: Structure, verb: VerbGroup, rest: tuple[str, ...]) -> bool:
    """Tell whether a passive says of its subject what a trigger says of its object: "letters were sent"."""
    if not verb.passive or verb.kind != "finite" or len(rest) != 2 or rest[0] != GAP:
        return False
    return any(structure.words[phrase.head].lower == rest[1] for phrase in structure.subjects(verb))


def _match(structure: Structure, start: int, words: tuple[str, ...]) -> int | None:
    """Return where the rest of a trigger ends if it follows from ``start`` on."""
    at, gap = start, False
    for word in words:
        if word == GAP:
            gap = True
            continue
        found = _find(structure, at, word, gap)
        if found is None:
            return None
        at, gap = found + 1, False
    return at


_MONEY = frozenset("$€£¥")


def _find(structure: Structure, start: int, word: str, gap: bool) -> int | None:
    skipped = ("det", "owner", "adj", "num", "noun", "name", "adv", "and") if gap else ("adv", "time")
    for at in range(start, min(start + (6 if gap else 4), len(structure.words))):
        here = structure.words[at]
        if here.lower == word:
            return at
        if here.tag not in skipped and not (gap and (here.form in ("past", "gerund") or here.text in _MONEY)):
            return None
    return None


def _nouns(sentence: int, structure: Structure) -> Iterator[Candidate]:
    for phrase in structure.phrases:
        for at in range(phrase.start, phrase.end):
            word = structure.words[at]
            if word.tag not in ("noun", "name") or word.lower not in noun_triggers():
                continue
            if at + 1 < phrase.end and structure.words[at + 1].tag in ("noun", "name", "adj"):
                continue
            found = [t for t in noun_triggers()[word.lower] if _stands(structure, phrase, at, t.words)]
            for trigger in found:
                if len(trigger.words) == len(found[0].words):
                    start = at - len(trigger.words) + 1
                    yield Candidate(sentence, structure, trigger, start, at + 1, phrase=phrase)


def _stands(structure: Structure, phrase: NounPhrase, last: int, words: tuple[str, ...]) -> bool:
    """Tell whether the words of a noun trigger stand in a phrase, the last of them at this index."""
    start = last - len(words) + 1
    return start >= phrase.start and all(structure.words[start + i].lower == w for i, w in enumerate(words))
