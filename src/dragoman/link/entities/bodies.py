"""Names of bodies: ministries, agencies, companies, parties.

>>> body_name("Ministry of Foreign Affairs", "Japan") == body_name("Japanese Foreign Ministry", None)
True
>>> body_name("Samsung Electronics Co.", None), body_name("Department of State", None)
(('samsungelectronics', None), ('statedepartment', 'United States'))
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dragoman import gazetteer
from dragoman.link.entities.folding import fold, squash
from dragoman.link.entities.tables import table

__all__ = ["acronym_of", "body_name", "needs_country"]

_OF = re.compile(
    r"^(?P<head>ministry|department|office|bureau|agency|council|committee|commission|embassy|party|parliament)"
    r" (?:of|for|on) (?:the )?(?P<topic>.+)$"
)
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "at", "a", "de", "la", "del", "y"})


@lru_cache(maxsize=65_536)
def body_name(name: str, country: str | None) -> tuple[str, str | None]:
    """Return the name of a body as it is compared, and its country where the name or the document gives one."""
    entry = gazetteer.lookup(name)
    if entry and entry.kind == "body" and not _vague(entry.name):
        return squash(_topic_first(fold(entry.name))), entry.country
    bare, named = _without_country(_without_brackets(name))
    words = " ".join(_without_suffix(_spelled(bare)))
    return squash(_topic_first(words)) or squash(name), named or country or (entry.country if entry else None)


def needs_country(name: str) -> bool:
    """Tell whether a name says nothing without a country: "Foreign Ministry", "National Assembly", "ruling party"."""
    entry = gazetteer.lookup(name)
    return not (entry and entry.country) and _vague(name)


@lru_cache(maxsize=65_536)
def _vague(name: str) -> bool:
    """Tell whether a name is made of words by which bodies of every state are called."""
    words = [word for word in _spelled(_without_brackets(name)) if word not in _SMALL]
    heads = _list("state", "heads")
    return bool(words) and bool(heads & {words[0], words[-1]}) and heads | _list("state", "topics") >= set(words)


@cache
def _list(part: str, key: str) -> frozenset[str]:
    return frozenset(table("body_names")[part][key])


def _spelled(name: str) -> list[str]:
    spelled = table("body_names")["words"]
    words = [spelled.get(word, word) for word in fold(name).split() if word != "the"]
    return [word for word in words if word] or [fold(name)]


def _topic_first(words: str) -> str:
    """Bring "ministry of finance" to "finance ministry"."""
    match = _OF.match(words)
    return f"{match['topic']} {match['head']}" if match else words


def _without_brackets(name: str) -> str:
    return re.sub(r"\s*\([^)]*\)", "", name) or name


def _without_country(name: str) -> tuple[str, str | None]:
    """Take the country out of the name of a state's body: "South Korean Foreign Ministry"."""
    found = [hit for hit in gazetteer.hits(name) if hit.entry.kind in {"country", "demonym"}]
    if len(found) != 1:
        return name, None
    span, country = found[0].span, found[0].entry.country
    rest = re.sub(r"\b(?:of|in)\s*$", "", name[: span.start] + " " + re.sub(r"^['’]s?\b", "", name[span.end :]))
    rest = " ".join(rest.split())
    return (rest, country) if rest and _vague(rest) and " " in rest else (name, None)


def _without_suffix(words: list[str]) -> list[str]:
    """Drop the legal form of a company."""
    bare = [word.strip(".,") for word in words]
    while len(bare) > 1 and bare[-1] in _legal():
        bare.pop()
    return bare


@cache
def _legal() -> frozenset[str]:
    return frozenset(squash(suffix) for suffix in gazetteer.words().company_suffixes) | _list("legal", "words")


@lru_cache(maxsize=65_536)
def acronym_of(name: str) -> str | None:
    """Return the acronym that a name has or is: "ABC" for "American Broadcasting Company", "X (ABC)" and "A.B.C."."""
    bracket = re.search(r"\(([A-Z][A-Za-z]{1,6})\)", name)
    if bracket:
        return bracket[1].lower()
    joined = name.replace(".", "").strip()
    if re.fullmatch(r"[A-Z]{2,7}s?", joined):
        return joined.lower()
    words = [word for word in re.split(r"[\s-]+", fold(_without_brackets(name))) if word and word not in _SMALL]
    return "".join(word[0] for word in words) if 3 <= len(words) <= 7 else None
