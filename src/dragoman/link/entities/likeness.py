"""Whether two names can be the name of one person.

The parts of one name are matched with those of the other (as written, by a romanisation, by a nickname, by an
initial), and what stays unmatched decides. The order of parts does not matter: "Ishiba Shigeru".

>>> compare_names("Lee Jae-myung", "Lee Jae Myung").level, compare_names("Lee Jae-myung", "Lee Jong-seok").level
('same', 'clash')
>>> compare_names("John D. Caine", "Dan Caine").level, compare_names("Wi", "Wi Sung-lac").level
('initials', 'family')
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz.distance import DamerauLevenshtein

from dragoman import gazetteer
from dragoman.link.entities.folding import fold
from dragoman.link.entities.persons import PersonName, common, parse
from dragoman.link.entities.romanise import near_given, same_family, same_given, same_sound
from dragoman.link.entities.tables import table

__all__ = ["Level", "NameMatch", "called_by_given", "compare_names", "given_name"]

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
    "part",        # one is another part of the other
    "given",       # the same, and that part is known as a given name
    "clash",       # they share a part, but another one differs
    "unrelated",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How two names stand to each other; ``said`` puts it in words, ``common`` marks a frequent family name."""

    level: Level
    said: str
    common: bool = False


def compare_names(left: str, right: str, countries: frozenset[str] = frozenset()) -> NameMatch:
    """Say how two names of persons stand to each other. ``countries`` are those that the two act for."""
    first, second = sorted((left, right))
    return _compare(first, second, countries)


@lru_cache(maxsize=262_144)
def _compare(left: str, right: str, countries: frozenset[str]) -> NameMatch:
    one, other = parse(left), parse(right)
    if len(one.parts) > len(other.parts):
        one, other = other, one
    sides = _Sides(one, other, _arabic(one, other, countries), bool(countries & _countries("iberian")))
    return _single(sides, countries) if len(one.parts) == 1 else _several(sides)


@dataclass(frozen=True, slots=True)
class _Sides:
    """Two names: ``one`` has no more parts than ``other``. Their parts may be ``arabic`` or ``iberian`` names."""

    one: PersonName
    other: PersonName
    arabic: bool
    iberian: bool


def _arabic(one: PersonName, other: PersonName, countries: frozenset[str]) -> bool:
    marked = one.arabic or other.arabic or bool(countries & _countries("arabic"))
    return marked or not _arabic_names().isdisjoint((*one.parts, *other.parts))


# --- a name of one part -------------------------------------------------------------------------------------------


def _single(sides: _Sides, countries: frozenset[str]) -> NameMatch:
    part, long = sides.one.parts[0], sides.other
    frequent = common(part)
    grades = [_grade(sides, 0, place) for place in range(len(long.parts))]
    places = {place for place, grade in enumerate(grades) if grade >= _ALIKE}
    if not places:
        return NameMatch("unrelated", "other names", frequent)
    if len(long.parts) == 1:
        return NameMatch("alone", f"both only “{part}”", frequent)
    named = " ".join(long.parts)
    if places & _called(long, countries):
        return NameMatch("family", f"“{part}” is what “{named}” is called", frequent)
    if given_name(part):
        return NameMatch("given", f"“{part}” is only a given name of “{named}”", frequent)
    return NameMatch("part", f"“{part}” is another part of “{named}”", frequent)


def _called(name: PersonName, countries: frozenset[str]) -> set[int]:
    """Return the places of the parts by which a person is called."""
    last = len(name.parts) - 1
    if name.asian:
        return {name.family}
    found = {last, last - 1} if last > 1 else {last}
    if any(called_by_given(country) for country in countries):
        found.add(0)
    return found


def called_by_given(country: str) -> bool:
    """Tell whether the people of a country may be called by the first part of their name."""
    return country in _countries("called_by_given") or country in _countries("family_first")


@cache
def _countries(key: str) -> frozenset[str]:
    return frozenset(table("transliteration")["order"][key])


# --- names of several parts ---------------------------------------------------------------------------------------

_SAME, _ROMANISED, _VARIANT, _ALIKE, _INITIAL = 5, 4, 3, 2, 1

_WEAKEST: dict[int, Level] = {
    _SAME: "same", _ROMANISED: "romanised", _VARIANT: "variant", _ALIKE: "alike", _INITIAL: "initials",
}  # fmt: skip

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

_Pair = tuple[int, int, int]  # the places of two parts, and their grade


def _several(sides: _Sides) -> NameMatch:
    one, other = sides.one, sides.other
    level = _level(sides, _matched(sides))
    frequent = common(one.parts[one.family]) or common(other.parts[other.family])
    return NameMatch(level, _SAID[level].format(one=" ".join(one.parts), other=" ".join(other.parts)), frequent)


def _level(sides: _Sides, pairs: list[_Pair]) -> Level:
    one, other = sides.one, sides.other
    whole = [(a, b) for a, b, grade in pairs if grade >= _ALIKE]
    if not whole:
        return "unrelated"
    least, most = len(one.parts) - len(pairs), len(other.parts) - len(pairs)
    families_met = (one.family, other.family) in whole
    if len(whole) == 1:
        return "initials" if len(pairs) > 1 and families_met and not least else "clash"
    if not most:
        return _WEAKEST[min(grade for _, _, grade in pairs)]
    if not least:
        return _one_side(sides, pairs, families_met)
    if not {len(part) for name, part in _unmatched(sides, pairs)} - {1}:
        return "clash"
    return "partial" if (0, 0) in whole and (families_met or len(whole) > 2 or sides.arabic) else "clash"


def _unmatched(sides: _Sides, pairs: list[_Pair]) -> list[tuple[PersonName, str]]:
    """Return the parts that have no partner in the other name, each with its name."""
    used_one, used_other = {a for a, _, _ in pairs}, {b for _, b, _ in pairs}
    return [
        *((sides.one, part) for place, part in enumerate(sides.one.parts) if place not in used_one),
        *((sides.other, part) for place, part in enumerate(sides.other.parts) if place not in used_other),
    ]


def _one_side(sides: _Sides, pairs: list[_Pair], families_met: bool) -> Level:
    """Judge names of which the longer one has all parts of the shorter."""
    if _initials(sides.one) and _initials(sides.other):
        return "clash"
    if any(grade == _INITIAL for _, _, grade in pairs):
        return "initials"
    second = sides.iberian and any(a == sides.one.family and b == sides.other.family - 1 for a, b, _ in pairs)
    return "fuller" if families_met or sides.arabic or second else "longer"


def _initials(name: PersonName) -> bool:
    return any(len(part) == 1 for part in name.parts[1:])


def _matched(sides: _Sides) -> list[_Pair]:
    """Pair the parts of two names, the surest first; each part is in one pair at most."""
    graded = sorted(
        (-_grade(sides, a, b), abs(a - b), a, b)
        for a in range(len(sides.one.parts))
        for b in range(len(sides.other.parts))
    )
    found: list[_Pair] = []
    for grade, _, a, b in graded:
        if grade < 0 and all(a != own and b != its for own, its, _ in found):
            found.append((a, b, -grade))
    return found


# --- two parts ----------------------------------------------------------------------------------------------------


def _grade(sides: _Sides, at: int, beside: int) -> int:
    """Say how well two parts agree: 5 as written … 1 as initial and name, 0 not at all."""
    one, other = sides.one, sides.other
    a, b = one.parts[at], other.parts[beside]
    if a == b or a.replace("-", "") == b.replace("-", ""):
        return _SAME
    if len(a) <= 1 or len(b) <= 1:
        return _INITIAL if a[:1] == b[:1] else 0
    if one.asian & other.asian:
        return _asian(sides, at, beside)
    if at != one.family and beside != other.family and _cut(*sorted((a, b), key=len)):
        return max(_ALIKE, _written(a, b, sides.arabic))
    return _written(a, b, sides.arabic)


def _cut(short: str, long: str) -> bool:
    """Tell whether a given name is another one cut short: "Stan" for "Stanislav", not "Paul" for "Pauline"."""
    return len(short) >= 3 and len(long) >= len(short) + 3 and long.startswith(short) and long[-1] not in "ae"


def _asian(sides: _Sides, at: int, beside: int) -> int:
    a, b = sides.one.parts[at], sides.other.parts[beside]
    traditions = sides.one.asian & sides.other.asian
    of_family = (at, beside) == (sides.one.family, sides.other.family)
    same = same_family if of_family else same_given
    if any(same(a, b, tradition) for tradition in traditions):
        return _ROMANISED
    return _ALIKE if "korean" in traditions and not of_family and near_given(a, b) else 0


@lru_cache(maxsize=262_144)
def _written(a: str, b: str, arabic: bool) -> int:
    """Grade two parts that are not the same."""
    if not _forms().get(a, frozenset()).isdisjoint(_forms().get(b, frozenset())):
        return _VARIANT
    if same_sound(a, b, "slavic") or same_sound(a, b, "japanese"):
        return _ROMANISED
    if given_name(a) and given_name(b):
        return 0
    if arabic and same_sound(a, b, "arabic"):
        return _ROMANISED
    return _ALIKE if _near(a, b) else 0


_GENDERED = ({"a", "y"}, {"a", "i"}, {"a", "v"}, {"a", "o"})


def _near(a: str, b: str) -> bool:
    """Tell whether two parts differ by one letter that is not the first, nor the ending of a woman's name."""
    if a[0] != b[0] or min(len(a), len(b)) < 4 or max(len(a), len(b)) < 5:
        return False
    if {a[-1], b[-1]} in _GENDERED or a + "a" == b or b + "a" == a:
        return False
    return DamerauLevenshtein.distance(a, b, score_cutoff=1) <= 1


@cache
def _forms() -> dict[str, frozenset[int]]:
    """Return for each given name the numbers of the rows that it stands in."""
    given = table("transliteration")["given"]
    found: dict[str, set[int]] = {}
    for number, row in enumerate([*given["forms"], *given["more"]["arabic"]]):
        for form in row:
            found.setdefault(form, set()).add(number)
    return {form: frozenset(rows) for form, rows in found.items()}


@cache
def _arabic_names() -> frozenset[str]:
    return frozenset(form for row in table("transliteration")["given"]["more"]["arabic"] for form in row)


@cache
def _given() -> frozenset[str]:
    lists = gazetteer.words()
    return frozenset(fold(name) for name in lists.female | lists.male)


def given_name(part: str) -> bool:
    """Tell whether a part of a name (folded) is known as a given name."""
    return part in _given() or part in _forms()
