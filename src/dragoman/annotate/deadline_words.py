"""A few words of our own for what a deadline is about: a head noun phrase and its predicate, for a register.

The words come from the shallow structure of the sentence: what a "deadline for …" names, else the verb that governs the
date with its subject and object ("tariffs on nickel take effect", "working group to report"), else the noun phrase
beside the date. A phrase is taken whole or not at all, so that nothing ends in its middle.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from dragoman.annotate.clauses import NounPhrase, Structure, VerbGroup, analyse
from dragoman.annotate.measures.view import View
from dragoman.annotate.phrases import NOMINAL
from dragoman.annotate.tagging import tag
from dragoman.model import Span

__all__ = ["gist"]

_LONGEST = 12
"""Words that a register has room for."""
_DEADLINES = frozenset({"deadline", "deadlines", "cut-off", "cutoff", "expiry"})
_ATTACHING = frozenset({"of", "on", "with", "for", "between", "against", "from", "about", "over", "to", "in"})
_TO_DATE = frozenset({"by", "until", "till", "through", "from", "on", "at", "in", "before", "to", "of", "within"})
_HOLDS = frozenset({"until", "till", "through"})
_BRINGS = frozenset({"impose", "levy", "introduce", "slap", "enforce", "implement", "raise", "apply", "reimpose"})
_WANTS = frozenset({"want", "hope", "seek", "agree", "pledge", "commit", "aim", "call", "push", "need", "demand"})
_POSTPONES = frozenset({"postpone", "delay", "defer", "push", "move", "put", "shift"})
_PROLONGS = frozenset({"extend", "prolong", "renew"})
_SAYS = frozenset({"say", "tell", "report", "add", "announce"})
_PREPARES = frozenset({"set", "due", "expected", "scheduled", "slated", "supposed", "likely", "first", "initially"})
_PARTICLES = frozenset({"down", "out", "in", "back", "over"})
_PARTICLE_VERBS = {"kick in": "takes effect", "run out": "ends", "set in": "takes effect", "phase out": "ends"}
_EXTENSION = re.compile(r"(?:further |new )?(?:extension|prolongation) of (?:the |a |an )?", re.IGNORECASE)
_CONTRACTED = re.compile(r"[’'](?:m|ve|re|ll|d)$")
_INTENDING = re.compile(r" (?:intend|plan|prepare|hope|aim|want|seek|vow)s?$")
_QUOTES = re.compile(r"[“”\"]")


@dataclass(frozen=True, slots=True)
class _Reader:
    """The sentence around a date: its structure, the words ``[start, end)`` of the date, and the word that leads to it.

    ``lead`` is the preposition before the date ("until"), or an empty string.
    """

    view: View
    structure: Structure
    start: int
    end: int
    lead: str

    def words(self, start: int, end: int) -> str:
        """Return the text of words, without an article before or a comma after them."""
        words = self.structure.words
        while start < end - 1 and (words[start].tag in ("det", "owner", "adv") or words[start].lower in _ATTACHING):
            start += 1
        if start >= end or not any(word.text[0].isalpha() for word in words[start:end]):
            return ""
        quote = self.view.document.quote(self.structure.span(start, end))
        return " ".join(_QUOTES.sub("", quote).split()).strip(" ,")

    def phrase(self, phrase: NounPhrase, room: int = _LONGEST) -> str:
        """Return a noun phrase with what is attached to it, as far as it fits; a pronoun as whom it means."""
        head = self.structure.words[phrase.head]
        if head.tag in ("pron", "det") or _CONTRACTED.search(head.text):
            return self._meant(phrase)
        if name := self._person(phrase):
            return name
        end = longest = phrase.end
        limit = self.start if phrase.start < self.start else len(self.structure.words)
        while (end := self._attached_end(end, limit)) > longest:
            if end - phrase.start > room:
                break
            longest = end
        return self.words(phrase.start, longest)

    def _attached_end(self, end: int, limit: int) -> int:
        """Return where the phrase that is attached at a position ends, the position itself where none is."""
        words = self.structure.words
        if end + 1 >= limit or not (words[end].lower in _ATTACHING or words[end].tag == "quote"):
            return end
        following = self.structure.phrase_at(end + 1)
        return end if following is None or following.end > limit or following.start != end + 1 else following.end

    def _person(self, phrase: NounPhrase) -> str:
        head = self.structure.words[phrase.head].span.start - self.view.span.start
        party = next((p for p in self.view.parties if p.start <= head < p.end and p.form == "name"), None)
        return party.name if party is not None and party.label == "person" else ""

    def _meant(self, phrase: NounPhrase) -> str:
        word = self.structure.words[phrase.head]
        at = word.span.start - self.view.span.start
        if word.lower in ("it", "this", "that") and (thing := _subject_before(self.view)):
            return thing
        party = next((p for p in self.view.parties if p.start == at and p.name[:1].isupper()), None)
        if party is not None and party.name.lower() != word.lower:
            return party.name
        return _subject_before(self.view) if word.lower == "they" else ""

    def antecedent(self, phrase: NounPhrase) -> str:
        """Return the whole phrase before a relative pronoun whose last noun phrase is this one."""
        words, base = self.structure.words, phrase
        while base.start > 1 and words[base.start - 1].lower in _ATTACHING | {"and"}:
            previous = self.structure.phrase_at(base.start - 2)
            if previous is None or phrase.end - previous.start > 9:
                break
            base = previous
        return self.words(base.start, phrase.end)


def gist(view: View, date: Span) -> str:
    """Return what is due on a date of a sentence, in at most about twelve words; ``date`` is a span of the document."""
    structure = _structure(view, view.index)
    words = structure.words
    inside = [i for i, word in enumerate(words) if word.span.start < date.end and date.start < word.span.end]
    if not inside:
        return "deadline"
    before = [word.lower for word in words[max(inside[0] - 4, 0) : inside[0]] if word.lower in _TO_DATE]
    lead = next((word for word in before if word in _HOLDS), before[-1] if before else "")
    reader = _past_deadline(_Reader(view, structure, inside[0], inside[-1] + 1, lead))
    return _of_deadline(reader) or _of_verb(reader) or _of_unknown_verb(reader) or _beside(reader) or "deadline"


def _structure(view: View, index: int) -> Structure:
    tokens = view.document.layers.tokens
    first, last = (bisect_left(tokens, sentence, key=lambda token: token.sentence) for sentence in (index, index + 1))
    return analyse(tag(tokens[first:last]))


def _subject_before(view: View) -> str:
    """Return the noun phrase that the sentence before begins with: what "it" goes on about."""
    if view.index == 0:
        return ""
    structure = _structure(view, view.index - 1)
    first = next((p for p in structure.phrases if p.prep is None), None)
    if first is None or structure.words[first.head].tag in ("pron", "name"):
        return ""
    return _Reader(view, structure, len(structure.words), len(structure.words), "").phrase(first, 8)


# --- the word "deadline" ----------------------------------------------------------------------------------------


def _of_deadline(reader: _Reader) -> str:
    """Return what the word "deadline" beside the date names: "for NP", "to do", or the noun before it."""
    words = reader.structure.words
    near = [i for i, word in enumerate(words) if word.lower in _DEADLINES and i < reader.end + 3]
    if not near:
        return ""
    at = near[-1]
    for position in (at + 1, reader.end):
        if (phrase := _behind(reader, position, "for")) is not None:
            return f"{reader.phrase(phrase, 9)} due"
        following = reader.structure.verb_at(position) if position < len(words) else None
        if following is not None and following.kind == "infinitive":
            return f"to {following.lemma} {_object(reader, following)}".strip()
    if at and words[at - 1].tag in ("noun", "name") and at - 1 != reader.end - 1:
        return f"{words[at - 1].text} deadline"
    return "deadline" if at < reader.start else ""


def _past_deadline(reader: _Reader) -> _Reader:
    """Take "before the deadline of" for part of the date: the verb tells what is due."""
    words = reader.structure.words
    at = reader.start - 2
    if at < 1 or words[at].lower not in _DEADLINES or words[at + 1].lower != "of":
        return reader
    phrase = reader.structure.phrase_at(at)
    start = phrase.start if phrase is not None else at
    before = start and words[start - 1].lower in ("before", "by", "until", "to")
    return replace(reader, start=start, lead=words[start - 1].lower) if before else reader


def _behind(reader: _Reader, at: int, preposition: str) -> NounPhrase | None:
    words = reader.structure.words
    if at + 1 < len(words) and words[at].lower == preposition:
        return reader.structure.phrase_at(at + 1)
    return None


# --- the verb that governs the date -----------------------------------------------------------------------------


def _of_verb(reader: _Reader) -> str:
    """Return the clause of the verb that governs the date: the verb before it, or an infinitive right behind it."""
    structure = reader.structure
    before = [v for v in structure.verbs if v.end <= reader.start and not _crossed(reader, v)]
    after = structure.verb_at(reader.end) if reader.end < len(structure.words) else None
    if not before:
        return ""
    verb = before[-1]
    if after is not None and after.kind == "infinitive" and verb.lemma in ("have", "give", "be"):
        given = _object(reader, verb) if verb.lemma == "give" and not verb.passive else ""
        return _doing(reader, after, given or _subject(reader, verb))
    said = verb.lemma in _SAYS and verb.kind == "finite" and not verb.modal
    return "" if said else _predicate(reader, verb)


def _crossed(reader: _Reader, verb: VerbGroup) -> bool:
    """Whether a clause border or another verb, unknown as such, lies between a verb and the date."""
    between = reader.structure.words[verb.end : reader.start]
    return any(word.tag in ("sub", "rel", "modal", "to") and word.lower not in _TO_DATE for word in between) or any(
        word.text in (";", ":") for word in between
    )


def _predicate(reader: _Reader, verb: VerbGroup) -> str:
    tail = {word.lower for word in reader.structure.words[verb.end : reader.start]}
    subject, complement = _subject(reader, verb), _object(reader, verb)
    if tail & {"effect", "force"}:
        return _agreeing(subject, "takes effect")
    if extended := _EXTENSION.match(complement):
        return _agreeing(complement[extended.end() :], "ends")
    if verb.lemma in _BRINGS and not verb.passive and complement:
        return _agreeing(complement, "takes effect")
    moved = subject if verb.passive else complement
    if verb.lemma in _POSTPONES | _PROLONGS and moved:
        return f"{moved} due" if verb.lemma in _POSTPONES else _agreeing(moved, "ends")
    if verb.lemma in ("expire", "lapse", "end") or "out" in tail:
        return _agreeing(subject, "expires" if verb.lemma == "expire" else "ends")
    if verb.passive:
        return _passive(reader, verb, subject)
    if verb.lemma == "be":
        return _copula(reader, verb, subject)
    if verb.lemma in _WANTS and reader.lead not in _HOLDS:
        return f"{complement} due" if complement else ""
    return _doing(reader, verb, subject)


def _passive(reader: _Reader, verb: VerbGroup, subject: str) -> str:
    done = reader.structure.words[verb.end - 1].text
    if reader.lead in _HOLDS and not verb.negated:
        return f"{subject} {done} until then" if subject else ""
    return f"{subject} to be {done} {_attached(reader, verb)}".strip()


def _copula(reader: _Reader, verb: VerbGroup, subject: str) -> str:
    """Return what is said of a subject: "talks open until then", "payment due"; "there is X until" is about X."""
    words = reader.structure.words[verb.end : reader.start]
    rest = next((word.text for word in words if word.tag == "adj" and word.lower not in _PREPARES), "")
    if not subject or subject.lower() == "there" or any(word.tag in ("noun", "name") for word in words):
        return ""
    return f"{subject} {rest} until then" if reader.lead in _HOLDS and rest else f"{subject} due"


def _agreeing(subject: str, predicate: str) -> str:
    """Return a subject with a verb in the third person that agrees with it, nothing without a subject."""
    if not subject:
        return ""
    head = re.split(r" (?:on|of|from|against|for|with|in) ", subject)[0]
    plural = (head.endswith("s") and not head.endswith("ss")) or " and " in head
    verb, rest = predicate.partition(" ")[::2]
    return " ".join(f"{subject} {verb[:-1] if plural else verb} {rest}".split())


def _doing(reader: _Reader, verb: VerbGroup, subject: str) -> str:
    """Return "X to do Y" for a verb, "doing Y" for a gerund, with "until then" where the date ends what is done."""
    words = reader.structure.words
    subject = subject or _subject(reader, verb)
    particle = words[verb.end].lower if verb.end < len(words) and words[verb.end].lower in _PARTICLES else ""
    complement = _object(reader, verb) or _attached(reader, verb)
    act = words[verb.end - 1].text if verb.kind == "gerund" else f"{subject} to {verb.lemma}"
    until = "until then" if reader.lead in _HOLDS and not verb.negated and verb.start < reader.start else ""
    parts = f"{act} {particle} {complement} {until}".split()
    return " ".join(parts if len(parts) <= _LONGEST + 2 else f"{act} {until}".split())


def _attached(reader: _Reader, verb: VerbGroup) -> str:
    """Return the phrase with a preposition right after a verb ("from the union"), unless it leads to the date."""
    words = reader.structure.words
    if verb.end + 1 >= len(words) or words[verb.end].lower not in _ATTACHING | {"into"}:
        return ""
    phrase = reader.structure.phrase_at(verb.end + 1)
    if phrase is None or phrase.start <= reader.start < phrase.end or verb.end + 1 >= reader.start > verb.end:
        return ""
    return f"{words[verb.end].text} {reader.phrase(phrase, 5)}"


def _subject(reader: _Reader, verb: VerbGroup) -> str:
    """Return the subject of a verb: the noun phrase right before an infinitive, else that of its clause."""
    words, at = reader.structure.words, verb.start
    while at > 0 and words[at - 1].lower in _PREPARES:
        at -= 1
    before = reader.structure.phrase_at(at - 1) if at and verb.kind == "infinitive" else None
    phrases = (before,) if before is not None and before.end == at else reader.structure.subjects(verb)
    if not phrases:
        later = next((v for v in reader.structure.verbs if v.start >= reader.end and v.kind == "finite"), None)
        phrases = reader.structure.subjects(later) if later and verb.start < reader.start else ()
    relative = words[max(verb.start - 1, 0)]
    if phrases and relative.lower in ("that", "which", "who") and phrases[-1].end < verb.start:
        return reader.antecedent(phrases[-1])
    names = [name for phrase in phrases[-2:] if (name := _INTENDING.sub("", reader.phrase(phrase, 7)))]
    if not names:
        return ""
    return " and ".join(names) if len(" ".join(names).split()) <= 8 else names[-1]


def _object(reader: _Reader, verb: VerbGroup) -> str:
    """Return the noun phrase right behind a verb; of "hope for a pact", the phrase behind its preposition."""
    words, at = reader.structure.words, verb.end
    while at < len(words) and (words[at].tag == "adv" or (verb.lemma in _WANTS and at == verb.end)):
        at += 1
        if at < len(words) and words[at - 1].tag not in ("adv", "prep", "to"):
            at -= 1
            break
    phrase = reader.structure.phrase_at(at) if at < len(words) else None
    if phrase is None or phrase.start != at or phrase.start <= reader.start < phrase.end:
        return ""
    return reader.phrase(phrase, 8) if phrase.prep is None or verb.lemma in _WANTS else ""


# --- without a verb ---------------------------------------------------------------------------------------------


def _of_unknown_verb(reader: _Reader) -> str:
    """Return the clause of a verb that the tables do not know, told by the modal or "to" before it."""
    words = reader.structure.words
    marks = [i for i in range(1, reader.start - 1) if words[i].tag in ("modal", "to") and words[i].lower != "may"]
    at = next((i for i in reversed(marks) if not words[i + 1].lower.istitle()), None)
    if at is None or reader.start - at > 10:
        return ""
    verb = at + 1
    while verb < reader.start and words[verb].tag in ("not", "adv"):
        verb += 1
    phrase = next((p for p in reversed(reader.structure.phrases) if p.end <= at and p.prep is None), None)
    subject = reader.phrase(phrase, 7) if phrase else ""
    end = verb + 1
    while end < reader.start and words[end].tag in NOMINAL and words[end].lower not in _TO_DATE | {"no", "not"}:
        end += 1
    complement = reader.words(verb + 1, end) if end > verb + 1 else ""
    return f"{subject} to {words[verb].text} {complement}".strip() if verb < reader.start else ""


def _beside(reader: _Reader) -> str:
    """Return the noun phrase that ends before the date: "a goal of zero emissions by 2050"."""
    end, predicate = _predicative(reader)
    bases = [phrase for phrase in reader.structure.phrases if phrase.start < end]
    if not bases:
        first = next((phrase for phrase in reader.structure.phrases if phrase.start >= reader.end), None)
        return reader.phrase(first) if first else ""
    base = bases[-1]
    end = min(base.end, end)
    while base.prep is not None and (previous := reader.structure.phrase_at(base.prep - 1)) is not None:
        if end - previous.start > _LONGEST - 2:
            break
        base = previous
    found = reader.words(base.start, max(end, base.start + 1)).removesuffix(" date")
    if extended := _EXTENSION.match(found):
        return _agreeing(found[extended.end() :], "ends")
    return _agreeing(found, predicate) if predicate in ("takes effect", "ends") else f"{found} {predicate}"


def _predicative(reader: _Reader) -> tuple[int, str]:
    """Return where the subject ends, and what is said of it: by a particle verb, an adjective after "is", or "due"."""
    words, end = reader.structure.words, reader.start
    default = "until then" if reader.lead in _HOLDS else "due"
    for at in range(max(reader.start - 4, 1), reader.start):
        if predicate := _PARTICLE_VERBS.get(f"{words[at - 1].lower.rstrip('s')} {words[at].lower}"):
            return at - 1, predicate
        if words[at - 1].tag == "be" and words[at].tag in ("adj", "noun", "verb"):
            return at - 1, default if words[at].lower == "due" else f"{words[at].lower} {default}"
    while end > 0 and (words[end - 1].lower in _TO_DATE or words[end - 1].tag in ("det", "adv", "comma", "sub", "not")):
        end -= 1
    if end > 1 and words[end - 1].lower == "effective":
        return end - 1, "takes effect"
    return end, default
