"""Capture → documents: main text, splitting of pages that hold several articles, metadata."""

from __future__ import annotations

from dragoman.errors import RejectedError
from dragoman.model import Capture, Document
from dragoman.page.feeditem import feed_item_documents
from dragoman.page.html import html_documents
from dragoman.page.jsonline import json_documents
from dragoman.page.plain import plain_documents
from dragoman.page.source import decoded
from dragoman.settings import PageSettings

__all__ = ["documents"]

_READERS = {
    "text/html": html_documents,
    "text/plain": plain_documents,
    "application/rss+xml": feed_item_documents,
    "application/json": json_documents,
}


def documents(capture: Capture, settings: PageSettings) -> list[Document]:
    """Return the articles that a capture holds, at least one.

    Raises RejectedError where it holds none ("no-article", "empty") or cannot be read ("too-deep", "malformed",
    "binary").
    """
    reader = _READERS.get(capture.media_type)
    if reader is None:
        raise RejectedError("binary", f"no reader for {capture.media_type}")
    if not capture.body.strip():
        raise RejectedError("empty", "nothing but white space")
    text, offsets = decoded(capture)
    found = reader(text, offsets, capture, settings)
    if not found:
        raise RejectedError("no-article", "no running text")
    return found
