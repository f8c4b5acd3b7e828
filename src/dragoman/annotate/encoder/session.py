"""The shipped model, and what it says of the words of a document.

The graph is run one window at a time: what a window gives depends on nothing but the window, so that the size and the
order of a batch cannot change a result, and no padding is computed. Windows are filled with whole sentences to one
length, which a batch of windows would not read faster.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from dragoman.annotate.encoder.labels import POINTERS, ROLES, TOKEN_HEADS
from dragoman.annotate.encoder.windows import Pieces, Window, distances, windows
from dragoman.errors import DataError
from dragoman.model import content_id

__all__ = ["Encoder", "Pairs", "Scores", "encoder"]

Floats = npt.NDArray[np.float32]
FOLDER = Path(__file__).resolve().parents[2] / "data" / "model"


@dataclass(frozen=True)
class Pairs:
    """A trigger beside each word of its window: ``logits`` has one row a word, ``first`` is the number of its first."""

    first: int
    logits: Floats

    def role(self, name: str) -> Floats:
        """Return the logits of a role or pointer, one a word of the window."""
        column: Floats = self.logits[:, (*ROLES, *POINTERS).index(name)]
        return column


@dataclass(frozen=True)
class Scores:
    """What the heads say of the words of a document.

    ``heads`` has for each head an array [words, labels]: probabilities, for "dating" logits. ``pairs`` looks at a
    trigger with every word of the window that it stands in.
    """

    sentences: tuple[int, ...]
    heads: dict[str, Floats]
    windows: tuple[Window, ...]
    halves: tuple[Floats, ...]
    weights: PairWeights

    def pairs(self, trigger: int) -> Pairs:
        """Return the pairs of a trigger, given by the number of its first word."""
        at = bisect_right([w.own for w in self.windows], trigger) - 1
        window, halves = self.windows[at], self.halves[at]
        width = halves.shape[1] // 2
        apart = distances([trigger - window.start], self.sentences[window.start : window.end])[0]
        hidden = np.maximum(halves[trigger - window.start, :width] + halves[:, width:] + self.weights.apart[apart], 0)
        return Pairs(window.start, hidden @ self.weights.weight + self.weights.bias)


@dataclass(frozen=True)
class PairWeights:
    """The weights of the heads that read pairs: distances [32, 128], weight [128, labels], bias [labels]."""

    apart: Floats
    weight: Floats
    bias: Floats


@dataclass
class Encoder:
    """Runs the shipped model. ``digest`` tells one model from another.

    Raises DataError where its files are missing or broken.
    """

    folder: Path = FOLDER
    threads: int = 1
    _session: Any = field(init=False, repr=False)

    def __post_init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
            self._session = onnxruntime.InferenceSession(str(self.folder / "reader.onnx"), options)
            with np.load(self.folder / "pairs.npz") as stored:
                self._weights = PairWeights(stored["apart"], stored["weight"], stored["bias"])
        except Exception as error:  # what onnxruntime and tokenizers raise has no narrower class
            raise DataError(f"the model in {self.folder} cannot be read ({error}): install dragoman again") from error
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.digest = content_id((self.folder / "reader.onnx").read_bytes(), (self.folder / "pairs.npz").read_bytes())
        self._pieces = Pieces(tokenizer)

    def __call__(self, words: Sequence[str], sentences: Sequence[int]) -> Scores:
        """Read the words of a document, the number of its sentence given for each."""
        cut = windows(words, sentences, self._pieces)
        read = [self._run(window) for window in cut]
        own = [heads[window.own - window.start :] for window, (heads, _) in zip(cut, read, strict=True)]
        rows = np.concatenate(own) if own else np.zeros((0, sum(TOKEN_HEADS.values())), np.float32)
        return Scores(tuple(sentences), _split(rows), tuple(cut), tuple(halves for _, halves in read), self._weights)

    def _run(self, window: Window) -> tuple[Floats, Floats]:
        inputs = {
            "ids": np.array([window.ids], np.int64),
            "shapes": np.array([window.shapes], np.int64),
            "firsts": np.array(window.firsts, np.int64),
        }
        heads, halves = self._session.run(None, inputs)
        return heads, halves


def _split(rows: Floats) -> dict[str, Floats]:
    found, at = {}, 0
    for name, width in TOKEN_HEADS.items():
        part = rows[:, at : at + width]
        found[name] = part if name == "dating" else _softmax(part)
        at += width
    return found


def _softmax(logits: Floats) -> Floats:
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True, initial=-np.inf))
    found: Floats = shifted / shifted.sum(axis=1, keepdims=True)
    return found


@cache
def encoder(threads: int | None = None) -> Encoder:
    """Return the shipped model, loaded once for the process; it computes on one thread a core where none are given."""
    return Encoder(threads=threads or os.cpu_count() or 1)
