"""Whether a few words of a source are a clause, a thing or a bare predicate: enough to tell what may be quoted alone.

Read off closed classes and known verbs (the tables of the ontology) and the words beside them. It errs towards "no":
what is not seen to be a clause is quoted with its sentence.
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.ontology import cues, table, verb_triggers

__all__ = ["begins_with_thing", "has_verb", "is_clause", "is_mere_adverbial", "is_predicate"]

_CLITIC = re.compile(r"(n['’]t|['’](?:s|re|ve|ll|d|m))\b")
_WORD = re.compile(r"['’]?\w[\w.'’-]*|[,;:—–]")
_BREAKS = ",;:—–"
_NOT_FINITE = ("be", "been", "being", "having")
_IS = ("it", "he", "she", "there", "what", "here")  # before "'s", where it is a verb


def is_clause(text: str) -> bool:
    """Tell whether a text has a finite verb with its subject, outside of "who", "that" and "when".

    >>> [is_clause(text) for text in ("talks will go on", "the call, which lasted 25 minutes", "in Jakarta")]
    [True, False, False]
    """
    words = _words(text)
    return not is_predicate(text) and any(_finite(words, at) and _has_subject(words, at) for at in range(1, len(words)))


def is_predicate(text: str) -> bool:
    """Tell whether a text begins with its verb: "is being cut", "continue to talk"."""
    words = _words(text)
    if not words:
        return False
    first = words[0]
    return _finite(words, 0) or (first in _lemmas() and first not in _nouns() and _class(first) is None)


def begins_with_thing(text: str) -> bool:
    """Tell whether a text begins as a noun phrase does: "an accord that …", "Norway's demand"."""
    words = _words(text)
    return bool(words) and _class(words[0]) in (None, "det", "owner", "pron") and not is_predicate(text)


def has_verb(text: str) -> bool:
    """Tell whether there is a finite verb in a text."""
    words = _words(text)
    return any(_finite(words, at) for at in range(len(words)))


def is_mere_adverbial(text: str) -> bool:
    """Tell whether a text is a preposition with a thing and no verb: "in Jakarta"."""
    words = _words(text)
    return bool(words) and _class(words[0]) == "prep" and "to" not in words and not has_verb(text)


def _words(text: str) -> list[str]:
    return _WORD.findall(_CLITIC.sub(r" \1", text.lower()))


def _finite(words: list[str], at: int) -> bool:
    """Tell whether a word is a finite verb, as far as those beside it show."""
    word, before = words[at], words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in ("'s", "’s"):
        return before in _IS
    if _class(word) in ("modal", "be", "have", "do"):
        return word not in _NOT_FINITE
    if _class(word) is not None or before == "to" or _class(before) in ("det", "owner", "prep", "modal", "be", "have"):
        return False
    if word in _pasts() or (word.endswith("ed") and len(word) > 4):
        return after != "by"
    governs = _class(after) in ("det", "owner", "pron", "sub") or after == "to"
    if _singular(word) in _lemmas() and word.endswith("s"):
        return bool(before) and (_singular(word) not in _nouns() or governs)
    plural = before.endswith("s") or before in ("we", "they", "i", "you", "people")
    return word in _lemmas() and plural and (word not in _nouns() or governs)


def _has_subject(words: list[str], at: int) -> bool:
    """Tell whether something before a verb can be its subject: from the last comma, or from the beginning."""
    comma = max((place for place in range(at) if words[place] in _BREAKS), default=-1) + 1
    return any(_is_subject(words[start:at]) for start in {0, comma})


def _is_subject(words: list[str]) -> bool:
    classes = [_class(word) for word in words]
    if not words or classes[0] in ("prep", "sub", "rel", "and") or words[0] == "to":
        return False
    return not any(one in ("sub", "rel") for one in classes) and any(one in (None, "pron", "det") for one in classes)


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    stem = word.removesuffix("s")
    return stem.removesuffix("e") if stem.endswith(("sse", "xe", "che", "she", "oe")) else stem


@cache
def _classes() -> dict[str, str]:
    rows = table("grammar")["classes"]
    return {word: name for name, words in reversed(list(rows.items())) for word in words.split()}


def _class(word: str) -> str | None:
    """Return the closed class of a word, None for nouns, verbs, names and the like."""
    return "punct" if word in _BREAKS and word else _classes().get(word)


@cache
def _nouns() -> frozenset[str]:
    """Return the verbs whose base form is as likely a noun: "demand", "visit"."""
    return frozenset(table("verbs")["regular"]["nouns"].split())


@cache
def _lemmas() -> frozenset[str]:
    rows = table("verbs")
    known = {*rows["irregular"], *rows["regular"]["verbs"].split(), *cues().verbs, *verb_triggers()}
    return frozenset(known | _nouns())


@cache
def _pasts() -> frozenset[str]:
    return frozenset(form.split()[0] for form in table("verbs")["irregular"].values())
