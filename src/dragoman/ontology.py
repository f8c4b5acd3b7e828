"""What the record knows: the types of events, the words that express them, and the cues of attribution.

The tables are ``data/events.toml``, ``data/triggers.toml`` and ``data/cues.toml``; they are read once, when first asked
for. The types are those of PLOVER (Halterman et al. 2023) with STATE added.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

from dragoman.errors import DataError
from dragoman.model import EVENT_TYPES, MODES, EventType, Mode

__all__ = [
    "GAP",
    "Cues",
    "Force",
    "Frame",
    "Shade",
    "Trigger",
    "cues",
    "event_types",
    "forces",
    "frames",
    "noun_triggers",
    "observers",
    "press",
    "shades",
    "table",
    "verb_triggers",
    "word_list",
]

GAP = "~"
"""Stands in a trigger for determiners, adjectives and nouns in between ("hold ~ talks")."""

ContentRule = Literal["none", "clause", "object", "of", "ask", "topic", "verb", "quoted"]
Need = Literal["none", "party", "actor", "recipient", "both", "name", "pair", "several"]
_FRAME_KEYS = {
    "type",
    "mode",
    "verbs",
    "nouns",
    "recipient",
    "together",
    "content",
    "needs",
    "needs_person",
    "promise",
    "threat",
    "demand",
    "score",
    "examples",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """An act, and where those who take part and what was said stand around the words that express it.

    ``recipient`` lists the places of the addressee or target, first found first; ``together`` says that all who take
    part are actors; ``needs`` says who must be named for the words to count (``needs_person``: somebody by name);
    ``promise`` and ``threat`` that they count only with "will" and the like; ``demand`` that they count only in an
    official text, which asks in its own voice ("The parties must …"); ``score`` is how far they are trusted.
    """

    type: EventType
    mode: Mode | None = None
    recipient: tuple[str, ...] = ()
    together: bool = False
    content: ContentRule = "none"
    needs: Need = "none"
    needs_person: bool = False
    promise: bool = False
    threat: bool = False
    demand: bool = False
    score: float = 0.8
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that express an act: lemmas for a verb, lower-case words for a noun; `GAP` stands for words in between."""

    words: tuple[str, ...]
    frame: Frame


@dataclass(frozen=True, slots=True)
class Shade:
    """A statement whose object has one of the head nouns is an act of another type.

    Not where a word of ``never`` stands before it; if there are words in ``also``, only where one of them is there too.
    """

    type: EventType
    nouns: frozenset[str]
    never: frozenset[str]
    also: frozenset[str]


@dataclass(frozen=True, slots=True)
class Force:
    """What was said is an act of this type where the pattern is found in it."""

    type: EventType
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """Cues of attribution: lemmas of verbs, and those of them that name the addressee first; example sentences."""

    verbs: frozenset[str]
    told: frozenset[str]
    examples: tuple[tuple[str, str], ...] = ()


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return a shipped table (``data/<name>.toml``). Raises DataError where it is malformed."""
    try:
        return tomllib.loads(resources.files("dragoman").joinpath("data", f"{name}.toml").read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"the table {name}.toml cannot be read: {error}") from error


@cache
def word_list(name: str) -> frozenset[str]:
    """Return a list of words of ``data/grammar.toml``. Raises KeyError for a name that is not there."""
    return frozenset(table("grammar")["lists"][name].split())


def event_types() -> Mapping[str, str]:
    """Return the types of events with what each covers."""
    types: Mapping[str, str] = table("events")["types"]
    return types


def _frame(row: Mapping[str, Any]) -> Frame:
    if unknown := set(row) - _FRAME_KEYS:
        raise DataError(f"triggers.toml: a frame has unknown keys {sorted(unknown)}")
    frame = Frame(
        row["type"], row.get("mode"), tuple(row.get("recipient", ())), row.get("together", False),
        row.get("content", "none"), row.get("needs", "none"), row.get("needs_person", False), row.get("promise", False),
        row.get("threat", False), row.get("demand", False), row.get("score", 0.8),
        tuple((sentence, trigger) for sentence, trigger in row.get("examples", ())),
    )  # fmt: skip
    if frame.type not in EVENT_TYPES or (frame.mode or "meeting") not in MODES:
        raise DataError(f"triggers.toml: unknown type or mode {frame.type}, {frame.mode}")
    if frame.content not in get_args(ContentRule) or frame.needs not in get_args(Need):
        raise DataError(f"triggers.toml: unknown rule {frame.content}, {frame.needs}")
    return frame


@cache
def _rows() -> tuple[tuple[Frame, tuple[str, ...], tuple[str, ...]], ...]:
    return tuple(
        (_frame(row), tuple(row.get("verbs", ())), tuple(row.get("nouns", ()))) for row in table("triggers")["frame"]
    )


def frames() -> tuple[Frame, ...]:
    """Return every frame, in the table's order."""
    return tuple(frame for frame, _, _ in _rows())


def _index(triggers: Iterable[tuple[str, Trigger]]) -> Mapping[str, tuple[Trigger, ...]]:
    found: dict[str, list[Trigger]] = defaultdict(list)
    for key, trigger in triggers:
        found[key].append(trigger)
    return {key: tuple(sorted(rows, key=lambda t: -sum(w != GAP for w in t.words))) for key, rows in found.items()}


@cache
def verb_triggers() -> Mapping[str, tuple[Trigger, ...]]:
    """Return the triggers whose head is a verb, by the lemma of that verb, longest first."""
    return _index(
        (words[0], Trigger(words, frame)) for frame, verbs, _ in _rows() for words in (tuple(v.split()) for v in verbs)
    )


@cache
def noun_triggers() -> Mapping[str, tuple[Trigger, ...]]:
    """Return the triggers that are nouns, by their last word, longest first."""
    return _index(
        (words[-1], Trigger(words, frame)) for frame, _, nouns in _rows() for words in (tuple(n.split()) for n in nouns)
    )


@cache
def shades() -> tuple[Shade, ...]:
    """Return the shades of statements, in order of precedence."""
    return tuple(
        Shade(
            row["type"],
            frozenset(row["nouns"].split()),
            frozenset(row.get("never", "").split()),
            frozenset(row.get("also", "").split()),
        )
        for row in table("events")["shade"]
    )


@cache
def forces() -> tuple[Force, ...]:
    """Return the patterns that tell the force of what was said, in order of precedence."""
    return tuple(
        Force(row["type"], re.compile(rf"\b(?:{'|'.join(row['phrases'])})\b", re.IGNORECASE))
        for row in table("events")["force"]
    )


@cache
def press() -> frozenset[str]:
    """Return the words by which names of news media are known."""
    return frozenset(table("events")["press"]["names"].split())


@cache
def observers() -> frozenset[str]:
    """Return the words for people who comment without acting: analysts, professors."""
    return frozenset(table("events")["press"]["observers"].split())


@cache
def cues() -> Cues:
    """Return the cues of attribution."""
    row = table("cues")["speech"]
    examples = tuple((sentence, cue) for sentence, cue in row["examples"])
    return Cues(frozenset(row["verbs"].split()), frozenset(row["told"].split()), examples)
