"""Which blocks of a page are its article.

Trafilatura decides what is article (`Witness`); the text itself is always put together from our own blocks, whose
offsets are exact. On top of it, rules of our own: the article keeps to one container; elements and lines of
`dragoman.page.clutter` and the repeated headline go; paragraphs that stand among those of the article in elements of
the same make come back, also where trafilatura missed them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.page.blocks import Block, Node
from dragoman.page.clutter import clutter_kind, is_clutter_label
from dragoman.page.dates import is_date_line
from dragoman.page.html_parse import is_hidden
from dragoman.page.language import words_of

__all__ = ["Witness", "select", "whole"]

_GRAM = 3
_SEED_SHARE = 0.5
"""A block is found in a witness where half of its 3-grams are."""
_CONTAINER_SHARE = 0.9
_LONGEST_REFRAIN = 8
"""Paragraphs of more words are looked at for copies; …"""
_REPEATED_SHARE = 0.8
"""… one is a copy where more than this share of its 3-grams stood in another element, …"""
_LUMP = 60
"""… and goes where its neighbour is a copy too, or where it is as long as this."""
_CLUTTER_ELEMENTS = frozenset({"nav", "footer", "aside", "figure", "figcaption", "form", "menu", "dialog"})
_SHORTEST_HEADLINE = 5
_TEXT_SHARE = 0.35
"""An element that holds more than this share of the article is no clutter, whatever its label says."""


class Witness:
    """Somebody else's opinion of what the text of the article is."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = [words_of(line) for text in texts for line in text.split("\n")]
        self._grams = {gram for words in lines for gram in _grams(words)}
        self._lines = {tuple(words) for words in lines}

    def share(self, words: Sequence[str]) -> float:
        """Return the share of the words' 3-grams that the witness has; short lines are there wholly or not at all."""
        if len(words) < _GRAM:
            return float(tuple(words) in self._lines) if words else 0.0
        grams = list(_grams(words))
        return sum(gram in self._grams for gram in grams) / len(grams)


def _grams(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(words[at:] for at in range(_GRAM)), strict=False)


@dataclass(slots=True)
class _Candidate:
    """A block with what is needed to judge it."""

    block: Block
    words: list[str]
    seed: bool

    @property
    def linked(self) -> float:
        return self.block.linked / len(self.block.text)


def select(blocks: Sequence[Block], witness: Witness, title: str | None) -> list[Block]:
    """Return the blocks that make the article, in order.

    ``title`` is its headline, which is left out where the page repeats it.
    """
    candidates = _candidates(blocks, witness)
    seeds = [c for c in candidates if c.seed]
    if not seeds:
        return []
    weight = _weights(seeds)
    judge = _Judge(_container(seeds, weight), weight, title)
    kept = [c for c in candidates if c.seed and judge.inside(c) and not judge.is_clutter(c)]
    return [c.block for c in _trimmed(_with_recovered(candidates, _without_copies(kept), judge))]


def whole(blocks: Sequence[Block], title: str | None) -> list[Block]:
    """Return the blocks that make an article, where all of them are known to belong to one, but for clutter."""
    if not blocks:
        return []
    candidates = [_Candidate(block, words_of(block.text), True) for block in blocks]
    *_, root = blocks[0].node.path()
    judge = _Judge(root, _weights(candidates), title)
    return [c.block for c in _trimmed([c for c in candidates if c.words and not judge.is_clutter(c)])]


def _candidates(blocks: Sequence[Block], witness: Witness) -> list[_Candidate]:
    """Judge each block against the witness."""
    found = []
    for block in blocks:
        words = words_of(block.text)
        found.append(_Candidate(block, words, witness.share(words) >= _SEED_SHARE))
    return found


def _without_copies(kept: Sequence[_Candidate]) -> list[_Candidate]:
    """Drop what stands on the page a second time: runs of paragraphs that another element had before."""
    places: dict[tuple[str, ...], int] = {}
    copied = [_is_copied(candidate, places) for candidate in kept]
    prose = [at for at, candidate in enumerate(kept) if len(candidate.words) > _LONGEST_REFRAIN]
    runs = {at for left, right in pairwise(prose) if copied[left] and copied[right] for at in (left, right)}
    whole_copies = {at for at in prose if copied[at] and len(kept[at].words) >= _LUMP}
    return [candidate for at, candidate in enumerate(kept) if at not in runs | whole_copies]


def _is_copied(candidate: _Candidate, places: dict[tuple[str, ...], int]) -> bool:
    """Tell whether most of a longer text stood in another element; ``places`` says where its 3-grams did."""
    node = candidate.block.node
    place = node.parent.number if node.parent else 0
    grams = list(_grams(candidate.words))
    elsewhere = sum(places.setdefault(gram, place) != place for gram in grams)
    return len(candidate.words) > _LONGEST_REFRAIN and elsewhere > _REPEATED_SHARE * len(grams)


def _weights(seeds: Sequence[_Candidate]) -> Counter[int]:
    """Return how many words of the article lie within each element, by the element's number."""
    weight: Counter[int] = Counter()
    for candidate in seeds:
        for node in candidate.block.node.path():
            weight[node.number] += len(candidate.words)
    return weight


def _container(seeds: Sequence[_Candidate], weight: Counter[int]) -> Node:
    """Return the innermost element that holds nearly all of the article."""
    longest = max(seeds, key=lambda c: len(c.words))
    nodes = list(longest.block.node.path())
    total = weight[nodes[-1].number]
    return next(node for node in nodes[1:] or nodes if weight[node.number] >= _CONTAINER_SHARE * total)


class _Judge:
    """Tells what is clutter within one article."""

    def __init__(self, container: Node, weight: Counter[int], title: str | None) -> None:
        self._container = container
        self._region = _region(container)
        self._weight = weight
        self._total = weight[container.number]
        self._title = words_of(title or "")
        self._labels: dict[int, bool] = {}

    def inside(self, candidate: _Candidate) -> bool:
        """Tell whether a block lies within the container, or is running text beside it."""
        if any(node is self._container for node in candidate.block.node.path()):
            return True
        return len(candidate.words) > 20 and candidate.linked < 0.3

    def near(self, candidate: _Candidate) -> bool:
        """Tell whether a block lies in the article's wider surroundings, two elements further out."""
        return any(node is self._region for node in candidate.block.node.path())

    def is_clutter(self, candidate: _Candidate) -> bool:
        """Tell whether a block is clutter by its elements, by its words, or because it repeats the headline."""
        return (
            self._in_clutter_element(candidate.block)
            or self._is_headline(candidate)
            or _is_lone_link(candidate)
            or is_date_line(candidate.block.text)
            or clutter_kind(candidate.block.text, candidate.linked) is not None
        )

    def _in_clutter_element(self, block: Block) -> bool:
        if is_quoted_post(block):
            return False
        if is_clutter_label(block.node.label(), own=True) and not self._holds_article(block.node):
            return True
        for node in block.node.path():
            if node is self._container:
                return False
            if self._is_clutter_node(node):
                return True
        return False

    def _is_clutter_node(self, node: Node) -> bool:
        if node.number not in self._labels:
            by_kind = node.tag in _CLUTTER_ELEMENTS or is_hidden(node) or _is_nested_article(node)
            clutter = by_kind or is_clutter_label(node.label())
            self._labels[node.number] = clutter and not self._holds_article(node)
        return self._labels[node.number]

    def _holds_article(self, node: Node) -> bool:
        return self._weight[node.number] > _TEXT_SHARE * self._total

    def _is_headline(self, candidate: _Candidate) -> bool:
        tag = candidate.block.node.tag
        if tag == "h1" or (tag in _HEADINGS and any(node.tag == "header" for node in candidate.block.node.path())):
            return True
        if not self._title or not 0 < len(candidate.words) <= 2 * len(self._title):
            return False
        common = (Counter(candidate.words) & Counter(self._title)).total()
        return 2 * common / (len(candidate.words) + len(self._title)) >= 0.85


def _region(container: Node) -> Node:
    node = container
    for _ in range(2):
        if node.tag in ("article", "main", "body", "html") or node.parent is None:
            return node
        node = node.parent
    return node


def is_quoted_post(block: Block) -> bool:
    """Tell whether a block is a post on a social network that the article quotes."""
    return any(node.tag == "blockquote" and " tweet " in node.label() for node in block.node.path())


def _is_lone_link(candidate: _Candidate) -> bool:
    """Tell whether a paragraph is little but links, as long as a headline, and no whole sentence."""
    if candidate.block.node.tag != "p" or len(candidate.words) < _SHORTEST_HEADLINE:
        return False
    return candidate.linked > 0.95 or (candidate.linked > 0.75 and not candidate.block.text.endswith((".", ".”", '."')))


def _is_nested_article(node: Node) -> bool:
    return node.tag == "article" and any(outer.tag == "article" for outer in node.path() if outer is not node)


def _with_recovered(candidates: Sequence[_Candidate], kept: Sequence[_Candidate], judge: _Judge) -> list[_Candidate]:
    """Add running text that is made as the article's paragraphs are, or stands between them."""
    if not kept:
        return []
    makes = {make for c in kept if len(c.words) >= _PROSE and (make := _make(c.block)).strip()}
    chosen = {id(c) for c in kept}
    seen = {tuple(c.words) for c in kept}
    first, last = kept[0].block.start, kept[-1].block.start
    for candidate in candidates:
        if id(candidate) in chosen or tuple(candidate.words) in seen:
            continue
        among = first < candidate.block.start < last and judge.inside(candidate)
        made = _make(candidate.block) in makes and candidate.linked <= 0.5
        fits = made and (among or (len(candidate.words) >= _PROSE and judge.near(candidate)))
        fits = fits or (among and is_quoted_post(candidate.block))
        if fits and not judge.is_clutter(candidate):
            chosen.add(id(candidate))
    return [c for c in candidates if id(c) in chosen]


_PROSE = 15
"""A block of at least as many words is taken for running text."""


def _make(block: Block) -> str:
    """Return how a block's element and the one around it are called; empty where neither has a name of its own."""
    around = block.node.parent.label() if block.node.parent else ""
    return f"{block.node.tag if around.strip() else ''}{block.node.label()}/{around}".strip("/ ")


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def _trimmed(kept: list[_Candidate]) -> list[_Candidate]:
    """Drop headings that nothing follows, and links at the end."""
    while kept and (kept[-1].block.node.tag in _HEADINGS or kept[-1].linked > 0.95):
        kept = kept[:-1]
    return kept
