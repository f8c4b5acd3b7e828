"""Days between dates."""

from __future__ import annotations

from datetime import date

from dragoman.edtf import Days

__all__ = ["apart"]


def apart(left: Days, right: Days) -> int:
    """Return the number of days between two dates, 0 where they overlap."""
    first, second = sorted((left, right))
    if second.first <= first.last:
        return 0
    return (date.fromisoformat(second.first) - date.fromisoformat(first.last)).days
