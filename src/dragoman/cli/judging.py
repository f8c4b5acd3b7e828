"""The commands of people's judgements: same, different, the log, and taking back."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import JsonOption, LimitOption, RecordOption, one_of, open_record
from dragoman.cli.output import print_rows, print_wrapped
from dragoman.cli.progress import linking_progress
from dragoman.errors import InputError

__all__ = ["different", "judgements", "same", "undo"]

_RELATIONS = ("version-of", "copy", "entity", "namesake", "event", "measure", "deadline", "story")
_JUDGEMENTS = ("same", "different", "unsure", "withdrawn")

ThingArgument = Annotated[str, typer.Argument(metavar="NAME|ID", help="A name in the record, or the id of an entry.")]
ByOption = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who judges (default: your user name).")]
WhyOption = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason; it is kept with the judgement.")]


def same(
    context: typer.Context,
    left: ThingArgument,
    right: ThingArgument,
    why: WhyOption = "",
    by: ByOption = None,
    record: RecordOption = None,
) -> None:
    """Say that two names or two entries are the same. This outranks the program and survives re-reading."""
    _judge(context, left, right, "same", why, by, record)


def different(
    context: typer.Context,
    left: ThingArgument,
    right: ThingArgument,
    why: WhyOption = "",
    by: ByOption = None,
    record: RecordOption = None,
) -> None:
    """Say that two names or two entries are different. This outranks the program and survives re-reading.

    With a name and a document: that the one of this name in this document is somebody else.
    """
    _judge(context, left, right, "different", why, by, record)


def _judge(
    context: typer.Context, left: str, right: str, judgement: str, why: str, by: str | None, record: Path | None
) -> None:
    with linking_progress() as watch:
        given = open_record(context, record).judge(
            left, right, judgement, by=by or _user(), why=why, watch=watch
        )  # fmt: skip
    one, other = (f"{called} [{id[:8]}]" for called, id in zip(given.called, (given.left, given.right), strict=True))
    said = "the same" if judgement == "same" else judgement
    print_wrapped(f"judgement {given.number}: {one} and {other} are {said}; dragoman undo {given.number} takes it back")


def judgements(
    context: typer.Context,
    relation: Annotated[str | None, typer.Option(help="copy, entity, event, measure, deadline or story.")] = None,
    judgement: Annotated[str | None, typer.Option(help="same, different or unsure.")] = None,
    everybody: Annotated[bool, typer.Option("--all", help="The program's judgements too.")] = False,
    limit: LimitOption = 50,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the log of judgements, latest first: people's, and with --all the program's with their reasons."""
    from dragoman.cli.tables import JUDGEMENTS

    relation, judgement = one_of(relation, _RELATIONS, "relation"), one_of(judgement, _JUDGEMENTS, "judgement")
    rows = open_record(context, record).judgements(
        relation=relation, judgement=judgement, person=None if everybody else True, limit=limit
    )
    print_rows(JUDGEMENTS, rows, as_json, "No such judgements.")


def undo(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The number of the judgement.")],
    by: ByOption = None,
    record: RecordOption = None,
) -> None:
    """Take back a person's judgement."""
    with linking_progress() as watch:
        open_record(context, record).undo(number, by=by or _user(), watch=watch)
    print_wrapped(f"judgement {number} is taken back")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise InputError("there is no user name here: say who judges with --by NAME") from None
