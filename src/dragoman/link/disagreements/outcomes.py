"""What came of it: held, called off or denied; agreed or not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from dragoman.edtf import Days
from dragoman.link.disagreements.claims import Claim, Told, days_apart
from dragoman.link.disagreements.cues import changed, cue, word_set
from dragoman.link.events.told import as_told
from dragoman.link.matter import content_words
from dragoman.link.nodes import EventNode
from dragoman.model import Status

__all__ = ["held", "held_clash", "results", "results_clash", "standing"]


@lru_cache(maxsize=20_000)
def standing(node: EventNode) -> EventNode:
    """Return a telling with the status that the words around its trigger give it: denied, called off, put off.

    >>> said = "Oslo denied that the two had met."
    >>> standing(EventNode("a", "d", "CONSULT", "meeting", (), (), None, None, "done", "met", said)).status
    'denied'
    """
    if node.status not in ("done", "ongoing", "planned"):
        return node
    before = node.sentence.partition(node.trigger)[0] if node.trigger else ""
    if node.type == "CONSULT" and re.search(rf"{cue('denied').pattern}[^.;]{{0,90}}$", before, re.IGNORECASE):
        return replace(node, status="denied")
    told = as_told(replace(node, status="done"))
    return told if told.status in ("cancelled", "postponed", "denied") else as_told(node)


Held = Claim[EventNode, Status]
_HELD: dict[Status, str] = {
    "done": "it took place", "ongoing": "it took place", "planned": "it is planned",
    "cancelled": "it was called off", "denied": "there was none",
}  # fmt: skip
_SOON = 3
"""Days between publications within which a denial contradicts a plan; later, the plan may have been dropped."""


def held(tellings: Iterable[Told[EventNode]]) -> list[Held]:
    """Return whether tellings say that an event took place."""
    return [Claim(t, t.node.status, _HELD[t.node.status]) for t in tellings if t.node.status in _HELD]


def held_clash(left: Held, right: Held) -> bool:
    """Tell whether one telling has an event that another denies, or calls off after the day on which it was held."""
    first, second = sorted((left, right), key=lambda claim: claim.value)
    pair = (first.value, second.value)
    gap = days_apart(left.told.node.published, right.told.node.published)
    if pair in (("denied", "done"), ("denied", "ongoing")):
        return True
    if pair == ("denied", "planned"):
        return gap is not None and gap <= _SOON
    if pair in (("cancelled", "done"), ("cancelled", "ongoing")):
        return _after(first.told.node.published, second.told.node)
    return False


def _after(published: Days | None, done: EventNode) -> bool:
    """Tell whether a cancellation was published when the event had been held by another telling."""
    if published is None:
        return False
    if done.date is not None and done.date.single and published.first > done.date.last:
        return True
    return done.published is not None and published.first >= done.published.last


@dataclass(frozen=True, slots=True)
class Result:
    """Whether an agreement was reached, and the words that say on what."""

    agreed: bool
    topic: frozenset[str]


Outcome = Claim[EventNode, Result]


def results(tellings: Iterable[Told[EventNode]]) -> list[Outcome]:
    """Return whether tellings of an encounter or a text say that it ended in agreement; a letter ends in none."""
    return [
        Claim(told, result, "it ended in agreement" if result.agreed else "it ended without agreement")
        for told in tellings
        if told.node.type in ("CONSULT", "AGREE", "REJECT", "STATE") and told.node.mode != "message"
        and told.node.status in ("done", "ongoing", "denied")
        if (result := _first_result((told.node.sentence, *told.after)))
    ]


def _first_result(sentences: Iterable[str]) -> Result | None:
    return next((result for sentence in sentences if (result := _result(sentence))), None)


_SUPPOSED = re.compile(r"\b(?:if|unless|whether|should|would|could|might|may)\b[^,;.]*$", re.IGNORECASE)
"""What comes before a failure that has not happened: "if they don't make a deal"."""


@lru_cache(maxsize=20_000)
def _result(sentence: str) -> Result | None:
    """Return the result that a sentence tells; None where it tells none or both."""
    failed = [match for match in cue("failed").finditer(sentence) if not _SUPPOSED.search(sentence[: match.start()])]
    rest = cue("failed").sub(lambda match: "~" * len(match.group()), sentence)
    agreed = [match for match in cue("agreed").finditer(rest) if _is_result(rest, match)]
    if bool(failed) == bool(agreed):
        return None
    return Result(not failed, _topic(sentence, (failed or agreed)[0].end()))


def _is_result(sentence: str, match: re.Match[str]) -> bool:
    after = re.findall(r"[\w'-]+", sentence[match.end() :])[:4]
    before = sentence[max(0, match.start() - 25) : match.start()]
    if re.search(
        r"\b(?:not|never|no|hop\w+|if|want\w*|would|could|may|might|previously|already|agenda|to|before|toward)\s+(?:\w+\s+)?$|n['’]t\s+$",
        before,
        re.I,
    ):
        return False
    return not {word.lower() for word in after} & word_set("no_result")


def _topic(sentence: str, at: int) -> frozenset[str]:
    match = re.match(r"[^.;]{0,30}?\b(?:on|over|about|to|regarding)\s+([^.;]{3,80})", sentence[at:])
    return content_words(match[1]) if match else frozenset()


def results_clash(left: Outcome, right: Outcome) -> bool:
    """Tell whether one telling has an agreement and another has none, on the same matter as far as they say."""
    ours, theirs = left.told.node, right.told.node
    if left.value.agreed == right.value.agreed or changed(ours.sentence) or changed(theirs.sentence):
        return False
    if (days_apart(ours.published, theirs.published) or 0) > _SOON:
        return False
    topics = left.value.topic, right.value.topic
    return not all(topics) or bool(topics[0] & topics[1])
