"""First stage: the base model learns the domain and general reading.

usage: python -m training.general SHARED DOCUMENTS OUT

In turns: masked words and what the rules find (names, attributions, and the record) in the unannotated public corpora;
semantic roles and attributions of PropBank; names tagged by people. Writes OUT/general.pt; a run that was stopped goes
on from there.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from dragoman.annotate.encoder.windows import Window, distances
from dragoman.export.gold import gold_entry
from training import annotations as ours
from training import corpora, documents
from training.batches import Batches, Run, pieces, spoiled
from training.config import CONFIG
from training.examples import Example, examples
from training.losses import batch_loss, padded
from training.network import PAIR, WIDTH, Reader

MASK = 103
LONGEST_TEXT = 3500
"""Characters of a public document that are read: long briefings repeat themselves."""


class Auxiliary(nn.Module):
    """Heads that teach and are not shipped: masked words, predicates and their arguments."""

    def __init__(self) -> None:
        super().__init__()
        self.dense = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.predicate = nn.Linear(WIDTH, 2)
        self.argument = nn.Linear(PAIR, len(corpora.ARGUMENTS))

    def masked(self, reader: Reader, states: Tensor, wanted: Tensor) -> Tensor:
        hidden = self.norm(F.gelu(self.dense(states)))
        return F.cross_entropy((hidden @ reader.encoder.words.weight.T).float(), wanted)

    def roles(self, reader: Reader, words: Tensor, found: Sequence[corpora.Proposition]) -> Tensor:
        at = [p.word for p in found]
        apart = torch.from_numpy(distances(at, [0] * len(words)))
        logits = self.argument(reader.pairs.hidden(words[at], words, apart)).float()
        truth = torch.tensor([p.classes for p in found])
        return F.cross_entropy(logits.flatten(0, 1), truth.flatten(), reduction="mean") * len(found)


def silver(shared: Path, folder: Path) -> list[Example]:
    """Return the unannotated documents as the rules read them, held-out ones and the development gold left out."""
    kept_apart = ours.held_out() | {d.name for d in documents.load(folder, "dev")}
    texts = {d.text[:100] for d in documents.load(folder, "dev")}
    look_up = pieces()
    found: list[Example] = []
    for name in ("state", "wikinews"):
        for document in documents.load(folder, name):
            if document.name in kept_apart or document.text[:100] in texts:
                continue
            entry = gold_entry(document) | {"names": "silver", "attributions": "silver"}
            for example in examples(document, entry, look_up, 160, 0):
                at = document.layers.tokens[example.window.start].span.start
                if at < LONGEST_TEXT:
                    found.append(example)
    return found


def mask_words(example: Example, rng: random.Random) -> tuple[Example, list[int], list[int]]:
    """Return an example with one word in eight masked, the pieces that are, and what stood there."""
    window = example.window
    ids, at, stood = list(window.ids), [], []
    ends = (*window.firsts[1:], len(ids) - 1)
    for first, end in zip(window.firsts, ends, strict=True):
        if rng.random() < 0.12:
            for i in range(first, end):
                at.append(i)
                stood.append(ids[i])
                if rng.random() < 0.85:
                    ids[i] = MASK
    changed = Window(window.start, window.own, window.end, tuple(ids), window.shapes, window.firsts)
    return replace(example, window=changed), at, stood


def losses(run: Run, reader: Reader, more: Auxiliary, kind: str, batch: Sequence[Any]) -> dict[str, Tensor]:
    """Return the losses of a batch of one kind."""
    if kind == "silver":
        masked = [mask_words(e, run.rng) for e in batch]
        rows = [e for e, _, _ in masked]
        states = reader.encoder(*padded(rows))
        where = [(i, p) for i, (_, at, _) in enumerate(masked) for p in at]
        found = batch_loss(reader, states, rows)
        if where:
            picked = states[[i for i, _ in where], [p for _, p in where]]
            wanted = torch.tensor([word for _, _, stood in masked for word in stood])
            found["masked"] = 0.5 * more.masked(reader, picked, wanted)
        return found
    if kind == "names":
        rows = [spoiled(e, run.rng) for e in batch]
        return batch_loss(reader, reader.encoder(*padded(rows)), rows)
    rows = [spoiled(e, run.rng) for e, _ in batch]
    states = reader.encoder(*padded(rows))
    found = batch_loss(reader, states, rows)
    words = [reader.drop(states[i, list(e.window.firsts)]) for i, e in enumerate(rows)]
    known = [(w, p) for w, (_, p) in zip(words, batch, strict=True) if p]
    if known:
        found["roles"] = sum(more.roles(reader, w, p) for w, p in known) / sum(len(p) for _, p in known)
    truth = torch.tensor([int(any(p.word == i for p in ps)) for (e, ps) in batch for i in range(len(e.window.firsts))])
    found["predicate"] = 0.3 * F.cross_entropy(more.predicate(torch.cat(words)).float(), truth)
    return found


def turns(run: Run, sources: dict[str, Batches]) -> Iterator[tuple[str, Sequence[Any]]]:
    """Yield batches, of each kind as often as it has them."""
    kinds = [kind for kind, source in sources.items() for _ in range(source.count)]
    run.rng.shuffle(kinds)
    while True:
        for kind in kinds:
            yield kind, sources[kind].next()


def main() -> None:
    """Train the first stage."""
    shared, folder, out = map(Path, sys.argv[1:4])
    rates = {"encoder": CONFIG.general_encoder_rate, "heads": CONFIG.general_head_rate}
    run = Run(out / "general.pt", CONFIG.general_steps, CONFIG.general_seed, rates)
    reader, more = Reader(), Auxiliary()
    reader.encoder.load_base()
    look_up = pieces()
    sources = {
        "silver": Batches(silver(shared, folder), CONFIG.general_batch, 1),
        "roles": Batches(list(corpora.propositions(shared / "data", look_up)), 2048, 2),
        "names": Batches(list(corpora.named(shared / "data", look_up)), 2048, 3),
    }
    print({kind: source.count for kind, source in sources.items()}, flush=True)
    stream = turns(run, sources)
    run.train(reader, more, lambda: losses(run, reader, more, *next(stream)))


if __name__ == "__main__":
    main()
