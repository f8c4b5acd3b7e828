"""Definite nominals: titles ("the Secretary", "his counterpart") and bodies ("the ministry", "the bloc")."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from dragoman.annotate.chains_discourse import Discourse
from dragoman.annotate.chains_roster import Entity
from dragoman.annotate.titles import Title
from dragoman.gazetteer import country_of, demonyms_of, kind_of_office, word_list, words
from dragoman.model import MentionLabel

__all__ = ["body", "office"]

_LOWER_RANK = re.compile(r"^(?:vice|deputy|assistant|under|associate|former|principal)\b")
_TOP_DIPLOMAT = re.compile(
    r"^(?:secretary of state|(?:foreign|external affairs) minister|foreign secretary|minister (?:of|for) foreign)"
)
_POSSESSIVES = frozenset(("his", "her", "its", "their", "our", "my"))
_NEAR = 6
_FAR = 40


def office(discourse: Discourse, number: int) -> Entity:
    """Return the person who bears the title of a phrase, else a new entity for the office itself."""
    phrase = discourse.phrases[number]
    title = phrase.title
    assert title is not None
    if (holder := discourse.roster.holders.get((phrase.sentence, title.start))) is not None:
        return holder
    if title.head == "counterpart":
        return _counterpart(discourse, number, title)
    if title.plural:
        return _bearers(discourse, number, title) or _unnamed(discourse, phrase.text, title)
    found = _nearest(discourse, number, lambda entity: _bears(title, entity)) or _same_office(discourse, number, title)
    return found or _unnamed(discourse, phrase.text, title)


def _same_office(discourse: Discourse, number: int, title: Title) -> Entity | None:
    """Return the office without a name that a bare title takes up: "the president" after "the US president"."""
    if title.owner is not None or title.determiner != "the":
        return None
    offices = (e for _, e in discourse.before(number, _NEAR) if e.label == "office")
    return next((e for e in offices if e.name.lower().endswith(title.office.lower())), None)


def _bearers(discourse: Discourse, number: int, title: Title) -> Entity | None:
    """Return those named before who bear the title of a plural: "the vice foreign ministers"."""
    if title.owner is not None or title.determiner not in {"the", ""}:
        return None
    office = words().plurals.get(title.office.lower()) or title.office.lower().removesuffix("s")
    before = (e for e in discourse.roster.entities if e.seen and min(e.seen) < number)
    members = [e for e in before if any(_same_title(held, office) for held in e.held)]
    return discourse.group(discourse.phrases[number].text, members) if len(members) > 1 else None


def _unnamed(discourse: Discourse, text: str, title: Title) -> Entity:
    """Return the office itself, whoever bears it."""
    label: MentionLabel = "people" if title.plural else "office"
    entity = discourse.roster.keyed(label, text, label, country_of(title.of) if title.of else None)
    entity.plural = title.plural
    return entity


def _counterpart(discourse: Discourse, number: int, title: Title) -> Entity:
    """Return who holds for the country of "his Russian counterpart" the kind of office that the other holds.

    Somebody whose country the document does not say counts where nobody of that country does, and gets the country.
    """
    own = _possessor(discourse, number)
    of = country_of(title.of) if title.of else None
    if own is not None and of is not None and not title.plural:
        kinds = _kinds(own)
        for country in (of, None):
            fits = partial(_alike, own, kinds, country)
            if (found := _nearest(discourse, number, fits)) is not None:
                found.country = of
                return found
        if kinds and (demonym := demonyms_of(of)):
            return _unnamed(discourse, f"{demonym[0]} {sorted(kinds)[0]}", title)
    return _unnamed(discourse, discourse.phrases[number].text, title)


def _alike(own: Entity, kinds: frozenset[str], country: str | None, entity: Entity) -> bool:
    """Tell whether another person of a country (None: of none that is known) holds an office of the same kind."""
    if entity is own or entity.country != country:
        return False
    if country is not None and any(_same_title(held, office) for held in entity.offices for office in own.offices):
        return True
    return bool(kinds & _kinds(entity))


def _kinds(entity: Entity) -> frozenset[str]:
    """Return the kinds of the offices that a person bears, each by its usual name: "foreign minister"."""
    return frozenset(kind for office in entity.offices if (kind := kind_of_office(office)) is not None)


def _nearest(discourse: Discourse, number: int, fits: Callable[[Entity], bool]) -> Entity | None:
    """Return the person last mentioned before a phrase that fits, else the first one after it."""
    found = [e for e in discourse.roster.entities if e.label == "person" and e.seen and fits(e)]
    earlier = [(max(i for i in e.seen if i < number), e) for e in found if min(e.seen) < number]
    if earlier:
        return max(earlier, key=lambda row: row[0])[1]
    return min(found, key=lambda e: min(e.seen), default=None)


def _bears(title: Title, entity: Entity) -> bool:
    """Tell whether a person bears a title, and for the same country or body where the title says whose it is."""
    of = country_of(title.of) if title.of else None
    if title.of and title.of not in entity.owners and (of is None or of != entity.country):
        return False
    if title.determiner in _POSSESSIVES and not of:
        return False
    offices = entity.held if title.status == "current" else entity.offices
    return any(_same_title(held, title.office.lower()) for held in offices)


def _possessor(discourse: Discourse, number: int) -> Entity | None:
    return next((entity for _, entity in discourse.before(number, 1) if entity.label == "person"), None)


def _same_title(held: str, called: str) -> bool:
    """Tell whether the holder of a title may be called by another: "the Secretary" is of State, and no deputy."""
    if _LOWER_RANK.match(held) and not _LOWER_RANK.match(called):
        return False
    if called == "top diplomat":
        return _TOP_DIPLOMAT.match(held) is not None
    short = re.sub(r" (?:of|for|on|to) .*$", "", held)
    return called in {held, short} or held.endswith(" " + called) or held.startswith(called + " ")


def body(discourse: Discourse, number: int) -> Entity | None:
    """Return the body that a nominal means; None for "the company" and the like that nothing before explains."""
    phrase = discourse.phrases[number]
    if phrase.kind == "definite":
        return _definite(discourse, number)
    return discourse.roster.keyed("body " + (phrase.country or ""), phrase.text, "organisation", phrase.country)


def _definite(discourse: Discourse, number: int) -> Entity | None:
    """Return what "the ministry", "the bloc" or "the government" means: the last body so named, or the last country."""
    noun = discourse.phrases[number].text.lower()
    bodies = [e for _, e in discourse.before(number, _FAR) if e.label == "organisation"]
    if noun in word_list("nominals", "bloc_nouns"):
        return next((e for e in bodies if e.name in word_list("nominals", "blocs")), None)
    if (named := next((e for e in bodies if noun in e.name.lower().split()), None)) is not None:
        return named
    if noun in {"government", "regime"}:
        near = next((e for _, e in discourse.before(number, 3) if e.label == "country"), None)
        acting = (e.country for _, e in discourse.before(number, _NEAR) if e.country)
        return near or next((discourse.roster.country(country) for country in acting), None)
    if noun == "department" and discourse.issuer == "United States":
        return discourse.roster.country("Department of State")
    standing = noun in word_list("nominals", "standing")
    return discourse.roster.keyed("body", discourse.phrases[number].text, "organisation") if standing else None
