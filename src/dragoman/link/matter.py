"""What a phrase or sentence is about: its content words, as far as comparing two matters needs them.

Names of countries, bodies and places are left out (the parties are compared apart from the matter), and so are dates,
numbers and the words of reporting. Words are cut to a stem, and words that mean the same become one
(``data/matters.toml``).

>>> sorted(content_words("The two sides agreed to cut the tariffs by July 9"))
['agreement', 'cut', 'tariff']
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dragoman.gazetteer import hits, words
from dragoman.ontology import table

__all__ = ["content_words", "fields_of"]

_WORD = re.compile(r"[A-Za-z][\w-]*[\w]")
_SUFFIXES = ("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ied", "es", "ed", "s", "e", "y")
_SHORTEST_STEM = 4


@lru_cache(maxsize=1 << 16)
def content_words(text: str) -> frozenset[str]:
    """Return the content words of a text: lower case, cut to a stem, without names of countries, bodies and places."""
    empty, same = _empty(), _same()
    found = set()
    for word in _WORD.findall(_nameless(text)):
        lower = word.lower()
        if lower in empty:
            continue
        if lower in same:
            found.add(same[lower])
        elif len(lower) > 2 and (stem := _stem(lower)):
            found.add(stem)
    return frozenset(found)


def fields_of(content: frozenset[str]) -> frozenset[str]:
    """Return the fields that content words belong to: "trade", "peace" and so on."""
    return frozenset(field for field, members in _fields().items() if members & content)


def _nameless(text: str) -> str:
    parts, at = [], 0
    for hit in hits(text):
        parts.append(text[at : hit.span.start])
        at = hit.span.end
    return " ".join([*parts, text[at:]])


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return word[: -len(suffix)]
    return word


@cache
def _empty() -> frozenset[str]:
    general = {word.lower() for word in words().function | words().calendar if word not in ("Free", "Left")}
    return frozenset(general | set(table("matters")["empty"].split()))


@cache
def _same() -> dict[str, str]:
    groups = [group.split() for group in table("matters")["same"]]
    return {word: group[0] for group in groups for word in group}


@cache
def _fields() -> dict[str, frozenset[str]]:
    same = _same()
    return {
        field: frozenset(same.get(word, _stem(word)) for word in members.split())
        for field, members in table("matters")["fields"].items()
    }
