"""Markup as tokens, each with its exact place in the source.

The tokeniser follows the HTML Living Standard (section 13.2.5) as far as text and tags go; it never fails, runs in
linear time whatever it is given, and does not depend on the release of a parser library, so that a page gives the same
document, with the same id, everywhere. (`html.parser` changed its treatment of comments and raw text in patch
releases.)
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5
from typing import Literal

__all__ = ["Token", "characters", "tokenize", "unescape"]

_RAW_TEXT = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"})
_OPEN = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(
    r"[\s/]*(?P<name>[^\s/>][^\s/>=]*)(?:\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s>]*)))?"
)
_TAG_END = re.compile(r"[\s/]*>")
_COMMENT = re.compile(r"<!--(?:-?>|(?:.*?)(?:--!?>|\Z))", re.S)
_BOGUS = re.compile(r"<(?:[!?]|/[^A-Za-z])[^>]*>?")
_REFERENCE = re.compile(r"&(?:#[xX][0-9A-Fa-f]+;?|#[0-9]+;?|[A-Za-z][A-Za-z0-9]{0,40};?)")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of markup: ``start`` and ``end`` are its place in the source.

    ``raw`` text is the content of a script, a style sheet and the like, ``cdata`` that of a CDATA section; ``name`` is
    that of the tag, in lower case, and ``empty`` tells that it closes itself.
    """

    kind: Literal["text", "raw", "cdata", "open", "close"]
    start: int
    end: int
    name: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    empty: bool = False


def tokenize(source: str, *, xml: bool = False) -> Iterator[Token]:
    """Yield the tokens of a source in order; comments and declarations are left out.

    In ``xml`` no element's content is raw text, and there are CDATA sections.

    >>> source = "a<b>c"
    >>> [(t.kind, t.name, source[t.start : t.end]) for t in tokenize(source)]
    [('text', '', 'a'), ('open', 'b', '<b>'), ('text', '', 'c')]
    """
    at = text = 0
    while (at := source.find("<", at)) >= 0:
        token = _cdata(source, at) if xml and source.startswith(_CDATA, at) else _tag(source, at)
        end = _end_of(token) if token else _skip(source, at)
        if end is None:
            at += 1
            continue
        if text < at:
            yield Token("text", text, at)
        at = text = end
        if token:
            yield token
            if not xml and token.kind == "open" and token.name in _RAW_TEXT:
                at = text = _raw_end(source, at, token.name)
                yield Token("raw", token.end, at, token.name)
    if text < len(source):
        yield Token("text", text, len(source))


_CDATA, _CDATA_END = "<![CDATA[", "]]>"


def _cdata(source: str, at: int) -> Token:
    start = at + len(_CDATA)
    end = source.find(_CDATA_END, start)
    return Token("cdata", start, end if end >= 0 else len(source))


def _end_of(token: Token) -> int:
    return token.end + len(_CDATA_END) if token.kind == "cdata" else token.end


def _skip(source: str, at: int) -> int | None:
    pattern = _COMMENT if source.startswith("<!--", at) else _BOGUS
    match = pattern.match(source, at)
    return match.end() if match else None


def _tag(source: str, at: int) -> Token | None:
    opened = _OPEN.match(source, at)
    if not opened:
        return None
    name, at_attribute = opened.group(2).lower(), opened.end()
    attributes: dict[str, str] = {}
    while not (end := _TAG_END.match(source, at_attribute)):
        match = _ATTRIBUTE.match(source, at_attribute)
        if not match:  # the source ends within the tag
            return Token("close" if opened.group(1) else "open", at, len(source), name)
        value = next((v for v in (match["a"], match["b"], match["c"]) if v is not None), "")
        attributes.setdefault(match["name"].lower(), html.unescape(value))
        at_attribute = match.end()
    kind: Literal["open", "close"] = "close" if opened.group(1) else "open"
    return Token(kind, at, end.end(), name, attributes, empty="/" in end.group())


def _raw_end(source: str, at: int, name: str) -> int:
    match = re.compile(rf"</{name}(?=[\s/>]|\Z)", re.I).search(source, at)
    return match.start() if match else len(source)


def unescape(reference: str) -> tuple[str, int]:
    """Return the text that a character reference stands for, and how many of its characters belong to it.

    >>> unescape("&ampere"), unescape("&#x2019;"), unescape("&nosuch;")
    (('&', 4), ('’', 8), ('&', 1))
    """
    if reference.startswith("&#"):
        return html.unescape(reference), len(reference)
    name = reference[1:]
    for length in range(len(name), 1, -1):
        if name[:length] in html5:
            return html5[name[:length]], length + 1
    return "&", 1


def characters(source: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield ``(text, start, end)`` for the pieces of a text token: copied runs, and what references stand for."""
    at = start
    while match := _REFERENCE.search(source, at, end):
        text, width = unescape(match.group())
        if at < match.start():
            yield source[at : match.start()], at, match.start()
        yield text, match.start(), match.start() + width
        at = match.start() + width
    if at < end:
        yield source[at:end], at, end
