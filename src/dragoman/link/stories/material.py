"""The record → the nodes of stories: events across documents, with the words and the documents that tell them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.edtf import Days
from dragoman.link.nodes import StoryNode, StoryTelling, Who
from dragoman.link.stories.words import countries_in, scene, story_words, topic_words
from dragoman.store import Store
from dragoman.store.clusters import ids

__all__ = ["nodes"]

_LEAD = 16
"""Sentences from the beginning of a document in which its topic is looked for."""


def nodes(store: Store, several: Sequence[str]) -> dict[str, StoryNode]:
    """Return events as stories compare them, by id."""
    told = _told(store, several)
    documents = sorted({row["document"] for rows in told.values() for row in rows})
    topics, sizes = _topics(store, documents), _sizes(store, documents)
    cast, names = _people(store, documents)
    sql = """SELECT h.id, h.type, h.mode, h.actors, h.recipients, h.date_first, h.date_last, h.told_first, h.told_last,
            h.status FROM json_each(?) j JOIN happenings h ON h.id = j.value"""
    found = {}
    for row in store.rows(sql, (ids(several),)):
        rows = told[row["id"]]
        known = frozenset().union(*(names[telling["document"]] for telling in rows))
        parties = tuple(Who(*values) for values in json.loads(row["actors"]) + json.loads(row["recipients"]))
        found[row["id"]] = StoryNode(
            id=row["id"], type=row["type"], mode=row["mode"], parties=parties, date=_days(row, "date"),
            told=_days(row, "told"), status=row["status"],
            tellings=tuple(_telling(telling, sizes) for telling in _first_of_each(rows)),
            sides=_sides(parties, rows),
            scene=frozenset().union(*(topics[telling["document"]][2] for telling in rows)), own=_own(rows) - known,
            topic=frozenset().union(*(topics[telling["document"]][0] for telling in rows)) - known,
            page=frozenset().union(*(topics[telling["document"]][1] for telling in rows)) - known,
            cast=frozenset().union(*(cast[telling["document"]] for telling in rows)),
        )  # fmt: skip
    return found


def _told(store: Store, several: Sequence[str]) -> dict[str, list[sqlite3.Row]]:
    """Return the tellings of each event, in the order of their documents' ids and their places in them."""
    sql = """SELECT c.cluster, e.document, e.sentence, v.content, d.title, d.published_first, d.published_last,
            (SELECT max(s.number) FROM sentences s WHERE s.document = e.document AND s.start <= e.trigger_start) AS at
        FROM json_each(?) j JOIN clusters c ON c.relation = 'event' AND c.cluster = j.value
        JOIN entries e ON e.id = c.node JOIN events v ON v.entry = e.id JOIN documents d ON d.id = e.document
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


def _telling(row: sqlite3.Row, sizes: Mapping[str, int]) -> StoryTelling:
    document = row["document"]
    return StoryTelling(
        document, row["at"] or 0, sizes[document], _days(row, "published"), row["title"], row["content"]
    )  # fmt: skip


def _topics(store: Store, documents: Sequence[str]) -> dict[str, tuple[frozenset[str], ...]]:
    """Return the words of what each document is about, and all words of its beginning, and its countries."""
    sql = """SELECT d.id, d.title, s.text FROM json_each(?) j JOIN documents d ON d.id = j.value
        LEFT JOIN sentences s ON s.document = d.id AND s.number < ? ORDER BY d.id, s.number"""
    lead: dict[str, list[str]] = defaultdict(list)
    titles: dict[str, str | None] = {}
    for row in store.rows(sql, (ids(documents), _LEAD)):
        lead[row["id"]].append(row["text"] or "")
        titles[row["id"]] = row["title"]
    return {
        document: (
            topic_words(title, lead[document]),
            story_words(title or "").union(*map(story_words, lead[document])),
            scene(title, lead[document]),
        )
        for document, title in titles.items()
    }


def _people(store: Store, documents: Sequence[str]) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the persons in each document, and the words of their names."""
    sql = """SELECT DISTINCT c.document, c.name, r.entity FROM json_each(?) j JOIN chains c ON c.document = j.value
        JOIN resolved r ON r.document = c.document AND r.chain = c.number
        WHERE c.label = 'person'"""
    cast: dict[str, frozenset[str]] = defaultdict(frozenset)
    names: dict[str, frozenset[str]] = defaultdict(frozenset)
    for row in store.rows(sql, (ids(documents),)):
        cast[row["document"]] |= {row["entity"]}
        names[row["document"]] |= story_words(row["name"])
    return cast, names


def _sizes(store: Store, documents: Sequence[str]) -> dict[str, int]:
    sql = """SELECT c.document, count(DISTINCT c.cluster) AS events FROM json_each(?) j
        JOIN clusters c ON c.relation = 'event' AND c.document = j.value GROUP BY c.document"""
    return {row["document"]: row["events"] for row in store.rows(sql, (ids(documents),))}


def _sides(parties: Iterable[Who], rows: Iterable[sqlite3.Row]) -> frozenset[str]:
    named = frozenset().union(*(countries_in(row["sentence"]) | countries_in(row["title"] or "") for row in rows))
    return named | {who.country or who.entity for who in parties if who.country or who.label != "people"}


def _own(rows: Iterable[sqlite3.Row]) -> frozenset[str]:
    return frozenset().union(*(story_words(row["sentence"]) for row in rows))


def _days(row: sqlite3.Row, column: str) -> Days | None:
    first, last = row[f"{column}_first"], row[f"{column}_last"]
    return Days(first, last) if first and last else None
