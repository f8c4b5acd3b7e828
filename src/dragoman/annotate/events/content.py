"""What was said, asked, agreed or talked about, as a span of the text."""

from __future__ import annotations

import re

from dragoman.annotate.clauses import NounPhrase, Structure, VerbGroup
from dragoman.annotate.complements import complement_end, complement_start
from dragoman.annotate.events.scene import Scene
from dragoman.annotate.events.triggers import Candidate
from dragoman.model import Span
from dragoman.ontology import word_list

__all__ = ["content", "content_after"]

_LEAD = re.compile(r"(?:to|on|that)\s+")
_PREPOSITION = re.compile(r"(?:for|about|of|on|over)\s+")
_TOPIC = ("about", "on", "regarding", "concerning", "over", "for")


def content(scene: Scene, candidate: Candidate) -> Span | None:
    """Return the content of an act after its frame's rule, or None where the text gives none."""
    found = _by_rule(scene, candidate)
    if found is None:
        return found
    lead = (_LEAD if candidate.frame.type == "AGREE" else _PREPOSITION).match(scene.document.quote(found))
    return Span(found.start + lead.end(), found.end) if lead else found


def _by_rule(scene: Scene, candidate: Candidate) -> Span | None:
    rule = candidate.frame.content
    if rule == "none":
        return None
    if rule == "topic":
        return _topic(scene, candidate)
    if rule == "quoted":
        return _quoted_after(scene, candidate)
    if rule in ("clause", "ask", "object") and (said := _said(scene, candidate)) is not None:
        return said
    if candidate.verb is None:
        return _of_noun(candidate)
    if _lacks_object(candidate):
        return None
    end = _within_quotation(scene, candidate, complement_end(candidate.structure, candidate.verb, scene.quotes))
    if rule == "clause":
        start = complement_start(candidate.structure, candidate.verb, end, _behind(candidate))
    else:
        start = _start(scene, candidate)
    return _trim(candidate.structure, start, end) if start is not None else None


def _lacks_object(candidate: Candidate) -> bool:
    """Tell whether nothing follows the preposition of a trigger ("the time they asked for, and …")."""
    words, last = candidate.structure.words, candidate.structure.words[candidate.end - 1]
    return last.tag == "prep" and candidate.end < len(words) and words[candidate.end].tag in ("comma", "punct", "quote")


def _within_quotation(scene: Scene, candidate: Candidate, end: int) -> int:
    """Return the end of what is said, at the latest where the quotation closes in which the act is told."""
    words = candidate.structure.words
    around = next((q for q in scene.quotes if q.contains(candidate.span)), None)
    while around is not None and end > candidate.end and words[end - 1].span.start >= around.end:
        end -= 1
    return end


def _behind(candidate: Candidate) -> int:
    """Return where a cue ends that is more than a verb ("made clear"), 0 where its noun is what is said."""
    noun = len(candidate.trigger.words) > 2 or candidate.structure.words[candidate.end - 1].tag == "name"
    return 0 if noun else candidate.end


def _said(scene: Scene, candidate: Candidate) -> Span | None:
    """Return the content of the attribution that has the trigger for a cue."""
    found = next(
        (a for a in scene.document.layers.attributions if a.cue is not None and a.cue.overlaps(candidate.span)), None
    )
    if found is None or candidate.frame.content == "ask":
        return None
    return max(found.content, key=len) if candidate.frame.content == "clause" or found.style == "direct" else None


def _quoted_after(scene: Scene, candidate: Candidate) -> Span | None:
    """Return the quotation that follows within the clause: what somebody is called."""
    end = candidate.structure.words[min(len(candidate.structure.words), candidate.end + 14) - 1].span.end
    return next((q for q in scene.quotes if candidate.span.end <= q.start <= end), None)


def _start(scene: Scene, candidate: Candidate) -> int:
    structure, rule = candidate.structure, candidate.frame.content
    if rule == "verb":
        return candidate.verb.start if candidate.verb is not None else candidate.start
    at = candidate.end
    if candidate.trigger.words[-1] == "support" and candidate.verb is not None and not _expresses(candidate):
        return candidate.verb.end
    if rule == "of":
        return _after_preposition(candidate, ("of", "for", "over", "as", "on", "with"))
    if rule == "ask":
        return _asked(candidate)
    while (at < len(structure.words) and structure.words[at].tag in ("comma", "punct", "quote", "adv", "time")) or (
        at < len(structure.words)
        and structure.words[at].lower in ("that", "to")
        and structure.words[at].tag in ("sub", "to", "prep")
    ):
        at += 1
    return at


def _expresses(candidate: Candidate) -> bool:
    """Tell whether support is expressed, so that its object is what was said, and not "its support" reaffirmed."""
    return candidate.trigger.words[0] in ("express", "voice")


def _asked(candidate: Candidate) -> int:
    """Return where what is asked begins: the infinitive after the addressee, or what follows the trigger."""
    structure = candidate.structure
    objects = structure.phrase_at(candidate.end) if candidate.end < len(structure.words) else None
    if objects is not None and objects.start == candidate.end:
        end = structure.list_right(objects)[-1].reach
        if end < len(structure.words) and structure.words[end].tag == "to":
            return end
        if candidate.trigger.words[-1] != "for" and (later := _infinitive_later(structure, end)) is not None:
            return later
    at = candidate.end
    while at < len(structure.words) and structure.words[at].tag in ("comma", "punct", "quote", "adv", "sub"):
        at += 1
    return at


def _infinitive_later(structure: Structure, start: int) -> int | None:
    """Return where the infinitive begins behind an aside on the addressee ("asked Lind, who is ill, to resign")."""
    if start >= len(structure.words):
        return None
    if structure.words[start].tag == "not" and structure.words[start + 1].tag == "to":
        return start
    if structure.words[start].tag not in ("comma", "punct"):
        return None
    return next(
        (v.start for v in structure.verbs
         if v.kind == "infinitive" and v.start > start and structure.words[v.start - 1].tag in ("comma", "punct")),
        None,
    )  # fmt: skip


def _after_preposition(candidate: Candidate, words: tuple[str, ...]) -> int:
    structure = candidate.structure
    objects = structure.phrase_at(candidate.end) if candidate.end < len(structure.words) else None
    start = (
        structure.list_right(objects)[-1].end
        if objects is not None and objects.start == candidate.end
        else candidate.end
    )
    for at in range(start, min(start + 12, len(structure.words))):
        if structure.words[at].lower in words:
            return at + 1
    return candidate.end


def _trim(structure: Structure, start: int, end: int) -> Span | None:
    while end > start and structure.words[end - 1].tag in ("comma", "punct", "quote"):
        end -= 1
    while start < end and structure.words[start].tag in ("comma", "punct", "quote"):
        start += 1
    return structure.span(start, end) if start < end else None


def _of_noun(candidate: Candidate) -> Span | None:
    structure, phrase = candidate.structure, candidate.phrase
    assert phrase is not None
    at = candidate.end
    if at < len(structure.words) and structure.words[at].lower in ("for", "of", "to", "that"):
        end = _phrase_end(structure, at + 1)
        return _trim(structure, at + 1, end)
    return None


def _phrase_end(structure: Structure, start: int) -> int:
    """Return the end of what hangs on a noun: the next comma, finite verb or end of the sentence."""
    for at in range(start, len(structure.words)):
        verb = structure.verb_at(at)
        if structure.words[at].tag == "comma" or (verb is not None and verb.kind == "finite"):
            return at
    return len(structure.words)


def _topic(scene: Scene, candidate: Candidate) -> Span | None:
    """Return what an encounter was about: "to discuss …", "about …", "on …" behind the trigger."""
    structure = candidate.structure
    limit = structure.clause_end(candidate.end)
    if candidate.verb is not None:
        limit = max(limit, complement_end(structure, candidate.verb, scene.quotes))
    for verb in structure.verbs:
        if verb.start >= candidate.end and verb.lemma in word_list("topic_verbs") and verb.start < limit:
            return _trim(structure, verb.end, complement_end(structure, verb, scene.quotes))
    for at in range(candidate.end, limit):
        word = structure.words[at]
        if structure.verb_at(at) is not None:
            break
        if word.lower not in _TOPIC or at + 1 >= len(structure.words) or structure.words[at + 1].tag == "time":
            continue
        following, doing = structure.phrase_at(at + 1), structure.verb_at(at + 1)
        if following is not None and word.lower in ("on", "for"):
            if not _is_occasion(scene, structure, word.lower, following):
                return _trim(structure, at + 1, limit)
        elif following is not None or (doing is not None and doing.kind == "gerund" and word.lower != "for"):
            return _trim(structure, at + 1, limit)
    return None


def _is_occasion(scene: Scene, structure: Structure, lead: str, phrase: NounPhrase) -> bool:
    """Tell whether a phrase says how long, where or on what occasion people met: "on the sidelines", "for talks"."""
    head = structure.words[phrase.head].lower
    if scene.is_time(structure.span(phrase.start, phrase.end)) or head in word_list("occasion_nouns"):
        return True
    return lead == "for" and head in word_list("encounter_nouns")


def content_after(scene: Scene, structure: Structure, verb: VerbGroup) -> Span | None:
    """Return what follows a verb of discussion: its object, up to the next act of the same subject."""
    return _trim(structure, verb.end, complement_end(structure, verb, scene.quotes))
