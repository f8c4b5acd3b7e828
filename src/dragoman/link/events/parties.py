"""Who takes part, as two tellings have it: the same, one for the other (a minister, his country), or rivals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.link.events.words import telling_words
from dragoman.link.nodes import EventNode, Who

__all__ = ["Parties", "described", "groups", "match", "named", "participants", "side", "unnamed"]


@dataclass(frozen=True, slots=True)
class Parties:
    """How two sets of participants stand to each other.

    ``persons`` and ``others`` are in both; ``kin`` are the sides on which one telling has somebody named and the other
    the country or body that he acts for; ``rivals`` the sides on which each has a person of its own; ``left_only`` and
    ``right_only`` the sides that one telling alone has. ``unknown`` tells that one names nobody, or a person of no
    known country where the other has a country: who is who cannot be told. ``beside`` are the persons, and
    ``beside_sides`` the sides, that one telling alone has and the other, which leaves somebody unnamed, names close by.
    """

    persons: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    left_only: tuple[str, ...] = ()
    right_only: tuple[str, ...] = ()
    unknown: bool = False
    beside: tuple[str, ...] = ()
    beside_sides: tuple[str, ...] = ()

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


def participants(node: EventNode) -> tuple[Who, ...]:
    """Return everybody who takes part."""
    return (*node.actors, *node.recipients)


def unnamed(node: EventNode) -> tuple[Who, ...]:
    """Return those among whom somebody is whom the telling of a meeting leaves unnamed; nobody where it names two."""
    sides = {side(who) for who in named(participants(node))}
    return node.near if not sides or (len(sides) == 1 and not groups(node)) else ()


def groups(node: EventNode) -> frozenset[str]:
    """Return the words of the groups that take part and are only described: "activists", not "the ministers".

    >>> sorted(groups(EventNode("a", "d", "CONSULT", "meeting", (Who("p", "young farmers", "people"),), (), None, None,
    ...     "done", "met", "They met.")))
    ['farmer', 'young']
    """
    return described(participants(node))


def described(people: Iterable[Who]) -> frozenset[str]:
    """Return the words of the groups among some people that are only described."""
    vague = (who for who in people if who.label in ("people", "organisation") and _is_vague(who))
    return frozenset().union(*(telling_words(who.name) for who in vague))


def match(
    left: Iterable[Who], right: Iterable[Who], near: tuple[Iterable[Who], Iterable[Who]] = ((), ())
) -> Parties:
    """Compare two sets of participants; ``near`` are those among whom the left and right have somebody unnamed."""
    ours, theirs = {who.entity: who for who in named(left)}, {who.entity: who for who in named(right)}
    both = [ours[entity] for entity in ours if entity in theirs]
    ours_left = _by_side(who for who in ours.values() if who.entity not in theirs)
    theirs_left = _by_side(who for who in theirs.values() if who.entity not in ours)
    covered = {side(who) for who in both}
    near_ours, near_theirs = _by_side(named(near[0])), _by_side(named(near[1]))
    found: dict[str, list[str]] = {"kin": [], "rivals": [], "left_only": [], "right_only": [], "beside": []}
    for name in sorted(ours_left.keys() | theirs_left.keys()):
        kind = _standing(ours_left.get(name, []), theirs_left.get(name, []), covered=name in covered)
        if (kind == "left_only" and name in near_theirs) or (kind == "right_only" and name in near_ours):
            kind = "beside"
        if kind is not None:
            found[kind].append(name)
    close = [*found["beside"], *found["kin"]]
    beside = _beside(ours_left, near_theirs, close) | _beside(near_ours, theirs_left, close)
    if not ours and not theirs:
        beside = _beside(near_ours, near_theirs, list(near_ours))
    alone = [_told_of(ours_left, found["left_only"]), _told_of(theirs_left, found["right_only"])]
    return Parties(
        tuple(who.name for who in both if who.label == "person"),
        tuple(who.name for who in both if who.label != "person"),
        tuple(found["kin"]),
        tuple(found["rivals"]),
        tuple(who.name for who in alone[0]),
        tuple(who.name for who in alone[1]),
        unknown=not ours or not theirs or _may_be(*alone) or _may_be(*reversed(alone)),
        beside=tuple(sorted({who.name for who in beside})),
        beside_sides=tuple(name for name in found["beside"] if name not in map(side, beside)),
    )


def _beside(left: dict[str, list[Who]], right: dict[str, list[Who]], names: list[str]) -> set[Who]:
    """Return the persons, of some sides, that two tellings have, the one as participants and the other close by."""
    told = {who.entity for name in names for who in right.get(name, ())}
    return {who for name in names for who in left.get(name, ()) if who.label == "person" and who.entity in told}


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
