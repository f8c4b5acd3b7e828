"""How alike two groupings of the same mentions are: MUC, B-cubed, CEAF-e and their mean, the CoNLL F1.

A grouping says which mentions are one thing. Each measure compares the *key* (what people say) with the *response*
(what the program says); both group the same mentions, so a mention that the program did not find has to stand in the
response as a group of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Coreference", "Score", "assignment", "b_cubed", "ceaf_e", "compare", "muc"]

Grouping = Mapping[str, Hashable]
"""The name of its group for each mention."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean, 0 where both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Coreference:
    """The three measures of one response."""

    muc: Score
    b_cubed: Score
    ceaf_e: Score

    @property
    def conll(self) -> float:
        """The mean of the three F1, as in the shared task of CoNLL 2012 (Pradhan et al. 2012)."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def compare(key: Grouping, response: Grouping) -> Coreference:
    """Measure a response. Raises ValueError where the two do not group the same mentions."""
    if key.keys() != response.keys():
        raise ValueError(f"key and response group {len(key)} and {len(response)} mentions, not the same ones")
    return Coreference(muc(key, response), b_cubed(key, response), ceaf_e(key, response))


def muc(key: Grouping, response: Grouping) -> Score:
    """Count links (Vilain et al. 1995): of the links that hold a group together, the share that the other side has.

    A group of *n* mentions that the other side cuts into *p* pieces has *n* - 1 links, of which *n* - *p* are there.
    Groups of one mention have no link and do not count.
    """
    return Score(_links(response, key), _links(key, response))


def _links(one: Grouping, other: Grouping) -> float:
    pieces: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, group in one.items():
        pieces[group].add(other[mention])
    needed = len(one) - len(pieces)
    there = len(one) - sum(map(len, pieces.values()))
    return there / needed if needed else 0.0


def b_cubed(key: Grouping, response: Grouping, over: Iterable[str] | None = None) -> Score:
    """Average over mentions (Bagga and Baldwin 1998) the share of those grouped with it that belong there.

    ``over`` limits the average, not the groups, to some mentions: those of one document.
    """
    several = list(key if over is None else over)
    common = Counter((key[mention], response[mention]) for mention in key)
    keys, responses = Counter(key.values()), Counter(response.values())
    pairs = [(key[mention], response[mention]) for mention in several]
    return Score(
        sum(common[pair] / responses[pair[1]] for pair in pairs) / max(1, len(pairs)),
        sum(common[pair] / keys[pair[0]] for pair in pairs) / max(1, len(pairs)),
    )


def ceaf_e(key: Grouping, response: Grouping) -> Score:
    """Pair groups one to one in the best way (Luo 2005, similarity phi-4: the Dice value of two groups).

    The sum of the similarities of the pairs is divided by the number of groups of either side. Groups that share no
    mention add nothing, so that each connected part of the overlaps is paired by itself.
    """
    keys, responses = Counter(key.values()), Counter(response.values())
    common = Counter((key[mention], response[mention]) for mention in key)
    total = 0.0
    for part in _parts(common):
        rows = sorted({pair[0] for pair in part}, key=repr)
        columns = sorted({pair[1] for pair in part}, key=repr)
        row_of, column_of = ({name: at for at, name in enumerate(names)} for names in (rows, columns))
        gain = np.zeros((len(rows), len(columns)))
        for one, other in part:
            gain[row_of[one], column_of[other]] = 2 * common[one, other] / (keys[one] + responses[other])
        total += sum(float(gain[pair]) for pair in assignment(gain))
    return Score(total / max(1, len(responses)), total / max(1, len(keys)))


def _parts(common: Mapping[tuple[Hashable, Hashable], int]) -> list[list[tuple[Hashable, Hashable]]]:
    """Return the connected parts of the graph whose edges are overlapping groups, as lists of edges."""
    edges: dict[tuple[int, Hashable], list[tuple[Hashable, Hashable]]] = defaultdict(list)
    for pair in common:
        edges[0, pair[0]].append(pair)
        edges[1, pair[1]].append(pair)
    parts, seen = [], set()
    for start in edges:
        part, waiting = set(), [start]
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                part.update(edges[node])
                waiting += [(side, pair[side]) for pair in edges[node] for side in (0, 1)]
        if part:
            parts.append(sorted(part, key=repr))
    return parts


def assignment(gain: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return pairs of row and column, each used once, whose gains have the greatest sum; as many as the shorter side.

    The Hungarian method (Kuhn 1955): each row in turn takes the shortest augmenting path under dual prices.
    """
    if gain.shape[0] > gain.shape[1]:
        return sorted((row, column) for column, row in assignment(gain.T))
    rows, columns = gain.shape
    prices, holder = (np.zeros(rows), np.zeros(columns + 1)), np.full(columns + 1, -1)
    for row in range(rows):
        holder[columns] = row  # a column that does not exist: the path starts there
        column, before = _path(-gain, prices, holder)
        while column != columns:
            holder[column], column = holder[before[column]], before[column]
    return sorted((int(row), column) for column, row in enumerate(holder[:columns]) if row >= 0)


def _path(
    cost: NDArray[np.float64], prices: tuple[NDArray[np.float64], NDArray[np.float64]], holder: NDArray[np.int_]
) -> tuple[int, NDArray[np.int_]]:
    """Return the free column that the cheapest path reaches and each column's one before; the prices are renewed."""
    of_row, of_column = prices
    columns = cost.shape[1]
    cheapest, before = np.full(columns, np.inf), np.full(columns, columns)
    visited = np.zeros(columns + 1, dtype=bool)
    column = columns
    while holder[column] >= 0:
        visited[column] = True
        row, free = holder[column], ~visited[:columns]
        reduced = cost[row] - of_row[row] - of_column[:columns]
        better = free & (reduced < cheapest)
        cheapest[better], before[better] = reduced[better], column
        column = int(np.argmin(np.where(free, cheapest, np.inf)))
        step = cheapest[column]
        of_row[holder[visited]] += step
        of_column[visited] -= step
        cheapest[free] -= step
    return column, before
