"""Counts, sums and rates that sources disagree on, with the room that rounding and words such as "about" leave."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.gazetteer import hits
from dragoman.link.disagreements.claims import Claim, Told, days_apart, later
from dragoman.link.disagreements.cues import changed, cue, stem, word_set
from dragoman.link.matter import content_words
from dragoman.link.nodes import EventNode, MeasureNode

__all__ = ["Amount", "amounts", "numbers", "numbers_clash", "rates", "rates_clash"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity with the range that it can mean, what it counts (stems; a currency, "percent") and its words."""

    low: float
    high: float
    unit: frozenset[str]
    wording: str


_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SPELLED = {word: float(n) for n, word in enumerate(_ONES)} | {word: 20.0 + 10 * n for n, word in enumerate(_TENS)}
_SCALE = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "m": 1e6,
    "mn": 1e6,
    "bn": 1e9,
    "b": 1e9,
    "tn": 1e12,
}
_VAGUE = {"dozens": (24.0, 99.0), "scores": (40.0, 199.0), "hundreds": (200.0, 999.0), "thousands": (2000.0, 99_999.0)}
_CURRENCY = {"$": "dollar", "us$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₩": "won", "₹": "rupee"}
_COINS = frozenset(
    [
        "dollar",
        "euro",
        "pound",
        "yen",
        "won",
        "rupee",
        "ruble",
        "rouble",
        "yuan",
        "franc",
        "lira",
        "peso",
        "real",
        "dinar",
        "riyal",
        "dirham",
        "krona",
        "crown",
        "zloty",
    ]
)

_WORDS = "|".join([*sorted(_ONES[2:], key=len, reverse=True), *_TENS])
_QUANTITY = re.compile(
    r"(?P<about>\b(?:about|around|some|roughly|approximately|nearly|almost|close to|more than|over|at least|no fewer than"
    r"|up to|as many as|as much as|fewer than|less than|under|at most|just over|just under|well over|an estimated)\s+)?"
    r"(?:(?P<coin>US\$|[$€£¥₩₹])\s?)?"
    rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)|(?P<words>\b(?:{_WORDS})(?:[ -](?:{_WORDS}))?\b|\b(?:a|one)(?=\s+(?:hundred|thousand|million|billion|trillion|dozen)))"
    r"|(?P<vague>\b(?:dozens|scores|hundreds|thousands)\b))"
    r"(?:(?:\s|-)?(?P<scale>hundred|thousand|million|billion|trillion|dozen|bn|mn|tn|m|b)\b)?"
    r"(?P<percent>\s?(?:%|per\s?cent\b))?",
    re.IGNORECASE,
)  # fmt: skip
_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)\s*$"
)
_MONTH_AFTER = re.compile(
    r"^(?:st|nd|rd|th)?\s+(?:of\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_TIME_AFTER = re.compile(r"^(?::\d\d|\s?[ap]\.?m\b|\s+o'clock|st\b|nd\b|rd\b|th\b|[./]\d)", re.I)


@lru_cache(maxsize=20_000)
def amounts(text: str) -> tuple[Amount, ...]:
    """Return the counts and sums of a text; dates, times, ordinals and numbers of names are none.

    >>> [(a.low, a.high, sorted(a.unit)) for a in amounts("It freed 12 fishermen and 1.5 billion dollars on July 7")]
    [(12.0, 12.0, ['fisherman']), (1450000000.0, 1550000000.0, ['dollar'])]
    """
    return tuple(_amounts(text))


def _amounts(text: str) -> Iterator[Amount]:
    for match in _QUANTITY.finditer(text):
        after, before = text[match.end() :], text[: match.start()]
        if _is_name(match, before, after):
            continue
        unit, length = _unit(match, after)
        value = _value(match)
        if not unit or value is None:
            continue
        low, high = _range(*value, (match["about"] or "").strip().lower())
        yield Amount(low, high, unit, re.sub(r"\s+", " ", text[match.start() : match.end() + length]).strip())


def _is_name(match: re.Match[str], before: str, after: str) -> bool:
    digits = match["digits"]
    if before[-1:].isalnum() or (before[-1:] in "-./:" and not match["about"]):
        return True
    if (
        digits
        and not match["coin"]
        and (_MONTH.search(before) or _MONTH_AFTER.match(after) or _TIME_AFTER.match(after))
    ):
        return True
    if digits and re.fullmatch(r"(?:19|20)\d\d", digits) and not (match["coin"] or match["scale"] or match["percent"]):
        return True
    last = re.search(r"(\w+)\.?\s*$", before)
    return bool(last and last[1].lower() in word_set("before_name"))


def _value(match: re.Match[str]) -> tuple[float, float, float] | None:
    """Return lowest and highest value and the step of the last digit that is given."""
    if match["vague"]:
        return (*_VAGUE[match["vague"].lower()], 0.0)
    scale = (match["scale"] or "").lower()
    factor = 12.0 if scale == "dozen" else _SCALE.get(scale, 1.0)
    if match["digits"]:
        digits = match["digits"].replace(",", "")
        whole, _, part = digits.partition(".")
        step = (
            10.0 ** -len(part) if part else 10.0 ** (len(whole) - len(whole.rstrip("0"))) if whole.strip("0") else 1.0
        )
        return float(digits) * factor, float(digits) * factor, step * factor
    words = re.split(r"[ -]", match["words"].lower())
    value = sum(_SPELLED.get(word, 1.0) for word in words)
    return value * factor, value * factor, factor if scale else 1.0


def _range(low: float, high: float, step: float, about: str) -> tuple[float, float]:
    """Widen a number by what its rounding and the word before it leave open.

    A number that ends in zeros is good to half its last digit, at most 5 %; "about" means 10 %.
    """
    room = min(step / 2, 0.05 * high) if step > 1 or (step < 1 and high >= 1e3) or high >= 1e3 else 0.0
    if about in ("about", "around", "some", "roughly", "approximately", "close to", "an estimated"):
        return low - max(room, 0.1 * low), high + max(room, 0.1 * high)
    if about in ("nearly", "almost", "just under"):
        return 0.85 * low, high + room
    if about in ("more than", "over", "at least", "no fewer than", "just over", "well over"):
        return low - room, 2 * high
    if about in ("up to", "as many as", "as much as", "fewer than", "less than", "under", "at most"):
        return 0.5 * low, high + room
    return low - room, high + room


def _unit(match: re.Match[str], after: str) -> tuple[frozenset[str], int]:
    """Return what a number counts, as stems, and how many characters of the text after it say so."""
    if match["percent"]:
        return frozenset(["percent"]), 0
    if match["coin"]:
        return frozenset([_CURRENCY[match["coin"].lower()]]), 0
    words: list[str] = []
    length = 0
    for word in re.finditer(r"(?:^-|\s+)(?:of\s+)?([^\W\d_]+(?:[-'’][^\W\d_]+)*)", after[:80]):
        if word.start() != length or word[1].lower() in word_set("after_count") or len(words) == 4:
            break
        words.append(word[1])
        length = word.end()
        if stem(word[1]) in _COINS:
            return frozenset([stem(word[1])]), length
    named = {name for hit in hits(" ".join(words)) for name in hit.entry.form.split()}
    counted = (stem(_singular(word)) for word in words if word not in named)
    return frozenset(_same_counted().get(word, word) for word in counted), length


@cache
def _same_counted() -> dict[str, str]:
    groups = [group.split() for group in word_set("same_counted")]
    return {word: group[0] for group in groups for word in group}


def _singular(word: str) -> str:
    return re.sub(r"men$", "man", re.sub(r"^people$", "person", word.lower()))


Number = Claim[EventNode, Amount]


def numbers(tellings: Iterable[Told[EventNode]]) -> list[Number]:
    """Return the counts and sums in what tellings say."""
    return [
        Claim(told, amount, amount.wording)
        for told in tellings
        for amount in _sole(amounts(told.node.sentence))
        if not _aside(amount, told.node.sentence)
    ]


def _aside(amount: Amount, sentence: str) -> bool:
    """Tell whether a number counts the parties or is the rate of a measure, which has a slot of its own."""
    if "percent" in amount.unit:
        return cue("measure").search(sentence) is not None
    return amount.unit <= word_set("parties")


def _sole(found: tuple[Amount, ...]) -> list[Amount]:
    """Leave out what a sentence counts twice: "12 soldiers, three of them officers, and four soldiers"."""
    return [a for a in found if not any(b is not a and _alike(a.unit, b.unit) for b in found)]


def _alike(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left & right) if len(left) > 1 or len(right) > 1 else left == right


_COMMON = 2
"""Content words that two sentences share, beside what is counted, to be about the same."""


def numbers_clash(left: Number, right: Number) -> bool:
    """Tell whether two tellings of one thing give counts or sums that cannot both be true; a toll that grows is news."""
    if not _alike(left.value.unit, right.value.unit) or _overlap(left.value, right.value):
        return False
    ours, theirs = left.told.node, right.told.node
    if ours.status != theirs.status or any(
        changed(n.sentence) or cue("raised").search(n.sentence) for n in (ours, theirs)
    ):
        return False
    if any(_overlap(left.value, a) for a in amounts(theirs.sentence)) or any(
        _overlap(right.value, a) for a in amounts(ours.sentence)
    ):
        return False
    return not _grew(left, right) and _about_the_same(left, right)


def _overlap(left: Amount, right: Amount) -> bool:
    return left.low <= right.high and right.low <= left.high


def _grew(left: Number, right: Number) -> bool:
    newer = later(left, right)
    if newer is None:
        return False
    older = right if newer is left else left
    grows = newer.value.low > older.value.high
    return grows and cue("growing").search(newer.told.node.sentence) is not None


def _about_the_same(left: Number, right: Number) -> bool:
    counted = content_words(left.value.wording) | content_words(right.value.wording)
    shared = content_words(left.told.node.sentence) & content_words(right.told.node.sentence)
    return len(shared - counted) >= _COMMON


Rate = Claim[MeasureNode, float]
_SAME_STATE = 3
"""Days between publications within which two rates are rates of one state of a measure."""


def rates(tellings: Iterable[Told[MeasureNode]]) -> list[Rate]:
    """Return the rates that tellings give for a measure."""
    return [
        Claim(told, told.node.rate, f"{told.node.rate:g} {told.node.unit or 'percent'}")
        for told in tellings
        if told.node.rate is not None
    ]


def rates_clash(left: Rate, right: Rate) -> bool:
    """Tell whether two tellings of one state of a measure give rates that cannot both be true."""
    ours, theirs = left.told.node, right.told.node
    if abs(left.value - right.value) <= 0.02 * max(left.value, right.value):
        return False
    if (ours.unit or "percent") != (theirs.unit or "percent"):
        return False
    if not _same_product(ours.product, theirs.product) or not _same_state(ours, theirs):
        return False
    if any(cue("raised").search(node.sentence) or changed(node.sentence) for node in (ours, theirs)):
        return False
    return not (_gives(ours.sentence, right.value) or _gives(theirs.sentence, left.value))


def _same_product(left: str | None, right: str | None) -> bool:
    if left is None or right is None:
        return left == right
    return bool(content_words(left) & content_words(right))


def _same_state(left: MeasureNode, right: MeasureNode) -> bool:
    """Tell whether two tellings are of one state: the same status in the same days, or steps to come on one day."""
    apart = days_apart(left.published, right.published)
    if left.effective and right.effective and days_apart(left.effective, right.effective):
        return False
    if left.status != right.status:
        return apart == 0 and {left.status, right.status} == {"threatened", "announced"}
    return (
        apart <= _SAME_STATE if apart is not None else left.effective is not None and left.effective == right.effective
    )


def _gives(sentence: str, rate: float) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(f'{rate:g}')}(?![\d,]|\.\d)", sentence) is not None
