"""Names as ``score.py`` of the gold folder compares them."""

from __future__ import annotations

import importlib.util
import os
from functools import cache
from pathlib import Path
from types import ModuleType

__all__ = ["same_name", "scorer"]

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).resolve().parents[2] / "shared"))


@cache
def scorer(shared: Path = SHARED) -> ModuleType:
    """Load ``gold/score.py`` from the shared folder."""
    spec = importlib.util.spec_from_file_location("gold_score", shared / "gold" / "score.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"no gold/score.py in {shared}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def same_name(one: str, other: str) -> bool:
    """Tell whether two names are one for the score."""
    return bool(scorer().same_name(one, other))
