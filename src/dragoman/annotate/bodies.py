"""Where the name of a body ends: "House Oversight and Reform Committee", "Ministry of Science and Technology".

A name is a run of capitals up to its last noun for a body ("Committee", "Ltd."), or such a noun with what completes it
("Office of …", "Embassy in Iraq").
"""

from __future__ import annotations

from collections.abc import Set

from dragoman.annotate.words import Line, Word
from dragoman.gazetteer import word_list, words

__all__ = ["body_end"]


def body_end(line: Line, at: int, taken: Set[int] = frozenset()) -> int:
    """Return the end of the name of a body that begins at a word, `at` itself where none does; `taken` words bar it."""
    end = _core(line, at, taken)
    if line.lower(end) == "," and end + 1 < len(line.words) and line.words[end + 1].text in words().company_suffixes:
        return end + 2
    if end == at or line.words[end - 1].text in words().company_suffixes:
        return end
    while (further := _complement(line, end, taken)) > end:
        end = further
    return end


def _core(line: Line, at: int, taken: Set[int]) -> int:
    """Return the end of the last noun for a body in a run of capitals."""
    end, last, known = at, at, words()
    while end < len(line.words) and end not in taken:
        word = line.words[end]
        if (word.text in known.company_suffixes and end > at) or (
            word.text in known.organisation_heads and _heads(line, at, end)
        ):
            last = end + 1
        elif not _may_stand(word, end == at):
            joined = _joined(line, end)
            if joined == end:
                break
            end = joined
        end += 1
    return last


def _heads(line: Line, at: int, end: int) -> bool:
    """Tell whether a noun for a body ends a name: alone it must be completed, "Energy" needs another kind of word."""
    if end == at:
        post = line.words[end].text in word_list("organisations", "posts") and end + 1 < len(line.words)
        return (
            line.words[end].text not in word_list("organisations", "topics")
            and line.lower(end + 1) in {"of", "for", "on"}
        ) or (post and (line.words[end + 1].entry is not None or line.lower(end + 1) in {"in", "to"}))
    return line.words[end].text not in word_list("organisations", "topics") or any(
        w.lower not in words().portfolio for w in line.words[at:end]
    )


def _may_stand(word: Word, first: bool) -> bool:
    if word.entry is not None:
        return not first and word.entry.kind != "people"
    if word.text in words().calendar or not word.text[0].isalpha():
        return False
    return word.capital and (
        first or word.text not in words().function or word.text in word_list("organisations", "adjectives")
    )


def _joined(line: Line, at: int) -> int:
    """Return the place after "and", "&" or a comma between two nouns of one body's name, `at` where it is none."""
    if line.lower(at) not in {"and", "&", ","}:
        return at
    after = at + 1 + (line.lower(at) == "," and line.lower(at + 1) == "and")
    if not _topic(line, at - 1) or not _topic(line, after):
        return at
    return after if _noun_ahead(line, after) else at


def _topic(line: Line, at: int) -> bool:
    return (
        0 <= at < len(line.words)
        and line.words[at].capital
        and (
            line.lower(at) in words().portfolio
            or (line.words[at].entry is not None and line.words[at].entry.kind in {"region", "demonym"})  # type: ignore[union-attr]
        )
    )


def _noun_ahead(line: Line, at: int) -> bool:
    """Tell whether the capitals from a word on lead to a noun for a body."""
    first = at
    while at < len(line.words) and line.words[at].capital and line.words[at].entry is None:
        if line.words[at].text in words().organisation_heads and (
            at > first or line.words[at].text not in word_list("organisations", "topics")
        ):
            return True
        at += 1
    return False


def _complement(line: Line, at: int, taken: Set[int]) -> int:
    """Return the end of "of the Treasury", "for Human Rights", "in Iraq" after the noun of a body, else `at`."""
    link = line.lower(at)
    start = at + 1 + (line.lower(at + 1) in {"the", "a"})
    if start >= len(line.words) or start in taken or line.lower(start + 1) == "capital":
        return at
    word = line.words[start]
    if (
        word.entry is not None
        and link in {"in", "to"}
        and line.words[at - 1].text in word_list("organisations", "posts")
    ):
        return start + 1
    if (
        word.entry is not None
        and link in {"of", "in", "to"}
        and word.entry.kind in {"country", "town", "capital", "region", "body"}
    ):
        return start + 1 if link == "of" else at
    if link not in {"of", "for", "on"} or not word.capital or (link != "of" and not _topic(line, start)):
        return at
    return _run_end(line, start, taken)


def _run_end(line: Line, at: int, taken: Set[int]) -> int:
    """Return the end of capitals joined by "and" that complete a body's name; a given name or title ends them."""
    end, known = at, words()
    while end < len(line.words) and end not in taken:
        word = line.words[end]
        if line.lower(end) in {"and", "&", ","}:
            after = end + 1 + (line.lower(end) == "," and line.lower(end + 1) == "and")
            if not (_topic(line, end - 1) and _topic(line, after)):
                break
            end = after
            continue
        name = (
            word.text in known.female | known.male
            and end > at
            and line.words[end - 1].capital
            and word.lower not in known.portfolio
        )
        if (
            not _may_stand(word, end == at)
            or name
            or (word.lower in known.title_heads and word.lower not in known.portfolio)
        ):
            break
        end += 1
    return end
