"""The facts of the shipped model: its files' hashes, how it was trained, on how much, and its scores.

usage: python -m training.card SHARED DOCUMENTS MODEL_FOLDER

Writes MODEL_FOLDER/card.json. A test holds the hashes to the files and the configuration to `training.config`.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from training import annotations as ours
from training import documents
from training.config import CONFIG
from training.evaluate import Joined, chosen, figures, scored

FILES = ("reader.onnx", "pairs.npz", "tokenizer.json", "weights.json")


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a model."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}


def data(shared: Path, folder: Path) -> dict[str, dict[str, int]]:
    """Return how many documents and entries of each set the second stage learned from."""
    found = {}
    for name in ("train", "annotated", "written"):
        gold = documents.gold_of(shared, name)
        known = [gold[d.name] for d in documents.load(folder, name) if d.name in gold and d.name not in ours.held_out()]
        kinds = ("events", "measures", "deadlines", "tenures")
        found[name] = {"documents": len(known)} | {kind: sum(len(row[kind]) for row in known) for kind in kinds}
    return found


def main() -> None:
    """Write the card."""
    shared, folder, model = map(Path, sys.argv[1:4])
    read = Joined(model)
    card: dict[str, Any] = {
        "files": hashes(model),
        "configuration": asdict(CONFIG),
        "digest": CONFIG.digest(),
        "data": data(shared, folder),
        "scores": {name: figures(scored(chosen(shared, folder, name), read)) for name in ("dev", "held-out")},
    }
    (model / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(card["scores"], indent=1))


if __name__ == "__main__":
    main()
