"""When an act happened or is to happen."""

from __future__ import annotations

from dragoman.annotate.events.scene import Scene
from dragoman.annotate.events.status import SPEECH
from dragoman.annotate.events.triggers import Candidate
from dragoman.model import EventType

__all__ = ["act_date"]


def act_date(scene: Scene, candidate: Candidate, kind: EventType) -> str | None:
    """Return the date of an act: of the time expression nearest to its trigger; a release speaks on its own date."""
    sentence = scene.document.layers.sentences[candidate.sentence].span
    near = [t for t in scene.document.layers.timexes if sentence.contains(t.span) and t.type in ("DATE", "TIME") and t.edtf]
    if near and candidate.frame.type not in SPEECH:
        return min(near, key=lambda t: abs(t.span.start - candidate.span.start)).edtf
    published = scene.document.published
    return published.edtf if kind in SPEECH and scene.is_release and published else None
