"""Encounters: their mode, the readouts that go on telling them, and what they lend to the sentences that follow."""

from __future__ import annotations

from dataclasses import replace

from dragoman.annotate.events.content import content_after
from dragoman.annotate.events.scene import Scene
from dragoman.model import EventMention, Participant
from dragoman.ontology import word_list

__all__ = ["is_readout", "mode_of", "readout", "same_people"]


def mode_of(scene: Scene, event: EventMention) -> EventMention:
    """Return the encounter with its mode settled: a call of three, or a meeting of three countries is multilateral."""
    if event.mode == "call" and len(event.actors) > 2:
        return replace(event, mode="multilateral")
    if event.mode == "meeting" and len(_countries(scene, event)) > 2:
        return replace(event, mode="multilateral")
    return event


def _countries(scene: Scene, event: EventMention) -> frozenset[str]:
    """Return the countries that meet, themselves or in those who act for them."""
    chains = scene.document.layers.chains
    own = [chains[p.chain] for p in event.actors if p.chain is not None and p.chain < len(chains)]
    return frozenset(c.name if c.label == "country" else c.country or "" for c in own) - {""}


def same_people(one: tuple[Participant, ...], other: tuple[Participant, ...]) -> bool:
    """Tell whether the first are all among the others."""
    names = {p.name for p in other}
    return bool(one) and all(p.name in names for p in one)


def is_readout(scene: Scene, sentence: int, encounter: EventMention) -> bool:
    """Tell whether a sentence goes on telling what was talked about at an encounter ("They discussed …")."""
    structure = scene.structures[sentence]
    for verb in structure.verbs:
        if verb.lemma in word_list("readout_verbs") and verb.kind == "finite" and not verb.modal:
            subject = scene.parties(structure, structure.subjects(verb))
            return not subject or same_people(subject, encounter.actors)
    return False


def readout(scene: Scene, sentence: int, encounter: EventMention) -> EventMention:
    """Return the encounter with the sentence among its further mentions, and its content where it had none."""
    structure = scene.structures[sentence]
    span = scene.document.layers.sentences[sentence].span
    verb = next(
        v for v in structure.verbs if v.lemma in word_list("readout_verbs") and v.kind == "finite" and not v.modal
    )
    found = encounter.content or content_after(scene, structure, verb)
    return replace(encounter, content=found, also=(*encounter.also, span))
