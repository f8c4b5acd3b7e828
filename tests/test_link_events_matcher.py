"""Which tellings are of one event: tables of pairs, in the cases of the seeds' links and beyond."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dragoman.edtf import parse_days
from dragoman.link.events import EventMatcher
from dragoman.link.nodes import EventNode, Who

WI = Who("wi", "Wi Sung-lac", "person", "South Korea")
RUBIO = Who("rubio", "Marco Rubio", "person", "United States")
HOOKER = Who("hooker", "Allison Hooker", "person", "United States")
CHO = Who("cho", "Cho Hyun-dong", "person", "South Korea")
LEE = Who("lee", "Lee Jae-myung", "person", "South Korea")
TRUMP = Who("trump", "Donald Trump", "person", "United States")
ISHIBA = Who("ishiba", "Shigeru Ishiba", "person", "Japan")
KOREA = Who("korea", "South Korea", "country", "South Korea")
STATES = Who("states", "United States", "country", "United States")
JAPAN = Who("japan", "Japan", "country", "Japan")
NATO = Who("nato", "NATO", "organisation")
MATCHER = EventMatcher()


def telling(
    ident: str,
    actors: tuple[Who, ...],
    date: str | None,
    *,
    mode: str | None = "meeting",
    sentence: str = "They met.",
    published: str | None = None,
    **rest: Any,
) -> EventNode:
    base = EventNode(
        ident,
        f"doc-{ident}",
        "CONSULT",
        mode,
        actors,
        (),
        parse_days(date),
        None,
        "done",
        "met",
        sentence,
        published=parse_days(published or date),
    )
    return replace(base, **rest)


def said(ident: str, who: Who, content: str, date: str, **rest: Any) -> EventNode:
    return telling(ident, (who,), date, type="STATE", mode=None, content=content, sentence=f"X said {content}.", **rest)


JULY = telling("a", (WI, RUBIO), "2025-07-07", place="White House")
CASES = [
    (
        "the same people and day, one place in the other",
        JULY,
        telling("b", (WI, RUBIO), "2025-07-07", place="Washington"),
        "same",
    ),
    ("another city and date", JULY, telling("b", (WI, RUBIO), "2025-06-25", place="The Hague"), "different"),
    (
        "a visit is not the meeting on it",
        JULY,
        telling("b", (WI,), "2025-07-07", mode="visit", place="Washington"),
        "different",
    ),
    (
        "another counterpart of the same country",
        JULY,
        telling("b", (WI, HOOKER), "2025-07-07", place="Washington"),
        "different",
    ),
    (
        "a third counterpart the same day",
        telling("a", (TRUMP, LEE), "2025-06-17"),
        telling("b", (TRUMP, ISHIBA), "2025-06-17"),
        "different",
    ),
    (
        "told without date three days later",
        JULY,
        telling("b", (WI, RUBIO), None, place="Washington", published="2025-07-10"),
        "same",
    ),
    (
        "told as past before it was",
        telling("a", (TRUMP, LEE), "2025-08-25"),
        telling("b", (TRUMP, LEE), None, published="2025-06-30"),
        "different",
    ),
    (
        "countries for their people, with words in common",
        telling("a", (WI, RUBIO), "2025-07-07", sentence="They discussed shipbuilding and tariffs on steel."),
        telling("b", (KOREA, STATES), "2025-07-07", sentence="Talks on steel tariffs and shipbuilding were held."),
        "same",
    ),
    (
        "planned and done",
        JULY,
        telling("b", (WI, RUBIO), "2025-07-07", published="2025-07-03", status="planned"),
        "same",
    ),
    (
        "planned and called off",
        telling("a", (LEE, TRUMP), "2025-06-15/2025-06-17", place="Alberta", status="planned", published="2025-06-11"),
        telling("b", (LEE, TRUMP), "2025-06-17", place="Canada", status="cancelled", published="2025-06-18"),
        "same",
    ),
    (
        "proposals of a summit weeks apart",
        telling(
            "a", (KOREA, STATES), None, status="proposed", published="2025-06-26", sentence="They want a summit soon."
        ),
        telling(
            "b", (LEE, TRUMP), None, status="proposed", published="2025-07-10", sentence="A summit is to be hoped for."
        ),
        "same",
    ),
    (
        "what is proposed is not what was planned before",
        telling("a", (LEE, TRUMP), "2025-06-15/2025-06-17", status="planned", published="2025-06-11"),
        telling("b", (KOREA, STATES), None, status="proposed", published="2025-07-08"),
        "different",
    ),
    (
        "this year's session and last year's",
        telling("a", (WI, NATO), "2025-06-24/2025-06-25", mode="multilateral"),
        telling("b", (WI, NATO), "2024-07-09/2024-07-11", mode="multilateral"),
        "different",
    ),
    (
        "one session by its body",
        telling("a", (WI, NATO), "2025-06-24/2025-06-25", mode="multilateral"),
        telling("b", (JAPAN, NATO), None, mode="multilateral", published="2025-06-27"),
        "same",
    ),
    (
        "one day wrong and another place, but people and words agree",
        telling(
            "a",
            (WI, RUBIO),
            "2025-07-07",
            place="Washington",
            sentence="They discussed shipbuilding, steel tariffs and the alliance.",
        ),
        telling(
            "b",
            (WI, RUBIO),
            "2025-07-08",
            place="New York",
            sentence="Shipbuilding, tariffs on steel and the alliance were discussed.",
        ),
        "same",
    ),
    (
        "a call the next month",
        telling("a", (TRUMP, LEE), "2025-06-06", mode="call"),
        telling("b", (TRUMP, LEE), "2025-07-06", mode="call"),
        "different",
    ),
    (
        "one statement told twice",
        said("a", WI, "the alliance will be strengthened through shipbuilding cooperation", "2025-07-09"),
        said("b", WI, "shipbuilding cooperation will strengthen the alliance", "2025-07-09"),
        "same",
    ),
    (
        "two statements of one day",
        said("a", WI, "the alliance will be strengthened through shipbuilding cooperation", "2025-07-09"),
        said("b", WI, "tariff letters were sent to all countries", "2025-07-09"),
        "different",
    ),
    (
        "another speaker",
        said("a", WI, "the tariffs on steel must be lifted soon", "2025-07-09"),
        said("b", CHO, "the tariffs on steel must be lifted soon", "2025-07-09"),
        "unsure",
    ),
    (
        "an agreement is no statement",
        said("a", WI, "tariffs on steel are to be lifted", "2025-07-09"),
        replace(said("b", WI, "tariffs on steel are to be lifted", "2025-07-09"), type="AGREE"),
        "unsure",
    ),
    (
        "the ninth round and the tenth",
        telling(
            "a", (KOREA, STATES), None, published="2025-07-07", sentence="The ninth round of talks on steel ended."
        ),
        telling("b", (KOREA, STATES), None, published="2025-07-12", sentence="The 10th round of talks on steel ended."),
        "different",
    ),
    (
        "two items of one schedule",
        telling("a", (WI, RUBIO), "2025-07-07", document="d", sentence="10:00 a.m. The Adviser meets the Secretary."),
        telling("b", (WI, RUBIO), "2025-07-07", document="d", sentence="4:00 p.m. The Adviser meets the Secretary."),
        "unsure",
    ),
    (
        "another amount given to another",
        replace(said("a", STATES, "3.5 million doses of vaccine", "2025-07-09"), type="AID", recipients=(KOREA,)),
        replace(said("b", STATES, "12 million doses of vaccine", "2025-07-09"), type="AID", recipients=(JAPAN,)),
        "different",
    ),
    (
        "a day remembered a month later",
        replace(said("a", RUBIO, "the embargo", "2025-07-09"), type="CONCEDE"),
        replace(said("b", RUBIO, "the embargo", "2025-07-09", published="2025-08-20"), type="CONCEDE"),
        "same",
    ),
    (
        "the routine of one week and of the next",
        telling("a", (CHO,), "2025-07-08", status="planned", sentence="Mr. Cho attends briefings at the office."),
        telling("b", (CHO,), "2025-07-15", status="planned", sentence="Mr. Cho attends briefings at the office."),
        "different",
    ),
    (
        "journeys of one who travels often",
        telling("a", (RUBIO,), None, mode="visit", status="planned", published="2025-05-24", place="Cairo"),
        telling("b", (RUBIO,), None, mode="visit", status="planned", published="2025-06-20", place="Paris"),
        "different",
    ),
    (
        "two places of one journey",
        telling("a", (RUBIO,), "2025-06-22/2025-06-29", mode="visit", place="Germany"),
        telling("b", (RUBIO,), "2025-06-25", mode="visit", place="Germany"),
        "same",
    ),
    (
        "the two ministers, named in the sentence before",
        JULY,
        telling("b", (), "2025-07-07", sentence="The two officials met.", near=(WI, RUBIO)),
        "same",
    ),
    (
        "a group that is described is not somebody named before",
        JULY,
        telling("b", (WI, Who("f", "farmers", "people")), "2025-07-07", near=(WI, RUBIO)),
        "unsure",
    ),
    (
        "an act whose doer is named in the sentence before",
        replace(said("a", STATES, "barter deal on soybeans", "2025-07-09"), type="AGREE"),
        replace(said("b", STATES, "soybeans barter deal", "2025-07-09"), type="AGREE", actors=(), near=(STATES,)),
        "same",
    ),
    (
        "talks called off, read as a sanction",
        telling("a", (WI, RUBIO), "2025-07-07", status="planned", published="2025-07-03"),
        telling(
            "b", (RUBIO,), None, type="SANCTION", mode=None, trigger="called off", published="2025-07-06",
            sentence="Rubio called off the talks.", near=(RUBIO, WI),
        ),
        "same",
    ),
    (
        "a place that is only in the sentence",
        telling("a", (WI,), "2025-07-07", mode="visit", place="Seoul", published="2025-07-03", status="planned"),
        telling("b", (KOREA,), None, mode="visit", published="2025-07-06", status="postponed", sentence="To Seoul."),
        "same",
    ),
    (
        "doers that are only described, alike",
        said("a", Who("p", "police", "people"), "fruit with firecrackers killed the elephant", "2025-07-09"),
        said("b", Who("q", "Police", "people"), "firecrackers in fruit killed the elephant", "2025-07-09"),
        "same",
    ),
    ("an act is no encounter", JULY, said("b", WI, "they met", "2025-07-07"), "different"),
]


@pytest.mark.parametrize(("why", "left", "right", "expected"), CASES, ids=[case[0] for case in CASES])
def test_judgements(why: str, left: EventNode, right: EventNode, expected: str) -> None:
    verdict = MATCHER.compare(left, right)
    assert verdict.judgement == expected, "; ".join(map(str, verdict.reasons))
    assert MATCHER.compare(right, left) == verdict
    if expected == "same":
        assert set(MATCHER.keys(left)) & set(MATCHER.keys(right))
