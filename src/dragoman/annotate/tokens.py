"""Words, numbers and punctuation marks, with their place in the text."""

from __future__ import annotations

import re

from dragoman.model import Sentence, Span, Token

__all__ = ["tokens"]

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"                                # U.S., D.C.
    r"|(?:Mr|Mrs|Ms|Dr|Gen|Adm|Sen|Rep|Gov|Lt|Col|Capt|St|No)\."
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\."
    r"|[A-Z]\.(?=\s?[A-Z])"                           # initials
    r"|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?"             # 25, 3,000.5, 10:30, 7/9, 1st
    # words with inner hyphens and apostrophes, but 's apart
    r"|(?:[^\W\d_]|\d)+(?:[-‐‑’'](?!s\b|(?:[A-Z]\.){2})[^\W_]+)*"
    r"|['’]s\b|n['’]t\b"
    r"|\.\.\.|--|\S"
)  # fmt: skip


def tokens(text: str, sentences: tuple[Sentence, ...]) -> tuple[Token, ...]:
    """Return the tokens of a text in order; each lies within one sentence."""
    return tuple(
        Token(Span(*match.span()), match.group(), index)
        for index, sentence in enumerate(sentences)
        for match in _TOKEN.finditer(text, sentence.span.start, sentence.span.end)
    )
