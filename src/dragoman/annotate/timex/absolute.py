"""Values of days, months, years and their parts, named by the calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.annotate.timex.calendar import days_of, easter, nth_weekday, shift, value_of
from dragoman.annotate.timex.grammar import Match
from dragoman.annotate.timex.lexer import Lexeme
from dragoman.annotate.timex.reading import (
    DEIXIS,
    Context,
    Reading,
    around,
    choose,
    counted,
    nearest_quarter,
    said_year,
    year_of,
)
from dragoman.annotate.timex.tense import AHEAD, BACK

__all__ = [
    "read_century", "read_day", "read_decade", "read_half", "read_holiday", "read_iso", "read_month", "read_quarter",
    "read_season", "read_spoken_year", "read_weekday", "read_year",
]  # fmt: skip


def read_day(match: Match, context: Context) -> Reading | None:
    """Read "August 1", "7 July 2025"; without a year, the nearest that the tense allows."""
    month, dom = match.get("month"), match.get("small", "nth")
    if month is None or dom is None or not _valid(2000, month.number, dom.number):
        return None
    if year := year_of(match, context):
        return Reading("DATE", date(year, month.number, dom.number).isoformat())
    anchor = context.day("year")
    if anchor is None:
        return Reading("DATE", f"{context.year or 'XXXX'}-{month.number:02}-{dom.number:02}")
    if not context.day("month"):
        return Reading("DATE", date(anchor.year, month.number, dom.number).isoformat())
    days = [day for year in around(anchor, 4) if (day := _valid(year, month.number, dom.number))]
    return counted(choose(days, anchor, context.direction).isoformat(), anchor) if days else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_iso(match: Match, context: Context) -> Reading | None:
    """Read "2025-07-07", "13/06/2025"; of two that could be the month the first is, unless dots part them."""
    text = match.lexemes[0].text
    if match.lexemes[0].kind == "iso":
        date.fromisoformat(text[:10])
        return Reading("TIME" if "T" in text else "DATE", text)
    first, second, year = (int(part) for part in text.replace("/", ".").replace("-", ".").split("."))
    year += 0 if year > 99 else 2000 if year < 60 else 1900
    day_first = first > 12 or "." in text
    month, day = (second, first) if day_first else (first, second)
    return Reading("DATE", date(year, month, day).isoformat())


def read_month(match: Match, context: Context) -> Reading | None:
    """Read "April", "last November", "early July"."""
    month = match.get("month")
    if month is None or (len(match.lexemes) == 1 and not match.shared and not _is_month(month, *match.neighbours)):
        return None
    if year := year_of(match, context):
        return Reading("DATE", f"{year:04}-{month.number:02}")
    anchor = context.day("month")
    if anchor is None:
        coarse = context.day("year")
        return Reading("DATE", f"{coarse.year if coarse else context.year or 'XXXX'}-{month.number:02}")
    firsts = [date(year, month.number, 1) for year in around(anchor, 1)]
    start = anchor.replace(day=1)
    deixis = match.get(*DEIXIS)
    if deixis is None:
        day = choose(firsts, start, context.direction)
    elif deixis.number == 0:
        day = date(anchor.year, month.number, 1)
    else:
        day = _month_beyond(firsts, start, deixis)
    return counted(value_of(day, "month"), anchor)


def _month_beyond(firsts: Sequence[date], start: date, deixis: Lexeme) -> date:
    """Return "last" or "next" June: "last" is not said of the month just past, "upcoming" is said of this one."""
    if deixis.number > 0:
        return min(day for day in firsts if day > start or (day == start and deixis.text.lower() == "upcoming"))
    end = start if deixis.kind == "past" else shift(start, "month", -1)
    return max(day for day in firsts if day < end)


_BEFORE_MONTHS = frozenset((
    "in", "since", "until", "till", "by", "of", "from", "to", "through", "during", "between", "before", "after", "for",
    "this", "every", "each", "a", "the",
))  # fmt: skip
_JOINING = frozenset(("and", "or", ",", "(", "-", "–", "—"))


def _is_month(month: Lexeme, before: Lexeme | None, after: Lexeme | None) -> bool:
    """Tell a month from a name or a verb ("Jan Kavan", "April Ryan", "March for Life")."""
    if len(month.text) <= 4 and month.text.isalpha() and month.text not in ("May", "June", "July"):
        return False
    lead = before.text.lower() if before is not None else ""
    if lead in _BEFORE_MONTHS:
        return True
    named = after is not None and after.text[:1].isupper()
    return not named and (lead in _JOINING or month.text not in ("March", "May"))


def read_weekday(match: Match, context: Context) -> Reading | None:
    """Read "Thursday", "last Friday", "Tuesday night"."""
    weekday = match.get("weekday")
    anchor = context.day()
    if weekday is None:
        return None
    if anchor is None:
        return Reading("DATE", f"XXXX-WXX-{weekday.number}")
    deixis = match.get(*DEIXIS)
    if deixis and deixis.text.lower() == "previous":
        anchor = context.earlier_day("day") or anchor
    back = (anchor.isoweekday() - weekday.number) % 7
    ahead = (weekday.number - anchor.isoweekday()) % 7
    if deixis is None:
        days = ahead if context.direction == AHEAD else -back
    elif deixis.number < 0:
        days = -(back or 7)
    elif deixis.number > 0:
        days = ahead or 7
    else:
        days = ahead if context.direction != BACK else -back
    return counted((anchor + timedelta(days=days)).isoformat(), anchor)


def read_holiday(match: Match, context: Context) -> Reading | None:
    """Read "Christmas Day", "last Easter"."""
    rule, after = match.text("holiday") or "", match.neighbours[1]
    if len(match.lexemes) == 1 and after is not None and after.text.istitle():
        return None  # "Christmas Charity"
    anchor, year = context.day("month"), year_of(match, context)
    if year is not None:
        return Reading("DATE", _holiday_in(rule, year).isoformat())
    if anchor is None:
        return None
    days = [_holiday_in(rule, year) for year in around(anchor, 1)]
    deixis = match.get(*DEIXIS)
    way = deixis.number if deixis else context.direction
    return counted(choose(days, anchor, way).isoformat(), anchor)


def _holiday_in(rule: str, year: int) -> date:
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:]))
    if "/" in rule:
        month, weekday, nth = (int(part) for part in rule.split("/"))
        return nth_weekday(year, month, weekday, nth)
    return date.fromisoformat(f"{year:04}-{rule}")


def read_year(match: Match, context: Context) -> Reading | None:
    """Read "2014", "fiscal 2025", but not the number of "resolution 1430/2019" or "Vision 2030"."""
    year = match.get("year")
    if year is None or (len(match.lexemes) == 1 and _is_number(year, match.neighbours[0])):
        return None
    return Reading("DATE", f"{year.number:04}")


def _is_number(year: Lexeme, before: Lexeme | None) -> bool:
    """Tell a plain number or a part of a name from a year, by what stands before it."""
    lead = before.text if before is not None else ""
    named = lead[:1].isupper() and lead.lower() not in _BEFORE_YEARS
    return named or lead == "/" or (year.number < 1700 and lead.lower() not in _BEFORE_YEARS)


_BEFORE_YEARS = frozenset((
    "in", "since", "until", "till", "by", "of", "from", "to", "through", "throughout", "during", "between", "before",
    "after", "around", "about", "circa", "and", "or", "the", "early", "late", "as", "only", "for", "on", "with", "at",
    "a", "an", "that", "this", "these", "those", "its", "his", "her", "their", "our", "both", "despite",
))  # fmt: skip


def read_spoken_year(match: Match, context: Context) -> Reading | None:
    """Read "nineteen ninety-six", "the year two thousand"."""
    numbers = [lexeme.number for lexeme in match.all("cardinal", "scale")]
    if 1000 in numbers:
        year = 1000 * numbers[0] + sum(numbers[2:])
        return Reading("DATE", f"{year:04}") if match.says("year") and 1000 < year < 2100 else None
    year_said = None if 100 in numbers else said_year(numbers)
    return Reading("DATE", f"{year_said:04}") if year_said else None


def read_decade(match: Match, context: Context) -> Reading | None:
    """Read "the 1990s", "the nineties"."""
    digits = "".join(char for char in match.text("decade") or "" if char.isdigit())
    if len(digits) == 4:
        return Reading("DATE", digits[:3])
    if not match.says("the") and not match.lexemes[-1].text.startswith(("'", "’")):
        return None
    year = context.day("year")
    century = 19 if year is None or int(digits[0]) > year.year % 100 // 10 else year.year // 100
    return Reading("DATE", f"{century}{digits[0]}")


def read_century(match: Match, context: Context) -> Reading | None:
    """Read "the 21st century"."""
    nth, unit = match.get("nth", "second"), match.get("unit")
    if nth is None or unit is None or unit.value != "century":
        return None
    return Reading("DATE", f"{nth.number - 1:02}")


def read_quarter(match: Match, context: Context) -> Reading | None:
    """Read "the third quarter", "the latest quarter"."""
    nth, anchor = match.get("nth", "second"), context.day("quarter")
    if match.says("latest"):
        day = context.quarter() or (anchor and shift(anchor, "quarter", -1))
        return Reading("DATE", value_of(day, "quarter")) if day else None
    number = nth.number if nth else 4
    if not 1 <= number <= 4:
        return None
    if year := year_of(match, context):
        return Reading("DATE", f"{year:04}-Q{number}")
    if anchor is None:
        return Reading("DATE", f"XXXX-Q{number}")
    return counted(value_of(nearest_quarter(number, anchor, context.direction), "quarter"), anchor)


def read_half(match: Match, context: Context) -> Reading | None:
    """Read "the first half of 2024"."""
    nth, year = match.get("nth"), year_of(match, context)
    if year is None and (day := context.day("year")):
        year = day.year
    number = 1 if nth and nth.number == 1 else 2
    return Reading("DATE", f"{year:04}-H{number}") if year else None


def read_season(match: Match, context: Context) -> Reading | None:
    """Read "last summer", "the spring of 2024"."""
    season = match.text("season") or ""
    if len(match.lexemes) == 1 and match.lexemes[0].text.lower() in ("fall", "spring"):
        return None
    if year := year_of(match, context):
        return Reading("DATE", f"{year:04}-{season}")
    anchor = context.day("month")
    if anchor is None:
        return Reading("DATE", f"XXXX-{season}")
    deixis = match.get(*DEIXIS)
    starts = [days[0] for year in around(anchor, 1) if (days := days_of(f"{year:04}-{season}"))]
    if deixis and deixis.number == 0:
        return counted(f"{anchor.year:04}-{season}", anchor)
    if deixis and deixis.number < 0:
        starts = [start for start in starts if shift(start, "month", 2) <= anchor]
    way = deixis.number if deixis else context.direction
    return counted(f"{choose(starts, anchor, way).year:04}-{season}", anchor)
