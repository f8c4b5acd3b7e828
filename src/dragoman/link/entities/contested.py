"""Names that fit two persons: which judgements are left open, so that they join neither, or only the likelier one.

Two comparisons that are each right can make two persons one: "Kim" fits two Kims, and a "John Smith" of no country one
in London and one in Washington. What each pair says is not enough to see that; the pairs of a component are.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from dragoman.link.entities.persons import one_part
from dragoman.link.judging import Verdict
from dragoman.link.nodes import Profile

__all__ = ["Pair", "contested"]

Pair = tuple[str, str]
Compare = Callable[[Profile, Profile], Verdict]

CLEARLY = 0.9
"""One fits clearly better than another by so much log-odds: nearly what the same country weighs."""


def contested(nodes: Mapping[str, Profile], same: Iterable[Pair], compare: Compare) -> set[Pair]:
    """Return the pairs of ``same`` (ids in order) that are to be left open.

    A profile named by one part, or one of no country, that fits several others which are not one person, stays with
    the one that fits clearly better, else with none. Of homonyms in several countries the one with more documents fits
    better. The result depends on the set of nodes alone.
    """
    fitting: dict[str, list[str]] = defaultdict(list)
    for pair in sorted(same):
        for node, other in (pair, pair[::-1]):
            if _weaker(nodes[node], nodes[other]):
                fitting[node].append(other)
    return {
        (min(node, other), max(node, other))
        for node, several in fitting.items()
        if len(several) > 1
        for other in _left_open(nodes[node], [nodes[id] for id in several], compare)
    }


def _weaker(node: Profile, other: Profile) -> bool:
    """Tell whether a profile says less of who it is than another: by its name, or by having no country."""
    if node.label != "person":
        return False
    if one_part(node.name) != one_part(other.name):
        return one_part(node.name)
    return node.country is None and other.country is not None


def _left_open(node: Profile, several: list[Profile], compare: Compare) -> set[str]:
    """Return the ids of those that a profile fits but does not join."""
    scored = {other.id: _fit(node, other, compare) for other in several}
    best = min(several, key=lambda other: (-scored[other.id], other.id))
    rivals = [other for other in several if other is not best and _apart(best, other, compare)]
    near = any(scored[other.id] > scored[best.id] - CLEARLY for other in rivals)
    return {other.id for other in rivals} | ({best.id} if near else set())


def _fit(node: Profile, other: Profile, compare: Compare) -> float:
    """Return how well a profile fits another, in log-odds; between homonyms the number of documents counts."""
    score = compare(node, other).score
    fit = math.log(score / (1 - score)) if score < 1 else 30.0
    return fit if one_part(node.name) else fit + math.log(max(1, other.documents))


def _apart(one: Profile, other: Profile, compare: Compare) -> bool:
    """Tell whether two profiles are different persons, or homonyms in two countries."""
    judgement = compare(one, other).judgement
    abroad = one.country is not None and other.country is not None and one.country != other.country
    return judgement == "different" or (judgement == "unsure" and abroad)

