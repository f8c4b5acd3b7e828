"""Names of persons and their parts.

>>> parse("President Wi Sung-lac").parts, parse("J.D. Vance").parts, parse("Mohammed bin Salman").parts
(('president', 'wi', 'sung-lac'), ('j', 'd', 'vance'), ('mohammed', 'salman'))
>>> parse("Lee Jae Myung").parts, parse("Jae-myung Lee").parts, parse("Ferdinand Marcos Jr.").suffix
(('lee', 'jaemyung'), ('jae-myung', 'lee'), 'jr')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman import gazetteer
from dragoman.link.entities.folding import fold
from dragoman.link.entities.romanise import Tradition, chinese, families, korean
from dragoman.link.entities.tables import table

__all__ = ["PersonName", "common", "one_part", "parse", "parts"]


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts: folded, without titles and particles; a Korean or Chinese given name is one part.

    ``family`` is the place of the family name, ``asian`` the traditions in which the name can be Korean or Chinese;
    ``arabic`` tells that it has a particle of Arabic names; ``suffix`` is "jr", "iii" and the like.
    """

    parts: tuple[str, ...]
    family: int
    asian: frozenset[Tradition] = frozenset()
    arabic: bool = False
    suffix: str | None = None


_NICKNAME = re.compile(r"[\"“(][^\"”)]*[\"”)]")
_ARTICLE = re.compile(r"^(?:al|el|as|ash|an|ar|at|ad|az|ul)-(?=\w{3})")
_SPLIT_SERVANT = re.compile(r"\babd[aeu]?[ -](?:[aeu]l|ar|as|ash|an)[ -]|\babd[aeu]l[ -]")


def parts(name: str) -> tuple[str, ...]:
    """Return the parts of a person's name, folded: without titles, particles, nicknames in quotes and suffixes."""
    return parse(name).parts


def one_part(name: str) -> bool:
    """Tell whether a person is named by one part only: "Wi", "al-Sisi", "Antony J."."""
    found = parse(name).parts
    return len(found) == 1 or (len(found[-1]) == 1 and sum(len(part) > 1 for part in found) == 1)


@lru_cache(maxsize=131_072)
def parse(name: str) -> PersonName:
    """Split the name of a person."""
    words = _words(name)
    suffix = None
    while len(words) > 1 and words[-1] in _suffixes() and (len(words) > 2 or len(words[-1]) > 1):
        suffix = _suffixes()[words.pop()]
    asian = _asian(words)
    if asian:
        return PersonName((words[0], "".join(words[1:])), 0, asian, suffix=suffix)
    turned = _asian([words[-1], *words[:-1]]) if _turned(words) else frozenset()
    if turned:
        return PersonName(("".join(words[:-1]), words[-1]), 1, turned, suffix=suffix)
    found = [word for place, word in enumerate(words) if not _particle(word, place, len(words))] or words
    bare = tuple(_ARTICLE.sub("", word) for word in found)
    arabic = bool(_list("arabic") & set(words)) or bare != tuple(found)
    return PersonName(bare, len(bare) - 1, _single_asian(bare), arabic, suffix)


def _words(name: str) -> list[str]:
    """Return the folded words of a name without titles; "J.D." and "JD" are two initials."""
    plain = _NICKNAME.sub(" ", name).replace(",", " ")
    capitals = plain.upper() == plain
    words: list[str] = []
    for word in plain.split():
        bare = word.strip(".")
        if not words and (word in _titles() or bare.lower() in _list("titles")):
            continue
        if "." in bare:
            words += [fold(letter) for letter in re.findall(r"\w+", bare)]
        elif not capitals and re.fullmatch(r"[A-Z]{2}", bare) and bare.lower() not in families("chinese"):
            words += list(bare.lower())
        else:
            words.append(fold(bare))
    joined = _SPLIT_SERVANT.sub("abdul", " ".join(words))
    return [word for word in joined.split() if re.search(r"\w", word)] or [fold(name)]


@cache
def _list(key: str) -> frozenset[str]:
    return frozenset(table("transliteration")["parts"][key])


@cache
def _suffixes() -> dict[str, str]:
    return dict(table("transliteration")["parts"]["suffixes"])


@cache
def _titles() -> frozenset[str]:
    lists = gazetteer.words()
    return lists.honorifics | lists.ranks


def _particle(word: str, place: int, count: int) -> bool:
    if count == 1:
        return False
    return word in _list("leading") if place == 0 else word in _list("particles") and place < count - 1


def _asian(words: list[str]) -> frozenset[Tradition]:
    """Return the traditions in which these words are a family name and a given name of one to three syllables."""
    if not 2 <= len(words) <= 4:
        return frozenset()
    given = [piece for word in words[1:] for piece in word.split("-")]
    if len(given) > 3 or any(len(piece) > 7 for piece in given if len(given) > 1):
        return frozenset()
    spelled = "-".join(given)
    found: set[Tradition] = set()
    if words[0] in families("korean") and korean(spelled):
        found.add("korean")
    if words[0] in families("chinese") and chinese(spelled):
        found.add("chinese")
    return frozenset(found)


def _turned(words: list[str]) -> bool:
    """Tell whether a family name may stand last after a Korean or Chinese given name: "Jae-myung Lee"."""
    return len(words) == 3 or (len(words) == 2 and "-" in words[0])


def _single_asian(words: tuple[str, ...]) -> frozenset[Tradition]:
    if len(words) != 1:
        return frozenset()
    found: set[Tradition] = {"korean"} if words[0] in families("korean") else set()
    return frozenset(found | ({"chinese"} if words[0] in families("chinese") else set()))


@cache
def _common() -> frozenset[str]:
    lists = table("transliteration")["common"]
    return frozenset(lists["families"]) | frozenset(lists["shared"])


def common(family: str) -> bool:
    """Tell whether a family name (folded) is so frequent, or shared by so many known persons, that it says little."""
    return family in _common()
