"""Nominals and pronouns, in the order of the text: each is given to whom it refers to."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.annotate.chains_countries import give_countries, issuer_of
from dragoman.annotate.chains_discourse import Discourse
from dragoman.annotate.chains_groups import issuers, shared
from dragoman.annotate.chains_headline import headline_persons
from dragoman.annotate.chains_nominals import body, office
from dragoman.annotate.chains_pronouns import pronoun
from dragoman.annotate.chains_roster import Entity, Roster
from dragoman.annotate.mentions import Phrase
from dragoman.annotate.words import Line
from dragoman.model import Document

__all__ = ["resolve"]


def resolve(document: Document, lines: Sequence[Line], phrases: Sequence[Phrase], roster: Roster) -> None:
    """Enter every nominal and pronoun in the roster; what finds no antecedent is left out.

    Governments ("the U.S. side") come first, for they need no antecedent and are the antecedents of others.
    """
    issuer = issuer_of(document.outlet)
    leading = headline_persons(document, roster)
    give_countries(document, lines, phrases, roster, issuer)
    for number, phrase in enumerate(phrases):
        if phrase.form == "nominal" and phrase.entry is not None:
            roster.refer(number, roster.country(phrase.text))
    first = leading[0] if leading and document.genre == "transcript" else None
    discourse = Discourse.of(document.text, lines, phrases, roster, issuer, first)
    together = issuers(discourse)
    for number in range(len(phrases)):
        if number not in roster.of_phrase and (entity := _entity(discourse, number, together)) is not None:
            roster.refer(number, entity)


def _entity(discourse: Discourse, number: int, together: Entity | None) -> Entity | None:
    """Return the entity of a nominal or pronoun, a new one for a nominal that nothing explains."""
    phrase = discourse.phrases[number]
    if phrase.form == "pronoun":
        return pronoun(discourse, number, together)
    if phrase.kind == "shared":
        return shared(discourse, number, together)
    if phrase.title is not None:
        return office(discourse, number)
    if phrase.label == "organisation":
        return body(discourse, number)
    entity = discourse.roster.keyed(phrase.label, phrase.text, phrase.label, phrase.country)
    entity.plural = True
    return entity
