"""The commands about what belongs together: linking, entities, histories, stories, disagreements."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman.cli.options import (
    FromOption,
    JsonOption,
    LimitOption,
    PathsArgument,
    RecordOption,
    ToOption,
    one_of,
    open_record,
)
from dragoman.cli.output import errors, json_line, line, print_rows, print_table
from dragoman.cli.progress import linking_progress

__all__ = ["commitments", "disagreements", "entities", "entity", "history", "know", "link", "stories"]

_SHOWN = 10  # rejected lines that are shown
_STATUSES = ("open", "met", "refused", "lapsed")
_KINDS = ("promise", "demand", "threat")
_LABELS = ("person", "office", "country", "organisation", "place", "people")


def link(
    context: typer.Context,
    anew: Annotated[bool, typer.Option("--anew", help="Link everything again, not only what is new.")] = False,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring together what belongs together: copies, people and bodies, events, measures, deadlines, stories.

    add does this at its end. People's judgements stay, whatever is linked anew.
    """
    from dragoman.cli.tables import COUNTS

    with linking_progress() as watch:
        counts = open_record(context, record).link(anew=anew, watch=watch)
    if as_json:
        json_line(counts)
    else:
        print_table(COUNTS, counts.items(), "Nothing to link.")


def know(
    context: typer.Context,
    paths: PathsArgument,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take in known entities: names and offices from FollowTheMoney or Wikidata JSON lines.

    Nothing is fetched. Linking uses them: the names of one known person or body are one, and offices have their days.
    The same files again change nothing. Exit status: 0 everything was read, 1 lines were rejected, 2 nothing was read.
    """
    from dragoman.cli.tables import COUNTS

    with linking_progress() as watch:
        learned = open_record(context, record).know(paths, stdin=sys.stdin.buffer, watch=watch)
    if as_json:
        json_line(learned)
    else:
        counts = {"known entities": learned.entities, "new": learned.new, "changed": learned.changed,
                  "names in the record": learned.concerned, "rejected lines": len(learned.rejected)}  # fmt: skip
        print_table(COUNTS, counts.items(), "")
        for refused in learned.rejected[:_SHOWN]:
            where = f"{refused.path}, line {refused.line}" if refused.line else "an entity"
            errors().print(line(f"rejected {where}: {refused.reason}"))
        if len(learned.rejected) > _SHOWN:
            errors().print(f"… and {len(learned.rejected) - _SHOWN} more (--json shows all)")
    raise typer.Exit(0 if not learned.rejected else 1 if learned.entities else 2)


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

    label = one_of(label, _LABELS, "label")
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
    from dragoman.cli.pages import print_entity

    page = open_record(context, record).entity(name)
    if as_json:
        json_line(page)
    else:
        print_entity(page)


def commitments(
    context: typer.Context,
    status: Annotated[str | None, typer.Option(help="open, met, refused or lapsed.")] = None,
    kind: Annotated[str | None, typer.Option(help="promise, demand or threat.")] = None,
    entity: Annotated[str | None, typer.Option(metavar="NAME", help="Who made it, or to whom it is addressed.")] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DAY", help="The day by which it is due (default: of the newest document)."),
    ] = None,
    limit: LimitOption = None,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """List promises, demands and threats, those made last first, and whether they were met, refused or lapsed.

    Lapsed is what was due by a day that has gone by, and what nothing in the record answers.
    """
    from dragoman.cli.pages import print_commitments

    status, kind = one_of(status, _STATUSES, "status"), one_of(kind, _KINDS, "kind")
    opened = open_record(context, record)
    rows = opened.commitments(as_of=as_of, status=status, kind=kind, entity=entity, limit=limit)
    if as_json:
        print_rows((), rows, True, "")
    else:
        print_commitments(rows)


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
    """Show what became of an event, measure or deadline: every telling, step by step.

    Of a document: its copies and versions, with what each changes.
    """
    from dragoman.cli.pages import print_copies, print_history

    page = open_record(context, record).history(id)
    if as_json:
        json_line(page)
    elif page.copies:
        print_copies(page.copies)
    else:
        print_history(page)


def stories(
    context: typer.Context,
    id: Annotated[str | None, typer.Argument(metavar="[ID]", help="One story, by the beginning of its id.")] = None,
    entity: Annotated[str | None, typer.Option(metavar="NAME", help="Somebody who takes part.")] = None,
    since: FromOption = None,
    until: ToOption = None,
    least: Annotated[int, typer.Option(min=1, metavar="N", help="At least so many documents.")] = 2,
    limit: LimitOption = None,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the developments that documents tell of over time, those told last first; with an ID, show one.

    A story is shown with its turning points and its documents. A document may belong to two.
    """
    from dragoman.cli.pages import print_story
    from dragoman.cli.tables import STORIES

    opened = open_record(context, record)
    if id is None:
        rows = opened.stories(entity=entity, since=since, until=until, least=least, limit=limit)
        print_rows(STORIES, rows, as_json, f"No stories of {least} documents or more.")
    elif as_json:
        json_line(opened.story(id))
    else:
        print_story(opened.story(id))
