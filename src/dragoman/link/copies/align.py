"""The alignment of two texts by sentences: what one says again of the other, in order, and where the two differ."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import LCSseq, Levenshtein
from rapidfuzz.fuzz import ratio

from dragoman.link.copies.words import GRAM, Line, Text, places

__all__ = ["NEAR", "Aligned", "Alignment", "Replaced", "align", "likeness", "replaced"]

NEAR = 0.7
"""Share of the words of the shorter sentence that the other holds in order: from here on it is the same sentence."""
ALIKE = 0.45
"""From here on two sentences follow one pattern, so that what they fill in differently tells them apart."""
SPELLED = 70
"""Likeness (0 to 100) from which two names are one spelled differently."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """What stands in one place of two aligned sentences: the names or numbers of the left, and those of the right."""

    left: str
    right: str

    def __str__(self) -> str:
        return f"{self.left} / {self.right}"


@dataclass(frozen=True, slots=True)
class Aligned:
    """A sentence of the shorter text and its counterpart in the longer, by number, and the words that they share."""

    left: int
    right: int
    shared: int
    near: bool
    names: tuple[Replaced, ...] = ()
    numbers: tuple[Replaced, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """The shorter and the longer of two texts, and the sentences that correspond, in order."""

    shorter: Text
    longer: Text
    pairs: tuple[Aligned, ...]

    @property
    def share(self) -> float:
        """Which share of the words of the shorter text the longer one holds; formulaic sentences count less."""
        total = sum(len(line.words) * line.weight for line in self.shorter.lines)
        return sum(self._weight(pair) for pair in self.pairs) / total if total else 0.0

    @property
    def cover(self) -> float:
        """Which share of the words of the longer text this is."""
        return sum(pair.shared for pair in self.pairs if pair.near) / max(1, self.longer.length)

    @property
    def run(self) -> float:
        """The words of the longest run of sentences that follow each other in both; formulaic ones count less."""
        longest = current = 0.0
        before: Aligned | None = None
        for pair in self.pairs:
            follows = before and pair.left == before.left + 1 and pair.right - before.right in (0, 1)
            current = (current if follows else 0.0) + self._weight(pair)
            longest = max(longest, current)
            before = pair if pair.near and not pair.names else None
        return longest

    @property
    def swapped(self) -> float:
        """Which share of the shorter text's words stands between corresponding sentences where the longer has others.

        Texts made after one pattern differ so; what a paper puts in stands beside nothing, and what it cuts is gone.
        """
        near = [pair for pair in self.pairs if pair.near and not pair.names]
        gaps = (
            min(_words(self.shorter, a.left + 1, b.left), _words(self.longer, a.right + 1, b.right))
            for a, b in pairwise(near)
        )
        return sum(gaps) / max(1, self.shorter.length)

    def _weight(self, pair: Aligned) -> float:
        return pair.shared * self.shorter.lines[pair.left].weight if pair.near and not pair.names else 0.0


def _words(text: Text, start: int, end: int) -> int:
    return sum(len(line.words) for line in text.lines[start:end])


def align(shorter: Text, longer: Text) -> Alignment:
    """Give each sentence of the shorter text its best counterpart in the longer one, and keep those in order."""
    found: list[Aligned] = []
    after = 0
    for number, line in enumerate(shorter.lines):
        pairs = [_pair(shorter, longer, number, other) for other in _candidates(line, longer, after)]
        if pairs and (best := max(pairs, key=lambda pair: (pair.near, pair.shared, -abs(pair.right - after)))).shared:
            found.append(best)
            after = best.right + 1
    return Alignment(shorter, longer, tuple(_in_order(found)))


def _candidates(line: Line, longer: Text, after: int) -> list[int]:
    index = places(longer)
    if same := index.get(line.words):
        exact = [other for other in same if longer.lines[other].words == line.words]
        if exact:
            return [min(exact, key=lambda other: abs(other - after))]
    votes = Counter(
        other
        for gram in set(zip(*(line.words[at:] for at in range(GRAM)), strict=False))
        for other in index.get(gram, ())
    )
    return [other for other, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:2]]


def likeness(left: Line, right: Line) -> float:
    """Return which share (0 to 1) of the words of the shorter of two sentences the other holds, in order."""
    return LCSseq.similarity(left.words, right.words) / min(len(left.words), len(right.words))


def _pair(shorter: Text, longer: Text, number: int, other: int) -> Aligned:
    left, right = shorter.lines[number], longer.lines[other]
    if left.words == right.words:
        return Aligned(number, other, len(left.words), True)
    alike = likeness(left, right)
    if alike < ALIKE:
        return Aligned(number, other, 0, False)
    shared = round(alike * min(len(left.words), len(right.words)))
    names, numbers = replaced(left, right, shorter.names, longer.names)
    return Aligned(number, other, shared, alike >= NEAR, names, numbers)


def replaced(
    left: Line, right: Line, left_names: frozenset[str], right_names: frozenset[str]
) -> tuple[tuple[Replaced, ...], tuple[Replaced, ...]]:
    """Return the names and the numbers that stand in one place of two sentences and are not the same.

    ``left_names`` and ``right_names`` are all names of the two texts: a word at the start of a sentence is a name if it
    is one elsewhere, and a name that the other text has too, elsewhere, is a matter of wording.
    """
    names, numbers = [], []
    for mine, theirs in _gaps(left.words, right.words):
        one = " ".join(word for word in mine if word in left_names and word not in right_names)
        other = " ".join(word for word in theirs if word in right_names and word not in left_names)
        if one and other and ratio(one, other) < SPELLED:
            names.append(Replaced(one, other))
        one = " ".join(word for word in mine if word in left.numbers and word not in right.numbers)
        other = " ".join(word for word in theirs if word in right.numbers and word not in left.numbers)
        if one and other:
            numbers.append(Replaced(one, other))
    return tuple(names), tuple(numbers)


def _gaps(left: tuple[str, ...], right: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield what stands in both between the words that two sentences share."""
    start_left = start_right = 0
    for step in Levenshtein.opcodes(left, right):
        if step.tag == "equal":
            yield left[start_left : step.src_start], right[start_right : step.dest_start]
            start_left, start_right = step.src_end, step.dest_end
    yield left[start_left:], right[start_right:]


def _in_order(pairs: list[Aligned]) -> list[Aligned]:
    """Return a longest part of the pairs whose counterparts come in order (patience sorting)."""
    ends: list[int] = []
    at_end: list[int] = []
    before: list[int | None] = []
    for number, pair in enumerate(pairs):
        place = bisect_right(ends, pair.right)
        before.append(at_end[place - 1] if place else None)
        ends[place : place + 1], at_end[place : place + 1] = [pair.right], [number]
    chain: list[Aligned] = []
    last = at_end[-1] if at_end else None
    while last is not None:
        chain.append(pairs[last])
        last = before[last]
    return chain[::-1]
