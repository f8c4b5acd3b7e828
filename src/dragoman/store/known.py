"""Entities that others publish, as they were imported: names, countries, offices."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from dragoman.store.clusters import ids
from dragoman.store.database import Store

__all__ = ["KnownOffice", "KnownRow", "add_known", "any_known", "known", "known_by_name", "names_of_known"]

Key = tuple[str, str]  # a label and a folded name


@dataclass(frozen=True, slots=True)
class KnownOffice:
    """An office that a known entity holds or held: the first and last ISO day, None where they are open."""

    name: str
    of: str | None
    status: str
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class KnownRow:
    """An entity that was imported. ``names`` begins with its usual name."""

    id: str
    label: str
    name: str
    names: tuple[str, ...]
    country: str | None
    offices: tuple[KnownOffice, ...]


def add_known(store: Store, rows: Iterable[KnownRow], keys: Mapping[str, Iterable[Key]]) -> None:
    """Take in entities instead of those with the same ids; ``keys`` are the names under which each is found."""
    for row in rows:
        store.write("DELETE FROM known_entities WHERE id = ?", (row.id,))
        offices = json.dumps([asdict(office) for office in row.offices], ensure_ascii=False)
        values = (row.id, row.label, row.name, json.dumps(row.names, ensure_ascii=False), row.country, offices)
        store.write("INSERT INTO known_entities VALUES (?, ?, ?, ?, ?, ?)", values)
        named = [(_folded(key), row.id) for key in sorted(set(keys.get(row.id, ())))]
        store.write_many("INSERT INTO known_names VALUES (?, ?)", named)


def any_known(store: Store) -> bool:
    """Tell whether anything has been imported."""
    return bool(store.rows("SELECT 1 FROM known_names LIMIT 1"))


def known(store: Store, several: Iterable[str]) -> dict[str, KnownRow]:
    """Return imported entities by their ids."""
    sql = "SELECT e.* FROM json_each(?) j CROSS JOIN known_entities e ON e.id = j.value"
    return {
        row["id"]: KnownRow(
            row["id"], row["label"], row["name"], tuple(json.loads(row["names"])), row["country"],
            tuple(KnownOffice(**office) for office in json.loads(row["offices"])),
        )
        for row in store.rows(sql, (ids(several),))
    }  # fmt: skip


def known_by_name(store: Store, keys: Iterable[Key]) -> dict[Key, tuple[str, ...]]:
    """Return the ids of the imported entities that have some names, sorted."""
    asked = {_folded(key): key for key in keys}
    sql = """SELECT n.folded, n.entity FROM json_each(?) j CROSS JOIN known_names n ON n.folded = j.value
        ORDER BY n.folded, n.entity"""
    found: dict[Key, tuple[str, ...]] = {}
    for row in store.rows(sql, (ids(asked),)):
        key = asked[row["folded"]]
        found[key] = (*found.get(key, ()), row["entity"])
    return found


def names_of_known(store: Store, several: Iterable[str]) -> set[Key]:
    """Return the names under which some imported entities are found."""
    sql = "SELECT n.folded FROM json_each(?) j CROSS JOIN known_names n ON n.entity = j.value"
    return {_key(row["folded"]) for row in store.rows(sql, (ids(several),))}


def _folded(key: Key) -> str:
    return f"{key[0]}:{key[1]}"


def _key(folded: str) -> Key:
    label, _, name = folded.partition(":")
    return label, name
