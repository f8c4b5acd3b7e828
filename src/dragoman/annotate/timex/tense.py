"""Which way a time expression looks: back or ahead, by the tense and the prepositions around it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dragoman.annotate.morphology import verb_forms
from dragoman.annotate.timex.lexer import BOUNDARY, Lexeme

__all__ = ["AHEAD", "BACK", "UNKNOWN", "direction"]

BACK, UNKNOWN, AHEAD = -1, 0, 1

_MODALS = frozenset("will shall would may might could should must can won't wouldn't ought".split())
_BE_NOW = frozenset("is are am be being".split())
_PAST_AUXILIARIES = frozenset("was were had did has have been wasn't weren't hadn't didn't hasn't haven't".split())
_ARRANGED = frozenset("scheduled slated due expected planned poised expects plans intends upcoming".split())
_WANTING = frozenset(
    "scheduled slated due expected planned set going agreed plan plans planning hope hopes intend intends want wants wanted"
    " expect expects vowed pledged promised prepared ready aim aims seek seeks hoping decided urged told asked".split()
)
_LIMITS = frozenset("by until till before effective starting beginning".split())
_DUE_NOUNS = frozenset("deadline deadlines".split())
_WINDOW = 25


def direction(lexemes: Sequence[Lexeme], first: int, last: int) -> int:
    """Tell which way the expression ``lexemes[first:last]`` looks: BACK, UNKNOWN or AHEAD.

    The nearest cue before it in the sentence decides, else the nearest one after it; without either, "by" and its like
    look ahead.
    """
    if _follows(lexemes, last, _DUE_NOUNS):
        return AHEAD
    for index in range(first - 1, max(-1, first - _WINDOW), -1):
        if lexemes[index].kind == BOUNDARY:
            break
        if cue := _cue(lexemes, index):
            return cue
    for index in range(last, min(len(lexemes), last + _WINDOW)):
        if lexemes[index].kind == BOUNDARY:
            break
        if cue := _cue(lexemes, index):
            return cue
    return AHEAD if first and lexemes[first - 1].text.lower() in _LIMITS else UNKNOWN


def _follows(lexemes: Sequence[Lexeme], at: int, words: frozenset[str]) -> bool:
    return at < len(lexemes) and lexemes[at].text.lower() in words


def _cue(lexemes: Sequence[Lexeme], index: int) -> int:
    lexeme = lexemes[index]
    if lexeme.kind not in ("word", "month", "deixis"):
        return UNKNOWN
    word = lexeme.text.lower().replace("’", "'")
    if word in _MODALS and not lexeme.text.istitle() or word.endswith("'ll") or word in _ARRANGED:
        return AHEAD
    before = lexemes[index - 1].text.lower() if index else ""
    if before == "to" and _is(word, "base"):
        return AHEAD if index > 1 and lexemes[index - 2].text.lower() in _WANTING else UNKNOWN
    if word in _PAST_AUXILIARIES:
        return UNKNOWN if before in _MODALS | {"to"} else BACK
    if _is(word, "past"):
        return UNKNOWN if before in _BE_NOW or (before in _MODALS) else BACK
    return AHEAD if _is(word, "gerund") and before in _BE_NOW else UNKNOWN


@cache
def _is(word: str, form: str) -> bool:
    forms = {reading.form for reading in verb_forms().get(word, ())}
    if forms:
        return form in forms and not (form == "past" and "base" in forms)
    return form == "past" and word.endswith("ed") and len(word) > 4
