"""The lines of a scraped text, with their places: stripped, and put together again where they were wrapped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.model import Span
from dragoman.offsets import OffsetBuilder

__all__ = ["Line", "append", "read_lines"]

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANK = (
    " \t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u200b\u200e\u200f\ufeff\x1f\x00"
)
_LETTER_END = re.compile(r"\w[-‐]\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a reader sees it.

    ``pieces`` are its spans in the source text, several where it was wrapped; ``text`` is what they give together.
    ``apart`` tells whether a blank line stands before it, ``indent`` how many blanks.
    """

    pieces: tuple[Span, ...]
    text: str
    apart: bool
    indent: int


def read_lines(text: str) -> list[Line]:
    """Return the lines of a text that are not blank; hard-wrapped paragraphs become one line each."""
    lines: list[Line] = []
    end = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        stripped = raw.strip(_BLANK)
        if not stripped:
            continue
        indent = len(raw) - len(raw.lstrip(_BLANK))
        start = match.start() + indent
        apart = not lines or sum(1 for _ in _BREAK.finditer(text, end, start)) > 1
        end = start + len(stripped)
        lines.append(Line((Span(start, end),), stripped, apart, indent))
    return _unwrap(lines)


def append(builder: OffsetBuilder, line: Line, source: str) -> None:
    """Write a line to a document's text, with the places that it came from."""
    for index, piece in enumerate(line.pieces):
        if index and not _LETTER_END.search(source[line.pieces[index - 1].start : line.pieces[index - 1].end][-2:]):
            before = line.pieces[index - 1].end
            builder.replace(" ", before, piece.start - before)
        builder.copy(source[piece.start : piece.end], piece.start)


# --- wrapped lines -----------------------------------------------------------------------------------------------

_WIDEST = 120
_NARROWEST = 40


def _unwrap(lines: list[Line]) -> list[Line]:
    """Join the lines of a text that was wrapped at a fixed width; leave any other text as it is.

    A line is *full* where the first word of the next one would not have fitted. A text counts as wrapped where the
    paragraphs of three lines and more whose lines are nearly all full hold at least a third of its characters.
    """
    width = _width(lines)
    if width is None:
        return lines
    joined: list[list[Line]] = []
    for line in lines:
        if joined and _continues(joined[-1][-1], line, width):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [_join(group) for group in joined]


def _width(lines: list[Line]) -> int | None:
    wrapped, width = 0, 0
    for block in _blocks(lines):
        widest = max(line.indent + len(line.text) for line in block)
        if len(block) < 3 or not _NARROWEST <= widest <= _WIDEST:
            continue
        full = sum(_is_full(line, after, widest) for line, after in pairwise(block))
        if full >= 0.75 * (len(block) - 1):
            wrapped += sum(len(line.text) for line in block)
            width = max(width, widest)
    return width if width and 3 * wrapped >= sum(len(line.text) for line in lines) else None


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the runs of lines without a blank line, a bullet or a deeper indent between them."""
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and not _begins(blocks[-1][-1], line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


_BULLET = re.compile(r"[•·*‣▪◦●■-]\s|\(?\d{1,2}[.)]\s")


def _begins(before: Line, line: Line) -> bool:
    return line.apart or line.indent >= before.indent + 2 or bool(_BULLET.match(line.text))


def _is_full(line: Line, after: Line, width: int) -> bool:
    return line.indent + len(line.text) + 1 + len(after.text[:_WIDEST].split(maxsplit=1)[0]) > width


def _continues(before: Line, line: Line, width: int) -> bool:
    if _begins(before, line) or len(before.text) > _WIDEST:
        return False
    return _is_full(before, line, width) or (line.text[0].islower() and before.text[-1] not in ".!?")


def _join(group: list[Line]) -> Line:
    text = group[0].text
    for line in group[1:]:
        text += line.text if _LETTER_END.search(text[-2:]) else " " + line.text
    return Line(tuple(piece for line in group for piece in line.pieces), text, group[0].apart, group[0].indent)
