"""One item of an RSS feed or entry of an Atom feed → a document.

The item's elements are found in its markup as it stands, so that also feeds that no XML parser would take are read;
HTML within CDATA, escaped HTML and XHTML all lead back to the item's bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.errors import RejectedError
from dragoman.model import Capture, Document
from dragoman.offsets import OffsetBuilder, OffsetMap
from dragoman.page.blocks import join
from dragoman.page.build import Facts, make_document, require_words
from dragoman.page.dates import Evidence, PageDates, first_published
from dragoman.page.html_parse import parse
from dragoman.page.html_select import whole
from dragoman.page.html_tokens import Token, characters, tokenize
from dragoman.page.metadata import byline_of
from dragoman.settings import PageSettings

__all__ = ["feed_item_documents"]

_BODIES = (("encoded", "content"), ("description", "summary", "subtitle"))
"""The elements that hold an item's text, whole ones before partial ones."""
_DATES = ("pubdate", "published", "issued", "date", "created", "updated", "modified")


@dataclass(frozen=True, slots=True)
class _Element:
    """A child of the item: its name without prefix, its attributes, and its content with the map to the markup."""

    name: str
    attributes: dict[str, str]
    text: str
    offsets: OffsetMap


def feed_item_documents(markup: str, offsets: OffsetMap, capture: Capture, settings: PageSettings) -> list[Document]:
    """Return the document of one item or entry.

    The text is ``content:encoded`` or Atom's ``content`` where there is one, else the description or summary. ``guid``
    or ``id`` becomes `Document.key`. Raises RejectedError: "malformed" where there is no item, "no-article" where it
    has no text, "too-deep" where its markup is nested too deep.
    """
    elements = list(_elements(markup))
    text, to_markup = _body(elements, settings)
    require_words(text, settings)
    return [make_document(text, to_markup.then(offsets), capture, _facts(elements, capture))]


def _body(elements: list[_Element], settings: PageSettings) -> tuple[str, OffsetMap]:
    title = _value(elements, "title")
    for names in _BODIES:
        for element in elements:
            if element.name in names and element.text.strip():
                blocks = parse(element.text, settings.max_depth).blocks
                text, offsets = join(whole(blocks, title), element.offsets)
                if text:
                    return text, offsets
    raise RejectedError("no-article", "an item without text")


def _facts(elements: list[_Element], capture: Capture) -> Facts:
    url = _link(elements)
    dates: list[tuple[str | None, Evidence]] = [(_value(elements, name), "feed") for name in _DATES]
    page = PageDates(capture.given.collected or capture.fetched_at)
    return Facts(
        title=_value(elements, "title"),
        url=url,
        key=_value(elements, "guid", "id") or url,
        byline=byline_of(_value(elements, "creator", "name", "author") or ""),
        section=_value(elements, "category") or _term(elements),
        published=first_published(dates, page),
    )


def _value(elements: list[_Element], *names: str) -> str | None:
    """Return the text of the first of these elements that has one, as a reader sees it."""
    for name in names:
        for element in elements:
            if element.name == name and (text := _shown(element)):
                return text
    return None


def _shown(element: _Element) -> str:
    """Return the text of an element whose content may be HTML (titles with tags or references in them)."""
    blocks = parse(element.text, _INLINE_DEPTH).blocks if "<" in element.text or "&" in element.text else []
    return " ".join(" ".join(block.text for block in blocks).split()) or " ".join(element.text.split())


_INLINE_DEPTH = 10_000


def _term(elements: list[_Element]) -> str | None:
    terms = (element.attributes.get("term") for element in elements if element.name == "category")
    return next((term for term in terms if term), None)


def _link(elements: list[_Element]) -> str | None:
    links = [e for e in elements if e.name == "link" and e.attributes.get("rel", "alternate") == "alternate"]
    permanent = [e for e in elements if e.name == "guid" and e.attributes.get("ispermalink", "true") == "true"]
    found = [(e.attributes.get("href") or e.text).strip() for e in links] + [e.text.strip() for e in permanent]
    return next((url for url in found if url.startswith(("http://", "https://"))), None)


# --- the elements of an item -----------------------------------------------------------------------------------------

_VOCABULARIES = frozenset({"", "atom", "a10", "content", "dc", "dcterms", "rss"})
"""Prefixes whose elements speak of the item itself; those of ``media`` and the like do not."""


def _elements(markup: str) -> Iterator[_Element]:
    """Yield the children of the item, and the ``name`` of an author, in order.

    An element ends at the closing tag of its name, so that HTML that stands unescaped within it may be of any kind.
    Raises RejectedError ("malformed") where there is no tag at all.
    """
    tokens = iter(tokenize(markup, xml=True))
    root = next((token for token in tokens if token.kind == "open"), None)
    if root is None:
        raise RejectedError("malformed", "a feed item without tags")
    vocabularies = _VOCABULARIES | {root.name.rpartition(":")[0]}
    for opened in tokens:
        prefix, _, name = opened.name.rpartition(":")
        if opened.kind != "open" or (name == "author" and prefix in ("", "atom")):
            continue
        inner = [] if opened.empty else list(_content(opened, tokens))
        if prefix in vocabularies:
            yield _element(name, opened, inner, markup)


def _content(opened: Token, tokens: Iterator[Token]) -> Iterator[Token]:
    """Yield the tokens of an element up to its closing tag."""
    depth = 1
    for token in tokens:
        if token.name == opened.name and not token.empty:
            depth += 1 if token.kind == "open" else -1
        if not depth:
            return
        yield token


def _element(name: str, opened: Token, inner: list[Token], markup: str) -> _Element:
    builder = OffsetBuilder()
    if any(token.kind in ("open", "close") for token in inner):
        builder.copy(markup[inner[0].start : inner[-1].end], inner[0].start)
    else:
        for token in inner:
            if token.kind == "cdata":
                builder.copy(markup[token.start : token.end], token.start)
                continue
            for text, start, end in characters(markup, token.start, token.end):
                if end - start == len(text):
                    builder.copy(text, start)
                else:
                    builder.replace(text, start, end - start)
    return _Element(name, opened.attributes, builder.text(), builder.map())
