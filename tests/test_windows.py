"""Windows: every word is read once for itself, in order, with what stands before it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.encoder.windows import DISTANCES, Pieces, distances, shape, windows


@dataclass
class _Encoded:
    ids: list[int]


class _Letters:
    """A tokenizer that gives a piece for each letter."""

    def encode(self, sequence: str, *, add_special_tokens: bool) -> _Encoded:
        assert not add_special_tokens
        return _Encoded([1000 + ord(letter) for letter in sequence])


@st.composite
def texts(draw: st.DrawFn) -> tuple[list[str], list[int]]:
    lengths = draw(st.lists(st.integers(1, 40), max_size=12))
    words = [draw(st.text("abc", max_size=15)) for size in lengths for _ in range(size)]
    return words, [number for number, size in enumerate(lengths) for _ in range(size)]


@given(texts())
def test_the_own_parts_cover_the_words_once_and_in_order(text: tuple[list[str], list[int]]) -> None:
    words, sentences = text
    found = windows(words, sentences, Pieces(_Letters()), longest=100, context=30)
    assert [i for window in found for i in range(window.own, window.end)] == list(range(len(words)))
    for window in found:
        assert len(window.ids) == len(window.shapes) <= 100
        assert len(window.firsts) == window.end - window.start
        assert window.start == window.own or sentences[window.start - 1 : window.start] != [sentences[window.start]]


def test_a_window_holds_whole_sentences_where_they_fit() -> None:
    words = ["aaaa"] * 30
    found = windows(words, [i // 10 for i in range(30)], Pieces(_Letters()), longest=92, context=10)
    assert [(window.own, window.end) for window in found] == [(0, 20), (20, 30)]


def test_context_is_the_sentences_before() -> None:
    words, sentences = ["ab"] * 12, [i // 4 for i in range(12)]
    found = windows(words, sentences, Pieces(_Letters()), longest=20, context=8)
    assert [(window.start, window.own, window.end) for window in found] == [(0, 0, 4), (0, 4, 8), (4, 8, 12)]


def test_a_word_without_pieces_is_unknown_and_a_long_one_is_cut() -> None:
    look_up = Pieces(_Letters())
    assert look_up("") == (100,)
    assert len(look_up("a" * 50)) == 12


@pytest.mark.parametrize(
    ("word", "number"), [("met", 1), ("Seoul", 2), ("A", 2), ("NATO", 3), ("25", 4), ("iPhone", 4)]
)
def test_shapes(word: str, number: int) -> None:
    assert shape(word) == number


def test_distances_count_words_within_a_sentence_and_sentences_beyond() -> None:
    row = distances([3], [0, 0, 1, 1, 1, 2, 3, 4, 5])[0]
    assert row.tolist() == [26, 26, 10, 11, 12, 23, 24, 25, 25]


@given(st.lists(st.integers(0, 400), min_size=1, max_size=300).map(sorted), st.data())
def test_distances_stay_in_range(sentences: list[int], data: st.DataObject) -> None:
    trigger = data.draw(st.integers(0, len(sentences) - 1))
    found = distances([trigger], sentences)
    assert found.shape == (1, len(sentences))
    assert np.all((found >= 0) & (found < DISTANCES))
