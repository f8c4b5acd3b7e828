"""Attributions of rules and encoder joined: runs of words, cues that no rule knows, sources that rules miss."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.events import events
from dragoman.annotate.weighing.attributions import weighed
from dragoman.annotate.weighing.runs import best_run, likely_runs
from dragoman.model import Attribution, Participant, Span
from invented_scores import read, scores

FEARS = "Diplomats in Lima dread a long standoff over the mine."
DREAD = {
    "speaker": {"Diplomats": 3.0, "in": -1.0, "Lima": 2.0},
    "said": {"a": 4.0, "long": 4.0, "standoff": 4.0, "over": -1.0, "the": 4.0, "mine": 4.0, ".": 2.0},
}


def _told(
    text: str, shares: dict[str, float], logits: dict[str, dict[str, dict[str, float]]]
) -> list[tuple[object, ...]]:
    sheet = read(text)
    heads = {"cue": {word: {1: share} for word, share in shares.items()}}
    found = weighed(sheet, scores(sheet, heads, logits), sheet.document.layers.attributions)
    quote = sheet.document.quote
    return [
        (quote(a.source) if a.source else None, quote(a.cue) if a.cue else None, [quote(c) for c in a.content], a.style)
        for a in found
    ]


@pytest.mark.parametrize(
    ("logits", "cost", "expected"),
    [
        ([], 1.0, []),
        ([-1.0, -2.0], 1.0, []),
        ([2.0, 2.0, -1.0, 2.0, 2.0], 3.0, [(0, 5)]),
        ([4.0, 4.0, -4.0, 4.0, 4.0], 3.0, [(0, 2), (3, 5)]),
        ([4.0, 4.0, -4.0, -4.0, 2.0], 3.0, [(0, 2)]),
        ([-1.0, 4.0, 4.0], 3.0, [(1, 3)]),
    ],
)
def test_likely_runs_close_gaps_and_drop_strays(
    logits: list[float], cost: float, expected: list[tuple[int, int]]
) -> None:
    assert [(run.start, run.stop) for run in likely_runs(logits, cost)] == expected


@given(st.lists(st.floats(-5, 5), max_size=12), st.floats(0, 4))
def test_likely_runs_are_worth_more_than_none_and_than_one(logits: list[float], cost: float) -> None:
    runs = likely_runs(logits, cost)
    worth = sum(logits[i] for run in runs for i in run) - cost * len(runs)
    one = best_run(logits)
    assert worth >= -1e-6
    assert worth >= (sum(logits[i] for i in one) if one else 0.0) - cost - 1e-6
    assert all(left.stop < right.start for left, right in pairwise(runs))


def test_best_run_has_the_highest_sum() -> None:
    assert best_run([1.0, -3.0, 2.0, -0.5, 2.0, -1.0]) == range(2, 5)
    assert best_run([-1.0]) is None


def test_a_cue_that_no_rule_knows() -> None:
    expected = ("Diplomats in Lima", "dread", ["a long standoff over the mine"], "indirect")
    assert _told(FEARS, {"dread": 0.8}, {"dread": DREAD}) == [expected]
    assert _told(FEARS, {"dread": 0.2}, {"dread": DREAD}) == []
    assert _told(FEARS, {"dread": 0.9}, {}) == []  # nothing is said to belong to its content


def test_the_cue_is_the_whole_verb_and_the_speaker_a_name_of_the_document() -> None:
    sheet = read("Kenya has long dreaded a standoff.")
    logits = {"dreaded": {"speaker": {"Kenya": 3.0}, "said": {"a": 4.0, "standoff": 4.0}}}
    (found,) = weighed(sheet, scores(sheet, {"cue": {"dreaded": {1: 0.9}}}, logits), ())
    assert found.cue is not None
    assert sheet.document.quote(found.cue) == "has long dreaded"
    assert found.speaker is not None
    assert found.speaker.name == "Kenya"


def test_what_the_rules_find_stays_and_the_encoder_names_a_missing_source() -> None:
    text = "Kenya said the port was open. In Lima it was claimed that the mine would close."
    shares = {"said": 0.9, "claimed": 0.9}
    plain = _told(text, shares, {})
    assert ("Kenya", "said", ["the port was open"], "indirect") in plain
    drafted = next(row for row in plain if row[1] == "was claimed")
    assert drafted[0] is None
    told = _told(text, shares, {"claimed": {"speaker": {"Lima": 2.0}}})
    assert [row for row in told if row[1] == "was claimed"] == [("Lima", *drafted[1:])]
    assert len(told) == len(plain)


def test_attributions_stand_in_order() -> None:
    text = FEARS + " Kenya said the port was open."
    assert [row[1] for row in _told(text, {"dread": 0.8, "said": 0.9}, {"dread": DREAD})] == ["dread", "said"]


def test_without_a_source_the_encoder_must_be_surer() -> None:
    logits = {"dread": {"said": DREAD["said"]}}
    assert _told(FEARS, {"dread": 0.5}, logits) == []
    assert [row[0] for row in _told(FEARS, {"dread": 0.8}, logits)] == [None]


def test_no_new_cue_in_a_quotation() -> None:
    logits = {"dread": {"speaker": {"We": 3.0}, "said": {"long": 4.0}}}
    told = _told("“We dread a long standoff,” Lind said.", {"dread": 0.9, "said": 0.9}, logits)
    assert [row[1] for row in told] == ["said"]


def test_a_cue_of_the_rules_that_the_encoder_doubts_is_dropped() -> None:
    assert _told("Kenya said the port was open.", {"said": 0.05}, {}) == []


def test_the_likelier_content_is_kept() -> None:
    text = "Kenya said the port was open as the rains began."
    words = ("the", "port", "was", "open")
    short = {"said": {**dict.fromkeys(words, 6.0), "as": -9.0, "rains": -9.0, "began": -9.0}}
    rules = ["the port was open as the rains began"]
    assert [row[2] for row in _told(text, {"said": 0.9}, {})] == [rules]
    assert [row[2] for row in _told(text, {"said": 0.9}, {"said": short})] == [["the port was open"]]
    unsure = {"said": dict.fromkeys((*words, "as", "rains", "began"), 1.0)}
    assert [row[2] for row in _told(text, {"said": 0.9}, {"said": unsure})] == [rules]


@pytest.mark.parametrize(("cue", "source"), [("said", "Kenya"), ("hopes", "Kenya"), ("dreads", None)])
def test_only_who_says_or_thinks_something_reports_it(cue: str, source: str | None) -> None:
    text = f"Kenya {cue} Chad urged Mali to halt the raids."
    sheet = read(text)
    at = text.index
    told = Attribution(
        Span(at(cue), at(cue) + len(cue)), (Span(at("Chad"), len(text) - 1),), "indirect", Span(0, 5),
        Participant("Kenya", Span(0, 5)),
    )  # fmt: skip
    document = replace(sheet.document, layers=replace(sheet.document.layers, attributions=(told,)))
    found = next(event for event in events(document) if document.quote(event.trigger) == "urged")
    assert (found.source.name if found.source else None) == source
