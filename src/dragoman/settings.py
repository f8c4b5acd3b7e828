"""One frozen settings object for each stage. Every number that was tuned names the measurement that chose it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CaptureSettings", "PageSettings", "ReadSettings"]

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class CaptureSettings:
    """Limits on what is taken in, so that memory stays bounded whatever comes."""

    max_bytes: int = 16 * _MIB
    """A single page, feed item, archive record or JSON line larger than this is rejected ("too-large")."""
    max_expansion: int = 100
    """A file that expands to more than this many times its size, and past ``max_bytes``, is rejected ("bomb")."""
    max_members: int = 100_000
    """A zip archive with more members than this is rejected ("bomb")."""
    max_nesting: int = 5
    """Archives within archives deeper than this are rejected ("too-deep")."""
    max_spooled: int = 1024 * _MIB
    """A zip archive that cannot be read in place (from a pipe, within another archive) is set down in a temporary file;
    one larger than this is rejected ("too-large")."""


@dataclass(frozen=True, slots=True)
class PageSettings:
    """How captures become documents."""

    max_depth: int = 1_000
    """Markup nested deeper than this is rejected ("too-deep")."""
    min_words: int = 5
    """A text with fewer words than this is no article ("no-article")."""


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """How a run is carried out."""

    workers: int = 0
    """Worker processes; 0 reads in this process, where neither the time nor the memory limit can be kept."""
    timeout: float = 30.0
    """Seconds for one page, from bytes to annotated document, before it is given up ("timeout")."""
    memory: int = 2048 * _MIB
    """Bytes of address space that a worker may take beyond what it starts with; a page that needs more is rejected."""
    capture: CaptureSettings = CaptureSettings()
    page: PageSettings = PageSettings()
    min_score: float | None = None
    """The least score (0 to 1) of an event, measure, deadline or tenure that is kept; None keeps those above the
    thresholds that give the highest F1 on documents kept apart (`data/model/weights.json`, docs/reading.md)."""
