"""Clusters that grow: each node joins its best partner among the earlier ones, in whatever order they arrive."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.link import engine
from test_linking_engine import SAID, STEPS, Point, World, points

LINE = points(("a", 0), ("b", 1), ("c", 2), ("d", 9), ("e", 10), ("f", 10, "blue"))


def world(*nodes: Point, kin: float = 0.4) -> World:
    made = World(kin=kin)
    made.add(*nodes)
    return made


def test_a_node_joins_its_best_earlier_partner() -> None:
    assert world(*LINE).clusters() == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d", "f": "f"}


def test_two_clusters_stay_two_though_a_later_node_is_near_to_both() -> None:
    assert world(*points(("a", 0), ("b", 2), ("c", 1))).clusters() == {"a": "a", "b": "b", "c": "a"}


def test_a_chain_ends_where_its_head_is_too_far() -> None:
    chain = points(("a", 0), ("b", 1), ("c", 2), ("d", 3))
    assert world(*chain, kin=0.4).clusters() == {"a": "a", "b": "a", "c": "a", "d": "d"}
    assert world(*chain, kin=0.0).clusters() == dict.fromkeys("abcd", "a")


def test_a_head_that_is_gone_leaves_its_cluster_to_the_next() -> None:
    made = world(*LINE)
    made.remove("a")
    assert made.clusters() == {"b": "b", "c": "b", "d": "d", "e": "d", "f": "f"}


def test_a_head_that_moves_away() -> None:
    made = world(*LINE)
    made.add(Point("a", 40))
    assert made.clusters() == {"a": "a", "b": "b", "c": "b", "d": "d", "e": "d", "f": "f"}


def test_people_have_the_last_word() -> None:
    made = world(*LINE)
    made.say("b", "c", "different")
    assert made.clusters()["c"] == "c"
    made.say("a", "d", "same")
    assert made.clusters() == {"a": "a", "b": "a", "c": "c", "d": "a", "e": "a", "f": "f"}, "what d heads comes along"
    made.say("b", "c", "same")
    assert made.clusters()["c"] == "a", "the latest word of a person holds"


def test_only_what_is_touched_is_placed_anew() -> None:
    made = world(*LINE)
    made.noted.clear()
    made.add(Point("g", 3))
    assert "g" in made.noted
    assert not made.noted & set("def")


@patch.object(engine, "_PLACED", 2)
@settings(max_examples=150)
@given(STEPS.filter(bool), SAID, st.sampled_from([0.0, 0.4, 0.6]), st.integers(0, 5))
def test_one_by_one_gives_the_same_as_all_at_once(
    steps: list[list[Point]], said: dict[tuple[str, str], str], kin: float, at_end: int
) -> None:
    slow, fast = World(kin=kin), World(kin=kin)
    for one in (slow, fast):
        one.layer = replace(one.layer, order=lambda node: (node.at % 5, node.id))
    for number, step in enumerate(steps):
        slow.add(*{point.id: point for point in step}.values())
        if number == 2 and step:
            slow.remove(step[0].id)
        if number == max(0, len(steps) - 1 - at_end):
            for (left, right), judgement in said.items():
                slow.say(left, right, judgement)
    fast.points = dict(slow.points)
    for (left, right), judgement in said.items():
        fast.say(left, right, judgement)
    fast.look_at(fast.points)
    assert slow.clusters() == fast.clusters()
