"""What the words around an encounter say of its standing, where the reading has it as done.

"Despite a planned meeting", "cancelled the talks", "the visit was put off", "no meeting took place": such words stand
close to the trigger. The days on which something was called off are not those for which it had been planned.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from dragoman.link.nodes import EventNode
from dragoman.model import Status

__all__ = ["as_told", "hours", "tells_of_move"]

_OFF = r"(?:cancel\w*|call(?:s|ed|ing)? off|scrap\w*|scrub\w*|shelved?|abandon\w*)"
_PUT_OFF = r"(?:postpon\w+|put(?:s|ting)? (?:off|back)|delay\w*\b(?! by)|deferr?\w*|reschedul\w+|push(?:ed|es) back)"
_NEAR = r"(?:[\w'’.-]+ ){0,4}"
_CLAUSE = r"[^.;:]{0,90}?"
_BE = r"(?:is|was|were|be|been|being)"
_MODES = {"talk": "meeting", "meeting": "meeting", "summit": "meeting", "visit": "visit", "trip": "visit"}
_CALLED_OFF = re.compile(
    rf"^(?:had |has |have )?{_OFF} (?:an?|the|his|her|their|its|planned|scheduled|all) {_NEAR}?"
    rf"(?P<what>talks?|meetings?|summit|visit|trip)\b",
    re.IGNORECASE,
)
_BEFORE: dict[str, Status] = {
    rf"\bdespite (?:an?|the|his|her|their|its) (?:planned|scheduled) {_NEAR}": "cancelled",
    rf"\b{_OFF} (?!by\b){_NEAR}": "cancelled",
    rf"\bcollapse of {_NEAR}": "cancelled",
    rf"\b{_PUT_OFF} (?!by\b|until\b|to\b){_NEAR}": "postponed",
    rf"\bno (?:such )?{_NEAR}": "denied",
    rf"\b(?:planned|scheduled|upcoming|forthcoming) {_NEAR}": "planned",
    rf"\b(?:proposed|possible|potential) {_NEAR}": "proposed",
    rf"\b(?:need|hopes?|calls?|proposals?|push|requests?|invitation|prospects?) (?:for|of|to hold) {_NEAR}": "proposed",
}
_AFTER: dict[str, Status] = {
    rf"{_CLAUSE}\b{_BE} {_OFF}": "cancelled",
    r" (?:fell|falls|has fallen|have fallen|had fallen) through\b": "cancelled",
    rf"{_CLAUSE}\b{_BE} {_PUT_OFF}": "postponed",
}
_TOOK_PLACE = re.compile(r"\b(?:took place|was held|were held|has taken place|happened|occurred)\b")
_HOUR = re.compile(r"\b(\d{1,2}:\d{2}|\d{1,2}(?= ?[ap]\.?m\b))(?: ?([ap])\.?m\b)?", re.IGNORECASE)
_MOVED = re.compile(rf"\b{_PUT_OFF}|\bbrought forward\b|\bmoved (?:up|back|from|to (?:\d|[A-Z]))", re.IGNORECASE)


def as_told(node: EventNode) -> EventNode:
    """Return a telling with the status that the words around its trigger give to an encounter.

    >>> from dragoman.link.nodes import EventNode
    >>> said = "The two governments have put off the visit."
    >>> as_told(EventNode("a", "d", "CONSULT", "visit", (), (), None, None, "done", "visit", said)).status
    'postponed'
    """
    if node.type in ("SANCTION", "REJECT") and (called_off := _CALLED_OFF.search(_from_trigger(node))):
        mode = _MODES[called_off["what"].lower().removesuffix("s")]
        date = None if node.date == node.published else node.date
        return replace(node, type="CONSULT", mode=mode, status="cancelled", date=date, content=None)
    if node.type != "CONSULT" or node.status not in ("done", "ongoing"):
        return node
    status = _standing(node.sentence, node.trigger)
    if status is None or (status == "postponed" and node.mode == "message"):  # what is put off is in the letter
        return node
    if status in ("cancelled", "postponed") and node.date and node.date == node.published:
        return replace(node, status=status, date=None)
    return replace(node, status=status)


def _from_trigger(node: EventNode) -> str:
    return node.sentence[max(0, node.sentence.find(node.trigger)) :][:100]


def tells_of_move(node: EventNode) -> bool:
    """Tell whether a sentence says that something was put off or brought forward ("her delayed trip")."""
    return _MOVED.search(node.sentence) is not None


@lru_cache(maxsize=100_000)
def hours(sentence: str) -> frozenset[str]:
    """Return the times of day that a sentence names.

    >>> sorted(hours("9:30 a.m. The Secretary meets the Minister; at 14:00 he departs"))
    ['14:00', '9:30a']
    """
    return frozenset(hour + (half or "").lower()[:1] for hour, half in _HOUR.findall(sentence))


@lru_cache(maxsize=100_000)
def _standing(sentence: str, trigger: str) -> Status | None:
    at = sentence.find(trigger)
    if at < 0:
        return None
    before, after = sentence[max(0, at - 80) : at], sentence[at + len(trigger) :]
    for pattern, status in _BEFORE.items():
        if re.search(pattern + "$", before, re.IGNORECASE) and (status != "denied" or _TOOK_PLACE.search(after)):
            return status
    return next((status for pattern, status in _AFTER.items() if re.match(pattern, after, re.IGNORECASE)), None)
