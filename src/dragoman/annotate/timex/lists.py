"""Lists and ranges of dates that share words, parted into one match for each date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.annotate.timex.grammar import Match
from dragoman.annotate.timex.lexer import Lexeme

__all__ = ["expand"]


def expand(match: Match) -> Iterator[Match]:
    """Part an expression that shares words ("June 24 and 25") into one match for each date, each with its own span."""
    if match.kind not in ("days", "months"):
        yield match
        return
    parts = _parts(match.lexemes)
    for number, part in enumerate(parts):
        shared = []
        if not any(lexeme.kind == "month" for lexeme in part):
            shared += _nearest("month", [*reversed(parts[:number]), *parts[number + 1 :]])
        if not any(lexeme.kind == "year" for lexeme in part):
            shared += _nearest("year", parts[number + 1 :])
        around = match.neighbours if number == 0 else (None, match.neighbours[1])
        yield Match(match.kind[:-1], match.first, match.last, tuple(part), None, tuple(shared), around)

_JOINTS = frozenset(("and", "or", "to", "through", "until", "-", "‐", "‑", "–", "—", "--"))


def _parts(lexemes: Sequence[Lexeme]) -> list[list[Lexeme]]:
    """Cut a list of dates at the words and marks that join it, but not before a year."""
    parts: list[list[Lexeme]] = [[]]
    for index, lexeme in enumerate(lexemes):
        comma = lexeme.kind == "comma" and lexemes[index + 1].kind != "year"
        if comma or lexeme.text.lower() in _JOINTS:
            parts.append([])
        else:
            parts[-1].append(lexeme)
    return [part for part in parts if part]


def _nearest(kind: str, parts: Sequence[Sequence[Lexeme]]) -> list[Lexeme]:
    found = (lexeme for part in parts for lexeme in part if lexeme.kind == kind)
    return [lexeme for lexeme in (next(found, None),) if lexeme]
