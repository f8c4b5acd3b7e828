"""Whose idea it was: one source has one side propose, ask or call, another has the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.gazetteer import hits
from dragoman.link.disagreements.claims import Claim, Told
from dragoman.link.disagreements.cues import cue, says
from dragoman.link.nodes import EventNode, Who

__all__ = ["Side", "proposers", "proposers_clash"]


@dataclass(frozen=True, slots=True)
class Side:
    """Who proposed something: countries and entities, and those to whom it was proposed."""

    by: frozenset[str]
    to: frozenset[str]


Proposer = Claim[EventNode, Side]


def proposers(tellings: Iterable[Told[EventNode]]) -> list[Proposer]:
    """Return whose idea something was: the actor of a request or letter, else the party to whom a sentence gives it."""
    told = sorted(tellings, key=lambda t: t.node.id)
    parties = [who for t in told for who in (*t.node.actors, *t.node.recipients)]
    keys = frozenset(_key(who) for who in parties)
    found = [(t, _proposer(t, parties)) for t in told]
    return [
        Claim(t, Side(frozenset([_key(by)]), keys - {_key(by)}), by.country or by.name)
        for t, by in found
        if by is not None
    ]


def _key(who: Who) -> str:
    return who.country or who.entity


def _proposer(told: Told[EventNode], parties: Sequence[Who]) -> Who | None:
    node = told.node
    if node.type == "REQUEST" or node.mode == "message":
        by = {_key(who): who for who in node.actors}
        return next(iter(by.values())) if len(by) == 1 and node.recipients else None
    if node.type != "CONSULT":
        return None
    more = [sentence for sentence in told.after if says("encounter", sentence)]
    return next((who for sentence in (node.sentence, *more) if (who := _initiator(sentence, parties))), None)


_NEAR = 60
"""Characters between a cue and the party that it is about."""


def _initiator(sentence: str, parties: Sequence[Who]) -> Who | None:
    """Return the party whose request, invitation or proposal a sentence names."""
    if match := cue("initiated_by").search(sentence):
        return _named(sentence[match.end() : match.end() + _NEAR], parties, first=True)
    for name in ("initiative_of", "initiates"):
        if match := cue(name).search(sentence):
            return _named(sentence[max(0, match.start() - _NEAR) : match.start() + 2], parties, first=False)
    return None


def _named(text: str, parties: Sequence[Who], first: bool) -> Who | None:
    """Return the party that a text names first or last, by any part of a person's name or form of a country's."""
    found: list[tuple[int, Who]] = []
    for who in parties:
        for part in (who.name, *(who.name.split() if who.label == "person" else ())):
            found += [(match.start(), who) for match in re.finditer(rf"\b{re.escape(part)}\b", text) if len(part) > 2]
    for hit in hits(text):
        found += [(hit.span.start, who) for who in parties if hit.entry.country and hit.entry.country == who.country]
    found.sort(key=lambda pair: (pair[0], pair[1].entity))
    return (found[0] if first else found[-1])[1] if found else None


def proposers_clash(left: Proposer, right: Proposer) -> bool:
    """Tell whether each of two tellings has the other's proposer as the one to whom it was proposed."""
    ours, theirs = left.value, right.value
    return not ours.by & theirs.by and bool(ours.by & theirs.to) and bool(theirs.by & ours.to)
