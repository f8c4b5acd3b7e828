"""What kind of text a document is: report, opinion, release or transcript."""

from __future__ import annotations

from dragoman.model import Genre

__all__ = ["genre_of"]


def genre_of(title: str | None, text: str, section: str | None = None, url: str | None = None) -> Genre:
    """Return the genre of a document."""
    return "report"
