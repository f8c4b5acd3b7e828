"""Deadlines over documents and time: which tellings are one deadline, which deadline replaced which, where it stands.

A deadline is a date and a matter. Tellings of one date (a day, or a month or year that holds it) are the same where
their matter is: the content words of what is due and of its sentence, the parties, publication near in time. A chain
follows from what documents say of a date ("initially", "postponed until") and from the same matter told later with a
later date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import combinations

from dragoman.edtf import Days
from dragoman.link.judging import Reason, Verdict, weighed
from dragoman.link.matter import content_words, fields_of
from dragoman.link.nodes import DeadlineNode, Who
from dragoman.model import DeadlineStatus
from dragoman.ontology import table

__all__ = ["DeadlineMatcher", "DeadlineState", "Replacement", "date_of", "replaces", "state_of"]

_SAME, _UNSURE, _PRIOR = 0.6, 0.25, -2.2
_NEAR, _FAR = 100, 300
_MONTH = 31


class DeadlineMatcher:
    """Compares tellings of deadlines; the relation is "deadline".

    A telling often shows one side of a matter only ("time for talks until", "tariffs from"), so that tellings of one
    deadline may differ in pairs: hence the patience.
    """

    relation = "deadline"
    patience = 0.5

    def keys(self, node: DeadlineNode) -> Iterable[str]:
        """Return the date with each content word of the matter, each field and each party.

        A day is filed under itself and, for the tellings that give the month only, under its month; likewise a month
        under its year.
        """
        matter = {*_what(node), *(f"field {field}" for field in fields_of(_matter(node)))}
        parties = _parties(node)
        for at in _dates(node.date):
            for mark in sorted(matter | {f"party {party}" for party in parties}) or ["-"]:
                yield f"{at}|{mark}"

    def compare(self, left: DeadlineNode, right: DeadlineNode) -> Verdict:
        """Judge whether two tellings are of one deadline."""
        reasons = [_dated(left.date, right.date), _about(left, right)]
        reasons += [r for r in (_between(left, right), _told(left, right)) if r is not None]
        return weighed(reasons, same=_SAME, unsure=_UNSURE, prior=_PRIOR)


def _dates(when: Days) -> Iterator[str]:
    """Yield the marks of a date, so that dates of compatible precision share one: the day, month~ or year~~."""
    if when.single:
        yield when.first
    length = _gap_of(when)
    if length <= _MONTH:
        yield from sorted({f"{when.first[:7]}~", f"{when.last[:7]}~"})
    else:
        yield from sorted({f"{when.first[:4]}~~", f"{when.last[:4]}~~"})


def _gap_of(when: Days) -> int:
    return (date.fromisoformat(when.last) - date.fromisoformat(when.first)).days


# --- features ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 15)
def _words(what: str, sentence: str) -> tuple[frozenset[str], frozenset[str]]:
    core = content_words(what)
    return core, core | content_words(sentence)


def _what(node: DeadlineNode) -> frozenset[str]:
    return _words(node.what, node.sentence)[0]


def _matter(node: DeadlineNode) -> frozenset[str]:
    return _words(node.what, node.sentence)[1]


def _parties(node: DeadlineNode) -> frozenset[str]:
    return frozenset(_side(who) for who in node.parties)


def _side(who: Who) -> str:
    return who.country or who.entity or who.name


def _countries(node: DeadlineNode) -> frozenset[str]:
    return frozenset(who.country for who in node.parties if who.country)


def _dated(left: Days, right: Days) -> Reason:
    if left.last < right.first or right.last < left.first:
        return Reason("date", -12.0, f"{_shown(left)} is not {_shown(right)}")
    if left == right:
        return Reason("date", _weight_of(left), f"both {_shown(left)}")
    inside = _holds(left, right) or _holds(right, left)
    return Reason("date", 0.5 if inside else 0.0, f"{_shown(left)} may be {_shown(right)}")


def _weight_of(when: Days) -> float:
    """Return what it says that two tellings give one date: a year's end says less than May 9."""
    if _gap_of(when) > _MONTH:
        return 0.3
    if not when.single or when.first[5:] in ("12-31", "01-01"):
        return 0.8
    return 1.5


def _holds(wide: Days, narrow: Days) -> bool:
    return wide.first <= narrow.first and narrow.last <= wide.last


def _shown(when: Days) -> str:
    return when.first if when.single else f"{when.first}/{when.last}"


def _about(left: DeadlineNode, right: DeadlineNode) -> Reason:
    """Compare what is due: a word of the one's gist in the other's sentence counts more than one of both sentences."""
    all_left, all_right = _matter(left), _matter(right)
    if not all_left or not all_right:
        return Reason("matter", -0.5, "one telling does not say what is due")
    core = (_what(left) & all_right) | (_what(right) & all_left)
    shared = all_left & all_right
    if core:
        said = "both speak of " + ", ".join(sorted(core))
        return Reason("matter", min(3.0, 1.0 + 0.7 * (len(core) - 1) + 0.25 * len(shared - core)), said)
    fields = fields_of(all_left) & fields_of(all_right)
    if shared:
        said = "their sentences share " + ", ".join(sorted(shared))
        return Reason("matter", min(1.0, 0.4 * len(shared) - 0.9 + 0.7 * bool(fields)), said)
    if fields:
        return Reason("matter", -0.7, "no word in common, but the field " + ", ".join(sorted(fields)))
    return Reason("matter", -2.2, "no word in common")


def _between(left: DeadlineNode, right: DeadlineNode) -> Reason | None:
    ours, theirs = _parties(left), _parties(right)
    if not ours or not theirs:
        return None
    shared = ours & theirs
    if not shared:
        known = _countries(left) and _countries(right)
        return Reason("parties", -1.4 if known else -0.4, "other parties")
    if ours - shared and theirs - shared:
        return Reason("parties", 0.2, "some parties in common")
    return Reason("parties", 0.8 if len(shared) == 1 else 1.5, "the same parties")


def _told(left: DeadlineNode, right: DeadlineNode) -> Reason | None:
    if left.published is None or right.published is None:
        return None
    gap = _apart(left.published, right.published)
    if gap <= _NEAR:
        return Reason("published", 0.5, f"{gap} days apart")
    return Reason("published", -1.0 if gap > _FAR else 0.0, f"{gap} days apart")


def _apart(left: Days, right: Days) -> int:
    """Return the days between two dates, 0 where they overlap."""
    later, earlier = max(left.first, right.first), min(left.last, right.last)
    return max(0, (date.fromisoformat(later) - date.fromisoformat(earlier)).days)


# --- chains ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Replacement:
    """That one deadline took the place of another: ids of the clusters, ids of the tellings that show it, and why."""

    new: str
    old: str
    evidence: tuple[str, ...]
    said: str


_MOVED: frozenset[str] = frozenset({"former", "extended"})
_ONE_WORD, _TWO_WORDS = 1.0, 1.7
"""Weights of a matter with one and with two words of the gist in common."""
_LONGEST_MOVE = 400
"""Days by which a deadline may be put off."""
_MATTER_FLOOR = 2.0
"""Least weight of matter and parties for two dates without a word of extension: the same gist, or one word of it and
the same two parties (the written groups)."""


def replaces(clusters: Mapping[str, Sequence[DeadlineNode]]) -> tuple[Replacement, ...]:
    """Return which deadline replaced which: for each new one the old ones that its tellings show, sorted.

    ``clusters`` holds the tellings of each deadline by its id. Two deadlines are compared where a document tells both,
    or where their matter shares a word; what is returned depends on the clusters alone.
    """
    found: dict[tuple[str, str], Replacement] = {}
    for one, other in sorted(_candidates(clusters)):
        new, old = sorted((one, other), key=lambda key: (date_of(clusters[key]).first, key), reverse=True)
        shown = _replacement(new, clusters[new], old, clusters[old])
        if shown:
            found[new, old] = shown
    return tuple(found[pair] for pair in sorted(found) if not _skips(pair, found, clusters))


def _candidates(clusters: Mapping[str, Sequence[DeadlineNode]]) -> set[tuple[str, str]]:
    blocks: dict[str, set[str]] = {}
    for key, members in clusters.items():
        for node in members:
            blocks.setdefault(f"document {node.document}", set()).add(key)
            for mark in (*_what(node), *fields_of(_matter(node))):
                for year in sorted({node.date.first[:4], str(int(node.date.first[:4]) + 1)}):
                    for side in _parties(node):
                        blocks.setdefault(f"{year} {side} {mark}", set()).add(key)
    return {pair for keys in blocks.values() for pair in combinations(sorted(keys), 2)}


def _replacement(
    new: str, later: Sequence[DeadlineNode], old: str, earlier: Sequence[DeadlineNode]
) -> Replacement | None:
    if not date_of(earlier).last < date_of(later).first or _apart(date_of(earlier), date_of(later)) > _LONGEST_MOVE:
        return None
    both = [(a, b) for a in later for b in earlier if a.document == b.document]
    together = sorted((a.id, b.id) for a, b in both if _moved_in_one(a, b))
    if together:
        return Replacement(new, old, together[0], "one document tells both dates, the one for the other")
    if both:
        return None
    shown = sorted(
        (-weight, a.id, b.id) for a in later for b in earlier if (weight := _moved(a, b)) >= _MATTER_FLOOR
    )
    if not shown:
        return None
    return Replacement(new, old, shown[0][1:], "the same matter, told later with a later date")


def _moved_in_one(later: DeadlineNode, earlier: DeadlineNode) -> bool:
    """Tell whether a document that tells both dates tells them as old and new: in one sentence, or of one matter."""
    if earlier.sentence == later.sentence:
        return bool({earlier.status, later.status} & _MOVED) or (
            earlier.what == later.what and _replacing().search(later.sentence) is not None
        )
    return earlier.status == "former" and _about(later, earlier).weight >= _ONE_WORD


@cache
def _replacing() -> re.Pattern[str]:
    return re.compile(table("matters")["chain"]["moved"], re.IGNORECASE)


def _moved(later: DeadlineNode, earlier: DeadlineNode) -> float:
    """Return how much two tellings of different documents speak for one matter whose date was put off; below 0: no."""
    if later.document == earlier.document or earlier.published is None or later.published is None:
        return -1.0
    if later.published.first < earlier.published.first or later.status in ("former", "missed"):
        return -1.0
    told = later.status == "extended" or earlier.status == "former"
    about = _about(later, earlier)
    if not told and (not _one_register(later, earlier) or about.weight < _TWO_WORDS):
        return -1.0
    parties = _between(later, earlier)
    return about.weight + (parties.weight if parties else 0.0) + (0.7 if told else 0.0)


def _one_register(later: DeadlineNode, earlier: DeadlineNode) -> bool:
    """Tell whether two dates may be one date put off though nobody says so: days, the same countries, told later."""
    countries = _countries(later)
    return (
        later.date.single
        and earlier.date.single
        and len(countries) > 1
        and countries == _countries(earlier)
        and later.published is not None
        and earlier.published is not None
        and later.published.first > earlier.published.last
    )


def _skips(
    pair: tuple[str, str], found: Mapping[tuple[str, str], Replacement], clusters: Mapping[str, Sequence[DeadlineNode]]
) -> bool:
    """Tell whether another deadline stands between two: July 9, August 1, August 12 is a chain of two steps."""
    new, old = pair
    return any((new, key) in found and (key, old) in found for key in clusters)


# --- where a deadline stands ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DeadlineState:
    """Where a deadline stands: its status with the telling that gives it, and whether the date has gone by.

    ``since`` are the days of publication of that telling; ``passed`` is None where nobody asks.
    """

    date: Days
    status: DeadlineStatus
    evidence: tuple[str, ...]
    since: Days | None
    passed: bool | None


_WEIGHT: dict[str, int] = {"missed": 4, "met": 4, "former": 3, "extended": 2, "set": 1}


def date_of(members: Iterable[DeadlineNode]) -> Days:
    """Return the date of a deadline: the most exact one told, the one told most often among these.

    Raises ValueError where there is no member.
    """
    counts: dict[Days, int] = {}
    for node in members:
        counts[node.date] = counts.get(node.date, 0) + 1
    return min(counts, key=lambda when: (_gap_of(when), -counts[when], when))


def state_of(members: Sequence[DeadlineNode], *, replaced: bool = False, as_of: date | None = None) -> DeadlineState:
    """Return where a deadline stands, from its tellings; ``replaced`` tells that another deadline took its place.

    What is told as met or missed outranks the rest, then the replacement, then an extension; among tellings of the
    same weight the latest counts. ``passed`` is whether the date lies before ``as_of``.
    """
    when = date_of(members)
    ranked = sorted(members, key=lambda node: (-_WEIGHT.get(node.status, 0), *_latest_first(node)))
    top = ranked[0].status
    status: DeadlineStatus = "former" if replaced and _WEIGHT.get(top, 0) < _WEIGHT["met"] else _status(top)
    telling = [node for node in ranked if node.status == status] or ranked[:1]
    passed = None if as_of is None else when.last < as_of.isoformat()
    return DeadlineState(when, status, tuple(node.id for node in telling), telling[0].published, passed)


def _latest_first(node: DeadlineNode) -> tuple[str, str]:
    """Return a key that sorts late publications first and the undated last."""
    if node.published is None:
        return "~", node.id
    return "".join(chr(ord("9") - ord(c) + ord("0")) if c.isdigit() else c for c in node.published.last), node.id


def _status(value: str) -> DeadlineStatus:
    for status in ("set", "extended", "former", "met", "missed"):
        if value == status:
            return status
    return "set"
