"""The types of the record: frozen, slotted, without input or output.

Spans count Unicode code points of `Document.text`. Dates are EDTF strings (``2025-07-07``, ``2025-07``,
``2025-07-07/2025-07-09``). Ids are hashes of content, so that reading the same bytes twice changes nothing.
The fields of the mentions are those of the annotation guide by which the program is scored.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any, Literal

from dragoman.offsets import OffsetMap, Span

__all__ = [
    "ENTRY_KINDS",
    "EVENT_TYPES",
    "MODES",
    "REASONS",
    "SLOTS",
    "STATUSES",
    "Attribution",
    "Capture",
    "Chain",
    "DeadlineMention",
    "Disagreement",
    "DisputedValue",
    "Document",
    "EventMention",
    "Given",
    "Layers",
    "Link",
    "MeasureMention",
    "Mention",
    "Participant",
    "Published",
    "Reading",
    "Rejection",
    "Sentence",
    "Span",
    "Stamp",
    "TenureMention",
    "Timex",
    "Token",
    "content_id",
]

EventType = Literal[
    "CONSULT", "STATE", "SUPPORT", "AGREE", "COOPERATE", "AID", "CONCEDE", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
EVENT_TYPES: tuple[EventType, ...] = EventType.__args__  # type: ignore[attr-defined]

Mode = Literal["meeting", "call", "visit", "multilateral", "message"]
MODES: tuple[Mode, ...] = Mode.__args__  # type: ignore[attr-defined]

Status = Literal["done", "ongoing", "planned", "proposed", "conditional", "cancelled", "postponed", "denied"]
STATUSES: tuple[Status, ...] = Status.__args__  # type: ignore[attr-defined]

MeasureStatus = Literal["threatened", "announced", "in force", "suspended", "reduced", "lifted"]
DeadlineStatus = Literal["set", "extended", "former", "met", "missed"]
TenureStatus = Literal["current", "former", "acting", "elect", "candidate"]
Genre = Literal["report", "opinion", "release", "transcript"]
MentionLabel = Literal["person", "office", "country", "organisation", "place", "people"]
MentionForm = Literal["name", "nominal", "pronoun"]
Slot = Literal["date", "place", "number", "rate", "participants", "office", "outcome", "proposer"]
SLOTS: tuple[Slot, ...] = Slot.__args__  # type: ignore[attr-defined]
EntryKind = Literal["event", "measure", "deadline", "tenure"]
ENTRY_KINDS: tuple[EntryKind, ...] = EntryKind.__args__  # type: ignore[attr-defined]

Reason = Literal[
    "unreadable",     # the file system refuses it: permission, vanished, I/O error
    "empty",          # no bytes, or nothing but white space
    "binary",         # a type that is not a page: an image, an office file, a database
    "encrypted",      # protected by a password
    "truncated",      # a container or compressed stream that ends too early
    "malformed",      # markup, JSON or XML that cannot be read
    "too-large",      # over the limit on bytes of one page
    "bomb",           # expands beyond the limits: zip bomb, entity expansion
    "too-deep",       # nested beyond the limit
    "no-article",     # read, but holds no running text
    "timeout",        # took longer than the limit for one page
    "crash",          # the worker that read it died, or a fault of the program
]  # fmt: skip
REASONS: tuple[Reason, ...] = Reason.__args__  # type: ignore[attr-defined]


def content_id(*parts: str | bytes) -> str:
    """Return the id of a piece of content: 16 hexadecimal digits of a BLAKE2b hash over its parts, in order."""
    digest = hashlib.blake2b(digest_size=8)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


# --- what goes in -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller or the container says about a capture, before anything is read from the page.

    ``published`` and ``collected`` are EDTF dates or ISO instants; None where nothing is said. ``id`` is the caller's
    own id for the document (the ``id`` of a JSON line).
    """

    url: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    collected: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes with provenance: one page, feed item, archive record, JSON line or file.

    ``uri`` is the address or path it came from; ``container`` the archive, feed or file that held it and ``offset``
    its first byte there. ``media_type`` is one of ``text/html``, ``text/plain``, ``application/json`` (one object with
    ``text`` or ``html``) and ``application/rss+xml`` (one item or entry of a feed, with its tags). ``charset`` is the
    label that transport or container gave, if any: a hint, not a promise.
    """

    id: str
    uri: str
    media_type: str
    body: bytes = field(repr=False)
    charset: str | None = None
    fetched_at: str | None = None
    container: str | None = None
    offset: int | None = None
    given: Given = Given()

    @classmethod
    def of(cls, body: bytes, uri: str, media_type: str, **rest: object) -> Capture:
        """Make a capture whose id is the hash of its media type and bytes."""
        return cls(content_id(media_type, body), uri, media_type, body, **rest)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something that could not be read: a value that is stored and counted, never a silent skip."""

    uri: str
    stage: Literal["capture", "page", "annotate"]
    reason: Reason
    detail: str
    container: str | None = None

    @property
    def id(self) -> str:
        """The id: the same rejection of the same thing is one."""
        return content_id(self.uri, self.container or "", self.stage, self.reason, self.detail)


@dataclass(frozen=True, slots=True)
class Published:
    """When a document was published, and how that is known.

    ``edtf`` is a day (or an interval, month or year where the page is no more precise); ``instant`` the full ISO
    instant with its offset where the page gives one. ``known_from`` says which kind of evidence it rests on.
    """

    edtf: str
    known_from: Literal["given", "metadata", "page", "relative", "url", "feed", "text"]
    instant: str | None = None


# --- layers -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. ``paragraph`` counts paragraphs from 0."""

    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or punctuation mark; ``sentence`` is the index of its sentence."""

    span: Span
    text: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that refers to somebody or something.

    ``span`` is the whole phrase without determiners or titles ("Wi Sung-lac"), ``head`` its head word. ``name`` is the
    name that the record uses for it, resolved within the document ("Wi Sung-lac" also for "he"; "South Korea" for
    "Seoul" where the city stands for the government). ``chain`` is the index of its `Chain`. ``metonym`` marks a place
    that stands for its government ("Washington rejected").
    """

    span: Span
    head: Span
    label: MentionLabel
    form: MentionForm
    name: str
    chain: int
    metonym: bool = False
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Chain:
    """The mentions of one entity in a document, or of a group of entities ("the two sides").

    ``mentions`` are indices into `Layers.mentions`; ``members`` are indices of the chains that a group consists of.
    ``country`` is the country that a person or body acts for, where the document says.
    """

    index: int
    name: str
    label: MentionLabel
    mentions: tuple[int, ...]
    members: tuple[int, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression after TIMEX3.

    ``value`` is the TIMEX3 value (``2025-07-07``, ``2025-W28``, ``P3D``, ``PRESENT_REF``); ``edtf`` the calendar date
    or interval that the record uses, None where there is none; ``anchor`` the date that resolved a relative expression.
    """

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    edtf: str | None = None
    anchor: str | None = None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in a role: the name that the record uses, and the phrase and chain it rests on."""

    name: str
    span: Span | None = None
    chain: int | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said what: source, cue and content spans (after PARC / PolNeAR).

    ``content`` may be in several pieces ("…," he said, "…"). ``style``: direct (wholly quoted), indirect or mixed.
    """

    cue: Span | None
    content: tuple[Span, ...]
    style: Literal["direct", "indirect", "mixed"]
    source: Span | None = None
    speaker: Participant | None = None


@dataclass(frozen=True, slots=True)
class EventMention:
    """One act or encounter as one document tells it. Field meanings: the annotation guide, section Events."""

    type: EventType
    trigger: Span
    sentence: Span
    mode: Mode | None = None
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    date: str | None = None
    place: str | None = None
    status: Status = "done"
    source: Participant | None = None
    content: Span | None = None
    also: tuple[Span, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class MeasureMention:
    """A tariff, sanction or the like, by imposer, target and rate."""

    imposer: str | None
    target: str | None
    instrument: str
    sentence: Span
    trigger: Span
    status: MeasureStatus
    rate: float | None = None
    unit: str | None = None
    product: str | None = None
    effective: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class DeadlineMention:
    """A date by or on which something is due or takes effect; ``trigger`` is the span of the date."""

    date: str
    what: str
    status: DeadlineStatus
    sentence: Span
    trigger: Span
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class TenureMention:
    """That a person holds, held or seeks an office; ``trigger`` is the span of the title."""

    person: Participant
    office: str
    of: str | None
    status: TenureStatus
    sentence: Span
    trigger: Span
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which step gave a layer: its name, its version and the hash of its settings."""

    layer: str
    step: str
    version: str
    settings: str


@dataclass(frozen=True, slots=True)
class Layers:
    """What has been read out of a document so far. A layer that no step has given yet is empty and has no stamp.

    ``scores`` is what the trained encoder says of each word; it is there only while the document is being read.
    """

    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Token, ...] = ()
    timexes: tuple[Timex, ...] = ()
    mentions: tuple[Mention, ...] = ()
    chains: tuple[Chain, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    tenures: tuple[TenureMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    measures: tuple[MeasureMention, ...] = ()
    deadlines: tuple[DeadlineMention, ...] = ()
    scores: Any = None
    stamps: tuple[Stamp, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One article, release or transcript with clean text.

    ``offsets`` maps code points of ``text`` to bytes of the capture's body. ``url`` is the article's own address, or
    None; ``key`` tells versions of one thing apart from other things: documents with the same key and another text are
    versions of each other (the feed's guid, else the address, else None). ``name`` is the caller's own id (`Given.id`).
    """

    id: str
    capture: str
    text: str = field(repr=False)
    offsets: OffsetMap = field(repr=False)
    title: str | None = None
    url: str | None = None
    key: str | None = None
    outlet: str | None = None
    agency: str | None = None
    byline: str | None = None
    section: str | None = None
    published: Published | None = None
    language: str | None = None
    genre: Genre = "report"
    name: str | None = None
    layers: Layers = field(default=Layers(), repr=False)

    def quote(self, span: Span) -> str:
        """Return the text that a span covers."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one capture: its documents, or why there is none. A rejected file may leave no capture."""

    capture: Capture | None
    documents: tuple[Document, ...] = ()
    rejections: tuple[Rejection, ...] = ()


# --- linking ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """A judgement that two things of the record stand in a relation: the only thing that linking writes.

    ``person`` marks a person's judgement, which outranks the program's; ``withdraws`` is the number of the judgement
    that one of "withdrawn" takes back.
    """

    left: str
    right: str
    relation: str
    judgement: Literal["same", "different", "unsure", "withdrawn"]
    score: float
    reasons: tuple[str, ...]
    by: str
    at: str
    person: bool = False
    withdraws: int | None = None


@dataclass(frozen=True, slots=True)
class DisputedValue:
    """One of several values that cannot all be true, and what stands behind it.

    ``entries`` are the ids of the lines of the record that give it, ``sources`` those of the independent sources.
    """

    wording: str
    entries: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """That independent sources give incompatible values for a slot that has one value.

    ``subject`` is the id of the event, measure, deadline or entity; ``values`` are at least two, those with more
    sources first; ``said`` says it in words ("The Courier says July 7, Harbour News says July 8").
    """

    kind: Literal["event", "measure", "deadline", "entity"]
    subject: str
    slot: Slot
    values: tuple[DisputedValue, ...]
    said: str

    @property
    def id(self) -> str:
        """The id: the same values of the same slot are one disagreement."""
        return content_id(self.kind, self.subject, self.slot, *(value.wording for value in self.values))
