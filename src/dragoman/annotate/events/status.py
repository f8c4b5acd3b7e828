"""Whether an act is done, under way, planned, proposed or called off, and whether it counts at all."""

from __future__ import annotations

import re

from dragoman.annotate.clauses import Structure, VerbGroup
from dragoman.annotate.events.scene import Scene
from dragoman.annotate.events.triggers import Candidate
from dragoman.model import EventType, Status
from dragoman.ontology import word_list

__all__ = ["SPEECH", "applies", "status"]

SPEECH: frozenset[EventType] = frozenset({"STATE", "SUPPORT", "AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""The acts that consist in words."""

_SAYS_SO = frozenset({"can", "will", "would", "'ll", "’ll", "'d", "’d"})
"""Modals by which a speaker only leads over to what is said: "I would note that"."""
_HABITS: frozenset[EventType] = frozenset({"AID", "COOPERATE"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll"})
_UNREAL = frozenset(
    {"could", "may", "might", "can", "cannot", "can't", "should", "must", "would", "wouldn't", "'d", "’d"}
)
_CALLED_OFF: dict[str, Status] = {
    "drop": "cancelled", "cancel": "cancelled", "scrap": "cancelled", "scrub": "cancelled", "call off": "cancelled",
    "postpone": "postponed", "delay": "postponed", "reschedule": "postponed", "defer": "postponed",
    "put off": "postponed", "push back": "postponed", "put back": "postponed",
}  # fmt: skip
_NUMBERED = frozenset({"session", "round", "sitting"})
_OF_TALKS = re.compile(r"\bround of (?:[\w’'-]+ ){0,3}(?:talks|negotiations|consultations|discussions)")
_ORDINAL = re.compile(
    r"\d+(?:st|nd|rd|th)|next|last|previous|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
)
_FORGONE = frozenset({"plan", "expect", "anticipate", "schedule", "intend", "hope", "want"})
"""Verbs whose past perfect tells that something did not come about."""
_THERE = frozenset({"in", "during", "after", "following"})
_ADJECTIVES: dict[str, Status] = {
    "upcoming": "planned", "planned": "planned", "forthcoming": "planned", "scheduled": "planned", "next": "planned",
    "possible": "proposed",
    "proposed": "proposed", "potential": "proposed", "ongoing": "ongoing", "current": "ongoing", "continued": "ongoing",
    "cancelled": "cancelled", "canceled": "cancelled", "postponed": "postponed",
}  # fmt: skip


def applies(scene: Scene, candidate: Candidate) -> bool:
    """Tell whether the words stand as their frame asks: a promise with "will" in an official text, or a threat."""
    frame, verb = candidate.frame, candidate.verb
    if _is_asked(scene, candidate):
        return False
    if verb is not None and verb.lemma == "think" and not _is_first_person(scene, candidate.structure, verb):
        return False
    if verb is None and candidate.trigger.words[-1] in _NUMBERED and len(candidate.trigger.words) == 1:
        return _is_numbered(scene, candidate)
    if frame.demand:
        return _in_own_voice(scene, candidate)
    if verb is not None and verb.lemma == "accord":  # an afterthought ("…, according to …") only names a source
        return candidate.start == 0
    if verb is not None and verb.kind == "gerund" and candidate.trigger.words == ("speak", "to"):
        return False  # "Speaking to the press, …"
    if verb is not None and _moves_encounter(candidate.structure, verb):
        return False
    if verb is None or not (frame.promise or frame.threat):
        return True
    modal = _modal(candidate.structure, verb)
    if frame.threat:
        return modal is not None and not verb.negated
    governor = candidate.structure.governor(verb)
    intends = governor is not None and governor.lemma == "intend" and governor.kind == "finite"
    return scene.is_release and (modal in _FUTURE or intends)


def _is_numbered(scene: Scene, candidate: Candidate) -> bool:
    """Tell whether a round of talks or a session is one of several ("the eighth round", "the next session")."""
    if candidate.trigger.words[-1] == "round" and not _OF_TALKS.search(scene.document.text):
        return False
    first = candidate.phrase.start if candidate.phrase is not None else candidate.start
    return any(_ORDINAL.fullmatch(word.lower) for word in candidate.structure.words[first : candidate.start])


def _is_asked(scene: Scene, candidate: Candidate) -> bool:
    """Tell whether words stand in a question of the writer's own: it tells nothing."""
    last = candidate.structure.words[-1]
    return last.text == "?" and scene.document.genre != "transcript" and not scene.is_quoted(candidate.span)


def _called_off(structure: Structure, verb: VerbGroup) -> Status | None:
    """Return whether a verb calls something off or puts it off."""
    following = structure.words[verb.end].lower if verb.end < len(structure.words) else ""
    return _CALLED_OFF.get(f"{verb.lemma} {following}") or _CALLED_OFF.get(verb.lemma)


def _moves_encounter(structure: Structure, verb: VerbGroup) -> bool:
    """Tell whether an encounter is put off, or is called off by nobody named: the encounter's own entry says so."""
    state = _called_off(structure, verb)
    if state is None or (state == "cancelled" and not verb.passive):
        return False
    things = structure.subjects(verb) if verb.passive else structure.objects(verb)
    nouns = word_list("gatherings") | word_list("encounter_nouns") | {"trip", "tour", "appointment"}
    return any(structure.words[thing.head].lower in nouns for thing in things)


def _in_own_voice(scene: Scene, candidate: Candidate) -> bool:
    """Tell whether an official text says something itself: nobody else is quoted or reported as saying it."""
    reported = any(c.contains(candidate.span) for a in scene.document.layers.attributions for c in a.content)
    return scene.is_release and not reported and not scene.is_quoted(candidate.span)


def _modal(structure: Structure, verb: VerbGroup) -> str | None:
    """Return the modal of a verb, or that of the verb it continues ("will continue to support")."""
    governor = structure.governor(verb) if verb.kind == "infinitive" else None
    return verb.modal or (governor.modal if governor is not None and governor.lemma in word_list("vow_verbs") else None)


def status(scene: Scene, candidate: Candidate) -> Status | None:
    """Return the status of an act, or None where the words tell no act: denied, only possible, part of a content."""
    if candidate.verb is None:
        return _of_noun(scene, candidate)
    if candidate.frame.promise or candidate.frame.threat:
        return "done"
    if candidate.frame.demand:
        asks = candidate.verb.kind == "finite" and not _is_conditional(candidate.structure, candidate.verb)
        return "done" if asks else None
    if candidate.frame.type in SPEECH:
        return _of_speech(scene, candidate, candidate.verb)
    return _of_deed(candidate, candidate.verb, scene.is_release)


def _of_speech(scene: Scene, candidate: Candidate, verb: VerbGroup) -> Status | None:
    structure = candidate.structure
    if verb.negated or _is_conditional(structure, verb):
        return None
    if verb.kind == "infinitive":
        governor = structure.governor(verb)
        if (
            governor is not None
            and governor.lemma in word_list("meeting_verbs")
            and governor.kind == "finite"
            and not governor.modal
        ):
            return "done"
        if governor is None or governor.lemma not in word_list("phase_verbs") | word_list("planning_verbs"):
            return None
        if governor.lemma in word_list("phase_verbs"):
            return None if governor.modal in _UNREAL else "done"
        return "planned"
    if verb.lemma == "accord":
        return "done"
    if verb.kind == "gerund":
        before = structure.words[verb.start - 1] if verb.start else None
        told = candidate.frame.type != "STATE" or verb.lemma in word_list("added_speech")
        added = before is None or before.tag in ("comma", "and", "quote") or before.lower == "while"
        return "done" if told and added else None
    if verb.kind == "reduced":
        return None
    if verb.modal in _SAYS_SO and _is_first_person(scene, structure, verb):
        return "done"
    if verb.modal in _UNREAL:
        return None
    if verb.modal in _FUTURE:
        return "planned" if not scene.is_release or candidate.frame.type not in ("AGREE", "SUPPORT") else "done"
    return "ongoing" if verb.progressive and candidate.frame.type != "STATE" else "done"


def _is_first_person(scene: Scene, structure: Structure, verb: VerbGroup) -> bool:
    """Tell whether the speaker of a transcript says something in the moment of speaking ("I can tell you that …")."""
    subjects = structure.subjects(verb)
    return scene.document.genre == "transcript" and any(structure.words[p.head].lower in ("i", "we") for p in subjects)


def _of_deed(candidate: Candidate, verb: VerbGroup, official: bool) -> Status | None:
    structure = candidate.structure
    if verb.negated or _is_conditional(structure, verb):
        return None
    consult = candidate.frame.type == "CONSULT"
    if verb.kind == "infinitive":
        governor = structure.governor(verb)
        if consult and _is_wished(structure, verb.start, governor.end if governor is not None else 0):
            return "proposed"  # "a request for Lind to visit"
        return _of_infinitive(structure, governor, consult=consult)
    if verb.kind == "gerund":
        before = structure.words[verb.start - 1] if verb.start else None
        means = before is not None and before.lower == "by"
        governor = structure.governor(verb)
        if consult and governor is not None and governor.end == verb.start and governor.lemma in _awaiting():
            return _of_infinitive(structure, governor, consult=consult)
        return "done" if consult or before is None or before.tag in ("comma", "and") or means else None
    if verb.modal in _FUTURE:
        return "planned"
    if verb.modal in ("would", "'d", "’d"):
        return "proposed" if consult else "planned"
    if verb.modal in _UNREAL:
        return "proposed" if consult and verb.modal in ("should", "must") else None
    if verb.passive and verb.lemma in word_list("planning_verbs"):
        return "planned"
    if verb.progressive:
        return "done" if official and candidate.frame.type == "SANCTION" else "ongoing"
    return None if candidate.frame.type in _HABITS and _is_habit(verb) else "done"


def _is_habit(verb: VerbGroup) -> bool:
    """Tell whether a deed stands in the plain present: a standing policy, no act ("provides aid to many countries")."""
    return verb.kind == "finite" and verb.tense == "present" and not (verb.modal or verb.perfect or verb.passive)


def _awaiting() -> frozenset[str]:
    """Return the verbs after which an act is still to come."""
    return word_list("planning_verbs") | word_list("wishing_verbs")


def _of_infinitive(structure: Structure, governor: VerbGroup | None, *, consult: bool) -> Status | None:
    """Return the status of an act in the infinitive from the verb that governs it."""
    if governor is None:
        return "planned" if consult else None
    if consult and governor.perfect and governor.tense == "past" and governor.lemma in _FORGONE:
        return "cancelled"  # "had hoped to meet": it came to nothing
    if governor.lemma in word_list("planning_verbs") or structure.words[governor.end - 1].tag == "be":
        return "planned"
    if governor.lemma in word_list("phase_verbs"):
        return "ongoing"
    if not consult:
        return None
    if governor.kind == "infinitive":
        above = structure.governor(governor)
        if above is not None and above.lemma == "agree":
            return "proposed"  # "agreed to work closely to hold a summit": it is only hoped for
        return _of_infinitive(structure, above, consult=consult)
    if governor.lemma == "agree":
        return "planned"
    if governor.lemma in word_list("wishing_verbs"):
        return "proposed"
    return "planned" if governor.modal in _FUTURE else "done"


def _is_conditional(structure: Structure, verb: VerbGroup) -> bool:
    """Tell whether the clause of a verb begins with "if" or "unless"."""
    subjects = structure.subjects(verb) if verb.kind == "finite" else ()
    at = (subjects[0].start if subjects and subjects[0].start < verb.start else verb.start) - 1
    return at >= 0 and structure.words[at].lower in ("if", "unless", "whether", "than")


def _of_noun(scene: Scene, candidate: Candidate) -> Status | None:
    structure, phrase = candidate.structure, candidate.phrase
    assert phrase is not None
    for word in structure.words[phrase.start : candidate.start]:
        if word.lower in _ADJECTIVES:
            named = _ADJECTIVES[word.lower]
            despite = phrase.prep is not None and structure.words[phrase.prep].lower == "despite"
            return "cancelled" if despite and named == "planned" else named
    for verb in structure.verbs:
        state = _called_off(structure, verb)
        things = () if state is None else structure.subjects(verb) if verb.passive else structure.objects(verb)
        held = any(thing.start <= candidate.start < max(thing.end, thing.reach) for thing in things)
        if held and not _came_to_pass(structure, verb):
            return state
    if candidate.frame.type == "CONSULT":
        return _of_encounter(structure, candidate)
    return (
        "ongoing"
        if candidate.frame.type == "ASSAULT" and candidate.trigger.words[-1] in ("war", "aggression", "attacks")
        else "done"
    )


def _came_to_pass(structure: Structure, verb: VerbGroup) -> bool:
    """Tell whether something was held up and then took place: "was delayed by three days and passed"."""
    after = next((v for v in structure.verbs if v.start >= verb.end), None)
    joined = after is not None and any(word.tag == "and" for word in structure.words[verb.end : after.start])
    told = after is not None and after.kind == "finite" and after.tense == "past" and not (after.modal or after.passive)
    return verb.passive and joined and told and structure.words[verb.end].lower == "by"


def _of_encounter(structure: Structure, candidate: Candidate) -> Status:
    """Return the status of an encounter named by a noun from the verb that governs it.

    What is said "in a call" or "during the talks" was said there: the encounter took place.
    """
    phrase = candidate.phrase
    lead = structure.words[phrase.prep].lower if phrase is not None and phrase.prep is not None else ""
    before = [v for v in structure.verbs if v.end <= candidate.start]
    governor = before[-1] if before else None
    there = lead in _THERE and governor is not None and governor.kind == "finite"
    if there and governor is not None:
        return "planned" if governor.modal in _FUTURE else "done"
    if _is_wished(structure, candidate.start):
        return "proposed"
    after = next((v for v in structure.verbs if v.start >= candidate.end), None)
    if governor is not None and (
        governor.lemma in word_list("wishing_verbs") or (governor.kind == "infinitive" and _hoped(structure, governor))
    ):
        return "proposed"
    if governor is not None and governor.kind == "infinitive" and governor.lemma in word_list("light_verbs"):
        hoped = _of_infinitive(structure, structure.governor(governor), consult=True)
        if hoped in ("planned", "proposed", "cancelled"):
            return hoped
    if governor is not None and governor.modal in _FUTURE:
        vague = governor.lemma == "be" and structure.words[governor.end].lower in ("a", "an")
        return "proposed" if vague else "planned"  # "the next step will be a summit": nobody has decided it
    if after is not None and after.modal in ("would", "could", "should") and after.start <= candidate.end + 12:
        return "proposed"
    if after is not None and (after.passive or after.kind == "reduced") and after.lemma in word_list("planning_verbs"):
        return "planned"
    if after is not None and after.modal in _FUTURE and not before:
        return "planned"
    onward = next((v for v in structure.verbs if after is not None and v.start == after.end), None)
    if after is not None and after.lemma == "be" and onward is not None and onward.kind == "infinitive":
        return "planned"  # "talks are to begin"
    return "done"


def _is_wished(structure: Structure, at: int, after: int = 0) -> bool:
    """Tell whether a noun of wishing stands a little before a word ("the need for an early summit")."""
    return any(word.lower in word_list("wishing_nouns") for word in structure.words[max(after, at - 9) : at])


def _hoped(structure: Structure, verb: VerbGroup) -> bool:
    governor = structure.governor(verb)
    return governor is not None and governor.lemma in word_list("wishing_verbs")
