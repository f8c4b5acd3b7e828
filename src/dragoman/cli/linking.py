"""The commands about what belongs together: linking, entities, judgements, disagreements, histories, stories."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import FromOption, JsonOption, LimitOption, RecordOption, ToOption, open_record
from dragoman.cli.output import console, errors, json_line, line, print_table
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.views.entity import EntityPage
    from dragoman.views.history import HistoryPage

__all__ = ["different", "disagreements", "entities", "entity", "history", "judgements", "link", "same", "undo"]

_LABELS = ("person", "office", "country", "organisation", "place", "people")
_SHOWN = 8  # rows of each kind that the page of an entity shows

ThingArgument = Annotated[str, typer.Argument(metavar="NAME|ID", help="A name in the record, or the id of an entry.")]
ByOption = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who judges (default: your user name).")]
WhyOption = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason; it is kept with the judgement.")]


def link(
    context: typer.Context,
    anew: Annotated[bool, typer.Option("--anew", help="Link everything again, not only what is new.")] = False,
    record: RecordOption = None,
) -> None:
    """Bring together what belongs together: copies, people and bodies, events, measures, deadlines, stories.

    add does this at its end. People's judgements stay, whatever is linked anew.
    """
    with linking_progress() as watch:
        counts = open_record(context, record).link(anew=anew, watch=watch)
    print_table(_counts_columns(), counts.items(), "Nothing to link.")


def entities(
    context: typer.Context,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="A part of any of its names.")] = None,
    label: Annotated[str | None, typer.Option(help="person, office, country, organisation, place or people.")] = None,
    country: Annotated[str | None, typer.Option(metavar="NAME", help="The country that it is or acts for.")] = None,
    limit: LimitOption = None,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """List people, offices, countries and bodies, those that most documents name first."""
    from dragoman.cli.tables import ENTITIES

    if label is not None and label not in _LABELS:
        raise InputError(f"no such label: {label!r}; there are {', '.join(_LABELS)}")
    rows = open_record(context, record).entities(name=name, label=label, country=country, limit=limit)
    print_rows(ENTITIES, rows, as_json, "No such entities.")


def entity(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME|ID", help="Any of its names, or its id.")],
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show one person, country or body.

    Its names and why they are one, its offices over time, whom it met, what sources disagree on, and what is doubtful.
    """
    page = open_record(context, record).entity(name)
    if as_json:
        json_line(page)
    else:
        _print_entity(page)


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
    context: typer.Context, left: str, right: str, judgement: str, why: str, by: str | None, record: RecordOption
) -> None:
    with linking_progress() as watch:
        number, one, other = open_record(context, record).judge(
            left, right, judgement, by=by or _user(), why=why, watch=watch
        )
    console().print(f"judgement {number}: {line(one)} and {line(other)} are {'the ' if judgement == 'same' else ''}"
                    f"{judgement}")  # fmt: skip


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
    console().print(f"judgement {number} is taken back")


def disagreements(
    context: typer.Context,
    kind: Annotated[str | None, typer.Option(help="event, measure, deadline or entity.")] = None,
    slot: Annotated[str | None, typer.Option(help="date, place, number, rate, participant, office, …")] = None,
    limit: LimitOption = None,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """List where independent sources give values that cannot all be right."""
    from dragoman.cli.tables import DISAGREEMENTS

    rows = open_record(context, record).disagreements(kind=kind, slot=slot, limit=limit)
    print_rows(DISAGREEMENTS, rows, as_json, "No disagreements.")


def history(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of an event, measure or deadline, or its beginning.")],
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what became of an event, measure or deadline: every telling, step by step."""
    page = open_record(context, record).history(id)
    if as_json:
        json_line(page)
    else:
        _print_history(page)


@contextmanager
def linking_progress() -> Iterator[Callable[[str, int], None]]:
    """Show how far linking is while standard error is a terminal; give what is to be called with stage and number."""
    from dragoman.cli.output import is_terminal

    if not is_terminal():
        yield lambda stage, left: None
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    text = "linking: {task.fields[stage]}, {task.fields[left]} to go"
    with Progress(SpinnerColumn(), TextColumn(text), TimeElapsedColumn(), console=errors(), transient=True) as bar:
        task = bar.add_task("linking", total=None, stage="", left=0)
        yield lambda stage, left: bar.update(task, stage=stage.replace(":", ", "), left=left)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise InputError("there is no user name here: say who judges with --by NAME") from None
