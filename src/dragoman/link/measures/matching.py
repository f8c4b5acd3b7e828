"""Which tellings are of one measure: imposer, target, instrument, goods and time.

Another rate or status is the history of the same measure; another target, other goods or another kind of tariff make it
another measure. "14 countries" or "countries without a deal" is a target of its own, never the named country's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.edtf import ordinal
from dragoman.link.judging import Reason, Verdict, weighed
from dragoman.link.matter import content_words
from dragoman.link.measures.scope import (
    Aim,
    aim_of,
    changes_rate,
    family_of,
    goods_of,
    imposer_of,
    kinds_of,
    named_goods,
    package_of,
    percents_of,
)
from dragoman.link.nodes import MeasureNode

__all__ = ["MeasureMatcher"]

_SAME, _UNSURE, _PRIOR = 0.6, 0.2, -2.0
"""Chosen on the seeds, the written groups and the 886 measures of the releases of the State Department, read through:
far tellings of one measure must come out unsure and not different, or a history of years falls apart."""
_SPAN = 90
"""Days within which two tellings are sure to be compared, so that a history is followed from telling to telling."""
_ONE_ROUND = 5
"""Days within which two lists of unnamed officials or firms may be one: over the releases of the State Department lists
of the same kind follow each other every few weeks."""
_ALIKE = 3
"""Content words that two sentences share where they tell of the same four unnamed firms."""
_NO, _DECIDES = -12.0, -6.0
_STARTS = frozenset({"announced", "in force"})
_DESIGNATING = frozenset({"sanctions", "visa"})


class MeasureMatcher:
    """Compares tellings of measures; the relation is "measure"."""

    relation = "measure"
    patience = 0.25

    def keys(self, node: MeasureNode) -> Iterable[str]:
        """Return imposer, target and instrument with each stretch of time that the telling may share.

        A country has so many measures upon it that time narrows them; a named person or company has few.
        """
        aim = aim_of(node.target)
        base = f"{imposer_of(node.imposer)}|{aim.kind} {aim.key}|{family_of(node.instrument)}"
        if aim.kind == "named":
            yield base
            return
        for mark in _goods_marks(node):
            yield from (f"{base}|{mark}|{stretch}" for stretch in _stretches(node))

    def compare(self, left: MeasureNode, right: MeasureNode) -> Verdict:
        """Judge whether two tellings are of one measure."""
        return weighed(_reasons(left, right), same=_SAME, unsure=_UNSURE, prior=_PRIOR)


def _goods_marks(node: MeasureNode) -> list[str]:
    """Return the goods that a telling limits the measure to; without such, goods in general and those of its words.

    A reading may miss that a measure is limited, so that goods that a sentence names are tried too.
    """
    if goods := sorted(goods_of(node.product)):
        return goods
    return ["-", *sorted(named_goods(node.sentence))]


def _stretches(node: MeasureNode) -> list[str]:
    """Return the stretches of 90 days that a telling, widened by 45 days, lies in; the day in force as one more."""
    found = [f"from {node.effective.first}"] if node.effective is not None and node.effective.single else []
    if node.published is not None:
        day = ordinal(node.published.first)
        found += [str(n) for n in sorted({(day - _SPAN // 2) // _SPAN, (day + _SPAN // 2) // _SPAN})]
    return found or ["undated"]


def _reasons(left: MeasureNode, right: MeasureNode) -> Iterator[Reason]:
    aim, family = aim_of(left.target), family_of(left.instrument)
    first = (_imposed(left, right), _aimed(left, right), _limited(left, right))
    yield from first
    if family != family_of(right.instrument):
        yield Reason("instrument", _NO, f"{left.instrument} is not {right.instrument}")
    if any(reason.weight <= _DECIDES for reason in first):
        return
    for reason in (_kind(left, right), _rated(left, right), _started(left, right, family), _told(left, right, aim)):
        if reason is not None:
            yield reason


def _imposed(left: MeasureNode, right: MeasureNode) -> Reason:
    ours, theirs = imposer_of(left.imposer), imposer_of(right.imposer)
    if ours is None and theirs is None:
        return Reason("imposer", -1.0, "neither telling says who imposes it")
    if ours is None or theirs is None:
        return Reason("imposer", -2.0, "one telling does not say who imposes it")
    return Reason("imposer", 1.0, f"both by {ours}") if ours == theirs else Reason("imposer", _NO, "another imposer")


def _aimed(left: MeasureNode, right: MeasureNode) -> Reason:
    ours, theirs = aim_of(left.target), aim_of(right.target)
    if ours.kind != theirs.kind or ours.key != theirs.key:
        return Reason("target", _NO, "another target")
    if ours.kind == "nobody":
        return Reason("target", 0.0, "neither telling names a target")
    if ours.kind != "group":
        return Reason("target", 1.5, "the same target")
    if ours.number and theirs.number and ours.number != theirs.number:
        return Reason("target", -2.5, f"{ours.number} is not {theirs.number}")
    counted = ours.number is not None and theirs.number is not None
    described = (ours.words & theirs.words) - {ours.key}
    if described:
        whole = counted or described | {ours.key} in (ours.words, theirs.words)
        return Reason("target", 1.2 if whole else 0.3, "described alike: " + ", ".join(sorted(described)))
    alike = content_words(left.sentence) & content_words(right.sentence)
    if counted and (len(str(ours.number)) > 1 or len(alike) >= _ALIKE):
        return Reason("target", 1.2, f"{ours.number} in both")
    return Reason("target", 0.2 if counted else -1.5, f"little tells one {ours.key} from another")


def _limited(left: MeasureNode, right: MeasureNode) -> Reason:
    ours, theirs = goods_of(left.product), goods_of(right.product)
    if not ours and not theirs:
        return Reason("goods", 0.3, "goods in general")
    if not ours or not theirs:
        beside = right if ours else left
        if (ours or theirs) <= goods_of(beside.sentence):
            return Reason("goods", -0.4, "one is limited to goods that the other's sentence names")
        return Reason("goods", -4.0, "one is limited to some goods")
    shared = ours & theirs
    if not shared:
        return Reason("goods", -6.0, "other goods")
    if shared in (ours, theirs):
        return Reason("goods", 1.5, "both on " + " ".join(sorted(shared)))
    return Reason("goods", -3.0, "goods that share a word only")


def _kind(left: MeasureNode, right: MeasureNode) -> Reason | None:
    ours, theirs = kinds_of(left.sentence), kinds_of(right.sentence)
    if ours and theirs:
        return Reason("kind", 0.7, "the same kind") if ours & theirs else Reason("kind", -3.0, "another kind of tariff")
    package, other = package_of(left.sentence), package_of(right.sentence)
    if package and other:
        return Reason("kind", 2.0 if package == other else -5.0, f"packages {package} and {other}")
    return None


def _rated(left: MeasureNode, right: MeasureNode) -> Reason | None:
    if left.rate is None or right.rate is None:
        return None
    if (left.rate, left.unit) == (right.rate, right.unit):
        return Reason("rate", 1.0, f"both {left.rate:g} {left.unit or ''}".rstrip())
    one_sentence = (left.document, left.sentence) == (right.document, right.sentence)
    told = f"{left.rate:g} and {right.rate:g}"
    beside = right.rate in percents_of(left.sentence) or left.rate in percents_of(right.sentence)
    if changes_rate(left.sentence) or changes_rate(right.sentence):
        return Reason("rate", 0.5 if beside else -0.6, f"{told}: a change" if beside else told)
    if one_sentence or beside:
        return Reason("rate", -6.0 if one_sentence else -2.0, f"{told} side by side")
    if left.document == right.document and left.status == right.status:
        return Reason("rate", -2.0, f"{told} in one document")
    return Reason("rate", -0.6, f"{told}: a change, or another measure")


def _started(left: MeasureNode, right: MeasureNode, family: str) -> Reason | None:
    """Compare the day in force, where both tell of a start: persons and firms are listed once, tariffs are put off."""
    if left.effective is None or right.effective is None or not {left.status, right.status} <= _STARTS:
        return None
    gap = left.effective.apart(right.effective)
    if gap == 0:
        return Reason("in force", 1.0, "from the same day")
    if family in _DESIGNATING and gap > 20:
        return Reason("in force", -5.0, f"{gap} days apart: another listing")
    return Reason("in force", -1.5 if gap > 200 else -0.2, f"{gap} days apart")


def _told(left: MeasureNode, right: MeasureNode, aim: Aim) -> Reason | None:
    if left.published is None or right.published is None:
        return None
    gap = left.published.apart(right.published)
    if aim.kind == "group":
        return Reason("published", 0.8 if gap <= _ONE_ROUND else -0.5, f"{gap} days apart")
    if gap <= 31:
        return Reason("published", 0.8, f"{gap} days apart")
    if gap <= 2 * _SPAN:
        return Reason("published", 0.3, f"{gap} days apart")
    return Reason("published", -0.5 if aim.kind == "named" else -1.5, f"{gap} days apart")


