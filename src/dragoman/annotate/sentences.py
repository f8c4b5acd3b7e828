"""Sentences and paragraphs, with their place in the text.

A mark such as ``.`` or ``?”`` is a candidate; what stands around it decides. The rules know abbreviations (those that
never end a sentence, "Gen.", and those that do before a word that opens one, "the U.S. The ministry"), initials, a
question in quotation marks that its speaker follows ("…president?' Kim said."), captions in brackets behind a sentence,
and sentences with no space or no mark between them. A short quotation that a sentence leads up to stays with it as a
whole, as in the gold record; a long one is divided. Everything is one pass over the text, so that time grows with its
length whatever it holds.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.errors import DataError
from dragoman.model import Sentence, Span

__all__ = ["sentences"]

_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*+\n\s*+")
_SPACE = (
    " \t\r\n\f\v\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_EDGE = _SPACE + "\u200b\u200c\u200d\u200e\u200f\ufeff"


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text in order, without the white space around them."""
    found: list[Sentence] = []
    number = 0
    for start, end in _paragraphs(text):
        spans = [span for a, b in _cut(text, start, end) if (span := _trim(text, a, b))]
        found += [Sentence(span, number) for span in spans]
        number += bool(spans)
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in _PARAGRAPH_BREAK.finditer(text):
        yield at, match.start()
        at = match.end()
    yield at, len(text)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    quotes = _Quotes(text, start, end)
    at = start
    for point in _boundaries(text, start, end):
        if point > at and not quotes.hold(point):
            yield at, point
            at = point
    yield at, end


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(_EDGE))
    length = len(piece.strip(_EDGE))
    return Span(start + left, start + left + length) if length else None


# --- words -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    """The table ``data/sentences.toml``, with the patterns that rest on it."""

    never: frozenset[str]
    sometimes: frozenset[str]
    opener: re.Pattern[str]
    speaker: re.Pattern[str]
    unmarked: re.Pattern[str]


@cache
def _words() -> _Words:
    table = tomllib.loads((files("dragoman.data") / "sentences.toml").read_text("utf-8"))
    try:
        said = f"(?:{'|'.join(table['said'])})"
        return _Words(
            never=frozenset(table["never"]),
            sometimes=frozenset(table["sometimes"]),
            opener=re.compile(rf"[\"“‘'(\[]{{0,2}}(?:{'|'.join(table['openers'])})\b(?!\.[A-Z])"),
            speaker=re.compile(rf"(?:(?:[A-Z][\w.'’-]*\s){{1,4}}|(?:he|she|they|we)\s)?{said}\b"),
            unmarked=re.compile(rf"\b(?:[A-Z]{{2,4}}|{said})\Z"),
        )
    except (KeyError, TypeError) as error:
        raise DataError(f"sentences.toml: {error}") from None


# --- boundaries --------------------------------------------------------------------------------------------------

_CANDIDATE = re.compile(
    r"(?P<mark>[.!?…]++)(?P<close>[\"'”’»)\]]*+)"          # a mark with the quotes and brackets that it closes
    r"|(?P<wide>[。！？]++[」』”’）]*+)"                       # the same in Chinese and Japanese
    r"|(?<=[.!?\"”’])\s(?P<aside>[(\[][^()\[\]\n]{1,80}[)\]])(?=\s[A-Z\"“‘'])"  # "… on June 4. (©Name) The next …"
    r"|(?P<line>\n)"
    r"|(?<=[a-zS)\"”’])\s(?=(?:The|These|They|This|She|He|Among|However|Meanwhile|But|It)\s[a-z]{2,})(?P<bare>)"
)  # fmt: skip
_OPENER = re.compile(r"[\"'“‘«(\[]{0,3}(?:[^\W\d_a-zß-öø-ÿа-я]|\d|©|(?:al|el|de|van|von|bin|ibn)[- ][A-Z])")
_LOOK = 40
"""Characters around a candidate that the rules look at."""


def _boundaries(text: str, start: int, end: int) -> Iterator[int]:
    for match in _CANDIDATE.finditer(text, start, end):
        if match.end() >= end:
            return
        if match["wide"]:
            yield match.end()
        elif match["aside"]:
            if _aside_stands_alone(text, match):
                yield match.start("aside")
                yield match.end()
        elif match["line"]:
            if _line_ends(text, start, match.start(), end):
                yield match.end()
        elif match["mark"] is None:
            if _lacks_mark(text, match.start()):
                yield match.start()
        elif _ends(text, match, end):
            yield match.end()


def _ends(text: str, match: re.Match[str], end: int) -> bool:
    """Tell whether a mark in the middle of a paragraph ends a sentence."""
    mark, close = match["mark"], match["close"]
    after = text[match.end() : min(match.end() + _LOOK, end)]
    rest = after.lstrip(_EDGE)
    if not rest or not (opener := _OPENER.match(rest)):
        return not rest
    if rest is after or after[0] not in _EDGE:
        return _glued(text, match, after)
    before = text[max(match.start() - _LOOK, 0) : match.start()]
    if close and _words().speaker.match(rest) and mark[-1] in "?!":
        return False
    if mark == "." and close in ("", ")"):
        return _full_stop_ends(before, rest, opener.group())
    return True


_GLUED_BEFORE = re.compile(r"[^\W\d_A-Z]{3}\Z|[”\"]\Z")
_GLUED_AFTER = re.compile(r"[\"“‘]?[A-Z][a-z]+[\s,’']|[\"“‘]?(?:A|I)\s")


def _glued(text: str, match: re.Match[str], after: str) -> bool:
    """Tell whether a sentence begins right behind the mark, the space being lost ("talks.The envoy")."""
    word = _last_word(text[max(match.start() - _LOOK, 0) : match.start()])
    if match["mark"] not in (".", "?", "!") or any(sign in word for sign in "/@.:_"):
        return False
    return bool(_GLUED_BEFORE.search(word[-4:]) and _GLUED_AFTER.match(after))



_LETTERS = re.compile(r"(?:[A-Z]\.)*[A-Z]")


def _full_stop_ends(before: str, rest: str, opener: str) -> bool:
    """Tell whether a single full stop ends its sentence, or belongs to an abbreviation, an initial or a number."""
    word = _last_word(before)
    if word in ("No", "Nos", "no", "nos"):
        return not rest[0].isdigit()
    if word in _words().never:
        return False
    if word == "D.C":
        return rest[0] != "(" and not rest[:2].isupper()
    if word in _words().sometimes or _LETTERS.fullmatch(word):
        return bool(_words().opener.match(rest)) and not _is_initial_of_name(before, rest)
    return not _is_list_number(before, opener)


def _last_word(before: str) -> str:
    return before.rsplit(None, 1)[-1].lstrip("\"'“‘«([—–-") if before.strip() else ""


_NAME_AND_INITIAL = re.compile(r"[A-Z][a-z]+\s[A-Z]\Z")
_SURE_STARTER = re.compile(r"(?:The|He|She|It|They|But|In|On)\s")


def _is_initial_of_name(before: str, rest: str) -> bool:
    """Tell whether a letter is an initial between names ("Harry S. All"), although a sentence may begin behind it."""
    return bool(_NAME_AND_INITIAL.search(before)) and not _SURE_STARTER.match(rest)


def _is_list_number(before: str, opener: str) -> bool:
    """Tell whether a number opens a list item ("1. Trade")."""
    return bool(re.search(r"(?:\A|\n)\s*\(?\d{1,2}\Z", before)) and not opener.isdigit()


_CREDIT = re.compile(r"[(\[](?:©|Photo|Image|File|Getty|AP|Reuters|Yonhap|AFP|EPA|via|Credit)")


def _aside_stands_alone(text: str, match: re.Match[str]) -> bool:
    """Tell whether brackets behind a sentence are a credit or an agency's mark, not the start of the next one."""
    before = text[max(match.start() - _LOOK, 0) : match.start()]
    word = _last_word(before)[:-1]
    if before.endswith(".") and (word in _words().never or word in _words().sometimes or _LETTERS.fullmatch(word)):
        return bool(_CREDIT.match(match["aside"]))
    return len(match["aside"].split()) <= 6


def _lacks_mark(text: str, at: int) -> bool:
    """Tell whether a sentence begins behind a blank although no mark ends the one before ("it said The two sides")."""
    return bool(_words().unmarked.search(text[max(at - _LOOK, 0) : at]))


def _line_ends(text: str, start: int, at: int, end: int) -> bool:
    """Tell whether a single line break ends a sentence: the line is too long or too short to have been wrapped."""
    line = at - max(text.rfind("\n", max(start, at - 200), at) + 1, start)
    after = text[at + 1 : min(at + 1 + _LOOK, end)].lstrip(_EDGE)
    opens = _OPENER.match(after) or after[:1] in "•-*–—"
    return bool(opens) and (text[at - 1] == ":" or not 50 <= line <= 110)


# --- quotations --------------------------------------------------------------------------------------------------

_QUOTE_MARK = re.compile(r"[\"“”]")
_SHORT = 240
"""Characters of a quotation that is kept whole; chosen on gold/train (tried 0, 160, 200, 240, 280, 300, 420, 600)."""


class _Quotes:
    """The quotations of a paragraph that are kept whole: closed, short, and led up to or followed by their speaker."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        opened = -1
        for match in _QUOTE_MARK.finditer(text, start, end):
            at = match.start()
            if opened < 0:
                if match.group() == "“" or (match.group() == '"' and _may_open(text, at, start)):
                    opened = at
            elif match.group() == "“":
                opened = at
            elif match.group() == "”" or not _may_open(text, at, start) or at + 1 == end:
                if at - opened <= _SHORT and _belongs(text, opened, at, start, end):
                    self._starts.append(opened)
                    self._ends.append(at)
                opened = -1

    def hold(self, point: int) -> bool:
        """Tell whether a boundary lies inside one of them."""
        index = bisect_right(self._starts, point - 1) - 1
        return index >= 0 and point <= self._ends[index]


def _may_open(text: str, at: int, start: int) -> bool:
    return at == start or text[at - 1] in _SPACE + "([—–-"


def _belongs(text: str, opened: int, closed: int, start: int, end: int) -> bool:
    """Tell whether a quotation hangs on words before it or on the speaker behind it."""
    before = text[max(opened - _LOOK, start) : opened].rstrip(_EDGE)
    led_up_to = bool(before) and before[-1] not in ".!?…\"”’)"
    after = text[closed + 1 : min(closed + 1 + _LOOK, end)].lstrip(_EDGE)
    return led_up_to or text[closed - 1] in "," or bool(_words().speaker.match(after))
