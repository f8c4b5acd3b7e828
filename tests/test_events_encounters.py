"""Encounters told by nouns, passives and from context, and whether they took place; short texts of our own."""

from __future__ import annotations

import pytest

from dragoman.annotate import rules
from dragoman.model import Document, EventMention, Published
from dragoman.offsets import OffsetMap

LIND = "Norwegian Minister Erik Lind"
ODUYA = "Kenyan President Amina Oduya"
BOTH = ["Amina Oduya", "Erik Lind"]


def encounters(text: str) -> dict[str, EventMention]:
    """Return the encounters of a text published on Thursday 10 July 2025, by their trigger."""
    known = Published("2025-07-10", "given")
    document = rules()(Document("test", "test", text, OffsetMap.identity(len(text)), published=known))
    return {document.quote(e.trigger): e for e in document.layers.events if e.type == "CONSULT"}


def actors(event: EventMention) -> list[str]:
    return sorted(p.name for p in event.actors)


# text, trigger of the encounter, its status and date
TOLD: list[tuple[str, str, str, str | None]] = [
    (f"She confirmed the phone call that {LIND} and {ODUYA} had on Friday.", "phone call", "done", "2025-07-04"),
    (f"{LIND} and {ODUYA} are expected to have their first in-person encounter at the G7 summit from August 15-17.",
     "have their first in-person encounter", "planned", "2025-08-15/2025-08-17"),
    (f"{LIND} and {ODUYA} spoke of fish during their phone call on June 6.", "phone call", "done", "2025-06-06"),
    (f"The announcement came despite a planned meeting between {LIND} and {ODUYA}.", "meeting", "cancelled", None),
    (f"{LIND} and {ODUYA} had hoped to hold talks.", "hold talks", "cancelled", None),
    (f"{LIND} and {ODUYA} agreed to meet in Oslo.", "meet", "planned", None),
    (f"{LIND} and {ODUYA} agreed to work closely to hold a summit.", "hold a summit", "proposed", None),
    (f"The centerpiece will be a summit between {LIND} and {ODUYA}.", "summit", "proposed", None),
    (f"{ODUYA} has proposed a summit with {LIND}.", "summit", "proposed", None),
    (f"{LIND}'s appointment with {ODUYA} was dropped.", "appointment", "cancelled", None),
    (f"The phone call between {LIND} and {ODUYA} was delayed by a day and passed without a word.",
     "phone call", "done", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "status", "date"), TOLD, ids=[f"told-{i}" for i in range(len(TOLD))])
def test_who_meets_and_whether(text: str, trigger: str, status: str, date: str | None) -> None:
    event = encounters(text)[trigger]
    assert (actors(event), event.status, event.date) == (BOTH, status, date)


# texts whose second sentence names nobody
ELSEWHERE: list[tuple[str, str, str, str | None]] = [
    ("Kenya and Norway will hold a round of talks in Oslo. The eighth round will be held in Nairobi in August.",
     "round", "planned", "2025-08"),
    ("Kenya and Norway exchanged 23 fishermen. Talks on a joint patrol are to begin in Oslo on August 3.",
     "Talks", "planned", "2025-08-03"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "status", "date"), ELSEWHERE, ids=["round", "talks"])
def test_those_who_are_named_before_meet(text: str, trigger: str, status: str, date: str | None) -> None:
    event = encounters(text)[trigger]
    assert (actors(event), event.status, event.date) == (["Kenya", "Norway"], status, date)


def test_one_side_holds_the_talks_with_the_other() -> None:
    found = encounters(f"{LIND} will meet {ODUYA}. Oslo had anticipated holding the bilateral talks on Tuesday.")
    assert actors(found["holding the bilateral talks"]) == BOTH


def test_letters_are_sent_by_the_side_that_tells_of_them() -> None:
    event = encounters("Kenya's government said that tariff letters targeting Norway and Peru were sent today.")["sent"]
    assert (event.mode, actors(event), [p.name for p in event.recipients], event.date) == (
        "message", ["Kenya"], ["Norway", "Peru"], "2025-07-10",
    )  # fmt: skip


def test_a_visit_asked_for_has_not_the_date_of_the_call() -> None:
    text = f"This follows Peruvian President Ana Rojas's request for {ODUYA} to visit Peru during their call on June 6."
    event = encounters(text)["visit"]
    assert (event.status, event.date) == ("proposed", None)


def test_a_round_of_something_else_is_no_encounter() -> None:
    assert not encounters("Kenya and Norway held an exercise. The second round was held in May.")


def test_a_text_is_adopted_by_those_who_meet() -> None:
    text = f"{LIND} met {ODUYA} on Monday. A joint statement was adopted."
    known = Published("2025-07-10", "given")
    document = rules()(Document("test", "test", text, OffsetMap.identity(len(text)), published=known))
    adopted = next(e for e in document.layers.events if e.type == "AGREE")
    assert actors(adopted) == BOTH


def test_a_summit_that_others_work_for_is_one_of_countries() -> None:
    found = encounters(f"{LIND} and {ODUYA} agreed to work closely to hold a Peru-Chile summit.")
    event = found["hold a Peru-Chile summit"]
    assert (actors(event), event.status) == (["Chile", "Peru"], "proposed")
