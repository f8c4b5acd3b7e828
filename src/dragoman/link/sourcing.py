"""Copies → sources: whose word each document is, written down for every cluster of copies."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.link import material
from dragoman.link.sources import source_of
from dragoman.store import Store, clusters
from dragoman.store.clusters import ids

__all__ = ["note_sources"]


def note_sources(store: Store, documents: Sequence[str]) -> None:
    """Write down anew the sources of some documents and their copies, and note the clusters that rest on them."""
    groups = clusters.members(store, "copy", set(clusters.clusters_of(store, "copy", documents).values()))
    several = sorted({document for group in groups.values() for document in group})
    nodes = material.documents(store, several)
    found = {
        document: (source.id, source.name, source.kind)
        for group in groups.values()
        for document, source in source_of([nodes[document] for document in group]).items()
    }
    sql = "SELECT s.* FROM json_each(?) j CROSS JOIN sources s ON s.document = j.value"
    rows = store.rows(sql, (ids(several),))
    before = {row["document"]: (row["source"], row["name"], row["kind"]) for row in rows}
    changed = [document for document in several if before.get(document) != found[document]]
    store.write_many("INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?)", [(one, *found[one]) for one in changed])
    _note(store, changed)


def _note(store: Store, documents: Sequence[str]) -> None:
    """Note what counts these documents among its sources."""
    for relation in ("event", "measure", "deadline"):
        entries = clusters.of_documents(store, relation, documents)
        clusters.push(store, f"{relation}:summary", clusters.clusters_of(store, relation, entries).values())
    sql = "SELECT DISTINCT r.entity FROM json_each(?) j CROSS JOIN resolved r ON r.document = j.value"
    clusters.push(store, "entity:summary", (row["entity"] for row in store.rows(sql, (ids(documents),))))
