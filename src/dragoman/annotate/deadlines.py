"""Deadlines: dates by or on which something is due or takes effect, with their extension, and met or missed.

A date becomes a deadline by the words beside it (``data/deadlines.toml``), and, unless those say more, only where it
lies ahead of the day published. An appointment ("they meet on Friday") is an event and no deadline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from dragoman.annotate.deadline_words import gist
from dragoman.annotate.measures.view import View, views
from dragoman.edtf import days
from dragoman.errors import DataError
from dragoman.model import DeadlineMention, DeadlineStatus, Document, Span, Timex
from dragoman.ontology import table

__all__ = ["DeadlineCue", "deadline_cues", "deadlines"]


@dataclass(frozen=True, slots=True)
class DeadlineCue:
    """Words that make the date beside them a deadline; see the head of the table for what the fields mean."""

    name: str
    rank: int
    kind: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    status: DeadlineStatus | None
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _StatusCue:
    name: DeadlineStatus
    pattern: re.Pattern[str]
    near: re.Pattern[str]


_CLAUSE = re.compile(r"[;:!?]\s|,\s(?:and|but|while)\s|\.\s")
_END_OF = re.compile(r"\b(?:end|close|last day) of (?:the )?$", re.IGNORECASE)
_VAGUE = re.compile(r"(?:the )?(?:past|last|first|roughly|about|recent)\b", re.IGNORECASE)
_MODIFIES = re.compile(r"[’']s\b|\s(?:[A-Z][a-z]+|edition|elections?|report|summit|conference|meeting|amendments)\b")
_GONE = re.compile(r"(?:the )?(?:past|last)\s(?!day|week of|days|minute)", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(r"[A-Z][a-z]+\.? \d{1,2}(?:st|nd|rd|th)?|\d{1,2} [A-Z][a-z]+")
_NO_DAY = re.compile(
    r"[\d:. ]*(?:[ap]\.?\s?m\.?|noon|midnight|hours)?(?: (?:local time|today|tonight|[A-Z]{2,4}))*", re.IGNORECASE
)
_AT_END = re.compile(r"\b(?:end|close|last day) of (?:the |this |next )?[\w\s]+$", re.IGNORECASE)
_WAS_TO = re.compile(r"\b(?:would|was to|were to|was due|were due|was set|were set|had been)\b", re.IGNORECASE)
_UNTIL = re.compile(r",? (?:to|until|till) (?:the )?", re.IGNORECASE)
_SAME_DAY = re.compile(r"(?:the |that )?(?:same )?day$", re.IGNORECASE)
_FROM_TO = re.compile(r"\bfrom (?:the )?$", re.IGNORECASE)
_MOVED = re.compile(r"\b(?:postpon|delay|extend|push|defer|mov|shift)\w*", re.IGNORECASE)
_REPLACED = re.compile(r"\b(?:instead of|rather than|no longer (?:on|by|until|in)|stood at) (?:the )?$", re.IGNORECASE)
_INSTEAD = re.compile(r",? (?:instead of|rather than|and no longer)\b", re.IGNORECASE)
_MOVED_TO = re.compile(r"\b(?:moved|shifted|put back|pushed back) to (?:the )?$", re.IGNORECASE)
_COMING = re.compile(
    r"\b(?:expires|lapses|runs out|ends|falls due|takes effect|(?:is|are) (?:due|to|set)\b[^.;,]{0,20}|"
    r"(?:has|have) until)(?: (?:on|at|by))?(?: midnight on)? $",
    re.IGNORECASE,
)
"""Words in the present before a day without a year: it is the next one of that name."""
_LEAD_LENGTH = 250


def deadlines(document: Document) -> tuple[DeadlineMention, ...]:
    """Return the deadlines of a document in order, one for each date: the mention that tells most about it.

    Needs the layers sentences and timexes.
    """
    best: dict[str, tuple[int, DeadlineMention]] = {}
    day: str | None = None
    for view in views(document):
        found = list(_found(view, day))
        day = next((mention.date for _, mention in found), day)
        for rank, mention in found:
            if any(other.date.startswith(f"{mention.date}-") for _, other in found):
                continue
            if mention.date not in best or best[mention.date][0] < rank:
                best[mention.date] = rank, mention
    return tuple(sorted((mention for _, mention in best.values()), key=lambda mention: mention.trigger.start))


@cache
def deadline_cues() -> tuple[DeadlineCue, ...]:
    """Return the cues, highest rank first. Raises DataError where the table is malformed."""
    try:
        cues = [_cue(entry) for entry in table("deadlines")["cue"]]
    except (KeyError, re.error) as error:
        raise DataError(f"data/deadlines.toml: {error}") from error
    return tuple(sorted(cues, key=lambda cue: -cue.rank))


@cache
def _statuses() -> tuple[_StatusCue, ...]:
    entries = table("deadlines")["status"]
    return tuple(_StatusCue(e["name"], _compiled(e["pattern"]), _compiled(e["near"])) for e in entries)


def _cue(entry: dict[str, Any]) -> DeadlineCue:
    def optional(key: str, end: str = "") -> re.Pattern[str] | None:
        return _compiled(f"(?:{entry[key]}){end}") if key in entry else None

    return DeadlineCue(
        entry["name"], entry["rank"], entry.get("kind", "ahead"), optional("before", "$"), optional("after"),
        optional("needs"), optional("unless"), entry.get("status"), tuple(entry["examples"]),
    )  # fmt: skip


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _found(view: View, day: str | None) -> Iterator[tuple[int, DeadlineMention]]:
    """Yield the deadlines of a sentence with the rank of their cue; ``day`` is what "the same day" means."""
    if view.text.rstrip().endswith("?"):
        return
    for timex in view.timexes:
        span = Span(timex.span.start - view.span.start, timex.span.end - view.span.start)
        rank, when, status = _moved(view, timex, span) or _cued(view, timex, span, day) or (0, "", "set")
        if when:
            mention = DeadlineMention(when, gist(view, timex.span), status, view.span, timex.span)
            yield rank + (status != "set"), mention


_Told = tuple[int, str, DeadlineStatus]
"""A deadline before its words: rank of the cue, date, status."""


def _moved(view: View, timex: Timex, span: Span) -> _Told | None:
    """Return one end of "moved from X to Y": X is the former date and Y the one it is extended to."""
    clause = _clause(view, span)
    postponed = next(cue for cue in deadline_cues() if cue.name == "postponed")
    if not _MOVED.search(clause) or (postponed.unless and postponed.unless.search(clause)):
        return None
    starts = [t for t in view.timexes if _FROM_TO.search(view.text[: t.span.start - view.span.start])]
    if timex in starts and _UNTIL.match(view.text[span.end :]) and timex.edtf:
        return postponed.rank, timex.value, "former"
    former = next((t for t in starts if _UNTIL.fullmatch(view.document.text[t.span.end : timex.span.start])), None)
    if former is None or timex.edtf is None:
        return None
    return postponed.rank, _next(timex.value, former.value, view.document.quote(timex.span)), "extended"


def _cued(view: View, timex: Timex, span: Span, day: str | None) -> _Told | None:
    """Return what the first cue that fits makes of a date."""
    same_day = _SAME_DAY.match(view.document.quote(timex.span))
    for cue in deadline_cues():
        when = day if same_day else _date(view, timex, span, cue)
        if when is not None and _fits(view, span, cue) and _ahead(view, span, when, cue):
            return cue.rank, when, _status(view, span, cue)
    return None


def _date(view: View, timex: Timex, span: Span, cue: DeadlineCue) -> str | None:
    """Return the date that is meant: the last day for "the end of July", the day that "within ten days" leads to."""
    published = view.document.published
    text = view.document.quote(timex.span)
    if timex.type == "TIME" and _NO_DAY.fullmatch(text):
        return None
    if timex.type == "DURATION":
        length = re.fullmatch(r"P(\d+)([DWM])", timex.value)
        if cue.name != "within" or length is None or published is None or _VAGUE.match(text):
            return None
        start = min([edtf for _, edtf in view.dates if len(edtf) == 10] + [published.edtf[:10]])
        step = {"D": 1, "W": 7, "M": 30}[length[2]] * int(length[1])
        return (date.fromisoformat(start) + timedelta(days=step)).isoformat()
    if timex.edtf is None or cue.name == "within" or _GONE.match(text):
        return None
    lead = view.text[max(span.start - 20, 0) : span.start]
    whole = lead + view.text[span.start : span.end]
    when = days(timex.edtf).last if _END_OF.search(lead) or _AT_END.search(whole) else timex.edtf
    coming = cue.name == "postponed" or _COMING.search(view.text[max(span.start - 40, 0) : span.start])
    return _next(when, published.edtf, text) if coming and published else when


def _next(when: str, published: str, text: str) -> str:
    """Return a day without a year as the next one: what is put off to August 1 is put off to the August ahead."""
    if len(when) != 10 or not _DAY_OF_MONTH.fullmatch(text) or days(when).last >= days(published).first:
        return when
    return f"{int(when[:4]) + 1}{when[4:]}"


def _clause(view: View, span: Span) -> str:
    left = max((match.end() for match in _CLAUSE.finditer(view.text, 0, span.start)), default=0)
    right = min((match.start() for match in _CLAUSE.finditer(view.text, span.end)), default=len(view.text))
    return view.text[left:right]


def _fits(view: View, span: Span, cue: DeadlineCue) -> bool:
    clause = _clause(view, span)
    if (cue.needs and not cue.needs.search(clause)) or (cue.unless and cue.unless.search(clause)):
        return False
    lead = view.text[max(span.start - _LEAD_LENGTH, 0) : span.start]
    if cue.before and (not cue.before.search(lead) or _MODIFIES.match(view.text, span.end)):
        return False
    return not cue.after or cue.after.match(view.text[span.end :]) is not None


def _ahead(view: View, span: Span, when: str, cue: DeadlineCue) -> bool:
    """Whether the date lies where the cue wants it: after the day published, or past but told as still to come."""
    published = view.document.published
    if cue.kind == "a later year":
        return re.fullmatch(r"\d{4}", when) is not None and (published is None or when > published.edtf[:4])
    if cue.kind == "any" or published is None or days(when).last >= days(published.edtf).first:
        return True
    lead = view.text[max(span.start - 90, 0) : span.start]
    return (cue.kind == "ahead or was to" and bool(_WAS_TO.search(lead))) or _former(view, span)


def _former(view: View, span: Span) -> bool:
    """Whether a date is the one that another replaces ("from July 9 to August 1", "initially … on July 9")."""
    lead, clause = view.text[: span.start], _clause(view, span)
    moved = _FROM_TO.search(lead) and _MOVED.search(clause)
    former = next(cue for cue in _statuses() if cue.name == "former")
    if _REPLACED.search(lead):
        return True
    return bool(moved or (former.pattern.search(lead[-90:]) and former.near.search(lead[-90:])))


def _status(view: View, span: Span, cue: DeadlineCue) -> DeadlineStatus:
    if _former(view, span):
        return "former"
    if _INSTEAD.match(view.text, span.end) or _MOVED_TO.search(view.text[: span.start]):
        return "extended"
    clause = _clause(view, span)
    for status in _statuses():
        if status.name != "former" and status.pattern.search(clause) and status.near.search(clause):
            return status.name
    return cue.status or "set"
