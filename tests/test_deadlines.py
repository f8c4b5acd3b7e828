"""Deadlines: which dates are one, and whether they are set, extended, former, met or missed; invented sentences."""

from __future__ import annotations

import pytest

from dragoman.annotate import rules
from dragoman.annotate.deadlines import DeadlineCue, deadline_cues
from dragoman.model import DeadlineMention, Document, Published, content_id
from dragoman.offsets import OffsetMap

PUBLISHED = "2031-05-05"


def read(text: str, published: str | None = PUBLISHED) -> tuple[DeadlineMention, ...]:
    """Return the deadlines of a text published on Monday 5 May 2031."""
    document = Document(
        content_id(text), content_id(text), text, OffsetMap.identity(len(text)),
        published=Published(published, "given") if published else None,
    )  # fmt: skip
    return rules()(document).layers.deadlines


# text, then (date, status) of each deadline
DEADLINES: list[tuple[str, list[tuple[str, str]]]] = [
    ("Both sides want a trade deal by July 8.", [("2031-07-08", "set")]),
    ("The talks are open until August 1.", [("2031-08-01", "set")]),
    ("They hope for a pact before the August 1 deadline.", [("2031-08-01", "set")]),
    ("The deadline for an agreement is June 30.", [("2031-06-30", "set")]),
    ("There is still time until the tariff imposition date of August 1.", [("2031-08-01", "set")]),
    ("The duties will take effect on June 15.", [("2031-06-15", "set")]),
    ("A 20 percent duty on steel, effective June 1, was announced.", [("2031-06-01", "set")]),
    ("Many face tariffs set to be imposed Aug. 1.", [("2031-08-01", "set")]),
    ("The treaty will enter into force in 2032.", [("2032", "set")]),
    ("The truce expires on May 12.", [("2031-05-12", "set")]),
    ("The waiver runs out at the end of June.", [("2031-06-30", "set")]),
    ("Freedonia has until May 20 to release its budget.", [("2031-05-20", "set")]),
    ("The country has committed to cut emissions by 40 percent by 2040.", [("2040", "set")]),
    ("Its goal of carbon neutrality by 2050 stands.", [("2050", "set")]),
    ("Parliament will not reconvene until October 14.", [("2031-10-14", "set")]),
    ("The minister is due to step down in June.", [("2031-06", "set")]),
    ("She will be sworn into office on May 20.", [("2031-05-20", "set")]),
    ("The government must reply within 30 days.", [("2031-06-04", "set")]),
    ("The ministry must publish the list no later than June 1.", [("2031-06-01", "set")]),
    ("The first payment is due on June 1.", [("2031-06-01", "set")]),
    ("Norway prepares to assume the presidency of the council in 2032.", [("2032", "set")]),
    ("The new tariffs kick in on June 1.", [("2031-06-01", "set")]),
    # extension, and what it replaces
    ("Data is accepted until June 14 instead of May 28.", [("2031-06-14", "extended"), ("2031-05-28", "former")]),
    ("The limit, which stood at May 31, is moved to June 30.", [("2031-05-31", "former"), ("2031-06-30", "extended")]),
    (
        "The duty will take effect on June 30, and no longer on June 1.",
        [("2031-06-30", "extended"), ("2031-06-01", "former")],
    ),
    (
        "Delayed initially to take effect on May 9, the duties have now been postponed again until August 1.",
        [("2031-05-09", "former"), ("2031-08-01", "extended")],
    ),
    ("The deadline was extended to August 1.", [("2031-08-01", "extended")]),
    (
        "Washington pushed back the deadline from May 9 to August 1.",
        [("2031-05-09", "former"), ("2031-08-01", "extended")],
    ),
    (
        "Norway extended the deadline for an agreement with Freedonia on exports of nickel ore from May 9 to August 1.",
        [("2031-05-09", "former"), ("2031-08-01", "extended")],
    ),
    (
        "The government moved its own deadline from May 9 to August 1.",
        [("2031-05-09", "former"), ("2031-08-01", "extended")],
    ),
    ("A tariff on ore is to take effect on June 1, and another on oil on the same day.", [("2031-06-01", "set")]),
    ("Freedonia will impose a tariff of 16 percent on Ruritanian nickel from June 1.", [("2031-06-01", "set")]),
    ("The summit planned for May 9 was postponed to August 1.", []),
    ("They agreed on an extension of the truce until the end of July.", [("2031-07-31", "extended")]),
    ("The ministry missed its own deadline of March 15.", [("2031-03-15", "missed")]),
    ("The country met the May 1 deadline for its report.", [("2031-05-01", "met")]),
    ("He said he is to leave office next month on June 2.", [("2031-06-02", "set")]),
    # appointments, the past, and mere dates are no deadlines
    ("The ministers meet in Oslo on Friday.", []),
    ("The summit will be held from June 15 to June 17.", []),
    ("The secretary will travel to Lima from May 8 through May 10.", []),
    ("The tariffs took effect on April 2.", []),
    ("He served as ambassador until 2018.", []),
    ("The pact was signed on May 2, 2030.", []),
    ("By the end of May 2029 the army had left.", []),
    ("By the first of May the army had left.", []),
    ("She did not answer until May 2.", []),
    ("By today’s ruling the court upheld the plan.", []),
    ("Media must RSVP by 9:00 a.m. on May 6.", []),
    ("Did they really agree on a deal by July 8?", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DEADLINES, ids=[text[:60] for text, _ in DEADLINES])
def test_dates_and_status(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(deadline.date, deadline.status) for deadline in read(text)] == expected


def test_one_entry_for_each_date_where_most_is_told() -> None:
    text = "They want a deal by August 1. The deadline was extended to August 1, the ministry said."
    (deadline,) = read(text)
    assert (deadline.status, text[deadline.sentence.start :][:12]) == ("extended", "The deadline")


# text, then the words for what is due on its last deadline
WORDS = [
    ("The two sides agreed to pursue a deal on tariffs by July 8.", "two sides to pursue deal on tariffs"),
    ("Both sides want a trade deal by July 8.", "trade deal due"),
    ("The deadline for a deal with Freedonia on steel is June 30.", "deal with Freedonia on steel due"),
    ("They hope for a pact before the August 1 deadline.", "pact due"),
    ("Norway will impose an 18 percent tariff on steel from June 1.", "18 percent tariff on steel takes effect"),
    ("A 20 percent duty on steel, effective June 1, was announced.", "20 percent duty on steel takes effect"),
    ("The new tariffs kick in on June 1.", "new tariffs take effect"),
    ("The tariff on oil is under review. It was suspended until June 1.", "tariff on oil suspended until then"),
    ("They set up a group on metals and fish that will report by June 1.", "group on metals and fish to report"),
    ("The talks are open until August 1.", "talks open until then"),
    ("Freedonia has until May 20 to release its budget.", "Freedonia to release budget"),
    ("Parliament will not reconvene until October 14.", "Parliament to reconvene"),
    ("They agreed on an extension of the truce until the end of July.", "truce ends"),
    ("The country met the May 1 deadline for its report.", "report due"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_what_is_due_in_a_few_words_of_our_own(text: str, words: str) -> None:
    assert read(text)[-1].what == words


@pytest.mark.parametrize("text", [text for text, expected in DEADLINES if expected])
def test_what_is_never_empty_nor_long(text: str) -> None:
    assert all(1 <= len(deadline.what.split()) <= 14 for deadline in read(text))


def test_the_trigger_is_the_date() -> None:
    text = "Both sides want a trade deal by July 8."
    (deadline,) = read(text)
    assert text[deadline.trigger.start : deadline.trigger.end] == "July 8"


def test_without_a_publication_date_full_dates_still_count() -> None:
    assert [deadline.date for deadline in read("The deadline is June 30, 2031.", published=None)] == ["2031-06-30"]


@pytest.mark.parametrize(("cue", "example"), [(cue, text) for cue in deadline_cues() for text in cue.examples])
def test_examples_of_the_table(cue: DeadlineCue, example: str) -> None:
    found = read(example if example.endswith(".") else f"They speak of {example}.")
    assert len(found) == 1
    assert found[0].status == (cue.status or "set")
