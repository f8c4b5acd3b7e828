"""Copies: keys that copies share, the alignment of sentences, and verdicts on copies and what only looks like them."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks.linking.altered import CHANGES, Copy, altered
from benchmarks.linking.copies import adjusted_rand
from hypothesis import given
from hypothesis import strategies as st

from dragoman.edtf import Days
from dragoman.link.copies import CopyMatcher
from dragoman.link.copies.align import align
from dragoman.link.copies.words import FORMULA_WEIGHT, formulas, line, text
from dragoman.link.judging import Verdict
from dragoman.link.nodes import DocumentNode

MATCHER = CopyMatcher()

STORY = (
    "Foreign Minister Ana Calder met Norland counterpart Piet Wessel in Tarnvik on Tuesday to discuss a fish pact.",
    "The two sides agreed to reopen the commission, which last met in 2019, and set quotas for 14 species by October.",
    "Calder said the treaty had kept the peace on the northern banks for three decades and must not be lost.",
    "Wessel called the talks frank and said that Norland would send 120 inspectors once the rules were agreed.",
    "Fishing crews in both countries have clashed since spring, when Norland doubled its fees for foreign boats.",
    "A spokesman for the crews, Josef Marek, said that they would believe it when the first boat comes home full.",
    "The commission is to meet in Port Ridley on September 9 and report to both parliaments by the end of the year.",
    "Opposition parties in Norland have asked for a debate on the treaty, which the government of Nils Lund refuses.",
)  # fmt: skip
LEAD = "For readers in Calder Bay, the news that reached the wires this week is closer to home than it may look."
LOCAL = "Greta Vand, who runs the fish market of Calder Bay with 40 stalls, said that prices would fall by Christmas."


def page(*sentences: str, name: str = "a", day: str | None = "2025-07-08", **told: str) -> DocumentNode:
    return DocumentNode(name, sentences, published=Days(day, day) if day else None, **told)


def reworded(sentences: tuple[str, ...]) -> tuple[str, ...]:
    swaps = (("said", "stated"), ("agreed", "consented"), ("clashed", "come to blows"), ("debate", "discussion"))
    told = list(sentences)
    for old, new in swaps:
        told = [sentence.replace(old, new) for sentence in told]
    return tuple(told)


COPIES = {
    "verbatim under another headline": STORY,
    "cut to half": STORY[:4],
    "cut to a third": STORY[:3],
    "the end of it": STORY[5:],
    "with an added lead": (LEAD, *STORY),
    "with a local paragraph": (*STORY[:4], LOCAL, *STORY[4:]),
    "cut, with a lead and a local paragraph": (LEAD, *STORY[:3], LOCAL),
    "a figure corrected": tuple(sentence.replace("120", "150") for sentence in STORY),
    "a name spelled in another way": tuple(sentence.replace("Wessel", "Wessell") for sentence in STORY),
    "own byline": ("By Olu Bankefa, foreign staff", *STORY),
    "agency and dateline": ("TARNVIK, July 8 (AP) — " + STORY[0], *STORY[1:]),
    "reworded here and there": reworded(STORY),
    "sentences joined": (" ".join(STORY[:2]), STORY[2], " ".join(STORY[3:5]), *STORY[5:]),
    "other quotes and capitals": tuple(sentence.replace("'", "’").upper() for sentence in STORY),
}


@pytest.mark.parametrize("sentences", COPIES.values(), ids=COPIES.keys())
@pytest.mark.parametrize("day", ["2025-07-09", None])
def test_copies_share_a_key_and_are_the_same(sentences: tuple[str, ...], day: str | None) -> None:
    one = page(*STORY, title="Ministers meet on fish", outlet="The Ledger")
    other = page(*sentences, name="b", title="Hope on the banks", outlet="Tarnvik Daily", day=day)
    assert set(MATCHER.keys(one)) & set(MATCHER.keys(other))
    assert MATCHER.compare(one, other).judgement == "same"


def readout(office: str, name: str, country: str, topic: str, day: str) -> DocumentNode:
    return page(
        "The following is attributable to the Spokesperson of the Ministry:",
        f"Foreign Minister Ana Calder spoke today with {country} {office} {name} to discuss the situation in {topic}.",
        f"The Minister and {name} stressed the importance of close coordination with allies and partners.",
        f"They also talked about the strong ties of our country and {country} and agreed to remain in touch.",
        name=name, day=day, outlet="Ministry", title=f"Minister Calder’s Call with {country} {office} {name}",
    )  # fmt: skip


def greeting(country: str, people: str, day: str) -> DocumentNode:
    return page(
        f"On behalf of the Government and our people, I congratulate the people of {country} on their National Day.",
        f"We value our friendship with {people}, and look forward to working with {country} on many challenges.",
        f"We share with {people} a commitment to peace, to open seas, and to the rule of law in the whole region.",
        f"I wish all {people} a happy National Day and a year of health and prosperity.",
        name=country, day=day, outlet="Ministry", title=f"{country} National Day",
    )  # fmt: skip


def schedule(month: str, first: int, lines: tuple[str, ...], day: str) -> DocumentNode:
    return page(
        f"Schedule of the Minister for the week of {month} {first}.",
        "The Minister attends meetings and briefings at the Ministry on all days.",
        *lines,
        "Photographers are asked to be at the north entrance half an hour before each event with a valid press card.",
        name=day, day=day, outlet="Ministry", title=f"Weekly schedule, {month} {first}",
    )  # fmt: skip


DIFFERENT = {
    "readouts of two calls": (
        readout("Prime Minister", "Piet Wessel", "Norland", "the northern banks", "2025-07-08"),
        readout("President", "Sela Tambo", "Kasai", "the Great Lakes", "2025-07-08"),
    ),
    "greetings to two countries": (
        greeting("Norland", "Norlanders", "2025-07-08"),
        greeting("Kasai", "the Kasaians", "2025-07-20"),
    ),
    "schedules of two weeks": (
        schedule("July", 7, (
            "10:00 The Minister meets Norland Foreign Minister Piet Wessel at the Ministry (open press).",
            "15:30 The Minister meets the Ambassador of Kasai, Sela Tambo, at the Ministry (closed press).",
        ), "2025-07-06"),
        schedule("July", 14, (
            "11:15 The Minister meets Kasai Trade Minister Ode Mbeki at the Ministry (open press).",
            "14:00 The Minister meets the Ambassador of Lusaria, Ines Barro, at the Ministry (closed press).",
        ), "2025-07-13"),
    ),
    "two reports of one meeting": (
        page(*STORY[:4], outlet="The Ledger"),
        page(
            "Norland and its neighbour want to revive a panel that shares out fish stocks, their ministers said.",
            "After two hours in Tarnvik, Piet Wessel spoke of frank talks, and Ana Calder of a treaty for peace.",
            "Inspectors are to follow when the joint commission has set rules and quotas in the autumn.",
            name="b", outlet="Tarnvik Daily",
        ),
    ),
    "a statement inside a long briefing": (
        page(*STORY[:2], outlet="Ministry"),
        page(*STORY[:2], *(
            f"QUESTION {number}: What does the Ministry say about item {number} of file {number * 7}, on port {number}?"
            for number in range(60)
        ), name="b", outlet="Ministry"),
    ),
    "two error pages": (page("Page not found."), page("Page not found.", name="b")),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_what_only_looks_like_a_copy_is_different(one: DocumentNode, other: DocumentNode) -> None:
    assert MATCHER.compare(one, other).judgement == "different"


def test_other_names_are_given_as_a_reason() -> None:
    one, other = DIFFERENT["readouts of two calls"]
    found = {reason.feature: reason.said for reason in MATCHER.compare(one, other).reasons}
    assert "piet wessel" in found["names"]
    assert "sela tambo" in found["names"]


def test_versions_of_one_item_are_copies_whatever_has_changed() -> None:
    one, other = page(*STORY[:4], key="item-7"), page(*STORY[4:], name="b", key="item-7")
    assert set(MATCHER.keys(one)) & set(MATCHER.keys(other))
    assert MATCHER.compare(one, other).judgement == "same"


def test_the_two_readings_of_one_briefing_in_the_seeds_are_no_copies(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "gold" / "dev.jsonl").read_text("utf-8").splitlines()]
    one, other = (
        DocumentNode(row["id"], tuple(row["text"].split("\n\n")), row["title"], row["outlet"])
        for row in rows
        if row["id"] in ("seed-000", "seed-001")
    )
    assert MATCHER.compare(one, other).judgement == "different"


def same_both_ways(one: DocumentNode, other: DocumentNode) -> Verdict:
    verdict = MATCHER.compare(one, other)
    assert verdict == MATCHER.compare(other, one)
    return verdict


SENTENCES = st.lists(st.sampled_from((*STORY, LEAD, LOCAL, "", "…", "Well.", "1 2 3")), max_size=10)


@given(SENTENCES, SENTENCES)
def test_a_verdict_does_not_depend_on_the_order(one: list[str], other: list[str]) -> None:
    verdict = same_both_ways(page(*one), page(*other, name="b"))
    assert 0 <= verdict.score <= 1


@given(st.lists(st.text(max_size=60), max_size=8), st.lists(st.text(max_size=60), max_size=8))
def test_any_text_has_keys_and_a_verdict(one: list[str], other: list[str]) -> None:
    left, right = page(*one), page(*other, name="b")
    assert list(MATCHER.keys(left)) == list(MATCHER.keys(replace(left, id="c")))
    same_both_ways(left, right)


def test_keys_are_the_same_in_every_process() -> None:
    """Keys are kept in the record: they may not depend on the seed of ``hash`` or on the machine."""
    code = (
        "from dragoman.link.copies import CopyMatcher; from dragoman.link.nodes import DocumentNode;"
        f"print(*CopyMatcher().keys(DocumentNode('a', {STORY!r}, published=None)))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, text=True, capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert found == {" ".join(MATCHER.keys(page(*STORY, day=None))) + "\n"}


def test_long_texts_have_a_bounded_number_of_keys() -> None:
    long = tuple(f"{sentence} This is part {number}." for number in range(100) for sentence in STORY)
    assert len(set(MATCHER.keys(page(*long)))) < 300


def test_an_alignment_keeps_the_order_of_sentences() -> None:
    found = align(text((*STORY[:2], LOCAL, STORY[3])), text(STORY))
    assert [(pair.left, pair.right) for pair in found.pairs] == [(0, 0), (1, 1), (3, 3)]
    assert 0.7 < found.share < 0.9
    turned = align(text((STORY[5], STORY[1], STORY[2])), text(STORY))
    assert [pair.right for pair in turned.pairs] == [1, 2]


@pytest.mark.parametrize(
    ("one", "other", "names", "numbers"),
    [
        (STORY[3], STORY[3].replace("120", "150"), [], ["120 / 150"]),
        (STORY[3], STORY[3].replace("Wessel", "Wessell"), [], []),
        (STORY[0], STORY[0].replace("Ana Calder", "Sela Tambo"), ["ana calder / sela tambo"], []),
        (STORY[6], STORY[6].replace("September", "August"), [], ["september / august"]),
    ],
)
def test_what_is_filled_in_differently(one: str, other: str, names: list[str], numbers: list[str]) -> None:
    [pair] = align(text((one,)), text((other,))).pairs
    assert [str(each) for each in pair.names] == names
    assert [str(each) for each in pair.numbers] == numbers


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("SEOUL, July 7 (Yonhap) -- Envoys met.", ("envoys", "met")),
        ("GENEVA — Talks go on.", ("talks", "go", "on")),
        ("New York, Sept. 12 [AFP] – It rained.", ("it", "rained")),
        ("The talks (held in Rome) — the first — end.", ("the", "talks", "held", "in", "rome", "the", "first", "end")),
        ("Norland’s “new” rate: 1,000.5", ("norland", "new", "rate", "1,000.5")),
    ],
)  # fmt: skip
def test_words_of_a_sentence(sentence: str, words: tuple[str, ...]) -> None:
    assert line(sentence).words == words


def test_formulas_are_written_as_they_are_looked_for() -> None:
    for formula in formulas():
        assert formula == formula.casefold().strip()
        assert line(f"Well, {formula} it.").weight == FORMULA_WEIGHT
    assert line(STORY[0]).weight == 1.0


@pytest.mark.parametrize(
    ("found", "index"),
    [("aabb", 1.0), ("xxyy", 1.0), ("abcd", 0.0), ("aaab", 0.0), ("abab", -0.5), ("aabc", 4 / 7)],
)
def test_adjusted_rand_index(found: str, index: float) -> None:
    things = ("1", "2", "3", "4")
    one, other = dict(zip(things, "aabb", strict=True)), dict(zip(things, found, strict=True))
    assert adjusted_rand(one, other) == pytest.approx(index)


@pytest.mark.parametrize("change", CHANGES)
def test_changes_of_the_benchmark_are_copies_made_from_a_seed(change: str) -> None:
    source = Copy(tuple((sentence,) for sentence in STORY), frozenset(range(len(STORY))), "Fish", "The Ledger")
    one, other = (altered(source, (change,), random.Random(7)) for _ in range(2))
    assert one == other
    assert (one.text, one.title) != (source.text, source.title)
    sentences = tuple(sentence for paragraph in one.paragraphs for sentence in paragraph)
    assert MATCHER.compare(page(*STORY), page(*sentences, name="b")).judgement == "same"
