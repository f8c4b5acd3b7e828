"""The entities that the names of a document stand for: who is who, and each one's fullest name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.annotate.mentions import Phrase
from dragoman.annotate.titles import Title
from dragoman.gazetteer import country_of, lookup, words
from dragoman.model import MentionLabel

__all__ = ["Entity", "Roster", "name_parts"]


@dataclass(eq=False)
class Entity:
    """Somebody or something of a document while its mentions are gathered.

    ``offices`` are the titles it bears in lower case, ``held`` those of them that it holds now, ``owners`` whose
    offices they are; ``parts`` the words of a person's name; ``members`` those that a group consists of; ``seen`` the
    numbers of the phrases that refer to it.
    """

    name: str
    label: MentionLabel
    country: str | None = None
    gender: str = ""
    offices: set[str] = field(default_factory=set)
    held: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)
    parts: tuple[str, ...] = ()
    members: tuple[Entity, ...] = ()
    seen: list[int] = field(default_factory=list)
    plural: bool = False


def name_parts(text: str) -> tuple[str, ...]:
    """Return the words of a person's name by which it is compared: lower case, hyphens cut, no initials or suffixes."""
    plain = re.sub(r"[\"“”()]", " ", text.replace("’", "'"))
    pieces = [p for p in re.split(r"[\s\-‐‑]+", plain) if p]
    kept = [
        p.lower().strip(".,") for p in pieces if p not in words().name_suffixes and not re.fullmatch(r"[A-Z]\.?", p)
    ]
    return tuple(kept) or tuple(p.lower() for p in pieces)


class Roster:
    """The entities of one document. Names are entered first, all of them, then phrases are looked up.

    ``held`` gives titles that stand beside names, each with the number of the phrase that bears it; ``holders`` then
    has the person by sentence and first word of the title.
    """

    def __init__(self, phrases: Sequence[Phrase], held: Sequence[tuple[int, Title]]) -> None:
        self.entities: list[Entity] = []
        self.of_phrase: dict[int, Entity] = {}
        self.holders: dict[tuple[int, int], Entity] = {}
        self._by_key: dict[tuple[str, str], Entity] = {}
        self._by_part: dict[str, list[Entity]] = {}
        self._by_letters: dict[str, Entity] = {}
        self._by_tail: dict[str, list[Entity]] = {}
        names = [(i, p) for i, p in enumerate(phrases) if p.form == "name"]
        self._enter_persons([(i, p) for i, p in names if p.label == "person"])
        for i, phrase in names:
            if phrase.label != "person":
                self.refer(i, self._thing(phrases, i))
        for number, title in held:
            _take_title(self.of_phrase[number], title)
            self.holders[phrases[number].sentence, title.start] = self.of_phrase[number]
        for entity in self.entities:
            entity.seen.sort()

    def refer(self, number: int, entity: Entity) -> None:
        """Write down that a phrase refers to an entity."""
        self.of_phrase[number] = entity
        entity.seen.append(number)

    def new(self, name: str, label: MentionLabel, **rest: object) -> Entity:
        """Enter a new entity."""
        entity = Entity(name, label, **rest)  # type: ignore[arg-type]
        self.entities.append(entity)
        return entity

    def keyed(self, kind: str, name: str, label: MentionLabel, country: str | None = None) -> Entity:
        """Return the entity with a name, which is entered where it is new."""
        key = (kind, name.lower())
        if key not in self._by_key:
            entity = self._by_key[key] = self.new(name, label, country=country)
            if label == "organisation":
                self._by_tail.setdefault(name.lower().split()[-1], []).append(entity)
                for letters in (_initials(name, True), _initials(name, False)):
                    self._by_letters.setdefault(letters, entity)
        return self._by_key[key]

    def country(self, name: str) -> Entity:
        """Return the entity of a country or body that stands for itself."""
        return self.keyed("country", name, "country" if country_of(name) == name else "organisation", country_of(name))

    def called(self, phrase: Phrase) -> Entity | None:
        """Return the one person whom a name outside the text means: the same name, a shorter or a fuller one."""
        parts = name_parts(phrase.text)
        alike = dict.fromkeys(e for part in {parts[0], parts[-1]} for e in self._by_part.get(part, ()))
        fits = [e for e in alike if _same_person(e.parts, parts) or _same_person(parts, e.parts)]
        return fits[0] if len(fits) == 1 and not _clash(fits[0], phrase) else None

    def learn(self, entity: Entity, phrase: Phrase) -> None:
        """Take over a fuller name, gender, office and country of a person from a name outside the text."""
        _learn(entity, phrase)

    # --- persons --------------------------------------------------------------------------------------------------

    def _enter_persons(self, persons: Sequence[tuple[int, Phrase]]) -> None:
        for i, phrase in sorted(persons, key=lambda row: -len(name_parts(row[1].text))):
            parts = name_parts(phrase.text)
            entity = self._person(parts, phrase, i)
            if entity is None:
                entity = self.new(phrase.text, "person", parts=parts)
                for part in set(parts):
                    self._by_part.setdefault(part, []).append(entity)
            self.refer(i, entity)
            _learn(entity, phrase)

    def _person(self, parts: tuple[str, ...], phrase: Phrase, number: int) -> Entity | None:
        """Return the person that a name stands for: the same words, or the family name, or a part of the name."""
        alike = dict.fromkeys(e for part in {parts[0], parts[-1]} for e in self._by_part.get(part, ()))
        found = [e for e in alike if _same_person(e.parts, parts) and not _clash(e, phrase)]
        if len(found) < 2:
            return found[0] if found else None
        if phrase.title is not None:
            office = phrase.title.office.lower()
            found = [e for e in found if office in e.offices] or found
        return min(found, key=lambda e: _distance(e, number))

    # --- bodies, countries, places --------------------------------------------------------------------------------

    def _thing(self, phrases: Sequence[Phrase], number: int) -> Entity:
        phrase = phrases[number]
        if phrase.entry is not None and phrase.label in {"country", "organisation"}:
            return self.country(phrase.entry.name)
        if phrase.entry is not None and phrase.label == "place":
            return self.keyed("place", phrase.entry.form, "place", phrase.entry.country)
        if phrase.label == "people" and (pair := self._pair(phrase.text)):
            return self.new(phrase.text, "people", members=pair, plural=True)
        if phrase.label != "organisation":
            return self.keyed(phrase.label, phrase.text, phrase.label, phrase.country)
        return self._body(phrases, number)

    def _pair(self, text: str) -> tuple[Entity, ...]:
        """Return the two persons whose family names a hyphen joins, () where that is not so."""
        found = (self._by_part.get(part.lower(), [])[:1] for part in text.split("-"))
        pair = tuple(entity for row in found for entity in row)
        return pair if len(set(pair)) == 2 else ()

    def _body(self, phrases: Sequence[Phrase], number: int) -> Entity:
        phrase = phrases[number]
        if entry := lookup(phrase.text):
            return self.country(entry.name)
        known = self._by_key.get(("body", phrase.text.lower())) or self._longer_body(phrase.text)
        known = known or self._expanded(phrases, number)
        return known or self.keyed("body", phrase.text, "organisation", phrase.country)

    def _longer_body(self, text: str) -> Entity | None:
        """Return the body whose name ends with a shorter form of several words: "Judiciary Committee"."""
        if " " not in text:
            return None
        ending = " " + text.lower()
        ending_alike = self._by_tail.get(text.lower().split()[-1], ())
        return next((e for e in ending_alike if e.name.lower().endswith(ending)), None)

    def _expanded(self, phrases: Sequence[Phrase], number: int) -> Entity | None:
        """Return the body whose abbreviation a phrase is: the name right before it, or one with these initials."""
        phrase = phrases[number]
        letters = phrase.text.replace(".", "").replace("-", "")
        if not letters.isupper() or not 2 <= len(letters) <= 10:
            return None
        if number and _follows(phrases[number - 1], phrase):
            return self.of_phrase.get(number - 1)
        return self._by_letters.get(letters)



def _follows(before: Phrase, phrase: Phrase) -> bool:
    """Tell whether a phrase stands in brackets right after another."""
    beside = before.end + 1 == phrase.start and phrase.span.start - before.span.end == len(" (")
    return before.sentence == phrase.sentence and beside and before.label != "person"


def _initials(name: str, small: bool) -> str:
    return "".join(
        w[0] for w in re.split(r"[\s-]+", name) if w and (w[0].isupper() or (small and w[0].isalpha()))
    ).upper()


def _same_person(known: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    if set(known) == set(parts):
        return True
    if len(parts) == 1:
        return parts[0] in {_family(known), known[0], known[-1]} and len(parts[0]) > 1
    return (set(parts) < set(known) and (parts[-1] == known[-1] or parts[0] == known[0])) or _particle_form(
        known, parts
    )


def _particle_form(known: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Tell whether a family name with its particle is meant: "bin Salman", "al Jubeir"."""
    return parts[0] in {p.lower() for p in words().particles} and known[-len(parts) :] == parts


def _family(parts: tuple[str, ...]) -> str:
    return parts[0] if parts[0].title() in words().family_first and len(parts) > 1 else parts[-1]


def _clash(entity: Entity, phrase: Phrase) -> bool:
    """Tell whether gender or, for a family name alone, the country of an office speaks against an identity."""
    if entity.gender and phrase.gender and entity.gender != phrase.gender:
        return True
    of = _title_country(phrase.title)
    return bool(of and entity.country and of != entity.country and " " not in phrase.text)


def _title_country(title: Title | None) -> str | None:
    if title is None or title.of is None:
        return None
    return title.country or country_of(title.of)


def _distance(entity: Entity, number: int) -> int:
    return min((abs(number - seen) + (0 if seen < number else 1000) for seen in entity.seen), default=10_000)


def _learn(entity: Entity, phrase: Phrase) -> None:
    """Take over what a mention says about a person: a fuller name without its nickname, gender, office, country."""
    name = re.sub(r"\s*[(\"“][^)\"”]*[)\"”]", "", phrase.text)
    if entity.name == phrase.text or _fullness(name) > _fullness(entity.name):
        entity.name = name
    entity.gender = entity.gender or phrase.gender
    if phrase.title is not None:
        _take_title(entity, phrase.title)


def _fullness(name: str) -> tuple[int, bool, int]:
    return len(name_parts(name)), not name.isupper(), len(name)


def _take_title(entity: Entity, title: Title) -> None:
    if title.head != "counterpart":
        entity.offices.add(title.office.lower())
        if title.status in {"current", "acting"}:
            entity.held.add(title.office.lower())
    if title.of is not None:
        entity.owners.add(title.of)
    entity.country = entity.country or _title_country(title)
