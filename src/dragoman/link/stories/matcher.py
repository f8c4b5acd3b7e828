"""Which events belong to one story: those that share parties and matter and lie near in time, or one page tells both.

Compared are events across documents, so that a document belongs to every story of which it tells an event. Sharing
the parties alone is never enough: a trade round and a consular case between the same two countries are two stories.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache
from zlib import crc32

from dragoman.edtf import Days
from dragoman.link.judging import Reason, Verdict, weighed
from dragoman.link.nodes import StoryNode
from dragoman.ontology import table

__all__ = ["StoryMatcher"]

_SAME, _UNSURE = 0.7, 0.4
_WORDS = 6
"""Words under which an event is filed: the first by a hash, so that two events choose alike."""
_PARTIES = 2
_HEAD = 6
"""An event is told in the head of a document where it stands among so many first sentences."""
_NEAR = 12
"""Events of one document are compared where so many sentences or fewer lie between them."""
_FOREVER = 9_999


class StoryMatcher:
    """Links events to stories."""

    relation = "story"
    patience = 0.6

    def keys(self, node: StoryNode) -> Iterator[str]:
        """File an event under its places in its documents and, by half-month, under a party with a word."""
        for telling in node.tellings:
            for shift in (0, _NEAR // 2):
                yield f"in:{telling.document}:{shift}:{(telling.at + shift) // _NEAR}"
        if node.told and (_in_head(node) or node.own & node.topic):
            words = _chosen(node.own & node.topic or node.topic)
            for party in _chosen_parties(node.sides):
                for window in _windows(node.told):
                    yield from (f"of:{party}:{window}:{word}" for word in words)

    def compare(self, left: StoryNode, right: StoryNode) -> Verdict:
        """Judge two events by matter, parties, time and the documents that tell both."""
        together = _together(left, right)
        reasons = [_matter(left, right, together=together is not None), *_parties(left, right), *_time(left, right)]
        if together is not None:
            reasons.append(_one_page(left, right, together))
        return weighed(reasons, same=_SAME, unsure=_UNSURE, prior=-0.5)


def _in_head(node: StoryNode) -> bool:
    return any(telling.at < _HEAD for telling in node.tellings)


def _chosen(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (crc32(word.encode()), word))[:_WORDS]


def _chosen_parties(sides: frozenset[str]) -> list[str]:
    return sorted(sides - _generic() or sides, key=lambda side: (crc32(side.encode()), side))[:_PARTIES]


@cache
def _generic() -> frozenset[str]:
    return frozenset(table("stories")["generic"])


def _windows(told: Days) -> list[str]:
    """Return the windows of two months, one beginning each month, that the first and the last day of telling lie in."""
    months = {(int(day[:4]) * 12 + int(day[5:7]) - 1) - back for day in (told.first, told.last) for back in (0, 1)}
    return [f"{month // 12}-{month % 12 + 1:02}" for month in sorted(months)]


# --- reasons -------------------------------------------------------------------------------------------------------


def _matter(left: StoryNode, right: StoryNode, *, together: bool) -> Reason:
    """Weigh the words that both are told by; where one page tells both, only those of their own sentences."""
    own = left.own & right.own
    if together:
        return Reason("matter", min(2.4, 0.8 * len(own)), _said(own))
    near = (left.own & right.topic) | (right.own & left.topic)
    both = left.topic & right.topic
    strength = len(own | (near & both)) + 0.5 * len((near | both) - own - (near & both))
    return Reason("matter", 1.1 * min(strength, 4.0) - 2.2, _said(own | near | both))


def _said(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)) or "no word shared"


def _parties(left: StoryNode, right: StoryNode) -> Iterator[Reason]:
    shared = left.sides & right.sides
    if not left.sides or not right.sides:
        return
    special = shared - _generic()
    if not shared:
        yield Reason("parties", -1.5, "none shared")
    elif special and len(shared) > 1:
        yield Reason("parties", 1.5, ", ".join(sorted(shared)))
    elif special:
        yield Reason("parties", 0.8, ", ".join(sorted(shared)))
    elif left.sides - shared and right.sides - shared:
        yield Reason("parties", -1.0, f"only {', '.join(sorted(shared))}")
    else:
        yield Reason("parties", 0.4, ", ".join(sorted(shared)))


def _time(left: StoryNode, right: StoryNode) -> Iterator[Reason]:
    apart = max(_gap(left.told, right.told), _gap(_when(left), _when(right)))
    if apart >= _FOREVER:
        return
    weight = next(weight for most, weight in ((14, 0.6), (45, 0.2), (120, -0.4), (400, -1.4), (_FOREVER, -3.0)) if apart <= most)
    yield Reason("time", weight, f"{apart} days apart")


def _when(node: StoryNode) -> Days | None:
    return node.date or node.told


@lru_cache(maxsize=1 << 16)
def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _gap(one: Days | None, other: Days | None) -> int:
    """Return how many days lie between two spans of days; 0 where they overlap or one is not known."""
    if one is None or other is None:
        return 0
    first, second = (one, other) if one.first <= other.first else (other, one)
    return max(0, _ordinal(second.first) - _ordinal(first.last))


def _together(left: StoryNode, right: StoryNode) -> int | None:
    """Return how many sentences lie between two events in the page that tells both nearest each other."""
    places = {telling.document: telling.at for telling in left.tellings}
    apart = [abs(places[telling.document] - telling.at) for telling in right.tellings if telling.document in places]
    return min(apart, default=None)


def _one_page(left: StoryNode, right: StoryNode, apart: int) -> Reason:
    weight = 1.2 if apart <= 2 else 0.7 if apart <= 6 else -0.2
    return Reason("page", weight, f"{apart} sentences apart in one page")
