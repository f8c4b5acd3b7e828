"""Which deadline replaced which: July 9, then August 1.

A chain follows from what documents say of a date ("initially", "postponed until") and from the same matter told later
with a later date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations

from dragoman.link.deadlines.features import about, between, countries_of, gist_of, parties_of
from dragoman.link.deadlines.state import date_of
from dragoman.link.nodes import DeadlineNode
from dragoman.ontology import table

__all__ = ["Replacement", "chain_marks", "replaces"]


@dataclass(frozen=True, slots=True)
class Replacement:
    """That one deadline took the place of another: ids of the clusters, ids of the tellings that show it, and why."""

    new: str
    old: str
    evidence: tuple[str, ...]
    said: str


_MOVED: frozenset[str] = frozenset({"former", "extended"})
_ONE_WORD, _TWO_WORDS = 1.0, 1.7
"""Weights of a matter with one and with two words of the gist in common."""
_LONGEST_MOVE = 240
"""Days by which a deadline may be put off."""
_MATTER_FLOOR = 2.0
"""Least weight of matter and parties for two dates without a word of extension: the same gist, or one word of it and
the same two parties (the written groups)."""


def replaces(clusters: Mapping[str, Sequence[DeadlineNode]]) -> tuple[Replacement, ...]:
    """Return which deadline replaced which: for each new one the old ones that its tellings show, sorted.

    ``clusters`` holds the tellings of each deadline by its id. Two deadlines are compared where a document tells both,
    or where their matter shares a word; what is returned depends on the clusters alone.
    """
    found: dict[tuple[str, str], Replacement] = {}
    dates = {key: date_of(members) for key, members in clusters.items()}
    for one, other in sorted(_candidates(clusters)):
        new, old = sorted((one, other), key=lambda key: (dates[key].first, key), reverse=True)
        if dates[old].last < dates[new].first and dates[old].apart(dates[new]) <= _LONGEST_MOVE:
            shown = _replacement(new, clusters[new], old, clusters[old])
            if shown:
                found[new, old] = shown
    steps: dict[str, set[str]] = {}
    for new, old in found:
        steps.setdefault(new, set()).add(old)
    return tuple(found[pair] for pair in sorted(found) if not _skips(pair, steps))


def chain_marks(node: DeadlineNode) -> frozenset[str]:
    """Return what tellings of two deadlines have to share to show that one replaced the other.

    That is a document, or a party with a word of what is due in a stretch of time; a telling that can show nothing has
    its document only.
    """
    marks = {f"document {node.document}"}
    if node.status in _MOVED or _could_be_moved(node):
        first = date.fromisoformat(node.date.first).toordinal()
        stretches = {(first - _LONGEST_MOVE // 2) // _LONGEST_MOVE, (first + _LONGEST_MOVE // 2) // _LONGEST_MOVE}
        for party in parties_of(node):
            marks.update(f"{party}|{word}|{stretch}" for word in gist_of(node) for stretch in stretches)
    return frozenset(marks)


def _candidates(clusters: Mapping[str, Sequence[DeadlineNode]]) -> set[tuple[str, str]]:
    blocks: dict[str, set[str]] = {}
    for key, members in clusters.items():
        for mark in set().union(*(chain_marks(node) for node in members)):
            blocks.setdefault(mark, set()).add(key)
    return {pair for keys in blocks.values() for pair in combinations(sorted(keys), 2)}


def _replacement(
    new: str, later: Sequence[DeadlineNode], old: str, earlier: Sequence[DeadlineNode]
) -> Replacement | None:
    documents = {node.document for node in later} & {node.document for node in earlier}
    if documents:
        pairs = [(a, b) for a in later for b in earlier if a.document == b.document]
        together = sorted((a.id, b.id) for a, b in pairs if _moved_in_one(a, b))
        said = "one document tells both dates, the one for the other"
        return Replacement(new, old, together[0], said) if together else None
    scored = ((_moved(a, b), a.id, b.id) for a in later for b in earlier)
    shown = sorted((-weight, a, b) for weight, a, b in scored if weight >= _MATTER_FLOOR)
    return Replacement(new, old, shown[0][1:], "the same matter, told later with a later date") if shown else None


def _moved_in_one(later: DeadlineNode, earlier: DeadlineNode) -> bool:
    """Tell whether a document that tells both dates tells them as old and new: in one sentence, or of one matter."""
    if earlier.sentence == later.sentence:
        return bool({earlier.status, later.status} & _MOVED) or (
            earlier.what == later.what and _replacing().search(later.sentence) is not None
        )
    return earlier.status == "former" and about(later, earlier).weight >= _ONE_WORD


@cache
def _replacing() -> re.Pattern[str]:
    return re.compile(table("matters")["chain"]["moved"], re.IGNORECASE)


def _moved(later: DeadlineNode, earlier: DeadlineNode) -> float:
    """Return how much two tellings of different documents speak for one matter whose date was put off; below 0: no."""
    if later.document == earlier.document or earlier.published is None or later.published is None:
        return -1.0
    if later.published.first < earlier.published.first or later.status in ("former", "missed"):
        return -1.0
    told = later.status == "extended" or earlier.status == "former"
    matter = about(later, earlier).weight
    if not told and (not _one_register(later, earlier) or matter < _TWO_WORDS):
        return -1.0
    parties = between(later, earlier)
    return matter + (parties.weight if parties else 0.0) + (0.7 if told else 0.0)


def _could_be_moved(node: DeadlineNode) -> bool:
    return node.date.single and len(countries_of(node)) > 1


def _one_register(later: DeadlineNode, earlier: DeadlineNode) -> bool:
    """Tell whether two dates may be one date put off though nobody says so: days, the same countries, told later."""
    return (
        _could_be_moved(later)
        and _could_be_moved(earlier)
        and countries_of(later) == countries_of(earlier)
        and later.published is not None
        and earlier.published is not None
        and later.published.first > earlier.published.last
    )


def _skips(pair: tuple[str, str], steps: Mapping[str, set[str]]) -> bool:
    """Tell whether another deadline stands between two: July 9, August 1, August 12 is a chain of two steps."""
    new, old = pair
    return any(old in steps.get(one, ()) for one in steps[new])
