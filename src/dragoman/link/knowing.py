"""Imported entities and the profiles that they concern: names and offices that others publish, used by linking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dragoman.edtf import Days
from dragoman.link.entities import KnownEntity, known_names, profile_key, read_known, with_known
from dragoman.link.nodes import Held, Profile
from dragoman.model import MentionLabel
from dragoman.store import Store, clusters
from dragoman.store.known import (
    KnownOffice,
    KnownRow,
    add_known,
    any_known,
    known,
    known_by_name,
    names_of_known,
)

__all__ = ["Learned", "Refused", "learn", "with_imported"]

Key = tuple[MentionLabel, str]

_FIRST, _LAST = "0001-01-01", "9999-12-31"  # days of offices whose beginning or end nobody gives


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that could not be read as an entity: its file, its number from 1 (0: not known), and why."""

    path: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Learned:
    """What an import brought: of the ``entities`` some are ``new`` to the record, of some others it had other facts.

    ``concerned`` is how many profiles of the record have one of the names of these.
    """

    entities: int
    new: int
    changed: int
    concerned: int
    rejected: tuple[Refused, ...]


def learn(store: Store, lines: Iterable[tuple[str, int, str]]) -> Learned:
    """Take in entities of FollowTheMoney or Wikidata, one a line, and note the profiles that have their names.

    ``lines`` are file, number and text. An entity that is there already is replaced; the same lines again change
    nothing.
    """
    places: list[tuple[str, int]] = []
    entities, unreadable = read_known(_texts(lines, places))
    storable = [entity for entity in entities if _storable(entity)]
    before = known(store, [entity.id for entity in storable])
    rows = {entity.id: _row(entity) for entity in storable}
    fresh = {id: row for id, row in rows.items() if before.get(id) != row}
    keys: dict[str, list[Key]] = {}
    for key, several in known_names([entity for entity in storable if entity.id in fresh]).items():
        for id in several:
            keys.setdefault(id, []).append(key)
    with store.transaction():
        names = names_of_known(store, fresh) | {key for several in keys.values() for key in several}
        add_known(store, fresh.values(), keys)
        concerned = _called_so(store, names) if names else []
        clusters.push(store, "entity:file", concerned)
    refused = [Refused(*places[one.line - 1], one.reason) for one in unreadable]
    refused += [Refused("", 0, f"{entity.id!r} holds characters that are none")
                for entity in entities if not _storable(entity)]  # fmt: skip
    new = len(fresh.keys() - before.keys())
    return Learned(len(storable), new, len(fresh) - new, len(concerned), tuple(refused))


def _texts(lines: Iterable[tuple[str, int, str]], places: list[tuple[str, int]]) -> Iterator[str]:
    """Yield the texts of some lines and note where each stands."""
    for path, number, text in lines:
        places.append((path, number))
        yield text


def with_imported(store: Store, profiles: Mapping[str, Profile]) -> dict[str, Profile]:
    """Return profiles with the imported entities that have their names."""
    if not any_known(store):
        return dict(profiles)
    names = known_by_name(store, {_key(p.label, p.name, p.country) for p in profiles.values()})
    rows = known(store, {id for several in names.values() for id in several})
    entities = {id: _entity(row) for id, row in rows.items()}
    return {id: with_known(profile, names, entities) for id, profile in profiles.items()}  # type: ignore[arg-type]


def _called_so(store: Store, names: set[tuple[str, str]]) -> list[str]:
    """Return the profiles that have one of these names."""
    sql = """SELECT p.id, p.label, p.country, min(c.name) AS name FROM profiles p
        CROSS JOIN chain_profiles c ON c.profile = p.id GROUP BY p.id"""
    rows = store.rows(sql)
    return [row["id"] for row in rows if _key(row["label"], row["name"], row["country"]) in names]


def _key(label: MentionLabel, name: str, country: str | None) -> Key:
    return label, profile_key(label, name, country).name


def _storable(entity: KnownEntity) -> bool:
    """Tell whether SQLite can hold an entity: it has no lone surrogates (which JSON escapes can smuggle in)."""
    texts = [entity.id, *entity.names, entity.country, *(office.office for office in entity.offices)]
    return not any("\ud800" <= char <= "\udfff" for text in texts if text for char in text)


def _row(entity: KnownEntity) -> KnownRow:
    offices = tuple(_office(held) for held in entity.offices)
    return KnownRow(entity.id, entity.label, entity.names[0], entity.names, entity.country, offices)


def _office(held: Held) -> KnownOffice:
    first = held.published.first if held.published and held.published.first != _FIRST else None
    last = held.published.last if held.published and held.published.last != _LAST else None
    return KnownOffice(held.office, held.of, held.status, first, last)


def _entity(row: KnownRow) -> KnownEntity:
    offices = tuple(_held(office) for office in row.offices)
    return KnownEntity(row.id, row.label, row.names, row.country, offices)  # type: ignore[arg-type]


def _held(office: KnownOffice) -> Held:
    days = Days(office.first or _FIRST, office.last or _LAST) if office.first or office.last else None
    return Held(office.name, office.of, office.status, days)
