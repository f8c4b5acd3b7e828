"""Mentions: the phrases of a document that refer to somebody or something, before it is known to whom.

Read off the words of each sentence in three goes: names and titles of persons, bodies and places (`mentions_names`), then
nominals and pronouns (`mentions_nominals`). A phrase has a kind of reference, not yet a chain; `chains` gives it one.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.annotate.titles import Title
from dragoman.gazetteer import Entry
from dragoman.model import MentionForm, MentionLabel, Span

__all__ = ["Phrase"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that refers.

    ``text`` is the phrase as the record would write it when nothing more is known; ``title`` the title that stands
    before a name or is the phrase; ``gender`` and ``plural`` what its form says. ``entry`` is set for names of the
    gazetteer. ``sentence`` is the number of the sentence, ``start`` and ``end`` its word numbers there.
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
    plural: bool = False
    metonym: bool = False
    score: float = 1.0
