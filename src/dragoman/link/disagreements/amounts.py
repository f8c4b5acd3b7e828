"""Counts and sums in running text, with the room that rounding and words such as "about" leave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from dragoman.gazetteer import hits
from dragoman.link.disagreements.cues import MONTHS, stem, word_set
from dragoman.ontology import table

__all__ = ["Amount", "alike", "amounts", "overlap"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity with the range that it can mean, what it counts (stems; a currency, "percent") and its words."""

    low: float
    high: float
    unit: frozenset[str]
    wording: str


def alike(left: Amount, right: Amount) -> bool:
    """Tell whether two amounts can count the same: boats and fishing boats."""
    return bool(left.unit & right.unit)


def overlap(left: Amount, right: Amount) -> bool:
    """Tell whether two amounts can be one number."""
    return left.low <= right.high and right.low <= left.high


@lru_cache(maxsize=20_000)
def amounts(text: str) -> tuple[Amount, ...]:
    """Return the counts and sums of a text; dates, times, ordinals and numbers of names are none.

    >>> [(a.low, a.high, sorted(a.unit)) for a in amounts("It freed 12 fishermen and 1.5 billion dollars on July 7")]
    [(12.0, 12.0, ['fisherman']), (1450000000.0, 1550000000.0, ['dollar'])]
    """
    return tuple(_amounts(text))


@cache
def _numbers() -> dict[str, Any]:
    return dict(table("disagreements")["numbers"])


@cache
def _spelled() -> dict[str, int]:
    """Return the value of each word for a number under a hundred."""
    ones, tens = _numbers()["ones"].split(), _numbers()["tens"].split()
    return {word: n for n, word in enumerate(ones)} | {word: 20 + 10 * n for n, word in enumerate(tens)}


@cache
def _quantity() -> re.Pattern[str]:
    """Return the pattern of a number with the words that widen, scale and name it."""
    words = "|".join(sorted(_spelled().keys() - {"zero", "one"}, key=len, reverse=True))
    scales = "|".join(sorted(_numbers()["scale"], key=len, reverse=True))
    about = "|".join(word for row in _numbers()["about"].values() for word in row)
    coins = "|".join(map(re.escape, sorted(_numbers()["coin"], key=len, reverse=True)))
    return re.compile(
        rf"(?P<about>\b(?:{about})\s+)?(?:(?P<coin>{coins})\s?)?"
        r"(?:(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
        rf"|(?P<words>\b(?:{words})(?:[ -](?:{words}))?\b|\b(?:a|one)(?=\s+(?:{scales})\b))"
        rf"|(?P<vague>\b(?:{'|'.join(_numbers()['vague'])})\b))"
        rf"(?:(?:\s|-)?(?P<scale>{scales})\b)?(?P<percent>\s?(?:%|per\s?cent\b))?",
        re.IGNORECASE,
    )


def _amounts(text: str) -> Iterator[Amount]:
    for match in _quantity().finditer(text):
        after, before = text[match.end() :], text[: match.start()]
        if _is_name(match, before, after):
            continue
        unit, length = _unit(match, after)
        if unit:
            low, high = _range(match)
            yield Amount(low, high, unit, " ".join(text[match.start() : match.end() + length].split()))


_DAY_BEFORE = re.compile(rf"(?:{MONTHS})\s*$")
_DAY_AFTER = re.compile(rf"^(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTHS})")
_NO_COUNT_AFTER = re.compile(r"^(?::\d\d|\s?[ap]\.?m\b|\s+o'clock|(?:st|nd|rd|th)\b|[./]\d)", re.IGNORECASE)


def _is_name(match: re.Match[str], before: str, after: str) -> bool:
    """Tell whether a number is no count: a date, a time, a year, part of a name ("Article 5", "G20")."""
    if before[-1:].isalnum() or (before.endswith(("-", ".", "/", ":")) and not match["about"]):
        return True
    bare = match["digits"] and not (match["coin"] or match["scale"] or match["percent"])
    if bare and (_DAY_BEFORE.search(before) or _DAY_AFTER.match(after) or _NO_COUNT_AFTER.match(after)):
        return True
    if bare and re.fullmatch(r"(?:19|20)\d\d", match["digits"]):
        return True
    last = re.search(r"(\w+)\.?\s*$", before)
    return bool(last and last[1].lower() in word_set("before_name"))


_ROUNDED = 0.05
"""The most that a round number is taken to be off: 200 for 198, but not for 240."""
_ABOUT = 0.1
"""The same for "about 200"."""


def _range(match: re.Match[str]) -> tuple[float, float]:
    """Return the least and the most that a number can mean."""
    if match["vague"]:
        low, high = _numbers()["vague"][match["vague"].lower()]
        return float(low), float(high)
    value, step = _value(match)
    room = min(step / 2, _ROUNDED * value) if step > 1 or value >= 1000 else 0.0
    about = " ".join((match["about"] or "").lower().split())
    kind = next((kind for kind, row in _numbers()["about"].items() if about in row), None)
    if kind == "near":
        return value - max(room, _ABOUT * value), value + max(room, _ABOUT * value)
    if kind == "below":
        return (1 - 1.5 * _ABOUT) * value, value + room
    if kind == "least":
        return value - room, 2 * value
    if kind == "most":
        return value / 2, value + room
    return value - room, value + room


def _value(match: re.Match[str]) -> tuple[float, float]:
    """Return a number and the step of the last digit that it gives: 200 has 100, 1.5 billion 100 million."""
    factor = float(_numbers()["scale"].get((match["scale"] or "").lower(), 1))
    if not match["digits"]:
        value = sum(_spelled().get(word, 1) for word in re.split(r"[ -]", match["words"].lower()))
        return value * factor, factor
    digits = match["digits"].replace(",", "")
    whole, _, part = digits.partition(".")
    zeros = len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0
    return float(digits) * factor, 10.0 ** (-len(part) if part else zeros) * factor


_COUNTED = re.compile(r"(?:^-|\s+)(?:of\s+)?([^\W\d_]+(?:[-'’][^\W\d_]+)*)")


def _unit(match: re.Match[str], after: str) -> tuple[frozenset[str], int]:
    """Return what a number counts, as stems, and how many characters of the text after it say so."""
    if match["percent"]:
        return frozenset(["percent"]), 0
    if match["coin"]:
        return frozenset([_numbers()["coin"][match["coin"].lower()]]), 0
    found: list[str] = []
    length = 0
    for word in _COUNTED.finditer(after[:80]):
        if word.start() != length or word[1].lower() in word_set("after_count") or len(found) == 4:
            break
        found.append(word[1])
        length = word.end()
        if stem(word[1]) in word_set("coins"):
            return frozenset([stem(word[1])]), length
    named = {name for hit in hits(" ".join(found)) for name in hit.entry.form.split()}
    counted = (stem(_singular(word)) for word in found if word not in named)
    return frozenset(_same_counted().get(word, word) for word in counted), length


def _singular(word: str) -> str:
    return re.sub(r"men$", "man", re.sub(r"^people$", "person", word.lower()))


@cache
def _same_counted() -> dict[str, str]:
    groups = [group.split() for group in word_set("same_counted")]
    return {word: group[0] for group in groups for word in group}
