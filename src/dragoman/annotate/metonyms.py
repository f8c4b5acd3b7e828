"""Capitals and seats that stand for their government: "Moscow rejected the plan", but "they met in Moscow"."""

from __future__ import annotations

import re

from dragoman.annotate.words import Line
from dragoman.gazetteer import Entry

__all__ = ["stands_for_government"]

_PLACE = re.compile(
    r"^(?:in|at|near|outside|around|across|through|inside|throughout|within|above|over|downtown|central|into|via"
    r"|visit\w*|leav\w*|left|reach\w*|tour\w*)$"
)
_DIRECTION = frozenset(("to", "from", "for", "toward", "towards", "of", "off"))
_TRAVEL = re.compile(
    r"^(?:travel|trip|visit|return|fl(?:y|ew|ies|ight|own|ying)|go|goes|went|going|head|arriv|depart|left|leav|journey"
    r"|tour|mov|deport|bound|rush|come|came|coming|sent|dispatch|ambassador|envoy|route|road|drive|drove|land|back"
    r"|invite|close|next|capital|city|bring|brought)"
)
_NOT_ACTING = frozenset(("summit", "airport", "time", "embassy", "office", "–", "—"))
_WINDOW = 6


def stands_for_government(line: Line, at: int) -> bool:
    """Tell whether the capital or seat at a word stands for its government.

    A place is told by a preposition of place, by a verb of travel before "to", "from" or "for", by the verb "visit", by
    a country after a comma ("Seoul, South Korea"), and by what the name before it in a list is.
    """
    before = line.lower(at - 1) if line.lower(at - 1) != "the" else line.lower(at - 2)
    if _in_country(line, at) or _PLACE.match(before):
        return False
    if before in _DIRECTION:
        return not any(_TRAVEL.match(line.lower(i)) for i in range(max(0, at - _WINDOW - 1), at - 1))
    listed = _listed_before(line, at) if before in {",", "and", "or"} else None
    if listed is not None:
        return _acts(line, listed)
    return line.lower(at + 1) not in _NOT_ACTING


def _acts(line: Line, at: int) -> bool:
    entry = line.words[at].entry
    if entry is None or _PLACE.match(line.lower(at - 1)):
        return False
    return entry.kind == "country" or stands_for_government(line, at)


def _in_country(line: Line, at: int) -> bool:
    """Tell whether the country of a town follows it after a comma."""
    if at + 2 >= len(line.words) or line.words[at + 1].text != ",":
        return False
    here, after = line.words[at].entry, line.words[at + 2].entry
    return here is not None and after is not None and after.country is not None and after.country == here.country


def _listed_before(line: Line, at: int) -> int | None:
    """Return the name before "and" or a comma that a name is listed with."""
    for i in range(at - 2, max(-1, at - 4), -1):
        entry: Entry | None = line.words[i].entry
        if entry is not None:
            return i if entry.kind in {"capital", "town", "country"} else None
    return None
