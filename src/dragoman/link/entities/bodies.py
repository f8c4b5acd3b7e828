"""Names of bodies: ministries, agencies, companies, parties.

>>> body_name("Ministry of Foreign Affairs", "Japan") == body_name("Japanese Foreign Ministry", None)
True
>>> body_name("Hanwha Ocean Co., Ltd.", None), body_name("Department of State", None)
(('hanwhaocean', None), ('statedepartment', 'United States'))
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dragoman import gazetteer
from dragoman.link.entities.folding import fold, squash
from dragoman.link.entities.tables import table

__all__ = ["acronym_of", "body_name", "initials_of", "needs_country"]

_OF = re.compile(
    r"^(?P<head>ministry|department|office|bureau|agency|council|committee|commission|embassy|party|parliament)"
    r" (?:of|for|on) (?:the )?(?P<topic>.+)$"
)
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "at", "a", "de", "la", "del", "y"})


@lru_cache(maxsize=65_536)
def body_name(name: str, country: str | None) -> tuple[str, str | None]:
    """Return the name of a body as it is compared, and its country where the name or the document gives one."""
    name = _trimmed(name)
    entry = gazetteer.lookup(name) or gazetteer.lookup(_without_legal_form(name))
    if entry and entry.kind == "body" and not _vague(entry.name):
        return _usual(squash(_topic_first(fold(entry.name)))), entry.country
    bare, named = _without_country(_without_legal_form(_without_brackets(name)))
    words = " ".join(_spelled(bare))
    return _usual(squash(_topic_first(words)) or squash(name)), named or country or (entry.country if entry else None)


def _usual(squashed: str) -> str:
    return str(table("body_names")["same"].get(squashed, squashed))


def _trimmed(name: str) -> str:
    """Drop small words that reading has left at the edges: "of Human Rights Watch"."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in _SMALL:
        words.pop()
    while len(words) > 1 and words[0].lower() in _SMALL:
        words.pop(0)
    return " ".join(words)


def needs_country(name: str) -> bool:
    """Tell whether a name says nothing without a country: "Foreign Ministry", "National Assembly", "ruling party"."""
    entry = gazetteer.lookup(name)
    usual = entry.name if entry and entry.kind == "body" else name
    return _vague(usual) and body_name(name, None)[1] is None


@lru_cache(maxsize=65_536)
def _vague(name: str) -> bool:
    """Tell whether a name is made of words by which bodies of every state are called."""
    words = [word for word in _spelled(_without_brackets(name)) if word not in _SMALL]
    heads, topics = _list("state", "heads"), _list("state", "topics")
    return bool(words) and set(words) <= heads | topics and bool(heads & {words[0], words[-1]})


@cache
def _list(part: str, key: str) -> frozenset[str]:
    return frozenset(table("body_names")[part][key])


def _spelled(name: str) -> list[str]:
    spelled = table("body_names")["words"]
    words = [spelled.get(word, word) for word in fold(name).split() if word != "the"]
    ministry = "ministry" in words
    return [word for word in words if not (ministry and word == "affairs")] or [fold(name)]


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
    whole = _vague(rest) if " " in rest else fold(rest) in _list("alone", "heads")
    return (rest, country) if whole else (name, None)


def _without_legal_form(name: str) -> str:
    """Drop the legal form of a company, where a name of its own is left."""
    words = name.replace(",", " ").split()
    while len(words) > 1 and squash(words[-1]) in _legal() and not _vague(" ".join(words[:-1])):
        words.pop()
    return " ".join(words)


@cache
def _legal() -> frozenset[str]:
    return frozenset(squash(suffix) for suffix in gazetteer.words().company_suffixes) | _list("legal", "words")


@lru_cache(maxsize=65_536)
def acronym_of(name: str) -> str | None:
    """Return the acronym that a name is or says that it has: "A.B.C.", "American Broadcasting Company (ABC)"."""
    bracket = re.search(r"\(([A-Z][A-Za-z]{1,6})\)", name)
    joined = bracket[1] if bracket else name.replace(".", "").strip()
    return joined.lower() if bracket or re.fullmatch(r"[A-Z]{2,7}s?", joined) else None


@lru_cache(maxsize=65_536)
def initials_of(name: str) -> str | None:
    """Return the first letters of the words of a name that has three to seven: "abc" for the company above."""
    words = [word for word in re.split(r"[\s-]+", fold(_without_brackets(name))) if word and word not in _SMALL]
    return "".join(word[0] for word in words) if 3 <= len(words) <= 7 else None
