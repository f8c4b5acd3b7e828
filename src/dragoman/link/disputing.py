"""Clusters → disagreements: what independent sources say of one thing that cannot all be true."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from dragoman.edtf import Days
from dragoman.link import disagreements, material
from dragoman.link.disagreements import Source, Tenure, Told
from dragoman.link.disagreements.claims import Entry
from dragoman.model import Disagreement
from dragoman.store import Store, clusters
from dragoman.store.clusters import ids

__all__ = ["dispute_deadlines", "dispute_entities", "dispute_events", "dispute_measures"]

N = TypeVar("N", bound=Entry)


def dispute_events(store: Store, several: Sequence[str]) -> None:
    """Write down anew on what the tellings of some events disagree."""
    _dispute(store, "event", several, material.events, disagreements.of_event)


def dispute_measures(store: Store, several: Sequence[str]) -> None:
    """Write down anew on what the tellings of some measures disagree."""
    _dispute(store, "measure", several, material.measures, disagreements.of_measure)


def dispute_deadlines(store: Store, several: Sequence[str]) -> None:
    """Write down anew on what the tellings of some deadlines disagree."""
    _dispute(store, "deadline", several, material.deadlines, disagreements.of_deadline)


def _dispute(
    store: Store,
    kind: str,
    several: Sequence[str],
    load: Callable[[Store, Sequence[str]], Mapping[str, N]],
    find: Callable[[str, Iterable[Told[N]]], tuple[Disagreement, ...]],
) -> None:
    groups = {id: group for id, group in clusters.members(store, kind, several).items() if len(group) > 1}
    entries = sorted({node for group in groups.values() for node in group})
    nodes, sources = load(store, entries), _sources(store, entries)
    after = _after(store, entries) if kind == "event" else {}
    found = [
        disagreement
        for subject, group in groups.items()
        for disagreement in find(subject, [Told(nodes[node], sources[node], after.get(node, ())) for node in group])
    ]
    _write(store, kind, several, found)


def dispute_entities(store: Store, several: Sequence[str]) -> None:
    """Write down anew which offices of some people the sources disagree on."""
    sql = """SELECT k.cluster, x.name, e.id, e.status, e.sentence, t.office, t.of, d.published_first, d.published_last
        FROM json_each(?) j CROSS JOIN entities x ON x.id = j.value AND x.label = 'person'
        CROSS JOIN clusters k ON k.relation = 'entity' AND k.cluster = x.id
        CROSS JOIN chain_profiles c ON c.profile = k.node
        CROSS JOIN entries e ON e.document = c.document AND e.kind = 'tenure'
        CROSS JOIN participants p ON p.entry = e.id AND p.role = 'person' AND p.chain = c.chain
        CROSS JOIN tenures t ON t.entry = e.id CROSS JOIN documents d ON d.id = e.document"""
    rows = store.rows(sql, (ids(several),))
    sources = _sources(store, [row["id"] for row in rows])
    told: dict[str, list[Told[Tenure]]] = defaultdict(list)
    for row in rows:
        published = Days(row["published_first"], row["published_last"]) if row["published_first"] else None
        tenure = Tenure(row["id"], row["name"], row["office"], row["of"], row["status"], row["sentence"], published)
        told[row["cluster"]].append(Told(tenure, sources[row["id"]]))
    found = [one for entity, tenures in told.items() for one in disagreements.of_person(entity, tenures)]
    _write(store, "entity", several, found)


_MORE = 6
"""Sentences after a telling that may tell more of the same."""


def _after(store: Store, entries: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the sentences that tell more of each event: all up to the next encounter of named parties."""
    sql = """SELECT e.id, s.text FROM json_each(?) j CROSS JOIN entries e ON e.id = j.value
        CROSS JOIN sentences s ON s.document = e.document AND s.start >= e.sentence_stop
        WHERE s.start < coalesce((SELECT min(o.sentence_start) FROM entries o CROSS JOIN events v ON v.entry = o.id
            WHERE o.document = e.document AND v.type = 'CONSULT' AND o.status IN ('done', 'ongoing')
                AND o.sentence_start >= e.sentence_stop
                AND (SELECT count(*) FROM participants p WHERE p.entry = o.id AND p.role <> 'source') > 1), s.stop)
        ORDER BY e.id, s.start"""
    found: dict[str, list[str]] = defaultdict(list)
    for row in store.rows(sql, (ids(entries),)):
        found[row["id"]].append(row["text"])
    return {id: tuple(several[:_MORE]) for id, several in found.items()}


def _sources(store: Store, entries: Sequence[str]) -> dict[str, Source]:
    sql = """SELECT e.id, coalesce(s.source, e.document) AS source, coalesce(s.name, d.outlet, d.title) AS name
        FROM json_each(?) j CROSS JOIN entries e ON e.id = j.value CROSS JOIN documents d ON d.id = e.document
        LEFT JOIN sources s ON s.document = e.document"""
    return {row["id"]: Source(row["source"], row["name"]) for row in store.rows(sql, (ids(entries),))}


def _write(store: Store, kind: str, several: Sequence[str], found: Iterable[Disagreement]) -> None:
    store.write("DELETE FROM disagreements WHERE kind = ? AND subject IN (SELECT value FROM json_each(?))",
                (kind, ids(several)))  # fmt: skip
    store.write_many(
        "INSERT INTO disagreements VALUES (?, ?, ?, ?, ?, ?)",
        [(one.id, kind, one.subject, one.slot, one.said, _values(one)) for one in found],
    )


def _values(one: Disagreement) -> str:
    rows = [{"value": v.wording, "entries": v.entries, "sources": v.sources} for v in one.values]
    return json.dumps(rows, ensure_ascii=False)
