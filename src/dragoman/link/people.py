"""People's judgements: given by name or id, taken back, and found again after documents were read anew.

A person judges two nodes that stand in the record now. What they were is kept in words (an `Anchor`), so that the
judgement holds for the node that tells the same in the same document after re-reading: the entry of the same kind
whose sentence has most words in common, the profile of the same name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.link.registry import NAMESAKE
from dragoman.model import Link
from dragoman.store import Store, add_links, clusters
from dragoman.store.clusters import ids
from dragoman.store.judgements import Anchor, JudgementRow, Pair, add_anchors, anchors, people

__all__ = ["give", "standing", "take_out", "withdraw"]

_ALIKE = 0.6
"""A sentence with at least this share of its words in common with the anchor's is the same sentence read anew."""


def standing(store: Store, relation: str) -> dict[Pair, str]:
    """Return what people say of the pairs of a relation, in terms of the nodes that there are now."""
    said = people(store, relation)
    now = _found_again(store, relation, {node for pair in said for node in pair})
    return {
        (min(left, right), max(left, right)): judgement
        for pair, judgement in said.items()
        for left, right in [(now.get(pair[0], pair[0]), now.get(pair[1], pair[1]))]
        if left != right
    }


def give(store: Store, relation: str, left: str, right: str, judgement: str, by: str, at: str, why: str = "") -> None:
    """Write down what a person says of two nodes, and note that their clusters must be settled anew.

    ``judgement`` is "same", "different" or "unsure".
    """
    first, second = sorted((left, right))
    reasons = (why,) if why else ()
    add_anchors(store, _anchors(store, relation, [first, second]))
    add_links(store, [Link(first, second, relation, judgement, 1.0, reasons, by, at, person=True)])  # type: ignore[arg-type]
    _touch(store, relation, [first, second])


def take_out(store: Store, profile: str, document: str, by: str, at: str) -> None:
    """Write down that a document's namesake is somebody else than the others of a profile."""
    add_links(store, [Link(profile, document, NAMESAKE, "different", 1.0, (), by, at, person=True)])
    clusters.push(store, "document", [document])


def withdraw(store: Store, row: JudgementRow, by: str, at: str) -> None:
    """Take back a person's judgement; the one before it, or the program's, holds again."""
    taken = Link(row.left, row.right, row.relation, "withdrawn", 1.0, (), by, at, person=True, withdraws=row.number)
    add_links(store, [taken])
    if row.relation == NAMESAKE:
        clusters.push(store, "document", [row.right])
    else:
        now = _found_again(store, row.relation, {row.left, row.right})
        _touch(store, row.relation, [now.get(node, node) for node in (row.left, row.right)])


def _touch(store: Store, relation: str, nodes: Sequence[str]) -> None:
    own = set(clusters.clusters_of(store, relation, nodes).values())
    several = clusters.members(store, relation, own).values()
    clusters.push(store, f"{relation}:settle", {node for group in several for node in group})


def _anchors(store: Store, relation: str, nodes: Sequence[str]) -> list[Anchor]:
    if relation == "entity":
        sql = """SELECT p.id, p.label, p.country, min(c.name) AS name FROM json_each(?) j
            CROSS JOIN profiles p ON p.id = j.value CROSS JOIN chain_profiles c ON c.profile = p.id GROUP BY p.id"""
        return [
            Anchor(row["id"], relation, None, row["label"], row["name"], None, row["country"])
            for row in store.rows(sql, (ids(nodes),))
        ]
    sql = """SELECT e.id, e.document, e.kind, e.sentence, e.trigger, coalesce(v.type, m.instrument, e.kind) AS type
        FROM json_each(?) j CROSS JOIN entries e ON e.id = j.value
        LEFT JOIN events v ON v.entry = e.id LEFT JOIN measures m ON m.entry = e.id"""
    return [
        Anchor(row["id"], relation, row["document"], row["type"], row["sentence"], row["trigger"])
        for row in store.rows(sql, (ids(nodes),))
    ]


def _found_again(store: Store, relation: str, nodes: Iterable[str]) -> dict[str, str]:
    """Return, for judged nodes that are no more, those that stand for them now."""
    several = set(nodes)
    gone = several - set(clusters.clusters_of(store, relation, several))
    known = anchors(store, relation) if gone else {}
    finder = _profile_again if relation == "entity" else _entry_again
    found = {node: finder(store, known[node]) for node in sorted(gone) if node in known}
    return {node: now for node, now in found.items() if now}


def _profile_again(store: Store, anchor: Anchor) -> str | None:
    """Return the profile of the same label and name: that of the same country, else the only one."""
    sql = """SELECT DISTINCT p.id, p.country FROM chain_profiles c JOIN profiles p ON p.id = c.profile
        WHERE c.name = ? AND p.label = ? ORDER BY p.id"""
    rows = store.rows(sql, (anchor.words, anchor.type))
    near = [row["id"] for row in rows if row["country"] == anchor.country] or [row["id"] for row in rows]
    return near[0] if len(near) == 1 else None


def _entry_again(store: Store, anchor: Anchor) -> str | None:
    """Return the entry of the same document and type whose sentence is most like the anchor's."""
    sql = """SELECT e.id, e.sentence, e.trigger FROM entries e LEFT JOIN events v ON v.entry = e.id
        LEFT JOIN measures m ON m.entry = e.id
        WHERE e.document = ? AND coalesce(v.type, m.instrument, e.kind) = ? ORDER BY e.id"""
    rows = store.rows(sql, (anchor.document, anchor.type))
    scored = [(_alike(row["sentence"], anchor.words), row["trigger"] == anchor.trigger, row["id"]) for row in rows]
    best = max(scored, default=(0.0, False, ""))
    return best[2] if best[0] >= _ALIKE else None


def _alike(left: str, right: str) -> float:
    one, other = set(left.lower().split()), set(right.lower().split())
    return len(one & other) / max(1, len(one | other))


