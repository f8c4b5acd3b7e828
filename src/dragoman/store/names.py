"""Names as people type them: without regard to case, accents, hyphens or the order of the parts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["name_query", "name_words", "text_query"]

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"})
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r'"([^"]+)"|(\S+)')


@lru_cache(maxsize=65_536)
def name_words(name: str) -> str:
    """Return the parts of a name for the index, folded to plain small letters.

    >>> name_words("Péter Szijjártó")
    'peter szijjarto'
    >>> name_words("U.S. Embassy")
    'us embassy'
    """
    joined = re.sub(r"\b(\w)\.(?=\w\b)|\b(\w)\.(?=\s|$)", r"\1\2", name)
    plain = unicodedata.normalize("NFKD", joined.casefold().translate(_LETTERS))
    return " ".join(_WORD.findall("".join(char for char in plain if not unicodedata.combining(char))))


def name_query(name: str) -> str:
    """Return the FTS5 expression that finds the names holding every part of this one; empty where it has no part."""
    return " AND ".join(f'"{word}"' for word in name_words(name).split())


def text_query(text: str) -> str:
    """Return the FTS5 expression for words as typed: all of them, "a phrase" in quotes, ``tariff*`` for a beginning.

    >>> text_query('"joint statement" tarif*')
    '"joint statement" "tarif"*'
    """
    terms = []
    for phrase, word in _QUOTED.findall(text.replace("\0", " ")):
        bare = (phrase or word).strip('"')
        star = "*" if bare.endswith("*") else ""
        if _WORD.search(bare):
            terms.append('"' + bare.rstrip("*").replace('"', "") + '"' + star)
    return " ".join(terms)
