"""Profiles of persons for tests, written as ``name | country | office, of what | year``."""

from __future__ import annotations

from dragoman.edtf import days
from dragoman.link.entities import EntityMatcher, profile_key
from dragoman.link.nodes import Held, Profile

__all__ = ["MATCHER", "judged", "profile"]

MATCHER = EntityMatcher()


def profile(side: str) -> Profile:
    """Make a profile of one side of a pair: ``name | country | office, of what | year``."""
    name, country, office, year = ([part.strip() for part in side.split("|")] + ["", "", ""])[:4]
    published = days(year) if year else None
    title, _, of = office.partition(", ")
    held = (Held(title, of or None, "current", published),) if office else ()
    key = profile_key("person", name, country or None, title or None, int(year) if year else None)
    return Profile(key.id, "person", name, key.country, key.office, key.year, None, held, published)


def judged(left: str, right: str) -> str:
    """Return what linking says of two sides: one profile, no key in common, or the matcher's judgement."""
    one, other = profile(left), profile(right)
    if one.id == other.id:
        return "same"
    if set(MATCHER.keys(one)).isdisjoint(MATCHER.keys(other)):
        return "different"
    return MATCHER.compare(one, other).judgement
