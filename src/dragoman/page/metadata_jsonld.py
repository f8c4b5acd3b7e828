"""What a page's JSON-LD says about its article (schema.org vocabulary)."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

__all__ = ["LinkedArticle", "linked_article"]

_ARTICLES = frozenset(
    {
        "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle",
        "BackgroundNewsArticle", "ReviewNewsArticle", "BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting",
        "TechArticle", "ScholarlyArticle",
    }
)  # fmt: skip
_MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """An article as JSON-LD describes it; None or empty where it says nothing. ``kind`` is its schema.org type."""

    kind: str | None = None
    headline: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    section: str | None = None
    language: str | None = None
    body: str | None = None


def linked_article(scripts: Iterable[str]) -> LinkedArticle:
    """Return the first article that a page's JSON-LD scripts describe; an empty one where there is none to be read."""
    things = [thing for script in scripts for thing in _things(_loaded(script))]
    article = next((thing for thing in things if _kind(thing) in _ARTICLES), None)
    if article is None:
        return LinkedArticle()
    return LinkedArticle(
        kind=_kind(article),
        headline=_text(article.get("headline")) or _text(article.get("name")),
        authors=tuple(_names(article.get("author"))),
        publisher=next(_names(article.get("publisher")), None),
        published=_text(article.get("datePublished")),
        section=next(_names(article.get("articleSection")), None),
        language=_text(article.get("inLanguage")),
        body=_text(article.get("articleBody")),
    )


def _loaded(script: str) -> Any:
    """Parse one script; None where it is no JSON (pages write newlines into strings, which is tolerated)."""
    try:
        return json.loads(script.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):
        return None


def _things(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the objects of a script from the outside in: lists, ``@graph`` and what the main entity is."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _things(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(value.get(key), depth + 1)


def _kind(thing: dict[str, Any]) -> str | None:
    value = thing.get("@type")
    kinds = value if isinstance(value, list) else [value]
    return next((kind for kind in kinds if isinstance(kind, str) and kind in _ARTICLES), None)


def _text(value: Any) -> str | None:
    return " ".join(html.unescape(value).split()) or None if isinstance(value, str) else None


def _names(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if name := _text(item.get("name") if isinstance(item, dict) else item):
            yield name
