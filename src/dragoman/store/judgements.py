"""The log of judgements: added, never changed. The last word on a pair is a person's, else the program's latest."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.model import Link
from dragoman.store.called import called
from dragoman.store.clusters import ids
from dragoman.store.database import Store

__all__ = ["Anchor", "JudgementRow", "Pair", "add_anchors", "add_links", "anchors", "judgements", "people", "program",
           "program_same"]  # fmt: skip

Pair = tuple[str, str]

_COLUMNS = "relation, left, right, judgement, score, reasons, by, person, at, withdraws"


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A judgement as it stands in the log.

    ``withdrawn`` tells whether a person has taken it back; ``called`` is what the two nodes are, in words.
    """

    number: int
    relation: str
    left: str
    right: str
    judgement: str
    score: float
    reasons: tuple[str, ...]
    by: str
    person: bool
    at: str
    withdraws: int | None
    withdrawn: bool
    called: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a person judged, in words: by it a node is found again after its document was read anew.

    Of an entry: its document, type (event type, instrument, kind), sentence, trigger and where that starts; of a
    profile: its label, name and country, and a document that has it.
    """

    node: str
    relation: str
    document: str | None
    type: str | None
    words: str
    trigger: str | None = None
    country: str | None = None
    start: int | None = None


def add_links(store: Store, links: Iterable[Link]) -> None:
    """Add judgements; the program's latest word on a pair is not repeated."""
    rows = [
        (
            link.relation, link.left, link.right, link.judgement, link.score,
            json.dumps(link.reasons, ensure_ascii=False), link.by, int(link.person), link.at, link.withdraws,
        )
        for link in links
    ]  # fmt: skip
    again = f"""INSERT INTO judgements ({_COLUMNS}) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10
        WHERE ?8 = 1 OR (?4, ?5) IS NOT (SELECT judgement, score FROM judgements
            WHERE relation = ?1 AND left = ?2 AND right = ?3 AND person = 0 ORDER BY number DESC LIMIT 1)"""
    store.write_many(again, rows)


def program(store: Store, relation: str, nodes: Iterable[str]) -> dict[Pair, str]:
    """Return the program's latest judgement on each pair that has one of these nodes in it."""
    sql = """SELECT left, right, judgement, max(number) FROM (
            SELECT a.left, a.right, a.judgement, a.number FROM json_each(:ids) j
                CROSS JOIN judgements a ON a.relation = :relation AND a.left = j.value AND a.person = 0
            UNION SELECT b.left, b.right, b.judgement, b.number FROM json_each(:ids) j
                CROSS JOIN judgements b ON b.relation = :relation AND b.right = j.value AND b.person = 0)
        GROUP BY left, right"""
    rows = store.rows(sql, {"ids": ids(nodes), "relation": relation})
    return {(row["left"], row["right"]): row["judgement"] for row in rows}


def program_same(store: Store, relation: str, nodes: Iterable[str]) -> dict[Pair, float]:
    """Return the scores of the pairs that the program judges the same and that have one of these nodes in them."""
    sql = """SELECT left, right, judgement, score, max(number) FROM (
            SELECT a.left, a.right, a.judgement, a.score, a.number FROM json_each(:ids) j
                CROSS JOIN judgements a ON a.relation = :relation AND a.left = j.value AND a.person = 0
            UNION SELECT b.left, b.right, b.judgement, b.score, b.number FROM json_each(:ids) j
                CROSS JOIN judgements b ON b.relation = :relation AND b.right = j.value AND b.person = 0)
        GROUP BY left, right"""
    rows = store.rows(sql, {"ids": ids(nodes), "relation": relation})
    return {(row["left"], row["right"]): row["score"] for row in rows if row["judgement"] == "same"}


def people(store: Store, relation: str) -> dict[Pair, str]:
    """Return what people say of pairs, the oldest first: the latest judgement on each that has not been taken back."""
    sql = """SELECT left, right, judgement, max(number) FROM judgements j
        WHERE relation = ? AND person = 1 AND judgement <> 'withdrawn'
            AND NOT EXISTS (SELECT 1 FROM judgements w WHERE w.relation = j.relation AND w.person = 1
                AND w.withdraws = j.number)
        GROUP BY left, right ORDER BY max(number)"""
    return {(row["left"], row["right"]): row["judgement"] for row in store.rows(sql, (relation,))}


def judgements(
    store: Store,
    *,
    number: int | None = None,
    relation: str | None = None,
    judgement: str | None = None,
    person: bool | None = None,
    touching: Iterable[str] | None = None,
    limit: int | None = None,
) -> list[JudgementRow]:
    """Return the log, latest first; ``touching`` keeps the judgements on pairs with one of these nodes."""
    parts, parameters = ["1"], []  # type: tuple[list[str], list[object]]
    wanted = {"number": number, "relation": relation, "judgement": judgement, "person": person}
    for column, value in wanted.items():
        if value is not None:
            parts.append(f"j.{column} = ?")
            parameters.append(value)
    if touching is not None:
        several = ids(touching)
        parts.append("(j.left IN (SELECT value FROM json_each(?)) OR j.right IN (SELECT value FROM json_each(?)))")
        parameters += [several, several]
    sql = f"""SELECT j.*, EXISTS (SELECT 1 FROM judgements w WHERE w.relation = j.relation AND w.person = 1
            AND w.withdraws = j.number) AS withdrawn
        FROM judgements j WHERE {' AND '.join(parts)} ORDER BY number DESC LIMIT ?"""
    rows = store.rows(sql, (*parameters, -1 if limit is None else limit))
    names = called(store, {row[end] for row in rows for end in ("left", "right")})
    return [
        JudgementRow(
            row["number"], row["relation"], row["left"], row["right"], row["judgement"], row["score"],
            tuple(json.loads(row["reasons"])), row["by"], bool(row["person"]), row["at"], row["withdraws"],
            bool(row["withdrawn"]), (names.get(row["left"], row["left"]), names.get(row["right"], row["right"])),
        )
        for row in rows
    ]  # fmt: skip


def add_anchors(store: Store, several: Iterable[Anchor]) -> None:
    """Write down in words what a person judged; what is there already stays."""
    rows = [(a.node, a.relation, a.document, a.type, a.words, a.trigger, a.country, a.start) for a in several]
    store.write_many("INSERT INTO anchors VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)


def anchors(store: Store, relation: str) -> dict[str, Anchor]:
    """Return the anchors of a relation, by node."""
    sql = "SELECT node, relation, document, type, words, trigger, country, start FROM anchors WHERE relation = ?"
    return {row["node"]: Anchor(*row) for row in store.rows(sql, (relation,))}
