"""The ids of a document's entries: hashes of what they say and where, so that reading twice gives the same ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.model import (
    DeadlineMention,
    Document,
    EntryKind,
    EventMention,
    MeasureMention,
    TenureMention,
    content_id,
)

__all__ = ["Entry", "EntryMention", "entries"]

EntryMention = EventMention | MeasureMention | DeadlineMention | TenureMention


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a document with its id; ``number`` is its place among the document's entries of its kind."""

    id: str
    kind: EntryKind
    number: int
    mention: EntryMention


def entries(document: Document) -> Iterator[Entry]:
    """Yield every entry of a document with its id, in the order of the layers."""
    seen: Counter[tuple[str, ...]] = Counter()
    layers = document.layers
    kinds: tuple[tuple[EntryKind, tuple[EntryMention, ...]], ...] = (
        ("event", layers.events),
        ("measure", layers.measures),
        ("deadline", layers.deadlines),
        ("tenure", layers.tenures),
    )
    for kind, mentions in kinds:
        for number, mention in enumerate(mentions):
            trigger = mention.trigger
            key = (document.id, kind, str(trigger.start), str(trigger.end), *_says(mention))
            yield Entry(content_id(*key, str(seen[key])), kind, number, mention)
            seen[key] += 1


def _says(mention: EntryMention) -> tuple[str, ...]:
    """Return what tells entries with the same trigger apart."""
    match mention:
        case EventMention():
            return (mention.type,)
        case MeasureMention():
            return (mention.instrument, mention.target or "", str(mention.rate))
        case DeadlineMention():
            return (mention.date,)
        case TenureMention():
            return (mention.person.name, mention.office)
