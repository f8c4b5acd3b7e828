"""Places that sources disagree on: two places of which neither lies in the other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.gazetteer import hits
from dragoman.link.disagreements.certainty import same_days, surely_one
from dragoman.link.disagreements.claims import Claim, Told, days_apart
from dragoman.link.disagreements.cues import changed, phase
from dragoman.link.events.places import country_of_place, path, relation, usual
from dragoman.link.nodes import EventNode

__all__ = ["places", "places_clash"]

Place = Claim[EventNode, str]


def places(tellings: Iterable[Told[EventNode]]) -> list[Place]:
    """Return the places that tellings give for an encounter, also for one to come; a call has none."""
    return [
        Claim(told, told.node.place, usual(told.node.place))
        for told in tellings
        if told.node.place and told.node.mode not in ("call", "message") and phase(told.node.status)
    ]


def places_clash(left: Place, right: Place) -> bool:
    """Tell whether two tellings give places that cannot both be true.

    A journey has several places, unless both name the same single day; a plan that was moved is history.
    """
    ours, theirs = left.told.node, right.told.node
    if phase(ours.status) != phase(theirs.status) or changed(ours.sentence) or changed(theirs.sentence):
        return False
    if relation(left.value, right.value) != "apart" and not _beside(left.value, right.value):
        return False
    if not same_days(ours.date, theirs.date) or not surely_one(ours, theirs):
        return False
    if "visit" in (ours.mode, theirs.mode) and not (ours.date and ours.date.single and ours.date == theirs.date):
        return False
    if phase(ours.status) == "planned" and (days_apart(ours.published, theirs.published) or 0) > 1:
        return False
    return not (_names(ours.sentence, right.value) or _names(theirs.sentence, left.value))


_BUILDING = re.compile(r"\b(hotel|palace|house|hall|airport|castle|base|villa|centre|center|embassy|consulate)\b", re.I)


def _beside(left: str, right: str) -> bool:
    """Tell whether two places are buildings of one kind with other names: "Grand Hotel", "Hotel Mirador"."""
    ours, theirs = _BUILDING.findall(left), _BUILDING.findall(right)
    if [kind.lower() for kind in ours] != [kind.lower() for kind in theirs] or len(ours) != 1:
        return False
    own, other = (set(re.findall(r"[^\W\d_]{3,}", name.lower())) - {"the", "and"} for name in (left, right))
    return len(own & other) == 1 and len(own) > 1 and len(other) > 1


_NOT = re.compile(r"\b(?:not|never)(?:\s+(?:in|at|on|to))?\s+(?:the\s+)?$", re.IGNORECASE)


def _names(sentence: str, place: str) -> bool:
    """Tell whether a sentence names a place as one of this event; "not in Vienna" denies it."""
    forms = {place, path(place)[-1]}
    starts = [match.start() for form in forms for match in re.finditer(rf"\b{re.escape(form)}\b", sentence)]
    starts += [hit.span.start for hit in hits(sentence) if _town(hit.entry.form, place)]
    return any(not _NOT.search(sentence[:start]) and _adverbial(sentence[:start]) for start in starts)


def _town(form: str, place: str) -> bool:
    return relation(form, place) == "same" and country_of_place(form) != usual(place)


_WHERE = re.compile(r"\b(?:in|at|to|from|for|near|outside|of|via|and|or|than|between|visit\w*)\s+(?:the\s+)?$")


def _adverbial(before: str) -> bool:
    """Tell whether what stands before a name lets it be where something is: not the subject that opens a clause."""
    return _WHERE.search(before) is not None
