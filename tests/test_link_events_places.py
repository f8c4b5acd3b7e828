"""Places inside places."""

import pytest

from dragoman.link.events.places import country_of_place, detail, path, relation, usual

RELATIONS = [
    ("White House", "Washington, D.C.", "inside"),
    ("White House", "Washington", "inside"),
    ("Oval Office", "White House", "inside"),
    ("United States", "the White House", "contains"),
    ("The Hague", "Netherlands", "inside"),
    ("The Hague, Netherlands", "The Hague", "same"),
    ("Kiev", "Kyiv", "same"),
    ("Washington DC", "Washington", "same"),
    ("Department of State", "State Department", "same"),
    ("State Department", "White House", "apart"),
    ("Seoul", "Tokyo", "apart"),
    ("Seoul", "Busan", "apart"),
    ("The Hague", "Washington, D.C.", "apart"),
    ("Anchorage", "Alaska", "inside"),
    ("Houston", "Alaska", "apart"),
    ("Incheon International Airport", "Incheon", "inside"),
    ("Paris, Texas", "Paris", "apart"),
    ("Nangarhar", "Jalalabad", "unknown"),
    ("Middle East", "Riyadh", "unknown"),
    ("Four Seasons Hotel", "Riyadh", "unknown"),
    ("NATO Headquarters", "Brussels", "inside"),
    ("Brussels", "Belgium", "inside"),
    ("UN Headquarters", "New York", "inside"),
    ("Kremlin", "Russia", "inside"),
    ("Singapore", "Singapore", "same"),
]


@pytest.mark.parametrize(("left", "right", "expected"), RELATIONS)
def test_relation(left: str, right: str, expected: str) -> None:
    mirrored = {"inside": "contains", "contains": "inside"}
    assert relation(left, right) == expected
    assert relation(right, left) == mirrored.get(expected, expected)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("White House", ("United States", "Washington, D.C.", "White House")),
        ("Nusa Dua, Bali", ("Indonesia", "Bali", "Nusa Dua")),
        ("Geneva airport", ("Switzerland", "Geneva", "Geneva airport")),
        ("Middle East", ("Middle East",)),
        ("the Four Seasons Hotel", ("Four Seasons Hotel",)),
    ],
)
def test_path(place: str, expected: tuple[str, ...]) -> None:
    assert path(place) == expected


def test_detail_grows_inwards() -> None:
    assert [detail(place) for place in ("Asia", "Japan", "Tokyo", "Akasaka Palace")] == [0, 1, 2, 3]


def test_country_and_usual_form() -> None:
    assert country_of_place("Great Hall of the People") == "China"
    assert country_of_place("Black Sea") is None
    assert usual("Peking") == "Beijing"
