"""Disagreements between sources: 100 pairs of tellings that contradict each other and 100 that do not.

usage: python -m benchmarks.linking.disagreements [dev|unseen] [--shared ../shared] [--level values|read] [--errors]

The set is ``disagreements.json``, which says how it is written; half of it is unseen by the rules. Each pair is tried
at two levels: *values*, as given, in one cluster; and *read*, where the written ones go in as two short documents of
one record for each half, are read and linked, and come out as disagreements or not. An alarm is right where the pair is
a disagreement in its slot, and each source stands behind another value; any other alarm is false, also one between
documents of different pairs. Precision is over alarms, recall over the disagreements of the set.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from benchmarks.linking.record import world
from benchmarks.quality.gate import Figures
from dragoman.edtf import parse_days
from dragoman.gazetteer import lookup
from dragoman.link import disagreements as link
from dragoman.link.disagreements import Source, Tenure, Told
from dragoman.link.nodes import DeadlineNode, EventNode, MeasureNode, Who
from dragoman.model import SLOTS, MentionLabel, Slot

__all__ = ["HALVES", "Alarm", "Counts", "all_items", "count", "disagreements", "main", "read_alarms", "value_alarms"]

HALVES = ("dev", "unseen")
Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Alarm:
    """A disagreement that was found: its slot, the items whose tellings it is between, and whether values are apart."""

    slot: Slot
    items: frozenset[str]
    apart: bool
    said: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Right alarms, all alarms, and the disagreements that there are."""

    right: int
    alarms: int
    real: int

    @property
    def precision(self) -> float:
        """The share of alarms that is right, in percent; 100 where there are none."""
        return 100 * self.right / self.alarms if self.alarms else 100.0

    @property
    def recall(self) -> float:
        """The share of the disagreements that was found, in percent."""
        return 100 * self.right / self.real if self.real else 100.0


@cache
def all_items(half: str) -> tuple[Item, ...]:
    """Return the items of a half of the set, as the file has them."""
    text = Path(__file__).with_name("disagreements.json").read_text("utf-8")
    return tuple(item for item in json.loads(text)["items"] if item["half"] == half)


# --- values as given ----------------------------------------------------------------------------------------------


def value_alarms(half: str, shared: Path) -> tuple[list[Item], list[Alarm]]:
    """Return the items of a half and the alarms over their values; those from real documents need the shared folder."""
    items = [item for item in all_items(half) if "tellings" in item or shared.is_dir()]
    return items, [alarm for item in items for alarm in _alarms(item, shared)]


def _alarms(item: Item, shared: Path) -> Iterator[Alarm]:
    for found in _found(item, _tellings(item, shared)):
        sources = [source for value in found.values for source in value.sources]
        yield Alarm(found.slot, frozenset([item["id"]]), len(set(sources)) == len(sources), found.said)


def _found(item: Item, tellings: Sequence[Item]) -> tuple[Any, ...]:
    pairs = [(telling, Source(str(n), telling["source"])) for n, telling in enumerate(tellings)]
    if item["kind"] == "person":
        return link.of_person(item["id"], [Told(_tenure(telling, n.id), n) for telling, n in pairs])
    if item["kind"] == "measure":
        return link.of_measure(item["id"], [Told(_measure(telling, n.id), n) for telling, n in pairs])
    if item["kind"] == "deadline":
        return link.of_deadline(item["id"], [Told(_deadline(telling, n.id), n) for telling, n in pairs])
    return link.of_event(item["id"], [Told(_event(telling, n.id), n) for telling, n in pairs])


def _tellings(item: Item, shared: Path) -> list[Item]:
    if "tellings" in item:
        return [{**item["given"], **telling} for telling in item["tellings"]]
    first, second = (_real(item["kind"], document, entry, shared) for document, entry in item["real"])
    changed = {**second, **item["set"]}
    for old, new in item["swap"]:
        changed["sentence"] = changed["sentence"].replace(old, new)
    return [{**first, "source": "one"}, {**changed, "source": "another"}]


def _real(kind: str, document: str, entry: str | int, shared: Path) -> dict[str, Any]:
    """Return an entry of an annotated document: an event by its id, a tenure or measure by its place."""
    path = next(path for part in ("dev", "train") if (path := shared / "gold" / part / f"{document}.json").exists())
    marked = json.loads(path.read_text("utf-8"))
    published = {"published": _published(shared).get(document)}
    if kind == "event":
        return {**published, **next(event for event in marked["events"] if event["id"] == entry)}
    return {**published, **marked["tenures" if kind == "person" else "measures"][entry]}


@cache
def _published(shared: Path) -> dict[str, str]:
    lines = [line for part in ("dev", "train") for line in (shared / "gold" / f"{part}.jsonl").open(encoding="utf-8")]
    return {document["id"]: document["published"] for document in map(json.loads, lines)}


def _who(name: str) -> Who:
    """Return a party: NAME/COUNTRY is a person, NAME/ a body, a name of the gazetteer what it says there."""
    person, slash, country = name.partition("/")
    entry = lookup(name)
    label = "person" if country else "country" if entry and entry.kind == "country" else "organisation"
    return Who(person, person, cast(MentionLabel, label), country or (entry.country if entry and not slash else None))


def _event(telling: Item, id: str) -> EventNode:
    actors, recipients = (tuple(map(_who, telling.get(role, ()))) for role in ("actors", "recipients"))
    return EventNode(
        id=id, document=id, type=telling["type"], mode=telling["mode"], actors=actors, recipients=recipients,
        date=parse_days(telling.get("date")), place=telling.get("place"), status=telling["status"],
        trigger=telling.get("trigger", ""), sentence=telling["sentence"], content=telling.get("content"),
        published=parse_days(telling["published"]),
    )  # fmt: skip


def _measure(telling: Item, id: str) -> MeasureNode:
    imposer, target = (_who(name) if (name := telling[role]) else None for role in ("imposer", "target"))
    return MeasureNode(
        id=id, document=id, imposer=imposer, target=target, instrument=telling["instrument"], rate=telling["rate"],
        unit=telling["unit"], product=telling["product"], status=telling["status"],
        effective=parse_days(telling.get("effective")), sentence=telling["sentence"],
        published=parse_days(telling["published"]),
    )  # fmt: skip


def _deadline(telling: Item, id: str) -> DeadlineNode:
    days, published = parse_days(telling["date"]), parse_days(telling["published"])
    assert days is not None
    return DeadlineNode(id, id, days, telling["what"], telling["status"], (), telling["sentence"], published)


def _tenure(telling: Item, id: str) -> Tenure:
    published = parse_days(telling["published"])
    rest = telling["office"], telling["of"], telling["status"], telling["sentence"], published
    return Tenure(id, telling["person"], *rest)


# --- documents, read and linked -----------------------------------------------------------------------------------


def read_alarms(half: str) -> tuple[list[Item], list[Alarm]]:
    """Read and link the written documents of a half as one record; return its items and all alarms of the record."""
    items = [item for item in all_items(half) if "tellings" in item]
    with world(_documents(items)) as linked:
        return items, [_alarm(found.slot, found.values) for found in linked.disagreements()]


def _documents(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        for n, telling in enumerate(item["tellings"]):
            text = f"{telling['sentence']} {telling['more']}\n"
            rest = {"published": telling["published"], "outlet": telling["source"]}
            yield {"id": f"{item['id']}/{n}", "title": None, "text": text, **rest}


def _alarm(slot: str, values: Sequence[tuple[str, frozenset[str]]]) -> Alarm:
    named = [document for _, documents in values for document in documents]
    said = "; ".join(f"{value} ({', '.join(sorted(documents))})" for value, documents in values)
    items = frozenset(document.partition("/")[0] for document in named)
    return Alarm(cast(Slot, slot), items, len(set(named)) == len(named), said)


# --- counting -----------------------------------------------------------------------------------------------------


def _right(alarm: Alarm, item: Item) -> bool:
    return item["disagree"] and alarm.apart and alarm.items == {item["id"]} and alarm.slot == item["slot"]


def count(items: Sequence[Item], alarms: Sequence[Alarm], slot: Slot | None = None) -> Counts:
    """Count alarms, of one slot or of all; several right alarms for one item are one."""
    own = [item for item in items if slot in (None, item["slot"])]
    found = [alarm for alarm in alarms if slot in (None, alarm.slot)]
    false = sum(not any(_right(alarm, item) for item in own) for alarm in found)
    right = sum(any(_right(alarm, item) for alarm in found) for item in own)
    return Counts(right, right + false, sum(item["disagree"] for item in own))


def disagreements(shared: Path) -> Figures:
    """Measure both halves at both levels; by item, whether it came out as it should."""
    metrics: dict[str, float] = {}
    documents: dict[str, dict[str, float]] = {}
    for half in HALVES:
        for level, (items, alarms) in (("values", value_alarms(half, shared)), ("read", read_alarms(half))):
            counts = count(items, alarms)
            metrics |= {f"{half}/{level}/precision": counts.precision, f"{half}/{level}/recall": counts.recall}
            for item in items:
                documents.setdefault(item["id"], {})[level] = 100.0 * _holds(item, alarms)
    return Figures(metrics, documents)


def _holds(item: Item, alarms: Sequence[Alarm]) -> bool:
    own = [alarm for alarm in alarms if item["id"] in alarm.items]
    return any(_right(alarm, item) for alarm in own) if item["disagree"] else not own


def main() -> None:
    """Print precision and recall, in all and by slot, and what went wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("half", nargs="?", choices=HALVES, default="dev")
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("DRAGOMAN_SHARED", "../shared")))
    parser.add_argument("--level", choices=("values", "read"), default="values")
    parser.add_argument("--errors", action="store_true", help="list false alarms and what was missed")
    args = parser.parse_args()
    items, alarms = value_alarms(args.half, args.shared) if args.level == "values" else read_alarms(args.half)
    slots: tuple[Slot | None, ...] = (None, *SLOTS)
    for slot in slots:
        counts = count(items, alarms, slot)
        print(
            f"{slot or 'all':12} precision {counts.precision:5.1f}  recall {counts.recall:5.1f}"
            f"  ({counts.right} right of {counts.alarms} alarms; {counts.real} disagreements)"
        )
    if args.errors:
        for alarm in alarms:
            if not any(_right(alarm, item) for item in items):
                print("false:", alarm.slot, ", ".join(sorted(alarm.items)), "|", alarm.said)
        for item in items:
            if item["disagree"] and not _holds(item, alarms):
                print("missed:", item["id"])


if __name__ == "__main__":
    main()
