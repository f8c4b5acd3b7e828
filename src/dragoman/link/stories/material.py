"""The record → the nodes of stories: events across documents, with the words and the documents that tell them."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.edtf import Days
from dragoman.link.nodes import StoryNode, StoryTelling, Who
from dragoman.link.stories.words import countries_in, scene, story_words, topic_words
from dragoman.store import Store
from dragoman.store.clusters import ids

__all__ = ["nodes"]

_LEAD = 16
"""Sentences from the beginning of a document in which its topic is looked for."""


@dataclass(frozen=True, slots=True)
class _Background:
    """A document: the words of its topic and of its beginning, its countries, its persons and the words of their names.

    ``size`` is how many events it tells.
    """

    topic: frozenset[str]
    words: frozenset[str]
    scene: frozenset[str]
    cast: frozenset[str]
    names: frozenset[str]
    size: int


def nodes(store: Store, several: Sequence[str]) -> dict[str, StoryNode]:
    """Return events as stories compare them, by id."""
    told = _told(store, several)
    backgrounds = _backgrounds(store, sorted({row["document"] for rows in told.values() for row in rows}))
    sql = """SELECT h.id, h.type, h.mode, h.actors, h.recipients, h.date_first, h.date_last, h.told_first, h.told_last,
            h.status FROM json_each(?) j CROSS JOIN happenings h ON h.id = j.value"""
    found = {}
    for row in store.rows(sql, (ids(several),)):
        rows = told[row["id"]]
        pages = [backgrounds[document] for document in sorted({telling["document"] for telling in rows})]
        names = _mostly([page.names for page in pages], 0.0)
        parties = tuple(Who(*values) for values in json.loads(row["actors"]) + json.loads(row["recipients"]))
        found[row["id"]] = StoryNode(
            id=row["id"], type=row["type"], mode=row["mode"], parties=parties, date=_days(row, "date"),
            told=_days(row, "told"), status=row["status"],
            tellings=tuple(_telling(telling, backgrounds[telling["document"]]) for telling in _first_of_each(rows)),
            sides=_sides(parties, rows), scene=_mostly([page.scene for page in pages], 0.5),
            own=_mostly([story_words(telling["sentence"]) for telling in rows], 0.3) - names,
            topic=_mostly([page.topic for page in pages], 0.5) - names,
            page=_mostly([page.words for page in pages], 0.5) - names,
            cast=_mostly([page.cast for page in pages], 0.5),
        )  # fmt: skip
    return found


def _mostly(sets: Sequence[frozenset[str]], share: float) -> frozenset[str]:
    """Return what at least a share of the sets have; of two sets, what either has where the share is a half."""
    counted = Counter(word for several in sets for word in several)
    return frozenset(word for word, count in counted.items() if count >= share * len(sets))


def _told(store: Store, several: Sequence[str]) -> dict[str, list[sqlite3.Row]]:
    """Return the tellings of each event, in the order of their documents' ids and their places in them."""
    sql = """SELECT c.cluster, e.document, e.sentence, v.content, d.title, d.published_first, d.published_last,
            (SELECT max(s.number) FROM sentences s WHERE s.document = e.document AND s.start <= e.trigger_start) AS at
        FROM json_each(?) j CROSS JOIN clusters c ON c.relation = 'event' AND c.cluster = j.value
        CROSS JOIN entries e ON e.id = c.node CROSS JOIN events v ON v.entry = e.id
        CROSS JOIN documents d ON d.id = e.document
        ORDER BY e.document, e.trigger_start, e.id"""
    found: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in store.rows(sql, (ids(several),)):
        found[row["cluster"]].append(row)
    return found


def _first_of_each(rows: Iterable[sqlite3.Row]) -> list[sqlite3.Row]:
    first: dict[str, sqlite3.Row] = {}
    for row in rows:
        first.setdefault(row["document"], row)
    return list(first.values())


def _telling(row: sqlite3.Row, background: _Background) -> StoryTelling:
    published = _days(row, "published")
    return StoryTelling(row["document"], row["at"] or 0, background.size, published, row["title"], row["content"])


def _backgrounds(store: Store, documents: Sequence[str]) -> dict[str, _Background]:
    """Return against what each document tells its events."""
    sizes, (cast, names) = _sizes(store, documents), _people(store, documents)
    sql = """SELECT d.id, d.title, s.text FROM json_each(?) j CROSS JOIN documents d ON d.id = j.value
        LEFT JOIN sentences s ON s.document = d.id AND s.number < ? ORDER BY d.id, s.number"""
    lead: dict[str, list[str]] = defaultdict(list)
    titles: dict[str, str] = {}
    for row in store.rows(sql, (ids(documents), _LEAD)):
        lead[row["id"]].append(row["text"] or "")
        titles[row["id"]] = row["title"] or ""
    return {
        document: _Background(
            topic_words(title, lead[document]), story_words(title).union(*map(story_words, lead[document])),
            scene(title, lead[document]), cast[document], names[document], sizes[document],
        )
        for document, title in titles.items()
    }  # fmt: skip


def _people(store: Store, documents: Sequence[str]) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the persons in each document, and the words of their names that say nothing of the matter.

    The surname of somebody who acts for no country may be the matter itself: a prisoner, a teacher, a child.
    """
    sql = """SELECT DISTINCT c.document, c.name, r.entity, coalesce(r.country, c.country) AS country
        FROM json_each(?) j CROSS JOIN chains c ON c.document = j.value
        CROSS JOIN resolved r ON r.document = c.document AND r.chain = c.number WHERE c.label = 'person'"""
    cast: dict[str, frozenset[str]] = defaultdict(frozenset)
    names: dict[str, frozenset[str]] = defaultdict(frozenset)
    for row in store.rows(sql, (ids(documents),)):
        last = row["name"].split()[-1] if row["country"] is None else ""
        cast[row["document"]] |= {row["entity"]}
        names[row["document"]] |= story_words(row["name"]) - story_words(last)
    return cast, names


def _sizes(store: Store, documents: Sequence[str]) -> dict[str, int]:
    """Return how many events each document tells: its entries, since how others are clustered must not matter here."""
    sql = """SELECT e.document, count(*) AS events FROM json_each(?) j
        CROSS JOIN entries e ON e.document = j.value AND e.kind = 'event' GROUP BY e.document"""
    return {row["document"]: row["events"] for row in store.rows(sql, (ids(documents),))}


def _sides(parties: Iterable[Who], rows: Iterable[sqlite3.Row]) -> frozenset[str]:
    named = frozenset().union(*(countries_in(row["sentence"]) | countries_in(row["title"] or "") for row in rows))
    return named | {who.country or who.entity for who in parties if who.country or who.label == "organisation"}


def _days(row: sqlite3.Row, column: str) -> Days | None:
    first, last = row[f"{column}_first"], row[f"{column}_last"]
    return Days(first, last) if first and last else None
