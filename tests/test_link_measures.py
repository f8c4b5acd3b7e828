"""Measures over documents: pairs that are one measure and pairs that are not, histories, rival rates."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.edtf import parse_days
from dragoman.link.measures import MeasureMatcher, current, history
from dragoman.link.measures.scope import aim_of, goods_of, kinds_of, package_of
from dragoman.link.nodes import MeasureNode, Who
from dragoman.model import MeasureStatus

MATCHER = MeasureMatcher()
WOOL = "It listed four firms for smuggling wool through tunnels"


def country(name: str) -> Who:
    return Who(f"e-{name}", name, "country", name)


def who(name: str | None) -> Who | None:
    """A country where the name is one of ours, else a company or a group, as chains give them."""
    if name is None:
        return None
    if name in ("Ruritania", "Freedonia", "Sylvania", "Japan", "Brazil"):
        return country(name)
    return Who(f"e-{name}", name, "organisation", None)


def telling(
    id: str = "a",
    *,
    document: str | None = None,
    imposer: str | None = "Freedonia",
    target: str | None = "Ruritania",
    instrument: str = "tariff",
    rate: float | None = None,
    product: str | None = None,
    status: MeasureStatus = "announced",
    effective: str | None = None,
    sentence: str = "It will charge them.",
    published: str | None = "2031-03-04",
) -> MeasureNode:
    unit = None if rate is None else "percent"
    return MeasureNode(
        id, document or f"doc-{id}", who(imposer), who(target), instrument, rate, unit, product, status,
        parse_days(effective), sentence, parse_days(published),
    )  # fmt: skip


def judged(left: dict[str, object], right: dict[str, object]) -> str:
    one, other = telling("a", **left), telling("b", **right)  # type: ignore[arg-type]
    verdict = MATCHER.compare(one, other)
    assert MATCHER.compare(other, one).judgement == verdict.judgement
    if verdict.judgement == "same":
        assert set(MATCHER.keys(one)) & set(MATCHER.keys(other)), "the same, but not filed together"
    return verdict.judgement


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ({"rate": 46}, {"rate": 20, "published": "2031-05-30"}, "same"),
        ({"rate": 25, "status": "threatened"}, {"rate": 25, "status": "suspended", "published": "2031-04-01"}, "same"),
        ({}, {"effective": "2031-05-01"}, "same"),
        ({"published": None, "effective": "2031-05-01"}, {"effective": "2031-05-01", "rate": 5}, "same"),
        ({"rate": 25}, {"rate": 25, "target": "Japan"}, "different"),
        ({"rate": 25}, {"rate": 25, "imposer": "Sylvania"}, "different"),
        ({"rate": 25}, {"rate": 25, "target": "14 countries"}, "different"),
        ({"rate": 25}, {"rate": 25, "target": "countries without a deal"}, "different"),
        ({"rate": 25}, {"rate": 25, "target": None}, "different"),
        ({"rate": 25}, {"rate": 25, "product": "steel and aluminum"}, "different"),
        ({"rate": 25, "product": "cars"}, {"rate": 25, "product": "automobiles"}, "same"),
        ({"rate": 25, "product": "steel"}, {"rate": 50, "product": "steel and aluminium"}, "same"),
        ({"rate": 15, "product": "flat glass"}, {"rate": 15, "product": "window frames"}, "different"),
        ({"rate": 12, "product": "tinned tuna"}, {"rate": 12, "sentence": "12 percent on tinned tuna."}, "same"),
        ({"rate": 7}, {"rate": 7, "instrument": "quota"}, "different"),
        ({"instrument": "visa ban"}, {"instrument": "visa revocation"}, "same"),
        ({"target": "14 countries", "rate": 30}, {"target": "14 countries", "rate": 30}, "same"),
        ({"target": "four firms"}, {"target": "four firms", "published": "2031-03-06"}, "unsure"),
        ({"target": "four firms", "sentence": WOOL}, {"target": "four firms", "sentence": WOOL + " today"}, "same"),
        ({"target": "entities"}, {"target": "several entities"}, "different"),
        ({"target": "14 countries"}, {"target": "nine countries"}, "different"),
    ],
)  # fmt: skip
def test_tellings_of_one_measure(left: dict[str, object], right: dict[str, object], expected: str) -> None:
    assert judged(left, right) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (
            {"target": "Quill Bank", "effective": "2021-02-01", "status": "in force", "published": "2021-02-01"},
            {"target": "Quill Bank", "effective": "2021-02", "status": "in force", "published": "2024-06-01"},
            "same",
        ),
        (
            {"target": "Quill Bank", "effective": "2021-02-01", "status": "in force"},
            {"target": "Quill Bank", "effective": "2025-09-01", "status": "in force"},
            "different",
        ),
        ({"target": "Quill Bank"}, {"target": "Quill Shipping"}, "different"),
        ({"sentence": "the 9th package of sanctions"}, {"sentence": "a tenth sanctions package"}, "different"),
    ],
)
def test_listings_of_persons_and_firms(left: dict[str, object], right: dict[str, object], expected: str) -> None:
    assert judged({"instrument": "sanctions", **left}, {"instrument": "sanctions", **right}) == expected


def test_two_rates_side_by_side_in_a_sentence_are_two_measures() -> None:
    both = {"sentence": "It set a duty of 15 percent on coil and of 22 percent on sheet.", "document": "d"}
    assert judged({"rate": 15, **both}, {"rate": 22, **both}) == "different"
    change = {"sentence": "It cut the duty from 22 to 15 percent.", "document": "d"}
    assert judged({"rate": 15, **change}, {"rate": 22, **change}) == "same"


@given(st.lists(st.sampled_from(range(6)), min_size=1, max_size=6, unique=True), st.randoms())
def test_the_history_depends_on_the_set_alone(chosen: list[int], random: random.Random) -> None:
    tellings = [TOLD[number] for number in chosen]
    steps = history(tellings)
    random.shuffle(tellings)
    assert history(tellings) == steps
    assert sorted(id for step in steps for id in step.evidence) == sorted(node.id for node in tellings)


def test_a_far_telling_is_no_clash() -> None:
    """A history of years is joined from telling to telling: its ends must not count as different."""
    assert judged({"rate": 5}, {"rate": 5, "published": "2034-01-01"}) == "unsure"


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("Japan", "country", "Japan"),
        ("goods from Japan", "country", "Japan"),
        ("Quill Chips Ltd.", "named", "e-Quill Chips Ltd."),
        ("five officials of Brazil", "group", "official"),
        ("several trading partners", "group", "partner"),
        ("countries without a deal", "group", "country"),
    ],
)
def test_targets(name: str, kind: str, key: str) -> None:
    aim = aim_of(who(name))
    assert (aim.kind, aim.key) == (kind, key)


def test_goods_kinds_and_packages() -> None:
    assert goods_of("all imports") == goods_of(None) == frozenset()
    assert goods_of("Japanese cars and auto parts") == {"car", "part"}
    assert kinds_of("25 percent reciprocal duties on top of anti-dumping levies") == {"reciprocal", "anti-dumping"}
    assert (package_of("its 12th sanctions package"), package_of("the first round")) == ("12", "1")


TOLD = [
    telling("t", rate=20, status="threatened", published="2031-03-14"),
    telling("n1", rate=20, status="announced", published="2031-04-12", effective="2031-05-01"),
    telling("n2", rate=20, status="announced", published="2031-04-13"),
    telling("s", rate=20, status="suspended", published="2031-04-28"),
    telling("f", rate=12, status="in force", published="2031-07-03", effective="2031-06-30"),
    telling("late", rate=20, status="announced", published="2031-07-04"),
]


def test_history_in_order_of_time() -> None:
    steps = history(TOLD)
    assert [(step.status, step.rate, step.since) for step in steps] == [
        ("threatened", 20, "2031-03-14"),
        ("announced", 20, "2031-04-12"),
        ("suspended", 20, "2031-04-28"),
        ("in force", 12, "2031-06-30"),
    ]
    assert steps[1].evidence == ("late", "n1", "n2")
    assert steps[1].effective == parse_days("2031-05-01")
    assert current(steps) == steps[-1]
    shuffled = TOLD[:]
    random.Random(7).shuffle(shuffled)
    assert history(shuffled) == steps


def test_copies_count_once_among_sources() -> None:
    steps = history(TOLD[1:3], {"doc-n1": "wire", "doc-n2": "wire"})
    assert [(len(step.evidence), step.sources) for step in steps] == [(2, 1)]


def test_rival_rates_of_one_time_stay_in_one_step() -> None:
    rivals = [
        telling("a", rate=22, status="in force", effective="2031-09-10", published="2031-09-10"),
        telling("b", rate=22, status="in force", effective="2031-09-10", published="2031-09-11"),
        telling("c", rate=25, status="in force", published="2031-09-12"),
    ]
    [step] = history(rivals)
    assert [(said.rate, said.evidence, said.sources) for said in step.rates] == [(22, ("a", "b"), 2), (25, ("c",), 1)]


def test_the_rate_before_a_cut_is_no_step() -> None:
    cut = {"sentence": "It lowers the duty from 11 to 6 percent.", "document": "d", "status": "reduced"}
    steps = history([telling("a", rate=11, **cut), telling("b", rate=6, **cut)])  # type: ignore[arg-type]
    assert [(step.status, step.rate) for step in steps] == [("reduced", 6)]


def test_the_current_rate_is_the_last_one_told() -> None:
    steps = history([telling("a", rate=9), telling("b", status="suspended", published="2031-05-01")])
    now = current(steps)
    assert now is not None
    assert (now.status, now.rate) == ("suspended", 9)
    lifted = current(history([telling("a", rate=9), telling("b", status="lifted", published="2031-05-01")]))
    assert lifted is not None
    assert (lifted.status, lifted.rate) == ("lifted", None)
    assert current(()) is None
