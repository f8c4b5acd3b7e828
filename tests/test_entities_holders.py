"""Who held an office when: successions, gaps, former and acting holders, wordings of one post."""

from __future__ import annotations

import pytest

from dragoman.edtf import days
from dragoman.link.entities import Holders, Tenure, posts_alike
from dragoman.link.entities.holders import office_key

STATE = ("Secretary of State", "United States")


def tenures(*rows: str) -> list[Tenure]:
    """Make tenures of the Secretary of State from "who status date"."""
    return [Tenure(who, *STATE, status, days(date)) for who, status, date in (row.split() for row in rows)]


SUCCESSION = tenures(
    "blinken current 2021-02-01", "blinken current 2022-03-15", "blinken current 2022-09-01",
    "blinken current 2024-12-10",
    "rubio elect 2024-11-20", "rubio current 2025-01-25", "rubio current 2025-07-07", "blinken former 2025-03-01",
)  # fmt: skip


@pytest.mark.parametrize(
    ("when", "who"),
    [
        ("2022-03-15", "blinken"),
        ("2022-06-01", "blinken"),      # between two tellings of him
        ("2022-04", "blinken"),
        ("2024-12-01", "blinken"),      # a successor who is only elected holds nothing yet
        ("2025-07-08", "rubio"),
        ("2025-04-01", "rubio"),
        ("2025-01-02", None),           # in the middle of the handover
        ("2023-11-01", None),           # too far from what documents say
        ("2020-02-01", None),
        ("2027-01-01", None),
    ],
)  # fmt: skip
def test_who_held_an_office_at_a_date(when: str, who: str | None) -> None:
    assert Holders(SUCCESSION).at(*STATE, days(when)) == who
    assert Holders(reversed(SUCCESSION)).at(*STATE, days(when)) == who


def test_an_office_is_found_by_other_wordings_and_names_of_its_country() -> None:
    held = Holders(SUCCESSION)
    assert held.at("secretary of state", "US", days("2022-03-15")) == "blinken"
    assert held.at("Foreign Minister", "United States", days("2022-03-15")) == "blinken"
    assert held.at("Deputy Secretary of State", "United States", days("2022-03-15")) is None
    assert held.at("Secretary of State", "Mexico", days("2022-03-15")) is None
    assert held.at("Secretary of State", None, days("2022-03-15")) is None
    assert office_key("U.S. Secretary of State", "United States") == office_key("secretary of state", "US")


@pytest.mark.parametrize(
    ("rows", "when", "who"),
    [
        (("a current 2025-05-01", "b current 2025-05-02"), "2025-05-01", None),            # two at one time
        (("a current 2025-05-01", "a former 2025-05-20"), "2025-05-25", None),             # he has left
        (("a current 2025-05-01", "a former 2025-05-20"), "2025-05-10", "a"),
        (("a former 2025-05-01", "b acting 2025-05-03"), "2025-05-05", "b"),
        (("a candidate 2025-05-01",), "2025-05-01", None),
        (("a current 2025-05-01", "b current 2025-06-30"), "2025-06-29", "b"),
        (("a current 2025-01-01", "b current 2025-12-30"), "2025-07-01", None),
    ],
)  # fmt: skip
def test_in_doubt_nobody_held_it(rows: tuple[str, ...], when: str, who: str | None) -> None:
    assert Holders(tenures(*rows)).at(*STATE, days(when)) == who


def test_one_wrong_reading_does_not_unseat_a_holder() -> None:
    many = [Tenure("blinken", *STATE, "current", days(f"2022-03-{day:02}")) for day in range(1, 29)]
    wrong = Tenure("kerry", *STATE, "current", days("2022-03-14"))
    assert Holders([*many, wrong]).at(*STATE, days("2022-03-14")) == "blinken"


def test_offices_that_many_hold_at_a_time_have_no_single_holder() -> None:
    held = Holders([Tenure("a", "senator", "United States", "current", days("2025-05-01"))])
    assert held.at("Senator", "United States", days("2025-05-01")) is None


def test_the_offices_of_somebody_with_their_days() -> None:
    also = Tenure("rubio", "National Security Advisor", "United States", "current", days("2025-05-03"))
    found = Holders([*SUCCESSION, also]).offices_of("rubio")
    assert [(holder.office, holder.first, holder.last, holder.documents) for holder in found] == [
        ("Secretary of State", "2025-01-25", "2025-07-07", 2),
        ("National Security Advisor", "2025-05-03", "2025-05-03", 1),
    ]


def test_wordings_of_one_post_are_learned_from_one_person_at_one_time() -> None:
    first, second = "Director of the National Security Office", "National Security Advisor"
    said = [Tenure("wi", office, "South Korea", "current", days("2025-07-07")) for office in (first, second)]
    assert posts_alike(first, second, "South Korea", said)
    assert not posts_alike(first, second, "South Korea", said[:1])
    other = Tenure("cho", second, "South Korea", "current", days("2025-07-08"))
    assert not posts_alike(first, second, "South Korea", [*said, other])
    assert posts_alike("National Security Adviser", "National Security Advisor", None, [])
