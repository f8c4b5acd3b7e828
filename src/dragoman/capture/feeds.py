"""RSS, Atom and RDF feeds: one capture for each item, with the very bytes that stand in the feed.

The feed is not parsed as a whole, because many real ones are not well-formed; its tags are found one after the other,
past comments, CDATA sections and processing instructions. What an item says is left to a lenient parser that sees the
item alone. Entities of the feed's own are refused, so that none is ever expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from dragoman.capture.sniff import HEAD
from dragoman.capture.source import Item, Source, clean
from dragoman.capture.streams import Found, Window
from dragoman.charset import bom_length, charset_of
from dragoman.errors import RejectedError

__all__ = ["feed_captures"]

MEDIA_TYPE = "application/rss+xml"
_MARKUP = re.compile(
    rb"<(?:!--|!\[CDATA\[|\?|!DOCTYPE"
    rb"|(?P<close>/?)(?P<prefix>(?:[A-Za-z_][\w.-]{0,40}:)?)(?P<name>rss|feed|RDF|item|entry)(?=[\s/>]))"
)
_TAG_MARK = re.compile(rb"[>\"']")
_QUOTES = {b'"': re.compile(b'"'), b"'": re.compile(b"'")}
_ENDS = {
    b"<!--": re.compile(rb"-->"),
    b"<![CDATA[": re.compile(rb"\]\]>"),
    b"<?": re.compile(rb"\?>"),
    b"<!DOCTYPE": re.compile(rb"[>\[]"),
}
_SUBSET_END = re.compile(rb"\]\s*>")
_ITEM_OF = {b"rss": b"item", b"RDF": b"item", b"feed": b"entry"}


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag of the feed's skeleton."""

    name: bytes
    prefix: bytes
    closing: bool
    empty: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """One item's range in the window, or why there is none."""

    start: int
    end: int
    error: RejectedError | None = None


def feed_captures(source: Source) -> Iterator[Item]:
    """Yield one capture for each item or entry.

    Raises RejectedError: "truncated" after the last whole item of a feed that is not closed, "bomb" for a feed that
    declares entities, "empty" for one without items.
    """
    head = source.stream.peek(HEAD)
    charset = charset_of(head, source.charset, MEDIA_TYPE)
    source.stream.read(bom_length(head))
    window = Window(source.stream, charset, source.settings.max_bytes)
    number, given = 0, source.given
    for piece in _items(window):
        if not number and not given.outlet:
            given = replace(given, outlet=_title(window.raw(0, piece.start), charset))
        number += 1
        if piece.error:
            yield source.rejection(piece.error, number)
        else:
            body = window.raw(piece.start, piece.end)
            own = replace(given, url=_link(body, charset))
            yield source.part(number, body, window.offset(piece.start), MEDIA_TYPE, charset, own)
    if not number:
        raise RejectedError("empty", "a feed without items")


def _items(window: Window) -> Iterator[_Piece]:
    root: _Tag | None = None
    opened: _Tag | None = None
    for tag in _tags(window):
        if root is None:
            root = tag
        elif tag.closing and tag.name == root.name:
            break
        elif not _is_item(tag, root):
            continue
        elif opened and tag.closing:
            yield _whole(opened, tag, window.limit)
            opened = None
            window.release(tag.end)
        elif not tag.closing:
            if opened:
                yield _Piece(opened.start, tag.start, RejectedError("malformed", "the item is not closed"))
            opened = tag
    else:
        raise RejectedError("truncated", "the feed ends before its last tag")
    if opened:
        yield _Piece(opened.start, opened.end, RejectedError("malformed", "the item is not closed"))


def _whole(opened: _Tag, closed: _Tag, limit: int) -> _Piece:
    size = closed.end - opened.start
    error = RejectedError("too-large", f"an item of {size:,} characters") if size > limit else None
    return _Piece(opened.start, closed.end, error)


def _is_item(tag: _Tag, root: _Tag) -> bool:
    """Tell whether a tag is one of the feed's own item tags, not one of another vocabulary."""
    return tag.name == _ITEM_OF[root.name] and (tag.prefix == root.prefix or root.name == b"RDF") and not tag.empty


def _tags(window: Window) -> Iterator[_Tag]:
    """Yield the tags that a feed's skeleton consists of, in order."""
    at = 0
    while found := window.search(_MARKUP, at):
        ending = _ENDS.get(found.bytes)
        end = window.search(ending, found.end) if ending else _tag_end(window, found.end)
        if end and end.bytes == b"[":
            _check_subset(window, end.end)
        if end is None:
            raise RejectedError("truncated", "the feed ends within a tag")
        at = end.end
        if (match := _MARKUP.match(found.bytes + b">")) and match["name"]:
            empty = window.text(at - 2, at) == b"/>"
            yield _Tag(match["name"], match["prefix"], bool(match["close"]), empty, found.start, at)


def _tag_end(window: Window, at: int) -> Found | None:
    """Find the end of a tag, past the quoted values of its attributes."""
    mark = window.search(_TAG_MARK, at)
    while mark and mark.bytes != b">":
        closing = window.search(_QUOTES[mark.bytes], mark.end)
        mark = closing and window.search(_TAG_MARK, closing.end)
    return mark


def _check_subset(window: Window, at: int) -> None:
    """Refuse an internal DTD that declares entities, or that does not end."""
    end = window.search(_SUBSET_END, at)
    if end is None or b"<!ENTITY" in window.text(at, end.end):
        raise RejectedError("bomb", "the feed declares entities of its own, which are never expanded")


def _parse(fragment: bytes, charset: str) -> etree._Element | None:
    """Parse a fragment leniently, without DTD, network or entity expansion; None where nothing is left of it."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, encoding="utf-8")
    try:
        return etree.fromstring(_DECLARATION.sub(b"", fragment.decode(charset, "replace").encode()), parser)
    except (etree.LxmlError, UnicodeError):
        return None


_DECLARATION = re.compile(rb"^\s*<\?xml\b.*?\?>", re.S)


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


def _title(head: bytes, charset: str) -> str | None:
    """Return the title of the channel or feed, from what stands before its first item."""
    root = _parse(head, charset)
    if root is None:
        return None
    for element in root.iter():
        parent = element.getparent()
        if _local(element) == "title" and parent is not None and _local(parent) in ("channel", "feed"):
            text = etree.tostring(element, method="text", encoding="unicode", with_tail=False)
            return clean(" ".join(text.split())) or None
    return None


def _link(body: bytes, charset: str) -> str | None:
    """Return the address of an item: its link, the link to its alternate form, or a guid that is one."""
    item = _parse(body, charset)
    if item is None:
        return None
    found = [child for child in item if _local(child) in ("link", "guid", "id")]
    links = [child for child in found if _local(child) == "link"]
    addresses = [
        *(child.text or "" for child in links),
        *(child.get("href", "") for child in links if child.get("rel", "alternate") == "alternate"),
        *(child.text or "" for child in found if _local(child) != "link" and child.get("isPermaLink") != "false"),
    ]
    return next((clean(a.strip()) for a in addresses if a.strip().startswith(("http://", "https://"))), None)
