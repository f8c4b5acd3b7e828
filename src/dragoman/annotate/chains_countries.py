"""For which country a person acts where no title says it.

In this order: the kind of office ("Assistant Secretary of State for …" is American, a spokesperson of a release speaks
for its issuer); who is well known; the place that the sentence opens with ("In Egypt, …"); and for offices of a state
the country for which most evidence speaks, none where it is divided. The mere nearness of a country is no evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dragoman.annotate.chains_roster import Entity, Roster
from dragoman.annotate.mentions import Phrase
from dragoman.annotate.words import Line
from dragoman.gazetteer import hits, kind_of_office, leader_of, word_list
from dragoman.model import Document

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
_TWO_SHARE = 0.8
"""A document is about two countries with at least this share of all mentions of countries."""
_AHEAD = 1.5
"""How many times more often than any other country it is named."""
_DATELINE = re.compile(r"[A-Z][A-Z .'-]+(?:, [A-Z][\w .]{2,20})? ?(?:\([^)]{2,20}\) )?[—–-]")
_REACH = 6


def issuer_of(outlet: str | None) -> str | None:
    """Return the country whose office an outlet is, None for a newspaper."""
    found = hits(outlet or "")
    return found[0].entry.country if found and _ISSUER.search(outlet or "") else None


def give_countries(
    document: Document, lines: Sequence[Line], phrases: Sequence[Phrase], roster: Roster, issuer: str | None
) -> None:
    """Fill in the countries of persons whose country no title gives."""
    year = int(document.published.edtf[:4]) if document.published and document.published.edtf[:4].isdigit() else None
    general = _general(document, lines, roster)
    for entity in roster.entities:
        if entity.label == "person" and entity.country is None:
            entity.country = _by_office(entity, issuer) or leader_of(entity.name, year)
    for entity in roster.entities:
        if entity.label == "person" and entity.country is None and any(_of_state(office) for office in entity.offices):
            entity.country = _opening(lines, phrases, entity) or _likely(lines, phrases, roster, entity, general)


def _by_office(entity: Entity, issuer: str | None) -> str | None:
    if any(_AMERICAN.match(office) for office in entity.offices):
        return "United States"
    return issuer if any(_STAFF.search(office) for office in entity.offices) else None


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


# --- evidence -----------------------------------------------------------------------------------------------------


def _general(document: Document, lines: Sequence[Line], roster: Roster) -> Counter[str]:
    """Return what the document as a whole says for countries: its dateline, and the one that it mostly speaks of."""
    evidence: Counter[str] = Counter()
    first = lines[0].words[0].entry if lines and lines[0].words else None
    if first is not None and first.country and _DATELINE.match(document.text.lstrip()):
        evidence[first.country] += 1
    counts = sorted(((len(e.seen), e.name) for e in roster.entities if e.label == "country"), reverse=True)
    if counts and counts[0][0] >= _MAIN_SHARE * sum(count for count, _ in counts):
        second = counts[1][0] if len(counts) > 1 else 0
        evidence[counts[0][1]] += counts[0][0] >= _AHEAD * second
    return evidence


def _likely(
    lines: Sequence[Line], phrases: Sequence[Phrase], roster: Roster, entity: Entity, general: Counter[str]
) -> str | None:
    """Return the country for which most evidence speaks, None where there is none or two are equal."""
    evidence = Counter(general)
    for number in entity.seen:
        for country, weight in _told(lines[phrases[number].sentence], phrases[number]):
            evidence[country] += weight
    first = phrases[entity.seen[0]].sentence
    before = _government(lines[first - 1], len(lines[first - 1].words)) if first else None
    if before is not None:
        evidence[before] += 1
    sides = _sides(roster)
    for one, other in (sides, sides[::-1]) if len(sides) == 2 else ():
        evidence[other] += evidence[one] < 0
    ranked = [(weight, country) for country, weight in evidence.items() if weight > 0]
    ranked = sorted((w, c) for w, c in ranked if not _filled(roster, entity, c))
    if not ranked or (len(ranked) > 1 and ranked[-1][0] == ranked[-2][0]):
        return None
    return ranked[-1][1]


def _sides(roster: Roster) -> list[str]:
    """Return the two countries that a document is about, none where others are named as much."""
    counts = sorted(((len(e.seen), e.name) for e in roster.entities if e.label == "country"), reverse=True)
    about = sum(count for count, _ in counts[:2]) >= _TWO_SHARE * sum(count for count, _ in counts)
    return [name for _, name in counts[:2]] if about else []


def _filled(roster: Roster, entity: Entity, country: str) -> bool:
    """Tell whether somebody else is known to hold the same kind of office for a country."""
    kinds = {kind_of_office(office) or office for office in entity.offices} & _SINGLE
    others = (e for e in roster.entities if e is not entity and e.label == "person" and e.country == country)
    return any(kinds & {kind_of_office(office) or office for office in e.offices} for e in others)


def _told(line: Line, phrase: Phrase) -> Iterator[tuple[str, int]]:
    """Yield the countries for (or, negative, against) which a sentence with a mention of a person speaks."""
    start = phrase.title.left if phrase.title is not None else phrase.start
    after = [word.lower for word in line.words[phrase.end : phrase.end + _REACH]]
    speaks = bool(word_list("nominals", "speaks") & set(after[:3])) or line.lower(start - 1) in {"said", "says"}
    if speaks and (country := _government(line, start)):
        yield country, 2
    toward = next((i for i, w in enumerate(after) if w in word_list("nominals", "toward_others")), None)
    for i in range(phrase.end, len(line.words)):
        entry = line.words[i].entry
        if entry is None or entry.country is None:
            continue
        other = line.lower(i + 1) == "counterpart" and line.lower(i - 1) in {"his", "her"}
        if other or (toward is not None and i <= phrase.end + toward + _REACH):
            yield entry.country, -3
            return
        near = i <= phrase.end + _REACH and line.lower(i - 1) == "in"
        if speaks and near and entry.kind in {"capital", "town"}:
            yield entry.country, 2


def _government(line: Line, end: int) -> str | None:
    """Return the country whose decision a sentence tells before it names who said so: "Norway will impose …"."""
    for i in range(min(end, 12)):
        entry = line.words[i].entry
        verb = i + (3 if line.lower(i + 1) == "on" else 1)
        if entry is not None and entry.kind == "country" and line.lower(verb) in word_list("nominals", "decides"):
            return entry.country
    return None


_SINGLE = frozenset(("president", "foreign minister", "defense minister", "trade minister", "finance minister"))
