"""The language of a text, as a BCP 47 primary subtag (``en``, ``ko``), and its words."""

from __future__ import annotations

import re

from resiliparse.parse.lang import detect_fast

__all__ = ["language_of", "primary_subtag", "words_of"]

_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*\s*")
_MAX_SCORE = 1200
"""The detector's documented out-of-place cut-off: above it the answer is a guess."""
_SAMPLE = 4000
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
"""Scripts that do not part words by spaces: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case; in scripts without spaces every character counts as one.

    >>> words_of("Envoys met, 会談")
    ['envoys', 'met', '会', '談']
    """
    return _WORD.findall(text.lower())


def primary_subtag(tag: str | None) -> str | None:
    """Return the primary language of a tag such as ``en-GB`` or ``pt_BR``, or None where it is no tag."""
    match = _TAG.fullmatch(tag) if tag else None
    return match.group(1).lower() if match else None


def language_of(text: str) -> str | None:
    """Return the language of a text by its letter n-grams, or None where they do not tell."""
    language, score = detect_fast(text[:_SAMPLE])
    return language if score <= _MAX_SCORE and language != "unknown" else None
