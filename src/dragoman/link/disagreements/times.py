"""Dates that sources disagree on: of events, of measures and of deadlines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from dragoman.edtf import Days
from dragoman.link.disagreements.certainty import surely_one
from dragoman.link.disagreements.claims import Claim, Told, days_apart
from dragoman.link.disagreements.cues import MONTHS, across_date_line, changed, phase, says
from dragoman.link.disagreements.wording import spoken
from dragoman.link.nodes import DeadlineNode, EventNode, MeasureNode

__all__ = ["deadline_dates", "deadlines_clash", "effective_clash", "effective_dates", "event_dates", "events_clash"]

_FAR = 45
"""Days: dates further apart than this are of two things, or misread; sources that err are off by days or a month."""
_NEAR = 1
"""Days between publications within which plans are compared: later, a plan has changed."""
_TIME_WORD = re.compile(
    rf"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|{MONTHS}|today|tonight|yesterday|tomorrow|overnight"
    r"|this (?:morning|afternoon|evening)|last|next|ago)\b"
)
_DEICTIC = re.compile(r"\b(?:today|tonight|yesterday|tomorrow|overnight|this (?:morning|afternoon|evening))\b", re.I)
_OWN_CLOCK = re.compile(r"\b(?:local|U\.?S\.?|[A-Z][a-z]+(?: [A-Z][a-z]+)?) time\b|\b(?:[KJE]ST|[EP]DT|GMT|UTC)\b")

EventDate = Claim[EventNode, Days]


def event_dates(tellings: Iterable[Told[EventNode]]) -> list[EventDate]:
    """Return the dates that tellings give; a day that is only the day of publication is no claim."""
    return [
        Claim(told, told.node.date, spoken(told.node.date))
        for told in tellings
        if told.node.date is not None and phase(told.node.status) and not _by_default(told.node)
    ]


def _by_default(node: EventNode) -> bool:
    return node.date == node.published and not _TIME_WORD.search(node.sentence)


def events_clash(left: EventDate, right: EventDate) -> bool:
    """Tell whether two tellings give dates that cannot both be true; a plan that has changed is history."""
    ours, theirs = left.told.node, right.told.node
    apart = days_apart(left.value, right.value)
    if not apart or apart > _FAR or phase(ours.status) != phase(theirs.status):
        return False
    if changed(ours.sentence) or changed(theirs.sentence) or _both_named(left, right) or not surely_one(ours, theirs):
        return False
    if says("under_way", ours.sentence) or says("under_way", theirs.sentence):
        return False  # the day of departure is not that of arrival
    if phase(ours.status) == "planned" and not _published_near(ours.published, theirs.published):
        return False
    return not (apart == 1 and _by_the_clock(ours, theirs))


def _both_named(left: EventDate, right: EventDate) -> bool:
    """Tell whether one telling names the other's day too: then it is misread, or no contradiction."""
    return names_day(left.told.node.sentence, right.value) or names_day(right.told.node.sentence, left.value)


@lru_cache(maxsize=100_000)
def names_day(sentence: str, days: Days) -> bool:
    """Tell whether a sentence has a day with its month: "July 7", "7 July"."""
    if not days.single:
        return False
    day = date.fromisoformat(days.first)
    month = rf"(?:{day:%B}|{day:%b}\.?|{day:%b}t\.)"
    return re.search(rf"\b(?:{month} 0?{day.day}|0?{day.day} {month})(?!\d)", sentence) is not None


def _published_near(left: Days | None, right: Days | None) -> bool:
    apart = days_apart(left, right)
    return apart is not None and apart <= _NEAR


def _by_the_clock(left: EventNode, right: EventNode) -> bool:
    """Tell whether a day's difference may be one of clocks."""
    if _OWN_CLOCK.search(left.sentence) or _OWN_CLOCK.search(right.sentence):
        return True
    parties = {who.country for node in (left, right) for who in (*node.actors, *node.recipients) if who.country}
    if not across_date_line(parties):
        return False
    remote = {left.mode, right.mode} & {"call", "message"} or "CONSULT" not in {left.type, right.type}
    return bool(remote) or any(_DEICTIC.search(node.sentence) for node in (left, right))


MeasureDate = Claim[MeasureNode, Days]
DeadlineDate = Claim[DeadlineNode, Days]


def effective_dates(tellings: Iterable[Told[MeasureNode]]) -> list[MeasureDate]:
    """Return the dates from which tellings say that a measure is in force."""
    return [Claim(told, told.node.effective, spoken(told.node.effective)) for told in tellings if told.node.effective]


def effective_clash(left: MeasureDate, right: MeasureDate) -> bool:
    """Tell whether two tellings of one state of a measure give dates that cannot both be true."""
    return left.told.node.status == right.told.node.status and _due_clash(left, right)


def deadline_dates(tellings: Iterable[Told[DeadlineNode]]) -> list[DeadlineDate]:
    """Return the dates that tellings give for a deadline."""
    return [Claim(told, told.node.date, spoken(told.node.date)) for told in tellings]


def deadlines_clash(left: DeadlineDate, right: DeadlineDate) -> bool:
    """Tell whether two tellings of a deadline give dates that cannot both be true; an extension is history."""
    return left.told.node.status == right.told.node.status and _due_clash(left, right)


def _due_clash(left: MeasureDate | DeadlineDate, right: MeasureDate | DeadlineDate) -> bool:
    ours, theirs = left.told.node, right.told.node
    apart = days_apart(left.value, right.value)
    if not apart or apart > _FAR or not _published_near(ours.published, theirs.published):
        return False
    if changed(ours.sentence) or changed(theirs.sentence):
        return False
    return not (names_day(ours.sentence, right.value) or names_day(theirs.sentence, left.value))
