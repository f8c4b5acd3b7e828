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

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.edtf import Days
from dragoman.link.entities.posts import alike, domain, post, single
from dragoman.link.entities.timing import apart

__all__ = ["Holder", "Holders", "Tenure", "office_key", "posts_alike"]

TOLERANCE = 180
"""Days for which evidence holds where nothing else is known: half a year, since most changes of office make news."""

BETWEEN = 730
"""Days that may lie between two pieces of evidence for one person, with nobody else between them."""

HANDOVER = 3
"""Days around a date within which two holders leave it open who holds the office."""


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
    return f"{post(office)}|{domain(of) or ''}"


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
    near = {a.entity for a in one for b in other if a.entity == b.entity and _apart(a.published, b.published) <= 31}
    holders = {t.entity for t in (*one, *other)}
    return len(near) == 1 and holders == near


class Holders:
    """The holders of offices over time, from tenures of entities."""

    def __init__(self, tenures: Iterable[Tenure]) -> None:
        self._of: dict[str, list[Tenure]] = defaultdict(list)
        for tenure in tenures:
            if tenure.published is not None:
                self._of[office_key(tenure.office, tenure.of)].append(tenure)

    def at(self, office: str, of: str | None, when: Days) -> str | None:
        """Return the entity that held an office on a date, or None where that is not sure."""
        if not of or not single(office):
            return None
        tenures = self._of.get(office_key(office, of), [])
        held = [
            tenure for tenure in tenures if tenure.status in {"current", "acting"} and not _left(tenure, when, tenures)
        ]
        around = [tenure for tenure in held if _apart(tenure.published, when) <= HANDOVER]
        if around:
            return _only(around)
        before = _nearest([tenure for tenure in held if _last(tenure) < when.first], when)
        after = _nearest([tenure for tenure in held if _first(tenure) > when.last], when)
        return _between(before, after, when)

    def offices_of(self, entity: str) -> tuple[Holder, ...]:
        """Return the offices that an entity held, each with the days on which documents say so, the earliest first."""
        found = []
        for tenures in self._of.values():
            own = [tenure for tenure in tenures if tenure.entity == entity and tenure.status in {"current", "acting"}]
            if own:
                said = min(own, key=lambda tenure: (-tenure.documents, tenure.office))
                first, last = min(map(_first, own)), max(map(_last, own))
                found.append(Holder(entity, said.office, said.of, first, last, sum(t.documents for t in own)))
        return tuple(sorted(found, key=lambda holder: (holder.first, holder.last, holder.office, holder.of or "")))


def _left(tenure: Tenure, when: Days, tenures: list[Tenure]) -> bool:
    """Tell whether documents between a tenure and a later date call its holder former."""
    return any(
        other.entity == tenure.entity and other.status == "former" and _last(tenure) < _first(other) <= when.last
        for other in tenures
    )


def _nearest(tenures: list[Tenure], when: Days) -> list[Tenure]:
    """Return the tenures nearest to a date, all of those at the least distance."""
    least = min((_apart(tenure.published, when) for tenure in tenures), default=0)
    return [tenure for tenure in tenures if _apart(tenure.published, when) == least]


def _between(before: list[Tenure], after: list[Tenure], when: Days) -> str | None:
    """Choose between the last holder before and the first one after a date."""
    one, other = _only(before), _only(after)
    far_before = _apart(before[0].published, when) if before else BETWEEN
    far_after = _apart(after[0].published, when) if after else BETWEEN
    if one and one == other and far_before + far_after <= BETWEEN:
        return one
    if one and far_before <= TOLERANCE and (not after or far_before * 4 <= far_after):
        return one
    if other and far_after <= TOLERANCE and (not before or far_after * 4 <= far_before):
        return other
    return None


def _only(tenures: list[Tenure]) -> str | None:
    entities = {tenure.entity for tenure in tenures}
    return entities.pop() if len(entities) == 1 else None


def _first(tenure: Tenure) -> str:
    return tenure.published.first if tenure.published else ""


def _last(tenure: Tenure) -> str:
    return tenure.published.last if tenure.published else ""


def _apart(left: Days | None, right: Days | None) -> int:
    return apart(left, right) if left and right else 0
