"""HTML → documents.

Markup is read into blocks that know their place (`dragoman.page.html_parse`), before any other parser sees it and under
a limit on nesting; trafilatura (Barbaresi, ACL 2021) says which of them are the article
(`dragoman.page.html_select`); what the page says about it is in `dragoman.page.metadata`.
"""

from __future__ import annotations

import logging

import trafilatura

from dragoman.model import Capture, Document
from dragoman.offsets import OffsetMap
from dragoman.page.blocks import Block, join
from dragoman.page.build import Facts, make_document, require_words
from dragoman.page.dates import first_published
from dragoman.page.html_articles import article_parts
from dragoman.page.html_parse import Page, parse
from dragoman.page.html_select import Witness, select, whole
from dragoman.page.language import words_of
from dragoman.page.metadata import Metadata, absolute, visible_byline, visible_dates
from dragoman.settings import PageSettings

__all__ = ["html_documents"]

logging.getLogger("trafilatura").addHandler(logging.NullHandler())
"""What it finds wrong with a page is told by a Rejection, not on standard error."""


def html_documents(markup: str, offsets: OffsetMap, capture: Capture, settings: PageSettings) -> list[Document]:
    """Return the articles of a page: one, or several where it holds several whole ones.

    ``offsets`` lead from the markup to the bytes of the capture. Raises RejectedError: "too-deep" where elements are
    nested beyond `PageSettings.max_depth`, "no-article" where there is no running text.
    """
    page = parse(markup, settings.max_depth)
    meta = Metadata(page, capture)
    if parts := article_parts(page):
        return [_part_document(part, meta, offsets, capture) for part in parts]
    blocks = _main_blocks(page, markup, meta.title)
    text, to_bytes = join(blocks, offsets)
    require_words(text, settings)
    return [make_document(text, to_bytes, capture, meta.facts(blocks))]


def _main_blocks(page: Page, markup: str, title: str | None) -> list[Block]:
    """Return the blocks of the article; where trafilatura finds none, all running text that is no clutter."""
    found = trafilatura.extract(markup.replace("\x00", ""), include_comments=False) if page.blocks else None
    chosen = select(page.blocks, Witness([found]), title) if found else []
    return chosen or whole([block for block in page.blocks if _is_prose(block)], title)


_PROSE_WORDS = 10


def _is_prose(block: Block) -> bool:
    return len(words_of(block.text)) >= _PROSE_WORDS and 2 * block.linked < len(block.text)


def _part_document(part: Page, meta: Metadata, offsets: OffsetMap, capture: Capture) -> Document:
    """Make a document of one of several articles; the page's own facts hold for it only where it is silent."""
    blocks = whole(part.blocks, part.title)
    text, to_bytes = join(blocks, offsets)
    around = meta.facts(blocks)
    facts = Facts(
        title=part.title,
        url=_headline_link(part, meta.url),
        outlet=around.outlet,
        byline=visible_byline(part.blocks),
        section=around.section,
        published=first_published(visible_dates(part, blocks[0].node.number), meta.dates),
        language=around.language,
    )
    return make_document(text, to_bytes, capture, facts, part=True)


def _headline_link(part: Page, base: str | None) -> str | None:
    """Return the address that the headline of an article links to."""
    for node in part.nodes:
        if node.tag == "a" and any(outer.tag in ("h1", "h2", "h3") for outer in node.path()):
            return absolute(base or "", node.attributes.get("href", ""))
    return None
