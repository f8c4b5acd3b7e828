"""Stories: which events belong together, how a story is named, what turns it and which documents belong."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.edtf import Days, days
from dragoman.link.engine import Run, update
from dragoman.link.layers import STORIES
from dragoman.link.nodes import StoryNode, StoryTelling, Who
from dragoman.link.stories import StoryMatcher, documents, name, nodes, parties, span, story, turning_points
from dragoman.link.stories.words import countries_in, story_words, topic_words, weight
from dragoman.record import Record
from dragoman.settings import ReadSettings
from dragoman.store import Store, clusters

MATCHER = StoryMatcher()


def who(name: str, country: str | None = None, label: Any = "country") -> Who:
    return Who(f"id of {name}", name, label, country or (name if label == "country" else None))


def event(
    id: str, words: str, *, page: str | None = None, at: int = 0, told: str | None = "2025-03-05",
    between: tuple[str, ...] = ("Canada", "Vietnam"), **changes: Any,
) -> StoryNode:  # fmt: skip
    """An event that one page tells, whose sentence has some words and whose page is about them."""
    published = days(told) if told else None
    telling = StoryTelling(page or f"page of {id}", at, 1, published, changes.pop("title", None), words)
    own = frozenset(words.split())
    node = StoryNode(
        id, "STATE", None, tuple(map(who, between)), None, published, "done", (telling,),
        sides=frozenset(between), scene=frozenset(between), own=own, topic=own, page=own,
    )  # fmt: skip
    return replace(node, **changes)


SHRIMP = event("a", "shrimp tariff farmers")
TOGETHER = {
    "parties, matter and week": event("b", "shrimp tariff pond", told="2025-03-11"),
    "the same a month later": event("b", "shrimp tariff pond", told="2025-04-08"),
    "one party besides the matter": event("b", "shrimp tariff farmers", between=("Vietnam",)),
    "one page, the same words": event("b", "shrimp pond", page="page of a", at=2),
    "no day known": event("b", "shrimp tariff pond", told=None),
}
APART = {
    "a consular case between the same": event("b", "teacher arrest prison"),
    "the same matter between others": event("b", "shrimp tariff pond", between=("Ecuador", "Peru")),
    "a party of every story": event("b", "teacher arrest prison", between=("United States", "Kenya")),
    "years ago": event("b", "shrimp harvest", told="2019-01-10"),
    "told today, done long ago": event("b", "shrimp treaty", date=days("2003-05-01")),
    "far down one page, other words": event("b", "teacher arrest", page="page of a", at=10, between=("Chad",)),
}


@pytest.mark.parametrize("other", TOGETHER.values(), ids=TOGETHER)
def test_together(other: StoryNode) -> None:
    assert MATCHER.compare(SHRIMP, other).judgement == "same"
    assert not set(MATCHER.keys(SHRIMP)).isdisjoint(MATCHER.keys(other)) or other.told is None


@pytest.mark.parametrize("other", APART.values(), ids=APART)
def test_apart(other: StoryNode) -> None:
    assert MATCHER.compare(SHRIMP, other).judgement != "same"


@pytest.mark.parametrize("other", [*TOGETHER.values(), *APART.values()])
def test_it_does_not_matter_which_comes_first(other: StoryNode) -> None:
    assert MATCHER.compare(SHRIMP, other).score == MATCHER.compare(other, SHRIMP).score


def test_a_great_power_alone_joins_nothing() -> None:
    one = event("a", "shrimp tariff", between=("United States", "Kenya"))
    other = event("b", "tariff pond", between=("United States", "Peru"))
    assert MATCHER.compare(one, other).judgement != "same"


def test_what_stands_far_down_and_is_not_the_topic_is_filed_nowhere() -> None:
    aside = event("a", "shrimp tariff", at=40, topic=frozenset({"teacher"}))
    assert not list(MATCHER.keys(aside))
    assert list(MATCHER.keys(replace(aside, topic=frozenset({"shrimp"}))))


def test_a_page_that_tells_what_all_pages_mention_says_little() -> None:
    war = event("w", "war troops", tellings=tuple(StoryTelling(f"p{number}", 3, 4) for number in range(30)))
    other = event("o", "vaccine clinic", page="p1", at=4, between=("Canada",))
    assert MATCHER.compare(war, other).judgement != "same"
    assert MATCHER.compare(replace(war, tellings=war.tellings[:3]), other).judgement == "same"


TRADE_AND_CASE = [
    event("t1", "shrimp tariff farmers", page="1", told="2025-02-20"),
    event("t2", "shrimp tariff minister", page="3", told="2025-03-05"),
    event("t3", "shrimp tariff inspector", page="5", told="2025-04-02"),
    event("c1", "teacher arrest prison", page="2", told="2025-02-24"),
    event("c2", "teacher prison minister", page="3", told="2025-03-05", at=8),
    event("c3", "teacher prison home", page="4", told="2025-03-19"),
]


@given(st.permutations(TRADE_AND_CASE))
def test_two_stories_that_share_a_page_stay_apart_in_any_order(members: list[StoryNode]) -> None:
    held = {member.id: member for member in members}
    layer = replace(
        STORIES, load=lambda store, several: {id: held[id] for id in several}, settled=lambda store, touched: None
    )
    with Store(":memory:", create=True) as store:
        for member in members:
            clusters.push(store, "story:file", [member.id])
            update(store, layer, Run("test 1", "2026", lambda relation: {}, lambda stage, left: None))
        found = clusters.clusters_of(store, "story", held)
    assert found == {"t1": "t1", "t2": "t1", "t3": "t1", "c1": "c1", "c2": "c1", "c3": "c1"}


# --- words ---------------------------------------------------------------------------------------------------------


def test_words_of_a_matter() -> None:
    assert story_words("The minister met Canadian officials and discussed duties on shrimp") == {"tariff", "shrimp"}
    assert countries_in("Hanoi and the Canadian side") == {"Canada", "Vietnam"}
    assert topic_words("Teacher held", ["A teacher sat in a cell.", "The cell is small."]) == {"teacher", "cell"}
    assert weight({"shrimp"}) > weight({"tariff"}) > 0


# --- what a story tells --------------------------------------------------------------------------------------------


def titled(id: str, title: str, content: str, **changes: Any) -> StoryNode:
    own = story_words(content)
    node = event(id, "", title=title, own=own, page=own | story_words(title), **changes)
    return replace(node, tellings=tuple(replace(telling, content=content) for telling in node.tellings))


NAMES = {
    "a phrase that most share": (
        [
            titled("a", "Shrimp talks set for March", "the duty on frozen shrimp"),
            titled("b", "Minister raises duty on frozen shrimp", "a lower duty on frozen shrimp"),
            titled("c", "Inspectors in the ponds", "frozen shrimp"),
        ],
        "Canada and Vietnam: duty on frozen shrimp",
    ),
    "small letters rather than a title's": (
        [titled(one, "Flour quarrel of Brazil", "the flour quarrel", between=("Brazil",)) for one in "ab"],
        "Brazil: flour quarrel",
    ),
    "no name cut in two": (
        [titled(one, "They met", "talks with Commissioner Filippo Grandi in the camp", between=()) for one in "ab"],
        "Commissioner Filippo Grandi",
    ),
    "the kind of the matter, not an adjective before it": (
        [titled(one, "Words", "a brutal siege of the harbour") for one in "ab"],
        "Canada and Vietnam: brutal siege of the harbour",
    ),
    "no body or region": ([titled(one, "Words", "the European Union") for one in "ab"], "Canada and Vietnam"),
    "no word alone that is no kind of matter": (
        [titled(one, "Availability", "brutal") for one in "ab"], "Canada and Vietnam",
    ),
    "no owner": ([titled(one, "They met", "Kim's frozen shrimp") for one in "ab"], "Canada and Vietnam: frozen shrimp"),
    "nothing but the parties": ([titled(one, "They met", "it") for one in "ab"], "Canada and Vietnam"),
    "nothing but a title": ([titled("a", "They met", "it", between=())], "They met"),
}


@pytest.mark.parametrize(("members", "expected"), NAMES.values(), ids=NAMES)
def test_names(members: list[StoryNode], expected: str) -> None:
    assert name(members) == expected
    assert name(members[::-1]) == expected


def test_turning_points_in_order_of_time() -> None:
    members = [
        event("said", "shrimp", told="2025-01-01"),
        event("met", "shrimp", type="CONSULT", mode="meeting", date=days("2025-02-01")),
        event("off", "shrimp", type="CONSULT", status="cancelled", date=days("2025-03-01")),
        event("deal", "shrimp", type="AGREE", date=days("2025-04-01")),
        event("quoted", "shrimp", date=days("2025-05-01")),
    ]
    turns = turning_points(members)
    assert [(turn.event, turn.why) for turn in turns] == [
        ("said", "first event"),
        ("met", "most told encounter"),
        ("off", "cancelled"),
        ("deal", "agreement"),
    ]
    assert turning_points(members[::-1]) == turns
    assert turning_points([]) == ()


def test_of_many_turning_points_those_are_kept_that_most_documents_tell() -> None:
    def told(number: int) -> StoryNode:
        node = event(f"deal {number:02}", "shrimp", type="AGREE", date=days(f"2025-03-{number + 1:02}"))
        return replace(node, tellings=node.tellings * (number + 1))

    turns = turning_points([told(number) for number in range(20)])
    assert [turn.event for turn in turns] == ["deal 00", *(f"deal {number:02}" for number in range(12, 20))]


def test_a_document_that_mentions_a_story_only_is_not_in_it() -> None:
    def telling(document: str, at: int, size: int) -> StoryTelling:
        return StoryTelling(document, at, size, days("2025-03-05"), f"title of {document}")

    one = event("a", "shrimp", tellings=(telling("news", 0, 4), telling("week", 30, 40)))
    other = event("b", "shrimp", tellings=(telling("news", 9, 4), telling("long", 20, 2)))
    found = {part.document: part.share for part in documents([one, other])}
    assert found == {"news": 0.5, "long": 0.5}
    mentioned = event("c", "shrimp", tellings=(telling("week", 30, 40),))
    assert [part.document for part in documents([mentioned])] == ["week"], "better than none"


def test_days_and_parties() -> None:
    members = [
        event("a", "shrimp", told="2025-03-05"),
        event("b", "shrimp", told="2025-02-20", between=("Vietnam",)),
        event("c", "shrimp", told=None, parties=(who("farmers", label="people"),)),
    ]
    assert span(members) == Days("2025-02-20", "2025-03-05")
    assert [party.name for party in parties(members)] == ["Vietnam", "Canada"]
    assert span([]) is None


@given(st.permutations(TRADE_AND_CASE))
def test_a_story_depends_on_its_members_alone(members: list[StoryNode]) -> None:
    assert story(members) == story(TRADE_AND_CASE)


# --- from the record -----------------------------------------------------------------------------------------------


PAGES = [
    ("a", "2025-02-20", "Norway, Peru to hold talks on salmon duty",
     ("Norway and Peru will hold talks on the duty on smoked salmon in Lima on 5 March, Foreign Minister Kari Berg "
     "on Thursday. Peru imposed a duty of 11 percent on Norwegian salmon in November.")),
    ("b", "2025-03-06", "No result on salmon",
     ("Norway and Peru held talks on the duty on smoked salmon in Lima on Wednesday. Peru refused to lower the duty on "
     "salmon, Foreign Minister Kari Berg said.")),
    ("c", "2025-03-06", "Chess player freed in Accra",
     ("Ghana released the Kenyan chess player Tom Otieno on Wednesday. Kenya thanked Ghana for the release of the "
     "player.")),
]  # fmt: skip


def test_stories_of_a_record(tmp_path: Path) -> None:
    lines, path = tmp_path / "pages.jsonl", tmp_path / "record.db"
    rows = [{"id": id, "published": day, "title": title, "text": text} for id, day, title, text in PAGES]
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    with Record(path) as record:
        record.add([lines], settings=ReadSettings(workers=0))
    with Store(path) as store:
        found = nodes(store, [row["id"] for row in store.rows("SELECT id FROM happenings")])
        assert found
        assert all("smok" in node.page for node in found.values() if "Norway" in node.sides)
        assert not any("berg" in node.own for node in found.values()), "an official's name is not the matter"
        sql = "SELECT s.story, d.name FROM story_documents s JOIN documents d ON d.id = s.document"
        together = {frozenset(r["name"] for r in store.rows(f"{sql} WHERE s.story = ?", (row["story"],)))
                    for row in store.rows("SELECT DISTINCT story FROM story_documents")}  # fmt: skip
    assert frozenset("ab") in together
    assert not any("c" in several and len(several) > 1 for several in together)
