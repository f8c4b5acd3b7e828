"""The commands that list what the record holds.

What a command needs is imported when it runs, so that `--help` answers at once.
"""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from dragoman.cli.options import (
    DocumentOption,
    FromOption,
    JsonOption,
    LimitOption,
    RecordOption,
    TextOption,
    ToOption,
    one_of,
    open_record,
)
from dragoman.cli.output import print_rows

__all__ = ["deadlines", "documents", "events", "measures", "rejected", "tenures"]


def documents(
    context: typer.Context,
    text: TextOption = None,
    genre: Annotated[str | None, typer.Option(help="report, opinion, release or transcript.")] = None,
    since: FromOption = None,
    until: ToOption = None,
    document: DocumentOption = None,
    limit: LimitOption = None,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the documents, by date of publication."""
    from dragoman.cli.tables import DOCUMENTS

    rows = open_record(context, record).documents(
        text=text, genre=genre, since=since, until=until, document=document, limit=limit
    )  # fmt: skip
    print_rows(DOCUMENTS, rows, as_json, "No such documents.")


def events(
    context: typer.Context,
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="Who acts or takes part.")] = None,
    recipient: Annotated[str | None, typer.Option(metavar="NAME", help="To, with or against whom.")] = None,
    kind: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="CONSULT, STATE, AGREE, …")] = None,
    status: Annotated[str | None, typer.Option(help="done, ongoing, planned, proposed, conditional, …")] = None,
    since: FromOption = None,
    until: ToOption = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Where it happens.")] = None,
    text: TextOption = None,
    document: DocumentOption = None,
    limit: LimitOption = None,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the events: who met whom, who said or did what."""
    from dragoman.cli.tables import EVENTS
    from dragoman.model import EVENT_TYPES, STATUSES

    rows = open_record(context, record).events(
        actor=actor, recipient=recipient, type=one_of(kind and kind.upper(), EVENT_TYPES, "type"),
        status=one_of(status, STATUSES, "status"), since=since, until=until, place=place, text=text,
        document=document, limit=limit,
    )  # fmt: skip
    print_rows(EVENTS, rows, as_json, "No such events.")


def measures(
    context: typer.Context,
    imposer: Annotated[str | None, typer.Option(metavar="NAME", help="Who imposes it.")] = None,
    target: Annotated[str | None, typer.Option(metavar="NAME", help="On whom.")] = None,
    instrument: Annotated[str | None, typer.Option(help="tariff, sanctions, visa ban, …")] = None,
    status: Annotated[str | None, typer.Option(help="threatened, announced, in force, suspended, …")] = None,
    since: FromOption = None,
    until: ToOption = None,
    text: TextOption = None,
    document: DocumentOption = None,
    limit: LimitOption = None,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """List tariffs, sanctions and other measures."""
    from dragoman.cli.tables import MEASURES
    from dragoman.model import MeasureStatus

    rows = open_record(context, record).measures(
        imposer=imposer, target=target, instrument=instrument,
        status=one_of(status, get_args(MeasureStatus), "status"), since=since, until=until, text=text,
        document=document, limit=limit,
    )  # fmt: skip
    print_rows(MEASURES, rows, as_json, "No such measures.")


def deadlines(
    context: typer.Context,
    status: Annotated[str | None, typer.Option(help="set, extended, former, met or missed.")] = None,
    since: FromOption = None,
    until: ToOption = None,
    text: TextOption = None,
    document: DocumentOption = None,
    limit: LimitOption = None,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the deadlines, by date."""
    from dragoman.cli.tables import DEADLINES
    from dragoman.model import DeadlineStatus

    rows = open_record(context, record).deadlines(
        status=one_of(status, get_args(DeadlineStatus), "status"), since=since, until=until, text=text,
        document=document, limit=limit,
    )  # fmt: skip
    print_rows(DEADLINES, rows, as_json, "No such deadlines.")


def tenures(
    context: typer.Context,
    person: Annotated[str | None, typer.Option(metavar="NAME", help="Who holds the office.")] = None,
    office: Annotated[str | None, typer.Option(help="A part of the office's name.")] = None,
    of: Annotated[str | None, typer.Option(metavar="NAME", help="The country, body or company.")] = None,
    status: Annotated[str | None, typer.Option(help="current, former, acting, elect or candidate.")] = None,
    text: TextOption = None,
    document: DocumentOption = None,
    limit: LimitOption = None,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """List who holds which office, as the documents say."""
    from dragoman.cli.tables import TENURES
    from dragoman.model import TenureStatus

    rows = open_record(context, record).tenures(
        person=person, office=office, of=of, status=one_of(status, get_args(TenureStatus), "status"), text=text,
        document=document, limit=limit,
    )  # fmt: skip
    print_rows(TENURES, rows, as_json, "No such tenures.")


def rejected(
    context: typer.Context,
    reason: Annotated[str | None, typer.Option(help="empty, binary, malformed, bomb, timeout, …")] = None,
    limit: LimitOption = None,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what could not be read, and why."""
    from dragoman.cli.tables import REJECTIONS
    from dragoman.model import REASONS

    rows = open_record(context, record).rejections(reason=one_of(reason, REASONS, "reason"), limit=limit)
    print_rows(REJECTIONS, rows, as_json, "Nothing was rejected.")
