"""Who takes part in an act: names of the document, weighed as actor and as recipient."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dragoman.annotate.encoder.session import Pairs
from dragoman.annotate.encoder.sheet import Sheet
from dragoman.annotate.weighing.proposals import Proposal
from dragoman.annotate.weighing.weights import Weights, probability
from dragoman.model import EventMention, Participant

__all__ = ["Role", "candidates", "cast", "role_features"]

Role = str
ROLES: tuple[Role, ...] = ("actor", "recipient")
_LOWEST = -8.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may take part: the logits of its roles (of all its mentions in the window) and where it stands."""

    participant: Participant
    logits: dict[Role, float]
    here: bool
    """Whether it is named in the sentence of the trigger."""
    met: bool
    """Whether it takes part in the encounter that was told last."""


def candidates(sheet: Sheet, pairs: Pairs, proposal: Proposal) -> Iterator[Candidate]:
    """Yield the names of the window of a trigger, and those that the rules found with no mention of their own."""
    first, last = pairs.first, pairs.first + len(pairs.logits)
    place = sheet.span(proposal.word, proposal.word).start
    met = _met(sheet, place)
    seen: set[str] = set()
    for name, named in sheet.names.items():
        heads = [head for head in named.heads if first <= head < last]
        if heads:
            seen.add(name)
            here = any(sheet.sentences[head] == sheet.sentences[proposal.word] for head in heads)
            yield Candidate(named.participant(place), _logits(pairs, heads), here, name in met)
    for participant in _drafted(proposal.drafted):
        if participant.name not in seen:
            seen.add(participant.name)
            words = sheet.words_in(participant.span.start, participant.span.end) if participant.span else range(0)
            heads = [word for word in words[-1:] if first <= word < last]
            logits = _logits(pairs, heads) if heads else dict.fromkeys(ROLES, -3.0)
            yield Candidate(participant, logits, bool(heads), participant.name in met)


def _met(sheet: Sheet, place: int) -> frozenset[str]:
    """Return who takes part in the last encounter of two that the rules find before a place in the text."""
    before = [e for e in sheet.document.layers.events if e.type == "CONSULT" and e.trigger.start < place]
    both = next((e.actors for e in reversed(before) if len(e.actors) > 1), ())
    return frozenset(p.name for p in both) if len(both) == 2 else frozenset()


def _drafted(event: EventMention | None) -> tuple[Participant, ...]:
    return (*event.actors, *event.recipients) if event is not None else ()


def _logits(pairs: Pairs, heads: list[int]) -> dict[Role, float]:
    rows = [head - pairs.first for head in heads]
    return {role: max(_LOWEST, float(np.logaddexp.reduce(pairs.role(role)[rows]))) for role in ROLES}


def role_features(candidate: Candidate, role: Role, proposal: Proposal, best: float) -> dict[str, float]:
    """Return what speaks for a name in a role; ``best`` is the highest logit of the role among all names."""
    logit = candidate.logits[role]
    other = candidate.logits["recipient" if role == "actor" else "actor"]
    found = {"bias": 1.0, "logit": logit, "other logit": other, "here": float(candidate.here),
             "best": float(logit == best), "below best": best - logit}  # fmt: skip
    if candidate.met:
        speech = proposal.type not in ("CONSULT", "ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "AID", "COOPERATE")
        found["met speech" if speech else "met"] = 1.0
    drafted = proposal.drafted
    if drafted is None:
        return found | {"alone": 1.0}
    mine, theirs = drafted.actors, drafted.recipients
    if role == "recipient":
        mine, theirs = theirs, mine
    name = candidate.participant.name
    trust = "" if proposal.agreed else " rival"
    if any(p.name == name for p in mine):
        found[f"rule{trust}"] = 1.0
    elif any(p.name == name for p in theirs):
        found[f"rule other{trust}"] = 1.0
    elif mine:
        found[f"rule else{trust}"] = 1.0
    return found


def cast(
    weights: Weights, sheet: Sheet, pairs: Pairs, proposal: Proposal
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Return actors and recipients; a name has one role at most."""
    known = list(candidates(sheet, pairs, proposal))
    shares: dict[Role, list[float]] = {}
    for role in ROLES:
        best = max((c.logits[role] for c in known), default=0.0)
        shares[role] = [probability(weights.score(role, role_features(c, role, proposal, best))) for c in known]
    picked: dict[Role, list[Participant]] = {role: [] for role in ROLES}
    for i, candidate in enumerate(known):
        role = max(ROLES, key=lambda r: shares[r][i] - weights.thresholds[r])
        if shares[role][i] >= weights.thresholds[role]:
            picked[role].append(candidate.participant)
    return tuple(picked["actor"]), tuple(picked["recipient"])
