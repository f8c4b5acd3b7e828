"""Claims: what each source says of one slot, and which of them cannot all be true."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Generic, Protocol, TypeVar

from dragoman.edtf import Days
from dragoman.model import DisputedValue

__all__ = ["Claim", "Source", "Told", "days_apart", "disputed", "later", "values"]


class Entry(Protocol):
    """A line of the record as disagreements are looked for."""

    @property
    def id(self) -> str:
        """The id of the line."""
        ...

    @property
    def sentence(self) -> str:
        """The sentence that it rests on."""
        ...

    @property
    def published(self) -> Days | None:
        """When its document was published."""
        ...


E = TypeVar("E", bound=Entry)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Source:
    """An independent source: its id and the name by which readers know it."""

    id: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Told(Generic[E]):
    """A line of the record with the independent source that it comes from.

    ``after`` are the sentences of its document that tell more of the same: those that follow, up to the next encounter.
    """

    node: E
    source: Source
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim(Generic[E, V]):
    """What one line gives for a slot: the value as it is compared and the wording that the reader sees."""

    told: Told[E]
    value: V
    wording: str

    @property
    def order(self) -> tuple[str, str]:
        """The canonical order of claims: whatever the order of arrival, the same."""
        return (self.wording, self.told.node.id)


Clash = Callable[[Claim[E, V], Claim[E, V]], bool]


def disputed(
    claims: Iterable[Claim[E, V]], clash: Clash[E, V], like: Callable[[Claim[E, V]], Hashable] = id
) -> tuple[tuple[Claim[E, V], ...], ...]:
    """Return the claims that contradict each other across sources, in groups that agree; empty where none do.

    A source cannot disagree with itself: its latest word counts, and where that is no help, or it stands between the
    groups, it is left out. A claim that contradicts none ("July", beside July 7 and July 8) is left out too, unless it
    has a group's very words. ``like`` returns the same for claims that cannot clash: a minister's ten thousand
    tenures of one post need not be compared with each other.
    """
    ordered = sorted(set(claims), key=lambda claim: claim.order)
    against = _against(ordered, clash, like)
    found = _consistent(ordered, against)
    kept = set(found)
    hot = [c for c in found if any(c.told.source.id != o.told.source.id and o in kept for o in against.get(c, ()))]
    groups: list[list[Claim[E, V]]] = []
    for claim in hot:
        fitting = [group for group in groups if against[claim].isdisjoint(group)]
        if fitting:
            fitting[0].append(claim)
        else:
            groups.append([claim])
    for group in groups:
        members, words = set(group), {member.wording for member in group}
        group += [claim for claim in found if claim.wording in words and claim not in members]
    decided = [group for group in _apart(groups) if group]
    return tuple(tuple(group) for group in decided) if len(decided) > 1 else ()


def _against(
    claims: Iterable[Claim[E, V]], clash: Clash[E, V], like: Callable[[Claim[E, V]], Hashable]
) -> dict[Claim[E, V], set[Claim[E, V]]]:
    """Return the claims that clash with each, where any do."""
    kinds: defaultdict[Hashable, list[Claim[E, V]]] = defaultdict(list)
    for claim in claims:
        kinds[like(claim)].append(claim)
    found: defaultdict[Claim[E, V], set[Claim[E, V]]] = defaultdict(set)
    for one, other in combinations(kinds.values(), 2):
        for left, right in product(one, other):
            if clash(left, right):
                found[left].add(right)
                found[right].add(left)
    return dict(found)


def _apart(groups: Sequence[Sequence[Claim[E, V]]]) -> list[list[Claim[E, V]]]:
    """Leave out the sources that stand in several groups."""
    counts = Counter(source for group in groups for source in {claim.told.source.id for claim in group})
    return [[claim for claim in group if counts[claim.told.source.id] == 1] for group in groups]


def _consistent(
    claims: Sequence[Claim[E, V]], against: Mapping[Claim[E, V], set[Claim[E, V]]]
) -> list[Claim[E, V]]:
    """Leave out what a source has corrected, and the sources that contradict themselves."""
    by_source: defaultdict[str, list[Claim[E, V]]] = defaultdict(list)
    for claim in claims:
        by_source[claim.told.source.id].append(claim)
    kept: set[Claim[E, V]] = set()
    for own in by_source.values():
        if _at_odds(own, against):
            newest = max(_published(claim) for claim in own)
            own = [claim for claim in own if _published(claim) == newest]
        if not _at_odds(own, against):
            kept.update(own)
    return [claim for claim in claims if claim in kept]


def _at_odds(claims: Sequence[Claim[E, V]], against: Mapping[Claim[E, V], set[Claim[E, V]]]) -> bool:
    own = set(claims)
    return any(not own.isdisjoint(against.get(claim, ())) for claim in claims)


def _published(claim: Claim[E, V]) -> str:
    published = claim.told.node.published
    return published.last if published else ""


def values(groups: Iterable[Sequence[Claim[E, V]]]) -> tuple[DisputedValue, ...]:
    """Return one disputed value for each group: its most frequent wording, else the longest; most sources first."""
    made = [
        DisputedValue(
            _wording(group),
            tuple(sorted({claim.told.node.id for claim in group})),
            tuple(sorted({claim.told.source.id for claim in group})),
        )
        for group in groups
    ]
    return tuple(sorted(made, key=lambda value: (-len(value.sources), value.wording)))


def _wording(group: Sequence[Claim[E, V]]) -> str:
    counts = Counter(claim.wording for claim in group)
    return min(counts, key=lambda wording: (-counts[wording], -len(wording), wording))


def days_apart(left: Days | None, right: Days | None) -> int | None:
    """Return the days between two dates at their nearest ends, 0 where they overlap; None where one is missing."""
    if left is None or right is None:
        return None
    return left.apart(right)


def later(left: Claim[E, V], right: Claim[E, V]) -> Claim[E, V] | None:
    """Return the claim that was published later; None where that is not known."""
    ours, theirs = left.told.node.published, right.told.node.published
    if ours is None or theirs is None or days_apart(ours, theirs) == 0:
        return None
    return left if ours > theirs else right
