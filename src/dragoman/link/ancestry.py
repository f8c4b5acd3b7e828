"""Verdicts → clusters, one node after the other: each joins the cluster of its best partner among the earlier ones.

For clusters that grow over time, such as stories, whose graph of judgements hangs together nearly everywhere. Nodes
stand in a total order. A node's parent is, among the earlier nodes that are judged the same, the one with the highest
score whose cluster's head is near enough to the node too (leader clustering, which keeps chains short); its cluster is
its parent's, and a node without a parent is the head of a cluster of its own. People come first: a parent by a person's
word outranks all others and is a head, and no node joins a cluster with an earlier one that it differs from by
a person's word.

Where a node stands follows from the earlier nodes alone. So a change is carried from node to later node, and no
further than places change.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from dragoman.link.judging import Matcher, Node
from dragoman.store import Store, clusters
from dragoman.store.judgements import program_same

__all__ = ["Ancestry", "Lineage", "Place", "beside"]

T = TypeVar("T", bound=Node)
Pair = tuple[str, str]

_BY_PERSON = 1.5  # the score of a link that a person has made: above all others


class Lineage(Protocol[T]):
    """What is asked of a layer: see `dragoman.link.engine.Layer`.

    ``kin`` is the score with the head of a cluster from which on a node may join it.
    """

    @property
    def matcher(self) -> Matcher[T]: ...
    @property
    def load(self) -> Callable[[Store, Sequence[str]], dict[str, T]]: ...
    @property
    def order(self) -> Callable[[T], Any]: ...
    @property
    def kin(self) -> float | None: ...


class Place(NamedTuple):
    """Where a node stands: its cluster, and the head with which it was compared."""

    cluster: str
    head: str


def beside(store: Store, relation: str, nodes: Sequence[str]) -> set[str]:
    """Return the nodes whose place may depend on what some nodes are: their partners, and those of whom they head."""
    led = clusters.of_cells(store, relation, nodes)
    return led.union(*program_same(store, relation, {*nodes, *led}))


class Ancestry(Generic[T]):
    """The places of nodes, found anew where something has changed.

    ``people`` are people's judgements on pairs. ``ahead`` are nodes that will be placed by themselves later on.
    """

    def __init__(self, store: Store, layer: Lineage[T], people: Mapping[Pair, str], ahead: Iterable[str] = ()) -> None:
        self._store, self._layer, self._relation = store, layer, layer.matcher.relation
        self._people, self._ahead = people, frozenset(ahead)
        self._said: dict[str, dict[str, str]] = defaultdict(dict)
        for (left, right), said in people.items():
            self._said[left][right] = self._said[right][left] = said
        self._nodes: dict[str, T] = {}
        self._places: dict[str, Place] = {}
        self._links: dict[str, dict[str, float]] = {}

    def settle(self, nodes: Iterable[str]) -> dict[str, tuple[Place, Place]]:
        """Place some nodes, and all later ones that it touches; return the old and new place of those that moved."""
        start = set(nodes)
        start |= {other for node in start for other in self._said.get(node, ())} - self._ahead
        self._read(start)
        queue = [(self._order(node), node) for node in start if node in self._nodes]
        heapq.heapify(queue)
        seen, moved = {node for _, node in queue}, {}
        while queue:
            _, node = heapq.heappop(queue)
            before, now = self._places[node], self._place(node)
            if now == before:
                continue
            self._places[node] = now
            moved[node] = (before, now)
            later = [other for other in self._later(node) if other not in seen]
            self._read(later)
            seen.update(later)
            for other in later:
                heapq.heappush(queue, (self._order(other), other))
        return moved

    def _place(self, node: str) -> Place:
        own = self._order(node)
        earlier = ((-score, self._order(other), other) for other, score in self._links[node].items())
        for score, order, other in sorted(earlier):
            cluster, head = self._places[other]
            if order < own and not self._parted(node, cluster):
                if -score == _BY_PERSON:
                    return Place(cluster, node)
                if self._near(node, head):
                    return Place(cluster, head)
        return Place(node, node)

    def _near(self, node: str, head: str) -> bool:
        least = self._layer.kin or 0.0
        return self._layer.matcher.compare(self._nodes[node], self._nodes[head]).score >= least

    def _parted(self, node: str, cluster: str) -> bool:
        """Tell whether a person says that a node differs from an earlier one of a cluster."""
        own = self._order(node)
        return any(
            said == "different" and other in self._nodes
            and self._order(other) < own and self._places[other].cluster == cluster
            for other, said in self._said.get(node, {}).items()
        )  # fmt: skip

    def _later(self, node: str) -> Iterator[str]:
        own = self._order(node)
        linked = dict.fromkeys([*self._links[node], *self._said.get(node, ())])
        return (other for other in linked if other in self._nodes and self._order(other) > own
                and other not in self._ahead)  # fmt: skip

    def _order(self, node: str) -> tuple[Any, str]:
        return self._layer.order(self._nodes[node]), node

    def _read(self, nodes: Iterable[str]) -> None:
        """Read some nodes with their links, their partners' places and the heads of those."""
        wanted = [node for node in nodes if node not in self._links]
        found: dict[str, dict[str, float]] = {node: {} for node in wanted}
        for (left, right), score in program_same(self._store, self._relation, wanted).items():
            if (left, right) not in self._people:
                for node, other in ((left, right), (right, left)):
                    if node in found:
                        found[node][other] = score
        for node in wanted:
            found[node] |= {other: _BY_PERSON for other, said in self._said.get(node, {}).items() if said == "same"}
        parted = {other for node in wanted for other in self._said.get(node, ())}
        self._learn({*wanted, *parted}.union(*found.values()))
        for node, links in found.items():
            self._links[node] = {other: score for other, score in links.items() if other in self._nodes}

    def _learn(self, nodes: Iterable[str]) -> None:
        """Learn of some nodes where they stand and what they are, and of the heads of their clusters."""
        new = [node for node in nodes if node not in self._places]
        stored = clusters.places(self._store, self._relation, new)
        self._places |= {node: Place(*place) for node, place in stored.items()}
        several = {*stored, *(head for _, head in stored.values())} - self._nodes.keys()
        self._nodes |= self._layer.load(self._store, sorted(several))
