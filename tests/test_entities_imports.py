"""Entities from FollowTheMoney and Wikidata: names, countries and offices, and lines that cannot be read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import gazetteer
from dragoman.edtf import Days
from dragoman.link.entities import EntityMatcher, known_names, profile_key, read_known, with_known
from dragoman.link.entities.tables import table
from dragoman.link.nodes import Held, Profile


def wikidata(id: str, label: str, aliases: tuple[str, ...] = (), **claims: list[object]) -> str:
    rows = {key: [_claim(value) for value in values] for key, values in claims.items()}
    others = {"en": [{"value": alias} for alias in aliases]}
    return json.dumps({"id": id, "labels": {"en": {"value": label}}, "aliases": others, "claims": rows})


def _claim(value: object) -> dict[str, object]:
    target, since, until = value if isinstance(value, tuple) else (value, None, None)
    times = {"P580": since, "P582": until}
    qualifiers = {
        key: [{"datavalue": {"value": {"time": f"+{time}T00:00:00Z", "precision": 11}}}]
        for key, time in times.items()
        if time
    }
    return {"rank": "normal", "mainsnak": {"datavalue": {"value": {"id": target}}}, "qualifiers": qualifiers}


def money(id: str, schema: str, **properties: list[str]) -> str:
    return json.dumps({"id": id, "schema": schema, "properties": properties})


def test_wikidata_persons_have_aliases_country_and_offices() -> None:
    held = ("Q2", "1928-10-10", "1931-12-15")
    lines = [
        "[",
        wikidata("Q1", "Chiang Kai-shek", ("Jiang Jieshi",), P31=["Q5"], P27=["Q865"], P39=[held]) + ",",
        wikidata("Q2", "Chairman of the National Government", P31=["Q4164871"]),
        wikidata("Q3", "a river", P31=["Q4022"]),
        "]",
    ]
    entities, unreadable = read_known(lines)
    assert not unreadable
    [chiang] = entities
    assert (chiang.label, chiang.names, chiang.country) == ("person", ("Chiang Kai-shek", "Jiang Jieshi"), "Taiwan")
    period = Days("1928-10-10", "1931-12-15")
    assert chiang.offices == (Held("Chairman of the National Government", "Taiwan", "current", period),)


def test_followthemoney_has_offices_before_or_after_their_holders() -> None:
    lines = [
        money("o1", "Occupancy", holder=["p1"], post=["x1"], startDate=["2020-05"], endDate=["2021"]),
        money("p1", "Person", name=["Jane Doe"], alias=["Janet Doe", "Jane Doe"], nationality=["fr"]),
        money("x1", "Position", name=["Minister of Finance"], country=["fr"]),
        money("c1", "Company", name=["Doe Shipping Ltd"], jurisdiction=["gb"]),
        money("v1", "Vessel", name=["MV Doe"]),
    ]
    entities, unreadable = read_known(lines)
    assert not unreadable
    assert [(known.id, known.label, known.names, known.country) for known in entities] == [
        ("c1", "organisation", ("Doe Shipping Ltd",), "United Kingdom"),
        ("p1", "person", ("Jane Doe", "Janet Doe"), "France"),
    ]
    assert entities[1].offices == (Held("Minister of Finance", "France", "current", Days("2020-05-01", "2021-12-31")),)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[1]", "no JSON object"),
        ('{"schema": "Person"}', "an entity without an id"),
        ('{"id": "x"}', "neither an entity of FollowTheMoney nor of Wikidata"),
        ('{"id": "x", "schema": "Person"}', "an entity without properties"),
        ('{"id": "x", "schema": "Person", "properties": {"name": "Jane"}}', "an entity without a name"),
    ],
)
def test_lines_that_cannot_be_read_are_told_by_number(line: str, reason: str) -> None:
    entities, unreadable = read_known(["", line])
    assert not entities
    assert [(row.line, row.reason) for row in unreadable] == [(2, reason)]


KEYS = st.sampled_from(["id", "value", "en", "mainsnak", "P39", "time", "name", "datavalue", "qualifiers", "P580"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(JSON, JSON, JSON, st.sampled_from(["Person", "Occupancy", "Position", None]))
def test_nothing_in_a_line_makes_reading_fail(labels: object, claims: object, rest: object, schema: str | None) -> None:
    record = {"id": "x", "labels": labels, "claims": claims, "aliases": rest, "properties": rest, "schema": schema}
    entities, unreadable = read_known([json.dumps(record)])
    assert len(entities) + len(unreadable) <= 1


def profile(name: str, country: str | None = None) -> Profile:
    key = profile_key("person", name, country)
    return Profile(key.id, "person", name, country)


def test_profiles_with_names_of_one_known_entity_are_one() -> None:
    line = wikidata("Q1", "Chiang Kai-shek", ("Jiang Jieshi", "Chiang"), P31=["Q5"], P27=["Q865"])
    entities, _ = read_known([line])
    names, by_id = known_names(entities), {known.id: known for known in entities}
    one, other = (with_known(profile(name, "Taiwan"), names, by_id) for name in ("Chiang Kai-shek", "Jiang Jieshi"))
    matcher = EntityMatcher()
    assert matcher.compare(profile("Chiang Kai-shek"), profile("Jiang Jieshi")).judgement == "different"
    assert set(matcher.keys(one)) & set(matcher.keys(other)) == {"person:Q1"}
    assert matcher.compare(one, other).judgement == "same"
    assert with_known(profile("Chiang", "Taiwan"), names, by_id).known == ()
    assert with_known(profile("Jiang Jieshi", "China"), names, by_id).known == ()


def test_a_name_of_several_known_entities_gives_no_offices() -> None:
    lines = [wikidata(f"Q{n}", "John Smith", P31=["Q5"], P39=["Q9"]) for n in (1, 2)] + [wikidata("Q9", "mayor")]
    entities, _ = read_known(lines)
    found = with_known(profile("John Smith"), known_names(entities), {known.id: known for known in entities})
    assert found.known == ("Q1", "Q2")
    assert found.offices == ()


def test_codes_of_countries_lead_to_names_of_the_gazetteer() -> None:
    known = table("known")
    assert {*known["alpha2"].values(), *known["wikidata"]["countries"].values()} <= set(gazetteer.countries())
