"""Block, score, judge: one layer of linking brought up to date, for any kind of node.

Three passes over what is pending: *file* puts nodes under their block keys; *judge* compares each with those that
share a key and adds what has changed to the log of judgements; *settle* clusters the cells of the graph of judgements
(its connected components, cut where they are large) that were touched. What is pending stands in the record's file and
each batch is one transaction, so that a run that is stopped goes on where it was. A cell is settled as a whole from its
nodes alone, so adding documents one by one gives the same clusters as linking them all at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Generic, TypeVar

from dragoman.link.ancestry import Ancestry, beside
from dragoman.link.cells import cell
from dragoman.link.judging import Matcher, Node, Verdict
from dragoman.link.settle import settle
from dragoman.model import Link
from dragoman.store import Store, add_links, clusters
from dragoman.store.judgements import program, program_same

__all__ = ["Layer", "Run", "update"]

T = TypeVar("T", bound=Node)
Pair = tuple[str, str]
Load = Callable[[Store, Sequence[str]], dict[str, T]]

_FILED, _JUDGED, _SETTLED, _PLACED = 2_000, 500, 200, 1_000  # nodes in one transaction
_KEPT = 10_000  # nodes of a layer held in memory
_LARGEST = 250  # nodes that are settled together
_BY_PERSON = 1.5  # the score of a link that a person has made: above all others
_GONE = ("they no longer share a key",)


@dataclass(frozen=True, slots=True)
class Layer(Generic[T]):
    """How one kind of node is linked.

    ``load`` returns the nodes that there are, by id. ``order`` is what a cluster's first node is found by: its id is
    the cluster's. ``document`` tells in which document a node stands. ``settled`` is called to note what depends on
    clusters: with the nodes whose cluster has changed, or may have changed in its values, the ids of the clusters that
    they have left, and those that are no more. ``moved`` is called with those that have another cluster now.
    ``largest`` is how many nodes are settled together at most (`dragoman.link.cells`). ``contested`` returns the pairs
    judged the same that are left open after all, given what else stands in their cell.
    Where ``kin`` is given, nodes are placed one after the other by ``order`` instead (`dragoman.link.ancestry`); it is
    the score with a cluster's head from which on a node may join.
    """

    matcher: Matcher[T]
    load: Load[T]
    order: Callable[[T], Any]
    document: Callable[[T], str | None]
    settled: Callable[[Store, Iterable[str]], None]
    moved: Callable[[Store, Iterable[str]], None] = lambda store, nodes: None
    largest: int = _LARGEST
    kin: float | None = None
    contested: Callable[[Mapping[str, T], Sequence[Pair]], set[Pair]] = lambda nodes, same: set()

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
    layer = replace(layer, load=_remembering(layer.load))
    for batch in batches(store, f"{relation}:file", _FILED, run):
        _file(store, layer, batch)
    for batch in batches(store, f"{relation}:judge", _JUDGED, run):
        _judge(store, layer, batch, run)
    people = run.people(relation) if clusters.pending(store, f"{relation}:settle") else {}
    if layer.kin is not None:
        _settle_in_order(store, layer, run, people)
    for batch in batches(store, f"{relation}:settle", _SETTLED, run):
        _settle(store, layer, batch, people)


def _remembering(load: Load[T]) -> Load[T]:
    """Keep the nodes that were loaded last: they stay as they are while their layer is brought up to date."""
    kept: dict[str, T] = {}

    def remembered(store: Store, several: Sequence[str]) -> dict[str, T]:
        found = {id: kept.pop(id) for id in several if id in kept}
        found |= load(store, [id for id in several if id not in found])
        kept.update(found)
        for id in list(islice(kept, max(0, len(kept) - _KEPT))):
            del kept[id]
        return found

    return remembered


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
        mates = clusters.cell_mates(store, relation, gone) | clusters.cluster_mates(store, relation, gone)
        clusters.push(store, f"{relation}:settle", mates - set(gone))
        clusters.drop(store, relation, gone)
        layer.settled(store, gone)
    clusters.file(store, relation, keys, {id: layer.document(node) for id, node in nodes.items()})
    clusters.push(store, f"{relation}:judge", nodes)


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
    before, scores = program(store, relation, batch), program_same(store, relation, batch)
    found = {pair: layer.matcher.compare(nodes[pair[0]], nodes[pair[1]]) for pair in sorted(pairs)}
    news = list(_changes(before, scores, found, relation, run))
    add_links(store, news)
    waiting |= clusters.still_pending(store, f"{relation}:judge", {node for pair in before for node in pair})
    lost = [pair for pair, said in before.items() if said != "different" and pair not in found
            and not waiting & set(pair)]  # fmt: skip
    add_links(store, [Link(*pair, relation, "different", 0.0, _GONE, run.by, run.at) for pair in sorted(lost)])
    touched = {node for pair in lost for node in pair} | set(batch)
    touched |= {node for link in news for node in (link.left, link.right)}
    touched |= beside(store, relation, batch) if layer.kin is not None else set()
    clusters.push(store, f"{relation}:settle", touched)


def _changes(
    before: Mapping[Pair, str], scores: Mapping[Pair, float], found: Mapping[Pair, Verdict], relation: str, run: Run
) -> Iterator[Link]:
    """Yield the judgements that are news, and new scores of what is the same.

    That two nodes differ is news only where something else was said before.
    """
    for pair, verdict in found.items():
        again = verdict.judgement == before.get(pair, "different")
        if not again or (verdict.judgement == "same" and verdict.score != scores[pair]):
            reasons = tuple(str(reason) for reason in verdict.reasons)
            yield Link(*pair, relation, verdict.judgement, verdict.score, reasons, run.by, run.at)


def _settle_in_order(store: Store, layer: Layer[T], run: Run, people: Mapping[Pair, str]) -> None:
    """Place what is pending, the earliest first (`dragoman.link.ancestry`)."""
    relation, stage = layer.relation, f"{layer.relation}:settle"
    left = clusters.listed(store, stage)
    order = {id: (layer.order(node), id) for at in range(0, len(left), _FILED)
             for id, node in layer.load(store, left[at : at + _FILED]).items()}  # fmt: skip
    left = sorted(left, key=lambda id: order.get(id, ()))
    while left:
        run.watch(stage, len(left))
        batch, left = left[:_PLACED], left[_PLACED:]
        with store.transaction():
            moved = Ancestry(store, layer, people, left).settle(batch)
            clusters.write_clusters(store, relation, {node: now.cluster for node, (_, now) in moved.items()})
            clusters.write_cells(store, relation, {node: now.head for node, (_, now) in moved.items()})
            clusters.done(store, stage, batch)
            layer.settled(store, {*batch, *moved, *(before.cluster for before, _ in moved.values())})
            layer.moved(store, moved)


def _settle(store: Store, layer: Layer[T], batch: Sequence[str], people: Mapping[Pair, str]) -> None:
    """Settle the cells that some nodes are in, and note whose cluster has changed."""
    relation = layer.relation
    graph = _Graph(store, relation, people)
    cells = _cells(store, layer, graph, batch)
    alive = clusters.clusters_of(store, relation, set().union(*cells))
    nodes = layer.load(store, sorted(alive))
    settled: dict[str, str] = {}
    for one in cells:
        inside = {node: nodes[node] for node in sorted(one)}
        same = graph.judged_same(one)
        left_open = layer.contested(inside, same) - set(people)
        sure = [pair for pair in same if pair not in left_open]
        for group in settle(inside, sure, people, layer.matcher):
            first = min(group, key=lambda node: layer.order(nodes[node]))
            settled |= dict.fromkeys(group, first)
    moved = {node for node, cluster in settled.items() if alive[node] != cluster}
    clusters.write_clusters(store, relation, {node: settled[node] for node in moved})
    clusters.write_cells(store, relation, {node: min(one) for one in cells for node in one})
    waiting = clusters.still_pending(store, f"{relation}:settle", settled)
    clusters.done(store, f"{relation}:settle", settled)
    left = {alive[node] for node in moved}
    layer.settled(store, moved | left | waiting | (set(batch) & set(settled)))
    layer.moved(store, moved)


class _Graph:
    """The pairs that the program or a person judges the same, read as they are reached."""

    def __init__(self, store: Store, relation: str, people: Mapping[Pair, str]) -> None:
        self._store, self._relation = store, relation
        self._links: dict[str, dict[str, float]] = {}
        self._by_person: dict[str, set[str]] = defaultdict(set)
        for (left, right), said in people.items():
            if said == "same":
                self._by_person[left].add(right)
                self._by_person[right].add(left)

    def read(self, nodes: Iterable[str]) -> None:
        """Read the links of some nodes ahead."""
        wanted = [node for node in nodes if node not in self._links]
        found = {node: dict.fromkeys(self._by_person.get(node, ()), _BY_PERSON) for node in wanted}
        for (left, right), score in program_same(self._store, self._relation, wanted).items():
            for node, other in ((left, right), (right, left)):
                if node in found:
                    found[node].setdefault(other, score)
        beyond = {other for links in found.values() for other in links}
        alive = clusters.clusters_of(self._store, self._relation, beyond)
        for node, links in found.items():
            self._links[node] = {other: score for other, score in links.items() if other in alive}

    def links(self, node: str) -> Iterator[tuple[float, str]]:
        """Yield the links of a node."""
        if node not in self._links:
            self.read([node])
        return ((score, other) for other, score in self._links[node].items())

    def judged_same(self, own: frozenset[str]) -> list[Pair]:
        """Return the pairs within a cell, in order."""
        return sorted((node, other) for node in own for other in self._links[node] if node < other and other in own)


def _cells(store: Store, layer: Layer[T], graph: _Graph, batch: Sequence[str]) -> list[frozenset[str]]:
    """Return the cells of some nodes, and of all that stood in a cell with one whose cell has changed."""
    found: dict[str, frozenset[str]] = {}
    ahead = list(clusters.clusters_of(store, layer.relation, clusters.cell_mates(store, layer.relation, batch)))
    while ahead:
        graph.read(ahead)
        new: dict[str, frozenset[str]] = {}
        for node in sorted(ahead):
            if node not in found and node not in new:
                own = cell(node, graph.links, layer.largest)
                new |= dict.fromkeys(own, own)
        found |= new
        ahead = sorted(clusters.cell_mates(store, layer.relation, new) - found.keys())
    return sorted(set(found.values()), key=min)
