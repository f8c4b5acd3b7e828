"""Blocking of persons: keys that all spellings of a name share, so that only names alike are compared.

A part of a name is brought to the classes of its consonants ("Zelenskyy" and "Zelensky" → ``SLNSK``), a nickname to
the name it stands for, a Korean or Chinese family name to its usual spelling.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dragoman.link.entities.likeness import given_name
from dragoman.link.entities.persons import PersonName, parse
from dragoman.link.entities.romanise import families
from dragoman.link.entities.tables import table

__all__ = ["called_keys", "name_keys", "sound"]

_CLASSES = {
    **dict.fromkeys("bpfv", "B"), **dict.fromkeys("dt", "D"), **dict.fromkeys("kgqc", "K"), **dict.fromkeys("szj", "S"),
    **dict.fromkeys("lr", "L"), "m": "N", "n": "N",
}  # fmt: skip
_SOFT = re.compile(r"sch|tch|ch|sh|zh|hs|ts|tz|dz|dj|(?:c)(?=[ei])|^x|(?:q|x)(?=i)")
_SILENT = re.compile(r"[^a-z]")


@lru_cache(maxsize=131_072)
def sound(part: str) -> str:
    """Return the classes of the consonants of a folded part of a name, with "A" for a vowel at its beginning.

    >>> sound("zelenskyy"), sound("kadhafi"), sound("gaddafi"), sound("oleksandr")
    ('SLNSK', 'KDB', 'KDB', 'ALKSNDL')
    """
    plain = _SILENT.sub("", _SOFT.sub("s", part).replace("x", "ks"))
    start = "A" if plain[:1] in set("aeiouyw") else "H" if plain[:1] == "h" else ""
    classes = [_CLASSES[letter] for letter in plain if letter in _CLASSES]
    kept = [each for place, each in enumerate(classes) if place == 0 or each != classes[place - 1]]
    return start + "".join(kept)


def name_keys(name: str) -> set[str]:
    """Return the keys of a name of several parts: each part by its sound with the first sounds of each other part."""
    parsed = parse(name)
    firsts = [_firsts(parsed, part, place) for place, part in enumerate(parsed.parts)]
    return {
        f"{key}|{first}"
        for place, part in enumerate(parsed.parts)
        if len(part) > 1
        for key in _sounds(parsed, part, place)
        for other, several in enumerate(firsts)
        if other != place
        for first in several
    }


def called_keys(name: str, *, given: bool = True) -> set[str]:
    """Return the sounds of the parts by which a person may be called: every part that is no initial.

    Without ``given``, a known given name at the beginning of a longer name is left out.
    """
    parsed = parse(name)
    start = 0 if given or len(parsed.parts) == 1 or not given_name(parsed.parts[0]) else 1
    several = list(enumerate(parsed.parts))[start:]
    return {key for place, part in several if len(part) > 1 for key in _sounds(parsed, part, place)}


def _sounds(name: PersonName, part: str, place: int) -> set[str]:
    """Return the keys of a part: its sound, or the part itself where that is one class only ("Suu", "Joe")."""
    forms = (part, *_usual().get(part, ()))
    found = {key if len(key) > 1 else f"{key}{form}" for form in forms for key in [sound(form)]}
    if name.asian and place == name.family:
        found |= {f"={usual}" for tradition in name.asian for usual in families(tradition)[part]}
    return found


def _firsts(name: PersonName, part: str, place: int) -> set[str]:
    """Return the first two sounds of a part; of an initial every pair that it may begin."""
    if len(part) > 1:
        return {key if key[0] == "=" else key[:2] for key in _sounds(name, part, place)}
    classes = {sound(part), "S"} if part == "c" else {sound(part)}
    return {first + second for first in classes for second in (*"BDKLNS", part)}


@cache
def _usual() -> dict[str, tuple[str, ...]]:
    """Return for each form of a given name the first forms of the rows that it stands in."""
    given = table("transliteration")["given"]
    found: dict[str, list[str]] = {}
    for row in [*given["forms"], *given["more"]["arabic"]]:
        for form in row:
            found.setdefault(form, []).append(row[0])
    return {form: tuple(first) for form, first in found.items()}
