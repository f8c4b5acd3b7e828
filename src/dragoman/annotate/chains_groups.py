"""Groups: "the two sides", "both leaders", "all parties", and those who issue a joint statement."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from dragoman.annotate.chains_discourse import Discourse, encounter_words
from dragoman.annotate.chains_roster import Entity
from dragoman.annotate.mentions import Phrase
from dragoman.annotate.words import Word
from dragoman.gazetteer import lookup, word_list, words

__all__ = ["issuers", "shared"]

_NUMBER = {"two": 2, "both": 2, "pair": 2, "three": 3, "four": 4, "five": 5}
_JOINT = re.compile(
    r"(?:statement|communiqu\w+|declaration|text)\b.{0,120}"
    r"\b(?:released|issued|made|delivered|agreed|adopted) (?:jointly )?by"
    r"|^We, the|^Representatives of\b.*\b(?:met|agreed|issued)\b|^\W*Joint statement (?:of|by)\b"
    r"|^The (?:\w+ ){0,3}(?:ministers|leaders|representatives) of\b.*\b(?:met|issued)\b",
    re.IGNORECASE | re.DOTALL,
)
_AND = frozenset(("and", "and the", "-", "–", "and its ally"))
_GOVERNMENTS = frozenset(("country", "capital", "seat"))
_PREAMBLE = 6
_WINDOW = 8
_FAR = 40


def shared(discourse: Discourse, number: int, together: Entity | None) -> Entity | None:
    """Return the group that a shared noun stands for; None where not so many parties are named before it.

    `together` are those who issue a joint statement: "the parties" and "all sides" in it are they.
    """
    phrase = discourse.phrases[number]
    said = phrase.text.lower().split()
    if said[-1] in {"participants", "parties", "sides"} and said[0] not in _NUMBER:
        return together or _convened(discourse, number)
    count = _NUMBER.get(said[0], 2)
    noun = said[-1] if len(said) > 1 else ""
    members: list[Entity] = []
    if "korea" in phrase.text.lower():
        members = [discourse.roster.country("South Korea"), discourse.roster.country("North Korea")]
    elif not noun or noun in word_list("nominals", "shared.persons") or phrase.label == "person":
        office = " ".join(said[1:])
        members = _last(discourse, number, count, lambda entity: _bearer(entity, office))
        members = members or _last(discourse, number, count, _person)
    if not members and count == 2 and phrase.label != "person":
        members = _joined(discourse, number)
    if not members and (not noun or phrase.label != "person"):
        members = _last(discourse, number, count, lambda entity: _state(discourse, entity))
    return discourse.group(phrase.text, members) if len(members) >= count else None


def _joined(discourse: Discourse, number: int) -> list[Entity]:
    """Return two countries that this sentence or the one before joins: "South Korea and the United States"."""
    here = discourse.phrases[number]
    for sentence in (here.sentence, here.sentence - 1):
        words = discourse.lines[sentence].words[: here.start if sentence == here.sentence else None]
        named = [i for i, word in enumerate(words) if word.entry is not None and word.entry.kind in _GOVERNMENTS]
        for first, second in pairwise(named):
            between = " ".join(word.lower for word in words[first + 1 : second])
            one, other = words[first].entry, words[second].entry
            if one and other and one.name != other.name and between in _AND and not _placed(discourse, sentence, first):
                return [discourse.roster.country(one.name), discourse.roster.country(other.name)]
    return []


def _convened(discourse: Discourse, number: int) -> Entity | None:
    """Return all who took part in the last encounter told before "all parties" or "participants"."""
    here = discourse.phrases[number].sentence
    for sentence in range(here, max(-1, here - _FAR), -1):
        who = list(dict.fromkeys(e for _, e in discourse.within(sentence, number) if e.label == "person"))
        if len(who) > 1 and encounter_words() & {word.lower for word in discourse.lines[sentence].words}:
            return discourse.group(discourse.phrases[number].text, who)
    return None


def _last(
    discourse: Discourse, number: int, count: int, view: Callable[[Entity], Entity | None]
) -> list[Entity]:
    """Return the last so many entities before a phrase, as a view sees them, in the order of the text.

    Of more than enough countries in this sentence and the one before, those count that the document speaks of most.
    """
    found: list[Entity] = []
    start = discourse.phrases[number].sentence
    for i, entity in discourse.before(number, _WINDOW):
        if len(found) >= count and discourse.phrases[i].sentence < start - 1:
            break
        seen = (view(one) for one in entity.members or (entity,))
        found += [one for one in dict.fromkeys(seen) if one is not None and one not in found]
    if len(found) > count and found[0].label != "person":
        found.sort(key=lambda entity: -_weight(discourse, entity))
    return list(reversed(found[:count])) if len(found) >= count else []


def _weight(discourse: Discourse, entity: Entity) -> int:
    """Return how often a document speaks of a country or of those who act for it."""
    acting = (e for e in discourse.roster.entities if e.label == "person" and e.country == entity.name)
    return len(entity.seen) + sum(len(e.seen) for e in acting)


def _person(entity: Entity) -> Entity | None:
    return entity if entity.label == "person" else None


def _bearer(entity: Entity, plural: str) -> Entity | None:
    """Return a person who bears the office that a plural names: "vice foreign ministers"."""
    office = words().plurals.get(plural) or plural.removesuffix("s")
    return entity if entity.label == "person" and any(held.endswith(office) for held in entity.offices) else None


def _state(discourse: Discourse, entity: Entity) -> Entity | None:
    if entity.label == "person" and entity.country:
        return discourse.roster.country(entity.country)
    return entity if entity.label == "country" else None


def issuers(discourse: Discourse) -> Entity | None:
    """Return those who issue a joint statement together, as its first sentences name them; None where there is none."""
    for line in discourse.lines[:_PREAMBLE]:
        if not line.words or not _JOINT.search(line.text(0, len(line.words))):
            continue
        here = _parties(discourse, line.sentence)
        members = _listed(discourse, here, {"person"}) or _listed(discourse, here, {"country", "organisation"})
        if members:
            return discourse.group(" and ".join(entity.name for entity in members), members)
    return None


def _parties(discourse: Discourse, sentence: int) -> list[tuple[int, Entity]]:
    """Return the names of a sentence, and the body of an office in it: "the High Representative of *the EU*"."""
    here = dict(discourse.within(sentence))
    for number in discourse.by_sentence.get(sentence, []):
        title = discourse.phrases[number].title
        if number in here or title is None or title.of is None or title.plural:
            continue
        if lookup(title.of):
            here[number] = discourse.roster.country(title.of)
    return sorted(here.items())


def _listed(discourse: Discourse, here: Sequence[tuple[int, Entity]], labels: set[str]) -> list[Entity]:
    """Return the longest list in a sentence: names with only titles, commas and "and" between them."""
    runs: list[list[Entity]] = [[]]
    last: Phrase | None = None
    for number, entity in here:
        phrase = discourse.phrases[number]
        if entity.label not in labels:
            continue
        between = discourse.lines[phrase.sentence].words[last.end : phrase.start] if last else ()
        if not all(_lists(word) for word in between):
            runs.append([])
        if _beside(discourse, phrase):
            continue
        runs[-1].append(entity)
        last = phrase
    longest = max(runs, key=len)
    return list(dict.fromkeys(longest)) if len(longest) > 1 else []


def _beside(discourse: Discourse, phrase: Phrase) -> bool:
    """Tell whether a preposition makes a name the topic or place of a statement: "on Syria", "in Brussels"."""
    return _placed(discourse, phrase.sentence, phrase.start)


def _placed(discourse: Discourse, sentence: int, at: int) -> bool:
    line = discourse.lines[sentence]
    before = line.lower(at - 1)
    before = line.lower(at - 2) if before == "the" else before
    return before in {"on", "in", "at", "about", "for", "with", "to", "from"}


def _lists(word: Word) -> bool:
    listing = word.lower in word_list("nominals", "listing")
    return listing or word.capital or word.entry is not None or not word.text[0].isalpha()
