"""Block, score, judge: one layer of linking brought up to date, for any kind of node.

Three passes over what is pending: *file* puts nodes under their block keys; *judge* compares each with those that
share a key and adds what has changed to the log of judgements; *settle* clusters the connected components that were
touched. What is pending stands in the record's file and each batch is one transaction, so that a run that is stopped
goes on where it was. A component is settled as a whole from its nodes alone, so adding documents one by one gives the
same clusters as linking them all at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from dragoman.link.judging import Matcher, Node, Verdict
from dragoman.link.settle import settle
from dragoman.model import Link
from dragoman.store import Store, add_links, clusters
from dragoman.store.judgements import program

__all__ = ["Layer", "Run", "update"]

T = TypeVar("T", bound=Node)
Pair = tuple[str, str]

_FILED, _JUDGED, _SETTLED = 2_000, 500, 200  # nodes in one transaction
_GONE = ("they no longer share a key",)


@dataclass(frozen=True, slots=True)
class Layer(Generic[T]):
    """How one kind of node is linked.

    ``load`` returns the nodes that there are, by id. ``order`` is what a cluster's first node is found by: its id is
    the cluster's. ``document`` tells in which document a node stands. ``settled`` is called to note what depends on
    clusters: with the nodes whose cluster has changed, or may have changed in its values, the ids of the clusters that
    they have left, and those that are no more. ``moved`` is called with those that have another cluster now.
    """

    matcher: Matcher[T]
    load: Callable[[Store, Sequence[str]], dict[str, T]]
    order: Callable[[T], Any]
    document: Callable[[T], str | None]
    settled: Callable[[Store, Iterable[str]], None]
    moved: Callable[[Store, Iterable[str]], None] = lambda store, nodes: None

    @property
    def relation(self) -> str:
        """The name of the relation in the log and in the tables."""
        return self.matcher.relation


@dataclass(frozen=True, slots=True)
class Run:
    """One run of linking: who judges and when, and who is told of progress.

    ``people`` returns what people say of the pairs of a relation; ``watch`` is called with a stage and how many nodes
    it has yet to look at.
    """

    by: str
    at: str
    people: Callable[[str], Mapping[Pair, str]]
    watch: Callable[[str, int], None]


def update(store: Store, layer: Layer[T], run: Run) -> None:
    """Bring a layer up to date with what is pending for it."""
    relation = layer.relation
    for batch in batches(store, f"{relation}:file", _FILED, run):
        _file(store, layer, batch)
    for batch in batches(store, f"{relation}:judge", _JUDGED, run):
        _judge(store, layer, batch, run)
    people = run.people(relation) if clusters.pending(store, f"{relation}:settle") else {}
    for batch in batches(store, f"{relation}:settle", _SETTLED, run):
        _settle(store, layer, batch, people)


def batches(store: Store, stage: str, size: int, run: Run) -> Iterator[list[str]]:
    """Take what is pending for a stage, batch by batch, each within a transaction of its own."""
    while left := clusters.pending(store, stage):
        run.watch(stage, left)
        with store.transaction():
            yield clusters.pop(store, stage, size)


def _file(store: Store, layer: Layer[T], batch: Sequence[str]) -> None:
    relation, nodes = layer.relation, layer.load(store, batch)
    keys = {id: sorted(set(layer.matcher.keys(node))) for id, node in nodes.items()}
    gone = [id for id in batch if id not in nodes]
    if gone:
        clusters.push(store, f"{relation}:settle", _beside(store, layer, gone))
        clusters.drop(store, relation, gone)
        layer.settled(store, gone)
    clusters.file(store, relation, keys, {id: layer.document(node) for id, node in nodes.items()})
    clusters.push(store, f"{relation}:judge", nodes)


def _beside(store: Store, layer: Layer[T], nodes: Sequence[str]) -> set[str]:
    """Return the nodes that stand in a cluster with one of these."""
    own = set(clusters.clusters_of(store, layer.relation, nodes).values())
    several = clusters.members(store, layer.relation, own).values()
    return {node for group in several for node in group}


def _judge(store: Store, layer: Layer[T], batch: Sequence[str], run: Run) -> None:
    """Compare the nodes of a batch with their partners; a pair that is pending elsewhere waits for the other node."""
    relation = layer.relation
    partners = clusters.block_partners(store, relation, batch)
    waiting = clusters.still_pending(store, f"{relation}:judge", set().union(*partners.values()))
    pairs = {
        (min(node, other), max(node, other))
        for node, others in partners.items()
        for other in others
        if other not in waiting
    }
    nodes = layer.load(store, sorted({node for pair in pairs for node in pair} | set(batch)))
    before = program(store, relation, batch)
    found = {pair: layer.matcher.compare(nodes[pair[0]], nodes[pair[1]]) for pair in sorted(pairs)}
    add_links(store, _changes(before, found, relation, run))
    waiting |= clusters.still_pending(store, f"{relation}:judge", {node for pair in before for node in pair})
    lost = [pair for pair, said in before.items() if said != "different" and pair not in found
            and not waiting & set(pair)]  # fmt: skip
    add_links(store, [Link(*pair, relation, "different", 0.0, _GONE, run.by, run.at) for pair in sorted(lost)])
    touched = {node for pair in lost for node in pair} | set(batch)
    clusters.push(store, f"{relation}:settle", touched | _beside(store, layer, batch))


def _changes(
    before: Mapping[Pair, str], found: Mapping[Pair, Verdict], relation: str, run: Run
) -> Iterator[Link]:
    """Yield the judgements that are news: that two nodes differ is news only where something else was said before."""
    for pair, verdict in found.items():
        if verdict.judgement != before.get(pair, "different"):
            reasons = tuple(str(reason) for reason in verdict.reasons)
            yield Link(*pair, relation, verdict.judgement, verdict.score, reasons, run.by, run.at)


def _settle(store: Store, layer: Layer[T], batch: Sequence[str], people: Mapping[Pair, str]) -> None:
    """Settle the components that some nodes are in, and note whose cluster has changed."""
    relation = layer.relation
    reached, same = _reachable(store, relation, batch, people)
    alive = clusters.clusters_of(store, relation, reached)
    nodes = layer.load(store, sorted(alive))
    pairs = sorted(pair for pair in same if pair[0] in nodes and pair[1] in nodes)
    links: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        links[pair[0]].append(pair)
    settled: dict[str, str] = {}
    for component in components(nodes, [*pairs, *_joined(people, nodes)]):
        inside = {node: nodes[node] for node in component}
        between = [pair for node in sorted(component) for pair in links[node]]
        for group in settle(inside, between, people, layer.matcher):
            first = min(group, key=lambda node: layer.order(nodes[node]))
            settled |= dict.fromkeys(group, first)
    moved = {node for node, cluster in settled.items() if alive[node] != cluster}
    clusters.write_clusters(store, relation, {node: settled[node] for node in moved})
    waiting = clusters.still_pending(store, f"{relation}:settle", settled)
    clusters.done(store, f"{relation}:settle", settled)
    left = {alive[node] for node in moved}
    layer.settled(store, moved | left | waiting | (set(batch) & set(settled)))
    layer.moved(store, moved)


def _joined(people: Mapping[Pair, str], nodes: Mapping[str, T]) -> list[Pair]:
    return [pair for pair, said in people.items() if said == "same" and pair[0] in nodes and pair[1] in nodes]


def _reachable(
    store: Store, relation: str, start: Iterable[str], people: Mapping[Pair, str]
) -> tuple[set[str], set[Pair]]:
    """Return the nodes that can be reached from some nodes, and the pairs among them that the program judges the same.

    The way leads over people's pairs too.
    """
    seen, frontier = set(start), set(start)
    same: set[Pair] = set()
    by_person: dict[str, set[str]] = {}
    for (left, right), said in people.items():
        if said == "same":
            by_person.setdefault(left, set()).add(right)
            by_person.setdefault(right, set()).add(left)
    while frontier:
        pairs = {pair for pair, said in program(store, relation, frontier).items() if said == "same"}
        same |= pairs
        beyond = {node for pair in pairs for node in pair}
        beyond |= {other for node in frontier for other in by_person.get(node, ())}
        frontier = beyond - seen
        seen |= frontier
    return seen, same


def components(nodes: Iterable[str], pairs: Iterable[Pair]) -> list[set[str]]:
    """Return the connected components of a graph, in order of their smallest node."""
    group: dict[str, set[str]] = {node: {node} for node in nodes}
    for left, right in pairs:
        one, other = group[left], group[right]
        if one is not other:
            small, large = sorted((one, other), key=len)
            large |= small
            for node in small:
                group[node] = large
    distinct = {id(one): one for one in group.values()}
    return sorted(distinct.values(), key=min)
