"""Names folded to plain letters: without case, accents, apostrophes and marks."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "squash"]

_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ß": "ss",
        "ə": "a",
        "ʻ": "",
        "ʿ": "",
    }
)
_QUOTES = re.compile(r"['’‘ʼ`´ʹʺ]")
_DASHES = re.compile(r"[‐‑‒–—―]")


@lru_cache(maxsize=131_072)
def fold(text: str) -> str:
    """Return a name in small letters without accents and apostrophes, with plain hyphens and single spaces.

    >>> fold("Péter  Szijjártó"), fold("Ch’oe Sŏn–hŭi")
    ('peter szijjarto', 'choe son-hui')
    """
    plain = unicodedata.normalize("NFKD", _QUOTES.sub("", text.casefold()).translate(_LETTERS))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_DASHES.sub("-", bare).split())


@lru_cache(maxsize=131_072)
def squash(text: str) -> str:
    """Return the letters and digits of a name alone: "Lee Jae-myung" and "Lee Jae Myung" are the same.

    >>> squash("J. D. Vance"), squash("JD Vance")
    ('jdvance', 'jdvance')
    """
    return "".join(char for char in fold(text) if char.isalnum())
