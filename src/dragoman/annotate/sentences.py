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
from bisect import bisect_right
from collections.abc import Iterator

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
    if close and _QUOTED_THEN_SAID.match(rest) and mark[-1] in "?!":
        return False
    if mark == "." and close in ("", ")"):
        return _full_stop_ends(before, rest, opener.group())
    return True


_GLUED_BEFORE = re.compile(r"[^\W\d_A-Z]{3}\Z|[”\"]\Z")
_GLUED_AFTER = re.compile(r"[\"“‘]?[A-Z][a-z]+[\s,’']|[\"“‘]?(?:A|I)\s")


def _glued(text: str, match: re.Match[str], after: str) -> bool:
    """Tell whether a sentence begins right behind the mark, the space being lost ("talks.The envoy")."""
    before = text[max(match.start() - 4, 0) : match.start()]
    return match["mark"] in (".", "?", "!") and bool(_GLUED_BEFORE.search(before) and _GLUED_AFTER.match(after))


_SAID = (
    r"(?:said|says|say|asked|asks|told|tells|added|adds|wrote|writes|tweeted|replied|answered|continued|explained|noted"
    r"|warned|declared|insisted|argued|stated|remarked|responded|recalled|wondered|exclaimed|shouted|posted|quipped|joked"
    r"|demanded|urged|concluded|stressed|emphasized)"
)
_QUOTED_THEN_SAID = re.compile(rf"(?:(?:[A-Z][\w.'’-]*\s){{1,4}}|(?:he|she|they|we)\s)?{_SAID}\b")

_NEVER = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Gen|Adm|Sen|Sens|Rep|Reps|Gov|Govs|Lt|Col|Capt|Cmdr|Maj|Sgt|Cpl|Pvt|Brig|St|Mt|Ft|Amb|Hon"
    r"|Rev|Fr|Messrs|Pres|Atty|Supt|Insp|Det|Dep|Asst|Min|Sec|vs|v|cf|viz|approx|ca|e\.g|i\.e|a\.k\.a|Art|Arts|Vol|Fig|pp"
    r"|eds|Hr|Mme|Univ|Dist|Res)\Z"
)
_SOMETIMES = re.compile(
    r"\b(?:Inc|Ltd|Co|Corp|LLC|Cos|Bros|Jr|Sr|Dept|Govt|Esq|Ph\.D|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?"
    r"|Wed|Thu|Thurs|Fri|Sat|Sun|etc|Kft|Pty|[Pp]lc|Ave|Blvd|Rd|Est|lbs?|oz|mph|a\.m|p\.m|[A-Z]\.[A-Z]|[A-Z])\Z"
)
_PLACE = re.compile(r"\bD\.C\Z")
_NUMBER_SIGN = re.compile(r"\b[Nn]os?\Z")
_STARTER = re.compile(
    r"[\"“‘'(\[]{0,2}(?:The|He|She|It|They|We|You|This|That|These|Those|There|Their|His|Her|Its|Our|My|A|An|In|On|At|As|By|For|From|To|With"
    r"|But|And|Or|So|Yet|If|When|While|Since|Because|After|Before|During|Although|Though|However|Meanwhile|Moreover|Also|Both|Some|Many|Most"
    r"|Such|Then|Thus|According|Asked|Among|Under|Over|Earlier|Later|Last|Next|Other|Another|Each|All|No|Not|What|Who|Where|Why|How|Despite"
    r"|Officials|Talks|Mr|Mrs|Ms|Dr|Speaking|Additionally|Furthermore|Nevertheless|Today|Yesterday)\b(?!\.[A-Z])"
)


def _full_stop_ends(before: str, rest: str, opener: str) -> bool:
    """Tell whether a single full stop ends its sentence, or belongs to an abbreviation, an initial or a number."""
    if _NUMBER_SIGN.search(before):
        return not rest[0].isdigit()
    if _NEVER.search(before):
        return False
    if _PLACE.search(before):
        return rest[0] != "(" and not rest[:2].isupper()
    if _SOMETIMES.search(before):
        return bool(_STARTER.match(rest)) and not _is_initial_of_name(before, rest)
    return not _is_list_number(before, opener)


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
    if before.endswith(".") and (_NEVER.search(before[:-1]) or _SOMETIMES.search(before[:-1])):
        return bool(_CREDIT.match(match["aside"]))
    return len(match["aside"].split()) <= 6


_UNMARKED = re.compile(rf"\b(?:[A-Z]{{2,4}}|{_SAID})\Z")


def _lacks_mark(text: str, at: int) -> bool:
    """Tell whether a sentence begins behind a blank although no mark ends the one before ("it said The two sides")."""
    return bool(_UNMARKED.search(text[max(at - _LOOK, 0) : at]))


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
    return led_up_to or text[closed - 1] in "," or bool(_QUOTED_THEN_SAID.match(after))
