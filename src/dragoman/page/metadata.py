"""What a page says about its article: title, outlet, byline, section, date, address, language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urljoin, urlsplit

from dragoman.model import Capture
from dragoman.page.agencies import outlet_name
from dragoman.page.blocks import Block
from dragoman.page.build import Facts
from dragoman.page.date_words import date_words
from dragoman.page.dates import Evidence, PageDates, first_published, is_date_line
from dragoman.page.html_parse import Page
from dragoman.page.language import primary_subtag, words_of
from dragoman.page.metadata_jsonld import LinkedArticle, linked_article
from dragoman.page.outlets import outlet_of_url

__all__ = ["Metadata", "absolute", "byline_of", "visible_byline", "visible_dates", "without_site"]

_HEADLINE = ("og:title", "twitter:title", "dc.title", "headline", "title")
_SITE = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:app:name:iphone")
_AUTHOR = (
    "author", "article:author", "article:author_name", "og:author", "parsely-author", "sailthru.author", "dc.creator",
    "byl", "cxenseparse:author", "dcterms.creator",
)  # fmt: skip
_SECTION = ("article:section", "parsely-section", "section", "og:section", "category", "article.section")
_PUBLISHED = (
    "article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "date", "pubdate", "publishdate", "publish-date",
    "article.published", "cxenseparse:recs:publishtime", "article:published",
)  # fmt: skip


class Metadata:
    """What the markup of a page says about its article."""

    def __init__(self, page: Page, capture: Capture) -> None:
        self._page = page
        self._linked: LinkedArticle = linked_article(page.scripts)
        self._metas = _metas(page)
        self.dates = PageDates.of(
            "\n".join(block.text for block in page.blocks), capture.given.collected or capture.fetched_at
        )
        self.url = self._url(capture.uri)
        site = self._first(_SITE) or self._linked.publisher
        self.outlet = outlet_of_url(self.url or "") or outlet_name(site) or _host(self.url)
        self.title = self._title([name for name in (site, self.outlet, _host(self.url)) if name])

    def facts(self, article: Sequence[Block]) -> Facts:
        """Return what the page says about the article that these blocks make."""
        language = self._page.language or self._linked.language or self._first(("og:locale", "content-language"))
        return Facts(
            title=self.title,
            url=self.url,
            outlet=self.outlet,
            byline=self._byline(),
            section=_first_of(self._first(_SECTION) or self._linked.section),
            published=first_published(self._published(article), self.dates),
            language=primary_subtag(language),
        )

    def _all(self, names: Iterable[str]) -> Iterator[str]:
        for name in names:
            yield from self._metas.get(name, ())

    def _first(self, names: Iterable[str]) -> str | None:
        return next(self._all(names), None)

    def _url(self, uri: str) -> str | None:
        base = uri if uri.startswith(("http://", "https://")) else ""
        canonical = [link.get("href") for link in self._page.links if link.get("rel", "").lower() == "canonical"]
        for address in (*canonical, self._first(("og:url",)), base):
            if address and (whole := absolute(base, address.strip())):
                return whole
        return None

    def _title(self, sites: Sequence[str]) -> str | None:
        """Return the headline: the first-level heading that the page's head repeats, else what the head gives."""
        said = [t for t in (self._first(_HEADLINE), self._linked.headline, self._page.title) if t]
        headings = [" ".join(block.text.split()) for block in self._page.blocks if block.node.tag == "h1"]
        whole = [without_site(title, sites) for title in said]
        within = [heading for heading in headings if _is_headline(heading, said, sites)]
        return max(within, key=len, default=None) or next(iter(whole), None) or next(iter(headings), None)

    def _byline(self) -> str | None:
        said = [byline_of(name) for name in (self._linked.authors or tuple(self._all(_AUTHOR)))]
        names = list(dict.fromkeys(name for name in said if name))
        return ", ".join(names) or visible_byline(self._page.blocks)

    def _published(self, article: Sequence[Block]) -> Iterator[tuple[str | None, Evidence]]:
        yield self._linked.published, "metadata"
        for value in self._all(_PUBLISHED):
            yield value, "metadata"
        yield from visible_dates(self._page, article[0].node.number if article else 0, self.url)


def _metas(page: Page) -> dict[str, list[str]]:
    """Return the contents of ``meta`` elements by their property, name or itemprop in lower case."""
    metas: dict[str, list[str]] = {}
    for attributes in page.metas:
        content = " ".join(attributes.get("content", "").split())
        for key in ("property", "name", "itemprop"):
            if content and (name := attributes.get(key)):
                metas.setdefault(name.strip().lower(), []).append(content)
    return metas


_LONGEST_SECTION = 40


def _first_of(section: str | None) -> str | None:
    """Return the first of a list of sections."""
    return section.split(",")[0].strip() if section and len(section) > _LONGEST_SECTION else section


# --- title ---------------------------------------------------------------------------------------------------------

_SEPARATOR = re.compile(r"\s+[|·•»«:–—-]+\s+|\s*[|»]\s*|:\s+")


def without_site(title: str, sites: Iterable[str]) -> str:
    """Return a title without the site's name at its end or beginning.

    >>> without_site("Envoys meet again | Politics | The Courier", ["The Courier"])
    'Envoys meet again | Politics'
    """
    names = {tuple(words_of(site)) for site in sites}
    names |= {name[1:] for name in names if name and name[0] == "the"}
    separators = list(_SEPARATOR.finditer(title))
    if separators and _names_site(title[separators[-1].end() :], names):
        return title[: separators[-1].start()]
    if separators and _names_site(title[: separators[0].start()], names):
        return title[separators[0].end() :]
    return title


_FEWEST_WORDS = 2


def _is_headline(heading: str, titles: Iterable[str], sites: Sequence[str]) -> bool:
    """Tell whether a heading is what one of the titles is, begins with or ends in, and not the site's name."""
    words = words_of(heading)
    if without_site(f"{heading} | {heading}", sites) == heading:
        return False
    parts = (part for t in titles for part in (words_of(t)[: len(words)], words_of(t)[-len(words) :]))
    return any(words_of(t) == words for t in titles) or (len(words) >= _FEWEST_WORDS and words in parts)


def _names_site(part: str, names: set[tuple[str, ...]]) -> bool:
    plain = "".join(words_of(part))
    known = {"".join(name) for name in names} | {name[0] for name in names if len(name) > 1 and len(name[0]) > 3}
    return bool(plain) and (plain in known or plain in {"".join(name[:-1]) for name in names})


# --- byline --------------------------------------------------------------------------------------------------------

_BY = re.compile(
    r"\A\s*(?:(?:written|posted|published|reported|story|text)?\s*by|von|par|por|di|door|oleh|автор:?)\s+", re.I
)
_NO_NAME = re.compile(r"https?:|www\.|@|\A(?:admin|administrator|editor|staff|unknown|null|none|webmaster)\Z", re.I)
_LONGEST_BYLINE = 25
_AFTER_NAME = r"\s*(?:\||·|•|\n|\d|\s(?:on )?(?:{month})\b|\s(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)"


def byline_of(raw: str) -> str | None:
    """Return the names in a byline, without "By"; None where there are none.

    >>> byline_of("By Jane Doe and John Doe")
    'Jane Doe and John Doe'
    """
    name = _BY.sub("", " ".join(raw.split())).strip(" ,|·•–-")
    if not name or _NO_NAME.search(name) or len(name.split()) > _LONGEST_BYLINE or not re.search(r"[^\W\d_]", name):
        return None
    return name


def visible_byline(blocks: Iterable[Block]) -> str | None:
    """Return the first byline that readers see, by how its element is called."""
    for block in blocks:
        label = block.node.label()
        named = " byline " in label or " author " in label
        if named and not any(node.tag == "form" for node in block.node.path()):
            first = re.split(_AFTER_NAME.format(month=date_words().month), block.text, flags=re.I)[0]
            name = byline_of(first) if _BY.match(first) or len(first.split()) <= 4 else None
            if name:
                return name
    return None


# --- date, address ---------------------------------------------------------------------------------------------------


_NEAREST = 3
_LINE_WORDS = 12
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HEADER_REACH = 60
"""Elements above the article that are looked at where it has no headline."""


def visible_dates(page: Page, near: int, url: str | None = None) -> Iterator[tuple[str | None, Evidence]]:
    """Yield the dates that readers see and that of the address, the likeliest date of publication first.

    First those between the headline and the article's first element (number ``near``): elements that mark times, lines
    that are dates, short lines that hold one among other words; then the address; then the nearest dates elsewhere.
    """
    headlines = [block.node.number for block in page.blocks if block.node.tag == "h1" and block.node.number < near]
    header = range(max(headlines, default=near - _HEADER_REACH), near + 1)
    times = [(node.number, node.attributes["datetime"]) for node in page.times if node.attributes.get("datetime")]
    lines = [(block.node.number, block.text) for block in page.blocks if is_date_line(block.text)]
    mixed = [
        (block.node.number, block.text)
        for block in page.blocks
        if block.node.number in header and len(block.text.split()) <= _LINE_WORDS and _YEAR.search(block.text)
    ]
    for found in (times, lines, mixed):
        yield from ((raw, "page") for number, raw in found if number in header)
    yield url, "url"
    for found in (times, lines):
        for _, raw in sorted(found, key=lambda item: (item[0] > near, abs(item[0] - near)))[:_NEAREST]:
            yield raw, "page"


def absolute(base: str, address: str) -> str | None:
    """Return an address as a whole, where it is one on the web."""
    try:
        whole = urljoin(base, address)
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and parts.hostname else None


def _host(url: str | None) -> str | None:
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None
