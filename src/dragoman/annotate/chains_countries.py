"""For which country a person acts where no title says it: the issuer, "In Egypt, …", the document's main country."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.annotate.chains_roster import Entity, Roster
from dragoman.annotate.mentions import Phrase
from dragoman.annotate.words import Line
from dragoman.gazetteer import hits, word_list

__all__ = ["give_countries", "issuer_of"]

_ISSUER = re.compile(r"department|ministry|office|house|government|embassy|council|commission|mission", re.IGNORECASE)
_AMERICAN = re.compile(
    r"^(?:(?:deputy |assistant |under |principal )*"
    r"secretary of (?:state|defense|homeland security|commerce|the treasury)\b.*)$"
)
_STAFF = re.compile(
    r"\b(?:secretary(?! general)|spokes\w+|special (?:presidential )?envoy|senior official|counselor|administrator"
    r"|coordinator)\b"
)
_MAIN_SHARE = 0.4
"""A country is the document's main one with at least this share of all mentions of countries. Chosen on gold/train by
the share of matched tenures whose `of` is right: 62.8 % without the rule, 69.1 at 0.6, 70.8 at 0.5, 71.7 at 0.4."""


def issuer_of(outlet: str | None) -> str | None:
    """Return the country whose office an outlet is, None for a newspaper."""
    found = hits(outlet or "")
    return found[0].entry.country if found and _ISSUER.search(outlet or "") else None


def give_countries(lines: Sequence[Line], phrases: Sequence[Phrase], roster: Roster, issuer: str | None) -> None:
    """Fill in the countries of persons with an office whose country no title gives."""
    main = _main_country(roster)
    for entity in roster.entities:
        if entity.label != "person" or entity.country is not None or not entity.offices:
            continue
        if any(_AMERICAN.match(office) for office in entity.offices):
            entity.country = "United States"
        elif any(_STAFF.search(office) for office in entity.offices):
            entity.country = issuer
        if entity.country is None and any(_of_state(office) for office in entity.offices):
            entity.country = _opening(lines, phrases, entity) or main


def _of_state(office: str) -> bool:
    heads = word_list("offices", "of_state")
    return "assistant" not in office and any(re.search(rf"\b{head}\b", office) for head in heads)


def _opening(lines: Sequence[Line], phrases: Sequence[Phrase], entity: Entity) -> str | None:
    """Return the country that a sentence opens with as a place: "In the United Arab Emirates, Kerry met …"."""
    titled = next((phrases[i] for i in entity.seen if phrases[i].title is not None), None)
    if titled is None or lines[titled.sentence].lower(0) not in {"in", "while"}:
        return None
    opening = lines[titled.sentence].words[1 : min(6, titled.start)]
    return next((word.entry.country for word in opening if word.entry is not None), None)


def _main_country(roster: Roster) -> str | None:
    counts = {entity.name: len(entity.seen) for entity in roster.entities if entity.label == "country"}
    best = max(counts, key=lambda name: counts[name], default=None)
    return best if best is not None and counts[best] >= _MAIN_SHARE * sum(counts.values()) else None
