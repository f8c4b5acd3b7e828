"""Linking brought up to date: every stage over what is pending for it, in the order in which they rest on each other.

documents → copies → sources, entities → who each chain is → events, measures, deadlines → their summaries → stories.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.link.engine import Run, batches, update
from dragoman.link.layers import COPIES, DEADLINES, ENTITIES, EVENTS, MEASURES
from dragoman.link.people import standing
from dragoman.link.registry import register
from dragoman.link.resolving import resolve, summarise_entities
from dragoman.link.sourcing import note_sources
from dragoman.store import Store, clusters

__all__ = ["AUTHOR", "relink"]

AUTHOR = "dragoman 1"
"""The name under which the program judges. Its number rises with every change of what it would judge."""


def relink(store: Store, at: str, watch: Callable[[str, int], None], *, anew: bool = False) -> None:
    """Bring the links of a record up to date; with ``anew``, build everything that linking has derived again.

    ``at`` is the ISO instant of the judgements. ``watch`` is called with a stage and how many nodes it has yet to look
    at. A run that is stopped goes on where it was.
    """
    run = Run(AUTHOR, at, lambda relation: standing(store, relation), watch)
    if anew:
        with store.transaction():
            clusters.forget(store)
    _each(store, "document", 200, register, run)
    update(store, COPIES, run)
    _each(store, "source", 500, note_sources, run)
    update(store, ENTITIES, run)
    _each(store, "entity:summary", 500, summarise_entities, run)
    _each(store, "resolve", 200, resolve, run)
    for layer in (EVENTS, MEASURES, DEADLINES):
        update(store, layer, run)


def _each(store: Store, stage: str, size: int, step: Callable[[Store, Sequence[str]], None], run: Run) -> None:
    for batch in batches(store, stage, size, run):
        step(store, batch)
