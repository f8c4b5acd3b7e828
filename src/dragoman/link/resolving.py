"""Entities → chains: who each chain of a document is, across documents, and the entities' own rows.

A chain is the entity that its profile belongs to. An office named by itself ("the Secretary of State met …") is the
person who held it then, where the tenures of the record leave no doubt.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.edtf import Days
from dragoman.link import material
from dragoman.link.entities import Holders, Tenure, displayed_name
from dragoman.link.nodes import Profile
from dragoman.store import Store, clusters
from dragoman.store.clusters import ids

__all__ = ["note_named", "resolve", "review_posts", "summarise_entities"]


def summarise_entities(store: Store, several: Sequence[str]) -> None:
    """Write the rows of some entities anew, and note where they are named if they act for another country now."""
    groups = clusters.members(store, "entity", several)
    profiles = material.profiles(store, sorted({node for group in groups.values() for node in group}))
    rows = [_row(entity, [profiles[node] for node in group if node in profiles]) for entity, group in groups.items()]
    before = _countries(store, several)
    store.write("DELETE FROM entities WHERE id IN (SELECT value FROM json_each(?))", (ids(several),))
    store.write_many("INSERT INTO entities VALUES (?, ?, ?, ?, ?)", rows)
    changed = [entity for entity, _, _, country, _ in rows if before.get(entity, country) != country]
    note_named(store, [node for entity in changed for node in groups[entity]])


def note_named(store: Store, profiles: Iterable[str]) -> None:
    """Note the documents that name some profiles, and the posts that they are said to hold, to be resolved anew."""
    several = ids(profiles)
    sql = "SELECT DISTINCT c.document FROM json_each(?) j CROSS JOIN chain_profiles c ON c.profile = j.value"
    clusters.push(store, "resolve", (row["document"] for row in store.rows(sql, (several,))))
    sql = """SELECT DISTINCT t.post FROM json_each(?) j CROSS JOIN chain_profiles c ON c.profile = j.value
        CROSS JOIN entries e ON e.document = c.document AND e.kind = 'tenure'
        CROSS JOIN participants p ON p.entry = e.id AND p.role = 'person' AND p.chain = c.chain
        CROSS JOIN tenure_posts t ON t.entry = e.id"""
    clusters.push(store, "post", (row["post"] for row in store.rows(sql, (several,))))


def _row(entity: str, profiles: Sequence[Profile]) -> tuple[str, str, str, str | None, int]:
    named = displayed_name(profiles)
    return entity, profiles[0].label, named, _country(profiles), sum(profile.documents for profile in profiles)


def _country(profiles: Iterable[Profile]) -> str | None:
    """Return the country that most documents give, the first by alphabet where several do."""
    counts: Counter[str] = Counter()
    for profile in profiles:
        if profile.country:
            counts[profile.country] += profile.documents
    return min(counts, key=lambda country: (-counts[country], country), default=None)


def review_posts(store: Store, several: Sequence[str]) -> None:
    """Note the documents that name some posts by themselves and whose holder is another now."""
    sql = """SELECT c.document, c.chain, c.profile, 'office' AS label, k.cluster, e.country, d.published_first,
            d.published_last, r.entity AS entity_before, r.country AS country_before
        FROM json_each(?) j CROSS JOIN chain_profiles c ON c.profile = j.value
        CROSS JOIN clusters k ON k.relation = 'entity' AND k.node = c.profile
        CROSS JOIN entities e ON e.id = k.cluster CROSS JOIN documents d ON d.id = c.document
        CROSS JOIN resolved r ON r.document = c.document AND r.chain = c.chain"""
    rows = store.rows(sql, (ids(several),))
    posts = _posts(store, {row["profile"] for row in rows})
    changed = {row["document"] for row in rows if _who(row, posts) != (row["entity_before"], row["country_before"])}
    clusters.push(store, "resolve", changed)


def resolve(store: Store, documents: Sequence[str]) -> None:
    """Write down who each chain of some documents is, and note the entries of those where it is somebody else now."""
    sql = """SELECT c.document, c.chain, c.profile, p.label, k.cluster, e.country, d.published_first, d.published_last
        FROM json_each(?) j CROSS JOIN documents d ON d.id = j.value CROSS JOIN chain_profiles c ON c.document = d.id
        CROSS JOIN profiles p ON p.id = c.profile CROSS JOIN clusters k ON k.relation = 'entity' AND k.node = c.profile
        CROSS JOIN entities e ON e.id = k.cluster"""
    rows = store.rows(sql, (ids(documents),))
    posts = _posts(store, {row["profile"] for row in rows if row["label"] == "office"})
    found = {(row["document"], row["chain"], *_who(row, posts)) for row in rows}
    sql = "SELECT r.* FROM json_each(?) j CROSS JOIN resolved r ON r.document = j.value"
    changed = {row[0] for row in found ^ {tuple(row) for row in store.rows(sql, (ids(documents),))}}
    store.write("DELETE FROM resolved WHERE document IN (SELECT value FROM json_each(?))", (ids(changed),))
    store.write_many("INSERT INTO resolved VALUES (?, ?, ?, ?)", [row for row in found if row[0] in changed])
    for relation in ("event", "measure", "deadline"):
        clusters.push(store, f"{relation}:file", clusters.of_documents(store, relation, changed))


def _who(row: sqlite3.Row, posts: Mapping[str, _Post]) -> tuple[str, str | None]:
    if row["label"] == "office" and row["profile"] in posts and row["published_first"]:
        post = posts[row["profile"]]
        person = post.holders.at(post.office, post.of, Days(row["published_first"], row["published_last"]))
        if person:
            return person, post.countries.get(person, row["country"])
    return row["cluster"], row["country"]


@dataclass(frozen=True, slots=True)
class _Post:
    """One post: who held it when, and the countries of entities."""

    office: str
    of: str | None
    holders: Holders
    countries: Mapping[str, str | None]


def _posts(store: Store, posts: Iterable[str]) -> dict[str, _Post]:
    """Return some posts, by their profiles: those of which documents name a holder."""
    sql = """SELECT t.post, n.office, n.of, k.cluster, e.status, d.published_first, d.published_last, count(*) AS uses
        FROM json_each(?) j CROSS JOIN tenure_posts t ON t.post = j.value CROSS JOIN entries e ON e.id = t.entry
        CROSS JOIN tenures n ON n.entry = e.id CROSS JOIN documents d ON d.id = e.document
        CROSS JOIN participants p ON p.entry = e.id AND p.role = 'person'
        CROSS JOIN chain_profiles c ON c.document = e.document AND c.chain = p.chain
        CROSS JOIN clusters k ON k.relation = 'entity' AND k.node = c.profile
        WHERE d.published_first IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7"""
    found: dict[str, list[Tenure]] = defaultdict(list)
    for row in store.rows(sql, (ids(posts),)):
        published = Days(row["published_first"], row["published_last"])
        tenure = Tenure(row["cluster"], row["office"], row["of"], row["status"], published, row["uses"])
        found[row["post"]].append(tenure)
    countries = _countries(store, {tenure.entity for tenures in found.values() for tenure in tenures})
    return {
        post: _Post(tenures[0].office, tenures[0].of, Holders(tenures), countries) for post, tenures in found.items()
    }


def _countries(store: Store, entities: Iterable[str]) -> dict[str, str | None]:
    sql = "SELECT e.id, e.country FROM json_each(?) j CROSS JOIN entities e ON e.id = j.value"
    return {row["id"]: row["country"] for row in store.rows(sql, (ids(entities),))}
