"""Groups of people and parties: "the two sides", "both leaders", "senior South Korean officials", "14 countries"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dragoman.annotate.mentions import Phrase, nominal
from dragoman.annotate.words import Line, Word
from dragoman.gazetteer import word_list, words

__all__ = ["group", "shared"]

_ADJECTIVE = re.compile(
    r"(?:al|ic|ary|ive|ous|ian|ese|ish|ful|able|ible|less|ern|ed|ant|ent|level|based|backed|led|an"
    r"|(?:participat|neighbor|neighbour|visit|develop|emerg|rul|oppos|lead|sitt|compet)ing)$"
)
_NUMERAL = re.compile(r"\d{1,3}(?:,\d{3})*")
_COUNTS = frozenset(("two", "three", "four", "five", "pair"))
_LONGEST = 7


def shared(line: Line, at: int) -> Phrase | None:
    """Return "two sides", "both countries", "two foreign ministers", "two", "all parties" that begin at a word."""
    if (convened := _convened(line, at)) is not None:
        return convened
    start = _shared_start(line, at)
    if start is None:
        return None
    end = start + (line.lower(start) not in {"sides", "parties"})
    end += line.lower(end) in {"the", "their", "of"} and line.lower(start) == "both"
    first = end
    while end < len(line.words) and _between(line.words[end]):
        end += 1
    noun = line.lower(end)
    if noun in word_list("nominals", "shared.persons"):
        return nominal(line, start, end + 1, "person", plural=True, kind="shared")
    if noun in word_list("nominals", "shared.states"):
        return nominal(line, start, end + 1, "country", plural=True, kind="shared")
    bare = end == first and (noun in word_list("nominals", "after_pair") or noun.endswith("ed") or not noun.isalpha())
    if bare and line.lower(start) in _COUNTS | {"both"}:
        return nominal(line, start, first, "people", plural=True, kind="shared")
    return None


def _convened(line: Line, at: int) -> Phrase | None:
    """Return "participants" or "all parties", unless their own complement says whose they are."""
    every = line.lower(at) == "all" and line.lower(at + 1) in {"parties", "sides", "participants"}
    if not every and line.lower(at) != "participants":
        return None
    end = at + 1 + every
    if line.lower(end) in {"in", "from", "of", "to"}:
        return None
    return nominal(line, at, end, "people", plural=True, kind="shared")


def _shared_start(line: Line, at: int) -> int | None:
    """Return where a shared noun begins behind its article, None where none does."""
    first, second = line.lower(at), line.lower(at + 1)
    if first == "both":
        return at
    if first == "all" and second in _COUNTS:
        return at + 1
    if first in {"the", "these", "those", "our"} and second in _COUNTS | {"sides", "parties"}:
        return at + 1
    return None


def _between(word: Word) -> bool:
    modifiers = words().title_modifiers | word_list("nominals", "modifiers")
    return word.entry is not None or word.lower in modifiers


def group(line: Line, at: int, names: Mapping[int, Phrase]) -> Phrase | None:
    """Return a group of people that begins at a word, with what completes it; `names` are the names by first word."""
    noun = _group_noun(line, at)
    if noun is None or (noun > at and _is_verb(line, at)):
        return None
    country = next((names[i].country for i in range(at, noun) if i in names and names[i].country), None)
    return nominal(line, at, _complement(line, noun + 1, names), "people", plural=True, country=country)


def _is_verb(line: Line, at: int) -> bool:
    """Tell whether a word in -ed before a group is a verb ("he *notified* several countries"), no modifier."""
    modifiers = word_list("nominals", "modifiers") | words().title_modifiers
    if not line.lower(at).endswith("ed") or line.lower(at) in modifiers or at == 0:
        return False
    inside = {"the", "all", "other", "some", "and", "those", "these"}
    return line.lower(at - 1) not in word_list("nominals", "oblique") | inside


def _group_noun(line: Line, at: int) -> int | None:
    """Return the noun for people that the words from `at` on lead to: the last of several ("party members")."""
    people = word_list("nominals", "people")
    noun = at
    while noun - at < _LONGEST and line.lower(noun) not in people and noun < len(line.words) and _modifies(line, noun):
        noun += 1
    while line.lower(noun) in people and line.lower(noun + 1) in people and not line.words[noun + 1].capital:
        noun += 1
    if line.lower(noun) not in people or line.words[noun].entry is not None or (line.words[noun].capital and noun > 0):
        return None
    if line.lower(noun + 1) in word_list("nominals", "attributed") and line.lower(noun) not in {"leaders", "members"}:
        return None
    alone = noun == at and line.lower(at - 1) != "the"
    return None if alone and line.lower(noun) in word_list("nominals", "collective") else noun


def _modifies(line: Line, at: int) -> bool:
    """Tell whether a word may stand before the noun of a group."""
    word = line.words[at]
    if word.entry is not None:
        return word.entry.kind in {"country", "demonym", "body", "region"}
    if not word.text[0].isalnum() or word.possessive or word.lower in word_list("nominals", "not_modifiers"):
        return False
    if word.text[0].isdigit():
        return _NUMERAL.fullmatch(word.text) is not None
    if word.capital and at > 0:
        return False
    listed = word_list("nominals", "numbers") | word_list("nominals", "modifiers") | word_list("nominals", "people")
    if word.lower in listed or word.lower in words().title_modifiers:
        return True
    return not word.capital and len(word.text) > 4 and _ADJECTIVE.search(word.lower) is not None


def _complement(line: Line, at: int, names: Mapping[int, Phrase]) -> int:
    """Return the end of what completes a group: "of the 26 ARF countries", "close to the matter", "from Iran"."""
    if (line.lower(at), line.lower(at + 1)) in {("close", "to"), ("familiar", "with")}:
        return min(at + 4, len(line.words))
    start = at + 1 + (line.lower(at + 1) in {"the", "these", "those", "all"})
    if line.lower(at) not in {"of", "from"} or start not in names:
        return at
    end = names[start].end
    other = end + 1 + (line.lower(end + 1) == "the")
    if line.lower(end) == "and" and other in names and names[start].label == names[other].label == "country":
        return names[other].end
    if line.lower(end) in {",", "and", "'s"}:
        return at
    return end + 1 if line.lower(end) in word_list("nominals", "people") else end
