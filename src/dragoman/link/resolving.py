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

__all__ = ["resolve", "summarise_entities"]


def summarise_entities(store: Store, several: Sequence[str]) -> None:
    """Write the rows of some entities anew, and note the documents whose chains are somebody else now."""
    groups = clusters.members(store, "entity", several)
    profiles = material.profiles(store, sorted({node for group in groups.values() for node in group}))
    rows = [_row(entity, [profiles[node] for node in group if node in profiles]) for entity, group in groups.items()]
    store.write("DELETE FROM entities WHERE id IN (SELECT value FROM json_each(?))", (ids(several),))
    store.write_many("INSERT INTO entities VALUES (?, ?, ?, ?, ?)", rows)
    clusters.push(store, "resolve", _changed(store, several))


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


def _changed(store: Store, several: Sequence[str]) -> list[str]:
    """Return the documents that hold a chain of these entities which is resolved to something else as yet."""
    sql = """SELECT DISTINCT c.document FROM json_each(?) j
        CROSS JOIN clusters k ON k.relation = 'entity' AND k.cluster = j.value
        CROSS JOIN chain_profiles c ON c.profile = k.node
        CROSS JOIN entities e ON e.id = k.cluster LEFT JOIN resolved r ON r.document = c.document AND r.chain = c.chain
        WHERE r.entity IS NULL OR (e.label <> 'office' AND (r.entity <> e.id OR r.country IS NOT e.country))"""
    return [row["document"] for row in store.rows(sql, (ids(several),))]


def resolve(store: Store, documents: Sequence[str]) -> None:
    """Write down who each chain of some documents is, and note their entries for linking."""
    sql = """SELECT c.document, c.chain, c.profile, p.label, k.cluster, e.country, d.published_first, d.published_last
        FROM json_each(?) j CROSS JOIN documents d ON d.id = j.value CROSS JOIN chain_profiles c ON c.document = d.id
        CROSS JOIN profiles p ON p.id = c.profile CROSS JOIN clusters k ON k.relation = 'entity' AND k.node = c.profile
        CROSS JOIN entities e ON e.id = k.cluster"""
    rows = store.rows(sql, (ids(documents),))
    posts = _posts(store, {row["profile"] for row in rows if row["label"] == "office"})
    countries = _countries(store, posts)
    found = [(row["document"], row["chain"], *_who(row, posts, countries)) for row in rows]
    store.write("DELETE FROM resolved WHERE document IN (SELECT value FROM json_each(?))", (ids(documents),))
    store.write_many("INSERT INTO resolved VALUES (?, ?, ?, ?)", found)
    for relation in ("event", "measure", "deadline"):
        clusters.push(store, f"{relation}:file", _entries(store, relation, documents))
        clusters.push(store, f"{relation}:file", clusters.of_documents(store, relation, documents))


def _entries(store: Store, kind: str, documents: Sequence[str]) -> list[str]:
    sql = "SELECT e.id FROM json_each(?) j CROSS JOIN entries e ON e.document = j.value AND e.kind = ?"
    return [row["id"] for row in store.rows(sql, (ids(documents), kind))]


def _who(
    row: sqlite3.Row, posts: Mapping[str, _Post], countries: Mapping[str, str | None]
) -> tuple[str, str | None]:
    if row["label"] == "office" and row["profile"] in posts and row["published_first"]:
        person = posts[row["profile"]].holder(Days(row["published_first"], row["published_last"]))
        if person:
            return person, countries.get(person, row["country"])
    return row["cluster"], row["country"]


@dataclass(frozen=True, slots=True)
class _Post:
    """The tenures of one post."""

    tenures: tuple[Tenure, ...]

    def holder(self, when: Days) -> str | None:
        """Return the entity that held the post then, None where that is not beyond doubt."""
        first = self.tenures[0]
        return Holders(self.tenures).at(first.office, first.of, when)


def _posts(store: Store, posts: Iterable[str]) -> dict[str, _Post]:
    """Return the tenures of some posts, by the profile of the post."""
    sql = """SELECT t.post, k.cluster, n.office, n.of, e.status, d.published_first, d.published_last
        FROM json_each(?) j CROSS JOIN tenure_posts t ON t.post = j.value CROSS JOIN entries e ON e.id = t.entry
        CROSS JOIN tenures n ON n.entry = e.id CROSS JOIN documents d ON d.id = e.document
        CROSS JOIN participants p ON p.entry = e.id AND p.role = 'person'
        CROSS JOIN chain_profiles c ON c.document = e.document AND c.chain = p.chain
        CROSS JOIN clusters k ON k.relation = 'entity' AND k.node = c.profile
        WHERE d.published_first IS NOT NULL ORDER BY t.post, e.id"""
    found: dict[str, list[Tenure]] = defaultdict(list)
    for row in store.rows(sql, (ids(posts),)):
        published = Days(row["published_first"], row["published_last"])
        found[row["post"]].append(Tenure(row["cluster"], row["office"], row["of"], row["status"], published))
    return {post: _Post(tuple(tenures)) for post, tenures in found.items()}


def _countries(store: Store, posts: Mapping[str, _Post]) -> dict[str, str | None]:
    people = {tenure.entity for post in posts.values() for tenure in post.tenures}
    sql = "SELECT e.id, e.country FROM json_each(?) j CROSS JOIN entities e ON e.id = j.value"
    return {row["id"]: row["country"] for row in store.rows(sql, (ids(people),))}
