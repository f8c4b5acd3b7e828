"""Claims of sources: which contradict each other, how they are grouped, and that the order does not matter."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.edtf import Days, parse_days
from dragoman.link.disagreements.claims import Claim, Source, Told, days_apart, disputed, later, values
from dragoman.link.disagreements.wording import joined, said, spoken


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    sentence: str = ""
    published: Days | None = None


def _claim(source: str, value: int, id: str | None = None, published: str | None = None) -> Claim[_Line, int]:
    line = _Line(id or f"{source}{value}", published=parse_days(published))
    return Claim(Told(line, Source(source, source)), value, str(value))


def _far(left: Claim[_Line, int], right: Claim[_Line, int]) -> bool:
    """Values clash when they differ by ten or more; 0 is vague and clashes with none."""
    return 0 not in (left.value, right.value) and abs(left.value - right.value) >= 10


def _groups(*claims: Claim[_Line, int]) -> list[tuple[str, tuple[str, ...]]]:
    return [(value.wording, value.sources) for value in values(disputed(claims, _far))]


def test_all_values_are_kept_by_source() -> None:
    found = _groups(_claim("A", 10), _claim("B", 30), _claim("C", 30), _claim("D", 12))
    assert found == [("10", ("A", "D")), ("30", ("B", "C"))]


@pytest.mark.parametrize(
    "claims",
    [
        [_claim("A", 10), _claim("B", 15)],
        [_claim("A", 10), _claim("A", 30)],
        [_claim("A", 10), _claim("B", 0), _claim("C", 0)],
        [_claim("A", 30, published="2025-01-01"), _claim("A", 10, published="2025-01-02"), _claim("B", 10)],
        [_claim("A", 10), _claim("A", 30), _claim("B", 30), _claim("C", 30)],
        [],
    ],
    ids=["compatible", "one source", "vague", "corrected", "a source that contradicts itself", "nothing"],
)
def test_no_disagreement(claims: list[Claim[_Line, int]]) -> None:
    assert _groups(*claims) == []


def test_the_latest_word_of_a_source_counts() -> None:
    old, new = _claim("A", 10, published="2025-01-01"), _claim("A", 30, published="2025-01-02")
    assert _groups(old, new, _claim("B", 10)) == [("10", ("B",)), ("30", ("A",))]


def test_a_vague_value_stands_behind_none() -> None:
    assert _groups(_claim("A", 10), _claim("B", 30), _claim("C", 0)) == [("10", ("A",)), ("30", ("B",))]


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.integers(0, 60)), max_size=8), st.randoms())
def test_the_order_of_arrival_does_not_matter(drawn: list[tuple[str, int]], random: object) -> None:
    claims = [_claim(source, value, f"{n}{source}{value}") for n, (source, value) in enumerate(drawn)]
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert values(disputed(claims, _far)) == values(disputed(shuffled, _far))


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.integers(0, 60)), max_size=8))
def test_values_of_a_disagreement_have_sources_of_their_own(drawn: list[tuple[str, int]]) -> None:
    found = _groups(*(_claim(source, value, f"{n}") for n, (source, value) in enumerate(drawn)))
    sources = [source for _, several in found for source in several]
    assert len(found) != 1
    assert len(sources) == len(set(sources))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2025-07-07", "2025-07-08", 1),
        ("2025-07", "2025-07-08", 0),
        ("2025-07-08", "2025-06", 8),
        ("2025-07-08", None, None),
    ],
)
def test_days_apart(left: str, right: str | None, expected: int | None) -> None:
    assert days_apart(parse_days(left), parse_days(right)) == expected


def test_later() -> None:
    old, new, undated = _claim("A", 1, published="2025-01"), _claim("B", 2, published="2025-02-01"), _claim("C", 3)
    assert later(old, new) is later(new, old) is new
    assert later(old, undated) is None


class TestWording:
    """What the reader sees."""

    @pytest.mark.parametrize(
        ("edtf", "expected"),
        [
            ("2025-07-07", "July 7"),
            ("2025-07", "July 2025"),
            ("2025", "2025"),
            ("2025-07-07/2025-07-09", "July 7 to 9"),
            ("2025-06-30/2025-07-02", "June 30 to July 2"),
            ("2025-05/2025-07", "May to July 2025"),
        ],
    )
    def test_dates(self, edtf: str, expected: str) -> None:
        days = parse_days(edtf)
        assert days is not None
        assert spoken(days) == expected

    def test_lists(self) -> None:
        assert [joined(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
            "",
            "a",
            "a and b",
            "a, b and c",
        ]

    def test_named_sources(self) -> None:
        groups = disputed([_claim("The Courier", 10), _claim("Harbour News", 30), _claim("Wire", 30)], _far)
        assert said("date", values(groups), groups) == "Harbour News and Wire say 30, The Courier says 10"

    def test_sources_without_a_name(self) -> None:
        lines = [Claim(Told(_Line(str(n)), Source(str(n))), n, str(n)) for n in (10, 30)]
        groups = disputed(lines, _far)
        assert said("place", values(groups), groups) == "one source says 10, another source says 30"
