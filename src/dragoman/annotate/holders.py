"""Who bears which title by words that stand together: "President Lee", "Lee, the president", "the president, Lee".

What a verb says ("served as", "was elected") needs to know who "he" is, and so comes later, in `tenures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.annotate.mentions import Phrase
from dragoman.annotate.titles import Title
from dragoman.annotate.words import Line
from dragoman.gazetteer import word_list, words

__all__ = ["Holding", "holdings"]

_APPOSITION = re.compile(
    r"[,(–—-](?: (?:now|currently|formerly|both|now both|also))?|, \d\d ,|, (?:the )?\w+ 's"
    r"|, (?:who is|who was|now|currently|formerly|then|himself|herself|as|who serves as|who served as|also|both)"
)
_JOIN = (["and"], [",", "and"], ["&"], [","], ["/"], ["as", "well", "as"])


@dataclass(frozen=True, slots=True)
class Holding:
    """A person, by the number given with the name, and a title of the person; `line` is the number of the sentence."""

    person: int
    title: Title
    line: int


def holdings(line: Line, titles: Sequence[Title], persons: Sequence[tuple[int, Phrase]]) -> Iterator[Holding]:
    """Yield who bears which title in a sentence; `persons` are its names of persons, each with a number."""
    taken = {title.right for title in titles if any(p.start == title.right or p.title == title for _, p in persons)}
    for number, phrase in persons:
        before = list(_before(line, titles, phrase))
        for title in before:
            yield Holding(number, title, line.sentence)
        if not before:
            yield from (Holding(number, title, line.sentence) for title in _before_comma(line, titles, phrase, taken))
        yield from (Holding(number, title, line.sentence) for title in _after(line, titles, phrase, taken))
    yield from _plural(line, titles, persons)


def _before(line: Line, titles: Sequence[Title], phrase: Phrase) -> Iterator[Title]:
    """Yield the titles right before a name: "Secretary of State and National Security Advisor Marco Rubio"."""
    if phrase.title is None or (phrase.title.plural and _descriptive(line, phrase.title)):
        return
    at = phrase.title
    yield _owned_after(line, at, phrase.end)
    for title in reversed([t for t in titles if t.right <= at.left]):
        if _words(line, title.right, at.left) not in ([], ["and"], ["&"], [",", "and"], ["/"]) or title.plural:
            return
        if (at.determiner and at.determiner != "the") or (
            title.determiner == "the" and title.owner is None and at.owner is None
        ):
            return
        yield title
        at = title


def _owned_after(line: Line, title: Title, end: int) -> Title:
    """Give a title the country or town that follows the name: "King Harald *of Norway*", "Senators Day *of Utah*"."""
    at = end + 1 + (line.lower(end + 1) == "the")
    if title.of is not None or line.lower(end) != "of" or at >= len(line.words):
        return title
    entry = line.words[at].entry
    if entry is None or entry.kind not in {"country", "town", "capital", "region"}:
        return title
    return replace(title, of=entry.name if entry.kind == "country" else entry.form, owner=at)


def _past_owner(line: Line, end: int) -> int:
    """Return the end of "of Utah" behind a name, the end of the name itself where nothing of the kind follows."""
    at = end + 1
    return at + 1 if line.lower(end) == "of" and at < len(line.words) and line.words[at].entry is not None else end


def _before_comma(line: Line, titles: Sequence[Title], phrase: Phrase, taken: set[int]) -> Iterator[Title]:
    """Yield the title before a comma and a name: "South Korea's newly elected president, Lee Jae-myung"."""
    for title in titles:
        start = _left(line, phrase)
        between = _words(line, title.right, start)
        if title.right in taken or title.plural or start <= title.right:
            continue
        if _definite(line, title) and (between == [","] or _owned_by(line, title, start)):
            yield title
            yield from _joined_before(line, titles, title)
            return


def _definite(line: Line, title: Title) -> bool:
    """Tell whether a title before a comma is about one person: it has an article, an owner or a capital."""
    before = line.words[title.left - 1] if title.left else None
    named = before is not None and (before.possessive or (before.capital and before.entry is None and title.left > 1))
    return bool(title.determiner or title.owner is not None or line.words[title.start].capital or named)


def _joined_before(line: Line, titles: Sequence[Title], at: Title) -> Iterator[Title]:
    for title in titles:
        if _words(line, title.right, at.left) == ["and"] and not title.plural and at.determiner in {"", "the"}:
            yield title


def _owned_by(line: Line, title: Title, end: int) -> bool:
    """Tell whether only the name of a body lies between a title and the comma before a name."""
    between = _words(line, title.right, end)
    if not between or between[-1] != "," or between[0] not in {"of", "at", "for", "to"} or len(between) > 9:
        return False
    inner = line.words[title.right + 1 : end - 1]
    return all(w.capital or w.entry or w.possessive or w.lower in {"the", "of", "and", "for"} for w in inner)


def _after(line: Line, titles: Sequence[Title], phrase: Phrase, taken: set[int]) -> Iterator[Title]:
    """Yield the titles in apposition after a name: "Lee Jo-han, head of X and a former vice minister"."""
    at, first = phrase.end, True
    while True:
        title = next((t for t in titles if t.left >= at), None)
        if title is None or title.right in taken or title.plural:
            return
        between = _words(line, at, title.left)
        if first and not _opens_apposition(between):
            return
        if not first and (title.determiner in {"his", "her", "their", "its"} or not joins(line, at, title)):
            return
        if first and not _appositive(line, title):
            return
        yield title
        at, first = title.right, False


def joins(line: Line, at: int, title: Title) -> bool:
    """Tell whether a title goes on with the one that ends at a word: "president of X *and a former secretary*"."""
    return _words(line, at, title.left) in _JOIN or _through_body(line, at, title.left)


def _opens_apposition(between: list[str]) -> bool:
    return _APPOSITION.fullmatch(" ".join(between)) is not None


def _appositive(line: Line, title: Title) -> bool:
    """Tell whether a title after a comma is an apposition: a mark, a name or a small word follows, and no verb."""
    if title.right >= len(line.words):
        return True
    after = line.words[title.right]
    return not after.text[0].isalpha() or after.capital or after.lower in word_list("offices", "after_apposition")


def _through_body(line: Line, start: int, end: int) -> bool:
    """Tell whether a body's name and "and" lie between two titles of one person: "president of X and director of Y"."""
    between = line.words[start:end]
    if (
        not 2 <= len(between) <= 10
        or between[-1].lower not in {"and", ",", "a"}
        or between[0].lower not in {"of", "at", "for", "to", "in"}
    ):
        return False
    return all(
        w.capital or w.entry or w.lower in {"of", "the", "and", "for", "at", ",", "in", "a", "&"} or w.possessive
        for w in between
    )


def _descriptive(line: Line, title: Title) -> bool:
    """Tell whether a plural only says what people are ("business leaders", "military officials", "14 delegates")."""
    if line.words[title.start].capital:
        return False
    lone = title.head == "leader" and title.end - title.start == 1 and title.right == title.end
    return lone or title.head == "official" or line.lower(title.left - 1).isdigit() or _amount(line, title)


def _amount(line: Line, title: Title) -> bool:
    return any(word.text.isdigit() for word in line.words[max(0, title.left - 2) : title.left])


def _plural_before(line: Line, titles: Sequence[Title], phrase: Phrase) -> Title | None:
    """Return the plural title before a comma or colon and a name: "two Representatives, Collin Peterson and …"."""
    return next((t for t in titles if t.plural and _words(line, t.right, phrase.start) in ([","], [":"])), None)


def _plural(line: Line, titles: Sequence[Title], persons: Sequence[tuple[int, Phrase]]) -> Iterator[Holding]:
    """Yield the same title for each of several names after its plural: "Presidents Biden and Yoon"."""
    for at, (number, phrase) in enumerate(persons):
        title = phrase.title or _plural_before(line, titles, phrase)
        if title is None or not title.plural or _descriptive(line, title):
            continue
        if phrase.title is None:
            yield Holding(number, title, line.sentence)
        end = _past_owner(line, phrase.end)
        for number, other in persons[at + 1 :]:
            if other.title is not None or _words(line, end, other.start) not in (["and"], [","], [",", "and"]):
                break
            yield Holding(number, _owned_after(line, title, other.end), line.sentence)
            end = _past_owner(line, other.end)


def _left(line: Line, phrase: Phrase) -> int:
    """Return where a name begins with the forms of address before it: "H.E. Sheikh Mohammed", "Gen. Caine"."""
    at, known = phrase.start, words()
    while at > 0 and (
        line.words[at - 1].text in known.honorifics | known.ranks
        or line.lower(at - 1) in {"his", "her", "royal", "highness", "excellency"}
    ):
        at -= 1
    return at


def _words(line: Line, start: int, end: int) -> list[str]:
    return [word.lower for word in line.words[start:end]]
