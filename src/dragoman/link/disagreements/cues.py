"""The words by which sources tell that something changed, failed or was missed; the table is ``disagreements.toml``."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache
from typing import Any, Literal

from dragoman.model import Status
from dragoman.ontology import table

__all__ = ["MONTHS", "across_date_line", "changed", "cue", "phase", "says", "stem", "word_set"]

Phase = Literal["past", "planned"]
_PHASES: dict[Status, Phase] = {"done": "past", "ongoing": "past", "planned": "planned"}

MONTHS = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|July?|Aug(?:ust|\.)|Sept?(?:ember|\.)"
    r"|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
"""A regular expression for the months and their usual short forms."""


def phase(status: Status) -> Phase | None:
    """Return whether a telling is of something past or planned; None where it is of neither."""
    return _PHASES.get(status)


@cache
def _table() -> Any:
    return table("disagreements")


@cache
def cue(name: str) -> re.Pattern[str]:
    """Return the cues of a list as one pattern: whole words, without regard to case, any white space."""
    alternatives = sorted(_table()["cues"][name], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(a.replace(' ', chr(92) + 's+') for a in alternatives)})\b", re.IGNORECASE)


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a list of words of the table."""
    return frozenset(_table()["words"][name])


@lru_cache(maxsize=100_000)
def says(name: str, sentence: str) -> bool:
    """Tell whether a sentence has a cue of a list."""
    return cue(name).search(sentence) is not None


def changed(sentence: str) -> bool:
    """Tell whether a sentence says that something was moved, changed or corrected.

    >>> changed("The talks, moved from Friday, were held"), changed("The talks were held")
    (True, False)
    """
    return says("changed", sentence)


def across_date_line(parties: Collection[str]) -> bool:
    """Tell whether countries lie so far east and west of each other that they count different days.

    >>> across_date_line({"South Korea", "United States"}), across_date_line({"France", "Poland"})
    (True, False)
    """
    return bool(word_set("east") & set(parties)) and bool(word_set("west") & set(parties))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return a word without the commonest endings.

    >>> stem("boats"), stem("countries"), stem("Soldiers")
    ('boat', 'country', 'soldier')
    """
    low = word.lower()
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "xes", "ches", "shes")):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith("ss") and len(low) > 3 else low
