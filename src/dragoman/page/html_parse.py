"""Markup → the blocks of a page, and what its head says, with every position known."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.errors import RejectedError
from dragoman.page.blocks import Block, BlockWriter, Node
from dragoman.page.html_tokens import Token, characters, tokenize

__all__ = ["Page", "is_hidden", "parse"]

_VOID = frozenset(
    {
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
        "meta", "param", "source", "track", "wbr",
    }
)  # fmt: skip
_UNREAD = frozenset(
    {
        "applet", "audio", "canvas", "datalist", "embed", "head", "iframe", "map", "math", "noembed", "noframes",
        "noscript", "object", "rp", "rt", "script", "select", "style", "svg", "template", "textarea", "title", "video",
        "xmp",
    }
)  # fmt: skip
"""Elements whose content is never text of the page."""
_ENDS_PARAGRAPH = frozenset(
    {
        "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "main",
        "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "ul",
    }
)  # fmt: skip
_CELLS = frozenset({"td", "th"})
_BLOCK = _ENDS_PARAGRAPH | _CELLS | frozenset(
    {
        "body", "caption", "dd", "dt", "head", "html", "legend", "li", "listing", "optgroup", "option", "plaintext",
        "tbody", "tfoot", "thead", "tr", "xmp",
    }
)  # fmt: skip
"""Elements that begin a block; all others, also unknown ones, run on with the text around them, as in a browser."""
_SIBLINGS: dict[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tbody": frozenset({"thead", "tbody", "tr", "td", "th"}),
    "option": frozenset({"option"}),
}
"""An element that ends those of its own kind that are still open (no further out than the list or table around it)."""
_SCOPES = frozenset({"ul", "ol", "dl", "table", "html", "body", "menu", "td", "th"})
_EMPHASIS = frozenset({"i", "em", "b", "strong"})


@dataclass(slots=True)
class Page:
    """What one page holds: its blocks in order and the parts of its markup that speak about it.

    ``metas`` are the attributes of ``meta`` elements, ``links`` of ``link`` elements, ``times`` the ``time`` elements;
    ``scripts`` the sources of JSON-LD scripts; ``nodes`` every element in document order.
    """

    blocks: list[Block] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    metas: list[dict[str, str]] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    times: list[Node] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    title: str = ""
    language: str | None = None


def parse(source: str, max_depth: int) -> Page:
    """Read markup into blocks.

    Elements that the author left open are closed as a browser would (paragraphs, list items, table cells). Scripts,
    style sheets, templates, comments and the like give no text. Raises RejectedError ("too-deep") where elements are
    nested deeper than ``max_depth``.
    """
    reader = _Reader(source, max_depth)
    reader.read(tokenize(source))
    return reader.page


_CELL_DIVIDER = " | "
_LONGEST_CELL = 80
"""A table cell with more characters is a block of its own, as in tables that only lay out a page."""


class _Reader:
    """The state of one reading: the elements that are open and the block that is being written."""

    def __init__(self, source: str, max_depth: int) -> None:
        self.page = Page()
        self._source = source
        self._max_depth = max_depth
        self._stack: list[Node] = [Node("html")]
        self._open: Counter[str] = Counter({"html": 1})
        self._writer = BlockWriter()
        self._breaks = 0
        self._hidden = 0

    def read(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            if token.kind == "text":
                self._text(token)
            elif token.kind == "open":
                self._start(token)
            elif token.kind == "close":
                self._end(token.name)
            else:
                self._raw(token)
        self._flush()

    @property
    def _unread(self) -> bool:
        return self._hidden > 0 or any(self._open[tag] for tag in _UNREAD)

    def _text(self, token: Token) -> None:
        if self._unread:
            return
        linked = self._open["a"] > 0
        emphasised = any(self._open[tag] for tag in _EMPHASIS)
        for text, start, end in characters(self._source, token.start, token.end):
            if self._breaks and text.strip():
                self._break()
            self._writer.add(text, start, end, linked=linked, emphasised=emphasised)

    def _break(self) -> None:
        """Two line breaks in a row end a paragraph; one only begins a line."""
        if self._breaks > 1:
            self._flush()
        else:
            self._writer.line_break()
        self._breaks = 0

    def _raw(self, token: Token) -> None:
        content = self._source[token.start : token.end]
        if token.name == "title" and not self.page.title and not self._open["svg"]:
            self.page.title = " ".join(html.unescape(content).split())
        elif token.name == "script" and "ld+json" in self._stack[-1].attributes.get("type", "").lower():
            self.page.scripts.append(content)

    def _start(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self._breaks += 1
            return
        self._note(token)
        if name in _VOID:
            if name == "hr":
                self._flush()
            return
        if name in _BLOCK:
            self._close_siblings(name)
            self._start_block(name)
        self._push(name, token.attributes)

    def _start_block(self, name: str) -> None:
        """Begin a block; the short cells of a row make one block together."""
        if name in _CELLS and len(self._writer):
            self._writer.divide(_CELL_DIVIDER)
        else:
            self._flush()

    def _note(self, token: Token) -> None:
        if token.name == "meta":
            self.page.metas.append(token.attributes)
        elif token.name == "link":
            self.page.links.append(token.attributes)
        elif token.name == "html":
            self.page.language = token.attributes.get("lang") or token.attributes.get("xml:lang")
        elif token.name == "body" or token.name in _ENDS_PARAGRAPH:
            self._open["head"] = 0

    def _push(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._stack[-1]
        node = Node(name, attributes, parent, parent.depth + 1, len(self.page.nodes) + 1)
        if node.depth > self._max_depth:
            raise RejectedError("too-deep", f"elements nested more than {self._max_depth:,} deep")
        self.page.nodes.append(node)
        self._stack.append(node)
        self._open[name] += 1
        self._hidden += _pops_up(node)
        if name == "time":
            self.page.times.append(node)

    def _close_siblings(self, name: str) -> None:
        if name in _ENDS_PARAGRAPH and self._open["p"]:
            self._end("p")
        siblings = _SIBLINGS.get(name)
        if siblings is None or not any(self._open[tag] for tag in siblings):
            return
        for at in range(len(self._stack) - 1, 0, -1):
            tag = self._stack[at].tag
            if tag in siblings:
                self._cut(at)
            elif tag in _SCOPES:
                return

    def _end(self, name: str) -> None:
        if name == "br":
            self._breaks += 1
        elif self._open[name] and name != "html":
            at = len(self._stack) - 1
            while at and self._stack[at].tag != name:
                at -= 1
            if at:
                self._cut(at)

    def _cut(self, at: int) -> None:
        """Close the open elements from place ``at`` of the stack on."""
        closed = [node.tag for node in self._stack[at:] if node.tag in _BLOCK]
        if closed and not (closed[-1] in _CELLS and len(self._writer) <= _LONGEST_CELL and len(closed) == 1):
            self._flush()
        for node in self._stack[at:]:
            self._open[node.tag] = max(self._open[node.tag] - 1, 0)
            self._hidden -= _pops_up(node)
        del self._stack[at:]

    def _flush(self) -> None:
        self._breaks = 0
        node = next((node for node in reversed(self._stack) if node.tag in _BLOCK), self._stack[0])
        block = self._writer.block(node) if len(self._writer) else None
        if block:
            self.page.blocks.append(block)
        self._writer = BlockWriter()


_POPUP = re.compile(r" (?:tooltip|popover|popup|hovercard|hover card|rollover|flyout) ")


def _pops_up(node: Node) -> bool:
    """Tell whether an element within a line is shown only when readers ask for it."""
    if node.tag in _BLOCK:
        return False
    return is_hidden(node) or bool(node.parent and node.tag != "a" and _POPUP.search(node.label()))


def is_hidden(node: Node) -> bool:
    """Tell whether an element says by itself that it is not shown."""
    style = node.attributes.get("style", "").replace(" ", "").lower()
    return "hidden" in node.attributes or "display:none" in style
