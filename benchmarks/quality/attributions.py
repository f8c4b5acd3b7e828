"""Attributions on PolNeAR (Newell et al. 2018): how many are found, and how much of source, cue and content.

usage: python benchmarks/quality/attributions.py POLNEAR_PART

A gold attribution and one of the program's are paired one to one, best first, by the share of characters that their
contents have in common (Dice) plus a half where the cues overlap; a pair needs more than 0.3. The soft F1 of an element
is twice the sum of its Dice values over the pairs, divided by the number of both. Sentences of one quotation count as
one attribution.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.annotate.attributions import attributions
from dragoman.annotate.sentences import sentences
from dragoman.annotate.tokens import tokens
from dragoman.model import Document, Layers, Span
from dragoman.offsets import OffsetMap

__all__ = ["Elements", "gold", "main", "pairs", "predicted"]

ELEMENTS = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Elements:
    """The characters of an attribution's source, cue and content."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


def _characters(spans: Sequence[Span]) -> frozenset[int]:
    return frozenset(at for span in spans for at in range(span.start, span.end))


def dice(one: frozenset[int], other: frozenset[int]) -> float:
    """Return twice the common part over the sum of both, 1 where both are empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def gold(path: Path) -> list[Elements]:
    """Read the attributions of a brat file that have a content."""
    spans: dict[str, list[Span]] = {}
    found = []
    for line in path.read_text("utf-8").splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            numbers = re.findall(r"\d+ \d+", rest.split("\t")[0])
            spans[name] = [Span(*map(int, pair.split())) for pair in numbers]
        elif name.startswith("E"):
            roles: dict[str, list[Span]] = defaultdict(list)
            for part in rest.split():
                role, _, target = part.partition(":")
                roles[role.rstrip("0123456789")] += spans.get(target, [])
            found.append(Elements(*(_characters(roles[role]) for role in ("Source", "Cue", "Content"))))
    return [row for row in found if row.content]


def predicted(text: str) -> list[Elements]:
    """Return the program's attributions in a text, the sentences of one quotation joined."""
    split = sentences(text)
    layers = Layers(sentences=split, tokens=tokens(text, split))
    rows: list[list[list[Span]]] = []
    for found in attributions(Document("", "", text, OffsetMap.identity(len(text)), layers=layers)):
        if found.cue is None and rows:
            rows[-1][2] += found.content
        else:
            rows.append([[found.source] if found.source else [], [found.cue] if found.cue else [], list(found.content)])
    return [Elements(*map(_characters, row)) for row in rows]


def pairs(ours: Sequence[Elements], theirs: Sequence[Elements]) -> Iterator[tuple[Elements, Elements]]:
    """Yield pairs of the same attribution, one to one, best first."""
    cells = sorted(
        (
            (dice(a.content, b.content) + 0.5 * bool(a.cue & b.cue), i, j)
            for i, a in enumerate(ours)
            for j, b in enumerate(theirs)
        ),
        reverse=True,
    )
    left, right = set(range(len(ours))), set(range(len(theirs)))
    for score, i, j in cells:
        if score > 0.3 and i in left and j in right:
            left.remove(i)
            right.remove(j)
            yield ours[i], theirs[j]


def main() -> None:
    """Print the figures for a part of PolNeAR."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", type=Path, help="a folder with text/ and attributions/")
    part: Path = parser.parse_args().part
    annotated = {path.stem: path for path in sorted((part / "attributions").glob("*.ann"), reverse=True)}
    sums, ours, theirs, found = dict.fromkeys(ELEMENTS, 0.0), 0, 0, 0
    for path in sorted((part / "text").glob("*.txt")):
        match = next((file for stem, file in annotated.items() if stem.startswith(path.stem)), None)
        if match is None:
            continue
        system, truth = predicted(path.read_text("utf-8")), gold(match)
        ours, theirs = ours + len(system), theirs + len(truth)
        for a, b in pairs(system, truth):
            found += 1
            for name in ELEMENTS:
                sums[name] += dice(getattr(a, name), getattr(b, name))
    total = max(1, ours + theirs)
    precision, recall = 100 * found / max(1, ours), 100 * found / max(1, theirs)
    print(f"found    P {precision:.1f}  R {recall:.1f}  F1 {200 * found / total:.1f}")
    for name in ELEMENTS:
        print(f"{name:8} soft F1 {200 * sums[name] / total:.1f}")


if __name__ == "__main__":
    main()
