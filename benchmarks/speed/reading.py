"""How fast the encoder and the whole reading are, on our own newspaper texts joined to documents of 400 words.

usage: python -m benchmarks.speed.reading [--documents N] [--rounds N]

Prints the machine and the versions, then for each round, median and spread: word pieces and words a second of the
encoder with all heads on both cores, documents a second of ``dragoman extract`` as a whole, and how the time of
reading one document divides among the steps, in one process.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

from dragoman.annotate import Pipeline, reader
from dragoman.annotate.encoder.session import encoder
from dragoman.annotate.encoder.sheet import Sheet
from dragoman.capture import captures
from dragoman.model import Capture, Document
from dragoman.page import documents
from dragoman.settings import CaptureSettings, PageSettings

__all__ = ["main"]

TEXTS = Path(__file__).resolve().parents[2] / "training" / "written"
WORDS = 400
PACKAGES = ("dragoman", "onnxruntime", "tokenizers", "numpy")


def texts(count: int) -> list[dict[str, str]]:
    """Return documents of 400 words, put together from our own texts in their order, each paragraph once."""
    rows = [json.loads(line) for path in sorted(TEXTS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    words = " ".join(row["text"].replace("\n\n", " ¶ ") for row in rows).split(" ")
    found = []
    for number in range(count):
        start = number * WORDS % (len(words) - WORDS)
        text = " ".join(words[start : start + WORDS]).replace(" ¶ ", "\n\n")
        found.append({"id": f"d{number}", "published": "2025-07-07", "text": text})
    return found


def spread(name: str, values: list[float], unit: str) -> float:
    """Print the median of some values with their least and greatest; return the median."""
    middle = statistics.median(values)
    print(f"{name:44} {middle:10,.1f} {unit}   ({min(values):,.1f} to {max(values):,.1f}, {len(values)} rounds)")
    return middle


def _read(path: Path) -> Iterator[Document]:
    for item in captures([str(path)], CaptureSettings()):
        if isinstance(item, Capture):
            yield from documents(item, PageSettings())


def encoding(path: Path, rounds: int) -> None:
    """Time the encoder alone: all documents, on as many threads as there are cores."""
    sheets = []
    for document in _read(path):
        sheet = Sheet(_words(document))
        sheets.append((sheet.words, sheet.sentences))
    model = encoder()
    pieces, words = [], []
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for _ in range(rounds):
            start = time.perf_counter()
            read = list(pool.map(lambda sheet: model(*sheet), sheets))
            took = time.perf_counter() - start
            pieces.append(sum(len(w.ids) for scores in read for w in scores.windows) / took)
            words.append(sum(len(words) for words, _ in sheets) / took)
    spread("encoder with all heads, word pieces", pieces, "a second")
    spread("encoder with all heads, words", words, "a second")


def _words(document: Document) -> Document:
    return Pipeline(reader().steps[:2])(document)


def extracting(path: Path, count: int, rounds: int) -> None:
    """Time ``dragoman extract`` from start to end, less what it takes for a single document."""
    one = path.with_name("one.jsonl")
    one.write_text(path.read_text("utf-8").splitlines()[0] + "\n", encoding="utf-8")
    rates = []
    for _ in range(rounds):
        start = time.perf_counter()
        _extract(one)
        first = time.perf_counter()
        _extract(path)
        rates.append((count - 1) / (time.perf_counter() - first - (first - start)))
    spread("dragoman extract, documents of 400 words", rates, "a second")


def _extract(path: Path) -> None:
    command = [sys.executable, "-c", "from dragoman.cli import main; main()", "extract", str(path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def steps(path: Path) -> None:
    """Print how the time of one process divides among the steps of reading."""
    took: dict[str, float] = defaultdict(float)
    read = reader(threads=1, watch=lambda name, seconds: took.__setitem__(name, took[name] + seconds))
    start = time.perf_counter()
    for document in _read(path):
        took["page"] += time.perf_counter() - start
        read(document)
        start = time.perf_counter()
    total = sum(took.values())
    print("\none process on one core, share of the time of reading")
    for name, seconds in sorted(took.items(), key=lambda item: -item[1]):
        print(f"  {name:20} {100 * seconds / total:5.1f} %  {1000 * seconds:8.0f} ms")
    print(f"\nmost memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(", ".join(f"{name} {version(name)}" for name in PACKAGES) + "\n")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "documents.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in texts(options.documents)), encoding="utf-8")
        encoding(path, options.rounds)
        extracting(path, options.documents, options.rounds)
        steps(path)


if __name__ == "__main__":
    main()
