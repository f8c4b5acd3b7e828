"""What the sources do not say: found by rule from the fields that the record leaves empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from dragoman.store.names import name_words
from dragoman.store.rows import EventRow
from dragoman.views.groups import Group
from dragoman.views.material import Material
from dragoman.views.paper import Statement
from dragoman.views.wording import counted, day, listed, named, rate

__all__ = ["gaps"]

_MOST = 4  # statements of one kind
_AHEAD = ("planned", "proposed")
_ANSWERS = ("AGREE", "REJECT", "SUPPORT", "CONCEDE", "REQUEST", "STATE")
_SPEECH = ("STATE", "REQUEST", "SUPPORT", "AGREE", "ACCUSE", "REJECT", "THREATEN")


def gaps(material: Material) -> tuple[Statement, ...]:
    """Return what a reader should not expect to find in the sources, the weightiest first within each kind."""
    kinds = (_open_plans, _unknown_outcomes, _open_measures, _unanswered, _one_sided, _unheard, _undated)
    return tuple(statement for kind in kinds for statement in islice(kind(material), _MOST))


def _parties(row: EventRow) -> str:
    return listed([named(name) for name in (*row.actors, *row.recipients)])


def _act(row: EventRow) -> str:
    nouns = {"call": "call", "visit": "visit", "message": "message", "multilateral": "talks"}
    return f"{nouns.get(row.mode or '', 'meeting')} of {_parties(row)}"


def _open_plans(material: Material) -> Iterator[Statement]:
    """Encounters ahead without a date or place."""
    for group in _encounters(material, _AHEAD):
        row = group.lead
        missing = [word for word, value in (("date", row.date), ("place", row.place)) if value is None]
        if missing and (row.date is None or material.is_ahead(row.date)):
            text = f"The {row.status} {_act(row)}: the sources give no {' and no '.join(missing)}."
            yield Statement(text, _notes(material, group))


def _unknown_outcomes(material: Material) -> Iterator[Statement]:
    """Encounters planned for a day that has passed, of which nothing says that they took place."""
    held = [group.lead for group in _encounters(material, ("done", "ongoing", "cancelled", "postponed"))]
    for group in _encounters(material, ("planned",)):
        row = group.lead
        if row.date is None or material.is_ahead(row.date) or any(_same_encounter(row, other) for other in held):
            continue
        text = f"The {_act(row)} planned for {day(row.date)}: the record does not hold whether it took place."
        yield Statement(text, _notes(material, group))


def _same_encounter(plan: EventRow, held: EventRow) -> bool:
    there = {name_words(name) for name in (*held.actors, *held.recipients)}
    later = (held.date or held.citation.published or "") >= (plan.citation.published or "")
    return later and {name_words(name) for name in (*plan.actors, *plan.recipients)} <= there


def _open_measures(material: Material) -> Iterator[Statement]:
    """Measures that are coming, without a rate or a day from which they are in force."""
    dated = {(row.imposer, row.target, row.instrument) for row in material.measures if row.effective}
    rated = {(row.imposer, row.target, row.instrument) for row in material.measures if row.rate is not None}
    missing: dict[tuple[str, str], list[int]] = {}
    for row in material.measures:
        key = (row.imposer, row.target, row.instrument)
        if row.status not in ("threatened", "announced"):
            continue
        lacks = [what for what, known in (("from when", dated), ("at what rate", rated)) if key not in known]
        if lacks and (row.instrument == "tariff" or lacks[0] == "from when"):
            lacks = lacks if row.instrument == "tariff" else lacks[:1]
            whose = f"the {row.status} {row.instrument} of {named(row.imposer or 'an unnamed party')} on"
            text = f"{' and '.join(lacks)} {whose} {named(row.target or 'an unnamed party')}"
            missing.setdefault((text, rate(row.rate, row.unit)), []).extend(material.notes.cite([row.citation]))
    for (text, _), notes in missing.items():
        yield Statement(f"The sources do not say {text} would apply.", tuple(sorted(set(notes))))


def _unanswered(material: Material) -> Iterator[Statement]:
    """Requests and offers without a recorded answer of the side that they went to."""
    for group in material.groups:
        row = group.lead
        if row.type != "REQUEST" or not row.actors or not row.recipients or row.status != "done":
            continue
        if any(_answers(other.lead, row) for other in material.groups):
            continue
        asked = f" of {day(row.date)}" if row.date else ""
        text = (
            f"No answer of {listed([named(name) for name in row.recipients])} to the request of "
            f"{listed([named(name) for name in row.actors])}{asked} is recorded."
        )
        yield Statement(text, _notes(material, group))


def _answers(other: EventRow, request: EventRow) -> bool:
    asked = {name_words(name) for name in request.recipients}
    speaks = other.type in _ANSWERS and bool(asked & {name_words(name) for name in other.actors})
    return speaks and (other.date or other.citation.published or "") >= (request.date or "")


def _one_sided(material: Material) -> Iterator[Statement]:
    """Encounters that only one of those who took part tells of."""
    for group in _encounters(material, ("done", "ongoing")):
        sources = {row.source for row in group.rows}
        if len(sources) != 1 or None in sources or len(group.lead.actors) < 2:
            continue
        [source] = sources
        others = [name for name in group.lead.actors if not material.cast.concerns([name], source or "")]
        if len(others) < len(group.lead.actors) and all(name[:1].isupper() for name in others):
            text = (
                f"The account of the {_act(group.lead)} rests on {named(source or '')} alone; "
                f"none by {listed([named(name) for name in others])} is recorded."
            )
            yield Statement(text, _notes(material, group))


def _unheard(material: Material) -> Iterator[Statement]:
    """Parties that others speak to or act against, but that are not heard themselves."""
    heard = {name_words(name) for group in material.groups for row in group.rows for name in row.actors
             if row.type in _SPEECH}  # fmt: skip
    heard |= {name_words(country) for group in material.groups for name in group.lead.actors
              if group.lead.type in _SPEECH and (country := material.cast.country(name))}  # fmt: skip
    addressed = Counter(name for group in material.groups for name in group.lead.recipients if name[:1].isupper())
    silent = [(name, number) for name, number in addressed.most_common() if name_words(name) not in heard]
    if silent:
        named_ones = listed([f"{named(name)} ({counted(number, 'act')})" for name, number in silent[:6]])
        yield Statement(f"Acted upon or spoken to, but not heard in these sources: {named_ones}.")


def _undated(material: Material) -> Iterator[Statement]:
    """Documents whose date is not known."""
    titles = [row.title or row.id for row in material.documents if row.published is None]
    if titles:
        yield Statement(f"The date of {counted(len(titles), 'document')} is not known: {'; '.join(titles[:6])}.")


def _encounters(material: Material, statuses: Iterable[str]) -> Iterator[Group]:
    wanted = set(statuses)
    return (g for g in material.groups if g.lead.type == "CONSULT" and g.lead.status in wanted and g.lead.actors)


def _notes(material: Material, group: Group) -> tuple[int, ...]:
    return material.notes.cite(row.citation for row in group.rows)
