"""Which way a time expression looks: back or ahead, by the tense and the prepositions around it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dragoman.annotate.morphology import verb_forms
from dragoman.annotate.timex.lexer import BOUNDARY, Lexeme

__all__ = ["AHEAD", "BACK", "UNKNOWN", "direction"]

BACK, UNKNOWN, AHEAD = -1, 0, 1

_MODALS = frozenset("will shall would may might should must can won't wouldn't ought".split())
_BE_NOW = frozenset("is are am be being".split())
_PAST_AUXILIARIES = frozenset("was were had did has have been wasn't weren't hadn't didn't hasn't haven't".split())
_ARRANGED = frozenset("scheduled slated due expected planned poised expects plans intends upcoming".split())
_WANTING = frozenset(
    "scheduled slated due expected planned set going agreed plan plans planning hope hopes intend intends want wants wanted"
    " expect expects vowed pledged promised prepared ready aim aims seek seeks hoping decided urged told asked".split()
)
_LIMITS = frozenset("by until till effective through".split())
_SINCE = frozenset("since after following follows followed".split())
_DUE_NOUNS = frozenset("deadline deadlines".split())
_ARTICLES = frozenset("a an the its his her their this that".split())
_WINDOW = 25


def direction(lexemes: Sequence[Lexeme], first: int, last: int) -> int:
    """Tell which way the expression ``lexemes[first:last]`` looks: BACK, UNKNOWN or AHEAD.

    A preposition or a noun that says so decides, else the nearest verb before it in the sentence, else the nearest one
    after it. A date that stands before a noun ("Tuesday's ruling", "a June agreement") takes no tense from the left.
    """
    before, after = _word(lexemes, first - 1), _word(lexemes, last)
    if after in _DUE_NOUNS or before in _LIMITS or (before == "of" and _word(lexemes, first - 2) == "ahead"):
        return AHEAD
    if before in _SINCE:
        return BACK
    modifies = after in ("'s", "'") or before in _ARTICLES
    left = UNKNOWN if modifies else _first_cue(lexemes, range(first - 1, max(-1, first - _WINDOW), -1))
    return left or _first_cue(lexemes, range(last, min(len(lexemes), last + _WINDOW)))


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
    word, before = _word(lexemes, index), _word(lexemes, index - 1)
    if word in _ARRANGED:
        return BACK if before == "been" and _word(lexemes, index - 2) == "had" else AHEAD
    if word in _MODALS or word.endswith("'ll"):
        return AHEAD
    if before == "to" and _is(word, "base"):
        return AHEAD if _word(lexemes, index - 2) in _WANTING else UNKNOWN
    if word in _PAST_AUXILIARIES or _is(word, "past"):
        return UNKNOWN if before in _MODALS | _BE_NOW | _ARTICLES | {"to"} else BACK
    return AHEAD if _is(word, "gerund") and before in _BE_NOW else UNKNOWN


@cache
def _is(word: str, form: str) -> bool:
    return any(reading.form == form for reading in verb_forms().get(word, ()))
