"""Story clusters → stories: the name, the days, the parties and the documents of each, written down."""

from __future__ import annotations

import json
from collections.abc import Sequence

from dragoman.link.stories import Story, nodes, story
from dragoman.store import Store, clusters
from dragoman.store.clusters import ids

__all__ = ["summarise_stories"]


def summarise_stories(store: Store, several: Sequence[str]) -> None:
    """Write the rows of some stories anew; one that has no event any more goes."""
    groups = clusters.members(store, "story", several)
    events = nodes(store, sorted({node for group in groups.values() for node in group}))
    found = {id: (story([events[node] for node in group]), len(group)) for id, group in groups.items()}
    documents = {part.document for told, _ in found.values() for part in told.documents}
    rows = store.rows("SELECT s.document, s.source FROM json_each(?) j CROSS JOIN sources s ON s.document = j.value",
                      (ids(documents),))  # fmt: skip
    sources = {row["document"]: row["source"] for row in rows}
    store.write("DELETE FROM stories WHERE id IN (SELECT value FROM json_each(?))", (ids(several),))
    store.write_many(
        "INSERT INTO stories VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(id, *_row(told, events_in, {sources.get(part.document, part.document) for part in told.documents}))
         for id, (told, events_in) in found.items()],
    )  # fmt: skip
    store.write_many(
        "INSERT INTO story_documents VALUES (?, ?, ?)",
        [(id, part.document, part.share) for id, (told, _) in found.items() for part in told.documents],
    )


def _row(told: Story, events: int, sources: set[str]) -> tuple[object, ...]:
    parties = [(who.entity, who.name, who.label, who.country) for who in told.parties]
    first, last = (told.days.first, told.days.last) if told.days else (None, None)
    named = json.dumps(parties, ensure_ascii=False)
    return told.name, first, last, named, events, len(told.documents), len(sources)
