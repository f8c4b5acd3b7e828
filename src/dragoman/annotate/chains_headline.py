"""The persons whom a document's title names: their fuller names, and who speaks in a transcript before any label."""

from __future__ import annotations

from dataclasses import replace

from dragoman.annotate.chains_roster import Entity, Roster
from dragoman.annotate.mentions import Phrase
from dragoman.annotate.mentions_names import named
from dragoman.annotate.sentences import sentences
from dragoman.annotate.titles import titles
from dragoman.annotate.tokens import tokens
from dragoman.annotate.words import lines
from dragoman.model import Document, Layers

__all__ = ["headline_persons"]

_SURE = 0.9
"""A name in a title, where nearly every word has a capital, counts only with a title of office or a given name."""


def headline_persons(document: Document, roster: Roster) -> list[Entity]:
    """Return the persons of the title that the text names too, in order, and give each the fuller of the two names.

    The first person of a transcript's title is entered where the text does not name the person.
    """
    title = document.title or ""
    split = sentences(title)
    rows = lines(replace(document, text=title, layers=Layers(sentences=split, tokens=tokens(title, split))))
    found: list[Entity] = []
    for phrase in named(rows, [titles(row) for row in rows]):
        if phrase.label != "person" or phrase.score < _SURE:
            continue
        entity = _known(roster, phrase)
        if entity is None and not found and document.genre == "transcript":
            entity = roster.new(phrase.text, "person")
        if entity is not None:
            found.append(entity)
    return found


def _known(roster: Roster, phrase: Phrase) -> Entity | None:
    """Return the person of the text whom a name means, without what follows it in the title: "Ellen Ward *Travels*"."""
    words = phrase.text.split()
    for size in range(len(words), 0, -1):
        name = replace(phrase, text=" ".join(words[:size]))
        if (entity := roster.called(name)) is not None:
            if len(entity.parts) == 1:
                roster.learn(entity, name)
            return entity
    return None
