"""What finding copies costs as the record grows: signatures and keys, filing, and comparing what shares a key.

usage: python -m benchmarks.speed.copies [--documents N] [--shared ../shared]

The documents are real releases and Wikinews articles of which each word is replaced by another of the same corpus with
a chance of 0.35, so that vocabulary and lengths are real and no two are copies by accident; one in five is a copy of
one before it, cut or with a sentence of its own. A hundred are published a day. They are made one after the other
from their number, so that nothing but their keys is held in memory.

Prints the machine and the versions, then for growing records: milliseconds of processor time per document for keys,
and for comparing all candidates (from a sample of them), with the spread over blocks of documents; how many candidates
there are for each document, how many documents the fullest key holds, and the total divided by n log n, which must not
grow.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import random
import resource
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import blake2b
from importlib.metadata import version
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.annotate.sentences import sentences
from dragoman.edtf import Days
from dragoman.link.copies import CopyMatcher
from dragoman.link.nodes import DocumentNode

__all__ = ["main"]

REPLACED = 0.35
COPIES = 0.2
A_DAY = 100
LONGEST = 40  # sentences
BLOCK = 500  # documents in one measurement
SAMPLE = 3_000  # pairs compared at each size
SIZES = (1_000, 5_000, 20_000, 50_000, 100_000, 200_000)
PACKAGES = ("numpy", "rapidfuzz")
FIRST_DAY = date(2020, 1, 1)


class Making:
    """Makes the document of a number."""

    def __init__(self, shared: Path) -> None:
        self._texts = [text for row in _rows(shared) if len(text := _sentences(row["text"])) >= 3]
        words = [word for text in self._texts for sentence in text for word in sentence.split()]
        self._words = np.array(words, dtype=object)

    def __call__(self, number: int) -> DocumentNode:
        """Return a document; the same for the same number."""
        luck = random.Random(number)
        if number and luck.random() < COPIES:
            source = self(number - luck.randint(1, min(number, A_DAY)))
            kept = source.sentences[: max(2, luck.randint(len(source.sentences) // 2, len(source.sentences)))]
            own = (self._varied(luck.choice(self._texts)[:1], number)) if luck.random() < 0.5 else ()
            return replace(source, id=f"{number:06}", sentences=(*own, *kept), published=_day(number))
        return DocumentNode(f"{number:06}", self._varied(luck.choice(self._texts), number), published=_day(number))

    def _varied(self, text: tuple[str, ...], number: int) -> tuple[str, ...]:
        chance = np.random.default_rng(number)
        words = [sentence.split() for sentence in text]
        flat = np.array([word for sentence in words for word in sentence], dtype=object)
        chosen = chance.random(len(flat)) < REPLACED
        flat[chosen] = self._words[chance.integers(0, len(self._words), int(chosen.sum()))]
        ends = np.cumsum([0, *map(len, words)])
        return tuple(" ".join(flat[start:end]) for start, end in pairwise(ends))


def _rows(shared: Path) -> Iterator[dict[str, str]]:
    for name in ("state/releases.jsonl", "wikinews/articles.jsonl"):
        yield from map(json.loads, (shared / "data" / name).read_text("utf-8").splitlines())


def _sentences(text: str) -> tuple[str, ...]:
    found = sentences(text)[:LONGEST]
    return tuple(text[sentence.span.start : sentence.span.end] for sentence in found)


def _day(number: int) -> Days:
    day = (FIRST_DAY + timedelta(days=number // A_DAY)).isoformat()
    return Days(day, day)


@dataclass
class Filed:
    """The keys of documents so far, as numbers, with the document of each; and what they took, by block."""

    keys: list[NDArray[np.uint64]]
    seconds: list[float]
    count: int = 0

    def add(self, documents: list[DocumentNode], matcher: CopyMatcher) -> None:
        """File a block of documents."""
        start = time.process_time()
        found = [list(matcher.keys(document)) for document in documents]
        self.seconds.append((time.process_time() - start) / len(documents))
        for keys in found:
            self.keys.append(np.array([_number(key) for key in keys], dtype=np.uint64))
        self.count += len(documents)

    def candidates(self) -> tuple[set[tuple[int, int]], int]:
        """Return the pairs that share a key, and how many documents the fullest key holds."""
        keys = np.concatenate(self.keys)
        owners = np.repeat(np.arange(self.count), [len(each) for each in self.keys])
        order = np.argsort(keys, kind="stable")
        keys, owners = keys[order], owners[order]
        starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
        sizes = np.diff(np.append(starts, len(keys)))
        shared = [
            owners[start : start + size].tolist()
            for start, size in zip(starts[sizes > 1], sizes[sizes > 1], strict=True)
        ]
        return {pair for owner in shared for pair in combinations(owner, 2)}, int(sizes.max())


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")


def comparing(pairs: set[tuple[int, int]], make: Making, matcher: CopyMatcher) -> list[float]:
    """Return the seconds that each of a sample of pairs takes to compare, with nothing prepared."""
    took = []
    for left, right in random.Random(0).sample(sorted(pairs), min(SAMPLE, len(pairs))):
        one, other = make(left), make(right)
        start = time.process_time()
        matcher.compare(one, other)
        took.append(time.process_time() - start)
    return took


def report(filed: Filed, make: Making, matcher: CopyMatcher) -> None:
    """Print one line for the record as it is now."""
    pairs, fullest = filed.candidates()
    took = comparing(pairs, make, matcher)
    keys = statistics.mean(filed.seconds)
    each = len(pairs) / filed.count * statistics.mean(took)
    low, high = min(filed.seconds), max(filed.seconds)
    total = filed.count * (keys + each)
    print(
        f"{filed.count:8,}  keys {1000 * keys:5.2f} ms ({1000 * low:.2f} to {1000 * high:.2f})"
        f"  compare {1000 * each:5.2f} ms (a pair {1e6 * statistics.median(took):.0f} µs, 95 % under"
        f" {1e6 * float(np.quantile(took, 0.95)):.0f})  candidates {len(pairs) / filed.count:5.2f} a document"
        f"  fullest key {fullest:4}  total {total:6.1f} s  {1e6 * total / filed.count / math.log(filed.count):5.1f}"
        " µs/(n log n)",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("DRAGOMAN_SHARED", "../shared")))
    parser.add_argument("--documents", type=int, default=200_000)
    options = parser.parse_args()
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(", ".join(f"{name} {version(name)}" for name in PACKAGES) + "\n")
    make, matcher, filed = Making(options.shared), CopyMatcher(), Filed([], [])
    while filed.count < options.documents:
        filed.add([make(filed.count + number) for number in range(BLOCK)], matcher)
        if filed.count in SIZES or filed.count >= options.documents:
            report(filed, make, matcher)
    print(f"\nmost memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
