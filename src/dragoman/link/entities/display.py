"""The name of an entity and the other names that documents use for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dragoman.link.entities.folding import squash
from dragoman.link.entities.persons import parse
from dragoman.link.nodes import Profile

__all__ = ["aliases", "displayed_name"]


def displayed_name(profiles: Iterable[Profile]) -> str:
    """Return the name of an entity: of a person the most used full name, of others the most used name.

    A name all in capitals is taken only where there is no other.
    Ties go to the longer name, then to the first by alphabet; the order of the profiles does not matter.
    Raises ValueError where there is no profile.
    """
    return _ranked(profiles)[0]


def aliases(profiles: Iterable[Profile]) -> tuple[str, ...]:
    """Return the other names of an entity, the most used first."""
    return tuple(_ranked(profiles)[1:])


def _ranked(profiles: Iterable[Profile]) -> list[str]:
    uses: Counter[str] = Counter()
    full: dict[str, bool] = {}
    for profile in profiles:
        uses[profile.name] += profile.documents
        full[profile.name] = profile.label != "person" or _whole(profile.name)
    if not uses:
        raise ValueError("an entity has at least one profile")
    return sorted(uses, key=lambda name: (not full[name], name.isupper(), -uses[name], -len(squash(name)), name))


def _whole(name: str) -> bool:
    """Tell whether a name has two parts that are more than initials."""
    return sum(len(part) > 1 for part in parse(name).parts) > 1
