"""Rules and encoder weighed: what each proposes, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.annotate.encoder.labels import DEADLINES, INSTRUMENTS, TRIGGERS
from dragoman.annotate.weighing import deadlines, events, measures, tenures
from dragoman.annotate.weighing.proposals import clusters, features
from dragoman.annotate.weighing.weights import RULED, Weights, bounded_logit, probability
from dragoman.model import EventMention
from invented_scores import read, scores

EVENT = {"bias": -1.0, "share": 1.0, "rule": 2.0}
ROLE = {"bias": 0.0, "logit": 1.0, "rule": 4.0}
CHOICE = {"log share": 1.0, "rule": 1.0}
PLACE = {"logit": 1.0, "rule": 3.0}
WEIGHTS = Weights(
    {
        "event": EVENT, "actor": ROLE, "recipient": ROLE, "date": CHOICE, "status": CHOICE, "mode": CHOICE,
        "place": PLACE, "date in context": CHOICE, "place in context": CHOICE,
        "content": {"log share": 1.0, "rule": 2.0}, "content encounter": {"log share": 1.0},
        "deadline": {"bias": -1.0, "share": 1.0, "rule": 3.0},
        "measure": {"bias": -1.0, "share": 1.0, "rule bias": 2.0},
        "tenure": {"rule": 2.0, "former": -3.0},
    },
    {
        "actor": 0.5, "recipient": 0.5,
        **{kind + origin: 0.5 for kind in ("event", "deadline", "measure", "tenure") for origin in ("", RULED)},
    },
)  # fmt: skip
TEXT = "Rebels stormed the port of Beira on Tuesday. Kenya urged Chad to halt the raids by May 1."


def _type(name: str) -> int:
    return TRIGGERS.index(name)


def _weighed(text: str, **given: object) -> tuple[list[str], tuple[EventMention, ...]]:
    sheet = read(text)
    found = events.weighed(WEIGHTS, sheet, scores(sheet, **given), sheet.document.layers.events)  # type: ignore[arg-type]
    return [f"{e.type} {sheet.document.quote(e.trigger)}" for e in found], found


def test_the_encoder_adds_what_no_rule_finds() -> None:
    names, found = _weighed(
        TEXT,
        heads={"trigger": {"stormed": {_type("ASSAULT"): 0.9}}, "status": {"stormed": {0: 1.0}}},
        logits={"stormed": {"place": {"Beira": 4.0}, "time": {"Tuesday": 5.0}}},
    )
    assert "ASSAULT stormed" in names
    assault = found[names.index("ASSAULT stormed")]
    assert (assault.date, assault.place, assault.status) == ("2026-03-10", "Beira", "done")
    assert assault.score == round(probability(bounded_logit(0.9) - 1), 2)


def test_an_event_of_the_rules_stays_with_its_roles_where_the_encoder_is_silent() -> None:
    heads = {"trigger": {"urged": {_type("REQUEST"): 0.6}}}
    names, found = _weighed("Kenya urged Chad to halt the raids.", heads=heads)
    assert names == ["REQUEST urged"]
    assert [p.name for p in found[0].actors] == []  # the rules say Kenya, the encoder's logit of -6 outweighs it
    assert found[0].status == "done"


def test_roles_join_the_rule_and_the_logit() -> None:
    _, found = _weighed(
        "Kenya urged Chad to halt the raids.",
        heads={"trigger": {"urged": {_type("REQUEST"): 0.6}}},
        logits={"urged": {"actor": {"Kenya": -1.0}, "recipient": {"Chad": 2.0}}},
    )
    assert ([p.name for p in found[0].actors], [p.name for p in found[0].recipients]) == (["Kenya"], ["Chad"])


def test_the_encoder_can_overrule_a_rule_or_change_its_type() -> None:
    text = "Kenya urged Chad to halt the raids."
    assert _weighed(text)[0] == []
    names, _ = _weighed(text, heads={"trigger": {"urged": {_type("THREATEN"): 0.97}}})
    assert names == ["THREATEN urged"]


def test_content_is_the_best_span_of_the_encoder_where_there_is_no_rule() -> None:
    text = "Rebels stormed the port. Officials there vowed to keep the road open."
    names, found = _weighed(
        text,
        heads={"trigger": {"vowed": {_type("AGREE"): 0.95}}},
        logits={"vowed": {"start": {"keep": 3.0}, "end": {"open": 3.0}}},
    )
    told = found[names.index("AGREE vowed")]
    assert told.content is not None
    assert text[told.content.start : told.content.end] == "keep the road open"


def test_everybody_in_a_meeting_is_an_actor() -> None:
    _, found = _weighed(
        "Kenya sat down with Chad on Monday.",
        heads={"trigger": {"sat": {_type("CONSULT"): 0.95, len(TRIGGERS) - 1: 0}, "down": {len(TRIGGERS) - 1: 0.9}}},
        logits={"sat": {"actor": {"Kenya": 3.0}, "recipient": {"Chad": 3.0}}},
    )
    assert [p.name for p in found[0].actors] == ["Kenya", "Chad"]
    assert found[0].recipients == ()


def test_rivals_share_a_trigger_and_unlikely_types_are_not_weighed() -> None:
    sheet = read("Kenya urged Chad to halt the raids.")
    heads = {"trigger": {"urged": {_type("REQUEST"): 0.5, _type("THREATEN"): 0.3, _type("AID"): 0.01}}}
    (rivals,) = clusters(sheet, scores(sheet, heads), sheet.document.layers.events)
    assert sorted((r.type, r.agreed) for r in rivals) == [("REQUEST", True), ("THREATEN", False)]
    assert "rule" in features(next(r for r in rivals if r.agreed))
    assert "rival" in features(next(r for r in rivals if not r.agreed))


def test_deadlines_of_the_encoder_join_those_of_the_rules_one_for_each_date() -> None:
    sheet = read("The port must reopen by May 1. The envoy counts on June 3 for the rest.")
    silent = scores(sheet, {"deadline": {"May": {1: 0.5}}})
    drafted = sheet.document.layers.deadlines
    assert [d.date for d in deadlines.weighed(WEIGHTS, sheet, silent, drafted)] == ["2026-05-01"]
    sure = scores(sheet, {"deadline": {"May": {1: 0.5}, "June": {DEADLINES.index("extended"): 0.95}}})
    found = deadlines.weighed(WEIGHTS, sheet, sure, drafted)
    assert [(d.date, d.status) for d in found] == [("2026-05-01", "set"), ("2026-06-03", "extended")]
    assert all(d.what for d in found)


def test_measures_of_the_encoder_have_target_rate_and_status() -> None:
    sheet = read("Sawn timber out of Gabon pays 15 percent more at the border from now on.")
    marked = scores(
        sheet,
        {
            "target": {"Gabon": {2 + INSTRUMENTS.index("tariff"): 0.95}},
            "rate": {"15": {1: 0.9}},
            "measure": {"Gabon": {2: 1.0}},
        },
    )
    (found,) = measures.weighed(WEIGHTS, sheet, marked, ())
    assert (found.target, found.instrument, found.rate, found.status) == ("Gabon", "tariff", 15.0, "in force")


@pytest.mark.parametrize(("score", "kept"), [(None, 1), (0.9, 0), (0.2, 2)])
def test_one_score_can_be_asked_of_all_entries(score: float | None, kept: int) -> None:
    sheet = read("Foreign Minister Ann Lind met former Prime Minister Joe Okoth.")
    found = tenures.weighed(WEIGHTS.at_least(score), sheet, scores(sheet), sheet.document.layers.tenures)
    assert len(found) == kept
    assert all(0 < t.score < 1 for t in found)


def test_thresholds_of_roles_stay() -> None:
    assert WEIGHTS.at_least(0.9).thresholds["actor"] == 0.5
    assert replace(WEIGHTS).at_least(None) is not WEIGHTS


def test_what_is_said_after_an_encounter_has_its_date_and_place() -> None:
    sheet = read("Ann Lind met Joe Okoth in Oslo on Tuesday. Lind vowed to reopen the port.")
    marked = scores(
        sheet,
        {"trigger": {"met": {_type("CONSULT"): 0.9}, "vowed": {_type("AGREE"): 0.95}}},
        {
            "met": {"actor": {"Lind": 3.0, "Okoth": 3.0}, "place": {"Oslo": 4.0}, "time": {"Tuesday": 5.0}},
            "vowed": {"actor": {"Lind": 3.0}},
        },
    )
    found = events.weighed(WEIGHTS, sheet, marked, sheet.document.layers.events)
    assert [(e.type, e.date, e.place) for e in found] == [
        ("CONSULT", "2026-03-10", "Oslo"), ("AGREE", "2026-03-10", "Oslo"),
    ]  # fmt: skip
