"""What is due next: deadlines, planned encounters and acts, measures that take effect."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from dragoman.views.groups import LIGHT, Group
from dragoman.views.material import Material, opinion
from dragoman.views.measures import Measure, by_rate
from dragoman.views.paper import Section, Table, TableRow, place
from dragoman.views.wording import capital, day, distinct, named

__all__ = ["due", "is_open"]

_AHEAD = ("planned", "proposed", "conditional")
_MOST = 3  # things due on one day that are named
_Item = tuple[str, TableRow]  # what sorts it, and the row


def due(material: Material) -> Section:
    """Return the table of what is ahead on the day of the brief, the nearest first, undated plans last."""
    dated, undated = _plans(material, open_plans=False), list(_plans(material, open_plans=True))
    items = [*_deadlines(material), *_measures(material), *dated, *undated[: material.per_theme]]
    rows = tuple(row for _, row in sorted(items, key=lambda item: item[0]))
    table = Table(("Date", "Days left", "What", "Status"), rows) if rows else None
    return Section("What is due next", table=table, omitted=max(len(undated) - material.per_theme, 0))


def _row(material: Material, date: str | None, what: str, status: str, notes: tuple[int, ...]) -> _Item:
    on, left = (day(date), material.left_in_words(date)) if date else ("no date given", "–")
    return (date or "9999", TableRow((on, left, capital(what), status), notes))


def is_open(group: Group, material: Material) -> bool:
    """Tell whether an act is an encounter that is planned or proposed for no known day."""
    row = group.lead
    ahead = row.type == "CONSULT" and row.status in _AHEAD and row.date is None
    return ahead and len((*row.actors, *row.recipients)) > 1 and group.weight >= LIGHT and material.is_recent(row)


def _deadlines(material: Material) -> Iterator[_Item]:
    """Yield one row for each day on which something is due."""
    open_ones = [row for row in material.deadlines if row.status in ("set", "extended") and material.is_ahead(row.date)]
    for date, group in groupby(sorted(open_ones, key=lambda row: row.date), lambda row: row.date):
        rows = list(group)
        named_ones = [row.what for row in rows if row.what != "deadline"] or ["deadline"]
        what = "; ".join(distinct(named_ones)[:_MOST]) + opinion(row.citation for row in rows)
        status = "deadline, extended" if any(row.status == "extended" for row in rows) else "deadline"
        yield _row(material, date, what, status, material.notes.cite(row.citation for row in rows))


def _measures(material: Material) -> Iterator[_Item]:
    """Yield one row for each day on which measures of one side are to take effect, unless a deadline says so."""
    told = {place(row.citation) for row in material.deadlines if row.status in ("set", "extended")}
    coming = [
        measure
        for measure in material.measures
        if material.is_ahead(measure.row.effective) and told.isdisjoint(place(one) for one in measure.citations)
    ]
    for (date, imposer, instrument), group in groupby(sorted(coming, key=_regime), _regime):
        rows = list(group)
        citations = [citation for measure in rows for citation in measure.citations]
        what = f"{instrument}{f' of {named(imposer)}' if imposer else ''}: {by_rate(rows)}{opinion(citations)}"
        yield _row(material, date, what, "takes effect", material.notes.cite(citations))


def _regime(measure: Measure) -> tuple[str, str, str]:
    return measure.row.effective or "", measure.row.imposer or "", measure.row.instrument


def _plans(material: Material, *, open_plans: bool) -> Iterator[_Item]:
    """Yield planned and proposed encounters without a date, the weightiest first, or what is planned for a day ahead.

    A measure to come stands among the measures already where its day does.
    """
    measured = {measure.row.effective for measure in material.measures}
    for group in material.groups:
        row = group.lead
        wanted = is_open(group, material) if open_plans else material.is_ahead(row.date)
        if row.status not in _AHEAD or not wanted:
            continue
        if row.type != "SANCTION" or row.date not in measured:
            statement = material.state(group, dated=False)
            yield _row(material, row.date, statement.text.removesuffix("."), row.status, statement.notes)
