"""Dragoman reads news pages about diplomacy and trade negotiations and keeps a cited record.

>>> import dragoman
>>> record = dragoman.open("record.db")
>>> record.add(["pages/"])                    # doctest: +SKIP
>>> record.events(actor="Wi Sung-lac")        # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from os import PathLike
from typing import TYPE_CHECKING, Any

from dragoman.errors import DragomanError, InputError, NotFoundError, RecordError

if TYPE_CHECKING:
    from dragoman.batch import read
    from dragoman.model import Document, Given
    from dragoman.record import Record
    from dragoman.settings import ReadSettings
    from dragoman.views.brief import BriefSettings

__all__ = [
    "BriefSettings",
    "Document",
    "DragomanError",
    "Given",
    "InputError",
    "NotFoundError",
    "ReadSettings",
    "Record",
    "RecordError",
    "open",
    "read",
]
__version__ = "0.1.0"

_HOME = {
    "BriefSettings": "dragoman.views.brief",
    "Document": "dragoman.model",
    "Given": "dragoman.model",
    "ReadSettings": "dragoman.settings",
    "Record": "dragoman.record",
    "read": "dragoman.batch",
}


def open(path: str | PathLike[str] = "record.db") -> Record:
    """Open a record, as the command line's ``--record`` does.

    A file that is not there yet is made when the first pages are added. Raises RecordError, at the first use, where the
    file is not a record.
    """
    from dragoman.record import Record

    return Record(path)


def __getattr__(name: str) -> Any:
    """Import what is asked for only then, so that `dragoman --version` does not load the readers."""
    if name not in _HOME:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
