"""The shallow structure of a sentence: verb groups, noun phrases, who is the subject and object of what.

There is no parser. Verb groups and noun phrases are found over the tags of `tagging`; subjects are found by walking
left
from the verb past parentheses, appositions, relative clauses and phrases with a preposition, and along coordinated
verbs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from dragoman.annotate.phrases import NOMINAL, NounPhrase, VerbGroup, noun_phrases, verb_groups
from dragoman.annotate.tagging import Word, tag
from dragoman.model import Document, Span
from dragoman.ontology import cues, word_list

__all__ = ["NounPhrase", "Structure", "VerbGroup", "analyse", "structures"]

_BRACKETS = {")": "(", "]": "["}


@dataclass(frozen=True)
class Structure:
    """One sentence: its words, verb groups and noun phrases, each in order."""

    words: tuple[Word, ...]
    verbs: tuple[VerbGroup, ...]
    phrases: tuple[NounPhrase, ...] = field(repr=False)

    @cached_property
    def _phrase_at(self) -> dict[int, NounPhrase]:
        return {i: phrase for phrase in self.phrases for i in range(phrase.start, phrase.end)}

    @cached_property
    def _verb_at(self) -> dict[int, VerbGroup]:
        return {i: verb for verb in self.verbs for i in range(verb.start, verb.end)}

    def phrase_at(self, index: int) -> NounPhrase | None:
        """Return the noun phrase that the word belongs to, if any."""
        return self._phrase_at.get(index)

    def verb_at(self, index: int) -> VerbGroup | None:
        """Return the verb group that the word belongs to, if any."""
        return self._verb_at.get(index)

    def span(self, start: int, end: int) -> Span:
        """Return the span in the document's text of the words ``[start, end)``."""
        return Span(self.words[start].span.start, self.words[end - 1].span.end)

    def subjects(self, verb: VerbGroup, depth: int = 0) -> tuple[NounPhrase, ...]:
        """Return the subject of a verb as its coordinated noun phrases, nothing where none is found."""
        if depth > 6:
            return ()
        if verb.kind != "finite":
            return self._controlled(verb, depth)
        return self._walk_left(verb, verb.start - 1, depth)

    def inverted_subject(self, verb: VerbGroup) -> NounPhrase | None:
        """Return the noun phrase right after a cue that follows its content ("…," said Danny Russel)."""
        if verb.kind != "finite" or verb.start == 0 or verb.modal or verb.passive or verb.lemma not in cues().verbs:
            return None
        before = self.words[verb.start - 1].tag
        said_before = before == "quote" or (
            before == "comma" and self._has_main_verb(verb.start) and verb.lemma not in cues().told
        )
        if not said_before:
            return None
        phrase = self.phrase_at(verb.end) if verb.end < len(self.words) else None
        if phrase is not None and before == "comma" and (self._starts_clause(phrase) or self._is_object(verb, phrase)):
            return None
        return phrase if phrase is not None and phrase.prep is None and self.words[phrase.head].tag != "num" else None

    def _is_object(self, verb: VerbGroup, phrase: NounPhrase) -> bool:
        """Tell whether a phrase behind a verb and its comma is an object: "Lind, in whose name he spoke, denies it"."""
        aside = verb.lemma not in word_list("plain_saying") and self._parenthesis(verb.start - 1) is not None
        return aside or self.words[phrase.head].lower in ("it", "him", "her", "them", "me", "us")

    def _walk_left(self, verb: VerbGroup, at: int, depth: int) -> tuple[NounPhrase, ...]:
        aside: int | None = None
        while at >= 0:
            word = self.words[at]
            if word.tag == "comma" and aside is None:
                opening = self._parenthesis(at)
                if opening is not None:
                    at, aside = opening - 1, opening + 1
                    continue
                return self._shared(verb, at, depth) or self._walk_left(verb, at - 1, depth + 1)
            if word.tag == "and":
                return self._shared(verb, at, depth)
            if word.tag == "rel":
                return self._antecedent(at)
            if word.text in _BRACKETS and (opening := self._opening_bracket(at)) is not None:
                at = opening - 1
                continue
            if (phrase := self.phrase_at(at)) is not None:
                attached = self._attached(phrase)
                if attached is None:
                    return self._with_aside(phrase, aside)
                at = attached - 1
                continue
            if (other := self.verb_at(at)) is not None:
                if other.kind == "finite" and self.words[at + 1].tag != "adv":
                    return ()
                at = other.start - 1
                continue
            if word.tag == "sub" and at < verb.start - 1:
                return ()
            at -= 1
        return ()

    def _attached(self, phrase: NounPhrase) -> int | None:
        """Return where a phrase is tied to a noun before it: its preposition, "between", or a gerund whose object it is
        ("the letters targeting Kenya and Peru").
        """
        prep = phrase.prep if phrase.prep is not None else self._between(phrase)
        first = self._list_left(phrase)[0]
        gerund = self.verb_at(first.start - 1) if prep is None and first.start else None
        if gerund is None or gerund.kind != "gerund" or not gerund.start:
            return prep
        return gerund.start if self.phrase_at(gerund.start - 1) is not None else None

    def _opening_bracket(self, closing: int) -> int | None:
        """Return where the bracket opens that this one closes: "Lind (D-S.C.) said"."""
        opening = _BRACKETS[self.words[closing].text]
        return next((at for at in range(closing - 1, -1, -1) if self.words[at].text == opening), None)

    def _with_aside(self, phrase: NounPhrase, aside: int | None) -> tuple[NounPhrase, ...]:
        """Return a subject as its list, the name where an aside gives it ("the minister, Ann Lind,"; "We, the …,")."""
        beside = self.phrase_at(aside) if aside is not None else None
        if beside is not None and self.words[phrase.head].lower == "we":
            return self.list_right(beside)
        bare = self.words[phrase.head].tag != "name" or self.words[phrase.start].tag == "det"
        named = self._name_at(aside) if aside is not None and bare else None
        return (*self._list_left(phrase)[:-1], named or phrase)

    def _between(self, phrase: NounPhrase) -> int | None:
        """Return where "between" stands if a phrase is the second of a pair ("the talks between A and B")."""
        connector = self._connector(phrase.start)
        first = self.phrase_at(connector[0] - 1) if connector is not None and connector[1] else None
        while first is not None and first.prep is not None and self.words[first.prep].lower == "of":
            first = self.phrase_at(first.prep - 1)
        if first is None or first.prep is None or self.words[first.prep].lower not in ("between", "among"):
            return None
        return first.prep

    def _parenthesis(self, closing: int) -> int | None:
        """Return the index of the comma that opens the parenthesis closed by this one, or None if there is none."""
        for at in range(closing - 1, 0, -1):
            if self.words[at].tag != "comma":
                continue
            first = self.words[at + 1]
            inside_verb = self.verb_at(at + 1)
            opens = (
                first.tag in ("rel", "prep", "sub", "owner")
                or (inside_verb is not None and inside_verb.kind in ("gerund", "reduced"))
                or (first.tag in ("noun", "name", "det", "adj") and not self._has_finite(at + 1, closing))
            )
            if opens and first.tag != "and":
                return at if self.words[at - 1].tag in ("name", "noun", "punct", "num", "adj", "time", "pron") else None
            return None
        return None

    def _name_at(self, index: int) -> NounPhrase | None:
        phrase = self.phrase_at(index)
        return phrase if phrase is not None and self.words[phrase.head].tag == "name" else None

    def _has_finite(self, start: int, end: int) -> bool:
        return any(v.kind == "finite" and start <= v.start < end for v in self.verbs)

    def _has_main_verb(self, end: int) -> bool:
        """Tell whether a finite verb outside relative clauses stands before a position."""
        return any(v.kind == "finite" and v.start < end and self.words[v.start - 1].tag != "rel" for v in self.verbs)

    def _shared(self, verb: VerbGroup, at: int, depth: int) -> tuple[NounPhrase, ...]:
        """Return the subject of the verb that this one is coordinated with."""
        earlier = [v for v in self.verbs if v.end <= at and v.kind == "finite" and not self._in_closed_relative(v, at)]
        if not earlier:
            return ()
        same = [v for v in earlier if bool(v.modal) == bool(verb.modal) and v.tense == verb.tense]
        found = (self.subjects(v, depth + 1) for v in reversed(same or earlier))
        return next((subject for subject in found if subject), ())

    def _in_closed_relative(self, verb: VerbGroup, at: int) -> bool:
        """Tell whether a verb stands in a relative clause between commas that is over before the position."""
        left = verb.start - 1
        while left > 0 and self.words[left].tag not in ("rel", "comma"):
            left -= 1
        opened = self.words[left].tag == "rel" and left > 0 and self.words[left - 1].tag == "comma"
        return opened and any(w.tag == "comma" for w in self.words[verb.end : at + 1])

    def _antecedent(self, rel: int) -> tuple[NounPhrase, ...]:
        at = rel - 1
        while at >= 0 and self.words[at].tag in ("comma", "prep"):
            at -= 1
        phrase = self.phrase_at(at) if at >= 0 else None
        if phrase is None:
            return ()
        return (phrase,)

    def _controlled(self, verb: VerbGroup, depth: int) -> tuple[NounPhrase, ...]:
        """Return the subject that an infinitive, gerund or reduced clause takes over from elsewhere."""
        if verb.kind == "reduced":
            phrase = self.phrase_at(verb.start - 1) if verb.start else None
            if phrase is not None:
                return (self._base(phrase),)
        if verb.kind == "infinitive" and (controller := self._object_before(verb)) is not None:
            return self._list_left(controller)
        governor = self._main_verb(verb)
        if governor is None:
            later = next((v for v in self.verbs if v.start >= verb.end and v.kind == "finite"), None)
            return self.subjects(later, depth + 1) if later else ()
        return self.subjects(governor, depth + 1)

    def _object_before(self, verb: VerbGroup) -> NounPhrase | None:
        """Return the noun phrase that an infinitive has for a subject: "urged Kenya to", "a request for Lind to"."""
        phrase = self.phrase_at(verb.start - 1) if verb.start else None
        if phrase is None:
            return None
        base = self._base(phrase)
        if base.prep is not None and self.words[base.prep].lower in ("for", "on", "upon"):
            return base
        governor = self.governor(verb)
        return (
            base
            if governor is not None and governor.lemma in word_list("object_control") and base.prep is None
            else None
        )

    def _main_verb(self, verb: VerbGroup) -> VerbGroup | None:
        """Return the finite verb on the left that an infinitive or gerund belongs to: after a comma, not an embedded
        one.
        """
        earlier = [v for v in self.verbs if v.end <= verb.start and v.kind == "finite"]
        if verb.kind == "gerund" and verb.start and self.words[verb.start - 1].tag in ("comma", "quote"):
            main = [v for v in earlier if not self._is_embedded(v)]
            if verb.lemma in cues().verbs:
                main = [v for v in main if v.lemma in cues().verbs] or main
            earlier = main or earlier
        return earlier[-1] if earlier else None

    def _is_embedded(self, verb: VerbGroup) -> bool:
        """Tell whether the clause of a finite verb begins with a subordinator or relative pronoun."""
        at = verb.start - 1
        while at >= 0 and self.words[at].tag in NOMINAL | {"adv", "pron"}:
            at -= 1
        return at >= 0 and self.words[at].tag in ("sub", "rel")

    def _base(self, phrase: NounPhrase) -> NounPhrase:
        """Return the phrase that this one is attached to, up to the one without a preposition."""
        for other in reversed(self.phrases[: self.phrases.index(phrase)]):
            if other.prep is None and other.reach >= phrase.end:
                return other
        return phrase

    def governor(self, verb: VerbGroup) -> VerbGroup | None:
        """Return the nearest verb to the left that an infinitive or gerund depends on."""
        if verb.kind == "finite":
            return None
        return next((v for v in reversed(self.verbs) if v.end <= verb.start), None)

    def _list_left(self, last: NounPhrase) -> tuple[NounPhrase, ...]:
        """Return the noun phrases coordinated with this one on its left, and itself; the last is joined by "and"."""
        found, joined = [last], False
        while (connector := self._connector(found[0].start)) is not None:
            start, has_and = connector
            phrase = self.phrase_at(start - 1)
            base = phrase if phrase is None or phrase.prep is None else self._base(phrase)
            if base is None or base.prep is not None or base.reach < start or not (has_and or joined):
                break
            joined = True
            found.insert(0, base)
        return tuple(p for n, p in enumerate(found) if not (n and self._is_apposition(found[n - 1], p)))

    def _is_apposition(self, before: NounPhrase, phrase: NounPhrase) -> bool:
        """Tell whether a phrase only says what the name before it is ("Kim Myung-soo, chairman of …, and")."""
        connector = self._connector(phrase.start)
        by_comma = connector is not None and not connector[1]
        words = self.words
        return (
            by_comma
            and words[before.head].tag == "name"
            and words[phrase.start].tag != "name"
            and words[phrase.head].tag == "noun"
        )

    def _connector(self, end: int) -> tuple[int, bool] | None:
        """Return where the words that join a list begin before ``end``, and whether "and" is among them."""
        at, joined = end, False
        while at > 0 and (
            self.words[at - 1].tag in ("comma", "and") or self.words[at - 1].lower in ("well", "as", "along", "with")
        ):
            joined |= self.words[at - 1].tag == "and" or self.words[at - 1].lower == "well"
            at -= 1
            if end - at > 4:
                return None
        return (at, joined) if at < end and at > 0 else None

    def list_right(self, first: NounPhrase) -> tuple[NounPhrase, ...]:
        """Return this noun phrase and those coordinated with it on its right, but not the subject of another clause.

        Without an "and" the rest is an apposition: of a title and a name, the name is returned.
        """
        found, at, joined = [first], first.reach, False
        while True:
            start = at
            while start < len(self.words) and (self.words[start].tag in ("comma", "and") or self._long_and(start)):
                start += 1
            phrase = self.phrase_at(start) if at < start < len(self.words) and start - at <= 4 else None
            if phrase is None or phrase.start != start or (self._starts_clause(phrase) and not self._is_between(first)):
                break
            joined |= any(w.tag == "and" or w.lower == "well" for w in self.words[at:start])
            found.append(phrase)
            at = phrase.reach
        if not joined:
            return (self._named_of(found),)
        return tuple(p for n, p in enumerate(found) if not (n and self._is_apposition(found[n - 1], p)))

    def _is_between(self, phrase: NounPhrase) -> bool:
        return phrase.prep is not None and self.words[phrase.prep].lower == "between"

    def _named_of(self, found: Sequence[NounPhrase]) -> NounPhrase:
        first = found[0]
        bare = self.words[first.head].tag != "name" or self.words[first.start].tag == "det"
        named = [p for p in found[1:2] if self.words[p.head].tag == "name" and self.words[p.start].tag == "name"]
        return named[0] if bare and named and first.prep != first.start else first

    def _long_and(self, at: int) -> bool:
        """Tell whether a word belongs to "as well as"."""
        texts = [w.lower for w in self.words]
        return any(texts[start : start + 3] == ["as", "well", "as"] for start in range(max(0, at - 2), at + 1))

    def _starts_clause(self, phrase: NounPhrase) -> bool:
        at = phrase.reach
        while at < len(self.words) and self.words[at].tag == "adv":
            at += 1
        verb = self.verb_at(at) if at < len(self.words) else None
        return verb is not None and verb.kind == "finite"

    def relative_object(self, verb: VerbGroup) -> NounPhrase | None:
        """Return the antecedent of a relative pronoun that is the verb's object: "Hooker, whom he had met"."""
        subject = self.subjects(verb)
        if not subject or subject[0].start == 0 or subject[0].start >= verb.start:
            return None
        rel = subject[0].start - 1
        return next(iter(self._antecedent(rel)), None) if self.words[rel].tag == "rel" else None

    def relative_verb(self, phrase: NounPhrase) -> VerbGroup | None:
        """Return the verb of a relative clause right behind a phrase whose object it is: "the call that Lind had"."""
        at = phrase.reach + (phrase.reach < len(self.words) and self.words[phrase.reach].lower in ("that", "which"))
        verb = next((v for v in self.verbs if v.start > at), None)
        if verb is None or verb.kind != "finite" or self.phrase_at(at) is None or self.objects(verb):
            return None
        subject = self.subjects(verb)
        return verb if subject and subject[0].start == at else None

    def objects(self, verb: VerbGroup) -> tuple[NounPhrase, ...]:
        """Return the noun phrases right after a verb without a preposition, coordinated ones together."""
        at = verb.end
        while at < len(self.words) and self.words[at].tag in ("adv",):
            at += 1
        phrase = self.phrase_at(at) if at < len(self.words) else None
        if phrase is None or phrase.prep is not None or phrase.start != at:
            return ()
        return self.list_right(phrase)

    def complements(
        self, verb_end: int, prepositions: Sequence[str], limit: int | None = None
    ) -> tuple[NounPhrase, ...]:
        """Return the noun phrases after one of the prepositions, right of a position and within its clause."""
        for phrase in self.phrases:
            if phrase.start < verb_end or phrase.prep is None:
                continue
            if limit is not None and phrase.start >= limit:
                break
            if self.words[phrase.prep].lower in prepositions and self.words[phrase.prep - 1].lower != "according":
                return self.list_right(phrase)
        return ()

    def clause_end(self, start: int) -> int:
        """Return where the clause that holds the word ends: at the next finite verb's clause or the sentence's end."""
        for verb in self.verbs:
            if verb.start > start and verb.kind == "finite":
                subject = self.subjects(verb)
                begin = subject[0].start if subject and subject[0].start > start else verb.start
                while begin > start + 1 and self.words[begin - 1].tag in ("and", "sub", "rel", "comma", "adv"):
                    begin -= 1
                return begin
        return len(self.words)


def structures(document: Document) -> tuple[Structure, ...]:
    """Return the structure of each sentence of a document (needs its sentences and tokens)."""
    layers = document.layers
    by_sentence = {index: tuple(rows) for index, rows in groupby(layers.tokens, key=lambda token: token.sentence)}
    return tuple(analyse(tag(by_sentence.get(index, ()))) for index in range(len(layers.sentences)))


def analyse(words: tuple[Word, ...]) -> Structure:
    """Return the structure of one sentence of tagged words."""
    verbs = verb_groups(words)
    return Structure(words, verbs, noun_phrases(words, verbs))
