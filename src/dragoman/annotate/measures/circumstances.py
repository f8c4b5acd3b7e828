"""Who imposes a measure, where it stands, and from when it holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dragoman.annotate.chains_countries import issuer_of
from dragoman.annotate.measures.table import measure_table
from dragoman.annotate.measures.view import Party, View
from dragoman.edtf import days
from dragoman.gazetteer import country_of, lookup
from dragoman.model import Document, MeasureStatus, Span

__all__ = ["effective", "imposer", "imposers", "main_imposers", "status"]

_NAMES_A_THING = re.compile(r"(?:the )?\d{4}\s(?:U\.S\.|[a-z]+ial\b|election)")
_OWNER = re.compile(r"(?:The )?(.{2,40}?)(?:[’']s?\b| (?=Sanction|Tariff|Visa|Export|Dut))")
_CONDITION = re.compile(r"[“\"\s]*If\b")
_FIRST_PERSON = re.compile(
    r"\b(?:[Ww]e|I|[Tt]he Department)(?: (?:are|am|is|have|has|also|today|now|further|publicly|previously))*\s*$"
)
_ALLY_LINK = re.compile(r"(?:, | and |, and |, as well as | as well as )(?:the )?")
_BY = re.compile(r"(?: \w+){0,3}? ?by (?:the )?", re.IGNORECASE)
_OWNS = re.compile(
    r"(?:[’']s?)? (?:(?:new|own|retaliatory|reciprocal|import|additional)\s)*"
    r"(?:(?:tariffs?|duties|levies|sanctions)\s(?:of|at)\s(?:up to\s|about\s)?)?"
)
_PREPOSITION = re.compile(r"\b(?:on|against|from|in|of|with|to|for|at)\s(?:the\s)?$", re.IGNORECASE)
_OPENING = re.compile(r"[“\"]?(?:(?:[A-Z][\w.’'-]*|of|for|the) ){0,5}")
_ACTING = re.compile(
    r"(?:[’']s?)?(?:\s[A-Z][\w.’'-]*)*(?:,[^,;.]{2,60},)?(?:\s(?:on \w+|in \w+|today|also|now|then|has|have|had|"
    r"is|are|was|were|be|been|"
    r"will|would|could|may|might|government|administration|regime|again|since|not|to|recently|already|"
    r"\w+ly))*\s(?:impos|announc|sent|threat|"
    r"slap|levi|sanction|designat|sa(?:id|ys)|plan|warn|hit|target|set|notif|bann|ban\b|bar|suspend|restrict|"
    r"retaliat|doubl|rais|order|"
    r"sign|add|revok|expand|tak|took|restor|establish|propos|cut|lower|lift|paus|eas|agree|decid|unveil|vow|"
    r"consider|appl|enforc|"
    r"introduc|increas|extend|halt|block|freez|froze|strik|struck|pursu|stop|clos|renew|remov|delay|postpon|"
    r"implement|answer|respond|put\b|plac|tighten|scrap|maintain|reimpos|keep|kept|charg|tax)"
)
_PAST = re.compile(r"\b(?:past|previous|earlier|prior)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:]|,\s(?:and|but|while|after|as)\s|\bwhile\b|\bwhereas\b")
_ASIDE = re.compile(r",\s(?:which|who)\s")
_ON_THE_DAY = re.compile(r"\btoday(?:’s|'s)?\b", re.IGNORECASE)
_LEADS_TO_DATE = re.compile(
    r"(?:^|\b(?:on|in|since|from|by|until|effective|starting|beginning|as of|imposed|effect|force|of))\s?(?:the )?$",
    re.IGNORECASE,
)
_DATED_BY_ITSELF = re.compile(
    r"(?:last|this|next|yesterday|today|tomorrow|earlier|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", re.IGNORECASE
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:for|whose|after|following|because|response|involve\w*|Acts?,?|sign\w*|agree\w*)\b"
    r"|\b(?:who|which|that)\b(?! (?:was|were|is|are|took|takes?|will|would|came|comes?|ha(?:s|ve) been)\b)"
)
_EVENT_AFTER = re.compile(r"\s(?:elections?|attacks?|coup|massacre|protests?|summit|inauguration|invasion|deadline)\b")
_BY_RELEASE = re.compile(
    r"\bha(?:s|ve) (?:\w+ )?(?:imposed|sanctioned|designated|revoked|restricted)\b(?!.{0,40}\bbefore\b)"
    r"|designati(?:on|ng)\b|ineligible|Action to\b|publicly designated",
)
"""Words by which a release of a government does what it tells, so that the measure holds from the release's date."""
_RUNNING = re.compile(r"\b(?:is|are|am)\b[\w\s]{0,20}?\b\w+ing\b")
_FUTURE_TARIFF = re.compile(r"tariff|dut(?:y|ies)|lev(?:y|ies)", re.IGNORECASE)
_TAKES_EFFECT = re.compile(
    r"(?:take|takes|taking|come|go|coming|going)\s(?:in)?to?\s?(?:effect|force)|effective|imposed|imposition|"
    r"kick(?:s|ing)? in|"
    r"start(?:ing|s)?|begin(?:ning|s)?|until|postponed|delayed|\bfrom $",
    re.IGNORECASE,
)
_HOME = {"U.S. Department of State": "United States"}
"""Outlets of a government: what they say in the first person, their country does."""


def _clause_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the clause of a sentence that holds a stretch of it begins and ends."""
    borders = (*_CLAUSE.finditer(text, 0, start), *_ASIDE.finditer(text, 0, start))
    left = max((match.end() for match in borders), default=0)
    right = min((match.start() for match in _CLAUSE.finditer(text, end)), default=len(text))
    return left, right


def imposer(view: View, start: int, end: int, targets: Sequence[str]) -> str | None:
    """Return the first country or body behind a measure whose cue stands at a place of the sentence, else None."""
    return next(iter(imposers(view, start, end, targets)), None)


def imposers(view: View, start: int, end: int, targets: Sequence[str]) -> tuple[str, ...]:
    """Return the countries and bodies behind a measure whose cue stands at a place of the sentence, allies together.

    First whoever is named at the cue ("U.S. tariffs"), then "by X", then the party that acts before it in the sentence,
    then the subject that the sentence opens with.
    """
    if _FIRST_PERSON.search(view.text[:start]):
        return ()
    candidates = [party for party in view.parties if _side(party) and _side(party) not in targets]
    beside = [party for party in candidates if party.end <= start and _owns(view, party, start)]
    inside = [party for party in candidates if start <= party.start and party.end <= end]
    by = [party for party in candidates if party.start >= end and _BY.fullmatch(view.text[end : party.start])]
    before = [party for party in candidates if party.end <= start and _acts(view, party)]
    opening = [party for party in candidates if party.end <= start and _OPENING.fullmatch(view.text[: party.start])]
    for group in (beside, inside, by, before[-1:], opening):
        if group:
            allied = _allied(view, candidates, group[0]) if group[0] in (*by, *before) else group[:1]
            return tuple(dict.fromkeys(side for party in allied if (side := _side(party))))
    return ()


def _allied(view: View, candidates: Sequence[Party], party: Party) -> list[Party]:
    """Return a party with those coordinated with it ("Britain, Canada and the European Union")."""
    allied = [party]
    for other in reversed([c for c in candidates if c.end <= party.start]):
        if not _ALLY_LINK.fullmatch(view.text[other.end : allied[0].start]):
            break
        allied.insert(0, other)
    for other in (c for c in candidates if c.start >= party.end):
        if not _ALLY_LINK.fullmatch(view.text[allied[-1].end : other.start]):
            break
        allied.append(other)
    between = view.text[allied[0].start : allied[-1].end]
    return allied if re.search(r"\b(?:and|as well as)\b", between) else [party]


def _owns(view: View, party: Party, start: int) -> bool:
    """Whether a party stands right before a cue as its owner ("U.S. tariffs"), and not in a phrase of its own."""
    lead = view.text[max(party.start - 12, 0) : party.start]
    return bool(_OWNS.fullmatch(view.text[party.end : start])) and not _PREPOSITION.search(lead)


def _acts(view: View, party: Party) -> bool:
    """Whether a verb that can bring a measure follows a party, perhaps after an aside ("X has also banned")."""
    lead = view.text[max(party.start - 12, 0) : party.start]
    return not _PREPOSITION.search(lead) and _ACTING.match(view.text, party.end) is not None


def _side(party: Party) -> str | None:
    """Return the party that a measure is entered under: the country even where a person or department acts."""
    if party.country:
        return party.country
    entry = lookup(party.name) if party.label == "organisation" else None
    return entry.name if entry else None


def main_imposers(document: Document, found: Sequence[str]) -> tuple[str, ...]:
    """Return whom measures without a named imposer belong to, likeliest first.

    The owner in the title, the outlet's own country, the imposers found elsewhere, the countries of the departments and
    then of the people named, at last the countries that the document names, most often first.
    """
    owner = _OWNER.match(document.title or "")
    titled = country_of(owner[1]) if owner else None
    home = _HOME.get(document.outlet or "") or issuer_of(document.outlet)
    departments = [country for country, pattern in measure_table().departments if pattern.search(document.text)]
    people = Counter(chain.country for chain in document.layers.chains if chain.country and chain.label == "person")
    countries = {chain.name: len(chain.mentions) for chain in document.layers.chains if chain.label == "country"}
    ranked = [titled, home, *_by_frequency(Counter(found)), *departments, *_by_frequency(people)]
    ranked += _by_frequency(Counter(countries))
    return tuple(dict.fromkeys(country for country in ranked if country))


def _by_frequency(counts: Counter[str]) -> list[str]:
    return [name for name, _ in counts.most_common()]


def status(view: View, start: int, end: int) -> MeasureStatus | None:
    """Return where a measure stands, from the words of its clause, else of its sentence; None where nothing shows it.

    The words of the cue itself do not count: "suspends entry" is a ban, not a ban suspended.
    """
    table = measure_table()
    text = view.text[:start] + " " * (end - start) + view.text[end:]
    left, right = _clause_bounds(text, start, end)
    clause, near = text[left:right], view.text[max(start - 40, left) : end + 30]
    if table.statuses[0][1].search(view.text, left, right):
        return table.statuses[0][0]
    if _CONDITION.match(text) and table.announced.search(near):
        return "threatened"
    if table.in_force.search(near):
        return "in force"
    if table.announced.search(near):
        return "announced"
    return next((name for part in (clause, text) for name, pattern in table.statuses[1:] if pattern.search(part)), None)


def effective(view: View, start: int, end: int, state: MeasureStatus | None) -> str | None:
    """Return the date that a measure holds from, as far as the sentence tells it; "today" is the date published."""
    if _PAST.search(view.text[max(start - 12, 0) : end]):
        return None
    published = view.document.published.edtf if view.document.published else None
    near = view.text[max(start - 40, 0) : end]
    dated = [(abs(span.start - end), edtf) for span, edtf in view.dates if _applies(view, span, start, end)]
    if state == "in force" and published and (_RUNNING.search(near) or _ON_THE_DAY.search(view.text)):
        return published
    if state == "announced":
        dated = [entry for entry in dated if published is None or days(entry[1]).first > published]
    if state not in (None, "in force", "announced", "reduced"):
        return None
    if not dated and state in (None, "in force") and view.document.outlet in _HOME and _BY_RELEASE.search(near):
        return published
    return min(dated)[1] if dated else None


def _applies(view: View, at: Span, start: int, end: int) -> bool:
    """Whether a date is that of the measure whose cue is ``[start, end)``, and not of what it punishes or follows."""
    lead, text = view.text[max(at.start - 30, 0) : at.start], view.text[at.start : at.end]
    between = view.text[end : at.start] if at.start >= end else view.text[at.end : start]
    if _NAMES_A_THING.match(view.text, at.start) or _EVENT_AFTER.match(view.text, at.end):
        return False
    told = _LEADS_TO_DATE.search(lead) or _DATED_BY_ITSELF.match(text)
    return bool(told) and not _OF_SOMETHING_ELSE.search(between)


def carried_date(all_views: Sequence[View], published: str | None) -> str | None:
    """Return the day on which announced tariffs are to take effect, where some sentence of the document tells it."""
    days = [
        edtf
        for view in all_views
        if _FUTURE_TARIFF.search(view.text)
        for span, edtf in view.dates
        if len(edtf) == 10 and (published is None or edtf > published)
        and _TAKES_EFFECT.search(view.text[max(span.start - 45, 0) : span.start])
    ]  # fmt: skip
    return Counter(days).most_common(1)[0][0] if days else None
