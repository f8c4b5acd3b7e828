"""Posts: offices freed of the way in which a text writes them.

>>> post("U.S. Secretary of State"), post("Minister for Foreign Affairs"), post("National Security Adviser")
('foreign minister', 'foreign minister', 'national security advisor')
>>> alike("Secretary", "Secretary of State"), alike("President", "Vice President")
('vaguer', 'other')
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from dragoman import gazetteer
from dragoman.link.entities.folding import fold
from dragoman.link.entities.tables import table

__all__ = ["Likeness", "alike", "domain", "post", "seat", "single"]

Likeness = Literal["same", "vaguer", "other"]

_OF = re.compile(
    r"^(?P<rank>(?:[\w-]+ )*?)"
    r"(?P<head>minister|secretary|chancellor|director|head|chief|chair|commissioner|director general)"
    r" (?:of|for|to|on) (?:the )?(?P<topic>.+)$"
)
_EMPTY = frozenset({"the", "of", "for", "to", "on", "and", "in", "at", "s", "his", "her", "their", "its", "affairs"})


@lru_cache(maxsize=65_536)
def post(office: str) -> str:
    """Return the usual wording of an office: small letters, no country, no status, its topic before its head."""
    words = _plain(office)
    usual = _same()
    if words in usual:
        return usual[words]
    match = _OF.match(words)
    if match:
        words = f"{match['rank']}{match['topic']} {match['head']}"
    return usual.get(words, words)


@lru_cache(maxsize=65_536)
def _plain(office: str) -> str:
    """Return an office in small letters and usual spellings, without articles, countries and words of status."""
    text = _without_seats(office.replace(".", ""))
    spelled = [_words().get(word, word) for word in re.findall(r"[\w-]+", fold(text))]
    kept = [word for word in " ".join(spelled).split() if word not in _status() and word not in {"the", "a", "s"}]
    return " ".join(kept) or fold(office)


def _seats(office: str) -> list[gazetteer.Hit]:
    """Return the countries and bodies that an office is of; what an envoy is sent to or for is none."""
    return [
        hit
        for hit in gazetteer.hits(office)
        if hit.entry.kind in {"country", "demonym", "people", "body"}
        and not re.search(r"\b(?:to|for|on)\s+(?:the\s+)?$", office[: hit.span.start])
    ]


def _without_seats(office: str) -> str:
    for hit in reversed(_seats(office)):
        office = office[: hit.span.start] + " " + office[hit.span.end :]
    return re.sub(r"\bof\s+(?:the\s+)?(?=to\b|$)", "", re.sub(r"\s['’]s?\b", " ", office) + " ").strip()


@cache
def _words() -> dict[str, str]:
    return dict(table("posts")["words"])


@cache
def _same() -> dict[str, str]:
    return {wording: row[0] for row in table("posts")["same"].values() for wording in row}


@cache
def _ranks() -> frozenset[str]:
    return frozenset(table("posts")["ranks"]["words"])


@cache
def _single() -> frozenset[str]:
    return frozenset(table("posts")["single"]["heads"])


@cache
def _status() -> frozenset[str]:
    return frozenset(form.strip("-") for form in gazetteer.words().status) - {"first"}


@lru_cache(maxsize=65_536)
def _content(usual: str) -> frozenset[str]:
    return frozenset(usual.replace("-", " ").split()) - _EMPTY


@lru_cache(maxsize=131_072)
def alike(left: str, right: str) -> Likeness:
    """Tell whether two offices are one post: *same* wording, one the *vaguer* form of the other, or *other* posts.

    Words of rank ("deputy", "vice") are never left out: a deputy minister is no vaguer minister.
    """
    one, two = post(left), post(right)
    if one == two:
        return "same"
    first, second = _content(one), _content(two)
    if first == second:
        return "same"
    if not first or not second or (first & _ranks()) != (second & _ranks()):
        return "other"
    if _vaguer_title(_plain(left), _plain(right)) or _vaguer_title(_plain(right), _plain(left)):
        return "vaguer"
    return "vaguer" if first < second or second < first else "other"


def _vaguer_title(short: str, long: str) -> bool:
    """Tell whether a title is another one cut to its head: "secretary" for "secretary of state"."""
    return " " not in short and bool(re.search(rf"(?:^|\s){re.escape(short)}(?:\s(?:of|for|to)\s|$)", long))


def single(office: str) -> bool:
    """Tell whether only one person of a country or body holds an office at a time."""
    return post(office) in _single()


@lru_cache(maxsize=65_536)
@lru_cache(maxsize=65_536)
def seat(office: str, of: str | None) -> str | None:
    """Return what an office belongs to: an international body in its name, else ``of``, else a country in its name.

    >>> seat("NATO Secretary General", None), seat("Russian president", None), seat("president", "France")
    ('NATO', 'Russia', 'France')
    """
    named = [hit.entry for hit in _seats(office)]
    international = [entry.name for entry in named if entry.kind == "body" and entry.country is None]
    if international:
        return international[0]
    return of or (named[0].name if named else None)


@lru_cache(maxsize=65_536)
def domain(of: str | None) -> str | None:
    """Return what an office belongs to, comparable: the usual name of a country or body, else its folded name."""
    if not of:
        return None
    entry = gazetteer.lookup(of)
    if entry and entry.kind in {"country", "demonym", "people", "capital", "seat", "body"}:
        return fold(entry.name)
    return fold(re.sub(r"^[Tt]he ", "", of))
