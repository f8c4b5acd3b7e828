"""Names of bodies and of posts: what is one, what needs a country, and that no country's body is another's."""

from __future__ import annotations

import pytest

from dragoman.link.entities import EntityMatcher, bound_to_document, profile_key
from dragoman.link.entities.bodies import body_name, needs_country
from dragoman.link.entities.posts import Likeness, alike, post
from dragoman.link.nodes import Profile

MATCHER = EntityMatcher()


def body(name: str, country: str | None = None) -> Profile:
    key = profile_key("organisation", name, country)
    return Profile(key.id, "organisation", name, key.country)


def judged(left: Profile, right: Profile) -> str:
    if left.id == right.id:
        return "same"
    if set(MATCHER.keys(left)).isdisjoint(MATCHER.keys(right)):
        return "different"
    return MATCHER.compare(left, right).judgement


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("State Department", None), ("Department of State", "United States")),
        (("U.S. Department of State", None), ("State Department", None)),
        (("Foreign Ministry", "Japan"), ("Ministry of Foreign Affairs", "Japan")),
        (("Japanese Foreign Ministry", None), ("Ministry of Foreign Affairs", "Japan")),
        (("Russia's Foreign Ministry", None), ("Foreign Ministry of Russia", "Russia")),
        (("Defence Ministry", "India"), ("Ministry of Defense", "India")),
        (("Ministry of National Defense", "South Korea"), ("Defense Ministry", "South Korea")),
        (("Samsung Electronics Co.", "South Korea"), ("Samsung Electronics", None)),
        (("Hanwha Ocean Co., Ltd.", None), ("Hanwha Ocean", "South Korea")),
        (("Pentagon", None), ("Department of Defense", "United States")),
        (("OAS", None), ("Organization of American States", None)),
        (("NATO", None), ("North Atlantic Treaty Organization", None)),
        (("US Navy", "United States"), ("Navy", "United States")),
        (("Economic Policy Consultative Committee", None), ("EPCC", None)),
        (("Family Reunification Parole (CFRP) Program", None), ("CFRP", None)),
        (("Human Rights Watch", None), ("of Human Rights Watch", None)),
        (("World Health Organisation", None), ("World Health Organization", None)),
        (("the Security Council", None), ("UN Security Council", None)),
    ],
)
def test_names_of_one_body(left: tuple[str, str | None], right: tuple[str, str | None]) -> None:
    assert judged(body(*left), body(*right)) == "same"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("Foreign Ministry", "Japan"), ("Foreign Ministry", "China")),
        (("National Assembly", "South Korea"), ("National Assembly", "Venezuela")),
        (("Ministry of Defense", "Ukraine"), ("Ministry of Defense", "Russia")),
        (("Democratic Party", "South Korea"), ("Democratic Party", "United States")),
        (("Foreign Ministry", "Japan"), ("Defense Ministry", "Japan")),
        (("Samsung Electronics", None), ("Samsung Heavy Industries", None)),
        (("Bank of Korea", "South Korea"), ("Bank of Japan", "Japan")),
        (("Partnership for Public Service", None), ("Patrol Police Service", None)),
        (("Supreme Court", "United States"), ("Supreme Court", "Brazil")),
    ],
)
def test_names_of_two_bodies(left: tuple[str, str | None], right: tuple[str, str | None]) -> None:
    assert judged(body(*left), body(*right)) == "different"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("Presidential Office", None), ("Presidential Office", "South Korea")),
        (("NSF", None), ("National Science Foundation", None)),
    ],
)
def test_bodies_that_stay_apart_in_doubt(left: tuple[str, str | None], right: tuple[str, str | None]) -> None:
    assert MATCHER.compare(body(*left), body(*right)).judgement == "unsure"


@pytest.mark.parametrize(
    ("name", "needed"),
    [("Foreign Ministry", True), ("Presidential Office", True), ("NATO", False), ("State Department", False),
     ("Russian Foreign Ministry", False), ("Samsung Electronics", False), ("Security Council", False)],
)  # fmt: skip
def test_names_that_need_a_country(name: str, needed: bool) -> None:
    assert needs_country(name) is needed


@pytest.mark.parametrize(
    ("label", "name", "country", "bound"),
    [
        ("people", "two sides", None, True),
        ("people", "Koreans", "South Korea", False),
        ("office", "leader", None, True),
        ("office", "Secretary of State", "United States", False),
        ("office", "NATO Secretary General", None, False),
        ("organisation", "Foreign Ministry", None, True),
        ("organisation", "Foreign Ministry", "Japan", False),
        ("person", "Marco Rubio", None, False),
        ("person", "xie xie", None, True),
        ("country", "Japan", "Japan", False),
    ],
)
def test_names_that_mean_something_only_in_their_document(label, name, country, bound) -> None:  # type: ignore[no-untyped-def]
    assert bound_to_document(label, name, country) is bound
    assert not bound or not list(MATCHER.keys(Profile("x", label, name, country, document="d")))


@pytest.mark.parametrize(
    ("office", "usual"),
    [
        ("U.S. Secretary of State", "foreign minister"),
        ("Minister for Foreign Affairs", "foreign minister"),
        ("External Affairs Minister", "foreign minister"),
        ("National Security Adviser", "national security advisor"),
        ("new South Korean president", "president"),
        ("acting defence minister", "defense minister"),
        ("Secretary-General", "secretary general"),
        ("SECRETARY OF THE TREASURY", "finance minister"),
        ("Gov.", "governor"),
        ("President of the Republic of Korea", "president"),
        ("Ambassador of South Korea to Japan", "ambassador to japan"),
    ],
)
def test_usual_wordings_of_posts(office: str, usual: str) -> None:
    assert post(office) == usual


@pytest.mark.parametrize(
    ("left", "right", "likeness"),
    [
        ("National Security Advisor", "National Security Adviser", "same"),
        ("Secretary", "Secretary of State", "vaguer"),
        ("Minister", "Foreign Minister", "vaguer"),
        ("President", "Vice President", "other"),
        ("Deputy Secretary of State", "Under Secretary of State for Political Affairs", "other"),
        ("Secretary of State", "Deputy Secretary of State", "other"),
        ("Foreign Minister", "Defense Minister", "other"),
        ("Prime Minister", "President", "other"),
        ("Special Envoy", "Special Envoy for Yemen", "vaguer"),
    ],
)
def test_posts_beside_each_other(left: str, right: str, likeness: Likeness) -> None:
    assert alike(left, right) == likeness
    assert alike(right, left) == likeness


def test_offices_places_and_countries_are_one_by_name_and_country() -> None:
    office = profile_key("office", "Secretary of State", "United States").id
    assert office == profile_key("office", "U.S. Secretary of State", "United States").id
    assert office != profile_key("office", "Secretary of State", "Mexico").id
    nato = profile_key("office", "Secretary General of NATO", None).id
    assert nato == profile_key("office", "Secretary-General", "NATO").id
    assert body_name("ROK Foreign Ministry", None) == ("foreignministry", "South Korea")
    here, there = (Profile(country, "place", "Georgetown", country) for country in ("Guyana", "United States"))
    nowhere = Profile("n", "place", "Georgetown", None)
    assert MATCHER.compare(here, there).judgement == "different"
    assert MATCHER.compare(here, nowhere).judgement == "same"
