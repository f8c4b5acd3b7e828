"""Time expressions on TimeBank and AQUAINT by the measures of TempEval-3.

usage: python benchmarks/quality/timexes.py TBAQ_FOLDER [--errors N] [--json]

TempEval-3 (UzZaman et al., SemEval-2013, task 1): a time expression is found *strictly* where its span is the gold's,
*relaxed* where the two overlap; type and value are compared on the relaxed matches, and the F1 of an attribute is the
relaxed F1 times the share of matched expressions whose attribute is right. The document creation time is given to the
system and is not scored. One gold expression counts for one system expression and the other way round.
"""

from __future__ import annotations

import argparse
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.annotate.sentences import sentences
from dragoman.annotate.timexes import timexes
from dragoman.model import Document, Layers, Published, Span, Timex
from dragoman.offsets import OffsetMap

__all__ = ["Counts", "Example", "load", "measure", "pair", "score"]

CORPORA = ("TimeBank", "AQUAINT")


@dataclass(frozen=True, slots=True)
class Example:
    """One document of TimeML: its text, creation time and gold expressions."""

    name: str
    text: str
    created: str
    gold: tuple[Timex, ...]

    def document(self) -> Document:
        """Return the document as the program reads it, with sentences."""
        return Document(
            self.name, "", self.text, OffsetMap.identity(len(self.text)),
            published=Published(self.created[:10], "given"), layers=Layers(sentences=sentences(self.text)),
        )  # fmt: skip


def load(folder: Path) -> Iterator[Example]:
    """Yield the documents of a folder of TimeML files (``*.tml``) in order of name.

    Raises FileNotFoundError where there is none.
    """
    paths = sorted(folder.glob("[!.]*.tml"))
    if not paths:
        raise FileNotFoundError(f"no TimeML in {folder}")
    for path in paths:
        yield _example(path)


def _example(path: Path) -> Example:
    root = ET.parse(path).getroot()
    created = root.find("./DCT/TIMEX3")
    body = root.find("TEXT")
    if created is None or body is None:
        raise ValueError(f"{path} lacks a creation time or a text")
    parts: list[str] = []
    gold: list[Timex] = []
    _walk(body, parts, gold)
    return Example(path.stem, "".join(parts), created.get("value", ""), tuple(gold))


def _walk(element: ET.Element, parts: list[str], gold: list[Timex]) -> None:
    start = sum(map(len, parts))
    parts.append(element.text or "")
    for child in element:
        _walk(child, parts, gold)
        parts.append(child.tail or "")
    if element.tag == "TIMEX3":
        span = Span(start, sum(map(len, parts)))
        gold.append(Timex(span, element.get("type", "DATE"), element.get("value", ""), mod=element.get("mod")))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted over some documents; the measures follow from it."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    type: int = 0
    value: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.gold + other.gold, self.found + other.found, self.strict + other.strict,
            self.relaxed + other.relaxed, self.type + other.type, self.value + other.value,
        )  # fmt: skip

    def _f1(self, right: int) -> float:
        return 100 * 2 * right / max(1, self.gold + self.found)

    def figures(self) -> dict[str, float]:
        """Return precision and recall of relaxed spans and the F1 of spans, type and value, in percent."""
        return {
            "precision": round(100 * self.relaxed / max(1, self.found), 2),
            "recall": round(100 * self.relaxed / max(1, self.gold), 2),
            "strict F1": round(self._f1(self.strict), 2),
            "relaxed F1": round(self._f1(self.relaxed), 2),
            "type F1": round(self._f1(self.type), 2),
            "value F1": round(self._f1(self.value), 2),
        }


def pair(gold: Sequence[Timex], found: Sequence[Timex]) -> list[tuple[Timex | None, Timex | None]]:
    """Pair expressions whose spans overlap, one to one, equal spans first; the rest stand alone."""
    pairs: list[tuple[Timex | None, Timex | None]] = []
    free_gold, free_found = list(gold), list(found)
    for test in (lambda a, b: a == b, Span.overlaps):
        for one in list(free_gold):
            other = next((timex for timex in free_found if test(one.span, timex.span)), None)
            if other is not None:
                pairs.append((one, other))
                free_gold.remove(one)
                free_found.remove(other)
    return pairs + [(one, None) for one in free_gold] + [(None, other) for other in free_found]


def score(gold: Sequence[Timex], found: Sequence[Timex]) -> Counts:
    """Count what was found of the gold expressions of one document."""
    both = [(one, other) for one, other in pair(gold, found) if one and other]
    return Counts(
        len(gold), len(found), sum(a.span == b.span for a, b in both), len(both),
        sum(a.type == b.type for a, b in both), sum(a.value == b.value for a, b in both),
    )  # fmt: skip


def measure(examples: Iterable[Example]) -> Counts:
    """Read every document and count."""
    return sum((score(example.gold, timexes(example.document())) for example in examples), Counts())


def _errors(example: Example) -> Iterator[str]:
    for one, other in pair(example.gold, timexes(example.document())):
        if one and other and (one.value, one.type) == (other.value, other.type):
            continue
        span = (one or other).span  # type: ignore[union-attr]
        around = example.text[max(0, span.start - 70) : span.end + 50].replace("\n", " ")
        yield f"{example.name} {_show(one, example)} / {_show(other, example)} | {around}"


def _show(timex: Timex | None, example: Example) -> str:
    if timex is None:
        return "-"
    return f"{example.text[timex.span.start : timex.span.end]!r} {timex.type} {timex.value}".replace("\n", " ")


def main() -> None:
    """Print the measures of each corpus, and the first errors where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = {name: measure(load(options.folder / name)).figures() for name in CORPORA}
    if options.json:
        print(json.dumps(figures, indent=1))
    else:
        for name, row in figures.items():
            print(f"{name:9} " + "   ".join(f"{key} {value:5.1f}" for key, value in row.items()))
    for name in CORPORA if options.errors else ():
        lines = [line for example in load(options.folder / name) for line in _errors(example)]
        print(*lines[: options.errors], sep="\n")


if __name__ == "__main__":
    main()
