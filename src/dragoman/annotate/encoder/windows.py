"""Words of a document → windows of word pieces that the encoder reads, each with the sentences before as context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

__all__ = ["DISTANCES", "SHAPES", "Pieces", "Window", "distances", "shape", "windows"]

CLS, SEP, UNK = 101, 102, 100
SHAPES = 5
DISTANCES = 32
_LONGEST_WORD = 12


class WordPieces(Protocol):
    """What is used of a ``tokenizers.Tokenizer``."""

    def encode(self, sequence: str, *, add_special_tokens: bool) -> object: ...


def shape(word: str) -> int:
    """Return the shape of a word, whose capitals its pieces do not have: 1 lower, 2 Title, 3 UPPER, 4 other."""
    if word.islower():
        return 1
    if word[:1].isupper() and not word[1:2].isupper():
        return 2
    return 3 if word.isupper() else 4


@dataclass(frozen=True, slots=True)
class Pieces:
    """Words → ids of word pieces, each word looked up once."""

    tokenizer: WordPieces
    known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def __call__(self, word: str) -> tuple[int, ...]:
        """Return the ids of a word, at least one and at most twelve."""
        ids = self.known.get(word)
        if ids is None:
            encoded = self.tokenizer.encode(word, add_special_tokens=False)
            ids = tuple(encoded.ids[:_LONGEST_WORD]) or (UNK,)  # type: ignore[attr-defined]
            if len(self.known) < 200_000:
                self.known[word] = ids
        return ids


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``[start, end)`` of a document as the encoder reads them, those from ``own`` on for themselves.

    ``ids`` and ``shapes`` have one entry a word piece; ``firsts`` is the index of the first piece of each word.
    """

    start: int
    own: int
    end: int
    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    firsts: tuple[int, ...]


def windows(
    words: Sequence[str], sentences: Sequence[int], pieces: Pieces, longest: int = 256, context: int = 64
) -> list[Window]:
    """Return the windows of a document, whose own parts cover its words once and in order.

    ``sentences`` is the number of each word's sentence. A window has at most ``longest`` pieces, of which whole
    sentences of at most ``context`` pieces stand before its own; a sentence too long for one is cut between words.
    """
    sizes = [len(pieces(word)) for word in words]
    return [
        _window(words, pieces, _context(sentences, sizes, start, context), start, end)
        for start, end in _stretches(sentences, sizes, longest - context - 2)
    ]


def _stretches(sentences: Sequence[int], sizes: Sequence[int], room: int) -> list[tuple[int, int]]:
    """Return the own parts: as many whole sentences as there is room for, or part of one that is too long."""
    found: list[tuple[int, int]] = []
    start = taken = 0
    last_break = 0
    for at in range(len(sizes)):
        if at and sentences[at] != sentences[at - 1]:
            last_break = at
        if taken + sizes[at] > room:
            end = last_break if last_break > start else at
            found.append((start, end))
            taken = sum(sizes[end:at])
            start = end
        taken += sizes[at]
    return [*found, (start, len(sizes))] if sizes else []


def _context(sentences: Sequence[int], sizes: Sequence[int], start: int, room: int) -> int:
    """Return where the context of an own part begins: whole sentences before it, as far as there is room."""
    best, at, taken = start, start, 0
    while at > 0 and taken + sizes[at - 1] <= room:
        at -= 1
        taken += sizes[at]
        if at == 0 or sentences[at - 1] != sentences[at]:
            best = at
    return best


def _window(words: Sequence[str], pieces: Pieces, start: int, own: int, end: int) -> Window:
    ids, shapes, firsts = [CLS], [0], []
    for word in words[start:end]:
        firsts.append(len(ids))
        found = pieces(word)
        ids += found
        shapes += [shape(word)] * len(found)
    return Window(start, own, end, (*ids, SEP), (*shapes, 0), tuple(firsts))


def distances(triggers: Sequence[int], sentences: Sequence[int]) -> npt.NDArray[np.int64]:
    """Return how far each word of a window is from each trigger, as one of 32 classes: [triggers, words].

    Within a sentence classes 0 to 22 count words, signed and coarser with distance; 23 to 25 are one, two, more
    sentences later, 26 to 31 one to six or more before.
    """
    at = np.asarray(triggers, dtype=np.int64)
    where = np.asarray(sentences, dtype=np.int64)
    gap = np.arange(len(where))[None, :] - at[:, None]
    size = np.abs(gap)
    far = np.minimum(4 + (np.log2(np.maximum(size, 4) / 4) * 2).astype(np.int64), 11)
    within = 11 + np.sign(gap) * np.where(size < 4, size, far)
    apart = where[None, :] - where[at][:, None]
    later, before = 22 + np.minimum(apart, 3), 25 + np.minimum(-apart, 6)
    found: npt.NDArray[np.int64] = np.where(apart == 0, within, np.where(apart > 0, later, before))
    return found
