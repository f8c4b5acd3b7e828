"""The exceptions that Dragoman raises.

::

    DragomanError
    ├── InputError          what the caller gave cannot be used: a path that is not there, a malformed option
    ├── RejectedError       one capture or document cannot be read; the run records a Rejection and goes on
    ├── PipelineError       steps that do not fit together
    ├── DataError           a table shipped with the program is malformed
    └── RecordError         the record file cannot be used: not a record, damaged, made by a newer version
        └── NotFoundError   the record holds no such entry

Every message is one line: what is wrong and what to do about it.
"""

from __future__ import annotations

__all__ = [
    "DataError",
    "DragomanError",
    "InputError",
    "NotFoundError",
    "PipelineError",
    "RecordError",
    "RejectedError",
]


class DragomanError(Exception):
    """The root of every exception that Dragoman raises on purpose."""


class InputError(DragomanError):
    """What the caller gave cannot be used."""


class RejectedError(DragomanError):
    """One capture or document cannot be read.

    ``reason`` is one of `dragoman.model.REASONS`; ``detail`` says in words what was found.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class PipelineError(DragomanError):
    """A pipeline was put together from steps that do not fit."""


class DataError(DragomanError):
    """A table shipped with the program is malformed."""


class RecordError(DragomanError):
    """The record file cannot be used."""


class NotFoundError(RecordError):
    """The record holds no such entry."""
