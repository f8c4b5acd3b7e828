"""Which tellings are of one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter

from dragoman.link.events import acts, encounters
from dragoman.link.events.keys import keys
from dragoman.link.events.told import as_told
from dragoman.link.judging import Reason, Verdict, weighed
from dragoman.link.nodes import EventNode

__all__ = ["EventMatcher"]

_id = attrgetter("id")

_SAME, _UNSURE = 0.65, 0.12
"""Of the 74 pairs of tellings that were read in the written groups (dev) and the seeds' links, joined at 0.65: recall
0.65 with a precision of 0.98. In the releases, of those that score from 0.5 to 0.65 some half are one; the
scales of a logistic regression over the reasons' features bring no more at this precision on groups unseen. The
second limit hardly matters (0.05 to 0.20 give the same)."""
_DECIDED = -9.0
"""No feature after those that led here adds as much as is missing."""


class EventMatcher:
    """How events are linked: encounters by who, when and where, acts of speech by who and what was said.

    ``patience`` lets a telling join whose date or place one document has wrong: it clashes with the tellings of that
    document, not with the others. From 0.1 to 0.3 dev and seeds stay the same; at 0.34 the releases' journeys
    of one week run together, at 0.5 the seeds' precision falls to 0.56.
    """

    relation = "event"
    patience = 0.2

    def keys(self, node: EventNode) -> Iterable[str]:
        """Return the keys of a telling."""
        return keys(as_told(node))

    def compare(self, left: EventNode, right: EventNode) -> Verdict:
        """Judge two tellings."""
        one, other = as_told(min(left, right, key=_id)), as_told(max(left, right, key=_id))
        if (one.type == "CONSULT") != (other.type == "CONSULT"):
            return weighed([Reason("type", -12.0, f"{one.type} and {other.type}")], same=_SAME, unsure=_UNSURE)
        kind = encounters if one.type == "CONSULT" else acts
        found = _until_decided(kind.reasons(one, other), kind.PRIOR)
        return weighed(found, same=_SAME, unsure=_UNSURE, prior=kind.PRIOR)


def _until_decided(reasons: Iterable[Reason], prior: float) -> Iterator[Reason]:
    """Give the reasons, the weightiest first, up to where nothing that follows can bring two tellings together."""
    total = prior
    for reason in reasons:
        yield reason
        total += reason.weight
        if total < _DECIDED:
            return
