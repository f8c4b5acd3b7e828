"""Pages that hold several articles, each whole in an element of its own."""

from __future__ import annotations

from dragoman.page.blocks import Node
from dragoman.page.html_parse import Page
from dragoman.page.language import words_of

__all__ = ["article_parts"]

_HEADINGS = frozenset({"h1", "h2", "h3"})
_FEWEST_WORDS = 50
"""An article element with less running text is a teaser, a card or a comment."""
_FEWEST_PARAGRAPHS = 2
_PROSE_WORDS = 12
_COMMENT_LABELS = (" comment ", " comments ", " reply ")


def article_parts(page: Page) -> list[Page]:
    """Return the articles of a page that holds several, each as a page of its own with its headline as title.

    They are the outermost ``article`` elements with a headline of their own and enough running text; there must be two
    with different headlines. A page with one article, or with one and teasers of others, gives an empty list.
    """
    parts: dict[int, Page] = {}
    for block in page.blocks:
        if node := _outermost_article(block.node):
            part = parts.setdefault(node.number, Page(language=page.language))
            part.blocks.append(block)
            if not part.title and block.node.tag in _HEADINGS:
                part.title = " ".join(block.text.split())
    for element in page.nodes:
        if (node := _outermost_article(element)) and node.number in parts:
            parts[node.number].nodes.append(element)
            if element.tag == "time":
                parts[node.number].times.append(element)
    whole = [part for part in parts.values() if _is_whole(part)]
    return whole if len({part.title for part in whole}) == len(whole) > 1 else []


def _is_whole(part: Page) -> bool:
    """Tell whether this has a headline of its own and enough running text to be an article, not a teaser."""
    prose = [len(words_of(b.text)) for b in part.blocks if b.node.tag not in _HEADINGS and 2 * b.linked < len(b.text)]
    paragraphs = [words for words in prose if words >= _PROSE_WORDS]
    return bool(part.title) and len(paragraphs) >= _FEWEST_PARAGRAPHS and sum(paragraphs) >= _FEWEST_WORDS


def _outermost_article(node: Node) -> Node | None:
    outer = [n for n in node.path() if n.tag == "article"]
    if not outer or any(label in n.label() for n in outer for label in _COMMENT_LABELS):
        return None
    return outer[-1]
