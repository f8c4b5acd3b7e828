"""Corrected versions of one item: the newest telling of a sentence stands for the earlier ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from dragoman.store import Store, queries
from dragoman.store.names import name_words
from dragoman.store.rows import DeadlineRow, EventRow, MeasureRow

__all__ = ["Versions"]

Row = TypeVar("Row", EventRow, MeasureRow, DeadlineRow)

_ALIKE = 0.6  # share of words that two versions of one sentence have in common


class Versions:
    """Which documents of a record have a newer version in it."""

    def __init__(self, store: Store, documents: Iterable[str]) -> None:
        by_key: dict[str, list[str]] = {}
        for document, key, _ in queries.versions(store, sorted(documents)):
            by_key.setdefault(key, []).append(document)
        self._newest = {older: several[-1] for several in by_key.values() for older in several[:-1]}

    def newest(self, document: str) -> str | None:
        """Return the newest version of a document, None where it is that itself."""
        return self._newest.get(document)

    def current(self, rows: Iterable[Row]) -> list[Row]:
        """Return the entries without those whose sentence stands in a newer version too, be it corrected.

        What only an older version tells stays: the newer one may be shorter.
        """
        several = list(rows)
        told: dict[str, list[tuple[str, set[str]]]] = {}
        for row in several:
            told.setdefault(row.citation.document, []).append((_kind(row), _words(row)))
        return [row for row in several if not self._retold(row, told)]

    def _retold(self, row: Row, told: dict[str, list[tuple[str, set[str]]]]) -> bool:
        newer = told.get(self._newest.get(row.citation.document, ""), ())
        words = _words(row)
        return any(kind == _kind(row) and len(words & other) >= _ALIKE * len(words | other) for kind, other in newer)


def _kind(row: EventRow | MeasureRow | DeadlineRow) -> str:
    """Return what tells entries of one sentence apart, apart from the values that a correction may change."""
    if isinstance(row, EventRow):
        return f"{row.type} {row.mode} {row.trigger}"
    return f"{row.instrument} {row.target}" if isinstance(row, MeasureRow) else ""


def _words(row: EventRow | MeasureRow | DeadlineRow) -> set[str]:
    return set(name_words(row.citation.sentence).split())
