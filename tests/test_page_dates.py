"""Dates of publication: every way of writing them, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.page.dates import Evidence, PageDates, day_order, first_published, is_date_line, published_from

NONE = PageDates()
DAY = PageDates("2031-07-10")
MOMENT = PageDates("2031-07-10T11:20:00+09:00")

WRITTEN = [
    ("2031-07-08", "2031-07-08", None),
    ("2031-07-08T14:03:22+09:00", "2031-07-08", "2031-07-08T14:03:22+09:00"),
    ("2031-07-08 14:03:22.123+0900", "2031-07-08", "2031-07-08T14:03:22+09:00"),
    ("2031.07.08 14:03", "2031-07-08", "2031-07-08T14:03"),
    ("2031/7/8", "2031-07-08", None),
    ("2031년 7월 8일", "2031-07-08", None),
    ("2031年7月8日", "2031-07-08", None),
    ("July 8, 2031", "2031-07-08", None),
    ("Jul. 8, 2031", "2031-07-08", None),
    ("8 Jul 2031 14:03 KST", "2031-07-08", "2031-07-08T14:03+09:00"),
    ("8th of July 2031", "2031-07-08", None),
    ("08-Jul-2031", "2031-07-08", None),
    ("Tuesday, July 8, 2031, 2:03 p.m. EDT", "2031-07-08", "2031-07-08T14:03-04:00"),
    ("July 8, 2031 at 12 am", "2031-07-08", "2031-07-08T00:00"),
    ("03:44 PM EDT Jul 8, 2031", "2031-07-08", "2031-07-08T15:44-04:00"),
    ("14:03, 8 July 2031", "2031-07-08", "2031-07-08T14:03"),
    ("July 8, 2031 | 14:03 (GMT+9)", "2031-07-08", "2031-07-08T14:03+09:00"),
    ("8. Juli 2031, 14:03 Uhr", "2031-07-08", "2031-07-08T14:03"),
    ("8 juillet 2031", "2031-07-08", None),
    ("8 de julio de 2031", "2031-07-08", None),
    ("8 luglio 2031", "2031-07-08", None),
    ("8 июля 2031", "2031-07-08", None),
    ("July 2031", "2031-07", None),
    ("Published: July 8, 2031 | Updated: July 9, 2031", "2031-07-08", None),
    ("Updated: July 9, 2031 | Published: July 8, 2031", "2031-07-08", None),
    ("Last updated July 9, 2031", "2031-07-09", None),
    ("21-06-2031", "2031-06-21", None),
    ("06-21-2031", "2031-06-21", None),
    ("08.08.2031", "2031-08-08", None),
    ("08-07-2031", "2031-07-08/2031-08-07", None),
]


@pytest.mark.parametrize(("raw", "edtf", "instant"), WRITTEN)
def test_written_dates(raw: str, edtf: str, instant: str | None) -> None:
    published = published_from(raw, "page", NONE)
    assert published is not None
    assert (published.edtf, published.instant, published.known_from) == (edtf, instant, "page")


@pytest.mark.parametrize(
    ("raw", "kind", "edtf", "instant"),
    [
        ("Tue, 08 Jul 2031 23:30:00 GMT", "feed", "2031-07-08", "2031-07-08T23:30:00+00:00"),
        ("20310708T140300Z", "metadata", "2031-07-08", "2031-07-08T14:03:00+00:00"),
        ("20310708", "metadata", "2031-07-08", None),
        ("1941286980", "metadata", "2031-07-08", "2031-07-08T14:23:00+00:00"),
        ("2031-07", "metadata", "2031-07", None),
        ("2031", "metadata", "2031", None),
        ("https://kesh.example/2031/07/08/strait-1234.html", "url", "2031-07-08", None),
        ("https://kesh.example/news/20310708", "url", "2031-07-08", None),
        ("https://kesh.example/news/2031-07-08-strait", "url", "2031-07-08", None),
    ],
)
def test_machine_written_dates(raw: str, kind: Evidence, edtf: str, instant: str | None) -> None:
    published = published_from(raw, kind, NONE)
    assert published is not None
    assert (published.edtf, published.instant, published.known_from) == (edtf, instant, kind)


@pytest.mark.parametrize(
    ("raw", "page", "edtf", "instant"),
    [
        ("17 hours ago", MOMENT, "2031-07-09", "2031-07-09T18+09:00"),
        ("time4 hours ago", MOMENT, "2031-07-10", "2031-07-10T07+09:00"),
        ("39 minutes ago", MOMENT, "2031-07-10", "2031-07-10T10:41+09:00"),
        ("an hour ago", MOMENT, "2031-07-10", "2031-07-10T10+09:00"),
        ("17h", MOMENT, "2031-07-09", "2031-07-09T18+09:00"),
        ("17 hours ago", DAY, "2031-07-09/2031-07-10", None),
        ("24 hours ago", DAY, "2031-07-09", None),
        ("39 minutes ago", DAY, "2031-07-10", None),
        ("2 days ago", DAY, "2031-07-08", None),
        ("3 weeks ago", DAY, "2031-06-13/2031-06-19", None),
        ("8 months ago", DAY, "2030-11", None),
        ("a year ago", DAY, "2030", None),
        ("vor 3 Tagen", DAY, "2031-07-07", None),
        ("hace 2 días", DAY, "2031-07-08", None),
        ("il y a 3 heures", MOMENT, "2031-07-10", "2031-07-10T08+09:00"),
        ("3시간 전", MOMENT, "2031-07-10", "2031-07-10T08+09:00"),
        ("Yesterday at 14:03", DAY, "2031-07-09", "2031-07-09T14:03"),
        ("Today", DAY, "2031-07-10", None),
        ("Jul 8", DAY, "2031-07-08", None),
        ("Dec 31", PageDates("2031-01-02"), "2030-12-31", None),
    ],
)
def test_dates_counted_back_from_the_collection(raw: str, page: PageDates, edtf: str, instant: str | None) -> None:
    published = published_from(raw, "page", page)
    assert published is not None
    assert (published.edtf, published.instant, published.known_from) == (edtf, instant, "relative")


@pytest.mark.parametrize("raw", ["17 hours ago", "Yesterday", "Jul 8", "2 days ago"])
def test_nothing_to_count_back_from(raw: str) -> None:
    assert published_from(raw, "page", NONE) is None


@pytest.mark.parametrize(
    ("raw", "page"),
    [("2031-13-01", NONE), ("2031-02-30", NONE), ("30 Feb 2031", NONE), ("9999-01-01", NONE), ("0031-07-08", NONE),
     ("13-13-2031", NONE), ("2032-07-08", MOMENT), ("August 1, 2031", DAY), ("9999 years ago", DAY), ("", NONE),
     ("no date", DAY), ("Room 2031", NONE), ("12/2031/5", NONE)],
)  # fmt: skip
def test_nonsense_is_refused(raw: str, page: PageDates) -> None:
    assert published_from(raw, "page", page) is None


def test_future_of_the_collection_decides_the_order_of_a_day() -> None:
    published = published_from("08-07-2031", "page", DAY)
    assert published is not None
    assert published.edtf == "2031-07-08"


@pytest.mark.parametrize(
    ("text", "order"),
    [("27-05-2031 and 11-06-2031", "day-first"), ("05/27/2031", "month-first"), ("11-06-2031", None), ("", None),
     ("27-05-2031 and 05-27-2031", None), ("32-05-2031", None), ("1.27-05-2031", None)],
)  # fmt: skip
def test_order_that_a_page_proves(text: str, order: str | None) -> None:
    assert day_order(text) == order
    published = published_from("04-03-2031", "page", PageDates.of(text, None))
    assert published is not None
    assert published.edtf == {"day-first": "2031-03-04", "month-first": "2031-04-03"}.get(
        order or "", "2031-03-04/2031-04-03"
    )


def test_first_whole_day_outranks_less() -> None:
    evidence: list[tuple[str | None, Evidence]] = [(None, "url"), ("no date", "page"), ("July 2031", "page")]
    month = first_published(evidence, NONE)
    day = first_published([*evidence, ("2031-07-08", "text")], NONE)
    assert month is not None
    assert day is not None
    assert (month.edtf, day.edtf, day.known_from) == ("2031-07", "2031-07-08", "text")
    assert first_published([], NONE) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [("July 8, 2031", True), ("Published: July 8, 2031 14:03 KST", True), ("Last updated 2 hours ago", True),
     ("10:32", True), ("12:45 GMT", True), ("Updated 10:00 a.m. ET, July 9, 2031", True),
     ("입력 2031.07.08 14:03", True), ("an hour ago", True), ("8. Juli 2031, 14:03 Uhr", True),
     ("July 8 deadline", False), ("In July 2031 talks", False), ("25", False),
     ("Kesh Daily17 hours ago", False), ("March", False), ("Ministers meet on July 8, 2031", False), ("2031", False)],
)  # fmt: skip
def test_lines_that_are_only_a_date(line: str, expected: bool) -> None:
    assert is_date_line(line) is expected


@given(st.text(max_size=80), st.sampled_from(["page", "metadata", "url", "feed"]), st.sampled_from([NONE, DAY, MOMENT]))
@settings(max_examples=300, deadline=None)
def test_any_string_gives_a_plausible_date_or_none(raw: str, kind: Evidence, page: PageDates) -> None:
    published = published_from(raw, kind, page)
    assert published is None or published.edtf[:4].isdecimal()
    assert is_date_line(raw) in (True, False)


DATE_LIKE = r"[0-9]{1,5}[ :./-]{1,2}(Jul|may|[0-9]{1,3})[ ./-]{0,2}[0-9]{0,13}( [ap]m| ago| hours ago)?"


@given(st.from_regex(DATE_LIKE, fullmatch=True))
@settings(max_examples=300, deadline=None)
def test_date_like_strings_never_raise(raw: str) -> None:
    for page in (NONE, DAY, MOMENT, PageDates("nonsense"), PageDates("2031-99-99T00:00:00")):
        published = published_from(raw, "page", page)
        assert published is None or 1700 <= int(published.edtf[:4]) <= 2100
