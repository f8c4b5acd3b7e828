"""One story: its turning points, its documents, and how much of each belongs to it."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.errors import NotFoundError, RecordError
from dragoman.link import stories
from dragoman.store import Criteria, Store, queries, world
from dragoman.store.rows import DocumentRow
from dragoman.store.world import HappeningRow, StoryRow

__all__ = ["PartOf", "StoryPage", "TurningPoint", "compose"]

_SHOWN = 5  # candidates named where the beginning of an id is not enough


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """An event that turned a story, and why it is one."""

    event: HappeningRow
    why: str


@dataclass(frozen=True, slots=True)
class PartOf:
    """A document of a story: ``share`` (0 to 1) of its events belongs to it; ``source`` is whose word it is."""

    document: DocumentRow
    share: float
    source: str


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A story with its turning points in order of time and its documents, the first published first."""

    story: StoryRow
    turns: tuple[TurningPoint, ...]
    documents: tuple[PartOf, ...]


def compose(store: Store, id: str) -> StoryPage:
    """Return a story by its id or the beginning of it.

    Raises NotFoundError where there is none, RecordError where several ids begin so.
    """
    row = _find(store, id)
    members = store.rows("SELECT node FROM clusters WHERE relation = 'story' AND cluster = ?", (row.id,))
    nodes = stories.nodes(store, [member["node"] for member in members])
    told = stories.story(list(nodes.values()))
    events = {one.id: one for one in world.happenings(store, Criteria(), several=[turn.event for turn in told.turns])}
    sources = world.sources_of(store, [part.document for part in told.documents])
    documents = {one.id: one for part in told.documents
                 for one in queries.documents(store, Criteria(document=part.document))}  # fmt: skip
    return StoryPage(
        row,
        tuple(TurningPoint(events[turn.event], turn.why) for turn in told.turns),
        tuple(PartOf(documents[part.document], part.share, sources.get(part.document, part.document))
              for part in told.documents),
    )  # fmt: skip


def _find(store: Store, prefix: str) -> StoryRow:
    sql = "SELECT id FROM stories WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id"
    rows = store.rows(sql, (prefix,)) if prefix else []
    if not rows:
        raise NotFoundError(f"no story has an id that begins with {prefix!r}: `dragoman stories` lists them")
    if len(rows) > 1:
        several = ", ".join(row["id"] for row in rows[:_SHOWN])
        raise RecordError(f"{prefix!r} is the beginning of {len(rows)} ids of stories: {several}")
    return world.stories(store, several=[rows[0]["id"]])[0]
