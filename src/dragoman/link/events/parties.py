"""Who takes part, as two tellings have it: the same, one for the other (a minister, his country), or rivals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.link.nodes import Who

__all__ = ["Parties", "match", "named", "side"]


@dataclass(frozen=True, slots=True)
class Parties:
    """How two sets of participants stand to each other.

    ``persons`` and ``others`` are in both; ``kin`` are the sides on which one telling has somebody named and the other
    the country or body that he acts for; ``rivals`` the sides on which each has a person of its own; ``left_only`` and
    ``right_only`` the sides that one telling alone has. ``unknown`` tells that one names nobody, or a person of no
    known country where the other has a country: who is who cannot be told.
    """

    persons: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    left_only: tuple[str, ...] = ()
    right_only: tuple[str, ...] = ()
    unknown: bool = False

    @property
    def shared(self) -> int:
        """Return how many participants or sides are in both."""
        return len(self.persons) + len(self.others) + len(self.kin)


def side(who: Who) -> str:
    """Return the side that somebody is on: the country, else the person, or the body by its name."""
    if who.label == "country":
        return who.country or who.name
    return who.country or (who.entity if who.label == "person" else who.name.casefold())


def named(people: Iterable[Who]) -> tuple[Who, ...]:
    """Return those that can be recognised elsewhere, once each: "officials" of no known country cannot."""
    known = {who.entity: who for who in people if who.country or not _is_vague(who)}
    return tuple(known[entity] for entity in sorted(known))


def _is_vague(who: Who) -> bool:
    return who.label in ("people", "office") or not who.name[:1].isupper()


def match(left: Iterable[Who], right: Iterable[Who]) -> Parties:
    """Compare two sets of participants."""
    ours, theirs = {who.entity: who for who in named(left)}, {who.entity: who for who in named(right)}
    both = [ours[entity] for entity in ours if entity in theirs]
    ours_left = _by_side(who for who in ours.values() if who.entity not in theirs)
    theirs_left = _by_side(who for who in theirs.values() if who.entity not in ours)
    covered = {side(who) for who in both}
    found: dict[str, list[str]] = {"kin": [], "rivals": [], "left_only": [], "right_only": []}
    for name in sorted(ours_left.keys() | theirs_left.keys()):
        if (kind := _standing(ours_left.get(name, []), theirs_left.get(name, []), covered=name in covered)) is not None:
            found[kind].append(name)
    alone = [_told_of(ours_left, found["left_only"]), _told_of(theirs_left, found["right_only"])]
    return Parties(
        tuple(who.name for who in both if who.label == "person"),
        tuple(who.name for who in both if who.label != "person"),
        tuple(found["kin"]),
        tuple(found["rivals"]),
        tuple(who.name for who in alone[0]),
        tuple(who.name for who in alone[1]),
        unknown=not ours or not theirs or _may_be(*alone) or _may_be(*reversed(alone)),
    )


def _told_of(sides: dict[str, list[Who]], names: list[str]) -> list[Who]:
    return [sides[name][0] for name in names]


def _may_be(people: list[Who], others: list[Who]) -> bool:
    """Tell whether persons of no known country may be those who act for the others."""
    unknown = any(who.label == "person" and not who.country for who in people)
    return unknown and any(who.label != "person" for who in others)


def _standing(ours: list[Who], theirs: list[Who], *, covered: bool) -> str | None:
    if ours and theirs:
        alone = all(who.label == "person" for who in (*ours, *theirs))
        return "kin" if not alone else None if covered else "rivals"
    if covered:
        return None
    return "left_only" if ours else "right_only"


def _by_side(people: Iterable[Who]) -> dict[str, list[Who]]:
    sides: dict[str, list[Who]] = {}
    for who in people:
        sides.setdefault(side(who), []).append(who)
    return sides
