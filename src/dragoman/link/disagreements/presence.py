"""Who took part: one source has somebody there, another says that he stayed away or that another had the seat."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal

from dragoman.gazetteer import hits, kind_of_office, words
from dragoman.link.disagreements.claims import Claim, Told, days_apart
from dragoman.link.disagreements.cues import changed, cue, phase, says
from dragoman.link.nodes import EventNode, Who

__all__ = ["presences", "presences_clash", "seats", "seats_clash"]

Presence = Claim[EventNode, bool]


def presences(tellings: Iterable[Told[EventNode]]) -> Iterator[list[Presence]]:
    """Yield, for each party that some telling has as absent, what each telling says of its presence."""
    told = [t for t in tellings if t.node.type == "CONSULT" or t.node.mode]
    known = {who.entity: who for t in told for who in (*t.node.actors, *t.node.recipients)}
    parties = (*(known[entity] for entity in sorted(known)), *_others(told, known.values()))
    for who in parties:
        claims = [_presence(t, who) for t in told]
        if any(claim and not claim.value for claim in claims):
            yield [claim for claim in claims if claim]


def _others(told: Iterable[Told[EventNode]], known: Iterable[Who]) -> list[Who]:
    """Return the people whom texts have as absent and no telling as a party: observers, ministers of a delegation."""
    taken = {part for who in known for part in who.name.split()}
    named = {
        match["name"] for t in told for sentence in _texts(t) for match in _missing().finditer(sentence)
    }  # fmt: skip
    last = {_bare(name).split()[-1] for name in named if _bare(name)}
    texts = [sentence for t in told for sentence in _texts(t)]
    return [Who(name, name, "person") for part in sorted(last - taken) if (name := _fullest(part, texts))]


def _fullest(part: str, texts: Iterable[str]) -> str:
    """Return the longest form of a name that ends with a part, without titles."""
    runs = (run for text in texts for run in re.findall(rf"(?:[A-Z][\w'’-]+ )*{re.escape(part)}\b", text))
    return max({_bare(run) for run in runs} | {part}, key=lambda name: (len(name), name))


def _bare(name: str) -> str:
    """Return a name without titles; empty where it is no person's."""
    parts = [part for part in name.split() if part.lower() not in words().title_heads]
    common = any(part.lower() in words().function for part in parts)
    return "" if common or hits(name) else " ".join(parts)


@cache
def _missing() -> re.Pattern[str]:
    """Return the pattern of a name that is the subject of staying away."""
    name = r"(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+)(?: of [A-Z]\w+)?"
    return re.compile(rf"{name}{_ASIDE}\s+{_ADVERB}(?:{cue('absent').pattern})")


def _texts(told: Told[EventNode]) -> tuple[str, ...]:
    return (told.node.sentence, *told.after)


def _presence(told: Told[EventNode], who: Who) -> Presence | None:
    if any(_tells(sentence, who.name, who.label, "absent") for sentence in _texts(told)):
        return Claim(told, False, f"{who.name} was absent")
    if told.node.status in ("denied", "cancelled", "postponed"):
        return None
    there = any(who.entity == other.entity for other in (*told.node.actors, *told.node.recipients))
    if there or any(_tells(sentence, who.name, who.label, "present") for sentence in _texts(told)):
        return Claim(told, True, f"{who.name} took part")
    return None


@lru_cache(maxsize=50_000)
def _tells(sentence: str, name: str, label: str, what: Literal["absent", "present"]) -> bool:
    """Tell whether a sentence says that a party stayed away or took part, whatever of its name the sentence gives."""
    forms = "|".join(re.escape(form) for form in _forms(sentence, name, label))
    if not forms:
        return False
    subject = rf"\b(?:{forms})\b(?: of [A-Z]\w+)?{_ASIDE}\s+{_ADVERB}"
    if what == "present":
        return re.search(rf"{subject}(?:{cue('present').pattern})", sentence) is not None
    titles = rf"(?:{_TITLE}){{0,6}}" if label == "person" else r"(?:the\s+)?"
    return any(
        re.search(pattern, sentence)
        for pattern in (
            rf"{subject}(?:{cue('absent').pattern}|{cue('absent_planned').pattern})",
            rf"{cue('without').pattern}\s+{titles}(?:{forms})\b",
            rf"\b(?:{forms})['’]s?\s+(?:\w+\s+)?(?:absence|place|stead|empty (?:chair|seat))\b",
        )
    )


_TITLE = r"[A-Z][\w'’.-]*\s+|(?:the|its|their|of|for|foreign|prime|trade|minister|president|secretary|deputy)\s+"
_ASIDE = r"(?:,[^,;.]{1,70},|,)?(?:\s+(?:and|or)\s+[A-Z][^,;.]{1,40}?)?"
_ADVERB = r"(?:(?:himself|herself|itself|also|however|reportedly)\s+)?"


def _forms(sentence: str, name: str, label: str) -> list[str]:
    """Return the forms of a name in a sentence: its parts for a person, every form of the gazetteer for a country."""
    if label == "person":
        parts = [part for part in name.split() if len(part) > 1 and part[0].isupper()]
        return [form for form in (name, *parts) if form in sentence]
    found = {sentence[hit.span.start : hit.span.end] for hit in hits(sentence) if hit.entry.name == name}
    return sorted(found | ({name} if name in sentence else set()), key=lambda form: (-len(form), form))


def presences_clash(left: Presence, right: Presence) -> bool:
    """Tell whether one telling has a party there and another says that it stayed away, or will."""
    if left.value == right.value or _phase(left) != _phase(right):
        return False
    if _phase(left) == "past":
        return True
    ours, theirs = left.told.node, right.told.node
    apart = days_apart(ours.published, theirs.published) or 0
    return apart <= 1 and not changed(ours.sentence) and not changed(theirs.sentence)


def _phase(claim: Presence) -> str:
    planned = says("absent_planned", claim.told.node.sentence)
    return "planned" if planned or claim.told.node.status in ("planned", "proposed", "conditional") else "past"


Seat = Claim[EventNode, Who]


def seats(tellings: Iterable[Told[EventNode]]) -> Iterator[list[Seat]]:
    """Yield, for each country, the person whom tellings of an encounter of two have in its seat."""
    by_country: dict[str, list[Seat]] = {}
    for told in tellings:
        people = [who for who in (*told.node.actors, *told.node.recipients) if who.label == "person" and who.country]
        sides = {who.country for who in (*told.node.actors, *told.node.recipients)}
        if told.node.mode not in ("call", "meeting") or len(sides) != 2 or not phase(told.node.status):
            continue
        for who in people:
            if who.country and sum(other.country == who.country for other in people) == 1:
                by_country.setdefault(who.country, []).append(Claim(told, who, f"{who.name} took part"))
    yield from (by_country[country] for country in sorted(by_country))


def seats_clash(left: Seat, right: Seat) -> bool:
    """Tell whether two tellings put different people in one seat.

    In a call there is one; a meeting has delegations, so there both must hold the same office by the sentences.
    """
    ours, theirs = left.told.node, right.told.node
    if left.value.entity == right.value.entity or _akin(left.value.name, right.value.name) or ours.mode != theirs.mode:
        return False
    if _part_in(left.value.name, theirs.sentence) or _part_in(right.value.name, ours.sentence):
        return False
    if phase(ours.status) != phase(theirs.status) or changed(ours.sentence) or changed(theirs.sentence):
        return False
    own, other = _title(ours.sentence, left.value.name), _title(theirs.sentence, right.value.name)
    return own == other if own and other else ours.mode == "call"


def _akin(left: str, right: str) -> bool:
    """Tell whether two names share a part: spellings, short forms and namesakes are left in peace."""
    ours, theirs = (set(re.split(r"[\s-]+", name.lower())) for name in (left, right))
    return bool(ours & theirs)


def _part_in(name: str, sentence: str) -> bool:
    return any(re.search(rf"\b{re.escape(part)}\b", sentence) for part in name.split() if len(part) > 2)


def _title(sentence: str, name: str) -> str | None:
    """Return the office before a name in a sentence, by its usual kind; None where there is none."""
    at = min((sentence.find(part) for part in (name, *name.split()) if part in sentence), default=-1)
    before = sentence[:at].split() if at > 0 else []
    for size in (5, 4, 3, 2, 1):
        title = " ".join(before[-size:]).lower()
        if len(before) >= size and (kind := kind_of_office(title)):
            rank = before[-size - 1].lower() if len(before) > size else ""
            return f"{rank} {kind}" if rank in ("vice", "deputy", "assistant", "under", "state") else kind
    return before[-1].lower() if before and before[-1].lower() in words().title_heads else None
