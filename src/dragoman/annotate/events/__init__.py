"""Events: acts and encounters between political actors, by a table of triggers over the structure of sentences."""

from __future__ import annotations

from dragoman.annotate.events.assemble import events

__all__ = ["events"]
