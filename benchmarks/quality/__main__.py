"""``python -m benchmarks.quality``: measure, print each metric beside its floor, and fail below a floor.

Run from the root of the repository. Exit status: 0 every floor held, 1 below a floor, 2 the request
cannot be carried out.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.quality import table
from benchmarks.quality.gate import Baseline, Change, Check, Figures, changes, checks, lowered, raised
from benchmarks.quality.suite import FAST, SUITE
from dragoman.annotate.encoder.session import encoder
from dragoman.errors import DataError

ROOT = Path(__file__).resolve().parents[2]
BASELINE = Path(__file__).with_name("baseline.json")
PACKAGES = ("dragoman", "trafilatura", "lxml", "resiliparse", "fastwarc", "onnxruntime", "tokenizers", "numpy")


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmarks and hold them against the baseline; return the exit status."""
    options = _options(arguments)
    shared = Path(options.shared or os.environ.get("DRAGOMAN_SHARED", ROOT.parent / "shared"))
    if not (shared / "gold" / "score.py").exists():
        print(f"no gold record in {shared}: give --shared or set DRAGOMAN_SHARED", file=sys.stderr)
        return 2
    where = machine()
    print("\n".join(f"{key}: {value}" for key, value in where.items()))
    names = options.only or (FAST if options.fast else tuple(SUITE))
    figures = measure(shared, names)
    baseline = _part(Baseline.load(options.baseline), names)
    failed = report(checks(baseline, figures), changes(baseline, figures))
    if options.update or options.lower:
        return _write(options, figures, where)
    return 1 if failed else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__.splitlines()[0])
    parser.add_argument("--fast", action="store_true", help="only what takes under three minutes in total")
    parser.add_argument("--only", nargs="+", choices=SUITE, help="these benchmarks only")
    parser.add_argument("--update", action="store_true", help="raise floors to what was measured; lower none")
    parser.add_argument("--lower", metavar="METRIC", help="lower the floor of one metric to what was measured")
    parser.add_argument("--why", default="", help="the reason for --lower; it stays in the baseline file")
    parser.add_argument("--shared", help="the folder with gold and corpora (default: ../shared, or DRAGOMAN_SHARED)")
    parser.add_argument("--baseline", type=Path, default=BASELINE, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def machine() -> dict[str, str]:
    """Return what the figures and times depend on: date, machine, Python, versions of packages."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "packages": packages,
        "model": encoder().digest,
    }


def measure(shared: Path, names: Sequence[str]) -> Figures:
    """Run benchmarks by name, one after the other, and return their figures, each named below its benchmark.

    A benchmark whose model is not there is named and measures nothing, which fails where its metrics have floors.
    """
    total = Figures({})
    for name in names:
        start = time.monotonic()
        try:
            figures = SUITE[name](shared)
        except DataError as error:
            print(f"{name}: {error}")
            continue
        print(f"{name}: {len(figures.metrics)} metrics in {time.monotonic() - start:.0f} s")
        total = total.and_(figures.under(name))
    return total


def _part(baseline: Baseline, names: Sequence[str]) -> Baseline:
    """Return the baseline of some benchmarks only."""
    floors = {name: floor for name, floor in baseline.floors.items() if name.split("/")[0] in names}
    return Baseline(floors, baseline.documents, baseline.history, baseline.measured)


def report(found: tuple[Check, ...], differences: tuple[Change, ...]) -> bool:
    """Print every metric and every document that changed; return whether a metric is below its floor."""
    print(f"\n{'metric':44}{'floor':>8}{'value':>8}{'change':>8}")
    for check in found:
        mark = "" if check.passed else "  BELOW ITS FLOOR" if check.value is not None else "  NOT MEASURED"
        cells = "".join(_cell(value) for value in (check.floor, check.value))
        print(f"{check.metric:44}{cells}{_cell(check.difference, signed=True)}{mark}")
    for change in differences:
        word = "gain" if change.gain > 0 else "loss"
        before, after = _cell(change.before).strip(), _cell(change.after).strip()
        print(f"{word} {change.document} {change.metric}: {before} -> {after}")
    gains = sum(change.gain > 0 for change in differences)
    print(f"\nby document: {gains} gains, {len(differences) - gains} losses")
    failed = [check.metric for check in found if not check.passed]
    print(f"below the floor: {', '.join(failed)}" if failed else "every floor holds")
    return bool(failed)


def _cell(value: float | None, *, signed: bool = False) -> str:
    return f"{'-':>8}" if value is None else f"{value:+8.1f}" if signed else f"{value:8.1f}"


def _write(options: argparse.Namespace, figures: Figures, where: dict[str, str]) -> int:
    """Write the baseline that the options ask for; refuse where a floor would fall without being named."""
    baseline = Baseline.load(options.baseline)
    if options.lower:
        try:
            baseline = lowered(baseline, figures, options.lower, options.why, where["date"])
        except ValueError as error:
            print(error, file=sys.stderr)
            return 2
    if options.update:
        low = [check.metric for check in checks(baseline, figures) if check.value is not None and not check.passed]
        if low:
            print(f"not updated: {', '.join(low)} below the floor; --lower METRIC --why REASON", file=sys.stderr)
            return 1
        baseline = raised(baseline, figures, where)
    baseline.save(options.baseline)
    if options.baseline == BASELINE:
        table.write(ROOT / "docs" / "quality.md", baseline)
    print(f"wrote {options.baseline.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
