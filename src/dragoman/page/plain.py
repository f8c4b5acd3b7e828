"""Scraped plain text → documents: the articles of a page without its menus, links, advertisements and comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.errors import RejectedError
from dragoman.model import Capture, Document, Published
from dragoman.offsets import OffsetBuilder, OffsetMap
from dragoman.page.agencies import agency_of
from dragoman.page.build import Facts, make_document
from dragoman.page.dates import Evidence, PageDates, first_published
from dragoman.page.outlets import known_outlet, outlet_of_url
from dragoman.page.plain_articles import Article, find_articles, same_headline
from dragoman.page.plain_kinds import Item, Kind, classify
from dragoman.page.plain_lines import Line, append, read_lines
from dragoman.page.plain_meta import Meta, is_person, person_in
from dragoman.settings import PageSettings

__all__ = ["plain_documents"]


def plain_documents(text: str, offsets: OffsetMap, capture: Capture, settings: PageSettings) -> list[Document]:
    """Return the articles of a page of scraped text as documents, in the page's order.

    ``offsets`` leads from code points of ``text`` to bytes of the capture's body. Paragraphs are joined by a blank
    line; their characters stay as they stand, except that a paragraph wrapped at a fixed width becomes one line again.
    Raises RejectedError ("no-article") where the page holds no running text.
    """
    lines = read_lines(text)
    articles = find_articles(classify(lines))
    page = _Page(PageDates.of(text, capture.given.collected or capture.fetched_at), _site(lines, capture))
    made = [_Made(article, *_compose(article.body, text)) for article in articles]
    made = [one for one in made if len(one.text.split()) >= settings.min_words]
    if not made:
        raise RejectedError("no-article", "no running text between menus, links and boilerplate")
    part = len(made) > 1
    return [make_document(one.text, one.offsets.then(offsets), capture, _facts(one, page), part=part) for one in made]


@dataclass(frozen=True, slots=True)
class _Page:
    """What holds for the whole page: how its dates are read, and the outlet that its address or legal line names."""

    dates: PageDates
    outlet: str | None


@dataclass(frozen=True, slots=True)
class _Made:
    """An article with its text and the map from there to the page's text."""

    article: Article
    text: str
    offsets: OffsetMap


def _compose(body: Sequence[Item], source: str) -> tuple[str, OffsetMap]:
    builder = OffsetBuilder()
    for item in body:
        if len(builder):
            builder.insert("\n\n")
        append(builder, item.line, source)
    return builder.text(), builder.map()


_OWNER = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:\s?[-–]\s?\d{4})?)?\s*(?:by\s)?(?P<name>[A-Z][^.,|©\n]{2,40})", re.I
)


def _site(lines: Sequence[Line], capture: Capture) -> str | None:
    """Return the outlet that the page's address or its legal line at the end names."""
    if capture.given.url and (outlet := outlet_of_url(capture.given.url)):
        return outlet
    for line in lines[-15:]:
        if len(line.text) <= 200 and (match := _OWNER.search(line.text)):
            name = re.sub(r"(?i)\s*\b(?:all rights.*|\d{4}.*)", "", match["name"]).strip()
            return known_outlet(name) or name or None
    return None


# --- facts -------------------------------------------------------------------------------------------------------


def _facts(made: _Made, page: _Page) -> Facts:
    article = made.article
    meta = _header_meta(article)
    title, suffix = _title(article)
    byline = meta.byline or _person_line(article) or _signature(made, title)
    return Facts(
        title=title,
        outlet=meta.outlet or suffix or page.outlet,
        agency=next((name for item in article.around[:3] if (name := _agency_line(item.text))), None),
        byline=byline,
        section=meta.section,
        published=_published(article, made.text, page.dates),
        genre="release" if any(item.kind is Kind.RELEASE for item in article.header) else None,
    )


def _header_meta(article: Article) -> Meta:
    """Return the facts about an article: those below its headline first, then those above it and around its text."""
    above, below = _around_title(article)
    menus = _menus(article)
    above = [item for item in above if not any(item is other for other in menus)]
    meta = Meta()
    for item in (*below, *above):
        meta = meta | item.meta
    for item in article.around:
        meta = meta | replace(item.meta, section=None)
    return meta


def _menus(article: Article) -> list[Item]:
    """Return the sections above a headline that are a menu: more than two in a row, or in too many places."""
    rows: list[list[Item]] = []
    for item in article.header:
        if item.meta.section:
            if item.line.apart or not rows:
                rows.append([])
            rows[-1].append(item)
    return [item for row in rows if len(row) > 2 or len(rows) > 2 for item in row]


_LABEL = re.compile(r"\A(?:Subject|Title|Headline|Betreff)\s?:\s+")


def _around_title(article: Article) -> tuple[list[Item], list[Item]]:
    """Return the lines above an article's headline, the nearest first, and those from it on."""
    at = next((n for n, item in enumerate(article.header) if item is article.title), 0)
    return article.header[:at][::-1], article.header[at:]


def _title(article: Article) -> tuple[str | None, str | None]:
    """Return the headline without the site's name behind it, and that name where it is an outlet's."""
    if article.title is None:
        return None, None
    text = _LABEL.sub("", article.title.text)
    others = [item.text for item in article.header if item.kind is Kind.HEADING and item.text != text]
    longer = [other for other in others if same_headline(other, text)]
    for title in (text, *longer):
        head, _, tail = title.rpartition(" | ") if " | " in title else title.rpartition(" - ")
        if head and (known_outlet(tail) or longer):
            return (head if title == text and known_outlet(tail) else text), known_outlet(tail) or tail
    return text, None


def _person_line(article: Article) -> str | None:
    """Return a name that stands on a line of its own below the headline, beside a date or an outlet."""
    _, below = _around_title(article)
    for at, item in enumerate(below[1:], 1):
        beside = any(near.meta.when or near.meta.outlet for near in (*below[at - 1 : at], *below[at + 1 : at + 2]))
        if beside and item.kind is Kind.HEADING and (name := person_in(item.text)):
            return name
    return None


_SIGNATURE = re.compile(
    r"(?:^|\s)(?:Author|Written by|Reporter|Story by)s?\s?:\s?(?P<name>[A-Z][\w'’.-]+(?:\s[A-Z][\w'’.-]+){1,3})\s*\Z"
)
_COLUMN = re.compile(r"\A\[(?P<name>[^\]]{3,40})\]\s")


def _signature(made: _Made, title: str | None) -> str | None:
    """Return the writer named at the end of a text, or above it or in a column's title and again at the end."""
    end = made.text[-600:]
    if match := _SIGNATURE.search(end):
        return match["name"].rstrip(".")
    column = _COLUMN.match(title or "")
    names = [column["name"]] if column else []
    names += [item.text for item in made.article.header if item.kind is Kind.HEADING]
    return next((name for name in names if is_person(name) and f"{name} is " in end), None)


def _agency_line(line: str) -> str | None:
    return agency_of(f". {line}") if len(line) <= 60 else None


_DATELINE = re.compile(
    r"\A[A-Z][\w'’.]+(?:[ -][A-Z][\w'’.]+){0,3}(?:,\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?,\s(?P<date>[^()\n]{3,25}?)"
    r"(?:,?\s?(?:\([^()]{2,40}\)|/[^/]{2,40}/))?\s?(?:[-–—]{1,2}|:)\s"
)


def _published(article: Article, text: str, dates: PageDates) -> Published | None:
    """Return the date on the page, those below the headline first, or else that of the dateline that opens the text."""
    above, below = _around_title(article)
    for items in (below, above, article.around):
        whens = " | ".join(item.meta.when for item in items[:30] if item.meta.when)
        if whens and (found := first_published([(whens, "page")], dates)):
            return found
    evidence: list[tuple[str | None, Evidence]] = [(m["date"], "text")] if (m := _DATELINE.match(text)) else []
    return first_published(evidence, dates)
