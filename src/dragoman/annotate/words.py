"""The words of a sentence with the names of the gazetteer joined into one word each.

Mentions, titles and tenures are all read off this view: "U.S.-South Korea" is three words here, the first and the last
of them countries; "ex-president" and "President-elect" are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.gazetteer import Entry, EntryKind, Hit, hits, words
from dragoman.model import Document, Span

__all__ = ["Line", "Word", "lines"]

_PREFIX = re.compile(r"(then|ex|former|acting|newly)-(?=\w)", re.IGNORECASE)
_TAILED = frozenset(("town", "capital", "region"))
_SUFFIX = re.compile(r"(?<=\w)-(elect|designate|nominate|nominee)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its place in the text, the text, and the gazetteer's entry where it is a name of the gazetteer.

    ``lower`` is the text in lower case with straight apostrophes.
    """

    start: int
    end: int
    text: str
    entry: Entry | None = None
    lower: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", self.text.lower().replace("’", "'"))

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter ("al-Jubeir" does too: what counts is the first part with one)."""
        return self.text[:1].isupper() or (
            self.text[:3].lower() in {"al-", "el-", "as-", "ad-", "an-"} and self.text[3:4].isupper()
        )

    @property
    def possessive(self) -> bool:
        """Whether it is the ending of a possessive."""
        return self.text in {"'s", "’s", "'", "’"}


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one sentence, with its number."""

    sentence: int
    words: tuple[Word, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the span of the words from `start` up to `end`."""
        return Span(self.words[start].start, self.words[end - 1].end)

    def text(self, start: int, end: int) -> str:
        """Return one text of the words from `start` up to `end`, with the spaces that the text has."""
        parts = [self.words[start].text]
        for before, word in zip(self.words[start : end - 1], self.words[start + 1 : end], strict=True):
            parts.append((" " if word.start > before.end else "") + word.text)
        return "".join(parts)

    def lower(self, at: int) -> str:
        """Return the word at a place in lower case, "" outside the sentence."""
        return self.words[at].lower if 0 <= at < len(self.words) else ""


def lines(document: Document) -> tuple[Line, ...]:
    """Return the sentences of a document as words. Needs the layers `sentences` and `tokens`."""
    names = _trusted(hits(document.text))
    per_sentence: list[list[Word]] = [[] for _ in document.layers.sentences]
    at = 0
    for token in document.layers.tokens:
        while at < len(names) and names[at].span.end <= token.span.start:
            at += 1
        per_sentence[token.sentence].extend(_pieces(document.text, token.span, names[at : at + 3]))
    return tuple(Line(i, _joined(document.text, row)) for i, row in enumerate(per_sentence))


def _trusted(found: Sequence[Hit]) -> tuple[Hit, ...]:
    """Leave out "the North" and "the South" where the document names no Korea."""
    said = {hit.entry.name for hit in found if not hit.entry.form.lower().startswith("the ")}
    return tuple(hit for hit in found if not hit.entry.form.lower().startswith("the ") or "North Korea" in said)


def _pieces(text: str, span: Span, names: Sequence[Hit]) -> Iterator[Word]:
    """Cut a token where names begin and end; a piece of a name carries its entry, once for each token."""
    at = span.start
    for hit in names:
        start, end = max(hit.span.start, at), min(hit.span.end, span.end)
        if start >= end or hit.span.start >= span.end:
            continue
        yield from _split(text, at, start)
        yield Word(hit.span.start, hit.span.end, text[hit.span.start : hit.span.end], hit.entry)
        at = end
    yield from _split(text, at, span.end)


def _split(text: str, start: int, end: int) -> Iterator[Word]:
    """Cut off "ex-" and "-elect" from a piece of a token."""
    if start >= end:
        return
    piece = text[start:end]
    if match := _PREFIX.match(piece):
        yield Word(start, start + match.end() - 1, match.group(1))
        yield from _split(text, start + match.end(), end)
    elif match := _SUFFIX.search(piece):
        yield Word(start, start + match.start(), piece[: match.start()])
        yield Word(start + match.start(), end, piece[match.start() :])
    else:
        yield Word(start, end, piece)


def _joined(text: str, row: Sequence[Word]) -> tuple[Word, ...]:
    """Keep one word for each name that lay over several tokens; take names of persons out of the gazetteer."""
    kept: list[Word] = []
    for word in row:
        before = kept[-1] if kept else None
        if before is not None and word.entry is not None and word.start == before.start:
            continue
        if (
            before is not None
            and before.entry is not None
            and before.entry.kind in _TAILED
            and word.text in words().place_tails - {"Port", "Street"}
        ):
            kept[-1] = _with_tail(text, before, word)
            continue
        kept.append(word)
    return tuple(_unplaced(kept, i) for i in range(len(kept)))


def _with_tail(text: str, name: Word, tail: Word) -> Word:
    """Join "Gyeonggi" and "Province"; the place keeps its country and stands for no government."""
    assert name.entry is not None
    whole = text[name.start : tail.end]
    kind: EntryKind = "region" if name.entry.kind == "region" else "town"
    return Word(name.start, tail.end, whole, Entry(name.entry.name, whole, kind, name.entry.country))


def _unplaced(row: Sequence[Word], at: int) -> Word:
    """Return the word without its entry where a given name is meant: "Jordan Bardella", "Paris Hilton"."""
    word = row[at]
    if word.entry is None or word.text not in words().also_given or at + 1 >= len(row):
        return word
    if row[at + 1].text in words().male | words().female and row[at - 1].lower in {"of", "in"}:
        return word
    return Word(word.start, word.end, word.text) if _family_name(row[at + 1]) else word


def _family_name(word: Word) -> bool:
    """Tell whether a word looks like a family name: a capital that no list knows as a common noun or title."""
    known = words()
    common = known.organisation_heads | known.place_tails | known.things | known.function | known.calendar
    if word.entry is not None or not word.text.isalpha() or word.text.isupper() or len(word.text) < 3:
        return False
    return word.capital and word.text not in common and word.lower not in known.title_heads | known.title_modifiers
