"""The words by which stories are told apart: what a sentence is about, and what a document is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from dragoman.gazetteer import hits
from dragoman.link.matter import content_words
from dragoman.ontology import table

__all__ = ["countries_in", "story_words", "topic_words"]

_COUNTRY_KINDS = frozenset({"country", "demonym", "capital"})
_REPEATED = 2


@lru_cache(maxsize=1 << 16)
def story_words(text: str) -> frozenset[str]:
    """Return the words of a text that tell one matter from another, cut to stems; bodies and regions by their names.

    Words of diplomacy in general and names of countries are left out.

    >>> sorted(story_words("The ministers discussed anti-dumping duties on shrimp and the war in Gaza"))
    ['Gaza', 'anti-dump', 'shrimp', 'tariff', 'war']
    """
    names = {hit.entry.name for hit in hits(text) if hit.entry.kind not in _COUNTRY_KINDS and hit.entry.country is None}
    return (content_words(text) - _general()) | names


@lru_cache(maxsize=1 << 16)
def countries_in(text: str) -> frozenset[str]:
    """Return the countries that a text names, by their names, adjectives, capitals or bodies.

    >>> sorted(countries_in("Hanoi and Canadian officials"))
    ['Canada', 'Vietnam']
    """
    return frozenset(hit.entry.country for hit in hits(text) if hit.entry.country)


def topic_words(title: str | None, lead: Iterable[str]) -> frozenset[str]:
    """Return the words of what a document is about: those of its title, and those that its first sentences repeat."""
    counted = Counter(word for sentence in lead for word in story_words(sentence))
    return story_words(title or "") | {word for word, count in counted.items() if count >= _REPEATED}


@cache
def _general() -> frozenset[str]:
    listed = table("stories")["general"].split()
    return frozenset(listed).union(*map(content_words, listed))
