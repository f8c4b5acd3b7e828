"""Who speaks as "we" and "I" in a transcript: the speaker of the turn."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dragoman.model import Document, Mention, Participant, Span

__all__ = ["turns"]

_TURN = re.compile(r"^(?P<name>(?:[A-Z][A-Z’'.\-]*\s?){1,6}):\s", re.MULTILINE)


def turns(document: Document) -> tuple[tuple[Span, Participant], ...]:
    """Return the turns of a transcript in order, each with its speaker ("SECRETARY BLINKEN: …")."""
    starts = list(_TURN.finditer(document.text))
    if len(starts) < 2:
        return ()
    names = _people_by_surname(document.layers.mentions)
    ends = [m.start() for m in starts[1:]] + [len(document.text)]
    found = []
    for match, end in zip(starts, ends, strict=True):
        words = match["name"].split()
        speaker = names.get(words[-1].lower())
        name = speaker.name if speaker else " ".join(w.capitalize() for w in words)
        found.append(
            (Span(match.start(), end), Participant(name, Span(*match.span("name")), speaker.chain if speaker else None))
        )
    return tuple(found)


def _people_by_surname(mentions: tuple[Mention, ...]) -> Mapping[str, Mention]:
    people = [m for m in mentions if m.label == "person" and m.form == "name" and not m.name.isupper()]
    return {m.name.split()[-1].lower(): m for m in sorted(people, key=lambda m: len(m.name))}
