"""Disagreements in words for the reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dragoman.edtf import Days
from dragoman.link.disagreements.claims import Claim, E, V
from dragoman.model import DisputedValue, Slot

__all__ = ["joined", "said", "spoken"]

_PHRASES: dict[Slot, str] = {
    "date": "{value}",
    "place": "{value}",
    "number": "{value}",
    "rate": "{value}",
    "participants": "that {value}",
    "office": "that {subject} is {value}",
    "outcome": "that {value}",
    "proposer": "that {value} proposed it",
}


def said(
    slot: Slot, found: Sequence[DisputedValue], groups: Iterable[Sequence[Claim[E, V]]], subject: str | None = None
) -> str:
    """Say who gives which value: "The Courier says July 7, Harbour News says July 8".

    ``subject`` is the name of the person whose office it is.
    """
    names = {claim.told.source.id: claim.told.source.name for group in groups for claim in group}
    parts = [_part(slot, value, names, n, subject or "the person") for n, value in enumerate(found)]
    return ", ".join(parts)


def _part(slot: Slot, value: DisputedValue, names: dict[str, str | None], number: int, subject: str) -> str:
    who = sorted({name for source in value.sources if (name := names[source])})
    many = len(value.sources) > 1
    if len(who) < len(value.sources):
        other = "other " if number else ""
        who = [f"{len(value.sources)} {other}sources"] if many else [f"{'another' if number else 'one'} source"]
    shown = value.wording[:1].upper() + value.wording[1:] if slot == "office" else value.wording
    phrase = _PHRASES[slot].format(value=shown, subject=subject)
    return f"{joined(who)} {'say' if many else 'says'} {phrase}"


def joined(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def spoken(days: Days) -> str:
    """Return a date as one says it: days without their year, months and longer with it.

    >>> spoken(Days("2025-07-07", "2025-07-07")), spoken(Days("2025-07-01", "2025-07-31"))
    ('July 7', 'July 2025')
    >>> spoken(Days("2025-06-30", "2025-07-02"))
    'June 30 to July 2'
    """
    first, last = date.fromisoformat(days.first), date.fromisoformat(days.last)
    if days.single:
        return _day(first)
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        return _months(first, last)
    same_month = (first.year, first.month) == (last.year, last.month)
    return f"{_day(first)} to {last.day if same_month else _day(last)}"


def _day(day: date) -> str:
    return f"{day:%B} {day.day}"


def _months(first: date, last: date) -> str:
    if (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if first.month == last.month and first.year == last.year:
        return f"{first:%B %Y}"
    return f"{first:%B} to {last:%B %Y}"
