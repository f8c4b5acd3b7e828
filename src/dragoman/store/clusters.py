"""What linking keeps beside its judgements: what is pending, block keys, clusters. All of it can be built anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from dragoman.store.database import Store

__all__ = [
    "block_partners",
    "cell_mates",
    "cluster_mates",
    "clusters_of",
    "done",
    "drop",
    "file",
    "forget",
    "ids",
    "listed",
    "members",
    "of_cells",
    "of_documents",
    "pending",
    "places",
    "pop",
    "push",
    "still_pending",
    "write_cells",
    "write_clusters",
]


def ids(nodes: Iterable[str]) -> str:
    """Return ids as a parameter for ``json_each``.

    Queries lead from there to the tables by ``CROSS JOIN``, which SQLite carries out in the order in which it is
    written: without statistics it would rather go through a whole relation.
    """
    return json.dumps(list(nodes))


def push(store: Store, stage: str, nodes: Iterable[str]) -> None:
    """Note that a stage of linking has these nodes yet to look at."""
    store.write_many("INSERT INTO pending VALUES (?, ?) ON CONFLICT DO NOTHING", [(stage, node) for node in nodes])


def pop(store: Store, stage: str, limit: int) -> list[str]:
    """Take nodes off a stage's list, in order of their ids: at most ``limit``."""
    rows = store.rows("SELECT node FROM pending WHERE stage = ? ORDER BY node LIMIT ?", (stage, limit))
    found = [row["node"] for row in rows]
    done(store, stage, found)
    return found


def done(store: Store, stage: str, nodes: Iterable[str]) -> None:
    """Note that a stage has nothing to do with some nodes any more."""
    sql = "DELETE FROM pending WHERE stage = ? AND node IN (SELECT value FROM json_each(?))"
    store.write(sql, (stage, ids(nodes)))


def pending(store: Store, stage: str) -> int:
    """Return how many nodes a stage has yet to look at."""
    return int(store.rows("SELECT count(*) FROM pending WHERE stage = ?", (stage,))[0][0])


def listed(store: Store, stage: str) -> list[str]:
    """Return the nodes that a stage has yet to look at, in order of their ids."""
    return [row["node"] for row in store.rows("SELECT node FROM pending WHERE stage = ? ORDER BY node", (stage,))]


def still_pending(store: Store, stage: str, nodes: Iterable[str]) -> set[str]:
    """Return which of some nodes a stage has yet to look at."""
    sql = "SELECT p.node FROM json_each(?) j CROSS JOIN pending p ON p.stage = ? AND p.node = j.value"
    return {row["node"] for row in store.rows(sql, (ids(nodes), stage))}


def file(store: Store, relation: str, keys: Mapping[str, Sequence[str]], documents: Mapping[str, str | None]) -> None:
    """File nodes under their keys, instead of those they had; a node that is new becomes a cluster of its own.

    ``documents`` tells in which document each node stands, None where it stands in several.
    """
    store.write("DELETE FROM blocks WHERE relation = ? AND node IN (SELECT value FROM json_each(?))",
                (relation, ids(keys)))  # fmt: skip
    rows = [(relation, key, node) for node, several in keys.items() for key in several]
    store.write_many("INSERT INTO blocks VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows)
    alone = [(relation, node, node, node, documents.get(node)) for node in keys]
    store.write_many("INSERT INTO clusters VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", alone)


def drop(store: Store, relation: str, nodes: Iterable[str]) -> None:
    """Take out nodes that are no more."""
    gone = (relation, ids(nodes))
    for table in ("blocks", "clusters"):
        store.write(f"DELETE FROM {table} WHERE relation = ? AND node IN (SELECT value FROM json_each(?))", gone)


def block_partners(store: Store, relation: str, nodes: Sequence[str]) -> dict[str, set[str]]:
    """Return, for each node, those that share a key with it."""
    sql = """SELECT DISTINCT mine.node AS node, other.node AS partner FROM json_each(?) j
        CROSS JOIN blocks mine ON mine.relation = ? AND mine.node = j.value
        CROSS JOIN blocks other ON other.relation = mine.relation AND other.key = mine.key
        WHERE other.node <> mine.node"""
    found: dict[str, set[str]] = {node: set() for node in nodes}
    for row in store.rows(sql, (ids(nodes), relation)):
        found[row["node"]].add(row["partner"])
    return found


def clusters_of(store: Store, relation: str, nodes: Iterable[str]) -> dict[str, str]:
    """Return the cluster of each node; one that is not there (any more) is left out."""
    sql = "SELECT c.node, c.cluster FROM json_each(?) j CROSS JOIN clusters c ON c.relation = ? AND c.node = j.value"
    return {row["node"]: row["cluster"] for row in store.rows(sql, (ids(nodes), relation))}


def members(store: Store, relation: str, clusters: Iterable[str]) -> dict[str, list[str]]:
    """Return the nodes of each cluster, in order of their ids."""
    sql = """SELECT c.cluster, c.node FROM json_each(?) j
        CROSS JOIN clusters c ON c.relation = ? AND c.cluster = j.value ORDER BY c.node"""
    found: dict[str, list[str]] = {}
    for row in store.rows(sql, (ids(clusters), relation)):
        found.setdefault(row["cluster"], []).append(row["node"])
    return found


def of_documents(store: Store, relation: str, documents: Iterable[str]) -> list[str]:
    """Return the nodes that stand in some documents."""
    sql = """SELECT c.node FROM json_each(?) j
        CROSS JOIN clusters c ON c.document = j.value AND c.relation = ? ORDER BY c.node"""
    return [row["node"] for row in store.rows(sql, (ids(documents), relation))]


def write_clusters(store: Store, relation: str, found: Mapping[str, str]) -> None:
    """Write down the cluster of each node."""
    sql = "UPDATE clusters SET cluster = ? WHERE relation = ? AND node = ?"
    store.write_many(sql, [(cluster, relation, node) for node, cluster in found.items()])


def cell_mates(store: Store, relation: str, nodes: Iterable[str]) -> set[str]:
    """Return the nodes that were last settled together with some nodes, these included."""
    own = "SELECT DISTINCT c.cell FROM json_each(?) j CROSS JOIN clusters c ON c.relation = ? AND c.node = j.value"
    return of_cells(store, relation, [row["cell"] for row in store.rows(own, (ids(nodes), relation))])


def cluster_mates(store: Store, relation: str, nodes: Iterable[str]) -> set[str]:
    """Return the nodes that stand in a cluster with some nodes, these included."""
    own = set(clusters_of(store, relation, nodes).values())
    return {node for group in members(store, relation, own).values() for node in group}


def of_cells(store: Store, relation: str, cells: Iterable[str]) -> set[str]:
    """Return the nodes of some cells."""
    sql = "SELECT c.node FROM json_each(?) j CROSS JOIN clusters c ON c.relation = ? AND c.cell = j.value"
    return {row["node"] for row in store.rows(sql, (ids(cells), relation))}


def places(store: Store, relation: str, nodes: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the cluster and the cell of each node; one that is not there (any more) is left out."""
    sql = """SELECT c.node, c.cluster, c.cell FROM json_each(?) j
        CROSS JOIN clusters c ON c.relation = ? AND c.node = j.value"""
    return {row["node"]: (row["cluster"], row["cell"]) for row in store.rows(sql, (ids(nodes), relation))}


def write_cells(store: Store, relation: str, found: Mapping[str, str]) -> None:
    """Write down which nodes were settled together: for each the first of them."""
    sql = "UPDATE clusters SET cell = ?1 WHERE relation = ?2 AND node = ?3 AND cell <> ?1"
    store.write_many(sql, [(first, relation, node) for node, first in found.items()])


_DERIVED = (
    "pending", "blocks", "clusters", "chain_profiles", "profiles", "tenure_posts", "resolved", "entities", "sources",
    "happening_parties", "happenings", "disagreements", "story_documents", "stories",
)  # fmt: skip


def forget(store: Store) -> None:
    """Throw away everything that linking has derived, and note every document as pending; judgements stay."""
    for table in _DERIVED:
        store.write(f"DELETE FROM {table}")
    store.write("INSERT INTO pending SELECT 'document', id FROM documents")
