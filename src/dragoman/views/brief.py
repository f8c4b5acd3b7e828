"""Stub while the views are being written."""
from __future__ import annotations

from dataclasses import dataclass

from dragoman.store import Store


@dataclass(frozen=True, slots=True)
class BriefSettings:
    """x"""


@dataclass(frozen=True, slots=True)
class Brief:
    """x"""


def compose(store: Store, settings: BriefSettings) -> Brief:
    """x"""
    return Brief()
