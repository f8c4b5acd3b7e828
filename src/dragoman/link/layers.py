"""The layers of linking: how each kind of node is loaded, ordered and matched, and what depends on its clusters."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.link import material
from dragoman.link.copies.matcher import CopyMatcher
from dragoman.link.deadlines import DeadlineMatcher
from dragoman.link.engine import Layer
from dragoman.link.entities import EntityMatcher
from dragoman.link.events.matcher import EventMatcher
from dragoman.link.measures import MeasureMatcher
from dragoman.link.nodes import DeadlineNode, DocumentNode, EventNode, MeasureNode, Profile, StoryNode
from dragoman.link.resolving import note_named
from dragoman.link.stories import KIN, StoryMatcher
from dragoman.link.stories import nodes as story_nodes
from dragoman.store import Store, clusters

__all__ = ["COPIES", "DEADLINES", "ENTITIES", "EVENTS", "MEASURES", "STORIES"]

_UNDATED = "9999"


def _first_published(node: DocumentNode | EventNode | MeasureNode | DeadlineNode) -> tuple[str, str]:
    """Order nodes by the day on which they were published: a cluster keeps its id when later ones join it."""
    return (node.published.first if node.published else _UNDATED, node.id)


def _most_told(profile: Profile) -> tuple[bool, int, str]:
    """Order profiles by the number of their documents; names of one part come after the others."""
    return (profile.office is not None or profile.year is not None, -profile.documents, profile.id)


def _copies_settled(store: Store, documents: Iterable[str]) -> None:
    clusters.push(store, "source", documents)


def _events_settled(store: Store, nodes: Iterable[str]) -> None:
    _summaries(store, "event", nodes)


def _measures_settled(store: Store, nodes: Iterable[str]) -> None:
    _summaries(store, "measure", nodes)


def _deadlines_settled(store: Store, nodes: Iterable[str]) -> None:
    _summaries(store, "deadline", nodes)


def _stories_settled(store: Store, nodes: Iterable[str]) -> None:
    _summaries(store, "story", nodes)


def _first_told(node: StoryNode) -> tuple[str, int, str]:
    """Order events by the day on which they were first told, and by how near to the beginning of a document."""
    return (node.told.first if node.told else _UNDATED, min(telling.at for telling in node.tellings), node.id)


def _summaries(store: Store, relation: str, nodes: Iterable[str]) -> None:
    """Note the clusters of some nodes, and the nodes themselves: one may have given a cluster its id till now."""
    several = set(nodes)
    clusters.push(store, f"{relation}:summary", several | set(clusters.clusters_of(store, relation, several).values()))


def _entities_settled(store: Store, profiles: Iterable[str]) -> None:
    _summaries(store, "entity", profiles)


COPIES = Layer(CopyMatcher(), material.documents, _first_published, lambda node: node.id, _copies_settled)
_WHO = EntityMatcher()
ENTITIES = Layer(
    _WHO, material.profiles, _most_told, lambda node: None, _entities_settled, note_named, contested=_WHO.contested
)  # fmt: skip
EVENTS = Layer(EventMatcher(), material.events, _first_published, lambda node: node.document, _events_settled)
MEASURES = Layer(MeasureMatcher(), material.measures, _first_published, lambda node: node.document, _measures_settled)
DEADLINES = Layer(
    DeadlineMatcher(), material.deadlines, _first_published, lambda node: node.document, _deadlines_settled
)  # fmt: skip
STORIES = Layer(StoryMatcher(), story_nodes, _first_told, lambda node: None, _stories_settled, kin=KIN)
