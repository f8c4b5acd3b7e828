"""The paragraphs of a text on their way from markup to document, each with its own offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.offsets import OffsetBuilder, OffsetMap, Span

__all__ = ["Block", "BlockWriter", "Node", "join"]

_NAMING = ("class", "id", "role", "itemprop", "data-component", "data-testid", "data-block", "aria-label")
_NAME_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W_A-Za-z]+")


@dataclass(eq=False, slots=True)
class Node:
    """An element of a page: its tag, its attributes, the element around it, and its number in document order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Node | None = None
    depth: int = 0
    number: int = 0

    def path(self) -> Iterator[Node]:
        """Yield this element and those around it, from the inside out."""
        node: Node | None = self
        while node:
            yield node
            node = node.parent

    def label(self) -> str:
        """Return the words of the element's class, id, role and the like, in lower case, with a space on either side.

        >>> Node("div", {"class": "c-relatedPosts top_box"}).label()
        ' c related posts top box '
        """
        names = " ".join(self.attributes[key] for key in _NAMING if key in self.attributes)
        return f" {' '.join(_NAME_PART.findall(names)).lower()} "


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table cell.

    ``offsets`` lead from its text to the markup. ``node`` is the innermost element that makes a block of it; ``linked``
    counts the characters that lie within links and ``emphasised`` those in italics or bold.
    """

    text: str
    offsets: OffsetMap
    node: Node
    linked: int = 0
    emphasised: int = 0

    @property
    def start(self) -> int:
        """The first position in the markup."""
        return self.offsets.runs[0].source

    def part(self, start: int, end: int) -> Block:
        """Return the block cut down to some of its characters."""
        builder = OffsetBuilder()
        for piece in self.offsets.pieces(Span(start, end)):
            builder.add(piece.length, piece.source, piece.width, linear=piece.linear)
        return Block(self.text[start:end], builder.map(), self.node, self.linked, self.emphasised)


class BlockWriter:
    """Writes the text of one block, folding white space as a browser does.

    Characters without a look of their own (zero-width spaces, soft hyphens, controls) are left out; a non-breaking
    space counts as white space.
    """

    def __init__(self) -> None:
        self._builder = OffsetBuilder()
        self._space: tuple[int, int, bool] | None = None
        self._mark = ""
        self._line_start = True
        self.linked = 0
        self.emphasised = 0

    def __len__(self) -> int:
        return len(self._builder)

    def add(self, text: str, start: int, end: int, *, linked: bool = False, emphasised: bool = False) -> None:
        """Append text from the source range; of a reference (range and text differ in length) as a whole."""
        before = len(self._builder)
        if end - start == len(text):
            self._add_run(text, start)
        else:
            self._add_reference(text, start, end)
        added = len(self._builder) - before
        self.linked += added if linked else 0
        self.emphasised += added if emphasised else 0

    def _add_run(self, text: str, start: int) -> None:
        for match in _PIECES.finditer(text):
            at = start + match.start()
            if match["seen"]:
                self._flush_space()
                self._builder.copy(match.group(), at)
            else:
                self._see_gap(match.group(), at, start + match.end())

    def _add_reference(self, text: str, start: int, end: int) -> None:
        if seen := "".join(match["seen"] or "" for match in _PIECES.finditer(text)):
            self._flush_space()
            self._builder.replace(seen, start, end - start)
        else:
            self._see_gap(text, start, end)

    def _see_gap(self, gap: str, start: int, end: int) -> None:
        if self._line_start or not re.search(r"\s", gap):
            return
        if not self._space:
            self._space = (start, end, gap == " " and end - start == 1)
        elif self._space[1] == start:
            self._space = (self._space[0], end, False)

    def _flush_space(self) -> None:
        if self._mark:
            self._builder.insert(self._mark)
        elif self._space:
            start, end, plain = self._space
            if plain:
                self._builder.copy(" ", start)
            else:
                self._builder.replace(" ", start, end - start)
        self._space, self._mark, self._line_start = None, "", False

    def line_break(self) -> None:
        """Begin a new line, unless the block is at the beginning of one."""
        self._space = None
        if not self._line_start:
            self._builder.insert("\n")
        self._line_start = True

    def divide(self, mark: str) -> None:
        """Append a mark, such as that between two cells of a row, before the text that comes next."""
        self._space, self._mark = None, mark

    def block(self, node: Node) -> Block | None:
        """Return the block so far, or None where it holds no text."""
        text = self._builder.text()
        stripped = text.rstrip("\n")
        if not stripped:
            return None
        block = Block(text, self._builder.map(), node, self.linked, self.emphasised)
        return block if stripped == text else block.part(0, len(stripped))


_UNSEEN = r"\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff"
_PIECES = re.compile(rf"(?P<seen>[^{_UNSEEN}]+(?: [^{_UNSEEN}]+)*)|[{_UNSEEN}]+")


def join(blocks: Sequence[Block], markup: OffsetMap) -> tuple[str, OffsetMap]:
    """Join blocks to the text of a document, with the map to the source that ``markup`` leads to.

    Paragraphs are parted by an empty line, the items of one list and the cells of one row by a line break.
    """
    builder, text, last = OffsetBuilder(), [], None
    for block in blocks:
        if last is not None:
            gap = "\n" if _same_group(last.node, block.node) else "\n\n"
            text.append(gap)
            end = last.offsets.runs[-1]
            builder.add(len(gap), end.source + end.width, 0, linear=False)
        text.append(block.text)
        for run in block.offsets.runs:
            builder.add(run.length, run.source, run.width, linear=run.linear)
        last = block
    return "".join(text), builder.map().then(markup)


def _same_group(left: Node, right: Node) -> bool:
    if left.tag == right.tag == "li" or (left.tag in _CELLS and right.tag in _CELLS):
        return left.parent is right.parent
    return {left.tag, right.tag} <= {"dt", "dd"} and left.parent is right.parent


_CELLS = frozenset({"td", "th"})
