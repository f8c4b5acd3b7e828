"""A graph of judgements → cells: the parts of it that are settled by themselves.

A cell is a connected component; one with too many nodes is cut at its weakest links, as far as is needed: the cells are
the largest sets of at most so many nodes that hang together by links of some score or higher (a cut of the single-link
dendrogram). They are a function of the graph alone, and found from any of their nodes without looking much further,
so that a change is settled where it is, however far its component reaches.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable

__all__ = ["Links", "cell"]

Links = Callable[[str], Iterable[tuple[float, str]]]
"""The links of a node: the score of each, and the node at its other end."""


def cell(node: str, links: Links, most: int) -> frozenset[str]:
    """Return the cell of a node, which has at most so many nodes.

    From the node on, the best link leads to the next one (Prim). Before it goes below all scores so far, the nodes
    reached are all those that hang together by such scores.

    >>> graph = {"a": [(0.9, "b")], "b": [(0.9, "a"), (0.7, "c")], "c": [(0.7, "b")]}
    >>> [sorted(cell(node, graph.__getitem__, most)) for node, most in (("a", 3), ("a", 2), ("c", 2))]
    [['a', 'b', 'c'], ['a', 'b'], ['c']]
    """
    reached, whole, lowest = {node}, frozenset((node,)), 2.0
    ahead = [(-score, other) for score, other in links(node)]
    heapq.heapify(ahead)
    while ahead:
        below, other = heapq.heappop(ahead)
        if other in reached:
            continue
        if -below < lowest:
            whole, lowest = frozenset(reached), -below
        if len(reached) == most:
            return whole
        reached.add(other)
        for score, beyond in links(other):
            heapq.heappush(ahead, (-score, beyond))
    return frozenset(reached)
