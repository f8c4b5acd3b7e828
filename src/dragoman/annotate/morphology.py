"""Forms of English verbs: from a word to the lemmas and forms that it can be.

The verbs are those of ``data/verbs.toml`` and of the triggers and cues; regular forms are built by the spelling rules
of any grammar, irregular ones are listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dragoman.ontology import cues, table, verb_triggers, word_list

__all__ = ["Form", "VerbForm", "inflections", "is_mainly_noun", "verb_forms"]

Form = Literal["base", "third", "past", "participle", "gerund"]


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One reading of a word: the lemma and the form."""

    lemma: str
    form: Form


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"


def _past(lemma: str, doubled: bool) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if doubled else "") + "ed"


def _gerund(lemma: str, doubled: bool) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    return lemma + (lemma[-1] if doubled else "") + "ing"


def inflections(lemma: str) -> tuple[tuple[str, Form], ...]:
    """Return the forms of a verb, each with its name."""
    verbs = table("verbs")
    doubled = lemma in _doubling()
    irregular = verbs["irregular"].get(lemma)
    past, participle = (_past(lemma, doubled),) * 2
    if irregular:
        past, participle = (irregular.split() * 2)[:2]
    gerund = _gerund(lemma, doubled or lemma in word_list("doubled_gerunds"))
    found: tuple[tuple[str, Form], ...] = (
        (lemma, "base"), (_third(lemma), "third"), (past, "past"), (participle, "participle"), (gerund, "gerund"),
    )  # fmt: skip
    if lemma not in table("verbs")["regular"]["british"].split():
        return found
    doubled_past = _past(lemma, doubled=True)
    return (*found, (doubled_past, "past"), (doubled_past, "participle"), (_gerund(lemma, doubled=True), "gerund"))


@cache
def _doubling() -> frozenset[str]:
    return frozenset(table("verbs")["regular"]["doubling"].split())


@cache
def _noun_lemmas() -> frozenset[str]:
    return frozenset(table("verbs")["regular"]["nouns"].split())


@cache
def verb_forms() -> Mapping[str, tuple[VerbForm, ...]]:
    """Return every known form, lower-case, with its readings."""
    rows = table("verbs")
    lemmas = {
        *rows["irregular"],
        *rows["regular"]["verbs"].split(),
        *_noun_lemmas(),
        *_doubling(),
        *cues().verbs,
        *verb_triggers(),
    }
    found: dict[str, set[VerbForm]] = defaultdict(set)
    for lemma in lemmas:
        for word, form in inflections(lemma):
            found[word].add(VerbForm(lemma, form))
    return {word: tuple(sorted(forms, key=lambda f: (f.lemma, f.form))) for word, forms in found.items()}


@cache
def is_mainly_noun(word: str) -> bool:
    """Tell whether a word in the shape of a verb's base or third form is more often a noun ("visit", "talks")."""
    nouns = _noun_lemmas()
    return word in nouns or any(f.lemma in nouns and f.form == "third" for f in verb_forms().get(word, ()))
