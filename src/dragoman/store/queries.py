"""The record's questions: criteria go in, typed rows come out, each with its citation."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from dragoman.store.criteria import EVERYTHING, Conditions, Criteria
from dragoman.store.database import Store
from dragoman.store.names import text_query
from dragoman.store.rows import (
    Citation,
    DeadlineRow,
    DocumentRow,
    EventRow,
    MeasureRow,
    PartyRow,
    RejectionRow,
    TenureRow,
)

__all__ = [
    "deadlines", "documents", "events", "measures", "other_versions", "parties", "rejections", "roles", "tenures",
    "versions",
]  # fmt: skip

_ENTRY = """e.*, d.title, d.outlet, d.agency, d.byline, d.published, d.genre, d.url
FROM entries e JOIN documents d ON d.id = e.document"""
_BY_PLACE = "ORDER BY coalesce(d.published_first, '9999'), d.rowid, e.sentence_start, e.rowid"
_BY_DATE = _BY_PLACE.replace("BY", "BY coalesce(e.date_first, d.published_first, '9999'),")


def _names(role: str, plural: bool = False) -> str:
    """Return the subquery for the names in a role: a JSON array, or the one name."""
    chosen = f"SELECT name FROM participants WHERE entry = e.id AND role = '{role}' ORDER BY number"
    return f"(SELECT json_group_array(name) FROM ({chosen}))" if plural else f"({chosen} LIMIT 1)"


def events(store: Store, criteria: Criteria = EVERYTHING) -> list[EventRow]:
    """Return the events that meet the criteria, by date (undated ones by their document's)."""
    conditions = Conditions()
    conditions.of_entry("event", criteria)
    conditions.in_role(("actor",), criteria.actor)
    conditions.in_role(("recipient",), criteria.recipient)
    conditions.named("v.place", criteria.place)
    if criteria.type is not None:
        conditions.add("v.type = ?", criteria.type)
    select = f"""SELECT v.type, v.mode, v.place, v.content, v.content_start, v.content_stop, v.also,
        {_names('actor', True)} AS actors, {_names('recipient', True)} AS recipients,
        {_names('source')} AS source, {_ENTRY} JOIN events v ON v.entry = e.id"""
    return [_event(row) for row in _select(store, select, conditions, _BY_DATE, criteria.limit)]


def measures(store: Store, criteria: Criteria = EVERYTHING) -> list[MeasureRow]:
    """Return the measures that meet the criteria, by the date from which they are in force."""
    conditions = Conditions()
    conditions.of_entry("measure", criteria)
    conditions.in_role(("imposer",), criteria.actor)
    conditions.in_role(("target",), criteria.recipient)
    if criteria.type is not None:
        conditions.add("v.instrument = ?", criteria.type)
    select = f"""SELECT v.instrument, v.rate, v.unit, v.product, {_names('imposer')} AS imposer,
        {_names('target')} AS target, {_ENTRY} JOIN measures v ON v.entry = e.id"""
    return [_measure(row) for row in _select(store, select, conditions, _BY_DATE, criteria.limit)]


def deadlines(store: Store, criteria: Criteria = EVERYTHING) -> list[DeadlineRow]:
    """Return the deadlines that meet the criteria, by date."""
    conditions = Conditions()
    conditions.of_entry("deadline", criteria)
    select = f"SELECT v.what, {_ENTRY} JOIN deadlines v ON v.entry = e.id"
    return [_deadline(row) for row in _select(store, select, conditions, _BY_DATE, criteria.limit)]


def tenures(store: Store, criteria: Criteria = EVERYTHING) -> list[TenureRow]:
    """Return the tenures that meet the criteria, in the order of their documents; ``type`` is part of the office."""
    conditions = Conditions()
    conditions.of_entry("tenure", criteria)
    conditions.in_role(("person",), criteria.actor)
    conditions.named("v.of", criteria.place)
    if criteria.type is not None:
        conditions.add("instr(lower(v.office), lower(?)) > 0", criteria.type)
    select = f"SELECT v.office, v.of, {_names('person')} AS person, {_ENTRY} JOIN tenures v ON v.entry = e.id"
    return [_tenure(row) for row in _select(store, select, conditions, _BY_PLACE, criteria.limit)]


def documents(store: Store, criteria: Criteria = EVERYTHING) -> list[DocumentRow]:
    """Return the documents that meet the criteria, by the date of their publication; ``type`` is the genre."""
    conditions = Conditions()
    conditions.of_document(criteria.document)
    conditions.within("d.published_first", "d.published_last", criteria)
    if criteria.type is not None:
        conditions.add("d.genre = ?", criteria.type)
    if criteria.text is not None:
        found = "SELECT rowid FROM document_words WHERE document_words MATCH ?"
        conditions.add(f"d.rowid IN ({found})", text_query(criteria.text) or '""')
    counts = ", ".join(
        f"(SELECT count(*) FROM entries WHERE document = d.id AND kind = '{kind}') AS {kind}s"
        for kind in ("event", "measure", "deadline", "tenure")
    )
    select = f"""SELECT d.*, {counts}, (SELECT count(*) FROM sightings WHERE document = d.id) AS sightings
        FROM documents d"""
    order = "ORDER BY coalesce(d.published_first, '9999'), d.rowid"
    return [_document(row) for row in _select(store, select, conditions, order, criteria.limit)]


def rejections(store: Store, reason: str | None = None, limit: int | None = None) -> list[RejectionRow]:
    """Return what could not be read, by reason."""
    conditions = Conditions()
    if reason is not None:
        conditions.add("reason = ?", reason)
    rows = _select(store, "SELECT * FROM rejections", conditions, "ORDER BY reason, uri, detail", limit)
    return [RejectionRow(**dict(row)) for row in rows]


def parties(store: Store) -> dict[str, PartyRow]:
    """Return what the documents say, most often, about each name: what kind of thing it is, and for whom it acts."""
    sql = "SELECT name, label, country FROM chains GROUP BY name, label, country ORDER BY count(*), label, country"
    return {row["name"]: PartyRow(row["name"], row["label"], row["country"]) for row in store.rows(sql)}


def roles(store: Store) -> list[str]:
    """Return the names that stand in a role, each once for every document that has it in one."""
    sql = "SELECT DISTINCT p.name, e.document FROM participants p JOIN entries e ON e.id = p.entry"
    return [row["name"] for row in store.rows(sql)]


def versions(store: Store, keys_of: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return id, key and text of the documents that share a key with one of these, grouped by key, oldest first."""
    sql = """SELECT d.id, d.key, d.text FROM documents d
        WHERE d.key IN (SELECT key FROM documents WHERE id IN (SELECT value FROM json_each(?)) AND key IS NOT NULL)
        ORDER BY d.key, coalesce(d.instant, d.published_first, ''),
            coalesce((SELECT min(fetched_at) FROM sightings WHERE document = d.id), ''), d.rowid"""
    return [(row["id"], row["key"], row["text"]) for row in store.rows(sql, (json.dumps(list(keys_of)),))]


def other_versions(store: Store, several: Iterable[str]) -> dict[str, list[str]]:
    """Return, for those of some documents that have them, their other versions: documents with the same key."""
    sql = """SELECT d.id, o.id AS other FROM json_each(?) j CROSS JOIN documents d ON d.id = j.value
        CROSS JOIN documents o ON o.key = d.key AND o.id <> d.id ORDER BY d.id, o.id"""
    found: dict[str, list[str]] = {}
    for row in store.rows(sql, (json.dumps(sorted(several)),)):
        found.setdefault(row["id"], []).append(row["other"])
    return found


def _select(store: Store, select: str, conditions: Conditions, order: str, limit: int | None) -> list[sqlite3.Row]:
    sql = f"{select}{conditions.where()} {order} LIMIT ?"
    return store.rows(sql, (*conditions.parameters, -1 if limit is None else limit))


def _citation(row: sqlite3.Row) -> Citation:
    return Citation(
        row["document"], row["title"], row["outlet"], row["agency"], row["byline"], row["published"], row["genre"],
        row["url"], row["sentence"], (row["sentence_start"], row["sentence_stop"]),
    )  # fmt: skip


def _event(row: sqlite3.Row) -> EventRow:
    return EventRow(
        row["id"], row["type"], row["mode"], row["trigger"], tuple(json.loads(row["actors"])),
        tuple(json.loads(row["recipients"])), row["date"], row["place"], row["status"], row["source"], row["content"],
        tuple(words for _, _, words in json.loads(row["also"])), (row["trigger_start"], row["trigger_stop"]),
        None if row["content"] is None else (row["content_start"], row["content_stop"]), row["score"], _citation(row),
    )  # fmt: skip


def _measure(row: sqlite3.Row) -> MeasureRow:
    return MeasureRow(
        row["id"], row["imposer"], row["target"], row["instrument"], row["rate"], row["unit"], row["product"],
        row["status"], row["date"], row["score"], _citation(row),
    )  # fmt: skip


def _deadline(row: sqlite3.Row) -> DeadlineRow:
    return DeadlineRow(row["id"], row["date"], row["what"], row["status"], row["score"], _citation(row))


def _tenure(row: sqlite3.Row) -> TenureRow:
    return TenureRow(
        row["id"], row["person"], row["office"], row["of"], row["status"], row["score"], _citation(row)
    )  # fmt: skip


def _document(row: sqlite3.Row) -> DocumentRow:
    return DocumentRow(**{name: row[name] for name in DocumentRow.__slots__})
