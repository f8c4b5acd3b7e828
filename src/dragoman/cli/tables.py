"""The columns in which the command line shows each kind of row."""

from __future__ import annotations

from dragoman.cli.output import Column
from dragoman.store.rows import (
    Citation,
    DeadlineRow,
    DocumentRow,
    EventRow,
    MeasureRow,
    RejectionRow,
    TenureRow,
)

__all__ = ["DEADLINES", "DOCUMENTS", "EVENTS", "MEASURES", "REJECTIONS", "TENURES", "parties", "rate"]

_ID = 8  # digits of an id that tables show: `show` takes the beginning of one
_WORDS = 110  # characters of a sentence that tables show


def parties(row: EventRow) -> str:
    """Return who did it, and to or with whom."""
    return ", ".join(row.actors) + (f" → {', '.join(row.recipients)}" if row.recipients else "")


def rate(row: MeasureRow) -> str:
    """Return the rate with its unit: "25%", empty where there is none."""
    if row.rate is None:
        return ""
    return f"{row.rate:g}" + ("%" if row.unit == "percent" else f" {row.unit}" if row.unit else "")


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
    return ", ".join(f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in counts.items() if count)


DOCUMENTS = (
    Column[DocumentRow]("Id", lambda row: row.id[:_ID], style="cyan"),
    Column[DocumentRow]("Published", lambda row: row.published or "unknown"),
    Column[DocumentRow]("Outlet", lambda row: row.outlet or row.agency, 2),
    Column[DocumentRow]("Title", lambda row: row.title, 5),
    Column[DocumentRow]("Genre", lambda row: row.genre),
    Column[DocumentRow]("Entries", _entries, 3),
)
EVENTS = (
    Column[EventRow]("Id", lambda row: row.id[:_ID], style="cyan"),
    Column[EventRow]("Date", lambda row: row.date, 2),
    Column[EventRow]("Event", _kind, 2),
    Column[EventRow]("Who → whom", parties, 3),
    Column[EventRow]("Place", lambda row: row.place, 2),
    Column[EventRow]("Words", _words, 6),
    Column[EventRow]("Source", lambda row: _source(row.citation), 2),
)
MEASURES = (
    Column[MeasureRow]("Id", lambda row: row.id[:_ID], style="cyan"),
    Column[MeasureRow]("Imposer", lambda row: row.imposer, 2),
    Column[MeasureRow]("Target", lambda row: row.target, 2),
    Column[MeasureRow]("Measure", lambda row: " ".join(filter(None, (row.instrument, row.product))), 3),
    Column[MeasureRow]("Rate", rate),
    Column[MeasureRow]("Status", lambda row: row.status),
    Column[MeasureRow]("From", lambda row: row.effective),
    Column[MeasureRow]("Source", lambda row: _source(row.citation), 3),
)
DEADLINES = (
    Column[DeadlineRow]("Id", lambda row: row.id[:_ID], style="cyan"),
    Column[DeadlineRow]("Date", lambda row: row.date),
    Column[DeadlineRow]("Status", lambda row: row.status),
    Column[DeadlineRow]("What", lambda row: row.what, 5),
    Column[DeadlineRow]("Source", lambda row: _source(row.citation), 3),
)
TENURES = (
    Column[TenureRow]("Id", lambda row: row.id[:_ID], style="cyan"),
    Column[TenureRow]("Person", lambda row: row.person, 3),
    Column[TenureRow]("Office", lambda row: row.office, 4),
    Column[TenureRow]("Of", lambda row: row.of, 3),
    Column[TenureRow]("Status", lambda row: row.status),
    Column[TenureRow]("Source", lambda row: _source(row.citation), 3),
)
REJECTIONS = (
    Column[RejectionRow]("Reason", lambda row: row.reason, style="red"),
    Column[RejectionRow]("Stage", lambda row: row.stage),
    Column[RejectionRow]("Page", lambda row: row.uri, 3),
    Column[RejectionRow]("In", lambda row: row.container, 2),
    Column[RejectionRow]("Detail", lambda row: row.detail, 4),
)
