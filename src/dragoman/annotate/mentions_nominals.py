"""Nominals and pronouns: "the Secretary", "the U.S. side", "Seoul's foreign ministry", "his counterpart", "they"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dragoman.annotate.mentions import Phrase, nominal
from dragoman.annotate.mentions_groups import group, shared
from dragoman.annotate.titles import Title
from dragoman.annotate.words import Line
from dragoman.gazetteer import country_of, word_list, words
from dragoman.model import MentionLabel, Span

__all__ = ["nominals"]

_PRONOUNS = ("masculine", "feminine", "plural", "neuter", "first")
_GENDER = {"masculine": "m", "feminine": "f"}
_STYLES = frozenset(("holiness", "majesty", "excellency", "highness", "royal", "eminence"))
_LONGEST_NOUN = 3


def nominals(lines: Sequence[Line], titles: Sequence[Sequence[Title]], names: Sequence[Phrase]) -> list[Phrase]:
    """Return the nominals and pronouns of a document, and the names again where no nominal took them in; in order."""
    by_line: dict[int, list[Phrase]] = {}
    for name in names:
        by_line.setdefault(name.sentence, []).append(name)
    out: list[Phrase] = []
    for line, row in zip(lines, titles, strict=True):
        here = by_line.get(line.sentence, [])
        found = list(_in_line(line, row, here))
        taken = {i for phrase in found for i in range(phrase.start, phrase.end)}
        kept = [name for name in here if not taken.intersection(range(name.start, name.end))]
        out += sorted(found + kept, key=lambda phrase: phrase.span)
    return out


def _in_line(line: Line, titles: Sequence[Title], names: Sequence[Phrase]) -> Iterator[Phrase]:
    starts = {name.start: name for name in names}
    titled = {name.start for name in names if name.title is not None}
    bare = {title.left: title for title in titles if title.right not in titled}
    skip = {i for title in titles if title.right in titled for i in range(title.left, title.right)}
    at = 0
    while at < len(line.words):
        found = None if at in skip else _at(line, at, starts, bare)
        if found is not None:
            yield found
            at = max(at + 1, found.end)
        else:
            at = starts[at].end if at in starts else at + 1


def _at(line: Line, at: int, names: Mapping[int, Phrase], bare: Mapping[int, Title]) -> Phrase | None:
    """Return the nominal or pronoun that begins at a word; `bare` are the titles without a name, by first word."""
    found = _of_country(line, at, names) or _definite(line, at, names) or shared(line, at) or group(line, at, names)
    if found is None and at in bare:
        found = _office(line, bare[at])
    return found or (None if at in names else _pronoun(line, at))


# --- governments and bodies ---------------------------------------------------------------------------------------


def _of_country(line: Line, at: int, names: Mapping[int, Phrase]) -> Phrase | None:
    """Return "U.S. side", "Moscow's forces", "Samoa's foreign ministry", "Trump administration"."""
    name = names.get(at)
    if name is None:
        return _government_of(line, at, names)
    end = name.end + (name.end < len(line.words) and line.words[name.end].possessive)
    while line.lower(end) in word_list("nominals", "before_government"):
        end += 1
    noun = line.lower(end)
    if name.label == "person" and noun in word_list("nominals", "rules") and end == name.end:
        return nominal(line, at, end + 1, "organisation")
    entry = name.entry
    if entry is None or entry.kind not in {"country", "demonym", "capital", "seat", "body"}:
        return None
    proper = line.words[end].capital if noun else False
    if noun in word_list("nominals", "government") and (not proper or noun in word_list("nominals", "rules")):
        label: MentionLabel = "country" if entry.country and entry.kind != "body" else "organisation"
        return nominal(line, at, end + 1, label, entry.name, entry=entry, country=entry.country)
    stop = _body_noun(line, end) if entry.kind != "body" and line.lower(at - 1) not in {"-", "–"} else None
    if stop is None:
        return None
    whole = line.lower(stop - 1) in {"embassy", "consulate"}
    text = line.text(at if whole else end, stop)
    return nominal(line, at, stop, "organisation", text, country=entry.country)


def _government_of(line: Line, at: int, names: Mapping[int, Phrase]) -> Phrase | None:
    if line.lower(at) not in {"government", "governments"} or line.lower(at + 1) != "of":
        return None
    name = names.get(at + 2 + (line.lower(at + 2) == "the"))
    if name is None or name.entry is None or name.entry.kind != "country":
        return None
    return nominal(line, at, name.end, "country", name.entry.name, entry=name.entry, country=name.entry.country)


def _definite(line: Line, at: int, names: Mapping[int, Phrase]) -> Phrase | None:
    """Return "ministry" after "the", "parliament" after "its"; bare "police" as well."""
    article = line.lower(at) in {"the", "its", "their"}
    if (not article and line.lower(at) != "police") or at + article in names:
        return None
    start = at + article
    end = _body_noun(line, start)
    if end is None or line.lower(end) in word_list("nominals", "people") or line.lower(end) in {"-", "of"}:
        return None
    if end < len(line.words) and line.words[end].capital:
        return None
    return nominal(line, start, end, "organisation", line.text(start, end).lower(), kind="definite")


def _body_noun(line: Line, at: int) -> int | None:
    """Return the end of a common noun for a body that begins at a word, the longest first."""
    for size in range(min(_LONGEST_NOUN, len(line.words) - at), 0, -1):
        row = line.words[at : at + size]
        if any(word.entry is not None and word.entry.kind != "body" for word in row):
            continue
        if " ".join(word.lower for word in row) in words().nominal_bodies:
            return at + size
    return None


# --- offices and pronouns -----------------------------------------------------------------------------------------


def _office(line: Line, title: Title) -> Phrase | None:
    """Return "Secretary" after "the", "his Russian counterpart", "the South's unification minister"; no bare title."""
    joined = title.left > 1 and line.lower(title.left - 1) == "and" and line.words[title.start].capital
    if title.head != "counterpart":
        if not title.determiner and title.owner is None and not joined:
            return None
        generic = title.head in word_list("offices", "generic") and not title.plural
        if generic or title.determiner in {"a", "an", "another", "one"}:
            return None
    start = title.left + (title.determiner in {"the", "this", "that"})
    text = line.text(title.left + bool(title.determiner), title.right)
    country = country_of(title.of) if title.of else None
    label: MentionLabel = "people" if title.plural else "office"
    return nominal(line, start, title.right, label, text, title=title, country=country, plural=title.plural)


def _pronoun(line: Line, at: int) -> Phrase | None:
    word = line.words[at]
    kind = next((k for k in _PRONOUNS if word.lower in word_list("nominals", f"pronouns.{k}")), None)
    if kind is None or (word.text.isupper() and len(word.text) > 1) or line.lower(at + 1) in _STYLES:
        return None
    if word.lower == "it" and _expletive(line, at):
        return None
    person = kind in _GENDER or word.lower in word_list("nominals", "singular_first")
    return Phrase(
        Span(word.start, word.end), Span(word.start, word.end), "person" if person else "people", "pronoun", word.text,
        line.sentence, at, at + 1, gender=_GENDER.get(kind, ""), kind=kind, plural=kind == "plural",
    )  # fmt: skip


def _expletive(line: Line, at: int) -> bool:
    """Tell whether "it" means nothing: "it is important that", "makes it clear"."""
    if line.lower(at + 1) not in word_list("nominals", "expletive_verbs"):
        return line.lower(at - 1) in {"make", "makes", "made", "making", "find", "believe"}
    ahead = [line.lower(i) for i in range(at + 2, min(at + 9, len(line.words)))]
    return bool({"that", "to", "for"} & set(ahead))
