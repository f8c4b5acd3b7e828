"""EDTF dates: the first and last day that each can mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.edtf import Days, days, parse_days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-07-07", "2025-07-07", "2025-07-07"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("2025-21", "2025-03-01", "2025-05-31"),
        ("2025-07-07?", "2025-07-07", "2025-07-07"),
        ("2025-07-07T09:30:00+09:00", "2025-07-07", "2025-07-07"),
        ("2025-06-30/2025-07", "2025-06-30", "2025-07-31"),
        ("2025-07-07/..", "2025-07-07", "9999-12-31"),
        ("/2025", "0001-01-01", "2025-12-31"),
    ],
)
def test_days(text: str, first: str, last: str) -> None:
    assert days(text) == Days(first, last)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2025-13", "2025-02-30", "2025-07-09/2025-07-07", "20X5-07", "2025-00"]
)
def test_what_is_no_date(text: str) -> None:
    assert parse_days(text) is None
    with pytest.raises(ValueError, match=r"."):
        days(text)


@given(st.dates(), st.dates())
def test_an_interval_reaches_from_its_first_day_to_its_last(one: object, other: object) -> None:
    first, last = sorted((str(one), str(other)))
    whole = days(f"{first}/{last}")
    assert whole == Days(first, last)
    assert whole.single == (first == last)
