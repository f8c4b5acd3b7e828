"""The matcher of copies: which documents print one text.

The weights were chosen on half 0 of ``benchmarks.linking.copies`` (F1 through the keys) and on 970 pairs of look-alikes
that were compared without asking for a key (how many are judged copies): 0.993 and 16 with all of them. Without one of
them: days 0.991 and 44, part 0.992 and 32, title 0.992 and 20, names 0.993 and 19, other sentences 0.993 and 19, run
0.992 and 11; numbers, outlet, lead, byline and agency change neither by more than one, and are there to be read. Among
the look-alikes few differ by a name alone, as greetings and readouts in one form do: there the names decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.link.copies.align import Alignment, align, likeness, replaced
from dragoman.link.copies.signature import keys
from dragoman.link.copies.words import line, text
from dragoman.link.judging import Reason, Verdict, weighed
from dragoman.link.nodes import DocumentNode

__all__ = ["CopyMatcher"]

SAME, UNSURE = 0.5, 0.2
PRIOR = -3.0
"""Chosen among -5 to -1: at -2.5 a quarter more look-alikes are copies, at -4 one copy in a hundred is lost."""
PART = 0.15
"""Share of the longer text below which a shorter one is quoted or read out in it, rather than a copy of it."""
SHORT = 20
"""Words below which texts say too little to be told apart: error pages, captions."""
LEAST = 0.12
"""Share of the shingles of the shorter text below which nothing is aligned."""


class CopyMatcher:
    """Tells whether two documents are copies: one text, or versions of one, under whatever headline and cut."""

    relation = "copy"
    patience = 0.6
    """Two parts of one article that share nothing are copies of it, so that many pairs of a cluster may differ.

    The adjusted Rand index on half 0 is 0.973 with 0.3, 0.992 with 0.5 or 0.6, 0.990 with 1.
    """

    def keys(self, node: DocumentNode) -> Iterable[str]:
        """Return the keys of a document: see `dragoman.link.copies.signature`."""
        yield from dict.fromkeys(keys(text(node.sentences), node.published))
        if node.key:
            yield f"k:{node.key}"

    def compare(self, left: DocumentNode, right: DocumentNode) -> Verdict:
        """Judge two documents by what their sentences share and where they differ."""
        first, second = sorted((left, right), key=_size)
        shorter, longer = text(first.sentences), text(second.sentences)
        reasons = [*_metadata(first, second)]
        shared = len(shorter.grams & longer.grams) / max(1, len(shorter.grams))
        if shared < LEAST:
            reasons.append(Reason("words", -6.0, f"{shared:.0%} of the word triples of the shorter text are shared"))
        else:
            reasons += _told(align(shorter, longer))
        return weighed(reasons, same=SAME, unsure=UNSURE, prior=PRIOR)


def _size(node: DocumentNode) -> tuple[int, tuple[str, ...], str]:
    return (text(node.sentences).length, node.sentences, node.id)


def _told(found: Alignment) -> Iterator[Reason]:
    """Yield what an alignment says."""
    share, cover, run = found.share, found.cover, found.run
    yield Reason("sentences", 8 * min(share, 0.8), f"{share:.0%} of the shorter text stands in the longer one")
    yield Reason("run", min(run, 120) / 30 - 1.5, f"{run:.0f} words in a row")
    if found.shorter.length < SHORT:
        yield Reason("length", -4.0, f"only {found.shorter.length} words")
    if cover < PART:
        yield Reason("part", -60 * (PART - cover), f"only {cover:.0%} of the longer text")
    if (swapped := found.swapped) > 0.05:
        yield Reason("other sentences", -6 * swapped, f"{swapped:.0%} other words in the same places")
    names = [str(replaced) for pair in found.pairs for replaced in pair.names]
    if names:
        rate = len(names) / max(1, len(found.pairs))
        yield Reason("names", -min(8.0, 0.5 + 10 * rate), "other names in one place: " + _some(names))
    numbers = [str(replaced) for pair in found.pairs for replaced in pair.numbers]
    if numbers:
        rate = len(numbers) / max(1, len(found.pairs))
        yield Reason("numbers", -min(3.0, 2.5 * rate), "other numbers in one place: " + _some(numbers))
    lead = found.pairs[0] if found.pairs and found.pairs[0].left == 0 and found.pairs[0].right == 0 else None
    if lead and lead.near and not lead.names:
        yield Reason("lead", 0.5, "they open with the same sentence")


def _some(found: list[str], most: int = 3) -> str:
    return "; ".join(found[:most]) + (f" and {len(found) - most} more" if len(found) > most else "")


def _metadata(left: DocumentNode, right: DocumentNode) -> Iterator[Reason]:
    if left.key and left.key == right.key:
        yield Reason("key", 20.0, "versions of one item")
    if left.agency and right.agency:
        one = left.agency.casefold() == right.agency.casefold()
        said = f"both name {left.agency}" if one else f"{left.agency} here, {right.agency} there"
        yield Reason("agency", 0.5 if one else -1.0, said)
    if left.byline and right.byline and left.byline.casefold() == right.byline.casefold():
        yield Reason("byline", 0.3, f"both are by {left.byline}")
    yield from _titles(left.title, right.title)
    days = _days_between(left, right)
    if days and left.outlet and left.outlet == right.outlet:
        yield Reason("outlet", -1.0, f"both published by {left.outlet}, on other days")
    if days is not None and days > 3:
        yield Reason("days", -min(4.5, days / 13), f"published {days} days apart")


def _titles(left: str | None, right: str | None) -> Iterator[Reason]:
    """Yield what titles of one pattern say that name other people, places, days or numbers."""
    if not left or not right or left == right:
        return
    one, other = line(left), line(right)
    if not one.words or not other.words or likeness(one, other) < 0.5:
        return
    names, numbers = replaced(one, other, one.names, other.names)
    if names or numbers:
        said = _some([str(each) for each in names + numbers])
        yield Reason("title", -3.0, f"other names or numbers in titles of one pattern: {said}")


def _days_between(left: DocumentNode, right: DocumentNode) -> int | None:
    """Return how many days lie between two documents, 0 where their dates overlap; None where one has no date."""
    if left.published is None or right.published is None:
        return None
    return left.published.apart(right.published)
