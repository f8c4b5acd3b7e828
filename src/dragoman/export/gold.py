"""Document → the format of the annotation guide, by which the program is scored: names and quotes, no spans."""

from __future__ import annotations

from typing import Any

from dragoman.model import DeadlineMention, Document, EventMention, MeasureMention, Participant, Span, TenureMention

__all__ = ["gold_entry"]


def gold_entry(document: Document) -> dict[str, Any]:
    """Return what a document says as one JSON object of the guide: id, title, published, outlet, and the four lists.

    The id is the caller's own where there is one. Every quote stands in the document's text, letter for letter.
    """
    layers = document.layers
    return {
        "id": document.name or document.id,
        "title": document.title,
        "published": document.published.edtf if document.published else None,
        "outlet": document.outlet,
        "events": [_event(document, number, event) for number, event in enumerate(layers.events, 1)],
        "measures": [_measure(document, measure) for measure in layers.measures],
        "deadlines": [_deadline(document, deadline) for deadline in layers.deadlines],
        "tenures": [_tenure(document, tenure) for tenure in layers.tenures],
    }


def _event(document: Document, number: int, event: EventMention) -> dict[str, Any]:
    return {
        "id": f"e{number}",
        "type": event.type,
        "mode": event.mode,
        "trigger": document.quote(event.trigger),
        "sentence": document.quote(event.sentence),
        "actors": _names(event.actors),
        "recipients": _names(event.recipients),
        "date": event.date,
        "place": event.place,
        "status": event.status,
        "source": event.source.name if event.source else None,
        "content": document.quote(event.content) if event.content else None,
        "also": [document.quote(span) for span in event.also],
        "span": _ends(event.sentence),
        "trigger_span": _ends(event.trigger),
        "score": event.score,
    }


def _measure(document: Document, measure: MeasureMention) -> dict[str, Any]:
    return {
        "imposer": measure.imposer,
        "target": measure.target,
        "instrument": measure.instrument,
        "rate": _number(measure.rate),
        "unit": measure.unit,
        "product": measure.product,
        "status": measure.status,
        "effective": measure.effective,
        "sentence": document.quote(measure.sentence),
        "span": _ends(measure.sentence),
        "score": measure.score,
    }


def _deadline(document: Document, deadline: DeadlineMention) -> dict[str, Any]:
    return {
        "date": deadline.date,
        "what": deadline.what,
        "status": deadline.status,
        "sentence": document.quote(deadline.sentence),
        "span": _ends(deadline.sentence),
        "score": deadline.score,
    }


def _tenure(document: Document, tenure: TenureMention) -> dict[str, Any]:
    return {
        "person": tenure.person.name,
        "office": tenure.office,
        "of": tenure.of,
        "status": tenure.status,
        "sentence": document.quote(tenure.sentence),
        "span": _ends(tenure.sentence),
        "score": tenure.score,
    }


def _names(participants: tuple[Participant, ...]) -> list[str]:
    return [participant.name for participant in participants]


def _number(rate: float | None) -> float | int | None:
    """Write a whole rate as a whole number: 25, not 25.0."""
    return int(rate) if rate is not None and rate == int(rate) else rate


def _ends(span: Span) -> list[int]:
    return [span.start, span.end]
