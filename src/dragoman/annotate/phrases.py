"""Verb groups and noun phrases: the pieces of a sentence, found over the tags of its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.annotate.tagging import Tag, Word
from dragoman.ontology import cues, word_list

__all__ = ["NOMINAL", "NounPhrase", "VerbGroup", "noun_phrases", "verb_groups"]


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries: words ``[start, end)`` of the sentence; the last word is the verb.

    ``kind``: finite; infinitive ("to meet"); gerund ("meeting"); reduced (a participle without auxiliary, "held in
    June").
    ``modal`` is the first modal or None.
    """

    start: int
    end: int
    lemma: str
    kind: Literal["finite", "infinitive", "gerund", "reduced"]
    tense: Literal["past", "present"]
    modal: str | None = None
    passive: bool = False
    perfect: bool = False
    progressive: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Words ``[start, end)``; ``head`` is the index of the head word, ``prep`` that of the preposition before it, or
    None.

    ``reach`` is where the phrase ends with the phrases attached to it ("the leaders of both countries").
    """

    start: int
    end: int
    head: int
    prep: int | None
    reach: int


def verb_groups(words: Sequence[Word]) -> tuple[VerbGroup, ...]:
    """Return the verb groups of a sentence in order."""
    return tuple(_coordinated(words, list(_verb_groups(words))))


def noun_phrases(words: Sequence[Word], verbs: Sequence[VerbGroup]) -> tuple[NounPhrase, ...]:
    """Return the noun phrases of a sentence in order, between its verb groups."""
    taken = {i for verb in verbs for i in range(verb.start, verb.end)}
    return tuple(_noun_phrases(words, taken))


_AUXILIARY: frozenset[Tag] = frozenset({"modal", "be", "have", "do"})


def _verb_groups(words: Sequence[Word]) -> Iterator[VerbGroup]:
    at = 0
    while at < len(words):
        if words[at].tag not in _AUXILIARY and words[at].tag not in ("verb", "to"):
            at += 1
            continue
        end = _group_end(words, at)
        if any(w.tag in _AUXILIARY or w.tag == "verb" for w in words[at:end]):
            yield _group(words, at, end)
        at = max(end, at + 1)


def _coordinated(words: Sequence[Word], verbs: list[VerbGroup]) -> list[VerbGroup]:
    """Return the verb groups with bare verbs read like those they are joined to: "should stand trial and accept"."""
    for number, verb in enumerate(verbs[1:], 1):
        before, first = verbs[number - 1], words[verb.start]
        bare = verb.end - verb.start == 1 and first.form == "base"
        joined = words[verb.start - 1].tag in ("and", "comma", "adv")
        if bare and joined and (before.kind == "infinitive" or before.modal):
            verbs[number] = replace(verb, kind=before.kind, modal=before.modal)
    return verbs


def _group_end(words: Sequence[Word], start: int) -> int:
    at = end = start
    while at < len(words):
        name = words[at].tag
        if name == "verb":
            return at + 1
        if name in _AUXILIARY or (name == "to" and at == start):
            at += 1
            end = at
        elif (name in ("adv", "not", "time") and at + 1 < len(words) and at > start) or (
            name == "and" and words[at - 1].tag == "adv" and words[start].tag == "to"
        ):
            at += 1
        else:
            break
    return end


def _group(words: Sequence[Word], start: int, end: int) -> VerbGroup:
    verb, auxiliaries = words[end - 1], words[start : end - 1]
    tags = [w.tag for w in auxiliaries]
    modal = next((w.lower for w in auxiliaries if w.tag == "modal"), None)
    participle = verb.form in ("past", "participle")
    last = next((t for t in reversed(tags) if t in ("be", "have", "modal", "do", "to")), None)
    passive = participle and last == "be"
    first = next((w for w in words[start:end] if w.tag not in ("adv", "not")), verb)
    tense: Literal["past", "present"] = "past" if _is_past(first, verb) else "present"
    return VerbGroup(
        start, end, verb.lemma or verb.lower, _kind(words, start, end, tags), tense, modal, passive,
        "have" in tags, verb.form == "gerund" and last == "be",
        any(w.tag == "not" or w.lower.endswith(("n't", "n’t")) for w in auxiliaries),
    )  # fmt: skip


def _is_past(first: Word, verb: Word) -> bool:
    if first.tag in ("be", "have", "do"):
        return first.lower in ("was", "were", "had", "did", "wasn't", "weren't", "didn't", "hadn't")
    return first is verb and first.form == "past"


def _kind(
    words: Sequence[Word], start: int, end: int, tags: Sequence[Tag]
) -> Literal["finite", "infinitive", "gerund", "reduced"]:
    verb = words[end - 1]
    if "to" in tags:
        return "infinitive"
    if not any(t in _AUXILIARY for t in tags):
        if verb.form == "gerund":
            return "gerund"
        if verb.form == "participle" or (verb.form == "past" and _looks_reduced(words, start, end)):
            return "reduced"
        return "finite"
    if words[start].form == "gerund" and words[start].tag in ("be", "have"):
        return "gerund"
    return "finite"


def _looks_reduced(words: Sequence[Word], start: int, end: int) -> bool:
    """Tell whether a form that can be past or participle is a participle: "the exercise held by", ", led by"."""
    after = words[end].lower if end < len(words) else ""
    before = words[start - 1].tag if start else "punct"
    if before == "sub" and words[start - 1].lower in ("when", "if", "once", "as", "unless", "than"):
        return True
    planned = words[start].lemma in word_list("planning_verbs") and after in ("for", "in", "on", "at", "to")
    if before == "comma" and planned:
        return True
    if after == "by":
        return before in ("noun", "name", "comma", "num", "punct")
    if _follows_object(words, start):
        return True
    opens = not any(w.tag in _AUXILIARY or w.tag == "verb" for w in words[:start])
    later_finite = any(w.tag in _AUXILIARY for w in words[end : end + 12])
    place = after in ("in", "on", "at", "against", "under", "from", "with")
    return opens and before == "noun" and later_finite and place


def _attaches(words: Sequence[Word], start: int, end: int, following: int) -> bool:
    """Tell whether a preposition continues a title: "Ambassador to …", "Assistant Secretary for African Affairs"."""
    if words[end - 1].lower in word_list("titles"):
        owned = words[end].lower == "for" and any(w.text in ("'s", "’s") for w in words[following : following + 4])
        return not owned and words[end].lower in ("for", "to", "at", "in", "on")
    names = words[end - 1].tag == words[following].tag == "name" and words[start].tag in ("name", "det", "adj")
    possessive = any(w.text in ("'s", "’s") for w in words[following : following + 5])
    return names and words[end].lower == "for" and not possessive


NOMINAL: frozenset[Tag] = frozenset({"det", "owner", "num", "adj", "noun", "name", "prep", "time"})


def _follows_object(words: Sequence[Word], start: int) -> bool:
    """Tell whether a verb stands right behind the object of another ("attended the summit held in"), not in a reported
    clause.
    """
    at = start - 1
    while at >= 0 and words[at].tag in NOMINAL:
        at -= 1
    if at < 0 or at == start - 1 or words[at].tag != "verb" or words[at].form == "gerund":
        return False
    return (
        words[at].lemma not in cues().verbs
        and words[at].form in ("past", "third", "base")
        and words[start - 1].tag in ("noun", "name")
    )


_INSIDE: frozenset[Tag] = frozenset({"det", "owner", "num", "adj", "noun", "name"})


def _noun_phrases(words: Sequence[Word], taken: set[int]) -> Iterator[NounPhrase]:
    runs = list(_runs(words, taken))
    for number, (start, end) in enumerate(runs):
        prep = start - 1 if start and words[start - 1].tag in ("prep", "to") else None
        yield NounPhrase(start, end, end - 1, prep, _reach(words, runs, number))


def _runs(words: Sequence[Word], taken: set[int]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(words):
        if at in taken or words[at].tag not in _INSIDE | {"pron"}:
            at += 1
            continue
        end = at + 1
        if words[at].tag != "pron":
            end = _run_end(words, taken, at)
        if any(w.tag in ("noun", "name", "pron", "num", "adj", "det") for w in words[at:end]):
            yield at, end
        at = end


def _run_end(words: Sequence[Word], taken: set[int], start: int) -> int:
    end = start + 1
    while end < len(words) and end not in taken:
        word = words[end]
        if word.tag == "det" and words[end - 1].tag not in ("det", "adv"):
            break
        if word.tag == "owner" and word.text[0] not in "'’":
            break
        if word.tag == "adv" and end + 1 < len(words) and words[end + 1].tag == "adj":
            end += 1
            continue
        if word.tag in ("and", "comma") and _joins_modifiers(words, start, end):
            end += 1
            continue
        if word.tag not in _INSIDE:
            break
        end += 1
    return end


def _joins_modifiers(words: Sequence[Word], start: int, at: int) -> bool:
    """Tell whether "and" or a comma joins two adjectives before a noun ("swift, severe and lasting consequences")."""
    following = at + 1
    if following < len(words) and words[at].tag == "comma" and words[following].tag == "and":
        following += 1
    return (
        following + 1 < len(words) and words[at - 1].tag in ("adj", "comma") and words[following].tag == "adj"
        and words[following + 1].tag in ("noun", "adj", "and", "comma")
    )  # fmt: skip


def _reach(words: Sequence[Word], runs: Sequence[tuple[int, int]], number: int) -> int:
    """Return where a phrase ends with what is attached: "of" always, other prepositions after a title ("Minister for
    …").
    """
    start, end = runs[number]
    for next_start, next_end in runs[number + 1 :]:
        if next_start != end + 1 or words[end].tag not in ("prep", "to"):
            break
        if words[end].lower != "of" and not _attaches(words, start, end, next_start):
            break
        end = next_end
    return end
