"""Quantities in running text: percentages, points, fractions and sums of money, with ranges and changes.

What is read is closed and regular, so it is a small grammar and no model: a number in digits or words beside a unit,
then joined with its neighbour where the two make a range ("30-40 percent") or a change ("from 46 to 20 percent").
Dates, years and plain counts are no quantities here; the step for time expressions reads those.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dragoman.model import Span

__all__ = ["NUMBER", "Quantity", "number", "quantities"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with its unit.

    ``unit`` is ``percent``, ``percentage points``, ``basis points`` or a currency by its ISO 4217 code. ``upper`` is
    the upper end of a range ("30-40 percent"), ``former`` the value that this one replaces ("from 46 to 20 percent").
    """

    span: Span
    value: float
    unit: str
    upper: float | None = None
    former: float | None = None


_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: value for value, word in enumerate(_ONES)} | {word: 20 + 10 * i for i, word in enumerate(_TENS)}
_SCALES = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
_CURRENCIES = {
    "$": "USD", "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "hk$": "HKD", "nz$": "NZD",
    "s$": "SGD", "nt$": "TWD", "r$": "BRL", "€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "₹": "INR", "₽": "RUB",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "chf": "CHF", "rmb": "CNY", "rs": "INR",
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "won": "KRW", "rupee": "INR", "ruble": "RUB",
    "rouble": "RUB", "yuan": "CNY", "renminbi": "CNY", "franc": "CHF", "lira": "TRY", "peso": "MXN",
}  # fmt: skip
_FRACTIONS = {"quarter": 25.0, "half": 50.0, "third": 100 / 3, "fifth": 20.0, "tenth": 10.0}
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}

_WORDS = "|".join([*_ONES[::-1], *_TENS])
_TWO = rf"(?:{_WORDS})(?:[ -](?:{_WORDS}))?"
_SPELLED = rf"(?:(?:a|{_WORDS})[ -]hundred(?:[ -](?:and[ -])?{_TWO})?|{_TWO})"
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\b{_SPELLED}\b)"
"""A regular expression, without regard to case, for a number in digits or words."""

_UNITS = {
    "points": r"[ -]?(?:%|per[ -]?cent(?:age)?)[ -]points?\b|[ -]?pp\b",
    "percent": r"\s?%|[ -]?per[ -]?cent\b|[ -]pct\b",
    "basis": r"[ -]?basis[ -]points?\b|[ -]?bps\b",
}
_UNIT_NAMES = {"points": "percentage points", "percent": "percent", "basis": "basis points"}
_RATE = re.compile(
    rf"(?<![\w.,$€£¥])(?P<value>-?{NUMBER})(?:{'|'.join(f'(?P<{name}>{form})' for name, form in _UNITS.items())})"
    r"|\b(?P<count>an?|one|two|three|four)[ -](?P<fraction>quarter|half|third|fifth|tenth)s?(?= of\b)",
    re.IGNORECASE,
)
_SCALE = r"(?:[ -]?(?P<scale{n}>thousand|million|billion|trillion|mln|mn|bn|tn|[kmb])\b)?"
_MONEY = re.compile(
    r"(?<![\w.,])(?P<sign>(?:us|au?|ca?|hk|nz|s|nt|r)?\$|[€£¥₩₹₽]|(?:usd|eur|gbp|chf|rmb|rs)\b\.?)\s?"
    rf"(?P<amount1>{NUMBER}){_SCALE.format(n=1)}"
    rf"|(?<![\w.,])(?P<amount2>{NUMBER}){_SCALE.format(n=2)} (?:(?:U\.?S\.?|American) )?"
    r"(?P<named>dollar|euro|pound|yen|won|rupee|ro?uble|yuan|renminbi|franc|lira|peso)s?\b",
    re.IGNORECASE,
)
_BARE_BEFORE = re.compile(
    rf"(?P<lead>\b(?:from|between) )?(?<![\w.,$€£¥-])(?P<value>{NUMBER})(?P<join> ?[-–—] ?| to | and | or )$",
    re.IGNORECASE,
)
_FROM = r"from (?:the )?(?:current |initial |present |earlier |previous )?$"
_FROM_BEFORE = re.compile(rf"\b{_FROM}", re.IGNORECASE)
_BETWEEN_BEFORE = re.compile(r"\bbetween $", re.IGNORECASE)
_CHANGE_GAP = re.compile(r"(?: [\w-]+){0,3},? (?:down |up )?to (?:just |only |about )?$", re.IGNORECASE)
_BACK_GAP = re.compile(rf",? (?:down |up )?{_FROM}", re.IGNORECASE)


def number(text: str) -> float | None:
    """Return the value of a number in digits or words ("1,250.5", "twenty-five", "a hundred"), None if it is none."""
    plain = text.strip().lower().replace(",", "")
    if re.fullmatch(r"-?\d+(?:\.\d+)?", plain):
        return float(plain)
    words = [word for word in re.split(r"[ -]+", plain) if word != "and"]
    total = 0
    for word in words:
        if word == "hundred":
            total = max(total, 1) * 100
        elif word in _SMALL:
            total += _SMALL[word]
        elif word != "a":
            return None
    return float(total) if words and words != ["a"] else None


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the rates and sums of money in a text, in order; spans count from its start and do not overlap."""
    rates: list[Quantity] = []
    for match in _RATE.finditer(text):
        for quantity in _rates(match, text):
            _join(rates, quantity, text)
    sums = [_money(match) for match in _MONEY.finditer(text) if not any(_meet(match, rate.span) for rate in rates)]
    return tuple(sorted(rates + sums, key=lambda quantity: quantity.span.start))


def _meet(match: re.Match[str], span: Span) -> bool:
    return span.start < match.end() and match.start() < span.end


def _rates(match: re.Match[str], text: str) -> list[Quantity]:
    """Return the rate of a match, and before it the bare number that shares its unit ("25 and 20 percent")."""
    if match["fraction"]:
        value = _COUNTS[match["count"].lower()] * _FRACTIONS[match["fraction"].lower()]
        return [Quantity(Span(*match.span()), value, "percent")]
    unit = next(name for key, name in _UNIT_NAMES.items() if match[key])
    quantity = Quantity(Span(*match.span()), number(match["value"]) or 0.0, unit)
    bare = _BARE_BEFORE.search(text, max(match.start() - 60, 0), match.start())
    if bare is None:
        return [quantity]
    value, lead, join = number(bare["value"]) or 0.0, (bare["lead"] or "").strip().lower(), bare["join"].strip()
    whole = Span(bare.start("value"), match.end())
    if lead == "from":
        return [replace(quantity, span=whole, former=value)]
    if lead == "between" or join not in ("and", "or"):
        return [replace(quantity, span=whole, value=value, upper=quantity.value)]
    return [Quantity(Span(*bare.span("value")), value, unit), quantity]


def _join(before: list[Quantity], quantity: Quantity, text: str) -> None:
    """Add a rate to those before it, or make one of the two where they are the ends of a change or a range."""
    last = before[-1] if before else None
    if last is None or last.unit != quantity.unit:
        before.append(quantity)
        return
    gap, lead = text[last.span.end : quantity.span.start], text[: last.span.start]
    whole = Span(last.span.start, quantity.span.end)
    if _FROM_BEFORE.search(lead) and _CHANGE_GAP.fullmatch(gap):
        before[-1] = replace(quantity, span=whole, former=last.value)
    elif _BACK_GAP.fullmatch(gap):
        before[-1] = replace(last, span=whole, former=quantity.value)
    elif gap.strip() in ("-", "–", "to") or (gap == " and " and _BETWEEN_BEFORE.search(lead)):
        before[-1] = replace(last, span=whole, upper=quantity.value)
    else:
        before.append(quantity)


def _money(match: re.Match[str]) -> Quantity:
    digits, scale = match["amount1"] or match["amount2"], match["scale1"] or match["scale2"]
    unit = (match["sign"] or match["named"]).lower().rstrip(".")
    value = (number(digits) or 0.0) * _SCALES.get((scale or "").lower(), 1.0)
    return Quantity(Span(*match.span()), value, _CURRENCIES[unit])
