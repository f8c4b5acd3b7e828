"""What became of one thing: the tellings of an event, measure or deadline, step by step, and what is disputed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.errors import InputError
from dragoman.link import deadlines, material
from dragoman.link.events.history import history as event_steps
from dragoman.link.events.history import outcome
from dragoman.link.measures import current
from dragoman.link.measures import history as measure_steps
from dragoman.link.nodes import DeadlineNode
from dragoman.link.telling import tellings
from dragoman.store import Criteria, Store, queries, world
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
    """A step: the status (with its value), the day on which it was first told, the date it gave, who tells it."""

    status: str
    said: str | None
    date: str | None
    tellings: tuple[Telling, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline that this one replaced, or that replaced it (``later``): its id, date and why we say so."""

    id: str
    date: str
    later: bool
    said: str


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """The history of one event, measure or deadline. ``happening`` is set for events, ``moved`` for deadlines."""

    kind: str
    id: str
    status: str
    steps: tuple[Step, ...]
    happening: HappeningRow | None
    moved: tuple[Moved, ...]
    disagreements: tuple[DisagreementRow, ...]


def compose(store: Store, id: str) -> HistoryPage | CopiesPage:
    """Return the history of the thing that an entry tells, by the id of the entry or of the thing, or its beginning.

    Of a document, its copies and versions. Raises NotFoundError and RecordError as `dragoman.store.lookup.find` does,
    InputError for other kinds of entries.
    """
    kind, entry, _ = find(store, id)
    if kind == "document":
        return copies.compose(store, entry)
    if kind not in _COMPOSED:
        raise InputError(f"{id} is a {kind}: there is a history of events, measures, deadlines and documents")
    cluster = world.cluster_of(store, kind, entry)
    if cluster is None:
        raise InputError(f"{id} has not been linked yet: run `dragoman link`")
    return _COMPOSED[kind](store, cluster)


def _event(store: Store, event: str) -> HistoryPage:
    told = tellings(store, world.tellings(store, "event", event))
    rows = _rows(store, "event", told)
    steps = event_steps(told.values())
    shown = tuple(
        Step(s.status, s.said.edtf if s.said else None, s.date.edtf if s.date else None,
             tuple(rows[id] for id in s.tellings), s.sources)
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
             s.effective.edtf if s.effective else None, tuple(rows[id] for id in s.evidence), s.sources)
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
    steps = tuple(
        Step(node.status, node.published.edtf if node.published else None, node.date.edtf, (rows[node.id],), 1)
        for node in sorted(nodes.values(), key=lambda node: (node.published.first if node.published else "~", node.id))
    )
    disputed = tuple(world.disagreements(store, kind="deadline", subject=deadline))
    return HistoryPage("deadline", deadline, state.status, steps, None, moved, disputed)


def _moved(store: Store, deadline: str) -> Iterable[Moved]:
    """Yield the deadlines before and after one, among those that share documents or matter with it."""
    sql = """SELECT k.node, k.cluster FROM clusters k JOIN entries e ON e.id = k.node
        WHERE k.relation = 'deadline' AND abs(julianday(e.date_first)
            - (SELECT julianday(date_first) FROM entries WHERE id = ?)) <= ?"""
    of = {row["node"]: row["cluster"] for row in store.rows(sql, (deadline, _LONGEST_MOVE))}
    groups: dict[str, list[DeadlineNode]] = defaultdict(list)
    for id, node in material.deadlines(store, sorted(of)).items():
        groups[of[id]].append(node)
    for found in deadlines.replaces(groups):
        if deadline in (found.new, found.old):
            other = found.old if found.new == deadline else found.new
            yield Moved(other, deadlines.date_of(groups[other]).edtf, found.old == deadline, found.said)


def _rows(store: Store, kind: str, entries: Iterable[str]) -> Mapping[str, Telling]:
    """Return the tellings of a thing by the ids of their entries."""
    asked: dict[str, object] = {"event": queries.events, "measure": queries.measures, "deadline": queries.deadlines}
    found: Sequence[TellingRow] = asked[kind](store, Criteria(entries=tuple(entries)))  # type: ignore[operator]
    sources = world.sources_of(store, {row.citation.document for row in found})
    return {row.id: Telling(row, sources.get(row.citation.document, row.citation.document)) for row in found}


_COMPOSED = {"event": _event, "measure": _measure, "deadline": _deadline}
