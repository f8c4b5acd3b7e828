"""Values of time expressions: from a match and its context to a `Reading`, by the function for its kind.

The conventions are those of the TIMEX3 guidelines as TimeBank applies them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.annotate.timex import absolute, amounts, relative
from dragoman.annotate.timex.calendar import unit_of
from dragoman.annotate.timex.grammar import Match
from dragoman.annotate.timex.reading import Context, Reading, counted

__all__ = ["read"]


def _read_clock(match: Match, context: Context) -> Reading | None:
    day = context.told_day()
    return counted(day.isoformat(), day) if day else Reading("DATE", "XXXX-XX-XX")


_KINDS: dict[str, Callable[[Match, Context], Reading | None]] = {
    "day": absolute.read_day,
    "iso": absolute.read_iso,
    "month": absolute.read_month,
    "weekday": absolute.read_weekday,
    "holiday": absolute.read_holiday,
    "year": absolute.read_year,
    "fiscal": absolute.read_year,
    "spoken_year": absolute.read_spoken_year,
    "decade": absolute.read_decade,
    "century": absolute.read_century,
    "quarter": absolute.read_quarter,
    "half": absolute.read_half,
    "season": absolute.read_season,
    "daily": relative.read_daily,
    "relative": relative.read_relative,
    "whole": relative.read_whole,
    "same": relative.read_same,
    "near": relative.read_near,
    "ago": relative.read_ago,
    "year_ago": relative.read_year_ago,
    "apart": relative.read_apart,
    "hence": relative.read_hence,
    "duration": amounts.read_duration,
    "units": amounts.read_units,
    "set": amounts.read_set,
    "often": amounts.read_often,
    "vaguely": amounts.read_vaguely,
    "clock": _read_clock,
}


def read(match: Match, context: Context) -> Reading | None:
    """Return what a match means in its context, or None where it is no time expression after all."""
    if _is_name(match):
        return None
    try:
        reading = _KINDS[match.kind](match, context)
    except (ValueError, OverflowError):
        return None
    if reading is None:
        return None
    reading = replace(_with_time(match, reading), kind=match.kind)
    early = None if match.kind == "apart" else match.text("early")  # "a day early" is no start of a day
    return replace(reading, mod=early or match.text("edge") or match.text("approx"))


def _is_name(match: Match) -> bool:
    """Tell whether this is a title ("This Week", "60 Minutes"): a unit with a capital letter that opens no sentence."""
    return any(x.text.istitle() for x in match.lexemes[1:] if x.kind in ("unit", "units", "quarter", "daypart"))


def _with_time(match: Match, reading: Reading) -> Reading:
    """Add the hour or the part of the day that the expression names to a day."""
    open_day = reading.value.startswith("XXXX")
    if reading.type != "DATE" or "T" in reading.value or not (open_day or unit_of(reading.value) == "day"):
        return reading
    part = _hour(match) or match.text("daypart") or match.text("moment")
    return replace(reading, type="TIME", value=reading.value + part) if part else reading


def _hour(match: Match) -> str | None:
    clock = match.get("clock")
    if clock is None:
        return None
    digits = "".join(char if char.isdigit() else " " for char in clock.text).split()
    hour, minute = divmod(int(digits[0]), 100) if len(digits[0]) == 4 else (int(digits[0]), int([*digits, "0"][1]))
    letters = clock.text.lower()
    if "p" in letters and hour < 12:
        hour += 12
    elif "a" in letters and hour == 12:
        hour = 0
    return f"T{hour:02}:{minute:02}"
