"""Disagreements: where independent sources give values that cannot all be true, and where only precision differs.

Pure functions of the set of tellings of one cluster or the tenures of one entity; the order does not matter. When in
doubt they are silent: a false alarm costs trust.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from dragoman.link.disagreements import offices, outcomes, places, presence, proposers, quantities, times
from dragoman.link.disagreements.claims import Claim, Clash, E, Source, Told, V, disputed, values
from dragoman.link.disagreements.offices import Tenure
from dragoman.link.disagreements.wording import said
from dragoman.link.nodes import DeadlineNode, EventNode, MeasureNode
from dragoman.model import Disagreement, Slot

__all__ = ["Source", "Tenure", "Told", "of_deadline", "of_event", "of_measure", "of_person"]

Kind = Literal["event", "measure", "deadline", "entity"]


def of_event(event: str, tellings: Iterable[Told[EventNode]]) -> tuple[Disagreement, ...]:
    """Return what the tellings of one event disagree on."""
    told = [Told(outcomes.standing(t.node), t.source, t.after) for t in sorted(tellings, key=lambda t: t.node.id)]
    found = [
        _found("event", event, "date", times.event_dates(told), times.events_clash),
        _found("event", event, "place", places.places(told), places.places_clash),
        *_numbers(event, told),
        *(_found("event", event, "participants", c, presence.presences_clash) for c in presence.presences(told)),
        *(_found("event", event, "participants", c, presence.seats_clash) for c in presence.seats(told)),
        _found("event", event, "outcome", outcomes.held(told), outcomes.held_clash)
        or _found("event", event, "outcome", outcomes.results(told), outcomes.results_clash),
        _found("event", event, "proposer", proposers.proposers(told), proposers.proposers_clash),
    ]
    return _distinct(found)


def _numbers(event: str, told: Sequence[Told[EventNode]]) -> Iterable[Disagreement | None]:
    """Yield the disagreements on numbers, one for each thing that is counted."""
    rest = quantities.numbers(told)
    while rest:
        unit = rest[0].value.unit
        same = [claim for claim in rest if claim.value.unit & unit]
        yield _found("event", event, "number", same, quantities.numbers_clash)
        rest = [claim for claim in rest if not claim.value.unit & unit]


def of_measure(measure: str, tellings: Iterable[Told[MeasureNode]]) -> tuple[Disagreement, ...]:
    """Return what the tellings of one measure disagree on."""
    told = sorted(tellings, key=lambda t: t.node.id)
    return _distinct(
        [
            _found("measure", measure, "rate", quantities.rates(told), quantities.rates_clash),
            _found("measure", measure, "date", times.effective_dates(told), times.effective_clash),
        ]
    )


def of_deadline(deadline: str, tellings: Iterable[Told[DeadlineNode]]) -> tuple[Disagreement, ...]:
    """Return what the tellings of one deadline disagree on."""
    told = sorted(tellings, key=lambda t: t.node.id)
    return _distinct([_found("deadline", deadline, "date", times.deadline_dates(told), times.deadlines_clash)])


def of_person(entity: str, tenures: Iterable[Told[Tenure]]) -> tuple[Disagreement, ...]:
    """Return what sources disagree on about the office of one person."""
    told = sorted(tenures, key=lambda t: t.node.id)
    claims = offices.offices(told)
    both = offices.held_together(claims)
    over = offices.given_up(told)

    def clash(left: offices.Office, right: offices.Office) -> bool:
        pair = frozenset((left.value, right.value))
        return pair not in both and not pair & over and offices.office_clash(left, right)

    subject = max((t.node.person for t in told), key=lambda name: (len(name), name), default=None)
    groups = disputed(claims, clash, offices.office_of)
    return _distinct([_told("entity", entity, "office", groups, subject)])


def _found(
    kind: Kind, subject: str, slot: Slot, claims: Iterable[Claim[E, V]], clash: Clash[E, V]
) -> Disagreement | None:
    return _told(kind, subject, slot, disputed(claims, clash))


def _told(
    kind: Kind, subject: str, slot: Slot, groups: Sequence[Sequence[Claim[E, V]]], name: str | None = None
) -> Disagreement | None:
    given = values(groups)
    return Disagreement(kind, subject, slot, given, said(slot, given, groups, name)) if groups else None


def _distinct(found: Iterable[Disagreement | None]) -> tuple[Disagreement, ...]:
    return tuple({d.id: d for d in found if d is not None}.values())
