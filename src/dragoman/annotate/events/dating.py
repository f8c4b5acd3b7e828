"""When an act happened or is to happen."""

from __future__ import annotations

from dragoman.annotate.dates import dating_timex
from dragoman.annotate.events.scene import Scene
from dragoman.annotate.events.status import SPEECH
from dragoman.annotate.events.triggers import Candidate
from dragoman.model import EventType, Status

__all__ = ["act_date"]


def act_date(scene: Scene, candidate: Candidate, kind: EventType, state: Status) -> str | None:
    """Return the date of an act: of the time expression that stands with its trigger; a release speaks on its own date."""
    spoken = kind in SPEECH
    timex = dating_timex(scene.document, candidate.structure, candidate.span, spoken=spoken)
    if timex is not None:
        return timex.edtf
    published = scene.document.published
    own = spoken or (kind == "SANCTION" and candidate.verb is not None and candidate.verb.progressive)
    if scene.is_release and published and own and state in ("done", "ongoing") and candidate.verb is not None:
        return None if candidate.verb.perfect else published.edtf
    return None
