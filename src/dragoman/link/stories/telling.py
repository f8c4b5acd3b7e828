"""What a story tells: its documents and how much of each belongs, its parties, its days and its turning points.

Every function depends on the set of members alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.edtf import Days
from dragoman.link.nodes import StoryNode, StoryTelling, Who
from dragoman.link.stories.naming import name
from dragoman.ontology import table

__all__ = ["Part", "Story", "Turn", "documents", "parties", "span", "story", "turning_points"]

_BELONGS = 0.2
"""A document belongs to a story with so much of its events, or with one that it tells in its first sentences. In the
written groups (dev) 0.15 gives a pair F1 0.7 higher than 0.25 and 0.35; 0.2 keeps out long pages that mention it."""
_HEAD = 3
_TURNS = 8
_MAIN = 4
_CHANGED = ("cancelled", "postponed", "denied")
_UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class Part:
    """A document of a story: ``share`` (0 to 1) of the events that it tells belong to the story."""

    document: str
    title: str | None
    published: Days | None
    share: float


@dataclass(frozen=True, slots=True)
class Turn:
    """A turning point: the event, its day as far as it is known, and why it is one."""

    event: str
    date: Days | None
    why: str


@dataclass(frozen=True, slots=True)
class Story:
    """A story as it is shown."""

    name: str
    days: Days | None
    parties: tuple[Who, ...]
    documents: tuple[Part, ...]
    turns: tuple[Turn, ...]


def story(members: Sequence[StoryNode]) -> Story:
    """Sum up a story from its events, in whatever order they come."""
    known = sorted(members, key=lambda member: member.id)
    return Story(name(known), span(known), parties(known), documents(known), turning_points(known))


def documents(members: Sequence[StoryNode]) -> tuple[Part, ...]:
    """Return the documents that belong to a story, the first published first; those that mention it only are left out.

    A story that all documents only mention has all of them.
    """
    told: dict[str, list[StoryTelling]] = defaultdict(list)
    for member in members:
        for telling in member.tellings:
            told[telling.document].append(telling)
    parts: list[Part] = []
    passing: list[Part] = []
    for document, tellings in told.items():
        share = min(1.0, len(tellings) / max(1, tellings[0].size))
        part = Part(document, tellings[0].title, tellings[0].published, share)
        belongs = share >= _BELONGS or any(telling.at < _HEAD for telling in tellings)
        (parts if belongs else passing).append(part)
    return tuple(sorted(parts or passing, key=lambda part: (_first(part.published), part.document)))


def parties(members: Sequence[StoryNode]) -> tuple[Who, ...]:
    """Return who takes part in most events of a story, at most four; groups without a name are left out."""
    counted: Counter[str] = Counter()
    known: dict[str, Who] = {}
    for member in members:
        for who in sorted(set(member.parties), key=lambda who: (who.entity, who.name)):
            if who.label != "people":
                counted[who.entity] += len(member.tellings)
                known.setdefault(who.entity, who)
    most = sorted(counted, key=lambda entity: (-counted[entity], known[entity].name, entity))
    return tuple(known[entity] for entity in most[:_MAIN])


def span(members: Sequence[StoryNode]) -> Days | None:
    """Return the first and the last day on which a story was told."""
    told = [member.told for member in members if member.told]
    return Days(min(days.first for days in told), max(days.last for days in told)) if told else None


def turning_points(members: Sequence[StoryNode]) -> tuple[Turn, ...]:
    """Return the turning points of a story in order of time, at most eight.

    They are its first event, what was called off, put off or denied, acts that change the state of things (an
    agreement, a refusal, a measure imposed or lifted), and the encounter that most documents tell. Of many, those that
    most documents tell are kept.
    """
    ordered = sorted(members, key=lambda member: (_first(_when(member)), member.id))
    if not ordered:
        return ()
    turns = {member.id: why for member in ordered if (why := _why(member))}
    encounters = [member for member in ordered if member.type == "CONSULT" and member.id not in turns]
    if encounters:
        turns[max(encounters, key=lambda member: len(member.tellings)).id] = "most told encounter"
    ranked = sorted((member for member in ordered if member.id in turns), key=_rank)[:_TURNS]
    kept = {member.id for member in ranked} | {ordered[0].id}
    return tuple(Turn(m.id, _when(m), turns.get(m.id, "first event")) for m in ordered if m.id in kept)


def _why(member: StoryNode) -> str | None:
    if member.status in _CHANGED:
        return str(member.status)
    if member.status in ("done", "ongoing") and any(telling.at < 2 * _HEAD for telling in member.tellings):
        return _turning().get(member.type)
    return None


@cache
def _turning() -> dict[str, str]:
    return dict(table("stories")["turning"])


def _rank(member: StoryNode) -> tuple[int, int, str]:
    return (-len(member.tellings), min(telling.at for telling in member.tellings), member.id)


def _when(member: StoryNode) -> Days | None:
    return member.date or member.told


def _first(days: Days | None) -> str:
    return days.first if days else _UNDATED
