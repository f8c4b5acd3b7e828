"""The measures of linking: worked examples of the literature, invented records, readers of the gold."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from benchmarks.linking.coreference import Score, assignment, b_cubed, ceaf_e, compare, muc
from hypothesis import given
from hypothesis import strategies as st

KEY = "12345 67 89ABC"
"""The truth of the example in Bagga and Baldwin (1998) and Luo (2005): groups of mentions, one letter each."""


def grouped(groups: str) -> dict[str, str]:
    return {mention: group for group in groups.split() for mention in group}


# What each measure says of a response: precision and recall, by hand; the F1 of CEAF-e are those that Luo prints.
WORKED = [
    (muc, "12345 6789ABC", 9 / 10, 1),
    (muc, "1234589ABC 67", 9 / 10, 1),
    (muc, "123456789ABC", 9 / 11, 1),
    (muc, "1 2 3 4 5 6 7 8 9 A B C", 0, 0),
    (b_cubed, "12345 6789ABC", 16 / 21, 1),
    (b_cubed, "1234589ABC 67", 7 / 12, 1),
    (b_cubed, "1 2 3 4 5 6 7 8 9 A B C", 1, 1 / 4),
    (ceaf_e, "12345 6789ABC", 11 / 12, 11 / 18),
    (ceaf_e, "1234589ABC 67", 5 / 6, 5 / 9),
    (ceaf_e, "123456789ABC", 10 / 17, 10 / 51),
    (ceaf_e, "1 2 3 4 5 6 7 8 9 A B C", 1 / 9, 4 / 9),
]


@pytest.mark.parametrize(("measure", "response", "precision", "recall"), WORKED)
def test_worked_examples(measure, response, precision, recall) -> None:
    found = measure(grouped(KEY), grouped(response))
    assert (found.precision, found.recall) == pytest.approx((precision, recall))


@pytest.mark.parametrize(
    ("response", "f1"),
    [("12345 6789ABC", 0.733), ("1234589ABC 67", 0.667), ("123456789ABC", 0.294), ("1 2 3 4 5 6 7 8 9 A B C", 0.178)],
)
def test_ceaf_prints_what_its_author_prints(response: str, f1: float) -> None:
    assert round(ceaf_e(grouped(KEY), grouped(response)).f1, 3) == f1


def test_the_links_of_the_example_of_muc() -> None:
    # Vilain et al. (1995): key A-B-C-D, response A-B and C-D: recall 2/3, precision 1
    assert muc(grouped("ABCD"), grouped("AB CD")) == Score(1.0, pytest.approx(2 / 3))


def test_conll_is_the_mean_of_three() -> None:
    found = compare(grouped("AB CD"), grouped("ABCD"))
    assert found.conll == pytest.approx((found.muc.f1 + found.b_cubed.f1 + found.ceaf_e.f1) / 3)
    assert found.conll == pytest.approx((0.8 + 2 / 3 + 4 / 9) / 3)


def test_other_mentions_are_refused() -> None:
    with pytest.raises(ValueError, match="not the same"):
        compare(grouped("AB"), grouped("A"))


GROUPINGS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=30)


@given(GROUPINGS)
def test_measures_are_shares_and_turn_with_the_sides(pairs: list[tuple[int, int]]) -> None:
    key, response = ({str(at): pair[side] for at, pair in enumerate(pairs)} for side in (0, 1))
    for measure in (muc, b_cubed, ceaf_e):
        one, other = measure(key, response), measure(response, key)
        assert 0 <= one.precision <= 1 + 1e-9
        assert (one.precision, one.recall) == pytest.approx((other.recall, other.precision))
        assert measure is muc or measure(key, key).f1 == pytest.approx(1)


@given(
    st.integers(1, 4).flatmap(
        lambda rows: st.integers(1, 5).flatmap(
            lambda columns: st.lists(
                st.lists(st.integers(-3, 9), min_size=columns, max_size=columns), min_size=rows, max_size=rows
            )
        )
    )
)
def test_the_assignment_is_the_best_of_all(table: list[list[int]]) -> None:
    gain = np.array(table, dtype=float)
    short, long = sorted(gain.shape)
    turned = gain if gain.shape[0] == short else gain.T
    best = max(sum(turned[at, column] for at, column in enumerate(some)) for some in permutations(range(long), short))
    found = assignment(gain)
    assert sum(gain[pair] for pair in found) == best
    assert len(found) == len({row for row, _ in found}) == len({column for _, column in found}) == short
