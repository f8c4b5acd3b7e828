"""Documents → rows of the record's tables; nothing here touches the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dragoman.edtf import parse_days
from dragoman.model import (
    ENTRY_KINDS,
    DeadlineMention,
    Document,
    EventMention,
    MeasureMention,
    Participant,
    Span,
    TenureMention,
)
from dragoman.store.ids import Entry, EntryMention, entries

__all__ = ["LAYER_TABLES", "Row", "document_row", "layer_rows", "rank", "role_names", "stamp_rows"]

Row = tuple[Any, ...]

LAYER_TABLES = ("stamps", "sentences", "chains", "mentions", "timexes", "attributions", "entries")
"""The tables that hold a document's layers; the tables of entries hang on ``entries``."""


def document_row(document: Document) -> dict[str, Any]:
    """Return the row of ``documents``, by column."""
    published = document.published
    days = parse_days(published.edtf) if published else None
    return {
        "id": document.id, "capture": document.capture, "name": document.name, "title": document.title,
        "url": document.url, "key": document.key, "outlet": document.outlet, "agency": document.agency,
        "byline": document.byline, "section": document.section, "published": published.edtf if published else None,
        "published_first": days.first if days else None, "published_last": days.last if days else None,
        "instant": published.instant if published else None, "known_from": published.known_from if published else None,
        "language": document.language, "genre": document.genre, "text": document.text,
        "offsets": document.offsets.dumps(), "rank": rank(document),
    }  # fmt: skip


def rank(document: Document) -> int:
    """Tell how well a reading knows its document's metadata: the date first, then the number of fields."""
    known = document.published.known_from if document.published else None
    date = {"given": 3, "relative": 1, None: 0}.get(known, 2)
    filled = (document.title, document.url, document.outlet, document.agency, document.byline, document.section)
    return date * 16 + sum(value is not None for value in filled)


def stamp_rows(document: Document) -> list[Row]:
    """Return which step gave each layer, by layer."""
    return sorted((stamp.layer, stamp.step, stamp.version, stamp.settings) for stamp in document.layers.stamps)


def layer_rows(document: Document) -> Iterator[tuple[str, list[Row]]]:
    """Yield each table that holds layers, with its rows for this document, in an order that references allow."""
    one, layers = document.id, document.layers
    yield "stamps", [(one, *row) for row in stamp_rows(document)]
    yield "sentences", [
        (None, one, number, s.paragraph, *_ends(s.span), document.quote(s.span))
        for number, s in enumerate(layers.sentences)
    ]
    yield "chains", [(one, c.index, c.name, c.label, c.country, json.dumps(c.members)) for c in layers.chains]
    yield "mentions", [
        (one, number, *_ends(m.span), *_ends(m.head), m.label, m.form, m.name, m.chain, m.metonym, m.score)
        for number, m in enumerate(layers.mentions)
    ]
    yield "timexes", [
        (one, number, *_ends(t.span), t.type, t.value, t.edtf, t.anchor, t.mod)
        for number, t in enumerate(layers.timexes)
    ]
    yield "attributions", [
        (one, number, a.style, a.speaker.name if a.speaker else None, *_ends(a.source), *_ends(a.cue),
         json.dumps([_ends(span) for span in a.content]))
        for number, a in enumerate(layers.attributions)
    ]  # fmt: skip
    yield from _entry_rows(document)


def _entry_rows(document: Document) -> Iterator[tuple[str, list[Row]]]:
    found = list(entries(document))
    yield "entries", [_entry_row(document, entry) for entry in found]
    for kind in ENTRY_KINDS:
        yield f"{kind}s", [(entry.id, *_detail(document, entry.mention)) for entry in found if entry.kind == kind]
    yield "participants", [(entry.id, *row) for entry in found for row in _participants(entry.mention)]


def role_names(document: Document) -> set[str]:
    """Return every name that stands in a role, as a place of an act or as what a tenure is of."""
    found = [entry.mention for entry in entries(document)]
    people = {str(row[2]) for mention in found for row in _participants(mention)}
    return people | {place for mention in found if (place := _place(mention))}


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span else (None, None)


def _entry_row(document: Document, entry: Entry) -> tuple[Any, ...]:
    mention = entry.mention
    date = _date(mention)
    days = parse_days(date)
    return (
        None, entry.id, entry.kind, document.id, entry.number, mention.status, date,
        days.first if days else None, days.last if days else None, mention.score,
        document.quote(mention.sentence), *_ends(mention.sentence), document.quote(mention.trigger),
        *_ends(mention.trigger),
    )  # fmt: skip


def _date(mention: EntryMention) -> str | None:
    match mention:
        case EventMention() | DeadlineMention():
            return mention.date
        case MeasureMention():
            return mention.effective
        case TenureMention():
            return None


def _place(mention: EntryMention) -> str | None:
    match mention:
        case EventMention():
            return mention.place
        case TenureMention():
            return mention.of
        case _:
            return None


def _detail(document: Document, mention: EntryMention) -> tuple[Any, ...]:
    match mention:
        case EventMention():
            content = document.quote(mention.content) if mention.content else None
            also = json.dumps([(*_ends(span), document.quote(span)) for span in mention.also], ensure_ascii=False)
            return mention.type, mention.mode, mention.place, content, *_ends(mention.content), also
        case MeasureMention():
            return mention.instrument, mention.rate, mention.unit, mention.product
        case DeadlineMention():
            return (mention.what,)
        case TenureMention():
            return mention.office, mention.of


def _participants(mention: EntryMention) -> list[Row]:
    """Return rows of role, number, name, start, stop, chain."""
    roles: list[tuple[str, tuple[Participant, ...]]]
    match mention:
        case EventMention():
            source = (mention.source,) if mention.source else ()
            roles = [("actor", mention.actors), ("recipient", mention.recipients), ("source", source)]
        case MeasureMention():
            named = {"imposer": mention.imposer, "target": mention.target}
            roles = [(role, (Participant(name),)) for role, name in named.items() if name]
        case TenureMention():
            roles = [("person", (mention.person,))]
        case DeadlineMention():
            roles = []
    return [
        (role, number, one.name, *_ends(one.span), one.chain)
        for role, several in roles
        for number, one in enumerate(several)
    ]
