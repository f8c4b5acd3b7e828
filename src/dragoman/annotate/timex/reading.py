"""What time expressions are read into and against, and the choices that several kinds share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dragoman.annotate.timex.calendar import Anchor, days_of, shift, unit_of
from dragoman.annotate.timex.grammar import Match
from dragoman.annotate.timex.tense import AHEAD, BACK, UNKNOWN

__all__ = [
    "DEIXIS", "Context", "Reading", "TimexType", "around", "choose", "counted", "nearest_quarter", "said_year",
    "year_of",
]  # fmt: skip

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

DEIXIS = ("deixis", "past", "current")
"""The classes of "last", "this" and "next"."""


_MEMORY = 40
"""How many expressions back a date of the text is remembered, so that long texts stay linear."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: TIMEX3 type, value and mod, the date that it was counted from, and its kind of rule."""

    type: TimexType
    value: str
    mod: str | None = None
    anchor: str | None = None
    kind: str = ""

    @property
    def relative(self) -> bool:
        """Tell whether this was itself counted from another date."""
        return self.kind in ("ago", "apart", "relative", "year_ago")


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against: the document's date, the way it looks, and the readings before it."""

    anchor: Anchor | None
    direction: int
    before: Sequence[Reading]
    year: int | None = None
    """The year that the text itself supplies where the document has no date."""

    def day(self, unit: str = "day") -> date | None:
        """Return the document's date if it is known well enough to count in a unit."""
        return self.anchor.day if self.anchor and self.anchor.knows(unit) else None

    def recent(self) -> Iterator[Reading]:
        """Yield the readings before this one, the last first, as far back as they are remembered."""
        return reversed(self.before[-_MEMORY:])

    def earlier(self, *units: str) -> Reading | None:
        """Return the last reading before this one that is a date of one of the units."""
        return next((r for r in self.recent() if r.type != "SET" and unit_of(r.value) in units), None)

    def earlier_day(self, *units: str) -> date | None:
        """Return the first day of the last such reading."""
        reading = self.earlier(*units)
        days = days_of(reading.value) if reading else None
        return days[0] if days else None

    def told_day(self) -> date | None:
        """Return the day that the text is telling of: the last one it named, where that is of the week past."""
        today, day = self.day(), self.earlier_day("day")
        if today is None or (day and timedelta() <= today - day <= timedelta(days=7)):
            return day
        return today

    def quarter(self) -> date | None:
        """Return the latest quarter with the number of the one spoken of, where the last date read is a quarter."""
        last = next((r for r in self.recent() if unit_of(r.value) and r.kind not in ("year", "month")), None)
        anchor = self.day("quarter")
        if last is None or anchor is None or unit_of(last.value) != "quarter":
            return None
        return nearest_quarter(int(last.value[-1]), anchor, BACK)


def counted(value: str, anchor: date, type: TimexType = "DATE") -> Reading:
    """Return a reading that was counted from an anchor."""
    return Reading(type, value, None, anchor.isoformat())


def around(anchor: date, reach: int) -> range:
    """Return the years within reach of the anchor's."""
    return range(max(1, anchor.year - reach), min(9998, anchor.year + reach) + 1)


_AFTER = {BACK: 4.0, UNKNOWN: 1.2, AHEAD: 1.0}
_BEFORE = {BACK: 1.0, UNKNOWN: 1.0, AHEAD: 12.0}


def choose(candidates: Sequence[date], anchor: date, way: int) -> date:
    """Return the nearest candidate; one on the wrong side of the anchor counts as farther.

    The weights were tried on TimeBank and AQUAINT: "will" with a past day is rarer than "said" with one to come.
    """

    def cost(day: date) -> float:
        distance = (day - anchor).days
        return abs(distance) * (_AFTER if distance > 0 else _BEFORE)[way]

    return min(candidates, key=cost)


def nearest_quarter(number: int, anchor: date, way: int) -> date:
    """Return a day of the quarter meant: the last one begun, unless the sentence looks ahead and the next is nearer."""
    this = (anchor.month + 2) // 3
    back = (this - number) % 4
    ahead = (number - this) % 4
    return shift(anchor, "quarter", ahead if way == AHEAD and ahead < 2.5 * back else -back)


def year_of(match: Match, context: Context) -> int | None:
    """Return the year that an expression names, outright or as "last year"."""
    if year := match.get("year"):
        return year.number
    if match.get("unit") and (deixis := match.get(*DEIXIS)) and (day := context.day("year")):
        return day.year + deixis.number
    numbers = [lexeme.number for lexeme in match.all("cardinal")]
    return said_year(numbers) if len(numbers) > 1 else None


def said_year(numbers: Sequence[int]) -> int | None:
    """Return the year that is said in two numbers ("nineteen ninety-six")."""
    return numbers[0] * 100 + sum(numbers[1:]) if 16 <= numbers[0] <= 20 and numbers[1] >= 10 else None
