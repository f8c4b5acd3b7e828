"""The themes of a brief, and its summary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from dragoman.model import EventType
from dragoman.views.frames import SPEECH, is_told
from dragoman.views.groups import LIGHT, Group
from dragoman.views.material import Material, opinion
from dragoman.views.measures import leading, schedule
from dragoman.views.paper import Paragraph, Section, Statement, place
from dragoman.views.wording import counted, day, distinct

__all__ = ["sections", "summary"]

_POINTS = 5  # of the summary
_PER_SPEAKER = 4
_MANY = ("MOBILIZE", "COERCE", "ASSAULT", "PROTEST")  # what is reported again and again
_CITED = 5  # of such further reports
_SOON = 400  # days: later deadlines stand in the summary only where there is no other
_HELD = ("done", "ongoing")
_OFF = ("cancelled", "postponed", "denied")


def _encounter(group: Group) -> bool:
    return group.lead.type == "CONSULT" and group.lead.status in _HELD


def _off(group: Group) -> bool:
    return group.lead.type == "CONSULT" and group.lead.status in _OFF


def _of(groups: Iterable[Group], *types: EventType) -> list[Group]:
    return [group for group in groups if group.lead.type in types]


# --- summary ----------------------------------------------------------------------------------------------------


def summary(material: Material) -> tuple[Statement, ...]:
    """Return the most consequential points, three to five of different kinds."""
    groups = material.groups
    kinds = (
        [group for group in groups if _encounter(group)],
        _of(groups, "REQUEST", "THREATEN", "REJECT"),
        _of(groups, "AGREE"),
        [group for group in groups if _off(group)],
    )
    tops = [kind[0] for kind in kinds if kind]
    points = [material.state(group) for group in tops[:1]]
    points += _main_measures(material)
    points += [material.state(group) for group in tops[1 : _POINTS - 2]]
    return (*points, *_next_deadlines(material))


def _main_measures(material: Material) -> Iterator[Statement]:
    """Yield the measures that one side has announced or imposed from one day on, with the rates."""
    if found := leading(material.measures, material.as_of):
        text, citations = found
        yield Statement(text, material.notes.cite(citations))


def _next_deadlines(material: Material) -> Iterator[Statement]:
    """Yield the next two days on which something is due, as one point."""
    ahead = [row for row in material.deadlines if row.status in ("set", "extended") and material.is_ahead(row.date)]
    soon = {row.date for row in ahead if (material.days_left(row.date) or 0) <= _SOON}
    days = sorted(soon or {row.date for row in ahead})[:2]
    if not days:
        return
    parts = []
    for date in days:
        rows = [row for row in ahead if row.date == date]
        told = opinion(row.citation for row in rows)
        parts.append(f"{day(date)} ({material.left_in_words(date)}): {distinct(row.what for row in rows)[0]}{told}")
    notes = material.notes.cite(row.citation for row in ahead if row.date in days)
    yield Statement(f"Due next: {'; '.join(parts)}.", notes)


# --- sections ---------------------------------------------------------------------------------------------------


def sections(material: Material) -> tuple[Section, ...]:
    """Return the themes that the record has something on, with paragraphs numbered through."""
    groups, numbers = material.groups, count(1)
    found = (
        _section("Who met, called or wrote to whom", filter(_encounter, groups), material, numbers),
        _positions(_of(groups, "STATE", "REQUEST", "SUPPORT"), material, numbers),
        _section("Agreed, promised and given", _of(groups, "AGREE", "COOPERATE", "AID", "CONCEDE"), material, numbers),
        _measures(_of(groups, "SANCTION", "THREATEN"), material, numbers),
        _section(
            "Disputes, refusals and what fell through",
            [group for group in groups if _off(group) or group.lead.type in ("ACCUSE", "REJECT", "PROTEST")],
            material, numbers,
        ),
        _section("Security and use of force", _of(groups, "MOBILIZE", "COERCE", "ASSAULT"), material, numbers),
    )  # fmt: skip
    return tuple(section for section in found if section.paragraphs or section.table)


def _section(title: str, groups: Iterable[Group], material: Material, numbers: Iterator[int]) -> Section:
    """Return a theme with one paragraph for each of its weightiest acts, in the order of their dates."""
    several = list(groups)
    heavy = _once(group for group in several if group.weight >= LIGHT)
    chosen = sorted(_alike(heavy)[: material.per_theme], key=lambda alike: alike[0].order)
    paragraphs = tuple(Paragraph(next(numbers), _statements(alike, material)) for alike in chosen)
    return Section(title, paragraphs, omitted=len(several) - sum(map(len, chosen)))


def _alike(groups: Iterable[Group]) -> list[list[Group]]:
    """Return acts in lists of one, but uses of force and protests with others of the same parties."""
    found: dict[object, list[Group]] = {}
    for group in groups:
        row = group.lead
        found.setdefault((row.type, row.actors, row.recipients) if row.type in _MANY else row.id, []).append(group)
    return list(found.values())


def _statements(alike: list[Group], material: Material) -> tuple[Statement, ...]:
    """Return the weightiest of acts that are alike, and where the others stand."""
    first, *others = alike
    stated = material.state(first)
    if not others:
        return (stated,)
    more = material.notes.cite(group.lead.citation for group in others[:_CITED])
    return stated, Statement(f"{counted(len(others), 'further report')} of the same kind.", more)


def _once(groups: Iterable[Group]) -> list[Group]:
    """Return acts without what was said and fits no sentence of ours, where the party's sentence is cited anyway."""
    several = list(groups)
    seen: set[tuple[object, ...]] = set()
    cited = {_sentence(group) for group in several if is_told(group.lead)}
    kept = []
    for group in several:
        if group.lead.type in SPEECH and not is_told(group.lead):
            if _sentence(group) in cited | seen:
                continue
            seen.add(_sentence(group))
        kept.append(group)
    return kept


def _sentence(group: Group) -> tuple[object, ...]:
    row = group.lead
    return row.actors, place(row.citation)


def _positions(groups: list[Group], material: Material, numbers: Iterator[int]) -> Section:
    """Return what each side said, asked and offered: one paragraph for each speaker."""
    speakers: dict[tuple[str, ...], list[Group]] = {}
    for group in groups:
        if group.lead.actors:
            speakers.setdefault(group.lead.actors, []).append(group)
    paragraphs, told = [], 0
    for several in list(speakers.values())[: material.per_theme]:
        chosen = sorted(_once(several)[:_PER_SPEAKER], key=lambda group: group.order)
        before = [None, *(group.lead.date for group in chosen[:-1])]
        statements = (
            material.state(group, dated=group.lead.date != last) for group, last in zip(chosen, before, strict=True)
        )
        paragraphs.append(Paragraph(next(numbers), tuple(statements)))
        told += len(chosen)
    return Section("Positions: said, asked and offered", tuple(paragraphs), omitted=len(groups) - told)


def _measures(groups: list[Group], material: Material, numbers: Iterator[int]) -> Section:
    """Return the table of measures and rates, and what was done or threatened in other sentences than the table's."""
    shown = {place(citation) for measure in material.measures for citation in measure.citations}
    others = [group for group in groups if shown.isdisjoint(place(row.citation) for row in group.rows)]
    section = _section("Measures and rates", others, material, numbers)
    return replace(section, table=schedule(material.measures, material.notes))
