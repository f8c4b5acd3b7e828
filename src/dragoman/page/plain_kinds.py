"""What each line of a scraped text is: running text, a headline, facts about an article, boilerplate."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from dragoman.page.boilerplate import Boilerplate, boilerplate_kind, is_sales_talk
from dragoman.page.outlets import looks_like_outlet
from dragoman.page.plain_lines import Line
from dragoman.page.plain_meta import NO_FACTS, Meta, meta_of, without_bullet

__all__ = ["Item", "Kind", "classify", "words"]


class Kind(Enum):
    """The kinds of lines."""

    PROSE = "a paragraph of running text"
    SENTENCE = "a short sentence"
    HEADING = "a headline, subheading, link or other line that is no sentence"
    META = "facts about an article: date, writer, outlet, section"
    NOISE = "a line to drop"
    COMMENTS = "the heading of readers' comments"
    RELATED = "the heading of a list of other articles"
    RELEASE = "the mark of a press release"


@dataclass(frozen=True, slots=True)
class Item:
    """A line with its kind, and its facts where it is of kind META; ``sales`` marks advertising for the site itself."""

    line: Line
    kind: Kind
    meta: Meta = NO_FACTS
    sales: bool = False

    @property
    def text(self) -> str:
        """The text of the line."""
        return self.line.text


_BOILERPLATE: dict[Boilerplate, Kind] = {
    "noise": Kind.NOISE, "promo": Kind.NOISE, "comments": Kind.COMMENTS, "related": Kind.RELATED,
    "release": Kind.RELEASE,
}  # fmt: skip


def classify(lines: Sequence[Line]) -> list[Item]:
    """Return the lines of a page with their kinds."""
    items: list[Item] = []
    for line in lines:
        item = _item(line)
        if items and items[-1].sales and item.kind in (*_RUNNING, Kind.HEADING) and is_sales_talk(line.text):
            item = replace(item, kind=Kind.NOISE, sales=True)
        elif items and items[-1].kind in _RUNNING and item.kind is Kind.HEADING and _REPLY.fullmatch(line.text):
            item = replace(item, kind=Kind.SENTENCE)
        items.append(item)
    return _with_headlines(_with_leads(_with_outlets(items)))


def _item(line: Line) -> Item:
    if boilerplate := boilerplate_kind(line.text):
        return Item(line, _BOILERPLATE[boilerplate], sales=boilerplate == "promo")
    if meta := meta_of(line.text):
        return Item(line, Kind.META, meta)
    return Item(line, _running(line.text))


_RUNNING = (Kind.PROSE, Kind.SENTENCE)


# --- running text ------------------------------------------------------------------------------------------------

_SAMPLE = 3000
_TERMINAL = re.compile(
    r"[.!?…。！？।؟][\"'”’»›)\]」』*\s]*\Z|[.!?。][\"'”’»]?\s?[(\[][^()\[\]]{1,60}[)\]]\.?\Z|[,;—–-][\"”’']\Z"
)
_INNER_END = re.compile(r"(?:[^\W\d_A-Z]{4}|[\"'”’)]|\d\d)[.!?]+[\"'”’)]*\s+[\"'“‘(]*[^\W\d_a-z]|[。！？]\w")
_SPEAKER = re.compile(r"[^\W\d_a-z][^:.!?]{1,40}:\s")
_REPLY = re.compile(r"(?:\S+\s){0,2}\S+[.!?…]")
"""A line of one to three words that ends like a sentence ("Not yet.")."""
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_QUOTE = "\"'“‘«„「"


def words(text: str) -> int:
    """Return the number of words of a text; of scripts without spaces, two characters count as one."""
    sample = text[:_SAMPLE]
    count = max(len(sample.split()), len(_CJK.findall(sample)) // 2)
    return count if len(text) <= _SAMPLE else count * len(text) // _SAMPLE


def _running(text: str) -> Kind:
    """Tell running text from headlines by length, closing punctuation and the share of words in lower case."""
    sample, count = text[:_SAMPLE], words(text)
    ended = bool(_TERMINAL.search(text[-200:]))
    cased = [word for word in sample.split() if word[0].isalpha() and word[0].lower() != word[0].upper()]
    low = sum(word[0].islower() for word in cased) / len(cased) if cased else 1.0
    if count >= 25 and low >= 0.4:
        return Kind.PROSE
    if count >= 8 and low >= 0.4 and (ended or (count >= 12 and _INNER_END.search(sample))):
        return Kind.PROSE
    if ended and count >= 2 and (low >= 0.25 or text[0] in _QUOTE or _SPEAKER.match(text) or _INNER_END.search(sample)):
        return Kind.SENTENCE
    return Kind.HEADING


def _with_leads(items: list[Item]) -> list[Item]:
    """Make sentences of lines that lead up to running text with a colon ("The following is attributable to …:")."""
    for at, item in enumerate(items[:-1]):
        if item.kind is Kind.HEADING and items[at + 1].kind in _RUNNING and item.text.endswith(":"):
            tokens = item.text.split()
            if len(tokens) >= 5 and sum(token[0].islower() for token in tokens) >= 0.4 * len(tokens):
                items[at] = replace(item, kind=Kind.SENTENCE)
    return items


_HEADLINE_END = re.compile(
    r"(?:[?!]|\b(?:Dept|Gov|Govt|Inc|Co|Corp|Ltd|Jr|Sr|No|Min|Pres|Sec|[A-Z](?:\.[A-Z])*)\.)[\"'”’]?\Z"
)
_HEADLINE_WORDS = 20


def _with_headlines(items: list[Item]) -> list[Item]:
    """Make headlines of short single sentences between an article's facts and its text ("Is the pact dead?").

    They end like no sentence, or close a gap that has a date and an outlet or section but no headline.
    """
    gap: list[Item] = []
    for at, item in enumerate(items[:-1]):
        if item.kind not in _RUNNING:
            gap.append(item)
            continue
        unlike = _HEADLINE_END.search(item.text) and (gap or at == 0) and not _INNER_END.search(item.text)
        if (unlike or _lacks_headline(gap)) and _may_be_headline(item, items[at + 1]):
            items[at] = replace(item, kind=Kind.HEADING)
            gap.append(items[at])
        else:
            gap = []
    return items


def _may_be_headline(item: Item, after: Item) -> bool:
    if words(item.text) > _HEADLINE_WORDS:
        return False
    return after.kind is Kind.META or words(after.text) >= 2 * _HEADLINE_WORDS


def _lacks_headline(gap: Sequence[Item]) -> bool:
    facts = [item.meta for item in gap]
    placed = any(meta.outlet or meta.section for meta in facts)
    return placed and any(meta.when for meta in facts) and all(item.kind is not Kind.HEADING for item in gap)


# --- outlets that no table knows ---------------------------------------------------------------------------------


def _with_outlets(items: list[Item]) -> list[Item]:
    """Find outlets that no table knows: names beside a date that the page repeats as a bullet or beside other dates."""
    lines = Counter(without_bullet(item.text).casefold() for item in items if item.kind is Kind.HEADING)
    bullets = {without_bullet(item.text).casefold() for item in items if without_bullet(item.text) != item.text}
    beside: Counter[str] = Counter()
    named: set[str] = set()
    for at, item in enumerate(items):
        if item.kind is Kind.META and item.meta.when:
            near = (*items[max(at - 1, 0) : at], *items[at + 1 : at + 2])
            beside.update({other.text.casefold() for other in near if other.kind is Kind.HEADING})
            named.update({other.text.casefold() for other in near if looks_like_outlet(other.text)})
    names = {
        name for name, count in beside.items()
        if len(name.split()) <= 4 and (name in named or (lines[name] > 1 and (name in bullets or count > 1)))
    }  # fmt: skip
    return [
        replace(item, kind=Kind.META, meta=Meta(outlet=bare))
        if item.kind is Kind.HEADING and (bare := without_bullet(item.text)).casefold() in names
        else item
        for item in items
    ]
