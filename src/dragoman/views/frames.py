"""How a source's words fit a sentence of ours: read off what stands between its verb and what was said.

Where the content follows the verb in the source, and only a joining word or the one spoken to stands between, the
source's own grammar vouches for ours. Where it does not fit, there is no frame, and the sentence is quoted whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.store.rows import EventRow
from dragoman.views.grammar import begins_with_thing, has_verb, is_clause, is_mere_adverbial, is_predicate
from dragoman.views.wording import table, within

__all__ = ["SPEECH", "Frame", "frame", "is_told", "joint_and_content", "stands_alone"]

SPEECH = ("STATE", "SUPPORT", "AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")  # what is done with words
_PHRASES = ("otherwise", "addressed", "joins")  # the keys of a type's table that hold no verbs
_OPENING = "\"“'‘"
_QUOTES = "\"“”‘’'"
_MOST_BETWEEN = 9  # words between a verb and its content
_TOWARDS = ("to", "with", "on", "of")  # before the one spoken to
_INFINITIVE = ("to", "not to")
_FEW = 2  # words of a quotation that says something by itself


@dataclass(frozen=True, slots=True)
class Frame:
    """What follows the speaker: a verb in the past, the words that join, and the source's words.

    ``verb`` is None where the wording table does not know the source's. ``joint`` is a word ("to", "that"), a colon, or
    nothing. ``addressed`` tells whether those spoken to may stand beside the verb, rather than in the words.
    """

    verb: str | None
    joint: str
    words: str
    addressed: bool = True


def frame(row: EventRow) -> Frame | None:
    """Return how what was said is told, None where it fits no sentence of ours: then the source's is quoted."""
    if row.status != "done" or row.content is None or row.content_span is None or _is_pronoun(row.content):
        return None
    verb, end = _verb(row)
    between = _gap(row, end)
    if between is not None and (found := _following(row, verb, between)):
        return found
    lonely = verb in table()["needs_whom"]["verbs"]
    if stands_alone(row) and not lonely:
        return Frame(verb, ":", _closed(row))
    return None


def is_told(row: EventRow) -> bool:
    """Tell whether an act is told in a sentence of ours, rather than quoted under a heading."""
    return row.type == "CONSULT" or (row.type in SPEECH and frame(row) is not None)


def _following(row: EventRow, verb: str | None, between: str) -> Frame | None:
    """Return the frame of a content that follows its verb."""
    speech = table()["speech"][row.type]
    joint, content = joint_and_content(row)
    rest = _without_time(between.strip(f" {_QUOTES}").removesuffix(joint).strip(f" {_QUOTES}"))
    if verb is None:
        fits = joint in speech.get("joins", ()) and (not rest or (row.type == "STATE" and not _breaks(rest)))
        return Frame(None, joint, content) if joint and fits else None
    if _breaks(rest) or not _says_something(row, verb, joint):
        return None
    direct, whom = verb in speech.get("direct", ()), bool(row.recipients)
    if not rest:
        return _adjoining(verb, joint, content, direct, row)
    towards = direct or rest.split()[0].lower() in _TOWARDS
    if whom and towards and not (is_predicate(content) and joint not in _INFINITIVE):
        return Frame(verb, joint, content) if joint else None
    if row.type == "STATE":
        return Frame(None, joint, content) if joint == "that" else None
    words = f"{between}{_closed(row)}".lstrip()
    return Frame(verb, "", words, addressed=not direct) if begins_with_thing(words) else None


def _adjoining(verb: str, joint: str, content: str, direct: bool, row: EventRow) -> Frame | None:
    """Return the frame of a content with nothing before it but its joint."""
    takes = verb in table()["speech"][row.type].get("object", ()) and not within(content)[:1].isupper()
    if not joint and row.type == "STATE" and not takes:
        return Frame(verb, ":", content)
    known = " " in verb and verb.endswith(f" {joint}")
    lonely = verb in table()["needs_whom"]["verbs"] and bool(joint) and not row.recipients
    if lonely:
        return None
    called = verb == "called" and joint == "for"  # for somebody to act, or for a thing: not on anybody
    return Frame(verb, "" if known else joint, content, addressed=not (direct and not joint) and not called)


def _says_something(row: EventRow, verb: str, joint: str) -> bool:
    """Tell whether a content is more than an adverbial: what was stated is a clause, or what a verb takes."""
    content = within(row.content or "")
    if not content or (is_mere_adverbial(content) and not joint):
        return False
    if row.type != "STATE":
        return True
    takes = verb in table()["speech"]["STATE"]["object"] and not is_predicate(content)
    return takes or stands_alone(row) or joint in ("that", "whether") or (joint == "to" and verb != "said")


def joint_and_content(row: EventRow) -> tuple[str, str]:
    """Return the word that joins a content to what is before it ("to", "that"), and the rest of the content."""
    content, connectors = _closed(row), table()["words"]["connectors"]
    first, _, rest = content.partition(" ")
    if first in connectors and rest:
        return first, rest
    if row.content_span is None:
        return "", content
    at = max(row.content_span[0] - row.citation.span[0], 0)
    before = row.citation.sentence[:at].rstrip(f" {_QUOTES}").lower().split()
    found = (joined for size in (2, 1) if (joined := " ".join(before[-size:])) in connectors)
    return next(found, ""), content


def _closed(row: EventRow) -> str:
    """Return the content with the quotation mark right after it, where it opens one and does not close it."""
    content = row.content or ""
    if row.content_span is None or content.count("“") <= content.count("”"):
        return content
    end = row.content_span[1] - row.citation.span[0]
    return content + (re.match(r"[.,]?”|", row.citation.sentence[end : end + 2]) or [""])[0]


def _gap(row: EventRow, end: int) -> str | None:
    """Return what stands between the verb and the content that follows it, None where none follows.

    ``end`` is where the verb ends within the trigger.
    """
    if row.content_span is None:
        return None
    start, stop = row.trigger_span[0] + end - row.citation.span[0], row.content_span[0] - row.citation.span[0]
    return row.citation.sentence[start:stop] if 0 <= start <= stop <= len(row.citation.sentence) else None


def stands_alone(row: EventRow) -> bool:
    """Tell whether a content says something by itself: a clause, or a quotation from its first word."""
    words = within(row.content or "")
    return is_clause(words) or (_is_quoted(row) and words[:1].isupper() and len(words.split()) > _FEW)


def _is_quoted(row: EventRow) -> bool:
    """Tell whether a content stands in quotation marks."""
    if row.content_span is None:
        return False
    at = max(row.content_span[0] - row.citation.span[0], 0)
    begins = (row.citation.sentence[max(at - 1, 0) : at], (row.content or "")[:1])
    return any(mark in _OPENING for mark in begins if mark)


def _is_pronoun(content: str) -> bool:
    first, _, rest = content.lower().partition(" ")
    return first in table()["words"]["pronouns"] and " " not in rest  # "them", "its agreement"


def _without_time(text: str) -> str:
    """Return a text without days of the week and adverbs."""
    idle = table()["words"]["idle"]
    words = [word for word in text.split() if word.strip(",").lower() not in idle and not word.endswith("ly")]
    return " ".join(words).removesuffix(" on") if words != ["on"] else ""


def _breaks(between: str) -> bool:
    """Tell whether what stands between a verb and its content is too much to be bridged."""
    return len(between.split()) > _MOST_BETWEEN or any(mark in between for mark in ',;:"“”') or has_verb(between)


# --- verbs ------------------------------------------------------------------------------------------------------


@cache
def _forms() -> dict[str, str]:
    """Return the past of each form of the speech verbs in the table: "accuse", "accusing" → "accused"."""
    forms = {form: past for past, several in table()["irregular"].items() for form in several}
    for speech in table()["speech"].values():
        for verb in {verb for key, verbs in speech.items() if key not in _PHRASES for verb in verbs}:
            past, _, rest = verb.partition(" ")
            stem = past.removesuffix("ed")
            for form in (past, stem, f"{stem}e", f"{stem}s", f"{stem}es", f"{stem}ing", *_with_y(stem)):
                forms.setdefault(f"{form} {rest}".strip(), verb)
    return forms


def _with_y(stem: str) -> tuple[str, ...]:
    return (f"{stem[:-1]}y", f"{stem[:-1]}ying") if stem.endswith("i") else ()


def _verb(row: EventRow) -> tuple[str | None, int]:
    """Return the source's own verb in the past, where the table knows it, and where it ends within the trigger."""
    speech = table()["speech"][row.type]
    known = {verb for key, verbs in speech.items() if key not in _PHRASES for verb in verbs}
    words = list(re.finditer(r"\S+", row.trigger.lower()))
    for size in (2, 1):
        for at in range(len(words) - size + 1):
            past = _forms().get(" ".join(word.group() for word in words[at : at + size]))
            if past in known:
                return past, words[at + size - 1].end()
    return None, len(row.trigger)
