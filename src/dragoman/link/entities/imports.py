"""Entities that others publish: FollowTheMoney and Wikidata JSON, one entity a line → names and offices.

FollowTheMoney: ``Person``, ``Organization``, ``PublicBody``, ``Company``, with the offices of ``Occupancy`` and
``Position`` (https://followthemoney.tech). Wikidata: the lines of a JSON dump, with P31 (class), P27 and P17
(country), P39 (position held; P580 and P582 from and to). Nothing is fetched; what cannot be read is told by line.

Linking uses them through `with_known`: a profile learns which known entities have its name, and where that is only
one, its offices. `EntityMatcher` files profiles under the known entities too and weighs a shared one heavily.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dragoman import gazetteer
from dragoman.edtf import Days, parse_days
from dragoman.link.entities.persons import one_part
from dragoman.link.entities.profiles import profile_key
from dragoman.link.entities.tables import table
from dragoman.link.nodes import Held, Profile
from dragoman.model import MentionLabel

__all__ = ["KnownEntity", "Unreadable", "known_names", "read_known", "with_known"]


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An entity from outside.

    ``id`` is its id there ("Q22686"), ``names`` its usual name and then the others. The days of an office are those
    in which it was held.
    """

    id: str
    label: MentionLabel
    names: tuple[str, ...]
    country: str | None = None
    offices: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that could not be read: its number from 1, and why."""

    line: int
    reason: str


def read_known(lines: Iterable[str]) -> tuple[list[KnownEntity], list[Unreadable]]:
    """Read entities of either kind, one a line, and say what could not be read.

    Offices may stand before or after those who hold them. Entities of other kinds are passed over in silence.
    """
    found, unreadable = _Found(), []
    for number, line in enumerate(lines, 1):
        text = line.strip().rstrip(",")
        if text in ("", "[", "]"):
            continue
        try:
            _take(found, _record(text))
        except ValueError as error:
            unreadable.append(Unreadable(number, str(error)))
    return found.entities(), unreadable


Key = tuple[MentionLabel, str]


def known_names(entities: Iterable[KnownEntity]) -> dict[Key, tuple[str, ...]]:
    """Return the ids of the known entities by label and folded name (`ProfileKey.name`).

    Names of persons of one part are left out: they are nobody's alone.
    """
    found: dict[Key, set[str]] = defaultdict(set)
    for entity in entities:
        for name in entity.names:
            if entity.label != "person" or not one_part(name):
                found[entity.label, _folded(entity.label, name, entity.country)].add(entity.id)
    return {key: tuple(sorted(ids)) for key, ids in sorted(found.items())}


def with_known(
    profile: Profile, names: Mapping[Key, tuple[str, ...]], entities: Mapping[str, KnownEntity]
) -> Profile:
    """Return the profile with the known entities that have its name and do not act for another country.

    Where there is only one, the profile has its offices too.
    """
    ids = names.get((profile.label, _folded(profile.label, profile.name, profile.country)), ())
    fitting = tuple(id for id in ids if id in entities and _fits(profile, entities[id]))
    if not fitting:
        return profile
    offices = entities[fitting[0]].offices if len(fitting) == 1 else ()
    return replace(profile, known=fitting, offices=(*profile.offices, *offices))


def _folded(label: MentionLabel, name: str, country: str | None) -> str:
    return profile_key(label, name, country).name


def _fits(profile: Profile, entity: KnownEntity) -> bool:
    return profile.country is None or entity.country is None or profile.country == entity.country


# --- what has been read -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Office:
    """That somebody held a post, by the id of the post."""

    post: str
    held: Days | None
    status: str


class _Found:
    """The entities read so far, with what points from one to another."""

    def __init__(self) -> None:
        self.known: dict[str, KnownEntity] = {}
        self.labels: dict[str, str] = {}
        self.countries: dict[str, str] = {}
        self.offices: dict[str, list[_Office]] = defaultdict(list)

    def entities(self) -> list[KnownEntity]:
        """Return the entities with the offices that they hold, in order of their ids."""
        return [self._whole(self.known[id]) for id in sorted(self.known)]

    def _whole(self, entity: KnownEntity) -> KnownEntity:
        country = self._country(entity.country)
        named = [office for office in self.offices.get(entity.id, ()) if office.post in self.labels]
        offices = {self._held(office, country) for office in named}
        return replace(entity, country=country, offices=tuple(sorted(offices, key=str)))

    def _held(self, office: _Office, country: str | None) -> Held:
        of = self._country(self.countries.get(office.post)) or country
        return Held(self.labels[office.post], of, office.status, office.held)

    def _country(self, code: str | None) -> str | None:
        """Return the name of a country by its code, its id in Wikidata or its name."""
        if not code:
            return None
        known = table("known")
        name = known["alpha2"].get(code.lower()) or known["wikidata"]["countries"].get(code)
        return name or gazetteer.country_of(self.labels.get(code, code))


def _record(text: str) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError("no JSON") from error
    if not isinstance(record, dict):
        raise ValueError("no JSON object")
    if not isinstance(record.get("id"), str):
        raise ValueError("an entity without an id")
    return record


def _take(found: _Found, record: dict[str, Any]) -> None:
    if isinstance(record.get("schema"), str):
        _take_followthemoney(found, record)
    elif isinstance(record.get("labels"), dict):
        _take_wikidata(found, record)
    else:
        raise ValueError("neither an entity of FollowTheMoney nor of Wikidata")


# --- FollowTheMoney -----------------------------------------------------------------------------------------------


def _take_followthemoney(found: _Found, record: dict[str, Any]) -> None:
    values = _values(record.get("properties"))
    schema, id = record["schema"], record["id"]
    if schema == "Occupancy":
        held = _days(values("startDate"), values("endDate"))
        for holder in values("holder"):
            found.offices[holder] += [_Office(post, held, _status(values)) for post in values("post")]
        return
    names = tuple(dict.fromkeys(name for key in ("name", "alias", "previousName", "weakAlias") for name in values(key)))
    country = next(iter([*values("country"), *values("nationality"), *values("jurisdiction")]), None)
    if not names:
        raise ValueError("an entity without a name")
    if schema == "Position":
        found.labels[id] = names[0]
        if country:
            found.countries[id] = country
    elif schema in table("known")["followthemoney"]:
        found.known[id] = KnownEntity(id, table("known")["followthemoney"][schema], names, country)


def _values(properties: object) -> Callable[[str], list[str]]:
    """Return a function that gives the texts of a property."""
    if not isinstance(properties, dict):
        raise ValueError("an entity without properties")

    def of(key: str) -> list[str]:
        values = properties.get(key, [])
        return [value for value in values if isinstance(value, str) and value] if isinstance(values, list) else []

    return of


def _status(values: Callable[[str], list[str]]) -> str:
    return "former" if "ended" in values("status") and not values("endDate") else "current"


# --- Wikidata -----------------------------------------------------------------------------------------------------


def _take_wikidata(found: _Found, record: dict[str, Any]) -> None:
    id, claims = record["id"], record.get("claims")
    claims = claims if isinstance(claims, dict) else {}
    names = _wikidata_names(record)
    if not names:
        return
    found.labels[id] = names[0]
    countries = [*_targets(claims, "P27"), *_targets(claims, "P17"), *_targets(claims, "P1001")]
    if countries:
        found.countries[id] = countries[0]
    label = _wikidata_label(set(_targets(claims, "P31")))
    if label:
        found.known[id] = KnownEntity(id, label, names, countries[0] if countries else None)
        found.offices[id] += [_Office(post, held, "current") for post, held in _positions(claims)]


def _wikidata_label(classes: set[str]) -> MentionLabel | None:
    taken = table("known")["wikidata"]
    if classes & set(taken["persons"]):
        return "person"
    return "organisation" if classes & set(taken["organisations"]) else None


def _wikidata_names(record: dict[str, Any]) -> tuple[str, ...]:
    """Return the English label and aliases."""
    label = record["labels"].get("en")
    aliases = record.get("aliases")
    others = aliases.get("en", []) if isinstance(aliases, dict) else []
    rows = [label, *(others if isinstance(others, list) else [])]
    texts = [row.get("value") for row in rows if isinstance(row, dict)]
    return tuple(dict.fromkeys(text for text in texts if isinstance(text, str) and text))


def _targets(claims: dict[str, Any], property: str) -> list[str]:
    found = (_target(claim) for claim in _list(claims.get(property)))
    return [target for target in found if target]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _value(snak: object) -> Any:
    """Return the value of a snak, None where it has none."""
    for key in ("datavalue", "value"):
        snak = snak.get(key) if isinstance(snak, dict) else None
    return snak


def _target(claim: object) -> str | None:
    """Return the id of the entity that a claim points to, None where the claim is deprecated or points to none."""
    if not isinstance(claim, dict) or claim.get("rank") == "deprecated":
        return None
    value = _value(claim.get("mainsnak"))
    target = value.get("id") if isinstance(value, dict) else None
    return target if isinstance(target, str) else None


def _positions(claims: dict[str, Any]) -> list[tuple[str, Days | None]]:
    found = []
    for claim in _list(claims.get("P39")):
        post = _target(claim)
        if post:
            since, until = (_times(claim.get("qualifiers"), property) for property in ("P580", "P582"))
            found.append((post, _days(since, until)))
    return found


def _times(qualifiers: object, property: str) -> list[str]:
    """Return the dates of a qualifier as EDTF: ``+2025-01-21T00:00:00Z`` of precision 9, 10, 11 → year, month, day."""
    found = []
    for snak in _list(qualifiers.get(property)) if isinstance(qualifiers, dict) else []:
        value = _value(snak)
        time = value.get("time") if isinstance(value, dict) else None
        if isinstance(time, str) and time.startswith("+"):
            precision = value.get("precision")
            length = 4 if precision == 9 else 7 if precision == 10 else 10
            found.append(time[1 : 1 + length])
    return found


def _days(since: list[str], until: list[str]) -> Days | None:
    """Return the days from the first start to the last end; an open end is far in the future."""
    first, last = parse_days(min(since, default=None)), parse_days(max(until, default=None))
    if first is None and last is None:
        return None
    start, end = first.first if first else "0001-01-01", last.last if last else "9999-12-31"
    return Days(start, end) if start <= end else None
