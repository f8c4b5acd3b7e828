"""Deadlines over documents and time: which tellings are one deadline, which replaced which, and where it stands."""

from dragoman.link.deadlines.chains import Replacement, chain_marks, replaces
from dragoman.link.deadlines.matching import DeadlineMatcher
from dragoman.link.deadlines.state import DeadlineState, date_of, state_of

__all__ = ["DeadlineMatcher", "DeadlineState", "Replacement", "chain_marks", "date_of", "replaces", "state_of"]
