"""Which news agency a text comes from, read off its end, dateline or byline, and the usual form of an outlet's name."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.errors import DataError

__all__ = ["Agency", "agencies", "agency_of", "outlet_name"]


@dataclass(frozen=True, slots=True)
class Agency:
    """One news agency; see the head of ``data/agencies.toml`` for the fields."""

    name: str
    marks: tuple[str, ...]
    outlets: tuple[str, ...]
    examples: tuple[str, ...]


@cache
def agencies() -> tuple[Agency, ...]:
    """Return the table of news agencies. Raises DataError where it is malformed."""
    table = tomllib.loads((files("dragoman.data") / "agencies.toml").read_text("utf-8"))
    try:
        return tuple(
            Agency(row["name"], tuple(row["marks"]), tuple(row["outlets"]), tuple(row["examples"]))
            for row in table["agency"]
        )
    except (KeyError, TypeError) as error:
        raise DataError(f"agencies.toml: an entry lacks {error}") from None


@cache
def _by_mark() -> dict[str, str]:
    return {mark: agency.name for agency in agencies() for mark in agency.marks}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    marks = "|".join(re.escape(mark) for mark in sorted(_by_mark(), key=len, reverse=True))
    first, second, third, last = (_bracketed(marks, name) for name in ("first", "second", "third", "last"))
    end = re.compile(rf"(?:{last}|(?:[-–—]\s*|[.!?”\"]\s+)(?P<bare>{marks}))[\s.]*\Z")
    start = re.compile(
        rf"\A(?:.{{0,60}}?{first}\s*[-–—:.]|.{{0,60}}?\d\]?\s{second}|{third}"
        rf"|[A-Z][\w. ]{{2,30}}[,:]?\s(?P<bare>{marks})\s?[-–—])"
    )
    byline = re.compile(rf"(?:\A|[\s,/(|]|via )(?P<a>{marks})(?=\Z|[\s,/)|])")
    return end, start, byline


def _bracketed(marks: str, group: str) -> str:
    """Return a pattern for a mark in brackets, with a paper or another agency beside it ("(AP/Courier)")."""
    beside = rf"(?:(?P<{group}>{marks})(?:\s*[/,&-]\s*[\w .]+)?|[\w .]+[/,&-]\s*(?P<{group}_second>{marks}))"
    return rf"(?:[(\[/]\s*{beside}\s*[)\]/])"


_HEAD_PARAGRAPHS = 2
_TAIL_PARAGRAPHS = 2
_UNKNOWN_END = re.compile(r"[.!?”\"]\s+\((?P<a>(?!ENDS?\b|MORE\b)[A-Z]{2,6})\)\s*\Z")
_UNKNOWN_START = re.compile(r"\A[^\W\d_][^()\n]{2,40}\s\((?P<a>[A-Z]{2,6})\)\s*(?:--|[-–—])")
_UNKNOWN_BYLINE = re.compile(r"(?:\A|,\s*)(?P<a>[^\W\d_][\w ]+ (?:News|Press|Wire) (?:Agency|Service))\Z")
"""What stands where an agency's mark does, though the table does not know it."""


def agency_of(text: str, byline: str | None = None, outlet: str | None = None) -> str | None:
    """Return the usual short name of the agency that a text is from, or None.

    An agency that the table does not know is named as the text or byline names it.

    >>> agency_of("SEOUL, July 3 (Yonhap) -- Envoys met.")
    'Yonhap'
    """
    paragraphs = [p for p in text.split("\n\n") if p.strip()]
    head, tail = paragraphs[:_HEAD_PARAGRAPHS], paragraphs[-_TAIL_PARAGRAPHS:][::-1]
    bylines = [byline] if byline else []
    end, start, named = _patterns()
    if mark := _mark([(end, tail), (start, head), (named, bylines)]):
        return _by_mark()[mark]
    if known := _agency_outlets().get((outlet or "").casefold()):
        return known
    return _mark([(_UNKNOWN_BYLINE, bylines), (_UNKNOWN_END, tail), (_UNKNOWN_START, head)])


def _mark(places: list[tuple[re.Pattern[str], list[str]]]) -> str | None:
    """Return what the first pattern that is found in one of its texts catches."""
    for pattern, texts in places:
        for match in filter(None, map(pattern.search, texts)):
            return next(value for value in match.groupdict().values() if value)
    return None


@cache
def _agency_outlets() -> dict[str, str]:
    return {outlet.casefold(): agency.name for agency in agencies() for outlet in agency.outlets}


_SECTIONS = (
    r"home(?:page)?|(?:latest |breaking |top |world |all )?(?:news|stories|headlines)(?: online)?|rss(?: feed)?|feed"
    r"|world|asia|europe|africa|americas|middle east|international|national|nation|politics|business|economy|opinion"
    r"|diplomacy|trade"
)
_TAIL = re.compile(rf"(?:\s+[-–—:»]\s*(?:{_SECTIONS})|\s*[|·].*)\s*\Z", re.I)
_LEAD = re.compile(r"\A(?:press releases|latest news|news|all news|rss|top stories)\s*[-–—|:»]\s*(?=\S)", re.I)


def outlet_name(name: str | None) -> str | None:
    """Return an outlet's name without the trimmings of sites and feeds.

    >>> outlet_name("Press Releases – United States Department of State")
    'United States Department of State'
    """
    if not name:
        return None
    cleaned = " ".join(name.split())
    cleaned = _TAIL.sub("", _LEAD.sub("", cleaned)).strip(" @")
    return None if re.match(r"https?://|www\.", cleaned) else cleaned or None
