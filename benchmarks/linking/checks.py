"""What must and must not be joined, held against a linked record: one outcome for each item of a written case.

A case is the parsed JSON of ``links-seeds.json`` or of a document group. Each item is one check, which holds where
every pair in it is joined or kept apart as it says and everything in it was read. Whatever stands under two names in
one list (two events, two deadlines, two people) is two things: those pairs count in precision, not as checks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from benchmarks.linking.record import Disagreement, Telling, World

__all__ = ["RELATIONS", "Outcome", "Pair", "Rates", "alarms", "false_alarms", "outcomes", "rates"]

Case = Mapping[str, Any]
Relation = Literal["event", "measure", "deadline", "entity", "copy", "story"]
RELATIONS: tuple[Relation, ...] = Relation.__args__  # type: ignore[attr-defined]
TOLD: Mapping[Relation, str] = {"event": "events", "measure": "measures", "deadline": "deadlines"}
"""The relations whose things are given by tellings, with their plural."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things: whether they are the same, whether the record says so, and whether both were read."""

    same: bool
    joined: bool
    read: bool

    @property
    def right(self) -> bool:
        """Whether the record says what is so."""
        return self.same == self.joined


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one check came out. ``kind`` is the key of its list or of the value; ``read``: all that it names was read."""

    kind: str
    name: str
    holds: bool
    read: bool
    relation: Relation | None = None
    pairs: tuple[Pair, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


@dataclass(frozen=True, slots=True)
class Rates:
    """Of the pairs that are joined, the share that is right, and of those that are the same, the share joined."""

    same: int = 0
    joined: int = 0
    both: int = 0

    @property
    def precision(self) -> float:
        """0 to 1; 1 where nothing was joined."""
        return self.both / self.joined if self.joined else 1.0

    @property
    def recall(self) -> float:
        """0 to 1; 1 where nothing is the same."""
        return self.both / self.same if self.same else 1.0

    @property
    def f1(self) -> float:
        """Twice the right ones over the sum of joined and same; 1 where there are none."""
        total = self.same + self.joined
        return 2 * self.both / total if total else 1.0


def rates(pairs: Iterable[Pair]) -> Rates:
    """Count pairs."""
    several = list(pairs)
    return Rates(
        sum(pair.same for pair in several),
        sum(pair.joined for pair in several),
        sum(pair.same and pair.joined for pair in several),
    )


def outcomes(case: Case, world: World) -> list[Outcome]:
    """Hold every item of a case against a linked record."""
    found = [outcome for relation in TOLD for outcome in _told(case, world, relation)]
    found += [*_entities(case, world), *_documents(case, world), *_values(case, world), *_replaced(case, world)]
    return [*found, *_disagreements(case, world), *_agreements(case, world)]


def alarms(case: Case, world: World) -> Rates:
    """Count the disagreements that the record reports, against those that the case lists."""
    reported, listed = world.disagreements(), case.get("disagreements", ())
    found = sum(any(_says(one, item, case, world) for one in reported) for item in listed)
    return Rates(len(listed), len(false_alarms(case, world)) + found, found)


def false_alarms(case: Case, world: World) -> list[Disagreement]:
    """Return the disagreements that the record reports and the case does not list."""
    listed = case.get("disagreements", ())
    return [one for one in world.disagreements() if not any(_says(one, item, case, world) for item in listed)]


# --- events, measures, deadlines -----------------------------------------------------------------------------------


def _told(case: Case, world: World, relation: Relation) -> Iterator[Outcome]:
    listed = case.get(f"same_{relation}", ())
    for item in listed:
        tellings = _tellings(item)
        pairs = [_pair(world, relation, *two, same=True) for two in combinations(tellings, 2)]
        if pairs:
            yield _judged(f"same_{relation}", _name(item), relation, pairs)
    for item in case.get(f"different_{TOLD[relation]}", ()):
        pairs = [_pair(world, relation, *two, same=False) for two in combinations(_tellings(item), 2)]
        yield _judged(f"different_{TOLD[relation]}", _name(item), relation, pairs)
    across = [
        _pair(world, relation, one, other, same=False)
        for left, right in combinations(listed, 2)
        for one in _tellings(left)
        for other in _tellings(right)
        if one != other
    ]
    yield Outcome(f"across_{TOLD[relation]}", "", True, True, relation, tuple(across))


def _judged(kind: str, name: str, relation: Relation, pairs: Sequence[Pair]) -> Outcome:
    read = all(pair.read for pair in pairs)
    return Outcome(kind, name, read and all(pair.right for pair in pairs), read, relation, tuple(pairs))


def _name(item: Mapping[str, Any]) -> str:
    return str(item.get("name") or item.get("date") or item.get("why"))


def _tellings(item: Mapping[str, Any]) -> list[Telling]:
    """Return the tellings of an item; those of a deadline, which has no name, with its date."""
    date = None if "name" in item else item.get("date")
    return [Telling(document, words, date) for document, words in item["tellings"]]


def _pair(world: World, relation: Relation, one: Telling, other: Telling, *, same: bool) -> Pair:
    left, right = world.entries(one, relation), world.entries(other, relation)
    joined = not world.clusters(relation, left).keys().isdisjoint(world.clusters(relation, right))
    return Pair(same, joined, bool(left and right))


# --- entities, copies, stories -------------------------------------------------------------------------------------


def _entities(case: Case, world: World) -> Iterator[Outcome]:
    listed = case.get("same_entity", ())
    for kind, same in (("same_entity", True), ("different_entities", False)):
        for names in case.get(kind, ()):
            pairs = [_named(world, *two, same=same) for two in combinations(names, 2)]
            yield _judged(kind, ", ".join(map(str, names)), "entity", pairs)
    across = [
        _named(world, one, other, same=False)
        for left, right in combinations(listed, 2)
        for one in left
        for other in right
        if one != other
    ]
    yield Outcome("across_entities", "", True, True, "entity", tuple(across))


def _named(world: World, one: str | list[str], other: str | list[str], *, same: bool) -> Pair:
    left, right = _meant(world, one), _meant(world, other)
    return Pair(same, not left.isdisjoint(right), bool(left and right))


def _meant(world: World, name: str | list[str]) -> set[str]:
    """Return the entity that most mentions of a name mean (several where they are even); ``[document, name]`` is of
    one document."""
    found = world.entities(name) if isinstance(name, str) else world.entities(name[1], name[0])
    return {entity for entity, count in found.items() if count == max(found.values())}


def _documents(case: Case, world: World) -> Iterator[Outcome]:
    for kind, same in (("copies", True), ("not_copies", False)):
        for names in case.get(kind, ()):
            pairs = [
                Pair(same, len(world.clusters("copy", map(world.document, two))) == 1, all(map(world.text, two)))
                for two in combinations(names, 2)
            ]
            yield _judged(kind, ", ".join(names), "copy", pairs)
    listed = case.get("stories", ())
    for one, other in combinations(sorted({name for story in listed for name in story}), 2):
        same = any(one in story and other in story for story in listed)
        left, right = world.stories(one), world.stories(other)
        pair = Pair(same, not left.isdisjoint(right), bool(world.text(one) and world.text(other)))
        yield _judged("stories", f"{one}, {other}", "story", [pair])


# --- values --------------------------------------------------------------------------------------------------------


def _values(case: Case, world: World) -> Iterator[Outcome]:
    """Check the values and the history of each event and measure that has any."""
    for relation in TOLD:
        for item in case.get(f"same_{relation}", ()):
            nodes = [node for telling in _tellings(item) for node in sorted(world.entries(telling, relation))]
            cluster = _most(world.clusters(relation, nodes))
            for slot in ("date", "status", "place_most_specific", "history"):
                if slot in item and relation != "deadline" and item[slot] is not None:
                    right = bool(nodes) and _value(world, relation, cluster, slot, item[slot])
                    yield Outcome(slot, _name(item), right, bool(nodes))


def _most(found: Counter[str]) -> str:
    return min(found, key=lambda name: (-found[name], name), default="")


def _value(world: World, relation: Relation, cluster: str, slot: str, expected: Any) -> bool:
    if slot == "history":
        return _in_order(expected, world.history(relation, cluster))
    said = world.happening(cluster).get(slot.removesuffix("_most_specific"))
    return said is not None and _folded(said) == _folded(expected)


def _in_order(expected: Sequence[Any], found: Sequence[Any]) -> bool:
    """Tell whether the expected steps are there in this order, whatever stands between them."""
    left = iter(found)
    return all(any(step == other for other in left) for step in expected)


def _replaced(case: Case, world: World) -> Iterator[Outcome]:
    for item in case.get("same_deadline", ()):
        if item.get("replaces"):
            nodes = [node for telling in _tellings(item) for node in world.entries(telling, "deadline")]
            dates = {date for cluster in world.clusters("deadline", nodes) for date in world.replaced(cluster)}
            yield Outcome("replaces", f"{item['date']} for {item['replaces']}", item["replaces"] in dates, bool(nodes))


# --- disagreements -------------------------------------------------------------------------------------------------


def _disagreements(case: Case, world: World) -> Iterator[Outcome]:
    reported = world.disagreements()
    for item in case.get("disagreements", ()):
        right = any(_says(one, item, case, world) for one in reported)
        documents = {document for _, document in item["values"]}
        yield Outcome("disagreements", _about(item), right, documents <= _tellers(item, case, world))


def _agreements(case: Case, world: World) -> Iterator[Outcome]:
    reported = world.disagreements()
    for item in case.get("no_disagreement", ()):
        subjects = _subjects(item, case, world)
        against = [
            one
            for one in reported
            if one.subject in subjects and one.slot == item["slot"] and _sides(one, [(v, None) for v in item["values"]])
        ]
        yield Outcome("no_disagreement", _about(item), bool(subjects) and not against, bool(subjects))


def _about(item: Mapping[str, Any]) -> str:
    return f"{item['slot']} of {item[_kind(item)]}"


def _kind(item: Mapping[str, Any]) -> Relation:
    return next(kind for kind in RELATIONS if kind in item)


def _subjects(item: Mapping[str, Any], case: Case, world: World) -> set[str]:
    """Return the clusters or entities that an item on disagreements is about."""
    kind = _kind(item)
    if kind == "entity":
        return _meant(world, item[kind])
    nodes = [node for telling in _subject(item, case) for node in world.entries(telling, kind)]
    return set(world.clusters(kind, nodes))


def _tellers(item: Mapping[str, Any], case: Case, world: World) -> set[str]:
    """Return the documents in which an item's subject was read."""
    kind = _kind(item)
    if kind == "entity":
        return {document for _, document in item["values"] if world.entities(item[kind], document)}
    return {telling.document for telling in _subject(item, case) if world.entries(telling, kind)}


def _subject(item: Mapping[str, Any], case: Case) -> list[Telling]:
    kind = _kind(item)
    return [t for one in case.get(f"same_{kind}", ()) if _name(one) == item[kind] for t in _tellings(one)]


def _says(reported: Disagreement, item: Mapping[str, Any], case: Case, world: World) -> bool:
    """Tell whether a reported disagreement is the one that an item lists: subject, slot, and who stands against whom.

    Two documents with other values stand on two sides, none with the same value do. Words do not count ("present" may
    be "took part"), nor need each document be read.
    """
    if reported.slot != item["slot"] or reported.subject not in _subjects(item, case, world):
        return False
    stand = [(_folded(str(value)), _stands(reported, document)) for value, document in item["values"]]
    known = [(value, at) for value, at in stand if at is not None]
    apart = [(one, other) for one, at in known for other, beside in known if at != beside]
    return bool(apart) and all(one != other for one, other in apart)


def _stands(reported: Disagreement, document: str) -> int | None:
    """Return which side of a disagreement a document is on."""
    return next((at for at, (_, documents) in enumerate(reported.values) if document in documents), None)


def _sides(reported: Disagreement, values: Sequence[tuple[str, str | None]]) -> int:
    """Return how many of the values (of these documents) stand on sides of their own; 0 where only one does."""
    held = [side for value, document in values for side in [_side(reported, str(value), document)] if side is not None]
    return len(held) if len(held) > 1 and len(set(held)) == len(held) else 0


def _side(reported: Disagreement, value: str, document: str | None) -> int | None:
    """Return which side of a disagreement holds a value: the same words, else all words of the one in the other."""
    told = [
        (set(_folded(said).split()), at)
        for at, (said, documents) in enumerate(reported.values)
        if document is None or document in documents
    ]
    words = set(_folded(value).split())
    same = [at for said, at in told if said == words]
    like = [at for said, at in told if said <= words or words <= said]
    return next(iter(same or like), None)


def _folded(text: object) -> str:
    return " ".join(re.findall(r"[\w/-]+", str(text).casefold()))
