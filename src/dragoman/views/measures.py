"""Measures and their rates: one row for what the sources tell alike, rows of their own where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from dragoman.edtf import parse_days
from dragoman.store.names import name_words
from dragoman.store.rows import Citation, MeasureRow
from dragoman.views.paper import Notes, Table, TableRow
from dragoman.views.wording import capital, day, listed, named, rate

__all__ = ["Measure", "by_rate", "disagreements", "leading", "merged", "schedule"]

_FIELDS = ("imposer", "target", "product", "rate", "unit", "effective")  # those that a telling may leave empty
_HALF_LIFE = 20.0  # days after which a measure weighs half in the choice for the summary

_NONE = "–"  # a cell of the table that no source fills
_UNRATED = 0.5  # what a measure without a rate weighs there


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure as one or more sentences tell it; ``row`` has each field that any of them fills."""

    row: MeasureRow
    citations: tuple[Citation, ...]


def merged(rows: Iterable[MeasureRow]) -> list[Measure]:
    """Return the measures by imposer, target and date. Tellings that differ only in what they leave empty are one.

    A telling that fits several fuller ones that contradict each other stays by itself.
    """
    found: list[Measure] = []
    for row in sorted(rows, key=lambda row: (-sum(_filled(row)), row.id)):
        fitting = [at for at, other in enumerate(found) if _fits(row, other.row)]
        if len(fitting) == 1:
            [at] = fitting
            found[at] = Measure(_joined(found[at].row, row), (*found[at].citations, row.citation))
        else:
            found.append(Measure(row, (row.citation,)))
    return sorted(found, key=lambda measure: _order(measure.row))


def _filled(row: MeasureRow) -> list[bool]:
    return [getattr(row, name) is not None for name in _FIELDS]


def _fits(row: MeasureRow, other: MeasureRow) -> bool:
    """Tell whether one telling says nothing that the other does not say or leave open."""
    if (row.instrument, row.status) != (other.instrument, other.status):
        return False
    pairs = [(getattr(row, name), getattr(other, name)) for name in _FIELDS]
    if all(one is None or two is None for one, two in pairs):
        return False
    return all(_same(one, two) for one, two in pairs)


def _same(one: str | float | None, two: str | float | None) -> bool:
    if isinstance(one, str) and isinstance(two, str):
        return name_words(one) == name_words(two)
    return one is None or two is None or one == two


def _joined(row: MeasureRow, other: MeasureRow) -> MeasureRow:
    missing = {name: getattr(other, name) for name in _FIELDS if getattr(row, name) is None}
    return replace(row, **missing)


def _order(row: MeasureRow) -> tuple[str, ...]:
    return row.imposer or "~", row.target or "~", row.effective or "~", row.product or "", row.status, row.id


def schedule(measures: Sequence[Measure], notes: Notes) -> Table | None:
    """Return the table of measures and rates without its empty columns, None where there is none.

    Those whom one side lays the same thing on from the same day stand in one row, unless there is a rate.
    """
    rows = tuple(
        TableRow(_cells(several), notes.cite(citation for measure in several for citation in measure.citations))
        for several in _together(measures)
    )
    headings = ("Imposed by", "On", "Measure", "Product", "Rate", "Status", "From")
    kept = [at for at in range(len(headings)) if any(row.cells[at] != _NONE for row in rows)]
    shown = tuple(TableRow(tuple(row.cells[at] for at in kept), row.notes) for row in rows)
    return Table(tuple(headings[at] for at in kept), shown) if rows else None


def _together(measures: Iterable[Measure]) -> list[list[Measure]]:
    found: dict[tuple[object, ...], list[Measure]] = {}
    for measure in measures:
        row = measure.row
        alike = (row.imposer, row.instrument, row.product, row.status, row.effective)
        found.setdefault(alike if row.rate is None and row.imposer else (row.id,), []).append(measure)
    return list(found.values())


def _cells(measures: Sequence[Measure]) -> tuple[str, ...]:
    row = measures[0].row
    targets = dict.fromkeys(measure.row.target for measure in measures if measure.row.target)
    start = day(row.effective) if row.effective else _NONE
    amount = rate(row.rate, row.unit) or _NONE
    imposer, target = row.imposer or "not stated", capital("; ".join(targets) or "not stated")
    return imposer, target, row.instrument, row.product or _NONE, amount, row.status, start


def disagreements(measures: Iterable[Measure]) -> list[tuple[str, list[Measure]]]:
    """Return measures of which the sources give different rates from the same day: in words, and who tells which."""
    rated = [measure for measure in measures if measure.row.rate is not None and measure.row.effective]
    found = []
    for _, group in groupby(sorted(rated, key=lambda measure: _same_day(measure.row)), lambda m: _same_day(m.row)):
        several = sorted(group, key=lambda measure: -(measure.row.rate or 0))
        products = {name_words(measure.row.product) for measure in several if measure.row.product}
        if len({measure.row.rate for measure in several}) > 1 and len(products) < 2:
            found.append((_subject(several[0].row), several))
    return found


def _same_day(row: MeasureRow) -> tuple[str, ...]:
    return row.imposer or "", row.target or "", row.instrument, row.unit or "", row.status, row.effective or ""


def _subject(row: MeasureRow) -> str:
    whose = f"the {row.instrument} of {named(row.imposer)}" if row.imposer else f"the {row.instrument}"
    return f"{whose}{f' on {named(row.target)}' if row.target else ''} from {day(row.effective or '')}"


# --- in the summary ---------------------------------------------------------------------------------------------


def leading(measures: Iterable[Measure], newest: date) -> tuple[str, list[Citation]] | None:
    """Return the measures of one side from one day that are most and newest, as a sentence, with their citations."""
    named_ones = [measure for measure in measures if measure.row.imposer]
    regimes = [list(group) for _, group in groupby(sorted(named_ones, key=_regime), _regime)]
    if not regimes:
        return None
    chosen = min(regimes, key=lambda several: (-sum(_weight(one, newest) for one in several), _regime(several[0])))
    return _in_words(chosen), [citation for measure in chosen for citation in measure.citations]


def _regime(measure: Measure) -> tuple[str, str, str, str]:
    row = measure.row
    return row.imposer or "", row.instrument, row.status, row.effective or ""


def _weight(measure: Measure, newest: date) -> float:
    days = [found.last for citation in measure.citations if (found := parse_days(citation.published))]
    if not days:
        return 0.1
    rated = 1.0 if measure.row.rate is not None else _UNRATED
    return rated * float(0.5 ** (max((newest - date.fromisoformat(max(days))).days, 0) / _HALF_LIFE))


def _in_words(measures: Sequence[Measure]) -> str:
    first, several = measures[0].row, len(measures) > 1
    what = "tariffs" if several and first.instrument == "tariff" else first.instrument
    start = f", from {day(first.effective)}" if first.effective else ""
    whose = f"{'Measures' if several else 'Measure'} of {named(first.imposer or '')}"
    return f"{whose}: {what} ({first.status}{start}): {by_rate(measures)}."


def by_rate(measures: Iterable[Measure]) -> str:
    """Return on whom and what measures of one kind are laid, the highest rate first: "25 percent on A and B; 10 …"."""
    found: dict[str, list[str]] = {}
    for measure in sorted(measures, key=lambda measure: (-(measure.row.rate or 0), measure.row.target or "")):
        row = measure.row
        unrated = "no rate given" if row.instrument == "tariff" else ""
        on = found.setdefault(rate(row.rate, row.unit) or unrated, [])
        if (target := _on(row)) and target not in on:
            on.append(target)
    return "; ".join(" on ".join(filter(None, (words, listed(on)))) for words, on in found.items())


def _on(row: MeasureRow) -> str:
    """Return what a measure is laid on: "nickel from Indonesia", "Indonesia", "nickel"."""
    target = named(row.target) if row.target else ""
    return " from ".join(filter(None, (row.product, target))) if row.instrument == "tariff" else target
