"""The themes of a brief, and its summary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count, groupby

from dragoman.model import EventType
from dragoman.store.rows import MeasureRow
from dragoman.views.groups import Group
from dragoman.views.material import Material, opinion
from dragoman.views.paper import Paragraph, Section, Statement, Table, TableRow
from dragoman.views.wording import capital, day, listed, named, rate

__all__ = ["sections", "summary"]

_POINTS = 5  # of the summary
_PER_SPEAKER = 4
_SOON = 400  # days: later deadlines stand in the summary only where there is no other
_LIGHT = 0.15  # acts that weigh less stay in the record and out of the brief
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
    """Yield the largest group of measures that one side has announced or imposed from one day on, with the rates."""
    groups = [list(rows) for _, rows in groupby(sorted(material.measures, key=_regime), _regime)]
    for rows in sorted(groups, key=lambda rows: (-len(rows), _regime(rows[0])))[:1]:
        yield Statement(_measures_in_words(rows), material.notes.cite(row.citation for row in rows))


def _regime(row: MeasureRow) -> tuple[str, str, str, str]:
    return row.imposer or "", row.instrument, row.status, row.effective or ""


def _measures_in_words(rows: list[MeasureRow]) -> str:
    first = rows[0]
    by_rate: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: (-(row.rate or 0), row.target or "")):
        targets = by_rate.setdefault(rate(row.rate, row.unit), [])
        if row.target and named(row.target) not in targets:
            targets.append(named(row.target))
    unrated = "no rate given" if first.instrument == "tariff" else ""
    parts = [
        f"{words or unrated}{f' on {listed(targets)}' if targets else ''}".strip() for words, targets in by_rate.items()
    ]
    what = "tariffs" if first.instrument == "tariff" else first.instrument
    start = f", from {day(first.effective)}" if first.effective else ""
    whose = f"Measures of {named(first.imposer)}" if first.imposer else "Measures"
    return f"{whose}: {what} ({first.status}{start}): {'; '.join(parts)}."


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
        parts.append(f"{day(date)} ({material.left_in_words(date)}): {rows[0].what}{told}")
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
    heavy = [group for group in several if group.weight >= _LIGHT]
    chosen = sorted(heavy[: material.per_theme], key=lambda group: group.order)
    paragraphs = tuple(Paragraph(next(numbers), (material.state(group),)) for group in chosen)
    return Section(title, paragraphs, omitted=len(several) - len(chosen))


def _positions(groups: list[Group], material: Material, numbers: Iterator[int]) -> Section:
    """Return what each side said, asked and offered: one paragraph for each speaker."""
    speakers: dict[tuple[str, ...], list[Group]] = {}
    for group in groups:
        if group.lead.actors:
            speakers.setdefault(group.lead.actors, []).append(group)
    paragraphs, told = [], 0
    for several in list(speakers.values())[: material.per_theme]:
        chosen = sorted(several[:_PER_SPEAKER], key=lambda group: group.order)
        before = [None, *(group.lead.date for group in chosen[:-1])]
        statements = (
            material.state(group, dated=group.lead.date != last) for group, last in zip(chosen, before, strict=True)
        )
        paragraphs.append(Paragraph(next(numbers), tuple(statements)))
        told += len(chosen)
    return Section("Positions: said, asked and offered", tuple(paragraphs), omitted=len(groups) - told)


def _measures(groups: list[Group], material: Material, numbers: Iterator[int]) -> Section:
    """Return the table of measures and rates, and what else was done or threatened."""
    section = _section("Measures and rates", groups, material, numbers)
    rows: dict[tuple[str, ...], list[MeasureRow]] = {}
    for row in sorted(material.measures, key=lambda row: (row.imposer or "", row.target or "", _regime(row))):
        what = row.instrument + (f", {row.product}" if row.product else "")
        start = day(row.effective) if row.effective else "not stated"
        amount = rate(row.rate, row.unit) or "not stated"
        cells = (row.imposer or "not stated", row.target or "not stated", capital(what), amount, row.status, start)
        rows.setdefault(cells, []).append(row)
    if not rows:
        return section
    table = Table(
        ("Imposed by", "On", "Measure", "Rate", "Status", "In force from"),
        tuple(TableRow(cells, material.notes.cite(row.citation for row in several)) for cells, several in rows.items()),
    )
    return Section(section.title, section.paragraphs, table, section.omitted)
