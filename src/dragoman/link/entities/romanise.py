"""Spellings of one name in Latin letters: what several systems write for the same syllables or letters.

Korean and Chinese are read syllable by syllable into the readings of the Revised Romanisation and of pinyin that a
spelling can stand for; for Arabic, Slavic languages and Japanese, rules bring the spellings to one key. The rules are
the table `transliteration`.

>>> korean("sunglac") & korean("seong-rak") != frozenset(), korean("moon-soo") & korean("min-seok")
(True, frozenset())
>>> bool(chinese("tse-tung") & chinese("zedong"))
True
>>> same_sound("mohammed", "muhammad", "arabic"), same_sound("hassan", "hussein", "arabic")
(True, False)
>>> same_sound("zelenskyy", "zelensky", "slavic"), same_sound("ohno", "ono", "japanese")
(True, True)
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product
from typing import Any, Literal

from dragoman.link.entities.tables import table

__all__ = ["Tradition", "chinese", "families", "korean", "near_given", "same_family", "same_given", "same_sound"]

Tradition = Literal["korean", "chinese", "arabic", "slavic", "japanese"]

_LONGEST = 3
"""A given name of Korea or China has at most so many syllables (nearly all have one or two)."""


@cache
def _table() -> dict[str, Any]:
    return table("transliteration")


def same_given(left: str, right: str, tradition: Tradition) -> bool:
    """Tell whether two spellings of a Korean or Chinese given name have a reading in common."""
    read = korean if tradition == "korean" else chinese
    return not read(left).isdisjoint(read(right))


def near_given(left: str, right: str) -> bool:
    """Tell whether two Korean given names can be one where a spelling has lost its breves: "Son-hui", "Sun-hee"."""
    one, other = ({reading.replace("eo", "o") for reading in korean(given)} for given in (left, right))
    return not one.isdisjoint(other)


def same_family(left: str, right: str, tradition: Tradition) -> bool:
    """Tell whether two spellings of a Korean or Chinese family name can be the same name."""
    groups = families(tradition)
    return left == right or not groups.get(left, frozenset()).isdisjoint(groups.get(right, frozenset()))


@cache
def families(tradition: Tradition) -> dict[str, frozenset[str]]:
    """Return the family names of Korea or China by spelling, each with the usual names that it can stand for."""
    found: dict[str, set[str]] = {}
    for row in _table()[tradition]["families"]:
        for spelling in row:
            found.setdefault(spelling, set()).add(row[0])
    return {spelling: frozenset(usual) for spelling, usual in found.items()}


# --- syllables ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=65_536)
def korean(given: str) -> frozenset[str]:
    """Return the readings of a Korean given name, squashed: small letters, with or without hyphens; empty for none."""
    return frozenset("".join(reading) for pieces in _splits(given) for reading in product(*map(_korean, pieces)))


@lru_cache(maxsize=65_536)
def chinese(given: str) -> frozenset[str]:
    """Return the pinyin readings of a Chinese given name, squashed; empty where it is none."""
    return frozenset("".join(reading) for pieces in _splits(given) for reading in product(*map(_chinese, pieces)))


def _splits(given: str) -> list[tuple[str, ...]]:
    """Return the ways to cut a name into syllables: at its hyphens, else everywhere."""
    if "-" in given:
        pieces = tuple(piece for piece in given.split("-") if piece)
        return [pieces] if len(pieces) <= _LONGEST else []
    found: list[tuple[str, ...]] = [(given,)]
    for one in range(1, len(given)):
        found.append((given[:one], given[one:]))
    return found


@lru_cache(maxsize=16_384)
def _korean(syllable: str) -> frozenset[str]:
    parts = _table()["korean"]
    found = set()
    for start, stop in _cuts(syllable, 3, 2):
        onset, vowel, coda = syllable[:start], syllable[start:stop], syllable[stop:]
        if onset in parts["onsets"] and vowel in parts["vowels"] and coda in parts["codas"]:
            found |= {"".join(p) for p in product(parts["onsets"][onset], parts["vowels"][vowel], parts["codas"][coda])}
    return frozenset(found)


def _cuts(syllable: str, onset: int, coda: int) -> list[tuple[int, int]]:
    """Return where the vowel of a syllable can start and stop: an onset and a coda of at most so many letters."""
    end = len(syllable)
    return [(a, b) for a in range(min(onset, end) + 1) for b in range(max(a + 1, end - coda), end + 1) if b > a]


_PINYIN = re.compile(
    r"(?P<onset>chh|tsz|zh|ch|sh|hs|ts|tz|ss|sz|kw|dz|[bpmfdtnlgkhjqxrzcsyw])?(?P<final>[aeiou]+(?:ng|n|r|h|w)?)"
)


@lru_cache(maxsize=16_384)
def _chinese(syllable: str) -> frozenset[str]:
    match = _PINYIN.fullmatch(syllable)
    if not match:
        return frozenset()
    onset, final = match["onset"] or "", match["final"]
    rules = _table()["chinese"]
    onsets = {onset, *rules["onsets"].get(onset, ())}
    finals = {final, *rules["finals"].get(final, ())}
    return frozenset(one + other for one, other in product(onsets, finals))


# --- letters ------------------------------------------------------------------------------------------------------


@cache
def _rules(tradition: Tradition) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), to) for pattern, to in _table()[tradition]["rules"])


@lru_cache(maxsize=131_072)
def _key(part: str, tradition: Tradition) -> str:
    for pattern, to in _rules(tradition):
        part = pattern.sub(to, part)
    return part


@lru_cache(maxsize=131_072)
def same_sound(left: str, right: str, tradition: Tradition) -> bool:
    """Tell whether two parts of names are spellings of one Arabic, Slavic or Japanese name."""
    one, other = _key(left, tradition), _key(right, tradition)
    if one == other:
        return True
    if tradition != "arabic" or len(one) != len(other):
        return False
    return all(a == b or _open(a, b) or _open(b, a) for a, b in zip(one, other, strict=True))


def _open(mark: str, vowel: str) -> bool:
    return mark == "?" and vowel in "aiu"
