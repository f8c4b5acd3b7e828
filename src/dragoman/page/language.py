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


_ENGLISH = frozenset(
    {
        "the", "of", "and", "to", "in", "a", "that", "for", "on", "with", "was", "by", "as", "at", "from", "is", "it",
        "will", "said", "be", "are", "has", "have", "its", "an", "their", "this", "which", "who", "were", "would",
    }
)  # fmt: skip
_ENGLISH_SHARE = 0.15
_SCRIPTS = {"ko": re.compile("[\uac00-\ud7af]"), "ja": re.compile("[\u3040-\u30ff]")}
_SCRIPT_SHARE = 0.2
_LETTER = re.compile(r"[^\W\d_]")


def language_of(text: str) -> str | None:
    """Return the language of a text, or None where it does not tell.

    By its script (Korean, Japanese), its function words (English), else its letter n-grams, which alone take one in
    seven English texts of 200 characters for another language.
    """
    sample = text[:_SAMPLE].lower()
    if not _LETTER.search(sample):
        return None
    for language, script in _SCRIPTS.items():
        if len(script.findall(sample)) > _SCRIPT_SHARE * len(sample):
            return language
    words = words_of(sample)
    if sum(word in _ENGLISH for word in words) > _ENGLISH_SHARE * len(words):
        return "en"
    language, score = detect_fast(sample)
    return language if score <= _MAX_SCORE and language != "unknown" else None
