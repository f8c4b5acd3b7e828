"""What the sources do not say: found by rule from the fields that the record leaves empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from dragoman.store.names import name_words
from dragoman.store.rows import EventRow, MeasureRow
from dragoman.views.due import is_open
from dragoman.views.frames import SPEECH
from dragoman.views.groups import LIGHT, Group
from dragoman.views.material import Material
from dragoman.views.measures import Measure, disagreements
from dragoman.views.paper import Statement
from dragoman.views.wording import counted, day, listed, named, rate

__all__ = ["gaps"]

_MOST = 3  # statements of one kind
_NAMED = 4  # encounters in one statement
_ANSWERS = ("AGREE", "REJECT", "SUPPORT", "CONCEDE", "REQUEST", "STATE")


def gaps(material: Material) -> tuple[Statement, ...]:
    """Return what a reader should not expect to find in the sources, the weightiest first within each kind."""
    kinds = (
        _disagreements, _open_plans, _unknown_outcomes, _open_measures, _unanswered, _one_sided, _unheard, _undated,
    )  # fmt: skip
    return tuple(statement for kind in kinds for statement in islice(kind(material), _MOST))


def _parties(row: EventRow) -> str:
    actors, recipients = ([named(name) for name in names] for names in (row.actors, row.recipients))
    if row.mode in ("visit", "message") and recipients:
        return f"{listed(actors)} to {listed(recipients)}"
    return listed([*actors, *recipients])


def _act(row: EventRow) -> str:
    nouns = {"call": "call", "visit": "visit", "message": "message", "multilateral": "talks"}
    return f"{nouns.get(row.mode or '', 'meeting')} of {_parties(row)}"


def _open_plans(material: Material) -> Iterator[Statement]:
    """Encounters ahead without a date, in one statement."""
    found = [group for group in material.groups if is_open(group, material)][:_NAMED]
    if found:
        plans = [f"the {group.lead.status} {_act(group.lead)}" for group in found]
        notes = material.notes.cite(row.citation for group in found for row in group.rows)
        yield Statement(f"No date is given for {'; '.join(plans)}.", notes)


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


def _disagreements(material: Material) -> Iterator[Statement]:
    """Measures of which the sources give different rates."""
    for subject, measures in disagreements(material.measures):
        rates = [f"{rate(one.row.rate, one.row.unit)} ({_outlets(one)})" for one in measures]
        notes = material.notes.cite(citation for one in measures for citation in one.citations)
        text = f"The sources disagree on the rate of {subject}: {', '.join(rates[:-1])} or {rates[-1]}."
        yield Statement(text, notes)


def _outlets(measure: Measure) -> str:
    outlets = dict.fromkeys(citation.outlet or citation.agency or "unknown outlet" for citation in measure.citations)
    return listed(list(outlets))


def _open_measures(material: Material) -> Iterator[Statement]:
    """Tariffs that are coming, without a day from which they are in force, or a rate."""
    missing: dict[tuple[str, str], list[Measure]] = {}
    for measure in material.measures:
        row = measure.row
        coming = row.status in ("threatened", "announced") and row.instrument == "tariff"
        if not (coming and row.imposer and row.target):
            continue
        for what, lacking in (("from when", row.effective is None), ("at what rate", row.rate is None)):
            if lacking and not any(_tells(other.row, row, what) for other in material.measures):
                missing.setdefault((what, row.imposer), []).append(measure)
    for (what, imposer), measures in missing.items():
        targets = listed(list(dict.fromkeys(named(measure.row.target or "") for measure in measures)))
        notes = material.notes.cite(citation for measure in measures for citation in measure.citations)
        text = f"The sources do not say {what} the tariff of {named(imposer)} on {targets} would apply."
        yield Statement(text, notes)


def _tells(other: MeasureRow, row: MeasureRow, what: str) -> bool:
    known = other.effective if what == "from when" else other.rate
    same = (other.imposer, other.target, other.instrument) == (row.imposer, row.target, row.instrument)
    return known is not None and same and (other.product is None or row.product is None or other.product == row.product)


def _unanswered(material: Material) -> Iterator[Statement]:
    """Requests and offers without a recorded answer of the side that they went to."""
    told: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for group in material.groups:
        row = group.lead
        if row.type != "REQUEST" or not row.actors or row.status != "done" or not _matters(material, group):
            continue
        if not any(name[:1].isupper() for name in row.recipients):
            continue
        if any(_answers(other.lead, row) for other in material.groups):
            continue
        parties = (row.actors, row.recipients)
        if parties in told:
            continue
        told.add(parties)
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
        actors = material.cast.without_countries(group.lead.actors)
        others = [name for name in actors if not material.cast.concerns([name], source or "")]
        if 0 < len(others) < len(actors) and all(name[:1].isupper() for name in others):
            text = (
                f"The account of the {_act(group.lead)} rests on {named(source or '')} alone; "
                f"none by {listed([named(name) for name in others])} is recorded."
            )
            yield Statement(text, _notes(material, group))


def _unheard(material: Material) -> Iterator[Statement]:
    """Parties that others speak to or act against, but that are not heard themselves."""
    heard = {name_words(name) for group in material.groups for row in group.rows for name in row.actors
             if row.type in SPEECH}  # fmt: skip
    heard |= {name_words(country) for group in material.groups for name in group.lead.actors
              if group.lead.type in SPEECH and (country := material.cast.country(name))}  # fmt: skip
    addressed = Counter(
        name
        for group in material.groups
        for name in group.lead.recipients
        if name[:1].isupper() and group.lead.type != "REQUEST"  # those without an answer are named already
    )
    silent = [(name, number) for name, number in addressed.most_common() if name_words(name) not in heard]
    if silent:
        named_ones = listed([named(name) for name, _ in silent[:6]])
        yield Statement(f"Addressed or acted upon, but not heard in these sources: {named_ones}.")


def _undated(material: Material) -> Iterator[Statement]:
    """Documents whose date is not known."""
    titles = [row.title or row.id for row in material.documents if row.published is None]
    if titles:
        yield Statement(f"The date of {counted(len(titles), 'document')} is not known: {'; '.join(titles[:6])}.")


def _encounters(material: Material, statuses: Iterable[str]) -> Iterator[Group]:
    wanted = set(statuses)
    return (
        group
        for group in material.groups
        if group.lead.type == "CONSULT" and group.lead.status in wanted and _matters(material, group)
        and len((*group.lead.actors, *group.lead.recipients)) + (group.lead.mode == "visit") > 1
    )  # fmt: skip


def _matters(material: Material, group: Group) -> bool:
    return group.weight >= LIGHT and material.is_recent(group.lead)


def _notes(material: Material, group: Group) -> tuple[int, ...]:
    return material.notes.cite(row.citation for row in group.rows)
