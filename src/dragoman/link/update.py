"""Linking brought up to date: every stage over what is pending for it, in the order in which they rest on each other.

documents → copies → sources, entities → who each chain is → events, measures, deadlines → their summaries → stories.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.link import disputing
from dragoman.link.engine import Run, batches, update
from dragoman.link.layers import COPIES, DEADLINES, ENTITIES, EVENTS, MEASURES, STORIES
from dragoman.link.people import standing
from dragoman.link.registry import register
from dragoman.link.resolving import resolve, review_posts, summarise_entities
from dragoman.link.sourcing import note_sources
from dragoman.link.storytelling import summarise_stories
from dragoman.link.telling import summarise_events
from dragoman.store import Store, clusters

__all__ = ["AUTHOR", "relink"]

AUTHOR = "dragoman 1"
"""The name under which the program judges. Its number rises with every change of what it would judge."""

Step = Callable[[Store, Sequence[str]], None]

_BATCH = 200  # nodes of a stage in one transaction


def relink(store: Store, at: str, watch: Callable[[str, int], None], *, anew: bool = False) -> None:
    """Bring the links of a record up to date; with ``anew``, build everything that linking has derived again.

    ``at`` is the ISO instant of the judgements. ``watch`` is called with a stage and how many nodes it has yet to look
    at. A run that is stopped goes on where it was.
    """
    run = Run(AUTHOR, at, lambda relation: standing(store, relation), watch)
    if anew:
        with store.transaction():
            clusters.forget(store)
    _each(store, "document", run, register)
    update(store, COPIES, run)
    _each(store, "source", run, note_sources)
    update(store, ENTITIES, run)
    _each(store, "entity:summary", run, summarise_entities, disputing.dispute_entities)
    _each(store, "post", run, review_posts)
    _each(store, "resolve", run, resolve)
    update(store, EVENTS, run)
    update(store, MEASURES, run)
    update(store, DEADLINES, run)
    _each(store, "event:summary", run, summarise_events, disputing.dispute_events)
    _each(store, "measure:summary", run, disputing.dispute_measures)
    _each(store, "deadline:summary", run, disputing.dispute_deadlines)
    update(store, STORIES, run)
    _each(store, "story:summary", run, summarise_stories)


def _each(store: Store, stage: str, run: Run, *steps: Step) -> None:
    for batch in batches(store, stage, _BATCH, run):
        for step in steps:
            step(store, batch)
