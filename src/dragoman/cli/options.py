"""The options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.record import Record

__all__ = [
    "DocumentOption",
    "FromOption",
    "JsonOption",
    "LimitOption",
    "MinScoreOption",
    "PathsArgument",
    "RecordOption",
    "TextOption",
    "TimeoutOption",
    "ToOption",
    "WorkersOption",
    "default_workers",
    "one_of",
    "open_record",
]

_DEFAULT_RECORD = "record.db"

RecordOption = Annotated[
    Path | None,
    typer.Option("--record", metavar="PATH", help="The record's file (or DRAGOMAN_RECORD; else record.db here)."),
]
PathsArgument = Annotated[
    list[str],
    typer.Argument(metavar="PATHS...", help="Files, folders, globs, or - for standard input.", show_default=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object per line.")]
FromOption = Annotated[str | None, typer.Option("--from", metavar="DATE", help="From this day, month or year on.")]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Up to this day, month or year.")]
TextOption = Annotated[
    str | None,
    typer.Option("--text", metavar="WORDS", help='Words in the text; "a phrase" in quotes; tariff* for a beginning.'),
]
DocumentOption = Annotated[
    str | None,
    typer.Option("--document", metavar="ID", help="One document: the beginning of its id, or your own id for it."),
]
LimitOption = Annotated[int | None, typer.Option("--limit", min=0, metavar="N", help="At most so many.")]
WorkersOption = Annotated[
    int | None,
    typer.Option("--workers", min=0, metavar="N", help="Worker processes (default: one for each core; 0: none)."),
]
TimeoutOption = Annotated[float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="Time limit for one page.")]

MinScoreOption = Annotated[
    float | None,
    typer.Option(
        "--min-score", min=0.0, max=1.0, metavar="SCORE",
        help="Keep entries with at least this score (default: the thresholds that give the best balance).",
    ),
]  # fmt: skip


def open_record(context: typer.Context, path: Path | None) -> Record:
    """Return the record that was asked for: after the command, before it, by DRAGOMAN_RECORD, or record.db here."""
    from dragoman.record import Record

    record = Record(path or context.obj or _DEFAULT_RECORD)
    context.call_on_close(record.close)
    return record


def default_workers() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def one_of(value: str | None, allowed: Iterable[str], what: str) -> str | None:
    """Return an option's value; raise InputError where it is none of those that there are."""
    if value is not None and value not in allowed:
        raise InputError(f"no such {what}: {value!r}; there are {', '.join(allowed)}")
    return value
