"""The noun that a title is built on ("secretary-general", "members of parliament"), told from verbs and names."""

from __future__ import annotations

from functools import cache

from dragoman.annotate.words import Line
from dragoman.gazetteer import word_list, words

__all__ = ["head_at", "whole_head"]

_LONGEST_HEAD = 4


def whole_head(line: Line, at: int) -> tuple[int, str, bool] | None:
    """Return the head that begins at a word with the heads that it leads to: "Deputy" + "Secretary" + "General"."""
    head = head_at(line, at)
    while head is not None:
        ahead = head[0]
        inner = next((h for i in range(at + 1, ahead) if (h := head_at(line, i)) is not None and h[0] > ahead), None)
        if inner is not None:
            head = inner
            continue
        while _modifies(line, at, ahead):
            ahead += 1
        if line.lower(ahead - 1) == "chief" and line.lower(ahead + 1) == "officer" and _alike(line, at, ahead):
            ahead += 1
        further = head_at(line, ahead) if ahead < len(line.words) and _alike(line, at, ahead) else None
        if further is None:
            return head
        head = further
    return None


def _modifies(line: Line, at: int, ahead: int) -> bool:
    """Tell whether a word goes on with a title as a modifier, and is no head itself."""
    if ahead >= len(line.words) or line.lower(ahead) not in words().title_modifiers or not _alike(line, at, ahead):
        return False
    return head_at(line, ahead) is None


def _alike(line: Line, one: int, other: int) -> bool:
    """Tell whether two words agree in their capitals, as the words of one title do."""
    return line.words[one].capital == line.words[other].capital and line.words[other].entry is None


def head_at(line: Line, at: int) -> tuple[int, str, bool] | None:
    """Return the end of the longest head noun that begins at a word, its singular, and whether it is a plural."""
    if at >= len(line.words) or line.words[at].entry is not None or line.words[at].lower not in _first_words():
        return None
    for size in range(min(_LONGEST_HEAD, len(line.words) - at), 0, -1):
        if any(word.entry for word in line.words[at : at + size]):
            continue
        text = " ".join(word.lower for word in line.words[at : at + size])
        expanded = words().abbreviations.get(line.words[at].text, "").lower() if size == 1 else ""
        plural = words().plurals.get(text) or (text[:-1] if text.endswith("s") else "")
        for form, many in ((text, False), (expanded, False), (plural, True), (expanded.rstrip("s"), True)):
            if form in words().title_heads or form == "counterpart":
                return (at + size, form, many) if _is_head(line, at, at + size) else None
    return None


@cache
def _first_words() -> frozenset[str]:
    """Return the words that a title's head may begin with, in the singular and plural, and the abbreviations."""
    first = {head.split()[0] for head in words().title_heads} | {"counterpart"}
    plural = {head.split()[0] for head in words().plurals} | {word + "s" for word in first}
    return frozenset(first | plural | {short.lower() for short in words().abbreviations})


def _is_head(line: Line, at: int, end: int) -> bool:
    """Leave out verbs and other uses of the same words: "to head", "will lead", "King Street", "bin Sultan"."""
    word, before = line.words[at], line.lower(at - 1)
    if word.lower in word_list("offices", "also_names") and _within_name(line, at):
        return False
    if word.lower in word_list("offices", "also_verbs") and not word.capital:
        return before not in word_list("offices", "before_verbs")
    if word.lower in word_list("offices", "also_nouns") and not word.capital:
        return False
    after = line.words[end].text if end < len(line.words) else ""
    if after in words().family and end + 1 < len(line.words) and line.words[end + 1].capital:
        return True
    return not (word.capital and after in words().place_tails | {"Day"})


def _within_name(line: Line, at: int) -> bool:
    """Tell whether a particle or form of address before a word makes it part of a name: "bin Sultan", "Dr. Sultan"."""
    before = line.words[at - 1].text if at else ""
    return before in words().particles or before in words().honorifics
