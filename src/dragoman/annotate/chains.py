"""Chains: which phrases of a document refer to the same person, body or country, and what the record calls it.

Rules in the order of their certainty (after the sieves of Lee et al. 2013): equal and shortened names; titles that one
person bears ("the Secretary"); shared nouns ("the two sides"); pronouns by gender, number and salience, the subject of
the same or the sentence before first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.annotate.chains_resolve import resolve
from dragoman.annotate.chains_roster import Entity, Roster
from dragoman.annotate.holders import holdings
from dragoman.annotate.mentions import Phrase
from dragoman.annotate.mentions_names import named
from dragoman.annotate.mentions_nominals import nominals
from dragoman.annotate.titles import Title, titles
from dragoman.annotate.words import Line, lines
from dragoman.model import Chain, Document, Mention

__all__ = ["Correct", "mentions_and_chains"]

Correct = Callable[[Sequence[Line], Sequence[Sequence[Title]], list[Phrase]], list[Phrase]]
"""Lines, the titles of each, and the names that the rules find → names in order, without overlaps."""


def mentions_and_chains(
    document: Document, correct: Correct | None = None
) -> tuple[tuple[Mention, ...], tuple[Chain, ...]]:
    """Return the mentions of a document in order, without overlaps, and their chains. Needs `sentences` and `tokens`.

    ``correct`` may change the names before anything else is read off them. A pronoun or "the two" whose antecedent is
    not found is left out. A chain without mentions stands for a member of a group that the document names only inside
    a phrase.
    """
    rows = lines(document)
    found = [titles(line) for line in rows]
    names = named(rows, found)
    phrases = nominals(rows, found, names if correct is None else correct(rows, found, names))
    roster = Roster(phrases, _held(rows, found, phrases))
    resolve(document, rows, phrases, roster)
    return _layers(phrases, roster)


def _held(rows: Sequence[Line], found: Sequence[Sequence[Title]], phrases: Sequence[Phrase]) -> list[tuple[int, Title]]:
    """Return the titles that stand beside names of persons, with the number of the phrase that bears each."""
    persons: dict[int, list[tuple[int, Phrase]]] = {}
    for i, phrase in enumerate(phrases):
        if phrase.label == "person" and phrase.form == "name":
            persons.setdefault(phrase.sentence, []).append((i, phrase))
    return [
        (holding.person, holding.title)
        for line, row in zip(rows, found, strict=True)
        if line.sentence in persons
        for holding in holdings(line, row, persons[line.sentence])
    ]


def _layers(phrases: list[Phrase], roster: Roster) -> tuple[tuple[Mention, ...], tuple[Chain, ...]]:
    order: dict[int, int] = {}
    chained: list[Entity] = []
    for number in sorted(roster.of_phrase):
        _number(roster.of_phrase[number], order, chained)
    kept = sorted(roster.of_phrase)
    mention_of = {number: i for i, number in enumerate(kept)}
    mentions = tuple(_mention(phrases[number], roster.of_phrase[number], order) for number in kept)
    chains = tuple(
        Chain(
            i, entity.name, entity.label, tuple(mention_of[n] for n in sorted(entity.seen)),
            tuple(order[id(member)] for member in entity.members), entity.country,
        )
        for i, entity in enumerate(chained)
    )  # fmt: skip
    return mentions, chains


def _number(entity: Entity, order: dict[int, int], chained: list[Entity]) -> None:
    """Give an entity and its members their chain numbers, in the order in which they are first needed."""
    if id(entity) in order:
        return
    order[id(entity)] = len(chained)
    chained.append(entity)
    for member in entity.members:
        _number(member, order, chained)


def _mention(phrase: Phrase, entity: Entity, order: dict[int, int]) -> Mention:
    return Mention(
        phrase.span, phrase.head, phrase.label, phrase.form, entity.name, order[id(entity)], phrase.metonym,
        phrase.score,
    )  # fmt: skip
