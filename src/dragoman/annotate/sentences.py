"""Sentences and paragraphs, with their place in the text."""

from __future__ import annotations

import re

from dragoman.model import Sentence, Span

__all__ = ["sentences"]

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Adm|Sen|Rep|Gov|Lt|Col|Capt|Sgt|St|No|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|Inc|Ltd|Co|Corp|Jr|Sr|Dept|Amb|Hon|Rev|Messrs)|\b[A-Z](?:\.[A-Z])*)\.$"
)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9])|[.!?…]+[\"'”’)\]]*\s*$")


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text in order, without the white space around them."""
    return tuple(
        Sentence(span, number)
        for number, paragraph in enumerate(_PARAGRAPH.finditer(text))
        for span in _split(text, paragraph.start(), paragraph.end())
    )


def _split(text: str, start: int, end: int) -> list[Span]:
    spans, at = [], start
    for match in _END.finditer(text, start, end):
        if match.end() < end and _ABBREVIATION.search(text, max(at, match.end() - 12), match.start() + 1):
            continue
        spans.append((at, match.end()))
        at = match.end()
    if at < end:
        spans.append((at, end))
    return [span for a, b in spans if (span := _trim(text, a, b))]


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    stripped = piece.strip()
    return Span(start + left, start + left + len(stripped)) if stripped else None
