"""Promises, demands and threats across documents, with where they stand and the sentences that this rests on."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.edtf import Days, parse_days
from dragoman.errors import InputError
from dragoman.link.commitments import Act, Commitment, commitments
from dragoman.link.nodes import Who
from dragoman.store import Store, queries
from dragoman.store.clusters import ids
from dragoman.store.criteria import Criteria
from dragoman.store.rows import EventRow
from dragoman.store.world import EntityRow

__all__ = ["CommitmentRow", "Side", "Turn", "compose"]

_BY = re.compile(r"\b(?:by|before|until|till|no later than|not later than|ahead of)\s+(?:the\s+)?(?:end\s+of\s+)?$")
"""The words before a date that make it the day on which something is due."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of those who made a commitment or to whom it is addressed."""

    entity: str
    name: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A later event that bears on a commitment: what follows from it, since which day, and why."""

    event: str
    status: str
    since: str
    said: str


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A promise, demand or threat; ``id`` is that of the event in which it was made, ``due`` an EDTF date.

    ``status`` (open, met, refused or lapsed) holds since the ISO date ``since``, for the reason ``said``. ``told`` is
    the telling that gives its words; ``turns`` are the later events that bear on it, in order of time.
    """

    id: str
    kind: str
    by: tuple[Side, ...]
    to: tuple[Side, ...]
    what: str
    due: str | None
    status: str
    since: str | None
    said: str
    told: EventRow
    turns: tuple[Turn, ...]


def compose(
    store: Store, *, as_of: str | None = None, status: str | None = None, kind: str | None = None,
    entity: EntityRow | None = None, limit: int | None = None,
) -> list[CommitmentRow]:  # fmt: skip
    """Return the commitments of a record, those made last first.

    ``as_of`` is the ISO day by which what was due has gone by, None that of the newest document. ``entity`` made it or
    is addressed; a country stands for those who act for it too. Raises InputError where the day is none or the limit
    is negative.
    """
    day = _day(as_of) if as_of is not None else _newest(store)
    limit = Criteria(limit=limit).limit
    acts, tellings = _acts(store)
    found = [
        commitment
        for commitment in commitments(acts.values(), day)
        if (status is None or commitment.status == status)
        and (kind is None or commitment.kind == kind)
        and (entity is None or any(_is(who, entity) for who in (*commitment.by, *commitment.to)))
    ]
    found.sort(key=lambda one: (_made(acts[one.id]), one.id), reverse=True)
    found = found[:limit]
    rows = {row.id: row for row in queries.events(store, Criteria(entries=tuple(tellings[one.id] for one in found)))}
    return [_row(one, rows[tellings[one.id]]) for one in found]


def _is(who: Who, entity: EntityRow) -> bool:
    return who.entity == entity.id or (entity.label == "country" and who.country == entity.name)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{text!r} is no day: write it as 2025-07-07") from None


def _newest(store: Store) -> date | None:
    newest = store.rows("SELECT max(published_last) AS day FROM documents")[0]["day"]
    return date.fromisoformat(newest) if newest else None


def _made(act: Act) -> str:
    return act.when.first if act.when else ""


def _row(one: Commitment, told: EventRow) -> CommitmentRow:
    by, to = (tuple(Side(who.entity, who.name) for who in side) for side in (one.by, one.to))
    turns = tuple(Turn(bearing.act, bearing.status, bearing.since, bearing.said) for bearing in one.bearings)
    due = one.due.edtf if one.due else None
    return CommitmentRow(one.id, one.kind, by, to, one.what, due, one.status, one.since, one.said, told, turns)


# --- events as commitments see them ----------------------------------------------------------------------------------


def _acts(store: Store) -> tuple[dict[str, Act], dict[str, str]]:
    """Return the events of a record as commitments need them, and the telling that gives each its words, by id."""
    sql = """SELECT h.id, h.type, h.mode, h.actors, h.recipients, h.date_first, h.date_last, h.status, h.content,
            h.told_first, h.chosen, e.sentence FROM happenings h
        JOIN entries e ON e.id = coalesce(json_extract(h.chosen, '$.sentence'), h.id) ORDER BY h.id"""
    rows = store.rows(sql)
    chosen = {row["id"]: json.loads(row["chosen"]) for row in rows}
    tellings = {id: slots.get("content") or slots.get("sentence") or id for id, slots in chosen.items()}
    due = _due(store, {id: slots["content"] for id, slots in chosen.items() if slots.get("content")})
    acts = {
        row["id"]: Act(
            id=row["id"], type=row["type"], mode=row["mode"], actors=_people(row["actors"]),
            recipients=_people(row["recipients"]), date=_days(row["date_first"], row["date_last"]),
            status=row["status"], sentence=row["sentence"], content=row["content"],
            published=_days(row["told_first"], row["told_first"]), due=due.get(row["id"]),
        )
        for row in rows
    }  # fmt: skip
    return acts, tellings


def _people(text: str) -> tuple[Who, ...]:
    return tuple(Who(*who) for who in json.loads(text))


def _days(first: str | None, last: str | None) -> Days | None:
    return Days(first, last) if first and last else None


def _due(store: Store, contents: Mapping[str, str]) -> dict[str, Days]:
    """Return the date by which each event's content is due: a date within the content, after "by" or the like.

    ``contents`` are the entries that give events their content. Of several dates the first counts.
    """
    sql = """SELECT v.entry, t.edtf, substr(d.text, v.content_start + 1, t.start - v.content_start) AS before
        FROM json_each(?) j CROSS JOIN events v ON v.entry = j.value CROSS JOIN entries e ON e.id = v.entry
        CROSS JOIN timexes t ON t.document = e.document AND t.start >= v.content_start AND t.stop <= v.content_stop
        CROSS JOIN documents d ON d.id = e.document
        WHERE v.type IN ('AGREE', 'REQUEST', 'THREATEN') AND t.edtf IS NOT NULL AND t.type IN ('DATE', 'TIME')
        ORDER BY v.entry, t.start"""
    found: dict[str, Days] = {}
    for row in store.rows(sql, (ids(sorted(set(contents.values()))),)):
        when = parse_days(row["edtf"])
        if when and _BY.search(row["before"].lower()):
            found.setdefault(row["entry"], when)
    return {event: found[entry] for event, entry in contents.items() if entry in found}
