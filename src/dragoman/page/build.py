"""From cleaned text and what is known about it to a `Document`: the one place where documents are made."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from dragoman.edtf import parse_days
from dragoman.errors import RejectedError
from dragoman.model import Capture, Document, Genre, Published, content_id
from dragoman.offsets import OffsetMap
from dragoman.page.agencies import agency_of, outlet_name
from dragoman.page.dates import PageDates, published_from
from dragoman.page.genre import genre_of
from dragoman.page.language import language_of, words_of
from dragoman.settings import PageSettings

__all__ = ["Facts", "given_published", "make_document", "require_words"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says about one of its texts; None where it says nothing.

    ``genre``, ``agency`` and ``language`` are worked out from the text where they are None.
    """

    title: str | None = None
    url: str | None = None
    key: str | None = None
    outlet: str | None = None
    agency: str | None = None
    byline: str | None = None
    section: str | None = None
    published: Published | None = None
    language: str | None = None
    genre: Genre | None = None


def make_document(
    text: str, offsets: OffsetMap, capture: Capture, facts: Facts, *, part: bool = False
) -> Document:
    """Make a document of a clean text whose ``offsets`` lead to the bytes of the capture.

    What the caller gave with the capture (`Capture.given`) outranks what the page says. Where the document is only a
    ``part`` of a page with several articles, the given title and address are not its own, and a given date or outlet
    only fills in what the article does not say. The id is the hash of text, title and address.
    """
    facts = _storable(_part_with_given(facts, capture) if part else _with_given(facts, capture))
    outlet = outlet_name(facts.outlet)
    return Document(
        id=content_id(text, facts.title or "", facts.url or ""),
        capture=capture.id,
        text=text,
        offsets=offsets,
        title=facts.title,
        url=facts.url,
        key=facts.key or facts.url,
        outlet=outlet,
        agency=facts.agency or agency_of(text, facts.byline, outlet),
        byline=facts.byline,
        section=facts.section,
        published=facts.published,
        language=facts.language or language_of(text),
        genre=facts.genre or _genre(facts, text, outlet),
        name=None if part else capture.given.id,
    )


def _with_given(facts: Facts, capture: Capture) -> Facts:
    given = capture.given
    return replace(
        facts,
        title=given.title or facts.title,
        url=given.url or facts.url,
        outlet=given.outlet or facts.outlet,
        published=given_published(given.published, given.collected or capture.fetched_at) or facts.published,
    )


def _genre(facts: Facts, text: str, outlet: str | None) -> Genre:
    return genre_of(
        facts.title, text, outlet=outlet, section=facts.section, url=facts.url, byline=facts.byline
    )


def _storable(facts: Facts) -> Facts:
    """Return the facts without what no store can hold: NUL and lone surrogates."""
    cleaned = {
        name: value.encode("utf-8", "replace").decode().replace("\x00", "").strip() or None
        for name, value in asdict(facts).items()
        if isinstance(value, str)
    }
    return replace(facts, **cleaned)  # type: ignore[arg-type]


def _part_with_given(facts: Facts, capture: Capture) -> Facts:
    given = capture.given
    return replace(
        facts,
        outlet=facts.outlet or given.outlet,
        published=facts.published or given_published(given.published, given.collected or capture.fetched_at),
    )


def given_published(value: str | None, collected: str | None = None) -> Published | None:
    """Return a date that the caller or container gave: an EDTF date, an instant, or a date as people write it.

    None where it holds no date.

    >>> given_published("2022-02-04T14:38:11+00:00")
    Published(edtf='2022-02-04', known_from='given', instant='2022-02-04T14:38:11+00:00')
    """
    if not value:
        return None
    if "T" not in value and parse_days(value.strip()):
        return Published(value.strip(), "given")
    read = published_from(value, "given", PageDates(collected)) or published_from(value, "feed", PageDates(collected))
    return replace(read, known_from="given") if read else None


def require_words(text: str, settings: PageSettings) -> None:
    """Raise RejectedError ("no-article") where a text is shorter than an article can be."""
    words = len(words_of(text))
    if words < settings.min_words:
        raise RejectedError("no-article", f"{words} words of running text")
