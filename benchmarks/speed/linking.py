"""How long linking takes as the record grows: from scratch, and when ten documents are added.

usage: python -m benchmarks.speed.linking [--sizes N …] [--cache FOLDER] [--shared ../shared] [--check]

The documents are varied from some hundreds of real ones (`benchmarks.speed.varied`), which are read once; what was read
and the records before linking are kept in the folder ``--cache``, by default one that is thrown away.

Prints the machine and the versions, then for each size: seconds for loading and for linking from scratch, the share of
each stage, how much is linked, what ten more documents take (median and spread of five times ten), the most memory of
the process so far, and the size of the record's file. Seconds are of processor time on one core, so that they hold on
a machine that does other work too. ``--check`` links documents ten at a time instead and compares
what has been derived with linking from scratch.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import platform
import resource
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.speed.varied import Varied
from dragoman import batch
from dragoman.link.update import relink
from dragoman.model import Document, Given
from dragoman.settings import ReadSettings
from dragoman.store import Store, load
from dragoman.store.judgements import program

__all__ = ["main"]

SIZES = (1_000, 5_000, 20_000, 50_000)
CHECKED = 2_000
ADDED, REPEATS = 10, 5
RELEASES, ARTICLES, LONGEST = 400, 200, 8_000  # sources; characters
LOADED = 500  # documents in one transaction
AT = "2026-11-22T00:00:00+00:00"
DERIVED = (
    "clusters", "blocks", "profiles", "chain_profiles", "tenure_posts", "resolved", "entities", "sources", "happenings",
    "happening_parties", "disagreements", "stories", "story_documents",
)  # fmt: skip
RELATIONS = ("copy", "entity", "event", "measure", "deadline", "story")


def sources(shared: Path, cache: Path) -> list[Document]:
    """Return the real documents, read by the product; from the cache where they were read before."""
    kept = cache / "sources.pickle"
    if not kept.exists():
        lines = cache / "sources.jsonl"
        lines.write_text("".join(json.dumps(row) + "\n" for row in _rows(shared)), encoding="utf-8")
        readings = batch.read([str(lines)], ReadSettings(), Given())
        kept.write_bytes(pickle.dumps([document for reading in readings for document in reading.documents]))
    return list(pickle.loads(kept.read_bytes()))


def _rows(shared: Path) -> Iterator[dict[str, Any]]:
    for name, most in (("data/state/releases", RELEASES), ("data/wikinews/articles", ARTICLES), ("gold/train", None)):
        lines = (shared / f"{name}.jsonl").read_text("utf-8").splitlines()
        rows = (row for row in map(json.loads, lines) if len(row["text"]) <= LONGEST)
        yield from islice(rows, most)


class Stages:
    """The seconds that each stage takes, told by what linking says of its progress."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._stage, self._since = "", time.process_time()

    def __call__(self, stage: str, left: int) -> None:
        """Note that a stage goes on."""
        now = time.process_time()
        self.seconds[self._stage] += now - self._since
        self._stage, self._since = stage, now

    def shares(self) -> str:
        """Return the stages that took more than a hundredth of the time, those that took longest first."""
        self("", 0)
        total = sum(self.seconds.values())
        most = sorted(self.seconds.items(), key=lambda item: -item[1])
        return ", ".join(f"{stage} {100 * took / total:.0f} %" for stage, took in most if stage and took > total / 100)


def link(store: Store) -> tuple[float, Stages]:
    """Link what is pending; return the seconds that it took."""
    stages, start = Stages(), time.process_time()
    relink(store, AT, stages)
    return time.process_time() - start, stages


def loaded(make: Varied, size: int, cache: Path) -> Path:
    """Return a record of so many documents that is not linked, made from the largest smaller one that is kept."""
    path = cache / f"loaded-{size}.db"
    if path.exists():
        return path
    smaller = [int(one.stem.split("-")[1]) for one in cache.glob("loaded-*.db")]
    start = max((one for one in smaller if one < size), default=0)
    part = cache / "loading.db"
    part.unlink(missing_ok=True)
    if start:
        shutil.copy(cache / f"loaded-{start}.db", part)
    began = time.process_time()
    with Store(part, create=True) as store:
        for first in range(start, size, LOADED):
            load(store, map(make, range(first, min(size, first + LOADED))))
    took = 1000 * (time.process_time() - began) / (size - start)
    print(f"{size:7,} documents loaded, {took:.1f} ms a document with the making of it", flush=True)
    part.rename(path)
    return path


def measure(make: Varied, size: int, cache: Path) -> None:
    """Print the figures of one size."""
    path = cache / f"linked-{size}.db"
    for old in cache.glob(f"{path.name}*"):
        old.unlink()
    shutil.copy(loaded(make, size, cache), path)
    with Store(path) as store:
        took, stages = link(store)
        print(f"{size:7,} documents from scratch {took:8.1f} s, {1000 * took / size:6.1f} ms a document")
        print(f"        {stages.shares()}")
        print("        " + ", ".join(_count(store, relation) for relation in RELATIONS), flush=True)
        added, stages = [], Stages()
        for turn in range(REPEATS):
            load(store, map(make, range(size + turn * ADDED, size + (turn + 1) * ADDED)))
            seconds, stages = link(store)
            added.append(seconds)
        print(f"        {ADDED} more: {statistics.median(added):.2f} s ({min(added):.2f} to {max(added):.2f}),"
              f" the last: {stages.shares()}")  # fmt: skip
    print(f"        most memory so far {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB,"
          f" record {path.stat().st_size / 1e6:,.0f} MB", flush=True)  # fmt: skip


def _count(store: Store, relation: str) -> str:
    [row] = store.rows("SELECT count(*), count(DISTINCT cluster) FROM clusters WHERE relation = ?", (relation,))
    return f"{relation} {row[0]:,} → {row[1]:,}"


def check(make: Varied, size: int) -> bool:
    """Tell whether the last fifty documents, ten at a time, give the same as all at once."""
    with Store(":memory:", create=True) as once, Store(":memory:", create=True) as stepwise:
        load(once, map(make, range(size)))
        link(once)
        load(stepwise, map(make, range(ADDED * REPEATS, size)))
        link(stepwise)
        for first in range(0, ADDED * REPEATS, ADDED):
            load(stepwise, map(make, range(first, first + ADDED)))
            link(stepwise)
        differing = [table for table, rows in _dump(once).items() if rows != _dump(stepwise)[table]]
    print(f"{size:,} documents, {ADDED * REPEATS} of them added ten at a time: ", end="")
    print(f"another world in {', '.join(differing)}" if differing else "the same as all at once")
    return not differing


def _dump(store: Store) -> dict[str, list[Any]]:
    found = {table: sorted(map(tuple, store.rows(f"SELECT * FROM {table}")), key=repr) for table in DERIVED}
    for relation in RELATIONS:
        nodes = {row["node"] for row in store.rows("SELECT node FROM clusters WHERE relation = ?", (relation,))}
        said = program(store, relation, nodes).items()
        found[f"judgements on {relation}"] = sorted(
            (pair, judgement) for pair, judgement in said if judgement != "different" and nodes.issuperset(pair)
        )
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("DRAGOMAN_SHARED", "../shared")))
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()},"
          f" SQLite {sqlite3.sqlite_version}, dragoman {version('dragoman')}")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        cache = options.cache or Path(folder)
        cache.mkdir(parents=True, exist_ok=True)
        make = Varied(sources(options.shared, cache))
        print(f"{len(make)} sources, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB\n", flush=True)
        if options.check:
            sys.exit(not check(make, min(CHECKED, *options.sizes)))
        for size in sorted(options.sizes):
            measure(make, size, cache)


if __name__ == "__main__":
    main()
