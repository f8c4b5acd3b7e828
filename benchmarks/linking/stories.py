"""Stories of the written groups: which documents are told to be about one development.

usage: python -m benchmarks.linking.stories [dev|unseen] [--failing]

A group names its stories as lists of documents; a document may stand in two. Every pair of documents of a group
counts: the same where one list has both. Of the pairs that one story of the record has, how many are the same
(precision), and of those that are the same, how many one story has (recall). A document that a story only mentions
(see `dragoman.link.stories.documents`) is not in it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.linking.checks import Pair, rates
from benchmarks.linking.groups import FOLDER, SPLITS
from benchmarks.quality.gate import Figures
from dragoman.record import Record
from dragoman.settings import ReadSettings

__all__ = ["main", "measured", "stories"]


@dataclass(frozen=True, slots=True)
class Together:
    """Two documents of a group, by their names, and whether they are and are told to be in one story."""

    group: str
    left: str
    right: str
    pair: Pair


def measured(split: str) -> list[Together]:
    """Read and link the groups of a split that name stories; return every pair of documents of each."""
    return [pair for path in sorted((FOLDER / split).glob("*.json")) for pair in _pairs(path)]


def _pairs(path: Path) -> Iterator[Together]:
    case = json.loads(path.read_text("utf-8"))
    listed = [set(story) for story in case.get("stories", ())]
    if not listed:
        return
    told = _told(case["documents"])
    for left, right in combinations(sorted(told), 2):
        same = any({left, right} <= story for story in listed)
        yield Together(path.stem, left, right, Pair(same, not told[left].isdisjoint(told[right]), read=True))


def _told(written: Sequence[Mapping[str, Any]]) -> dict[str, set[str]]:
    """Read and link documents in a record of their own; return the stories of each by the document's name."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "documents.jsonl"
        lines.write_text("".join(json.dumps(document) + "\n" for document in written), "utf-8")
        with Record(Path(folder) / "record.db") as record:
            record.add([lines], settings=ReadSettings(workers=0))
            names = {row.id: row.name for row in record.documents()}
            told: dict[str, set[str]] = {str(document["id"]): set() for document in written}
            for row in record.stories():
                for part in record.story(row.id).documents:
                    told[str(names[part.document.id])].add(row.id)
    return told


def stories(shared: Path) -> Figures:
    """Measure both splits; by group, the share of its pairs that are right. ``shared`` is not looked at."""
    total = Figures({})
    for split in SPLITS:
        found = measured(split)
        groups = {one.group: [other.pair for other in found if other.group == one.group] for one in found}
        right = {
            group: {"right": 100 * sum(pair.right for pair in pairs) / len(pairs)} for group, pairs in groups.items()
        }
        total = total.and_(Figures(_metrics(found), right).under(split))
    return total


def _metrics(found: list[Together]) -> dict[str, float]:
    counted = rates(one.pair for one in found)
    return {"precision": 100 * counted.precision, "recall": 100 * counted.recall, "f1": 100 * counted.f1}


def main() -> None:
    """Print the figures of a split and, where asked, the pairs that come out wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("split", nargs="?", choices=SPLITS, default="dev")
    parser.add_argument("--failing", action="store_true")
    options = parser.parse_args()
    found = measured(options.split)
    for one in found if options.failing else ():
        if not one.pair.right:
            print(f"{one.group}: {one.left}, {one.right}: {'apart' if one.pair.same else 'joined'}")
    for name, value in _metrics(found).items():
        print(f"{name:10} {value:5.1f}")


if __name__ == "__main__":
    main()
