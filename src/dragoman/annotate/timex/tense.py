"""Which way a time expression looks: back or ahead, by the tense and the prepositions around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from dragoman.annotate.morphology import verb_forms
from dragoman.annotate.timex.grammar import tables
from dragoman.annotate.timex.lexer import BOUNDARY, Lexeme

__all__ = ["AHEAD", "BACK", "UNKNOWN", "direction"]

BACK, UNKNOWN, AHEAD = -1, 0, 1

_WINDOW = 25


def direction(lexemes: Sequence[Lexeme], first: int, last: int) -> int:
    """Tell which way the expression ``lexemes[first:last]`` looks: BACK, UNKNOWN or AHEAD.

    A preposition or a noun that says so decides, else the nearest verb before it in the sentence, else the nearest one
    after it. A date that stands before a noun ("Tuesday's ruling", "a June agreement") takes no tense from the left.
    """
    cues = _cues()
    before, after = _word(lexemes, first - 1), _word(lexemes, last)
    ahead_of = before == "of" and _word(lexemes, first - 2) == "ahead"
    as_soon_as = lexemes[first - 1].kind == "soonest" if first else False
    if ahead_of or as_soon_as or after in cues["due_nouns"] or before in cues["limits"]:
        return AHEAD
    if before in cues["since"]:
        return BACK
    modifies = after in ("'s", "'") or before in cues["articles"]
    left = UNKNOWN if modifies else _first_cue(lexemes, range(first - 1, max(-1, first - _WINDOW), -1))
    return left or _first_cue(lexemes, range(last, min(len(lexemes), last + _WINDOW)))


@cache
def _cues() -> Mapping[str, frozenset[str]]:
    """Return the words that tell tense and direction, by group (the table ``tense``)."""
    groups: dict[str, str] = tables()["tense"]  # type: ignore[assignment]
    return {group: frozenset(words.split()) for group, words in groups.items()}


def _word(lexemes: Sequence[Lexeme], at: int) -> str:
    return lexemes[at].text.lower().replace("’", "'") if 0 <= at < len(lexemes) else ""


def _first_cue(lexemes: Sequence[Lexeme], places: range) -> int:
    for index in places:
        if lexemes[index].kind == BOUNDARY:
            break
        if cue := _cue(lexemes, index):
            return cue
    return UNKNOWN


def _cue(lexemes: Sequence[Lexeme], index: int) -> int:
    lexeme = lexemes[index]
    if lexeme.kind not in ("word", "month") or not lexeme.text[0].islower():
        return UNKNOWN
    cues = _cues()
    word, before = _word(lexemes, index), _word(lexemes, index - 1)
    if before == "-":  # "Kremlin-dominated"
        return UNKNOWN
    if word in cues["arranged"]:
        return BACK if before == "been" and _word(lexemes, index - 2) == "had" else AHEAD
    if word in cues["modals"] or word.endswith("'ll"):
        return AHEAD
    if before == "to" and _is(word, "base"):
        governor = _word(lexemes, index - 2)
        if governor in cues["arranged"]:
            return _cue(lexemes, index - 2)
        return AHEAD if governor in cues["wanting"] else UNKNOWN
    if word in cues["past_auxiliaries"] or _is(word, "past"):
        return UNKNOWN if before in cues["modals"] | cues["be_now"] | cues["articles"] | {"to"} else BACK
    return AHEAD if _is(word, "gerund") and before in cues["be_now"] else UNKNOWN


@cache
def _is(word: str, form: str) -> bool:
    return any(reading.form == form for reading in verb_forms().get(word, ()))
