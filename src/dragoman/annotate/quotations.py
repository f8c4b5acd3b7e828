"""Where a text quotes: spans between quotation marks of every kind, across sentences and paragraphs.

A mark opens where a word begins behind it and closes otherwise. Whatever kind of mark opened a quotation, a mark behind
punctuation with a cue after it closes it ("…,' Russel noted"), unless that mark belongs to a quotation within.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dragoman.annotate.morphology import verb_forms
from dragoman.model import Span
from dragoman.ontology import cues

__all__ = ["quotations"]

_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"(?P<double>[“”„«»\"]|'')|(?P<single>[‘’'])")
_OPENS_AFTER = frozenset(" \t\xa0\u2009([{—–-/“‘\"'")
_WORD = re.compile(r"(?!(?:\d|em|til|tis|twas|n)\b|\d)\w|\[|\.\.\.|…|\$")
_SPOKEN = re.compile(r"\s(?:(?:[A-Z][\w.’'-]*\s){1,5}|(?:he|she|it|they|we|the\s[a-z]+)\s)?(?P<verb>[a-z]+)\b")
_CLOSED_LATER = re.compile(r"(?<=[.,!?…])[’'](?![\w’'])|(?<=[\s(])[‘'](?=\w)")
_LOOK = 1000
"""Characters behind a possessive in which the mark that closes the quotation is looked for."""
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2})[.!?…]+[’')\]]*(?=\s+[\"'“‘(\[]?[A-Z]|\s*\Z)")


@lru_cache(maxsize=4)
def quotations(text: str) -> tuple[Span, ...]:
    """Return the spans of a text inside quotation marks, without the marks, outermost only, in order.

    A quotation that is not closed in its paragraph runs to the paragraph's end where the next one opens with a mark
    (the convention of continued quotes, that one being a quotation of its own), else to the end of its first sentence.
    """
    found = (span for paragraph in _PARAGRAPH.finditer(text) for span in _in_paragraph(text, *paragraph.span()))
    return tuple(span for span in found if len(span))


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Span]:
    opened: tuple[int, str] | None = None
    nested = False
    for mark in _MARK.finditer(text, start, end):
        kind, opens = mark.lastgroup or "", _opens(text, mark, start)
        if opened is None:
            if (opens or mark.group() == "“") and not _is_inch(text, mark.start()):
                opened, nested = (mark.end(), kind), False
        elif kind == opened[1] and opens:
            yield from _unclosed(text, opened, mark.start())
            opened, nested = (mark.end(), kind), False
        elif kind == opened[1] and _closes(text, mark, end):
            yield Span(opened[0], mark.start())
            opened = None
        elif kind != opened[1] and (opens or nested):
            nested = opens or not _closes(text, mark, end)
        elif kind != opened[1] and _is_spoken(text, mark):
            yield Span(opened[0], mark.start())
            opened = None
    if opened is not None and opened[1] == "double" and text[end:].lstrip()[:1] in ('"', "“") and text[end:].strip():
        yield Span(opened[0], end)
    elif opened is not None:
        yield from _unclosed(text, opened, end)


def _opens(text: str, mark: re.Match[str], start: int) -> bool:
    """Tell whether a mark stands before a word and behind a space, a bracket or another mark."""
    sign, at = mark.group(), mark.start()
    if sign in "„«»":
        return sign != "»"
    free = at == start or text[at - 1] in _OPENS_AFTER
    if mark.lastgroup == "single":
        return free and sign != "’" and _WORD.match(text, mark.end()) is not None
    return (free or text[at - 1] == ":") and text[mark.end() : mark.end() + 1].strip() not in ("", ",", ".", ")", "]")


def _closes(text: str, mark: re.Match[str], end: int) -> bool:
    """Tell whether a mark that opens nothing closes a quotation of its kind, and is no apostrophe."""
    if mark.lastgroup == "double":
        return True
    before, after = text[mark.start() - 1], text[mark.end() : mark.end() + 1]
    if before.isspace() or after.isalnum():
        return False
    later = _CLOSED_LATER.search(text, mark.end(), min(end, mark.end() + _LOOK)) if before == "s" else None
    return later is None or later.start() == mark.start() or text[later.start() - 1] not in ".,!?…"


def _is_spoken(text: str, mark: re.Match[str]) -> bool:
    """Tell whether a mark stands behind punctuation and before a cue with its speaker ("…,' Russel noted")."""
    said = _SPOKEN.match(text, mark.end()) if text[mark.start() - 1] in ".,!?…" else None
    return said is not None and any(
        form.lemma in cues().verbs and form.form in ("past", "third") for form in verb_forms().get(said["verb"], ())
    )


def _unclosed(text: str, opened: tuple[int, str], end: int) -> Iterator[Span]:
    """Yield the first sentence of a quotation that is never closed; single marks quote nothing then."""
    if opened[1] == "single" or not text[opened[0] : end].strip():
        return
    stop = _SENTENCE_END.search(text, opened[0], end)
    yield Span(opened[0], stop.end() if stop else end)


def _is_inch(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isdigit()
