"""What is to be read: a stream with its provenance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from dragoman.capture.streams import Budget, Stream
from dragoman.errors import RejectedError
from dragoman.model import Capture, Given, Reason, Rejection
from dragoman.settings import CaptureSettings

__all__ = ["Item", "Read", "Source", "clean"]

Item = Capture | Rejection


@dataclass(frozen=True, slots=True)
class Source:
    """A stream that is to become captures, and what is known about it.

    ``depth`` counts the archives around it. ``file`` is the open file where the stream is one on disk, for formats that
    are read in place.
    """

    stream: Stream
    uri: str
    settings: CaptureSettings
    budget: Budget
    given: Given = Given()
    container: str | None = None
    offset: int | None = None
    charset: str | None = None
    fetched_at: str | None = None
    depth: int = 0
    file: BinaryIO | None = None

    def within(self, stream: Stream, **changes: Any) -> Source:
        """Return the source of something that lies in this one, one archive deeper."""
        return replace(self, stream=stream, depth=self.depth + 1, file=None, **changes)

    def capture(self, body: bytes, media_type: str) -> Capture:
        """Return the whole source as one capture."""
        return Capture.of(
            body, self.uri, media_type, charset=self.charset, fetched_at=self.fetched_at,
            container=self.container, offset=self.offset, given=self.given,
        )  # fmt: skip

    def part(
        self, number: int, body: bytes, offset: int, media_type: str, charset: str | None, given: Given
    ) -> Capture:
        """Return the ``number``-th part of this source (a line, a feed item) as a capture."""
        return Capture.of(
            body, given.url or f"{self.uri}#{number}", media_type, charset=charset,
            fetched_at=self.fetched_at or given.collected, container=self.uri, offset=offset, given=given,
        )  # fmt: skip

    def rejection(self, error: RejectedError, part: int | None = None) -> Rejection:
        """Return why this source, or its ``part``-th part, cannot be read."""
        reason: Reason = error.reason  # type: ignore[assignment]
        if part is None:
            return Rejection(self.uri, "capture", reason, error.detail, self.container)
        return Rejection(f"{self.uri}#{part}", "capture", reason, error.detail, self.uri)


Read = Callable[[Source], Iterator[Item]]
"""How an archive hands on what lies in it."""


def clean(text: str) -> str:
    """Return text that any store can hold: without lone surrogates and NUL."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "")
