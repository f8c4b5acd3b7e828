"""Offsets: every span of a text leads back to the units it came from."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import RejectedError
from dragoman.offsets import OffsetBuilder, OffsetMap, Span, decode

CHARSETS = ("utf-8", "utf-16", "utf-16-le", "utf-32", "cp1252", "gb18030", "shift-jis", "euc-kr", "iso-2022-jp")


def test_a_span_is_not_negative_and_does_not_end_before_it_starts() -> None:
    for start, end in ((-1, 2), (3, 2)):
        with pytest.raises(ValueError, match="not a span"):
            Span(start, end)


def test_span_relations() -> None:
    assert Span(2, 5).contains(Span(2, 5))
    assert not Span(2, 5).contains(Span(4, 6))
    assert Span(2, 5).overlaps(Span(4, 6))
    assert not Span(2, 5).overlaps(Span(5, 6))
    assert Span(2, 5).shift(3) == Span(5, 8)
    assert len(Span(2, 5)) == 3


@given(st.text(), st.sampled_from(CHARSETS))
def test_decoding_maps_each_character_to_its_bytes(text: str, charset: str) -> None:
    body = text.encode(charset, "ignore")
    decoded, offsets = decode(body, charset)
    assert len(offsets) == len(decoded)
    for at, char in enumerate(decoded):
        span = offsets.to_source(Span(at, at + 1))
        piece = body[span.start : span.end]
        if charset not in ("utf-16", "utf-32", "iso-2022-jp"):  # those carry a mark or a shift before the character
            assert piece.decode(charset) == char
        assert piece


@given(st.binary(max_size=200), st.sampled_from(("utf-8", "shift-jis", "gb18030", "utf-16")))
def test_malformed_bytes_never_raise_and_keep_order(body: bytes, charset: str) -> None:
    text, offsets = decode(body, charset)
    assert len(offsets) == len(text)
    ends = [offsets.to_source(Span(at, at + 1)) for at in range(len(text))]
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(ends))
    assert all(span.end <= len(body) for span in ends)


def test_an_unknown_charset_is_rejected() -> None:
    with pytest.raises(RejectedError, match="unknown character set 'klingon'"):
        decode(b"nuqneH", "klingon")


def test_builder_writes_text_and_map_side_by_side() -> None:
    builder = OffsetBuilder()
    builder.copy("Norway ", source=10)
    builder.replace("&", source=17, width=5)
    builder.insert("\n\n")
    builder.copy("Chile", source=30)
    offsets = builder.map()
    assert builder.text() == "Norway &\n\nChile"
    assert offsets.to_source(Span(0, 6)) == Span(10, 16)
    assert offsets.to_source(Span(7, 8)) == Span(17, 22)
    assert offsets.to_source(Span(5, 12)) == Span(15, 32)
    assert offsets.to_source(Span(8, 10)) == Span(22, 22)
    assert offsets.to_text(Span(16, 31)) == Span(6, 11)
    assert offsets.to_text(Span(23, 30)) is None


def test_a_span_beyond_the_text_is_refused() -> None:
    with pytest.raises(IndexError, match="not in a text of 3"):
        OffsetMap.identity(3).to_source(Span(1, 4))


PIECES = st.lists(
    st.tuples(st.sampled_from(("copy", "replace", "insert", "skip")), st.text(min_size=1, max_size=6)), max_size=12
)


def _clean(source: str, pieces: list[tuple[str, str]]) -> tuple[str, OffsetMap]:
    """Copy, replace and skip stretches of a source as the pieces say; insert in between."""
    builder, at = OffsetBuilder(), 0
    for what, text in pieces:
        width = min(len(text), len(source) - at)
        if what == "copy":
            builder.copy(source[at : at + width], at)
        elif what == "replace" and width:
            builder.replace("·", at, width)
        elif what == "insert":
            builder.insert(text)
        at += width if what != "insert" else 0
    return builder.text(), builder.map()


@given(st.text(max_size=60), PIECES, PIECES)
def test_composed_maps_lead_through_both_steps(
    source: str, first: list[tuple[str, str]], second: list[tuple[str, str]]
) -> None:
    middle, outer = _clean(source, first)
    text, inner = _clean(middle, second)
    both = inner.then(outer)
    assert len(both) == len(text)
    for at in range(len(text)):
        through = inner.to_source(Span(at, at + 1))
        if len(through):
            assert both.to_source(Span(at, at + 1)) == outer.to_source(through)


@given(st.text(max_size=60), PIECES)
def test_a_map_survives_being_written_down(source: str, pieces: list[tuple[str, str]]) -> None:
    _, offsets = _clean(source, pieces)
    assert OffsetMap.loads(offsets.dumps()) == offsets


@given(st.text(max_size=60), PIECES)
def test_source_and_text_spans_agree(source: str, pieces: list[tuple[str, str]]) -> None:
    text, offsets = _clean(source, pieces)
    for at in range(len(text)):
        origin = offsets.to_source(Span(at, at + 1))
        if len(origin):
            back = offsets.to_text(origin)
            assert back is not None
            assert back.contains(Span(at, at + 1))
