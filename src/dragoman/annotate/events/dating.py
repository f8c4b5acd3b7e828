"""When an act happened or is to happen."""

from __future__ import annotations

import re

from dragoman.annotate.dates import date_from, dating_timex
from dragoman.annotate.events.scene import Scene
from dragoman.annotate.events.status import SPEECH
from dragoman.annotate.events.triggers import Candidate
from dragoman.model import EventType, Span, Status, Timex
from dragoman.ontology import word_list

__all__ = ["act_date"]


def act_date(scene: Scene, candidate: Candidate, kind: EventType, state: Status) -> str | None:
    """Return the date of an act: of the time expression with its trigger; a release speaks on its own date."""
    if state == "postponed":
        return _new_date(scene, candidate)
    spoken = kind in SPEECH
    timex = dating_timex(scene.document, candidate.structure, _occasion(candidate), spoken=spoken)
    timex = timex or _opening(scene, candidate)
    if timex is not None:
        return _ahead(scene, candidate, timex, date_from(scene.document, timex), state)
    published = scene.document.published
    own = spoken or (kind == "SANCTION" and candidate.verb is not None and candidate.verb.progressive)
    if scene.is_release and published and own and state in ("done", "ongoing") and candidate.verb is not None:
        return None if candidate.verb.perfect else published.edtf
    return None


_MONTH = re.compile(r"(\d{4})(-\d\d(?:-\d\d)?)")
_BARE_MONTH = re.compile(r"(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2})?")


def _ahead(scene: Scene, candidate: Candidate, timex: Timex, date: str | None, state: Status) -> str | None:
    """Return the date of what is still to come: a month without a year that is over means the next one.

    None where the date is that of the encounter at which it was talked about.
    """
    published = scene.document.published
    match = _MONTH.fullmatch(date or "")
    over = match is not None and published is not None and match[0] < published.edtf[: len(match[0])]
    if match is None or not over or state not in ("planned", "proposed"):
        return date
    if _dates_encounter(candidate, timex):
        return None
    bare = _BARE_MONTH.fullmatch(scene.document.quote(timex.span))
    return f"{int(match[1]) + 1}{match[2]}" if bare else date


def _dates_encounter(candidate: Candidate, timex: Timex) -> bool:
    """Tell whether a date is that of an encounter at which something to come was talked about ("asked her, during their
    call on June 6, to visit").
    """
    words = candidate.structure.words
    start, end = sorted((candidate.span, timex.span))
    between = [w for w in words if start.end <= w.span.start and w.span.end <= end.start]
    nouns = word_list("encounter_nouns")
    return any(w.lower in ("during", "at", "in") and {x.lower for x in between[i + 1 :]} & nouns
               for i, w in enumerate(between))  # fmt: skip


def _new_date(scene: Scene, candidate: Candidate) -> str | None:
    """Return to which date an encounter has been put off ("postponed to May 6", "until next week")."""
    structure = candidate.structure
    for timex in scene.document.layers.timexes:
        at = next((i for i, w in enumerate(structure.words) if w.span.start >= timex.span.start), 0)
        inside = structure.span(0, len(structure.words)).contains(timex.span)
        if inside and at > candidate.end and structure.words[at - 1].lower in ("to", "until", "till"):
            return timex.edtf
    return None


def _occasion(candidate: Candidate) -> Span:
    """Return the trigger, or the verb that tells of it: "attended the summit held in May", "the call that Lind had"."""
    structure = candidate.structure
    relative = structure.relative_verb(candidate.phrase) if candidate.phrase is not None else None
    if relative is not None and relative.lemma in word_list("light_verbs"):
        return structure.span(relative.start, relative.end)
    held = structure.verb_at(candidate.end) if candidate.end < len(structure.words) else None
    if candidate.frame.mode == "multilateral" and held is not None and held.kind == "reduced":
        return structure.span(held.start, held.end)
    return candidate.span


def _opening(scene: Scene, candidate: Candidate) -> Timex | None:
    """Return the date in the phrase that opens the sentence, for its main verb ("During a debate aired on Tuesday, Lind
    said").
    """
    words, verb = candidate.structure.words, candidate.verb
    comma = next((i for i, w in enumerate(words[:30]) if w.tag == "comma"), None)
    if verb is None or comma is None or not words or words[0].tag not in ("prep", "time"):
        return None
    first = next((v for v in candidate.structure.verbs if v.start > comma and v.kind == "finite"), None)
    if first is not verb:
        return None
    opening = candidate.structure.span(0, comma)
    return next(
        (
            t
            for t in scene.document.layers.timexes
            if opening.contains(t.span) and t.edtf and t.type in ("DATE", "TIME")
        ),
        None,
    )
