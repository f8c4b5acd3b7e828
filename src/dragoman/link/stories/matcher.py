"""Which events belong to one story: those that share parties and matter and lie near in time, or one page tells both.

Compared are events across documents, so that a document belongs to every story of which it tells an event. Sharing
the parties alone is never enough: a trade round and a consular case between the same two countries are two stories.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations
from zlib import crc32

from dragoman.edtf import Days
from dragoman.gazetteer import countries
from dragoman.link.judging import Reason, Verdict, weighed
from dragoman.link.nodes import StoryNode
from dragoman.link.stories.words import rare, weight
from dragoman.ontology import table

__all__ = ["KIN", "StoryMatcher"]

# Chosen by pair F1 on the written groups (dev, unseen) and by the largest stories of 300 and 2,000 releases of the
# State Department.
_SAME, _UNSURE = 0.5, 0.4
"""From 0.75 down to 0.5 F1 rises from 81.4 and 71.7 to 89.9 and 76.6; at 0.4 it stays, and stories grow by half."""
KIN = 0.2
"""The score with the first event of a story from which on an event may join it. At 0.05 and without it F1 is the same
and the largest story of 300 releases has 187 events, with it 97; at 0.4 F1 falls to 84.7 and 75.4."""
_APART, _ASIDE = -3.2, -1.9
"""Weights of a matter with no word in common, and of one that only the other event's sentence shares; from -1.6 to -2.2
nothing changes."""
_WORDS = 4
"""Words of each kind under which an event is filed: the first by a hash, so that two events choose alike. 4, 6 and 9
find the same stories."""
_PARTIES = 3
_HEAD = 6
"""An event is told in the head of a document where it stands among so many first sentences: 4 cost 0.7, 10 gain nothing
and compare half as many pairs again."""
_NEAR = 12
"""Events of one document are compared where they stand within so many sentences."""
_PAGES = 0.1
"""The share of an event's pages that tell another too from which on that speaks for one story. Without it the largest
story of 2,000 releases, around an event that 226 of them mention, has 265 documents, with it 96; 0.05 does the same,
0.25 leaves 126."""
_FOREVER = 9_999_999
_TIMES = ((14, 0.6), (45, 0.3), (120, -0.2), (400, -1.0), (_FOREVER, -2.0))
"""What days apart weigh: up to so many days, so much."""


class StoryMatcher:
    """Links events to stories."""

    relation = "story"
    patience = 0.0
    """Not asked for: stories are settled by ancestry (`dragoman.link.ancestry`)."""

    def keys(self, node: StoryNode) -> Iterator[str]:
        """File an event that its documents are about under its places in them, and under a party with a word or party.

        What stands far down in a long document and has no word of its topic is filed nowhere: it is mentioned only.
        """
        if not _is_main(node):
            return
        for telling in node.tellings:
            for shift in (0, _NEAR // 2):
                yield f"in:{telling.document}:{shift}:{(telling.at + shift) // _NEAR}"
        days = node.told or node.date
        parties = _chosen((node.sides | node.scene) - _generic() or node.sides, _PARTIES)
        words = {*_chosen(rare(node.own), _WORDS), *_chosen(rare(node.topic), _WORDS)}
        for party in parties:
            yield from (f"of:{party}:{when}:{word}" for when in _windows(days, 6) for word in sorted(words))
        for one, other in combinations(sorted(parties), 2):
            if not {one, other} & _generic():
                yield from (f"with:{one}:{other}:{when}" for when in _windows(days, 2))

    def compare(self, left: StoryNode, right: StoryNode) -> Verdict:
        """Judge two events by matter, parties, time and the documents that tell both."""
        apart = _apart(left, right)
        if apart is None:
            return weighed([_matter(left, right), *_parties(left, right), *_time(left, right)],
                           same=_SAME, unsure=_UNSURE, prior=-0.5)  # fmt: skip
        late = (reason for reason in _time(left, right) if reason.weight < 0)
        return weighed([_page(left, right, apart), *late], same=_SAME, unsure=_UNSURE, prior=-0.5)


def _is_main(node: StoryNode) -> bool:
    return bool(rare(node.own) & node.topic) or any(telling.at < _HEAD for telling in node.tellings)


def _chosen(words: Iterable[str], most: int) -> list[str]:
    return sorted(words, key=lambda word: (crc32(word.encode()), word))[:most]


@cache
def _generic() -> frozenset[str]:
    return frozenset(table("stories")["generic"])


def _windows(days: Days | None, months: int) -> list[str]:
    """Return the windows that the first and the last of some days lie in, two each: they overlap by so many months.

    Events without a day stand in none.
    """
    if days is None:
        return []
    starts = [(int(day[:4]) * 12 + int(day[5:7]) - 1) // months for day in (days.first, days.last)]
    return [str(start) for start in sorted({start - back for start in starts for back in (0, 1)})]


# --- reasons -------------------------------------------------------------------------------------------------------


def _matter(left: StoryNode, right: StoryNode) -> Reason:
    """Weigh the words of each that the other's pages have too; one that is of something else than they are is apart."""
    ours, theirs = left.own & right.page, right.own & left.page
    topics = left.topic & right.topic
    words = ours | theirs | topics
    cast = min(1.2, 0.6 * len(left.cast & right.cast))
    if (not ours and len(left.own) > 1) or (not theirs and len(right.own) > 1):
        return Reason("matter", cast + (_ASIDE if words else _APART), _said(words))
    least, most = sorted((weight(ours), weight(theirs)))
    strength = least + 0.5 * (most - least) + 0.6 * weight(topics) + cast
    return Reason("matter", 1.3 * min(strength, 3.5) - 2.2, _said(words))


def _said(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)) or "no word shared"


def _parties(left: StoryNode, right: StoryNode) -> Iterator[Reason]:
    """Weigh who is in both; countries count too where a document only plays in them."""
    ours, theirs = left.sides | left.scene, right.sides | right.scene
    shared = (left.sides & theirs) | (right.sides & ours) | (left.scene & right.scene)
    special = len(shared - _generic())
    said = ", ".join(sorted(shared))
    if special > 1:
        yield Reason("parties", 2.0, said)
    elif special and len(shared) > 1:
        yield Reason("parties", 1.3, said)
    elif special:
        yield Reason("parties", 0.9, said)
    elif not shared and ours & _countries() and theirs & _countries():
        yield Reason("parties", -1.5, "none shared")
    elif shared and left.sides - shared and right.sides - shared:
        yield Reason("parties", -1.0, f"only {said}")


@cache
def _countries() -> frozenset[str]:
    return frozenset(countries())


def _time(left: StoryNode, right: StoryNode) -> Iterator[Reason]:
    apart = max(_gap(left.told, right.told), _gap(_when(left), _when(right)))
    value = next(value for most, value in _TIMES if apart <= most)
    yield Reason("time", value, f"{apart} days apart")


def _when(node: StoryNode) -> Days | None:
    return node.date or node.told


def _gap(one: Days | None, other: Days | None) -> int:
    """Return how many days lie between two spans of days; 0 where they overlap or one is not known."""
    return one.apart(other) if one and other else 0


def _apart(left: StoryNode, right: StoryNode) -> int | None:
    """Return how many sentences lie between two events in the page that tells both nearest each other.

    What all pages mention stands beside everything: that few of them tell the other too says nothing.
    """
    places = {telling.document: telling.at for telling in left.tellings}
    apart = [abs(places[telling.document] - telling.at) for telling in right.tellings if telling.document in places]
    if len(apart) < _PAGES * max(len(left.tellings), len(right.tellings)):
        return None
    return min(apart, default=None)


def _page(left: StoryNode, right: StoryNode, apart: int) -> Reason:
    """Weigh that one page tells both: how near, and with which words in common; less than two pages that agree."""
    near = 1.0 if apart <= 2 else 0.6 if apart <= 6 else -0.3
    own = weight(left.own & right.own)
    topical = bool(left.own & left.topic and right.own & right.topic)
    shared = left.sides & right.sides
    value = near + min(0.6, 0.4 * own) + 0.4 * topical + (0.4 if shared else -0.4)
    return Reason("page", value, f"{apart} sentences apart, {_said(left.own & right.own)}")
