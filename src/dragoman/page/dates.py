"""When a page was published: from a raw string to a date that keeps its precision.

A string such as a ``<time>`` tag, a line of scraped text or a feed's ``pubDate`` goes to `published_from` together with
a `PageDates`, which holds what the rest of the page says about dates: whether ``08-07-2025`` is day first, and when the
page was collected. The answer is a `Published`, or None where the string holds no date that can be right.

- A day without proof of its order ("08-07-2025" alone) is not guessed: it is the interval between both readings, unless
  one of them lies in the future of the day of collection.
- "17 hours ago" is counted back from the collection and keeps its precision: the instant stops at the hour
  (``2025-07-10T17+09:00``). Where only the day of collection is known, it is the interval of the days that the count
  may reach, one day where all of its hours fall on it; less than an hour ago is that day. Days ago are calendar days,
  weeks ago an interval of seven days, months and years ago a month or a year.
- A date of change ("Updated: …") is taken only where there is no other.
- Months 13, days 32, years out of 1700-2100 and days more than two after the collection are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Literal

from dragoman.model import Published
from dragoman.page.date_words import date_words

__all__ = [
    "Evidence",
    "Order",
    "PageDates",
    "day_order",
    "first_published",
    "is_date_line",
    "may_hold_date",
    "published_from",
]

Evidence = Literal["given", "metadata", "page", "relative", "url", "feed", "text"]
Order = Literal["day-first", "month-first"]

_YEARS = range(1700, 2101)
_TOLERANCE = timedelta(days=2)
_LONGEST = 400
"""Characters of a raw string that are looked at."""


@dataclass(frozen=True, slots=True)
class PageDates:
    """What a page as a whole says about its dates.

    ``collected`` is when the page was fetched, as an ISO instant or an EDTF day; ``order`` how its all-numeric dates
    are written, None where nothing on the page proves it.
    """

    collected: str | None = None
    order: Order | None = None

    @classmethod
    def of(cls, text: str, collected: str | None) -> PageDates:
        """Return what all the text of a page proves."""
        return cls(collected, day_order(text))

    @property
    def moment(self) -> datetime | None:
        """The instant of collection, where it is known to the minute."""
        try:
            return datetime.fromisoformat(self.collected) if self.collected and "T" in self.collected else None
        except ValueError:
            return None

    @property
    def day(self) -> date | None:
        """The day of collection."""
        try:
            return date.fromisoformat(self.collected[:10]) if self.collected else None
        except ValueError:
            return None

    def allows(self, day: date) -> bool:
        """Tell whether a page collected then can have been published on that day."""
        return day.year in _YEARS and (self.day is None or day <= self.day + _TOLERANCE)


_NUMERIC = re.compile(r"(?<![\d./-])(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})(?![\d/]|[-.]\d)")


def day_order(text: str) -> Order | None:
    """Return the order that the all-numeric dates of a page prove, or None where they prove none or contradict.

    >>> day_order("27-05-2025 ... 11-06-2025")
    'day-first'
    """
    proofs: set[Order] = set()
    for match in _NUMERIC.finditer(text):
        first, second = int(match["a"]), int(match["b"])
        if 12 < first <= 31 and 1 <= second <= 12:
            proofs.add("day-first")
        elif 12 < second <= 31 and 1 <= first <= 12:
            proofs.add("month-first")
    return proofs.pop() if len(proofs) == 1 else None


def first_published(evidence: Iterable[tuple[str | None, Evidence]], page: PageDates) -> Published | None:
    """Return what the first readable string of a list says, best evidence first; a whole day outranks less."""
    found = [read for raw, kind in evidence if raw and (read := published_from(raw, kind, page))]
    return next((read for read in found if len(read.edtf) == 10), found[0] if found else None)


def published_from(raw: str, kind: Evidence, page: PageDates) -> Published | None:
    """Read the date of publication from a raw string.

    ``kind`` says where the string stood and becomes `Published.known_from`, except that a date counted back from the
    collection is "relative". Of a ``url`` only the address's own dates count (``/2025/07/08/``). Returns None where
    there is no date in it, or none that can be right.

    >>> published_from("Updated: July 9, 2025 | Published: 8 Jul 2025 14:03 KST", "page", PageDates())
    Published(edtf='2025-07-08', known_from='page', instant='2025-07-08T14:03+09:00')
    """
    raw = " ".join(raw[:_LONGEST].split())
    if kind == "url":
        found = next((day for match in _URL.finditer(raw) if (day := _day(*_ints(match))) and page.allows(day)), None)
        return Published(found.isoformat(), kind) if found else None
    if kind in ("feed", "metadata") and (read := _machine_date(raw, kind, page)):
        return read
    changed: Published | None = None
    for start, read in sorted(_written(raw, kind, page), key=lambda item: item[0]):
        if not _is_change(raw, start):
            return read
        changed = changed or read
    return changed or _counted_back(raw, page)


def is_date_line(line: str) -> bool:
    """Tell whether a line of text says when something was published and nothing else: a date, a time, "2 hours ago".

    Labels ("Published:"), weekdays and zones may stand around it.
    """
    if not 2 <= len(line) <= 120 or not may_hold_date(line):
        return False
    rest = line
    for pattern in (*_patterns(), _CLOCK, date_words().ago, date_words().day_word):
        rest = pattern.sub(" ", rest)
    if rest == line:
        return False
    return not re.search(r"\w", _AROUND.sub(" ", date_words().label.sub(" ", rest)))


_DIGIT = re.compile(r"\d")


def may_hold_date(line: str) -> bool:
    """Tell in little time whether a line may hold a date at all."""
    return bool(_DIGIT.search(line)) or bool(date_words().day_word.search(line) or date_words().ago.search(line))


# --- machine-written dates ---------------------------------------------------------------------------------------

_URL = re.compile(r"(?<!\d)(\d{4})(?:([/_-])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})?)?")
_REDUCED = re.compile(r"(\d{4})(?:-(\d{2}))?")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_RFC2822 = re.compile(r"(?:[A-Za-z]{3,9},?\s)?\d{1,2}\s[A-Za-z]{3}\s\d{4}\s\d{1,2}:\d{2}(?::\d{2})?(?:\s\S+)?")


def _ints(match: re.Match[str]) -> tuple[int, ...]:
    return tuple(int(group) for group in match.groups() if group and group.isdecimal())


def _machine_date(raw: str, kind: Evidence, page: PageDates) -> Published | None:
    """Read what only machines write: RFC 2822, ISO 8601 without hyphens or without a day, seconds since 1970."""
    if _RFC2822.fullmatch(raw):
        try:
            at = parsedate_to_datetime(raw)
        except (ValueError, IndexError):
            return None
        return Published(at.date().isoformat(), kind, at.isoformat()) if page.allows(at.date()) else None
    if _EPOCH.fullmatch(raw):
        at = datetime.fromisoformat("1970-01-01T00:00+00:00") + timedelta(seconds=int(raw[:10]))
        return Published(at.date().isoformat(), kind, at.isoformat()) if page.allows(at.date()) else None
    if match := _COMPACT.fullmatch(raw):
        day = _day(*(int(group) for group in match.groups()[:3]))
        time = f"{match[4]}:{match[5]}:{match[6] or '00'}{match[7] or ''}" if match[4] else ""
        return _dated(day, time, "", kind, page) if day else None
    if match := _REDUCED.fullmatch(raw):
        first = _day(int(match[1]), int(match[2] or 1), 1)
        return Published(raw, kind) if first and page.allows(first) else None
    return None


# --- written dates -----------------------------------------------------------------------------------------------


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month, ordinal = rf"(?P<month>{date_words().month})\b\.?", r"(?:st|nd|rd|th|er|º|\.)?"
    sources = (
        r"(?<!\d)(?P<y>\d{4})\s?[-./年년]\s?(?P<m>\d{1,2})\s?[-./月월]\s?(?P<d>\d{1,2})(?!\d)\s?[日일.]?",
        rf"(?<!\d)(?P<d>\d{{1,2}}){ordinal}[\s-]{{1,2}}(?:de\s|of\s)?{month},?[\s-]{{1,2}}(?:de\s|del\s)?(?P<y>\d{{4}})(?!\d)",
        rf"(?<!\w){month}\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s?|\s)(?P<y>\d{{4}})(?!\d)",
        _NUMERIC.pattern,
        rf"(?<!\w){month}\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:])(?!,?\s?\d{{4}})",
        rf"(?<!\d)(?P<d>\d{{1,2}}){ordinal}\s(?:de\s|of\s)?{month}(?!\w|,?\s(?:de\s|del\s)?\d{{4}})",
        rf"(?<!\w)(?<!\d\s){month},?\s(?P<y>\d{{4}})(?!\d)",
    )
    return tuple(re.compile(source, re.I) for source in sources)


def _written(raw: str, kind: Evidence, page: PageDates) -> Iterator[tuple[int, Published]]:
    for pattern in _patterns():
        for match in pattern.finditer(raw):
            if read := _read(match, kind, page):
                yield match.start(), read


def _read(match: re.Match[str], kind: Evidence, page: PageDates) -> Published | None:
    groups = match.groupdict()
    before, after = match.string[: match.start()], match.string[match.end() :]
    if "sep" in groups:
        return _numeric(int(groups["a"]), int(groups["b"]), int(groups["y"]), after, kind, page)
    month = int(groups["m"]) if groups.get("m") else date_words().months[groups["month"].lower()]
    if not groups.get("y"):
        day = _latest(month, int(groups["d"]), page)
        return _dated(day, after, before, "relative", page) if day else None
    if not groups.get("d"):
        return _month(int(groups["y"]), month, kind, page)
    day = _day(int(groups["y"]), month, int(groups["d"]))
    return _dated(day, after, before, kind, page) if day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(year: int, month: int, kind: Evidence, page: PageDates) -> Published | None:
    first = _day(year, month, 1)
    return Published(f"{year:04}-{month:02}", kind) if first and page.allows(first) else None


def _latest(month: int, day: int, page: PageDates) -> date | None:
    """Return the last such day up to the collection, for a date that leaves the year out."""
    if page.day is None:
        return None
    years = (page.day.year + 1, page.day.year, page.day.year - 1)
    return next((found for year in years if (found := _day(year, month, day)) and page.allows(found)), None)


def _numeric(a: int, b: int, year: int, after: str, kind: Evidence, page: PageDates) -> Published | None:
    readings: dict[Order, date | None] = {"day-first": _day(year, b, a), "month-first": _day(year, a, b)}
    if page.order and readings[page.order]:
        readings = {page.order: readings[page.order]}
    days = sorted({day for day in readings.values() if day and page.allows(day)})
    if len(days) == 2:
        return Published(f"{days[0]}/{days[1]}", kind)
    return _dated(days[0], after, "", kind, page) if days else None


_CLOCK = re.compile(
    r"(?<![\d:.])(?:(?P<noon>오전|오후|上午|下午)\s?)?(?P<h>[01]?\d|2[0-4])(?:[:.h](?P<min>[0-5]\d)(?::(?P<s>[0-5]\d))?(?:\.\d+)?(?![\d.]\d|\d)\s?(?P<half>[ap]\.?m\b\.?)?"
    r"|\s?(?P<half2>[ap]\.?m\b\.?))(?:\s?\(?(?P<zone>(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?(?!\d)|[A-Z]{1,4}\b))?\)?",
    re.I,
)
_GAP = re.compile(r"[\s,|·•T(\-–—]{0,4}(?:at |um |à |a las |alle |om |klo )?[\s(]?\Z", re.I)


def _dated(day: date, after: str, before: str, kind: Evidence, page: PageDates) -> Published | None:
    """Return a day with the time of day that stands right behind or before it, if one does."""
    if not page.allows(day):
        return None
    clock = _CLOCK.search(after)
    if clock and not _GAP.fullmatch(after[: clock.start()]):
        clock = None
    if clock is None:
        clock = next((m for m in _CLOCK.finditer(before) if _GAP.fullmatch(before[m.end() :])), None)
    time = _time(clock) if clock else None
    return Published(day.isoformat(), kind, f"{day}T{time}" if time else None)


_HALVES = {"오전": "am", "上午": "am", "오후": "pm", "下午": "pm"}


def _time(match: re.Match[str]) -> str | None:
    hour, half = int(match["h"]), (match["half"] or match["half2"] or _HALVES.get(match["noon"]) or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    if hour > 23:
        return None
    seconds = f":{match['s']}" if match["s"] else ""
    return f"{hour:02}:{match['min'] or '00'}{seconds}{_offset(match['zone'])}"


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    if known := date_words().zones.get(zone.lower()):
        return known
    match = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?", zone, re.I)
    if not match or int(match[2]) > 14:
        return ""
    return f"{match[1]}{int(match[2]):02}:{match[3] or '00'}"


def _is_change(raw: str, start: int) -> bool:
    """Tell whether the nearest label before a date says that it is a date of change."""
    labels = list(date_words().label.finditer(raw, 0, start))
    words = [label for label in labels if len(label.group().rstrip(" :")) > 2]
    return bool(words and date_words().changed.match(words[-1].group()))


# --- dates counted back from the collection ----------------------------------------------------------------------


def _counted_back(raw: str, page: PageDates) -> Published | None:
    if page.day is None:
        return None
    words = date_words()
    if match := words.ago.search(raw):
        groups = match.groupdict()
        number = groups["n"] or groups["n1"] or groups["n2"]
        unit = words.units[(groups["unit"] or groups["unit1"] or groups["unit2"]).lower()]
        return _ago(int(number) if number.isdecimal() else 1, unit, page, page.day)
    if match := words.day_word.search(raw):
        day = page.day - timedelta(days=words.days_back[match.group().lower()])
        return _dated(day, raw[match.end() :], raw[: match.start()], "relative", page)
    return None


def _ago(number: int, unit: str, page: PageDates, day: date) -> Published | None:
    if unit in ("second", "minute", "hour"):
        return _hours_ago(timedelta(**{f"{unit}s": number}), unit, page, day)
    if unit == "day":
        edtf = (day - timedelta(days=number)).isoformat()
    elif unit == "week":
        edtf = f"{day - timedelta(days=7 * number + 6)}/{day - timedelta(days=7 * number)}"
    else:
        months = day.year * 12 + day.month - 1 - number * (12 if unit == "year" else 1)
        edtf = f"{months // 12:04}-{months % 12 + 1:02}"[: 4 if unit == "year" else 7]
        if months // 12 not in _YEARS:
            return None
    return Published(edtf, "relative")


def _hours_ago(back: timedelta, unit: str, page: PageDates, day: date) -> Published:
    if moment := page.moment:
        at = moment - back
        instant = at.isoformat(timespec="hours" if unit == "hour" else "minutes")
        return Published(at.date().isoformat(), "relative", instant)
    if back < timedelta(hours=1):
        return Published(day.isoformat(), "relative")
    midnight = datetime(day.year, day.month, day.day)
    first, last = (midnight - back).date(), (midnight + timedelta(hours=23, minutes=59) - back).date()
    return Published(first.isoformat() if first == last else f"{first}/{last}", "relative")


_AROUND = re.compile(
    r"(?<!\w)(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|local time|time|uhr|gmt|utc|ist|et|pt|cst|a\.m|p\.m|de|am)(?!\w)"
    r"|(?<=\()[월화수목금토일](?=\))",
    re.I,
)
