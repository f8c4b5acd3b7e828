"""Independent sources of copy clusters, and the differences of versions."""

from __future__ import annotations

from itertools import permutations

import pytest

from dragoman.edtf import Days
from dragoman.link.nodes import DocumentNode
from dragoman.link.sources import Change, Source, changes, origin, source_of


def page(name: str, outlet: str | None = None, agency: str | None = None, day: str | None = None) -> DocumentNode:
    published = Days(day, day) if day else None
    return DocumentNode(name, ("Envoys met.",), outlet=outlet, agency=agency, published=published)


AP, COURIER = Source("AP", "agency"), Source("The Courier", "outlet")


@pytest.mark.parametrize(
    ("documents", "source", "first"),
    [
        ([page("a", "The Courier", "AP", "2025-07-08"), page("b", "The Ledger", None, "2025-07-07")], AP, "a"),
        ([page("a", "The Courier", "AP", "2025-07-07"), page("b", "AP", "AP", "2025-07-08")], AP, "b"),
        ([page("a", "The Courier", None, "2025-07-08"), page("b", "The Ledger", None, "2025-07-09")], COURIER, "a"),
        ([page("a", "The Ledger"), page("b", "The Courier", None, "2025-07-09")], COURIER, "b"),
        ([page("b", None, None, "2025-07-08")], Source("b", "document"), "b"),
        (
            [page("a", None, "Reuters", "2025-07-07"), page("b", "X", "AP", "2025-07-08"), page("c", "Y", "AP")],
            AP,
            "b",
        ),
    ],
)
def test_one_cluster_has_one_source_whatever_the_order(
    documents: list[DocumentNode], source: Source, first: str
) -> None:
    for order in permutations(documents):
        assert source_of(order) == {document.id: source for document in documents}
        assert origin(order).id == first


def test_two_own_reports_of_one_outlet_are_one_source() -> None:
    [one], [other] = (list(source_of([page(name, outlet)]).values()) for name, outlet in
                      (("a", "The Korea Herald"), ("b", "korea  herald")))  # fmt: skip
    assert one.id == other.id


def test_documents_of_unknown_outlet_are_sources_of_their_own() -> None:
    assert source_of([page("a")])["a"].id != source_of([page("b")])["b"].id


def test_an_agency_read_at_first_hand_is_the_same_source_as_its_copies() -> None:
    own, printed = source_of([page("a", "Yonhap")])["a"], source_of([page("b", "The Courier", "Yonhap")])["b"]
    assert own.id == printed.id


def test_nothing_has_no_source() -> None:
    assert source_of([]) == {}
    with pytest.raises(ValueError, match="at least one"):
        origin([])


BEFORE = (
    "Tariffs of 25 percent take effect on August 1.",
    "Envoy Kim left for Washington on Monday.",
    "Talks are to go on at the end of the month in Geneva.",
)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (BEFORE, ()),
        (("TARIFFS of 25 percent take effect on August 1 ...", *BEFORE[1:]), ()),
        ((BEFORE[0] + " " + BEFORE[1], BEFORE[2]), ()),
        (BEFORE[:2], (Change("removed", BEFORE[2], None),)),
        (BEFORE[1:], (Change("removed", BEFORE[0], None),)),
        ((*BEFORE, "The ministry declined to comment."), (Change("added", None, "The ministry declined to comment."),)),
        (
            (BEFORE[0].replace("25", "35"), *BEFORE[1:]),
            (Change("changed", BEFORE[0], BEFORE[0].replace("25", "35")),),
        ),
        (
            (BEFORE[0], "Officials would not say why the trip was put off.", BEFORE[2]),
            (
                Change("removed", BEFORE[1], None),
                Change("added", None, "Officials would not say why the trip was put off."),
            ),
        ),
    ],
)
def test_changes_of_a_version(after: tuple[str, ...], expected: tuple[Change, ...]) -> None:
    assert changes(BEFORE, after) == expected


def test_changes_turned_round() -> None:
    """What one text has more than the other is added one way and removed the other way."""
    after = (BEFORE[0].replace("25", "35"), BEFORE[1])
    there, back = changes(BEFORE, after), changes(after, BEFORE)
    assert {change.kind for change in there} == {"changed", "removed"}
    assert {change.kind for change in back} == {"changed", "added"}


def test_a_change_in_words() -> None:
    assert str(Change("added", None, "New.")) == "added: New."
    assert str(Change("changed", "Old.", "New.")) == "changed: Old. → New."
