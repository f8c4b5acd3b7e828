"""Names of persons: their parts, and whether two of them can be the name of one person.

A name is split into its parts; parts are matched with those of the other name (as written, by a romanisation, by a
nickname, by an initial), and what stays unmatched decides. The order of parts does not matter: "Ishiba Shigeru".

>>> compare_names("Lee Jae-myung", "Lee Jae Myung").level, compare_names("Lee Jae-myung", "Lee Jong-seok").level
('same', 'clash')
>>> compare_names("John D. Caine", "Dan Caine").level, compare_names("Wi", "Wi Sung-lac").level
('initials', 'family')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz.distance import DamerauLevenshtein

from dragoman import gazetteer
from dragoman.link.entities.folding import fold
from dragoman.link.entities.romanise import Tradition, chinese, families, korean, same_family, same_given, same_sound
from dragoman.link.entities.tables import table

__all__ = ["Level", "NameMatch", "PersonName", "common", "compare_names", "one_part", "parse", "parts"]

Level = Literal[
    "same",        # the same parts
    "romanised",   # the same parts in other spellings
    "variant",     # with a nickname or the form of another language
    "alike",       # one letter differs
    "fuller",      # one has a part more: a middle name, a patronymic
    "longer",      # one goes on after the family name of the other: a second family name
    "initials",    # the family name and initials agree
    "partial",     # first and family name agree, middle names differ
    "family",      # one is the family name (or what the person is called by) of the other
    "alone",       # both are the same single part
    "given",       # one is only the given name of the other
    "clash",       # they share a part, but another one differs
    "unrelated",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How two names stand to each other; ``said`` puts it in words, ``common`` marks a frequent family name."""

    level: Level
    said: str
    common: bool = False


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in parts: folded, without titles and particles; a Korean or Chinese given name is one part.

    ``family`` is the place of the family name, ``asian`` the traditions in which the name can be Korean or Chinese,
    ``suffix`` "jr", "iii" and the like.
    """

    parts: tuple[str, ...]
    family: int
    asian: frozenset[Tradition] = frozenset()
    suffix: str | None = None


_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv", "v": "v",
             "vi": "vi", "vii": "vii", "viii": "viii", "ix": "ix", "x": "x", "xii": "xii", "xiv": "xiv", "xvi": "xvi"}  # fmt: skip
_PARTICLES = frozenset(
    {
        "al",
        "el",
        "bin",
        "ibn",
        "bint",
        "van",
        "von",
        "der",
        "den",
        "de",
        "da",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "ter",
        "ten",
        "y",
        "e",
        "zu",
        "ul",
        "ur",
        "af",
        "do",
        "st",
    }
)
_LEADING = frozenset({"al", "el", "van", "von", "de", "del", "della", "dos", "der", "bin", "ibn"})
_ARTICLE = re.compile(r"^(?:al|el|as|ash|an|ar|at|ad|az|ul)-(?=\w{3})")
_NICKNAME = re.compile(r"[\"“(][^\"”)]*[\"”)]")


def parts(name: str) -> tuple[str, ...]:
    """Return the parts of a person's name, folded: without titles, particles, nicknames in quotes and suffixes."""
    return parse(name).parts


def one_part(name: str) -> bool:
    """Tell whether a person is named by one part only: "Wi", "al-Sisi", "President Lee"."""
    return len(parse(name).parts) <= 1


@lru_cache(maxsize=131_072)
def parse(name: str) -> PersonName:
    """Split the name of a person."""
    words = _words(name)
    suffix = None
    while len(words) > 1 and words[-1] in _SUFFIXES and (len(words) > 2 or len(words[-1]) > 1):
        suffix = _SUFFIXES[words.pop()]
    asian = _asian(words)
    if asian:
        return PersonName((words[0], "".join(words[1:])), 0, asian, suffix)
    turned = _asian([words[-1], *words[:-1]]) if _turned(words) else frozenset()
    if turned:
        return PersonName(("".join(words[:-1]), words[-1]), 1, turned, suffix)
    found = [word for index, word in enumerate(words) if not _particle(word, index, len(words))] or words
    return PersonName(tuple(found), len(found) - 1, _single_asian(found), suffix)


def _words(name: str) -> list[str]:
    """Return the folded words of a name without titles; "J.D." and "JD" are two initials."""
    plain = _NICKNAME.sub(" ", name)
    capitals = plain.upper() == plain
    words: list[str] = []
    for word in plain.replace(",", " ").split():
        bare = word.strip(".")
        if not words and (word in _titles() or bare in _titles()):
            continue
        if "." in bare or (not capitals and re.fullmatch(r"[A-Z]{2}", bare)):
            words += [fold(letter) for letter in re.findall(r"\w+", bare)] if "." in bare else list(bare.lower())
        else:
            words.append(_ARTICLE.sub("", fold(bare)))
    return [word for word in words if re.search(r"\w", word)] or [fold(name)]


@cache
def _titles() -> frozenset[str]:
    lists = gazetteer.words()
    return lists.honorifics | lists.ranks


def _particle(word: str, index: int, count: int) -> bool:
    if count == 1:
        return False
    return word in _LEADING if index == 0 else word in _PARTICLES and index < count - 1


def _asian(words: list[str]) -> frozenset[Tradition]:
    """Return the traditions in which these words are a family name and a given name of one to three syllables."""
    if not 2 <= len(words) <= 4:
        return frozenset()
    given = [piece for word in words[1:] for piece in word.split("-")]
    if len(given) > 3 or any(len(piece) > 7 for piece in given if len(given) > 1):
        return frozenset()
    readers = {"korean": korean, "chinese": chinese}
    return frozenset(
        tradition  # type: ignore[misc]
        for tradition, read in readers.items()
        if words[0] in families(tradition) and read("-".join(given) if len(given) > 1 else given[0])
    )


def _turned(words: list[str]) -> bool:
    """Tell whether a family name may stand last after a Korean or Chinese given name: "Jae-myung Lee"."""
    return len(words) == 3 or (len(words) == 2 and "-" in words[0])


def _single_asian(words: list[str]) -> frozenset[Tradition]:
    if len(words) != 1:
        return frozenset()
    return frozenset(t for t in ("korean", "chinese") if words[0] in families(t))


# --- two names ----------------------------------------------------------------------------------------------------


def compare_names(left: str, right: str, countries: frozenset[str] = frozenset()) -> NameMatch:
    """Say how two names of persons stand to each other. ``countries`` are those that the two act for."""
    first, second = sorted((left, right))
    return _compare(first, second, countries)


@lru_cache(maxsize=262_144)
def _compare(left: str, right: str, countries: frozenset[str]) -> NameMatch:
    one, other = parse(left), parse(right)
    if len(one.parts) > len(other.parts):
        one, other = other, one
    if len(one.parts) == 1:
        return _single(one, other, countries)
    return _several(one, other)


def _single(short: PersonName, long: PersonName, countries: frozenset[str]) -> NameMatch:
    part = short.parts[0]
    frequent = common(part)
    if len(long.parts) == 1:
        if _grade(part, long.parts[0], short, long, family=True) < _ALIKE:
            return NameMatch("unrelated", "other names", frequent)
        return NameMatch("alone", f"both only “{part}”", frequent)
    grades = [_grade(part, own, short, long, family=place == long.family) for place, own in enumerate(long.parts)]
    places = {place for place, grade in enumerate(grades) if grade >= _ALIKE}
    if places & _called(long, countries):
        return NameMatch("family", f"“{part}” is what “{' '.join(long.parts)}” is called", frequent)
    if places:
        return NameMatch("given", f"“{part}” is another part of “{' '.join(long.parts)}”", frequent)
    return NameMatch("unrelated", "other names", frequent)


def _called(name: PersonName, countries: frozenset[str]) -> set[int]:
    """Return the places of the parts by which a person is called."""
    last = len(name.parts) - 1
    if name.asian:
        return {name.family}
    found = {last}
    if len(name.parts) > 2:
        found.add(last - 1)
    if countries & _by_given():
        found.add(0)
    return found


@cache
def _by_given() -> frozenset[str]:
    return frozenset(table("transliteration")["order"]["called_by_given"])


_SAME, _ROMANISED, _VARIANT, _ALIKE, _INITIAL = 5, 4, 3, 2, 1


def _several(one: PersonName, other: PersonName) -> NameMatch:
    pairs = _matched(one, other)
    frequent = common(one.parts[one.family]) or common(other.parts[other.family])
    whole = [grade for _, _, grade in pairs if grade >= _ALIKE]
    left_over = (len(one.parts) - len(pairs), len(other.parts) - len(pairs))
    level = _level(one, other, pairs, left_over)
    said = _SAID[level].format(one=" ".join(one.parts), other=" ".join(other.parts))
    if level in {"same", "fuller", "longer"} and whole and min(whole) < _SAME and not max(left_over):
        level = "same"
    return NameMatch(level, said, frequent)


_SAID: dict[Level, str] = {
    "same": "the same name",
    "romanised": "“{one}” and “{other}” are spellings of one name",
    "variant": "“{one}” and “{other}” are forms of one name",
    "alike": "“{one}” and “{other}” differ by a letter",
    "fuller": "“{other}” has a part more than “{one}”",
    "longer": "“{other}” goes on after “{one}”",
    "initials": "the initials of “{one}” and “{other}” agree",
    "partial": "“{one}” and “{other}” have another middle name",
    "clash": "“{one}” and “{other}” differ in one part",
    "unrelated": "other names",
}

_Pair = tuple[int, int, int]


def _level(one: PersonName, other: PersonName, pairs: list[_Pair], left_over: tuple[int, int]) -> Level:
    whole = [grade for _, _, grade in pairs if grade >= _ALIKE]
    if not whole:
        return "unrelated"
    families_met = any(a == one.family and b == other.family for a, b, grade in pairs if grade >= _ALIKE)
    if len(whole) == 1:
        return "initials" if len(pairs) > 1 and families_met and not min(left_over) else "clash"
    if not max(left_over):
        return _weakest(min(grade for _, _, grade in pairs))
    if not min(left_over):
        return _one_side(one, other, pairs, families_met)
    first_met = any(a == 0 and b == 0 for a, b, _ in pairs)
    return "partial" if first_met and (families_met or len(whole) > 2) else "clash"


def _weakest(grade: int) -> Level:
    levels: dict[int, Level] = {
        _SAME: "same",
        _ROMANISED: "romanised",
        _VARIANT: "variant",
        _ALIKE: "alike",
        _INITIAL: "initials",
    }
    return levels[grade]


def _one_side(one: PersonName, other: PersonName, pairs: list[_Pair], families_met: bool) -> Level:
    """Judge names of which the longer one has all parts of the shorter."""
    if _initials(one) and _initials(other) and len(one.parts) != len(other.parts):
        return "clash"
    if any(grade == _INITIAL for _, _, grade in pairs):
        return "initials"
    return "fuller" if families_met else "longer"


def _initials(name: PersonName) -> bool:
    return any(len(part) == 1 for part in name.parts[1:])


def _matched(one: PersonName, other: PersonName) -> list[_Pair]:
    """Pair the parts of two names, the surest first; each part is in one pair at most."""
    graded = [
        (-_grade(a, b, one, other, family=i == one.family and j == other.family), abs(i - j), i, j)
        for i, a in enumerate(one.parts)
        for j, b in enumerate(other.parts)
    ]
    used_one: set[int] = set()
    used_other: set[int] = set()
    found: list[_Pair] = []
    for grade, _, i, j in sorted(graded):
        if grade < 0 and i not in used_one and j not in used_other:
            used_one.add(i)
            used_other.add(j)
            found.append((i, j, -grade))
    return found


def _grade(a: str, b: str, one: PersonName, other: PersonName, *, family: bool) -> int:
    """Say how well two parts agree: 5 as written … 1 as initial and name, 0 not at all."""
    if a.replace("-", "") == b.replace("-", ""):
        return _SAME
    if len(a) == 1 or len(b) == 1:
        return _INITIAL if a[0] == b[0] else 0
    asian = one.asian & other.asian
    if asian:
        same = same_family if family else same_given
        return _ROMANISED if any(same(a, b, tradition) for tradition in asian) else 0
    if not _forms().get(a, frozenset()).isdisjoint(_forms().get(b, frozenset())):
        return _VARIANT
    if _sounds(a, b):
        return _ROMANISED
    return _ALIKE if _near(a, b) else 0


@lru_cache(maxsize=131_072)
def _sounds(a: str, b: str) -> bool:
    return any(same_sound(a, b, tradition) for tradition in ("slavic", "japanese", "arabic"))


def _near(a: str, b: str) -> bool:
    allowed = 1 if min(len(a), len(b)) >= 5 else 0
    return bool(allowed) and a[0] == b[0] and DamerauLevenshtein.distance(a, b, score_cutoff=allowed) <= allowed


@cache
def _forms() -> dict[str, frozenset[int]]:
    """Return for each given name the numbers of the rows that it stands in."""
    found: dict[str, set[int]] = {}
    for number, row in enumerate(table("transliteration")["given"]["forms"]):
        for form in row:
            found.setdefault(form, set()).add(number)
    return {form: frozenset(rows) for form, rows in found.items()}


@cache
def _common() -> frozenset[str]:
    return frozenset(table("transliteration")["common"]["families"])


def common(family: str) -> bool:
    """Tell whether a family name (folded) is so frequent that it says little."""
    return family in _common()
