"""Plain English for the record's values: names, dates, places, quotations."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from dragoman.edtf import days, parse_days

__all__ = [
    "capital", "counted", "dateline", "day", "distinct", "listed", "named", "quoted", "rate", "table", "when", "where",
    "within",
]  # fmt: skip

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MANY = 9  # names in a row; more are counted
_ALIKE = 0.75  # share of a phrase's words that make it a part of another
_LONG = 60  # words of a quotation; longer ones are cut
_STOP = re.compile(r"(?<!\S)(\S*[a-z\d)’”\"'][.!?][”’\"')]?)\s+(?=[\"“‘(]?[A-Z])")
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z .'/-]{2,}(?:, [A-Z][a-z]+)?(?:, [A-Z][a-z]+\.? \d{1,2})?(?: \([^)]{1,40}\))?) ?(?:—|–|--?) ?(?=\S)"
)
_QUOTES = {'"': '"', "“": "”"}


@cache
def table() -> dict[str, Any]:
    """Return the wording table, ``data/brief.toml``."""
    return tomllib.loads((resources.files("dragoman") / "data" / "brief.toml").read_text(encoding="utf-8"))


def listed(names: Sequence[str]) -> str:
    """Join names: "A", "A and B", "A, B and C"; of more than nine the first seven, "and 13 others"."""
    if len(names) > _MANY:
        names = (*names[: _MANY - 2], f"{len(names) - _MANY + 2} others")
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def distinct(phrases: Iterable[str]) -> list[str]:
    """Return phrases without those whose words all stand in another, the fullest first.

    >>> distinct(["deadline for talks", "deadline", "tariff due"])
    ['deadline for talks', 'tariff due']
    """
    found: list[tuple[str, set[str]]] = []
    for phrase in sorted(dict.fromkeys(phrases), key=lambda phrase: -len(phrase.split())):
        words = set(phrase.lower().split())
        if not any(len(words & fuller) >= _ALIKE * len(words) for _, fuller in found):
            found.append((phrase, words))
    return [phrase for phrase, _ in found]


def counted(number: int, what: str, several: str | None = None) -> str:
    """Return "1 document", "3 documents"."""
    return f"{number} {what if number == 1 else several or what + 's'}"


def capital(text: str) -> str:
    """Return text with a capital first letter."""
    return text[:1].upper() + text[1:]


def named(name: str) -> str:
    """Return a name as it stands in a sentence: "the United States", "the State Department", "Seoul".

    >>> named("Ministry of Foreign Affairs")
    'the Ministry of Foreign Affairs'
    """
    words = table()["words"]
    first, last = name.split(" ", 1)[0], name.rsplit(" ", 1)[-1]
    takes = name in words["the"] or first in words["the_first"] or (last in words["the_last"] and " " in name)
    common = last.isalpha() and last.islower() and not last.endswith("s") and last not in words["plurals"]
    takes = takes or (common and not name[:1].isdigit())  # "embassy", "opposition", "Russian counterpart"
    return f"the {name}" if takes and not name.startswith(("The ", "the ")) and "'s " not in name else name


def where(place: str) -> str:
    """Return a place with its preposition: "at the White House", "in Seoul"."""
    at = place.rsplit(" ", 1)[-1] in table()["words"]["at_last"]
    return f"{'at' if at else 'in'} {named(place)}"


def _day(iso: str, year: bool = True) -> str:
    found = date.fromisoformat(iso)
    return f"{found.day} {_MONTHS[found.month - 1]}" + (f" {found.year}" if year else "")


def day(edtf: str) -> str:
    """Return a date in words: "7 July 2025", "24–25 June 2025", "July 2025", "2025"; what is no date stays as it is.

    >>> day("2025-06-30/2025-07-02")
    '30 June – 2 July 2025'
    """
    found = parse_days(edtf)
    if found is None:
        return edtf
    if found.single:
        return _day(found.first)
    start, slash, end = edtf.partition("/")
    if not slash:
        return _span(edtf)
    if not (_is_day(start) and _is_day(end)):
        return " – ".join(_span(part) for part in (start, end))
    if found.first[:7] == found.last[:7]:
        return f"{int(found.first[8:])}–{_day(found.last)}"
    return f"{_day(found.first, found.first[:4] != found.last[:4])} – {_day(found.last)}"


def _is_day(edtf: str) -> bool:
    found = parse_days(edtf)
    return found is not None and found.single


def _span(edtf: str) -> str:
    """Return a month, season, year or open end in words."""
    if edtf in ("", ".."):
        return "…"
    match = re.fullmatch(r"(\d{4})-(\d{2})[?~%]?", edtf)
    if match and 1 <= int(match[2]) <= 12:
        return f"{_MONTHS[int(match[2]) - 1]} {match[1]}"
    found = days(edtf)
    return edtf if found.first[:4] != found.last[:4] or match else found.first[:4]


def when(edtf: str) -> str:
    """Return a date with its preposition: "on 7 July 2025", "in July 2025"."""
    found = parse_days(edtf)
    return f"{'on' if found and (found.single or _is_day(edtf.partition('/')[0])) else 'in'} {day(edtf)}"


def rate(number: float | None, unit: str | None) -> str:
    """Return a rate with its unit: "25 percent", empty where there is none."""
    return "" if number is None else f"{number:g} {unit or ''}".strip()


def within(text: str) -> str:
    """Return words of a source trimmed for quotation: white space folded, end marks and a lone quotation mark dropped.

    Nothing is added: the result stands in the source as it is, but for white space.
    """
    words = " ".join(text.split()).strip(" ,;:–—-").removesuffix(".").rstrip(" ,;")
    closing = _QUOTES.get(words[:1])
    if closing and words.endswith(closing) and words.count(closing) == (2 if closing == '"' else 1):
        return words[1:-1].strip().rstrip(",.;")
    if words.count('"') % 2:
        words = words.removeprefix('"').removesuffix('"')
    if words.count("“") != words.count("”"):
        words = words.removeprefix("“").removesuffix("”")
    return words.strip(" ,;").removesuffix(".")


def quoted(text: str) -> str:
    """Return words of a source in quotation marks that differ from those within, cut where they run on: “…” …."""
    words = within(text)
    end = _end(words)
    rest = " …" if end < len(words) else ""
    words = within(words[:end])
    return (f"‘{words}’" if any(mark in words for mark in '"“”') else f"“{words}”") + rest


def _end(words: str) -> int:
    """Return where a quotation ends: with its first sentence; where that is long, at its last comma that fits."""
    abbreviated = table()["words"]["abbreviated"]
    found = next((match.end(1) for match in _STOP.finditer(words) if match[1] not in abbreviated), len(words))
    if len(words[:found].split()) <= _LONG:
        return found
    most = len(" ".join(words.split(" ")[:_LONG]))
    comma = max(words.rfind(mark, most // 2, most) for mark in (",", ";", " —", " –"))
    return comma if comma > 0 else most


def dateline(sentence: str) -> int:
    """Return where a sentence begins after its dateline: "OSLO, Feb. 24 (HNA) — "."""
    match = _DATELINE.match(sentence)
    return match.end() if match else 0
