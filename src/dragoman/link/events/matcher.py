"""Which tellings are of one event."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.link.events import acts, encounters
from dragoman.link.events.keys import keys
from dragoman.link.judging import Reason, Verdict, weighed
from dragoman.link.nodes import EventNode

__all__ = ["EventMatcher"]

_SAME, _UNSURE = 0.65, 0.12


class EventMatcher:
    """How events are linked: encounters by who, when and where, acts of speech by who and what was said.

    ``patience`` lets a telling join whose date or place one document has wrong: it clashes with the tellings of that
    document, not with the others.
    """

    relation = "event"
    patience = 0.2

    def keys(self, node: EventNode) -> Iterable[str]:
        """Return the keys of a telling."""
        return keys(node)

    def compare(self, left: EventNode, right: EventNode) -> Verdict:
        """Judge two tellings."""
        one, other = (left, right) if left.id <= right.id else (right, left)
        if (one.type == "CONSULT") != (other.type == "CONSULT"):
            return weighed([Reason("type", -12.0, f"{one.type} and {other.type}")], same=_SAME, unsure=_UNSURE)
        kind = encounters if one.type == "CONSULT" else acts
        return weighed(kind.reasons(one, other), same=_SAME, unsure=_UNSURE, prior=kind.PRIOR)
