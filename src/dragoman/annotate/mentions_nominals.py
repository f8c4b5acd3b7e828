"""Nominals and pronouns: "the Secretary", "the U.S. side", "senior diplomats", "the two", "his counterpart", "they"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.annotate.mentions import Phrase
from dragoman.annotate.titles import Title
from dragoman.annotate.words import Line
from dragoman.gazetteer import word_list, words
from dragoman.model import MentionLabel, Span

__all__ = ["nominals"]

_PRONOUNS = ("masculine", "feminine", "plural", "neuter", "first")

_ADJECTIVE = re.compile(
    r"(?:al|ic|ary|ive|ous|ian|ese|ish|ful|able|ible|less|ern|ed|ant|ent|level|(?:participat|neighbor|neighbour|visit|develop|emerg|rul|oppos|lead|sitt|compet)ing|based|backed|led|an)$"
)
_NOT_BEFORE = frozenset(["this", "that", "being", "used", "during", "according", "using", "including", "following"])
_DETERMINERS = frozenset(
    ["the", "these", "those", "his", "her", "its", "their", "our", "both", "all", "any", "some", "such"]
)


def nominals(lines: Sequence[Line], titles: Sequence[Sequence[Title]], names: Sequence[Phrase]) -> list[Phrase]:
    """Return the nominals and pronouns of a document, and the names again where no nominal took them in; in order."""
    by_line: dict[int, list[Phrase]] = {}
    for name in names:
        by_line.setdefault(name.sentence, []).append(name)
    out: list[Phrase] = []
    for line, row in zip(lines, titles, strict=True):
        here = by_line.get(line.sentence, [])
        found = list(_in_line(line, row, here))
        out += sorted(
            found + [n for n in here if not any(f.span.overlaps(n.span) for f in found)], key=lambda p: p.span
        )
    return out


def _in_line(line: Line, titles: Sequence[Title], names: Sequence[Phrase]) -> Iterator[Phrase]:
    starts = {name.start: name for name in names}
    named = {name.start for name in names if name.title is not None}
    by_start = {title.left: title for title in titles if title.right not in named}
    skip = {i for title in titles if title.right in named for i in range(title.left, title.right)}
    at = 0
    while at < len(line.words):
        found = None
        if at not in skip:
            found = (
                _government(line, at, starts)
                or _definite(line, at, starts)
                or _shared(line, at)
                or _group(line, at, starts)
            )
            if found is None and at in by_start:
                found = _office(line, by_start[at])
            found = found or (None if at in starts else _pronoun(line, at))
        if found is not None:
            yield found
        at = max(at + 1, found.end if found else 0, starts[at].end if found is None and at in starts else 0)


def _phrase(line: Line, start: int, end: int, label: MentionLabel, text: str = "", **rest: object) -> Phrase:
    head = line.words[end - 1]
    kind = "pronoun" if rest.pop("pronoun", False) else "nominal"
    return Phrase(
        line.span(start, end), Span(head.start, head.end), label, kind, text or line.text(start, end), line.sentence, start, end, **rest,  # type: ignore[arg-type]
    )  # fmt: skip


def _government(line: Line, at: int, starts: dict[int, Phrase]) -> Phrase | None:
    """ "the U.S. side", "Moscow's forces", "the government of Samoa", "Seoul's foreign ministry", "the Trump administration"."""
    name = starts.get(at)
    if name is None:
        return _government_of(line, at, starts)
    end = name.end + (name.end < len(line.words) and line.words[name.end].possessive)
    while line.lower(end) in {
        "federal",
        "central",
        "new",
        "own",
        "current",
        "armed",
        "military",
        "state",
        "ruling",
        "interim",
        "transitional",
        "negotiating",
        "security",
        "ground",
    }:
        end += 1
    noun = line.lower(end)
    if name.label == "person" and noun in {"administration", "campaign", "regime", "government"} and end == name.end:
        return _phrase(line, at, end + 1, "organisation")
    if name.entry is None or name.entry.kind not in {"country", "demonym", "capital", "seat", "body"}:
        return None
    if noun in word_list("nominals", "government") and (
        not line.words[end].capital or noun in {"government", "side", "delegation", "administration", "regime"}
    ):
        label: MentionLabel = "country" if name.entry.country and name.entry.kind != "body" else "organisation"
        return _phrase(line, at, end + 1, label, name.entry.name, entry=name.entry, country=name.entry.country)
    if (
        name.entry.kind != "body"
        and line.lower(at - 1) not in {"-", "–"}
        and (end_of := _body_noun(line, end)) is not None
    ):
        return _phrase(line, at, end_of, "organisation", line.text(end, end_of), country=name.entry.country)
    return None


def _government_of(line: Line, at: int, starts: dict[int, Phrase]) -> Phrase | None:
    name = starts.get(at + 2 + (line.lower(at + 2) == "the"))
    if line.lower(at) in {"government", "governments", "people"} and line.lower(at + 1) == "of" and name is not None:
        if name.entry is not None and name.entry.kind == "country" and line.lower(at) != "people":
            return _phrase(line, at, name.end, "country", name.entry.name, entry=name.entry, country=name.entry.country)
        return None
    return None


def _definite(line: Line, at: int, starts: dict[int, Phrase]) -> Phrase | None:
    """ "the ministry", "the Department", "its parliament": a common noun for a body after an article; also bare "police"."""
    if line.lower(at) == "police" and line.lower(at - 1) != "the":
        return (
            _phrase(line, at, at + 1, "organisation", "police", gender="definite")
            if line.lower(at + 1) not in word_list("nominals", "people")
            else None
        )
    if line.lower(at) not in {"the", "its", "their"} or at + 1 in starts:
        return None
    end = _body_noun(line, at + 1)
    if end is None or (
        end < len(line.words)
        and (
            line.lower(end) in word_list("nominals", "people") or line.words[end].capital or line.words[end].text == "-"
        )
    ):
        return None
    return _phrase(line, at + 1, end, "organisation", line.text(at + 1, end).lower(), gender="definite")


def _body_noun(line: Line, at: int) -> int | None:
    """Return the end of a common noun for a body that begins at a word, the longest first."""
    for size in (3, 2, 1):
        if at + size <= len(line.words) and all(
            word.entry is None or word.entry.kind == "body" for word in line.words[at : at + size]
        ):
            if " ".join(word.lower for word in line.words[at : at + size]) in words().nominal_bodies:
                return at + size
    return None


def _shared(line: Line, at: int) -> Phrase | None:
    """ "the two sides", "both countries", "the two foreign ministers", "the two", "both"."""
    first = line.lower(at)
    if first == "participants" or (first == "all" and line.lower(at + 1) in {"parties", "sides", "participants"}):
        end = at + 1 + (first == "all")
        return (
            _phrase(line, at, end, "people", plural=True, gender="shared")
            if line.lower(end) not in {"in", "from", "of", "to"}
            else None
        )
    if (first == "all" and line.lower(at + 1) in {"three", "four", "five", "two"}) or (
        first in {"the", "these", "those", "our"}
        and line.lower(at + 1) in {"two", "three", "four", "five", "pair"} | {"sides", "parties"}
    ):
        start = at + 1
    elif first in {"both", "each"}:
        start = at
    else:
        return None
    end = start + 1 if line.lower(start) not in {"sides", "parties"} else start
    if first == "both" and line.lower(end) in {"the", "their", "of"}:
        end += 1
    while end < len(line.words) and (
        line.lower(end) in words().title_modifiers | word_list("nominals", "modifiers")
        or line.words[end].entry is not None
    ):
        end += 1
    noun = line.lower(end)
    if noun in word_list("nominals", "shared.states") | word_list("nominals", "shared.persons") or (
        noun in {"side", "country", "nation"} and first in {"each", "both"}
    ):
        return _phrase(
            line,
            start,
            end + 1,
            "person" if noun in word_list("nominals", "shared.persons") else "country",
            plural=True,
            gender="shared",
        )
    bare = end == start + 1 and (
        noun
        in {
            "",
            ",",
            ".",
            "also",
            "will",
            "were",
            "are",
            "have",
            "had",
            "discussed",
            "agreed",
            "met",
            "reaffirmed",
            "spoke",
            "held",
            "exchanged",
            "pledged",
            "shared",
            "said",
            "talked",
            "underscored",
            "emphasized",
            "stressed",
            "decided",
            "plan",
            "reviewed",
        }
        or noun.endswith("ed")
    )
    if bare and line.lower(start) in {"two", "pair", "both", "three"}:
        return _phrase(line, start, end, "people", plural=True, gender="shared")
    return None


def _group(line: Line, at: int, starts: dict[int, Phrase]) -> Phrase | None:
    """ "senior South Korean officials", "ASEAN foreign ministers", "sources close to the matter", "14 countries"."""
    noun = at
    while noun < len(line.words) and noun - at < 7 and _modifies(line, noun, starts):
        noun += 1
    if (
        noun > at
        and line.lower(noun) not in word_list("nominals", "people")
        and line.lower(noun - 1) in word_list("nominals", "people")
    ):
        noun -= 1
    while (
        line.lower(noun) in word_list("nominals", "people")
        and line.lower(noun + 1) in word_list("nominals", "people")
        and not line.words[noun].capital
    ):
        noun += 1
    if (
        line.lower(noun) not in word_list("nominals", "people")
        or (line.words[noun].entry is not None)
        or line.lower(at) in _NOT_BEFORE
    ):
        return None
    if line.words[noun].capital and noun > 0:
        return None
    if line.lower(noun) in word_list("nominals", "collective") and noun == at and line.lower(at - 1) != "the":
        return None
    end = _complement(line, noun + 1, starts)
    country = next((starts[i].country for i in range(at, noun) if i in starts and starts[i].country), None)
    return _phrase(line, at, end, "people", plural=True, country=country)


def _modifies(line: Line, at: int, starts: dict[int, Phrase]) -> bool:
    word = line.words[at]
    if word.entry is not None:
        return word.entry.kind in {"country", "demonym", "body", "region"}
    if word.possessive or not word.text[0].isalnum():
        return False
    if word.text[0].isdigit():
        return bool(re.fullmatch(r"\d{1,3}(?:,\d{3})*", word.text))
    if word.lower in _NOT_BEFORE or (word.lower in words().status and word.lower == "then"):
        return False
    if word.capital and at > 0:
        return False
    if (
        word.lower in word_list("nominals", "numbers") | word_list("nominals", "modifiers")
        or word.lower in word_list("nominals", "people")
        or word.lower in words().title_modifiers
    ):
        return True
    return (
        bool(_ADJECTIVE.search(word.lower))
        and not word.capital
        and len(word.text) > 4
        and word.lower not in word_list("nominals", "not_modifiers")
    )


def _complement(line: Line, at: int, starts: dict[int, Phrase]) -> int:
    """Return the end of what completes a group: "of the 26 ARF countries", "close to the matter", "from Iran"."""
    if [line.lower(at + i) for i in range(4)] in (
        ["close", "to", "the", "matter"],
        ["close", "to", "the", "talks"],
        ["familiar", "with", "the", "matter"],
    ):
        return at + 4
    if line.lower(at) in {"familiar", "close"} and line.lower(at + 1) in {"with", "to"}:
        return min(at + 4, len(line.words))
    if line.lower(at) not in {"of", "from", "in"}:
        return at
    start = at + 1 + (line.lower(at + 1) in _DETERMINERS)
    if start in starts and line.lower(at) in {"of", "from"} and not _lists(line, starts[start].end):
        inner = starts[start].end
        return inner + 1 if line.lower(inner) in word_list("nominals", "people") else inner
    return at


def _lists(line: Line, at: int) -> bool:
    return at < len(line.words) and line.words[at].text in {",", "and"}


def _office(line: Line, title: Title) -> Phrase | None:
    """ "the Secretary", "his Russian counterpart", "the South's unification minister"; bare titles are no mention."""
    if title.head == "counterpart":
        return _phrase(
            line,
            title.left,
            title.right,
            "office",
            _without_article(line, title),
            title=title,
            country=title.of,
            plural=title.plural,
        )
    joined = title.left > 1 and line.lower(title.left - 1) == "and" and line.words[title.start].capital
    if not title.determiner and title.owner is None and not joined:
        return None
    if title.determiner in {"a", "an", "another", "one"} or (
        title.head in word_list("offices", "generic") and not title.plural
    ):
        return None
    start = title.left + (title.determiner in {"the", "this", "that"})
    label: MentionLabel = "people" if title.plural else "office"
    return _phrase(
        line,
        start,
        title.right,
        label,
        _without_article(line, title),
        title=title,
        country=title.of,
        plural=title.plural,
    )


def _without_article(line: Line, title: Title) -> str:
    return line.text(title.left + bool(title.determiner), title.right)


def _expletive(line: Line, at: int) -> bool:
    """Tell whether "it" means nothing: "it is important that", "it takes"."""
    if line.lower(at + 1) not in {"is", "was", "'s", "seems", "appears", "remains", "makes", "would", "will", "takes"}:
        return (
            line.lower(at - 1) in {"make", "makes", "made", "making", "find", "believe"}
            and line.words[at].lower == "it"
        )
    ahead = [line.lower(i) for i in range(at + 2, min(at + 9, len(line.words)))]
    return "that" in ahead or "to" in ahead or "for" in ahead


def _pronoun(line: Line, at: int) -> Phrase | None:
    word = line.words[at]
    if word.lower == "it" and _expletive(line, at):
        return None
    kind = next((k for k in _PRONOUNS if word.lower in word_list("nominals", f"pronouns.{k}")), None)
    if line.lower(at + 1) in {"holiness", "majesty", "excellency", "highness", "royal", "eminence"}:
        return None
    if kind is None or word.text == "US" or (word.text.isupper() and len(word.text) > 1):
        return None
    label: MentionLabel = "person" if kind in {"masculine", "feminine"} else "people"
    if kind == "first" and word.lower in {"i", "my", "me"}:
        label = "person"
    gender = {"masculine": "m", "feminine": "f"}.get(kind, kind)
    return _phrase(line, at, at + 1, label, pronoun=True, gender=gender, plural=kind == "plural")
