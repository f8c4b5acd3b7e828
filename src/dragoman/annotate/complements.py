"""Where the complement of a verb begins and ends: what is said, asked or agreed, up to the next act of the same
subject.
"""

from __future__ import annotations

from dragoman.annotate.clauses import NounPhrase, Structure, VerbGroup
from dragoman.model import Span
from dragoman.ontology import cues, verb_triggers, word_list

__all__ = ["complement_end", "complement_start", "own_subjects"]


def complement_end(structure: Structure, verb: VerbGroup, quotes: tuple[Span, ...]) -> int:
    """Return the index of the word after the complement of a verb.

    It runs to the end of the sentence, or to the next verb that shares the subject ("… and urged"), to an added speech
    act in a gerund (", adding") or to an afterthought that names a source (", the embassy said").
    """
    end = _quotation_end(structure, verb, quotes)
    if end is not None:
        return end
    for other in structure.verbs:
        if other.start < verb.end or any(q.contains(structure.words[other.end - 1].span) for q in quotes):
            continue
        if (act := _next_act(structure, verb, other)) is not None:
            return act
    at = _aside(structure, verb.end)
    return at if at is not None else len(structure.words)


def _next_act(structure: Structure, verb: VerbGroup, other: VerbGroup) -> int | None:
    """Return where the clause of another verb begins, if it is no part of the complement."""
    before = _connector_start(structure, other.start)
    joined = before < other.start
    if other.kind == "finite":
        if joined and verb.kind == "finite" and _goes_on(structure, verb, other):
            return before
        if structure.words[verb.start - 1].tag == "rel" and structure.words[other.start - 1].tag == "comma":
            return other.start - 1
        aside = _afterthought(structure, other) if other.lemma in cues().verbs else None
        return aside if aside is not None else _new_clause(structure, verb, other)
    if other.kind == "gerund" and joined and _adds(structure, other) and _has_comma(structure, before, other.start):
        return before
    return None


def _goes_on(structure: Structure, verb: VerbGroup, other: VerbGroup) -> bool:
    """Tell whether a verb behind "and" tells the next act of the same subject, and not of one within the complement:
    "said there was no deal and urged".
    """
    subjects, others = structure.subjects(verb), structure.subjects(other)
    if not subjects or subjects == others:
        return bool(subjects)
    if not _is_speech(other.lemma) or other.modal or other.tense != verb.tense or other.passive or len(others) != 1:
        return False
    head, own = structure.words[others[0].head], structure.words[subjects[0].head]
    return head.tag in ("noun", "det") or head.lower == "there" or head.lower == own.lower


def _adds(structure: Structure, gerund: VerbGroup) -> bool:
    """Tell whether a gerund behind a comma tells another speech act (", adding", ", citing")."""
    if gerund.lemma in cues().verbs:
        return True
    joint = structure.words[gerund.start - 1]
    added = gerund.lemma == "cite" or _is_speech(gerund.lemma)
    return added and (joint.tag == "comma" or joint.lower == "while") and gerund.end < len(structure.words)


_SPEECH = frozenset({"STATE", "SUPPORT", "AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


def _is_speech(lemma: str) -> bool:
    return any(len(t.words) == 1 and t.frame.type in _SPEECH for t in verb_triggers().get(lemma, ()))


def _new_clause(structure: Structure, verb: VerbGroup, other: VerbGroup) -> int | None:
    """Return where a main clause with a subject of its own begins behind what was said, if that is no clause itself
    (", and our work has …"), or behind what opens the sentence ("While we welcome it, they …").
    """
    subjects = own_subjects(structure, other)
    if not subjects or not verb.end < subjects[0].start < other.start:
        return None
    if any(w.tag != "adv" for w in structure.words[subjects[-1].reach : other.start]):
        return None
    start = before = subjects[0].start
    while before > verb.end and structure.words[before - 1].tag in ("comma", "and", "adv"):
        before -= 1
    if other.lemma in cues().verbs and (turn := _turn(structure, start)) is not None:
        return turn
    joints = {w.tag for w in structure.words[before:start]}
    if structure.words[start - 1].lower == "as" and structure.words[start].tag == "pron":
        return start - 2 if structure.words[start - 2].tag == "comma" else None
    first = complement_start(structure, verb, len(structure.words))
    if first is None or structure.words[first - 1].lower == "that" or _is_clause(structure, first):
        return None
    told_anew = "and" in joints and ("comma" in joints or structure.words[start].tag == "pron")
    return before if told_anew or ("comma" in joints and _opens_sentence(structure, verb)) else None


_TURNS = frozenset({"but", "though", "although", "while", "and"})


def _turn(structure: Structure, start: int) -> int | None:
    """Return where the comma stands before a clause of the same speaker: ", though she noted …", ", but he said …"."""
    words = structure.words
    comma = start >= 2 and words[start - 2].tag == "comma" and words[start - 1].lower in _TURNS
    return start - 2 if comma and words[start].lower in ("he", "she", "they") else None


def own_subjects(structure: Structure, verb: VerbGroup) -> tuple[NounPhrase, ...]:
    """Return the subject of a verb, without the object of the clause before that only looks joined to it ("praised the
    deal, and Lind left"; "saw him and we left").
    """
    subjects = structure.subjects(verb)
    if len(subjects) != 2:
        return subjects
    last = subjects[-1].start
    joint = structure.words[last - 2 : last]
    anew = [w.tag for w in joint] == ["comma", "and"] or structure.words[last].lower in ("we", "he", "she", "they", "i")
    return subjects[-1:] if anew and joint[-1].tag == "and" else subjects


def _opens_sentence(structure: Structure, verb: VerbGroup) -> bool:
    """Tell whether a verb stands in a clause that leads up to the main one ("While we welcome …", "Noting …, ")."""
    return structure.words[0].tag == "sub" or (verb.kind == "gerund" and verb.start == 0)


_KEPT = frozenset({"if", "why", "how", "where", "when", "while", "as", "what", "whether"})
_ADJUNCT = frozenset({
    "in", "at", "during", "after", "before", "from", "via", "through", "following", "ahead", "upon", "amid", "under",
    "since", "until", "while", "when", "as", "outside", "inside",
})  # fmt: skip
_ON_TOPIC = frozenset({"comment", "remark"})
_PLAIN_ADJUNCT = frozenset({"on", "with", "by", "over", "to", "for"})


def complement_start(structure: Structure, verb: VerbGroup, end: int, behind: int = 0) -> int | None:
    """Return the index of the first word of what is said, None where only the occasion or the addressee follows.

    Whom somebody tells, and when and where ("told reporters after the call", "said in a briefing on Friday that …"), is
    passed over; behind it only a clause or a quotation is a complement. ``behind`` is where the cue ends, if it is more
    than its verb ("made clear").
    """
    at = start = max(behind, _past_addressee(structure, verb))
    while at < end:
        if structure.words[at].tag == "quote" or structure.words[at].lower in ("that", ":"):
            break
        after = _past_adjunct(structure, verb, at, end)
        if after is None:
            break
        at = after
    moved = any(w.tag not in ("comma", "punct", "adv", "quote") for w in structure.words[start:at])
    opened = at < end and (structure.words[at].tag == "quote" or structure.words[at].lower == "that")
    plain = at >= end or _is_plain(verb) or structure.phrase_at(at) is None
    if moved and not opened and plain and not _is_clause(structure, at):
        return _later(structure, verb, at, end)
    while (
        at < end
        and structure.words[at].tag in ("comma", "punct", "quote", "sub", "adv")
        and structure.words[at].lower not in _KEPT
    ):
        at += 1
    if at < end and structure.words[at - 1].lower == "that" and _begins_finite(structure, at):
        at -= 1
    return at if at < end else None


def _begins_finite(structure: Structure, at: int) -> bool:
    """Tell whether a finite verb begins at a word, so that "that" before it is its subject ("said that was right")."""
    verb = structure.verb_at(at)
    return verb is not None and verb.start == at and verb.kind == "finite"


def _past_addressee(structure: Structure, verb: VerbGroup) -> int:
    addressee = structure.objects(verb) if verb.lemma in cues().told else ()
    return addressee[-1].reach if addressee and not _is_clause(structure, addressee[0].start) else verb.end


def _past_adjunct(structure: Structure, verb: VerbGroup, at: int, end: int) -> int | None:
    """Return the index behind a time, an adverb or a phrase of occasion that stands at ``at``, None where none does."""
    word = structure.words[at]
    if word.tag in ("time", "adv", "comma", "punct"):
        at += 1
        while word.tag == "time" and at < end and structure.words[at].tag == "num":
            at += 1
        return at
    plain = word_list("plain_saying") - (_ON_TOPIC if word.lower == "on" else frozenset())
    adjunct = word.lower in _ADJUNCT or (word.lower in _PLAIN_ADJUNCT and verb.lemma in plain)
    adjunct = adjunct or (word.lower == "of" and verb.lemma == "say")
    if word.tag not in ("prep", "to", "sub") or at + 1 >= end or not (adjunct or structure.words[at + 1].tag == "time"):
        return None
    phrase = structure.phrase_at(at + 1)
    if phrase is not None and phrase.start == at + 1:
        return None if word.tag == "sub" and word.lower in _KEPT and _is_clause(structure, at + 1) else phrase.reach
    return at + 2 if structure.words[at + 1].tag == "time" else None


def _is_plain(verb: VerbGroup) -> bool:
    return verb.lemma in word_list("plain_saying") or verb.lemma in cues().told


def _is_clause(structure: Structure, at: int) -> bool:
    """Tell whether a clause begins at a word: a noun phrase and a finite verb that has it for its subject."""
    phrase = structure.phrase_at(at) if at < len(structure.words) else None
    if phrase is None or phrase.prep is not None:
        return False
    later = [verb for verb in structure.verbs if verb.kind == "finite" and verb.start > at]
    return any(s.start == phrase.start for verb in later for s in own_subjects(structure, verb))


def _later(structure: Structure, verb: VerbGroup, start: int, end: int) -> int | None:
    """Return where a clause with "that", an infinitive or a quotation begins before the next finite verb."""
    for at in range(start, end - 1):
        if structure.words[at].lower == "that" or structure.words[at].tag == "quote":
            return at + 1
        other = structure.verb_at(at)
        if other is not None and other.kind == "infinitive" and not _is_plain(verb):
            return at
        if other is not None and other.kind == "finite":
            return None
    return None


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
        structure.words[at - 1].tag in ("comma", "and", "adv")
        or structure.words[at - 1].lower == "while"
        or (structure.words[at - 1].tag == "quote" and at > 1 and structure.words[at - 2].tag == "comma")
    ):
        at -= 1
    while at < start and structure.words[at].tag == "adv":
        at += 1
    return at


def _has_comma(structure: Structure, start: int, end: int) -> bool:
    return any(w.tag in ("comma", "and") or w.lower == "while" for w in structure.words[start:end])


def _afterthought(structure: Structure, verb: VerbGroup) -> int | None:
    """Return where ", the embassy said in a statement" begins, if the verb closes the sentence that way."""
    if verb.lemma not in verb_triggers() or complement_start(structure, verb, len(structure.words)) is not None:
        return None
    subjects = structure.subjects(verb)
    first = subjects[0].start if subjects else verb.start
    return first - 1 if first > 0 and structure.words[first - 1].tag in ("comma", "quote") else None


def _aside(structure: Structure, start: int) -> int | None:
    """Return where "according to" follows, or a colon with a quotation behind what was said in other words."""
    words = structure.words
    for at in range(start, len(words) - 1):
        if words[at].lower == "according" and words[at + 1].lower == "to":
            return at
        if words[at].text == ":" and words[at + 1].tag == "quote" and any(start < v.end <= at for v in structure.verbs):
            return at
    return None
