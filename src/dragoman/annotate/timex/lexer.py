"""Lexemes: the words and numbers of a text, each put into one class of the vocabulary of time.

Finer than the layer of tokens: hyphens part words, clock times and numeric dates stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.model import Sentence

__all__ = ["BOUNDARY", "Lexeme", "Lexer"]

BOUNDARY = "boundary"

_TWELVE_HOURS = r"\b\d{1,2}(?:[:.]\d\d)?[ \u00a0]?[ap](?:\.[ \u00a0]?m\b\.?|m\b)"
_DAY_HOURS = r"\b(?:[01]?\d|2[0-3]):[0-5]\d\b(?!:)|\b[0-2]\d[0-5]\d(?=[ \u00a0](?:GMT|UTC)\b)"
_SHAPES = (
    ("clock", f"{_TWELVE_HOURS}|{_DAY_HOURS}"),
    ("iso", r"\b\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?\b"),
    ("numeric", r"\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{1,2}-\d{1,2}-\d{4}\b"),
    ("decade", r"\b\d{3}0['’]?s\b|['’]?\b\d0['’]?s\b"),
    ("fraction", r"\b[1-9]/[2-9]\b|[½¼¾]"),
    ("figure", r"\b\d{1,3}(?:,\d{3})+\b|\b\d+\.\d+\b"),
    ("nth", r"\b\d{1,3}(?:st|nd|rd|th)\b"),
    ("number", r"\d+"),
    ("possessive", r"['’]s\b"),
    ("word", r"[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?"),
    ("dash", r"--|[-‐‑–—]"),
    ("mark", r"\S"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One word, number or mark: its place, its class and what the class's table says of it."""

    text: str
    start: int
    end: int
    kind: str
    value: int | str | None = None

    @property
    def number(self) -> int:
        """The value as a number; 0 where it is none."""
        return self.value if isinstance(self.value, int) else 0


class Lexer:
    """Splits text by the vocabulary ``words``: lower-case word or phrase → (class, value).

    ``capitals`` names the classes whose words count only with a capital letter.
    """

    def __init__(self, words: Mapping[str, tuple[str, int | str]], capitals: frozenset[str]) -> None:
        phrases = sorted((word for word in words if not word.isalpha()), key=len, reverse=True)
        phrase = "|".join(r"\b" + re.escape(word).replace(r"\ ", r"[ \u00a0]").replace("'", "['’]") for word in phrases)
        shapes = (("phrase", f"(?i:{phrase})(?![^\\W_])"), *_SHAPES) if phrases else _SHAPES
        self._pattern = re.compile("|".join(f"(?P<{name}>{shape})" for name, shape in shapes))
        self._words = words
        self._capitals = capitals

    def lex(self, text: str, sentences: Sequence[Sentence]) -> list[Lexeme]:
        """Return the lexemes of the sentences, with one of class ``boundary`` after each sentence."""
        lexemes = []
        for sentence in sentences:
            for match in self._pattern.finditer(text, sentence.span.start, sentence.span.end):
                kind, value = self._classify(match.lastgroup or "mark", match.group())
                lexemes.append(Lexeme(match.group(), match.start(), match.end(), kind, value))
            if not (lexemes and lexemes[-1].kind == "clock" and lexemes[-1].text.endswith(".")):  # "5 p.m. | EST"
                lexemes.append(Lexeme("", sentence.span.end, sentence.span.end, BOUNDARY))
        return lexemes

    def _classify(self, shape: str, text: str) -> tuple[str, int | str | None]:
        if shape == "phrase":
            return self._word(text, " ".join(text.lower().replace("’", "'").split()))
        if shape == "word":
            return self._word(text, text.lower().replace("’", "'"))
        if shape == "number":
            return _number(text)
        if shape == "nth":
            return "nth", int(text[:-2])
        if shape == "mark":
            return {",": "comma", "/": "slash"}.get(text, "mark"), None
        return shape, text

    def _word(self, text: str, folded: str) -> tuple[str, int | str | None]:
        kind, value = self._words.get(folded, ("word", folded))
        if kind in self._capitals and not text[0].isupper():
            return "word", folded
        return kind, value


def _number(text: str) -> tuple[str, int]:
    number = int(text[:9])
    if len(text) == 4 and 1500 <= number <= 2199:
        return "year", number
    return ("small" if len(text) <= 2 and 1 <= number <= 31 else "figure"), number
