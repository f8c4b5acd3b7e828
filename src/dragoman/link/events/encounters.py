"""Comparing two tellings of encounters: meetings, calls, visits, sessions and messages."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.link.events.features import numbered, place, sentences, standing, when
from dragoman.link.events.parties import Parties, groups, match, named, participants, side, unnamed
from dragoman.link.events.places import relation
from dragoman.link.events.told import hours
from dragoman.link.events.words import meets_daily
from dragoman.link.judging import Reason
from dragoman.link.nodes import EventNode

__all__ = ["PRIOR", "reasons"]

PRIOR = -3.0
"""On the pairs of the matcher's limits (dev): at -3.5 recall falls from 0.59 to 0.44; -2.5 gains one pair there."""
_SAME_DOCUMENT = -3.5
"""Repeats within a document were merged when it was read: two first mentions are mostly two events."""
_RETOLD = -1.0
_UNSETTLED = frozenset({"proposed", "postponed", "cancelled", "denied"})
"""Reading keeps what was planned apart from what became of it: these may be one event told twice."""
_SAME_SENTENCE = -4.0
_OTHER_HOUR, _SAME_HOUR = -4.0, 0.7
"""Two items of one schedule at different times are two events; across documents, hours may be of other time zones."""

_MODES: dict[frozenset[str], float] = {
    frozenset({"meeting", "multilateral"}): -0.5,
    frozenset({"meeting", "call"}): -3.5,
    frozenset({"call", "multilateral"}): -2.0,
    frozenset({"call", "message"}): -3.0,
    frozenset({"meeting", "message"}): -5.0,
    frozenset({"multilateral", "message"}): -6.0,
    frozenset({"visit", "meeting"}): -5.0,
    frozenset({"visit", "multilateral"}): -5.0,
    frozenset({"visit", "call"}): -7.0,
    frozenset({"visit", "message"}): -7.0,
}
_EXACT_PERSONS = (0.0, 2.2, 4.4, 5.0)
_TRAVELLERS = (0.0, 3.0, 3.6, 4.0)
_FOR_TRAVELLERS = (0.0, 1.5, 2.0, 2.3)
"""One who travels or writes does so once at a time."""
_EXACT_OTHERS = (0.0, 1.0, 2.0, 2.4)
_SERIES = (0.0, 3.0, 3.5, 3.5)
"""Bodies in common where both tell a session: the body names the series."""
_ONE_SIDE = -2.0
_KIN = (0.0, 0.9, 2.0, 2.3)
_BESIDE = (0.0, 0.3, 0.8)
_BESIDE_ALONE = (0.0, 1.5, 4.0)
"""Where nobody else is in common: two persons close by are mostly those who met."""
_SAME_GROUP, _OTHER_GROUP = 0.5, -1.5


def reasons(left: EventNode, right: EventNode) -> Iterator[Reason]:
    """Give the reasons for and against two tellings being of one encounter."""
    yield _mode(left, right)
    yield from _people(left, right)
    yield when(left, right)
    yield place(left, right)
    yield standing(left, right)
    yield from _hours(left, right)
    yield from numbered(left, right)
    if left.document == right.document:
        yield _apart(left, right)
    if left.sentence != right.sentence or left.document != right.document:
        yield sentences(left, right)


def _hours(left: EventNode, right: EventNode) -> Iterator[Reason]:
    ours, theirs = hours(left.sentence), hours(right.sentence)
    if ours & theirs:
        yield Reason("hour", _SAME_HOUR, "the same: " + ", ".join(sorted(ours & theirs)))
    elif ours and theirs:
        yield Reason("hour", _OTHER_HOUR if left.document == right.document else -_SAME_HOUR, "another")


def _apart(left: EventNode, right: EventNode) -> Reason:
    if left.sentence != right.sentence:
        moved = left.status != right.status and not _UNSETTLED.isdisjoint({left.status, right.status})
        return Reason("document", _RETOLD if moved else _SAME_DOCUMENT, "told apart in one document")
    same = (
        left.mode == right.mode
        and left.actors == right.actors
        and (left.date or right.date) == (right.date or left.date)
    )
    where = left.place is None or right.place is None or relation(left.place, right.place) != "apart"
    return Reason("document", 0.0 if same and where else _SAME_SENTENCE, "told apart in one sentence")


def _mode(left: EventNode, right: EventNode) -> Reason:
    if left.mode is None or right.mode is None:
        return Reason("mode", -0.3, "not known of both")
    if left.mode == right.mode:
        return Reason("mode", 0.3, f"both a {left.mode}")
    return Reason("mode", _MODES[frozenset({left.mode, right.mode})], f"{left.mode} and {right.mode}")


def _people(left: EventNode, right: EventNode) -> Iterator[Reason]:
    directed = left.mode in ("visit", "message") and left.mode == right.mode
    if directed:
        yield from _directed(left, right)
        return
    near = (unnamed(left), unnamed(right)) if left.mode == right.mode else ((), ())
    found = match(participants(left), participants(right), near)
    series = _is_series(left, right)
    yield from _shared(found, _SERIES if series else _EXACT_OTHERS)
    yield from _beside(found)
    yield from _clashes(found, left, right, lenient=series or left.mode == right.mode == "multilateral")


def _is_series(left: EventNode, right: EventNode) -> bool:
    """Tell whether both are of a session of one body: who else is named there says little."""
    return "multilateral" in (left.mode, right.mode) and not _bodies(left).isdisjoint(_bodies(right))


def _bodies(node: EventNode) -> set[str]:
    bodies = (who for who in node.actors if who.label == "organisation" and not who.country)
    return {who.entity for who in bodies if not meets_daily(who.name)}


def _directed(left: EventNode, right: EventNode) -> Iterator[Reason]:
    """Compare sender with sender and addressee with addressee, visitor with visitor and host with host."""
    senders = match(left.actors, right.actors)
    yield from _shared(senders, _EXACT_OTHERS, _TRAVELLERS, _FOR_TRAVELLERS)
    if not senders.shared:
        return
    if senders.rivals or (senders.left_only and senders.right_only and not senders.unknown):
        yield Reason("people", -3.0, "somebody else")
    yield from _receivers(match(left.recipients, right.recipients))


def _receivers(found: Parties) -> Iterator[Reason]:
    if found.shared:
        weight = min(1.5, 1.0 * len(found.persons) + 0.6 * (len(found.others) + len(found.kin)))
        yield Reason("recipients", weight, "in common: " + ", ".join((*found.persons, *found.others, *found.kin)))
    elif found.rivals or (found.left_only and found.right_only and not found.unknown):
        yield Reason("recipients", -3.0, "to somebody else")


def _shared(
    found: Parties,
    others: tuple[float, ...],
    persons: tuple[float, ...] = _EXACT_PERSONS,
    kin: tuple[float, ...] = _KIN,
) -> Iterator[Reason]:
    if not found.shared:
        yield Reason("people", -2.5 if found.unknown or found.beside else -8.0, "nobody in common")
    if found.persons:
        yield Reason("people", persons[min(3, len(found.persons))], "in both: " + ", ".join(found.persons))
    if found.others:
        yield Reason("parties", others[min(3, len(found.others))], "in both: " + ", ".join(found.others))
    if found.kin:
        yield Reason("sides", kin[min(3, len(found.kin))], "one acts for the other: " + ", ".join(found.kin))


def _beside(found: Parties) -> Iterator[Reason]:
    """Weigh those whom one telling has and the other names close by, where it leaves somebody unnamed."""
    if found.beside:
        table = _BESIDE if found.shared else _BESIDE_ALONE
        yield Reason("beside", table[min(2, len(found.beside))], "named close by: " + ", ".join(found.beside))
    if found.beside_sides:
        sides = ", ".join(found.beside_sides)
        yield Reason("beside", min(0.4, 0.2 * len(found.beside_sides)), f"named close by: {sides}")


def _clashes(found: Parties, left: EventNode, right: EventNode, *, lenient: bool) -> Iterator[Reason]:
    if not found.shared:
        return
    if found.shared == 1:
        yield from _groups(left, right)
    if found.beside or found.beside_sides:
        return
    if not lenient and len(found.persons) + len(found.others) == 1 and _sides(left) == _sides(right) == 1:
        yield Reason("others", _ONE_SIDE, "nobody else is named in either")
    if len(found.kin) == found.shared == 1 and min(len(named(left.actors)), len(named(right.actors))) > 1:
        yield Reason("others", _ONE_SIDE, "of several, one side alone is in both")
    if found.rivals:
        two = _sides(left) <= 2 and _sides(right) <= 2
        yield Reason("rivals", -5.0 if two and not lenient else -0.7, "another person of " + ", ".join(found.rivals))
    if found.left_only and found.right_only:
        weight = 0.0 if lenient or found.unknown else -5.0 if found.shared == 1 else -1.5
        others = f"{', '.join(found.left_only)} / {', '.join(found.right_only)}"
        yield Reason("others", weight, f"others too: {others}")
    elif found.left_only or found.right_only:
        alone = found.left_only or found.right_only
        yield Reason("others", max(-1.5, -0.5 * len(alone)), "in one alone: " + ", ".join(alone))


def _groups(left: EventNode, right: EventNode) -> Iterator[Reason]:
    """Compare groups that are only described, where one participant is in common: one meets many groups in a day."""
    ours, theirs = groups(left), groups(right)
    if ours & theirs:
        yield Reason("groups", _SAME_GROUP, "in both: " + ", ".join(sorted(ours & theirs)))
    elif ours or theirs:
        yield Reason("groups", _OTHER_GROUP, "in one alone: " + ", ".join(sorted(ours | theirs)[:5]))


def _sides(node: EventNode) -> int:
    return len({side(who) for who in participants(node)})
