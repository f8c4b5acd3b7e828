"""The calendar date (EDTF) that the record takes from a time expression: a day, month, year or interval, or None.

It says more than the TIMEX3 value where the words do: "by the end of July" is its last day, "earlier this week" ends
before the document's date, "from June 15-17" is the whole interval.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.annotate.timex.calendar import days_of, shift, to_edtf, unit_of, value_of
from dragoman.annotate.timex.grammar import Match
from dragoman.annotate.timex.reading import DEIXIS, Context, Reading
from dragoman.annotate.timex.tense import AHEAD, BACK

__all__ = ["Dated", "join_ranges", "record_date"]

_LIMITS = frozenset(("by", "until", "till", "before", "through", "to"))
_PERIOD = re.compile(r"P(\d+)([DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_FINE = {"day": "day", "week": "day", "month": "month", "year": "year"}


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression with its reading and the date for the record."""

    match: Match
    reading: Reading
    edtf: str | None


def record_date(match: Match, reading: Reading, context: Context) -> str | None:
    """Return the date that an expression gives the record."""
    if reading.type == "DURATION":
        try:
            return _stretch(match, reading, context)
        except OverflowError:  # "the last 3,000 years"
            return None
    days = days_of(reading.value) if reading.type != "SET" else None
    if days is None:
        return None
    before = match.neighbours[0]
    if match.says("end", "close") and before and before.text.lower() in _LIMITS:
        return days[1].isoformat()
    today = context.day()
    if unit_of(reading.value) == "week" and today and days[0] <= today <= days[1]:
        return _this_week(match, days, today, context.direction)
    return to_edtf(reading.value)


def _this_week(match: Match, week: tuple[date, date], today: date, way: int) -> str:
    """Return the part of the current week that the words and the tense leave."""
    first, last = week
    if match.says("earlier"):
        last = max(first, today - timedelta(days=1))
    elif match.says("later"):
        first = min(last, today + timedelta(days=1))
    elif way == BACK:
        last = today
    elif way == AHEAD:
        first = today
    return first.isoformat() if first == last else f"{first}/{last}"


def _stretch(match: Match, reading: Reading, context: Context) -> str | None:
    """Return the interval of "the past two months", and the date that "in three weeks" looks ahead to."""
    found, before = _PERIOD.fullmatch(reading.value), match.neighbours[0]
    unit = _UNITS[found[2]] if found else "day"
    anchor = context.day(unit)
    if found is None or anchor is None:
        return None
    deixis, count = match.get(*DEIXIS), int(found[1])
    if deixis is None or deixis.number == 0:
        ahead = context.direction == AHEAD and before is not None and before.text.lower() == "in"
        return to_edtf(value_of(shift(anchor, unit, count), unit)) if ahead else None
    ends = sorted((anchor, shift(anchor, unit, deixis.number * count)))
    return "/".join(value_of(end, _FINE[unit]) for end in ends)


_THROUGH = re.compile(r"\s*(?:[-‐‑–—]|through|thru)\s*")
_TO = re.compile(r"\s*(?:to|until|till|and)\s+")
_FROM = frozenset(("from", "between"))


def join_ranges(text: str, dated: Sequence[Dated]) -> list[Dated]:
    """Give both ends of a range ("from Thursday to Friday", "June 15-17") the interval as their date."""
    out = list(dated)
    for index in range(1, len(out)):
        left, right = out[index - 1], out[index]
        if not _linked(text, left.match, right.match):
            continue
        right = _not_before(left, right)
        if interval := _interval(left.edtf, right.edtf):
            out[index - 1], out[index] = replace(left, edtf=interval), replace(right, edtf=interval)
    return out


def _linked(text: str, left: Match, right: Match) -> bool:
    between = text[left.end : right.start] if right.start - left.end < 12 else "…"
    opened = left.neighbours[0] is not None and left.neighbours[0].text.lower() in _FROM
    return bool(_THROUGH.fullmatch(between) or (opened and _TO.fullmatch(between)))


def _not_before(left: Dated, right: Dated) -> Dated:
    """Move a weekday that ends a range to the week after, where it would end before it starts."""
    ends = days_of(left.reading.value), days_of(right.reading.value)
    if right.match.kind != "weekday" or ends[0] is None or ends[1] is None or ends[1][0] >= ends[0][0]:
        return right
    value = (ends[1][0] + timedelta(days=7)).isoformat() + right.reading.value[10:]
    return replace(right, reading=replace(right.reading, value=value), edtf=value[:10])


def _interval(first: str | None, last: str | None) -> str | None:
    if first is None or last is None:
        return None
    start, end = first.split("/")[0], last.split("/")[-1]
    return f"{start}/{end}" if start < end else None
