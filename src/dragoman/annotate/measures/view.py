"""One sentence as the steps for measures and deadlines see it: its text, who is named in it, and its dates."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.model import Document, Mention, Span, Timex

__all__ = ["CUSTOMS_UNIONS", "Party", "View", "views"]

_LONGEST = 2_000
"""Characters of a sentence that are looked at: a longer one is a list or no prose, and patterns take long over it."""
CUSTOMS_UNIONS = frozenset({"European Union", "Mercosur", "Gulf Cooperation Council", "Eurasian Economic Union"})
"""Bodies that tariffs are set for as for a country."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody named in the sentence; ``start`` and ``end`` count from the start of the sentence.

    ``country`` is the country itself, or the country that a person or body acts for, where the document says.
    """

    start: int
    end: int
    name: str
    label: str
    form: str
    country: str | None

    @property
    def taxable(self) -> bool:
        """Whether tariffs are set for it: a country or a customs union."""
        return self.form == "name" and (self.label == "country" or self.name in CUSTOMS_UNIONS)


@dataclass(frozen=True, slots=True)
class View:
    """A sentence and the paragraph it stands in: every position is relative to its start."""

    document: Document
    index: int
    paragraph: int
    span: Span
    text: str
    parties: tuple[Party, ...]
    timexes: tuple[Timex, ...]

    @property
    def dates(self) -> tuple[tuple[Span, str], ...]:
        """The dated time expressions: where each stands in the sentence, and its EDTF date."""
        return tuple((_shift(timex, self.span.start), timex.edtf) for timex in self.timexes if timex.edtf)

    def absolute(self, start: int, end: int) -> Span:
        """Return the span in the document's text."""
        return Span(self.span.start + start, self.span.start + end)

    def within(self, start: int, end: int) -> tuple[Party, ...]:
        """Return the parties that lie between two positions."""
        return tuple(party for party in self.parties if start <= party.start and party.end <= end)


def views(document: Document) -> Iterator[View]:
    """Yield the sentences of a document with the mentions and the dated time expressions that lie in them."""
    layers = document.layers
    mentions = sorted(layers.mentions, key=lambda mention: (mention.span.start, -mention.span.end))
    timexes = sorted(layers.timexes, key=lambda timex: timex.span.start)
    mention_starts = [mention.span.start for mention in mentions]
    timex_starts = [timex.span.start for timex in timexes]
    for index, sentence in enumerate(layers.sentences):
        start, end = sentence.span.start, min(sentence.span.end, sentence.span.start + _LONGEST)
        inside = mentions[bisect_left(mention_starts, start) : bisect_left(mention_starts, end)]
        dated = timexes[bisect_left(timex_starts, start) : bisect_left(timex_starts, end)]
        yield View(
            document, index, sentence.paragraph, sentence.span, document.text[start:end],
            tuple(_party(document, mention, start) for mention in inside),
            tuple(dated),
        )  # fmt: skip


def _party(document: Document, mention: Mention, start: int) -> Party:
    chains = document.layers.chains
    chain = chains[mention.chain] if 0 <= mention.chain < len(chains) else None
    country = mention.name if mention.label == "country" else chain.country if chain else None
    return Party(
        mention.span.start - start, mention.span.end - start, mention.name, mention.label,
        mention.form, country,
    )  # fmt: skip


def _shift(timex: Timex, start: int) -> Span:
    return Span(timex.span.start - start, timex.span.end - start)
