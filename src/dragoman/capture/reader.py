"""The door of the stage: paths in, captures and rejections out."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from typing import BinaryIO

from dragoman.capture.feeds import feed_captures
from dragoman.capture.jsonlines import json_captures
from dragoman.capture.paths import STDIN, check, files, shown
from dragoman.capture.sniff import HEAD, Kind, sniff
from dragoman.capture.source import Item, Source
from dragoman.capture.streams import Budget, Gunzip, Stream
from dragoman.capture.warc import warc_captures
from dragoman.capture.zips import zip_captures
from dragoman.errors import RejectedError
from dragoman.model import Given, Rejection
from dragoman.settings import CaptureSettings

__all__ = ["captures"]


def captures(
    paths: Iterable[str], settings: CaptureSettings, given: Given = Given(), stdin: BinaryIO | None = None
) -> Iterator[Item]:
    """Yield what the paths hold: a `Capture` for each page, a `Rejection` for each thing that cannot be read.

    ``paths`` are files, folders (all below them but hidden files, in sorted order), globs and ``-`` for standard input.
    ``given`` is what the caller knows about all of them; what a JSON line says of itself comes first, and so does the
    link of a feed's item. ``stdin`` stands in for standard input. Pages are read one at a time, as they are asked for.

    Raises InputError at once, before anything is read, for a path or glob that names nothing.
    """
    return _captures(check(paths), settings, given, stdin)


def _captures(
    paths: tuple[str, ...], settings: CaptureSettings, given: Given, stdin: BinaryIO | None
) -> Iterator[Item]:
    for path in files(paths):
        if isinstance(path, Rejection):
            yield path
        elif path == STDIN:
            yield from _read_file(stdin or sys.stdin.buffer, STDIN, settings, given)
        else:
            try:
                file = open(path, "rb")  # noqa: SIM115 (closed below; errors of opening are told apart)
            except OSError as error:
                yield Rejection(shown(path), "capture", "unreadable", error.strerror or "cannot be opened")
                continue
            with file:
                yield from _read_file(file, shown(path), settings, given)


def _read_file(file: BinaryIO, uri: str, settings: CaptureSettings, given: Given) -> Iterator[Item]:
    stream = Stream(partial(_fetch, file))
    budget = Budget(settings, stream)
    on_disk = file if _is_regular(file) else None
    yield from _read(Source(stream, uri, settings, budget, given, fetched_at=given.collected, file=on_disk))


def _fetch(file: BinaryIO, size: int) -> bytes:
    try:
        return file.read(size)
    except OSError as error:
        raise RejectedError("unreadable", error.strerror or "cannot be read") from None


def _is_regular(file: BinaryIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(file.fileno()).st_mode) and file.tell() == 0
    except (OSError, ValueError):
        return False


def _read(source: Source) -> Iterator[Item]:
    """Yield what a source holds; whatever goes wrong with it becomes a rejection."""
    try:
        yield from _read_kind(source)
    except RejectedError as error:
        yield source.rejection(error)


def _read_kind(source: Source) -> Iterator[Item]:
    if source.depth > source.settings.max_nesting:
        raise RejectedError("too-deep", f"archives within archives, more than {source.settings.max_nesting}")
    head = source.stream.peek(HEAD)
    if not head:
        source.stream.read(1)  # raises what kept the stream from being read
    match _kind(head, source):
        case Kind.GZIP:
            stream = Stream(Gunzip(source.stream, source.budget).read)
            around = {"container": source.container or source.uri, "offset": source.offset or 0}
            yield from _read(source.within(stream, **around))
        case Kind.ZIP:
            yield from zip_captures(source, _read)
        case Kind.WARC:
            yield from warc_captures(source, _read)
        case Kind.FEED:
            yield from feed_captures(source)
        case Kind.JSON:
            yield from json_captures(source)
        case Kind.HTML:
            yield source.capture(source.stream.read_all(source.settings.max_bytes), "text/html")
        case Kind.TEXT:
            yield source.capture(source.stream.read_all(source.settings.max_bytes), "text/plain")


def _kind(head: bytes, source: Source) -> Kind:
    try:
        return sniff(head)
    except RejectedError:
        if source.depth and len(head) == HEAD:
            source.stream.read_all(source.settings.max_bytes)  # tells a bomb from an image
        raise
