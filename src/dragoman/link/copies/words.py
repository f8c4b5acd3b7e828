"""A document as its words: what signatures, alignment and the matcher of copies look at.

Words are compared without case, accents of typography (curly quotes, hard spaces) and punctuation, because that is what
differs between the pages that print one wire text.
"""

from __future__ import annotations

import re
import sys
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import DataError

__all__ = ["GRAM", "Line", "Text", "formulas", "grams", "line", "places", "text"]

GRAM = 3
"""Words in a shingle. True wire copies can share as little as a third of these."""
FORMULA_WEIGHT = 0.25
"""What a word of a formulaic sentence counts; see ``data/copies.toml``."""

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(rf"({_NUMBER.pattern}|[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)*)(?:'s\b)?")
_CAPITAL = re.compile(r"\b[^\W\d_a-z][^\W\d_]*(?:'(?!s\b)[^\W\d_]+)*")
_DATELINE = re.compile(
    r"(?:(?:(?=[^\W\d_a-z])[\w.'-]+|\d{1,2}),?\s){1,6}[(\[][^()\[\]]{2,30}[)\]]\s*[-–—]+\s+"
    r"|[^\Wa-z][^\Wa-z\d]+(?:,?\s[^\Wa-z\d]{2,}){0,3}(?:, [^\W\d]+\.? \d{1,2})?\s[-–—]+\s+"
)
"""Place, day and agency before the first words of a report: each paper writes its own."""
_MULTIPLIERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence: its words in lower case, the places of its names and numbers, and what each of its words counts."""

    words: tuple[str, ...]
    names: frozenset[str]
    numbers: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """The sentences of a document that hold words, all its names, the set of its shingles, and how many words it has.

    It is equal to itself alone, so that looking up what is kept of it (`places`) does not read it again.
    """

    lines: tuple[Line, ...]
    names: frozenset[str]
    grams: frozenset[int]
    length: int


@dataclass(frozen=True, slots=True)
class _Formulas:
    """The table ``data/copies.toml``. Every formula holds one of the ``marks``, which are looked for first."""

    formula: re.Pattern[str]
    marks: frozenset[str]
    calendar: frozenset[str]
    openers: frozenset[str]


@cache
def formulas() -> tuple[str, ...]:
    """Return the phrases that make a sentence formulaic. Raises DataError where the table is malformed."""
    return _list("formulas")


def _list(name: str) -> tuple[str, ...]:
    table = tomllib.loads((files("dragoman.data") / "copies.toml").read_text("utf-8"))
    if not isinstance(found := table.get(name), list):
        raise DataError(f"copies.toml: it lacks the list {name}")
    return tuple(found)


@cache
def _tables() -> _Formulas:
    phrases = "|".join(re.escape(phrase) for phrase in formulas())
    marks = frozenset(max(phrase.split(), key=len) for phrase in formulas())
    formula = re.compile(rf"\b(?:{phrases})\b")
    return _Formulas(formula, marks, frozenset(_list("calendar")), frozenset(_list("openers")))


@lru_cache(maxsize=1 << 14)
def line(sentence: str) -> Line:
    """Return a sentence as it is compared.

    >>> sorted(line("On July 7, Envoy Kim met Rubio.").names)
    ['envoy', 'kim', 'rubio']
    """
    written = sentence if sentence.isascii() else unicodedata.normalize("NFKC", sentence).replace("’", "'")
    written = written[dateline.end() :] if (dateline := _DATELINE.match(written)) else written
    folded = written.casefold()
    words = tuple(map(sys.intern, _WORD.findall(folded)))
    tables = _tables()
    numbers = tables.calendar.intersection(words).union(_NUMBER.findall(folded))
    formulaic = not tables.marks.isdisjoint(words) and tables.formula.search(folded)
    names = _names(written) - tables.openers - numbers
    return Line(words, names, numbers, FORMULA_WEIGHT if formulaic else 1.0)


def _names(written: str) -> frozenset[str]:
    """Return the words with a capital; the first one of a sentence only where another follows it."""
    capitals = [found.casefold() for found in _CAPITAL.findall(written)]
    first = _CAPITAL.match(written)
    if first and not _CAPITAL.match(written, first.end() + 1):
        del capitals[0]
    return frozenset(capitals)


@lru_cache(maxsize=1 << 11)
def text(sentences: tuple[str, ...]) -> Text:
    """Return a document as it is compared; ``sentences`` are its sentences in order."""
    lines = tuple(found for sentence in sentences if (found := line(sentence)).words)
    words = [word for one in lines for word in one.words]
    names = frozenset().union(*(one.names for one in lines))
    return Text(lines, names, frozenset(grams(words).tolist()), len(words))


@lru_cache(maxsize=1 << 8)
def places(text: Text) -> Mapping[tuple[str, ...], tuple[int, ...]]:
    """Return in which sentences each sequence of GRAM words occurs, and each whole sentence."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(text.lines):
        for gram in {one.words, *zip(*(one.words[at:] for at in range(GRAM)), strict=False)}:
            found[gram].append(number)
    return {gram: tuple(numbers) for gram, numbers in found.items()}


@lru_cache(maxsize=1 << 18)
def _code(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def grams(words: list[str]) -> NDArray[np.uint64]:
    """Return a 64-bit hash of each run of GRAM words, in order; the same in every process and version.

    A text with fewer words is one gram, one without words none.
    """
    codes = np.fromiter(map(_code, words), dtype=np.uint64, count=len(words))
    size = min(GRAM, len(codes))
    if not size:
        return codes
    mixed = np.zeros(len(codes) - size + 1, dtype=np.uint64)
    for at, factor in zip(range(size), _MULTIPLIERS, strict=False):
        mixed += codes[at : len(codes) - size + 1 + at] * np.uint64(factor)
    mixed ^= mixed >> np.uint64(32)
    return mixed * np.uint64(_MULTIPLIERS[0])
