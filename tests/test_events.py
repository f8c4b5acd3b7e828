"""Events: acts and encounters, read end to end from short texts of our own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.annotate import rules
from dragoman.model import Document, EventMention, Genre, Published
from dragoman.offsets import OffsetMap


def read(text: str, published: str | None = "2025-07-10", genre: Genre = "report") -> Document:
    known = Published(published, "given") if published else None
    return rules()(Document("test", "test", text, OffsetMap.identity(len(text)), published=known, genre=genre))


def names(event: EventMention) -> tuple[list[str], list[str]]:
    return [p.name for p in event.actors], [p.name for p in event.recipients]


def one(text: str, kind: str, genre: Genre = "report") -> tuple[Document, EventMention]:
    document = read(text, genre=genre)
    found = [event for event in document.layers.events if event.type == kind]
    assert len(found) == 1, [(e.type, document.quote(e.trigger)) for e in document.layers.events]
    return document, found[0]


ACTS = [
    ("Kenya’s Foreign Minister Amina Oduya met with Norwegian Ambassador Erik Lind in Oslo on Monday.",
     "CONSULT", ["Amina Oduya", "Erik Lind"], []),
    ("French President Jean Moreau visited Kenya in May.", "CONSULT", ["Jean Moreau"], []),
    ("Kenya condemned Norway's attack on the port.", "ACCUSE", ["Kenya"], ["Norway"]),
    ("Kenya accused Norway of breaking the truce.", "ACCUSE", ["Kenya"], ["Norway"]),
    ("Kenya urged Norway to open the port.", "REQUEST", ["Kenya"], ["Norway"]),
    ("Kenya called on Norway and Peru to open the port.", "REQUEST", ["Kenya"], ["Norway", "Peru"]),
    ("Kenya imposed tariffs on steel from Norway last week.", "SANCTION", ["Kenya"], ["Norway"]),
    ("Norway donated vaccines to Kenya.", "AID", ["Norway"], ["Kenya"]),
    ("Kenya rejected the proposal on Monday.", "REJECT", ["Kenya"], []),
    ("Kenya threatened to close the border with Peru.", "THREATEN", ["Kenya"], []),
    ("Norway lifted the ban on imports from Kenya.", "CONCEDE", ["Norway"], []),
    ("Norway and Kenya restored diplomatic ties.", "COOPERATE", ["Norway", "Kenya"], []),
    ("Norway and Kenya signed a treaty on fishing.", "AGREE", ["Norway", "Kenya"], []),
    ("Norway arrested three Kenyan officials.", "COERCE", ["Norway"], ["three Kenyan officials"]),
    ("Norway attacked Kenya on Sunday.", "ASSAULT", ["Norway"], ["Kenya"]),
    ("North Korea test-fired two missiles on Friday.", "MOBILIZE", ["North Korea"], []),
    ("Norway welcomed the decision of Kenya.", "SUPPORT", ["Norway"], ["Kenya"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"), ACTS, ids=[f"{row[1]}-{i}" for i, row in enumerate(ACTS)]
)
def test_who_did_what_to_whom(text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    _, event = one(text, kind)
    assert names(event) == (actors, recipients)


def test_passive_turns_the_roles() -> None:
    _, event = one("Norway was condemned by Kenya and Peru on Monday.", "ACCUSE")
    assert names(event) == (["Kenya", "Peru"], ["Norway"])


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Amina Oduya met with Erik Lind in Oslo.", "meeting"),
        ("Amina Oduya spoke with Erik Lind by phone.", "call"),
        ("Amina Oduya traveled to Norway in May.", "visit"),
        ("Amina Oduya sent a letter to Erik Lind.", "message"),
        ("Amina Oduya attended the NATO summit in Madrid.", "multilateral"),
        ("Amina Oduya spoke with Erik Lind, Jean Moreau and Rosa Diaz today.", "multilateral"),
    ],
)
def test_modes(text: str, mode: str) -> None:
    assert one(text, "CONSULT")[1].mode == mode


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Kenya will impose tariffs on Norway in August.", "SANCTION", "planned"),
        ("Kenya plans to impose tariffs on Norway in August.", "SANCTION", "planned"),
        ("Kenya is negotiating with Norway over fish.", "CONSULT", "ongoing"),
        ("Kenya proposed a summit meeting between Kenya and Norway.", "CONSULT", "proposed"),
        ("Kenya imposed tariffs on Norway.", "SANCTION", "done"),
    ],
)
def test_status(text: str, kind: str, status: str) -> None:
    assert one(text, kind)[1].status == status


@pytest.mark.parametrize(
    "text",
    [
        "Kenya did not impose tariffs on Norway.",
        "Kenya could impose tariffs on Norway.",
        "If Kenya imposes tariffs on Norway, prices will rise.",
    ],
)
def test_what_did_not_happen_is_no_act(text: str) -> None:
    assert [e.type for e in read(text).layers.events if e.type == "SANCTION"] == []


@pytest.mark.parametrize(
    ("text", "kind", "content"),
    [
        ("Minister Amina Oduya said that the port would stay open.", "STATE", "the port would stay open"),
        (
            "Minister Amina Oduya stressed the importance of trade and urged Norway to act.",
            "STATE",
            "the importance of trade",
        ),
        ("Kenya agreed to reopen the border.", "AGREE", "reopen the border"),
        ("Kenya urged Norway to open the port.", "REQUEST", "to open the port"),
        ("Kenya accused Norway of breaking the truce.", "ACCUSE", "breaking the truce"),
        ("Amina Oduya met with Erik Lind to discuss fishing rights.", "CONSULT", "fishing rights"),
    ],
)
def test_content_is_quoted(text: str, kind: str, content: str) -> None:
    document, event = one(text, kind)
    assert event.content is not None
    assert document.quote(event.content) == content


def test_shades_of_a_statement() -> None:
    document = read(
        "Minister Amina Oduya reaffirmed Kenya’s support for Norway. She reaffirmed the importance of trade."
    )
    assert [(e.type, names(e)[1]) for e in document.layers.events] == [("SUPPORT", ["Norway"]), ("STATE", [])]


@pytest.mark.parametrize(
    ("text", "status", "actors", "date"),
    [
        ("The summit between Norway and Kenya, planned for July 22 in Oslo, has been postponed to August 6.",
         "postponed", ["Norway", "Kenya"], "2025-08-06"),
        ("The talks between Norway and Kenya were cancelled.", "cancelled", ["Norway", "Kenya"], None),
        ("Norway put off the meeting with Kenya.", "postponed", ["Norway", "Kenya"], None),
        ("The talks between Norway and Kenya are set for August 6.", "planned", ["Norway", "Kenya"], "2025-08-06"),
        ("Erik Lind asked for help in a phone call with Amina Oduya.", "done", ["Erik Lind", "Amina Oduya"], None),
    ],
)  # fmt: skip
def test_encounters_that_move(text: str, status: str, actors: list[str], date: str | None) -> None:
    _, event = one(text, "CONSULT")
    assert (event.status, names(event)[0], event.date) == (status, actors, date)
    assert [e.type for e in read(text).layers.events if e.type == "CONCEDE"] == []


def test_whoever_calls_an_encounter_off_ends_a_contact() -> None:
    _, event = one("Norway called off the talks with Kenya.", "SANCTION")
    assert names(event) == (["Norway"], ["Kenya"])


def test_encounters_at_other_dates_or_places_stay_apart() -> None:
    text = "Erik Lind and Amina Oduya met in Oslo on July 7. Their first meeting took place in February in Nairobi."
    document = read(text)
    assert [(e.date, e.place) for e in document.layers.events] == [("2025-07-07", "Oslo"), ("2025-02", "Nairobi")]


def test_a_measure_to_come_is_no_promise_too() -> None:
    document = read("Norway said it would impose a tariff on Kenyan steel.")
    (event,) = document.layers.events
    assert (event.type, event.status, names(event)) == ("SANCTION", "planned", (["Norway"], ["Kenya"]))


def test_a_deadline_moved_from_and_to_dates_nothing() -> None:
    document = read("Norway on Tuesday extended the deadline from August 1 to September 15 and lifted the ban.")
    assert {(e.type, e.date, e.content) for e in document.layers.events} == {("CONCEDE", "2025-07-08", None)}


def test_questions_of_the_writer_tell_nothing() -> None:
    assert read("What should Norway and Kenya do when they meet in Oslo?").layers.events == ()


def test_standing_policies_are_no_acts() -> None:
    assert read("Norway provides aid to Kenya.").layers.events == ()


def test_said_as_attribution_is_no_statement() -> None:
    document = read("Amina Oduya met with Erik Lind in Oslo on Monday, the Foreign Ministry said.")
    assert [e.type for e in document.layers.events] == ["CONSULT"]
    source = document.layers.events[0].source
    assert source is not None
    assert source.name == "Foreign Ministry"


def test_a_later_mention_goes_into_also() -> None:
    document = read("Amina Oduya met with Erik Lind in Oslo on Monday. Oduya and Lind met for an hour.")
    (event,) = document.layers.events
    assert [document.quote(span) for span in event.also] == ["Oduya and Lind met for an hour."]


def test_readout_of_a_release() -> None:
    text = (
        "The below is attributable to Spokesperson Ned Price:\n\n"
        "Secretary of State Antony J. Blinken spoke today with Kenyan Foreign Minister Amina Oduya. "
        "The Secretary and the Foreign Minister discussed regional trade. "
        "The Secretary reiterated the importance of open ports."
    )
    document = read(text, "2022-02-01", "release")
    call, statement = document.layers.events
    assert (call.type, call.mode, names(call)[0]) == ("CONSULT", "call", ["Antony J. Blinken", "Amina Oduya"])
    assert (call.date, call.source and call.source.name, len(call.also)) == ("2022-02-01", "Ned Price", 1)
    assert call.content is not None
    assert document.quote(call.content) == "regional trade"
    assert (statement.type, names(statement)) == ("STATE", (["Antony J. Blinken"], ["Amina Oduya"]))
    assert statement.date == "2022-02-01"


def test_promises_in_a_release() -> None:
    _, event = one("Kenya will continue to assist the people of Norway.", "AGREE", "release")
    assert (event.status, names(event)[0]) == ("done", ["Kenya"])


def test_the_author_of_an_opinion_piece_is_no_actor() -> None:
    text = "We urge Kenya to open the port. Minister Amina Oduya urged Norway to act."
    assert [names(e) for e in read(text, genre="opinion").layers.events] == [(["Amina Oduya"], ["Norway"])]


def test_speakers_of_a_transcript() -> None:
    text = "SECRETARY BLINKEN: We urge Kenya to open the port.\n\nMINISTER ODUYA: I welcome the decision of Norway."
    found = read(text, genre="transcript").layers.events
    assert [(e.type, *names(e)) for e in found] == [
        ("REQUEST", ["Blinken"], ["Kenya"]),
        ("SUPPORT", ["Oduya"], ["Norway"]),
    ]


def test_a_meeting_takes_date_and_place_of_the_journey() -> None:
    text = (
        "Assistant Secretary Molly Phee will travel to Kenya February 14-15. "
        "Assistant Secretary Phee will meet with Foreign Minister Amina Oduya."
    )
    journey, meeting = read(text, "2022-02-11", "release").layers.events
    assert (journey.mode, meeting.mode) == ("visit", "meeting")
    assert (meeting.date, meeting.place, meeting.status) == ("2022-02-14/2022-02-15", "Kenya", "planned")


def test_what_a_speaker_will_do_is_a_promise() -> None:
    _, event = one("Minister Amina Oduya said she would cut the fees.", "AGREE")
    assert names(event)[0] == ["Amina Oduya"]


def test_analysts_and_the_press_make_no_statements() -> None:
    text = "Analyst Jane Moyo said the port would close. CNN reported that the port was open."
    assert read(text).layers.events == ()


def test_an_empty_document_has_no_events() -> None:
    assert read("").layers.events == ()


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="Kenya met “Norway”. Oduya said they urged, 's to of by 2025 attack\n", max_size=160))
def test_spans_of_events_lie_in_their_sentence(text: str) -> None:
    document = read(text)
    for event in document.layers.events:
        assert event.sentence.contains(event.trigger)
        assert 0 < event.score <= 1
        assert (event.type == "CONSULT") == (event.mode is not None)
        assert all(span.end <= len(text) for span in event.also)


def test_floor_on_dev_gold(shared: Path, tmp_path: Path) -> None:
    """Typed events at least 58 F1 and who at least 45 on the dev gold (reached: 65 and 52 when this was written)."""
    rows = [json.loads(line) for line in (shared / "gold" / "dev.jsonl").read_text("utf-8").splitlines()]
    out = tmp_path / "predictions.jsonl"
    with out.open("w", encoding="utf-8") as file:
        for row in rows:
            genre: Genre = "release" if row["outlet"] == "U.S. Department of State" else "report"
            document = read(row["text"], row["published"], genre)
            events = [
                {
                    "type": e.type, "mode": e.mode, "trigger": document.quote(e.trigger),
                    "sentence": document.quote(e.sentence),
                    "actors": names(e)[0], "recipients": names(e)[1], "also": [document.quote(span) for span in e.also],
                }
                for e in document.layers.events
            ]  # fmt: skip
            file.write(json.dumps({"id": row["id"], "events": events}) + "\n")
    score = [
        sys.executable,
        str(shared / "gold" / "score.py"),
        str(out),
        str(shared / "gold" / "dev.jsonl"),
        str(shared / "gold" / "dev"),
    ]
    lines = subprocess.run(score, capture_output=True, text=True, check=True).stdout.splitlines()
    f1 = {
        line.split()[0]: float(line.split("F1")[1].split()[0]) for line in lines if "F1" in line and "token" not in line
    }
    assert f1["typed"] >= 58, f1
    assert f1["who"] >= 45, f1


def test_what_is_to_come_is_not_over() -> None:
    _, event = one("Amina Oduya invited Erik Lind to visit Nairobi in March.", "CONSULT")
    assert (event.status, event.date) == ("proposed", "2026-03")


def test_a_plan_is_not_what_took_place() -> None:
    text = "Erik Lind, who visited Nairobi in May, is expected to travel to Nairobi next week."
    assert [(e.status, e.date) for e in read(text).layers.events] == [
        ("done", "2025-05"), ("planned", "2025-07-14/2025-07-20"),
    ]  # fmt: skip
