"""Document → layers: what a document says, with the words that say it."""

from __future__ import annotations

from dragoman.annotate.pipeline import Pipeline, Step
from dragoman.annotate.sentences import sentences
from dragoman.annotate.tokens import tokens

__all__ = ["Pipeline", "Step", "reader"]


def reader() -> Pipeline:
    """Return the pipeline that gives every layer of the record."""
    return Pipeline(
        [
            Step("sentences", "1", (), ("sentences",), lambda d: (sentences(d.text),)),
            Step("tokens", "1", ("sentences",), ("tokens",), lambda d: (tokens(d.text, d.layers.sentences),)),
        ]
    )
