"""The gazetteer: what names stand for, in tables that carry their own examples."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import gazetteer
from dragoman.errors import DataError
from dragoman.gazetteer import countries, kind_of_office, leader_of


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("dragoman") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def _examples() -> list[tuple[str, str]]:
    rows = [row for name in ("countries", "bodies") for row in _table(name).values()]
    return [(text, name) for row in rows for text, name in row.get("examples", ())]


@pytest.mark.parametrize(("text", "name"), _examples())
def test_an_entry_is_found_in_its_example(text: str, name: str) -> None:
    assert name in {hit.entry.name for hit in gazetteer.hits(text)}


@pytest.mark.parametrize(
    ("name", "usual", "kind"),
    [
        ("ROK", "South Korea", "country"),
        ("the Republic of Korea", "South Korea", "country"),
        ("S. Korea", "South Korea", "country"),
        ("U.S.", "United States", "country"),
        ("Burma", "Myanmar", "country"),
        ("Türkiye", "Turkey", "country"),
        ("Côte d’Ivoire", "Ivory Coast", "country"),
        ("Emirati", "United Arab Emirates", "demonym"),
        ("Ukrainians", "Ukraine", "people"),
        ("Pyongyang", "North Korea", "capital"),
        ("Kyiv", "Ukraine", "capital"),
        ("Brussels", "European Union", "capital"),
        ("Kremlin", "Russia", "seat"),
        ("White House", "United States", "seat"),
        ("Blue House", "South Korea", "seat"),
        ("Downing Street", "United Kingdom", "seat"),
        ("Busan", "South Korea", "town"),
        ("Korean Peninsula", "Korean Peninsula", "region"),
        ("Great Hall of the People", "Great Hall of the People", "site"),
        ("U.N.", "United Nations", "body"),
        ("Association of Southeast Asian Nations", "ASEAN", "body"),
        ("UNITED STATES", "United States", "country"),
    ],
)
def test_a_name_leads_to_the_usual_one(name: str, usual: str, kind: str) -> None:
    entry = gazetteer.lookup(name)
    assert entry is not None
    assert (entry.name, entry.kind) == (usual, kind)


@pytest.mark.parametrize("name", ["Wi Sung-lac", "the", "", "us", "who", "Freedonia"])
def test_other_words_lead_nowhere(name: str) -> None:
    assert gazetteer.lookup(name) is None
    assert gazetteer.country_of(name) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Seoul-Washington talks", ["Seoul", "Washington"]),
        ("Korea-U.S. alliance", ["Korea", "U.S."]),
        ("the U.N. Security Council met", ["U.N. Security Council"]),
        ("South Korean and North Korean envoys", ["South Korean", "North Korean"]),
        ("the South Korean side", ["South Korean"]),
        ("Nigerian troops near Niger", ["Nigerian", "Niger"]),
        ("Romania and Oman", ["Romania", "Oman"]),
        ("let us talk", []),
    ],
)
def test_the_longest_name_wins_at_word_boundaries(text: str, found: list[str]) -> None:
    assert [text[hit.span.start : hit.span.end] for hit in gazetteer.hits(text)] == found


def test_every_country_has_a_code_of_its_own_and_knows_its_names() -> None:
    names = gazetteer.countries()
    assert len(names) > 195
    assert len({gazetteer.code_of(name) for name in names}) == len(names)
    assert all(gazetteer.country_of(name) == name for name in names)
    assert gazetteer.demonyms_of("South Korea")[0] == "South Korean"


def test_the_tables_have_no_unknown_keys() -> None:
    countries = {key for row in _table("countries").values() for key in row}
    bodies = {key for row in _table("bodies").values() for key in row}
    assert countries <= {"code", "names", "demonyms", "capitals", "seats", "towns", "examples"}
    assert bodies <= {"names", "country", "capitals", "examples"}
    assert {row["country"] for row in _table("bodies").values() if "country" in row} <= set(gazetteer.countries())


def test_a_missing_list_is_a_data_error() -> None:
    with pytest.raises(DataError, match="no list nowhere"):
        gazetteer.word_list("offices", "nowhere")
    with pytest.raises(DataError, match="cannot be read"):
        gazetteer.word_list("no-such-table", "heads")


@given(st.text(alphabet="SeoulWashingtonU.N'’- \né한", max_size=80))
def test_hits_are_in_order_and_lie_in_the_text(text: str) -> None:
    found = gazetteer.hits(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(gazetteer.lookup(text[hit.span.start : hit.span.end]) == hit.entry for hit in found)


@pytest.mark.parametrize(
    ("name", "year", "country"),
    [
        ("Putin", None, "Russia"), ("Keir Starmer", 2025, "United Kingdom"), ("Keir Starmer", 1999, None),
        ("May", 2017, None), ("Theresa May", 2017, "United Kingdom"), ("Ellen Ward", 2020, None),
    ],
)  # fmt: skip
def test_a_leader_is_known_by_the_name_in_the_right_years(name: str, year: int | None, country: str | None) -> None:
    assert leader_of(name, year) == country


@pytest.mark.parametrize(
    ("office", "kind"),
    [("Secretary of State", "foreign minister"), ("defence secretary", "defense minister"), ("mayor", None)],
)
def test_offices_of_one_kind(office: str, kind: str | None) -> None:
    assert kind_of_office(office) == kind


def test_the_leaders_are_of_countries_that_the_tables_know() -> None:
    assert set(_table("leaders")["by_country"]) <= set(countries())
