"""What the features of two tellings say, in log-odds: time, place, words, standing of the plan.

Each function gives a `Reason`. The weights were set by reasoning, then held against the seeds' links and the written
groups of ``benchmarks/linking`` (dev), against samples of some 120 pairs that the releases of the State Department and
Wikinews gave, and against the largest clusters of the releases; no weight is fitted.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from dragoman.edtf import Days
from dragoman.link.events.parties import named
from dragoman.link.events.places import detail, relation
from dragoman.link.events.times import days_between, is_coming, length
from dragoman.link.events.told import tells_of_move
from dragoman.link.events.words import content_words, likeness, name_words, ordinals, telling_words
from dragoman.link.judging import Reason
from dragoman.link.nodes import EventNode

__all__ = ["numbered", "place", "sentences", "standing", "when", "words_of", "words_reason"]

Steps = tuple[tuple[int, ...], tuple[float, ...]]
"""Limits in days, ascending, and the weight up to each limit; one weight more for what lies beyond."""

_OVERLAP: Steps = ((1, 5, 10, 31, 92), (2.5, 1.8, 1.2, 0.8, 0.3, 0.0))
"""By the length of the longer date, where two dates overlap."""
_APART: Steps = ((1, 3, 7), (-1.0, -3.0, -4.5, -7.0))
_MOVED: Steps = ((31, 92), (-1.0, -2.0, -5.0))
"""Two dates of which one telling says that it was moved."""
_SLIPPED: Steps = ((62,), (-2.0, -7.0))
"""What was planned may have been put off without a word: no reason to join, and none to keep apart others that do."""
_NEXT_DAY = -0.3
_DOUBTFUL, _WEEK_OFF = -1.5, -0.3
"""Where a plan is told for a day that was past, its weekday was perhaps taken for that of another week."""
_BEFORE: Steps = ((2, 7, 14, 31, 92), (1.0, 0.5, -0.5, -1.5, -3.0, -5.0))
"""From a day to the publication of a telling without date, of what has happened."""
_AHEAD: Steps = ((3, 14, 45, 92), (1.0, 0.5, -0.2, -1.5, -4.0))
"""From the publication of a telling without date to a day, of what is to happen."""
_BOTH_TOLD: Steps = ((2, 7, 14, 31, 92), (1.0, 0.3, -0.5, -1.5, -3.0, -5.0))
_BOTH_COMING: Steps = ((7, 31, 92, 200), (1.0, 0.7, 0.0, -2.0, -4.0))
_JOURNEYS: Steps = ((7, 14, 31), (0.7, -0.5, -2.0, -4.0))
"""The same for visits: those who travel do so often."""
_THEN_TOLD: Steps = ((14, 45, 92), (0.3, -0.3, -1.5, -4.0))
"""From the publication of what is to happen to that of what has happened, both without date."""
_AFTER_OFF: Steps = ((3, 14), (0.0, -1.5, -3.0))
_BACKWARDS = -4.0
_OTHER_JOURNEY = -3.5
"""One journey leads to several places, on days that are given; without days, other places are other journeys."""
_SAME_NUMBER, _OTHER_NUMBER = 0.7, -1.2
_SAME_ROUND, _OTHER_ROUND = 0.7, -4.5
_BOTH_MOVED = 1.2
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_IN_WORDS = 0.7
_PLACES = {"same": 1.2, "inside": 0.7, "contains": 0.7, "apart": -2.0, "unknown": -0.1}


def _step(steps: Steps, gap: int) -> float:
    return steps[1][bisect_left(steps[0], gap)]


def when(left: EventNode, right: EventNode) -> Reason:
    """Compare when an encounter was: dates, or a date and a publication, or two publications."""
    if left.date and right.date:
        return _dated(left, right, left.date, right.date)
    if left.date or right.date:
        return _half_dated(*((left, right) if left.date else (right, left)))
    if left.published is None or right.published is None:
        return Reason("date", -0.5, "neither has a date")
    return _undated(left, right, left.published, right.published)


def _dated(left: EventNode, right: EventNode, ours: Days, theirs: Days) -> Reason:
    gap = abs(days_between(ours, theirs))
    if gap == 0:
        weight = _step(_OVERLAP, max(length(ours), length(theirs)))
        return Reason("date", weight, "the same day" if weight == _OVERLAP[1][0] else "one date within the other")
    if "postponed" in (left.status, right.status) or tells_of_move(left) or tells_of_move(right):
        return Reason("date", _step(_MOVED, gap), f"{gap} days apart, and one says that it was moved")
    if _is_past_plan(left) or _is_past_plan(right):
        weight = _WEEK_OFF if gap == 7 else max(_DOUBTFUL, _step(_APART, gap))
        return Reason("date", weight, f"{gap} days apart, but one was past when it was told as to come")
    if gap > 3 and _may_slip(*((left, right) if ours < theirs else (right, left))):
        return Reason("date", _step(_SLIPPED, gap), f"planned for {gap} days before the other's day")
    if gap == 1 and is_coming(left) != is_coming(right):
        return Reason("date", _NEXT_DAY, "planned for the day before or after")
    return Reason("date", _step(_APART, gap), f"{gap} day{'s' * (gap > 1)} apart")


def _may_slip(earlier: EventNode, later: EventNode) -> bool:
    """Tell whether an earlier day is of a plan and the later one may be of the same: no plan made after that day."""
    if not is_coming(earlier):
        return False
    if not is_coming(later) or later.published is None or earlier.date is None:
        return True
    return days_between(earlier.date, later.published) <= 0


def _is_past_plan(node: EventNode) -> bool:
    """Tell whether a day is past when it is told as planned: the weekday may have been misread."""
    return bool(node.status == "planned" and node.date and node.published and node.date.last < node.published.first)


def _half_dated(dated: EventNode, other: EventNode) -> Reason:
    if dated.date is None or other.published is None:
        return Reason("date", -0.5, "one has no date")
    ahead = days_between(other.published, dated.date)
    if not is_coming(other):
        if ahead > 1:
            return Reason("date", _BACKWARDS, f"told as past {ahead} days before the other's day")
        return Reason("date", _step(_BEFORE, max(0, -ahead)), f"told without date {max(0, -ahead)} days after it")
    slack = 7 if other.status in ("cancelled", "postponed", "denied") else 1
    if ahead < -slack:
        return Reason("date", _BACKWARDS, f"told as to come {-ahead} days after the other's day")
    return Reason("date", _step(_AHEAD, max(0, ahead)), f"told without date {max(0, ahead)} days before it")


def _undated(left: EventNode, right: EventNode, ours: Days, theirs: Days) -> Reason:
    if (off := _off(left)) != _off(right) and is_coming(left) == is_coming(right):
        gap = days_between(ours, theirs) if off else days_between(theirs, ours)
        if gap > 0:
            return Reason("date", _step(_AFTER_OFF, gap), f"told as to come {gap} days after it was called off")
    if is_coming(left) == is_coming(right):
        gap = abs(days_between(ours, theirs))
        ahead = _JOURNEYS if left.mode == right.mode == "visit" else _BOTH_COMING
        steps = ahead if is_coming(left) else _BOTH_TOLD
        return Reason("date", _step(steps, gap), f"both without date, published {gap} days apart")
    gap = days_between(ours, theirs) if is_coming(left) else days_between(theirs, ours)
    if gap < -1:
        return Reason("date", _BACKWARDS, f"told as past {-gap} days before it was told as to come")
    gap = max(0, gap)
    return Reason("date", _step(_THEN_TOLD, gap), f"told as past {gap} days after it was told as to come")


def _off(node: EventNode) -> bool:
    return node.status in ("cancelled", "denied")


def place(left: EventNode, right: EventNode) -> Reason:
    """Compare places: the same, one inside the other, or apart."""
    if left.place is None or right.place is None:
        return _placed_by_words(left, right)
    found = relation(left.place, right.place)
    said = {"same": "the same", "apart": "another", "unknown": "perhaps another"}.get(found, "one lies in the other")
    weight = _PLACES[found]
    if found == "apart" and left.mode == right.mode == "visit" and not (left.date and right.date):
        weight = _OTHER_JOURNEY
    return Reason("place", weight, f"{said} ({left.place}, {right.place})")


def _placed_by_words(left: EventNode, right: EventNode) -> Reason:
    """Look for the place of one telling in the sentence of the other, which gives none."""
    given, other = left.place or right.place, left if right.place else right
    if given and detail(given) > 1 and re.search(rf"\b{re.escape(given)}\b", other.sentence):
        return Reason("place", _IN_WORDS, f"{given} is in the other's sentence")
    return Reason("place", 0.0, "not given by both")


def standing(left: EventNode, right: EventNode) -> Reason:
    """Compare what became of it: what is called off does not take place, what is only proposed has no day yet."""
    states = {left.status, right.status}
    if left.status == right.status:
        both = is_coming(left) and left.document != right.document
        return Reason("status", 0.8 if both else 0.0, f"both {left.status}")
    if "postponed" in states and (tells_of_move(left) and tells_of_move(right)):
        return Reason("status", _BOTH_MOVED, "both tell that it was put off")
    if states & {"planned", "proposed"} and states & {"cancelled", "postponed", "denied"}:
        return Reason("status", 0.6, "planned in one, and called off or put off in the other")
    if states & {"cancelled", "denied"} and states & {"done", "ongoing"}:
        return Reason("status", -0.3 if "denied" in states else -1.0, "called off or denied in one, done in the other")
    if "proposed" in states and states & {"done", "ongoing"}:
        return Reason("status", -1.0, "only proposed in one, done in the other")
    return Reason("status", 0.0, f"{left.status} and {right.status}: steps of one thing")


def words_of(node: EventNode, *, telling: bool) -> frozenset[str]:
    """Return the words that tell which event it is, without the names of who takes part and of the place."""
    people = named((*node.actors, *node.recipients))
    names = tuple(name for who in people for name in (who.name, who.country) if name)
    if telling:
        return _words(node.sentence, (*names, node.place) if node.place else names, telling=True)
    return _words(node.content or node.sentence, names, telling=False)


@lru_cache(maxsize=200_000)
def _words(text: str, names: tuple[str, ...], *, telling: bool) -> frozenset[str]:
    found = telling_words(text) if telling else content_words(text)
    return found.difference(*map(name_words, names))


def sentences(left: EventNode, right: EventNode) -> Reason:
    """Compare the words of an encounter's sentences: many in common speak for it, none says little."""
    ours, theirs = words_of(left, telling=True), words_of(right, telling=True)
    return words_reason(ours, theirs, least=-0.4, slope=6.0, most=2.5)


def numbered(left: EventNode, right: EventNode) -> Iterator[Reason]:
    """Compare the places in a series: the ninth round is not the tenth."""
    ours, theirs = ordinals(left.sentence), ordinals(right.sentence)
    if ours & theirs:
        yield Reason("series", _SAME_ROUND, "the same number: " + ", ".join(map(str, sorted(ours & theirs))))
    elif ours and theirs:
        yield Reason("series", _OTHER_ROUND, f"number {min(ours)} and number {min(theirs)}")


def words_reason(ours: frozenset[str], theirs: frozenset[str], *, least: float, slope: float, most: float) -> Reason:
    """Weigh how alike two sets of words are; a number in both says more than a word, as do other numbers."""
    if not ours or not theirs:
        return Reason("words", least / 3, "one has none to compare")
    shared = sorted(ours & theirs)
    weight = least + slope * likeness(ours, theirs) + _numbers(ours, theirs)
    said = f"in common: {', '.join(shared[:8])}" if shared else "none in common"
    return Reason("words", min(most, weight), said)


def _numbers(ours: frozenset[str], theirs: frozenset[str]) -> float:
    one, other = (
        {word for word in words if word[0].isdigit() and not _YEAR.fullmatch(word)} for words in (ours, theirs)
    )
    if not one or not other:
        return 0.0
    return _SAME_NUMBER if one & other else _OTHER_NUMBER
