"""What linking says of two things: the same, different or unsure, with a score and a reason for each feature.

Every kind of thing (document, profile, event, measure, deadline) is linked in the same three steps: a `Matcher` gives
the keys under which a node is filed (*block*), compares two nodes that share a key (*score*), and its verdict stands
unless a person says otherwise (*judge*). A verdict depends on the two nodes alone, never on the order of arrival.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

__all__ = ["Judgement", "Matcher", "Node", "Reason", "Verdict", "weighed"]

Judgement = Literal["same", "different", "unsure"]


@dataclass(frozen=True, slots=True)
class Reason:
    """What one feature says: its weight in log-odds (above 0 speaks for the same) and the finding in words."""

    feature: str
    weight: float
    said: str

    def __str__(self) -> str:
        return f"{self.weight:+.1f} {self.feature}: {self.said}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement about two nodes, its score (0 to 1: the probability that they are the same) and its reasons."""

    judgement: Judgement
    score: float
    reasons: tuple[Reason, ...]


class Node(Protocol):
    """A thing that can be linked."""

    @property
    def id(self) -> str:
        """A hash of content: the same thing has the same id however often it is read."""
        ...


T = TypeVar("T", bound=Node, contravariant=True)


class Matcher(Protocol[T]):
    """How one kind of thing is linked.

    ``patience`` is the share of differing pairs (0 to 1) that two clusters may have between them and still be joined.
    """

    relation: str
    patience: float

    def keys(self, node: T) -> Iterable[str]:
        """Return the keys under which a node is filed: only nodes that share one are compared."""
        ...

    def compare(self, left: T, right: T) -> Verdict:
        """Judge two nodes; symmetric in them."""
        ...


def weighed(reasons: Iterable[Reason], *, same: float, unsure: float, prior: float = 0.0) -> Verdict:
    """Add up reasons to a verdict: the same from the score ``same`` on, unsure from ``unsure`` on, else different.

    ``prior`` is the log-odds before any reason. The score is the logistic function of the sum.
    """
    found = tuple(reasons)
    total = max(-30.0, min(30.0, prior + sum(reason.weight for reason in found)))
    score = 1 / (1 + math.exp(-total))
    return Verdict("same" if score >= same else "unsure" if score >= unsure else "different", score, found)
