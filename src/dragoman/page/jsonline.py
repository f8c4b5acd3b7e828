"""A JSON object with ``text`` (clean already, taken as it is) or ``html`` → documents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dragoman.errors import RejectedError
from dragoman.model import Capture, Document, Given
from dragoman.offsets import OffsetBuilder, OffsetMap
from dragoman.page.build import Facts, make_document
from dragoman.page.html import html_documents
from dragoman.settings import PageSettings

__all__ = ["json_documents"]

_DECODER = json.JSONDecoder(strict=False)
_SPACE = re.compile(r"[ \t\n\r]*")
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[\x00\ud800-\udfff]", re.S
)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def json_documents(source: str, offsets: OffsetMap, capture: Capture, settings: PageSettings) -> list[Document]:
    """Return the document of a JSON object: of its ``text``, or of its ``html`` where it has no text.

    ``url``, ``title``, ``published``, ``outlet``, ``id`` and ``collected`` of the object count as given with the
    capture. Raises RejectedError: "malformed" for anything but an object with one of the two, "empty" where it is
    blank, "too-deep" for deep nesting, and what `dragoman.page.html.html_documents` raises.
    """
    members = _members(source)
    capture = replace(capture, given=_given(members, capture.given))
    for key, read in (("text", _text_documents), ("html", html_documents)):
        if key in members and isinstance(members[key][0], str) and members[key][0].strip():
            text, inner = _string(source, members[key][1])
            return read(text, inner.then(offsets), capture, settings)
    if any(isinstance(members.get(key, (None, 0))[0], str) for key in ("text", "html")):
        raise RejectedError("empty", "no text")
    raise RejectedError("malformed", "an object without text or html")


def _text_documents(text: str, offsets: OffsetMap, capture: Capture, settings: PageSettings) -> list[Document]:
    return [make_document(text, offsets, capture, Facts())]


def _given(members: dict[str, tuple[Any, int]], given: Given) -> Given:
    """Return what was given with the capture, completed by the members of the object that say the same."""
    said = {
        name: members[name][0]
        for name in ("url", "title", "published", "outlet", "collected", "id")
        if getattr(given, name) is None and name in members and isinstance(members[name][0], str) and members[name][0]
    }
    return replace(given, **said)


def _members(source: str) -> dict[str, tuple[Any, int]]:
    """Return the members of the object that a source is: the value, and where its literal begins."""
    try:
        return dict(_scan(source))
    except RecursionError:
        raise RejectedError("too-deep", "JSON nested too deep") from None
    except (ValueError, StopIteration) as error:
        raise RejectedError("malformed", f"not a JSON object: {error}") from None


def _scan(source: str) -> Iterator[tuple[str, tuple[Any, int]]]:
    at = _after(source, 0, "{")
    if source[at : at + 1] == "}":
        return
    while True:
        key, at = _DECODER.raw_decode(source, at)
        if not isinstance(key, str):
            raise ValueError(f"expected a name before character {at}")
        start = at = _after(source, at, ":")
        value, at = _DECODER.raw_decode(source, at)
        yield key, (value, start)
        at = _SPACE.match(source, at).end()  # type: ignore[union-attr]
        if source[at : at + 1] == "}":
            return
        at = _after(source, at, ",")


def _after(source: str, at: int, mark: str) -> int:
    """Return the place after a mark and the white space around it."""
    at = _SPACE.match(source, at).end()  # type: ignore[union-attr]
    if source[at : at + 1] != mark:
        raise ValueError(f"expected {mark} at character {at}")
    return _SPACE.match(source, at + 1).end()  # type: ignore[union-attr]


def _string(source: str, start: int) -> tuple[str, OffsetMap]:
    """Return the text of the string literal that begins at ``start``, and the map from it to the source.

    What no text can hold (NUL, half a surrogate pair) becomes U+FFFD.
    """
    _, end = _DECODER.raw_decode(source, start)
    builder, at = OffsetBuilder(), start + 1
    for match in _ESCAPE.finditer(source, at, end - 1):
        if at < match.start():
            builder.copy(source[at : match.start()], at)
        literal = match.group()
        char = json.loads(f'"{literal}"') if literal[0] == "\\" else literal
        builder.replace(_UNSTORABLE.sub("\ufffd", char), match.start(), len(literal))
        at = match.end()
    if at < end - 1:
        builder.copy(source[at : end - 1], at)
    return builder.text(), builder.map()
