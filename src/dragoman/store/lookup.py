"""One thing by its id, or by the beginning of it, with the passage that it rests on."""

from __future__ import annotations

import sqlite3

from dragoman.errors import NotFoundError, RecordError
from dragoman.model import Span
from dragoman.offsets import OffsetMap
from dragoman.store import queries
from dragoman.store.criteria import Criteria
from dragoman.store.database import Store
from dragoman.store.rows import DocumentRow, EntryRow, Passage, Provenance

__all__ = ["find", "passage"]

_NEAR = 2  # sentences before and after that are shown with an entry
_SHOWN = 6  # candidates named where the beginning of an id is not enough

_CANDIDATES = """
SELECT kind, id, document, trigger AS label FROM entries WHERE id >= :id AND id < :id || 'g'
UNION ALL SELECT 'document', id, id, coalesce(title, substr(text, 1, 60)) FROM documents
WHERE (id >= :id AND id < :id || 'g') OR name = :id
"""  # ids are hexadecimal: all that begin so come before the next letter


def find(store: Store, prefix: str) -> tuple[str, str, str]:
    """Return kind, id and document id of the one thing whose id begins so (a document also by the caller's own id).

    Raises NotFoundError where there is none, RecordError where there are several.
    """
    found = store.rows(_CANDIDATES, {"id": prefix}) if prefix else []
    if not found:
        raise NotFoundError(f"nothing in the record has an id that begins with {prefix!r}")
    if len(found) > 1:
        several = "; ".join(f"{row['id']} ({row['kind']}: {row['label']})" for row in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise RecordError(f"{prefix!r} is the beginning of {len(found)} ids: {several}{more}")
    return found[0]["kind"], found[0]["id"], found[0]["document"]


def passage(store: Store, prefix: str) -> Passage:
    """Return the sentences around an entry or a whole document, with the evidence.

    Raises NotFoundError and RecordError as `find` does.
    """
    kind, found, document = find(store, prefix)
    [row] = store.rows("SELECT text, offsets, capture FROM documents WHERE id = ?", (document,))
    entries = store.rows("SELECT * FROM entries WHERE document = ? ORDER BY sentence_start, rowid", (document,))
    part = Span(0, len(row["text"]))
    if kind != "document":
        entries = [entry for entry in entries if entry["id"] == found]
        part = _around(store, document, Span(entries[0]["sentence_start"], entries[0]["sentence_stop"]))
    return Passage(
        kind=kind,
        document=_document(store, document),
        text=row["text"][part.start : part.end],
        sentences=_spans(entries, "sentence", part),
        triggers=_spans(entries, "trigger", part),
        entries=_entries(store, document, {entry["id"] for entry in entries}),
        provenance=_provenance(store, document, row, part),
        versions=_versions(store, document),
    )


def _document(store: Store, document: str) -> DocumentRow:
    [row] = queries.documents(store, Criteria(document=document))
    return row


def _entries(store: Store, document: str, ids: set[str]) -> tuple[EntryRow, ...]:
    criteria = Criteria(document=document)
    rows: list[EntryRow] = [
        *queries.events(store, criteria),
        *queries.measures(store, criteria),
        *queries.deadlines(store, criteria),
        *queries.tenures(store, criteria),
    ]
    return tuple(row for row in rows if row.id in ids)


def _spans(entries: list[sqlite3.Row], column: str, part: Span) -> tuple[Span, ...]:
    """Return the spans of some entries, without repetition or overlap, counted from the start of the part."""
    spans: list[Span] = []
    for span in sorted({Span(entry[f"{column}_start"], entry[f"{column}_stop"]) for entry in entries}):
        if part.contains(span) and not (spans and spans[-1].overlaps(span.shift(-part.start))):
            spans.append(span.shift(-part.start))
    return tuple(spans)


def _around(store: Store, document: str, sentence: Span) -> Span:
    """Return the paragraph around a sentence; of a long one, the nearest sentences."""
    rows = store.rows("SELECT number, paragraph, start, stop FROM sentences WHERE document = ?", (document,))
    own = [row for row in rows if row["start"] < sentence.end and sentence.start < row["stop"]]
    paragraphs = {row["paragraph"] for row in own}
    near = [
        row
        for row in rows
        if row["paragraph"] in paragraphs and any(abs(row["number"] - one["number"]) <= _NEAR for one in own)
    ]
    start = min((row["start"] for row in near), default=sentence.start)
    stop = max((row["stop"] for row in near), default=sentence.end)
    return Span(min(start, sentence.start), max(stop, sentence.end))


def _provenance(store: Store, document: str, row: sqlite3.Row, part: Span) -> Provenance:
    source = OffsetMap.loads(row["offsets"]).to_source(part)
    sql = "SELECT uri, container FROM sightings WHERE document = ? AND capture = ? ORDER BY uri, container LIMIT 1"
    [seen] = store.rows(sql, (document, row["capture"]))
    return Provenance(row["capture"], seen["uri"], seen["container"] or None, (source.start, source.end))


def _versions(store: Store, document: str) -> tuple[str, ...]:
    sql = """SELECT left, right FROM judgements WHERE relation = 'version-of' AND left = :id
        UNION SELECT left, right FROM judgements WHERE relation = 'version-of' AND right = :id"""
    links = store.rows(sql, {"id": document})
    return tuple(sorted({end for link in links for end in (link["left"], link["right"])} - {document}))
