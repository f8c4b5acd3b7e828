"""Which lines of a scraped page make up its articles.

A page is read as an alternation of *gaps* (headlines, facts, boilerplate) and *runs* of running text. A gap opens a
new article where it holds a headline together with a date, a byline or an outlet and section, or one that is printed
twice; any other gap lies inside an article: its subheadings and lists are kept, the rest is dropped. Behind the heading
of a list of other articles only what has a headline of its own is an article, and not where it is a mere teaser. What
stands below the heading of readers' comments is dropped up to the next list of articles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from dragoman.page.plain_kinds import Item, Kind, words
from dragoman.page.plain_meta import is_person, without_bullet

__all__ = ["Article", "find_articles", "same_headline"]

_TEASER_WORDS = 40
_FULL_WORDS = 60
_HEADLINE_WORDS = 3
"""A line of fewer words is no headline, unless the page prints it twice."""
_SLOGAN_WORDS = 12
_FEW_HEADINGS = 4
"""More lines than a kicker, a headline and its standfirst hold a menu."""
_RUNNING = (Kind.PROSE, Kind.SENTENCE)


@dataclass(slots=True)
class _Part:
    """A run of running text, with the lines kept from the gap before it."""

    kept: list[Item]
    run: list[Item]
    doubtful: bool


@dataclass(slots=True)
class Article:
    """The lines of one article: those above its text, those of its text, and those around it that are no text."""

    header: list[Item]
    title: Item | None
    parts: list[_Part] = field(default_factory=list)
    around: list[Item] = field(default_factory=list)

    @property
    def body(self) -> list[Item]:
        """The lines of the text in order, without a last few words that belong to the page below it."""
        parts = list(self.parts)
        while len(parts) > 1 and parts[-1].doubtful and _is_slogan(parts[-1].run):
            parts.pop()
        return [item for part in parts for item in (*part.kept, *part.run)]

    @property
    def has_prose(self) -> bool:
        """Whether there is at least one paragraph of running text."""
        return any(item.kind is Kind.PROSE for part in self.parts for item in part.run)


def _is_slogan(run: Sequence[Item]) -> bool:
    """Tell whether running text below several headings is no more than short sentences or one line of a few words."""
    return all(item.kind is Kind.SENTENCE for item in run) or sum(words(item.text) for item in run) <= _SLOGAN_WORDS


def find_articles(items: Sequence[Item]) -> list[Article]:
    """Return the articles of a page in order; teasers and stray sentences are left out where there is better."""
    splitter = _Splitter()
    for gap, run in _gaps_and_runs(items):
        splitter.take(gap, run)
    _give_back_trailing_facts(splitter.articles)
    found = [article for article in splitter.articles if article.has_prose] or splitter.articles[:1]
    lengths = [_length(article) for article in found]
    longest = max(lengths, default=0)
    return [article for article, length in zip(found, lengths, strict=True) if not _is_teaser(article, length, longest)]


def _give_back_trailing_facts(articles: list[Article]) -> None:
    """Where a page prints the facts of an article below its text, give them to it rather than to the next headline."""
    if len(articles) < 2 or not _dates(articles[-1].around) or _dates(articles[0].header):
        return
    for before, article in pairwise(articles):
        facts = list(takewhile(lambda item: item.kind in (Kind.META, Kind.NOISE), article.header))
        before.around[:0] = facts
        del article.header[: len(facts)]


def _dates(items: Iterable[Item]) -> bool:
    return any(item.meta.when for item in items)


def _length(article: Article) -> int:
    return sum(words(item.text) for item in article.body)


def _gaps_and_runs(items: Sequence[Item]) -> Iterator[tuple[list[Item], list[Item]]]:
    gap: list[Item] = []
    run: list[Item] = []
    for item in items:
        if item.kind in _RUNNING:
            run.append(item)
            continue
        if run:
            yield gap, run
            gap, run = [], []
        gap.append(item)
    if gap or run:
        yield gap, run


def _is_teaser(article: Article, length: int, longest: int) -> bool:
    if longest < _FULL_WORDS or (_dates(article.header) and _repeated(article.header)):
        return False
    cut_off = article.body[-1].text.rstrip().endswith(("...", "…")) and length < 2 * _TEASER_WORDS
    return 2 * length <= longest and (length < _TEASER_WORDS or cut_off)


class _Splitter:
    """Takes gaps and runs in order and puts articles together."""

    def __init__(self) -> None:
        self.articles: list[Article] = []
        self._in_comments = False
        self._in_list = False

    def take(self, gap: list[Item], run: list[Item]) -> None:
        """Read the next gap and the run behind it."""
        if not self.articles:
            self._open(gap, run)
            return
        article = self.articles[-1]
        label, below = _label(gap)
        if label is Kind.COMMENTS and not _opens(gap[: len(gap) - len(below) - 1], run, None):
            self._in_comments = True
        elif label is Kind.RELATED:
            self._in_comments = False
        if not self._in_comments:
            article.around += gap[: len(gap) - len(below) - 1] if label else []
        if self._in_comments and not _repeated(below):
            return
        self._in_comments = False
        if label is None and self._in_list and _length(article) < _TEASER_WORDS:
            label = Kind.RELATED
        if run and (_opens(below, run, label) or self._replaces(article, below, run)) and not _is_live(article):
            self._in_list = label is Kind.RELATED
            self._open(below, run)
        elif label is None or _carries_on(run):
            self._continue(article, [] if label else gap, run)

    def _open(self, header: list[Item], run: list[Item]) -> None:
        self.articles.append(Article(header, headline(header, run), [_Part([], run, False)]))

    @staticmethod
    def _replaces(article: Article, below: list[Item], run: list[Item]) -> bool:
        """Tell whether what was taken for an article was only a stray sentence above the real one."""
        title = headline(below, run)
        return not article.has_prose and title is not None and words(title.text) >= _HEADLINE_WORDS

    @staticmethod
    def _continue(article: Article, gap: list[Item], run: list[Item]) -> None:
        article.around += [item for item in gap if item.kind is not Kind.HEADING]
        headings = [item for item in gap if item.kind is Kind.HEADING]
        if run:
            kept = [] if _is_link_list(article, headings) else headings
            kept = [item for item in kept if not any(same_headline(item.text, h.text) for h in article.header)]
            noise = any(item.sales for item in gap) or len(headings) + any(item.kind is Kind.NOISE for item in gap) > 1
            article.parts.append(_Part(kept, run, bool(headings) and noise))
        else:
            article.around += headings


def _label(gap: list[Item]) -> tuple[Kind | None, list[Item]]:
    """Return the last heading of comments or of other articles in a gap, and the lines below it.

    The heading of comments counts for less than a heading of other articles above it only where it stands last.
    """
    for at in range(len(gap) - 1, -1, -1):
        if gap[at].kind in (Kind.COMMENTS, Kind.RELATED):
            return gap[at].kind, gap[at + 1 :]
    return None, gap


def _opens(gap: list[Item], run: list[Item], label: Kind | None) -> bool:
    """Tell whether a gap is the header of a new article."""
    title = headline(gap, run)
    if title is None or not run:
        return False
    if _repeated(gap):
        return True
    shared = _shared(title.text, _text(run))
    facts = [item.meta for item in gap if item.kind is Kind.META]
    outlet_and_section = any(meta.outlet for meta in facts) and any(meta.section for meta in facts)
    known = outlet_and_section or any(meta.when or meta.byline for meta in facts)
    if known and words(title.text) >= _HEADLINE_WORDS:
        return shared > 0 or (_dates(gap) and any(meta.outlet for meta in facts))
    return label is Kind.RELATED and gap[-1] is title and (shared >= 0.5 or not _carries_on(run))


def _carries_on(run: list[Item]) -> bool:
    """Tell whether running text behind a list of links is long enough to be the rest of the article."""
    return sum(item.kind is Kind.PROSE for item in run) >= 2 or words(_text(run)) >= 60


_LIVE = re.compile(
    r"\blive\b.{0,30}\b(?:updates?|blog|coverage|ticker)|\b(?:as it happened|minute by minute|liveblog|live:)", re.I
)


def _is_live(article: Article) -> bool:
    """Tell whether an article is a live blog, whose entries have dates and headlines of their own."""
    return any(_LIVE.search(item.text) for item in article.header if item.kind is Kind.HEADING)


_LIST_ITEM = re.compile(r"[•·*‣▪◦●■–—-]\s|\(?[\da-zA-Z]{1,2}[.)]\s")


def _is_link_list(article: Article, headings: list[Item]) -> bool:
    """Tell whether lines inside an article are links to other pages rather than subheadings or a list of its own."""
    if len(headings) <= 2:
        return False
    announced = any(item.text.endswith(":") for item in (article.parts[-1].run[-1], *headings[:-1]))
    return not announced and not all(_LIST_ITEM.match(item.text) for item in headings)


# --- headlines ---------------------------------------------------------------------------------------------------

_SITE = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}\Z")


def same_headline(a: str, b: str) -> bool:
    """Tell whether two lines are the same headline, one of them perhaps with the site's name behind it."""
    a, b = " ".join(a.casefold().split()), " ".join(b.casefold().split())
    return a == b or _SITE.sub("", a) == b or a == _SITE.sub("", b)


def headline(gap: Sequence[Item], run: Sequence[Item]) -> Item | None:
    """Return the headline among the lines above a run of text, or None.

    A line printed twice is one. Otherwise it is the first line that shares words with the text in the last group of
    headings that shares enough of them, before that one that a date or byline follows: what stands above it is a menu,
    what follows it the standfirst.
    """
    headings = _headings(gap)
    text = _text(run)
    repeated = _repeated(gap)
    if repeated and (words(repeated.text) >= _HEADLINE_WORDS or _shared(repeated.text, text)):
        return repeated
    groups = [group for group in _groups(gap, headings) if any(words(item.text) >= _HEADLINE_WORDS for item in group)]
    if not groups:
        return headings[-1] if headings and words(headings[-1].text) > 1 else None
    dated = [group for group in groups if _is_dated(gap, group[-1])]
    near = [group for group in groups[::-1] if any(_shared(item.text, text) >= 0.5 for item in group)]
    group = next((group for group in dated[:-2:-1] if group in near), (near or groups[::-1])[0])
    return _likeliest([item for item in group if words(item.text) >= _HEADLINE_WORDS], text)


def _likeliest(candidates: list[Item], text: str) -> Item:
    """Return the first of a few lines that shares words with the text, the one sharing most of them out of many."""
    candidates = [item for item in candidates if not is_person(item.text)] or candidates
    shares = [_shared(item.text, text) for item in candidates]
    least = min(0.2, max(shares))
    if len(candidates) > _FEW_HEADINGS:
        stems = _stems(text)
        return max(candidates, key=lambda item: len(_stems(item.text) & stems))
    return next(item for item, share in zip(candidates, shares, strict=True) if share >= least)


def _is_dated(gap: Sequence[Item], heading: Item) -> bool:
    """Tell whether the first facts below a heading are a date or a byline."""
    below = gap[next(n for n, item in enumerate(gap) if item is heading) + 1 :]
    facts = next((item.meta for item in below if item.kind is Kind.META), None)
    return facts is not None and bool(facts.when or facts.byline)


def _repeated(gap: Iterable[Item]) -> Item | None:
    headings = [item for item in _headings(gap) if words(item.text) > 1]
    counts = Counter(_SITE.sub("", " ".join(item.text.casefold().split())) for item in headings)
    twice = [item for item in headings if counts[" ".join(item.text.casefold().split())] > 1]
    if len({item.text.casefold() for item in twice}) > 2:
        return None                                            # a menu that is printed twice
    return max(twice, key=lambda item: words(item.text)) if twice else None


def _headings(gap: Iterable[Item]) -> list[Item]:
    """Return the headings of a gap, without those that have a bullet if there are others."""
    headings = [item for item in gap if item.kind is Kind.HEADING]
    return [item for item in headings if without_bullet(item.text) == item.text] or headings


def _groups(gap: Sequence[Item], headings: Sequence[Item]) -> list[list[Item]]:
    """Return the runs of headings with nothing but noise, the mark of a release or bullets between them."""
    groups: list[list[Item]] = [[]]
    chosen = {id(item) for item in headings}
    for item in gap:
        if id(item) in chosen:
            groups[-1].append(item)
        elif item.kind not in (Kind.NOISE, Kind.RELEASE, Kind.HEADING) and groups[-1]:
            groups.append([])
    return [group for group in groups if group]


_STEM = re.compile(r"[^\W\d_]{4,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
_EMPTY = frozenset(("with", "that", "from", "this", "have", "will", "they", "their", "after", "about", "over", "into"))


def _stems(text: str) -> set[str]:
    return {match[:5] for match in _STEM.findall(text.casefold()) if match not in _EMPTY}


def _shared(title: str, text: str) -> float:
    """Return the share of a headline's words whose beginnings the text has too."""
    stems = _stems(title)
    return len(stems & _stems(text)) / len(stems) if stems else 0.0


def _text(run: Sequence[Item]) -> str:
    return " ".join(item.text[:3000] for item in run[:5])
