"""Offices that sources disagree on: two that one person cannot hold at the same time.

Most pairs of titles are compatible: spellings, short forms, translations, two hats. A pair contradicts itself only
where both are known to exclude each other: the same post in two ranks ("Deputy Secretary", "Under Secretary"),
ministers of unrelated fields, head of state and of government, ambassadors to two countries, one post of two countries.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.edtf import Days
from dragoman.gazetteer import country_of, hits, lookup
from dragoman.link.disagreements.claims import Claim, Told, days_apart, later
from dragoman.link.disagreements.cues import says
from dragoman.link.events.places import relation
from dragoman.model import TenureStatus
from dragoman.ontology import table

__all__ = [
    "Office", "Post", "Tenure", "exclude", "given_up", "held_together", "office_clash", "office_of", "offices", "post",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tenure:
    """One line that gives a person an office; ``person`` is the name of the entity."""

    id: str
    person: str
    office: str
    of: str | None
    status: TenureStatus
    sentence: str
    published: Days | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """An office in parts: "Deputy Secretary of State for Management" has the head *secretary*, the rank *deputy*.

    ``fields`` are the other words of the title, ``kinds`` the unrelated fields of government that they belong to,
    ``abroad`` the country to which an envoy is sent.
    """

    head: str
    rank: frozenset[str]
    fields: frozenset[str]
    kinds: frozenset[str]
    abroad: str | None = None


Office = Claim[Tenure, Post]
_PROMOTED = 60
"""Days between publications after which another office is taken for a change and not for a contradiction."""


def offices(tenures: Iterable[Told[Tenure]]) -> list[Office]:
    """Return the offices that a person is said to hold: neither those that are over nor those that are sought."""
    return [
        Claim(told, post(_whole(told.node)), _shown(told.node)) for told in tenures if told.node.status == "current"
    ]


def _whole(tenure: Tenure) -> str:
    """Return an envoy's title with the country to which he is sent, where the sentence has it behind the title."""
    at = tenure.sentence.lower().find(tenure.office.lower())
    rest = tenure.sentence[at + len(tenure.office) :]
    match = re.match(r"\s+to\s+(?:the\s+)?", rest)
    first = next(iter(hits(rest[match.end() :])), None) if match and at >= 0 else None
    if match is None or first is None or first.span.start or " to " in tenure.office:
        return tenure.office
    return tenure.office + rest[: match.end() + first.span.end]


def _shown(tenure: Tenure) -> str:
    office = _whole(tenure)
    owner = f" of {tenure.of}" if tenure.of and not country_of(tenure.of) else ""
    return office[:1].upper() + office[1:] + owner


def held_together(claims: Iterable[Office]) -> frozenset[frozenset[Post]]:
    """Return the pairs of posts that one source gives a person at the same time: they are really two hats."""
    said: defaultdict[tuple[str, Days | None], set[Post]] = defaultdict(set)
    for claim in claims:
        said[claim.told.source.id, claim.told.node.published].add(claim.value)
    return frozenset(frozenset((left, right)) for posts in said.values() for left in posts for right in posts)


def given_up(tenures: Iterable[Told[Tenure]]) -> frozenset[Post]:
    """Return the posts that some source says are over."""
    return frozenset(post(told.node.office) for told in tenures if told.node.status == "former")


def office_of(claim: Office) -> tuple[Post, str | None]:
    """Return the post and of whom it is: nobody's two lines about one office clash."""
    return claim.value, claim.told.node.of


def office_clash(left: Office, right: Office) -> bool:
    """Tell whether two lines give a person offices that nobody holds at once, and not one after the other."""
    ours, theirs = left.told.node, right.told.node
    if (days_apart(ours.published, theirs.published) or 0) > _PROMOTED:
        return False
    newer = later(left, right)
    if newer is not None and _just_taken(newer.told.node):
        return False
    if exclude(left.value, right.value):
        return _same_owner(ours.of, theirs.of)
    return _alike(left.value, right.value) and _other_country(ours, theirs)


def _just_taken(tenure: Tenure) -> bool:
    """Tell whether a sentence says that the office is new to the person: "the new", "was promoted"."""
    at = tenure.sentence.lower().find(tenure.office.lower())
    before = tenure.sentence[max(0, at - 40) : max(0, at)]
    return says("appointed", before) or says("promoted", tenure.sentence)


def _same_owner(left: str | None, right: str | None) -> bool:
    """Tell whether two offices can be of one owner: a body that is no country may have its own ranks."""
    if left is None or right is None:
        return True
    ours, theirs = country_of(left) or left, country_of(right) or right
    return ours.lower() == theirs.lower()


def _alike(left: Post, right: Post) -> bool:
    return left.head == right.head and left.rank == right.rank and (left.fields == right.fields)


def _other_country(left: Tenure, right: Tenure) -> bool:
    """Tell whether two lines give one office in two countries or towns, and both sentences name theirs."""
    if not left.of or not right.of or left.of == right.of:
        return False
    own, other = lookup(left.of), lookup(right.of)
    if own and other and own.kind == other.kind == "country":
        return own.name != other.name and all(_spelled(t) for t in (left, right))
    return post(left.office).head in ("mayor", "governor") and relation(left.of, right.of) == "apart"


def _spelled(tenure: Tenure) -> bool:
    return any(hit.entry.country == tenure.of for hit in hits(tenure.sentence))


def exclude(left: Post, right: Post) -> bool:
    """Tell whether nobody holds both posts at once.

    >>> exclude(post("Deputy Secretary of State"), post("Under Secretary of State for Political Affairs"))
    True
    >>> exclude(post("Secretary of State"), post("National Security Advisor"))
    False
    """
    if {left.head, right.head} == {"president", "prime minister"}:
        return left.rank == right.rank == frozenset() and not (left.fields or right.fields)
    if left.head != right.head or left.head in _groups("shorthand"):
        return False
    if left.rank != right.rank:
        unranked = left if not left.rank else right
        if not unranked.rank and not unranked.fields and unranked.head in ("minister", "secretary"):
            return False  # "Minister Lim" may be said of a vice minister
        nested = left.fields <= right.fields or right.fields <= left.fields
        return (nested or bool(left.kinds & right.kinds)) and not _translated(left, right)
    if left.abroad and right.abroad:
        return left.abroad != right.abroad
    # An under secretary "of State" may be one for the economy: the department is no field then.
    ministers = left.head == "minister" or (left.head == "secretary" and not left.rank)
    return ministers and bool(left.kinds and right.kinds) and not left.kinds & right.kinds


def _translated(left: Post, right: Post) -> bool:
    """Tell whether two ranks may be translations of one: vice and deputy minister; ranks of a name without a field."""
    second = _groups("second")
    return (
        bool(left.rank)
        and bool(right.rank)
        and left.head != "secretary"
        and left.rank <= second
        and right.rank <= second
    )


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return dict(table("disagreements")["offices"])


@cache
def _groups(name: str) -> frozenset[str]:
    return frozenset(_table()["words"][name])


@lru_cache(maxsize=20_000)
def post(office: str) -> Post:
    """Take a title apart.

    >>> post("Deputy Foreign Minister").rank, post("Vice Minister of Foreign Affairs").fields
    (frozenset({'deputy'}), frozenset({'foreign'}))
    """
    text = _plain(office)
    title, _, rest = text.partition(" to ")
    abroad = country_of(_cased(office, rest)) if rest else None
    words = [word for word in re.findall(r"[a-z][a-z'-]*", title) if word not in _groups("empty")]
    head = _head(title, words)
    rank = frozenset(words) & _groups("ranks")
    fields = frozenset(words) - rank - _groups("plain") - frozenset(head.split())
    kinds = frozenset(kind for kind, members in _table()["kinds"].items() if fields & frozenset(members))
    return Post(head, rank, fields, kinds, abroad)


def _cased(office: str, rest: str) -> str:
    """Return the end of a title as it is written."""
    return re.sub(r"^[Tt]he\s+", "", office.strip()[-len(rest) :]) if rest else ""


def _plain(office: str) -> str:
    """Return a title in lower case without the country before it, in usual spellings."""
    text = office.strip().replace("’", "'")
    first = next(iter(hits(text)), None)
    if first is not None and first.span.start == 0 and first.span.end < len(text):
        text = text[first.span.end :].lstrip("'s ")
    text = text.lower()
    for form, usual in _table()["spelling"].items():
        text = re.sub(rf"\b{form}(?!\w)", str(usual), text)
    return re.sub(r"\s+", " ", text)


def _head(title: str, words: list[str]) -> str:
    """Return the noun that a title is built on: the last one before its "of" or "for"."""
    if "prime minister" in title:
        return "prime minister"
    stem = re.split(r"\b(?:of|for|in|at|on)\b", title)[0]
    heads = [word for word in re.findall(r"[a-z][a-z'-]*", stem) if word in _groups("heads")]
    return heads[-1] if heads else next((word for word in reversed(words) if word in _groups("heads")), "")
