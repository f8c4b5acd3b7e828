"""Who speaks as "we" and "I" in a transcript: the speaker of the turn."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dragoman.model import Document, Mention, Participant, Span
from dragoman.ontology import word_list

__all__ = ["turns"]

_TURN = re.compile(r"^(?P<name>(?:[A-Z][A-Z’'.\-]*\s?){1,6}):\s", re.MULTILINE)
_CAPITALISED = re.compile(r"[A-Z][\w.’'\-]*")


def turns(document: Document) -> tuple[tuple[Span, Participant | None], ...]:
    """Return the turns of a transcript in order, each with its speaker ("SECRETARY BLINKEN: …").

    The speaker is None for those who only ask or lead ("QUESTION", "MODERATOR").
    """
    starts = list(_TURN.finditer(document.text))
    if len(starts) < 2:
        return ()
    names = _people_by_surname(document.layers.mentions)
    ends = [m.start() for m in starts[1:]] + [len(document.text)]
    return tuple(
        (Span(match.start(), end), _speaker(document, match, names)) for match, end in zip(starts, ends, strict=True)
    )


def _speaker(document: Document, match: re.Match[str], names: Mapping[str, Mention]) -> Participant | None:
    """Return who has a turn: the person of that family name in the text, else as the title or the turn has it."""
    words = match["name"].split()
    if words[-1].lower() in word_list("askers"):
        return None
    known = names.get(words[-1].lower())
    if known is not None:
        return Participant(known.name, Span(*match.span("name")), known.chain)
    bare = [w.capitalize() for w in words if w.lower().strip(".") not in word_list("turn_titles")]
    return Participant(_in_title(document, bare) or " ".join(bare or words), Span(*match.span("name")))


def _in_title(document: Document, bare: list[str]) -> str | None:
    """Return the full name in the title of somebody whom the turn calls by family name only."""
    words = _CAPITALISED.findall(document.title or "")
    if len(bare) != 1 or bare[0] not in words:
        return None
    last = words.index(bare[0])
    first = last
    while first and words[first - 1].lower() not in word_list("turn_titles") and last - first < 3:
        first -= 1
    return " ".join(words[first : last + 1]) if first and first < last else None


def _people_by_surname(mentions: tuple[Mention, ...]) -> Mapping[str, Mention]:
    people = [m for m in mentions if m.label == "person" and m.form == "name" and not m.name.isupper()]
    return {m.name.split()[-1].lower(): m for m in sorted(people, key=lambda m: len(m.name))}
