"""Pronouns: "he", "she", "it", "they", and "I" and "we" of a signed statement.

The antecedent of "he" is the subject of the same sentence, else of the sentence before, and so on, as far as gender and
number allow (the subject before all else: Hobbs 1978, Lappin and Leass 1994).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from dragoman.annotate.chains_discourse import Discourse, encounter_words
from dragoman.annotate.chains_roster import Entity
from dragoman.gazetteer import word_list

__all__ = ["pronoun"]

_GAP = 4
_BACK = 3
_PAIR_GAP = 16


def pronoun(discourse: Discourse, number: int, issuers: Entity | None) -> Entity | None:
    """Return whom a pronoun refers to, None where that is not found; `issuers` are those who say "we"."""
    phrase = discourse.phrases[number]
    if phrase.gender:
        return _he_or_she(discourse, number, phrase.gender)
    if phrase.kind == "first":
        return _first_person(discourse, number, issuers)
    if phrase.kind == "neuter":
        near = _nearest(discourse, number) if phrase.text.lower() == "its" else None
        return near or _subject(discourse, number, lambda e: _is_party(e) and not e.plural)
    return _they(discourse, number)


def _is_party(entity: Entity) -> bool:
    return entity.label in {"country", "organisation"}


def _he_or_she(discourse: Discourse, number: int, gender: str) -> Entity | None:
    speakers = _outside(discourse, number)
    if _is_object(discourse, number) and (subject := _clause_subject(discourse, number)) is not None:
        speakers.append(subject)

    def fits(entity: Entity) -> bool:
        singular = entity.label in {"person", "office"} and not entity.plural
        return singular and entity.gender in {gender, ""} and entity not in speakers

    found = _subject(discourse, number, fits)
    if found is not None:
        found.gender = gender
    return found


def _is_object(discourse: Discourse, number: int) -> bool:
    """Tell whether a pronoun is an object: "him", or "her" before no noun."""
    phrase = discourse.phrases[number]
    after = discourse.lines[phrase.sentence].lower(phrase.end)
    ends = not after.isalpha() or after in word_list("nominals", "after_object")
    return phrase.text == "him" or (phrase.text == "her" and ends)


def _clause_subject(discourse: Discourse, number: int) -> Entity | None:
    """Return the subject of the verb before an object, who is somebody else: the last person who is no object."""
    row = discourse.within(discourse.phrases[number].sentence, number)
    persons = [(i, e) for i, e in row if e.label in {"person", "office"} and not e.plural]
    return next((e for i, e in reversed(persons) if not _oblique(discourse, i) and not _after_verb(discourse, i)), None)


def _after_verb(discourse: Discourse, number: int) -> bool:
    """Tell whether a verb stands right before a phrase and its title, so that it is an object: "met President Lee"."""
    phrase = discourse.phrases[number]
    start = phrase.title.left if phrase.title is not None else phrase.start
    before = discourse.lines[phrase.sentence].lower(start - 1)
    return before in word_list("nominals", "direct_encounter") or before.endswith("ed")


def _outside(discourse: Discourse, number: int) -> list[Entity]:
    """Return whom the sentence with a quotation names outside it: its speaker, who does not say "he" of himself."""
    quotation = discourse.quotation(number)
    if quotation is None:
        return []
    here = discourse.phrases[number].sentence
    opening = next((s for s in range(here, -1, -1) if _begins(discourse, s) <= quotation[0]), here)
    return [
        entity
        for i, entity in discourse.within(opening, number)
        if not quotation[0] <= discourse.phrases[i].span.start < quotation[1]
    ]


def _begins(discourse: Discourse, sentence: int) -> int:
    words = discourse.lines[sentence].words
    return words[0].start if words else 0


def _nearest(discourse: Discourse, number: int) -> Entity | None:
    """Return the country or body named last before "its" in the same sentence."""
    return next((e for _, e in discourse.before(number, 0) if _is_party(e) and not e.plural), None)


def _subject(discourse: Discourse, number: int, fits: Callable[[Entity], bool]) -> Entity | None:
    """Return the first fitting entity of this sentence before the pronoun, else of the sentence before, and so on."""
    here = discourse.phrases[number].sentence
    for sentence in range(here, here - _GAP - 1, -1):
        row = [
            (i, entity)
            for i, entity in discourse.within(sentence, number)
            if fits(entity) and discourse.phrases[i].kind != "first"
            and not (sentence == here and _in_opening(discourse, i, number))
        ]
        if row:
            return min(row, key=lambda pair: _rank(discourse, *pair))[1]
    return None


def _in_opening(discourse: Discourse, number: int, pronoun: int) -> bool:
    """Tell whether a phrase stands in the participle clause before the subject: "Citing *Ward*, he added"."""
    phrase, line = discourse.phrases[number], discourse.lines[discourse.phrases[pronoun].sentence]
    if not line.lower(0).endswith("ing") or discourse.phrases[pronoun].start < 2:
        return False
    comma = discourse.phrases[pronoun].start - 1
    return phrase.end <= comma and line.words[comma].text == ","


def _rank(discourse: Discourse, number: int, entity: Entity) -> tuple[bool, bool, bool, int]:
    """Rank antecedents: persons before offices, subjects before others, known gender before unknown, then in order."""
    phrase = discourse.phrases[number]
    words = discourse.lines[phrase.sentence].words
    owner = phrase.end < len(words) and words[phrase.end].possessive
    return entity.label == "office", _oblique(discourse, number) or owner, not entity.gender, number


def _oblique(discourse: Discourse, number: int) -> bool:
    """Tell whether a preposition stands before a phrase and its title, so that it is no subject."""
    phrase = discourse.phrases[number]
    start = phrase.title.left if phrase.title is not None else phrase.start
    before = discourse.lines[phrase.sentence].words[max(0, start - 2) : start]
    return any(word.lower in word_list("nominals", "oblique") for word in before)


def _they(discourse: Discourse, number: int) -> Entity | None:
    """Return the last group, pair joined by "and" or by an encounter, people, or body before "they".

    A "They" that opens a sentence takes up the subject of one before; people named elsewhere only where there is none.
    """
    phrase = discourse.phrases[number]
    rows = [discourse.within(phrase.sentence - back, number) for back in range(_BACK)]
    opens = phrase.text == "They" and phrase.start == 0
    for row in rows:
        plural = next((entity for _, entity in row if entity.plural or entity.label == "people"), None)
        if row and plural is row[0][1]:
            return plural
        persons = [(i, entity) for i, entity in row if entity.label == "person"]
        if pair := _pair(discourse, persons) or _pair(discourse, row):
            return discourse.group(" and ".join(entity.name for entity in pair), pair)
        if plural is not None and not opens:
            return plural
    others = (entity for row in rows for _, entity in row if entity.plural or entity.label == "people")
    return next(others, None) or _subject(discourse, number, _is_party)


def _pair(discourse: Discourse, row: Sequence[tuple[int, Entity]]) -> list[Entity]:
    """Return the first entities of a sentence that belong together: "Blinken and Kuleba", "Blinken met with Kuleba"."""
    for (i, one), (j, other) in pairwise(row):
        if one is other or one.label != other.label or one.label not in {"person", "country", "organisation"}:
            continue
        first, second = discourse.phrases[i], discourse.phrases[j]
        between = [word.lower for word in discourse.lines[first.sentence].words[first.end : second.start]]
        if len(between) < _PAIR_GAP and not {".", ":", ";"} & set(between) and ("and" in between or _met(between)):
            return [one, other]
    return []


def _met(between: Sequence[str]) -> bool:
    """Tell whether the words between two names tell of an encounter: "spoke today with", "called", "hosted"."""
    direct = word_list("nominals", "direct_encounter") & set(between)
    return bool(direct) or ("with" in between and bool(encounter_words() & set(between)))


def _first_person(discourse: Discourse, number: int, issuers: Entity | None) -> Entity | None:
    """Return the author of a signed statement for "I", its issuers for "we"; inside quotation marks nobody.

    In a transcript "I" is the speaker of the turn and "we" the country that the speaker acts for.
    """
    phrase = discourse.phrases[number]
    if (speaker := discourse.speakers.get(phrase.sentence)) is not None:
        country = discourse.roster.country(speaker.country) if speaker.country else None
        return speaker if phrase.label == "person" else country
    if discourse.quotation(number) is not None:
        return None
    if phrase.label == "person":
        return discourse.author if discourse.issuer else None
    return issuers or (discourse.roster.country(discourse.issuer) if discourse.issuer else None)
