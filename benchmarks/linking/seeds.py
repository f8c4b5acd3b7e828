"""The links of the seed pages: what must and must not be joined, and what disagrees (``gold/links-seeds.json``).

usage: python -m benchmarks.linking.seeds SHARED

Each item of the file is one check; the figure is the share of checks that hold. A check that names a telling of which
the program reads no entry fails as *not read*, whatever it asks.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from benchmarks.linking.checks import Outcome, outcomes
from benchmarks.linking.record import world
from benchmarks.quality.gate import Figures

__all__ = ["checked", "figures", "main", "share"]


def checked(shared: Path) -> list[Outcome]:
    """Read and link the seed documents; return how each check comes out."""
    lines = (shared / "gold" / "dev.jsonl").read_text("utf-8").splitlines()
    documents = [document for line in lines if (document := json.loads(line))["id"].startswith("seed-")]
    case = json.loads((shared / "gold" / "links-seeds.json").read_text("utf-8"))
    with world(documents) as linked:
        return [outcome for outcome in outcomes(case, linked) if outcome.name]


def share(found: Sequence[Outcome]) -> float:
    """Return the share of checks that hold, in percent."""
    return 100 * sum(outcome.holds for outcome in found) / max(1, len(found))


def figures(shared: Path) -> Figures:
    """Check the links of the seeds: all, those that were read, each kind; by check, whether it holds."""
    found = checked(shared)
    metrics = {"checks": share(found), "read": share([outcome for outcome in found if outcome.read])}
    for kind in sorted({outcome.kind for outcome in found}):
        metrics[kind] = share([outcome for outcome in found if outcome.kind == kind])
    return Figures(metrics, {str(outcome): {"holds": 100.0 * outcome.holds} for outcome in found})


def main() -> None:
    """Print the checks that fail, by name, and how many hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder with gold/")
    found = checked(parser.parse_args().shared)
    for outcome in found:
        if not outcome.holds:
            print("fails" if outcome.read else "not read", outcome)
    read = [outcome for outcome in found if outcome.read]
    print(f"{share(found):.1f} % of {len(found)} checks hold, {share(read):.1f} % of the {len(read)} that were read")


if __name__ == "__main__":
    main()
