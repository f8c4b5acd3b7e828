"""Counts, sums and rates that sources disagree on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.link.disagreements.amounts import Amount, alike, amounts, overlap
from dragoman.link.disagreements.certainty import surely_one
from dragoman.link.disagreements.claims import Claim, Told, days_apart, later
from dragoman.link.disagreements.cues import changed, says, word_set
from dragoman.link.matter import content_words
from dragoman.link.nodes import EventNode, MeasureNode

__all__ = ["numbers", "numbers_clash", "rates", "rates_clash"]

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
        return says("measure", sentence)
    return amount.unit <= word_set("parties")


def _sole(found: tuple[Amount, ...]) -> list[Amount]:
    """Leave out what a sentence counts twice: "12 soldiers, three of them officers, and four soldiers"."""
    return [a for a in found if not any(b is not a and alike(a, b) for b in found)]


_COMMON = 2
"""Content words that two sentences share, beside what is counted, to be about the same."""


def numbers_clash(left: Number, right: Number) -> bool:
    """Tell whether two tellings of one thing give counts or sums that cannot both be true; a growing toll is news."""
    if not alike(left.value, right.value) or overlap(left.value, right.value):
        return False
    ours, theirs = left.told.node, right.told.node
    if ours.status != theirs.status or any(changed(n.sentence) or says("raised", n.sentence) for n in (ours, theirs)):
        return False
    if any(overlap(left.value, a) for a in amounts(theirs.sentence)) or any(
        overlap(right.value, a) for a in amounts(ours.sentence)
    ):
        return False
    return not _grew(left, right) and _about_the_same(left, right) and surely_one(ours, theirs)


def _grew(left: Number, right: Number) -> bool:
    newer = later(left, right)
    if newer is None:
        return False
    older = right if newer is left else left
    grows = newer.value.low > older.value.high
    return grows and says("growing", newer.told.node.sentence)


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
    if any(says("raised", node.sentence) or changed(node.sentence) for node in (ours, theirs)):
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
