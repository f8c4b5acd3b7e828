"""Which time expression of a sentence dates an act, and the conventions where none does.

A time expression belongs to the noun that it stands before ("Tuesday's ruling"), else to the verb whose clause it stands
in; it dates the act whose trigger is that noun or verb, or a verb that shares its clause ("arrived on Monday and met",
"met on Monday, agreeing to"). What stands inside a quotation dates nothing outside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dragoman.annotate.clauses import Structure, VerbGroup, structures
from dragoman.annotate.quotations import quotations
from dragoman.annotate.tagging import Word
from dragoman.model import Document, Span, Timex

__all__ = ["dating_timex", "event_date"]

_LIMITS = frozenset(("by", "until", "till", "before", "after", "of", "for", "than", "to", "from", "ahead"))
_CLAUSE = frozenset(("sub", "rel", "quote"))


def event_date(
    document: Document, sentence: int, trigger: Span, *, spoken: bool = False, lent: str | None = None
) -> str | None:
    """Return the date (EDTF) of the act whose trigger stands in the sentence with this index, or None.

    ``spoken`` says that the act consists in words: in a release or transcript it happens on the document's date. ``lent`` is
    the date of the encounter that the sentence continues, which counts where the sentence has no date of its own for
    the act. Needs the layers of sentences, tokens and timexes.
    """
    structure = structures(document)[sentence]
    timex = dating_timex(document, structure, trigger, spoken=spoken)
    if timex is not None:
        return _since(document, timex) or timex.edtf
    if lent is not None:
        return lent
    published = document.published
    return published.edtf if spoken and published and document.genre in ("release", "transcript") else None


def _since(document: Document, timex: Timex) -> str | None:
    """Return the interval from "since" a date to the document's own, in the units of the date."""
    start, published = timex.edtf, document.published
    lead = document.text[max(0, timex.span.start - 12) : timex.span.start].lower().split()
    if start is None or published is None or "since" not in lead[-2:] or "/" in start:
        return None
    end = published.edtf.split("/")[-1][: len(start)]
    return f"{start}/{end}" if start < end else None


def dating_timex(document: Document, structure: Structure, trigger: Span, *, spoken: bool) -> Timex | None:
    """Return the time expression of a sentence that dates the act with this trigger, or None."""
    if not structure.words:
        return None
    whole = structure.span(0, len(structure.words))
    quoted = quotations(document.text)
    here = [
        t for t in document.layers.timexes
        if t.edtf and whole.contains(t.span) and all(q.contains(trigger) for q in quoted if q.contains(t.span))
    ]  # fmt: skip
    act = _Act(structure, trigger, spoken)
    ranked = sorted((cost, number) for number, t in enumerate(here) if (cost := act.cost(t)) is not None)
    return here[ranked[0][1]] if ranked else None


@dataclass(frozen=True)
class _Act:
    """A trigger in its sentence."""

    structure: Structure
    trigger: Span
    spoken: bool

    @cached_property
    def place(self) -> tuple[int, int]:
        """The words ``[start, end)`` of the trigger."""
        return _words_in(self.structure, self.trigger)

    @cached_property
    def verb(self) -> VerbGroup | None:
        """The verb group of the trigger, None where it is a noun."""
        start, end = self.place
        return next((v for at in range(start, end) if (v := self.structure.verb_at(at))), None)

    def cost(self, timex: Timex) -> int | None:
        """Return how far a time expression is from dating this act, or None where it dates something else."""
        start, end = _words_in(self.structure, timex.span)
        if start == end:
            return None
        modified = _modified(self.structure, start, end)
        if modified is not None:
            return 0 if _overlap(modified, self.place) else None
        at = self.place[0]
        if end <= at:
            return self._before(start, end)
        return self._after(start)

    def _before(self, start: int, end: int) -> int | None:
        words, at = self.structure.words, self.place[0]
        if _lead(words, start) in _LIMITS and _lead(words, start) not in ("after", "from"):
            return None
        between = [v for v in self.structure.verbs if v.kind == "finite" and end <= v.start and v.end <= at]
        crossed = {word.tag for word in words[end:at]}
        owner = self._owner_left(start)
        if owner is not None and not self._shares(owner):
            return None
        if owner is None and between and (self._is_verb("infinitive") or crossed & _CLAUSE):
            return None
        if owner is None and between and not self._joined(between[-1]):
            return None
        return at - end

    def _owner_left(self, start: int) -> VerbGroup | None:
        """Return the verb that a time expression follows in its clause, None where the expression opens the clause."""
        words = self.structure.words
        at = start - 1
        while at >= 0:
            if words[at].tag in ("quote", "punct", "sub", "rel"):
                return None
            if words[at].tag in ("comma", "and") and at >= start - 2:
                return None
            if verb := self.structure.verb_at(at):
                return verb
            at -= 1
        return None

    def _shares(self, owner: VerbGroup) -> bool:
        """Tell whether the trigger is the verb's own object or goes on with its clause."""
        if self.verb is None:
            return False
        crossed = {word.tag for word in self.structure.words[owner.end : self.verb.start]}
        return not crossed & _CLAUSE and (self.verb.kind == "gerund" or self._joined(owner))

    def _joined(self, verb: VerbGroup) -> bool:
        """Tell whether "and" or a participle carries the clause of a verb on to the trigger."""
        if self.verb is None:
            return False
        tags = [word.tag for word in self.structure.words[verb.end : self.verb.start]]
        return self.verb.kind == "gerund" or "and" in tags

    def _is_verb(self, kind: str) -> bool:
        return self.verb is not None and self.verb.kind == kind

    def _after(self, start: int) -> int | None:
        words, end = self.structure.words, self.place[1]
        lead = _lead(words, start)
        if lead in _LIMITS:
            return None
        between = words[end:start]
        if any(v.start >= end and v.end <= start for v in self.structure.verbs):
            return None
        if any(word.tag in _CLAUSE for word in between):
            return None
        if self.spoken and len(between) > 6:
            return None
        return len(between)


def _lead(words: tuple[Word, ...], start: int) -> str:
    """Return the preposition before a time expression, past "the", "early" and the like."""
    for at in range(start - 1, max(-1, start - 4), -1):
        if words[at].tag in ("prep", "sub", "to"):
            return words[at].lower
        if words[at].tag not in ("det", "adj", "adv"):
            break
    return ""


def _modified(structure: Structure, start: int, end: int) -> tuple[int, int] | None:
    """Return the words of the noun phrase whose noun a time expression stands before, or None."""
    words = structure.words
    if end >= len(words):
        return None
    owned = words[end].lower in ("'s", "’s")
    phrase = structure.phrase_at(end + 1 if owned and end + 1 < len(words) else end)
    if phrase is None or phrase.head < end:
        return None
    if owned or (words[start - 1].tag in ("det", "owner", "adj") if start else False):
        return end, phrase.reach
    opened = _lead(words, start) in ("on", "in", "at", "during", "since")
    return None if opened or words[end].tag != "noun" else (end, phrase.reach)


def _words_in(structure: Structure, span: Span) -> tuple[int, int]:
    found = [at for at, word in enumerate(structure.words) if word.span.overlaps(span)]
    return (found[0], found[-1] + 1) if found else (0, 0)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
