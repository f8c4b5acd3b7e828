"""Lists of those whom a measure hits: over the following lines, behind semicolons, or after "to include"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from dragoman.annotate.measures.targets import phrase_end, targets
from dragoman.annotate.measures.view import View
from dragoman.annotate.numbers import NUMBER

__all__ = ["included", "named_below", "segments"]

_BULLET = re.compile(r"[\s•*·▪–—-]*(?:\(?\d{1,2}[.)]\s+)?")
_LINE_NAME = re.compile(
    r"(?P<name>[A-Z][\w’'.&-]*(?:\s(?:[A-Z(][\w’'.&)-]*|\d+|of|the|and|for|named after|al|bin|ibn|de|la|von|van))*)"
    r"(?=\s(?:is|was|has|serves?|served|are|also known|a\.?k\.?a|being|develops|produces|provides|operates|"
    r"manufactur\w+|supplies|owns|runs|leads|makes|works|acts)\b|\s?[,;:(–—]|\s-\s|\.?\s*$)"
)
_IN_NAMES = frozenset({"and", "al", "bin", "ibn", "de", "da", "la", "von", "van"})
_OPENER = re.compile(
    r"(?:The|This|These|Those|In|As|On|All|Any|For|With|We|It|He|She|They|Today|Additionally|Under|At|By|Sanctions)\b"
    r"(?!\s[A-Z])"
)
_NEXT_SEGMENT = re.compile(
    rf";\s+(?:and\s+|as well as\s+)?(?=(?:an?|the|his|her|their|its|{NUMBER})\s|[A-Z][\w’'.-]+)", re.IGNORECASE
)
_CLAUSE_AFTER = re.compile(r",?\s(?:is|are|was|were|has|have|had|will|would|could|may|might|must|can|should|said)\b")
_TO_INCLUDE = re.compile(r",?\s(?:to include|including)\s")


def named_below(view: View, sentences: Sequence[View]) -> list[str]:
    """Return whom the lines after a colon name, one at the head of each line or paragraph, in order.

    ``sentences`` are those of the document; the first paragraph that begins with no name ends the list.
    """
    if not view.text.rstrip().endswith(":"):
        return []
    names: list[str] = []
    paragraph = view.paragraph
    for line in islice(sentences, view.index + 1, None):
        if line.paragraph == paragraph:
            continue
        paragraph = line.paragraph
        found = targets(line, 0, len(line.text.rstrip(" ."))) if _only_names(line.text) else []
        name = _line_name(line)
        if name is None and not found:
            break
        names += found or [name or ""]
    return names


def _only_names(line: str) -> bool:
    """Whether a line is nothing but several names ("Adam Quill, Mira Dolen, and Orlin Vask")."""
    words = re.findall(r"[^\W\d_][\w’'-]*", line)
    return bool(re.search(r"\w, [A-Z]", line)) and all(word[0].isupper() or word in _IN_NAMES for word in words)


def _line_name(line: View) -> str | None:
    bullet = _BULLET.match(line.text)
    start = bullet.end() if bullet else 0
    match = _LINE_NAME.match(line.text, start)
    if match is None or _OPENER.match(line.text, start) or len(match["name"].split()) > 14:
        return None
    party = next((p for p in line.parties if p.start == start and p.end >= match.end("name") - 1), None)
    name = party.name if party is not None and party.form == "name" else match["name"].rstrip(" .")
    capitals = name.isupper() and len(name.split()) in (2, 3, 4)
    return name.title() if capitals else name


def segments(view: View, start: int) -> Iterator[tuple[int, int]]:
    """Yield the noun phrases of a list whose members are parted by semicolons, the first one included."""
    yield start, phrase_end(view, start)
    for match in _NEXT_SEGMENT.finditer(view.text, start):
        if _TO_INCLUDE.search(view.text, start, match.start()):
            return
        end = phrase_end(view, match.end())
        if _CLAUSE_AFTER.match(view.text, end):
            return
        yield match.end(), end


def included(view: View, start: int) -> tuple[int, int] | None:
    """Return the stretch after "to include" or "including" behind a position: the members of a group named before."""
    match = _TO_INCLUDE.search(view.text, start)
    return (match.end(), len(view.text.rstrip(" ."))) if match else None
