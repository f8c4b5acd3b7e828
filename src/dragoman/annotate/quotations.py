"""Where a text quotes: spans between quotation marks of every kind, across sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dragoman.model import Span

__all__ = ["quotations"]

_PARAGRAPH = re.compile(r"[^\n]+")
# An opening mark stands at the start of a word, a closing one at its end; the apostrophe of "states' rights" closes
# nothing where no single quotation is open.
_MARK = re.compile(
    r"(?P<double_open>[“„«])|(?P<double_close>[”»])|(?P<straight>\"|'')"
    r"|(?P<single_open>(?:(?<=[\s(\[“\"—])|^)[‘'](?=\w))|(?P<single_close>(?<=[\w.,!?…)])[’'](?=[\s.,;:)!?\]”\"—]|$))",
    re.MULTILINE,
)


@lru_cache(maxsize=4)
def quotations(text: str) -> tuple[Span, ...]:
    """Return the spans of a text inside quotation marks, without the marks, outermost only, in order.

    A quotation that is not closed at the end of its paragraph ends there; where the next paragraph opens with a mark it
    is a quotation of its own (the convention of continued quotes).
    """
    return tuple(span for paragraph in _PARAGRAPH.finditer(text) for span in _in_paragraph(text, *paragraph.span()))


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Span]:
    opened: tuple[int, str] | None = None
    for mark in _MARK.finditer(text, start, end):
        kind = mark.lastgroup or ""
        if opened is None:
            if kind in ("double_open", "straight", "single_open") and not _is_inch(text, mark.start(), kind):
                opened = (
                    mark.end(),
                    {"double_open": "double_close", "straight": "straight", "single_open": "single_close"}[kind],
                )
        elif kind == opened[1]:
            yield Span(opened[0], mark.start())
            opened = None
    if opened is not None and opened[1] != "single_close" and text[opened[0] : end].strip():
        yield Span(opened[0], end)


def _is_inch(text: str, at: int, kind: str) -> bool:
    return kind == "straight" and at > 0 and text[at - 1].isdigit()
