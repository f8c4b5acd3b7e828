"""Event clusters → happenings: the most specific value of each slot, chosen among the tellings of each event."""

from __future__ import annotations

import json
from collections.abc import Sequence

from dragoman.link import material
from dragoman.link.events.choosing import Chosen, Value, choose
from dragoman.link.events.history import Telling
from dragoman.link.nodes import Who
from dragoman.store import Store, clusters
from dragoman.store.clusters import ids

__all__ = ["summarise_events", "tellings"]


def tellings(store: Store, entries: Sequence[str]) -> dict[str, Telling]:
    """Return tellings by the ids of their entries, with what weighs them: source, official text, score."""
    nodes = material.events(store, entries)
    sql = """SELECT e.id, e.score, d.id AS document, d.genre, coalesce(s.source, d.id) AS source FROM json_each(?) j
        CROSS JOIN entries e ON e.id = j.value CROSS JOIN documents d ON d.id = e.document
        LEFT JOIN sources s ON s.document = d.id"""
    return {
        row["id"]: Telling(nodes[row["id"]], row["source"], row["genre"] in ("release", "transcript"), row["score"])
        for row in store.rows(sql, (ids(entries),))
    }


def summarise_events(store: Store, several: Sequence[str]) -> None:
    """Write the rows of some events anew; one that has no telling any more goes."""
    groups = clusters.members(store, "event", several)
    told = tellings(store, sorted({node for group in groups.values() for node in group}))
    rows, parties = [], []
    for event, group in groups.items():
        members = [told[node] for node in group]
        chosen = choose(members)
        rows.append((event, *_row(chosen, members)))
        parties += [(event, role, who.value.entity) for role, who in _roles(chosen)]
    store.write("DELETE FROM happenings WHERE id IN (SELECT value FROM json_each(?))", (ids(several),))
    store.write_many(f"INSERT INTO happenings VALUES ({', '.join('?' * 16)})", rows)
    store.write_many("INSERT INTO happening_parties VALUES (?, ?, ?) ON CONFLICT DO NOTHING", parties)
    clusters.push(store, "story:file", several)


def _roles(chosen: Chosen) -> list[tuple[str, Value[Who]]]:
    return [("actor", who) for who in chosen.actors] + [("recipient", who) for who in chosen.recipients]


def _row(chosen: Chosen, members: Sequence[Telling]) -> tuple[object, ...]:
    published = [member.node.published for member in members if member.node.published]
    date = chosen.date.value if chosen.date else None
    return (
        chosen.type.value, _value(chosen.mode), _people(chosen.actors), _people(chosen.recipients),
        date.edtf if date else None, date.first if date else None, date.last if date else None,
        _value(chosen.place), chosen.status.value, _value(chosen.content),
        min((days.first for days in published), default=None), max((days.last for days in published), default=None),
        len({member.node.document for member in members}), len({member.source for member in members}),
        json.dumps(_from(chosen)),
    )  # fmt: skip


def _value(value: Value[str] | None) -> str | None:
    return value.value if value else None


def _people(several: Sequence[Value[Who]]) -> str:
    rows = [(v.value.entity, v.value.name, v.value.label, v.value.country) for v in several]
    return json.dumps(rows, ensure_ascii=False)


def _from(chosen: Chosen) -> dict[str, str]:
    slots = ("type", "mode", "date", "place", "status", "content", "sentence")
    return {slot: value.telling for slot in slots if (value := getattr(chosen, slot))}

