"""Whether two profiles of bodies, places, countries, peoples or offices are one.

A body of one country is never one of another country: a conflict of countries outweighs every likeness of names.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.link.entities.bodies import acronym_of, body_name, initials_of, needs_country
from dragoman.link.entities.folding import squash
from dragoman.link.entities.posts import Likeness, alike, seat
from dragoman.link.judging import Reason, Verdict, weighed
from dragoman.link.nodes import Profile

__all__ = ["compare_bodies", "compare_offices", "compare_things"]

SAME, UNSURE = 0.8, 0.1


def compare_bodies(left: Profile, right: Profile) -> Verdict:
    """Judge two profiles of organisations."""
    return weighed(
        [_body_name(left, right), *_known(left, right), *_body_country(left, right)], same=SAME, unsure=UNSURE
    )


def _body_name(left: Profile, right: Profile) -> Reason:
    one, _ = body_name(left.name, left.country)
    other, _ = body_name(right.name, right.country)
    if one == other:
        vague = needs_country(left.name) or needs_country(right.name)
        return Reason("name", 0.5 if vague else 3.0, "a name that many bodies have" if vague else "the same name")
    acronym = _acronym(left.name, right.name)
    if acronym:
        return Reason("name", 2.0 if len(acronym) > 3 else 0.5, f"{acronym.upper()} is the acronym of the other")
    return Reason("name", -9.0, "other names")


def _acronym(left: str, right: str) -> str | None:
    """Return the acronym by which two names are one: one of them is it, the other has it in brackets or spells it."""
    one, other = acronym_of(left), acronym_of(right)
    if one and other:
        return one if one == other else None
    short, spelled = (one, initials_of(right)) if one else (other, initials_of(left))
    return short if short and short == spelled else None


def _known(left: Profile, right: Profile) -> Iterator[Reason]:
    shared = set(left.known) & set(right.known)
    if shared:
        yield Reason(
            "known",
            15.0 if len(left.known) == len(right.known) == 1 else 2.0,
            f"both are names of {', '.join(sorted(shared))}",
        )


def _body_country(left: Profile, right: Profile) -> Iterator[Reason]:
    one, other = body_name(left.name, left.country)[1], body_name(right.name, right.country)[1]
    if one and other:
        yield (
            Reason("country", 1.2, f"both of {one}")
            if one == other
            else Reason("country", -14.0, f"{one} against {other}")
        )


_OFFICES: dict[Likeness, Reason] = {
    "same": Reason("office", 3.0, "the same office"),
    "vaguer": Reason("office", -0.5, "one is the vaguer wording"),
    "other": Reason("office", -9.0, "other offices"),
}


def compare_offices(left: Profile, right: Profile) -> Verdict:
    """Judge two offices: the same wording of the same country; a vaguer one stays apart."""
    reasons = [_OFFICES[alike(left.name, right.name)]]
    one, other = seat(left.name, left.country), seat(right.name, right.country)
    if one != other:
        reasons.append(Reason("country", -9.0, f"{one or 'no country'} against {other or 'no country'}"))
    return weighed(reasons, same=SAME, unsure=UNSURE)


def compare_things(left: Profile, right: Profile) -> Verdict:
    """Judge two places, countries or peoples: the same name, and no conflict of countries."""
    same = squash(left.name.removeprefix("The ")) == squash(right.name.removeprefix("The "))
    reasons = [Reason("name", 3.0 if same else -9.0, "the same name" if same else "other names")]
    if left.country and right.country and left.country != right.country:
        reasons.append(Reason("country", -9.0, f"{left.country} against {right.country}"))
    return weighed(reasons, same=SAME, unsure=UNSURE)
