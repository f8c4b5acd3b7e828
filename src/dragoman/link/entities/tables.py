"""The tables of this package in `data`: how names of persons, offices and bodies vary."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.errors import DataError

__all__ = ["table"]


@cache
def table(name: str) -> dict[str, Any]:
    """Return a table of `data` by its name, read once. Raises DataError where it cannot be read."""
    try:
        return tomllib.loads((files("dragoman") / "data" / f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"the table data/{name}.toml cannot be read: {error}") from error
