"""Document → layers: what a document says, with the words that say it."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.annotate.attributions import attributions
from dragoman.annotate.chains import mentions_and_chains
from dragoman.annotate.deadlines import deadlines
from dragoman.annotate.encoder.session import encoder
from dragoman.annotate.events import events
from dragoman.annotate.measures import measures
from dragoman.annotate.pipeline import Pipeline, Step
from dragoman.annotate.sentences import sentences
from dragoman.annotate.tenures import tenures
from dragoman.annotate.timexes import timexes
from dragoman.annotate.tokens import tokens
from dragoman.annotate.weighing.steps import with_encoder
from dragoman.annotate.weighing.weights import weights

__all__ = ["Pipeline", "Step", "reader", "rules"]

_WORDS = ("sentences", "tokens")
_NAMES = (*_WORDS, "mentions", "chains")


def reader(
    min_score: float | None = None, threads: int | None = None, watch: Callable[[str, float], None] | None = None
) -> Pipeline:
    """Return the pipeline that gives every layer of the record: the rules, joined with the trained encoder.

    ``min_score`` is the least score of the entries that it keeps (None: the thresholds fitted with the model),
    ``threads`` how many the encoder computes on (None: one a core); ``watch`` is told the seconds that each step took.
    Raises DataError where the model cannot be read.
    """
    return Pipeline(tuple(with_encoder(rules().steps, encoder(threads), weights().at_least(min_score))), watch)


def rules() -> Pipeline:
    """Return the pipeline of rules alone, on whose findings the trained reader builds."""
    return Pipeline(
        [
            Step("sentences", "1", (), ("sentences",), lambda d: (sentences(d.text),)),
            Step("tokens", "1", ("sentences",), ("tokens",), lambda d: (tokens(d.text, d.layers.sentences),)),
            Step("timexes", "1", _WORDS, ("timexes",), lambda d: (timexes(d),)),
            Step("mentions", "1", _WORDS, ("mentions", "chains"), mentions_and_chains),
            Step("attributions", "1", _NAMES, ("attributions",), lambda d: (attributions(d),)),
            Step("tenures", "1", _NAMES, ("tenures",), lambda d: (tenures(d),)),
            Step("events", "1", (*_NAMES, "timexes", "attributions"), ("events",), lambda d: (events(d),)),
            Step("measures", "1", (*_NAMES, "timexes"), ("measures",), lambda d: (measures(d),)),
            Step("deadlines", "1", (*_NAMES, "timexes"), ("deadlines",), lambda d: (deadlines(d),)),
        ]
    )
