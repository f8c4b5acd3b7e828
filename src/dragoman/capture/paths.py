"""Paths, folders and globs → the files to read."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator

from dragoman.errors import InputError
from dragoman.model import Rejection

__all__ = ["STDIN", "check", "files", "shown"]

STDIN = "-"


def check(paths: Iterable[str]) -> tuple[str, ...]:
    """Return the paths. Raises InputError for one that names nothing."""
    checked = tuple(os.fspath(path) for path in paths)
    for path in checked:
        if path != STDIN and not _exists(path) and not (glob.has_magic(path) and any(glob.iglob(path, recursive=True))):
            raise InputError(f"no such file, folder or pattern: {shown(path)}")
    return checked


def files(paths: Iterable[str]) -> Iterator[str | Rejection]:
    """Yield the files that paths stand for: folders in sorted order, without hidden files; ``-`` as it is.

    What is in a folder and is no file (a named pipe, a socket, a link to a folder) gives a rejection.
    """
    for path in paths:
        if path == STDIN or _exists(path):
            yield from _below(path, named=True)
        else:
            for match in sorted(glob.iglob(path, recursive=True)):
                yield from _below(match, named=True)


def shown(path: str) -> str:
    """Return a path in characters that can be stored and printed, whatever its bytes are."""
    return os.fsencode(path).decode("utf-8", "backslashreplace").replace("\x00", "\\0")


def _exists(path: str) -> bool:
    try:
        return os.path.lexists(path)
    except ValueError:
        return False


def _below(path: str, *, named: bool) -> Iterator[str | Rejection]:
    """Yield a file, or the files below a folder. A pipe or device is read only where the caller named it."""
    pending = [path]
    while pending:
        path = pending.pop()
        if os.path.isdir(path) and (named or not os.path.islink(path)):
            try:
                names = sorted((name for name in os.listdir(path) if not name.startswith(".")), reverse=True)
            except OSError as error:
                yield _rejected(path, error.strerror or "cannot be opened")
                names = []
            pending += [os.path.join(path, name) for name in names]
        elif fault := None if named else _fault(path):
            yield _rejected(path, fault)
        else:
            yield path
        named = False


def _fault(path: str) -> str | None:
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        return error.strerror or "cannot be opened"
    if stat.S_ISREG(mode):
        return None
    return "a link to a folder, not followed" if stat.S_ISDIR(mode) else "a named pipe, socket or device, not a file"


def _rejected(path: str, detail: str) -> Rejection:
    return Rejection(shown(path), "capture", "unreadable", detail)
