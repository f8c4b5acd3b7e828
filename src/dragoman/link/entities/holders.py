"""Who held an office when: from what documents say of tenures, at the dates of their publication.

A tenure is *evidence* that somebody held, or no longer held, an office on the days on which a document appeared.
`Holders` answers for a date only where the evidence leaves one person; in doubt the answer is None.

>>> from dragoman.edtf import days
>>> held = Holders([Tenure("ab", "Secretary of State", "United States", "current", days("2022-03-01")),
...                 Tenure("mr", "Secretary of State", "United States", "current", days("2025-03-01"))])
>>> held.at("secretary of state", "United States", days("2022-03-20"))
'ab'
>>> held.at("Foreign Minister", "US", days("2025-02-20"))
'mr'
>>> held.at("Secretary of State", "United States", days("2023-09-01")) is None
True
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dragoman.edtf import Days
from dragoman.link.entities.posts import alike, domain, post, seat, single

__all__ = ["Holder", "Holders", "Tenure", "office_key", "posts_alike"]

TOLERANCE = 60
"""Days for which evidence on one side of a date holds. With 180, 300 releases gave Australia's prime minister of May
2022 his predecessor's name, four months after the last word of him."""

BETWEEN = 730
"""Days that may lie between two pieces of evidence for one person, with nobody else between them."""

HANDOVER = 3
"""Days around a date within which two holders leave it open who holds the office."""


CLEARLY = 4
"""How many times nearer in time one of two successive holders must be to be taken."""

CLOSE, MANY = 60, 8
"""Evidence is a misreading where within so many days somebody else holds the office in so many times more documents."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """That documents of these days give an entity an office. ``status`` as in `TenureMention`."""

    entity: str
    office: str
    of: str | None
    status: str
    published: Days | None
    documents: int = 1


@dataclass(frozen=True, slots=True)
class Holder:
    """That an entity held an office: the first and last day on which documents say so (ISO dates)."""

    entity: str
    office: str
    of: str | None
    first: str
    last: str
    documents: int


def office_key(office: str, of: str | None) -> str:
    """Return the key of an office: the same for all its wordings. Only tenures of one key can bear on each other."""
    return f"{post(office)}|{domain(seat(office, of)) or ''}"


def posts_alike(left: str, right: str, of: str | None, tenures: Iterable[Tenure]) -> bool:
    """Tell whether two wordings mean one post of a country or body.

    They do where they are spellings of each other, and where documents give both to one person as current within a
    month and each to nobody else then.
    """
    if alike(left, right) == "same":
        return True
    current = [t for t in tenures if t.status == "current" and domain(t.of) == domain(of) and t.published]
    one = [t for t in current if post(t.office) == post(left)]
    other = [t for t in current if post(t.office) == post(right)]
    near = {a.entity for a in one for b in other if a.entity == b.entity and _within_a_month(a.published, b.published)}
    holders = {t.entity for t in (*one, *other)}
    return len(near) == 1 and holders == near


def _within_a_month(left: Days | None, right: Days | None) -> bool:
    return left is not None and right is not None and left.apart(right) <= 31


@dataclass(frozen=True, slots=True, order=True)
class _Evidence:
    """That documents of these days (ordinals) give an entity an office, or say that it held it."""

    first: int
    last: int
    entity: str
    status: str
    documents: int

    def apart(self, other: _Evidence) -> int:
        """Return the days between two pieces of evidence, 0 where they overlap."""
        return max(0, self.first - other.last, other.first - self.last)


class _Timeline:
    """The evidence for one office in order of time."""

    def __init__(self, several: Iterable[_Evidence]) -> None:
        self._several = sorted(several)
        self._firsts = [piece.first for piece in self._several]
        self._longest = max((piece.last - piece.first for piece in self._several), default=0)

    def __iter__(self) -> Iterator[_Evidence]:
        return iter(self._several)

    def within(self, day: _Evidence, width: int) -> list[_Evidence]:
        """Return the evidence at most so many days from some days."""
        start = bisect_left(self._firsts, day.first - width - self._longest)
        stop = bisect_right(self._firsts, day.last + width)
        return [piece for piece in self._several[start:stop] if piece.apart(day) <= width]


class Holders:
    """The holders of offices over time, from tenures of entities. Build it once for many questions."""

    def __init__(self, tenures: Iterable[Tenure]) -> None:
        self._tenures = [tenure for tenure in tenures if tenure.published is not None]
        self._of: dict[str, _Timeline] = _evidence(self._tenures)
        self._answers: dict[tuple[str, Days], str | None] = {}

    def at(self, office: str, of: str | None, when: Days) -> str | None:
        """Return the entity that held an office on a date, or None where that is not sure."""
        if not seat(office, of) or not single(office):
            return None
        asked = office_key(office, of), when
        if asked not in self._answers:
            day = _Evidence(*_ordinals(when), "", "", 0)
            self._answers[asked] = _holder(self._of.get(asked[0], _Timeline(())), day)
        return self._answers[asked]

    def offices_of(self, entity: str) -> tuple[Holder, ...]:
        """Return the offices that an entity held, each with the days on which documents say so, the earliest first."""
        offices: dict[str, list[Tenure]] = defaultdict(list)
        for tenure in self._tenures:
            if tenure.entity == entity and tenure.status in _IN_OFFICE:
                offices[office_key(tenure.office, tenure.of)].append(tenure)
        found = [_period(own) for own in offices.values()]
        return tuple(sorted(found, key=lambda holder: (holder.first, holder.last, holder.office, holder.of or "")))


_IN_OFFICE = frozenset({"current", "acting"})


def _ordinals(days: Days) -> tuple[int, int]:
    return date.fromisoformat(days.first).toordinal(), date.fromisoformat(days.last).toordinal()


def _evidence(tenures: Iterable[Tenure]) -> dict[str, _Timeline]:
    """Return the evidence for each office in order of time: one piece for each entity, status and date."""
    counts: Counter[tuple[str, Days, str, str]] = Counter()
    for tenure in tenures:
        if tenure.published is not None:
            key = office_key(tenure.office, tenure.of)
            counts[key, tenure.published, tenure.entity, tenure.status] += tenure.documents
    found: dict[str, list[_Evidence]] = defaultdict(list)
    for (key, days, entity, status), documents in counts.items():
        found[key].append(_Evidence(*_ordinals(days), entity, status, documents))
    return {key: _trusted(_Timeline(several)) for key, several in found.items()}


def _trusted(timeline: _Timeline) -> _Timeline:
    """Return the evidence without what is outvoted."""
    return _Timeline(
        piece
        for piece in timeline
        if piece.status not in _IN_OFFICE or not _outvoted(piece, timeline.within(piece, CLOSE))
    )


def _period(tenures: list[Tenure]) -> Holder:
    """Sum up the tenures of one entity in one office."""
    said = min(tenures, key=lambda tenure: (-tenure.documents, tenure.office))
    spans = [tenure.published for tenure in tenures if tenure.published]
    first, last = min(days.first for days in spans), max(days.last for days in spans)
    return Holder(said.entity, said.office, said.of, first, last, sum(tenure.documents for tenure in tenures))


def _holder(timeline: _Timeline, day: _Evidence) -> str | None:
    """Return who held an office on a day; the evidence is looked at in widening circles, since the nearest decides."""
    before: list[_Evidence] = []
    after: list[_Evidence] = []
    for width in (HANDOVER, CLOSE, BETWEEN):
        near = timeline.within(day, width)
        former = [piece for piece in near if piece.status == "former"]
        held = [piece for piece in near if piece.status in _IN_OFFICE and not _left(piece, day, former)]
        if width == HANDOVER and held:
            return _only(held)
        before = [piece for piece in held if piece.last < day.first]
        after = [piece for piece in held if piece.first > day.last]
        if before and after:
            break
    return _between(_nearest(before, day), _nearest(after, day), day)


def _left(piece: _Evidence, day: _Evidence, former: list[_Evidence]) -> bool:
    """Tell whether documents between a piece of evidence and a later date call its holder former."""
    return any(other.entity == piece.entity and piece.last < other.first <= day.last for other in former)


def _outvoted(piece: _Evidence, several: list[_Evidence]) -> bool:
    """Tell whether another entity held the office before and after, by many more documents: a misreading."""
    close = [other for other in several if other.status in _IN_OFFICE]
    own = sum(other.documents for other in close if other.entity == piece.entity)
    for entity in {other.entity for other in close} - {piece.entity}:
        its = [other for other in close if other.entity == entity]
        around = any(other.last < piece.first for other in its) and any(other.first > piece.last for other in its)
        if around and sum(other.documents for other in its) >= MANY * own:
            return True
    return False


def _nearest(pieces: list[_Evidence], day: _Evidence) -> list[_Evidence]:
    """Return the evidence nearest to a date, all of it at the least distance."""
    least = min((piece.apart(day) for piece in pieces), default=0)
    return [piece for piece in pieces if piece.apart(day) == least]


def _between(before: list[_Evidence], after: list[_Evidence], day: _Evidence) -> str | None:
    """Choose between the last holder before and the first one after a date."""
    one, other = _only(before), _only(after)
    since = before[0].apart(day) if before else BETWEEN
    until = after[0].apart(day) if after else BETWEEN
    if one and one == other and since + until <= BETWEEN:
        return one
    if one and since <= TOLERANCE and (not after or since * CLEARLY <= until):
        return one
    if other and until <= TOLERANCE and (not before or until * CLEARLY <= since):
        return other
    return None


def _only(pieces: list[_Evidence]) -> str | None:
    entities = {piece.entity for piece in pieces}
    return entities.pop() if len(entities) == 1 else None
