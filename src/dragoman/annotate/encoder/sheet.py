"""A document as the heads see it: its words, who is named at which of them, and which of them are dates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from dragoman.model import Document, Mention, Participant, Span

__all__ = ["Named", "Sheet"]


@dataclass(frozen=True, slots=True)
class Named:
    """A name, the head words of the mentions that mean it, by themselves or as one of a group, and those mentions."""

    name: str
    heads: tuple[int, ...]
    mentions: tuple[Mention, ...]
    chain: int

    def participant(self, near: int) -> Participant:
        """Return the name as a participant, resting on its mention nearest to a place in the text."""
        best = min(self.mentions, key=lambda m: abs(m.span.start - near))
        return Participant(self.name, best.span, self.chain)


@dataclass(frozen=True)
class Sheet:
    """A document with the layers tokens, mentions, chains and timexes."""

    document: Document

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words."""
        return tuple(token.text for token in self.document.layers.tokens)

    @cached_property
    def sentences(self) -> tuple[int, ...]:
        """The number of each word's sentence."""
        return tuple(token.sentence for token in self.document.layers.tokens)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.span.start for token in self.document.layers.tokens]

    @cached_property
    def _ends(self) -> list[int]:
        return [token.span.end for token in self.document.layers.tokens]

    def word_at(self, place: int) -> int:
        """Return the number of the word that a place in the text lies in, or of the last one before it."""
        return max(0, bisect_right(self._starts, place) - 1)

    def words_in(self, start: int, end: int) -> range:
        """Return the numbers of the words that a span of the text touches."""
        return range(bisect_left(self._ends, start + 1), bisect_left(self._starts, end))

    def span(self, first: int, last: int) -> Span:
        """Return the span from one word to another, both included."""
        return Span(self._starts[first], self._ends[last])

    @cached_property
    def names(self) -> dict[str, Named]:
        """The names that the document's mentions mean, in order of their first mention."""
        chains = self.document.layers.chains
        heads: dict[str, list[int]] = {}
        found: dict[str, tuple[int, list[Mention]]] = {}
        for mention in self.document.layers.mentions:
            members = chains[mention.chain].members
            for chain in members or (mention.chain,):
                name = chains[chain].name if members else mention.name
                heads.setdefault(name, []).append(self.word_at(mention.head.start))
                found.setdefault(name, (chain, []))[1].append(mention)
        return {
            name: Named(name, tuple(sorted(set(heads[name]))), tuple(mentions), chain)
            for name, (chain, mentions) in found.items()
        }

    @cached_property
    def dates(self) -> tuple[tuple[int, str], ...]:
        """The first word and the calendar date of each time expression that has one."""
        return tuple((self.word_at(t.span.start), t.edtf) for t in self.document.layers.timexes if t.edtf is not None)

    @property
    def published(self) -> str | None:
        """The date of publication."""
        return self.document.published.edtf if self.document.published else None
