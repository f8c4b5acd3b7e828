"""From candidates to events: each with who, whom, when, where, what and who says so."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.annotate.events.circumstances import place, release_source, reporter
from dragoman.annotate.events.company import Elsewhere, completed
from dragoman.annotate.events.consult import is_readout, mode_of, readout
from dragoman.annotate.events.content import content
from dragoman.annotate.events.dating import act_date
from dragoman.annotate.events.merging import merged
from dragoman.annotate.events.roles import Cast, cast, target
from dragoman.annotate.events.scene import Scene
from dragoman.annotate.events.shades import addressed, blamed, shade
from dragoman.annotate.events.status import SPEECH, applies, status
from dragoman.annotate.events.thread import Thread
from dragoman.annotate.events.triggers import Candidate, candidates
from dragoman.model import Document, EventMention, Participant, Status
from dragoman.ontology import word_list

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
        drafts, thread = _read(scene, index, told, thread)
        kept = _without_contents(_without_mere_sources(drafts))
        if not any(d.event.type == "CONSULT" for d in kept):
            _fold_readout(scene, index, found)
        for draft in kept:
            thread = thread.refreshed(draft.event, merged(scene.document, found, draft.event))
    return tuple(found)


def _read(scene: Scene, index: int, told: Participant | None, thread: Thread) -> tuple[list[Draft], Thread]:
    """Return the events of a sentence in order, and the thread after them."""
    drafts: list[Draft] = []
    taken: set[int] = set()
    for candidate in candidates(index, scene.structures[index]):
        words = set(range(candidate.start, candidate.end))
        if words & taken or not applies(scene, candidate):
            continue
        state = status(scene, candidate)
        event = _event(scene, candidate, state, told, thread, drafts) if state is not None else None
        if event is None:
            taken |= words if state is None else set()
            continue
        taken |= words
        event = addressed(scene, candidate, thread.lend(scene, event))
        thread = thread.after(event)
        drafts.append(Draft(candidate, event))
    return sorted(drafts, key=lambda d: d.candidate.start), thread


def _event(
    scene: Scene, candidate: Candidate, state: Status, told: Participant | None, thread: Thread, before: list[Draft]
) -> EventMention | None:
    if _is_own_view(scene, candidate) or _is_said_by_another(scene, candidate):
        return None
    said_by = reporter(candidate, scene.document.layers.attributions)
    elsewhere = Elsewhere(_present(thread, before), thread.company, said_by.speaker if said_by is not None else None)
    named = cast(scene, candidate)
    roles = completed(scene, candidate, named, elsewhere)
    if candidate.frame.type == "STATE" and any(scene.is_reporter(p) for p in roles.actors):
        return None
    what = content(scene, candidate)
    if not _named_enough(scene, candidate, roles) or (candidate.frame.content == "quoted" and what is None):
        return None
    kind = shade(scene, candidate, what)
    if what is not None and (kind != candidate.frame.type or (kind == "SUPPORT" and not roles.recipients)):
        saying = candidate.verb is not None and candidate.verb.lemma in word_list("plain_saying")
        whom = blamed(scene, candidate) if kind == "ACCUSE" or saying else target(scene, candidate, kind, what)
        roles = Cast(roles.actors, whom or roles.recipients)
    source = said_by.speaker if said_by is not None and said_by.speaker is not None else told
    event = EventMention(
        kind, candidate.span, scene.document.layers.sentences[candidate.sentence].span,
        mode=candidate.frame.mode, actors=roles.actors, recipients=roles.recipients, status=state, source=source,
        content=what,
        date=act_date(scene, candidate, kind, state), place=place(scene, candidate, what, roles.recipients),
        score=_confidence(candidate, named, state),
    )  # fmt: skip
    return mode_of(scene, event)


def _confidence(candidate: Candidate, roles: Cast, state: Status) -> float:
    """Return how far an event is trusted: its frame's score, less where nobody acts or it has not happened yet."""
    told = 1.0 if state in ("done", "ongoing") else 0.9
    return round(candidate.frame.score * told * (1.0 if roles.actors else 0.8), 2)


def _is_said_by_another(scene: Scene, candidate: Candidate) -> bool:
    """Tell whether a speech act stands inside a quotation: it is what the quotation's own cue tells."""
    if candidate.frame.type not in SPEECH or scene.document.genre != "report" or not scene.is_quoted(candidate.span):
        return False
    structure, verb = candidate.structure, candidate.verb
    subjects = structure.subjects(verb) if verb is not None else ()
    first_person = any(structure.words[p.head].lower in ("i", "we") for p in subjects)
    return candidate.frame.type == "STATE" or first_person or not subjects


def _present(thread: Thread, before: list[Draft]) -> tuple[Participant, ...]:
    """Return who is there when a sentence says "their meeting": of this sentence, else of the encounter before."""
    for draft in reversed(before):
        both = (*draft.event.actors, *draft.event.recipients)
        if len(both) > 1:
            return both
    return thread.encounter.actors if thread.encounter is not None else ()


def _is_own_view(scene: Scene, candidate: Candidate) -> bool:
    """Tell whether the author of an opinion piece speaks: "I" or "we" is the subject outside quotations."""
    if scene.document.genre != "opinion" or candidate.verb is None or scene.is_quoted(candidate.span):
        return False
    structure = candidate.structure
    return any(structure.words[p.head].lower in ("i", "we") for p in structure.subjects(candidate.verb))


def _named_enough(scene: Scene, candidate: Candidate, roles: Cast) -> bool:
    """Tell whether those are named without whom the words mean nothing for the record."""
    frame, actors = candidate.frame, roles.actors
    if frame.needs_person and not (len(actors) > 1 and _is_named(scene, actors[-1:])):
        return False
    if frame.needs == "name":
        return _has_name(candidate) and (candidate.verb is None or bool(actors))
    if frame.needs == "several":
        return len(actors) > 1
    if frame.threat or (frame.together and frame.needs == "actor"):
        return bool(actors)
    if frame.together:
        lone = frame.needs == "pair" or candidate.trigger.words == ("meet",)
        return len(actors) > 1 or (bool(actors) and not (lone and actors[0].chain is not None))
    wanted = {
        "none": True, "party": bool(actors or roles.recipients), "actor": bool(actors),
        "recipient": bool(roles.recipients), "both": bool(actors and roles.recipients),
    }  # fmt: skip
    return wanted[frame.needs]


def _has_name(candidate: Candidate) -> bool:
    """Tell whether a gathering goes by a name: a capitalised word in its noun phrase, or before its noun."""
    structure = candidate.structure
    phrase = candidate.phrase or structure.phrase_at(min(candidate.end, len(structure.words) - 1))
    if phrase is None or not any(w.tag == "name" for w in structure.words[phrase.start : phrase.end]):
        return False
    gathering = structure.words[phrase.head].lower in word_list("gatherings")
    return gathering or candidate.verb is None


def _is_named(scene: Scene, participants: tuple[Participant, ...]) -> bool:
    """Tell whether the last of those who take part is a person or a delegation, no thing that is received."""
    chains = scene.document.layers.chains
    return any(
        p.chain is not None and p.chain < len(chains) and chains[p.chain].label in ("person", "office", "people")
        for p in participants
    )


def _without_contents(drafts: list[Draft]) -> list[Draft]:
    """Drop what is only asked for: a noun or infinitive, other than an encounter, inside what a request asks."""
    asked = [d.event.content for d in drafts if d.event.type == "REQUEST" and d.event.content is not None]
    return [
        d for d in drafts
        if d.event.type in ("CONSULT", "REQUEST", "ASSAULT") or d.candidate.verb is not None
        or not any(c.contains(d.event.trigger) for c in asked)
    ]  # fmt: skip


def _without_mere_sources(drafts: list[Draft]) -> list[Draft]:
    """Drop a "said" that only reports another act: its speaker is that act's source."""
    kept = []
    for draft in drafts:
        event = draft.event
        reported = [
            other.event for other in drafts
            if other is not draft and other.event.type != "STATE" and _is_what_is_said(event, other)
        ]  # fmt: skip
        says = draft.candidate.trigger.words[0] in ("say", "announce", "report", "confirm", "tell", "write")
        threatened = any(other.type == "THREATEN" for other in reported)
        if draft.candidate.verb is not None and draft.candidate.verb.lemma == "accord":
            says, reported = True, [d.event for d in drafts if d is not draft]
        mere = ((says or threatened) and reported) or _is_own_plan(draft) or _is_inside(draft, drafts)
        if mere and draft.candidate.frame.type == "STATE" and event.type in ("STATE", "AGREE"):
            continue
        kept.append(draft)
    return kept


def _is_inside(draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether an attitude is only what another statement says: "conveyed that he looked forward to"."""
    if draft.candidate.frame.content != "object":
        return False
    said = [d.event.content for d in drafts if d is not draft and d.event.type == "STATE"]
    return any(content is not None and content.contains(draft.event.trigger) for content in said)


def _is_own_plan(draft: Draft) -> bool:
    """Tell whether a statement only announces what the speaker will do or has done ("announced that it will …")."""
    if draft.candidate.trigger.words != ("announce",) or draft.event.content is None:
        return False
    structure = draft.candidate.structure
    first = next((w for w in structure.words if w.span.start >= draft.event.content.start), None)
    return first is not None and (
        first.lower in ("he", "she", "it", "they", "we", "i") or first.tag in ("owner", "det", "adj", "noun", "num")
    )


def _is_what_is_said(event: EventMention, other: Draft) -> bool:
    """Tell whether an act is the main one of what is said: the first finite verb of the content, or near its start."""
    content, trigger = event.content, other.event.trigger
    if content is None or not content.contains(trigger):
        return False
    structure = other.candidate.structure
    first = next(
        (v for v in structure.verbs if v.kind == "finite" and structure.words[v.start].span.start >= content.start),
        None,
    )
    return trigger.start - content.start < 60 or (first is not None and other.candidate.verb is first)


def _last_encounter(found: list[EventMention]) -> EventMention | None:
    return next((e for e in reversed(found) if e.type == "CONSULT" and e.status == "done" and len(e.actors) > 1), None)


def _fold_readout(scene: Scene, index: int, found: list[EventMention]) -> None:
    encounter = _last_encounter(found)
    if encounter is not None and is_readout(scene, index, encounter):
        found[found.index(encounter)] = readout(scene, index, encounter)
