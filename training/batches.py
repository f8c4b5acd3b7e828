"""Batches, and the loop that both stages share."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from dragoman.annotate.encoder.windows import UNK, Pieces, Window
from training.examples import Example
from training.network import Reader, base_folder

__all__ = ["Batches", "Run", "pieces", "spoiled"]


@cache
def pieces() -> Pieces:
    """Return the word pieces of the base model."""
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Pieces(tokenizer)


def spoiled(example: Example, rng: random.Random, share: float = 0.04) -> Example:
    """Return an example some of whose words are unknown or without capitals, so that none is relied on alone."""
    window = example.window
    lower = rng.random() < 0.03
    ids = tuple(UNK if i > 999 and rng.random() < share else i for i in window.ids)
    shapes = tuple(min(s, 1) for s in window.shapes) if lower else window.shapes
    changed = Window(window.start, window.own, window.end, ids, shapes, window.firsts)
    return replace(example, window=changed)


def _size(item: Any) -> int:
    return len((item if isinstance(item, Example) else item[0]).window.ids)


class Batches:
    """Items in batches of at most ``pieces`` word pieces with padding, of like length, in an order from the seed."""

    def __init__(self, items: Sequence[Any], pieces: int, seed: int) -> None:
        self.items, self.pieces, self.rng = list(items), pieces, random.Random(seed)
        self.queue: list[list[Any]] = []
        self._fill()
        self.count = len(self.queue)

    def _fill(self) -> None:
        order = sorted(self.items, key=lambda item: _size(item) * self.rng.uniform(0.9, 1.1))
        batch: list[Any] = []
        for item in order:
            if batch and max(_size(item), *(_size(b) for b in batch)) * (len(batch) + 1) > self.pieces:
                self.queue.append(batch)
                batch = []
            batch.append(item)
        self.queue.append(batch)
        self.rng.shuffle(self.queue)

    def next(self) -> list[Any]:
        """Return the next batch, without end."""
        if not self.queue:
            self._fill()
        return self.queue.pop()


class Run:
    """A seeded, resumable run: AdamW, linear warm-up and decay, bfloat16 where the processor computes."""

    def __init__(self, path: Path, steps: int, seed: int, rates: dict[str, float]) -> None:
        self.path, self.steps, self.rates = path, steps, rates
        self.rng = random.Random(seed)
        torch.manual_seed(seed)

    def train(self, reader: Reader, more: nn.Module, loss_of: Callable[[], dict[str, Tensor]]) -> None:
        """Take the steps that are left; save every 200 and at the end."""
        encoder = list(reader.encoder.parameters())
        known = {id(p) for p in encoder}
        heads = [p for m in (reader, more) for p in m.parameters() if id(p) not in known]
        optimizer = torch.optim.AdamW(
            [{"params": encoder, "lr": self.rates["encoder"]}, {"params": heads, "lr": self.rates["heads"]}],
            weight_decay=0.01, betas=(0.9, 0.98),
        )  # fmt: skip
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, self._rate)
        done = self._resume(reader, more, optimizer, schedule)
        seen: dict[str, list[float]] = defaultdict(list)
        started = time.time()
        for module in (reader, more):
            module.train()
        for step in range(done, self.steps):
            with torch.autocast("cpu", torch.bfloat16):
                parts = loss_of()
                total = torch.stack(list(parts.values())).sum()
            optimizer.zero_grad(set_to_none=True)
            total.backward()
            nn.utils.clip_grad_norm_([*encoder, *heads], 1.0)
            optimizer.step()
            schedule.step()
            for name, value in parts.items():
                seen[name].append(float(value.detach()))
            if (step + 1) % 50 == 0:
                shown = " ".join(f"{name} {sum(v[-100:]) / len(v[-100:]):.3f}" for name, v in sorted(seen.items()))
                pace = (time.time() - started) / (step + 1 - done)
                print(f"{step + 1}/{self.steps} {pace:.2f} s/step  {shown}", flush=True)
            if (step + 1) % 200 == 0 or step + 1 == self.steps:
                self._save(step + 1, reader, more, optimizer, schedule)

    def _rate(self, step: int) -> float:
        warm = max(1, self.steps // 15)
        return min((step + 1) / warm, max(0.02, (self.steps - step) / (self.steps - warm)))

    def _save(self, step: int, reader: Reader, more: nn.Module, optimizer: Any, schedule: Any) -> None:
        state = {"step": step, "reader": reader.state_dict(), "more": more.state_dict()}
        if step < self.steps:
            state |= {"optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(state, self.path.with_suffix(".tmp"))
        self.path.with_suffix(".tmp").replace(self.path)

    def _resume(self, reader: Reader, more: nn.Module, optimizer: Any, schedule: Any) -> int:
        if not self.path.exists():
            return 0
        state = torch.load(self.path)
        reader.load_state_dict(state["reader"])
        more.load_state_dict(state["more"])
        if "optimizer" in state:
            optimizer.load_state_dict(state["optimizer"])
            schedule.load_state_dict(state["schedule"])
        return int(state["step"])
