"""Spans, and the map from the code points of a text back to the units that they came from.

A cleaned text is put together from pieces of a source: copied runs, decoded entities, inserted paragraph breaks. The
map is written down while that happens (`OffsetBuilder`) and composed when there are several steps (``cleaned → markup →
JSON string → bytes``), so that no offset is ever found again by searching.
"""

from __future__ import annotations

import codecs
import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby

from dragoman.errors import RejectedError

__all__ = ["OffsetBuilder", "OffsetMap", "Run", "Span", "decode"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of positions.

    Raises ValueError where it is negative or ends before it starts.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return True

    def contains(self, other: Span) -> bool:
        """Tell whether the other span lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a position."""
        return self.start < other.end and other.start < self.end

    def shift(self, by: int) -> Span:
        """Return this span moved by some positions."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` text positions from ``text`` on that come from ``width`` source units from ``source`` on.

    A *linear* run has ``width // length`` units for each position (copied text); any other run is atomic: each of its
    positions comes from the whole of its source range (an entity), or from none (``width`` 0: inserted text).
    """

    text: int
    length: int
    source: int
    width: int
    linear: bool

    @property
    def step(self) -> int:
        """Source units per text position of a linear run."""
        return self.width // self.length

    def source_of(self, start: int, end: int) -> Span:
        """Return the source range of the text positions ``[start, end)``, clipped to this run."""
        start, end = max(start, self.text) - self.text, min(end, self.text + self.length) - self.text
        if self.linear:
            return Span(self.source + start * self.step, self.source + end * self.step)
        return Span(self.source, self.source + self.width)

    def text_of(self, start: int, end: int) -> Span:
        """Return the text positions that come from the source range ``[start, end)``, clipped to this run."""
        if not self.linear:
            return Span(self.text, self.text + self.length)
        first = max(start - self.source, 0) // self.step
        last = -(-(min(end, self.source + self.width) - self.source) // self.step)
        return Span(self.text + first, self.text + max(first, last))


class OffsetMap:
    """A monotone map from text positions to source positions, as a list of runs.

    >>> text, offsets = decode("né & co".encode(), "utf-8")
    >>> offsets.to_source(Span(0, 2))
    Span(start=0, end=3)
    """

    __slots__ = ("_sources", "_starts", "runs")

    def __init__(self, runs: tuple[Run, ...]) -> None:
        self.runs = runs
        self._starts = [run.text for run in runs]
        self._sources = [run.source for run in runs]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OffsetMap) and self.runs == other.runs

    def __hash__(self) -> int:
        return hash(self.runs)

    def __repr__(self) -> str:
        return f"OffsetMap({len(self.runs)} runs, {len(self)} positions)"

    def __len__(self) -> int:
        return self.runs[-1].text + self.runs[-1].length if self.runs else 0

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """Return the map of a text that is its own source."""
        return cls((Run(0, length, 0, length, True),) if length else ())

    def _overlapping(self, start: int, end: int) -> Iterator[Run]:
        index = max(bisect_right(self._starts, start) - 1, 0)
        while index < len(self.runs) and self.runs[index].text < end:
            if self.runs[index].text + self.runs[index].length > start:
                yield self.runs[index]
            index += 1

    def to_source(self, span: Span) -> Span:
        """Return the smallest source span that holds everything the text span came from.

        Inserted text adds nothing; a span of inserted text only gives the empty span where it was inserted.
        Raises IndexError where the span reaches beyond the text.
        """
        if span.end > len(self):
            raise IndexError(f"{span} is not in a text of {len(self)} positions")
        end = max(span.end, span.start + 1)
        parts = [run.source_of(span.start, span.end) for run in self._overlapping(span.start, end)]
        if not parts:
            last = self.runs[-1].source + self.runs[-1].width if self.runs else 0
            return Span(last, last)
        if not len(span):
            return Span(parts[0].start, parts[0].start)
        solid = [part for part in parts if len(part)] or parts[:1]
        return Span(solid[0].start, solid[-1].end)

    def to_text(self, span: Span) -> Span | None:
        """Return the smallest text span that holds everything from the source span, or None if nothing does."""
        index = max(bisect_right(self._sources, span.start) - 1, 0)
        while index and self.runs[index - 1].source + self.runs[index - 1].width > span.start:
            index -= 1
        found: list[Span] = []
        while index < len(self.runs) and self.runs[index].source < span.end:
            run = self.runs[index]
            if run.width and run.source + run.width > span.start:
                found.append(run.text_of(span.start, span.end))
            index += 1
        return Span(found[0].start, found[-1].end) if found else None

    def pieces(self, span: Span) -> Iterator[Run]:
        """Yield the runs of a text span, cut to it, with text positions counted from the start of the span."""
        for run in self._overlapping(span.start, span.end):
            start, end = max(run.text, span.start), min(run.text + run.length, span.end)
            source = run.source_of(start, end)
            yield Run(start - span.start, end - start, source.start, len(source), run.linear)

    def then(self, outer: OffsetMap) -> OffsetMap:
        """Compose: this map leads to positions of a text whose own map is ``outer``; the result leads to its source."""
        builder = OffsetBuilder()
        for run in self.runs:
            if run.linear and run.step == 1:
                for piece in outer.pieces(Span(run.source, run.source + run.width)):
                    builder.add(piece.length, piece.source, piece.width, linear=piece.linear)
                continue
            for at in range(run.length if run.linear else 1):
                start = run.source + at * run.step if run.linear else run.source
                width = run.step if run.linear else run.width
                source = outer.to_source(Span(start, start + width))
                builder.add(1 if run.linear else run.length, source.start, len(source), linear=False)
        return builder.map()

    def dumps(self) -> str:
        """Return the map as compact JSON: a list of ``[length, source, width, linear]``."""
        return json.dumps([[r.length, r.source, r.width, int(r.linear)] for r in self.runs], separators=(",", ":"))

    @classmethod
    def loads(cls, data: str) -> OffsetMap:
        """Read back what `dumps` gave."""
        rows = json.loads(data)
        starts = accumulate((row[0] for row in rows), initial=0)
        return cls(tuple(Run(at, n, s, w, bool(k)) for at, (n, s, w, k) in zip(starts, rows, strict=False)))


class OffsetBuilder:
    """Writes a text and its map side by side.

    >>> builder = OffsetBuilder()
    >>> builder.copy("Tom ", source=3)
    >>> builder.replace("&", source=7, width=5)
    >>> builder.insert("!")
    >>> builder.text()
    'Tom &!'
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self._at = 0

    def __len__(self) -> int:
        return self._at

    def add(self, length: int, source: int, width: int, *, linear: bool) -> None:
        """Write down a run without text (for maps that are composed); neighbouring linear runs are joined."""
        if not length:
            return
        last = self._runs[-1] if self._runs else None
        linear = linear and width > 0
        joins = (
            last is not None and linear and last.linear and last.source + last.width == source
            and last.step * length == width
        )  # fmt: skip
        if last is not None and joins:
            self._runs[-1] = Run(last.text, last.length + length, last.source, last.width + width, True)
        else:
            self._runs.append(Run(self._at, length, source, width, linear))
        self._at += length

    def copy(self, text: str, source: int) -> None:
        """Append text that stands in the source as it is, one unit for each position."""
        self._parts.append(text)
        self.add(len(text), source, len(text), linear=True)

    def replace(self, text: str, source: int, width: int) -> None:
        """Append text that stands for a source range as a whole (an entity, an escape, a folded white space)."""
        self._parts.append(text)
        self.add(len(text), source, width, linear=False)

    def insert(self, text: str) -> None:
        """Append text that the source does not have, such as a paragraph break."""
        at = self._runs[-1].source + self._runs[-1].width if self._runs else 0
        self.replace(text, at, 0)

    def text(self) -> str:
        """Return the text so far."""
        return "".join(self._parts)

    def map(self) -> OffsetMap:
        """Return the map so far."""
        return OffsetMap(tuple(self._runs))


def decode(body: bytes, charset: str) -> tuple[str, OffsetMap]:
    """Decode bytes; return the text and the map to the bytes. Malformed bytes become U+FFFD, one for each error.

    Raises RejectedError ("malformed") for an unknown charset.
    """
    name = _codec(body, charset)
    try:
        text = body.decode(name)
    except UnicodeDecodeError:
        return _decode_stepwise(body, name)
    if len(text) == len(body):
        return text, OffsetMap.identity(len(text))
    if name == "utf-8":
        return text, _utf8_map(text)
    return _decode_stepwise(body, name)


_MARKS = {"utf-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "utf-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)}
_NOT_CHARSETS = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"}


def _codec(body: bytes, charset: str) -> str:
    """Return the name of the codec for a label; without a byte order mark, UTF-16 and UTF-32 are little-endian."""
    try:
        name = codecs.lookup(charset).name
        b"".decode(name)
    except (LookupError, UnicodeError, ValueError):
        name = ""
    if not name or name in _NOT_CHARSETS:
        raise RejectedError("malformed", f"unknown character set {charset!r}")
    return f"{name}-le" if name in _MARKS and not body.startswith(_MARKS[name]) else name


_ASCII_RUN = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]+")


def _utf8_width(char: str) -> int:
    code = ord(char)
    return 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4


def _utf8_map(text: str) -> OffsetMap:
    builder, at = OffsetBuilder(), 0
    for match in _ASCII_RUN.finditer(text):
        piece = match.group()
        if piece[0] < "\x80":
            builder.add(len(piece), at, len(piece), linear=True)
            at += len(piece)
            continue
        for width, group in groupby(piece, _utf8_width):
            count = sum(1 for _ in group)
            builder.add(count, at, count * width, linear=True)
            at += count * width
    return builder.map()


def _decode_stepwise(body: bytes, charset: str) -> tuple[str, OffsetMap]:
    """Feed a decoder byte by byte, so that each code point is known with the bytes that made it."""
    decoder = codecs.getincrementaldecoder(charset)("replace")
    builder, parts, start = OffsetBuilder(), [], 0
    for at in range(len(body) + 1):
        piece = decoder.decode(body[at : at + 1], final=at == len(body))
        end = min(at + 1, len(body))
        if piece:
            parts.append(piece)
            builder.add(len(piece), start, end - start, linear=len(piece) == 1)
            start = end
    return "".join(parts), builder.map()
