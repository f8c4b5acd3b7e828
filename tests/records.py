"""Documents about an invented negotiation, put together by hand, for tests of what comes after reading."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from dragoman.model import (
    Capture,
    Chain,
    DeadlineMention,
    Document,
    EventMention,
    Given,
    Layers,
    MeasureMention,
    Participant,
    Published,
    Reading,
    Rejection,
    Sentence,
    Span,
    Stamp,
    TenureMention,
    content_id,
)
from dragoman.offsets import decode
from dragoman.store import Store, load

MEETING = (
    "Foreign Minister Sítí Rahmawati met Norway's envoy Eirik Tveit in Singapore on March 12, the ministry said.\n\n"
    "Rahmawati urged Tveit to “withdraw the nickel tariff before the talks resume”. Oslo refused."
)
TARIFF = (
    "Norway will impose a 25 percent tariff on Indonesia from May 1, 2026. "
    "Talks must end by April 30, officials said. Rahmawati and Tveit plan to meet again."
)


def span(text: str, words: str) -> Span:
    """Return where some words stand in a text, at their first place."""
    at = text.index(words)
    return Span(at, at + len(words))


def people(*names: str) -> tuple[Participant, ...]:
    return tuple(map(Participant, names))


def document(text: str, **fields: Any) -> Document:
    """Make a document whose capture is its text in UTF-8; layers and other fields as given."""
    decoded, offsets = decode(text.encode(), "utf-8")
    one = Document(content_id(text), capture_of(text).id, decoded, offsets)
    return replace(one, **{"layers": Layers(sentences=sentences(text)), **fields})


def capture_of(text: str, uri: str = "page.txt", **rest: Any) -> Capture:
    return Capture.of(text.encode(), uri, "text/plain", **rest)


def sentences(text: str) -> tuple[Sentence, ...]:
    found, at = [], 0
    for number, paragraph in enumerate(text.split("\n\n")):
        for piece in paragraph.replace(". ", ".\0").split("\0"):
            start = text.index(piece, at)
            at = start + len(piece)
            found.append(Sentence(Span(start, at), number))
    return tuple(found)


def event(text: str, type: str, trigger: str, sentence: str, **fields: Any) -> EventMention:
    content = fields.pop("content", None)
    found = span(text, content) if content else None
    return EventMention(type, span(text, trigger), span(text, sentence), content=found, **fields)  # type: ignore[arg-type]


def meeting() -> Document:
    """A dated report: a meeting, a request in quotation marks, a refusal, two tenures."""
    first, request, refusal = (MEETING[s.span.start : s.span.end] for s in sentences(MEETING))
    rahmawati, tveit = people("Sítí Rahmawati", "Eirik Tveit")
    events = (
        event(MEETING, "CONSULT", "met", first, mode="meeting", actors=(rahmawati, tveit), date="2026-03-12",
              place="Singapore", source=Participant("Ministry of Foreign Affairs")),
        event(MEETING, "REQUEST", "urged", request, actors=(rahmawati,), recipients=(tveit,), date="2026-03-12",
              content="withdraw the nickel tariff before the talks resume"),
        event(MEETING, "REJECT", "refused", refusal, actors=people("Norway"), date="2026-03-12"),
    )  # fmt: skip
    where = span(MEETING, first)
    tenures = (
        TenureMention(rahmawati, "Foreign Minister", "Indonesia", "current", where, span(MEETING, "Foreign Minister")),
        TenureMention(tveit, "envoy", "Norway", "current", where, span(MEETING, "envoy")),
    )
    layers = Layers(
        sentences=sentences(MEETING), events=events, tenures=tenures, stamps=(Stamp("events", "events", "1", "0"),),
        chains=(Chain(0, "Norway", "country", ()), Chain(1, "Eirik Tveit", "person", (), country="Norway")),
    )  # fmt: skip
    return document(
        MEETING, title="Ministers meet <b>in Singapore</b>", outlet="The Fjord Dispatch", layers=layers, name="fd-1",
        published=Published("2026-03-13", "page"), url="https://example.org/a?b=1&c=2",
    )  # fmt: skip


def tariff() -> Document:
    """An undated report: a measure, a deadline, a planned meeting."""
    first, second, third = (TARIFF[s.span.start : s.span.end] for s in sentences(TARIFF))
    layers = Layers(
        sentences=sentences(TARIFF),
        events=(
            event(TARIFF, "CONSULT", "meet", third, mode="meeting", status="planned",
                  actors=people("Siti Rahmawati", "Eirik Tveit")),
        ),
        measures=(
            MeasureMention("Norway", "Indonesia", "tariff", span(TARIFF, first), span(TARIFF, "impose"), "announced",
                           25.0, "percent", "nickel", "2026-05-01"),
        ),
        deadlines=(
            DeadlineMention("2026-04-30", "talks end", "extended", span(TARIFF, second), span(TARIFF, "April 30")),
        ),
    )  # fmt: skip
    return document(TARIFF, title="A duty on nickel", outlet="The Straits Ledger", layers=layers)


def readings() -> list[Reading]:
    """Two pages that are read, and one that is not."""
    refused = Rejection("photo.jpg", "capture", "binary", "an image (JPEG)")
    zipped = capture_of(TARIFF, "tariff.txt", container="pages.zip", given=Given(outlet="The Straits Ledger"))
    return [
        Reading(capture_of(MEETING, "a/meeting.txt", fetched_at="2026-03-14T00:00:00Z"), (meeting(),)),
        Reading(zipped, (tariff(),)),
        Reading(None, (), (refused,)),
    ]


def filled(path: Path) -> Store:
    """Make a record at a path and load the readings."""
    store = Store(path, create=True)
    load(store, readings())
    return store
