"""Entities that others publish: FollowTheMoney and Wikidata JSON, one entity a line → aliases and offices.

Nothing is fetched. What cannot be read is counted with its reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.link.entities.folding import squash
from dragoman.link.nodes import Held

__all__ = ["KnownEntity", "Unreadable", "known_names", "read_known"]


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An entity from outside: its id there ("Q22686"), its label (person, organisation), its usual name and others."""

    id: str
    label: str
    names: tuple[str, ...]
    country: str | None = None
    offices: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that could not be read: its number from 1, and why."""

    line: int
    reason: str


def read_known(lines: Iterable[str]) -> tuple[list[KnownEntity], list[Unreadable]]:
    """Read entities of either kind, one a line, and say what could not be read."""
    raise NotImplementedError


def known_names(entities: Iterable[KnownEntity]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the ids of the known entities for each label and name (squashed): what `Profile.known` is filled from."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entity in entities:
        for name in entity.names:
            found[entity.label, squash(name)].add(entity.id)
    return {key: tuple(sorted(ids)) for key, ids in sorted(found.items())}
