"""Where and when an act happened, and who says so."""

from __future__ import annotations

import re

from dragoman.annotate.events.scene import Scene
from dragoman.annotate.events.status import SPEECH
from dragoman.annotate.events.triggers import Candidate
from dragoman.model import Attribution, Mention, Participant, Span

__all__ = ["place", "release_source", "reporter"]

_ATTRIBUTABLE = re.compile(r"\b(?:is|are) attributable to\b[^\n:]*")
_AT = frozenset({"in", "at", "to", "from"})


def place(scene: Scene, candidate: Candidate) -> str | None:
    """Return the most specific named place of an act: after "in" or "at" (for a visit: where it leads) in its clause."""
    structure = candidate.structure
    visit = candidate.frame.mode == "visit"
    if candidate.frame.type in SPEECH:
        return None
    found = [m for m in scene.mentions_in(structure.span(0, len(structure.words))) if _is_place(m) and _led_by(scene, candidate, m, visit)]
    after = [m for m in found if m.span.start >= candidate.span.end]
    best = after or found
    return best[0].name if best and best[0].label == "place" else scene.document.quote(best[0].span) if best else None


def _is_place(mention: Mention) -> bool:
    return mention.label in ("place", "country") and mention.form == "name" or mention.metonym


def _led_by(scene: Scene, candidate: Candidate, mention: Mention, visit: bool) -> bool:
    structure = candidate.structure
    at = next((i for i, w in enumerate(structure.words) if w.span.start >= mention.span.start), None)
    phrase = structure.phrase_at(at) if at is not None else None
    if phrase is None:
        return False
    if phrase.prep is not None and structure.words[phrase.prep].lower in _AT and phrase.end - 1 <= (at or 0) + 4:
        return candidate.start - 12 <= phrase.start <= candidate.end + 20
    return visit and phrase.prep is None and phrase.start == candidate.end


def release_source(scene: Scene) -> Participant | None:
    """Return whom a release names as its source ("The below is attributable to Spokesperson Ned Price")."""
    match = _ATTRIBUTABLE.search(scene.document.text, 0, 400)
    if match is None:
        return None
    people = [m for m in scene.mentions_in(Span(*match.span())) if m.label == "person"]
    return Participant(people[-1].name, people[-1].span, people[-1].chain) if people else None


def reporter(scene: Scene, candidate: Candidate, attributions: tuple[Attribution, ...]) -> Attribution | None:
    """Return the attribution inside whose content the act is told, the innermost one."""
    inside = [
        a for a in attributions
        if any(c.contains(candidate.span) for c in a.content) and not (a.cue is not None and a.cue.overlaps(candidate.span))
    ]  # fmt: skip
    return min(inside, key=lambda a: sum(len(c) for c in a.content), default=None)
