"""What a measure is aimed at: its target, its goods, its kind; the tables are in ``data/measure_kinds.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.gazetteer import country_of, lookup
from dragoman.link.nodes import Who
from dragoman.ontology import table

__all__ = [
    "Aim",
    "aim_of",
    "changes_rate",
    "family_of",
    "goods_of",
    "imposer_of",
    "kinds_of",
    "named_goods",
    "package_of",
    "percents_of",
]

_WORD = re.compile(r"[a-z][a-z-]*[a-z]")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?) ?(?:%|per ?cent\b|percent\b)", re.IGNORECASE)
_ORDINALS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7",
    "eighth": "8", "ninth": "9", "tenth": "10", "eleventh": "11", "twelfth": "12", "thirteenth": "13",
    "fourteenth": "14", "fifteenth": "15", "sixteenth": "16", "seventeenth": "17", "eighteenth": "18",
    "nineteenth": "19", "twentieth": "20",
}  # fmt: skip
_PACKAGE = re.compile(rf"\b({'|'.join(_ORDINALS)}|\d+(?=st|nd|rd|th))(?:st|nd|rd|th)? (?:\w+ )?(?:package|round)\b")
_GENERIC = re.compile(
    r"(?:(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores?|several|some|many|most|"
    r"all|other|various|certain|key|major|selected|individual|senior|former|more|additional|the|a|an|and|than|about|of)"
    r"(?: |$))+",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"\b(?:of|from|in|who|that|which|with|without|connected|believed|and)\b")
_NUMBER = re.compile(r"\b\d[\d,]*\b")
_COUNTED = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "fourteen": "14", "fifteen": "15", "twenty": "20",
}  # fmt: skip
_GOODS_OF = re.compile(
    r"^(?:all )?(?:goods|products|imports|exports|shipments) (?:from|of) |(?<=\w) (?:goods|imports|exports|products)$"
)


@dataclass(frozen=True, slots=True)
class Aim:
    """Whom a measure is aimed at.

    ``kind``: *country*, *named* (a person, company or body), *group* ("five officials of Belarus") or *nobody* (the
    text names no target: "a tariff on imported cars"). ``key`` is what two tellings of one target share: the country,
    the entity, or the word that the group is of ("official"). ``words`` and ``number`` describe a group.
    """

    kind: str
    key: str
    words: frozenset[str] = frozenset()
    number: str | None = None


def imposer_of(who: Who | None) -> str | None:
    """Return the side that imposes: the country, whatever office acts for it, else the body."""
    return None if who is None else who.country or country_of(who.name) or who.entity or who.name


def aim_of(who: Who | None) -> Aim:
    """Return whom a measure is aimed at."""
    return Aim("nobody", "-") if who is None else _aim(who)


@lru_cache(maxsize=1 << 14)
def _aim(who: Who) -> Aim:
    name = _GOODS_OF.sub("", who.name)
    entry = lookup(name)
    if entry and entry.country and entry.kind in ("country", "demonym", "people", "capital", "seat"):
        return Aim("country", entry.country)
    if who.label == "country":
        return Aim("country", who.country or who.name)
    if _is_group(who):
        return _group(name)
    return Aim("named", who.entity or who.name)


def _is_group(who: Who) -> bool:
    rest = who.name.split()[1:]
    plain = bool(rest) and not any(character.isupper() for word in rest for character in word)
    return who.label == "people" or plain or who.name.islower() or _GENERIC.match(who.name) is not None


@lru_cache(maxsize=1 << 12)
def _group(name: str) -> Aim:
    noun = _GENERIC.sub("", _ATTACHED.split(name.lower(), maxsplit=1)[0])
    head = [word for word in _WORD.findall(noun) if word not in _COUNTED]
    number = _NUMBER.search(name)
    counted = number.group() if number else next((_COUNTED[w] for w in name.lower().split() if w in _COUNTED), None)
    countries = {found for word in re.findall(r"[A-Z]\w+", name) if (found := country_of(word))}
    words = frozenset(_singular(word) for word in _WORD.findall(_GENERIC.sub("", name.lower()))) | countries
    return Aim("group", _singular(head[-1]) if head else "-", words, counted)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def family_of(instrument: str) -> str:
    """Return the family of an instrument: "visa ban" and "visa revocation" may be one measure."""
    return _families().get(instrument.lower(), instrument.lower())


@lru_cache(maxsize=1 << 12)
def goods_of(product: str | None) -> frozenset[str]:
    """Return the words of the goods that a measure is limited to; empty for goods in general.

    >>> sorted(goods_of("steel and automobiles")), sorted(goods_of("all imports"))
    (['car', 'steel'], [])
    """
    if product is None:
        return frozenset()
    same, general = _goods()
    found = set()
    for word in _WORD.findall(product.lower()):
        if word not in general and country_of(word.capitalize()) is None:
            found.add(same.get(word) or _singular(word))
    return frozenset(found)


@lru_cache(maxsize=1 << 14)
def named_goods(sentence: str) -> frozenset[str]:
    """Return the goods of the table that a sentence names, whatever it says of them."""
    return goods_of(sentence) & _listed()


@lru_cache(maxsize=1 << 14)
def kinds_of(sentence: str) -> frozenset[str]:
    """Return the kinds of tariff that a sentence names: "reciprocal", "anti-dumping" and so on."""
    return frozenset(kind for kind, pattern in _kinds().items() if pattern.search(sentence))


@lru_cache(maxsize=1 << 14)
def package_of(sentence: str) -> str | None:
    """Return the number of the package of sanctions that a sentence is about, if it gives one."""
    match = _PACKAGE.search(sentence.lower())
    return None if match is None else _ORDINALS.get(match[1], match[1])


@lru_cache(maxsize=1 << 14)
def percents_of(sentence: str) -> frozenset[float]:
    """Return every percentage in a sentence."""
    return frozenset(float(match) for match in _PERCENT.findall(sentence))


@lru_cache(maxsize=1 << 14)
def changes_rate(sentence: str) -> bool:
    """Tell whether a sentence speaks of a rate that changes: "cut from 11 to 6 percent", "6 percent instead of 11"."""
    return re.search(table("measure_kinds")["change"]["words"], sentence, re.IGNORECASE) is not None


@cache
def _families() -> dict[str, str]:
    table_of = table("measure_kinds")["instruments"]
    return {name.lower(): family for family, names in table_of.items() for name in names}


@cache
def _goods() -> tuple[dict[str, str], frozenset[str]]:
    rows = table("measure_kinds")["goods"]
    return {w: group.split()[0] for group in rows["same"] for w in group.split()}, frozenset(rows["any"].split())


@cache
def _listed() -> frozenset[str]:
    return goods_of(" ".join(table("measure_kinds")["goods"]["listed"].split()))


@cache
def _kinds() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in table("measure_kinds")["kinds"].items()}
