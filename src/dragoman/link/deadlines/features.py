"""What two tellings of deadlines have in common: matter, parties, time."""

from __future__ import annotations

from functools import lru_cache

from dragoman.edtf import Days, ordinal
from dragoman.link.judging import Reason
from dragoman.link.matter import content_words, fields_of
from dragoman.link.nodes import DeadlineNode, Who

__all__ = [
    "about",
    "between",
    "countries_of",
    "fields_of_node",
    "gist_of",
    "length_of",
    "matter_of",
    "parties_of",
]


@lru_cache(maxsize=1 << 15)
def _words(what: str, sentence: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    core = content_words(what)
    matter = core | content_words(sentence)
    return core, matter, fields_of(matter)


def gist_of(node: DeadlineNode) -> frozenset[str]:
    """Return the content words of what is due."""
    return _words(node.what, node.sentence)[0]


def matter_of(node: DeadlineNode) -> frozenset[str]:
    """Return the content words of what is due and of the sentence."""
    return _words(node.what, node.sentence)[1]


def fields_of_node(node: DeadlineNode) -> frozenset[str]:
    """Return the fields of the matter."""
    return _words(node.what, node.sentence)[2]


def parties_of(node: DeadlineNode) -> frozenset[str]:
    """Return the parties: the countries that they are or act for, else the entities."""
    return frozenset(_side(who) for who in node.parties)


def _side(who: Who) -> str:
    return who.country or who.entity or who.name


def countries_of(node: DeadlineNode) -> frozenset[str]:
    """Return the countries among the parties."""
    return frozenset(who.country for who in node.parties if who.country)


def about(left: DeadlineNode, right: DeadlineNode) -> Reason:
    """Compare what is due: a word of the one's gist in the other's sentence counts more than one of both sentences."""
    ours, our_matter, our_fields = _words(left.what, left.sentence)
    theirs, their_matter, their_fields = _words(right.what, right.sentence)
    if not our_matter or not their_matter:
        return Reason("matter", -0.5, "one telling does not say what is due")
    core = (ours & their_matter) | (theirs & our_matter)
    shared = our_matter & their_matter
    if core:
        said = "both speak of " + ", ".join(sorted(core))
        return Reason("matter", min(3.0, 1.0 + 0.7 * (len(core) - 1) + 0.25 * len(shared - core)), said)
    fields = our_fields & their_fields
    if shared:
        said = "their sentences share " + ", ".join(sorted(shared))
        return Reason("matter", min(1.0, 0.4 * len(shared) - 0.9 + 0.7 * bool(fields)), said)
    if fields:
        return Reason("matter", -0.7, "no word in common, but the field " + ", ".join(sorted(fields)))
    return Reason("matter", -2.2, "no word in common")


def between(left: DeadlineNode, right: DeadlineNode) -> Reason | None:
    """Compare the parties; None where a telling names none."""
    ours, theirs = parties_of(left), parties_of(right)
    if not ours or not theirs:
        return None
    shared = ours & theirs
    if not shared:
        known = countries_of(left) and countries_of(right)
        return Reason("parties", -1.4 if known else -0.4, "other parties")
    if ours - shared and theirs - shared:
        return Reason("parties", 0.2, "some parties in common")
    return Reason("parties", 0.8 if len(shared) == 1 else 1.5, "the same parties")


def length_of(when: Days) -> int:
    """Return the days from the first to the last day that a date can mean: 0 for a day, 30 for July."""
    return ordinal(when.last) - ordinal(when.first)

