"""Time expressions: values, calendar dates, direction, and that no input makes them slow."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from benchmarks.quality import timexes as benchmark
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.sentences import sentences
from dragoman.annotate.timex.calendar import anchor_of, days_of, easter, nth_weekday, shift, to_edtf, value_of
from dragoman.annotate.timex.grammar import Grammar, grammar, tables
from dragoman.annotate.timexes import timexes
from dragoman.edtf import days
from dragoman.errors import DataError
from dragoman.model import Document, Layers, Published, Timex
from dragoman.offsets import OffsetMap

WEDNESDAY = "2025-07-09"


def read(text: str, published: str | None = WEDNESDAY) -> list[tuple[str, Timex]]:
    document = Document(
        "d", "c", text, OffsetMap.identity(len(text)),
        published=Published(published, "given") if published else None, layers=Layers(sentences=sentences(text)),
    )  # fmt: skip
    return [(document.quote(timex.span), timex) for timex in timexes(document)]


def test_the_examples_of_the_grammar() -> None:
    for rule in grammar().rules:
        assert rule.examples, f"a rule of kind {rule.kind} has no example"
        for marked, values in rule.examples:
            wanted = list(zip(re.findall(r"\[(.*?)\]", marked), values.split(), strict=True))
            found = [(words, timex.value) for words, timex in read(marked.replace("[", "").replace("]", ""))]
            assert found[-len(wanted) :] == wanted, marked


# text, the expression, its TIMEX3 value, its EDTF date
DATED = [
    ("They must agree by Aug. 1.", "Aug. 1", "2025-08-01", "2025-08-01"),
    ("He mentioned the August 1 deadline.", "August 1", "2025-08-01", "2025-08-01"),
    ("The truce lasts until the end of July.", "the end of July", "2025-07", "2025-07-31"),
    ("The two met Thursday in Kuala Lumpur.", "Thursday", "2025-07-03", "2025-07-03"),
    ("The two will meet Thursday in Kuala Lumpur.", "Thursday", "2025-07-10", "2025-07-10"),
    ("The two met Wednesday in Kuala Lumpur.", "Wednesday", "2025-07-09", "2025-07-09"),
    ("On Friday a hearing is scheduled.", "Friday", "2025-07-11", "2025-07-11"),
    ("He said Monday that talks will go on.", "Monday", "2025-07-07", "2025-07-07"),
    ("The envoys arrived on July 7 (local time).", "July 7", "2025-07-07", "2025-07-07"),
    ("The office opened last November.", "last November", "2024-11", "2024-11"),
    ("Tariffs were announced in April.", "April", "2025-04", "2025-04"),
    ("The ministers will meet in April.", "April", "2026-04", "2026-04"),
    ("The visit is set for early September.", "early September", "2025-09", "2025-09"),
    ("He left earlier this week.", "earlier this week", "2025-W28", "2025-07-07/2025-07-08"),
    ("Talks were held this week.", "this week", "2025-W28", "2025-07-07/2025-07-09"),
    ("They were held last week.", "last week", "2025-W27", "2025-06-30/2025-07-06"),
    ("The treaty was signed two years ago.", "two years ago", "2023", "2023"),
    ("Talks begin in three weeks, and they will be short.", "three weeks", "P3W", "2025-07-28/2025-08-03"),
    ("Exports fell in the second quarter.", "the second quarter", "2025-Q2", "2025-04/2025-06"),
    ("It has been in force since October.", "October", "2024-10", "2024-10"),
    ("He visited Oslo last summer.", "last summer", "2024-SU", "2024-06/2024-08"),
    ("Trade grew in the 1990s.", "the 1990s", "199", "1990/1999"),
    ("Growth in fiscal 2025 slowed.", "fiscal 2025", "2025", "2025"),
    ("Seoul agreed to pay in the next two months.", "the next two months", "P2M", "2025-07/2025-09"),
    ("He died on Sept. 11, 2001.", "Sept. 11, 2001", "2001-09-11", "2001-09-11"),
    ("The ship sailed on Dec. 30.", "Dec. 30", "2024-12-30", "2024-12-30"),
    ("A hearing at 10 a.m. Friday will be open.", "10 a.m. Friday", "2025-07-11T10:00", "2025-07-11"),
    ("A 1996 law is in force.", "1996", "1996", "1996"),
    ("He fell ill on August 8 last year.", "August 8 last year", "2024-08-08", "2024-08-08"),
    ("He resigned on 2024-02-29.", "2024-02-29", "2024-02-29", "2024-02-29"),
    ("The talks were held over the weekend.", "the weekend", "2025-W27-WE", "2025-07-05/2025-07-06"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value", "edtf"), DATED)
def test_dates_against_the_day_published(text: str, words: str, value: str, edtf: str) -> None:
    found = dict(read(text))
    assert words in found
    assert (found[words].value, found[words].edtf) == (value, edtf)


UNDATED = [
    ("The truce holds for 90 days.", "90 days", "DURATION", "P90D"),
    ("He left the summit a day early.", "a day early", "DURATION", "P1D"),
    ("They must pay within 90 days.", "90 days", "DURATION", "P90D"),
    ("They meet every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
    ("The annual summit opens.", "annual", "SET", "P1Y"),
    ("He is now in Oslo.", "now", "DATE", "PRESENT_REF"),
    ("He recently left.", "recently", "DATE", "PAST_REF"),
    ("It may change in the near future.", "the near future", "DATE", "FUTURE_REF"),
    ("It took two and a half years.", "two and a half years", "DURATION", "P2.5Y"),
    ("It lasted more than two decades.", "more than two decades", "DURATION", "P20Y"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "kind", "value"), UNDATED)
def test_expressions_without_a_calendar_date(text: str, words: str, kind: str, value: str) -> None:
    timex = dict(read(text))[words]
    assert (timex.type, timex.value, timex.edtf) == (kind, value, None)


ANTECEDENTS = [
    ("The deal was signed on June 16, 2024. The following day he left.", "2024-06-17"),
    ("The deal was signed on June 16, 2024. He left the same day.", "2024-06-16"),
    ("The deal was signed on June 16, 2024, and he left three days later.", "2024-06-19"),
    ("The summit ended on June 17, 2024, a day earlier than planned.", "2024-06-16"),
    ("The deal was signed in 2019 and ratified the following year.", "2020"),
]


@pytest.mark.parametrize(("text", "value"), ANTECEDENTS)
def test_dates_counted_from_a_date_of_the_text(text: str, value: str) -> None:
    assert read(text)[-1][1].value == value


RANGES = [
    ("The summit runs from June 15-17.", ["June 15", "17"], "2025-06-15/2025-06-17"),
    ("The exercise is scheduled from Thursday to Friday.", ["Thursday", "Friday"], "2025-07-10/2025-07-11"),
    ("He led the party 2001-2014.", ["2001", "2014"], "2001/2014"),
    ("They hacked it between May and September 2017.", ["May", "September 2017"], "2017-05/2017-09"),
    ("It is open from June 30 to July 2, 2024.", ["June 30", "July 2, 2024"], "2024-06-30/2024-07-02"),
    ("It will last from Friday to Monday.", ["Friday", "Monday"], "2025-07-11/2025-07-14"),
]


@pytest.mark.parametrize(("text", "words", "edtf"), RANGES)
def test_both_ends_of_a_range_carry_the_interval(text: str, words: list[str], edtf: str) -> None:
    found = read(text)
    assert [text for text, _ in found] == words
    assert {timex.edtf for _, timex in found} == {edtf}


def test_a_list_of_days_is_no_range() -> None:
    assert [timex.edtf for _, timex in read("He spoke on June 24 and 25 and will meet on Friday.")] == [
        "2025-06-24", "2025-06-25", "2025-07-11",
    ]  # fmt: skip


NOTHING = [
    "He met this 6-year-old boy.",
    "He may march on, and they fall in line.",
    "The 6-year-old boy met Jan Kavan and April Ryan.",
    "Under resolution No. 1430/2019 the plan Vision 2030 gets 1520 votes.",
    "It costs $2 million a year, a quarter of the budget.",
    "She was on ABC's This Week and on 60 Minutes.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_a_time(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "published", "value", "edtf"),
    [
        ("He left on Thursday.", None, "XXXX-WXX-4", None),
        ("He left on Aug. 1.", None, "XXXX-08-01", None),
        ("He left in August.", None, "XXXX-08", None),
        ("He left on Aug. 1. The vote was on July 3, 2021.", None, "2021-08-01", "2021-08-01"),
        ("He left on Aug. 1.", "2025", "2025-08-01", "2025-08-01"),
        ("He left on Thursday.", "2025-07", "XXXX-WXX-4", None),
        ("He left last month.", "2025-07-05/2025-07-09", "2025-06", "2025-06"),
        ("He left last year.", "2025", "2024", "2024"),
    ],
)  # fmt: skip
def test_a_date_of_publication_that_is_unknown_or_coarse(
    text: str, published: str | None, value: str, edtf: str | None
) -> None:
    timex = read(text, published)[0][1]
    assert (timex.value, timex.edtf) == (value, edtf)


def test_the_anchor_is_the_date_counted_from() -> None:
    assert read("He left last month.")[0][1].anchor == WEDNESDAY
    assert read("He left on July 2, 2024.")[0][1].anchor is None


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2025-W28", "2025-07-07/2025-07-13"), ("2025-W28-WE", "2025-07-12/2025-07-13"), ("2025-Q4", "2025-10/2025-12"),
        ("2025-H1", "2025-01/2025-06"), ("2025-WI", "2025-12/2026-02"), ("2025-07-07TNI", "2025-07-07"),
        ("2025-02-30", None), ("P3D", None), ("PAST_REF", None), ("XXXX-08-01", None),
    ],
)  # fmt: skip
def test_edtf_of_a_value(value: str, edtf: str | None) -> None:
    assert to_edtf(value) == edtf


def test_calendar_of_movable_days() -> None:
    assert [easter(year).isoformat() for year in (1998, 2000, 2024, 2025)] == [
        "1998-04-12", "2000-04-23", "2024-03-31", "2025-04-20",
    ]  # fmt: skip
    assert nth_weekday(1999, 11, 4, 4) == date(1999, 11, 25)
    assert nth_weekday(2025, 5, 1, -1) == date(2025, 5, 26)


UNITS = ["day", "week", "month", "quarter", "half", "year"]


@given(st.dates(date(1000, 1, 1), date(8999, 12, 31)), st.sampled_from(UNITS))
def test_a_day_lies_in_its_unit(day: date, unit: str) -> None:
    span = days_of(value_of(day, unit))
    assert span is not None
    assert span[0] <= day <= span[1]
    assert value_of(shift(day, unit, 1), unit) > value_of(day, unit)


@given(st.one_of(st.none(), st.text(max_size=20), st.dates().map(date.isoformat)))
def test_any_date_of_publication_is_an_anchor_or_none(edtf: str | None) -> None:
    anchor = anchor_of(edtf)
    assert anchor is None or str(anchor) in (edtf or "")


WORDS = sorted({word for table in tables()["words"].values() for word in table})  # type: ignore[attr-defined]
SMALL_WORDS = ["the", "of", "a", "to", "from", "ago", "later", "17", "2025", "1,000", "3rd", ",", "-", "10:30", "will"]
ALL_WORDS = [*WORDS, *(word.title() for word in WORDS), *SMALL_WORDS]


@given(st.lists(st.sampled_from(ALL_WORDS), max_size=25), st.sampled_from([WEDNESDAY, None]))
def test_any_words_of_time_give_sound_expressions(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    found = [timex for _, timex in read(text, published)]
    for timex in found:
        assert len(timex.span) > 0
        assert timex.edtf is None or days(timex.edtf).first <= days(timex.edtf).last
    assert all(left.span.end <= right.span.start for left, right in pairwise(found))


REPEATED = ["the last ", "early of the ", "June 24, ", "twenty-", "next ", "a few ", "1/2/", "Monday, "]


@pytest.mark.parametrize("unit", REPEATED)
def test_repetition_is_read_in_one_pass(unit: str) -> None:
    lexer = grammar()
    text = unit * 3000
    lexemes = lexer.lex(text, sentences(text))
    assert len(lexer.matches(lexemes)) <= len(lexemes)


def test_a_malformed_table_is_named() -> None:
    rows = {"words": {}, "capitals": [], "macros": {"loop": "loop"}, "rule": [{"kind": "day", "pattern": "loop"}]}
    with pytest.raises(DataError, match="loop"):
        Grammar(rows)
    with pytest.raises(DataError, match="malformed"):
        Grammar({**rows, "rule": [{"kind": "day", "pattern": "(day"}]})


# --- the benchmark


def test_the_scorer_follows_the_definition(tmp_path: Path) -> None:
    (tmp_path / "a.tml").write_text(
        '<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2025-07-09">x</TIMEX3></DCT><TEXT>It <EVENT>opened</EVENT> '
        'in <TIMEX3 tid="t1" type="DATE" value="2024">2024</TIMEX3> and closed in <TIMEX3 tid="t2" type="DATE" '
        'value="2025-XX">the month of May</TIMEX3>, they <TIMEX3 tid="t3" type="DATE" value="PAST_REF">erst</TIMEX3> '
        "said today.</TEXT></TimeML>",
        encoding="utf-8",
    )
    figures = benchmark.measure(benchmark.load(tmp_path)).figures()
    # three gold; found 2024 (right), May (overlaps, wrong value), today (spurious)
    assert figures["strict F1"] == pytest.approx(100 / 3, abs=0.01)
    assert figures["relaxed F1"] == pytest.approx(200 / 3, abs=0.01)
    assert figures["type F1"] == pytest.approx(200 / 3, abs=0.01)
    assert figures["value F1"] == pytest.approx(100 / 3, abs=0.01)


@pytest.mark.parametrize(("corpus", "floor"), [("TimeBank", 80.0), ("AQUAINT", 76.0)])
def test_value_f1_on_public_corpora(shared: Path, corpus: str, floor: float) -> None:
    folder = shared / "data" / "eval-only" / "tbaq" / corpus
    if not folder.is_dir():
        pytest.skip(f"{corpus} is not beside the repository")
    assert benchmark.measure(benchmark.load(folder)).figures()["value F1"] >= floor
