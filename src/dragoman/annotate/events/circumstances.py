"""Where an act happened, and who says so."""

from __future__ import annotations

import re

from dragoman.annotate.clauses import NounPhrase, Structure
from dragoman.annotate.events.scene import Scene
from dragoman.annotate.events.status import SPEECH
from dragoman.annotate.events.triggers import Candidate
from dragoman.gazetteer import lookup
from dragoman.model import Attribution, Mention, Participant, Span
from dragoman.ontology import cues, word_list

__all__ = ["place", "release_source", "reporter"]

_ATTRIBUTABLE = re.compile(r"\b(?:is|are) attributable to\b[^\n:]*")
_AT = frozenset({"in", "at"})
_NEAR = 10
_SIDE = frozenset({"sidelines", "sideline", "margins", "margin", "fringes"})
_TO = frozenset({"in", "at", "to", "for"})


def place(
    scene: Scene, candidate: Candidate, content: Span | None, recipients: tuple[Participant, ...] = ()
) -> str | None:
    """Return the most specific named place of an act: after "in" or "at" in its clause, for a visit where it leads.

    A speech act has the place of its encounter, which is lent to it later.
    """
    if candidate.frame.type in SPEECH:
        return None
    structure = candidate.structure
    found = [
        m for m in scene.mentions_in(structure.span(0, len(structure.words)))
        if not (content is not None and content.contains(m.span)) and _leads_to(scene, candidate, m)
    ]  # fmt: skip
    after = [m for m in found if m.span.start >= candidate.span.end]
    best = next(iter(after or found), None)
    if best is None and candidate.trigger.words[-1] == "invasion":
        return next((p.name for p in recipients), None)
    return scene.place_name(best) if best is not None else None


def _leads_to(scene: Scene, candidate: Candidate, mention: Mention) -> bool:
    """Tell whether a mention is a place that a preposition of place ties to the trigger."""
    structure, visit = candidate.structure, candidate.frame.mode == "visit"
    if mention.form != "name" or mention.label == "person":
        return False
    at = next((i for i, w in enumerate(structure.words) if w.span.start >= mention.span.start), 0)
    phrase = structure.phrase_at(at)
    if phrase is None or mention.span.end < structure.words[phrase.head].span.start:
        return False
    if not _same_clause(structure, candidate, phrase):
        return False
    is_place = mention.label == "country" or scene.is_place(mention)
    if phrase.prep is None:
        return visit and is_place and 0 <= phrase.start - candidate.end <= 1
    prep = structure.words[phrase.prep].lower
    if is_place:
        return prep in (_TO if visit else _AT)
    known = lookup(mention.name)
    house = mention.label == "organisation" and (known is None or known.kind != "body")
    return prep == "at" and candidate.frame.type == "CONSULT" and house


def _same_clause(structure: Structure, candidate: Candidate, phrase: NounPhrase) -> bool:
    """Tell whether a phrase follows the trigger with no verb between but "held in", or opens the sentence."""
    if phrase.start < candidate.start:
        comma = next((i for i, w in enumerate(structure.words) if w.tag == "comma"), 0)
        opening = comma if structure.words[0].tag in ("prep", "time", "sub", "adv") else 0
        verbs = (v for v in structure.verbs if phrase.end <= v.start and v.end <= candidate.start)
        other_clause = any(v.kind == "finite" for v in verbs)
        return phrase.start < opening or (candidate.start - phrase.start <= _NEAR and not other_clause)
    between = [v for v in structure.verbs if candidate.end <= v.start < phrase.start and v.kind != "reduced"]
    words = {w.lower for w in structure.words[candidate.end : phrase.start]}
    if candidate.verb is None or words & _SIDE:  # "the meeting took place in Oslo"
        between = [v for v in between if v.lemma not in word_list("occurring_verbs")]
    return not between


def release_source(scene: Scene) -> Participant | None:
    """Return whom a release names as its source ("The below is attributable to Spokesperson Ned Price")."""
    match = _ATTRIBUTABLE.search(scene.document.text, 0, 400)
    if match is None:
        return None
    people = [m for m in scene.mentions_in(Span(*match.span())) if m.label == "person"]
    return Participant(people[-1].name, people[-1].span, people[-1].chain) if people else None


def reporter(candidate: Candidate, attributions: tuple[Attribution, ...]) -> Attribution | None:
    """Return the attribution inside whose content the act is told, the innermost one."""
    told = [a for a in attributions if not _is_cue(candidate, a) and _reports(candidate, a)]
    inside = [a for a in told if any(c.contains(candidate.span) for c in a.content)]
    return min(inside, key=lambda a: sum(len(c) for c in a.content), default=None)


def _reports(candidate: Candidate, attribution: Attribution) -> bool:
    """Tell whether an attribution is one of speech or thought: whoever wants or shows something does not report it."""
    if attribution.cue is None or attribution.style == "direct":
        return True
    last = next((w for w in candidate.structure.words if w.span.end == attribution.cue.end), None)
    return last is None or last.lemma in cues().verbs or last.lower == "to"


def _is_cue(candidate: Candidate, attribution: Attribution) -> bool:
    return attribution.cue is not None and attribution.cue.overlaps(candidate.span)
