"""Dates in the Extended Date/Time Format (EDTF, ISO 8601-2): the first and last day that a date can mean.

The record uses days, months, years and intervals of them; seasons, decades ("201X") and the marks of uncertainty
(``?``, ``~``, ``%``) are understood too.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

__all__ = ["Days", "days", "ordinal", "parse_days"]

_OPEN_START, _OPEN_END = "0001-01-01", "9999-12-31"
_DATE = re.compile(r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?:T[0-9:.+\-Z]*)?")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """The days from ``first`` to ``last``, both included, as ISO dates (which sort as text)."""

    first: str
    last: str

    @property
    def single(self) -> bool:
        """Tell whether this is one day."""
        return self.first == self.last

    def apart(self, other: Days) -> int:
        """Return the days between two dates at their nearest ends, 0 where they overlap.

        >>> Days("2025-07-01", "2025-07-07").apart(Days("2025-07-10", "2025-07-10"))
        3
        """
        return max(0, ordinal(max(self.first, other.first)) - ordinal(min(self.last, other.last)))

    @property
    def edtf(self) -> str:
        """The days as an EDTF date: a day, a whole month or year, else an interval.

        >>> Days("2025-07-01", "2025-07-31").edtf, Days("2025-07-07", "2025-07-09").edtf
        ('2025-07', '2025-07-07/2025-07-09')
        """
        if self.single:
            return self.first
        for whole in (self.first[:4], self.first[:7]):
            if _simple(whole) == self:
                return whole
        return f"{self.first}/{self.last}"


@lru_cache(maxsize=1 << 16)
def ordinal(day: str) -> int:
    """Return the number of an ISO day, so that days can be subtracted."""
    return date.fromisoformat(day).toordinal()


def days(edtf: str) -> Days:
    """Return the days that an EDTF date covers.

    Raises ValueError where the string is no EDTF date of the kinds that the record uses.

    >>> days("2025-07")
    Days(first='2025-07-01', last='2025-07-31')
    >>> days("2025-07-07/2025-07-09").last
    '2025-07-09'
    """
    start, slash, end = edtf.partition("/")
    if not slash:
        return _simple(start)
    first = _OPEN_START if start in ("", "..") else _simple(start).first
    last = _OPEN_END if end in ("", "..") else _simple(end).last
    if last < first:
        raise ValueError(f"the interval {edtf!r} ends before it starts")
    return Days(first, last)


def parse_days(edtf: str | None) -> Days | None:
    """Return the days of a date, or None where there is none or it cannot be read as one."""
    try:
        return days(edtf) if edtf else None
    except ValueError:
        return None


def _simple(text: str) -> Days:
    match = _DATE.fullmatch(text.rstrip("?~%"))
    if not match:
        raise ValueError(f"not an EDTF date: {text!r}")
    year, month, day = match["year"], match["month"], match["day"]
    if not month or month == "XX":
        return Days(f"{_year(year, '0')}-01-01", f"{_year(year, '9')}-12-31")
    if "X" in year:
        raise ValueError(f"a month of an unknown year: {text!r}")
    if day and day != "XX":
        found = date(int(year), int(month), int(day)).isoformat()
        return Days(found, found)
    return _months(int(year), *_SEASONS.get(int(month), (int(month), int(month))))


def _year(year: str, digit: str) -> str:
    filled = year.replace("X", digit)
    return "0001" if filled == "0000" else filled


def _months(year: int, first: int, last: int) -> Days:
    end = calendar.monthrange(year, last)[1]  # calendar.IllegalMonthError is a ValueError
    return Days(date(year, first, 1).isoformat(), date(year, last, end).isoformat())
