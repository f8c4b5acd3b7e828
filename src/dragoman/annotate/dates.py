"""Which time expression of a sentence dates an act, and the conventions where none does.

A time expression belongs to the noun before which it stands ("Tuesday's ruling"), else to the verb of its clause; it
dates the act whose trigger is that noun or verb, or a verb that shares its clause ("arrived on Monday and met",
"met on Monday, agreeing to"). What stands inside a quotation dates nothing outside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from dragoman.annotate.clauses import NounPhrase, Structure, VerbGroup, analyse
from dragoman.annotate.quotations import quotations
from dragoman.annotate.tagging import Word, tag
from dragoman.model import Document, Span, Timex

__all__ = ["date_from", "dating_timex", "event_date"]

_NOT_WHEN = frozenset(("by", "until", "till", "before", "after", "of", "for", "than", "to", "from", "ahead"))
"""Prepositions whose date is a limit, a topic or a name, and not when the act took place."""
_LENDING = frozenset((
    "meet", "host", "hold", "attend", "join", "participate", "convene", "deliver", "speak", "take", "happen", "occur",
    "start", "begin", "open", "launch", "conclude", "end", "make", "issue", "gather", "schedule", "set", "slate",
    "plan", "have",
))  # fmt: skip
"""Verbs that say no more than that the thing they go with takes place."""
_WANTING = frozenset((
    "agree", "plan", "promise", "pledge", "vow", "want", "hope", "intend", "ask", "urge", "call", "order", "decide",
    "refuse", "decline", "threaten", "propose", "invite", "announce", "say", "seek", "tell", "commit", "look",
))  # fmt: skip
"""Verbs whose infinitive is still to come: their date is not its date."""
_MOVING = frozenset(("extend", "move", "postpone", "delay", "shift", "push", "put", "defer", "prolong", "reschedule"))
"""Verbs whose "from … to …" says what is moved."""
_ASIDE = frozenset(("after", "following", "before", "despite", "amid"))
_CLAUSE = frozenset(("sub", "rel", "quote"))
_SAME_TIME = frozenset(("when", "while", "whilst", "where", "as"))


def event_date(
    document: Document,
    sentence: int,
    trigger: Span,
    *,
    spoken: bool = False,
    lent: str | None = None,
    structure: Structure | None = None,
) -> str | None:
    """Return the date (EDTF) of the act whose trigger stands in the sentence with this index, or None.

    ``spoken`` says that the act consists in words: in a release or transcript it happens on the document's date.
    ``lent`` is the date of the encounter that the sentence continues, which counts where the sentence has no date of
    its own for the act. ``structure`` saves the work where the caller has analysed the sentence. Needs the layers of
    sentences, tokens and timexes.
    """
    if structure is None:
        structure = analyse(tag([token for token in document.layers.tokens if token.sentence == sentence]))
    timex = dating_timex(document, structure, trigger, spoken=spoken)
    if timex is not None:
        return date_from(document, timex)
    if lent is not None:
        return lent
    verb = next((v for v in structure.verbs if structure.span(v.start, v.end).overlaps(trigger)), None)
    released = document.genre in ("release", "transcript") and not (verb is not None and verb.perfect)
    return document.published.edtf if spoken and released and document.published else None


def _both(document: Document, timex: Timex) -> str | None:
    """Return the interval of two days joined by "and" ("on June 24 and 25")."""
    layer = document.layers.timexes
    at = layer.index(timex)
    for left, right in ((at - 1, at), (at, at + 1)):
        if left < 0 or right >= len(layer):
            continue
        first, last = layer[left], layer[right]
        joined = document.text[first.span.end : last.span.start] == " and "
        if joined and first.edtf and last.edtf and len(first.edtf) == len(last.edtf) == 10 and first.edtf < last.edtf:
            return f"{first.edtf}/{last.edtf}"
    return None


def date_from(document: Document, timex: Timex) -> str | None:
    """Return the date that a time expression gives an act: its own, from it until now, or both days of "24 and 25"."""
    return _since(document, timex) or _both(document, timex) or timex.edtf


_SINCE = re.compile(r"\bsince (?:\S+ ){0,4}$", re.IGNORECASE)


def _since(document: Document, timex: Timex) -> str | None:
    """Return the interval from "since" a date to the document's own, in the units of the date."""
    start, published = timex.edtf, document.published
    lead = document.text[max(0, timex.span.start - 40) : timex.span.start]
    if start is None or published is None or "/" in start or not _SINCE.search(lead):
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
        noun = _modified(self.structure, start, end)
        if noun is not None and _overlap((end, noun.reach), self.place):
            return 0
        if noun is not None:
            if noun.prep is None or self.structure.words[noun.prep].lower not in ("in", "during", "at"):
                return None
            start, end = noun.prep, noun.reach  # "during Monday's session" says when, too
        elif not self._says_when(start, timex):
            return None
        return self._before(start, end) if end <= self.place[0] else self._after(start)

    def _says_when(self, start: int, timex: Timex) -> bool:
        lead = _lead(self.structure.words, start)
        as_of = lead == "of" and start > 1 and self.structure.words[start - 2].lower == "as"
        if lead == "from" and "/" in (timex.edtf or ""):
            owner = self._owner_left(start)
            return owner is None or owner.lemma not in _MOVING
        if as_of:
            return True
        if lead == "for" and self.structure.words[start - 2].lower in ("scheduled", "set", "slated", "planned"):
            return True
        if lead in ("of", "from") and self.verb is None:
            return 0 <= start - self.place[1] <= 6  # "the statement of 2 March"
        return lead not in _NOT_WHEN

    # --- an expression before the trigger

    def _before(self, start: int, end: int) -> int | None:
        owner = self._owner_left(start)
        if owner is not None and not self._opens(owner):
            return self._after_other(owner, end)
        if self._in_aside(start):
            return None
        between = [v for v in self.structure.verbs if v.kind == "finite" and end <= v.start and v.end <= self.place[0]]
        if self.verb is None:
            lent = not between or (len(between) == 1 and between[0].lemma in _LENDING)
            return self.place[0] - end if lent else None
        if between and not self._goes_on(between[-1], list_like=True):
            return None
        return self.place[0] - end

    def _opens(self, owner: VerbGroup) -> bool:
        """Tell whether a verb belongs to an opening phrase ("During a debate aired on Tuesday, Lee said")."""
        words = self.structure.words
        closed = any(word.tag == "comma" for word in words[owner.end : self.place[0]])
        return closed and words[0].lower in ("during", "in", "at")

    def _in_aside(self, start: int) -> bool:
        """Tell whether the expression is in an opening phrase about something else ("After his conviction in May")."""
        first = self.structure.words[0]
        return first.lower in _ASIDE and start > 1 and not self.structure.words[1].span.overlaps(
            self.structure.words[start].span
        )  # fmt: skip

    def _owner_left(self, start: int) -> VerbGroup | None:
        """Return the verb that a time expression follows in its clause, None where the expression opens the clause."""
        words = self.structure.words
        for at in range(start - 1, -1, -1):
            word = words[at]
            if word.tag in ("quote", "sub", "rel") or (word.tag == "punct" and word.text not in _DASHES):
                return None
            opens = at == start - 1 or (at == start - 2 and words[start - 1].tag in ("prep", "adv", "det", "sub"))
            if word.tag in ("comma", "and") and opens:
                return None
            if verb := self.structure.verb_at(at):
                return verb
        return None

    def _after_other(self, owner: VerbGroup, end: int) -> int | None:
        """Return the cost of an expression that belongs to another verb, to the left, which lends it to the trigger."""
        if owner.kind == "reduced":
            return None
        between = [v for v in self.structure.verbs if v.start >= end and v.end <= self.place[0]]
        if self.verb is not None:
            then = self.structure.words[owner.end : self.place[0]]
            blocked = any(v.kind == "finite" for v in between) and not any(w.lower in _SAME_TIME for w in then)
            return self.place[0] - end + 10 if not blocked and self._goes_on(owner, list_like=False) else None
        crossed = any(word.tag in ("sub", "rel") for word in self.structure.words[end : self.place[0]])
        near = self.place[0] - end <= _NOUN_REACH and not between and not crossed
        return self.place[0] - end + 10 if near and (owner.lemma in _LENDING or self._during()) else None

    def _during(self) -> bool:
        """Tell whether the trigger is the occasion of what happens ("during a meeting")."""
        phrase = self.structure.phrase_at(self.place[0])
        return phrase is not None and phrase.prep is not None and self.structure.words[phrase.prep].lower == "during"

    def _goes_on(self, verb: VerbGroup, *, list_like: bool) -> bool:
        """Tell whether the trigger goes on with the clause of a verb: by "and", as a participle, by "when", "to".

        ``list_like`` lets the next clause have a subject of its own ("On Monday A came, B left and C stayed").
        """
        if self.verb is None:
            return False
        between = self.structure.words[verb.end : self.verb.start]
        crossed = [word for word in between if word.tag in _CLAUSE or word.lower in _SAME_TIME]
        if any(word.lower not in _SAME_TIME for word in crossed):
            return False
        if self.verb.kind == "infinitive":
            return verb.lemma not in _WANTING
        if crossed or self.verb.kind == "gerund":
            return True
        if list_like:
            return any(word.tag in ("and", "comma") for word in between)
        return bool(between) and next(w for w in reversed(between) if w.tag != "adv" or w is between[0]).tag == "and"

    # --- an expression after the trigger

    def _after(self, start: int) -> int | None:
        end = self.place[1]
        leads = (at for at in range(start - 1, max(end, start - 4) - 1, -1) if _is_lead(self.structure.words[at]))
        start = next(leads, start)
        between = self.structure.words[end:start]
        verbs = [v for v in self.structure.verbs if v.end > end and v.end <= start]
        lent = [verb for verb in verbs if verb.lemma in _LENDING]
        light = {*lent, *(v for v in verbs if v.lemma == "be" and any(v.end == other.start for other in lent))}
        if self.verb is None and lent and all(verb in light or verb.kind in ("gerund", "reduced") for verb in verbs):
            return len(between)  # "the meeting of all three took place on Monday"
        quotes = sum(word.tag == "quote" for word in between)
        if quotes % 2 or any(word.tag in ("sub", "rel") and word.lower != "as" for word in between):
            return None
        if any(v.kind == "finite" for v in verbs):
            return None
        if self.spoken and (verbs or len(between) > _REACH):
            return None
        wanting = self.verb is not None and self.verb.lemma in _WANTING
        return None if verbs and (wanting or self.verb is None) else len(between) + 20 * len(verbs)


_DASHES = frozenset(("-", "‐", "–", "—"))
_NOUN_REACH = 16
"""Words between "met on Monday" and the occasion ("at the forum") that share the date (tried on the train gold)."""
_REACH = 10
"""Words between a verb of speech and its date; what stands farther off dates what is said (tried on the train gold)."""


def _is_lead(word: Word) -> bool:
    return word.tag in ("prep", "sub", "to")


def _lead(words: tuple[Word, ...], start: int) -> str:
    """Return the preposition before a time expression, past "the", "early" and the like."""
    for at in range(start - 1, max(-1, start - 4), -1):
        if _is_lead(words[at]):
            return words[at].lower
        if words[at].tag not in ("det", "adj", "adv"):
            break
    return ""


def _modified(structure: Structure, start: int, end: int) -> NounPhrase | None:
    """Return the noun phrase whose noun a time expression stands before ("Monday's session"), or None."""
    words = structure.words
    if end >= len(words):
        return None
    owned = words[end].lower in ("'s", "’s")
    phrase = structure.phrase_at(end + 1 if owned and end + 1 < len(words) else end)
    if phrase is None or phrase.head < end:
        return None
    before = words[start - 1].tag if start else "punct"
    if owned or before in ("det", "owner", "adj"):
        return _from(phrase, words, start)
    bare = before in ("prep", "punct", "comma", "and") and _lead(words, start) not in _WHEN
    return _from(phrase, words, start) if bare and words[end].tag == "noun" else None


_WHEN = frozenset(("on", "in", "at", "during", "since"))


def _from(phrase: NounPhrase, words: tuple[Word, ...], start: int) -> NounPhrase:
    """Return a phrase with the preposition that stands before its time expression."""
    at = start - 1
    while at >= 0 and words[at].tag in ("det", "owner", "adj", "name"):
        at -= 1
    return replace(phrase, prep=at if at >= 0 and words[at].tag == "prep" else None)


def _words_in(structure: Structure, span: Span) -> tuple[int, int]:
    found = [at for at, word in enumerate(structure.words) if word.span.overlaps(span)]
    return (found[0], found[-1] + 1) if found else (0, 0)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
