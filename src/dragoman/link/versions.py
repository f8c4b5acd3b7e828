"""Versions: documents that are one thing at different times (a feed item whose text was changed later)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from dragoman.model import Link

__all__ = ["RELATION", "Version", "version_links"]

RELATION = "version-of"


@dataclass(frozen=True, slots=True)
class Version:
    """A document, the key that it shares with its other versions, and its text."""

    document: str
    key: str
    text: str


def version_links(versions: Iterable[Version], at: str) -> list[Link]:
    """Link each version to the one before it; ``versions`` come grouped by key, oldest first.

    Documents with the same text are no versions of each other. ``at`` is the ISO instant of the judgement.
    """
    return [
        Link(later.document, earlier.document, RELATION, "same", 1.0, ("same key", "other text"), "versions 1", at)
        for _, group in groupby(versions, lambda version: version.key)
        for earlier, later in _steps(list(group))
    ]


def _steps(versions: list[Version]) -> Iterator[tuple[Version, Version]]:
    texts: dict[str, Version] = {}
    for version in versions:
        texts.setdefault(version.text, version)
    distinct = list(texts.values())
    return pairwise(distinct)
