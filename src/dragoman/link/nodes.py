"""The nodes of linking: what is known of one document, profile, event, measure or deadline when it is compared.

They are built from the record (`dragoman.link.material`) and hold only what a comparison may look at.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.edtf import Days
from dragoman.model import MeasureStatus, MentionLabel, Status

__all__ = [
    "DeadlineNode",
    "DocumentNode",
    "EventNode",
    "Held",
    "MeasureNode",
    "Profile",
    "StoryNode",
    "StoryTelling",
    "Who",
]


@dataclass(frozen=True, slots=True)
class DocumentNode:
    """A document as copies are looked for. ``sentences`` are its sentences in order."""

    id: str
    sentences: tuple[str, ...]
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    byline: str | None = None
    published: Days | None = None
    instant: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """That documents give somebody an office: when they were published (first and last day), and how many they are."""

    office: str
    of: str | None
    status: str
    published: Days | None
    documents: int = 1


@dataclass(frozen=True, slots=True)
class Profile:
    """Every chain of the record with the same label, name and country: what entities are made of.

    ``name`` is the name in the form that documents use most; ``country`` the country that it acts for. A name of one
    part says little, so ``office`` and ``year`` (of publication) tell its profiles further apart; they are None for
    other names. ``document`` is set where a person has taken one document's namesake out. ``offices`` are the tenures
    that documents give; ``published`` the first and last day of its documents; ``known`` the ids of the imported
    entities that have its name (`dragoman.link.entities.known_names`).
    """

    id: str
    label: MentionLabel
    name: str
    country: str | None = None
    office: str | None = None
    year: int | None = None
    document: str | None = None
    offices: tuple[Held, ...] = ()
    published: Days | None = None
    documents: int = 1
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody in a role, resolved across documents.

    ``entity`` is the id of the entity; ``country`` the one that it is or acts for, None where nothing says.
    """

    entity: str
    name: str
    label: MentionLabel
    country: str | None = None


@dataclass(frozen=True, slots=True)
class EventNode:
    """One telling of an event. ``date`` are the days that the text gives, ``published`` those of its document.

    ``near`` are those that its sentence and the ones before it name, whatever their part: "the two ministers" are among
    them.
    """

    id: str
    document: str
    type: str
    mode: str | None
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    date: Days | None
    place: str | None
    status: Status
    trigger: str
    sentence: str
    content: str | None = None
    published: Days | None = None
    near: tuple[Who, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureNode:
    """One telling of a measure. ``effective`` are the days from which it is in force."""

    id: str
    document: str
    imposer: Who | None
    target: Who | None
    instrument: str
    rate: float | None
    unit: str | None
    product: str | None
    status: MeasureStatus
    effective: Days | None
    sentence: str
    published: Days | None = None


@dataclass(frozen=True, slots=True)
class DeadlineNode:
    """One telling of a deadline. ``parties`` are those that its sentence names, else those of its paragraph."""

    id: str
    document: str
    date: Days
    what: str
    status: str
    parties: tuple[Who, ...]
    sentence: str
    published: Days | None = None


@dataclass(frozen=True, slots=True)
class StoryTelling:
    """A document that tells an event: ``at`` is the number of the sentence in which it first does, from 0.

    ``size`` is the number of events that the document tells. ``title`` and ``content`` are as the document has them.
    """

    document: str
    at: int
    size: int
    published: Days | None = None
    title: str | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True)
class StoryNode:
    """An event across documents, as stories are made of it. ``told`` are the first and last day of publication.

    ``sides`` are the countries that take part, that those who take part act for, or that its sentences name, and the
    bodies without a country; ``scene`` are the countries between which its documents play. ``own`` are the content
    words of its sentences, ``topic`` those of what its documents are about, ``page`` all those at their beginning,
    ``cast`` the persons in them (ids of entities). Of many documents, what most of them have.
    """

    id: str
    type: str
    mode: str | None
    parties: tuple[Who, ...]
    date: Days | None
    told: Days | None
    status: Status
    tellings: tuple[StoryTelling, ...]
    sides: frozenset[str] = frozenset()
    scene: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    topic: frozenset[str] = frozenset()
    page: frozenset[str] = frozenset()
    cast: frozenset[str] = frozenset()
