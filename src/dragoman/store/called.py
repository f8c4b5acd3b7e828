"""What the nodes of linking are called: names with their country, entries by their words, documents by their title."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.store.clusters import ids
from dragoman.store.database import Store

__all__ = ["called"]

_NAMES = """SELECT p.id AS node, iif(p.label = 'country', NULL, p.country) AS more,
    (SELECT c.name FROM chain_profiles c WHERE c.profile = p.id
        GROUP BY c.name ORDER BY count(*) DESC, c.name LIMIT 1) AS name
    FROM json_each(?) j CROSS JOIN profiles p ON p.id = j.value"""
_ENTRIES = """SELECT e.id AS node, coalesce(v.type || ' ', '') || '“' || e.trigger || '”' AS name,
    coalesce(d.outlet, d.title, d.id) || coalesce(' ' || d.published, '') AS more
    FROM json_each(?) j CROSS JOIN entries e ON e.id = j.value LEFT JOIN events v ON v.entry = e.id
    CROSS JOIN documents d ON d.id = e.document"""
_DOCUMENTS = """SELECT d.id AS node, coalesce(d.title, substr(d.text, 1, 60)) AS name, d.outlet AS more
    FROM json_each(?) j CROSS JOIN documents d ON d.id = j.value"""
_GONE = "SELECT a.node, a.words AS name, a.country AS more FROM json_each(?) j CROSS JOIN anchors a ON a.node = j.value"


def called(store: Store, nodes: Iterable[str]) -> dict[str, str]:
    """Return in words what some nodes are: profiles, entries and documents, and what people judged that is no more."""
    several = ids(sorted(nodes))
    rows = [row for sql in (_GONE, _DOCUMENTS, _ENTRIES, _NAMES) for row in store.rows(sql, (several,))]
    return {row["node"]: ", ".join(filter(None, (row["name"], row["more"]))) for row in rows}
