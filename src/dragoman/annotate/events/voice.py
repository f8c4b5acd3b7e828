"""Who speaks as "we" and "I" in a document: the parties of a joint statement, the speaker of a turn in a transcript."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dragoman.model import Document, Mention, Participant, Span

__all__ = ["joint_authors", "turns"]

_JOINT = re.compile(
    r"(?:statement\b[^.\n]{0,80}?\b(?:released|issued|made|adopted) by"
    r"|(?:is a|following) (?:joint )?statement (?:from|by|of)|^We, the)\b"
    r"(?P<who>[^:\n]*?)(?=:|\bon the occasion\b|, which\b|\bmet\b|\bregarding\b|\bfollowing\b|\.\s|\.?\n|\.?$)",
    re.MULTILINE,
)
_TURN = re.compile(r"^(?P<name>(?:[A-Z][A-Z’'.\-]*\s?){1,6}):\s", re.MULTILINE)
_LOOK_AHEAD = 1200


def joint_authors(document: Document) -> tuple[Participant, ...]:
    """Return who issues a joint statement: the people it names, else the countries and bodies; nobody where it is none.
    """
    match = _JOINT.search(document.text, 0, _LOOK_AHEAD)
    if match is None:
        return ()
    inside = [m for m in document.layers.mentions if Span(*match.span("who")).contains(m.head) and m.form == "name"]
    people = [m for m in inside if m.label == "person"]
    parties = people or [m for m in inside if m.label in ("country", "organisation") and not m.name.startswith("G7")]
    found = {m.name: Participant(m.name, m.span, m.chain) for m in parties}
    return tuple(found.values()) if len(found) > 1 else ()


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
