"""The whole reader over texts that nobody wrote: whatever comes, it gives layers whose spans lie in the text."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.annotate import Pipeline, reader
from dragoman.model import Document, Published, Span
from dragoman.offsets import OffsetMap

WORDS = (
    "President Prime Minister Foreign Secretary of State Deputy General Ambassador Director former acting the "
    "a his their Lee Wi Sung-lac Kari Lund Rubio al-Sabah Norway Norwegian Seoul Washington U.S. United "
    "Kingdom NATO Council Ministry House Bank said met agreed signed imposed urged will would has been not "
    "that who which and or with to on in at from by between meeting talks summit tariff tariffs sanctions "
    "percent 25 18 letter deadline visit statement joint Monday July 7 2025 next last month tomorrow until "
    "April 1 if unless “ ” ' \" , . ; : — ( ) ? ! \n\n QUESTION: MR LUND: We I he they"
).split(" ")


def _read(pipeline: Pipeline, text: str, genre: str = "report") -> Document:
    document = Document(
        "d", "c", text, OffsetMap.identity(len(text)), title=text[:40] or None, outlet="U.S. Department of State",
        published=Published("2025-07-09", "given"), genre=genre,  # type: ignore[arg-type]
    )  # fmt: skip
    return pipeline(document)


def _spans(value: object) -> list[Span]:
    if isinstance(value, Span):
        return [value]
    if isinstance(value, tuple):
        return [span for item in value for span in _spans(item)]
    if hasattr(value, "__dataclass_fields__"):
        return [span for f in fields(value) for span in _spans(getattr(value, f.name))]  # type: ignore[arg-type]
    return []


@settings(max_examples=400)
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from(("report", "opinion", "release", "transcript")))
def test_any_words_in_any_order(words: list[str], genre: str) -> None:
    text = " ".join(words)
    layers = _read(reader(), text, genre).layers
    assert all(span.end <= len(text) for span in _spans(layers))


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    assert len(_read(reader(), text).layers.stamps) == 11


def test_a_text_cut_anywhere() -> None:
    text = (
        "Deputy Prime Minister and Foreign Minister Kari Lund, the former head of the World Bank, told reporters: "
        "“We agreed with the Secretary of State and the Ministers of Chile to hold a summit on Friday, April 3.” "
        "His counterpart, Secretary General Juan Soto of the Council"
    )
    for end in range(len(text)):
        piece = text[:end]
        assert all(span.end <= end for span in _spans(_read(reader(), piece).layers))
