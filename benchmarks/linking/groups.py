"""Written groups of documents with hard cases of linking (``groups/dev`` and ``groups/unseen``, our own writing).

usage: python -m benchmarks.linking.groups [dev|unseen] [--failing]

Each group is a record of its own. For each kind of thing the pairs that a group names, and those across things that
it names apart, are counted together: of the pairs that linking joins, how many are the same (precision), and of those
that are the same, how many it joins (recall). A telling that was not read is joined to nothing; the figures under
``read`` leave such pairs out.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.linking.checks import RELATIONS, Outcome, Rates, alarms, false_alarms, outcomes, rates
from benchmarks.linking.record import Disagreement, world
from benchmarks.linking.seeds import share
from benchmarks.quality.gate import Figures

__all__ = ["SPLITS", "Checked", "checked", "figures", "main"]

FOLDER = Path(__file__).with_name("groups")
SPLITS = ("dev", "unseen")
VALUES = ("date", "status", "place_most_specific", "history", "replaces", "no_disagreement")


@dataclass(frozen=True, slots=True)
class Checked:
    """A group: how its checks come out, its disagreements counted, and those that it does not list."""

    name: str
    outcomes: tuple[Outcome, ...]
    disagreements: Rates
    false_alarms: tuple[Disagreement, ...]


def checked(split: str) -> tuple[Checked, ...]:
    """Read, link and check every group of a split, in order of name."""
    found = []
    for path in sorted((FOLDER / split).glob("*.json")):
        case = json.loads(path.read_text("utf-8"))
        with world(case["documents"]) as linked:
            several = tuple(outcomes(case, linked)), alarms(case, linked), tuple(false_alarms(case, linked))
            found.append(Checked(path.stem, *several))
    return tuple(found)


def figures(shared: Path) -> Figures:
    """Check both splits; by group, the share of its checks that hold."""
    total = Figures({})
    for split in SPLITS:
        groups = checked(split)
        documents = {group.name: {"checks": share(_checks(group.outcomes))} for group in groups}
        total = total.and_(Figures(_metrics(groups), documents).under(split))
    return total


def _checks(found: Sequence[Outcome]) -> list[Outcome]:
    return [outcome for outcome in found if outcome.name]


def _metrics(groups: Sequence[Checked]) -> dict[str, float]:
    found = [outcome for group in groups for outcome in group.outcomes]
    metrics = {"checks": share(_checks(found)), "read/checks": share([one for one in _checks(found) if one.read])}
    for relation in RELATIONS:
        pairs = [pair for outcome in found if outcome.relation == relation for pair in outcome.pairs]
        if pairs:
            metrics |= _rates(relation, rates(pairs))
            metrics[f"read/{relation}-f1"] = 100 * rates(pair for pair in pairs if pair.read).f1
    for kind in VALUES:
        if several := [outcome for outcome in found if outcome.kind == kind]:
            metrics[kind.replace("_", "-")] = share(several)
    told = [outcome for outcome in found if outcome.kind == "disagreements" and outcome.read]
    metrics["read/disagreement-recall"] = share(told)
    return metrics | _rates("disagreement", _sum(group.disagreements for group in groups))


def _sum(several: Iterable[Rates]) -> Rates:
    counted = [(one.same, one.joined, one.both) for one in several]
    return Rates(*(sum(column) for column in zip(*counted, strict=True))) if counted else Rates()


def _rates(name: str, found: Rates) -> dict[str, float]:
    """Return precision, recall and F1; no precision where nothing was joined."""
    rates = {f"{name}-recall": 100 * found.recall, f"{name}-f1": 100 * found.f1}
    return {f"{name}-precision": 100 * found.precision, **rates} if found.joined else rates


def main() -> None:
    """Print the figures of a split and, where asked, the checks that fail by group and name."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("split", nargs="?", choices=SPLITS, default="dev")
    parser.add_argument("--failing", action="store_true")
    options = parser.parse_args()
    groups = checked(options.split)
    for group in groups if options.failing else ():
        for outcome in _checks(group.outcomes):
            if not outcome.holds:
                print(f"{group.name}: {'fails' if outcome.read else 'not read'}: {outcome}")
        for alarm in group.false_alarms:
            print(f"{group.name}: not listed: {alarm}")
    for name, value in _metrics(groups).items():
        print(f"{name:28} {value:5.1f}")


if __name__ == "__main__":
    main()
