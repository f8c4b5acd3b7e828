"""The set of disagreements and compatible pairs, and how it is counted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from benchmarks.linking.disagreements import HALVES, Alarm, all_items, count, value_alarms

from dragoman.model import SLOTS


def test_one_hundred_of_each_over_all_slots() -> None:
    items = [item for half in HALVES for item in all_items(half)]
    assert Counter((item["half"], item["disagree"]) for item in items) == dict.fromkeys(
        [(half, disagree) for half in HALVES for disagree in (True, False)], 50
    )
    assert {item["slot"] for item in items if item["disagree"]} == set(SLOTS)
    assert {item["slot"] for item in items if not item["disagree"]} == set(SLOTS)
    assert len({item["id"] for item in items}) == 200


@pytest.mark.parametrize("half", HALVES)
def test_the_written_half_comes_out_by_its_values(half: str, tmp_path: Path) -> None:
    items, alarms = value_alarms(half, tmp_path / "missing")
    counts = count(items, alarms)
    assert len(items) == 74
    assert counts.precision >= 90
    assert counts.recall >= 80


def test_an_alarm_is_right_in_its_slot_and_item_alone() -> None:
    one, other = {"id": "a", "slot": "date", "disagree": True}, {"id": "b", "slot": "date", "disagree": False}
    right = Alarm("date", frozenset("a"), True, "")
    false = [Alarm("place", frozenset("a"), True, ""), Alarm("date", frozenset("ab"), True, ""),
             Alarm("date", frozenset("b"), True, ""), Alarm("date", frozenset("a"), False, "")]  # fmt: skip
    counts = count([one, other], [right, right, *false])
    assert (counts.right, counts.alarms, counts.real) == (1, 5, 1)
    assert (counts.precision, counts.recall) == (20, 100)
