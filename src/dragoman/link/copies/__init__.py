"""Copies: syndicated and near-duplicate documents, found by their shingles and confirmed by aligning sentences."""

from __future__ import annotations

from dragoman.link.copies.matcher import CopyMatcher

__all__ = ["CopyMatcher"]
