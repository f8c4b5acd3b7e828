"""The steps of the trained reader: each takes what the rules find and weighs it with what the encoder says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from dragoman.annotate.chains import mentions_and_chains
from dragoman.annotate.encoder.session import Encoder
from dragoman.annotate.encoder.sheet import Sheet
from dragoman.annotate.pipeline import Step
from dragoman.annotate.weighing import attributions, deadlines, events, measures, names, tenures
from dragoman.annotate.weighing.weights import Weights
from dragoman.model import Document

__all__ = ["encoding", "with_encoder"]

_WEIGHED: dict[str, Callable[[Weights, Sheet, Any, Any], tuple[Any, ...]]] = {
    "tenures": tenures.weighed,
    "events": events.weighed,
    "measures": measures.weighed,
    "deadlines": deadlines.weighed,
}


def encoding(model: Encoder) -> Step:
    """Return the step that reads the words of a document with the encoder."""

    def run(document: Document) -> tuple[Any, ...]:
        sheet = Sheet(document)
        return (model(sheet.words, sheet.sentences),)

    return Step("encoder", "1", ("tokens",), ("scores",), run, settings=model.digest)


def with_encoder(steps: tuple[Step, ...], model: Encoder, weights: Weights | None) -> Iterator[Step]:
    """Yield the steps of the rules with the encoder's after the tokens, those for names and attributions corrected, and
    those for the record's entries weighed. Without weights the entries stay those of the rules.
    """
    for step in steps:
        if step.name == "mentions":
            yield _corrected(step)
        elif step.name == "attributions":
            yield _joined(step, attributions.weighed, None)
        elif step.name in _WEIGHED and weights is not None:
            yield _joined(step, partial(_WEIGHED[step.name], weights), weights)
        else:
            yield step
        if step.name == "tokens":
            yield encoding(model)


def _corrected(step: Step) -> Step:
    """Return the step of mentions and chains with the names corrected before chains are made of them."""

    def run(document: Document) -> tuple[Any, ...]:
        return mentions_and_chains(document, partial(names.corrected, Sheet(document), document.layers.scores))

    return replace(step, version="2", needs=(*step.needs, "scores"), run=run, settings=names.BARS)


def _joined(step: Step, join: Callable[[Sheet, Any, Any], tuple[Any, ...]], settings: object) -> Step:
    """Return a step of the rules that goes on to join what they find with the scores of the encoder."""

    def run(document: Document) -> tuple[Any, ...]:
        (drafted,) = step.run(document)
        return (join(Sheet(document), document.layers.scores, drafted),)

    needs = tuple(dict.fromkeys((*step.needs, "tokens", "mentions", "chains", "timexes", "scores")))
    return replace(step, version="2", needs=needs, run=run, settings=settings)
