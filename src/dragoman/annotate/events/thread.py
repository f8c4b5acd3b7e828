"""What the sentences before lend to an event: the encounter that goes on, the place of the paragraph, the journey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dragoman.annotate.clauses import Structure
from dragoman.annotate.events.scene import Scene
from dragoman.annotate.events.status import SPEECH
from dragoman.model import EventMention, Participant
from dragoman.ontology import word_list

__all__ = ["Thread"]


@dataclass(frozen=True, slots=True)
class Thread:
    """The story so far. ``encounter`` is the last one that took place, ``visit`` the last journey, ``place`` where a
    sentence opened ("In Geneva, …"), ``days`` when each speaker last spoke, ``goes_on`` whether the sentence opens with
    the encounter ("At the meeting, …", "As a result, …"), ``company`` who last did something together or is to do so.
    """

    encounter: EventMention | None = None
    visit: EventMention | None = None
    place: str | None = None
    days: Mapping[str, str] = field(default_factory=dict)
    goes_on: bool = False
    company: tuple[Participant, ...] = ()

    def after(self, event: EventMention) -> Thread:
        """Return the thread after one more event."""
        if event.type in ("CONSULT", "COOPERATE", "AGREE") and event.mode != "visit" and len(event.actors) > 1:
            self = replace(self, company=event.actors)
        if event.type in SPEECH and event.date and event.status == "done":
            return replace(self, days={**self.days, **{p.name: event.date for p in event.actors}})
        if event.type != "CONSULT":
            return self
        if event.mode == "visit":
            return replace(self, visit=event, place=self.place or event.place)
        if event.status in ("done", "ongoing") and len(event.actors) > 1:
            return replace(self, encounter=event)
        return self

    def refreshed(self, told: EventMention, known: EventMention) -> Thread:
        """Return the thread where an encounter that was told again is known with what was told before."""
        return replace(self, encounter=known) if self.encounter == told and known.type == "CONSULT" else self

    def opening(self, scene: Scene, sentence: int) -> Thread:
        """Return the thread with what a sentence opens with: a place, or that it goes on with the encounter."""
        structure = scene.structures[sentence]
        thread = replace(self, goes_on=_goes_on(structure))
        first = structure.phrases[0] if structure.phrases else None
        if first is None or first.prep is None or first.prep > 1:
            return thread
        inside = scene.mentions_in(structure.span(first.start, first.end))
        places = [m for m in inside if m.label == "country" or scene.is_place(m)]
        within = structure.words[first.prep].lower in ("in", "at")
        return replace(thread, place=scene.place_name(places[0])) if places and within else thread

    def lend(self, scene: Scene, event: EventMention) -> EventMention:
        """Return an event with what the thread lends it."""
        if event.type in SPEECH:
            return self._speech(scene, event)
        if event.type != "CONSULT" or event.mode not in ("meeting", "multilateral"):
            return event
        if self.encounter is not None and self.encounter.sentence == event.sentence:
            return self._within(event, self.encounter)
        return self._on_journey(scene, event, self.visit) if self.visit is not None else event

    def _within(self, event: EventMention, encounter: EventMention) -> EventMention:
        """Return a meeting on the side of a gathering that the same sentence tells of, with its date and place."""
        if not _names(event.actors) & _names(encounter.actors) or event.status != encounter.status:
            return event
        return replace(event, date=event.date or encounter.date, place=event.place or encounter.place)

    def _speech(self, scene: Scene, event: EventMention) -> EventMention:
        speakers = _names(event.actors)
        encounter = self.encounter
        if encounter is None or event.status != "done" or not speakers:
            return self._same_day(scene, event, speakers)
        if self.goes_on:
            event = replace(event, date=event.date or encounter.date, place=encounter.place)
        sides = {**scene.sides(encounter.actors), **scene.unknown_side(encounter.actors, event.actors)}
        if not speakers <= _names(encounter.actors) | set(sides):
            return self._same_day(scene, event, speakers)
        recipients = event.recipients or self._other_side(encounter, speakers, sides)
        date = encounter.date if scene.is_release and encounter.date else event.date or encounter.date
        return self._same_day(scene, replace(event, recipients=recipients, date=date, place=encounter.place), speakers)

    def _other_side(
        self, encounter: EventMention, speakers: frozenset[str], sides: Mapping[str, Participant]
    ) -> tuple[Participant, ...]:
        """Return the other of two parties: a person where a person speaks, a country where a country does."""
        if len(encounter.actors) != 2:
            return ()
        if speakers & _names(encounter.actors):
            return tuple(p for p in encounter.actors if p.name not in speakers)
        return tuple(p for name, p in sides.items() if name not in speakers) if len(sides) == 2 else ()

    def _same_day(self, scene: Scene, event: EventMention, speakers: frozenset[str]) -> EventMention:
        """Return what a speaker said with the day of what the same speaker said before, in a report."""
        if event.date is not None or event.status != "done" or scene.is_release:
            return event
        return replace(event, date=next((self.days[name] for name in sorted(speakers) if name in self.days), None))

    def _on_journey(self, scene: Scene, event: EventMention, visit: EventMention) -> EventMention:
        if not scene.is_release or not _names(event.actors) & _names(visit.actors) or event.status != visit.status:
            return event
        return replace(event, date=event.date or visit.date, place=event.place or self.place or visit.place)


def _goes_on(structure: Structure) -> bool:
    """Tell whether a sentence opens by pointing back at an encounter: "At the meeting", "As a result of this call"."""
    opening = [w.lower for w in structure.words[:8]]
    if opening[:3] == ["as", "a", "result"]:
        return True
    if not structure.words or structure.words[0].tag != "prep":
        return False
    nouns = word_list("encounter_nouns")
    return any(a in ("the", "this", "their", "that") and b in nouns for a, b in pairwise(opening))


def _names(participants: tuple[Participant, ...]) -> frozenset[str]:
    return frozenset(p.name for p in participants)
