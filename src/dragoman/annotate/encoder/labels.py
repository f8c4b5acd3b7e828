"""What the heads of the encoder tell apart, in the order of their outputs."""

from __future__ import annotations

from dragoman.model import EVENT_TYPES, MODES, STATUSES

__all__ = ["DEADLINES", "INSTRUMENTS", "MEASURE_STATUSES", "NAMES", "POINTERS", "ROLES", "TOKEN_HEADS", "TRIGGERS"]

TRIGGERS = ("O", *EVENT_TYPES, "I")
"""A word begins the trigger of an act of a type, goes on with one, or neither."""

INSTRUMENTS = ("tariff", "sanctions", "export control", "visa ban", "quota", "subsidy", "other")
MEASURE_STATUSES = ("threatened", "announced", "in force", "suspended", "reduced", "lifted")
DEADLINES = ("O", "set", "extended", "former", "met", "missed")
NAMES = ("O", "B-person", "I-person", "B-organisation", "I-organisation", "B-place", "I-place", "B-people", "I-people")

TOKEN_HEADS = {
    "trigger": len(TRIGGERS),
    "mode": len(MODES),
    "status": len(STATUSES),
    "name": len(NAMES),
    "target": 2 + len(INSTRUMENTS),
    "rate": 2,
    "measure": len(MEASURE_STATUSES),
    "deadline": len(DEADLINES),
    "cue": 2,
    "dating": 2,
}
"""The width of each head that reads one word. ``target``: O, I, or the target of a measure by an instrument begins;
``dating``: an act has no date, or that of publication, against the words that `POINTERS` "time" points to."""

ROLES = ("actor", "recipient", "source", "place", "speaker", "said")
"""What a word is to a trigger, each on its own; ``speaker`` and ``said``: what it is to the cue of an attribution."""

POINTERS = ("time", "start", "end")
"""To which word a trigger points: the head of the time expression that dates it, the ends of its content."""
