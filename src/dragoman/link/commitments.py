"""Promises, demands and threats: what was said, and whether later acts met it, refused it or let it lapse.

A commitment is an event in which somebody promises (AGREE), asks (REQUEST) or threatens (THREATEN) something that can
be held against later events. A later event bears on it when the right side does it and its words overlap with what was
said. Nothing is inferred from silence but that a due date has gone by. Each status names the event that it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from dragoman.edtf import Days
from dragoman.gazetteer import hits
from dragoman.link.matter import content_words
from dragoman.link.nodes import Who
from dragoman.model import Status
from dragoman.ontology import table

__all__ = [
    "Act",
    "Bearing",
    "Commitment",
    "CommitmentKind",
    "CommitmentStatus",
    "commitment_of",
    "commitments",
    "marks",
]

CommitmentKind = Literal["promise", "demand", "threat"]
CommitmentStatus = Literal["open", "met", "refused", "lapsed"]


@dataclass(frozen=True, slots=True)
class Act:
    """An event as far as commitments need it: the values of its cluster.

    ``id`` is the cluster's id, ``date`` the days on which it happened, ``published`` those on which it was first told.
    ``content`` is what was said, asked or threatened, ``sentence`` the sentence that tells it most fully, ``due`` the
    date by which a promise or demand is to be met, where the sentence gives one.
    """

    id: str
    type: str
    mode: str | None
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    date: Days | None
    status: Status
    sentence: str
    content: str | None = None
    published: Days | None = None
    due: Days | None = None

    @property
    def when(self) -> Days | None:
        """The days on which it happened, else those on which it was told."""
        return self.date or self.published


@dataclass(frozen=True, slots=True)
class Bearing:
    """That a later event bears on a commitment: its id, what follows from it, since which day, and why."""

    act: str
    status: CommitmentStatus
    since: str
    said: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise, demand or threat and where it stands.

    ``by`` are those who made it, ``to`` those to whom it is addressed. ``bearings`` are the later events in order of
    time; the last gives the ``status``, which holds since the ISO date ``since``. ``said`` is the reason in words.
    """

    id: str
    kind: CommitmentKind
    by: tuple[Who, ...]
    to: tuple[Who, ...]
    what: str
    due: Days | None
    status: CommitmentStatus
    since: str | None
    said: str
    bearings: tuple[Bearing, ...] = ()


_KINDS: dict[str, CommitmentKind] = {"AGREE": "promise", "REQUEST": "demand", "THREATEN": "threat"}
_MADE: frozenset[str] = frozenset({"done", "ongoing", "planned", "conditional"})
_DONE: frozenset[str] = frozenset({"done", "ongoing"})
_GRANTS: dict[str, frozenset[str]] = {
    "demand": frozenset({"COOPERATE", "AID", "CONCEDE"}),
    "promise": frozenset({"COOPERATE", "AID", "CONCEDE", "MOBILIZE"}),
    "threat": frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "CONCEDE"}),
}
"""The types of event that carry a commitment out. An AGREE meets a demand too; a CONCEDE drops a threat."""
_ANSWERS = frozenset({"AGREE", "REJECT", "CONSULT"}).union(*_GRANTS.values())
_ENCOUNTER = "encounter"
_LEAST = 2
"""Words that a later event has to share with a commitment; a commitment of fewer is too vague to be held to."""
_SHARE = 0.6
"""The share of a commitment's words that a later event has to have. With one word, or with two of any number, most of
thirty events found in the releases of the State Department had nothing to do with what was asked or promised."""
_LONGEST = 400
"""Days within which a later event is taken to bear on a commitment."""
_SOON = 180
"""Days within which an encounter is taken for the one that was asked for."""


def commitments(acts: Iterable[Act], as_of: date | None = None) -> tuple[Commitment, ...]:
    """Return the commitments among some events with their status, in order of their ids.

    Only events that share one of their `marks` are held against each other. ``as_of`` is the day by which a due date
    has gone by or not; None leaves what has no bearing open.
    """
    ordered = sorted(acts, key=lambda act: act.id)
    index: dict[str, list[Act]] = {}
    for act in ordered:
        if act.type in _ANSWERS and act.status in _DONE:
            for mark in marks(act):
                index.setdefault(mark, []).append(act)
    found = []
    for act in (act for act in ordered if _commits(act)):
        near = {other.id: other for mark in marks(act) for other in index.get(mark, ())}
        found.append(commitment_of(act, [near[id] for id in sorted(near)], as_of))
    return tuple(commitment for commitment in found if commitment is not None)


def marks(act: Act) -> frozenset[str]:
    """Return what an event has to share with a commitment to bear on it: a side together with a word of the matter."""
    words = _matter(act) | ({_ENCOUNTER} if act.type == "CONSULT" or _asks_encounter(act) else set())
    sides = {side for who in (*act.actors, *act.recipients) for side in (who.entity, who.country) if side}
    return frozenset(f"{side}|{word}" for side in sides for word in words)


def commitment_of(act: Act, others: Sequence[Act], as_of: date | None = None) -> Commitment | None:
    """Return the commitment that an event makes, with its status from other events; None where it makes none."""
    if not _commits(act):
        return None
    kind = _KINDS[act.type]
    found = [bearing for other in others if (bearing := _bearing(act, kind, other)) is not None]
    found.sort(key=lambda bearing: (bearing.since, bearing.status == "met", bearing.act))
    what = act.content or act.sentence
    said = act.when.first if act.when else None
    if found:
        last = found[-1]
        return Commitment(
            act.id, kind, act.actors, act.recipients, what, act.due, last.status, last.since, last.said, tuple(found)
        )
    if act.due is not None and as_of is not None and act.due.last < as_of.isoformat():
        reason = f"due by {act.due.last}, and nothing in the record answers it"
        return Commitment(act.id, kind, act.actors, act.recipients, what, act.due, "lapsed", act.due.last, reason)
    return Commitment(act.id, kind, act.actors, act.recipients, what, act.due, "open", said, "nothing answers it yet")


def _commits(act: Act) -> bool:
    """Tell whether an event makes a commitment: said by somebody, and something that can be held against later ones."""
    return act.type in _KINDS and act.status in _MADE and bool(act.actors) and _concrete(act)


# --- what a later event means for it -------------------------------------------------------------------------------


def _bearing(act: Act, kind: CommitmentKind, other: Act) -> Bearing | None:
    since = _later(act, other)
    if since is None or other.type not in _ANSWERS or other.status not in _DONE:
        return None
    found = _answer(act, kind, other)
    return None if found is None else Bearing(other.id, found[0], since, found[1])


def _later(act: Act, other: Act) -> str | None:
    """Return the day of an event where it comes after a commitment, or on its day, and not too late."""
    if other.id == act.id or act.when is None or other.when is None:
        return None
    if other.when.last < act.when.first or (not other.when.single and other.when.first < act.when.first):
        return None
    gap = (date.fromisoformat(other.when.first) - date.fromisoformat(act.when.first)).days
    return other.when.first if 0 <= gap <= _LONGEST else None


def _answer(act: Act, kind: CommitmentKind, other: Act) -> tuple[CommitmentStatus, str] | None:
    if other.type == "CONSULT":
        return _encounter(act, kind, other)
    if other.type not in _GRANTS[kind] and not (kind == "demand" and other.type in ("AGREE", "REJECT")):
        return None
    answering = act.recipients if kind == "demand" else act.actors
    if not any(_answers(act, who, actor) for who in answering for actor in other.actors):
        return None
    shared = _shared(act, other)
    if not shared or not _towards(act, kind, other):
        return None
    words = ", ".join(sorted(shared))
    if kind == "demand" and other.type == "REJECT":
        return "refused", f"those asked refuse: {words}"
    if not _grants(act, kind, other):
        return None
    if kind == "threat":
        return ("lapsed", f"dropped: {words}") if other.type == "CONCEDE" else ("met", f"carried out: {words}")
    return "met", f"those {'asked' if kind == 'demand' else 'who promised'} do it: {words}"


def _grants(act: Act, kind: CommitmentKind, other: Act) -> bool:
    """Tell whether an event is of a type that carries a commitment out, and told as a deed of a day after it.

    A deed without a date, or of the same day, is mostly the promise told once more; to agree on the day is an answer.
    What asks to leave something off is met by giving way only.
    """
    if other.type == "AGREE" and kind == "demand":
        return other.sentence != act.sentence and other.date is not None and not _forbids().search(_said(act))
    if other.type not in _GRANTS[kind] or other.date is None or not _follows(act, other):
        return False
    return kind != "demand" or other.type == "CONCEDE" or _forbids().search(_said(act)) is None


def _encounter(act: Act, kind: CommitmentKind, other: Act) -> tuple[CommitmentStatus, str] | None:
    """Tell whether a meeting that was asked for or promised has taken place: both sides took part.

    A summit is met by a summit only, and what is asked between states also needs a word of the matter.
    """
    if kind == "threat" or not _asks_encounter(act) or not _follows(act, other, _SOON):
        return None
    if _visits().search(_said(act)) and other.mode != "visit":
        return None
    if not _present(act, kind, (*other.actors, *other.recipients)):
        return None
    if _leaders().search(_said(act)) and not _leaders().search(other.sentence):
        return None
    persons = {who.entity for who in (*act.actors, *act.recipients) if who.label == "person"}
    shared = _matter(act) & _matter(other)
    there = {who.entity for who in (*other.actors, *other.recipients)}
    if len(persons & there) < 2 and not (other.date and shared & _wanted(act)):
        return None
    return "met", "the encounter has taken place" + (f": {', '.join(sorted(shared))}" if shared else "")


def _follows(act: Act, other: Act, within: int = _LONGEST) -> bool:
    """Tell whether an event lies wholly after a commitment: the talks at which a visit is proposed do not meet it."""
    if act.when is None or other.when is None or other.when.first <= act.when.last:
        return False
    return (date.fromisoformat(other.when.first) - date.fromisoformat(act.when.last)).days <= within


def _present(act: Act, kind: CommitmentKind, there: Sequence[Who]) -> bool:
    """Tell whether two sides of a commitment take part in an encounter: of a demand, who asks and who is asked."""
    if kind == "demand":
        return all(any(_one_side(who, one) for who in side for one in there) for side in (act.actors, act.recipients))
    sides = {who.country or who.entity for who in (*act.actors, *act.recipients)}
    return len(sides & {one.country or one.entity for one in there}) > 1


def _towards(act: Act, kind: CommitmentKind, other: Act) -> bool:
    """Tell whether an event is aimed at the other side of a commitment, as far as both are known.

    A promise or threat to somebody is carried out on them, or in a sentence that names them.
    """
    counterpart = act.actors if kind == "demand" else act.recipients
    if not counterpart:
        return True
    reached = any(_one_side(who, there) for who in counterpart for there in other.recipients)
    if kind == "demand" and other.type == "REJECT":
        return reached or not other.recipients
    named = {hit.entry.country for hit in hits(other.sentence)}
    return reached or any(
        (who.country is not None and who.country in named)
        or who.name in other.sentence
        or any(_one_side(who, one) for one in other.actors)
        for who in counterpart
    ) or (kind == "demand" and other.type == "CONCEDE")


def _answers(act: Act, who: Who, actor: Who) -> bool:
    """Tell whether an actor may answer for somebody; within one country only who was asked, not another office."""
    ours = {one.country for one in act.actors if one.country}
    if act.type == "REQUEST" and who.country in ours:
        return who.entity == actor.entity
    return _one_side(who, actor)


def _one_side(left: Who, right: Who) -> bool:
    """Tell whether two names stand for one side: the same entity, or a state and who acts for it; not two persons."""
    if left.entity == right.entity:
        return True
    if left.label == right.label == "person" or not (_acts_for_state(left) and _acts_for_state(right)):
        return False
    return left.country is not None and left.country == right.country


def _acts_for_state(who: Who) -> bool:
    """Tell whether a name may stand for its country: not "U.S. manufacturers" or "Afghan people"."""
    last = who.name.split()[-1] if who.name else ""
    return who.label in ("country", "office", "person") or (who.label == "organisation" and last[:1].isupper())


# --- words ---------------------------------------------------------------------------------------------------------


def _concrete(act: Act) -> bool:
    """Tell whether something is said that can be held against later events: an encounter, a due date, or two words."""
    return act.due is not None or _asks_encounter(act) or len(_wanted(act)) >= _LEAST


def _wanted(act: Act) -> frozenset[str]:
    return content_words(_said(act)) - _vague() - _names(act)


def _shared(act: Act, other: Act) -> frozenset[str]:
    """Return the words that an event has in common with a commitment, empty where they are too few to rest on."""
    wanted = _wanted(act)
    shared = wanted & _matter(other)
    return shared if len(shared) >= _LEAST and len(shared) >= _SHARE * len(wanted) else frozenset()


def _said(act: Act) -> str:
    return act.content or act.sentence


@lru_cache(maxsize=1 << 16)
def _all_words(sentence: str, content: str | None) -> frozenset[str]:
    return content_words(sentence) | (content_words(content) if content else frozenset())


def _matter(act: Act) -> frozenset[str]:
    return _all_words(act.sentence, act.content) - _vague() - _names(act)


def _names(act: Act) -> frozenset[str]:
    """Return the words of the names of those who take part: they are no matter."""
    return frozenset(word for who in (*act.actors, *act.recipients) for word in content_words(who.name))


def _asks_encounter(act: Act) -> bool:
    return act.type in ("REQUEST", "AGREE") and _encounters().search(_said(act)) is not None


@cache
def _vague() -> frozenset[str]:
    return content_words(table("matters")["commitments"]["vague"])


@cache
def _encounters() -> re.Pattern[str]:
    return re.compile(table("matters")["commitments"]["encounter"], re.IGNORECASE)


@cache
def _visits() -> re.Pattern[str]:
    return re.compile(table("matters")["commitments"]["visit"], re.IGNORECASE)


@cache
def _forbids() -> re.Pattern[str]:
    return re.compile(table("matters")["commitments"]["forbids"], re.IGNORECASE)


@cache
def _leaders() -> re.Pattern[str]:
    return re.compile(table("matters")["commitments"]["leaders"], re.IGNORECASE)
