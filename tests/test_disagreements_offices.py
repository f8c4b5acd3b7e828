"""Offices that exclude each other, and the many pairs that do not."""

from __future__ import annotations

import pytest

from dragoman.edtf import parse_days
from dragoman.link.disagreements import Source, Tenure, Told, of_person
from dragoman.link.disagreements.offices import exclude, post
from dragoman.model import TenureStatus


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Deputy Secretary of State", "Under Secretary of State for Political Affairs"),
        ("Foreign Minister", "Deputy Foreign Minister"),
        ("President", "Vice President"),
        ("President", "Prime Minister"),
        ("Prime Minister", "Deputy Prime Minister"),
        ("Defence Minister", "Finance Minister"),
        ("Foreign Minister", "Minister of the Interior"),
        ("Ambassador to the United States", "Ambassador to Japan"),
        ("Assistant Secretary for African Affairs", "Deputy Assistant Secretary for African Affairs"),
        ("Governor", "Deputy Governor"),
    ],
)
def test_posts_that_nobody_holds_at_once(left: str, right: str) -> None:
    assert exclude(post(left), post(right))
    assert exclude(post(right), post(left))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("National Security Adviser", "National Security Advisor"),
        ("Secretary of State", "US Secretary"),
        ("trade minister", "Minister for Trade"),
        ("Secretary of State", "National Security Advisor"),
        ("Prime Minister", "leader"),
        ("Minister for Foreign Affairs", "Foreign Minister"),
        ("Vice Foreign Minister", "Deputy Foreign Minister"),
        ("First Vice Foreign Minister", "Vice Foreign Minister"),
        ("Deputy Secretary", "Deputy Secretary of State for Management and Resources"),
        ("Defence Secretary", "Secretary of War"),
        ("Minister of Economy and Finance", "Finance Minister"),
        ("Trade Minister", "Minister of Industry"),
        ("Deputy Prime Minister", "Foreign Minister"),
        ("spokesman", "deputy spokesperson"),
        ("Ambassador", "Ambassador to Japan"),
        ("Premier", "Prime Minister"),
        ("Minister", "Vice Minister of Trade"),
        ("High Representative", "Vice-President"),
        ("Under Secretary for Economic Growth, Energy, and the Environment", "Under Secretary of State"),
    ],
)
def test_posts_that_go_together(left: str, right: str) -> None:
    assert not exclude(post(left), post(right))


def _told(source: str, office: str, published: str | None, **rest: str) -> Told[Tenure]:
    status: TenureStatus = rest.pop("status", "current")  # type: ignore[assignment]
    sentence = rest.pop("sentence", f"He met {office} Lena Orsi.")
    tenure = Tenure(
        f"{source} {office}", "Lena Orsi", office, rest.pop("of", "Italy"), status, sentence, parse_days(published)
    )
    return Told(tenure, Source(source, source))


class TestPerson:
    """The tenures of one person."""

    def test_two_sources(self) -> None:
        (found,) = of_person(
            "x", [_told("A", "Foreign Minister", "2025-03-02"), _told("B", "Deputy Foreign Minister", "2025-03-03")]
        )
        assert found.slot == "office"
        assert (
            found.said == "B says that Lena Orsi is Deputy Foreign Minister, A says that Lena Orsi is Foreign Minister"
        )

    @pytest.mark.parametrize(
        "tellings",
        [
            [_told("A", "Foreign Minister", "2025-03-02"), _told("A", "Deputy Foreign Minister", "2025-03-01")],
            [_told("A", "Foreign Minister", "2025-03-02"), _told("B", "Deputy Foreign Minister", "2024-03-02")],
            [
                _told("A", "Foreign Minister", "2025-03-02"),
                _told("B", "Deputy Foreign Minister", "2025-03-02", status="former"),
            ],
            [
                _told("A", "Foreign Minister", "2025-03-20", sentence="He met the new Foreign Minister Lena Orsi."),
                _told("B", "Deputy Foreign Minister", "2025-03-02"),
            ],
            [
                _told("A", "Foreign Minister", "2025-03-02", of="Italy"),
                _told("B", "Foreign Minister", "2025-03-02", of="Malta"),
            ],
        ],
        ids=["one source corrects itself", "another year", "over", "promoted", "the country is only guessed"],
    )
    def test_no_disagreement(self, tellings: list[Told[Tenure]]) -> None:
        assert of_person("x", tellings) == ()

    def test_two_hats_that_one_source_gives(self) -> None:
        both = [_told("A", "Defence Minister", "2025-03-02"), _told("A", "Foreign Minister", "2025-03-02")]
        assert of_person("x", [*both, _told("B", "Defence Minister", "2025-03-02")]) == ()
