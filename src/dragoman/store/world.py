"""Questions about what has been linked: entities, events across documents, disagreements, and whose word it is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.store.clusters import ids
from dragoman.store.criteria import Conditions, Criteria
from dragoman.store.database import Store
from dragoman.store.names import name_query

__all__ = [
    "DisagreementRow",
    "EntityRow",
    "HappeningRow",
    "Party",
    "ProfileRow",
    "SaidValue",
    "StoryRow",
    "cluster_of",
    "counts",
    "disagreements",
    "entities",
    "entity_profiles",
    "happenings",
    "named_profiles",
    "offices_of",
    "profiles",
    "profiles_by_id",
    "sources_of",
    "stories",
    "tellings",
]


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A person, office, country, body, place or people across documents; ``documents`` is how many name it."""

    id: str
    label: str
    name: str
    country: str | None
    documents: int


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A profile of an entity: one name, one country, with the forms in which documents have the name.

    ``document`` is set where it means somebody in that document only.
    """

    id: str
    entity: str
    label: str
    names: tuple[str, ...]
    country: str | None
    office: str | None
    year: int | None
    document: str | None
    documents: int


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part in an event across documents."""

    entity: str
    name: str
    label: str
    country: str | None


@dataclass(frozen=True, slots=True)
class HappeningRow:
    """An event across documents. ``chosen`` names the telling (the id of an entry) that each slot's value comes from.

    ``told`` are the first and last day on which documents told it; ``sources`` counts independent ones.
    """

    id: str
    type: str
    mode: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    date: str | None
    place: str | None
    status: str
    content: str | None
    told: tuple[str | None, str | None]
    documents: int
    sources: int
    chosen: dict[str, str]


@dataclass(frozen=True, slots=True)
class SaidValue:
    """One of the values that sources disagree about, the entries that give it and the sources that stand behind it.

    ``names`` are what the sources are called.
    """

    value: str
    entries: tuple[str, ...]
    sources: tuple[str, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DisagreementRow:
    """A slot of one thing for which sources give values that cannot all be right."""

    id: str
    kind: str
    subject: str
    slot: str
    said: str
    values: tuple[SaidValue, ...]


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A development that documents tell of over time. ``parties`` are those of most events, first."""

    id: str
    name: str
    first: str | None
    last: str | None
    parties: tuple[Party, ...]
    events: int
    documents: int
    sources: int


def stories(
    store: Store,
    *,
    entity: str | None = None,
    since: str | None = None,
    until: str | None = None,
    several: Iterable[str] | None = None,
    least: int = 1,
    limit: int | None = None,
) -> list[StoryRow]:
    """Return stories, those told last first; ``least`` is the number of documents that one must have."""
    conditions = Conditions()
    conditions.add("s.documents >= ?", least)
    conditions.within("s.first", "s.last", Criteria(since=since, until=until))
    if several is not None:
        conditions.add("s.id IN (SELECT value FROM json_each(?))", ids(several))
    if entity is not None:
        conditions.add(
            """s.id IN (SELECT k.cluster FROM happening_parties p JOIN clusters k ON k.relation = 'story'
            AND k.node = p.happening WHERE p.entity = ?)""",
            entity,
        )
    sql = f"""SELECT s.* FROM stories s{conditions.where()}
        ORDER BY coalesce(s.last, '') DESC, s.documents DESC, s.id LIMIT ?"""
    rows = store.rows(sql, (*conditions.parameters, -1 if limit is None else limit))
    return [
        StoryRow(
            row["id"], row["name"], row["first"], row["last"], tuple(Party(*one) for one in json.loads(row["parties"])),
            row["events"], row["documents"], row["sources"],
        )
        for row in rows
    ]  # fmt: skip


def entities(
    store: Store,
    *,
    name: str | None = None,
    label: str | None = None,
    country: str | None = None,
    several: Iterable[str] | None = None,
    limit: int | None = None,
) -> list[EntityRow]:
    """Return entities, those that most documents name first; ``name`` finds them by the parts of any of their names."""
    conditions = Conditions()
    if name is not None:
        conditions.add(
            """e.id IN (SELECT k.cluster FROM name_words w JOIN names n ON n.id = w.rowid
            JOIN chain_profiles c ON c.name = n.name JOIN clusters k ON k.relation = 'entity' AND k.node = c.profile
            WHERE name_words MATCH ?)""",
            name_query(name) or '""',
        )
    for column, value in (("label", label), ("country", country)):
        if value is not None:
            conditions.add(f"e.{column} = ?", value)
    if several is not None:
        conditions.add("e.id IN (SELECT value FROM json_each(?))", ids(several))
    sql = f"SELECT e.* FROM entities e{conditions.where()} ORDER BY e.documents DESC, e.name, e.id LIMIT ?"
    rows = store.rows(sql, (*conditions.parameters, -1 if limit is None else limit))
    return [EntityRow(*row) for row in rows]


def named_profiles(store: Store, name: str) -> list[ProfileRow]:
    """Return the profiles that documents call exactly so, whatever case and marks; those of most documents first."""
    sql = """SELECT DISTINCT c.profile FROM name_words w JOIN names n ON n.id = w.rowid
        JOIN chain_profiles c ON c.name = n.name WHERE name_words MATCH ?"""
    query = name_query(name)
    found = profiles(store, [row["profile"] for row in store.rows(sql, (query or '""',))])
    exact = [row for row in found if any(name_query(form) == query for form in row.names)]
    beyond = [row for row in found if row.document is None]
    return exact or beyond or found


def entity_profiles(store: Store, several: Iterable[str]) -> list[ProfileRow]:
    """Return the profiles of some entities, those of most documents first."""
    sql = "SELECT k.node FROM json_each(?) j CROSS JOIN clusters k ON k.relation = 'entity' AND k.cluster = j.value"
    return profiles(store, [row["node"] for row in store.rows(sql, (ids(several),))])


def profiles(store: Store, several: Sequence[str]) -> list[ProfileRow]:
    """Return profiles by their ids, those of most documents first."""
    sql = """SELECT p.*, k.cluster, count(DISTINCT c.document) AS documents, json_group_array(DISTINCT c.name) AS names
        FROM json_each(?) j CROSS JOIN profiles p ON p.id = j.value
        CROSS JOIN clusters k ON k.relation = 'entity' AND k.node = p.id
        CROSS JOIN chain_profiles c ON c.profile = p.id GROUP BY p.id ORDER BY documents DESC, p.id"""
    return [
        ProfileRow(
            row["id"], row["cluster"], row["label"], tuple(sorted(json.loads(row["names"]))), row["country"],
            row["office"], row["year"], row["document"], row["documents"],
        )
        for row in store.rows(sql, (ids(several),))
    ]  # fmt: skip


def offices_of(store: Store, entities: Iterable[str]) -> dict[str, str]:
    """Return the office that documents gave each of some people last."""
    sql = """SELECT k.cluster, t.office || coalesce(' of ' || t.of, '') AS office FROM json_each(?) j
        CROSS JOIN clusters k ON k.relation = 'entity' AND k.cluster = j.value
        CROSS JOIN chain_profiles c ON c.profile = k.node
        CROSS JOIN entries e ON e.document = c.document AND e.kind = 'tenure' AND e.status = 'current'
        CROSS JOIN participants p ON p.entry = e.id AND p.role = 'person' AND p.chain = c.chain
        CROSS JOIN tenures t ON t.entry = e.id CROSS JOIN documents d ON d.id = e.document
        ORDER BY coalesce(d.published_first, ''), e.id"""
    return {row["cluster"]: row["office"] for row in store.rows(sql, (ids(entities),))}


def profiles_by_id(store: Store, prefix: str, limit: int) -> list[ProfileRow]:
    """Return the profiles whose ids begin so, at most so many."""
    sql = """SELECT node FROM clusters WHERE relation = 'entity' AND node >= ?1 AND node < ?1 || 'g'
        ORDER BY node LIMIT ?2"""
    return profiles(store, [row["node"] for row in store.rows(sql, (prefix, limit))])


def cluster_of(store: Store, relation: str, node: str) -> str | None:
    """Return the cluster that a node is in, None where there is no such node."""
    rows = store.rows("SELECT cluster FROM clusters WHERE relation = ? AND node = ?", (relation, node))
    return rows[0]["cluster"] if rows else None


def tellings(store: Store, relation: str, cluster: str) -> list[str]:
    """Return the entries that tell a thing, by the day on which their documents were published."""
    sql = """SELECT k.node FROM clusters k JOIN entries e ON e.id = k.node JOIN documents d ON d.id = e.document
        WHERE k.relation = ? AND k.cluster = ? ORDER BY coalesce(d.published_first, '9999'), d.rowid, e.rowid"""
    return [row["node"] for row in store.rows(sql, (relation, cluster))]


def sources_of(store: Store, documents: Iterable[str]) -> dict[str, str]:
    """Return whose word each document is: the source's name."""
    sql = "SELECT s.document, s.name FROM json_each(?) j CROSS JOIN sources s ON s.document = j.value"
    return {row["document"]: row["name"] for row in store.rows(sql, (ids(documents),))}


def happenings(
    store: Store, criteria: Criteria, *, several: Iterable[str] | None = None, entity: str | None = None
) -> list[HappeningRow]:
    """Return events across documents, by date; of the criteria type, status, dates, place and limit count."""
    conditions = Conditions()
    for column in ("type", "status"):
        if (value := getattr(criteria, column)) is not None:
            conditions.add(f"h.{column} = ?", value)
    conditions.named("h.place", criteria.place)
    conditions.within("coalesce(h.date_first, h.told_first)", "coalesce(h.date_last, h.told_last)", criteria)
    if several is not None:
        conditions.add("h.id IN (SELECT value FROM json_each(?))", ids(several))
    if entity is not None:
        conditions.add("h.id IN (SELECT happening FROM happening_parties WHERE entity = ?)", entity)
    sql = f"""SELECT h.* FROM happenings h{conditions.where()}
        ORDER BY coalesce(h.date_first, h.told_first, '9999'), h.id LIMIT ?"""
    rows = store.rows(sql, (*conditions.parameters, -1 if criteria.limit is None else criteria.limit))
    return [_happening(row) for row in rows]


def _happening(row: sqlite3.Row) -> HappeningRow:
    actors, recipients = (tuple(Party(*one) for one in json.loads(row[role])) for role in ("actors", "recipients"))
    return HappeningRow(
        row["id"], row["type"], row["mode"], actors, recipients, row["date"], row["place"], row["status"],
        row["content"], (row["told_first"], row["told_last"]), row["documents"], row["sources"],
        json.loads(row["chosen"]),
    )  # fmt: skip


def disagreements(
    store: Store, *, kind: str | None = None, slot: str | None = None, subject: str | None = None,
    limit: int | None = None,
) -> list[DisagreementRow]:  # fmt: skip
    """Return where sources disagree, by kind of subject and slot."""
    conditions = Conditions()
    for column, value in (("kind", kind), ("slot", slot), ("subject", subject)):
        if value is not None:
            conditions.add(f"{column} = ?", value)
    sql = f"SELECT * FROM disagreements{conditions.where()} ORDER BY kind, slot, subject, id LIMIT ?"
    rows = store.rows(sql, (*conditions.parameters, -1 if limit is None else limit))
    values = {row["id"]: json.loads(row["vals"]) for row in rows}
    names = _source_names(store, {one for several in values.values() for v in several for one in v["sources"]})
    return [
        DisagreementRow(
            row["id"], row["kind"], row["subject"], row["slot"], row["said"],
            tuple(_said(value, names) for value in values[row["id"]]),
        )
        for row in rows
    ]  # fmt: skip


def _said(value: dict[str, Any], names: dict[str, str]) -> SaidValue:
    sources = tuple(value["sources"])
    return SaidValue(value["value"], tuple(value["entries"]), sources, tuple(names.get(one, one) for one in sources))


def _source_names(store: Store, several: Iterable[str]) -> dict[str, str]:
    sql = """SELECT s.source, min(s.name) AS name FROM json_each(?) j CROSS JOIN sources s ON s.source = j.value
        GROUP BY s.source"""
    return {row["source"]: row["name"] for row in store.rows(sql, (ids(several),))}


def counts(store: Store) -> dict[str, int]:
    """Return how much there is of what has been linked."""
    asked = {
        "documents": "SELECT count(*) FROM documents",
        "without their copies": "SELECT count(DISTINCT cluster) FROM clusters WHERE relation = 'copy'",
        "independent sources": "SELECT count(DISTINCT source) FROM sources",
        "people": "SELECT count(*) FROM entities WHERE label = 'person'",
        "countries, bodies, places": "SELECT count(*) FROM entities WHERE label NOT IN ('person', 'office', 'people')",
        "events": "SELECT count(*) FROM happenings",
        "told by several sources": "SELECT count(*) FROM happenings WHERE sources > 1",
        "measures": "SELECT count(DISTINCT cluster) FROM clusters WHERE relation = 'measure'",
        "deadlines": "SELECT count(DISTINCT cluster) FROM clusters WHERE relation = 'deadline'",
        "stories": "SELECT count(*) FROM stories",
        "disagreements": "SELECT count(*) FROM disagreements",
    }
    return {what: int(store.rows(sql)[0][0]) for what, sql in asked.items()}
