"""The table of figures in ``docs/quality.md``, written from the baseline."""

from __future__ import annotations

from pathlib import Path

from benchmarks.quality.gate import Baseline

__all__ = ["END", "START", "markdown", "write"]

START, END = "<!-- figures: start -->", "<!-- figures: end -->"
_PARTS = ("", "seeds/", "releases/", "wikinews/")
_RECORD = ("typed", "who", "tenure", "measure", "deadline", "record")


def markdown(baseline: Baseline) -> str:
    """Return the floors as Markdown: the gold record by part, then every other metric."""
    floors, measured = baseline.floors, baseline.measured
    date, machine, python = (measured.get(key, "?") for key in ("date", "machine", "python"))
    lines = [
        f"Measured on {date}, {machine}, Python {python}.",
        "",
        "| gold, dev | all | seeds | releases | Wikinews |",
        "|---|---|---|---|---|",
    ]
    for metric in _RECORD:
        cells = [_cell(floors.get(f"gold/{part}{metric}")) for part in _PARTS]
        lines.append(f"| {metric} | {' | '.join(cells)} |")
    lines += ["", "| metric | floor |", "|---|---|"]
    shown = {f"gold/{part}{metric}" for part in _PARTS for metric in _RECORD}
    lines += [f"| {name} | {_cell(floors[name])} |" for name in sorted(floors) if name not in shown]
    return "\n".join(lines)


def write(path: Path, baseline: Baseline) -> None:
    """Put the table between the two markers of a document. Raises ValueError where a marker is missing."""
    text = path.read_text("utf-8")
    before, after = text.split(START)[0], text.split(END)[-1]
    if START not in text or END not in text:
        raise ValueError(f"{path.name} lacks the markers of the table of figures")
    path.write_text(f"{before}{START}\n{markdown(baseline)}\n{END}{after}", "utf-8")


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
