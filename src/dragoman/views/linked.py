"""What linking says of the entries that a view shows: which event, whose word, how it stands, what is disputed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dragoman.store import Criteria, Store, world
from dragoman.store.clusters import clusters_of, members
from dragoman.store.rows import EventRow

__all__ = ["Linked", "copies"]


class Linked:
    """The links of some events and documents. What has not been linked yet stands for itself."""

    def __init__(self, store: Store, events: Iterable[EventRow], documents: Iterable[str]) -> None:
        self._events = clusters_of(store, "event", (row.id for row in events))
        self._sources = world.sources_of(store, documents)
        several = set(self._events.values())
        self._status = {row.id: row.status for row in world.happenings(store, Criteria(), several=several)}
        self._disputed: dict[str, list[str]] = defaultdict(list)
        for row in world.disagreements(store, kind="event"):
            self._disputed[row.subject].append(row.said)

    def event(self, entry: str) -> str:
        """Return the event that an entry tells."""
        return self._events.get(entry, entry)

    def source(self, document: str) -> str:
        """Return whose word a document is: an agency and the papers that print it are one source."""
        return self._sources.get(document, document)

    def status(self, event: str) -> str | None:
        """Return how an event stands, by all that is told of it."""
        return self._status.get(event)

    def disputed(self, event: str) -> tuple[str, ...]:
        """Return in words on what the sources of an event disagree."""
        return tuple(self._disputed.get(event, ()))


def copies(store: Store, documents: Iterable[str]) -> dict[str, str]:
    """Return, for each of some documents that is a copy, the document that it is a copy of."""
    found = clusters_of(store, "copy", documents)
    several = {first for first, group in members(store, "copy", set(found.values())).items() if len(group) > 1}
    return {document: first for document, first in found.items() if first in several and first != document}
