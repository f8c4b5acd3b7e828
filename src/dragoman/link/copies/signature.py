"""Keys of copies: what documents are filed under, so that only likely copies are compared.

MinHash over shingles of words (Broder, *On the resemblance and containment of documents*, 1997) with locality-sensitive
hashing of its bands, for whole texts and for windows of sentences. Windows find what whole texts cannot: a text cut to
a quarter shares a quarter of its shingles at most. A long text files only windows whose signature is least among their
neighbours (winnowing; Schleimer, Wilkerson and Aiken, 2003), so that the number of keys is bounded and the windows that
a long text keeps are also kept by every excerpt that holds them and their neighbours.

The hashing is forty lines of numpy: one pass serves the text and all windows, which ``datasketch`` (brings scipy) and
``rensa`` (no access to the single minima) cannot do.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from dragoman.edtf import Days
from dragoman.link.copies.words import Text, grams

__all__ = ["keys"]

_Hashes = NDArray[np.uint64]

BANDS, ROWS = 12, 3
"""Whole texts: found with a chance of 0.999 at a resemblance of 0.8, of 0.80 at 0.5, of 0.28 at 0.3.

On half 0 of ``benchmarks.linking.copies`` eight bands lose one copy in a hundred more (recall 0.976 for 0.986).
"""
WINDOW_BANDS, WINDOW_ROWS = 3, 3
"""Windows: found with a chance of 0.98 at a resemblance of 0.9, of 0.33 at 0.5.

Two rows in two bands find no more on that half, but 5,278 pairs instead of 615 are compared among 2,294 releases.
"""
WINDOW = 30
"""Least words of a window of whole sentences; those of formulaic ones count less."""
WINDOWS = 12
"""About how many windows a long text files."""
MARKS = 3
"""Least names and numbers in a window: what has fewer is said in many documents."""
UNDATED_BANDS, UNDATED_ROWS = 2, 4
"""The first windows of a text, and all of one without a date, are also filed without time, under narrower bands.

Under those of `WINDOW_ROWS` 37,218 pairs were compared where it is 615 now: most readouts open alike.
"""
LEADS = 3
"""How many windows a dated text files without time: by them an undated part finds its source."""
PERIOD, SLACK = 30, 5
"""Days in a bucket of time for windows, and how far a document reaches into the ones beside it."""

_COUNT = BANDS * ROWS
_EPOCH = date(2000, 1, 1)


def _seeded(count: int, name: bytes) -> _Hashes:
    parts = (blake2b(name + bytes([number]), digest_size=8).digest() for number in range(count))
    return np.array([int.from_bytes(part, "little") | 1 for part in parts], dtype=np.uint64)


_FACTORS = _seeded(_COUNT, b"dragoman copies ")


def keys(text: Text, published: Days | None) -> Iterator[str]:
    """Yield the keys of a document: bands of its signature, and of those of its windows with their time."""
    if not text.lines:
        return
    least = _minima(text)
    yield from _bands("t", least.min(axis=0), BANDS, ROWS)
    windows = list(_windows(text))
    if not windows:
        return
    signatures = np.array([least[start:end].min(axis=0) for start, end in windows])
    times = _times(published)
    for number in {*range(min(LEADS, len(windows))), *_least_of_neighbours(signatures)}:
        bands = list(_bands("w", signatures[number], WINDOW_BANDS, WINDOW_ROWS))
        yield from (f"{band}@{time}" for band in bands for time in times)
        if number < LEADS or not times:
            yield from _bands("u", signatures[number], UNDATED_BANDS, UNDATED_ROWS)


def _minima(text: Text) -> _Hashes:
    """Return the least hash of the shingles that start in each sentence: sentences by hash functions."""
    hashes = grams([word for line in text.lines for word in line.words])
    mixed = hashes[:, None] * _FACTORS
    mixed ^= mixed >> np.uint64(29)
    lengths = np.array([len(line.words) for line in text.lines])
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    inside = starts < len(hashes)
    least = np.full((len(lengths), _COUNT), np.iinfo(np.uint64).max, dtype=np.uint64)
    least[inside] = np.minimum.reduceat(mixed, starts[inside], axis=0)
    return least


def _windows(text: Text) -> Iterator[tuple[int, int]]:
    """Yield the shortest run of whole sentences from each one on that is long enough and holds names or numbers."""
    lengths = [len(line.words) * line.weight for line in text.lines]
    end, total = 0, 0.0
    for start, length in enumerate(lengths):
        while end < len(lengths) and total < WINDOW:
            total += lengths[end]
            end += 1
        if total >= WINDOW or start == 0:
            marks = sum(len(line.names) + len(line.numbers) for line in text.lines[start:end])
            if marks >= MARKS:
                yield start, end
        total -= length


def _least_of_neighbours(signatures: _Hashes) -> Iterator[int]:
    values = signatures[:, 0]
    reach = len(values) // (2 * WINDOWS)
    for number in range(len(values)):
        if values[number] == values[max(0, number - reach) : number + reach + 1].min():
            yield number


def _bands(kind: str, signature: _Hashes, bands: int, rows: int) -> Iterator[str]:
    for band in range(bands):
        part = signature[band * rows : (band + 1) * rows].tobytes()
        yield f"{kind}{band}:{blake2b(part, digest_size=8).hexdigest()}"


def _times(published: Days | None) -> list[str]:
    """Return the buckets of time in which a document may have copies; none where its date is not known."""
    if published is None:
        return []
    first, last = (date.fromisoformat(day) for day in (published.first, published.last))
    if last - first > timedelta(days=PERIOD):
        return []
    return [str(bucket) for bucket in range(_bucket(first, -SLACK), _bucket(last, SLACK) + 1)]


def _bucket(day: date, shift: int) -> int:
    return ((day - _EPOCH).days + shift) // PERIOD
