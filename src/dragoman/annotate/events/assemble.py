"""From candidates to events: each with who, whom, when, where, what and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.annotate.events.circumstances import place, release_source, reporter
from dragoman.annotate.events.consult import is_readout, mode_of, readout
from dragoman.annotate.events.content import content
from dragoman.annotate.events.dating import act_date
from dragoman.annotate.events.merging import merged
from dragoman.annotate.events.roles import Cast, cast
from dragoman.annotate.events.scene import Scene
from dragoman.annotate.events.shades import shade
from dragoman.annotate.events.status import SPEECH, status
from dragoman.annotate.events.triggers import Candidate, candidates
from dragoman.model import Document, EventMention, Participant
from dragoman.ontology import Frame

__all__ = ["events"]


@dataclass(frozen=True, slots=True)
class Draft:
    """An event while it is put together: its candidate, and the event so far."""

    candidate: Candidate
    event: EventMention


def events(document: Document) -> tuple[EventMention, ...]:
    """Return the acts and encounters that a document tells, in order of their first mention.

    Needs sentences, tokens, timexes, mentions, chains and attributions. The author's own views in an opinion piece are
    no events.
    """
    scene = Scene(document)
    told = release_source(scene)
    found: list[EventMention] = []
    for index in range(len(document.layers.sentences)):
        drafts = list(_drafts(scene, index, told, found))
        kept = _without_mere_sources(drafts)
        if not any(d.event.type == "CONSULT" for d in kept):
            _fold_readout(scene, index, found)
        for draft in kept:
            merged(scene, found, draft.event, index)
    return tuple(found)


def _drafts(scene: Scene, index: int, told: Participant | None, before: list[EventMention]) -> Iterator[Draft]:
    encounter = _last_encounter(before)
    for candidate in candidates(index, scene.structures[index]):
        event = _event(scene, candidate, told, encounter)
        if event is None:
            continue
        if event.type == "CONSULT" and event.status == "done" and len(event.actors) > 1:
            encounter = event
        yield Draft(candidate, event)


def _event(scene: Scene, candidate: Candidate, told: Participant | None, encounter: EventMention | None) -> EventMention | None:
    state = status(scene, candidate)
    if state is None or _is_own_view(scene, candidate):
        return None
    roles = cast(scene, candidate)
    if not _named_enough(candidate, roles):
        return None
    what = content(scene, candidate)
    kind = shade(scene, candidate, what)
    said_by = reporter(scene, candidate, scene.document.layers.attributions)
    source = said_by.speaker if said_by is not None and said_by.speaker is not None else told
    event = EventMention(
        kind, candidate.span, scene.document.layers.sentences[candidate.sentence].span,
        mode=candidate.frame.mode, actors=roles.actors, recipients=roles.recipients, date=act_date(scene, candidate, kind),
        place=place(scene, candidate), status=state, source=source, content=what, score=candidate.frame.score,
    )  # fmt: skip
    return mode_of(_in_encounter(event, encounter))


def _in_encounter(event: EventMention, encounter: EventMention | None) -> EventMention:
    """Return a speech act with what the encounter lends it: the other party, the date and the place."""
    if encounter is None or event.type not in SPEECH or event.status != "done":
        return event
    names = {p.name for p in encounter.actors}
    speakers = {p.name for p in event.actors}
    if not speakers or not speakers <= names:
        return event
    others = tuple(p for p in encounter.actors if p.name not in speakers)
    recipients = event.recipients or (others if len(encounter.actors) == 2 else ())
    return replace(event, recipients=recipients, date=event.date or encounter.date, place=event.place or encounter.place)


def _is_own_view(scene: Scene, candidate: Candidate) -> bool:
    """Tell whether the words are the author's own view: in an opinion piece, a statement without a named speaker."""
    return scene.document.genre == "opinion" and candidate.frame.type == "STATE" and not cast(scene, candidate).actors


def _named_enough(candidate: Candidate, roles: Cast) -> bool:
    frame: Frame = candidate.frame
    if frame.together:
        enough = len(roles.actors) >= (2 if candidate.phrase is not None and frame.needs == "party" else 1)
        return enough or frame.needs in ("none", "name")
    wanted = {
        "none": True, "name": True, "party": bool(roles.actors or roles.recipients), "actor": bool(roles.actors),
        "recipient": bool(roles.recipients), "both": bool(roles.actors and roles.recipients),
    }  # fmt: skip
    return wanted[frame.needs]


def _without_mere_sources(drafts: list[Draft]) -> list[Draft]:
    """Drop a "said" that only reports another act: its speaker is that act's source."""
    kept = []
    for draft in drafts:
        event = draft.event
        reported = [
            other.event for other in drafts
            if other is not draft and event.content is not None and event.content.contains(other.event.trigger)
            and other.event.type not in ("STATE",) and other.event.trigger.start - event.content.start < 60
        ]  # fmt: skip
        says = draft.candidate.trigger.words[0] in ("say", "announce", "report", "confirm", "tell", "write")
        if event.type == "STATE" and says and reported:
            continue
        kept.append(draft)
    return kept


def _last_encounter(found: list[EventMention]) -> EventMention | None:
    return next((e for e in reversed(found) if e.type == "CONSULT" and e.status == "done" and len(e.actors) > 1), None)


def _fold_readout(scene: Scene, index: int, found: list[EventMention]) -> None:
    encounter = _last_encounter(found)
    if encounter is not None and is_readout(scene, index, encounter):
        found[found.index(encounter)] = readout(scene, index, encounter)
