"""Document → layers: what a document says, with the words that say it."""

from __future__ import annotations

from dragoman.annotate.attributions import attributions
from dragoman.annotate.chains import mentions_and_chains
from dragoman.annotate.deadlines import deadlines
from dragoman.annotate.events import events
from dragoman.annotate.measures import measures
from dragoman.annotate.pipeline import Pipeline, Step
from dragoman.annotate.sentences import sentences
from dragoman.annotate.tenures import tenures
from dragoman.annotate.timexes import timexes
from dragoman.annotate.tokens import tokens

__all__ = ["Pipeline", "Step", "reader", "rules"]

_WORDS = ("sentences", "tokens")
_NAMES = (*_WORDS, "mentions", "chains")


def reader() -> Pipeline:
    """Return the pipeline that gives every layer of the record."""
    return rules()


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
