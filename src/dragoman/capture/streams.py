"""Reading forward in bounded pieces: what every format is read through."""

from __future__ import annotations

import re
import sys
import zlib
from array import array
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.errors import RejectedError
from dragoman.settings import CaptureSettings

__all__ = ["CHUNK", "Budget", "Found", "Gunzip", "Stream", "Window"]

CHUNK = 64 * 1024
"""How many bytes are asked for at a time."""


class Stream:
    """A forward reader over a function that returns at most so many bytes, and none at the end.

    An error of that function is raised when all bytes before it have been read.
    """

    def __init__(self, fetch: Callable[[int], bytes]) -> None:
        self._fetch = fetch
        self._buffer = bytearray()
        self._at = 0
        self._ended = False
        self._error: RejectedError | None = None

    def tell(self) -> int:
        """Return how many bytes have been read."""
        return self._at

    def peek(self, size: int) -> bytes:
        """Return the next ``size`` bytes without reading them; fewer before the end or an error."""
        self._fill(size)
        return bytes(self._buffer[:size])

    def read(self, size: int) -> bytes:
        """Read ``size`` bytes; fewer before the end or an error, none at the end.

        Raises RejectedError where the stream cannot be read further.
        """
        piece = self.peek(size)
        if not piece and self._error:
            raise self._error
        del self._buffer[: len(piece)]
        self._at += len(piece)
        return piece

    def read_all(self, limit: int) -> bytes:
        """Read to the end. Raises RejectedError ("too-large") where that is more than ``limit`` bytes."""
        parts, size = [], 0
        while piece := self.read(CHUNK):
            parts.append(piece)
            size += len(piece)
            if size > limit:
                raise RejectedError("too-large", f"more than {limit:,} bytes")
        return b"".join(parts)

    def _fill(self, size: int) -> None:
        while len(self._buffer) < size and not self._ended:
            try:
                piece = self._fetch(max(CHUNK, size - len(self._buffer)))
            except RejectedError as error:
                piece, self._error = b"", error
            self._buffer += piece
            self._ended = not piece


@dataclass(slots=True)
class Budget:
    """What one file may expand to, all archives within it taken together.

    ``root`` is the stream of the file itself; ``size`` its length where it is read in place. ``made`` counts the bytes
    that decompression gave.
    """

    settings: CaptureSettings
    root: Stream
    size: int = 0
    made: int = 0

    @property
    def fed(self) -> int:
        """How many bytes of the file itself went into that."""
        return max(self.size, self.root.tell())

    @property
    def exhausted(self) -> bool:
        """Tell whether more was made than is allowed."""
        return self.made > self.settings.max_bytes and self.made > self.settings.max_expansion * self.fed

    def spend(self, size: int) -> None:
        """Count bytes that decompression gave. Raises RejectedError ("bomb") where that is too many."""
        self.made += size
        if self.exhausted:
            raise RejectedError("bomb", f"{self.fed:,} bytes expand to {self.made:,} and more")


class Gunzip:
    """Decompresses a gzip stream of one or more members (RFC 1952); ``read`` serves as a stream's fetch function."""

    def __init__(self, stream: Stream, budget: Budget) -> None:
        self._stream = stream
        self._budget = budget
        self._member: zlib._Decompress | None = None
        self._made = 0
        self._starts: deque[tuple[int, int]] = deque()

    def read(self, size: int) -> bytes:
        """Return at most ``size`` decompressed bytes. Raises RejectedError ("truncated", "malformed", "bomb")."""
        while self._member or self._next_member():
            assert self._member is not None
            packed = self._stream.peek(CHUNK)
            try:
                data = self._member.decompress(packed, size)
            except zlib.error as error:
                raise RejectedError("malformed", f"damaged gzip stream: {error}") from None
            self._stream.read(len(packed) - len(self._member.unconsumed_tail) - len(self._member.unused_data))
            if self._member.eof:
                self._member = None
            elif not data and not packed:
                self._stream.read(1)  # an error of the stream itself comes first
                raise RejectedError("truncated", "the gzip stream ends too early")
            self._made += len(data)
            self._budget.spend(len(data))
            if data:
                return data
        return b""

    def member_of(self, offset: int) -> int:
        """Return where in the compressed stream the member starts that holds a decompressed offset.

        Asked in ascending order only: what lies before is forgotten.
        """
        while len(self._starts) > 1 and self._starts[1][0] <= offset:
            self._starts.popleft()
        return self._starts[0][1]

    def _next_member(self) -> bool:
        """Start the next member; False at the end. Anything else after a member is passed over, as in gzip."""
        head = self._stream.peek(2)
        if head == b"\x1f":
            raise RejectedError("truncated", "the gzip stream ends within a header")
        if head != b"\x1f\x8b":
            return False
        self._starts.append((self._made, self._stream.tell()))
        self._member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        return True


@dataclass(frozen=True, slots=True)
class Found:
    """Where a pattern was found, in code units from the start of the window's stream, and the bytes that it matched."""

    start: int
    end: int
    bytes: bytes


class Window:
    """A sliding view on a stream of text in one byte for each code unit, so that any encoding is searched in one way.

    UTF-16 and UTF-32 are narrowed: a unit beyond ASCII becomes 0x7F. In other encodings a unit is a byte. ``limit`` is
    how many units a search may have to keep.
    """

    _OVERLAP = 128  # a match that the end of what is there may have cut is no longer than this

    def __init__(self, stream: Stream, charset: str | None, limit: int) -> None:
        self.limit = limit
        self.start = 0
        self._stream = stream
        self._origin = stream.tell()
        self._width = {"utf-16": 2, "utf-32": 4}.get((charset or "")[:6], 1)
        self._big = (charset or "").endswith("be")
        self._narrow = bytearray()
        self._raw = self._narrow if self._width == 1 else bytearray()

    @property
    def end(self) -> int:
        """The position after the last unit that is there."""
        return self.start + len(self._narrow)

    def more(self) -> bool:
        """Read on; False at the end."""
        piece = self._stream.read(CHUNK)
        if not piece:
            return False
        self._raw += piece
        if self._width > 1:
            self._narrow += self._narrowed(len(self._narrow) * self._width)
        return True

    def search(self, pattern: re.Pattern[bytes], at: int) -> Found | None:
        """Find a pattern from a position on, reading on as needed; None where the stream ends without it.

        Raises RejectedError ("too-large") where more than ``limit`` units lie between.
        """
        resume = at
        while not (match := pattern.search(self._narrow, max(resume - self.start, 0))):
            resume = max(at, self.end - self._OVERLAP)
            if self.end - at > self.limit:
                raise RejectedError("too-large", f"more than {self.limit:,} bytes without an end")
            if not self.more():
                return None
        return Found(match.start() + self.start, match.end() + self.start, match.group())

    def skip(self, pattern: re.Pattern[bytes], at: int) -> Found | None:
        """Find a pattern of one unit however far it is, forgetting what lies between."""
        self.release(at)
        while not (match := pattern.search(self._narrow)):
            self.release(self.end)
            if not self.more():
                return None
        return Found(match.start() + self.start, match.end() + self.start, match.group())

    def text(self, start: int, end: int) -> bytes:
        """Return the narrowed units of a range that has not been released."""
        return bytes(self._narrow[start - self.start : end - self.start])

    def raw(self, start: int, end: int) -> bytes:
        """Return the bytes of a range that has not been released."""
        return bytes(self._raw[(start - self.start) * self._width : (end - self.start) * self._width])

    def offset(self, at: int) -> int:
        """Return the byte offset of a position in the stream."""
        return self._origin + at * self._width

    def release(self, upto: int) -> None:
        """Forget everything before a position."""
        count = min(max(upto - self.start, 0), len(self._narrow))
        del self._narrow[:count]
        if self._width > 1:
            del self._raw[: count * self._width]
        self.start += count

    def _narrowed(self, start: int) -> bytes:
        whole = len(self._raw) - (len(self._raw) - start) % self._width
        units = array("H" if self._width == 2 else "I", bytes(self._raw[start:whole]))
        if self._big != (sys.byteorder == "big"):
            units.byteswap()
        return bytes(unit if unit < 0x80 else 0x7F for unit in units)
