"""Profiles to entities: what the seeds ask for, names of one part, ambiguity, and the order of arrival."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from dragoman.link.entities import aliases, displayed_name, profile_key
from dragoman.link.nodes import Profile
from dragoman.link.settle import settle
from entity_profiles import MATCHER, judged, profile


def clustered(profiles: list[Profile]) -> list[frozenset[str]]:
    """Return the clusters of profiles: block, compare, leave open what is contested, settle."""
    nodes = {node.id: node for node in profiles}
    blocks = defaultdict(set)
    for node in profiles:
        for key in MATCHER.keys(node):
            blocks[key].add(node.id)
    pairs = {pair for block in blocks.values() for pair in combinations(sorted(block), 2)}
    same = {(a, b) for a, b in pairs if MATCHER.compare(nodes[a], nodes[b]).judgement == "same"}
    same -= MATCHER.contested(nodes, same)
    return settle(nodes, same, {}, MATCHER)


def linked(profiles: list[Profile]) -> list[set[str]]:
    """Return the names in each cluster."""
    names = {node.id: node.name for node in profiles}
    return sorted(({names[node] for node in group} for group in clustered(profiles)), key=sorted)


def links(shared: Path) -> dict[str, list[list[str]]]:
    return json.loads((shared / "gold" / "links-seeds.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


PEOPLE = {
    "Wi": ("South Korea", "National Security Advisor, South Korea"),
    "Lee": ("South Korea", "President, South Korea"),
    "Rubio": ("United States", "Secretary of State, United States"),
    "Hooker": ("United States", "Under Secretary of State, United States"),
    "Trump": ("United States", "President, United States"),
    "Rutte": ("", "Secretary General, NATO"),
}
TITLES = ("National Security Advisor ", "National Security Adviser ", "Secretary General ", "Secretary ", "President ")


def told(form: str) -> Profile:
    """Make the profile that a document of 2025 gives for a name with its title ("Secretary Rubio") or without."""
    title = next((title for title in TITLES if form.startswith(title)), "")
    name = form.removeprefix(title)
    country, office = next(PEOPLE[part] for part in name.split() if part in PEOPLE)
    if title:
        office = f"{title.strip()},{office.partition(',')[2]}"
    return profile(f"{name} | {country} | {office} | 2025")


def test_the_same_entities_of_the_seeds_are_one(shared: Path) -> None:
    for forms in links(shared)["same_entity"]:
        assert len(linked([told(form) for form in forms])) == 1


def test_the_different_entities_of_the_seeds_stay_apart(shared: Path) -> None:
    for left, right in links(shared)["different_entities"]:
        if left == "South Korea":
            keys = [profile_key("country", name, name).id for name in (left, right)]
            assert keys[0] != keys[1]
        else:
            assert judged(f"{left} | South Korea | | 2025", f"{right} | South Korea | | 2025") == "different"


def test_a_name_of_one_part_never_joins_two_persons() -> None:
    several = [
        profile("Kim Moon-soo | South Korea | Labor Minister, South Korea | 2025"),
        profile("Kim Min-seok | South Korea | Prime Minister, South Korea | 2025"),
        profile("Kim | South Korea | Prime Minister, South Korea | 2025"),
        profile("Kim | South Korea | | 2025"),
    ]
    assert linked(several) == [{"Kim"}, {"Kim", "Kim Min-seok"}, {"Kim Moon-soo"}]


def test_a_name_that_fits_two_persons_stays_apart() -> None:
    several = [
        profile("Bob Donfried | United States | Special Envoy, United States | 2022"),
        profile("Karen Donfried | United States | Special Envoy, United States | 2022"),
        profile("Donfried | United States | Special Envoy, United States | 2022"),
    ]
    assert linked(several) == [{"Bob Donfried"}, {"Donfried"}, {"Karen Donfried"}]
    assert linked(several[1:]) == [{"Donfried", "Karen Donfried"}]


def test_homonyms_in_two_countries_are_not_joined_by_one_of_no_country() -> None:
    several = [
        profile("John Smith | United States | senator, United States | 2020"),
        profile("John Smith | United Kingdom | minister, United Kingdom | 2020"),
        profile("John Smith | | | 2020"),
    ]
    assert len(linked(several)) == 3
    known_well = replace(several[0], documents=30)
    assert sorted(map(len, clustered([known_well, *several[1:]]))) == [1, 2]
    assert len(linked(several[1:])) == 1


def test_former_and_present_holders_of_one_family_name_stay_apart() -> None:
    former = profile_key("person", "Lee", "South Korea", "President", 2025, status="former")
    assert former.id != profile_key("person", "Lee", "South Korea", "President", 2025, status="current").id
    assert former.office == "former president"


def test_a_leader_known_by_the_family_name_alone_needs_no_office() -> None:
    several = [
        profile("Donald Trump | United States | President, United States | 2025"),
        profile("Melania Trump | United States | first lady, United States | 2025"),
        profile("Trump | United States | | 2025"),
    ]
    assert linked(several) == [{"Donald Trump", "Trump"}, {"Melania Trump"}]


ARRIVING = """
Lee Jae-myung | South Korea | President, South Korea | 2025
Lee Jae Myung | | | 2025
Yi Jae-myung | South Korea
Lee | South Korea | President, South Korea | 2025
Lee | South Korea | | 2025
Lee Jong-seok | South Korea | | 2025
Lee Hsien Loong | Singapore | Prime Minister, Singapore | 2021
Lee | Singapore | Prime Minister, Singapore | 2021
Wi Sung-lac | South Korea | National Security Advisor, South Korea | 2025
Wi | South Korea | National Security Adviser, South Korea | 2025
Wi Sung-rak | | | 2025
Wendy Sherman | United States | Deputy Secretary of State, United States | 2021
Sherman | United States | Deputy Secretary, United States | 2021
Wendy R. Sherman | United States
John Sherman | United States
"""


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_arrival_does_not_matter(seed: int) -> None:
    several = [profile(side) for side in ARRIVING.strip().splitlines()]
    expected = linked(several)
    random.Random(seed).shuffle(several)
    assert linked(several) == expected
    assert {"Lee Hsien Loong", "Lee"} in expected
    assert {"Wendy Sherman", "Wendy R. Sherman", "Sherman"} in expected


def test_the_name_of_an_entity_is_the_full_name_that_documents_use_most() -> None:
    several = [
        Profile("1", "person", "Blinken", documents=90),
        Profile("2", "person", "Antony Blinken", documents=40),
        Profile("3", "person", "ANTONY J. BLINKEN", documents=60),
        Profile("4", "person", "Tony Blinken", documents=3),
    ]
    assert displayed_name(several) == displayed_name(reversed(several)) == "Antony Blinken"
    assert aliases(several) == ("Tony Blinken", "ANTONY J. BLINKEN", "Blinken")
    with pytest.raises(ValueError, match="at least one profile"):
        displayed_name([])
