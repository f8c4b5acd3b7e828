"""Values of time expressions: one function for each kind of the grammar, from a match and its context to a `Reading`.

The conventions are those of the TIMEX3 guidelines as TimeBank applies them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from dragoman.annotate.timex.calendar import (
    Anchor, days_of, easter, nth_weekday, shift, unit_of, value_of,
)  # fmt: skip
from dragoman.annotate.timex.grammar import Match
from dragoman.annotate.timex.lexer import Lexeme
from dragoman.annotate.timex.tense import AHEAD, BACK, UNKNOWN

__all__ = ["Context", "Reading", "expand", "read"]

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: TIMEX3 type, value and mod, and the value that it was counted from, if any."""

    type: TimexType
    value: str
    mod: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against: the document's date, the way it looks, and the readings before it."""

    anchor: Anchor | None
    direction: int
    before: Sequence[Reading]

    def day(self, unit: str = "day") -> date | None:
        """Return the document's date if it is known well enough to count in a unit."""
        return self.anchor.day if self.anchor and self.anchor.knows(unit) else None

    def earlier(self, *units: str) -> Reading | None:
        """Return the last reading before this one that is a date of one of the units."""
        return next((r for r in reversed(self.before) if r.type != "SET" and unit_of(r.value) in units), None)


Normaliser = Callable[[Match, Context], Reading | None]
_KINDS: dict[str, Normaliser] = {}


def _kind(function: Normaliser) -> Normaliser:
    _KINDS[function.__name__.strip("_")] = function
    return function


def read(match: Match, context: Context) -> Reading | None:
    """Return what a match means in its context, or None where it is no time expression after all."""
    try:
        reading = _KINDS[match.kind](match, context)
    except (ValueError, OverflowError):
        return None
    if reading is None:
        return None
    reading = _with_time(match, reading)
    mod = match.text("edge") or match.text("approx")
    return replace(reading, mod=mod) if mod and reading.mod is None else reading


def expand(match: Match) -> Iterator[Match]:
    """Part an expression that shares words ("June 24 and 25") into one match for each date, each with its own span."""
    if match.kind not in ("days", "months"):
        yield match
        return
    kind, classes = ("day", ("small", "nth")) if match.kind == "days" else ("month", ("month",))
    items = match.all(*classes)
    shared = [lexeme for lexeme in match.lexemes if lexeme.kind in ("month", "year") and lexeme not in items]
    for number, item in enumerate(items):
        lexemes = [item]
        if number == 0:
            lexemes += [s for s in shared if s.start < item.start]
        if number == len(items) - 1:
            lexemes += [s for s in shared if s.start > item.start]
        span = tuple(sorted(lexemes, key=lambda lexeme: lexeme.start))
        yield Match(kind, match.first, match.last, span, None, tuple(shared))


# --- days, months, years ------------------------------------------------------------------------------------------


_AFTER = {BACK: 4.0, UNKNOWN: 1.2, AHEAD: 1.0}
_BEFORE = {BACK: 1.0, UNKNOWN: 1.0, AHEAD: 12.0}


def _choose(candidates: Sequence[date], anchor: date, way: int) -> date:
    """Return the nearest candidate; one on the wrong side of the anchor counts as farther."""

    def cost(day: date) -> float:
        distance = (day - anchor).days
        return abs(distance) * (_AFTER if distance > 0 else _BEFORE)[way]

    return min(candidates, key=cost)


def _year_of(match: Match, context: Context) -> int | None:
    """Return the year that an expression names, outright or as "last year"."""
    if year := match.get("year"):
        return year.number
    if match.get("unit") and (deixis := match.get("deixis", "past")) and (day := context.day("year")):
        return day.year + deixis.number
    return None


@_kind
def _day(match: Match, context: Context) -> Reading | None:
    month, dom = match.get("month"), match.get("small", "nth")
    if month is None or dom is None or dom.number > 31:
        return None
    if year := _year_of(match, context):
        return Reading("DATE", date(year, month.number, dom.number).isoformat())
    anchor = context.day("year")
    if anchor is None:
        return Reading("DATE", f"XXXX-{month.number:02}-{dom.number:02}")
    if not context.day("month"):
        return Reading("DATE", date(anchor.year, month.number, dom.number).isoformat())
    days = [day for year in _around(anchor, 4) if (day := _valid(year, month.number, dom.number))]
    return _counted(_choose(days, anchor, context.direction).isoformat(), anchor) if days else None


def _around(anchor: date, reach: int) -> range:
    return range(max(1, anchor.year - reach), min(9998, anchor.year + reach) + 1)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _counted(value: str, anchor: date, type: TimexType = "DATE") -> Reading:
    return Reading(type, value, None, anchor.isoformat())


@_kind
def _iso(match: Match, context: Context) -> Reading | None:
    text = match.lexemes[0].text
    if match.lexemes[0].kind == "iso":
        date.fromisoformat(text[:10])
        return Reading("TIME" if "T" in text else "DATE", text)
    first, second, year = (int(part) for part in text.replace("/", ".").replace("-", ".").split("."))
    year += 0 if year > 99 else 2000 if year < 60 else 1900
    day_first = first > 12 or "." in text
    month, day = (second, first) if day_first else (first, second)
    return Reading("DATE", date(year, month, day).isoformat())


@_kind
def _month(match: Match, context: Context) -> Reading | None:
    month = match.get("month")
    if month is None or (len(match.lexemes) == 1 and _is_verb(month, context)):
        return None
    if year := _year_of(match, context):
        return Reading("DATE", f"{year:04}-{month.number:02}")
    anchor = context.day("month")
    if anchor is None:
        coarse = context.day("year")
        return Reading("DATE", f"{coarse.year if coarse else 'XXXX'}-{month.number:02}")
    firsts = [date(year, month.number, 1) for year in _around(anchor, 1)]
    start = anchor.replace(day=1)
    way = _shift_of(match)
    if way and (deixis := match.get("deixis", "past")):
        days = [day for day in firsts if (day < start if deixis.number < 0 else day > start)] if deixis.number else [
            date(anchor.year, month.number, 1)]  # fmt: skip
        day = max(days) if deixis.number < 0 else min(days)
    else:
        day = _choose(firsts, start, context.direction)
    return _counted(value_of(day, "month"), anchor)


def _shift_of(match: Match) -> bool:
    return match.get("deixis", "past") is not None


def _is_verb(month: Lexeme, context: Context) -> bool:
    return False


@_kind
def _weekday(match: Match, context: Context) -> Reading | None:
    weekday = match.get("weekday")
    anchor = context.day()
    if weekday is None:
        return None
    if anchor is None:
        return Reading("DATE", f"XXXX-WXX-{weekday.number}")
    back = (anchor.isoweekday() - weekday.number) % 7
    ahead = (weekday.number - anchor.isoweekday()) % 7
    deixis = match.get("deixis", "past")
    if deixis is None:
        days = ahead if context.direction == AHEAD else -back
    elif deixis.number < 0:
        days = -(back or 7)
    elif deixis.number > 0:
        days = ahead or 7
    else:
        days = ahead if context.direction != BACK else -back
    return _counted((anchor + timedelta(days=days)).isoformat(), anchor)


@_kind
def _holiday(match: Match, context: Context) -> Reading | None:
    rule = match.text("holiday") or ""
    anchor, year = context.day("month"), _year_of(match, context)
    if year is not None:
        return Reading("DATE", _holiday_in(rule, year).isoformat())
    if anchor is None:
        return None
    days = [_holiday_in(rule, year) for year in _around(anchor, 1)]
    deixis = match.get("deixis", "past")
    way = deixis.number if deixis else context.direction
    return _counted(_choose(days, anchor, way).isoformat(), anchor)


def _holiday_in(rule: str, year: int) -> date:
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:]))
    if "/" in rule:
        month, weekday, nth = (int(part) for part in rule.split("/"))
        return nth_weekday(year, month, weekday, nth)
    return date.fromisoformat(f"{year:04}-{rule}")


@_kind
def _year(match: Match, context: Context) -> Reading | None:
    year = match.get("year")
    return Reading("DATE", f"{year.number:04}") if year else None


@_kind
def _fiscal(match: Match, context: Context) -> Reading | None:
    return _year(match, context)


@_kind
def _spoken_year(match: Match, context: Context) -> Reading | None:
    numbers = [lexeme.number for lexeme in match.all("cardinal", "scale")]
    if 1000 in numbers:
        year = 1000 * numbers[0] + sum(numbers[2:])
        return Reading("DATE", f"{year:04}") if match.says("year") and 1000 < year < 2100 else None
    if 100 in numbers or not 16 <= numbers[0] <= 20 or numbers[1] < 10:
        return None
    return Reading("DATE", f"{numbers[0] * 100 + sum(numbers[1:]):04}")


@_kind
def _decade(match: Match, context: Context) -> Reading | None:
    digits = "".join(char for char in match.text("decade") or "" if char.isdigit())
    if len(digits) == 4:
        return Reading("DATE", digits[:3])
    if not match.says("the") and not match.lexemes[-1].text.startswith(("'", "’")):
        return None
    year = context.day("year")
    century = 19 if year is None or int(digits[0]) > year.year % 100 // 10 else year.year // 100
    return Reading("DATE", f"{century}{digits[0]}")


@_kind
def _century(match: Match, context: Context) -> Reading | None:
    nth, unit = match.get("nth", "second"), match.get("unit")
    if nth is None or unit is None or unit.value != "century":
        return None
    return Reading("DATE", f"{nth.number - 1:02}")


# --- parts of a year ----------------------------------------------------------------------------------------------


@_kind
def _quarter(match: Match, context: Context) -> Reading | None:
    nth = match.get("nth", "second")
    number = nth.number if nth else 4
    if not 1 <= number <= 4:
        return None
    if year := _year_of(match, context):
        return Reading("DATE", f"{year:04}-Q{number}")
    anchor = context.day("month")
    if anchor is None:
        return Reading("DATE", f"XXXX-Q{number}")
    starts = [date(year, 3 * number - 2, 1) for year in _around(anchor, 1)]
    this = date(anchor.year, (anchor.month - 1) // 3 * 3 + 1, 1)
    return _counted(value_of(_choose(starts, this, context.direction), "quarter"), anchor)


@_kind
def _half(match: Match, context: Context) -> Reading | None:
    nth, year = match.get("nth"), _year_of(match, context)
    if year is None and (day := context.day("year")):
        year = day.year
    number = 1 if nth and nth.number == 1 else 2
    return Reading("DATE", f"{year:04}-H{number}") if year else None


@_kind
def _season(match: Match, context: Context) -> Reading | None:
    season = match.text("season") or ""
    if len(match.lexemes) == 1 and match.lexemes[0].text.lower() in ("fall", "spring"):
        return None
    if year := _year_of(match, context):
        return Reading("DATE", f"{year:04}-{season}")
    anchor = context.day("month")
    if anchor is None:
        return Reading("DATE", f"XXXX-{season}")
    deixis = match.get("deixis", "past")
    starts = [days[0] for year in _around(anchor, 1) if (days := days_of(f"{year:04}-{season}"))]
    if deixis and deixis.number == 0:
        return _counted(f"{anchor.year:04}-{season}", anchor)
    if deixis and deixis.number < 0:
        starts = [start for start in starts if shift(start, "month", 2) <= anchor]
    way = deixis.number if deixis else context.direction
    return _counted(f"{_choose(starts, anchor, way).year:04}-{season}", anchor)


# --- counted from the document's date or from a date in the text ----------------------------------------------------


@_kind
def _daily(match: Match, context: Context) -> Reading | None:
    text, anchor = match.text("daily") or "0", context.day()
    offset, _, part = text.partition("T")
    if anchor is None:
        return Reading("DATE", "PRESENT_REF") if offset == "0" and not part else None
    day = (anchor + timedelta(days=int(offset))).isoformat()
    return _counted(f"{day}T{part}", anchor, "TIME") if part else _counted(day, anchor)


@_kind
def _relative(match: Match, context: Context) -> Reading | None:
    deixis, unit = match.get("deixis", "past"), match.get("unit", "units", "quarter", "quarters", "daypart")
    if deixis is None or unit is None:
        return None
    name = str(unit.value)
    if unit.kind in ("units", "quarters"):
        return _vague_duration(name)
    if unit.kind == "daypart" or name == "day":
        return _near(match, context)
    if deixis.kind == "past" or (deixis.number and match.says("the") and deixis.text.lower() != "previous"):
        return Reading("DURATION", _period("1", name))
    anchor = context.day("quarter" if name == "quarter" else name) if name in _COUNTED else None
    if deixis.text.lower() == "previous" and (earlier := context.earlier("day", name)):
        anchor = _first_day(earlier)
    if anchor is None:
        return None
    return _counted(value_of(shift(anchor, name, deixis.number), name), anchor)


_COUNTED = ("day", "week", "weekend", "month", "quarter", "year", "decade", "century")


def _first_day(reading: Reading) -> date | None:
    days = days_of(reading.value)
    return days[0] if days else None


@_kind
def _whole(match: Match, context: Context) -> Reading | None:
    unit = match.get("unit", "quarter")
    name = str(unit.value) if unit else ""
    if name not in _COUNTED:
        return None
    earlier = context.earlier("day") if name == "day" else None
    anchor = (earlier and _first_day(earlier)) or context.day(name)
    return _counted(value_of(anchor, name), anchor) if anchor else None


@_kind
def _same(match: Match, context: Context) -> Reading | None:
    unit = match.get("unit", "quarter")
    name = str(unit.value) if unit else ""
    if name not in _COUNTED:
        return None
    earlier = context.earlier(name, "day") or (context.earlier("month") if name in ("year", "month") else None)
    day = earlier and _first_day(earlier)
    if match.says("same", "that"):
        return Reading("DATE", value_of(day, name)) if day else None
    if name == "quarter" and (earlier := context.earlier("quarter")):
        return Reading("DATE", earlier.value)
    return None


@_kind
def _near(match: Match, context: Context) -> Reading | None:
    unit = match.get("unit", "daypart")
    name = str(unit.value) if unit and unit.kind == "unit" else "day"
    back = match.says("previous", "preceding", "before", "last")
    earlier = context.earlier("day", name)
    day = earlier and _first_day(earlier)
    if day is None or name not in _COUNTED:
        return None
    value = value_of(shift(day, name, -1 if back else 1), name)
    return Reading("DATE", value, None, day.isoformat())


@_kind
def _ago(match: Match, context: Context) -> Reading | None:
    amount = _amount(match)
    if amount is None or amount[0] == "X":
        return Reading("DATE", "PAST_REF")
    number, unit = amount
    return _count_back(number, unit, -1, context.day(_grain(unit)))


def _grain(unit: str) -> str:
    return unit if unit in _COUNTED else "week" if unit == "fortnight" else "day"


def _count_back(number: str, unit: str, sign: int, day: date | None) -> Reading | None:
    if day is None:
        return None
    if unit in ("hour", "minute", "second"):
        return _counted(day.isoformat(), day, "TIME")
    if unit == "fortnight":
        number, unit = str(2 * float(number)), "week"
    count = float(number)
    if count != int(count):
        return _counted(value_of(shift(day, "month", sign * round(12 * count)), "month"), day) if unit == "year" else None
    return _counted(value_of(shift(day, unit, sign * int(count)), unit), day)


@_kind
def _apart(match: Match, context: Context) -> Reading | None:
    amount = _amount(match)
    if amount is None or amount[0] == "X":
        return Reading("DATE", "FUTURE_REF" if match.says("later") else "PAST_REF")
    sign = 1 if match.says("later") else -1
    earlier = context.earlier("day", amount[1], "quarter")
    day = (earlier and _first_day(earlier)) or context.day()
    if earlier and unit_of(earlier.value) == "quarter" and amount[1] == "year" and day:
        return Reading("DATE", value_of(shift(day, "year", sign * int(float(amount[0]))), "quarter"))
    return _count_back(*amount, sign, day)


# --- durations, sets, times ---------------------------------------------------------------------------------------

_LETTERS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y",
    "decade": "DE", "century": "CE", "millennium": "ML",
}  # fmt: skip


def _period(number: str, unit: str) -> str:
    if unit == "fortnight":
        return _period("X" if number == "X" else f"{2 * float(number):g}", "week")
    return f"P{'T' if unit in ('second', 'minute', 'hour') else ''}{number}{_LETTERS[unit]}"


def _vague_duration(unit: str) -> Reading:
    return Reading("DURATION", _period("X", unit))


def _amount(match: Match) -> tuple[str, str] | None:
    """Return the number, as text, or "X", and the unit of an amount of time."""
    unit = match.get("unit", "units", "quarter", "quarters")
    if unit is None:
        return None
    before = [lexeme for lexeme in match.lexemes if lexeme.start < unit.start]
    numbers = [lexeme for lexeme in before if lexeme.kind in ("small", "figure", "cardinal", "scale", "fraction", "year")]
    if numbers:
        return _number(numbers, any(lexeme.text.lower() == "half" for lexeme in before)), str(unit.value)
    if any(lexeme.text.lower() == "half" for lexeme in before):
        return "0.5", str(unit.value)
    vague = any(lexeme.kind == "vague" for lexeme in before) or unit.kind in ("units", "quarters")
    return ("X" if vague else "1"), str(unit.value)


_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def _number(lexemes: Sequence[Lexeme], half: bool) -> str:
    total, part = 0.5 if half else 0.0, 0.0
    for lexeme in lexemes:
        if lexeme.kind == "fraction":
            top, _, bottom = lexeme.text.partition("/")
            total += int(top) / int(bottom) if bottom else _FRACTIONS[top]
        elif lexeme.kind == "scale":
            part = (part or 1) * lexeme.number
        else:
            part += float(lexeme.text.replace(",", "")) if lexeme.kind == "figure" else lexeme.number
    return f"{total + part:.10g}"


@_kind
def _duration(match: Match, context: Context) -> Reading | None:
    amount = _amount(match)
    if amount is None:
        return None
    return Reading("DURATION", _period(*amount))


@_kind
def _units(match: Match, context: Context) -> Reading | None:
    unit = match.get("units")
    return _vague_duration(str(unit.value)) if unit else None


@_kind
def _set(match: Match, context: Context) -> Reading | None:
    if weekday := match.get("weekday"):
        return Reading("SET", f"XXXX-WXX-{weekday.number}")
    if month := match.get("month"):
        return Reading("SET", f"XXXX-{month.number:02}")
    if season := match.text("season"):
        return Reading("SET", f"XXXX-{season}")
    if part := match.text("daypart"):
        return Reading("SET", f"XXXX-XX-XX{part}")
    unit = match.get("unit", "quarter")
    return Reading("SET", _period("2" if match.says("other") else "1", str(unit.value))) if unit else None


@_kind
def _often(match: Match, context: Context) -> Reading | None:
    return Reading("SET", match.text("often") or "")


@_kind
def _vaguely(match: Match, context: Context) -> Reading | None:
    return Reading("DATE", match.value or match.text("vaguely") or "PRESENT_REF")


@_kind
def _clock(match: Match, context: Context) -> Reading | None:
    day = context.day()
    return _counted(day.isoformat(), day) if day else Reading("DATE", "XXXX-XX-XX")


def _with_time(match: Match, reading: Reading) -> Reading:
    """Add the hour or the part of the day that the expression names to a day."""
    if unit_of(reading.value) != "day" and not reading.value.startswith("XXXX") or "T" in reading.value:
        return reading
    if reading.type != "DATE":
        return reading
    part = _hour(match) or match.text("daypart") or match.text("moment")
    return replace(reading, type="TIME", value=reading.value + part) if part else reading


def _hour(match: Match) -> str | None:
    clock = match.get("clock")
    if clock is None:
        return None
    digits = "".join(char if char.isdigit() else " " for char in clock.text).split()
    hour, minute = (int(digits[0]), int((digits + ["0"])[1])) if len(digits[0]) < 4 else divmod(int(digits[0]), 100)
    letters = clock.text.lower()
    if "p" in letters and hour < 12:
        hour += 12
    elif "a" in letters and hour == 12:
        hour = 0
    return f"T{hour:02}:{minute:02}{match.text('zone') or ''}"
