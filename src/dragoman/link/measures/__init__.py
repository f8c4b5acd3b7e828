"""Measures over documents and time: which tellings are one measure, and the history of its rate and status."""

from dragoman.link.measures.history import MeasureStep, RateSaid, current, history
from dragoman.link.measures.matching import MeasureMatcher

__all__ = ["MeasureMatcher", "MeasureStep", "RateSaid", "current", "history"]
