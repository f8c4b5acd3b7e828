"""The parts of a brief, and the numbering of its citations. Nothing here knows how it will be written down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.store.rows import Citation, DocumentRow
from dragoman.views.wording import counted

__all__ = ["Brief", "Note", "Notes", "Paragraph", "Section", "Statement", "Table", "TableRow", "place"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, and the numbers of the citations that it rests on."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph."""

    number: int
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row, and the citations that it rests on."""

    cells: tuple[str, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the citations of a row stand in a last column that has no heading here."""

    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A theme: its paragraphs and its table. ``omitted`` counts what the record has beyond them."""

    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    table: Table | None = None
    omitted: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered citation."""

    number: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief. ``as_of`` is its day (ISO), ``period`` the days that it covers, in words.

    ``superseded`` are the ids of those of its documents that the record has a newer version of; ``copies`` names the
    document that each copy is a copy of; ``sources`` counts the independent ones.
    """

    marking: str
    subject: str
    as_of: str
    period: str
    summary: tuple[Statement, ...]
    sections: tuple[Section, ...]
    due: Section
    gaps: tuple[Statement, ...]
    notes: tuple[Note, ...]
    documents: tuple[DocumentRow, ...]
    superseded: tuple[str, ...] = ()
    copies: dict[str, str] = field(default_factory=dict)
    sources: int | None = None

    @property
    def read(self) -> str:
        """What it rests on, in words: documents, copies among them, independent sources."""
        several = counted(len(self.documents), "document")
        copied = f", {len(self.copies)} of them copies" if self.copies else ""
        return f"{several}{copied}, {counted(self.sources, 'independent source')}" if self.sources else several


def place(citation: Citation) -> tuple[str, tuple[int, int]]:
    """Return what tells a cited sentence from every other: its document, and its span there."""
    return citation.document, citation.span


class Notes:
    """Gives each cited sentence its number, in the order in which they are first cited."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, tuple[int, int]], Note] = {}

    def cite(self, citations: Iterable[Citation]) -> tuple[int, ...]:
        """Return the numbers of some citations, in ascending order."""
        return tuple(sorted({self._number(citation) for citation in citations}))

    def all(self) -> tuple[Note, ...]:
        """Return every citation so far."""
        return tuple(self._numbers.values())

    def _number(self, citation: Citation) -> int:
        return self._numbers.setdefault(place(citation), Note(len(self._numbers) + 1, citation)).number
