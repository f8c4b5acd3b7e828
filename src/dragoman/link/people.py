"""People's judgements: given by name or id, taken back, and found again after documents were read anew.

A person judges two nodes that stand in the record now. What they were is kept in words (an `Anchor`), so that the
judgement holds for the node that tells the same in the same document after re-reading (the entry whose sentence has
most words in common, the profile of the same name) and in other versions of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dragoman.link.registry import NAMESAKE
from dragoman.model import Link
from dragoman.store import Store, add_links, clusters
from dragoman.store.clusters import ids
from dragoman.store.judgements import Anchor, JudgementRow, Pair, add_anchors, anchors, people
from dragoman.store.queries import other_versions

__all__ = ["give", "standing", "take_out", "withdraw"]

_ALIKE = 0.6
"""A sentence with at least this share of its words in common with the anchor's is the same sentence read anew."""


def standing(store: Store, relation: str) -> dict[Pair, str]:
    """Return what people say of the pairs of a relation, in terms of the nodes that there are now.

    The latest word on a pair holds. What was said of an entry holds for its counterpart in another version of the
    article too, unless somebody has judged that one.
    """
    said = people(store, relation)
    now = _now(store, relation, {node for pair in said for node in pair})
    beside, direct = {}, {}  # type: dict[Pair, str], dict[Pair, str]
    for (left, right), judgement in said.items():
        for one in now[left]:
            for other in now[right]:
                found = direct if (one, other) == (now[left][0], now[right][0]) else beside
                if one != other:
                    found[min(one, other), max(one, other)] = judgement
    return beside | direct


def give(store: Store, relation: str, left: str, right: str, judgement: str, by: str, at: str, why: str = "") -> None:
    """Write down what a person says of two nodes, and note that their clusters must be settled anew.

    ``judgement`` is "same", "different" or "unsure".
    """
    first, second = sorted((left, right))
    reasons = (why,) if why else ()
    add_anchors(store, _anchors(store, relation, [first, second]))
    add_links(store, [Link(first, second, relation, judgement, 1.0, reasons, by, at, person=True)])  # type: ignore[arg-type]
    _touch(store, relation, [first, second])


def take_out(store: Store, profile: str, document: str, by: str, at: str, why: str = "") -> None:
    """Write down that a document's namesake is somebody else than the others of a profile."""
    reasons = (why,) if why else ()
    add_anchors(store, [replace(anchor, relation=NAMESAKE) for anchor in _anchors(store, "entity", [profile])])
    add_links(store, [Link(profile, document, NAMESAKE, "different", 1.0, reasons, by, at, person=True)])
    _register(store, document)


def withdraw(store: Store, row: JudgementRow, by: str, at: str) -> None:
    """Take back a person's judgement; the one before it, or the program's, holds again."""
    taken = Link(row.left, row.right, row.relation, "withdrawn", 1.0, (), by, at, person=True, withdraws=row.number)
    add_links(store, [taken])
    if row.relation == NAMESAKE:
        _register(store, row.right)
    else:
        _touch(store, row.relation, [row.left, row.right])


def _register(store: Store, document: str) -> None:
    versions = other_versions(store, [document]).get(document, [])
    clusters.push(store, "document", [document, *versions])


def _touch(store: Store, relation: str, nodes: Sequence[str]) -> None:
    now = {one for several in _now(store, relation, nodes).values() for one in several}
    own = set(clusters.clusters_of(store, relation, now).values())
    several = clusters.members(store, relation, own).values()
    clusters.push(store, f"{relation}:settle", {node for group in several for node in group})


def _anchors(store: Store, relation: str, nodes: Sequence[str]) -> list[Anchor]:
    if relation == "entity":
        sql = """SELECT p.id, p.label, p.country, min(c.name) AS name, min(c.document) AS document FROM json_each(?) j
            CROSS JOIN profiles p ON p.id = j.value CROSS JOIN chain_profiles c ON c.profile = p.id GROUP BY p.id"""
        return [
            Anchor(row["id"], relation, row["document"], row["label"], row["name"], None, row["country"])
            for row in store.rows(sql, (ids(nodes),))
        ]
    sql = """SELECT e.id, e.document, e.sentence, e.trigger, e.trigger_start,
            coalesce(v.type, m.instrument, e.kind) AS type
        FROM json_each(?) j CROSS JOIN entries e ON e.id = j.value
        LEFT JOIN events v ON v.entry = e.id LEFT JOIN measures m ON m.entry = e.id"""
    return [
        Anchor(row["id"], relation, row["document"], row["type"], row["sentence"], row["trigger"], None,
               row["trigger_start"])
        for row in store.rows(sql, (ids(nodes),))
    ]  # fmt: skip


# --- what stands for a judged node now -----------------------------------------------------------------------------


def _now(store: Store, relation: str, nodes: Iterable[str]) -> dict[str, list[str]]:
    """Return for each judged node the one that stands for it now, then its counterparts in other versions.

    A node that is no more and that nothing stands for is returned as it is: it may come back.
    """
    several = sorted(set(nodes))
    if relation == "copy":
        versions = other_versions(store, several)
        return {node: [node, *versions.get(node, [])] for node in several}
    known = anchors(store, relation) if several else {}
    alive = clusters.clusters_of(store, relation, several)
    if relation == "entity":
        found = {node: None if node in alive else _profile_again(store, known.get(node)) for node in several}
        return {node: [found[node] or node] for node in several}
    versions = other_versions(store, {str(known[node].document) for node in several if node in known})
    return {node: _entries_now(store, node, node in alive, known.get(node), versions) for node in several}


def _entries_now(
    store: Store, node: str, alive: bool, anchor: Anchor | None, versions: Mapping[str, Sequence[str]]
) -> list[str]:
    if anchor is None or anchor.document is None:
        return [node]
    own = node if alive else _entry_again(store, anchor, anchor.document) or node
    others = [_entry_again(store, anchor, version) for version in versions.get(anchor.document, ())]
    return [own, *(other for other in others if other)]


def _profile_again(store: Store, anchor: Anchor | None) -> str | None:
    """Return the profile of the same label and name: that of the same document or country, else the only one."""
    if anchor is None:
        return None
    sql = """SELECT p.id, p.country, max(c.document IS ?) AS here FROM chain_profiles c
        CROSS JOIN profiles p ON p.id = c.profile WHERE c.name = ? AND p.label = ? GROUP BY p.id ORDER BY p.id"""
    rows = store.rows(sql, (anchor.document, anchor.words, anchor.type))
    here = [row["id"] for row in rows if row["here"]]
    near = [row["id"] for row in rows if row["country"] == anchor.country]
    return next((found[0] for found in (here, near, [row["id"] for row in rows]) if len(found) == 1), None)


def _entry_again(store: Store, anchor: Anchor, document: str) -> str | None:
    """Return the entry of a document that tells what the anchor does: of the same kind, in a sentence like it.

    Of several in one sentence, that of the same type and words, nearest to where the anchor stood.
    """
    sql = """SELECT e.id, e.sentence, e.trigger, e.trigger_start, coalesce(v.type, m.instrument, e.kind) AS type
        FROM entries e LEFT JOIN events v ON v.entry = e.id LEFT JOIN measures m ON m.entry = e.id
        WHERE e.document = ? AND e.kind = ? ORDER BY e.id"""
    scored = [
        (_alike(row["sentence"], anchor.words), row["type"] == anchor.type, row["trigger"] == anchor.trigger,
         -abs(row["trigger_start"] - (anchor.start or 0)), row["id"])
        for row in store.rows(sql, (document, anchor.relation))
    ]  # fmt: skip
    fitting = [score for score in scored if score[0] >= _ALIKE and (score[1] or score[2])]
    return max(fitting)[-1] if fitting else None


def _alike(left: str, right: str) -> float:
    one, other = (set(re.findall(r"\w+", text.casefold())) for text in (left, right))
    return len(one & other) / max(1, len(one | other))
