"""Words of tellings: which they share that say what the event was, and how alike that makes them."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from dragoman.errors import DataError
from dragoman.gazetteer import countries, demonyms_of, hits

__all__ = ["content_words", "is_everyday", "likeness", "meets_daily", "name_words", "ordinals", "telling_words"]

_WORD = re.compile(r"(?<![\w:-])\d+(?:[.,]\d+)*(?!\d|:\d)|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ORDINALS = """second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()
_SERIES = "meeting|session|round|summit|dialogue|drawdown|conference|consultation|edition|trilateral|ministerial|forum"
_ORDINAL = re.compile(
    rf"\b(?:(?P<word>{'|'.join(_ORDINALS)})|(?P<digits>\d{{1,3}})(?:st|nd|rd|th)) (?:[\w.’'-]+ ){{0,3}}?(?:{_SERIES})"
)
_MONTHS = "(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\\.?"
_DAYS = r"\d{1,2}(?:st|nd|rd|th)?(?: ?(?:-|–|to|and) ?\d{1,2})?"
_DATE = re.compile(rf"\b{_MONTHS} {_DAYS}(?:, \d{{4}})?\b|\b{_DAYS} {_MONTHS}(?: \d{{4}})?")
_CLITIC = re.compile(r"['’](?:s|re|ve|ll|d|t|m)?$")
_ENDINGS = tuple("ations ation ments ment ings ing ities ity ions ion ies ied ely ed es ly s e y".split())
_SHORTEST_STEM = 4


@lru_cache(maxsize=200_000)
def content_words(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that carry content: no function words, no names of months and days.

    >>> sorted(content_words("They discussed lowering the tariffs of 25 percent on Friday, July 8"))
    ['25', 'discuss', 'lower', 'percent', 'tariff']
    """
    return frozenset(_stem(word) for word in _words_of(text) if word not in _listed("function", "calendar"))


@lru_cache(maxsize=200_000)
def telling_words(text: str) -> frozenset[str]:
    """Return the content words of a text without those by which any encounter or speech is told ("met", "minister").

    >>> sorted(telling_words("The ministers met and discussed fisheries"))
    ['fisher']
    """
    every = _listed("function", "calendar", "telling")
    return frozenset(_stem(word) for word in _words_of(text) if word not in every)


@lru_cache(maxsize=50_000)
def name_words(name: str) -> frozenset[str]:
    """Return the stems of a name's words, and of the adjective of each country in it: names are compared elsewhere.

    >>> sorted(name_words("South Korea"))
    ['korea', 'korean', 'south']
    """
    parts = [name]
    for hit in hits(name):
        parts += _adjectives(hit.entry.name)
    return frozenset(_stem(word) for part in parts for word in _words_of(part))


def is_everyday(stem: str) -> bool:
    """Tell whether a stem is of a country's name, or of a word that statements on foreign affairs are full of.

    >>> is_everyday("sovereignt"), is_everyday("fisher")
    (True, False)
    """
    return stem in _everyday()


def meets_daily(body: str) -> bool:
    """Tell whether a body holds so many sessions, or meets others so often, that it is no name of one session.

    >>> meets_daily("United Nations"), meets_daily("NATO")
    (True, False)
    """
    return body in _table()["daily"]


def likeness(left: Iterable[str], right: Iterable[str]) -> float:
    """Return how alike two sets of words are, 0 to 1: Ochiai's coefficient, with one word added that they do not share.

    So few words in common say less than many.

    >>> likeness({"tariff", "letter", "steel"}, {"tariff", "letter", "steel"}), likeness({"tariff"}, set())
    (0.75, 0.0)
    """
    one, other = frozenset(left), frozenset(right)
    return len(one & other) / (math.sqrt(len(one) * len(other)) + 1) if one and other else 0.0


@lru_cache(maxsize=100_000)
def ordinals(text: str) -> frozenset[int]:
    """Return the ordinal numbers of things that come in series, from the second on.

    >>> sorted(ordinals("the ninth trilateral and the 12th round of talks, for a second time"))
    [9, 12]
    """
    found = _ORDINAL.finditer(text.lower())
    return frozenset(_ORDINALS.index(m["word"]) + 2 if m["word"] else int(m["digits"]) for m in found)


def _words_of(text: str) -> list[str]:
    found = (_CLITIC.sub("", match.group().lower()) for match in _WORD.finditer(_DATE.sub(" ", text)))
    return [word for word in found if len(word) > 1]


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    if word[0].isdigit():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _adjectives(country: str) -> tuple[str, ...]:
    try:
        return demonyms_of(country)
    except KeyError:
        return ()


@cache
def _everyday() -> frozenset[str]:
    return frozenset(map(_stem, _listed("everyday"))).union(*map(name_words, countries()))


@cache
def _listed(*keys: str) -> frozenset[str]:
    return frozenset(word for key in keys for word in _table()[key].split())


@cache
def _table() -> dict[str, Any]:
    try:
        return tomllib.loads((files("dragoman") / "data" / "event_words.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"the table data/event_words.toml cannot be read: {error}") from error
