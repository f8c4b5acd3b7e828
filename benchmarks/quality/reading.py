"""Texts through the product's own pipeline, as far as a benchmark needs it."""

from __future__ import annotations

from functools import cache

from dragoman.annotate import Pipeline, Step, reader
from dragoman.model import Document
from dragoman.offsets import OffsetMap

__all__ = ["pipeline", "read"]


def read(text: str, layer: str, outlet: str | None = None) -> Document:
    """Return a document of a text with one layer of the product, and the layers that this one rests on."""
    return pipeline(layer)(Document("", "", text, OffsetMap.identity(len(text)), outlet=outlet))


@cache
def pipeline(layer: str) -> Pipeline:
    """Return those steps of the product's pipeline that a layer needs. Raises ValueError where no step gives it."""
    steps: list[Step] = []
    needed = {layer}
    for step in reversed(reader().steps):
        if needed & set(step.gives):
            steps.insert(0, step)
            needed = (needed - set(step.gives)) | set(step.needs)
    if needed:
        raise ValueError(f"no step gives {', '.join(sorted(needed))}")
    return Pipeline(steps)
