"""Places inside places: whether two names of places can mean one place, at whatever precision.

A place is known by its path from the country inwards: the White House is ("United States", "Washington, D.C.",
"White House"). Paths come from the gazetteer (towns, capitals, seats and bodies by country), from ``data/sites.toml``
(divisions, sites, other spellings), from commas ("The Hague, Netherlands") and from a town's name at the start of a
longer one ("Geneva airport").
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from dragoman.errors import DataError
from dragoman.gazetteer import countries, hits, lookup, word_list

__all__ = ["Relation", "country_of_place", "detail", "path", "relation", "town_of", "usual"]

Relation = Literal["same", "inside", "contains", "apart", "unknown"]


@dataclass(frozen=True, slots=True)
class _Sites:
    """The table: the usual name by name, the container of a place, the divisions, the last words of sites' names."""

    usual: dict[str, str]
    container: dict[str, str]
    divisions: frozenset[str]
    endings: frozenset[str]


_SITE = 3


def relation(left: str, right: str) -> Relation:
    """Tell how one place stands to another; *unknown* where the tables cannot tell.

    >>> relation("White House", "Washington"), relation("Netherlands", "The Hague"), relation("Seoul", "Tokyo")
    ('inside', 'contains', 'apart')
    >>> relation("Washington, D.C.", "Washington"), relation("Nangarhar", "Jalalabad")
    ('same', 'unknown')
    """
    inner, outer = path(left), path(right)
    shared = next((n for n, pair in enumerate(zip(inner, outer, strict=False)) if pair[0] != pair[1]), None)
    if shared is None:
        return "same" if len(inner) == len(outer) else "inside" if len(inner) > len(outer) else "contains"
    if shared == 0:
        return "apart" if _is_country(inner[0]) and _is_country(outer[0]) else "unknown"
    return "apart" if _beside(inner[shared], outer[shared]) else "unknown"


def country_of_place(place: str) -> str | None:
    """Return the country that a place lies in, or is.

    >>> country_of_place("Kremlin"), country_of_place("Middle East")
    ('Russia', None)
    """
    root = path(place)[0]
    return root if _is_country(root) else None


def town_of(place: str) -> str | None:
    """Return the town or division next to the country in which a place lies, or that it is; None for others.

    >>> town_of("White House"), town_of("Japan")
    ('Washington, D.C.', None)
    """
    steps = path(place)
    return steps[1] if len(steps) > 1 and _is_country(steps[0]) else None


def detail(place: str) -> int:
    """Return how precise a place is: 0 for a region or an unknown name, 1 for a country, 2 and more inside one.

    A name of no table that ends as buildings and sites do counts as one.

    >>> detail("Asia"), detail("Japan"), detail("Tokyo"), detail("White House"), detail("Filoxenia Conference Centre")
    (0, 1, 2, 3, 3)
    """
    steps = path(place)
    if _is_country(steps[0]):
        return len(steps)
    return _SITE if lookup(steps[0]) is None and steps[0].split()[-1] in _sites().endings else 0


def usual(place: str) -> str:
    """Return the form of a place's name that stands for its spellings.

    >>> usual("Washington DC"), usual("the White House"), usual("Kiev")
    ('Washington, D.C.', 'White House', 'Kyiv')
    """
    return path(place)[-1]


@lru_cache(maxsize=50_000)
def path(place: str) -> tuple[str, ...]:
    """Return the places that hold a place, from the country inwards, and the place itself.

    >>> path("White House")
    ('United States', 'Washington, D.C.', 'White House')
    >>> path("Paris, Texas"), path("Geneva airport")
    (('United States', 'Texas', 'Paris'), ('Switzerland', 'Geneva', 'Geneva airport'))
    """
    name = _usual(place)
    if (held := _held(name)) is not None:
        return held
    inner, comma, outer = name.partition(", ")
    if comma:
        own, around = path(inner), path(outer)
        return own if around == own[: len(around)] or around[-1] in own else (*around, own[-1])
    first = next(iter(hits(name)), None)
    if first is not None and first.span.start == 0 and first.span.end < len(name) and first.entry.kind != "body":
        return (*path(first.entry.form), name)
    return (name,)


def _usual(place: str) -> str:
    name = place.strip()
    bare = name[4:] if name[:4] in ("the ", "The ") and "," not in name and not lookup(name) else name
    if usual_name := _sites().usual.get(bare):
        return usual_name
    entry = lookup(bare)
    if entry is None:
        return bare
    return entry.name if entry.kind in ("country", "demonym", "people") else _sites().usual.get(entry.form, entry.form)


def _held(name: str) -> tuple[str, ...] | None:
    """Return the path of a name that a table has."""
    if container := _sites().container.get(name):
        return (*path(container), name)
    entry = lookup(name)
    if entry is None:
        return None
    return (entry.country, name) if entry.country and entry.country != name else (name,)


def _beside(left: str, right: str) -> bool:
    """Tell whether two places of one country or town are known to lie apart; a town may lie in a division."""
    kinds = {_kind(left), _kind(right)}
    return "other" not in kinds and kinds != {"town", "division"}


def _kind(name: str) -> Literal["town", "capital", "division", "site", "other"]:
    sites = _sites()
    if name in sites.divisions:
        return "division"
    entry = lookup(name)
    if entry is not None and entry.kind == "capital":
        return "capital"
    if name in sites.container:
        return "site"
    return "town" if entry is not None and entry.kind == "town" and name in _towns() else "other"


@cache
def _towns() -> frozenset[str]:
    """Return the towns that are no provinces: those that stand with their countries."""
    return frozenset(town for country in countries() for town in _towns_of(country))


def _towns_of(country: str) -> frozenset[str]:
    try:
        return word_list("countries", f"{country}.towns")
    except DataError:
        return frozenset()


@cache
def _is_country(name: str) -> bool:
    entry = lookup(name)
    return entry is not None and entry.kind == "country" and entry.name == name


@cache
def _sites() -> _Sites:
    table = _table()
    inside = {place: container for container, places in table["country"].items() for place in places}
    divided = {place: country for country, places in table["divisions"].items() for place in places}
    within = {place: container for container, places in table["within"].items() for place in places}
    spellings = {form: name for name, forms in table["same"].items() for form in (name, *forms)}
    return _Sites(spellings, divided | inside | within, frozenset(divided), frozenset(table["endings"]))


@cache
def _table() -> dict[str, Any]:
    try:
        return tomllib.loads((files("dragoman") / "data" / "sites.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"the table data/sites.toml cannot be read: {error}") from error
