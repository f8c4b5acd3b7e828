"""How the terminal shows one entity, one history, one text with its copies, one story."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from dragoman.cli.output import console, errors, print_wrapped
from dragoman.views.wording import counted

if TYPE_CHECKING:
    from dragoman.store.judgements import JudgementRow
    from dragoman.store.known import KnownRow
    from dragoman.store.rows import Citation
    from dragoman.store.world import DisagreementRow, HappeningRow
    from dragoman.views.commitments import CommitmentRow
    from dragoman.views.copies import CopiesPage, Copy
    from dragoman.views.entity import Counterpart, EntityPage, OfficeHeld
    from dragoman.views.history import HistoryPage, Moved, Step, Telling
    from dragoman.views.story import PartOf, StoryPage

__all__ = ["print_commitments", "print_copies", "print_entity", "print_history", "print_story"]

_SHOWN = 8  # rows of each kind that the page of an entity shows
_MANY = 30  # documents that the page of a story shows
_WHOLE = 0.95  # a share that counts as all
_ID = 8  # digits of an id that are shown

Row = TypeVar("Row")


def print_entity(page: EntityPage) -> None:
    """Print what the record knows of one entity."""
    row = page.entity
    _heading(f"{row.name} ({', '.join(filter(None, (row.label, row.country)))})")
    print_wrapped(f"entity {row.id}, named in {counted(row.documents, 'document')}", style="dim")
    _section("Names", _names(name for profile in page.profiles for name in profile.names), print_row)
    _section("Known from elsewhere", page.known, lambda known: print_row(_known(known)))
    _section("Offices, as documents say", page.offices, lambda held: print_row(_office(held)))
    _section("Met, called or wrote to", page.counterparts, lambda one: print_row(_counterpart(one)))
    _section("Events, the latest first", page.events[::-1], lambda event: _event(event, page))
    _section("Sources disagree", page.disagreements, _dispute)
    _section("One because", page.joined, lambda row: print_row(f"{_pair(row)}: {_reasons(row)}"))
    _section("For review", page.doubtful, _doubt)


def print_history(page: HistoryPage) -> None:
    """Print what became of one event, measure or deadline, step by step."""
    if page.happening:
        _heading(_happening(page.happening))
    print_wrapped(f"{page.kind} {page.id}: {page.status}", style="dim" if page.happening else "bold")
    for step in page.steps:
        console().print()
        _heading(_step(step))
        for sentence, tellings in _by_sentence(step.tellings):
            print_wrapped(f"{'; '.join(map(_told_by, tellings))}:", 2, style="cyan")
            print_wrapped(_quoted(sentence), 4, hang=0)
    _section("Dates", page.moved, lambda one: print_row(_moved(one)))
    _section("Sources disagree", page.disagreements, _dispute)


def print_copies(page: CopiesPage) -> None:
    """Print which documents have one text, and what each changes."""
    _heading(f"{page.origin.title or '(no title)'} [{page.origin.document[:_ID]}]")
    print_wrapped(f"{_shown_in(page.origin)}; the word of {page.source}", style="dim")
    if not page.others:
        console().print("No other document has this text.")
    for copy in page.others:
        console().print()
        _heading(f"{_shown_in(copy)}: {copy.title or '(no title)'} [{copy.document[:_ID]}]")
        for change in copy.changes or ("word for word the same",):
            print_row(change)


def print_story(page: StoryPage) -> None:
    """Print one story with its turning points and documents."""
    row = page.story
    _heading(row.name)
    told = row.first if row.first == row.last else f"{row.first} to {row.last}"
    counts = (counted(row.events, "event"), counted(row.documents, "document"), counted(row.sources, "source"))
    print_wrapped(f"story {row.id}, told {told or 'on no known day'}: {', '.join(counts)}", style="dim")
    _section("Parties", [", ".join(party.name for party in row.parties)] if row.parties else [], print_row)
    _section("Turning points", page.turns, lambda turn: print_row(f"{_happening(turn.event)}: {turn.why}"), _MANY)
    _section("Documents", page.documents, lambda part: print_row(_part(part)), _MANY)


def print_commitments(rows: Sequence[CommitmentRow]) -> None:
    """Print commitments, each with its words, its reason and the events that bear on it."""
    if not rows:
        errors().print("No such commitments.")
    for row in rows:
        by, to = (", ".join(side.name for side in sides) for sides in (row.by, row.to))
        due = f", due {row.due}" if row.due else ""
        print_wrapped(f"{row.id[:_ID]}  {row.kind}, {row.status}: {by}{f' → {to}' if to else ''}{due}", style="bold")
        print_wrapped(f"{_quoted(row.told.citation.sentence)} ({_where(row.told.citation)})", 2, hang=0)
        if not row.turns:
            print_wrapped(f"{row.status}{f' since {row.since}' if row.since else ''}: {row.said}", 2)
        for turn in row.turns:
            print_wrapped(f"{turn.status} since {turn.since}: {turn.said} [{turn.event[:_ID]}]", 2)


def print_row(text: str) -> None:
    """Print one row of a section."""
    print_wrapped(text, 2, hang=4)


def _heading(text: str) -> None:
    print_wrapped(text, style="bold")


def _section(heading: str, rows: Iterable[Row], show: Callable[[Row], None], most: int = _SHOWN) -> None:
    """Print rows below a heading, at most so many; nothing where there is none."""
    several = list(rows)
    if not several:
        return
    console().print()
    _heading(heading)
    for row in several[:most]:
        show(row)
    if len(several) > most:
        print_wrapped(f"… and {len(several) - most} more (--json shows all)", 2, style="dim")


# --- rows in words ---------------------------------------------------------------------------------------------------


def _names(names: Iterable[str]) -> Iterable[str]:
    """Return names once each, whatever their case: in small letters where a document has it so."""
    found: dict[str, str] = {}
    for name in names:
        if name.casefold() not in found or found[name.casefold()].isupper():
            found[name.casefold()] = name
    return found.values()


def _office(held: OfficeHeld) -> str:
    of = f" of {held.of}" if held.of else ""
    status = "" if held.status == "current" else f" ({held.status})"
    period = held.first if held.first == held.last else f"{held.first} to {held.last}"
    sources = counted(held.sources, "source")
    return f"{held.office}{of}{status}: told {period or 'on no known day'}, {sources} [{held.entry[:_ID]}]"


def _known(known: KnownRow) -> str:
    offices = [f"{office.name}{f' of {office.of}' if office.of else ''}{_held(office.first, office.last)}"
               for office in known.offices]  # fmt: skip
    return f"{known.name} [{known.id}]{': ' if offices else ''}{'; '.join(offices)}"


def _held(first: str | None, last: str | None) -> str:
    said = [f"from {first}" if first else "", f"until {last}" if last else ""]
    return f" ({' '.join(filter(None, said))})" if any(said) else ""


def _counterpart(one: Counterpart) -> str:
    return f"{one.name}: {counted(one.times, 'time')}, last {one.last or 'on no known day'} [{one.event[:_ID]}]"


def _event(event: HappeningRow, page: EntityPage) -> None:
    print_row(_happening(event))
    if told := page.quotes.get(event.id):
        print_wrapped(f"{_quoted(told.citation.sentence)} ({_where(told.citation)})", 6, hang=0)


def _quoted(sentence: str) -> str:
    """Return a sentence in quotation marks; one that begins with them has its own."""
    return sentence if sentence.startswith(("“", '"')) else f"“{sentence}”"


def _happening(row: HappeningRow) -> str:
    people = ", ".join(party.name for party in row.actors)
    to = ", ".join(party.name for party in row.recipients)
    kind = " ".join(filter(None, (row.type, row.mode)))
    told = f"told {row.told[0]}" if row.told[0] else "undated"
    said = f"{row.date or told}  {kind}, {row.status}: {people or 'nobody named'}{f' → {to}' if to else ''}"
    return f"{said}{f' ({row.place})' if row.place else ''}, {counted(row.sources, 'source')} [{row.id[:_ID]}]"


def _dispute(row: DisagreementRow) -> None:
    print_row(f"{row.said} [{row.subject[:_ID]}]")
    for value in row.values:
        by, entries = ", ".join(value.names), ", ".join(entry[:_ID] for entry in value.entries)
        print_wrapped(f"{row.slot} {value.value}: {by} [{entries}]", 6)


def _doubt(row: JudgementRow) -> None:
    print_row(f"{_pair(row)}: one or two? Score {row.score:.2f}")
    for reason in row.reasons:
        print_wrapped(reason, 6)
    ends = f"{row.left[:_ID]} {row.right[:_ID]}"
    print_wrapped(f"settle it: dragoman same {ends}, or dragoman different {ends}", 6, style="dim")


def _pair(row: JudgementRow) -> str:
    left, right = (f"{called} [{id[:_ID]}]" for called, id in zip(row.called, (row.left, row.right), strict=True))
    return f"{left} and {right}"


def _reasons(row: JudgementRow) -> str:
    who = f"{row.by} says so" if row.person else f"score {row.score:.2f}"
    return f"{'; '.join(row.reasons)} ({who})" if row.reasons else who


def _step(step: Step) -> str:
    said = [step.status, f"for {step.date}" if step.date else "", f"told {step.said or 'on no known day'}"]
    documents = len({telling.entry.citation.document for telling in step.tellings})
    told = [counted(step.sources, "independent source"), counted(documents, "document") if documents > 1 else ""]
    copies = f"{step.copies} of them a copy or version" if step.copies else ""
    return f"{', '.join(filter(None, said))} ({', '.join(filter(None, (*told, copies)))})"


def _by_sentence(tellings: Sequence[Telling]) -> Iterator[tuple[str, list[Telling]]]:
    """Yield each sentence with the tellings that have it, those published first at the top."""
    first = {telling.entry.citation.sentence: at for at, telling in reversed(list(enumerate(tellings)))}
    ordered = sorted(tellings, key=lambda telling: first[telling.entry.citation.sentence])
    for sentence, several in groupby(ordered, key=lambda telling: telling.entry.citation.sentence):
        yield sentence, list(several)


def _told_by(telling: Telling) -> str:
    return f"{telling.entry.id[:_ID]} {_where(telling.entry.citation, telling.source)}"


def _where(citation: Citation, source: str | None = None) -> str:
    """Return in which outlet and when something stands, and whose word it is where that is another."""
    outlet = citation.outlet or source or citation.title or citation.document[:_ID]
    by = f" by {source}" if source and source != outlet and source != citation.document else ""
    return f"{outlet}{by}, {citation.published or 'undated'}"


def _moved(one: Moved) -> str:
    return f"{'replaced by' if one.later else 'replaces'} {one.date} [{one.id[:_ID]}]: {one.said}"


def _part(part: PartOf) -> str:
    row = part.document
    whole = "" if part.share > _WHOLE else f", {part.share:.0%} of its events"
    return f"{row.published or 'undated'}  {part.source}: {row.title or '(no title)'} [{row.id[:_ID]}]{whole}"


def _shown_in(copy: Copy) -> str:
    return f"{copy.outlet or 'unknown outlet'}, {copy.published or 'undated'}"
