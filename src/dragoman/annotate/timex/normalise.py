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

__all__ = ["DEIXIS", "Context", "Reading", "expand", "read"]

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: TIMEX3 type, value and mod, and the value that it was counted from, if any."""

    type: TimexType
    value: str
    mod: str | None = None
    anchor: str | None = None
    kind: str = ""


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

    def earlier(self, *units: str) -> Reading | None:
        """Return the last reading before this one that is a date of one of the units."""
        return next((r for r in reversed(self.before) if r.type != "SET" and unit_of(r.value) in units), None)

    def quarter(self) -> date | None:
        """Return the latest quarter with the number of the one spoken of, where the last date read is a quarter."""
        last = next((r for r in reversed(self.before) if unit_of(r.value) and r.kind not in ("year", "month")), None)
        anchor = self.day("quarter")
        if last is None or anchor is None or unit_of(last.value) != "quarter":
            return None
        return _nearest_quarter(int(last.value[-1]), anchor, BACK)


DEIXIS = ("deixis", "past", "current")
Normaliser = Callable[[Match, Context], Reading | None]
_KINDS: dict[str, Normaliser] = {}


def _kind(function: Normaliser) -> Normaliser:
    _KINDS[function.__name__.strip("_")] = function
    return function


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
    mod = match.text("edge") or match.text("approx")
    return replace(reading, mod=mod) if mod and reading.mod is None else reading


def _is_name(match: Match) -> bool:
    """Tell whether this is a title ("This Week", "60 Minutes"): a unit with a capital letter that opens no sentence."""
    return any(x.text.istitle() for x in match.lexemes[1:] if x.kind in ("unit", "units", "quarter", "daypart"))


def expand(match: Match) -> Iterator[Match]:
    """Part an expression that shares words ("June 24 and 25") into one match for each date, each with its own span."""
    if match.kind not in ("days", "months"):
        yield match
        return
    parts = _parts(match.lexemes)
    for number, part in enumerate(parts):
        shared = []
        if not any(lexeme.kind == "month" for lexeme in part):
            shared += _nearest("month", [*reversed(parts[:number]), *parts[number + 1 :]])
        if not any(lexeme.kind == "year" for lexeme in part):
            shared += _nearest("year", parts[number + 1 :])
        around = match.neighbours if number == 0 else (None, match.neighbours[1])
        yield Match(match.kind[:-1], match.first, match.last, tuple(part), None, tuple(shared), around)


_JOINTS = frozenset("and or to through until - ‐ ‑ – — --".split())


def _parts(lexemes: Sequence[Lexeme]) -> list[list[Lexeme]]:
    """Cut a list of dates at the words and marks that join it, but not before a year."""
    parts: list[list[Lexeme]] = [[]]
    for index, lexeme in enumerate(lexemes):
        comma = lexeme.kind == "comma" and lexemes[index + 1].kind != "year"
        if comma or lexeme.text.lower() in _JOINTS:
            parts.append([])
        else:
            parts[-1].append(lexeme)
    return [part for part in parts if part]


def _nearest(kind: str, parts: Sequence[Sequence[Lexeme]]) -> list[Lexeme]:
    found = (lexeme for part in parts for lexeme in part if lexeme.kind == kind)
    return [lexeme for lexeme in (next(found, None),) if lexeme]


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
    if match.get("unit") and (deixis := match.get(*DEIXIS)) and (day := context.day("year")):
        return day.year + deixis.number
    numbers = [lexeme.number for lexeme in match.all("cardinal")]
    return _said_year(numbers) if len(numbers) > 1 else None


def _said_year(numbers: Sequence[int]) -> int | None:
    """Return the year that is said in two numbers ("nineteen ninety-six")."""
    return numbers[0] * 100 + sum(numbers[1:]) if 16 <= numbers[0] <= 20 and numbers[1] >= 10 else None


@_kind
def _day(match: Match, context: Context) -> Reading | None:
    month, dom = match.get("month"), match.get("small", "nth")
    if month is None or dom is None or dom.number > 31:
        return None
    if year := _year_of(match, context):
        return Reading("DATE", date(year, month.number, dom.number).isoformat())
    anchor = context.day("year")
    if anchor is None:
        return Reading("DATE", f"{context.year or 'XXXX'}-{month.number:02}-{dom.number:02}")
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
    if month is None or (len(match.lexemes) == 1 and not match.shared and not _is_month(month, *match.neighbours)):
        return None
    if year := _year_of(match, context):
        return Reading("DATE", f"{year:04}-{month.number:02}")
    anchor = context.day("month")
    if anchor is None:
        coarse = context.day("year")
        return Reading("DATE", f"{coarse.year if coarse else context.year or 'XXXX'}-{month.number:02}")
    firsts = [date(year, month.number, 1) for year in _around(anchor, 1)]
    start = anchor.replace(day=1)
    deixis = match.get(*DEIXIS)
    if deixis is None:
        day = _choose(firsts, start, context.direction)
    elif deixis.number == 0:
        day = date(anchor.year, month.number, 1)
    else:  # "last June" is not said of the month just past
        beyond = shift(start, "month", -1) if deixis.number < 0 and deixis.kind == "deixis" else start
        day = max(d for d in firsts if d < beyond) if deixis.number < 0 else min(d for d in firsts if d > start)
    return _counted(value_of(day, "month"), anchor)


_BEFORE_MONTHS = frozenset(
    "in since until till by of from to through during between and or before after for this every each a the , ( - – —".split()
)


def _is_month(month: Lexeme, before: Lexeme | None, after: Lexeme | None) -> bool:
    """Tell a month from a name or a verb ("Jan Kavan", "March for Life", "May I")."""
    if len(month.text) <= 4 and month.text.isalpha() and month.text not in ("May", "June", "July"):
        return False
    introduced = before is not None and before.text.lower() in _BEFORE_MONTHS
    if month.text in ("March", "May"):
        return introduced
    return introduced or after is None or not after.text[:1].isupper()


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
    deixis = match.get(*DEIXIS)
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
    deixis = match.get(*DEIXIS)
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
    year_said = None if 100 in numbers else _said_year(numbers)
    return Reading("DATE", f"{year_said:04}") if year_said else None


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
    nth, anchor = match.get("nth", "second"), context.day("quarter")
    if match.says("latest"):
        day = context.quarter() or (anchor and shift(anchor, "quarter", -1))
        return Reading("DATE", value_of(day, "quarter")) if day else None
    number = nth.number if nth else 4
    if not 1 <= number <= 4:
        return None
    if year := _year_of(match, context):
        return Reading("DATE", f"{year:04}-Q{number}")
    if anchor is None:
        return Reading("DATE", f"XXXX-Q{number}")
    return _counted(value_of(_nearest_quarter(number, anchor, context.direction), "quarter"), anchor)


def _nearest_quarter(number: int, anchor: date, way: int) -> date:
    """Return a day of the quarter meant: the last one begun, unless the sentence looks ahead and the next is nearer."""
    this = (anchor.month + 2) // 3
    back = (this - number) % 4
    ahead = (number - this) % 4
    return shift(anchor, "quarter", ahead if way == AHEAD and ahead < 2.5 * back else -back)


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
    deixis = match.get(*DEIXIS)
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
    deixis, unit = match.get(*DEIXIS), match.get("unit", "units", "quarter", "quarters", "daypart")
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
    if name == "week" and deixis.text.lower() == "last" and anchor and anchor.isoweekday() == 7:
        deixis = replace(deixis, value=0)  # on a Sunday the week just past
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
    if name == "weekend":
        return _weekend(context)
    if match.says("same", "that"):
        return Reading("DATE", value_of(day, name)) if day else None
    if name == "quarter" and (earlier := context.earlier("quarter")):
        return Reading("DATE", earlier.value)
    return None


def _weekend(context: Context) -> Reading | None:
    anchor = context.day()
    if anchor is None:
        return None
    days = 0 if anchor.isoweekday() > 5 or context.direction == AHEAD else -7
    return _counted(value_of(anchor + timedelta(days=days), "weekend"), anchor)


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
    if amount == ("1", "year"):
        return _years_before(1, -1, context)
    return _count_back(number, unit, -1, context.day(_grain(unit)))


def _grain(unit: str) -> str:
    return unit if unit in _COUNTED else "week" if unit == "fortnight" else "day"


@_kind
def _year_ago(match: Match, context: Context) -> Reading | None:
    unit = match.get("unit")
    return _years_before(1, -1, context) if unit and unit.value == "year" else None


def _years_before(count: int, sign: int, context: Context) -> Reading | None:
    """Count years from the document's date, or from the quarter whose figures are compared."""
    quarter, anchor = context.quarter(), context.day("year")
    if quarter is not None:
        return Reading("DATE", value_of(shift(quarter, "year", sign * count), "quarter"))
    return _counted(value_of(shift(anchor, "year", sign * count), "year"), anchor) if anchor else None


def _count_back(number: str, unit: str, sign: int, day: date | None) -> Reading | None:
    if day is None:
        return None
    if unit in ("decade", "century"):
        number, unit = str((10 if unit == "decade" else 100) * float(number)), "year"
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
        return Reading("DURATION", _period(*amount)) if amount else None
    sign = 1 if match.says("later") else -1
    earlier = context.earlier("day", amount[1])
    if amount == ("1", "year") and (earlier is None or earlier.kind in ("ago", "apart", "relative") or context.quarter()):
        return _years_before(1, sign, context)
    day = (earlier and _first_day(earlier)) or context.day()
    return _count_back(*amount, sign, day)


# --- durations, sets, times ---------------------------------------------------------------------------------------

_LETTERS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y",
}  # fmt: skip
_MULTIPLES = {
    "fortnight": (2, "week"), "decade": (10, "year"), "century": (100, "year"), "millennium": (1000, "year"),
}  # fmt: skip


def _period(number: str, unit: str) -> str:
    if unit in _MULTIPLES:
        size, base = _MULTIPLES[unit]
        return _period("X" if number == "X" else f"{size * float(number):.10g}", base)
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
    if amount is None or match.says("old") or _is_rate(match) or _is_fraction(match):
        return None
    return Reading("DURATION", _period(*amount))


def _is_rate(match: Match) -> bool:
    """Tell a rate ("four flights a week", "$2 million a year") from a length of time ("within a week")."""
    before = match.neighbours[0]
    if before is None or match.lexemes[0].text.lower() not in ("a", "an") or len(match.lexemes) > 2:
        return False
    plural = before.kind == "word" and before.text.endswith("s") and len(before.text) > 4
    return plural or before.kind in ("scale", "figure", "small") or before.text in ("percent", "%", "cents")


def _is_fraction(match: Match) -> bool:
    """Tell "three-quarters of" and "a quarter" from a number of quarters."""
    return match.get("quarter") is not None or bool(match.get("quarters") and match.get("dash"))


@_kind
def _units(match: Match, context: Context) -> Reading | None:
    unit = match.get("units")
    return _vague_duration(str(unit.value)) if unit else None


@_kind
def _set(match: Match, context: Context) -> Reading | None:
    if weekday := match.get("weekday", "weekdays"):
        part = match.text("dayparts") or ""
        return Reading("SET", f"XXXX-WXX-{weekday.number}{part}")
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
    earlier = context.earlier("day")
    day = (earlier and _first_day(earlier)) or context.day()
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
    return f"T{hour:02}:{minute:02}"
