"""Block, score, judge on nodes of a toy kind: any order of arrival gives one result, people have the last word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.link.cells import cell
from dragoman.link.engine import Layer, Run, update
from dragoman.link.judging import Reason, Verdict, weighed
from dragoman.link.settle import settle
from dragoman.model import Link
from dragoman.store import Store, add_links, clusters
from dragoman.store.judgements import judgements, people, program


@dataclass(frozen=True)
class Point:
    """A number on a line: near ones are the same, those of another colour never are."""

    id: str
    at: int
    colour: str = "red"


class Near:
    relation = "event"
    patience = 0.0

    def keys(self, node: Point) -> Iterable[str]:
        return (str(node.at // 4), str((node.at + 2) // 4), str((node.at - 2) // 4))

    def compare(self, left: Point, right: Point) -> Verdict:
        if left.colour != right.colour:
            return weighed([Reason("colour", -9, "they differ")], same=0.6, unsure=0.4)
        gap = abs(left.at - right.at)
        return weighed([Reason("place", 2.0 - gap, f"{gap} apart")], same=0.6, unsure=0.4)


class World:
    """Points in a record; what the layer settles is noted."""

    def __init__(self, path: Path | str = ":memory:", kin: float | None = None) -> None:
        self.store = Store(path, create=True)
        self.points: dict[str, Point] = {}
        self.noted: set[str] = set()
        self.layer = Layer(Near(), self._load, lambda node: node.id, lambda node: None, self._settled, kin=kin)

    def _load(self, store: Store, several: Sequence[str]) -> dict[str, Point]:
        return {id: self.points[id] for id in several if id in self.points}

    def _settled(self, store: Store, nodes: Iterable[str]) -> None:
        self.noted |= set(nodes)

    def add(self, *points: Point) -> None:
        self.points |= {point.id: point for point in points}
        self.look_at(point.id for point in points)

    def remove(self, id: str) -> None:
        del self.points[id]
        self.look_at([id])

    def look_at(self, nodes: Iterable[str]) -> None:
        clusters.push(self.store, "event:file", nodes)
        self.settle()

    def settle(self) -> None:
        update(self.store, self.layer, Run("test 1", "2026-01-01", self._people, lambda stage, left: None))

    def say(self, left: str, right: str, judgement: str) -> None:
        one, other = sorted((left, right))
        add_links(self.store, [Link(one, other, "event", judgement, 1.0, (), "Ada", "2026", person=True)])  # type: ignore[arg-type]
        clusters.push(self.store, "event:settle", self.points)
        self.settle()

    def _people(self, relation: str) -> Mapping[tuple[str, str], str]:
        return people(self.store, relation)

    def clusters(self) -> dict[str, str]:
        return clusters.clusters_of(self.store, "event", self.points)

    def groups(self) -> set[frozenset[str]]:
        found: dict[str, set[str]] = {}
        for node, cluster in self.clusters().items():
            found.setdefault(cluster, set()).add(node)
        return {frozenset(group) for group in found.values()}


def points(*rows: tuple[str, int] | tuple[str, int, str]) -> list[Point]:
    return [Point(*row) for row in rows]


LINE = points(("a", 0), ("b", 1), ("c", 2), ("d", 9), ("e", 10), ("f", 10, "blue"))


def test_near_points_are_one_cluster_named_by_its_first() -> None:
    world = World()
    world.add(*LINE)
    assert world.clusters() == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d", "f": "f"}
    assert world.noted == set("abcdef")


def test_a_judgement_tells_its_reasons_and_what_is_the_same_stays_in_the_log() -> None:
    world = World()
    world.add(*LINE[:2])
    [row] = judgements(world.store, relation="event")
    assert (row.left, row.right, row.judgement, row.reasons, row.by) == (
        "a", "b", "same", ("+1.0 place: 1 apart",), "test 1",
    )  # fmt: skip
    world.look_at("ab")
    assert len(judgements(world.store)) == 1, "what has not changed is not said twice"


def test_a_point_that_moves_away_is_judged_anew() -> None:
    world = World()
    world.add(*LINE[:3])
    world.add(Point("c", 40))
    assert world.groups() == {frozenset("ab"), frozenset("c")}
    assert program(world.store, "event", ["c"]) == {("a", "c"): "different", ("b", "c"): "different"}
    assert judgements(world.store)[0].reasons == ("they no longer share a key",)


def test_a_point_that_is_gone_leaves_its_cluster() -> None:
    world = World()
    world.add(*points(("a", 0), ("b", 1), ("c", 2)))
    world.remove("b")
    assert world.groups() == {frozenset("a"), frozenset("c")}
    assert "b" in world.noted


def test_people_have_the_last_word() -> None:
    world = World()
    world.add(*LINE)
    world.say("b", "c", "different")
    assert world.groups() == {frozenset("ab"), frozenset("c"), frozenset("de"), frozenset("f")}
    world.say("c", "f", "same")
    assert frozenset("cf") in world.groups()
    world.add(Point("b", 1), Point("g", 2))
    assert frozenset("cf") not in {group & set("abcf") for group in world.groups() if "a" in group}
    world.say("b", "c", "same")
    assert any(set("abc") <= group for group in world.groups()), "the latest word of a person holds"


def test_two_clusters_do_not_join_over_a_clash() -> None:
    nodes = {point.id: point for point in points(("a", 0), ("b", 1), ("c", 2), ("d", 3))}
    near = [("a", "b"), ("b", "c"), ("c", "d")]
    assert settle(nodes, near, {}, Near()) == [frozenset("abc"), frozenset("d")], "a and d are too far apart"
    assert settle(nodes, near, {("a", "d"): "same"}, Near()) == [frozenset("abcd")]


def test_a_run_that_is_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    world = World(tmp_path / "record.db")
    world.points = {point.id: point for point in LINE}
    clusters.push(world.store, "event:file", world.points)

    def stop(stage: str, left: int) -> None:
        if stage == "event:judge":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update(world.store, world.layer, Run("test 1", "2026", lambda relation: {}, stop))
    world.store.close()
    again = World(tmp_path / "record.db")
    again.points = world.points
    again.settle()
    assert again.clusters() == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d", "f": "f"}


STEPS = st.lists(
    st.lists(
        st.builds(Point, st.sampled_from("abcdefghij"), st.integers(0, 12), st.sampled_from(["red", "blue"])),
        max_size=4,
    ),
    max_size=6,
)
SAID = st.dictionaries(
    st.sampled_from(list(combinations("abcdefghij", 2))), st.sampled_from(["same", "different"]), max_size=4
)


@given(STEPS, SAID)
def test_one_by_one_gives_the_same_as_all_at_once(steps: list[list[Point]], said: dict[tuple[str, str], str]) -> None:
    slow, fast = World(), World()
    for number, step in enumerate(steps):
        slow.add(*{point.id: point for point in step}.values())
        if number == len(steps) // 2:
            for (left, right), judgement in said.items():
                slow.say(left, right, judgement)
    fast.points = dict(slow.points)
    for (left, right), judgement in said.items():
        fast.say(left, right, judgement)
        slow.say(left, right, judgement)
    fast.look_at(fast.points)
    slow.settle()
    assert slow.clusters() == fast.clusters()


def test_a_large_component_is_cut_at_its_weakest_links_whichever_node_is_asked() -> None:
    pairs = {"ab": 0.9, "bc": 0.8, "cd": 0.7, "de": 0.9, "ef": 0.8, "fa": 0.6}
    links = {node: [(s, (set(p) - {node}).pop()) for p, s in pairs.items() if node in p] for node in "abcdef"}
    for most, parts in ((6, {"abcdef"}), (5, {"abc", "def"}), (2, {"ab", "c", "de", "f"}), (1, set("abcdef"))):
        assert {"".join(sorted(cell(node, links.__getitem__, most))) for node in "abcdef"} == parts
