"""What the tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent


# A busy machine is no failure; in CI the same cases are tried every time.
settings.register_profile("dragoman", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("dragoman")


def _shared() -> Path:
    return Path(os.environ.get("DRAGOMAN_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with seeds, gold and public corpora; skips where it is not beside the repository."""
    if not (_shared() / "gold" / "score.py").exists():
        pytest.skip("the folder shared/ with seeds, gold and corpora is not beside the repository")
    return _shared()


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Name a case of bytes by its argument: archives hold the time of day, and workers must collect the same names."""
    return argname if isinstance(val, bytes) else None
