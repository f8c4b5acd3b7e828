"""What the acts told around it lend to an act: its date and its place.

A first pass gives each act the date that its own words speak for; here the dates of the acts before it, of the same
speaker, and the date that most acts of the document have, are weighed too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.annotate.weighing.options import Options
from dragoman.annotate.weighing.weights import Weights
from dragoman.model import EventMention, EventType

__all__ = ["Neighbours", "lent_dates", "lent_places", "log_shares", "neighbours"]

SPEECH: frozenset[EventType] = frozenset(("STATE", "SUPPORT", "AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))
_LEAST = -7.0


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The acts of a document around one of them: the nearest dated one before, the nearest with a shared actor, the
    encounter before it, and the commonest date and place of all others.
    """

    event: EventMention
    last: EventMention | None
    shared: EventMention | None
    encounter: EventMention | None
    main_date: str | None
    release: bool
    published: str | None


def neighbours(events: Sequence[EventMention], at: int, release: bool, published: str | None) -> Neighbours:
    """Return what stands around the act with an index, in a document's acts in order of their triggers."""
    event, before = events[at], events[:at][::-1]
    actors = {p.name for p in event.actors}
    last = next((e for e in before if e.date), None)
    shared = next((e for e in before if e.date and actors & {p.name for p in (*e.actors, *e.recipients)}), None)
    encounter = next((e for e in before if e.type == "CONSULT" and e.status in ("done", "ongoing")), None)
    dates = Counter(e.date for i, e in enumerate(events) if i != at and e.date)
    main = dates.most_common(1)[0][0] if dates else None
    return Neighbours(event, last, shared, encounter, main, release, published)


def log_shares(weights: Weights, decision: str, options: Options[str | None]) -> dict[str | None, float]:
    """Return the log probability of each option of a first pass."""
    scores = {option: weights.score(decision, row) for option, row in options.items()}
    total = float(np.logaddexp.reduce(list(scores.values())))
    return {option: max(_LEAST, score - total) for option, score in scores.items()}


def lent_dates(first: Mapping[str | None, float], around: Neighbours) -> Options[str | None]:
    """Return the dates that an act may have, those of a first pass (log probabilities) and those lent to it."""
    speech = "speech" if around.event.type in SPEECH else "deed"
    kind = f"{'release' if around.release else 'report'} {speech}"
    lent = {
        "last": around.last.date if around.last else None,
        "shared": around.shared.date if around.shared else None,
        "encounter": around.encounter.date if around.encounter else None,
        "main": around.main_date,
        "published": around.published,
    }
    near = around.last is not None and around.last.sentence == around.event.sentence
    found: dict[str | None, dict[str, float]] = {}
    for option in dict.fromkeys((None, *first, *(date for date in lent.values() if date))):
        row = {"log share": first.get(option, _LEAST)}
        if option is None:
            row |= {"none": 1.0, f"none {kind}": 1.0, f"none {around.event.status}": 1.0}
        for name, date in lent.items():
            if date is not None and date == option:
                row |= {name: 1.0, f"{name} {kind}": 1.0}
        if near and option is not None and lent["last"] == option:
            row[f"near {speech}"] = 1.0
        found[option] = row
    return found


def lent_places(first: Mapping[str | None, float], around: Neighbours) -> Options[str | None]:
    """Return the places that an act may have, those of a first pass (log probabilities) and those lent to it."""
    speech = "speech" if around.event.type in SPEECH else "deed"
    together = around.encounter is not None and bool(
        {p.name for p in around.encounter.actors} & {p.name for p in around.event.actors}
    )
    lent = {
        "encounter together" if together else "encounter": around.encounter.place if around.encounter else None,
        "last": around.last.place if around.last else None,
        "shared": around.shared.place if around.shared else None,
    }
    found: dict[str | None, dict[str, float]] = {}
    for option in dict.fromkeys((None, *first, *(place for place in lent.values() if place))):
        row = {"log share": first.get(option, _LEAST)}
        if option is None:
            row |= {"none": 1.0, f"none {speech}": 1.0}
        for name, place in lent.items():
            if place is not None and place == option:
                row |= {name: 1.0, f"{name} {speech}": 1.0}
        found[option] = row
    return found
