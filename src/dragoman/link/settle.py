"""Verdicts → clusters: greedy agglomeration of one connected component, people's judgements first.

Pairs are joined from the highest score down (average-link clustering with constraints, as in nomenklatura's resolver
and in constrained agglomerative clustering). The result is a function of the set of nodes and judgements: ties are
broken by id, so that the order of arrival cannot matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from dragoman.link.judging import Matcher, Node, Verdict

__all__ = ["settle"]

T = TypeVar("T", bound=Node)
Pair = tuple[str, str]

_COMPARED = 16
"""Of large clusters, so many members each (the first by id) are compared before two clusters join."""


def settle(
    nodes: Mapping[str, T], same: Iterable[Pair], people: Mapping[Pair, str], matcher: Matcher[T]
) -> list[frozenset[str]]:
    """Return the clusters of a component.

    ``same`` are the pairs that the matcher judges the same, ``people`` what people say of pairs (each pair in order of
    its ids). Every node is in one cluster.
    """
    return _Settling(nodes, people, matcher).run(same)


class _Settling(Generic[T]):
    def __init__(self, nodes: Mapping[str, T], people: Mapping[Pair, str], matcher: Matcher[T]) -> None:
        self._nodes, self._matcher = nodes, matcher
        self._people = {pair: said for pair, said in people.items() if pair[0] in nodes and pair[1] in nodes}
        self._vouched = {node for pair, said in self._people.items() if said == "same" for node in pair}
        self._groups: dict[str, set[str]] = {node: {node} for node in nodes}
        self._verdicts: dict[Pair, Verdict] = {}

    def run(self, same: Iterable[Pair]) -> list[frozenset[str]]:
        for left, right in sorted(pair for pair, said in self._people.items() if said == "same"):
            if not self._parted(self._groups[left], self._groups[right]):
                self._join(left, right)
        scored = sorted((-self._verdict(left, right).score, left, right) for left, right in same)
        for _, left, right in scored:
            if self._people.get((left, right), "same") == "same" and self._agree(left, right):
                self._join(left, right)
        return sorted({frozenset(group) for group in self._groups.values()}, key=min)

    def _join(self, left: str, right: str) -> None:
        one, other = self._groups[left], self._groups[right]
        if one is other:
            return
        one |= other
        for node in other:
            self._groups[node] = one

    def _agree(self, left: str, right: str) -> bool:
        one, other = self._groups[left], self._groups[right]
        if one is other:
            return True
        if self._parted(one, other):
            return False
        pairs = [(a, b) for a in self._asked(one) for b in self._asked(other)]
        clashes = sum(self._clash(min(a, b), max(a, b)) for a, b in pairs)
        return clashes <= self._matcher.patience * len(pairs)

    def _asked(self, group: set[str]) -> list[str]:
        """Return the members that are compared before a join; those that a person vouches for are not doubted."""
        return sorted(group - self._vouched)[:_COMPARED]

    def _parted(self, one: set[str], other: set[str]) -> bool:
        return any(
            said == "different" and ((a in one and b in other) or (a in other and b in one))
            for (a, b), said in self._people.items()
        )

    def _clash(self, left: str, right: str) -> bool:
        return (left, right) not in self._people and self._verdict(left, right).judgement == "different"

    def _verdict(self, left: str, right: str) -> Verdict:
        if (left, right) not in self._verdicts:
            self._verdicts[left, right] = self._matcher.compare(self._nodes[left], self._nodes[right])
        return self._verdicts[left, right]
