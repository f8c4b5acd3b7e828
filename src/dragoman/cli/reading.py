"""The commands that read pages: into the record, or straight to standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import (
    JsonOption,
    MinScoreOption,
    PathsArgument,
    RecordOption,
    TimeoutOption,
    WorkersOption,
    default_workers,
    open_record,
)
from dragoman.cli.output import console, errors, json_line, line
from dragoman.cli.progress import linking_progress, reading_progress
from dragoman.edtf import parse_days
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.model import Document, Given, Rejection
    from dragoman.record import Added
    from dragoman.settings import ReadSettings

__all__ = ["add", "annotate", "extract"]

_TIMEOUT = 30.0
_SHOWN = 10  # rejections shown one by one in the closing table

PublishedOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="When the pages were published, where they do not say it themselves.")
]
CollectedOption = Annotated[
    str | None, typer.Option(metavar="DATE", help='When the pages were saved: what "17 hours ago" counts from.')
]
OutletOption = Annotated[str | None, typer.Option(metavar="NAME", help="The outlet, where the pages do not name it.")]
UrlOption = Annotated[str | None, typer.Option(metavar="URL", help="The address of the page, where it gives none.")]


def add(
    context: typer.Context,
    paths: PathsArgument,
    published: PublishedOption = None,
    collected: CollectedOption = None,
    outlet: OutletOption = None,
    url: UrlOption = None,
    workers: WorkersOption = None,
    timeout: TimeoutOption = _TIMEOUT,
    min_score: MinScoreOption = None,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read pages into the record. The same pages again change nothing.

    Exit status: 0 everything was read, 1 something was rejected, 2 nothing could be read.
    """
    given = _given(published, collected, outlet, url)
    opened = open_record(context, record)
    with reading_progress() as watch:
        added = opened.add(
            paths, given=given, settings=_settings(workers, timeout, min_score), stdin=sys.stdin.buffer, watch=watch,
            link=False,
        )  # fmt: skip
    linked: dict[str, int] = {}
    if added.documents:
        with linking_progress() as linking:
            linked = opened.link(watch=linking)
    if as_json:
        json_line({**_summary(added), "linked": linked})
    else:
        _closing_table(added, linked)
    raise typer.Exit(_status(added.documents, len(added.rejections)))


def extract(
    paths: PathsArgument,
    published: PublishedOption = None,
    collected: CollectedOption = None,
    outlet: OutletOption = None,
    url: UrlOption = None,
    workers: WorkersOption = None,
    timeout: TimeoutOption = _TIMEOUT,
    min_score: MinScoreOption = None,
) -> None:
    """Print what each document says as JSON lines, without a record.

    The format is that of the annotation guide. Exit status as for add.
    """
    from dragoman.export.gold import gold_entry

    settings = _settings(workers, timeout, min_score)
    _print_documents(paths, _given(published, collected, outlet, url), settings, gold_entry)


def annotate(
    paths: PathsArgument,
    published: PublishedOption = None,
    collected: CollectedOption = None,
    outlet: OutletOption = None,
    url: UrlOption = None,
    workers: WorkersOption = None,
    timeout: TimeoutOption = _TIMEOUT,
    min_score: MinScoreOption = None,
) -> None:
    """Print every layer of each document as JSON lines.

    Spans are character offsets into the text. Exit status as for add.
    """
    from dragoman.export.layers import document_layers

    settings = _settings(workers, timeout, min_score)
    _print_documents(paths, _given(published, collected, outlet, url), settings, document_layers)


def _given(published: str | None, collected: str | None, outlet: str | None, url: str | None) -> Given:
    from dragoman.model import Given

    for option, value in (("--published", published), ("--collected", collected)):
        if value is not None and not parse_days(value):
            raise InputError(f"{option} {value!r} is no date: write it as 2025-07-07 or 2025-07-07T09:30:00+09:00")
    return Given(url=url, published=published, outlet=outlet, collected=collected)


def _settings(workers: int | None, timeout: float, min_score: float | None) -> ReadSettings:
    from dragoman.settings import ReadSettings

    count = default_workers() if workers is None else workers
    return replace(ReadSettings(), workers=count, timeout=timeout, min_score=min_score)


def _status(documents: int, rejected: int) -> int:
    if not documents:
        return 2
    return 1 if rejected else 0


def _print_documents(
    paths: list[str], given: Given, settings: ReadSettings, row: Callable[[Document], dict[str, Any]]
) -> None:
    from dragoman.batch import read

    documents = 0
    rejections: list[Rejection] = []
    with reading_progress() as watch:
        for reading in read(paths, settings, given, sys.stdin.buffer):
            watch(reading)
            rejections += reading.rejections
            for document in reading.documents:
                json_line(row(document))
                documents += 1
    for rejection in rejections:
        errors().print(_said(rejection), soft_wrap=True)
    raise typer.Exit(_status(documents, len(rejections)))


def _said(rejection: Rejection) -> str:
    within = f" (in {rejection.container})" if rejection.container else ""
    return line(f"rejected {rejection.uri}{within}: {rejection.reason}: {rejection.detail}")


def _summary(added: Added) -> dict[str, Any]:
    return {
        "pages": added.pages,
        "documents": added.documents,
        "new": added.new,
        "renewed": added.renewed,
        "known": added.known,
        "undated": added.undated,
        "rejected": dict(added.rejected),
        "rejections": [
            {name: getattr(rejection, name) for name in ("uri", "container", "stage", "reason", "detail")}
            for rejection in added.rejections
        ],
        "events": dict(added.events),
        "measures": added.measures,
        "deadlines": added.deadlines,
        "tenures": added.tenures,
        "seconds": round(added.seconds, 2),
    }


def _closing_table(added: Added, linked: dict[str, int]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    parts = {"new": added.new, "read better than before": added.renewed, "known": added.known}
    said = ", ".join(f"{count} {what}" for what, count in parts.items() if count)
    undated = f"; {added.undated} of unknown date (--published sets it)" if added.undated else ""
    table.add_row("Pages", str(added.pages), "")
    table.add_row("Documents", str(added.documents), said + undated)
    by_type = ", ".join(f"{kind} {count}" for kind, count in added.events.most_common())
    table.add_row("Events", str(added.events.total()), by_type)
    for name, count in (("Measures", added.measures), ("Deadlines", added.deadlines), ("Tenures", added.tenures)):
        table.add_row(name, str(count), "")
    why = ", ".join(f"{reason} {count}" for reason, count in added.rejected.most_common())
    table.add_row("Rejected", str(len(added.rejections)), why)
    if linked:
        told = ("events", "told by several sources", "independent sources", "stories", "disagreements")
        table.add_row("Record", str(linked["documents"]), ", ".join(f"{linked[what]} {what}" for what in told))
    table.add_row("Seconds", f"{added.seconds:.1f}", "")
    console().print(table)
    for rejection in added.rejections[:_SHOWN]:
        errors().print(_said(rejection), soft_wrap=True)
    if len(added.rejections) > _SHOWN:
        errors().print(f"… and {len(added.rejections) - _SHOWN} more: `dragoman rejected` lists them")
