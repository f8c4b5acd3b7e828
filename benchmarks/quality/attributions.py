"""Attributions on PolNeAR (Newell et al. 2018): how many are found, and how much of source, cue and content.

usage: python -m benchmarks.quality.attributions POLNEAR_PART

A gold attribution and one of the program's are paired one to one, best first, by the share of characters that their
contents have in common (Dice) plus a half where the cues overlap; a pair needs more than 0.3. The soft F1 of an element
is twice the sum of its Dice values over the pairs, divided by the number of both. Sentences of one quotation count as
one attribution. PolNeAR marks none inside the content of another; what the program tells there is left out.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.quality.gate import Figures
from benchmarks.quality.reading import read
from dragoman.model import Attribution, Span

__all__ = ["Elements", "figures", "gold", "main", "pairs", "predicted", "texts"]

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
    """Return the program's attributions in a text as PolNeAR marks them.

    The sentences of one quotation are joined, and none is told inside the content of another.
    """
    found = read(text, "attributions").layers.attributions
    contents = {n: list(item.content) for n, item in enumerate(found) if item.cue is not None}
    for n, item in enumerate(found):
        if item.cue is None:
            of_source = (told for told in contents if found[told].source == item.source)
            nearest = min(of_source, key=lambda told: abs(told - n), default=n)
            contents.setdefault(nearest, []).extend(item.content)
    rows = [_elements(found[n], content) for n, content in contents.items()]
    return [row for row in rows if not any(row.cue and row.cue <= other.content for other in rows)]


def _elements(found: Attribution, content: Sequence[Span]) -> Elements:
    source, cue = ([span] if span else [] for span in (found.source, found.cue))
    return Elements(_characters(source), _characters(cue), _characters(content))


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


def texts(part: Path) -> Iterator[tuple[str, list[Elements]]]:
    """Yield each text of a part of PolNeAR with the attributions of one of those who annotated it.

    Raises FileNotFoundError where there is none.
    """
    annotated = {path.stem: path for path in sorted((part / "attributions").glob("*.ann"), reverse=True)}
    if not annotated:
        raise FileNotFoundError(f"no attributions in {part}")
    for path in sorted((part / "text").glob("*.txt")):
        match = next((file for stem, file in annotated.items() if stem.startswith(path.stem)), None)
        if match is not None:
            yield path.read_text("utf-8"), gold(match)


def scores(part: Path) -> dict[str, float]:
    """Return precision, recall and F1 of attributions, and the soft F1 of each element, in percent."""
    sums, ours, theirs, found = dict.fromkeys(ELEMENTS, 0.0), 0, 0, 0
    for text, truth in texts(part):
        system = predicted(text)
        ours, theirs = ours + len(system), theirs + len(truth)
        for a, b in pairs(system, truth):
            found += 1
            for name in ELEMENTS:
                sums[name] += dice(getattr(a, name), getattr(b, name))
    total = max(1, ours + theirs)
    both = {"precision": 100 * found / max(1, ours), "recall": 100 * found / max(1, theirs), "f1": 200 * found / total}
    return both | {f"{name}-f1": 200 * value / total for name, value in sums.items()}


def figures(shared: Path) -> Figures:
    """Measure the attributions of the dev part of PolNeAR: whether found, and the soft F1 of each element."""
    found = scores(shared / "data" / "eval-only" / "polnear" / "dev")
    return Figures({name: value for name, value in found.items() if name.endswith("f1")})


def main() -> None:
    """Print the figures for a part of PolNeAR."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", type=Path, help="a folder with text/ and attributions/")
    for name, value in scores(parser.parse_args().part).items():
        print(f"{name:10} {value:5.1f}")


if __name__ == "__main__":
    main()
