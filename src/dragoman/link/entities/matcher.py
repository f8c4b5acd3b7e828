"""Which profiles are one entity: the keys under which they are filed, and the judge for each kind of thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dragoman.link.entities.blocks import called_keys, name_keys
from dragoman.link.entities.bodies import acronym_of, body_name, initials_of
from dragoman.link.entities.contested import Pair, contested
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
        """Return the pairs of ``same`` that are to be left open (`dragoman.link.entities.contested`).

        ``nodes`` are those of a component, ``same`` its pairs that are judged the same.
        """
        return contested(nodes, same, self.compare)


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
