"""Many documents made of a few hundred real ones that have been read: for records of the size that linking must bear.

A round takes every source once. What is varied in each:

* Dates. Forty-five documents are published a day, one after the other; every date of a document moves with its
  publication by whole weeks.
* Names. A word of persons' names is replaced by one of the same length, made letter by letter from those that there
  are (a Markov chain of order 2). Persons of many sources stay who they are. The others are renamed in more and more
  ways as rounds go on, ``rounds ** 0.7`` of them, since the names in a collection grow like that (Heaps' law).
* Words. Of the small-letter words that no trigger, mention or time rests on, six in ten give way to ones as long.
* Copies. One in thirty is a wire copy of one shortly before, under another headline, with a paragraph of its own.

All replacements keep their length, so that every span holds. The document of a number is always the same.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, is_dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from dragoman import gazetteer
from dragoman.model import Capture, Document, Reading, Sentence, Span, Stamp, content_id
from dragoman.offsets import OffsetMap
from dragoman.store.ids import entries

__all__ = ["Varied"]

FIRST_DAY = date(2023, 1, 2)
A_DAY = 45
COPIES = 30  # one document in so many is a copy
REPLACED = 0.6
FREQUENT = 6  # persons of at least so many sources stay who they are
GROWTH = 0.7
OUTLETS = tuple(
    f"The {place} {kind}"
    for place in ("Harbour", "Valley", "Capital", "Northern", "Lakeside", "Union", "Evening", "Old Town", "Coast")
    for kind in ("Post", "Courier", "Herald", "Times")
)

_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"\b[a-z]{4,}\b")
_DATE = re.compile(r"\b(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?!\d)")
_NAMES, _DATES = {"name", "imposer", "target"}, {"edtf", "value", "anchor", "date", "effective", "instant"}
_WHOLE = (Span, Stamp, OffsetMap)

Change = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Source:
    document: Document
    published: date
    plain: tuple[tuple[int, int], ...]  # words that may be replaced
    named: tuple[tuple[int, int], ...]  # words of persons' names


class Varied:
    """Makes the reading of a number from documents that were read; those without a day of publication are left out."""

    def __init__(self, documents: Iterable[Document]) -> None:
        dated = [document for document in documents if document.published and len(document.published.edtf) == 10]
        people = Counter(word for document in dated for word in _words_of(document, person=True))
        others = {word for document in dated for word in _words_of(document, person=False)}
        self._people = {word for word, uses in people.items() if uses < FREQUENT and _may_change(word)} - others
        self._letters = _following(people)
        self._sources = [self._source(document) for document in dated]
        random.Random(0).shuffle(self._sources)
        self._lexicon: dict[int, list[str]] = defaultdict(list)
        for source in self._sources:
            for start, stop in source.plain:
                self._lexicon[stop - start].append(source.document.text[start:stop])
        self._renamed = cache(self._rename)

    def __len__(self) -> int:
        """Return the number of sources."""
        return len(self._sources)

    def __call__(self, number: int) -> Reading:
        """Return the reading of a number."""
        luck = random.Random(number)
        document = self._copy(number, luck) if number > A_DAY and number % COPIES == 0 else self._variant(number)
        body = document.text.encode()
        capture = Capture.of(body, f"varied:{number}", "text/plain")
        return Reading(capture, (replace(document, id=content_id("varied", str(number)), capture=capture.id),))

    def _source(self, document: Document) -> _Source:
        layers = document.layers
        kept = [mention.span for mention in layers.mentions] + [timex.span for timex in layers.timexes]
        kept += [entry.mention.trigger for entry in entries(document)]
        kept += [span for event in layers.events for span in event.also]
        places = {place for span in kept for place in range(span.start, span.end)}
        plain = tuple(match.span() for match in _PLAIN.finditer(document.text) if match.start() not in places)
        own = {word for word in _words_of(document, person=True) if word in self._people}
        named = tuple(match.span() for match in _WORD.finditer(document.text) if match[0] in own)
        assert document.published
        return _Source(document, date.fromisoformat(document.published.edtf), plain, named)

    def _variant(self, number: int) -> Document:
        turn, at = divmod(number, len(self._sources))
        source, luck = self._sources[at], random.Random(f"words {number}")
        wanted = FIRST_DAY + timedelta(days=number // A_DAY)
        weeks = round((wanted - source.published).days / 7)
        rename, move = self._renaming(int(turn**GROWTH)), _moving(weeks)
        text, document = list(source.document.text), source.document
        for start, stop in source.plain:
            if luck.random() < REPLACED:
                text[start:stop] = luck.choice(self._lexicon[stop - start])
        for start, stop in source.named:
            text[start:stop] = rename(document.text[start:stop])
        published = document.published and _changed(document.published, rename, move)
        outlet = document.outlet if luck.random() < 0.5 else luck.choice(OUTLETS)
        return replace(
            document, text="".join(text), title=document.title and rename(document.title), outlet=outlet,
            url=None, key=None, name=f"v{number}", published=published,
            layers=_changed(replace(document.layers, tokens=(), scores=None), rename, move),
        )  # fmt: skip

    def _copy(self, number: int, luck: random.Random) -> Document:
        original = number - luck.randint(1, A_DAY)
        copied = self._variant(original - 1 if original % COPIES == 0 else original)
        other = luck.choice(self._sources).document
        own = luck.choice([other.quote(sentence.span) for sentence in other.layers.sentences])
        start = len(copied.text) + 2
        last = copied.layers.sentences[-1].paragraph + 1
        sentences = (*copied.layers.sentences, Sentence(Span(start, start + len(own)), last))
        return replace(
            copied, text=f"{copied.text}\n\n{own}", title=other.title, outlet=luck.choice(OUTLETS), name=f"v{number}",
            layers=replace(copied.layers, sentences=sentences),
        )  # fmt: skip

    def _renaming(self, world: int) -> Change:
        return lambda text: _WORD.sub(lambda match: self._renamed(match[0], world), text)

    def _rename(self, word: str, world: int) -> str:
        if word not in self._people or not world:
            return word
        luck, made = random.Random(f"{word} {world}"), "^^"
        while len(made) < len(word) + 2:
            made += luck.choice(self._letters.get(made[-2:]) or self._letters["^^"])
        return made[2:].capitalize()


def _words_of(document: Document, *, person: bool) -> set[str]:
    """Return the words of the names of persons, or of all others."""
    names = [chain.name for chain in document.layers.chains if (chain.label == "person") is person]
    return {word for name in names for word in _WORD.findall(name)}


def _may_change(word: str) -> bool:
    return len(word) >= 4 and word.isascii() and word[0].isupper() and word[1:].islower() and not gazetteer.lookup(word)


def _following(words: Iterable[str]) -> dict[str, str]:
    """Return the letters that follow each two letters of names, as often as they do; "^" stands before the first."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(filter(_may_change, words)):
        letters = "^^" + word.lower()
        for at in range(2, len(letters)):
            found[letters[at - 2 : at]].append(letters[at])
    return {pair: "".join(letters) for pair, letters in found.items()}


def _changed(value: Any, rename: Change, move: Change) -> Any:
    """Return a layer, or any part of one, with its names and dates changed."""
    if isinstance(value, tuple):
        return tuple(_changed(each, rename, move) for each in value) if value and is_dataclass(value[0]) else value
    if not is_dataclass(value) or isinstance(value, (*_WHOLE, type)):
        return value
    return type(value)(**dict(_parts(value, rename, move)))


def _parts(value: Any, rename: Change, move: Change) -> Iterator[tuple[str, Any]]:
    for name in type(value).__slots__:
        held = getattr(value, name)
        if isinstance(held, str):
            yield name, rename(held) if name in _NAMES else move(held) if name in _DATES else held
        else:
            yield name, _changed(held, rename, move)


def _moving(weeks: int) -> Change:
    return lambda text: _moved(text, weeks)


@lru_cache(maxsize=65_536)
def _moved(text: str, weeks: int) -> str:
    """Move the days of a date by whole weeks; a month or year becomes the one in which its middle comes to lie."""

    def move(match: re.Match[str]) -> str:
        try:
            middle = date(int(match[1]), int(match[2] or 7), int(match[3] or 15)) + timedelta(weeks=weeks)
        except (ValueError, OverflowError):
            return match[0]
        return middle.isoformat()[: len(match[0])]

    return _DATE.sub(move, text)
