"""Blocking of persons: keys that all spellings of a name share, so that only names alike are compared.

A part of a name is brought to the classes of its consonants ("Zelenskyy" and "Zelensky" → ``SLNSK``), a nickname to
the name it stands for, a Korean or Chinese family name to its usual spelling.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

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
    """Return the keys of a name of several parts: each part by its sound with the first sound of each other part."""
    parsed = parse(name)
    found = set()
    for place, part in enumerate(parsed.parts):
        if len(part) == 1:
            continue
        others = {
            first for other, own in enumerate(parsed.parts) if other != place for first in _firsts(parsed, own, other)
        }
        found |= {f"{key}|{first}" for key in _sounds(parsed, part, place) for first in others}
    return found


def called_keys(name: str) -> set[str]:
    """Return the sounds of the parts by which a person may be called: every part that is no initial."""
    parsed = parse(name)
    return {key for place, part in enumerate(parsed.parts) if len(part) > 1 for key in _sounds(parsed, part, place)}


def _sounds(name: PersonName, part: str, place: int) -> set[str]:
    """Return the keys of a part: its sound, or the part itself where that is one class only ("Suu", "Joe")."""
    forms = (part, *_usual().get(part, ()))
    found = {key if len(key) > 1 else f"{key}{form}" for form in forms for key in [sound(form)]}
    if name.asian and place == name.family:
        found |= {f"={usual}" for tradition in name.asian for usual in families(tradition)[part]}
    return found


def _firsts(name: PersonName, part: str, place: int) -> set[str]:
    return {key[:2] if key[0] == "=" else key[:1] for key in _sounds(name, part, place) if key}


@cache
def _usual() -> dict[str, tuple[str, ...]]:
    """Return for each form of a given name the first forms of the rows that it stands in."""
    given = table("transliteration")["given"]
    found: dict[str, list[str]] = {}
    for row in [*given["forms"], *given["more"]["arabic"]]:
        for form in row:
            found.setdefault(form, []).append(row[0])
    return {form: tuple(first) for form, first in found.items()}
