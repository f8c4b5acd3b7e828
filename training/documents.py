"""The documents to train on, read by the product's own rules, with what these find.

usage: python -m training.documents SHARED OUT [SET ...]     (writes OUT/SET.pickle: a list of documents)

Sets: ``state`` and ``wikinews`` (the public corpora, unannotated), ``train`` and ``dev`` (gold; dev is measured on and
never trained on), ``annotated`` (ours, held-out ones among them) and ``written`` (our own texts).
"""

from __future__ import annotations

import json
import pickle
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from dragoman.annotate import rules
from dragoman.model import Capture, Document
from dragoman.page import documents as page_documents
from dragoman.settings import PageSettings
from training import annotations as ours

__all__ = ["gold_of", "load", "rows_of"]

Entry = dict[str, Any]
SETS = ("state", "wikinews", "train", "dev", "annotated", "written")
WRITTEN = Path(__file__).resolve().parent / "written"


def rows_of(shared: Path, name: str) -> list[Entry]:
    """Return the documents of a set as JSON objects with id, title, published, outlet and text."""
    if name == "annotated":
        return [document for document, _ in ours.load(shared)]
    if name == "written":
        return [row for path in sorted(WRITTEN.glob("*.jsonl")) for row in _lines(path)]
    files = {"state": "data/state/releases.jsonl", "wikinews": "data/wikinews/articles.jsonl"}
    return list(_lines(shared / files.get(name, f"gold/{name}.jsonl")))


def gold_of(shared: Path, name: str) -> dict[str, Entry]:
    """Return the gold records of a set by document id."""
    if name == "annotated":
        return {gold["id"]: gold for _, gold in ours.load(shared)}
    if name == "written":
        return {row["id"]: row for row in rows_of(shared, name)}
    return {path.stem: json.loads(path.read_text("utf-8")) for path in (shared / "gold" / name).glob("*.json")}


def load(folder: Path, name: str) -> list[Document]:
    """Return the documents of a set as they were read."""
    with (folder / f"{name}.pickle").open("rb") as file:
        found: list[Document] = pickle.load(file)
    return found


def _lines(path: Path) -> Iterator[Entry]:
    return (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())


def _read(rows: list[Entry]) -> list[Document]:
    keep = ("id", "title", "published", "outlet", "text")
    bodies = [json.dumps({key: row[key] for key in keep if row.get(key)}).encode() for row in rows]
    with ProcessPoolExecutor(2) as pool:
        return [document for found in pool.map(_documents, bodies, chunksize=8) for document in found]


def _documents(body: bytes) -> list[Document]:
    """Return the documents of a JSON line as the rules read them."""
    read = rules()
    return [read(document) for document in page_documents(Capture.of(body, "line", "application/json"), PageSettings())]


def main() -> None:
    """Read the sets that are named, or all."""
    shared, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[3:] or SETS:
        found = _read(rows_of(shared, name))
        with (out / f"{name}.pickle").open("wb") as file:
            pickle.dump(found, file)
        print(f"{name}: {len(found)} documents", flush=True)


if __name__ == "__main__":
    main()
