"""The brief that a desk officer would put on an ambassador's desk, composed from the record and cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from dragoman.edtf import parse_days
from dragoman.errors import InputError
from dragoman.store import Criteria, Store, queries
from dragoman.store.rows import DeadlineRow, DocumentRow, EventRow, MeasureRow
from dragoman.views.cast import Cast
from dragoman.views.due import due
from dragoman.views.gaps import gaps
from dragoman.views.groups import grouped
from dragoman.views.linked import Linked, copies
from dragoman.views.material import Material
from dragoman.views.measures import merged
from dragoman.views.paper import Brief, Notes
from dragoman.views.themes import sections, summary
from dragoman.views.versions import Versions
from dragoman.views.wording import day

__all__ = ["Brief", "BriefSettings", "compose"]


@dataclass(frozen=True, slots=True)
class BriefSettings:
    """What a brief is about.

    ``since`` and ``until`` are EDTF dates; an act whose date the text does not give counts with the date of its
    document. ``actor`` is a party: a name by its parts, or a country with those who act for it. ``as_of`` is the day
    (ISO) from which days left are counted; by default that of the newest document, at most today. ``per_theme`` is the
    number of paragraphs of a theme.

    Raises InputError where ``as_of`` is no day or ``per_theme`` is not positive.
    """

    marking: str = "UNCLASSIFIED // OPEN SOURCES"
    subject: str | None = None
    actor: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    per_theme: int = 8

    def __post_init__(self) -> None:
        found = parse_days(self.as_of)
        if self.as_of is not None and not (found and found.single):
            raise InputError(f"not a day: {self.as_of!r}; write it as 2025-07-11")
        if self.per_theme < 1:
            raise InputError(f"a theme needs at least one paragraph, not {self.per_theme}")


def compose(store: Store, settings: BriefSettings) -> Brief:
    """Compose the brief from what the record holds in the period about the party."""
    criteria = Criteria(since=settings.since, until=settings.until, reported=True)
    cast = Cast(store)
    everything = queries.documents(store)
    versions = Versions(store, [row.id for row in everything])
    events, measures, deadlines = _entries(store, criteria, settings.actor, cast)
    cited = _cited(events, measures, deadlines)
    events, measures, deadlines = versions.current(events), versions.current(measures), versions.current(deadlines)
    documents = [row for row in everything if row.id in cited]
    linked = Linked(store, events, cited)
    as_of, groups = _as_of(settings, everything), grouped(events, cast, _newest(documents), linked)
    material = Material(groups, merged(measures), deadlines, documents, cast, Notes(), as_of, settings.per_theme)
    return Brief(
        marking=settings.marking,
        subject=settings.subject or _subject(settings),
        as_of=as_of.isoformat(),
        period=_period(settings, documents),
        summary=summary(material),
        sections=sections(material),
        due=due(material),
        gaps=gaps(material),
        notes=material.notes.all(),
        documents=tuple(documents),
        superseded=tuple(row.id for row in documents if versions.newest(row.id)),
        copies=copies(store, cited),
        sources=len({linked.source(document) for document in cited}),
    )


def _entries(
    store: Store, criteria: Criteria, actor: str | None, cast: Cast
) -> tuple[list[EventRow], list[MeasureRow], list[DeadlineRow]]:
    """Return the entries of the period; with a party, its events and measures, and the deadlines of their documents."""
    events, measures = queries.events(store, criteria), queries.measures(store, criteria)
    deadlines = queries.deadlines(store, criteria)
    if actor is None:
        return events, measures, deadlines
    events = [row for row in events if cast.concerns((*row.actors, *row.recipients), actor)]
    measures = [row for row in measures if cast.concerns(filter(None, (row.imposer, row.target)), actor)]
    cited = _cited(events, measures)
    return events, measures, [row for row in deadlines if row.citation.document in cited]


def _cited(*rows: Sequence[EventRow] | Sequence[MeasureRow] | Sequence[DeadlineRow]) -> set[str]:
    return {row.citation.document for several in rows for row in several}


def _as_of(settings: BriefSettings, documents: list[DocumentRow]) -> date:
    if settings.as_of:
        return date.fromisoformat(settings.as_of[:10])
    return min(_newest(documents), datetime.now(UTC).date())


def _newest(documents: list[DocumentRow]) -> date:
    """Return the day of the newest document, today where none has a date."""
    last = max((found.last for row in documents if (found := parse_days(row.published))), default=None)
    return date.fromisoformat(last) if last else datetime.now(UTC).date()


def _subject(settings: BriefSettings) -> str:
    return f"What open sources report on {settings.actor}" if settings.actor else "What open sources report"


def _period(settings: BriefSettings, documents: list[DocumentRow]) -> str:
    if settings.since and settings.until:
        return f"{day(settings.since)} to {day(settings.until)}"
    if settings.since or settings.until:
        return f"from {day(settings.since)}" if settings.since else f"up to {day(settings.until or '')}"
    found = [days for row in documents if (days := parse_days(row.published))]
    if not found:
        return "all that the record holds"
    first, last = min(days.first for days in found), max(days.last for days in found)
    return f"documents of {day(first)} to {day(last)}" if first != last else f"documents of {day(first)}"
