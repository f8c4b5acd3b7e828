"""One person, country or body across documents: its names, offices over time, counterparts, and what is doubtful."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.link import material
from dragoman.link.asking import profile
from dragoman.link.entities.holders import office_key
from dragoman.store import Criteria, Store, queries, world
from dragoman.store.clusters import ids
from dragoman.store.judgements import JudgementRow, judgements
from dragoman.store.known import KnownRow, known
from dragoman.store.rows import EventRow
from dragoman.store.world import DisagreementRow, EntityRow, HappeningRow, ProfileRow

__all__ = ["Counterpart", "EntityPage", "OfficeHeld", "compose", "find"]

_QUOTED = 50  # events, the latest, of which the page quotes a sentence


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office that documents give a person: the first and last day on which one said so, and how many did.

    ``entry`` is the id of the latest tenure that says so; ``wordings`` are all forms of the office.
    """

    office: str
    of: str | None
    status: str
    first: str | None
    last: str | None
    documents: int
    sources: int
    entry: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Somebody whom the entity met, called or wrote to: how often, when last, and the id of that event."""

    name: str
    entity: str
    times: int
    last: str | None
    event: str


@dataclass(frozen=True, slots=True)
class EntityPage:
    """What the record knows of one entity.

    ``known`` are the imported entities that have one of its names. ``quotes`` are the tellings that give the latest
    events their sentence, by the id of the event. ``joined`` are the judgements that hold its profiles together,
    ``doubtful`` those on profiles of other entities that might be the same, for review: of each other entity the
    likeliest; ``others`` are the profiles that these concern.
    """

    entity: EntityRow
    profiles: tuple[ProfileRow, ...]
    known: tuple[KnownRow, ...]
    offices: tuple[OfficeHeld, ...]
    counterparts: tuple[Counterpart, ...]
    events: tuple[HappeningRow, ...]
    quotes: dict[str, EventRow]
    disagreements: tuple[DisagreementRow, ...]
    joined: tuple[JudgementRow, ...]
    doubtful: tuple[JudgementRow, ...]
    others: tuple[ProfileRow, ...]


def find(store: Store, name: str) -> EntityRow:
    """Return the entity that is called so, or whose id, or a profile's, begins so.

    Raises NotFoundError where there is none, RecordError where several are called so.
    """
    return world.entities(store, several=[profile(store, name).entity])[0]


def compose(store: Store, name: str) -> EntityPage:
    """Return what the record knows of the entity that is called so; raises as `find` does."""
    entity = find(store, name)
    profiles = world.entity_profiles(store, [entity.id])
    own = {profile.id for profile in profiles}
    log = _latest(judgements(store, relation="entity", touching=own))
    events = sorted(world.happenings(store, Criteria(), entity=entity.id), key=_when)
    near = [row for row in log if row.judgement != "different"]  # "same" too: it may fit two and be left open
    others = world.profiles(store, sorted({end for row in near for end in (row.left, row.right)} - own))
    doubtful = _likeliest(near, own, {other.id: other.entity for other in others})
    concerned = {end for row in doubtful for end in (row.left, row.right)}
    return EntityPage(
        entity=entity,
        profiles=tuple(profiles),
        known=tuple(_known(store, sorted(own))),
        offices=tuple(_offices(store, entity.id)),
        counterparts=tuple(_counterparts(entity.id, events)),
        events=tuple(events),
        quotes=_quotes(store, events[-_QUOTED:]),
        disagreements=tuple(_disagreements(store, entity.id, events)),
        joined=tuple(row for row in log if row.judgement == "same" and {row.left, row.right} <= own),
        doubtful=tuple(doubtful),
        others=tuple(other for other in others if other.id in concerned),
    )


def _when(event: HappeningRow) -> str:
    """Order events by their day, else by that on which they were told; those of no known day come first."""
    return event.date or event.told[0] or ""


def _likeliest(near: Iterable[JudgementRow], own: set[str], others: Mapping[str, str]) -> list[JudgementRow]:
    """Return of each other entity the doubtful pair with the highest score; pairs of which an end is no more go."""
    found: dict[str, JudgementRow] = {}
    for row in sorted(near, key=lambda row: (-row.score, row.left, row.right)):
        beyond = [others[end] for end in (row.left, row.right) if end in others]
        if len(beyond) == 1 and own & {row.left, row.right}:
            found.setdefault(beyond[0], row)
    return list(found.values())


def _known(store: Store, profiles: Sequence[str]) -> list[KnownRow]:
    found = {id for profile in material.profiles(store, profiles).values() for id in profile.known}
    return [row for _, row in sorted(known(store, found).items())]


def _quotes(store: Store, events: Sequence[HappeningRow]) -> dict[str, EventRow]:
    chosen = {event.id: event.chosen["sentence"] for event in events if "sentence" in event.chosen}
    rows = {row.id: row for row in queries.events(store, Criteria(entries=tuple(chosen.values())))}
    return {event: rows[entry] for event, entry in chosen.items() if entry in rows}


def _latest(log: Iterable[JudgementRow]) -> list[JudgementRow]:
    """Return the last word on each pair: a person's before the program's."""
    found: dict[tuple[str, str], JudgementRow] = {}
    for row in log:  # the latest first
        before = found.get((row.left, row.right))
        if row.judgement != "withdrawn" and not row.withdrawn and (before is None or row.person > before.person):
            found[row.left, row.right] = row
    return list(found.values())


def _offices(store: Store, entity: str) -> list[OfficeHeld]:
    sql = """SELECT t.office, t.of, e.status, e.id, e.document, s.source, d.published_first AS day
        FROM resolved r JOIN participants p ON p.role = 'person' AND p.chain = r.chain
        JOIN entries e ON e.id = p.entry AND e.document = r.document AND e.kind = 'tenure'
        JOIN tenures t ON t.entry = e.id JOIN documents d ON d.id = e.document
        LEFT JOIN sources s ON s.document = d.id
        WHERE r.entity = ? AND r.document IN (SELECT document FROM resolved WHERE entity = ?)
        ORDER BY coalesce(d.published_first, ''), e.id"""
    groups: dict[tuple[str, str], list[dict[str, str | None]]] = defaultdict(list)
    for row in map(dict, store.rows(sql, (entity, entity))):
        groups[str(row["status"]), office_key(str(row["office"]), row["of"])].append(row)
    return sorted(map(_office, groups.values()), key=lambda held: held.last or "", reverse=True)


def _office(group: Sequence[dict[str, str | None]]) -> OfficeHeld:
    days = sorted(str(row["day"]) for row in group if row["day"])
    wordings = sorted({str(row["office"]) for row in group}, key=lambda office: (-len(office), office))
    return OfficeHeld(
        wordings[0], group[0]["of"], str(group[0]["status"]), days[0] if days else None, days[-1] if days else None,
        len({row["document"] for row in group}), len({row["source"] for row in group}), str(group[-1]["id"]),
        tuple(wordings),
    )  # fmt: skip


def _counterparts(entity: str, events: Iterable[HappeningRow]) -> list[Counterpart]:
    met: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for event in events:
        if event.type == "CONSULT" and event.status in ("done", "ongoing"):
            for party in (*event.actors, *event.recipients):
                if party.entity != entity:
                    met[party.entity].append((event.date or event.told[0] or "", event.id, party.name))
    found = [
        Counterpart(max(rows)[2], other, len(rows), max(rows)[0] or None, max(rows)[1]) for other, rows in met.items()
    ]
    return sorted(found, key=lambda one: (-one.times, one.name))


def _disagreements(store: Store, entity: str, events: Sequence[HappeningRow]) -> list[DisagreementRow]:
    own = world.disagreements(store, kind="entity", subject=entity)
    sql = "SELECT subject FROM disagreements d JOIN json_each(?) j ON j.value = d.subject WHERE d.kind = 'event'"
    subjects = {row["subject"] for row in store.rows(sql, (ids(event.id for event in events),))}
    return own + [row for subject in sorted(subjects) for row in world.disagreements(store, subject=subject)]
