"""A linked record of some documents, made by the product's own path, and what it says of tellings and names.

Documents go in as JSON lines, `Record.add` reads them, `Record.link` links them, and clusters and values are read from
the tables that the product keeps. A *telling* is a document and words from its text: it finds the entries that rest on
these words. Everything else is asked by ids of entries, documents and entities.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Row
from typing import Any

from dragoman.link import material, measures
from dragoman.model import Span
from dragoman.record import Record
from dragoman.settings import ReadSettings
from dragoman.store import Store
from dragoman.store.world import sources_of
from dragoman.views.history import HistoryPage, compose

__all__ = ["Disagreement", "Telling", "World", "world"]


@dataclass(frozen=True, slots=True)
class Telling:
    """The place where a document tells something: the name of the document and words from its text.

    ``date`` (EDTF) says which one is meant where the words tell several deadlines.
    """

    document: str
    words: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the record says that sources disagree on: each value with the names of its documents."""

    kind: str
    subject: str
    slot: str
    values: tuple[tuple[str, frozenset[str]], ...]

    def __str__(self) -> str:
        told = (f"{value} ({', '.join(sorted(documents))})" for value, documents in self.values)
        return f"{self.slot} of {self.kind} {self.subject}: {' / '.join(told)}"


@contextmanager
def world(documents: Iterable[Mapping[str, Any]]) -> Iterator[World]:
    """Read and link documents (``id``, ``text`` and what else a JSON line may say) in a record of their own."""
    with tempfile.TemporaryDirectory() as folder:
        lines, path = Path(folder) / "documents.jsonl", Path(folder) / "record.db"
        lines.write_text("".join(json.dumps(document) + "\n" for document in documents), encoding="utf-8")
        with Record(path) as record:
            record.add([lines], settings=ReadSettings(workers=0))
            record.link()
        with Store(path) as store:
            yield World(store)


class World:
    """The answers of one linked record; documents go by the names that their JSON lines give (``id``)."""

    def __init__(self, store: Store) -> None:
        self._store = store
        rows = self._rows("SELECT id, name, text FROM documents")
        self._names = {row["id"]: row["name"] for row in rows}
        self._ids = {row["name"]: row["id"] for row in rows}
        self._texts = {row["name"]: row["text"] for row in rows}

    def _rows(self, sql: str, *values: Any) -> list[Row]:
        return self._store.rows(sql, values)

    def text(self, document: str) -> str:
        """Return the text of a document, empty where it was not read."""
        return str(self._texts.get(document, ""))

    def document(self, name: str) -> str:
        """Return the id of a document, its name where it was not read."""
        return str(self._ids.get(name, name))

    def entries(self, telling: Telling, kind: str) -> frozenset[str]:
        """Return the ids of the entries of a kind that rest on the words of a telling, none where it was not read.

        They are those whose trigger is among the words; else those that tell it again with the words (``also``);
        else, of the measures and deadlines in the same sentence, the one whose trigger stands nearest. An event beside
        the words is another event (so were all but two of 15 in the first written groups and the seeds), and so is a
        deadline of another date.
        """
        spans = [Span(*match.span()) for match in _found(telling.words, self.text(telling.document))]
        sql = """SELECT e.*, coalesce(v.also, '[]') AS also FROM entries e LEFT JOIN events v ON v.entry = e.id
            WHERE e.document = ? AND e.kind = ?"""
        rows = self._rows(sql, self.document(telling.document), kind)
        dated = [row for row in rows if telling.date in (None, row["date"])]
        several = [_within(span, dated) or _within(span, rows) or _beside(span, dated, kind) for span in spans]
        return frozenset().union(*several)

    def cluster(self, relation: str, node: str) -> str:
        """Return the cluster of a node; one that is not filed is a cluster of its own."""
        rows = self._rows("SELECT cluster FROM clusters WHERE relation = ? AND node = ?", relation, node)
        return str(rows[0]["cluster"]) if rows else node

    def clusters(self, relation: str, nodes: Iterable[str]) -> Counter[str]:
        """Return the clusters of some nodes, with how many of the nodes each has."""
        return Counter(self.cluster(relation, node) for node in sorted(nodes))

    def members(self, relation: str, cluster: str) -> list[str]:
        """Return the nodes of a cluster."""
        sql = "SELECT node FROM clusters WHERE relation = ? AND cluster = ? ORDER BY node"
        return [row["node"] for row in self._rows(sql, relation, cluster)]

    def stories(self, document: str) -> frozenset[str]:
        """Return the stories that a document belongs to."""
        rows = self._rows("SELECT story FROM story_documents WHERE document = ?", self.document(document))
        return frozenset(row["story"] for row in rows)

    def entities(self, name: str, document: str | None = None) -> Counter[str]:
        """Return who is meant by a name as it stands in the texts (of one document), with the number of mentions.

        A name with its title ("President Lee") is found by the mention at its end, which has none; a name that is part
        of a longer one ("Lee" in "Lee Jae-myung") is no mention of it. Where no mention is found, chains of this name.
        """
        names = [document] if document else sorted(self._texts)
        found = Counter(entity for one in names for entity in self._mentioned(name, one))
        if not found:
            sql = """SELECT r.entity FROM chains c JOIN resolved r ON r.document = c.document AND r.chain = c.number
                WHERE c.name = ? AND c.document IN (SELECT value FROM json_each(?))"""
            ids = json.dumps([self.document(one) for one in names])
            found = Counter(row["entity"] for row in self._rows(sql, name, ids))
        return found

    def _mentioned(self, name: str, document: str) -> Iterator[str]:
        sql = """SELECT r.entity FROM mentions m
            JOIN resolved r ON r.document = m.document AND r.chain = m.chain
            WHERE m.document = ? AND m.stop = ? AND m.start >= ? ORDER BY m.start LIMIT 1"""
        for match in _found(name, self.text(document)):
            yield from (row["entity"] for row in self._rows(sql, self.document(document), match.end(), match.start()))

    def resolved(self, document: str) -> list[tuple[Span, Span, str]]:
        """Return the span, the head and the entity of each mention of a document."""
        sql = """SELECT m.*, r.entity FROM mentions m JOIN resolved r ON r.document = m.document AND r.chain = m.chain
            WHERE m.document = ? ORDER BY m.number"""
        return [
            (Span(row["start"], row["stop"]), Span(row["head_start"], row["head_stop"]), row["entity"])
            for row in self._rows(sql, self.document(document))
        ]

    def triggers(self, document: str) -> list[tuple[Span, str]]:
        """Return the trigger and the id of each event that a document tells."""
        sql = "SELECT * FROM entries WHERE document = ? AND kind = 'event' ORDER BY number"
        return [
            (Span(row["trigger_start"], row["trigger_stop"]), row["id"])
            for row in self._rows(sql, self.document(document))
        ]

    def happening(self, cluster: str) -> Mapping[str, Any]:
        """Return the values that were chosen for an event, none where there is no such event."""
        rows = self._rows("SELECT * FROM happenings WHERE id = ?", cluster)
        return dict(rows[0]) if rows else {}

    def history(self, relation: str, cluster: str) -> list[Any]:
        """Return the steps that an event or measure went through: statuses, for a measure each with its rate."""
        if relation == "measure":
            nodes = material.measures(self._store, self.members(relation, cluster)).values()
            sources = sources_of(self._store, {node.document for node in nodes})
            return [[step.status, step.rate] for step in measures.history(nodes, sources)]
        return [step.status for step in self._page(cluster).steps]

    def replaced(self, deadline: str) -> set[str]:
        """Return the dates that a deadline took the place of, as EDTF."""
        return {moved.date for moved in self._page(deadline).moved if not moved.later}

    def _page(self, cluster: str) -> HistoryPage:
        page = compose(self._store, cluster)
        assert isinstance(page, HistoryPage)
        return page

    def disagreements(self) -> list[Disagreement]:
        """Return everything that the record says that sources disagree on."""
        return [
            Disagreement(
                row["kind"], row["subject"], row["slot"],
                tuple((str(value["value"]), self._tellers(value["entries"])) for value in json.loads(row["vals"])),
            )
            for row in self._rows("SELECT * FROM disagreements ORDER BY id")
        ]  # fmt: skip

    def _tellers(self, entries: Iterable[str]) -> frozenset[str]:
        sql = "SELECT DISTINCT document FROM entries WHERE id IN (SELECT value FROM json_each(?))"
        return frozenset(self._names[row["document"]] for row in self._rows(sql, json.dumps(list(entries))))


def _within(span: Span, rows: Iterable[Row]) -> set[str]:
    """Return the entries whose trigger is among some words, else those that tell again what they do with the words."""
    own = {row["id"] for row in rows if span.overlaps(Span(row["trigger_start"], row["trigger_stop"]))}
    return own or {row["id"] for row in rows for start, stop, *_ in json.loads(row["also"])
                   if span.overlaps(Span(start, stop))}  # fmt: skip


def _beside(span: Span, rows: Iterable[Row], kind: str) -> set[str]:
    """Return the measure or deadline in the same sentence whose trigger stands nearest to some words."""
    same = [row for row in rows if span.overlaps(Span(row["sentence_start"], row["sentence_stop"]))]
    nearest = sorted(same, key=lambda row: (abs(row["trigger_start"] - span.start), row["id"]))[:1]
    return {row["id"] for row in nearest if kind != "event"}


def _found(words: str, text: str) -> Iterator[re.Match[str]]:
    """Find words in a text, as whole words, whatever white space stands between them."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return re.finditer(rf"(?<!\w){pattern}(?!\w)", text)
