"""One act → one English sentence, from the record's fields and the source's own words in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from dragoman.store.names import name_words
from dragoman.store.rows import EventRow
from dragoman.views.cast import Cast
from dragoman.views.wording import capital, day, listed, quoted, table, when, where, within

__all__ = ["statement"]

_CLIP = 200  # characters of a sentence that are quoted where the record has no narrower words
_NOBODY = "unnamed parties"


def statement(row: EventRow, cast: Cast, *, dated: bool = True) -> str:
    """Return what an event says as one sentence without its final stop: "On 7 July 2025, A told B that “…”".

    Without ``dated`` the date is left out, where it stands beside the sentence already.
    """
    date = row.date if dated else None
    if row.type == "CONSULT":
        return _encounter(row, cast, date)
    if row.type in table()["deeds"]:
        return _deed(row, cast, date)
    text = _speech(row, cast) + ("" if row.status == "done" else f" ({row.status})")
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
    who, whom = (row.actors, row.recipients) if row.recipients else (row.actors[:1], row.actors[1:])
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


def _about(row: EventRow) -> str:
    _, content = _content(row)
    if not content:
        return ""
    if row.mode == "message":
        return f": {quoted(content)}"
    if row.status not in ("done", "ongoing"):
        return f", to discuss {quoted(content)}"
    return f"; the subject was {quoted(content)}"


# --- speech -----------------------------------------------------------------------------------------------------


def _speech(row: EventRow, cast: Cast) -> str:
    document, speech = row.citation.document, table()["speech"][row.type]
    who = cast.names(row.actors, document) or _NOBODY
    to = cast.names(row.recipients, document)
    connector, content = _content(row)
    verb = _fitting(_verb(row), to, connector)
    predicate = _predicate(row, verb, to)
    if not content:
        return f"{who} {predicate}{_clip(row)}"
    words = quoted(content)
    takes = verb in speech.get("object", ())
    joins = table()["words"]["connectors"] if verb else speech.get("joins", ())
    joins = table()["words"]["clauses"] if takes and not to else joins
    joined = verb is not None and verb.endswith(f" {connector}")
    if connector in joins and not joined and row.content_span and row.content_span[0] >= row.trigger_span[0]:
        return f"{who} {predicate} {connector} {words}"
    if takes and not within(content)[:1].isupper():
        return f"{who} {verb} {words}" + (f", addressing {to}" if to and not _named_in(row) else "")
    return f"{who} {predicate}: {words}"


_PHRASES = ("otherwise", "addressed", "joins")  # the keys of the table that hold no verbs


@cache
def _forms() -> dict[str, str]:
    """Return the past of each form of the speech verbs in the table: "accuse", "accusing" → "accused"."""
    forms = {form: past for past, several in table()["irregular"].items() for form in several}
    for speech in table()["speech"].values():
        for verb in {verb for key, verbs in speech.items() if key not in _PHRASES for verb in verbs}:
            past, _, rest = verb.partition(" ")
            stem = past.removesuffix("ed")
            for form in (past, stem, f"{stem}e", f"{stem}s", f"{stem}es", f"{stem}ing", *_with_y(stem)):
                forms.setdefault(f"{form} {rest}".strip(), verb)
    return forms


def _with_y(stem: str) -> tuple[str, ...]:
    return (f"{stem[:-1]}y", f"{stem[:-1]}ying") if stem.endswith("i") else ()


def _verb(row: EventRow) -> str | None:
    """Return the source's own verb in the past, where the table knows it for this type of act."""
    speech = table()["speech"][row.type]
    known = {verb for key, verbs in speech.items() if key not in _PHRASES for verb in verbs}
    words = row.trigger.lower().split()
    tried = [" ".join(words[at : at + size]) for size in (2, 1) for at in range(len(words) - size + 1)]
    found = (past for text in tried if (past := _forms().get(text)) in known)
    return next(found, None)


def _fitting(verb: str | None, to: str, connector: str | None) -> str | None:
    """Return the verb where it can stand with what follows it: "accused" wants a whom, "called for" no "to"."""
    lonely = not to and verb in table()["needs_whom"]["verbs"]
    clash = verb is not None and " " in verb and connector in table()["words"]["clauses"]
    return None if lonely or clash else verb


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


def _content(row: EventRow) -> tuple[str | None, str | None]:
    """Return the word that joins the content to its verb ("to", "that"), from before or within it, and the rest."""
    if row.content is None or row.content_span is None:
        return None, None
    connectors = table()["words"]["connectors"]
    first, _, rest = row.content.partition(" ")
    if first.lower() in table()["words"]["pronouns"] and " " not in rest:  # "them", "its agreement"
        return None, None
    if first in connectors and rest:
        return first, rest
    sentence, at = row.citation.sentence, max(row.content_span[0] - row.citation.span[0], 0)
    before = sentence[:at].rstrip(" \"“‘'").lower().split()
    found = (joined for size in (2, 1) if (joined := " ".join(before[-size:])) in connectors)
    return next(found, None), row.content


def _named_in(row: EventRow) -> bool:
    """Tell whether the content names everyone whom it is addressed to."""
    words = set(name_words(row.content or "").split())
    return all(words & set(name_words(name).split()) for name in row.recipients)


# --- deeds ------------------------------------------------------------------------------------------------------


def _deed(row: EventRow, cast: Cast, date: str | None) -> str:
    """Return an act without words as a heading and the source's own words: "Measure by A against B: “…”"."""
    document = row.citation.document
    head, against = table()["deeds"][row.type]
    who = cast.names(row.actors, document)
    whom = cast.names(row.recipients, document)
    text = f"{head} {who}" if who else head.rsplit(" ", 1)[0]
    text += f" {against} {whom}" if whom else ""
    text += {"done": "", "ongoing": ", under way"}.get(row.status, f", {row.status}")
    text += f" ({day(date)})" if date else ""
    text += _clip(row)
    return text + _source(row, cast, text)


_OPENING = re.compile(r"[,;:—–] (?:and |but |while )?|\b(?:that|which|who|after|whose|because|where|when) (?=\w)")
_CLOSING = re.compile(r", |; | — | – |[”\"] ")


def _clip(row: EventRow) -> str:
    """Return the clause around the trigger, as a quotation after a colon; a short sentence whole."""
    sentence, at = row.citation.sentence, max(row.trigger_span[0] - row.citation.span[0], 0)
    if len(sentence) <= _CLIP:
        return f": {quoted(sentence)}"
    after = at + row.trigger_span[1] - row.trigger_span[0]
    openings = [match.end() for match in _OPENING.finditer(sentence, 0, at) if at - match.end() < _CLIP // 2]
    start = openings[-1] if openings else 0
    closings = [match.start() for match in _CLOSING.finditer(sentence, after) if match.start() - start <= _CLIP]
    end = closings[-1] if closings else len(sentence)
    if end - start > _CLIP:
        end = sentence.rfind(" ", start, start + _CLIP)
    if sentence.count("“", start, end) > sentence.count("”", start, end) and sentence.rfind("“", start, end) > after:
        end = sentence.rfind("“", start, end)
    return f": {'… ' if start else ''}{quoted(sentence[start:end])}{' …' if end < len(sentence) else ''}"
