"""Runs of words that belong to something, from a logit for each word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

__all__ = ["best_run", "likely_runs"]


def likely_runs(logits: Sequence[float], cost: float) -> list[range]:
    """Return the runs of the likeliest labelling of words as in or out, where each run costs so much.

    The cost closes gaps of a word or two and drops stray words (Viterbi over two states).
    """
    outside, inside = 0.0, float("-inf")
    came_from_inside: list[tuple[bool, bool]] = []
    for logit in logits:
        came_from_inside.append((inside > outside, inside >= outside - cost))
        outside, inside = max(outside, inside), max(inside, outside - cost) + logit
    state, states = inside > outside, []
    for step in reversed(came_from_inside):
        states.append(state)
        state = step[state]
    groups = [(member, [at for at, _ in rows]) for member, rows in groupby(enumerate(reversed(states)), lambda r: r[1])]
    return [range(places[0], places[-1] + 1) for member, places in groups if member]


def best_run(logits: Sequence[float]) -> range | None:
    """Return the run with the highest sum of logits, None where no word has one above zero (Kadane's algorithm)."""
    best, found = 0.0, None
    total, start = 0.0, 0
    for at, logit in enumerate(logits):
        if total <= 0:
            total, start = 0.0, at
        total += logit
        if total > best:
            best, found = total, range(start, at + 1)
    return found
