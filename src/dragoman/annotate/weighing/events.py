"""The events of a document: what rules and encoder propose, weighed, and told once each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast as as_type

from dragoman.annotate.encoder.session import Scores
from dragoman.annotate.encoder.sheet import Sheet
from dragoman.annotate.events.merging import merged
from dragoman.annotate.weighing.cast import cast
from dragoman.annotate.weighing.context import lent_dates, lent_places, log_shares, neighbours
from dragoman.annotate.weighing.options import chosen, contents, dates, modes, places, statuses
from dragoman.annotate.weighing.proposals import Proposal, clusters, features
from dragoman.annotate.weighing.weights import Weights, probability
from dragoman.model import EventMention, Mode, Participant, Span, Status

__all__ = ["SAID", "FirstReading", "first_reading", "in_context", "weighed"]

SAID = frozenset(("STATE", "SUPPORT", "AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONSULT"))
"""Types that have a content."""


def weighed(
    weights: Weights, sheet: Sheet, scores: Scores, drafted: tuple[EventMention, ...]
) -> tuple[EventMention, ...]:
    """Return the events of a document in order, each with its calibrated score.

    ``drafted`` are the events that the rules find, each act once.
    """
    kept = []
    for rivals in clusters(sheet, scores, drafted):
        proposal = max(rivals, key=lambda rival: weights.score("event", features(rival)))
        share = probability(weights.score("event", features(proposal)))
        if share >= weights.thresholds["event"]:
            kept.append(first_reading(weights, sheet, scores, proposal, share))
    kept.sort(key=lambda reading: reading.event.trigger.start)
    return _once(sheet, in_context(weights, sheet, kept), drafted)


@dataclass(frozen=True, slots=True)
class FirstReading:
    """An act as its own words tell it, with the log probabilities of its dates and places."""

    event: EventMention
    dates: dict[str | None, float]
    places: dict[str | None, float]


def in_context(weights: Weights, sheet: Sheet, first: list[FirstReading]) -> list[EventMention]:
    """Return the acts of a document, in order, with the dates and places that the acts around lend them."""
    events = [reading.event for reading in first]
    found = []
    for at, reading in enumerate(first):
        around = neighbours(events, at, sheet.document.genre != "report", sheet.published)
        date = chosen(weights, "date in context", lent_dates(reading.dates, around))
        place = chosen(weights, "place in context", lent_places(reading.places, around))
        found.append(replace(reading.event, date=date, place=place))
    return found


def first_reading(weights: Weights, sheet: Sheet, scores: Scores, proposal: Proposal, share: float) -> FirstReading:
    """Return an act as its own words tell it; ``share`` is its probability."""
    pairs = scores.pairs(proposal.word)
    actors, recipients = cast(weights, sheet, pairs, proposal)
    drafted = proposal.drafted
    encounter = proposal.type == "CONSULT"
    when = dates(sheet, scores, pairs, proposal)
    where = places(sheet, scores, pairs, proposal)
    event = EventMention(
        proposal.type,
        drafted.trigger if drafted else sheet.span(proposal.word, proposal.end - 1),
        sheet.document.layers.sentences[sheet.sentences[proposal.word]].span,
        mode=as_type(Mode, chosen(weights, "mode", modes(scores, proposal))) if encounter else None,
        actors=actors,
        recipients=recipients,
        date=chosen(weights, "date", when),
        place=chosen(weights, "place", where),
        status=as_type(Status, chosen(weights, "status", statuses(scores, proposal))),
        source=drafted.source if drafted else _source(sheet, scores, proposal),
        content=_content(weights, sheet, scores, proposal),
        also=drafted.also if drafted else (),
        score=round(share, 2),
    )
    return FirstReading(_whole(event), log_shares(weights, "date", when), log_shares(weights, "place", where))


def _content(weights: Weights, sheet: Sheet, scores: Scores, proposal: Proposal) -> Span | None:
    if proposal.type not in SAID:
        return None
    decision = "content encounter" if proposal.type == "CONSULT" else "content"
    return chosen(weights, decision, contents(sheet, scores.pairs(proposal.word), proposal))


def _source(sheet: Sheet, scores: Scores, proposal: Proposal) -> Participant | None:
    """Return who reports an act that the rules did not find, where the encoder is sure of it."""
    pairs = scores.pairs(proposal.word)
    column = pairs.role("source")
    best: tuple[float, Participant | None] = (0.0, None)
    for named in sheet.names.values():
        rows = [head - pairs.first for head in named.heads if 0 <= head - pairs.first < len(column)]
        if rows and (logit := float(column[rows].max())) > best[0]:
            best = logit, named.participant(sheet.span(proposal.word, proposal.word).start)
    return best[1]


def _whole(event: EventMention) -> EventMention:
    """Return an encounter other than a visit or message with everybody who takes part as an actor."""
    if event.type != "CONSULT" or event.mode in ("visit", "message") or not event.recipients:
        return event
    return replace(event, actors=(*event.actors, *event.recipients), recipients=())


def _once(sheet: Sheet, events: list[EventMention], drafted: tuple[EventMention, ...]) -> tuple[EventMention, ...]:
    """Return the events with those that the rules had not found joined to those whose act they tell again."""
    ruled = {event.trigger for event in drafted}
    found: list[EventMention] = []
    for event in events:
        if event.trigger in ruled:
            found.append(event)
        else:
            merged(sheet.document, found, event)
    return tuple(sorted(found, key=lambda event: event.trigger.start))
