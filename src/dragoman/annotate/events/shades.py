"""Shades: a statement that approves, asks, blames or refuses is an act of that type."""

from __future__ import annotations

import re

from dragoman.annotate.events.scene import Scene
from dragoman.annotate.events.triggers import Candidate
from dragoman.model import EventType, Span
from dragoman.ontology import forces, shades

__all__ = ["shade"]

_FIRST = 7
_OUGHT = re.compile(r"\b(?:must|should|ought to|needs? to|have to|has to)\b")


def shade(scene: Scene, candidate: Candidate, content: Span | None) -> EventType:
    """Return the type of a speech act after the words that it says; other acts keep their frame's type."""
    kind = candidate.frame.type
    if kind != "STATE" or content is None:
        return kind
    text = scene.document.quote(content)
    head = re.findall(r"[\w’']+", text.lower())[:_FIRST]
    by_object = candidate.verb is not None and candidate.trigger.words[0] != "say"
    if by_object and not scene.is_quoted(content):
        for row in shades():
            at = next((i for i, word in enumerate(head) if word in row.nouns), None)
            if at is not None and not row.never.intersection(head[:at]):
                return row.type
    if scene.is_quoted(content):
        for force in forces():
            if force.pattern.search(text[:160]):
                return force.type
    return kind
