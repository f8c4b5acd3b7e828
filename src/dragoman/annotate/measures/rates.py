"""Rates with their targets: "Laos at 40 percent", "25 percent on Japan", "X faces a 10 percent tariff".

In a sentence about tariffs each rate looks for the countries that it is set for, first to its right ("25 percent duties
on A and B"), then in the nearest list of countries to its left, back to the rate before it. Where the sentence names no
country, "the duty of 25 percent" is that of the measure told before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.annotate.measures.targets import phrase_end
from dragoman.annotate.measures.view import Party, View
from dragoman.annotate.numbers import Quantity, quantities

__all__ = ["Rated", "about_duties", "rated"]

_DUTY = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies|ied)|taxed|import tax(?:es)?|surcharges?|surtax(?:es)?)\b", re.IGNORECASE
)
_CHARGED = re.compile(
    r"\b(?:goods|imports|exports|exporters|shipments|products|cars|steel)\b[^.;]{0,80}?\b(?:charged|taxed|pay|pays|paid)\b"
    r"[^.;]{0,20}?\d\s?(?:%|per\s?cent)",
    re.IGNORECASE,
)
"""A duty told without the word: "goods from X will be charged 10 percent"."""
_THE_DUTY = re.compile(
    r"(?:\b(?:the|this|that|its|their)\s(?:new\s|additional\s|current\s)?(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?)\b"
    r"[^.;,]{0,40}?\b(?:of|to|at|is|was|by|from)|\bthe)\s$",
    re.IGNORECASE,
)
_OTHER_GOODS = re.compile(
    r"(?:\s(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rate))?(?:\son\s[a-z ]{3,20})?,?\s(?:while|and|but|whereas)\s"
    r"(?P<goods>[a-z]+(?:\s[a-z]+){0,2}?)\s(?:(?:is|are|were|will\sbe|would\sbe)\s(?:still\s|now\s)?"
    r"(?:taxed|charged|hit|subject\sto|levied)|pays?|faces?|carr(?:y|ies))(?:\s(?:at|with|an?))*\s",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\b(?:replac(?:es|ed|ing)|(?:down|up|reduced|lowered|raised|cut)\sfrom|instead\sof|rather\sthan|compared\s(?:with|to)|"
    r"(?:lower|higher|less|more)\sthan|not)(?:\s(?:the|an?|its|their|earlier|original|previous|former|current|"
    r"threatened|planned|proposed|initial))*\s$",
    re.IGNORECASE,
)
_CHANGED = r"(?:,\s(?:down|up|lowered|raised|cut)\sfrom\s[^,;]{1,30}?(?:%|per\s?cent),?)?"
_RIGHT = re.compile(
    rf"{_CHANGED}\s*(?:(?:[\w-]+\s){{0,3}}?(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|(?:sur)?tax(?:es)?|surcharges?|rates?|"
    rf"ones?))?{_CHANGED}(?:\s(?:set|imposed|placed|levied|"
    r"threatened|announced|planned))?\s(?:on|against|upon|for|to)\s(?!\d)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\s*(?:,|and|or|,\s*and|as well as|along with|including|the|,\s*including|\(\w+\)|\s)*\s*(?:the\s|both\s)?",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?:[’']s?\b)?(?:\s\(\w+\))?(?:[,:;–—-]|\s(?:and|or|as well|along|to|at|on|by|with|which|that|whose|who|has|"
    r"have|had|is|are|was|were|will|would|"
    r"could|may|might|can|now|also|still|recently|imports?|goods|exports?|products|shipments|steel|cars?|\w+ed|fac(?:es|"
    r"ing)|face|keeps?|carr(?:y|ies)|each|"
    r"(?:[a-z-]+\s){1,2}(?:(?:will|would|could|now|still|already|currently|be)\s)*"
    r"(?:faces?|pays?|carr(?:y|ies)|charged|taxed|hit)\b|the (?:tariff|rate|duty|levy)\b|gets?|got|pays?|"
    r"from|over|for|\(?\d)|\s?\(|\s?$)",
    re.IGNORECASE,
)
_AT = re.compile(
    r"(?:,\s(?:which|who|whose)\s[^,;]{3,60},)?(?:\s(?:will|would|could|may|to|be|is|are|now|each|both|all|still|already|"
    r"also|goods|exports|imports|products|shipments|exporters))*"
    r"(?:\s(?:charged|taxed|hit|pay|pays|paid|paying|keeps?|kept|carr(?:y|ies)|(?:got|gets|came|comes)\s(?:off|away))"
    r"(?:\s(?:lightly|lightest|best|cheaply))?(?:\s(?:its|their|the)\s(?:tariff\s|current\s|old\s)?(?:rate)?)?)?"
    r"\s*(?:[:(–—-]|at|on|faces?|gets?|got|to|with|by|,)?\s*(?:at|a|an|of|to|up to|about|the)?\s*$",
    re.IGNORECASE,
)
_GOODS = re.compile(
    r"^(?:all |most |many |some |other |its |their |the )*(?P<goods>[a-z][\w\s,/-]{2,60}?)\s(?:from|made in|"
    r"imported from|originating in)\s(?:the )?$"
)
_GOODS_AFTER = re.compile(
    r"^\s(?P<goods>(?:[a-z-]+\s(?:and\s)?){0,3}?(?:steel|alumini?um|copper|cars?|autos?|automobiles|vehicles|"
    r"chips|semiconductors|goods|"
    r"products|imports|exports|wine|beef|seafood|lumber|timber|solar panels|drugs|pharmaceuticals|"
    r"electric vehicles|EVs|parts|grain|"
    r"fruit|oil|coal|spirits|cheese|cement))\b"
)
_GOODS_OF_PEOPLE = re.compile(
    r"^\s(?P<goods>{word}(?:\s{word}){{0,2}})".format(
        word=r"(?!(?:from|on|in|to|by|and|or|that|which|who|with|if|unless|starting|effective|at|of|for|as|after|until|"
        r"over|is|are|was|were|be|will|would|could|has|have|had|next|last|this|under|while|but|not|since|before|during|because|"
        r"remains?|stays?|stands?|stood|rises?|rose|falls?|fell|goes|went|comes|came|takes?|took|enters?|entered|may|can|"
        r"should|must|now|then|today|instead)\b)[a-z][\w-]*"
    )
)
_UNTIL_ADJUNCT = re.compile(r"\s(?:from|to|since|starting|effective|as of)\s")
_OWN_GOODS = re.compile(r"(?P<goods>[a-z][\w-]*(?:\s[a-z][\w-]*){0,3}?)\sfrom\s(?:the same|that|this) country\b")
_GOODS_BEFORE = re.compile(
    r"(?:^|[.;,:]\s)(?:all |most )?(?P<goods>[A-Za-z][a-z-]*(?:\s[a-z][\w-]*){0,3}?)\sfrom\s(?:the )?$"
)
_DUTY_ON = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|import tax(?:es)?|quotas?|safeguard)"
    r"\s(?:on|against|for)\s(?:all |most )?",
    re.IGNORECASE,
)
_IMPOSING = re.compile(
    r"(?:\s(?:will|would|has|have|had|also|now|already|again|may|could|to))*\s(?:(?:re)?impos|slap|lev(?:y|ie)|lower|cut|"
    r"rais|doubl|tripl|halv|threat|retaliat|charg(?:e|ing)|hike|increas|reduc|slash)",
    re.IGNORECASE,
)
_ANY_GOODS = frozenset({"goods", "imports", "exports", "products", "all goods", "all imports", "its imports"})


@dataclass(frozen=True, slots=True)
class Rated:
    """A rate and one target: the quantity, the country or None, the product if any, and where the target stands."""

    quantity: Quantity
    target: str | None
    product: str | None


def about_duties(text: str) -> bool:
    """Whether a sentence is about duties on goods, by their name or as what goods are charged."""
    return bool(_DUTY.search(text) or _CHARGED.search(text))


def rated(view: View, in_context: bool, carried: str | None) -> Iterator[Rated]:
    """Yield the rates of a sentence with their targets.

    ``in_context`` says that the text around is about tariffs; then "X at 20 percent" needs no word for tariff itself.
    ``carried`` is the target of the tariff told last, which "the duty of 20 percent" goes back to.
    """
    rates = [quantity for quantity in quantities(view.text) if _is_rate(view, quantity)]
    about = about_duties(view.text)
    if not rates or not (about or in_context):
        return
    if carried and not any(party.taxable for party in view.parties):
        yield from (Rated(rate, carried, None) for rate in rates[:1] if _of_the_duty(view, rate))
        return
    left_limit, last = 0, list[Rated]()
    for number, quantity in enumerate(rates):
        limit = rates[number + 1].span.start if number + 1 < len(rates) else len(view.text)
        found = list(_rate(view, quantity, left_limit, limit, about)) or _other_goods(view, quantity, last)
        yield from found
        left_limit, last = quantity.span.end, found


def _other_goods(view: View, quantity: Quantity, last: Sequence[Rated]) -> list[Rated]:
    """Return the targets of the rate before for one on other goods: "B's steel carries 20 percent, while cars pay 5".
    """
    between = view.text[last[-1].quantity.span.end : quantity.span.start] if last else ""
    goods = _OTHER_GOODS.fullmatch(between)
    return [replace(rate, quantity=quantity, product=goods["goods"]) for rate in last] if goods else []


def _is_rate(view: View, quantity: Quantity) -> bool:
    """Whether a quantity can be the rate of a duty; "90 percent of tariffs" is a share."""
    share = view.text.startswith(" of ", quantity.span.end)
    replaced = quantity.former is None and _FORMER.search(view.text[: quantity.span.start])
    return quantity.unit == "percent" and not share and not replaced


def _of_the_duty(view: View, quantity: Quantity) -> bool:
    """Whether a rate is that of a duty known from before: "the duty of 10 percent", "the 10 percent duty"."""
    lead = _THE_DUTY.search(view.text[: quantity.span.start])
    named = lead is not None and (lead[0].lower() != "the " or _DUTY.match(view.text, quantity.span.end + 1))
    return bool(named)


def _rate(view: View, quantity: Quantity, left_limit: int, limit: int, about: bool) -> Iterator[Rated]:
    right = _RIGHT.match(view.text, quantity.span.end)
    product = None
    own = _OWN_GOODS.match(view.text, right.end()) if right else None
    if right and about:
        end = min(phrase_end(view, right.end()), limit)
        found = _listed(view, right.end(), end)
        product = _product(view, right.end(), end, found)
        if found:
            yield from (Rated(quantity, party.name, product) for party in found)
            return
    if on := _named_by_duty(view, left_limit, quantity.span.start):
        found, product = on
        product = own["goods"] if own else product
        yield from (Rated(quantity, party.name, product) for party in found)
        return
    group = _group_before(view, left_limit, quantity.span.start)
    beside = bool(group) and bool(_AT.fullmatch(view.text[group[-1].end : quantity.span.start]))
    if group and (beside or (about and _near_duty(view, quantity, left_limit, limit))):
        before = _GOODS_BEFORE.search(view.text[left_limit : group[0].start])
        goods = before["goods"] if before and before["goods"].lower() not in _ANY_GOODS else None
        goods = goods and goods[0].lower() + goods[1:]
        yield from (Rated(quantity, party.name, product or goods) for party in group)
    elif product and _near_duty(view, quantity, left_limit, limit):
        yield Rated(quantity, None, product)


def _named_by_duty(view: View, start: int, end: int) -> tuple[list[Party], str | None] | None:
    """Return the countries and goods of the last "tariff on …" before a rate ("the tariff on B's steel to 6 percent").
    """
    duties = list(_DUTY_ON.finditer(view.text, start, end))
    if not duties:
        return None
    at = duties[-1].end()
    found = _listed(view, at, min(phrase_end(view, at), end))
    return (found, _product(view, at, end, found)) if found and end - found[-1].end < 60 else None


def _near_duty(view: View, quantity: Quantity, left: int, right: int) -> bool:
    """Whether a word for a duty stands close to the rate, within the stretch that belongs to it."""
    start, end = max(left, quantity.span.start - 60), min(right, quantity.span.end + 40)
    return bool(_DUTY.search(view.text, start, end))


def _listed(view: View, start: int, end: int) -> list[Party]:
    """Return the countries of the noun phrase, or those named after "including" where the list continues past it."""
    return _distinct([party for party in view.within(start, end) if party.taxable])


def _group_before(view: View, start: int, end: int) -> list[Party]:
    """Return the last list of countries before a position: neighbours joined by commas and "and"."""
    parties = [
        party
        for party in view.within(start, end)
        if party.taxable and not _imposes(view, party) and _SUBJECT.match(view.text, party.end)
    ]
    group: list[Party] = []
    for party in reversed(parties):
        if group and not _LINK.fullmatch(view.text[party.end : group[-1].start]):
            break
        group.append(party)
    return _distinct(group[::-1])


def _imposes(view: View, party: Party) -> bool:
    """Whether a country stands as imposer: "US tariffs", "US President", "a deal with the US"."""
    after, before = view.text[party.end : party.end + 40], view.text[max(party.start - 16, 0) : party.start]
    owner = re.match(
        r"(?:[’']s)?\s(?:(?:(?:new|own|retaliatory|reciprocal|import|steel|additional|punitive|higher|steep|"
        r"\d[\w%.-]*|percent)\s)"
        r"{0,3}(?:tariffs?|duties|duty|levies|levy)\b|president\b|administration\b|officials?\b|trade\b|govern)",
        after,
        re.IGNORECASE,
    )
    acts = _IMPOSING.match(view.text, party.end)
    return bool(owner or acts) or bool(re.search(r"\b(?:by|into|to) (?:the )?$", before))


def _distinct(parties: list[Party]) -> list[Party]:
    return list({party.name: party for party in parties}.values())


def _product(view: View, start: int, end: int, found: list[Party]) -> str | None:
    """Return the goods that a phrase names beside its countries ("steel from A", "B's cars"), None where it is all."""
    if found:
        after = view.text[found[-1].end : found[-1].end + 60]
        people = view.text[found[-1].start : found[-1].end] != found[-1].name
        match = _GOODS.match(view.text[start : found[0].start]) or (
            _GOODS_OF_PEOPLE.match(after) if people else _GOODS_AFTER.match(re.sub(r"^[’']s?", "", after))
        )
        goods = match["goods"].strip() if match else None
    else:
        goods = _UNTIL_ADJUNCT.split(view.text[start:end])[0].strip(" .,") or None
        if goods and not _GOODS_AFTER.match(" " + re.sub(r"^(?:all|foreign|imported) ", "", goods)):
            return None
    return None if goods is None or (found and goods.lower() in _ANY_GOODS) else goods
