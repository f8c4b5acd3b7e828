"""What the record answers with: frozen rows, each with the citation that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import EntryKind, Span

__all__ = [
    "Citation",
    "DeadlineRow",
    "DocumentRow",
    "EntryRow",
    "EventRow",
    "MeasureRow",
    "PartyRow",
    "Passage",
    "Provenance",
    "RejectionRow",
    "TenureRow",
]


@dataclass(frozen=True, slots=True)
class Citation:
    """The sentence that an entry quotes, and the document that it stands in. ``published`` is EDTF or None.

    ``span`` is the sentence's place in the document's text, half-open, in code points.
    """

    document: str
    title: str | None
    outlet: str | None
    agency: str | None
    byline: str | None
    published: str | None
    genre: str
    url: str | None
    sentence: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class EventRow:
    """An act or encounter. ``trigger``, ``content`` and ``also`` are words of the document, verbatim.

    Spans are half-open places in the document's text, in code points.
    """

    id: str
    type: str
    mode: str | None
    trigger: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    place: str | None
    status: str
    source: str | None
    content: str | None
    also: tuple[str, ...]
    trigger_span: tuple[int, int]
    content_span: tuple[int, int] | None
    score: float
    citation: Citation


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A tariff, sanction or the like. ``rate`` is in ``unit``; ``effective`` is EDTF or None."""

    id: str
    imposer: str | None
    target: str | None
    instrument: str
    rate: float | None
    unit: str | None
    product: str | None
    status: str
    effective: str | None
    score: float
    citation: Citation


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A date (EDTF) by or on which something is due."""

    id: str
    date: str
    what: str
    status: str
    score: float
    citation: Citation


@dataclass(frozen=True, slots=True)
class TenureRow:
    """That a person holds an office of a country, body or company."""

    id: str
    person: str
    office: str
    of: str | None
    status: str
    score: float
    citation: Citation


EntryRow = EventRow | MeasureRow | DeadlineRow | TenureRow


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document without its text. ``known_from`` says how the date is known; the counts are of its entries."""

    id: str
    name: str | None
    title: str | None
    outlet: str | None
    agency: str | None
    byline: str | None
    section: str | None
    url: str | None
    published: str | None
    known_from: str | None
    genre: str
    language: str | None
    events: int
    measures: int
    deadlines: int
    tenures: int
    sightings: int


@dataclass(frozen=True, slots=True)
class PartyRow:
    """What a name stands for (a label of `Mention`), and the country that it acts for, where a document says."""

    name: str
    label: str
    country: str | None


@dataclass(frozen=True, slots=True)
class RejectionRow:
    """Something that could not be read, at which stage, and why."""

    id: str
    uri: str
    container: str | None
    stage: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """The bytes that a passage came from: half-open range in the capture's body, and where that was found."""

    capture: str
    uri: str
    container: str | None
    bytes: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document with their evidence: what `show` prints.

    ``text`` is an entry's sentence with those around it in its paragraph, or the whole text of a document;
    ``sentences`` and ``triggers`` are spans of it. ``entries`` are the entries that rest on it.
    """

    kind: EntryKind | str
    document: DocumentRow
    text: str
    sentences: tuple[Span, ...]
    triggers: tuple[Span, ...]
    entries: tuple[EntryRow, ...]
    provenance: Provenance
    versions: tuple[str, ...]
