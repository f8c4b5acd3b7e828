"""Who takes part in an act and is named elsewhere: "the meeting lasted an hour", "a joint statement was adopted"."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.annotate.clauses import VerbGroup
from dragoman.annotate.events.roles import Cast
from dragoman.annotate.events.scene import Scene
from dragoman.annotate.events.triggers import Candidate
from dragoman.model import Participant
from dragoman.ontology import word_list

__all__ = ["Elsewhere", "completed"]

_POINTING = frozenset({"the", "this", "that", "their", "these", "those"})


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Who is named outside the clause of an act: ``present`` at the encounter that was told last, in ``company`` with
    each other in what was told last, done or to come, and the ``speaker`` who tells of the act.
    """

    present: tuple[Participant, ...]
    company: tuple[Participant, ...]
    speaker: Participant | None


def completed(scene: Scene, candidate: Candidate, roles: Cast, elsewhere: Elsewhere) -> Cast:
    """Return the cast of a candidate with those who stand elsewhere."""
    if candidate.frame.threat:
        return Cast((elsewhere.speaker,), roles.recipients) if elsewhere.speaker is not None else Cast()
    verb = candidate.verb
    if verb is None:
        return _of_theirs(candidate, roles, elsewhere)
    subjects = candidate.structure.subjects(verb)
    if verb.lemma == "thank" and not roles.recipients and (not subjects or scene.document.genre == "transcript"):
        return Cast()
    if verb.lemma == "thank" and not subjects:
        return Cast(scene.first_person(candidate.span), roles.recipients)
    if verb.passive:
        return _without_agent(scene, candidate, roles, elsewhere)
    head = candidate.structure.words[subjects[0].head].lower if len(subjects) == 1 else ""
    if elsewhere.present and head in word_list("those_present") and not any(p.chain is not None for p in roles.actors):
        return Cast(elsewhere.present, roles.recipients)
    return _with_the_other(scene, candidate, roles, elsewhere.company)


def _without_agent(scene: Scene, candidate: Candidate, roles: Cast, elsewhere: Elsewhere) -> Cast:
    """Return the cast of a passive that names nobody: a text is adopted by those who meet, a letter is sent by the side
    that tells of it.
    """
    if roles.actors or candidate.verb is None or candidate.verb.kind != "finite":
        return roles
    if candidate.frame.type == "AGREE" and elsewhere.present:
        return Cast(elsewhere.present, roles.recipients)
    speaker = elsewhere.speaker
    if candidate.frame.mode == "message" and speaker is not None and roles.recipients:
        sides = tuple(scene.sides((speaker,)).values()) or (speaker,)
        return roles if {p.name for p in sides} & {p.name for p in roles.recipients} else Cast(sides, roles.recipients)
    return roles


def _with_the_other(scene: Scene, candidate: Candidate, roles: Cast, company: tuple[Participant, ...]) -> Cast:
    """Return the cast of "the talks" that one side is told to hold, with the other of two named before."""
    words = candidate.structure.words[candidate.start : candidate.end]
    encounter = candidate.frame.type == "CONSULT" and candidate.frame.together
    if not encounter or len(roles.actors) != 1 or len(company) != 2 or not any(w.lower in _POINTING for w in words):
        return roles
    names = {p.name for p in company} | set(scene.sides(company))
    return Cast(company) if roles.actors[0].name in names else roles


def _of_theirs(candidate: Candidate, roles: Cast, elsewhere: Elsewhere) -> Cast:
    """Return those present for an encounter called "their meeting", and for one that takes place with nobody named."""
    phrase = candidate.phrase
    if phrase is None or candidate.frame.type != "CONSULT" or not candidate.frame.together:
        return roles
    if elsewhere.present and candidate.structure.words[phrase.start].lower == "their":
        return Cast(elsewhere.present, roles.recipients)
    alone = not roles.actors and not roles.recipients
    return Cast(elsewhere.company) if alone and _takes_place(candidate) is not None else roles


def _takes_place(candidate: Candidate) -> VerbGroup | None:
    """Return the verb that tells no more of an encounter than that it takes place ("talks are to begin in Oslo")."""
    phrase, structure = candidate.phrase, candidate.structure
    if phrase is None or phrase.prep is not None:
        return None
    after = next((v for v in structure.verbs if v.start >= candidate.end), None)
    if after is None or not any(p.start == phrase.start for p in structure.subjects(after)):
        return None
    onward = next((v for v in structure.verbs if v.start == after.end), None)
    lemmas = {after.lemma, onward.lemma if onward is not None else after.lemma}
    return after if lemmas & word_list("occurring_verbs") - {"be"} else None
