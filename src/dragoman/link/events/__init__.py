"""Events across documents: which tellings are one event, the values chosen for it, and its history."""

from dragoman.link.events.matcher import EventMatcher

__all__ = ["EventMatcher"]
