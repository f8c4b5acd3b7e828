"""What a brief is made from: the record's entries in the period, who is who, and the citations as they are numbered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.edtf import parse_days
from dragoman.store.rows import Citation, DeadlineRow, DocumentRow, EventRow
from dragoman.views.cast import Cast
from dragoman.views.groups import Group
from dragoman.views.measures import Measure
from dragoman.views.paper import Notes, Statement
from dragoman.views.statements import statement
from dragoman.views.wording import counted

__all__ = ["Material", "opinion"]

_MONTHS = 120  # days after which an open question is no longer one


@dataclass(frozen=True, slots=True)
class Material:
    """The matter of one brief. ``groups`` come with the weightiest first."""

    groups: list[Group]
    measures: list[Measure]
    deadlines: list[DeadlineRow]
    documents: list[DocumentRow]
    cast: Cast
    notes: Notes
    as_of: date
    per_theme: int

    def days_left(self, edtf: str | None) -> int | None:
        """Return the days from the day of the brief to the last day that a date can mean; negative once it is past."""
        found = parse_days(edtf)
        return (date.fromisoformat(found.last) - self.as_of).days if found else None

    def is_ahead(self, edtf: str | None) -> bool:
        """Tell whether a date is today or later; False where there is none."""
        left = self.days_left(edtf)
        return left is not None and left >= 0

    def is_recent(self, row: EventRow) -> bool:
        """Tell whether an act, or the telling of it, is of the last months, or of no known date."""
        left = self.days_left(row.date or row.citation.published)
        return left is None or left >= -_MONTHS

    def left_in_words(self, edtf: str) -> str:
        """Return the time left: "today", "21 days", "passed"."""
        found, left = parse_days(edtf), self.days_left(edtf)
        if found is None or left is None:
            return "date unclear"
        if left < 0:
            return "passed"
        if found.first <= self.as_of.isoformat():
            return "today" if found.single else "now"
        return counted((date.fromisoformat(found.first) - self.as_of).days, "day")

    def state(self, group: Group, *, dated: bool = True) -> Statement:
        """Return an act as a statement with its citations.

        It says where only an opinion piece tells it, where several independent sources do, and what they disagree on.
        """
        citations = [row.citation for row in group.rows]
        text = statement(group.lead, self.cast, dated=dated) + opinion(citations)
        told = f" ({group.sources} independent sources)" if group.sources > 1 else ""
        disputed = "".join(f" Sources disagree: {said}" for said in group.disputed)
        return Statement(f"{text}{told}.{disputed}", self.notes.cite(citations))


def opinion(citations: Iterable[Citation]) -> str:
    """Return the words that say so where nothing but opinion pieces tells something, else nothing."""
    return " (told in an opinion piece)" if all(citation.genre == "opinion" for citation in citations) else ""
