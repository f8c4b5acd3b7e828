"""Documents → profiles: every chain of a document is given the profile that it belongs to, every tenure its post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman import gazetteer
from dragoman.link.entities import ProfileKey, bound_to_document, profile_key
from dragoman.model import MentionLabel
from dragoman.store import Store, add_names, clusters
from dragoman.store.clusters import ids
from dragoman.store.judgements import Anchor, anchors, people
from dragoman.store.names import name_words
from dragoman.store.queries import other_versions

__all__ = ["NAMESAKE", "register"]

NAMESAKE = "namesake"
"""The relation of a profile and a document whose chain a person has taken out of it."""


@dataclass(frozen=True, slots=True)
class _Chain:
    """A chain as profiles need it; ``number`` is below 0 for a name in a role that has no chain.

    A ``group`` ("the two ministers") is somebody within its document only.
    """

    number: int
    name: str
    label: MentionLabel
    country: str | None
    group: bool = False


def register(store: Store, documents: Sequence[str]) -> None:
    """Write down the profiles and posts of some documents anew, and note what must be looked at because of it."""
    apart = _apart(store)
    before, posts = _profiles_of(store, documents), _posts_of(store, documents)
    for document in documents:
        _chains(store, document, apart.get(document, ()))
        _posts(store, document)
    touched = before | _profiles_of(store, documents)
    store.write("""DELETE FROM profiles WHERE id IN (SELECT value FROM json_each(?))
        AND NOT EXISTS (SELECT 1 FROM chain_profiles c WHERE c.profile = profiles.id)""", (ids(before),))  # fmt: skip
    clusters.push(store, "copy:file", documents)
    clusters.push(store, "entity:file", touched)
    clusters.push(store, "post", posts | _posts_of(store, documents))
    clusters.push(store, "resolve", documents)
    for relation in ("event", "measure", "deadline"):
        clusters.push(store, f"{relation}:file", clusters.of_documents(store, relation, documents))
        clusters.push(store, f"{relation}:file", _entries(store, relation, documents))


def _profiles_of(store: Store, documents: Sequence[str]) -> set[str]:
    sql = "SELECT DISTINCT profile FROM json_each(?) j CROSS JOIN chain_profiles p ON p.document = j.value"
    return {row["profile"] for row in store.rows(sql, (ids(documents),))}


def _apart(store: Store) -> dict[str, list[Anchor]]:
    """Return whom people have taken out of their profiles, by document; out of all versions of one article."""
    pairs = [pair for pair, said in people(store, NAMESAKE).items() if said == "different"]
    known = anchors(store, NAMESAKE) if pairs else {}
    versions = other_versions(store, {document for _, document in pairs})
    found: dict[str, list[Anchor]] = defaultdict(list)
    for profile, document in pairs:
        for one in (document, *versions.get(document, ())):
            found[one].append(known[profile])
    return found


def _chains(store: Store, document: str, apart: Sequence[Anchor]) -> None:
    year = _year(store, document)
    offices = _offices(store, document)
    keys = {chain: _profile(document, chain, offices, year) for chain in _chains_of(store, document)}
    out = {chain for anchor in apart for chain in _taken(anchor, keys)}
    found = {
        chain: _key(chain, offices, year, document) if chain in out else key for chain, key in keys.items()
    }
    store.write("DELETE FROM chain_profiles WHERE document = ?", (document,))
    store.write_many("INSERT INTO chain_profiles VALUES (?, ?, ?, ?)",
                     [(document, chain.number, chain.name, key.id) for chain, key in found.items()])  # fmt: skip
    add_names(store, (chain.name for chain in found))
    store.write_many("INSERT INTO profiles VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                     [(k.id, k.label, k.country, k.office, k.year, k.document) for k in found.values()])  # fmt: skip


def _profile(document: str, chain: _Chain, offices: Mapping[int, tuple[str, str]], year: int | None) -> ProfileKey:
    bound = chain.group or bound_to_document(chain.label, chain.name, chain.country)
    return _key(chain, offices, year, document if bound else None)


def _key(
    chain: _Chain, offices: Mapping[int, tuple[str, str]], year: int | None, document: str | None
) -> ProfileKey:
    office, status = offices.get(chain.number, (None, None))
    return profile_key(chain.label, chain.name, chain.country, office, year, status=status, document=document)


def _taken(anchor: Anchor, keys: Mapping[_Chain, ProfileKey]) -> list[_Chain]:
    """Return the chains that a person has taken out: those of the profile, else (read anew) those of its name."""
    exact = [chain for chain, key in keys.items() if key.id == anchor.node]
    named = [
        chain
        for chain in keys
        if chain.label == anchor.type and name_words(chain.name) == name_words(anchor.words)
    ]
    return exact or named


def _year(store: Store, document: str) -> int | None:
    [row] = store.rows("SELECT published_first FROM documents WHERE id = ?", (document,))
    return int(row["published_first"][:4]) if row["published_first"] else None


def _offices(store: Store, document: str) -> dict[int, tuple[str, str]]:
    """Return the office that a document gives each person and its status, by chain; the first of several."""
    sql = """SELECT p.chain, t.office, e.status FROM entries e JOIN tenures t ON t.entry = e.id
        JOIN participants p ON p.entry = e.id AND p.role = 'person'
        WHERE e.document = ? AND e.kind = 'tenure' AND p.chain IS NOT NULL ORDER BY e.number DESC"""
    return {row["chain"]: (row["office"], row["status"]) for row in store.rows(sql, (document,))}


def _chains_of(store: Store, document: str) -> list[_Chain]:
    sql = """SELECT number, name, label, country, members <> '[]' AS several FROM chains
        WHERE document = ? ORDER BY number"""
    chains = [_Chain(r["number"], r["name"], r["label"], r["country"], bool(r["several"]))
              for r in store.rows(sql, (document,))]  # fmt: skip
    sql = """SELECT DISTINCT p.name FROM entries e JOIN participants p ON p.entry = e.id
        WHERE e.document = ? AND p.chain IS NULL ORDER BY p.name"""
    names = {chain.name for chain in chains}
    loose = [row["name"] for row in store.rows(sql, (document,)) if row["name"] not in names]
    return chains + [_loose(-number, name) for number, name in enumerate(loose, 1)]


def _loose(number: int, name: str) -> _Chain:
    """Return a chain for a name in a role that no chain has."""
    entry = gazetteer.lookup(name)
    if entry and entry.kind in ("country", "demonym", "capital", "seat"):
        return _Chain(number, entry.name, "country", entry.country)
    return _Chain(number, name, "organisation", entry.country if entry else None)


def _posts(store: Store, document: str) -> None:
    sql = """SELECT e.id, t.office, t.of FROM entries e JOIN tenures t ON t.entry = e.id
        WHERE e.document = ? AND e.kind = 'tenure'"""
    rows = [(row["id"], profile_key("office", row["office"], row["of"]).id) for row in store.rows(sql, (document,))]
    store.write("DELETE FROM tenure_posts WHERE entry IN (SELECT id FROM entries WHERE document = ?)", (document,))
    store.write_many("INSERT INTO tenure_posts VALUES (?, ?)", rows)


def _posts_of(store: Store, documents: Sequence[str]) -> set[str]:
    """Return the posts that some documents name a holder of."""
    sql = """SELECT DISTINCT t.post FROM json_each(?) j
        CROSS JOIN entries e ON e.document = j.value AND e.kind = 'tenure'
        CROSS JOIN tenure_posts t ON t.entry = e.id"""
    return {row["post"] for row in store.rows(sql, (ids(documents),))}


def _entries(store: Store, kind: str, documents: Sequence[str]) -> list[str]:
    sql = "SELECT e.id FROM json_each(?) j CROSS JOIN entries e ON e.document = j.value AND e.kind = ?"
    return [row["id"] for row in store.rows(sql, (ids(documents), kind))]
