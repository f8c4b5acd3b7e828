"""One text in several documents: copies and versions, whose word they are, and how each differs from the first."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.link import material
from dragoman.link.sources import changes, origin
from dragoman.store import Store, world
from dragoman.store.clusters import members

__all__ = ["CopiesPage", "Copy", "compose"]


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that has the text, and what it changes in it, sentence by sentence, in words."""

    document: str
    title: str | None
    outlet: str | None
    published: str | None
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopiesPage:
    """A text: the document nearest to its source, whose word it is, and the other documents that have it."""

    origin: Copy
    source: str
    others: tuple[Copy, ...]


def compose(store: Store, document: str) -> CopiesPage:
    """Return the copies and versions of a document, by its whole id, the earliest first."""
    cluster = world.cluster_of(store, "copy", document)
    several = members(store, "copy", [cluster])[cluster] if cluster else [document]
    nodes = material.documents(store, several)
    first = origin(nodes.values())
    others = sorted(
        (node for node in nodes.values() if node.id != first.id),
        key=lambda node: (node.published.first if node.published else "9999", node.instant or "", node.id),
    )
    source = world.sources_of(store, [document]).get(document, document)
    shown = [
        Copy(node.id, node.title, node.outlet, node.published.edtf if node.published else None,
             tuple(map(str, changes(first.sentences, node.sentences))))
        for node in (first, *others)
    ]  # fmt: skip
    return CopiesPage(shown[0], source, tuple(shown[1:]))
