"""When an act happened or is to happen."""

from __future__ import annotations

from dragoman.annotate.events.scene import Scene
from dragoman.annotate.events.status import SPEECH
from dragoman.annotate.events.triggers import Candidate
from dragoman.model import EventType, Span, Status, Timex

__all__ = ["act_date"]

_STANDING = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST"})


def act_date(scene: Scene, candidate: Candidate, kind: EventType, state: Status, content: Span | None) -> str | None:
    """Return the date of an act: of the time expression that stands with its trigger; a release speaks on its own date."""
    near = _with_trigger(scene, candidate, content)
    if near is not None:
        return near.edtf
    published = scene.document.published
    own = kind in SPEECH or (kind == "SANCTION" and candidate.verb is not None and candidate.verb.progressive)
    if scene.is_release and published and own and state in ("done", "ongoing") and candidate.verb is not None:
        return None if candidate.verb.tense == "past" and candidate.verb.perfect else published.edtf
    return None


def _with_trigger(scene: Scene, candidate: Candidate, content: Span | None) -> Timex | None:
    """Return the nearest dated expression in the clause of the trigger, outside what is said."""
    structure = candidate.structure
    sentence = scene.document.layers.sentences[candidate.sentence].span
    speech = candidate.frame.type in SPEECH
    near = [
        t for t in scene.document.layers.timexes
        if t.edtf and t.type in ("DATE", "TIME") and sentence.contains(t.span)
        and not (content is not None and speech and content.contains(t.span))
        and not scene.is_quoted(t.span)
    ]  # fmt: skip
    if candidate.verb is None:
        phrase = candidate.phrase
        reach = structure.span(phrase.start, min(len(structure.words), phrase.reach + 6)) if phrase is not None else candidate.span
        near = [t for t in near if reach.overlaps(t.span)] if candidate.frame.type in _STANDING else near
    else:
        near = [t for t in near if _same_clause(scene, candidate, t)]
    return min(near, key=lambda t: _distance(t.span, candidate.span), default=None)


def _same_clause(scene: Scene, candidate: Candidate, timex: Timex) -> bool:
    """Tell whether no other finite verb stands between a time expression and the trigger, but for its own auxiliaries."""
    structure, verb = candidate.structure, candidate.verb
    assert verb is not None
    low, high = sorted((timex.span.start, candidate.span.start))
    between = [
        v for v in structure.verbs
        if v is not verb and v.kind == "finite" and low < structure.words[v.end - 1].span.start < high
    ]  # fmt: skip
    return not between


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
