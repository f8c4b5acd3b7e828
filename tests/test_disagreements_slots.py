"""Slot by slot: what contradicts itself between two tellings, and what is compatible."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.edtf import parse_days
from dragoman.link.disagreements import Source, Told, of_deadline, of_event, of_measure
from dragoman.link.disagreements.amounts import amounts
from dragoman.link.disagreements.outcomes import standing
from dragoman.link.nodes import DeadlineNode, EventNode, MeasureNode, Who
from dragoman.model import Disagreement, Status

NORWAY = Who("norway", "Norway", "country", "Norway")
JAPAN = Who("japan", "Japan", "country", "Japan")
CANADA = Who("canada", "Canada", "country", "Canada")
LIND = Who("lind", "Ann Lind", "person", "Norway")
MORI = Who("mori", "Ken Mori", "person", "Japan")
SATO = Who("sato", "Jun Sato", "person", "Japan")
MEETING = EventNode(
    id="a", document="a", type="CONSULT", mode="meeting", actors=(NORWAY, CANADA), recipients=(),
    date=parse_days("2025-07-07"), place="Oslo", status="done", trigger="met", sentence="They met.",
    published=parse_days("2025-07-09"),
)  # fmt: skip


def _event(first: EventNode, second: EventNode, *, after: tuple[str, ...] = ()) -> list[Disagreement]:
    """Return the disagreements of two tellings by two sources, asked in both orders."""
    told = [Told(first, Source("Courier", "Courier")), Told(replace(second, id="b"), Source("Herald", "Herald"), after)]
    found = of_event("x", told)
    assert of_event("x", reversed(told)) == found
    return list(found)


def _slots(found: list[Disagreement]) -> list[str]:
    return [one.slot for one in found]


class TestDates:
    """Days, months, plans, clocks."""

    def _found(self, date: str, *, base: EventNode = MEETING, sentence: str = "They met.", **rest: object) -> list[str]:
        other = replace(base, date=parse_days(date), sentence=sentence, **rest)  # type: ignore[arg-type]
        return _slots(_event(base, other))

    def test_two_days(self) -> None:
        (found,) = _event(MEETING, replace(MEETING, date=parse_days("2025-07-08")))
        assert found.said == "Courier says July 7, Herald says July 8"
        assert [(value.entries, value.sources) for value in found.values] == [
            (("a",), ("Courier",)),
            (("b",), ("Herald",)),
        ]

    @pytest.mark.parametrize("date", ["2025-07-07", "2025-07", "2025", "2025-07-06/2025-07-08", "2026-07-07"])
    def test_compatible_or_another_thing(self, date: str) -> None:
        assert self._found(date) == []

    def test_a_day_by_default_is_no_claim(self) -> None:
        assert self._found("2025-07-09") == []
        assert self._found("2025-07-09", sentence="They met on Wednesday.") == ["date"]

    @pytest.mark.parametrize(
        "sentence",
        ["They met, not on July 7 but on July 8.", "They met on Tuesday (local time).", "They met a day late."],
    )
    def test_what_a_sentence_explains(self, sentence: str) -> None:
        assert self._found("2025-07-08", sentence=sentence) == []

    def test_a_call_over_the_date_line(self) -> None:
        call = replace(MEETING, mode="call", place=None, actors=(JAPAN, CANADA))
        assert self._found("2025-07-08", base=call) == []
        assert self._found("2025-07-09", base=call, sentence="They spoke on Wednesday.") == ["date"]
        assert self._found("2025-07-08", base=replace(call, actors=(NORWAY, CANADA))) == ["date"]

    def test_plans_change(self) -> None:
        plan = replace(MEETING, status="planned", published=parse_days("2025-07-01"))
        assert self._found("2025-07-10", base=plan) == ["date"]
        assert self._found("2025-07-10", base=plan, published=parse_days("2025-07-04")) == []
        assert self._found("2025-07-10", base=plan, status="done") == []


class TestPlaces:
    """Places at the same level."""

    @pytest.mark.parametrize(
        ("left", "right", "expected"),
        [
            ("Oslo", "Bergen", ["place"]),
            ("Geneva", "Vienna", ["place"]),
            ("Geneva", "Austria", ["place"]),
            ("Grand Hotel", "Hotel Bristol", ["place"]),
            ("White House", "Washington", []),
            ("Oslo", "Norway", []),
            ("Europe", "Oslo", []),
            ("Villa Rosa", "Oslo", []),
            ("Washington DC", "Washington", []),
        ],
    )
    def test_pairs(self, left: str, right: str, expected: list[str]) -> None:
        assert _slots(_event(replace(MEETING, place=left), replace(MEETING, place=right))) == expected

    def test_a_journey_has_several_places(self) -> None:
        trip = replace(MEETING, mode="visit", date=parse_days("2025-07-07/2025-07-09"))
        assert _event(trip, replace(trip, place="Bergen")) == []

    def test_a_call_has_two_ends(self) -> None:
        call = replace(MEETING, mode="call")
        assert _event(call, replace(call, place="Ottawa")) == []

    @pytest.mark.parametrize(
        ("sentence", "expected"),
        [("They met in Oslo and Bergen.", []), ("They met in Bergen, not in Oslo.", ["place"])],
    )
    def test_the_other_place_is_named(self, sentence: str, expected: list[str]) -> None:
        assert _slots(_event(MEETING, replace(MEETING, place="Bergen", sentence=sentence))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("freed 12 fishermen", [(12, 12)]),
        ("about 200 sailors", [(180, 220)]),
        ("200 sailors", [(190, 210)]),
        ("nearly 100 trucks", [(85, 105)]),
        ("more than 300 buses", [(285, 600)]),
        ("up to 60 guns", [(30, 63)]),
        ("$1.5 billion", [(1.45e9, 1.55e9)]),
        ("twenty-four ships", [(24, 24)]),
        ("dozens of tanks", [(24, 99)]),
        ("two dozen tanks", [(24, 24)]),
        ("on July 7 at 10 a.m.", []),
        ("on 7 July 2025", []),
        ("Resolution 2231 and Article 5", []),
        ("the G20 and COVID-19", []),
        ("the 3rd round", []),
    ],
)
def test_amounts(text: str, expected: list[tuple[float, float]]) -> None:
    found = [(round(amount.low, 6), round(amount.high, 6)) for amount in amounts(text)]
    assert found == [(pytest.approx(low, rel=0.06), pytest.approx(high, rel=0.06)) for low, high in expected]


class TestNumbers:
    """Counts and sums in tellings of one act."""

    @pytest.mark.parametrize(
        ("left", "right", "expected"),
        [
            ("Norway freed 12 trawler crews in port", "Norway freed 20 trawler crews in port", ["number"]),
            ("Norway freed about 200 trawler crews in port", "Norway freed 198 trawler crews in port", []),
            ("Norway freed 12 trawler crews in port", "Norway freed 20 captains in port", []),
            ("Norway lent $20 million for a trawler port", "Norway lent 20 million dollars for a trawler port", []),
            ("Norway lent $20 million for a trawler port", "Norway lent 18 million euros for a trawler port", []),
            ("Norway lent $20 million for a trawler port", "Norway lent $30 million for a trawler port", ["number"]),
            (
                "Norway freed 12 trawler crews in port",
                "Norway freed 20 trawler crews, not 12 trawler crews in port",
                [],
            ),
            (
                "Norway freed 12 trawler crews in port",
                "Norway, in a corrected figure, freed 20 trawler crews in port",
                [],
            ),
        ],
    )
    def test_pairs(self, left: str, right: str, expected: list[str]) -> None:
        act = replace(MEETING, type="CONCEDE", mode=None, place=None)
        assert _slots(_event(replace(act, sentence=left), replace(act, sentence=right))) == expected

    def test_a_toll_grows(self) -> None:
        early = replace(MEETING, type="ASSAULT", mode=None, sentence="The raid on the harbour killed 12 dockers.")
        late = replace(early, sentence="The raid on the harbour killed 19 dockers.", published=parse_days("2025-07-11"))
        assert _event(early, late) == []
        assert _slots(_event(early, replace(late, published=early.published))) == ["number"]


class TestParticipants:
    """Who was there."""

    def test_stayed_away(self) -> None:
        round_table = replace(MEETING, mode="multilateral", actors=(NORWAY, JAPAN, CANADA))
        without = replace(MEETING, mode="multilateral", sentence="Norway and Canada met, but Japan stayed away.")
        (found,) = _event(round_table, without)
        assert found.said == "Courier says that Japan took part, Herald says that Japan was absent"

    def test_told_in_the_next_sentence(self) -> None:
        there = replace(MEETING, actors=(LIND, MORI), sentence="Ann Lind met Ken Mori.")
        alone = replace(MEETING, actors=(LIND, JAPAN), sentence="Ann Lind met the delegation of Japan.")
        assert _slots(_event(there, alone, after=("Mori, who was ill, did not attend.",))) == ["participants"]

    @pytest.mark.parametrize(
        ("mode", "left", "right", "expected"),
        [
            ("call", "Ann Lind spoke with Ken Mori.", "Ann Lind spoke with Jun Sato.", ["participants"]),
            ("meeting", "Lind met Trade Minister Ken Mori.", "Lind met Trade Minister Jun Sato.", ["participants"]),
            ("meeting", "Lind met Trade Minister Ken Mori.", "Lind met Foreign Minister Jun Sato.", []),
            ("call", "Ann Lind spoke with Ken Mori.", "Ann Lind spoke with Jun Sato, an aide of Mori.", []),
        ],
    )
    def test_seats(self, mode: str, left: str, right: str, expected: list[str]) -> None:
        first = replace(MEETING, mode=mode, place=None, actors=(LIND, MORI), sentence=left)
        second = replace(first, actors=(LIND, SATO), sentence=right)
        assert _slots(_event(first, second)) == expected

    def test_a_person_and_his_country(self) -> None:
        assert _event(replace(MEETING, actors=(LIND, MORI)), replace(MEETING, actors=(NORWAY, JAPAN))) == []


class TestOutcomes:
    """Held or not, agreed or not."""

    @pytest.mark.parametrize(
        ("status", "published", "expected"),
        [
            ("denied", "2025-07-09", ["outcome"]),
            ("cancelled", "2025-07-09", ["outcome"]),
            ("cancelled", "2025-07-05", []),
            ("planned", "2025-07-05", []),
            ("ongoing", "2025-07-07", []),
            ("proposed", "2025-07-01", []),
        ],
    )
    def test_held(self, status: Status, published: str, expected: list[str]) -> None:
        assert _slots(_event(MEETING, replace(MEETING, status=status, published=parse_days(published)))) == expected

    @pytest.mark.parametrize(
        ("right", "expected"),
        [
            ("They met without reaching an agreement on fish.", ["outcome"]),
            ("They met but could not agree on fish.", ["outcome"]),
            ("They met and warned of duties if they fail to reach an agreement on fish.", []),
            ("They met and signed an agreement on fish.", []),
            ("They met but failed to agree on power cables.", []),
            ("They met and talked about fish.", []),
            ("They met; no deal was struck, and yet they agreed on fish.", []),
        ],
    )
    def test_agreed(self, right: str, expected: list[str]) -> None:
        left = replace(MEETING, sentence="They met and reached an agreement on fish.")
        assert _slots(_event(left, replace(MEETING, sentence=right))) == expected

    @pytest.mark.parametrize(
        ("sentence", "expected"),
        [
            ("Oslo denied that the two had met.", "denied"),
            ("The ministry dismissed reports that the two met.", "denied"),
            ("The two met.", "done"),
            ("The two met and denied any quarrel.", "done"),
        ],
    )
    def test_standing(self, sentence: str, expected: Status) -> None:
        assert standing(replace(MEETING, sentence=sentence)).status == expected


class TestProposers:
    """Whose idea it was."""

    def test_swapped(self) -> None:
        asked = replace(MEETING, type="REQUEST", mode=None, place=None, actors=(NORWAY,), recipients=(CANADA,))
        (found,) = _event(asked, replace(asked, actors=(CANADA,), recipients=(NORWAY,)))
        assert found.said == "Herald says that Canada proposed it, Courier says that Norway proposed it"
        assert _event(asked, replace(asked, actors=(LIND,))) == []

    @pytest.mark.parametrize(
        ("sentence", "expected"),
        [
            ("They met at the request of Canada.", ["proposer"]),
            ("They met at Canada's invitation.", ["proposer"]),
            ("They met at the request of Norway.", []),
            ("They met at the request of Sweden.", []),
        ],
    )
    def test_at_the_request_of(self, sentence: str, expected: list[str]) -> None:
        left = replace(MEETING, sentence="They met at Norway's request.")
        assert _slots(_event(left, replace(MEETING, sentence=sentence))) == expected


class TestMeasuresAndDeadlines:
    """Rates and dates of what is imposed and due."""

    DUTY = MeasureNode(
        id="a", document="a", imposer=NORWAY, target=CANADA, instrument="tariff", rate=25.0, unit="percent",
        product="salmon", status="announced", effective=None, sentence="A tariff of 25 percent was announced.",
        published=parse_days("2025-07-09"),
    )  # fmt: skip

    def _found(self, second: MeasureNode) -> list[str]:
        told = [Told(self.DUTY, Source("A")), Told(replace(second, id="b"), Source("B"))]
        return [one.slot for one in of_measure("x", told)]

    def test_rates(self) -> None:
        other = replace(self.DUTY, rate=30.0, sentence="A tariff of 30 percent was announced.")
        assert self._found(other) == ["rate"]
        assert self._found(replace(other, status="in force")) == []
        assert self._found(replace(other, product="timber")) == []
        assert self._found(replace(other, published=parse_days("2025-08-09"))) == []
        assert self._found(replace(other, sentence="The tariff was raised from 25 to 30 percent.")) == []
        assert self._found(replace(other, rate=25.2)) == []

    def test_a_deadline(self) -> None:
        first = DeadlineNode(
            "a", "a", parse_days("2025-08-01"), "reply", "set", (), "By August 1.", parse_days("2025-07-09")
        )  # type: ignore[arg-type]
        second = replace(first, id="b", date=parse_days("2025-08-03"), sentence="By August 3.")

        def slots(other: DeadlineNode) -> list[str]:
            return [one.slot for one in of_deadline("x", [Told(first, Source("A")), Told(other, Source("B"))])]

        assert slots(second) == ["date"]
        assert slots(replace(second, status="extended")) == []
        assert slots(replace(second, sentence="The term, extended on Monday, ends on August 3.")) == []
        assert slots(replace(second, published=parse_days("2025-07-20"))) == []
