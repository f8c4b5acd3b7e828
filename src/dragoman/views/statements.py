"""One act → one English sentence, from the record's fields and the source's own words in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dragoman.store.names import name_words
from dragoman.store.rows import EventRow
from dragoman.views.cast import Cast
from dragoman.views.frames import SPEECH, Frame, frame, joint_and_content, stands_alone
from dragoman.views.wording import capital, dateline, day, listed, quoted, table, when, where

__all__ = ["statement"]

_CLIP = 300  # characters of a sentence that are quoted where the record's narrower words fit no sentence of ours
_ABOUT = ("about", "on")
_NOBODY = "unnamed parties"


def statement(row: EventRow, cast: Cast, *, dated: bool = True) -> str:
    """Return what an event says as one sentence without its final stop: "On 7 July 2025, A told B that “…”".

    Without ``dated`` the date is left out, where it stands beside the sentence already.
    """
    date = row.date if dated else None
    if row.type == "CONSULT":
        return _encounter(row, cast, date)
    told = frame(row) if row.type in SPEECH else None
    if told is None:
        return _headed(row, cast, date)
    text = _speech(row, cast, told)
    return _dated(date, text + _source(row, cast, text))


def _dated(date: str | None, text: str) -> str:
    return f"{capital(when(date))}, {text}" if date else capital(text)


def _source(row: EventRow, cast: Cast, text: str) -> str:
    """Return whom the document names as its source, unless that is who acts, or the quoted words say so already."""
    if row.source is None or _among(row.source, row.actors) or f"according to {row.source}" in text.replace("the ", ""):
        return ""
    return f", according to {cast.name(row.source, row.citation.document)}"


def _among(name: str, names: Sequence[str]) -> bool:
    words = set(name_words(name).split())
    return any(words <= set(name_words(other).split()) for other in names)


# --- encounters -------------------------------------------------------------------------------------------------

_TOGETHER = {  # mode → done, ongoing, planned; as a noun
    "meeting": ("{who} met {whom}", "{all} were meeting", "{all} are to meet", "a meeting of {all}"),
    "call": (
        "{who} spoke with {whom} by telephone", "{all} were speaking by telephone", "{all} are to speak by telephone",
        "a call of {all}",
    ),
    "visit": (
        "{who} visited {whom}", "{who} was visiting {whom}", "{who} is to visit {whom}", "a visit of {who} to {whom}",
    ),
    "message": (
        "{who} sent a message to {whom}", "{who} was writing to {whom}", "{who} is to write to {whom}",
        "a message of {who} to {whom}",
    ),
    "multilateral": (
        "{all} took part in talks", "{all} were taking part in talks", "{all} are to take part in talks",
        "talks of {all}",
    ),
}  # fmt: skip
_ALONE = {
    "meeting": ("{who} held a meeting", "{who} was in a meeting", "{who} is to hold a meeting", "a meeting of {who}"),
    "call": ("{who} held a call", "{who} was on a call", "{who} is to hold a call", "a call of {who}"),
    "visit": ("{who} made a visit", "{who} was on a visit", "{who} is to make a visit", "a visit of {who}"),
    "message": ("{who} sent a message", "{who} sent a message", "{who} is to send a message", "a message of {who}"),
    "multilateral": (
        "{who} took part in talks", "{who} was taking part in talks", "{who} is to take part in talks",
        "talks of {who}",
    ),
}  # fmt: skip
_FORM = {"done": 0, "ongoing": 1, "planned": 2}
_NOUN_STATUS = {
    "proposed": "{act} was proposed",
    "cancelled": "{act} was cancelled",
    "postponed": "{act} was postponed",
    "denied": "it was denied that {act} took or will take place",
    "conditional": "{act} would take place on a condition",
}


def _encounter(row: EventRow, cast: Cast, date: str | None) -> str:
    document, place = row.citation.document, row.place
    actors, recipients = _takers(row, cast)
    who, whom = (actors, recipients) if recipients else (actors[:1], actors[1:])
    if row.mode == "visit" and place and (not whom or _among(place, whom)):
        whom, place = (place,), None
    first = [cast.name(name, document) for name in who] or [_NOBODY]
    second = [cast.name(name, document) for name in whom]
    form = (_TOGETHER if second else _ALONE)[row.mode or "meeting"][_FORM.get(row.status, 3)]
    text = form.format(who=listed(first), whom=listed(second), all=listed([*first, *second]))
    text += f" {where(place)}" if place and not _among(place, (*who, *whom)) else ""
    text = _NOUN_STATUS.get(row.status, "{act}").format(act=text)
    text += f" {when(date)}" if date and row.status == "planned" else ""
    text += _about(row)
    text += _source(row, cast, text)
    return _dated(None if row.status == "planned" else date, text)


def _takers(row: EventRow, cast: Cast) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who takes part, a country only where nobody who acts for it does."""
    if row.mode not in ("meeting", "call"):
        return row.actors, row.recipients
    kept = cast.without_countries((*row.actors, *row.recipients))
    return tuple(name for name in row.actors if name in kept), tuple(name for name in row.recipients if name in kept)


def _about(row: EventRow) -> str:
    """Return what an encounter was about, where the source says so in so many words."""
    if row.content is None:
        return ""
    joint, content = joint_and_content(row)
    if row.mode == "message":
        return f": {quoted(content)}" if stands_alone(row) else ""
    before = row.citation.sentence[: max((row.content_span or (0, 0))[0] - row.citation.span[0], 0)].lower().split()
    topic = joint in _ABOUT or "".join(before[-1:]) in table()["words"]["discuss"]
    if not topic or any(word in content.lower().split()[:2] for word in ("sidelines", "margins")):
        return ""
    held = row.status in ("done", "ongoing")
    return f"; the subject was {quoted(content)}" if held else f", to discuss {quoted(content)}"


# --- speech -----------------------------------------------------------------------------------------------------


def _speech(row: EventRow, cast: Cast, told: Frame) -> str:
    """Return what was said with the words of the source where they fit: "A urged B to “…”"."""
    document = row.citation.document
    who = cast.names(row.actors, document) or _NOBODY
    to = cast.names(row.recipients, document) if told.addressed else ""
    words = quoted(told.words)
    if to and row.type == "STATE" and told.verb in table()["speech"]["STATE"]["object"] and not told.joint:
        return f"{who} {told.verb} {words}" + ("" if _named_in(row, told.words) else f", addressing {to}")
    predicate = _predicate(row, told.verb, to)
    joint = f" {told.joint}" if told.joint and told.joint != ":" else told.joint
    return f"{who} {predicate}{joint} {words}"


def _predicate(row: EventRow, verb: str | None, to: str) -> str:
    """Return the verb with those whom it addresses."""
    speech: dict[str, Any] = table()["speech"][row.type]
    if verb is None:
        return str(speech["addressed"].format(to=to) if to else speech["otherwise"])
    if not to or verb in speech.get("plain", ()):
        return verb
    if verb in speech.get("direct", ()):
        return f"{verb} {to}"
    found = (preposition for preposition in ("to", "with", "of", "on") if verb in speech.get(preposition, ()))
    return f"{verb} {next(found, 'to')} {to}"


def _named_in(row: EventRow, said: str) -> bool:
    """Tell whether some words name everyone whom they are addressed to."""
    words = set(name_words(said).split())
    return all(words & set(name_words(name).split()) for name in row.recipients)


# --- what is quoted under a heading ------------------------------------------------------------------------------


def _headed(row: EventRow, cast: Cast, date: str | None) -> str:
    """Return an act as a heading and the source's own words: "Measure by A against B: “…”"."""
    document = row.citation.document
    head, against = table()["heads"][row.type]
    who = cast.names(row.actors, document)
    whom = cast.names(row.recipients, document)
    text = f"{head} {who}" if who else head.rsplit(" ", 1)[0]
    text += f" {against} {whom}" if whom else ""
    text += {"done": "", "ongoing": ", under way"}.get(row.status, f", {row.status}")
    if date:
        text += f", {day(date)}" if row.status == "done" else f" ({day(date)})"
    text += f": {_clip(row)}"
    return text + _source(row, cast, text)


_OPENING = re.compile(r"[,;:—–] (?:and |but |while )?|\b(?:that|which|who|after|whose|because|where|when) (?=\w)")
_CLOSING = re.compile(r", |; | — | – |[”\"] ")


def _clip(row: EventRow) -> str:
    """Return the sentence as a quotation; of a long one the clause around the trigger."""
    sentence, at = row.citation.sentence, max(row.trigger_span[0] - row.citation.span[0], 0)
    begin = dateline(sentence)
    if len(sentence) - begin <= _CLIP:
        return quoted(sentence[begin:])
    after = at + row.trigger_span[1] - row.trigger_span[0]
    openings = [match.end() for match in _OPENING.finditer(sentence, begin, at) if at - match.end() < _CLIP // 2]
    start = openings[-1] if openings else begin
    closings = [match.start() for match in _CLOSING.finditer(sentence, after) if match.start() - start <= _CLIP]
    end = closings[-1] if closings else len(sentence)
    if end - start > _CLIP:
        end = sentence.rfind(" ", start, start + _CLIP)
    if sentence.count("“", start, end) > sentence.count("”", start, end) and sentence.rfind("“", start, end) > after:
        end = sentence.rfind("“", start, end)
    return f"{'… ' if start > begin else ''}{quoted(sentence[start:end])}{' …' if end < len(sentence) else ''}"
