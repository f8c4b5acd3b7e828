"""Values counted from the document's date or from a date in the text."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.annotate.timex.amounts import amount_of, period, vague_duration
from dragoman.annotate.timex.calendar import shift, unit_of, value_of
from dragoman.annotate.timex.grammar import Match
from dragoman.annotate.timex.reading import DEIXIS, Context, Reading, counted
from dragoman.annotate.timex.tense import AHEAD

__all__ = [
    "read_ago", "read_apart", "read_daily", "read_hence", "read_near", "read_relative", "read_same", "read_whole",
    "read_year_ago",
]  # fmt: skip

_COUNTED = ("day", "week", "weekend", "month", "quarter", "year", "decade", "century")


def read_daily(match: Match, context: Context) -> Reading | None:
    """Read "today", "yesterday", "last night"."""
    text, anchor = match.text("daily") or "0", context.day()
    offset, _, part = text.partition("T")
    if anchor is None:
        return Reading("DATE", "PRESENT_REF") if text == "0" else None
    day = (anchor + timedelta(days=int(offset))).isoformat()
    return counted(f"{day}T{part}", anchor, "TIME") if part else counted(day, anchor)


def read_relative(match: Match, context: Context) -> Reading | None:
    """Read "next month", "last year", "the previous week"; "the past year" is a length of time."""
    deixis, unit = match.get(*DEIXIS), match.get("unit", "units", "quarter", "quarters", "daypart")
    if deixis is None or unit is None:
        return None
    name = str(unit.value)
    if unit.kind in ("units", "quarters"):
        return vague_duration(name)
    if unit.kind == "daypart" or (name == "day" and deixis.number):
        return read_near(match, context)
    previous = deixis.text.lower() == "previous"
    if deixis.kind == "past" or (deixis.number and match.says("the") and not previous):
        return Reading("DURATION", period("1", name))
    anchor = context.day(name) if name in _COUNTED else None
    anchor = (context.earlier_day("day", name) if previous else None) or anchor
    if anchor is None:
        return None
    return counted(value_of(shift(anchor, name, deixis.number), name), anchor)


def read_whole(match: Match, context: Context) -> Reading | None:
    """Read "the end of the month", "later in the day", "year-end"."""
    name = _unit(match)
    anchor = context.told_day() if name == "day" else context.day(name) if name else None
    return counted(value_of(anchor, name), anchor) if anchor and name else None


def _unit(match: Match) -> str | None:
    unit = match.get("unit", "quarter")
    return str(unit.value) if unit and unit.value in _COUNTED else None


def read_same(match: Match, context: Context) -> Reading | None:
    """Read "the same day", "that year" and "the quarter", which repeat a date of the text, and "the weekend"."""
    name = _unit(match)
    if name == "weekend":
        return _weekend(context)
    if name is None:
        return None
    if match.says("same", "that"):
        coarser = ("month",) if name in ("year", "month") else ()
        day = context.earlier_day(name, "day", *coarser)
        return Reading("DATE", value_of(day, name)) if day else None
    if name != "quarter":
        return None
    told = (r.value for r in context.recent() if unit_of(r.value) == "quarter" and not r.relative)
    return Reading("DATE", value) if (value := next(told, None)) else None


def _weekend(context: Context) -> Reading | None:
    anchor = context.day()
    if anchor is None:
        return None
    days = 0 if anchor.isoweekday() > 5 or context.direction == AHEAD else -7
    return counted(value_of(anchor + timedelta(days=days), "weekend"), anchor)


def read_near(match: Match, context: Context) -> Reading | None:
    """Read "the following day", "the next morning", "the day before": next to a date of the text."""
    name = _unit(match) or "day"
    day = context.earlier_day("day", name)
    if day is None:
        return None
    back = match.says("previous", "preceding", "before", "last")
    return Reading("DATE", value_of(shift(day, name, -1 if back else 1), name), None, day.isoformat())


def read_ago(match: Match, context: Context) -> Reading | None:
    """Read "two years ago", counted from the document's date."""
    amount = amount_of(match)
    if amount is None or amount[0] == "X":
        return Reading("DATE", "PAST_REF")
    if amount == ("1", "year"):
        return _a_year(-1, context)
    unit = "week" if amount[1] == "fortnight" else amount[1]
    return _count(*amount, -1, context.day(unit if unit in _COUNTED else "day"))


def read_hence(match: Match, context: Context) -> Reading | None:
    """Read "a month from today", counted from the document's date."""
    amount = amount_of(match)
    return None if amount is None or amount[0] == "X" else _count(*amount, 1, context.day())


def read_apart(match: Match, context: Context) -> Reading | None:
    """Read "three days later", counted from a date of the text; "a day early" is a length, before a day not told."""
    amount = amount_of(match)
    if amount is None or amount[0] == "X" or match.says("early"):
        return Reading("DURATION", period(*amount)) if amount else None
    sign = 1 if match.says("later") else -1
    earlier = context.earlier("day", amount[1])
    if amount == ("1", "year") and (earlier is None or earlier.relative or context.quarter()):
        return _a_year(sign, context)
    return _count(*amount, sign, context.earlier_day("day", amount[1]) or context.day())


def read_year_ago(match: Match, context: Context) -> Reading | None:
    """Read "the year-earlier period"."""
    return _a_year(-1, context) if _unit(match) == "year" else None


def _a_year(sign: int, context: Context) -> Reading | None:
    """Go a year from the document's date, or from the quarter whose figures the text compares."""
    if quarter := context.quarter():
        return Reading("DATE", value_of(shift(quarter, "year", sign), "quarter"))
    anchor = context.day("year")
    return counted(value_of(shift(anchor, "year", sign), "year"), anchor) if anchor else None


_IN_OTHERS = {"decade": (10, "year"), "century": (100, "year"), "fortnight": (2, "week")}


def _count(number: str, unit: str, sign: int, day: date | None) -> Reading | None:
    if day is None:
        return None
    size, unit = _IN_OTHERS.get(unit, (1, unit))
    count = size * float(number)
    if unit in ("hour", "minute", "second"):
        return counted(day.isoformat(), day, "TIME")
    if unit == "year" and count != int(count):
        count, unit = 12 * count, "month"
    return counted(value_of(shift(day, unit, sign * int(count)), unit), day) if unit in _COUNTED else None
