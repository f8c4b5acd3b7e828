"""Independent sources: who stands behind the documents of one copy cluster, and how two versions of a text differ.

An agency and the papers that print it are one source; so are the own reports of one outlet. Counts in the product are
counts of these.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.link.copies.align import align
from dragoman.link.copies.words import line, text
from dragoman.link.nodes import DocumentNode

__all__ = ["Change", "Source", "changes", "origin", "source_of"]

_UNDATED = "9999"


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Who stands behind a document: an agency or an outlet by its name, or a document whose outlet is not known."""

    name: str
    kind: Literal["agency", "outlet", "document"]

    @property
    def id(self) -> str:
        """What the same source has in every cluster, however its name is written.

        >>> Source("The Korea Herald", "outlet").id == Source("Korea Herald", "outlet").id
        True
        """
        if self.kind == "document":
            return f"document:{self.name}"
        return " ".join(re.sub(r"^the\s", "", self.name.casefold().strip()).split())


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that is in one of two texts only, or in both with other words; None where it is not."""

    kind: Literal["added", "removed", "changed"]
    before: str | None
    after: str | None

    def __str__(self) -> str:
        if self.kind == "changed":
            return f"changed: {self.before} → {self.after}"
        return f"{self.kind}: {self.after or self.before}"


def source_of(documents: Iterable[DocumentNode]) -> dict[str, Source]:
    """Return the independent source of each document of one copy cluster, by id; they have one.

    It is the agency that most of them name; where none is named, the outlet that published first.
    """
    ordered = sorted(documents, key=_when)
    if not ordered:
        return {}
    source = _agency(ordered) or _outlet(ordered) or Source(ordered[0].id, "document")
    return {document.id: source for document in ordered}


def origin(documents: Iterable[DocumentNode]) -> DocumentNode:
    """Return the document of one copy cluster that stands nearest to its source.

    The agency's own page where there is one, else the first that names the agency, else the first that was published.
    Raises ValueError where there is none.
    """
    ordered = sorted(documents, key=_when)
    if not ordered:
        raise ValueError("a copy cluster has at least one document")
    agency = _agency(ordered)
    if agency is None:
        return ordered[0]
    own = [one for one in ordered if one.outlet and Source(one.outlet, "outlet").id == agency.id]
    naming = [one for one in ordered if one.agency and Source(one.agency, "agency").id == agency.id]
    return (own or naming)[0]


def changes(before: Sequence[str], after: Sequence[str]) -> tuple[Change, ...]:
    """Return how two versions or copies of a text differ, from their sentences, in the order of the later one.

    What differs in case, punctuation, spaces or the division into sentences alone is no change.

    >>> print(*changes(["Duties rise to 25 percent.", "Talks go on."], ["Duties rise to 35 percent."]), sep="\\n")
    changed: Duties rise to 25 percent. → Duties rise to 35 percent.
    removed: Talks go on.
    """
    old, new = ([one for one in told if line(one).words] for told in (before, after))
    groups = list(_groups(old, new))
    counterpart = {number: theirs[-1] for mine, theirs in groups for number in mine}
    found: list[tuple[float, Change]] = []
    for mine, theirs in groups:
        one, other = " ".join(old[number] for number in mine), " ".join(new[number] for number in theirs)
        if line(one).words != line(other).words:
            found.append((theirs[0], Change("changed", one, other)))
    known = {number for _, theirs in groups for number in theirs}
    found += [(at, Change("added", None, said)) for at, said in enumerate(new) if at not in known]
    gone = [(at, said) for at, said in enumerate(old) if at not in counterpart]
    found += [(_behind(counterpart, at), Change("removed", said, None)) for at, said in gone]
    return tuple(change for _, change in sorted(found, key=lambda each: each[0]))


def _groups(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the sentences that correspond, by number: one to one, or several to one that holds them."""
    turned = len(old) < len(new)
    many, few = (new, old) if turned else (old, new)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for pair in align(text(tuple(many)), text(tuple(few))).pairs:
        if pair.shared:
            groups[pair.right].append(pair.left)
    for one, several in groups.items():
        yield ([one], several) if turned else (several, [one])


def _behind(counterpart: Mapping[int, int], at: int) -> float:
    """Return where a sentence that is gone would stand: behind the counterpart of the one before it."""
    return next((counterpart[number] + 0.5 for number in range(at - 1, -1, -1) if number in counterpart), -0.5)


def _when(document: DocumentNode) -> tuple[str, str, str]:
    return (document.published.first if document.published else _UNDATED, document.instant or _UNDATED, document.id)


def _agency(ordered: Sequence[DocumentNode]) -> Source | None:
    """Return the agency that most documents name; of several, the one named first."""
    named = [Source(document.agency, "agency") for document in ordered if document.agency]
    counts = Counter(source.id for source in named)
    return max(named, key=lambda source: counts[source.id], default=None)


def _outlet(ordered: Sequence[DocumentNode]) -> Source | None:
    return next((Source(document.outlet, "outlet") for document in ordered if document.outlet), None)
