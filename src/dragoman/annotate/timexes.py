"""Time expressions with their values (TIMEX3) and calendar dates (EDTF), past and future, against the document's date.

A grammar of rules over word classes finds them (`timex.grammar`), tense and prepositions tell which way they look
(`timex.tense`), one function for each kind gives the value (`timex.normalise`), and `timex.record` the date that the
record takes from it. After HeidelTime (Strötgen and Gertz, 2013) and SUTime (Chang and Manning, 2012).
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.annotate.timex.calendar import Anchor, anchor_of, unit_of
from dragoman.annotate.timex.grammar import Match, grammar
from dragoman.annotate.timex.lexer import Lexeme
from dragoman.annotate.timex.lists import expand
from dragoman.annotate.timex.normalise import read
from dragoman.annotate.timex.reading import Context, Reading
from dragoman.annotate.timex.record import Dated, join_ranges, record_date
from dragoman.annotate.timex.tense import direction
from dragoman.model import Document, Span, Timex

__all__ = ["timexes"]


def timexes(document: Document) -> tuple[Timex, ...]:
    """Return the time expressions of a document in order; needs the layer of sentences.

    Without a date of publication, weekdays and the like stay open (``XXXX-WXX-4``, no calendar date), and a day without
    a year takes the year of the first full date in the text, if there is one.
    """
    rules = grammar()
    lexemes = rules.lex(document.text, document.layers.sentences)
    found = rules.matches(lexemes)
    anchor = anchor_of(document.published.edtf if document.published else None)
    dated = _read_all(lexemes, found, anchor, None)
    if anchor is None and (year := _year_told(dated)):
        dated = _read_all(lexemes, found, None, year)
    return tuple(_timex(item) for item in join_ranges(document.text, dated))


def _read_all(
    lexemes: Sequence[Lexeme], found: Sequence[Match], anchor: Anchor | None, year: int | None
) -> list[Dated]:
    readings: list[Reading] = []
    out: list[Dated] = []
    for whole in found:
        way = direction(lexemes, whole.first, whole.last)
        for match in expand(whole):
            context = Context(anchor, way, readings, year)
            if reading := read(match, context):
                readings.append(reading)
                out.append(Dated(match, reading, record_date(match, reading, context)))
    return out


def _year_told(dated: Sequence[Dated]) -> int | None:
    """Return the year of the first full date."""
    values = (item.reading.value for item in dated)
    return next((int(value[:4]) for value in values if unit_of(value) in ("day", "month")), None)


def _timex(item: Dated) -> Timex:
    reading = item.reading
    span = Span(item.match.start, item.match.end)
    return Timex(span, reading.type, reading.value, item.edtf, reading.anchor, reading.mod)
