"""From candidates to events: each with who, whom, when, where, what and who says so."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.annotate.events.circumstances import place, release_source, reporter
from dragoman.annotate.events.consult import is_readout, mode_of, readout
from dragoman.annotate.events.content import content
from dragoman.annotate.events.dating import act_date
from dragoman.annotate.events.merging import merged
from dragoman.annotate.events.roles import Cast, cast, target
from dragoman.annotate.events.scene import Scene
from dragoman.annotate.events.shades import shade
from dragoman.annotate.events.status import status
from dragoman.annotate.events.thread import Thread
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
    thread = Thread()
    found: list[EventMention] = []
    for index in range(len(document.layers.sentences)):
        thread = thread.opening(scene, index)
        drafts = []
        for candidate in candidates(index, scene.structures[index]):
            event = _event(scene, candidate, told)
            if event is not None:
                event = thread.lend(scene, event)
                thread = thread.after(event)
                drafts.append(Draft(candidate, event))
        kept = _without_mere_sources(drafts)
        if not any(d.event.type == "CONSULT" for d in kept):
            _fold_readout(scene, index, found)
        for draft in kept:
            merged(scene, found, draft.event, index)
    return tuple(found)


def _event(scene: Scene, candidate: Candidate, told: Participant | None) -> EventMention | None:
    state = status(scene, candidate)
    if state is None or _is_own_view(scene, candidate):
        return None
    roles = cast(scene, candidate)
    if not _named_enough(candidate, roles):
        return None
    what = content(scene, candidate)
    kind = shade(scene, candidate, what)
    if kind != candidate.frame.type and what is not None and (whom := target(scene, candidate, kind, what)):
        roles = Cast(roles.actors, whom)
    said_by = reporter(candidate, scene.document.layers.attributions)
    source = said_by.speaker if said_by is not None and said_by.speaker is not None else told
    event = EventMention(
        kind, candidate.span, scene.document.layers.sentences[candidate.sentence].span,
        mode=candidate.frame.mode, actors=roles.actors, recipients=roles.recipients, status=state, source=source, content=what,
        date=act_date(scene, candidate, kind, state, what), place=place(scene, candidate, what), score=candidate.frame.score,
    )  # fmt: skip
    return mode_of(event)


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
