"""Steps, and the pipeline that runs them: each says which layers it needs and which one it gives."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from dragoman.errors import PipelineError
from dragoman.model import Document, Layers, Stamp, content_id

__all__ = ["Pipeline", "Step"]

LAYER_NAMES = tuple(f.name for f in fields(Layers) if f.name != "stamps")


@dataclass(frozen=True, slots=True)
class Step:
    """A reading step.

    ``run`` takes the document with the layers in ``needs`` filled in and returns the value of each layer in ``gives``,
    in that order. ``settings`` is the step's frozen settings object, for its provenance.
    """

    name: str
    version: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    run: Callable[[Document], tuple[Any, ...]]
    settings: object = None

    def stamps(self) -> tuple[Stamp, ...]:
        """Return the provenance of the layers that this step gives."""
        digest = content_id(repr(self.settings))
        return tuple(Stamp(layer, self.name, self.version, digest) for layer in self.gives)


class Pipeline:
    """Runs steps in order over a document and stamps the provenance of each layer once.

    ``watch`` is told the name of each step and the seconds that it took. Raises PipelineError at construction where a
    step needs a layer that no earlier step gives, gives one that is there already, or names one that does not exist.
    """

    def __init__(self, steps: Sequence[Step], watch: Callable[[str, float], None] | None = None) -> None:
        there: set[str] = set()
        for step in steps:
            if unknown := [name for name in (*step.needs, *step.gives) if name not in LAYER_NAMES]:
                raise PipelineError(f"step {step.name} names layers that do not exist: {', '.join(unknown)}")
            if missing := [name for name in step.needs if name not in there]:
                raise PipelineError(f"step {step.name} needs {', '.join(missing)}: put the step that gives it before")
            if twice := [name for name in step.gives if name in there]:
                raise PipelineError(f"step {step.name} gives {', '.join(twice)} a second time: take one step out")
            there.update(step.gives)
        self.steps = tuple(steps)
        self._stamps = tuple(stamp for step in steps for stamp in step.stamps())
        self._watch = watch

    def __call__(self, document: Document) -> Document:
        """Return the document with every layer that the steps give, but for what only passes between them."""
        for step in self.steps:
            start = time.perf_counter()
            values = dict(zip(step.gives, step.run(document), strict=True))
            document = replace(document, layers=replace(document.layers, **values))
            if self._watch is not None:
                self._watch(step.name, time.perf_counter() - start)
        stamps = document.layers.stamps + self._stamps
        return replace(document, layers=replace(document.layers, stamps=stamps, scores=None))
