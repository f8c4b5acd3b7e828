"""How far a command is, shown on standard error while that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dragoman.cli.output import errors

if TYPE_CHECKING:
    from dragoman.model import Reading

__all__ = ["linking_progress", "reading_progress"]


@contextmanager
def reading_progress() -> Iterator[Callable[[Reading], None]]:
    """Show a progress bar while standard error is a terminal; give what is to be called with each reading."""
    if not sys.stderr.isatty():
        yield lambda reading: None
        return
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    counts = {"pages": 0, "documents": 0, "rejected": 0}
    text = "{task.fields[pages]} pages, {task.fields[documents]} documents, {task.fields[rejected]} rejected"
    with Progress(
        SpinnerColumn(), BarColumn(), TextColumn(text), TimeElapsedColumn(), console=errors(), transient=True
    ) as bar:
        task = bar.add_task("reading", total=None, **counts)  # type: ignore[arg-type]

        def watch(reading: Reading) -> None:
            counts["pages"] += 1
            counts["documents"] += len(reading.documents)
            counts["rejected"] += len(reading.rejections)
            bar.update(task, **counts)  # type: ignore[arg-type]

        yield watch


@contextmanager
def linking_progress() -> Iterator[Callable[[str, int], None]]:
    """Show how far linking is while standard error is a terminal; give what is to be called with stage and number."""
    if not sys.stderr.isatty():
        yield lambda stage, left: None
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    text = "linking: {task.fields[stage]}, {task.fields[left]} to go"
    with Progress(SpinnerColumn(), TextColumn(text), TimeElapsedColumn(), console=errors(), transient=True) as bar:
        task = bar.add_task("linking", total=None, stage="", left=0)
        yield lambda stage, left: bar.update(task, stage=stage.replace(":", ", "), left=left)
