"""Second stage: the reader learns the record from annotated documents.

usage: python -m training.record SHARED DOCUMENTS OUT NAME [--without]

Writes OUT/NAME.pt. With ``--without`` (as OUT/without.pt) it starts from OUT/general.pt, else from OUT/without.pt.
Learns from the gold documents marked train, our annotations but for the held-out ones, and our own texts; one batch in
seven goes on teaching names. ``--without`` leaves one fifth of the documents out, to fit on it what joins rules and
encoder (`training.folds`).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from dragoman.annotate.encoder.windows import Pieces
from training import annotations as ours
from training import corpora, documents, layers
from training.batches import Batches, Run, pieces, spoiled
from training.config import CONFIG
from training.examples import Example, examples
from training.folds import fold_of
from training.losses import batch_loss, padded
from training.network import Reader

SETS = ("train", "annotated", "written")


def annotated(shared: Path, folder: Path, look_up: Pieces, without: bool) -> list[Example]:
    """Return the windows of the documents to learn from."""
    kept_apart = ours.held_out()
    found: list[Example] = []
    more = layers.load()
    for name in SETS:
        gold = documents.gold_of(shared, name)
        for document in documents.load(folder, name):
            known = document.name or ""
            if known in kept_apart or known not in gold or (without and fold_of(known) == CONFIG.fold):
                continue
            found += examples(document, gold[known] | more.get(known, {}), look_up)
    return found


def losses(run: Run, reader: Reader, batch: Sequence[Example]) -> dict[str, Tensor]:
    """Return the losses of a batch."""
    rows = [spoiled(example, run.rng) for example in batch]
    return batch_loss(reader, reader.encoder(*padded(rows)), rows)


def turns(gold: Batches, names: Batches) -> Iterator[Sequence[Any]]:
    """Yield batches of the gold documents, every seventh one of names."""
    while True:
        for _ in range(6):
            yield gold.next()
        yield names.next()


def _start(reader: Reader, state: dict[str, Tensor]) -> None:
    """Take the weights of the first stage; a head that has more labels now keeps those it knew."""
    own = reader.state_dict()
    for name, value in state.items():
        own[name][tuple(slice(size) for size in value.shape)] = value
    reader.load_state_dict(own)


def main() -> None:
    """Train the second stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("documents", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("name")
    parser.add_argument("--without", action="store_true")
    options = parser.parse_args()
    reader = Reader()
    first = "general.pt" if options.without else "without.pt"
    _start(reader, torch.load(options.out / first)["reader"])
    look_up, seed = pieces(), CONFIG.record_seed
    gold = Batches(annotated(options.shared, options.documents, look_up, options.without), CONFIG.record_batch, seed)
    names = Batches(list(corpora.named(options.shared / "data", look_up)), 2048, seed + 1)
    epochs = CONFIG.without_epochs if options.without else CONFIG.record_epochs
    steps = int(epochs * gold.count * 7 / 6)
    print(f"{len(gold.items)} windows, {gold.count} batches, {steps} steps", flush=True)
    stream = turns(gold, names)
    rates = {"encoder": CONFIG.record_encoder_rate, "heads": CONFIG.record_head_rate}
    run = Run(options.out / f"{options.name}.pt", steps, seed, rates)
    run.train(reader, nn.Module(), lambda: losses(run, reader, next(stream)))


if __name__ == "__main__":
    main()
