"""Zip archives of pages. Members are streamed; their names never touch the file system."""

from __future__ import annotations

import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from dragoman.capture.source import Item, Read, Source, clean
from dragoman.capture.streams import CHUNK, Stream
from dragoman.errors import RejectedError
from dragoman.model import Rejection

__all__ = ["zip_captures"]

_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, OverflowError, struct.error)
"""What `zipfile` raises on damaged archives; NotImplementedError is a RuntimeError, UnicodeDecodeError a ValueError."""
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""Others can expand without bound in one step, or ask for gigabytes of memory before the first byte."""
_IN_MEMORY = 8 * 1024 * 1024
_ENTRY = 256
"""Bytes that an entry of the directory may take on average."""


def zip_captures(source: Source, read: Read) -> Iterator[Item]:
    """Yield what the members hold, in the order of the archive, each as ``archive!/name``."""
    with _in_place(source) as file, _opened(file, source) as archive:
        members = [m for m in archive.infolist() if not m.filename.endswith("/") and not _is_hidden(m.filename)]
        _refuse_office(archive)
        if not members:
            raise RejectedError("empty", "an archive without files")
        for member in members:
            yield from _read_member(archive, member, source, read)
            if source.budget.exhausted:
                raise RejectedError("bomb", "the archive expands beyond the limit; the rest of it is not read")


@contextmanager
def _in_place(source: Source) -> Iterator[IO[bytes]]:
    """Give the archive as a file with random access: the file on disk, else a temporary copy."""
    if source.file:
        yield source.file
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as copy:
        size = 0
        while piece := source.stream.read(CHUNK):
            size += copy.write(piece)
            if size > source.settings.max_spooled:
                raise RejectedError("too-large", f"an archive of more than {source.settings.max_spooled:,} bytes")
        yield copy


@contextmanager
def _opened(file: IO[bytes], source: Source) -> Iterator[zipfile.ZipFile]:
    try:
        size, entries = _directory(file)
        most = source.settings.max_members
        if entries > most or size > most * _ENTRY:
            raise RejectedError("bomb", f"an archive with more than {most:,} members")
        archive = zipfile.ZipFile(file)
    except _FAULTS as error:
        raise RejectedError("malformed", f"damaged zip archive: {error}") from None
    if source.depth == 0:
        source.budget.size = file.seek(0, 2)
    with archive:
        yield archive


def _directory(file: IO[bytes]) -> tuple[int, int]:
    """Return the size and the number of entries of the central directory, as the archive's end states them.

    `zipfile` reads the whole directory at once; this is asked before (APPNOTE.TXT 4.3.14 to 4.3.16). Raises
    RejectedError ("truncated") where the archive has no end.
    """
    length = file.seek(0, 2)
    start = max(length - 65_557 - _LOCATOR.size, 0)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise RejectedError("truncated", "the zip archive ends too early: it has no directory")
    _, _, _, _, entries, size, _, _ = _END.unpack_from(tail, at)
    if at >= _LOCATOR.size and tail[at - _LOCATOR.size :].startswith(b"PK\x06\x07"):
        file.seek(min(_LOCATOR.unpack_from(tail, at - _LOCATOR.size)[2], length))
        record = file.read(_END64.size)
        if len(record) == _END64.size:
            *_, entries, size, _ = _END64.unpack(record)
    return size, entries


def _refuse_office(archive: zipfile.ZipFile) -> None:
    names = {member.filename for member in archive.infolist()[:50]}
    if names & {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "AndroidManifest.xml"}:
        raise RejectedError("binary", "an office document, electronic book or program in the form of a zip archive")


def _is_hidden(name: str) -> bool:
    return any(part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in name.split("/"))


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: Source, read: Read) -> Iterator[Item]:
    uri = f"{source.uri}!/{clean(member.filename)}"
    try:
        with _open(archive, member, source) as file:
            stream = Stream(lambda size: _fetch(file, size, source))
            yield from read(source.within(stream, uri=uri, container=source.uri, offset=member.header_offset))
    except RejectedError as error:
        yield Rejection(uri, "capture", error.reason, error.detail, source.uri)  # type: ignore[arg-type]


def _open(archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: Source) -> IO[bytes]:
    settings = source.settings
    if member.flag_bits & 0x1:
        raise RejectedError("encrypted", "protected by a password")
    if member.compress_type not in _METHODS:
        raise RejectedError("malformed", f"compressed by a method that is not read ({member.compress_type})")
    if member.file_size > max(settings.max_bytes, settings.max_expansion * member.compress_size):
        raise RejectedError("bomb", f"{member.compress_size:,} bytes expand to {member.file_size:,}")
    try:
        return archive.open(member)
    except _FAULTS as error:
        raise RejectedError("malformed", f"damaged zip member: {error}") from None


def _fetch(file: IO[bytes], size: int, source: Source) -> bytes:
    try:
        piece = file.read(size)
    except EOFError:
        raise RejectedError("truncated", "the zip member ends too early") from None
    except _FAULTS as error:
        raise RejectedError("malformed", f"damaged zip member: {error}") from None
    source.budget.spend(len(piece))
    return piece
