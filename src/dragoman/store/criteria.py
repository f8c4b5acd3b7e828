"""What a query asks for, and the SQL conditions that follow from it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from dragoman.edtf import Days, days
from dragoman.errors import InputError
from dragoman.store.names import name_query, text_query

__all__ = ["EVERYTHING", "Conditions", "Criteria"]


@dataclass(frozen=True, slots=True)
class Criteria:
    """What to look for; what is None does not matter.

    ``actor``, ``recipient`` and ``place`` find names by their parts, whatever case, accents or hyphens ("Wi" finds "Wi
    Sung-lac"); of a measure the actor is who imposes it and the recipient its target, of a tenure the actor is the
    person and the place what the office is of. ``since`` and ``until`` are EDTF dates; an entry is found where its
    date can fall between them. With ``reported``, an entry whose date the text does not give counts with the date of
    its document. ``text`` is searched in the sentence. ``document`` is the beginning of an id, or the caller's own id;
    ``entries`` are whole ids of entries.

    Raises InputError where a date is not EDTF or ``limit`` is negative.
    """

    actor: str | None = None
    recipient: str | None = None
    type: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    place: str | None = None
    text: str | None = None
    document: str | None = None
    limit: int | None = None
    reported: bool = False
    entries: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        if self.limit is not None and self.limit < 0:
            raise InputError(f"the limit cannot be negative: {self.limit}")
        _ = self.period

    @property
    def period(self) -> Days:
        """The days from ``since`` to ``until``."""
        first = _days(self.since).first if self.since else "0001-01-01"
        last = _days(self.until).last if self.until else "9999-12-31"
        return Days(first, last)


EVERYTHING = Criteria()


def _days(text: str) -> Days:
    try:
        return days(text)
    except ValueError as error:
        raise InputError(f"{error}: write a date as 2025-07-07, 2025-07 or 2025") from None


@dataclass(slots=True)
class Conditions:
    """Conditions joined by AND, with their parameters, put together one by one."""

    parts: list[str] = field(default_factory=list)
    parameters: list[Any] = field(default_factory=list)

    def add(self, sql: str, *parameters: Any) -> None:
        """Add a condition."""
        self.parts.append(sql)
        self.parameters.extend(parameters)

    def where(self) -> str:
        """Return the WHERE clause, empty where there is no condition."""
        return " WHERE " + " AND ".join(self.parts) if self.parts else ""

    def named(self, column: str, name: str | None) -> None:
        """Add that a column holds a name with all these parts."""
        if name is not None:
            found = "SELECT n.name FROM name_words w JOIN names n ON n.id = w.rowid WHERE name_words MATCH ?"
            self.add(f"{column} IN ({found})", name_query(name) or '""')

    def in_role(self, roles: tuple[str, ...], name: str | None) -> None:
        """Add that somebody with this name stands in one of these roles of the entry."""
        if name is None:
            return
        inner = Conditions()
        inner.add(f"p.role IN ({', '.join('?' * len(roles))})", *roles)
        inner.named("p.name", name)
        self.add(f"e.id IN (SELECT p.entry FROM participants p{inner.where()})", *inner.parameters)

    def of_document(self, document: str | None) -> None:
        """Add that the document is this one: the beginning of its id, or the caller's own id."""
        if document is not None:
            self.add("(d.name = ? OR (d.id >= ? AND d.id < ? || 'g'))", document, document, document)

    def within(self, first: str, last: str, criteria: Criteria) -> None:
        """Add that the days in two columns overlap the period."""
        if criteria.since or criteria.until:
            period = criteria.period
            self.add(f"{first} <= ? AND {last} >= ?", period.last, period.first)

    def of_entry(self, kind: str, criteria: Criteria) -> None:
        """Add what every kind of entry can be asked for: status, dates, words of the sentence, document."""
        self.add("e.kind = ?", kind)
        self.of_document(criteria.document)
        if criteria.entries is not None:
            self.add("e.id IN (SELECT value FROM json_each(?))", json.dumps(criteria.entries))
        if criteria.status is not None:
            self.add("e.status = ?", criteria.status)
        first, last = "e.date_first", "e.date_last"
        if criteria.reported:
            first, last = f"coalesce({first}, d.published_first)", f"coalesce({last}, d.published_last)"
        self.within(first, last, criteria)
        if criteria.text is not None:
            found = (
                "SELECT f.rowid FROM sentence_words w JOIN sentences s ON s.rowid = w.rowid JOIN entries f ON "
                "f.document = s.document AND s.start < f.sentence_stop AND s.stop > f.sentence_start "
                "WHERE sentence_words MATCH ?"
            )
            self.add(f"e.rowid IN ({found})", text_query(criteria.text) or '""')
