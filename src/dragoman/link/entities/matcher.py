"""Which profiles are one entity: the keys under which they are filed, and the judge for each kind of thing."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dragoman.link.entities.blocks import called_keys, name_keys
from dragoman.link.entities.bodies import acronym_of, body_name, initials_of
from dragoman.link.entities.folding import squash
from dragoman.link.entities.judge_bodies import compare_bodies, compare_offices, compare_things
from dragoman.link.entities.judge_persons import compare_persons
from dragoman.link.entities.likeness import called_by_given
from dragoman.link.entities.persons import one_part
from dragoman.link.entities.posts import post, seat
from dragoman.link.entities.profiles import bound_to_document
from dragoman.link.judging import Reason, Verdict
from dragoman.link.nodes import Profile

__all__ = ["EntityMatcher"]

Pair = tuple[str, str]


class EntityMatcher:
    """Links profiles to entities (`dragoman.link.judging.Matcher`).

    Two clusters join only where no pair between them is judged different: a name of one part that fits two persons
    never makes them one.
    """

    relation = "entity"
    patience = 0.0

    def keys(self, node: Profile) -> Iterable[str]:
        """Return the keys of a profile; none where it stands for somebody of one document only."""
        if node.document is not None or bound_to_document(node.label, node.name, node.country):
            return
        yield from (f"{node.label}:{known}" for known in node.known)
        if node.label == "person":
            yield from _person_keys(node)
        elif node.label == "organisation":
            yield from _body_keys(node)
        elif node.label == "office":
            yield f"office:{post(node.name)}|{seat(node.name, node.country) or ''}"
        else:
            yield f"{node.label}:{squash(node.name.removeprefix('The '))}"

    def compare(self, left: Profile, right: Profile) -> Verdict:
        """Judge two profiles."""
        left, right = sorted((left, right), key=lambda profile: profile.id)
        if left.label != right.label:
            return Verdict("different", 0.0, (Reason("kind", -9.0, f"a {left.label} and a {right.label}"),))
        if left.label == "person":
            return compare_persons(left, right)
        if left.label == "organisation":
            return compare_bodies(left, right)
        return compare_offices(left, right) if left.label == "office" else compare_things(left, right)


    def contested(self, nodes: Mapping[str, Profile], same: Iterable[Pair]) -> set[Pair]:
        """Return the pairs of "same" that are to be left open: a name of one part fits two different persons.

        ``nodes`` are those of a component, ``same`` its pairs that are judged the same. A person who fits clearly
        better than the others is no matter of doubt.
        """
        scored = [(pair, self.compare(nodes[pair[0]], nodes[pair[1]]).score) for pair in same]
        fitting: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for (left, right), score in scored:
            for short, long in ((left, right), (right, left)):
                if _alone(nodes[short]) and not _alone(nodes[long]):
                    fitting[short].append((_log_odds(score), long))
        return {
            (min(short, own), max(short, own))
            for short, several in fitting.items()
            for own in self._rivals(nodes, several)
        }

    def _rivals(self, nodes: Mapping[str, Profile], several: Sequence[tuple[float, str]]) -> set[str]:
        """Return those that fit about as well as the best and of which some are different persons."""
        best = max(score for score, _ in several)
        near = sorted(node for score, node in several if score > best - _CLEARLY)
        parted = any(
            self.compare(nodes[one], nodes[other]).judgement == "different"
            for place, one in enumerate(near)
            for other in near[place + 1 :]
        )
        return set(near) if parted else set()


_CLEARLY = 0.9
"""A person fits a name of one part clearly better by so much log-odds: nearly that of the same country."""


def _alone(node: Profile) -> bool:
    return node.label == "person" and one_part(node.name)


def _log_odds(score: float) -> float:
    return math.log(score / (1 - score)) if score < 1 else 30.0


def _person_keys(node: Profile) -> Iterator[str]:
    if not one_part(node.name):
        yield from (f"name:{key}" for key in sorted(name_keys(node.name)))
    posts = sorted({post(held.office) for held in node.offices})
    yield from (f"called:{key}|{office}" for key in sorted(called_keys(node.name)) for office in posts)
    if node.country:
        called = sorted(called_keys(node.name, given=called_by_given(node.country)))
        yield from (f"called:{key}|{node.country}|{year}" for key in called for year in _years(node))


def _years(node: Profile) -> range:
    """Return the years in which a profile may be named by one part: those of its documents and the ones beside."""
    if node.published is None:
        return range(0)
    first, last = int(node.published.first[:4]), int(node.published.last[:4])
    return range(first, last + 1) if one_part(node.name) else range(first - 1, last + 2)


def _body_keys(node: Profile) -> Iterator[str]:
    yield f"body:{body_name(node.name, node.country)[0]}"
    for short in {acronym_of(node.name), initials_of(node.name)} - {None}:
        yield f"acronym:{short}"
