"""The events of a document: what rules and encoder propose, weighed, and told once each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast as as_type

from dragoman.annotate.encoder.session import Scores
from dragoman.annotate.encoder.sheet import Sheet
from dragoman.annotate.events.merging import merged
from dragoman.annotate.weighing.cast import cast
from dragoman.annotate.weighing.options import chosen, contents, dates, modes, places, statuses
from dragoman.annotate.weighing.proposals import Proposal, clusters, features
from dragoman.annotate.weighing.weights import Weights, probability
from dragoman.edtf import days
from dragoman.model import EventMention, Mode, Participant, Span, Status

__all__ = ["SAID", "weighed"]

SPEECH = frozenset(("STATE", "SUPPORT", "AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"))
SAID = SPEECH | {"CONSULT"}
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
        if weights.keeps("event", share, ruled=proposal.agreed):
            kept.append(_event(weights, sheet, scores, proposal, share))
    return _once(sheet, list(_lent(sorted(kept, key=lambda event: event.trigger.start))), drafted)


def _lent(events: list[EventMention]) -> Iterator[EventMention]:
    """Yield the events; what somebody says who has just met others has date and place of that encounter, where it has
    none of its own.
    """
    encounter: EventMention | None = None
    for event in events:
        if event.type == "CONSULT" and event.status in ("done", "ongoing") and len(event.actors) > 1:
            encounter = event
        if encounter is not None and event.type in SPEECH and _names(event) & _names(encounter):
            yield replace(event, date=event.date or encounter.date, place=event.place or encounter.place)
        else:
            yield event


def _names(event: EventMention) -> frozenset[str]:
    return frozenset(participant.name for participant in event.actors)


def _event(weights: Weights, sheet: Sheet, scores: Scores, proposal: Proposal, share: float) -> EventMention:
    """Return an act with its fields; ``share`` is its probability. A date or place that the rules find stays."""
    pairs = scores.pairs(proposal.word)
    actors, recipients = cast(weights, sheet, pairs, proposal)
    drafted = proposal.drafted
    encounter = proposal.type == "CONSULT"
    if proposal.agreed and drafted and drafted.mode == "call" and len(drafted.actors) == 2:
        actors, recipients = drafted.actors, ()  # no third party listens to a call of two
    status = _status(weights, scores, proposal)
    guessed = chosen(weights, "date", dates(sheet, scores, pairs, proposal))
    event = EventMention(
        proposal.type,
        drafted.trigger if drafted else sheet.span(proposal.word, proposal.end - 1),
        sheet.document.layers.sentences[sheet.sentences[proposal.word]].span,
        mode=as_type(Mode, chosen(weights, "mode", modes(scores, proposal))) if encounter else None,
        actors=actors,
        recipients=recipients,
        date=(drafted and drafted.date) or _date(sheet, guessed, status),
        place=(drafted and drafted.place) or chosen(weights, "place", places(sheet, scores, pairs, proposal)),
        status=status,
        source=drafted.source if drafted else _source(sheet, scores, proposal),
        content=_content(weights, sheet, scores, proposal),
        also=drafted.also if drafted else (),
        score=round(share, 2),
    )
    return _whole(event)


_AHEAD = frozenset({"planned", "proposed", "cancelled", "postponed"})


def _status(weights: Weights, scores: Scores, proposal: Proposal) -> Status:
    """Return the status; an encounter that the rules find still to come, or called off, did not take place."""
    found = as_type(Status, chosen(weights, "status", statuses(scores, proposal)))
    ruled = proposal.drafted.status if proposal.drafted is not None else None
    if proposal.type != "CONSULT" or ruled not in _AHEAD:
        return found
    vague = ruled == "proposed" and proposal.drafted is not None and proposal.drafted.date is None
    return ruled if found in ("done", "ongoing") or ruled in ("cancelled", "postponed") or vague else found


def _date(sheet: Sheet, date: str | None, status: Status) -> str | None:
    """Return a date, none where an act that is to come would have happened before the document was published."""
    over = date is not None and sheet.published is not None and days(date).last < sheet.published
    return None if over and status in ("planned", "proposed") else date


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
