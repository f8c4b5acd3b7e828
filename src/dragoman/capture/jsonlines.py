"""JSON lines, and JSON files that hold one object or an array of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from dragoman.capture.sniff import HEAD
from dragoman.capture.source import Item, Source, clean
from dragoman.capture.streams import Found, Window
from dragoman.charset import bom_length, charset_of, wide_charset
from dragoman.errors import RejectedError
from dragoman.model import Given

__all__ = ["json_captures"]

MEDIA_TYPE = "application/json"
_HOPELESS = 1000
"""After so many rejected lines and none kept, the file is given up."""
_NEWLINE = re.compile(rb"\n")
_MARK = re.compile(rb'["{}]')
_STRING_MARK = re.compile(rb'["\\]')
_SEPARATORS = b" \t\r\n,[]"
_GIVEN = tuple(field.name for field in fields(Given))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line or element (``name``: "line 3"), or why there is none."""

    name: str
    number: int
    offset: int
    body: bytes = b""
    error: RejectedError | None = None


def json_captures(source: Source) -> Iterator[Item]:
    """Yield one capture for each object that has ``text`` or ``html``, and a rejection for anything else.

    Raises RejectedError for a file that is given up or whose array is not closed.
    """
    head = source.stream.peek(HEAD)
    wide = wide_charset(head)
    source.stream.read(bom_length(head))
    window = Window(source.stream, wide, source.settings.max_bytes)
    window.more()
    pieces = _lines(window) if _has_lines(window.text(0, min(window.end, HEAD))) else _elements(window)
    kept = False
    for piece in pieces:
        try:
            yield _capture(source, piece, wide or source.charset)
            kept = True
        except RejectedError as error:
            if piece.number > _HOPELESS and not kept:
                raise RejectedError("malformed", f"none of {_HOPELESS:,} lines or elements has text or html") from None
            detail = f"{piece.name} {piece.number}: {error.detail}"
            yield source.rejection(RejectedError(error.reason, detail), piece.number)


def _capture(source: Source, piece: _Piece, label: str | None) -> Item:
    if piece.error:
        raise piece.error
    value = _parse(piece.body, label)
    texts = [value[key] for key in ("text", "html") if isinstance(value.get(key), str)]
    if not texts:
        raise RejectedError("malformed", "an object without text or html")
    if not any(text.strip() for text in texts):
        raise RejectedError("empty", "no text")
    said = {key: clean(value[key]) for key in _GIVEN if isinstance(value.get(key), str) and value[key].strip()}
    return source.part(piece.number, piece.body, piece.offset, MEDIA_TYPE, label, replace(source.given, **said))


def _parse(body: bytes, label: str | None) -> dict[str, Any]:
    try:
        value = json.loads(body.decode(label if label and wide_charset(body) else charset_of(body, label, MEDIA_TYPE)))
    except RecursionError:
        raise RejectedError("too-deep", "JSON nested too deep") from None
    except ValueError as error:
        raise RejectedError("malformed", f"not JSON: {error}") from None
    if not isinstance(value, dict):
        raise RejectedError("malformed", "not a JSON object")
    return value


def _has_lines(head: bytes) -> bool:
    """Tell JSON lines from one array and from objects that are written over several lines."""
    first, _, rest = head.strip().partition(b"\n")
    if not first.startswith(b"{"):
        return False
    return not rest or rest.lstrip().startswith(b"{") or _is_whole(first)


def _is_whole(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _lines(window: Window) -> Iterator[_Piece]:
    number = start = 0
    while start < window.end or window.more():
        number += 1
        found, error = _line_end(window, start)
        end = found.start if found else window.end
        body = window.raw(start, end)
        if error:
            yield _Piece("line", number, window.offset(start), error=error)
        elif window.text(start, end).strip():
            yield _Piece("line", number, window.offset(start), body)
        start = found.end if found else window.end
        window.release(start)


def _line_end(window: Window, start: int) -> tuple[Found | None, RejectedError | None]:
    try:
        found = window.search(_NEWLINE, start)
    except RejectedError as error:
        if error.reason != "too-large":
            raise
        return window.skip(_NEWLINE, start), error
    return found, None


def _elements(window: Window) -> Iterator[_Piece]:
    """Yield the outermost objects, whatever array or white space is around them.

    Raises RejectedError at the end of a file without objects ("empty") or with brackets not closed ("truncated").
    """
    number, at, between = 0, 0, b""
    in_array = window.text(0, window.end).lstrip().startswith(b"[")
    while mark := _next_mark(window, at, at):
        number += 1
        between = window.text(at, mark.start)
        if mark.bytes != b"{" or between.strip(_SEPARATORS):
            yield _Piece("element", number, window.offset(at), error=RejectedError("malformed", "not a JSON object"))
        if mark.bytes == b"{":
            end = _object_end(window, mark)
            yield _Piece("element", number, window.offset(mark.start), window.raw(mark.start, end))
            mark = Found(mark.start, end, b"}")
        at = mark.end
        window.release(at)
    if not number:
        raise RejectedError("empty", "an array without objects")
    rest = window.text(at, window.end)
    if in_array and not rest.rstrip().endswith(b"]"):
        raise RejectedError("truncated", "the array is not closed")
    if rest.strip(_SEPARATORS):
        raise RejectedError("malformed", "text after the last JSON object")


def _object_end(window: Window, opening: Found) -> int:
    """Return the position after the brace that closes an object."""
    depth, at = 1, opening.end
    while depth:
        mark = _next_mark(window, at, opening.start)
        if mark is None:
            raise RejectedError("truncated", "the file ends within an object")
        depth += {b"{": 1, b"}": -1}.get(mark.bytes, 0)
        at = mark.end
    return at


def _next_mark(window: Window, at: int, start: int) -> Found | None:
    """Find the next brace, or the end of the next string. ``start`` is where what must be kept begins."""
    mark = window.search(_MARK, at)
    while mark and mark.bytes == b'"' and (inner := window.search(_STRING_MARK, mark.end)):
        if inner.bytes == b'"':
            return inner
        mark = Found(mark.start, inner.end + 1, b'"')
    if mark and mark.end - start > window.limit:
        raise RejectedError("too-large", f"more than {window.limit:,} bytes")
    return None if mark and mark.bytes == b'"' else mark
