"""Where the complement of a verb ends: what is said, asked or agreed, up to the next act of the same subject."""

from __future__ import annotations

from dragoman.annotate.clauses import Structure, VerbGroup
from dragoman.model import Span
from dragoman.ontology import cues, verb_triggers

__all__ = ["complement_end"]


def complement_end(structure: Structure, verb: VerbGroup, quotes: tuple[Span, ...]) -> int:
    """Return the index of the word after the complement of a verb.

    It runs to the end of the sentence, or to the next verb that shares the subject ("… and urged"), to an added speech
    act in a gerund (", adding") or to an afterthought that names a source (", the embassy said").
    """
    end = _quotation_end(structure, verb, quotes)
    if end is not None:
        return end
    subjects = structure.subjects(verb)
    for other in structure.verbs:
        if other.start < verb.end or any(q.contains(structure.words[other.end - 1].span) for q in quotes):
            continue
        before = _connector_start(structure, other.start)
        if (
            before < other.start
            and other.kind == "finite"
            and verb.kind == "finite"
            and subjects
            and structure.subjects(other) == subjects
        ):
            return before
        if (
            other.kind == "gerund"
            and before < other.start
            and other.lemma in cues().verbs
            and _has_comma(structure, before, other.start)
        ):
            return before
        if (
            other.kind == "finite"
            and other.lemma in cues().verbs
            and (aside := _afterthought(structure, other)) is not None
        ):
            return aside
    at = _according(structure, verb.end)
    return at if at is not None else len(structure.words)


def _quotation_end(structure: Structure, verb: VerbGroup, quotes: tuple[Span, ...]) -> int | None:
    """Return the end of a quotation that opens right after the verb."""
    at = verb.end
    while (
        at < len(structure.words)
        and structure.words[at].tag in ("comma", "punct", "adv", "time")
        and structure.words[at].text not in '"“‘'
    ):
        at += 1
    if at + 1 >= len(structure.words) or structure.words[at].tag != "quote":
        return None
    quote = next((q for q in quotes if q.start <= structure.words[at + 1].span.start <= q.end), None)
    if quote is None:
        return None
    return next(
        (i for i in range(at + 1, len(structure.words)) if structure.words[i].span.start >= quote.end),
        len(structure.words),
    )


def _connector_start(structure: Structure, start: int) -> int:
    """Return where the words that join a clause to what is before it begin ("and", ", and also", ", while")."""
    at = start
    while at > 0 and (
        structure.words[at - 1].tag in ("comma", "and", "adv") or structure.words[at - 1].lower == "while"
    ):
        at -= 1
    while at < start and structure.words[at].tag == "adv":
        at += 1
    return at


def _has_comma(structure: Structure, start: int, end: int) -> bool:
    return any(w.tag in ("comma", "and") or w.lower == "while" for w in structure.words[start:end])


def _afterthought(structure: Structure, verb: VerbGroup) -> int | None:
    """Return where ", the embassy said" begins, if the verb closes the sentence that way."""
    rest = structure.words[verb.end :]
    if any(w.tag in ("noun", "name", "pron", "sub") for w in rest) or verb.lemma not in verb_triggers():
        return None
    subjects = structure.subjects(verb)
    first = subjects[0].start if subjects else verb.start
    return first - 1 if first > 0 and structure.words[first - 1].tag in ("comma", "quote") else None


def _according(structure: Structure, start: int) -> int | None:
    for at in range(start, len(structure.words) - 1):
        if structure.words[at].lower == "according" and structure.words[at + 1].lower == "to":
            return at
    return None
