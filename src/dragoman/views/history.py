"""What became of one thing: the tellings of an event, measure or deadline, step by step, and what is disputed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from dragoman.errors import InputError, NotFoundError
from dragoman.link import deadlines, material
from dragoman.link.events.history import history as event_steps
from dragoman.link.events.history import outcome
from dragoman.link.matter import content_words
from dragoman.link.measures import current
from dragoman.link.measures import history as measure_steps
from dragoman.link.nodes import DeadlineNode
from dragoman.link.telling import tellings
from dragoman.store import Criteria, Store, queries, world
from dragoman.store.clusters import clusters_of, members
from dragoman.store.lookup import find
from dragoman.store.rows import DeadlineRow, EventRow, MeasureRow
from dragoman.store.world import DisagreementRow, HappeningRow
from dragoman.views import copies
from dragoman.views.copies import CopiesPage
from dragoman.views.wording import rate

__all__ = ["HistoryPage", "Moved", "Step", "Telling", "compose"]

_LONGEST_MOVE = 400  # days: deadlines further apart do not replace each other

TellingRow = EventRow | MeasureRow | DeadlineRow


@dataclass(frozen=True, slots=True)
class Telling:
    """An entry that tells the thing, and whose word its document is."""

    entry: TellingRow
    source: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step: the status (with its value), the day on which it was first told, the date it gave, who tells it.

    ``sources`` counts independent ones; ``copies`` is how many documents are copies or versions of others here.
    """

    status: str
    said: str | None
    date: str | None
    tellings: tuple[Telling, ...]
    sources: int
    copies: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline that this one replaced, or that replaced it (``later``): its id, date and why we say so."""

    id: str
    date: str
    later: bool
    said: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The history of one event, measure or deadline, or of a document.

    ``happening`` is set for events, ``moved`` for deadlines; a document has ``copies`` and no steps.
    """

    kind: str
    id: str
    status: str
    steps: tuple[Step, ...]
    happening: HappeningRow | None
    moved: tuple[Moved, ...]
    disagreements: tuple[DisagreementRow, ...]
    copies: CopiesPage | None = None


def compose(store: Store, id: str) -> HistoryPage:
    """Return the history of the thing that an entry tells, by the id of the entry or of the thing, or its beginning.

    Of a document, its copies and versions. Raises NotFoundError and RecordError as `dragoman.store.lookup.find` does,
    InputError for other kinds of entries.
    """
    kind, entry = _kind_of(store, id)
    if kind == "document":
        return HistoryPage(kind, entry, "", (), None, (), (), copies.compose(store, entry))
    if kind not in _COMPOSED:
        raise InputError(f"{id} is a {kind}: there is a history of events, measures, deadlines and documents")
    cluster = world.cluster_of(store, kind, entry)
    if cluster is None:
        raise InputError(f"{id} has not been linked yet: run `dragoman link`")
    return _COMPOSED[kind](store, cluster)


def _kind_of(store: Store, id: str) -> tuple[str, str]:
    try:
        kind, entry, _ = find(store, id)
    except NotFoundError:
        if len(id) > 3 and world.profiles_by_id(store, id, 1):
            raise InputError(f"{id} is an entity: `dragoman entity {id}` shows it") from None
        raise
    return kind, entry


def _event(store: Store, event: str) -> HistoryPage:
    told = tellings(store, world.tellings(store, "event", event))
    rows = _rows(store, "event", told)
    steps = event_steps(told.values())
    shown = tuple(
        Step(s.status, s.said.edtf if s.said else None, s.date.edtf if s.date else None,
             tuple(rows[id] for id in s.tellings), s.sources, _copies(store, rows, s.tellings))
        for s in steps
    )  # fmt: skip
    last = outcome(steps)
    [happening] = world.happenings(store, Criteria(), several=[event])
    disputed = tuple(world.disagreements(store, kind="event", subject=event))
    return HistoryPage("event", event, last.status if last else "", shown, happening, (), disputed)


def _measure(store: Store, measure: str) -> HistoryPage:
    nodes = material.measures(store, world.tellings(store, "measure", measure))
    rows = _rows(store, "measure", nodes)
    steps = measure_steps(nodes.values(), world.sources_of(store, {node.document for node in nodes.values()}))
    shown = tuple(
        Step(_with_rate(s.status, s.rate, s.unit), s.said.edtf if s.said else None,
             s.effective.edtf if s.effective else None, tuple(rows[id] for id in s.evidence), s.sources,
             _copies(store, rows, s.evidence))
        for s in steps
    )  # fmt: skip
    now = current(steps)
    disputed = tuple(world.disagreements(store, kind="measure", subject=measure))
    status = _with_rate(now.status, now.rate, now.unit) if now else ""
    return HistoryPage("measure", measure, status, shown, None, (), disputed)


def _with_rate(status: str, value: float | None, unit: str | None) -> str:
    return status if value is None else f"{status}, {rate(value, unit)}"


def _deadline(store: Store, deadline: str) -> HistoryPage:
    nodes = material.deadlines(store, world.tellings(store, "deadline", deadline))
    rows = _rows(store, "deadline", nodes)
    moved = tuple(_moved(store, deadline))
    state = deadlines.state_of(list(nodes.values()), replaced=any(one.later for one in moved))
    told = sorted(nodes.values(), key=lambda node: (node.published.first if node.published else "~", node.id))
    groups = [list(group) for _, group in groupby(told, key=lambda node: (node.status, node.date.edtf))]
    steps = tuple(_told(store, rows, group) for group in groups)
    disputed = tuple(world.disagreements(store, kind="deadline", subject=deadline))
    return HistoryPage("deadline", deadline, state.status, steps, None, moved, disputed)


def _told(store: Store, rows: Mapping[str, Telling], group: Sequence[DeadlineNode]) -> Step:
    """Return one step: tellings in a row that give a deadline the same status and date."""
    first, entries = group[0], tuple(node.id for node in group)
    said = first.published.edtf if first.published else None
    sources = len({rows[id].source for id in entries})
    return Step(first.status, said, first.date.edtf, tuple(rows[id] for id in entries), sources,
                _copies(store, rows, entries))  # fmt: skip


def _moved(store: Store, deadline: str) -> Iterable[Moved]:
    """Yield the deadlines before and after one, among those that share a mark of a chain with it."""
    groups = _beside(store, deadline)
    for found in deadlines.replaces(groups):
        if deadline in (found.new, found.old):
            other = found.old if found.new == deadline else found.new
            yield Moved(other, deadlines.date_of(groups[other]).edtf, found.old == deadline, found.said)


def _beside(store: Store, deadline: str) -> dict[str, list[DeadlineNode]]:
    """Return a deadline and those that share a mark of a chain with it, with their tellings.

    Only those near it in time that share a document or a word of what is due are loaded.
    """
    own = material.deadlines(store, members(store, "deadline", [deadline])[deadline])
    documents = {node.document for node in own.values()}
    words = frozenset[str]().union(*(content_words(node.what) for node in own.values()))
    sql = """SELECT k.node, k.cluster, e.document, l.what FROM entries e
        CROSS JOIN clusters k ON k.relation = 'deadline' AND k.node = e.id CROSS JOIN deadlines l ON l.entry = e.id
        WHERE e.kind = 'deadline' AND e.date_first BETWEEN date(?1, ?2) AND date(?3, ?4)"""
    first, last = min(n.date.first for n in own.values()), max(n.date.last for n in own.values())
    rows = store.rows(sql, (first, f"-{_LONGEST_MOVE} days", last, f"+{_LONGEST_MOVE} days"))
    near = {row["cluster"] for row in rows if row["document"] in documents or words & content_words(row["what"])}
    several = members(store, "deadline", near | {deadline})
    nodes = material.deadlines(store, sorted({id for group in several.values() for id in group}))
    groups = {id: [nodes[node] for node in group if node in nodes] for id, group in several.items()}
    marks = _marks(own.values())
    return {id: group for id, group in groups.items() if id == deadline or marks & _marks(group)}


def _marks(nodes: Iterable[DeadlineNode]) -> frozenset[str]:
    return frozenset[str]().union(*(deadlines.chain_marks(node) for node in nodes))


def _copies(store: Store, rows: Mapping[str, Telling], entries: Iterable[str]) -> int:
    documents = {rows[id].entry.citation.document for id in entries}
    groups = clusters_of(store, "copy", documents)
    return len(documents) - len({groups.get(document, document) for document in documents})


def _rows(store: Store, kind: str, entries: Iterable[str]) -> Mapping[str, Telling]:
    """Return the tellings of a thing by the ids of their entries."""
    asked: dict[str, object] = {"event": queries.events, "measure": queries.measures, "deadline": queries.deadlines}
    found: Sequence[TellingRow] = asked[kind](store, Criteria(entries=tuple(entries)))  # type: ignore[operator]
    sources = world.sources_of(store, {row.citation.document for row in found})
    return {row.id: Telling(row, sources.get(row.citation.document, row.citation.document)) for row in found}


_COMPOSED = {"event": _event, "measure": _measure, "deadline": _deadline}
