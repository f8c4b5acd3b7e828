"""The words by which stories are told apart: what a sentence is about, and what a document is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from dragoman.gazetteer import hits
from dragoman.link.matter import content_words
from dragoman.ontology import table

__all__ = ["bodies", "countries_in", "rare", "scene", "story_words", "topic_words", "weight"]

_COUNTRY_KINDS = frozenset({"country", "demonym", "capital"})
_REPEATED = 2
_COMMON = 0.4


@lru_cache(maxsize=1 << 16)
def story_words(text: str) -> frozenset[str]:
    """Return the words of a text that tell one matter from another, cut to stems; bodies and regions by their names.

    Words of diplomacy in general and names of countries are left out.

    >>> sorted(story_words("The ministers discussed anti-dumping duties on shrimp and the war in Gaza"))
    ['Gaza', 'anti-dump', 'shrimp', 'tariff', 'war']
    """
    names = {hit.entry.name for hit in hits(text) if hit.entry.kind not in _COUNTRY_KINDS and hit.entry.country is None}
    return (content_words(text) - _listed("frequent")) | names


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


def weight(words: Iterable[str]) -> float:
    """Return how much some words say together of the matter: 1 for each, less for a common one."""
    common = _common()
    return sum(_COMMON if word in common else 1.0 for word in words)


def rare(words: frozenset[str]) -> frozenset[str]:
    """Return the words that are not common."""
    return words - _common()


def scene(title: str | None, lead: Sequence[str]) -> frozenset[str]:
    """Return the countries that a document's title names, and those that its first sentences name more than once."""
    counted = Counter(country for sentence in lead for country in countries_in(sentence))
    return countries_in(title or "") | {country for country, count in counted.items() if count >= _REPEATED}


@cache
def bodies() -> frozenset[str]:
    """Return the bodies and regions that are named in so many matters that they tell none."""
    return frozenset(table("stories")["bodies"])


@cache
def _common() -> frozenset[str]:
    return _listed("common") | bodies()


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("stories")[name].split())
