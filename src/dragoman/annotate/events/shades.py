"""Shades: a statement that approves, asks, blames or refuses is an act of that type."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.annotate.events.scene import Scene
from dragoman.annotate.events.triggers import Candidate
from dragoman.model import EventMention, EventType, Participant, Span
from dragoman.ontology import forces, shades, word_list

__all__ = ["addressed", "blamed", "shade"]

_FIRST = 7
_LONG = 200
"""Characters of what is said in which its force is looked for."""
_CONCERN = re.compile(r"\bconcern(?:s|ed)?\b", re.IGNORECASE)


def shade(scene: Scene, candidate: Candidate, content: Span | None) -> EventType:
    """Return the type of a speech act after the words that it says; other acts keep their frame's type."""
    kind = candidate.frame.type
    if content is None or candidate.verb is None:
        return kind
    text = scene.document.quote(content)
    if candidate.frame.content == "quoted":
        return next((f.type for f in forces() if f.pattern.search(text)), kind)
    if kind != "STATE":
        return kind
    plain = candidate.verb.lemma in word_list("plain_saying")
    force = next((f.type for f in forces() if f.pattern.search(text[:_LONG])), None) if plain else _threat(text)
    if force is not None:
        return force
    flat = (word_list("plain_saying") | word_list("flat_verbs")) - {"note"}
    if not scene.is_quoted(content) and candidate.verb.lemma not in flat:
        return _by_object(scene, candidate, text)
    return kind


def _threat(text: str) -> EventType | None:
    """Return THREATEN where a consequence is stated with whatever verb ("reaffirmed that it would result in …")."""
    return next((f.type for f in forces() if f.type == "THREATEN" and f.pattern.search(text[:_LONG])), None)


def _by_object(scene: Scene, candidate: Candidate, text: str) -> EventType:
    """Return the type that the noun stated decides: "reiterated its support", "noted deep concern with China's …"."""
    words = re.findall(r"[\w’']+", text.lower())[:_FIRST]
    for row in shades():
        at = next((i for i, word in enumerate(words) if word in row.nouns and words[i - 1 : i] != ["to"]), None)
        if (
            at is not None
            and not row.never.intersection((*words[:at], *words[at + 1 : at + 2]))
            and (not row.also or row.also.intersection(words))
        ):
            return row.type
    near = scene.document.quote(candidate.span) + " " + " ".join(words)
    return "ACCUSE" if _CONCERN.search(near) and blamed(scene, candidate) else "STATE"


def blamed(scene: Scene, candidate: Candidate) -> tuple[Participant, ...]:
    """Return whose doing a concern is about: the possessor in the phrases that follow ("China's rapid growth")."""
    structure = candidate.structure
    for phrase in structure.phrases:
        if candidate.end <= phrase.start <= candidate.end + 9 and any(
            w.text in ("'s", "’s") for w in structure.words[phrase.start : phrase.end]
        ):
            return scene.owner(structure, phrase)
    return ()


_OUGHT = re.compile(r"\b(?:must|should|ought to|let us|let[’']s)\b", re.IGNORECASE)


def addressed(scene: Scene, candidate: Candidate, event: EventMention) -> EventMention:
    """Return a statement that tells another party what must be done as the request that it is (settled question 4)."""
    if event.type != "STATE" or event.content is None:
        return event
    if (own := _own_deed(scene, candidate, event)) is not None:
        return own
    if event.recipients and _OUGHT.search(scene.document.quote(event.content), 1):
        return replace(event, type="REQUEST")
    whom = _obliged(scene, candidate, event)
    return replace(event, type="REQUEST", recipients=whom) if whom else event


def _obliged(scene: Scene, candidate: Candidate, event: EventMention) -> tuple[Participant, ...]:
    """Return who "must" or "should" do something in what is said, unless it is the speaker."""
    structure, content = candidate.structure, event.content
    said = [
        v
        for v in structure.verbs
        if v.kind == "finite" and content is not None and content.contains(structure.words[v.start].span)
    ]
    for verb in said[:1]:
        if verb.modal in ("must", "should") and not verb.passive:
            whom = scene.parties(structure, structure.subjects(verb))
            return () if {p.name for p in whom} & {p.name for p in event.actors} else whom
    return ()


_WILL = frozenset({"will", "would", "'ll", "’ll"})


def _own_deed(scene: Scene, candidate: Candidate, event: EventMention) -> EventMention | None:
    """Return a statement of what the speaker will do as a promise, or will not do as a refusal (settled question 2)."""
    structure, content = candidate.structure, event.content
    if content is None or scene.is_quoted(content) or not candidate.verb:
        return None
    said = [v for v in structure.verbs if v.kind == "finite" and content.contains(structure.words[v.start].span)]
    first = said[0] if said else None
    if first is None or first.modal not in _WILL or first.passive or first.lemma in word_list("stative_verbs"):
        return None
    subjects = structure.subjects(first)
    own = subjects and structure.words[subjects[0].head].lower in word_list("own_pronouns")
    if not own or structure.words[subjects[0].head].span.start < content.start:
        return None
    deed = Span(structure.words[first.end - 1].span.start, content.end)
    return replace(event, type="REJECT" if first.negated else "AGREE", content=deed)
