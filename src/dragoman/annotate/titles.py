"""Titles of office in a sentence: "former U.S. Assistant Secretary of State for East Asian and Pacific Affairs".

A title is built on a head noun of `data/offices.toml`. Leftwards it takes modifiers, then how the office is held
("acting") and whose it is ("Japanese", "the European Council's"); rightwards "of", "for" or "on" with a portfolio,
which belongs to the title, or with the name of a country or body, whose office it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dragoman.annotate.bodies import body_end
from dragoman.annotate.titles_heads import head_at, whole_head
from dragoman.annotate.words import Line, Word
from dragoman.gazetteer import Entry, word_list, words
from dragoman.model import TenureStatus

__all__ = ["Title", "titles"]

_DETERMINERS = frozenset(
    ["the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "this", "that", "another", "one"]
)
_LINKS = frozenset(("of", "for", "on", "to", "in", "at", "from"))
_LONGEST_BODY = 9


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a sentence.

    ``start`` and ``end`` are word numbers of the office without country, status and determiner; ``left`` and ``right``
    those of all that belongs to it. ``office`` is the office as written, ``of`` whose it is by the words themselves,
    ``owner`` the word number of the name that says so, ``country`` the country before a body that owns it ("Japanese
    Foreign Ministry Director General"). ``determiner`` is the article or possessive before it.
    """

    start: int
    end: int
    left: int
    right: int
    office: str
    head: str
    of: str | None = None
    status: TenureStatus = "current"
    plural: bool = False
    determiner: str = ""
    owner: int | None = None
    country: str | None = None


def titles(line: Line) -> tuple[Title, ...]:
    """Return the titles of a sentence in order, without overlaps."""
    found: list[Title] = []
    at = 0
    while at < len(line.words):
        head = whole_head(line, at)
        if head is None:
            at += 1
            continue
        floor = found[-1].right if found else 0
        found.append(_title(line, at, head, floor))
        at = found[-1].right
    return tuple(_share(line, found))


def _title(line: Line, at: int, head: tuple[int, str, bool], floor: int) -> Title:
    end, noun, plural = head
    start = _leftmost(line, at, floor)
    body = _body_before(line, start, at, floor)
    if body is not None:
        start = body.stop
    left, status, of, owner, determiner = _before(line, start if body is None else body.start, floor)
    country = None
    if body is not None:
        country = _country_at(line, owner)
        of, owner = line.text(body.start, body.stop), body.start
    elif owner is not None and owner == left > floor and line.words[owner].entry.kind == "body":  # type: ignore[union-attr]
        country = _country_at(line, left - 1)
        left -= country is not None
    title = Title(start, end, left, end, "", noun, of, status, plural, determiner, owner, country)
    title = _suffix(line, _after(line, title))
    return replace(title, office=_office(line, title))


def _leftmost(line: Line, at: int, floor: int) -> int:
    """Return where the modifiers of a head begin."""
    start = at
    while start > floor:
        word = line.words[start - 1]
        topic = word.text.isupper() and line.words[at].capital and not line.words[at].text.isupper()
        named = topic and start - 1 > floor and line.lower(start - 2) in words().title_modifiers
        if word.entry is not None or not (named or word.lower in words().title_modifiers):
            break
        if line.words[at].capital and not word.capital:
            break
        start -= 1
    while (
        start < at
        and line.words[start].lower in {"state", "house", "general", "labour", "republican", "democratic"}
        and not line.words[start].capital
    ):
        start += 1
    return start


def _country_at(line: Line, at: int | None) -> str | None:
    """Return the country whose name or demonym stands at a word."""
    entry = line.words[at].entry if at is not None else None
    return entry.country if entry is not None and entry.kind in {"country", "demonym"} else None


def _body_before(line: Line, start: int, at: int, floor: int) -> range | None:
    """Return the words of a body whose name ends from `start` to the head `at`: "Ministry of Defense Director"."""
    for stop in range(start, at + 1):
        for first in range(max(floor, stop - _LONGEST_BODY), start):
            word = line.words[first]
            known = word.text in words().organisation_heads and line.lower(first + 1) in {"of", "for"}
            ended = line.lower(stop - 1) not in {"and", ",", "&", "of"}
            if known and ended and word.entry is None and body_end(line, first, frozenset((stop,))) == stop:
                return range(first, stop)
    return None


def _before(line: Line, start: int, floor: int) -> tuple[int, TenureStatus, str | None, int | None, str]:
    """Read status words, the owner and the determiner before a title."""
    left, status, of, owner = start, "current", None, None
    while left > floor:
        word = line.words[left - 1]
        if word.lower in words().status and (word.lower not in {"first", "late"} or left - 1 > floor):
            found = words().status[word.lower]
            status = found if status == "current" else status
            left -= 1
        elif (
            word.text == ")"
            and left - 4 >= floor
            and line.words[left - 3].text == "("
            and line.words[left - 4].entry is not None
        ):
            left -= 3
        elif owner is None and word.entry is not None and _owns(line, left - 1):
            of, owner, left = _owner_name(word.entry), left - 1, left - 1
        elif owner is None and word.possessive and left - 2 >= floor and line.words[left - 2].entry is not None:
            of, owner, left = _owner_name(line.words[left - 2].entry), left - 2, left - 2  # type: ignore[arg-type]
            if status == "current" and owner and line.words[owner - 1].lower in words().status:
                continue
            break
        elif (
            (
                word.text.isupper()
                and 2 <= len(word.text) <= 6
                and left - 2 >= floor
                and line.words[left - 2].entry is not None
            )
            or (word.lower in word_list("offices", "fillers") and left - 1 >= floor)
            or (
                word.text in {"-", ","}
                and left - 2 >= floor
                and word.text == "-"
                and line.lower(left - 2) in {"newly", "re"}
            )
        ):
            left -= 1
        else:
            break
    determiner = line.lower(left - 1) if left > floor and line.lower(left - 1) in _DETERMINERS else ""
    left -= bool(determiner)
    if status == "current" and left > floor and line.lower(left - 1) in {"then", "formerly", "previously"}:
        left, status = left - 1, "former"
    return left, status, of, owner, determiner  # type: ignore[return-value]


def _owns(line: Line, at: int) -> bool:
    """Tell whether a name before a title says whose it is; "in Washington, D.C." before a new sentence does not."""
    entry = line.words[at].entry
    if entry is None or entry.kind in {"region", "people"}:
        return False
    return entry.kind not in {"town", "capital", "site"} or line.lower(at - 1) not in {
        "in",
        "at",
        "to",
        "from",
        "near",
        ",",
    }


def _owner_name(entry: Entry, head: str = "") -> str:
    """Return whose office it is: a town's own name ("Milan Mayor", "mayor of London"), else the country or body."""
    local = head in word_list("offices", "local") and entry.kind == "capital"
    return entry.form if local or entry.kind in {"town", "site"} else entry.name


def _after(line: Line, title: Title) -> Title:
    """Read the portfolio or owner after a title: "of Foreign Affairs", "of the European Council", "for Climate"."""
    title = _abbreviated(line, title)
    while line.lower(title.right) in _LINKS:
        further = _link(line, title)
        if further is title:
            break
        title = _abbreviated(line, further)
        if further.owner is not None and further.owner >= title.end:
            break
    return title


def _abbreviated(line: Line, title: Title) -> Title:
    """Skip a bracketed abbreviation after a title: "Member of Parliament (MP)"."""
    at = title.right
    if line.lower(at) == "(" and line.lower(at + 2) == ")" and line.words[at + 1].text.isupper():
        return replace(title, right=at + 3)
    return title


def _link(line: Line, title: Title) -> Title:
    """Take one "of …" into a title; the title itself is returned where nothing belongs to it."""
    at = title.right
    link = line.lower(at)
    start = at + 1 + (line.lower(at + 1) in {"the", "his", "her", "its", "their"})
    start = _past_kind(line, start) if link == "of" else start
    if start >= len(line.words):
        return title
    word = line.words[start]
    if link == "from":
        return _constituency(line, title, start)
    owned = _owner_end(line, start)
    if owned > start and link in {"of", "at", "for", "to", "in"}:
        of = line.text(start, owned)
        return replace(title, right=owned, of=of, owner=start, country=_country_at(line, start))
    if _unknown_owner(line, title, link, start) and (stop := _town_end(line, start)) > start:
        return replace(title, right=stop, of=line.text(start, stop), owner=start)
    stop = _portfolio(line, start)
    after = stop if stop > start else start + 1
    if word.entry is not None and (
        (link != "of" and _possessive(line, after)) or (title.plural and line.lower(after) in {",", "and"})
    ):
        return title
    if stop > start and not (word.entry and link in {"of", "in", "to", "at"} and stop == start + 1):
        if link in {"in", "at", "to"} and not word.capital:
            return title
        return replace(title, end=stop, right=stop)
    if word.entry is None or word.entry.kind in {"people", "demonym"} or link not in {"of", "in", "to", "for"}:
        return title
    own = title.of is None or link == "of"
    if link in {"for", "to"} and line.words[title.end - 1].capital:
        return replace(title, end=start + 1, right=start + 1)
    return replace(
        title,
        right=start + 1,
        of=_owner_name(word.entry, title.head) if own else title.of,
        owner=start if own else title.owner,
    )


def _past_kind(line: Line, at: int) -> int:
    """Return the place behind "Polish city of" where the name of a town or state comes only then, else `at`."""
    for i in range(at, min(at + 4, len(line.words) - 2)):
        if line.lower(i) in {"city", "town", "state", "province"} and line.lower(i + 1) == "of":
            return i + 2 if not line.words[i].capital else at
    return at


def _constituency(line: Line, title: Title, at: int) -> Title:
    """Take "from Vermont" into the title of a senator or member."""
    if title.head not in word_list("offices", "elected"):
        return title
    entry = line.words[at].entry
    stop = at + 1 if entry is not None else _town_end(line, at)
    if stop == at:
        return title
    of = title.of if entry is not None and title.of == entry.name else line.text(at, stop)
    return replace(title, right=stop, of=of, owner=at)


def _unknown_owner(line: Line, title: Title, link: str, at: int) -> bool:
    """Tell whether a name that no table knows may say whose an office is: "mayor of Turku", "director of Novatek"."""
    if link == "of" and title.head in word_list("offices", "local"):
        return True
    word = line.words[at]
    listed = word.entry is not None or word.lower in words().portfolio or word.text in words().function
    if listed or not word.capital or link not in {"of", "at"} or word.lower in words().title_heads:
        return False
    return title.head.split()[-1] not in word_list("offices", "of_portfolio")


def _town_end(line: Line, at: int) -> int:
    """Return the end of a name that no table knows, after "mayor of": capitals, but no given name after the first."""
    end, known = at, words()
    while end < len(line.words) and line.words[end].capital and line.words[end].entry is None:
        if end > at and line.words[end].text in known.female | known.male:
            break
        end += 1
    return end if end == len(line.words) or end - at > 1 or not line.words[end].capital else at


def _possessive(line: Line, at: int) -> bool:
    return at < len(line.words) and line.words[at].possessive


def _owner_end(line: Line, at: int) -> int:
    """Return the end of a body's name that begins at a word, perhaps behind its country: "Japan's Joint Staff"."""
    word = line.words[at]
    if word.entry is None:
        return body_end(line, at)
    after = at + 1 + (at + 1 < len(line.words) and line.words[at + 1].possessive)
    if after >= len(line.words) or not line.words[after].capital:
        return at
    if line.words[after].entry is not None:
        return after + 1 if line.words[after].entry.kind == "body" else at  # type: ignore[union-attr]
    end = body_end(line, after)
    if end == after and line.words[after - 1].possessive:
        while end < len(line.words) and line.words[end].capital and line.words[end].entry is None:
            end += 1
        return end if end > after + 1 else at
    return end if end > after else at


def _portfolio(line: Line, at: int) -> int:
    """Return the end of a portfolio that begins at a word: nouns of the list joined by "and", commas, "of", "for"."""
    end = at
    while end < len(line.words):
        if _in_portfolio(line.words[end], at == end):
            end += 1
            continue
        if (further := _through_unknown(line, end)) > end:
            end = further
            continue
        skip = end + 1
        if line.words[end].text == "," and line.lower(skip) == "and":
            skip += 1
        if line.lower(end) in {"and", ",", "&", "of", "for", "the", "in", "on"} and end > at:
            while line.lower(skip) in {"the", "of"}:
                skip += 1
            if skip < len(line.words) and _in_portfolio(line.words[skip], False) and _goes_on(line, end, skip):
                end = skip + 1
                continue
        break
    return end


def _through_unknown(line: Line, at: int) -> int:
    """Return the end of capitals that no list knows where a portfolio goes on after them: "Global *Hunger* Policy"."""
    end, known = at, words()
    while end < len(line.words) and end - at < 2 and line.words[end].capital and line.words[end].text.isalpha():
        if line.words[end].text in known.female | known.male or line.words[end].entry is not None:
            return at
        end += 1
        if (
            end < len(line.words)
            and line.words[end].capital
            and line.lower(end) in known.portfolio
            and line.lower(end + 1) != ""
        ):
            return end
    return at


def _in_portfolio(word: Word, first: bool) -> bool:
    if word.entry is not None:
        return word.entry.kind in {"region", "demonym", "country"} and not (first and word.entry.kind == "demonym")
    return word.lower in words().portfolio


def _goes_on(line: Line, comma: int, at: int) -> bool:
    """After a comma or "and" a portfolio goes on with a noun, not with another title or a name."""
    entry, before = line.words[at].entry, line.words[comma - 1].entry
    if entry is not None and before is not None and entry.kind == before.kind == "region":
        return True
    if entry is not None and line.words[comma].text in {",", "and", "&"}:
        return line.lower(at + 1) in words().portfolio or line.lower(at + 1) in {"and", "affairs"}
    if not line.words[at].capital and line.words[comma - 1].capital:
        return False
    return head_at(line, at) is None and head_at(line, at + 1) is None


def _suffix(line: Line, title: Title) -> Title:
    """Read "-elect", "-designate" and "nominee" after a title."""
    after = line.lower(title.right)
    status = words().status.get(after)
    if status in {"elect", "candidate"}:
        return replace(title, right=title.right + 1, status=status)  # type: ignore[arg-type]
    return title


def _office(line: Line, title: Title) -> str:
    """Return the office as written; of a candidate it is the office that is sought ("presidential nominee")."""
    text = line.text(title.start, title.end)
    if title.status == "former":
        return text
    if (
        match := re.search(r"(vice[ -])?presidential (?:candidate|nominee|hopeful|contender)$", text, re.IGNORECASE)
    ) is not None:
        return f"{match.group(1) or ''}president"
    return text


def _share(line: Line, found: list[Title]) -> list[Title]:
    """Let the second of two joined titles have the owner of the first: "U.S. Secretary of State and … Advisor"."""
    for i in range(1, len(found)):
        before, title = found[i - 1], found[i]
        between = [word.lower for word in line.words[before.right : title.left]]
        if (
            title.of is None
            and not title.determiner
            and before.of is not None
            and between in (["and"], [",", "and"], ["&"])
        ):
            found[i] = replace(title, of=before.of, owner=before.owner)
            if title.status == "current" and before.status != "current":
                found[i] = replace(found[i], status=before.status)
    return found
