"""Mentions: the phrases of a document that refer to somebody or something, before it is known to whom.

Read off the words of each sentence: names of persons, bodies, countries and places (`mentions_names`), then nominals
and pronouns (`mentions_nominals`). A phrase has a kind of reference, not yet a chain; `chains` gives it one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dragoman.annotate.titles import Title
from dragoman.annotate.words import Line
from dragoman.gazetteer import Entry
from dragoman.model import MentionForm, MentionLabel, Span

__all__ = ["Phrase", "nominal"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that refers.

    ``text`` is the phrase as the record would write it when nothing more is known; ``title`` the title that stands
    before a name or is the phrase; ``gender`` ("m", "f") and ``plural`` what its form says. ``kind`` is the class of a
    pronoun, or "shared" ("the two sides") or "definite" ("the ministry"). ``entry`` is set for names of the gazetteer.
    ``sentence`` is the number of the sentence, ``start`` and ``end`` its word numbers there.
    """

    span: Span
    head: Span
    label: MentionLabel
    form: MentionForm
    text: str
    sentence: int
    start: int
    end: int
    entry: Entry | None = None
    title: Title | None = None
    country: str | None = None
    gender: str = ""
    kind: str = ""
    plural: bool = False
    metonym: bool = False
    score: float = 1.0


def nominal(line: Line, start: int, end: int, label: MentionLabel, text: str = "", **rest: Any) -> Phrase:
    """Make a nominal of the words from `start` up to `end`, whose head is the last; `rest` are further fields."""
    head = line.words[end - 1]
    text = text or line.text(start, end)
    span = line.span(start, end)
    return Phrase(span, Span(head.start, head.end), label, "nominal", text, line.sentence, start, end, **rest)
