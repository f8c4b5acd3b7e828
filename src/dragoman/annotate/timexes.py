"""Time expressions with their values (TIMEX3) and calendar dates (EDTF), past and future, against the document's date."""

from __future__ import annotations

from dragoman.annotate.timex.calendar import Anchor, anchor_of, to_edtf
from dragoman.annotate.timex.grammar import Match, grammar
from dragoman.annotate.timex.normalise import Context, Reading, expand, read
from dragoman.annotate.timex.tense import direction
from dragoman.model import Document, Span, Timex

__all__ = ["timexes"]


def timexes(document: Document) -> tuple[Timex, ...]:
    """Return the time expressions of a document in order; needs the layer of sentences."""
    rules = grammar()
    lexemes = rules.lex(document.text, document.layers.sentences)
    anchor = anchor_of(document.published.edtf if document.published else None)
    readings: list[Reading] = []
    out: list[Timex] = []
    for found in rules.matches(lexemes):
        way = direction(lexemes, found.first, found.last)
        for match in expand(found):
            if reading := read(match, Context(anchor, way, readings)):
                readings.append(reading)
                out.append(Timex(Span(match.start, match.end), reading.type, reading.value, to_edtf(reading.value), reading.anchor, reading.mod))
    return tuple(out)
