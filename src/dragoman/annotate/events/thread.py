"""What the sentences before lend to an event: the encounter that goes on, the place of the paragraph, the journey."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.annotate.events.scene import Scene
from dragoman.annotate.events.status import SPEECH
from dragoman.model import EventMention, Mention, Participant

__all__ = ["Thread"]


@dataclass(frozen=True, slots=True)
class Thread:
    """The story so far. ``encounter`` is the last one that took place, ``visit`` the last journey, ``scene`` a place that a
    sentence opened with ("In Geneva, …") and ``paragraph`` where it did.
    """

    encounter: EventMention | None = None
    visit: EventMention | None = None
    place: str | None = None

    def after(self, event: EventMention) -> Thread:
        """Return the thread after one more event."""
        if event.type != "CONSULT":
            return self
        if event.mode == "visit":
            return replace(self, visit=event, place=self.place or event.place)
        if event.status in ("done", "ongoing") and len(event.actors) > 1:
            return replace(self, encounter=event)
        return self

    def opening(self, scene: Scene, sentence: int) -> Thread:
        """Return the thread with the place that a sentence opens with, if it does."""
        structure = scene.structures[sentence]
        first = structure.phrases[0] if structure.phrases else None
        if first is None or first.prep is None or first.prep > 1 or structure.words[first.prep].lower not in ("in", "at"):
            return self
        places = [m for m in scene.mentions_in(structure.span(first.start, first.end)) if m.label in ("place", "country")]
        return replace(self, place=_place_name(scene, places[0])) if places else self

    def lend(self, scene: Scene, event: EventMention) -> EventMention:
        """Return an event with what the thread lends it."""
        if event.type in SPEECH:
            return self._speech(scene, event)
        if event.type == "CONSULT" and event.mode in ("meeting", "multilateral") and self.visit is not None:
            return self._on_journey(scene, event, self.visit)
        return event

    def _speech(self, scene: Scene, event: EventMention) -> EventMention:
        encounter = self.encounter
        speakers = _names(event.actors)
        if encounter is None or event.status != "done" or not speakers or not speakers <= _names(encounter.actors):
            return event
        others = tuple(p for p in encounter.actors if p.name not in speakers)
        recipients = event.recipients or (others if len(encounter.actors) == 2 else ())
        date = encounter.date if scene.is_release and encounter.date else event.date or encounter.date
        return replace(event, recipients=recipients, date=date, place=encounter.place)

    def _on_journey(self, scene: Scene, event: EventMention, visit: EventMention) -> EventMention:
        if not scene.is_release or not _names(event.actors) & _names(visit.actors) or event.status != visit.status:
            return event
        return replace(event, date=event.date or visit.date, place=event.place or self.place or visit.place)


def _place_name(scene: Scene, mention: Mention) -> str:
    return mention.name if mention.label == "country" and not mention.metonym else scene.document.quote(mention.span)


def _names(participants: tuple[Participant, ...]) -> frozenset[str]:
    return frozenset(p.name for p in participants)
