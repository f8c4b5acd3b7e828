"""How well copies are found: pairs made by program from real releases and Wikinews, and clusters of a whole pool.

The pool are all documents of a half with the copies that `benchmarks.linking.altered` makes of some of them. A copy
and its source, and two copies that keep enough of the same sentences, have to be judged the same, through the keys:
a pair that shares no key is lost. Every pair of the pool that is judged the same and has not one source is a false
alarm; the hard negatives (calls, schedules, greetings and the like that share at least a fifth of their word triples)
are listed apart. Clusters are held against the sources with the adjusted Rand index (Hubert and Arabie, 1985).

Halves are made by the hash of a document's id: thresholds were chosen on the first, the figures are the second's.

Usage: ``python -m benchmarks.linking.copies [--shared ../shared] [--half 0|1] [--errors N]``
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from itertools import combinations
from math import comb
from pathlib import Path

from benchmarks.linking.altered import Copy, altered
from benchmarks.quality.gate import Figures
from dragoman.annotate.sentences import sentences
from dragoman.edtf import parse_days
from dragoman.link.copies import CopyMatcher
from dragoman.link.copies.words import text
from dragoman.link.judging import Verdict
from dragoman.link.nodes import DocumentNode
from dragoman.link.settle import settle

__all__ = ["Measured", "adjusted_rand", "copies", "measure"]

Pair = tuple[str, str]

SEED = 4
SOURCES = 160
"""How many documents of each half are copied, two to four times each."""
HARD = 0.2
"""Share of the word triples of the shorter text from which two documents of different source are a hard negative."""

TWICE: tuple[Pair, ...] = (
    ("state-e1abc95b", "state-54d43a7d"), ("state-747a1015", "state-586c49d8"), ("state-4e6a6219", "state-2aaad3ca"),
    ("state-dc299f15", "state-7f044cf8"), ("state-989168c6", "state-047e4946"), ("state-6087662e", "state-1718d9c5"),
    ("state-24540ed8", "state-9337e0a7"), ("state-c8180a8e", "state-d8c16693"), ("state-14426718", "state-03ac282f"),
    ("state-34d9819d", "state-14e5fe43"), ("state-25554dc8", "state-475022a6"), ("state-1403a864", "state-187e284e"),
    ("state-607fa88d", "state-db5bf259"), ("state-8a6e6b15", "state-d9683eea"), ("state-3b8754b6", "state-368409bb"),
)  # fmt: skip
"""Releases that were published twice, some with a correction: found by hand among all pairs that share most words."""
UNCLEAR = frozenset({
    "state-5d6939aa", "state-acd400dd", "state-49463fb8", "state-334b7ddf", "state-f1c59803", "state-c72c547b",
    "state-b50ff570",
})  # fmt: skip
"""Left out: announcements of a journey that were issued anew with a stop more, a talk put off, one statement read to
several committees. Whether these are copies is a matter of taste."""

_WAYS: tuple[tuple[str, ...], ...] = (
    ("headline",), ("half",), ("third",), ("quarter",), ("lead",), ("local",), ("corrected",), ("byline",), ("slug",),
    ("reworded",), ("paragraphs",), ("half", "lead"), ("third", "local"), ("half", "slug", "reworded"),
    ("quarter", "byline"), ("lead", "local"), ("corrected", "half"), ("byline", "reworded", "paragraphs"),
    ("third", "lead", "reworded"), ("slug", "local", "corrected"), ("half", "lead", "local", "paragraphs"),
    ("rewritten",), ("rewritten", "lead", "local"), ("half", "rewritten", "slug"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pool:
    """Documents by id with the source of each, the pairs that must be found, and how each copy was made."""

    nodes: Mapping[str, DocumentNode]
    source: Mapping[str, str]
    wanted: tuple[Pair, ...]
    ways: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found in a pool: pairs judged the same and hard negatives; ``rand`` is the adjusted Rand index."""

    pool: Pool
    same: frozenset[Pair]
    verdicts: Mapping[Pair, Verdict]
    hard: tuple[Pair, ...]
    rand: float

    @property
    def missed(self) -> list[Pair]:
        """The wanted pairs that were not judged the same, or share no key."""
        return [pair for pair in self.pool.wanted if pair not in self.same]

    @property
    def false(self) -> list[Pair]:
        """The pairs judged the same that have not one source."""
        return sorted(pair for pair in self.same if self.pool.source[pair[0]] != self.pool.source[pair[1]])

    @property
    def recall(self) -> float:
        """Which share of the wanted pairs was found."""
        return 1 - len(self.missed) / len(self.pool.wanted)

    @property
    def precision(self) -> float:
        """Found pairs that were wanted among these and all false alarms of the pool."""
        found = len(self.pool.wanted) - len(self.missed)
        return found / (found + len(self.false))

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def adjusted_rand(one: Mapping[str, str], other: Mapping[str, str]) -> float:
    """Return the adjusted Rand index of two clusterings of the same things, each as the name of its cluster."""
    cells = Counter((one[thing], other[thing]) for thing in one)
    both = sum(comb(count, 2) for count in cells.values())
    first = sum(comb(count, 2) for count in Counter(one.values()).values())
    second = sum(comb(count, 2) for count in Counter(other.values()).values())
    expected = first * second / comb(len(one), 2)
    return (both - expected) / ((first + second) / 2 - expected)


def _rows(shared: Path) -> Iterator[dict[str, str]]:
    for name in ("state/releases.jsonl", "wikinews/articles.jsonl"):
        for line in (shared / "data" / name).read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["id"] not in UNCLEAR:
                yield row


def _half(document: str) -> int:
    first = {later: earlier for earlier, later in TWICE}.get(document, document)
    return blake2b(first.encode(), digest_size=1).digest()[0] % 2


def _paragraphs(whole: str) -> tuple[tuple[str, ...], ...]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for sentence in sentences(whole):
        found[sentence.paragraph].append(whole[sentence.span.start : sentence.span.end])
    return tuple(tuple(paragraph) for paragraph in found.values())


def _node(name: str, copy: Copy, published: str | None) -> DocumentNode:
    told = tuple(sentence for paragraph in _paragraphs(copy.text) for sentence in paragraph)
    return DocumentNode(name, told, copy.title, copy.outlet, copy.agency, copy.byline, parse_days(published))


def pool(shared: Path, half: int) -> Pool:
    """Build the pool of one half."""
    luck = random.Random(SEED + half)
    rows = [row for row in _rows(shared) if _half(row["id"]) == half]
    copied = {row["id"] for row in luck.sample([row for row in rows if _worth(row)], SOURCES)}
    nodes: dict[str, DocumentNode] = {}
    first = {b: a for a, b in TWICE}
    source: dict[str, str] = {}
    wanted: list[Pair] = []
    ways: dict[str, str] = {}
    for row in rows:
        original = _source(row)
        nodes[row["id"]] = _node(row["id"], original, row["published"][:10])
        source[row["id"]] = first.get(row["id"], row["id"])
        if row["id"] in copied:
            made = list(_copies(row, original, luck))
            nodes |= {node.id: node for node, _, _ in made}
            source |= {node.id: source[row["id"]] for node, _, _ in made}
            ways |= {node.id: way for node, _, way in made}
            wanted += [(row["id"], node.id) for node, _, _ in made]
            wanted += [(a.id, b.id) for (a, one, _), (b, other, _) in combinations(made, 2) if _overlap(one, other)]
    wanted += [pair for pair in TWICE if pair[0] in nodes]
    return Pool(nodes, source, tuple(_ordered(*pair) for pair in wanted), ways)


def _worth(row: Mapping[str, str]) -> bool:
    """Tell whether a document is one that papers would print: long enough to be cut, and no transcript of hours."""
    return 80 <= len(row["text"].split()) <= 1500 and sum(map(len, _paragraphs(row["text"]))) >= 4


def _source(row: Mapping[str, str]) -> Copy:
    paragraphs = _paragraphs(row["text"])
    return Copy(paragraphs, frozenset(range(sum(map(len, paragraphs)))), row["title"], row["outlet"])


def _copies(
    row: Mapping[str, str], original: Copy, luck: random.Random
) -> Iterator[tuple[DocumentNode, Copy, str]]:
    """Yield two to four copies of a document, up to three days later; one in ten says no date."""
    for number in range(luck.randint(2, 4)):
        way = luck.choice(_WAYS)
        copy = altered(original, way, luck)
        later = date.fromisoformat(row["published"][:10]) + timedelta(days=luck.randint(0, 3))
        published = None if luck.random() < 0.1 else later.isoformat()
        yield _node(f"{row['id']}~{number}", copy, published), copy, "+".join(way)


def _overlap(one: Copy, other: Copy) -> bool:
    """Tell whether two copies keep so many of the same sentences that they must be found without their source."""
    shared, either = len(one.kept & other.kept), len(one.kept | other.kept)
    return shared >= max(3, 0.6 * min(len(one.kept), len(other.kept)), 0.2 * either)


def measure(found: Pool) -> Measured:
    """File, compare and settle a pool."""
    matcher = CopyMatcher()
    filed: defaultdict[str, list[str]] = defaultdict(list)
    for node in found.nodes.values():
        for key in matcher.keys(node):
            filed[key].append(node.id)
    pairs = {_ordered(*pair) for names in filed.values() for pair in combinations(names, 2)}
    verdicts = {pair: matcher.compare(found.nodes[pair[0]], found.nodes[pair[1]]) for pair in sorted(pairs)}
    same = frozenset(pair for pair, verdict in verdicts.items() if verdict.judgement == "same")
    hard = tuple(pair for pair in _alike(found.nodes) if found.source[pair[0]] != found.source[pair[1]])
    clusters = {name: min(group) for group in _settled(found.nodes, same, matcher) for name in group}
    return Measured(found, same, verdicts, hard, adjusted_rand(found.source, clusters))


def _settled(nodes: Mapping[str, DocumentNode], same: Iterable[Pair], matcher: CopyMatcher) -> Iterator[frozenset[str]]:
    """Yield the clusters, each connected component settled on its own as linking does."""
    component = {name: {name} for name in nodes}
    pairs = sorted(same)
    for one, other in pairs:
        if component[one] is not component[other]:
            component[one] |= component[other]
            for name in component[other]:
                component[name] = component[one]
    for names in {id(group): group for group in component.values()}.values():
        inside = [pair for pair in pairs if pair[0] in names]
        yield from settle({name: nodes[name] for name in sorted(names)}, inside, {}, matcher)


def _alike(nodes: Mapping[str, DocumentNode]) -> Sequence[Pair]:
    """Return the pairs that share at least HARD of the word triples of the shorter text, by way of rarer triples."""
    holders: defaultdict[int, list[str]] = defaultdict(list)
    triples = {name: text(node.sentences).grams for name, node in nodes.items() if "~" not in name}
    for name, grams in triples.items():
        for gram in grams:
            holders[gram].append(name)
    shared = Counter(pair for names in holders.values() if len(names) <= 40 for pair in combinations(names, 2))
    found = (
        (one, other)
        for (one, other), count in shared.items()
        if count >= 10 and len(triples[one] & triples[other]) >= HARD * min(len(triples[one]), len(triples[other]))
    )
    return sorted(_ordered(*pair) for pair in found)


def _ordered(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def copies(shared: Path) -> Figures:
    """Measure the half that was not looked at: pairs and clusters, in percent; by way of copying, what was found."""
    found = measure(pool(shared, 1))
    metrics = {
        "pair-f1": 100 * found.f1,
        "pair-precision": 100 * found.precision,
        "pair-recall": 100 * found.recall,
        "rand": 100 * found.rand,
    }
    return Figures(metrics, {way: {"recall": 100 * share} for way, share in _by_way(found).items()})


def _by_way(found: Measured) -> dict[str, float]:
    hits: defaultdict[str, list[bool]] = defaultdict(list)
    for pair in found.pool.wanted:
        if "~" not in pair[0] and pair[1] in found.pool.ways:
            hits[found.pool.ways[pair[1]]].append(pair in found.same)
    return {way: sum(each) / len(each) for way, each in sorted(hits.items())}


def main() -> None:
    """Print the figures of one half, with its worst errors."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("DRAGOMAN_SHARED", "../shared")))
    parser.add_argument("--half", type=int, choices=(0, 1), default=0)
    parser.add_argument("--errors", type=int, default=0, help="how many errors of each kind to list")
    args = parser.parse_args()
    found = measure(pool(args.shared, args.half))
    hit = sum(pair in found.same for pair in found.hard)
    print(f"{len(found.pool.nodes)} documents, {len(found.pool.wanted)} wanted pairs, {len(found.verdicts)} compared")
    print(f"precision {found.precision:.4f}  recall {found.recall:.4f}  F1 {found.f1:.4f}  Rand {found.rand:.4f}")
    print(f"{len(found.hard)} hard negatives, {hit} of them judged the same; {len(found.false)} false alarms in all")
    print("recall by way: " + ", ".join(f"{way} {share:.2f}" for way, share in _by_way(found).items()))
    for label, pairs in (("missed", found.missed), ("false", found.false)):
        for pair in pairs[: args.errors]:
            print(f"\n{label} {pair} {found.pool.ways.get(pair[0], '')} {found.pool.ways.get(pair[1], '')}")
            print("  " + " | ".join(str(found.pool.nodes[name].title) for name in pair))
            verdict = found.verdicts.get(pair)
            said = f"{verdict.score:.2f} {'; '.join(map(str, verdict.reasons))}" if verdict else "no key"
            print(f"  {said}"[:420])


if __name__ == "__main__":
    main()
