"""Where the phrase that names a source begins and ends: with its title, apposition, parenthesis and relative clause."""

from __future__ import annotations

from dragoman.annotate.clauses import NounPhrase, Structure, VerbGroup
from dragoman.model import Span

__all__ = ["agent", "named_end", "whole_source"]

_TRAILING = frozenset({"comma", "punct", "adv", "quote", "time", "and"})
_WHERE = frozenset({"in", "at", "of", "for", "from", "with"})
_OCCASIONS = frozenset({"statement", "interview", "tweet", "briefing", "speech", "report", "letter", "email", "post"})
_SHORT = 8
"""Words of a parenthesis that says what somebody is, brackets and all: "(D-S.C.)"."""


def whole_source(structure: Structure, verb: VerbGroup, subjects: tuple[NounPhrase, ...]) -> Span:
    """Return the span of a source with what is said of it: "Ann Lind, the minister of trade", "Rep. Lind (D-S.C.)"."""
    start, end = subjects[0].start, subjects[-1].reach
    if end > verb.start:
        last = named_end(structure, subjects[-1])
    else:
        limit = _own_verb(structure, verb, subjects).start
        if structure.words[limit - 1].tag == "rel":
            return structure.span(start, end)
        start = _title_start(structure, start) if _is_comma(structure, end) else start
        last = _aside_end(structure, end, limit)
        if not any(last <= v.start < limit and v.kind == "finite" for v in structure.verbs):
            last = limit
    while last > end and structure.words[last - 1].tag in _TRAILING and structure.words[last - 1].text != ")":
        last -= 1
    return structure.span(start, max(last, start + 1))


def named_end(structure: Structure, phrase: NounPhrase) -> int:
    """Return where a source ends that stands behind its cue: "said a diplomat in Port Sudan", "said Lind, who …"."""
    end = phrase.reach
    while structure.words[phrase.head].tag in ("noun", "adj") and end + 1 < len(structure.words):
        place = structure.phrase_at(end + 1)
        if structure.words[end].lower not in _WHERE or place is None or structure.words[place.head].tag == "time":
            break
        if structure.words[place.head].lower in _OCCASIONS:
            break
        end = place.reach
    return _aside_end(structure, end, len(structure.words))


def _own_verb(structure: Structure, verb: VerbGroup, subjects: tuple[NounPhrase, ...]) -> VerbGroup:
    """Return the first of the verbs that share a subject on their left ("thanked both and asked")."""
    behind = (v for v in structure.verbs if subjects[-1].reach <= v.start < verb.start and v.kind == "finite")
    own = (v for v in behind if structure.words[v.start - 1].tag != "rel" and structure.subjects(v) == subjects)
    return next(own, verb)


def agent(structure: Structure, verb: VerbGroup) -> tuple[NounPhrase, ...]:
    """Return by whom something passive is done, nothing where that is not said."""
    return structure.complements(verb.end, ("by",), structure.clause_end(verb.end - 1))


def _title_start(structure: Structure, start: int) -> int:
    """Return where the phrase begins whose apposition begins at a word: "Kenya's minister of trade, Ann Lind, said"."""
    before = structure.phrase_at(start - 2) if start >= 2 and _is_comma(structure, start - 1) else None
    while before is not None and before.prep is not None:
        before = structure.phrase_at(before.prep - 1) if before.prep else None
    if before is None or before.reach != start - 1 or structure.words[before.head].tag in ("time", "num"):
        return start
    return before.start


def _aside_end(structure: Structure, end: int, limit: int) -> int:
    """Return where the asides end that follow a source, one after another, before a word ``limit``."""
    while (closing := _one_aside_end(structure, end, limit)) is not None:
        end = closing
    return end


def _one_aside_end(structure: Structure, end: int, limit: int) -> int | None:
    words = structure.words
    if end + 1 >= limit:
        return None
    if words[end].text == "(":
        closing = next((at for at in range(end, min(limit, end + _SHORT)) if words[at].text == ")"), None)
        return None if closing is None else closing + 1
    opening = end if words[end].tag == "rel" else end + 1
    beside = structure.phrase_at(opening)
    apposition = words[end].tag == "comma" and beside is not None and beside.prep is None
    if not apposition and "rel" not in (words[opening].tag, words[min(opening + 1, limit - 1)].tag):
        return None
    stops = (at for at in range(opening, limit) if words[at].tag in ("comma", "quote") or words[at].text in (";", ":"))
    closing = next(stops, limit)
    relative = next((at for at in range(opening, closing) if words[at].tag == "rel"), closing)
    own_clause = any(opening <= v.start < relative and v.kind == "finite" for v in structure.verbs)
    return None if own_clause or closing == end else closing


def _is_comma(structure: Structure, at: int) -> bool:
    return at < len(structure.words) and structure.words[at].tag == "comma"
