"""Who did it, and to, with or against whom."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.annotate.clauses import NounPhrase, Structure, VerbGroup
from dragoman.annotate.events.scene import Scene, unique
from dragoman.annotate.events.status import SPEECH
from dragoman.annotate.events.triggers import Candidate
from dragoman.model import EventType, Mention, Participant, Span
from dragoman.ontology import word_list

__all__ = ["Cast", "cast", "target"]

_PRESS = re.compile(r"\b(?:reporters?|press|media|journalists?|public|audience|viewers|newspapers?)\b")
"""What is said to these is addressed to nobody in particular (settled question 12)."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part in an act."""

    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()


def cast(scene: Scene, candidate: Candidate) -> Cast:
    """Return who takes part in the act of a candidate, as its frame says where they stand."""
    if candidate.frame.demand and candidate.verb is not None:
        return _demanded(scene, candidate, candidate.verb)
    if candidate.verb is not None and candidate.verb.lemma == "accord":
        return Cast(_direct(scene, candidate))
    found = _of_verb(scene, candidate) if candidate.verb is not None else _of_noun(scene, candidate)
    if candidate.frame.together:
        both = unique((*found.actors, *found.recipients))
        return Cast(tuple(p for p in both if not _PRESS.search(p.name.lower())))
    found = Cast(found.actors, tuple(p for p in found.recipients if not _PRESS.search(p.name.lower())))
    names = {p.name for p in found.actors}
    return Cast(found.actors, tuple(p for p in found.recipients if p.name not in names))


def _demanded(scene: Scene, candidate: Candidate, verb: VerbGroup) -> Cast:
    """Return who demands in an official text, and of whom: the subject of "must", who stands after "essential that"."""
    structure = candidate.structure
    actors = scene.voice(candidate.span)
    whom = () if verb.passive else scene.parties(structure, structure.subjects(verb)) or _direct(scene, candidate)
    if not whom and not verb.modal:  # the tagger takes the subjunctive for a noun ("essential that Kenya open")
        whom = unique(p for phrase in _objects(candidate) for p in scene.owner(structure, phrase))
    names = {p.name for p in (*actors, *scene.sides(actors).values())}
    return Cast(actors, ()) if names & {p.name for p in whom} else Cast(actors, whom)


def _of_verb(scene: Scene, candidate: Candidate) -> Cast:
    structure, verb = candidate.structure, candidate.verb
    assert verb is not None
    subject = _subject(scene, candidate, verb)
    if (verb.passive and candidate.trigger.words[0] != "be") or verb.kind == "reduced":
        agents = scene.parties(structure, structure.complements(verb.end, ("by",), _limit(candidate)))
        if candidate.frame.together:
            return Cast(unique((*agents, *subject, *_with(scene, candidate))))
        if candidate.frame.mode == "message":
            return Cast(agents, _recipients(scene, candidate) or _addressed(scene, candidate, verb))
        return Cast(agents, subject)
    if candidate.frame.together and len(sides := _sides_to_meet(scene, candidate, verb)) > 1:
        return Cast(sides)
    if candidate.frame.together:
        gathering = _gathering(scene, candidate) if candidate.frame.mode == "multilateral" else ()
        whom = structure.relative_object(verb)
        met = scene.party(structure, whom) if whom is not None and candidate.frame.mode == "meeting" else ()
        return Cast(subject, unique((*_direct(scene, candidate), *met, *gathering, *_with(scene, candidate))))
    return Cast(subject, _recipients(scene, candidate))


def _sides_to_meet(scene: Scene, candidate: Candidate, verb: VerbGroup) -> tuple[Participant, ...]:
    """Return the countries whose summit others talk about: "agreed to work to hold a Kenya-Norway summit"."""
    if verb.kind != "infinitive" or "summit" not in candidate.trigger.words:
        return ()
    return unique(p for m in scene.mentions_in(candidate.span) if m.label == "country" for p in scene.named(m))


def _addressed(scene: Scene, candidate: Candidate, verb: VerbGroup) -> tuple[Participant, ...]:
    """Return at whom a letter is aimed that is the subject of a passive: "letters targeting Kenya were sent"."""
    structure = candidate.structure
    end = max((thing.reach for thing in structure.subjects(verb)), default=verb.start)
    aimed = next((v for v in structure.verbs if v.start == end and v.end < verb.start), None)
    things = (p for p in structure.phrases if p.prep is None and aimed and aimed.end <= p.start < verb.start)
    return scene.parties(structure, things)


def _subject(scene: Scene, candidate: Candidate, verb: VerbGroup) -> tuple[Participant, ...]:
    """Return who the subject of a verb is; "we" who do more than speak are the speaker's country."""
    structure = candidate.structure
    inverted = structure.inverted_subject(verb)
    phrases = structure.subjects(verb) if inverted is None else structure.list_right(inverted)
    if candidate.frame.type not in SPEECH and len(phrases) == 1:
        head = structure.words[phrases[0].head]
        side = scene.mentions_in(head.span) if head.lower == "we" else ()
        if side:
            return scene.named(side[0])
    return scene.parties(structure, phrases)


def _limit(candidate: Candidate) -> int:
    """Return where the clause of the trigger ends, so that no complement of another verb is taken."""
    return candidate.structure.clause_end(candidate.end)


def _direct(scene: Scene, candidate: Candidate) -> tuple[Participant, ...]:
    phrases = _objects(candidate)
    found = scene.parties(candidate.structure, phrases)
    return found or (_unknown_names(scene, candidate, phrases) if candidate.frame.type in _AIMED else ())


_AIMED: frozenset[EventType] = frozenset({"SANCTION", "COERCE", "ASSAULT"})
"""Deeds whose object is a target, also where nothing else is known of its name."""


def _unknown_names(scene: Scene, candidate: Candidate, phrases: tuple[NounPhrase, ...]) -> tuple[Participant, ...]:
    """Return the names among noun phrases that no layer knows ("is designating Fertoing")."""
    structure = candidate.structure
    spans = [
        structure.span(phrase.start, phrase.reach) for phrase in phrases
        if structure.words[phrase.head].tag == "name" and structure.words[phrase.start].tag == "name"
    ]  # fmt: skip
    return tuple(
        Participant(scene.document.quote(s), s) for s in spans if not scene.is_time(s) and not scene.mentions_over(s)
    )


def _gathering(scene: Scene, candidate: Candidate) -> tuple[Participant, ...]:
    """Return the body whose summit or session is attended: "the NATO summit" (NATO)."""
    structure = candidate.structure
    at = max(candidate.end - 1, candidate.start + 1)
    phrase = structure.phrase_at(at) if at < len(structure.words) else None
    found = scene.mentions_in(structure.span(phrase.start, phrase.reach)) if phrase is not None else ()
    return unique(
        p for m in found if m.label == "organisation" and not _is_gathering(scene, m) for p in scene.named(m)
    )


def _is_gathering(scene: Scene, mention: Mention) -> bool:
    """Tell whether a name is that of the gathering itself ("Nairobi Forum"), not of a body that holds it."""
    last = scene.document.quote(mention.span).lower().split()[-1:]
    return bool(word_list("gatherings").intersection(last))


def _objects(candidate: Candidate) -> tuple[NounPhrase, ...]:
    """Return the noun phrases right after the whole trigger ("called on" → after "on")."""
    structure = candidate.structure
    at = candidate.end
    while at < len(structure.words) and structure.words[at].tag in ("adv", "time"):
        at += 1
    aside = structure.phrase_at(at + 1) if at + 1 < len(structure.words) else None
    if aside is not None and aside.prep == at and structure.words[aside.head].lower in word_list("manner_nouns"):
        at = aside.reach
    phrase = structure.phrase_at(at) if at < len(structure.words) else None
    return structure.list_right(phrase) if phrase is not None and at <= phrase.start else ()


def _with(scene: Scene, candidate: Candidate) -> tuple[Participant, ...]:
    structure = candidate.structure
    for words in (("with",), ("between", "among")):
        found = scene.parties(structure, structure.complements(candidate.start, words, _limit(candidate)))
        if found:
            return found
    return ()


def _recipients(scene: Scene, candidate: Candidate) -> tuple[Participant, ...]:
    """Return the first place of the frame at which somebody is named."""
    structure = candidate.structure
    for place in candidate.frame.recipient:
        if place == "object":
            found = _direct(scene, candidate)
        elif place == "owner":
            found = unique(p for phrase in _objects(candidate) for p in scene.owner(structure, phrase))
        elif place == "host":
            found = ()
        else:
            limit = candidate.end + 3 if candidate.frame.type == "STATE" else _limit(candidate)
            phrases = structure.complements(candidate.end, (place,), limit)
            found = scene.parties(structure, phrases) or _owners(scene, candidate, phrases)
        if found:
            return found
    return ()


def _owners(scene: Scene, candidate: Candidate, phrases: tuple[NounPhrase, ...]) -> tuple[Participant, ...]:
    """Return whose thing a measure is put on or taken off: "a tariff on Kenyan steel" (Kenya)."""
    if candidate.frame.type not in ("SANCTION", "CONCEDE"):
        return ()
    return unique(p for phrase in phrases for p in scene.owner(candidate.structure, phrase))


def _of_noun(scene: Scene, candidate: Candidate) -> Cast:
    """Return who takes part where the act is a noun: possessor, adjective of country, phrases with a preposition."""
    structure, phrase = candidate.structure, candidate.phrase
    assert phrase is not None
    possessor = _possessor(scene, structure, phrase, candidate.start)
    limit = min(_limit(candidate), candidate.end + 25)
    by = scene.parties(structure, structure.complements(phrase.end, ("by",), min(limit, phrase.reach + 6)))
    if not by and "of" not in candidate.frame.recipient:
        by = possessor or scene.parties(structure, structure.complements(phrase.end, ("of",), phrase.end + 2))
    actors = by or possessor or _doer(scene, candidate, phrase)
    if candidate.frame.together:
        relative = structure.relative_verb(phrase)
        if relative is not None and relative.lemma in word_list("light_verbs"):
            actors = unique((*actors, *scene.parties(structure, structure.subjects(relative))))
        between = scene.parties(structure, structure.complements(phrase.end, ("between", "among"), limit))
        other = scene.parties(structure, structure.complements(phrase.end, ("with",), limit))
        if not actors and not between and other:
            actors = _doer(scene, candidate, phrase, word_list("wishing_verbs"))
        found = unique((*actors, *between, *other))
        return Cast(unique((*_attending(scene, candidate, phrase), *found)) if len(found) == 1 else found)
    for place in candidate.frame.recipient:
        phrases = structure.complements(phrase.end, (place,), limit)
        found = scene.parties(structure, phrases) or unique(p for item in phrases for p in scene.owner(structure, item))
        if found:
            return Cast(actors, found)
    return Cast(actors)


def _doer(
    scene: Scene, candidate: Candidate, phrase: NounPhrase, verbs: frozenset[str] | None = None
) -> tuple[Participant, ...]:
    """Return the subject of the verb whose object the noun is: "Trump has ramped up calls for" (Trump).

    ``verbs`` are the lemmas that count, the light verbs where none are given.
    """
    structure = candidate.structure
    at = phrase.start - 1
    while at >= 0 and structure.words[at].tag == "adv":
        at -= 1
    verb = structure.verb_at(at) if at >= 0 and phrase.prep is None else None
    if verb is None or verb.lemma not in (verbs or word_list("light_verbs")) or verb.passive:
        return ()
    return scene.parties(structure, structure.subjects(verb))


def _attending(scene: Scene, candidate: Candidate, phrase: NounPhrase) -> tuple[Participant, ...]:
    """Return the subject of what was done at an encounter: "In a call with Lind, Oduya said …" (Oduya)."""
    structure = candidate.structure
    if phrase.prep is None or structure.words[phrase.prep].lower not in ("during", "in", "at", "following", "after"):
        return ()
    finite = [v for v in structure.verbs if v.kind == "finite"]
    before = [v for v in finite if v.end <= phrase.prep]
    main = before[-1] if before else next((v for v in finite if v.start >= phrase.end), None)
    return scene.parties(structure, structure.subjects(main)) if main is not None else ()


def _possessor(scene: Scene, structure: Structure, phrase: NounPhrase, trigger: int) -> tuple[Participant, ...]:
    before = structure.span(phrase.start, trigger) if trigger > phrase.start else None
    if before is None:
        return ()
    found = [
        p for m in scene.mentions_over(before)
        if (m.label != "place" or m.metonym) and not _is_gathering(scene, m) for p in scene.named(m)
    ]  # fmt: skip
    return unique(found)


_TARGET_PREPOSITIONS: dict[EventType, tuple[str, ...]] = {
    "SUPPORT": ("for", "to", "with", "on"), "REQUEST": ("on", "to"), "THREATEN": ("on", "against"),
    "ACCUSE": ("of", "against", "about", "with"),
    "REJECT": ("to",), "AGREE": ("with",),
}  # fmt: skip


def target(scene: Scene, candidate: Candidate, kind: EventType, content: Span) -> tuple[Participant, ...]:
    """Return at whom a statement is aimed that is an act of another kind: "support for Ukraine's sovereignty"
    (Ukraine).
    """
    structure = candidate.structure
    words = _TARGET_PREPOSITIONS.get(kind, ())
    for phrase in structure.phrases:
        if (
            phrase.prep is None
            or phrase.start < candidate.end
            or not content.contains(structure.words[phrase.start].span)
        ):
            continue
        if structure.words[phrase.prep].lower in words:
            return unique(
                p
                for item in structure.list_right(phrase)
                for p in (scene.party(structure, item) or scene.owner(structure, item))
            )
    return ()
