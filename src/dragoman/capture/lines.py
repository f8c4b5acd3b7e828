"""Files of one entity, row or object a line → their lines, also out of gzip."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

from dragoman.capture.paths import STDIN, check, files, shown
from dragoman.errors import InputError

__all__ = ["lines"]

_GZIP = b"\x1f\x8b"


def lines(paths: Iterable[str], stdin: BinaryIO | None = None) -> Iterator[tuple[str, int, str]]:
    """Yield file, number from 1 and text of every line; of folders those of the files in them, ``-`` is ``stdin``.

    What is no UTF-8 becomes "\ufffd". Raises InputError where a path names nothing or a file cannot be read.
    """
    for path in files(check(paths)):
        if not isinstance(path, str):
            raise InputError(f"{path.uri} cannot be read: {path.detail}")
        try:
            with _opened(path, stdin) as file:
                for number, line in enumerate(file, 1):
                    yield shown(path), number, line.decode("utf-8", "replace")
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(f"{shown(path)} cannot be read: {getattr(error, 'strerror', None) or error}") from None


def _opened(path: str, stdin: BinaryIO | None) -> BinaryIO:
    if path == STDIN:
        if stdin is None:
            raise InputError("there is no standard input to read")
        return stdin
    with open(path, "rb") as file:
        packed = file.read(2) == _GZIP
    return cast("BinaryIO", gzip.open(path)) if packed else open(path, "rb")
