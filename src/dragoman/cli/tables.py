"""The columns in which the command line shows each kind of row."""

from __future__ import annotations

from dragoman.cli.output import Column
from dragoman.store.judgements import JudgementRow
from dragoman.store.rows import (
    Citation,
    DeadlineRow,
    DocumentRow,
    EventRow,
    MeasureRow,
    RejectionRow,
    TenureRow,
)
from dragoman.store.world import DisagreementRow, EntityRow, StoryRow
from dragoman.views.wording import counted, rate

__all__ = [
    "COUNTS",
    "DEADLINES",
    "DISAGREEMENTS",
    "DOCUMENTS",
    "ENTITIES",
    "EVENTS",
    "JUDGEMENTS",
    "MEASURES",
    "REJECTIONS",
    "STORIES",
    "TENURES",
]

_ID = 8  # digits of an id that tables show: `show` takes the beginning of one
_WORDS = 110  # characters of a sentence that tables show


def _parties(row: EventRow) -> str:
    """Return who did it, and to or with whom."""
    return ", ".join(row.actors) + (f" → {', '.join(row.recipients)}" if row.recipients else "")


def _source(citation: Citation) -> str:
    return " ".join(filter(None, (citation.outlet or citation.title, citation.published or "undated")))


def _kind(row: EventRow) -> str:
    kind = f"{row.type} {row.mode}" if row.mode else row.type
    return kind if row.status == "done" else f"{kind}, {row.status}"


def _words(row: EventRow) -> str:
    return row.content or _around(row.citation.sentence, row.trigger)


def _around(sentence: str, words: str) -> str:
    """Return the part of a sentence around some words, with an ellipsis where it is cut."""
    at = max(sentence.find(words), 0)
    start = max(0, min(at - _WORDS // 3, len(sentence) - _WORDS))
    part = sentence[start : start + _WORDS]
    return ("…" if start else "") + part + ("…" if start + _WORDS < len(sentence) else "")


def _entries(row: DocumentRow) -> str:
    counts = {"event": row.events, "measure": row.measures, "deadline": row.deadlines, "tenure": row.tenures}
    return ", ".join(counted(count, kind) for kind, count in counts.items() if count)


DOCUMENTS: tuple[Column[DocumentRow], ...] = (
    Column("Id", lambda row: row.id[:_ID], style="cyan"),
    Column("Published", lambda row: row.published or "unknown"),
    Column("Outlet", lambda row: row.outlet or row.agency, 2),
    Column("Title", lambda row: row.title, 5),
    Column("Genre", lambda row: row.genre),
    Column("Entries", _entries, 3),
)
EVENTS: tuple[Column[EventRow], ...] = (
    Column("Id", lambda row: row.id[:_ID], style="cyan"),
    Column("Date", lambda row: row.date),
    Column("Event", _kind),
    Column("Who → whom", lambda row: _parties(row) + (f" ({row.place})" if row.place else ""), 3),
    Column("Words", _words, 5),
    Column("Source", lambda row: _source(row.citation), 2),
)
MEASURES: tuple[Column[MeasureRow], ...] = (
    Column("Id", lambda row: row.id[:_ID], style="cyan"),
    Column("Imposer", lambda row: row.imposer, 2),
    Column("Target", lambda row: row.target, 2),
    Column("Measure", lambda row: " ".join(filter(None, (row.instrument, row.product))), 3),
    Column("Rate", lambda row: rate(row.rate, row.unit)),
    Column("Status", lambda row: row.status),
    Column("From", lambda row: row.effective),
    Column("Source", lambda row: _source(row.citation), 3),
)
DEADLINES: tuple[Column[DeadlineRow], ...] = (
    Column("Id", lambda row: row.id[:_ID], style="cyan"),
    Column("Date", lambda row: row.date),
    Column("Status", lambda row: row.status),
    Column("What", lambda row: row.what, 5),
    Column("Source", lambda row: _source(row.citation), 3),
)
TENURES: tuple[Column[TenureRow], ...] = (
    Column("Id", lambda row: row.id[:_ID], style="cyan"),
    Column("Person", lambda row: row.person, 3),
    Column("Office", lambda row: row.office, 4),
    Column("Of", lambda row: row.of, 3),
    Column("Status", lambda row: row.status),
    Column("Source", lambda row: _source(row.citation), 3),
)
REJECTIONS: tuple[Column[RejectionRow], ...] = (
    Column("Reason", lambda row: row.reason, style="red"),
    Column("Stage", lambda row: row.stage),
    Column("Page", lambda row: row.uri, 3),
    Column("In", lambda row: row.container, 2),
    Column("Detail", lambda row: row.detail, 4),
)
ENTITIES: tuple[Column[EntityRow], ...] = (
    Column("Id", lambda row: row.id[:_ID], style="cyan"),
    Column("Name", lambda row: row.name, 4),
    Column("Kind", lambda row: row.label),
    Column("Country", lambda row: row.country, 2),
    Column("Documents", lambda row: str(row.documents)),
)
JUDGEMENTS: tuple[Column[JudgementRow], ...] = (
    Column("No", lambda row: str(row.number), style="cyan"),
    Column("Judgement", lambda row: f"{row.judgement}, taken back" if row.withdrawn else row.judgement),
    Column("Kind", lambda row: row.relation),
    Column("Of", lambda row: f"{row.called[0]} [{row.left[:_ID]}] / {row.called[1]} [{row.right[:_ID]}]", 5),
    Column("Score", lambda row: "" if row.person else f"{row.score:.2f}"),
    Column("Why", lambda row: "; ".join(row.reasons), 5),
    Column("By", lambda row: row.by),
    Column("When", lambda row: row.at[:10]),
)
DISAGREEMENTS: tuple[Column[DisagreementRow], ...] = (
    Column("Subject", lambda row: row.subject[:_ID], style="cyan"),
    Column("Of", lambda row: row.kind),
    Column("Slot", lambda row: row.slot),
    Column("Values", lambda row: " | ".join(f"{v.value} ({', '.join(v.names)})" for v in row.values), 4),
    Column("In words", lambda row: row.said, 4),
)
STORIES: tuple[Column[StoryRow], ...] = (
    Column("Id", lambda row: row.id[:_ID], style="cyan"),
    Column("Story", lambda row: row.name, 5),
    Column("Told", lambda row: row.first if row.first == row.last else f"{row.first} to {row.last}"),
    Column("Documents", lambda row: str(row.documents)),
    Column("Sources", lambda row: str(row.sources)),
    Column("Parties", lambda row: ", ".join(party.name for party in row.parties), 3),
)
COUNTS: tuple[Column[tuple[str, int]], ...] = (
    Column("What", lambda row: row[0].capitalize(), 1, style="bold"),
    Column("Number", lambda row: str(row[1])),
)
