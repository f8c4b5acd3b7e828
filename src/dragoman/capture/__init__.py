"""Bytes with provenance: files, folders, archives and feeds → captures."""

from __future__ import annotations

from dragoman.capture.reader import captures

__all__ = ["captures"]
