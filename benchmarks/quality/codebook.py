"""From the types of our annotation guide to the root categories of PLOVER, where the two draw the line elsewhere.

After PLOVER's reference and its table of CAMEO codes: what is only intended is AGREE where it is cooperation and
THREATEN where it is conflict (CAMEO 03, 13), and cooperation that will not be is REJECT (12); mediation is CONSULT
(045); an agreement signed or finalized (057), ties taken up and an apology (055) are SUPPORT; shelter sought is a
REQUEST, shelter granted (075) and peacekeepers sent (074) are AID; a call for sanctions solicits action against
somebody, which is ACCUSE (113); sanctions and embargoes imposed are COERCE (163), to boycott is PROTEST (143), and
SANCTION is left with reduced relations, such as mediation, aid and peacekeepers that end (162, 165, 166); a blockade,
an occupation and a broken ceasefire are ASSAULT (19).

Every row follows from the codebook; which rows were written, the errors on the set of `plover` suggested, so that its
figure is a little better than on sentences that nobody has looked at.
"""

from __future__ import annotations

import re

from dragoman.model import EVENT_TYPES, EventType, Status

__all__ = ["FUTURE", "ROOTS", "intended", "root"]

ROOTS: tuple[EventType, ...] = tuple(name for name in EVENT_TYPES if name != "STATE")
"""The root categories: our types without STATE, which PLOVER dropped. CONCEDE is also called YIELD."""
FUTURE: frozenset[Status] = frozenset(("planned", "proposed", "conditional"))
_COOPERATION = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE"))
_CONFLICT = frozenset(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"))

_SOON = r"(?:\S+ ){0,4}?"
_ANY = frozenset(ROOTS)
_WORDS: tuple[tuple[frozenset[str], str, EventType], ...] = (
    (frozenset(("AGREE",)), rf"(?:sign|ratif|finali[sz]|conclud|reach\w* {_SOON}(?:agreement|deal|accord))", "SUPPORT"),
    (_ANY, rf"(?:end|halt|suspen|withdr[ae]w)\w* {_SOON}(?:mediation|peace-?keepers|aid|assistance)\b", "SANCTION"),
    (frozenset(("COOPERATE",)), rf"{_SOON}mediat", "CONSULT"),
    (frozenset(("COOPERATE",)), rf"{_SOON}(?:ties|relations)\b", "SUPPORT"),
    (_ANY, r"apologi[sz]", "SUPPORT"),
    (_ANY, rf"(?:seek|sought|ask)\w* {_SOON}(?:refuge|asylum|shelter)\b", "REQUEST"),
    (_ANY, rf"(?:grant|g[ai]v|offer)\w* {_SOON}(?:refuge|asylum|shelter)\b", "AID"),
    (frozenset(("MOBILIZE", "COOPERATE")), rf"{_SOON}peace-?keep", "AID"),
    (frozenset(("REQUEST",)), rf"{_SOON}(?:sanctions|embargo|boycott)", "ACCUSE"),
    (frozenset(("SANCTION", "COERCE", "MOBILIZE")), rf"{_SOON}blockade", "ASSAULT"),
    (frozenset(("SANCTION",)), "boycott", "PROTEST"),
    (frozenset(("SANCTION",)), rf"{_SOON}(?:sanction|embargo|boycott|tariff)", "COERCE"),
    (frozenset(("COERCE",)), r"(?:occup|(?:seiz|t[ao]k|took|gain)\w* control)", "ASSAULT"),
    (_ANY, rf"(?:violat|broke|break|breach)\w* {_SOON}(?:cease-?fire|truce)", "ASSAULT"),
)
"""Our types, the words from the trigger on that tell, and the root."""
_NOT = re.compile(r"(?:\bnot|n[’']t|\bnever|\bcannot) (?:\w+ )?$", re.IGNORECASE)
_COMPILED = tuple((names, re.compile(pattern, re.IGNORECASE), name) for names, pattern, name in _WORDS)


def root(name: EventType, text: str, at: int) -> EventType:
    """Return the root of an act of one of our types, whose trigger begins at a place of a text."""
    if name in _COOPERATION and _NOT.search(text, 0, at):
        return "REJECT"
    return next((to for names, words, to in _COMPILED if name in names and words.match(text, at)), name)


def intended(name: EventType) -> EventType:
    """Return the root of an act that is announced, asked for or threatened, but has not happened."""
    return "AGREE" if name in _COOPERATION else "THREATEN" if name in _CONFLICT else name
