"""The record → nodes: what linking compares, read from the store by id. What is no more is left out."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dragoman.edtf import Days
from dragoman.link.knowing import with_imported
from dragoman.link.nodes import DeadlineNode, DocumentNode, EventNode, Held, MeasureNode, Profile, Who
from dragoman.store import Store
from dragoman.store.clusters import ids

__all__ = ["deadlines", "documents", "events", "measures", "profiles"]


def documents(store: Store, several: Sequence[str]) -> dict[str, DocumentNode]:
    """Return documents with their sentences."""
    sentences: dict[str, list[str]] = defaultdict(list)
    sql = """SELECT s.document, s.text FROM json_each(?) j CROSS JOIN sentences s ON s.document = j.value
        ORDER BY s.document, s.number"""
    for row in store.rows(sql, (ids(several),)):
        sentences[row["document"]].append(row["text"])
    sql = """SELECT d.id, d.title, d.outlet, d.agency, d.byline, d.published_first, d.published_last, d.instant, d.key
        FROM json_each(?) j CROSS JOIN documents d ON d.id = j.value"""
    return {
        row["id"]: DocumentNode(
            row["id"], tuple(sentences[row["id"]]), row["title"], row["outlet"], row["agency"], row["byline"],
            _days(row, "published"), row["instant"], row["key"],
        )
        for row in store.rows(sql, (ids(several),))
    }  # fmt: skip


def profiles(store: Store, several: Sequence[str]) -> dict[str, Profile]:
    """Return profiles with what all documents together say of them."""
    names = _names(store, several)
    offices = _offices(store, several)
    sql = """SELECT p.*, count(DISTINCT c.document) AS documents, min(d.published_first) AS published_first,
            max(d.published_last) AS published_last
        FROM json_each(?) j CROSS JOIN profiles p ON p.id = j.value CROSS JOIN chain_profiles c ON c.profile = p.id
        CROSS JOIN documents d ON d.id = c.document GROUP BY p.id"""
    found = {
        row["id"]: Profile(
            id=row["id"], label=row["label"], name=names[row["id"]], country=row["country"], office=row["office"],
            year=row["year"], document=row["document"], offices=tuple(offices[row["id"]]),
            published=_days(row, "published"), documents=row["documents"],
        )
        for row in store.rows(sql, (ids(several),))
    }  # fmt: skip
    return with_imported(store, found)


def _names(store: Store, several: Sequence[str]) -> dict[str, str]:
    """Return the name that documents use most for each profile, the first by alphabet where several are."""
    sql = """SELECT c.profile, c.name, count(*) AS uses FROM json_each(?) j
        CROSS JOIN chain_profiles c ON c.profile = j.value
        GROUP BY c.profile, c.name ORDER BY c.profile, uses, c.name DESC"""
    return {row["profile"]: row["name"] for row in store.rows(sql, (ids(several),))}


def _offices(store: Store, several: Sequence[str]) -> dict[str, list[Held]]:
    sql = """SELECT c.profile, t.office, t.of, e.status, min(d.published_first) AS published_first,
            max(d.published_last) AS published_last, count(DISTINCT e.document) AS documents
        FROM json_each(?) j CROSS JOIN chain_profiles c ON c.profile = j.value
        CROSS JOIN entries e ON e.document = c.document AND e.kind = 'tenure'
        CROSS JOIN participants p ON p.entry = e.id AND p.role = 'person' AND p.chain = c.chain
        CROSS JOIN tenures t ON t.entry = e.id CROSS JOIN documents d ON d.id = e.document
        GROUP BY c.profile, t.office, t.of, e.status ORDER BY c.profile, t.office, t.of, e.status"""
    found: dict[str, list[Held]] = defaultdict(list)
    for row in store.rows(sql, (ids(several),)):
        held = Held(row["office"], row["of"], row["status"], _days(row, "published"), row["documents"])
        found[row["profile"]].append(held)
    return found


def events(store: Store, several: Sequence[str]) -> dict[str, EventNode]:
    """Return tellings of events, with those in their roles resolved across documents."""
    roles, near = _roles(store, several), _near(store, several)
    sql = """SELECT e.id, e.document, e.status, e.date_first, e.date_last, e.trigger, e.sentence, v.type, v.mode,
            v.place, v.content, d.published_first, d.published_last
        FROM json_each(?) j CROSS JOIN entries e ON e.id = j.value CROSS JOIN events v ON v.entry = e.id
        CROSS JOIN documents d ON d.id = e.document"""
    return {
        row["id"]: EventNode(
            id=row["id"], document=row["document"], type=row["type"], mode=row["mode"],
            actors=tuple(roles[row["id"], "actor"]), recipients=tuple(roles[row["id"], "recipient"]),
            date=_days(row, "date"), place=row["place"], status=row["status"], trigger=row["trigger"],
            sentence=row["sentence"], content=row["content"], published=_days(row, "published"),
            near=tuple(near.get(row["id"], ())),
        )
        for row in store.rows(sql, (ids(several),))
    }  # fmt: skip


def measures(store: Store, several: Sequence[str]) -> dict[str, MeasureNode]:
    """Return tellings of measures."""
    roles = _roles(store, several)
    sql = """SELECT e.id, e.document, e.status, e.date_first, e.date_last, e.sentence, m.instrument, m.rate, m.unit,
            m.product, d.published_first, d.published_last
        FROM json_each(?) j CROSS JOIN entries e ON e.id = j.value CROSS JOIN measures m ON m.entry = e.id
        CROSS JOIN documents d ON d.id = e.document"""
    return {
        row["id"]: MeasureNode(
            id=row["id"], document=row["document"], imposer=_first(roles[row["id"], "imposer"]),
            target=_first(roles[row["id"], "target"]), instrument=row["instrument"], rate=row["rate"],
            unit=row["unit"], product=row["product"], status=row["status"], effective=_days(row, "date"),
            sentence=row["sentence"], published=_days(row, "published"),
        )
        for row in store.rows(sql, (ids(several),))
    }  # fmt: skip


def deadlines(store: Store, several: Sequence[str]) -> dict[str, DeadlineNode]:
    """Return tellings of deadlines."""
    parties = _parties(store, several)
    sql = """SELECT e.id, e.document, e.status, e.date_first, e.date_last, e.sentence, l.what, d.published_first,
            d.published_last
        FROM json_each(?) j CROSS JOIN entries e ON e.id = j.value CROSS JOIN deadlines l ON l.entry = e.id
        CROSS JOIN documents d ON d.id = e.document WHERE e.date_first IS NOT NULL"""
    return {
        row["id"]: DeadlineNode(
            id=row["id"], document=row["document"], date=Days(row["date_first"], row["date_last"]), what=row["what"],
            status=row["status"], parties=tuple(parties[row["id"]]), sentence=row["sentence"],
            published=_days(row, "published"),
        )
        for row in store.rows(sql, (ids(several),))
    }  # fmt: skip


_BEFORE = 3  # sentences before that of an event, in which those whom it leaves unnamed may be named
_WHO = "coalesce(r.entity, c.profile) AS entity, coalesce(x.label, k.label) AS label, r.country AS country"
_RESOLVED = """CROSS JOIN chain_profiles c ON c.document = e.document AND c.chain = {chain}
    CROSS JOIN profiles k ON k.id = c.profile
    LEFT JOIN resolved r ON r.document = c.document AND r.chain = c.chain LEFT JOIN entities x ON x.id = r.entity"""


def _roles(store: Store, entries: Sequence[str]) -> dict[tuple[str, str], list[Who]]:
    """Return those in each role of each entry; a name without a chain is found among the document's by the name."""
    by_name = "SELECT min(n.chain) FROM chain_profiles n WHERE n.document = e.document AND n.name = p.name"
    sql = f"""SELECT p.entry, p.role, p.name, {_WHO} FROM json_each(?) j CROSS JOIN participants p ON p.entry = j.value
        CROSS JOIN entries e ON e.id = p.entry {_RESOLVED.format(chain=f"coalesce(p.chain, ({by_name}))")}
        ORDER BY p.entry, p.role, p.number"""
    found: dict[tuple[str, str], list[Who]] = defaultdict(list)
    for row in store.rows(sql, (ids(entries),)):
        found[row["entry"], row["role"]].append(_who(row))
    return found


def _parties(store: Store, entries: Sequence[str]) -> dict[str, list[Who]]:
    """Return whom the sentence of each entry mentions, else whom its paragraph does; each once, in order."""
    in_sentence = _mentioned(store, entries, "e.sentence_start", "e.sentence_stop")
    bare = [entry for entry in entries if entry not in in_sentence]
    edge = """(SELECT {which}(o.{column}) FROM sentences s JOIN sentences o ON o.document = s.document
        AND o.paragraph = s.paragraph WHERE s.document = e.document AND s.start < e.sentence_stop
        AND s.stop > e.sentence_start)"""
    start, stop = edge.format(which="min", column="start"), edge.format(which="max", column="stop")
    return defaultdict(list, {**in_sentence, **_mentioned(store, bare, start, stop)})


def _near(store: Store, entries: Sequence[str]) -> dict[str, list[Who]]:
    """Return whom the sentence of each entry mentions, or one of those just before it; each once, in order."""
    sql = f"""SELECT e.id AS entry, min(m.number) AS number, c.name, {_WHO} FROM json_each(?) j
        CROSS JOIN entries e ON e.id = j.value
        CROSS JOIN sentences s ON s.document = e.document AND s.start <= e.sentence_start AND s.stop > e.sentence_start
        CROSS JOIN sentences o ON o.document = e.document AND o.number = max(0, s.number - {_BEFORE})
        CROSS JOIN mentions m ON m.document = e.document AND m.start >= o.start AND m.stop <= e.sentence_stop
        {_RESOLVED.format(chain="m.chain")} WHERE k.label IN ('person', 'country', 'organisation')
        GROUP BY e.id, r.entity ORDER BY e.id, number"""
    return _grouped(store.rows(sql, (ids(entries),)))


def _mentioned(store: Store, entries: Sequence[str], start: str, stop: str) -> dict[str, list[Who]]:
    sql = f"""SELECT e.id AS entry, min(m.number) AS number, c.name, {_WHO} FROM json_each(?) j
        CROSS JOIN entries e ON e.id = j.value
        CROSS JOIN mentions m ON m.document = e.document AND m.start >= {start} AND m.stop <= {stop}
        {_RESOLVED.format(chain="m.chain")} WHERE k.label IN ('person', 'country', 'organisation')
        GROUP BY e.id, r.entity ORDER BY e.id, number"""
    return _grouped(store.rows(sql, (ids(entries),)))


def _grouped(rows: Iterable[sqlite3.Row]) -> dict[str, list[Who]]:
    found: dict[str, list[Who]] = defaultdict(list)
    for row in rows:
        found[row["entry"]].append(_who(row))
    return dict(found)


def _who(row: sqlite3.Row) -> Who:
    return Who(row["entity"], row["name"], row["label"], row["country"])


def _first(several: Iterable[Who]) -> Who | None:
    return next(iter(several), None)


def _days(row: sqlite3.Row, column: str) -> Days | None:
    first, last = row[f"{column}_first"], row[f"{column}_last"]
    return Days(first, last) if first and last else None
