"""WARC archives (ISO 28500) and WET: one page for each response, resource and conversion record."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from http.client import HTTPException, parse_headers

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from dragoman.capture.source import Item, Read, Source, clean
from dragoman.capture.streams import Gunzip, Stream
from dragoman.errors import RejectedError

__all__ = ["warc_captures"]

_TYPES = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_NO_PAGE = re.compile(
    r"(?:image|audio|video|font)/|text/(?:css|javascript|dns)|application/(?:\w+-)?(?:javascript|font)", re.I
)
"""Content types that are clearly no page: what pages load, not what people read. Skipped without a word."""
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})")
_HTTP_HEADER = 64 * 1024
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")


def warc_captures(source: Source, read: Read) -> Iterator[Item]:
    """Yield what the records hold. ``offset`` is that of the record in the archive, of its gzip member if compressed.

    Raises RejectedError where the archive is damaged or ends too early, after everything readable before it.
    """
    packed = Gunzip(source.stream, source.budget) if source.stream.peek(2) == b"\x1f\x8b" else None
    tail = _Tail(Stream(packed.read) if packed else source.stream)
    read_any = False
    for record in _records(tail):
        read_any = True
        offset = packed.member_of(record.stream_pos) if packed else record.stream_pos
        uri = clean(record.headers.get("WARC-Target-URI") or f"{source.uri}@{offset}").strip("<>")
        date = record.headers.get("WARC-Date")
        inside = replace(source, uri=uri, container=source.uri, offset=offset, fetched_at=date)
        yield from _read_record(record, inside, read)
    if not tail.last.endswith((b"\r\n\r\n", b"\n\n")):
        raise RejectedError("truncated", "the archive does not end with a whole record")
    if not read_any:
        raise RejectedError("empty", "an archive without responses, resources or conversions")


class _Tail:
    """The stream as FastWARC wants it, which remembers how it ended: FastWARC is silent on a record that is cut off."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.last = b""

    def tell(self) -> int:
        return self._stream.tell()

    def read(self, size: int) -> bytes:
        piece = self._stream.read(size)
        self.last = (self.last + piece)[-4:]
        return piece


def _records(stream: _Tail) -> Iterator[WarcRecord]:
    # FastWARC's own decoding of HTTP payloads is off: in 2.0 it ends the iteration at the first chunked record.
    options = {"record_types": _TYPES, "parse_http": False, "auto_decode": "none", "stream_detect": False}
    try:
        yield from ArchiveIterator(stream, **options)  # type: ignore[arg-type]
    except OSError as error:
        raise RejectedError("malformed", f"damaged archive: {error}") from None


def _read_record(record: WarcRecord, source: Source, read: Read) -> Iterator[Item]:
    """Yield what one record holds, or why it cannot be read; nothing for what is clearly no page."""
    try:
        block = _block(record, source)
        content_type = record.headers.get("Content-Type") or ""
        if record.record_type == WarcRecordType.response and block.startswith(b"HTTP/"):
            headers, block = _http(block)
            content_type = headers.get("Content-Type", "")
        if _NO_PAGE.match(content_type):
            return
        charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", content_type, re.I)
        given = replace(source.given, url=source.uri) if "://" in source.uri else source.given
        stream = Stream(io.BytesIO(block).read)
        yield from read(source.within(stream, charset=charset[1] if charset else None, given=given))
    except RejectedError as error:
        yield source.rejection(error)


def _block(record: WarcRecord, source: Source) -> bytes:
    limit = source.settings.max_bytes + _HTTP_HEADER
    if "Content-Length" not in record.headers:
        raise RejectedError("truncated", "a record without its length")
    if record.content_length > limit:
        raise RejectedError("too-large", f"a record of {record.content_length:,} bytes")
    parts, size = [], 0
    while size < record.content_length and (piece := record.reader.read(record.content_length - size)):
        parts.append(piece)
        size += len(piece)
    if size < record.content_length:
        raise RejectedError("truncated", f"the record has {size:,} of {record.content_length:,} bytes")
    return b"".join(parts)


def _http(block: bytes) -> tuple[Message, bytes]:
    """Split an HTTP response (RFC 9112) into headers and body. Raises RejectedError for one that brought no page."""
    status = _STATUS.match(block)
    if not status:
        raise RejectedError("malformed", "an HTTP response without a status")
    if not status[1].startswith(b"2"):
        raise RejectedError("no-article", f"HTTP status {status[1].decode()}")
    file = io.BytesIO(block)
    file.readline()
    try:
        headers = parse_headers(file)
    except (HTTPException, ValueError):
        raise RejectedError("malformed", "HTTP headers that cannot be read") from None
    body = file.read()
    chunked = "chunked" in headers.get("Transfer-Encoding", "").lower()
    return headers, _joined(body) if chunked else body


def _joined(body: bytes) -> bytes:
    """Join the chunks of a body; one that does not start with a chunk was joined before it was archived."""
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK_SIZE.match(body, at):
        size = int(match[1], 16)
        if match.end() + size > len(body):
            break
        if not size:
            return b"".join(parts)
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    if not parts:
        return body
    raise RejectedError("truncated", "the HTTP body ends within a chunk")
