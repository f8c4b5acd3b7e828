"""The commands about what belongs together: linking, entities, judgements, disagreements, histories, stories."""

from __future__ import annotations

import getpass
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import FromOption, JsonOption, LimitOption, RecordOption, ToOption, one_of, open_record
from dragoman.cli.output import console, json_line, line, print_rows, print_table
from dragoman.cli.progress import linking_progress
from dragoman.errors import InputError

if TYPE_CHECKING:
    from dragoman.store.judgements import JudgementRow
    from dragoman.store.world import HappeningRow
    from dragoman.views.copies import CopiesPage, Copy
    from dragoman.views.entity import Counterpart, EntityPage, OfficeHeld
    from dragoman.views.history import HistoryPage, Moved
    from dragoman.views.story import PartOf, StoryPage

__all__ = [
    "different", "disagreements", "entities", "entity", "history", "judgements", "link", "same", "stories", "undo",
]  # fmt: skip

_LABELS = ("person", "office", "country", "organisation", "place", "people")
_SHOWN = 8  # rows of each kind that the page of an entity shows
_MANY = 30  # documents that the page of a story shows
_WHOLE = 0.95  # a share that counts as all

ThingArgument = Annotated[str, typer.Argument(metavar="NAME|ID", help="A name in the record, or the id of an entry.")]
ByOption = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who judges (default: your user name).")]
WhyOption = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason; it is kept with the judgement.")]


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
    context: typer.Context, left: str, right: str, judgement: str, why: str, by: str | None, record: Path | None
) -> None:
    with linking_progress() as watch:
        given = open_record(context, record).judge(
            left, right, judgement, by=by or _user(), why=why, watch=watch
        )  # fmt: skip
    console().print(line(f"judgement {given.number}: {given.left} and {given.right} are {given.judgement}"))


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
    """Show what became of an event, measure or deadline: every telling, step by step.

    Of a document: its copies and versions, with what each changes.
    """
    from dragoman.views.history import HistoryPage

    page = open_record(context, record).history(id)
    if as_json:
        json_line(page)
    elif isinstance(page, HistoryPage):
        _print_history(page)
    else:
        _print_copies(page)


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
    from dragoman.cli.tables import STORIES

    opened = open_record(context, record)
    if id is None:
        rows = opened.stories(entity=entity, since=since, until=until, least=least, limit=limit)
        print_rows(STORIES, rows, as_json, f"No stories of {least} documents or more.")
    elif as_json:
        json_line(opened.story(id))
    else:
        _print_story(opened.story(id))


def _print_entity(page: EntityPage) -> None:
    out, row = console(), page.entity
    out.print(line(f"{row.name} ({', '.join(filter(None, (row.label, row.country)))})"), style="bold")
    out.print(line(f"entity {row.id}, named in {_counted(row.documents, 'document')}"), style="dim")
    names = dict.fromkeys(name for profile in page.profiles for name in profile.names)
    _print_lines("Names", names)
    _print_lines("Offices, as documents say", map(_office, page.offices))
    _print_lines("Met, called or wrote to", map(_counterpart, page.counterparts))
    _print_lines("Events, the latest first", map(_happening, reversed(page.events)))
    _print_lines("Sources disagree", (row.said for row in page.disagreements))
    _print_lines("One because", map(_reasons, page.joined))
    called = {profile.id: f"{profile.names[0]} [{profile.id[:8]}]" for profile in (*page.profiles, *page.others)}
    doubtful = (f"{called[row.left]} and {called[row.right]}? {_reasons(row)}" for row in page.doubtful)
    _print_lines("For review", doubtful)


def _print_history(page: HistoryPage) -> None:
    out = console()
    if page.happening:
        out.print(line(_happening(page.happening)), style="bold")
    out.print(line(f"{page.kind} {page.id}: {page.status}"), style="dim" if page.happening else "bold")
    for step in page.steps:
        said = [step.status, f"for {step.date}" if step.date else "", f"told {step.said or 'on no known day'}"]
        out.print()
        out.print(line(f"{', '.join(filter(None, said))} ({_counted(step.sources, 'source')})"), style="bold")
        for telling in step.tellings:
            citation = telling.entry.citation
            by = f"{telling.entry.id[:8]}  {telling.source}, {citation.published or 'undated'}:"
            out.print(f"  {line(by)}", style="cyan")
            out.print(f"  “{line(citation.sentence)}”")
    _print_lines("Dates", map(_moved, page.moved))
    _print_lines("Sources disagree", (row.said for row in page.disagreements))


def _print_copies(page: CopiesPage) -> None:
    out = console()
    out.print(line(f"{page.origin.title or '(no title)'} [{page.origin.document[:8]}]"), style="bold")
    out.print(line(f"{_shown_in(page.origin)}; the word of {page.source}"), style="dim")
    if not page.others:
        out.print("No other document has this text.")
    for copy in page.others:
        out.print()
        out.print(line(f"{_shown_in(copy)}: {copy.title or '(no title)'} [{copy.document[:8]}]"), style="bold")
        for change in copy.changes or ("word for word the same",):
            out.print(f"  {line(change)}")


def _print_story(page: StoryPage) -> None:
    out, row = console(), page.story
    out.print(line(row.name), style="bold")
    told = row.first if row.first == row.last else f"{row.first} to {row.last}"
    counts = (_counted(row.events, "event"), _counted(row.documents, "document"), _counted(row.sources, "source"))
    out.print(line(f"story {row.id}, told {told or 'on no known day'}: {', '.join(counts)}"), style="dim")
    _print_lines("Parties", (party.name for party in row.parties))
    turns = [f"{_happening(turn.event)}: {turn.why}" for turn in page.turns]
    _print_lines("Turning points", turns, most=len(turns))
    _print_lines("Documents", map(_part, page.documents), most=_MANY)


def _part(part: PartOf) -> str:
    row = part.document
    whole = "" if part.share > _WHOLE else f", {part.share:.0%} of its events"
    return f"{row.published or 'undated'}  {part.source}: {row.title or '(no title)'} [{row.id[:8]}]{whole}"


def _shown_in(copy: Copy) -> str:
    return f"{copy.outlet or 'unknown outlet'}, {copy.published or 'undated'}"


def _print_lines(heading: str, lines: Iterable[str], most: int = _SHOWN) -> None:
    """Print lines below a heading, at most so many; nothing where there is none."""
    several = list(lines)
    if not several:
        return
    out = console()
    out.print()
    out.print(heading, style="bold")
    for text in several[:most]:
        out.print(f"  {line(text)}")
    if len(several) > most:
        out.print(f"  … and {len(several) - most} more (--json shows all)", style="dim")


def _office(held: OfficeHeld) -> str:
    of = f" of {held.of}" if held.of else ""
    status = "" if held.status == "current" else f" ({held.status})"
    period = held.first if held.first == held.last else f"{held.first} to {held.last}"
    return f"{held.office}{of}{status}: told {period or 'on no known day'}, {_counted(held.sources, 'source')}"


def _counterpart(one: Counterpart) -> str:
    return f"{one.name}: {_counted(one.times, 'time')}, last {one.last or 'on no known day'} [{one.event[:8]}]"


def _moved(one: Moved) -> str:
    return f"{'replaced by' if one.later else 'replaces'} {one.date} [{one.id[:8]}]: {one.said}"


def _happening(row: HappeningRow) -> str:
    people = ", ".join(party.name for party in row.actors)
    to = ", ".join(party.name for party in row.recipients)
    kind = " ".join(filter(None, (row.type, row.mode)))
    said = f"{row.date or 'undated'}  {kind}, {row.status}: {people}{f' → {to}' if to else ''}"
    return f"{said}{f' ({row.place})' if row.place else ''}, {_counted(row.sources, 'source')} [{row.id[:8]}]"


def _counted(count: int, what: str) -> str:
    from dragoman.views.wording import counted

    return counted(count, what)


def _reasons(row: JudgementRow) -> str:
    who = f"{row.by} says so" if row.person else f"score {row.score:.2f}"
    return f"{'; '.join(row.reasons)} ({who})" if row.reasons else who


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise InputError("there is no user name here: say who judges with --by NAME") from None
