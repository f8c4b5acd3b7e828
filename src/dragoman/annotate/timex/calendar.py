"""Calendar arithmetic on TIMEX3 values: units, shifts, the days that a value covers, and its EDTF form.

A *value* is a TIMEX3 string (``2025-07-07``, ``2025-W28``, ``2025-Q3``, ``2025-SU``, ``199``); a *unit* is one of the
names in `UNITS`. Weeks are ISO weeks.
"""

from __future__ import annotations

import calendar as _calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = [
    "UNITS", "Anchor", "anchor_of", "days_of", "easter", "nth_weekday", "shift", "to_edtf", "unit_of", "value_of",
]  # fmt: skip

UNITS = ("day", "week", "weekend", "month", "season", "quarter", "half", "year", "decade", "century")
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "season": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1, "week": 7, "weekend": 7}
SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date that expressions are resolved against, known to the ``precision`` of a day, month or year."""

    day: date
    precision: str = "day"

    def knows(self, unit: str) -> bool:
        """Tell whether the anchor is precise enough to count in a unit."""
        return UNITS.index(unit) >= UNITS.index(self.precision)

    def __str__(self) -> str:
        return value_of(self.day, self.precision)


def anchor_of(edtf: str | None) -> Anchor | None:
    """Return the anchor for an EDTF date; an interval is known to the unit that its two ends share."""
    ends = [days_of(part[:10]) for part in (edtf or "").split("/")]
    if not ends or any(end is None for end in ends):
        return None
    first, last = ends[0][0], ends[-1][1]  # type: ignore[index]
    if not 1 < first.year <= last.year < 9999:
        return None
    for unit in ("day", "month", "year"):
        if value_of(first, unit) == value_of(last, unit):
            return Anchor(first if unit == "day" else first + (last - first) // 2, unit)
    return None


def shift(day: date, unit: str, count: int) -> date:
    """Return the day that lies ``count`` units later; the day of the month is clipped to the length of the month.

    Raises OverflowError outside the years 1 to 9999.
    """
    if unit in _DAYS_IN:
        return day + timedelta(days=_DAYS_IN[unit] * count)
    months = day.year * 12 + day.month - 1 + _MONTHS_IN[unit] * count
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(f"year {year} is outside the calendar")
    return date(year, month + 1, min(day.day, _calendar.monthrange(year, month + 1)[1]))


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


_VALUE: dict[str, Callable[[date], str]] = {
    "day": date.isoformat,
    "week": _week,
    "weekend": lambda day: f"{_week(day)}-WE",
    "month": lambda day: f"{day.year:04}-{day.month:02}",
    "quarter": lambda day: f"{day.year:04}-Q{(day.month + 2) // 3}",
    "half": lambda day: f"{day.year:04}-H{(day.month + 5) // 6}",
    "year": lambda day: f"{day.year:04}",
    "decade": lambda day: f"{day.year // 10:03}",
    "century": lambda day: f"{day.year // 100:02}",
}


def value_of(day: date, unit: str) -> str:
    """Return the TIMEX3 value of the unit that a day lies in."""
    return _VALUE[unit](day)


_SHAPES = {
    "day": re.compile(r"\d{4}-\d\d-\d\d(?=$|T)"),
    "weekend": re.compile(r"\d{4}-W\d\d-WE$"),
    "week": re.compile(r"\d{4}-W\d\d$"),
    "month": re.compile(r"\d{4}-\d\d$"),
    "season": re.compile(r"\d{4}-(?:SP|SU|FA|WI)$"),
    "quarter": re.compile(r"\d{4}-Q\d$"),
    "half": re.compile(r"\d{4}-H\d$"),
    "year": re.compile(r"\d{4}$"),
    "decade": re.compile(r"\d{3}$"),
}


def unit_of(value: str) -> str | None:
    """Return the unit of a value, or None for durations, vague references and incomplete dates."""
    return next((unit for unit, shape in _SHAPES.items() if shape.match(value)), None)


def days_of(value: str) -> tuple[date, date] | None:
    """Return the first and last day that a value covers, or None where it is no complete calendar date."""
    unit = unit_of(value)
    try:
        return _days_of(value, unit) if unit else None
    except ValueError:
        return None


def _days_of(value: str, unit: str) -> tuple[date, date]:
    if unit == "decade":
        return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31)
    year, rest = int(value[:4]), value[5:]
    if unit == "day":
        day = date.fromisoformat(value[:10])
        return day, day
    if unit in ("week", "weekend"):
        monday = date.fromisocalendar(year, int(rest[1:3]), 1)
        return monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6)
    first, last = _months(rest, unit)
    end = shift(date(year, 1, 1), "month", last)
    return shift(date(year, 1, 1), "month", first - 1), end - timedelta(days=1)


def _months(rest: str, unit: str) -> tuple[int, int]:
    if unit == "season":
        return SEASON_MONTHS[rest]
    if unit == "year":
        return 1, 12
    if unit == "month":
        return int(rest), int(rest)
    size, number = _MONTHS_IN[unit], int(rest[1:])
    return size * (number - 1) + 1, size * number


def to_edtf(value: str) -> str | None:
    """Return the EDTF date or interval of a value: days for weeks, months for quarters and seasons; None where none."""
    unit, days = unit_of(value), days_of(value)
    if unit is None or days is None:
        return None
    if unit in ("day", "month", "year"):
        return value_of(days[0], unit)
    fine = "day" if unit in ("week", "weekend") else "year" if unit == "decade" else "month"
    return f"{value_of(days[0], fine)}/{value_of(days[1], fine)}"


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth (from 1; -1 is the last) given weekday (Monday is 1) of a month."""
    if nth < 0:
        last = date(year, month, _calendar.monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date:
    """Return Easter Sunday in the Gregorian calendar (the anonymous algorithm printed by Meeus, 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
