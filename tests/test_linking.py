"""Linking as a whole: any order of arrival gives the same world, and so does linking anew."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from dragoman import batch
from dragoman.link.update import relink
from dragoman.model import Given, Reading
from dragoman.settings import ReadSettings
from dragoman.store import Store, load
from dragoman.store.judgements import program

DERIVED = (
    "clusters", "blocks", "profiles", "chain_profiles", "tenure_posts", "resolved", "entities", "sources", "happenings",
    "happening_parties", "disagreements", "stories", "story_documents",
)  # fmt: skip
RELATIONS = ("copy", "entity", "event", "measure", "deadline", "story")


@pytest.fixture(scope="module")
def readings(root: Path) -> list[Reading]:
    """The examples, read once."""
    pages = batch.read([str(root / "examples" / "pages")], ReadSettings(), Given())
    more = batch.read([str(root / "examples" / "aggregator")], ReadSettings(), Given(collected="2026-03-29"))
    return [*pages, *more]


def linked(steps: Sequence[Sequence[Reading]]) -> Store:
    store = Store(":memory:", create=True)
    for step in steps:
        load(store, step)
        relink(store, "2026-11-22T00:00:00+00:00", lambda stage, left: None)
    return store


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return everything that linking has derived, in an order of its own."""
    found = {table: sorted(map(tuple, store.rows(f"SELECT * FROM {table}")), key=repr) for table in DERIVED}
    for relation in RELATIONS:
        nodes = [row["node"] for row in store.rows("SELECT node FROM clusters WHERE relation = ?", (relation,))]
        said = program(store, relation, nodes).items()
        found[f"judgements on {relation}"] = sorted(
            (pair, word) for pair, word in said if word != "different" and set(pair) <= set(nodes)
        )
    assert not store.rows("SELECT * FROM pending"), "nothing is left to do"
    return found


@pytest.fixture(scope="module")
def at_once(readings: list[Reading]) -> dict[str, list[tuple[object, ...]]]:
    return dump(linked([readings]))


@pytest.mark.parametrize("seed", range(4))
def test_one_by_one_in_any_order_is_the_same_as_all_at_once(
    readings: list[Reading], at_once: dict[str, list[tuple[object, ...]]], seed: int
) -> None:
    order = list(readings)
    random.Random(seed).shuffle(order)
    size = (1, 1, 3, 5)[seed]
    store = linked([order[at : at + size] for at in range(0, len(order), size)])
    for table, rows in dump(store).items():
        assert rows == at_once[table], table


def test_anew_gives_the_same(readings: list[Reading], at_once: dict[str, list[tuple[object, ...]]]) -> None:
    store = linked([readings])
    before = store.rows("SELECT count(*) FROM judgements")[0][0]
    relink(store, "2026-11-23T00:00:00+00:00", lambda stage, left: None, anew=True)
    assert dump(store) == at_once
    assert store.rows("SELECT count(*) FROM judgements")[0][0] == before, "what was said is not said again"
