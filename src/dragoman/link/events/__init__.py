"""Events across documents: which tellings are one event, the values chosen for it, and its history."""

from dragoman.link.events.choosing import Chosen, Value, choose
from dragoman.link.events.history import Step, Telling, history, outcome
from dragoman.link.events.matcher import EventMatcher

__all__ = ["Chosen", "EventMatcher", "Step", "Telling", "Value", "choose", "history", "outcome"]
