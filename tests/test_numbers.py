"""Numbers, rates and sums of money in running text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.numbers import number, quantities

NUMBERS = [
    ("25", 25.0), ("2.5", 2.5), ("1,250", 1250.0), ("3,000,000.5", 3000000.5), ("-4", -4.0),
    ("zero", 0.0), ("ten", 10.0), ("nineteen", 19.0), ("twenty-five", 25.0), ("Twenty five", 25.0),
    ("ninety-nine", 99.0), ("hundred", 100.0),
    ("a hundred", 100.0), ("one hundred and forty-five", 145.0), ("two hundred", 200.0), ("a", None), ("", None),
    ("dozen", None), ("and", None),
]  # fmt: skip

# text, then (quoted words, value, unit, upper, former) of each quantity
QUANTITIES = [
    ("a 25 percent tariff", [("25 percent", 25, "percent", None, None)]),
    ("a 25% tariff", [("25%", 25, "percent", None, None)]),
    ("a levy of 7.5 per cent", [("7.5 per cent", 7.5, "percent", None, None)]),
    ("a 25-per-cent duty", [("25-per-cent", 25, "percent", None, None)]),
    ("a 10-percent levy", [("10-percent", 10, "percent", None, None)]),
    ("duties of 12 pct", [("12 pct", 12, "percent", None, None)]),
    ("twenty-five percent on cars", [("twenty-five percent", 25, "percent", None, None)]),
    ("Fifty percent on copper", [("Fifty percent", 50, "percent", None, None)]),
    ("one hundred and forty-five percent", [("one hundred and forty-five percent", 145, "percent", None, None)]),
    ("a quarter of its exports", [("a quarter", 25, "percent", None, None)]),
    ("three-quarters of the goods", [("three-quarters", 75, "percent", None, None)]),
    ("one half of the quota", [("one half", 50, "percent", None, None)]),
    ("in the third quarter of the year", []),
    ("30-40 percent tariffs", [("30-40 percent", 30, "percent", 40, None)]),
    ("between 25 and 40 percent", [("25 and 40 percent", 25, "percent", 40, None)]),
    ("between 25% and 40%", [("25% and 40%", 25, "percent", 40, None)]),
    ("10 to 15 per cent", [("10 to 15 per cent", 10, "percent", 15, None)]),
    ("10% to 15%", [("10% to 15%", 10, "percent", 15, None)]),
    ("10–15%", [("10–15%", 10, "percent", 15, None)]),
    ("from 46 to 20 percent", [("46 to 20 percent", 20, "percent", None, 46)]),
    ("from 46 percent to 20 percent", [("46 percent to 20 percent", 20, "percent", None, 46)]),
    ("raised from 25 percent to 50 percent", [("25 percent to 50 percent", 50, "percent", None, 25)]),
    ("from a current 27.5%", [("27.5%", 27.5, "percent", None, None)]),
    ("cut to 15 percent", [("15 percent", 15, "percent", None, None)]),
    ("cut to 15 percent from 25 percent", [("15 percent from 25 percent", 15, "percent", None, 25)]),
    ("10 percent, down from 32 percent", [("10 percent, down from 32 percent", 10, "percent", None, 32)]),
    ("taxed at 25 and 20 percent", [("25", 25, "percent", None, None), ("20 percent", 20, "percent", None, None)]),
    (
        "Laos at 40 percent, Malaysia at 25 percent",
        [("40 percent", 40, "percent", None, None), ("25 percent", 25, "percent", None, None)],
    ),
    ("a cut of 25 basis points", [("25 basis points", 25, "basis points", None, None)]),
    ("rose 75bps", [("75bps", 75, "basis points", None, None)]),
    ("9 percentage points ahead", [("9 percentage points", 9, "percentage points", None, None)]),
    ("0% duty", [("0%", 0, "percent", None, None)]),
    ("worth $500 million", [("$500 million", 5e8, "USD", None, None)]),
    ("worth US$3bn", [("US$3bn", 3e9, "USD", None, None)]),
    ("€1.2 billion in duties", [("€1.2 billion", 1.2e9, "EUR", None, None)]),
    ("2,000 trillion won", [("2,000 trillion won", 2e15, "KRW", None, None)]),
    ("40 billion U.S. dollars", [("40 billion U.S. dollars", 4e10, "USD", None, None)]),
    ("five million euros", [("five million euros", 5e6, "EUR", None, None)]),
    ("$50 per ton", [("$50", 50, "USD", None, None)]),
    ("he won 14 seats", []),
    ("Resolution 1267 of 1999", []),
    ("section 232 and E.O. 14033", []),
    ("on August 1, 2025", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_number(text: str, value: float | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(("text", "expected"), QUANTITIES, ids=[text for text, _ in QUANTITIES])
def test_quantities(text: str, expected: list[tuple[str, float, str, float | None, float | None]]) -> None:
    found = [(text[q.span.start : q.span.end], q.value, q.unit, q.upper, q.former) for q in quantities(text)]
    assert found == expected


@given(st.integers(0, 999), st.sampled_from(["%", " percent", " per cent", "-per-cent"]))
def test_every_whole_rate_is_read_back(value: int, unit: str) -> None:
    (quantity,) = quantities(f"imposed a {value}{unit} duty")
    assert (quantity.value, quantity.unit) == (value, "percent")


@given(st.text(alphabet="0123456789.,%$€- atofromndpercent", max_size=60))
def test_spans_are_in_order_and_within_the_text(text: str) -> None:
    spans = [quantity.span for quantity in quantities(text)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
