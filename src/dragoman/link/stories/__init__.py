"""Stories: documents about one development, grouped over time by the events that they tell."""

from dragoman.link.stories.matcher import StoryMatcher

__all__ = ["StoryMatcher"]
