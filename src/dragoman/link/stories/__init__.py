"""Stories: documents about one development, grouped over time by the events that they tell."""

from dragoman.link.stories.matcher import KIN, StoryMatcher
from dragoman.link.stories.material import nodes
from dragoman.link.stories.naming import name
from dragoman.link.stories.telling import Part, Story, Turn, documents, parties, span, story, turning_points

__all__ = [
    "KIN",
    "Part",
    "Story",
    "StoryMatcher",
    "Turn",
    "documents",
    "name",
    "nodes",
    "parties",
    "span",
    "story",
    "turning_points",
]
