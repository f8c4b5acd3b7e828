"""Documents and their gold records → windows with the answers that each head should give.

Word indices in an `Example` count the words of its window. A record names its actors and dates, it does not point at
them: an answer is therefore a name with all its mentions, or a date with all the time expressions that mean it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dragoman.annotate.encoder.labels import DEADLINES, INSTRUMENTS, MEASURE_STATUSES, NAMES, TRIGGERS
from dragoman.annotate.encoder.sheet import Sheet
from dragoman.annotate.encoder.windows import Pieces, Window, windows
from dragoman.gazetteer import lookup
from dragoman.model import MODES, STATUSES, Document, Mention
from training.layers import Attributed, attributed, located
from training.scoring import same_name

__all__ = ["IGNORED", "Act", "Example", "examples"]

IGNORED = -100
PARTS = ("actors", "recipients", "source", "place")
CONTENT = ("STATE", "SUPPORT", "AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONSULT")


@dataclass(frozen=True)
class Act:
    """The answers about one trigger: names by role, options of its date (-1 none, -2 that of publication), content.

    ``content`` is the first and last word, the trigger itself where there is none, None where nothing is known.
    """

    word: int
    roles: dict[str, frozenset[str]]
    dates: tuple[int, ...]
    content: tuple[int, int] | None


@dataclass
class Example:
    """A window with its answers; ``labels`` has for each head one label a word, `IGNORED` where nothing is known."""

    window: Window
    sentences: tuple[int, ...]
    labels: dict[str, list[int]]
    acts: list[Act]
    names: dict[str, tuple[int, ...]]
    dates: tuple[int, ...]
    cues: list[tuple[int, frozenset[int], frozenset[int]]] = field(default_factory=list)


def examples(
    document: Document, gold: dict[str, Any], pieces: Pieces, longest: int = 256, context: int = 64
) -> Iterator[Example]:
    """Yield the windows of a document with the answers of its gold record.

    The record may have ``names`` and ``attributions`` (of our own texts, `training.layers`), or "silver" for what the
    rules find of either; where it has neither, the heads for them learn nothing from the document.
    """
    read = Sheet(document)
    labels, acts, cues = _Answers(read, gold).all()
    for window in windows(read.words, read.sentences, pieces, longest, context):
        yield _cut(read, window, labels, acts, cues)


def _cut(read: Sheet, window: Window, labels: Any, acts: list[Act], cues: Any) -> Example:
    start, own, end = window.start, window.own, window.end
    inside = range(own, end)
    names = {
        name: found
        for name, known in read.names.items() if (found := tuple(i - start for i in known.heads if start <= i < end))
    }  # fmt: skip
    kept = [
        Act(
            act.word - start, act.roles, _dates_within(act.dates, start, end),
            (act.content[0] - start, act.content[1] - start)
            if act.content and act.content[0] in inside and act.content[1] in inside else None,
        )
        for act in acts if act.word in inside
    ]  # fmt: skip
    cut = {head: [IGNORED] * (own - start) + row[own:end] for head, row in labels.items()}
    said = [
        (c - start, frozenset(i - start for i in s if i in inside), frozenset(i - start for i in t if i in inside))
        for c, s, t in cues if c in inside
    ]  # fmt: skip
    dates = tuple(at - start for at, _ in read.dates if start <= at < end)
    return Example(window, read.sentences[start:end], cut, kept, names, dates, said)


def _dates_within(dates: tuple[int, ...], start: int, end: int) -> tuple[int, ...]:
    return tuple(date - start if date >= 0 else date for date in dates if date < 0 or start <= date < end)


class _Answers:
    """The answers of a gold record over the words of a document."""

    def __init__(self, read: Sheet, gold: dict[str, Any]) -> None:
        self.read, self.gold, self.text = read, gold, read.document.text
        size = len(read.words)
        self.labels = {
            "trigger": [0] * size, "name": [0] * size, "target": [0] * size, "cue": [0] * size,
            **{head: [IGNORED] * size for head in ("mode", "status", "rate", "measure", "deadline")},
        }  # fmt: skip

    def all(self) -> tuple[dict[str, list[int]], list[Act], list[tuple[int, frozenset[int], frozenset[int]]]]:
        acts = self._events()
        self._names()
        self._measures()
        self._deadlines()
        return self.labels, acts, self._cues()

    def words(self, start: int, end: int) -> list[int]:
        """Return the words that lie in a span."""
        return list(self.read.words_in(start, end))

    def _events(self) -> list[Act]:
        found: dict[int, Act] = {}
        mask: set[int] = set()
        for event in self.gold.get("events", []):
            for quote in event.get("also") or []:
                if (at := self.text.find(quote)) >= 0:
                    mask.update(self.words(at, at + len(quote)))
            sentence = self.text.find(event["sentence"])
            trigger = self._trigger(event, sentence, found)
            if not trigger:
                mask.update(self.words(sentence, sentence + len(event["sentence"])) if sentence >= 0 else ())
                continue
            act = self._act(event, trigger[0], sentence)
            old = found.get(trigger[0])
            if old is not None:
                roles = {r: old.roles[r] | act.roles[r] for r in PARTS}
                found[trigger[0]] = Act(old.word, roles, (*old.dates, *act.dates), old.content)
                continue
            found[trigger[0]] = act
            self._label(event, trigger)
        for i in mask:
            if self.labels["trigger"][i] == 0:
                self.labels["trigger"][i] = IGNORED
        return list(found.values())

    def _label(self, event: dict[str, Any], trigger: list[int]) -> None:
        first = trigger[0]
        self.labels["trigger"][first] = TRIGGERS.index(event["type"])
        for i in trigger[1:]:
            if self.labels["trigger"][i] == 0:
                self.labels["trigger"][i] = len(TRIGGERS) - 1
        self.labels["status"][first] = STATUSES.index(event["status"])
        if event.get("mode"):
            self.labels["mode"][first] = MODES.index(event["mode"])

    def _trigger(self, event: dict[str, Any], sentence: int, found: dict[int, Act]) -> list[int]:
        """Return the words of a trigger: where its span says, else its first place in the sentence not yet taken."""
        if sentence < 0:
            return []
        span = event.get("trigger_span")
        if span and self.text[span[0] : span[1]] == event["trigger"]:
            return self.words(*span)
        end = sentence + len(event["sentence"])
        at, places = self.text.find(event["trigger"], sentence, end), []
        while at >= 0:
            words = self.words(at, at + len(event["trigger"]))
            if words and self.read.span(words[0], words[0]).start == at:
                places.append(words)
            at = self.text.find(event["trigger"], at + 1, end)
        free = [words for words in places if words[0] not in found]
        return (free or places or [[]])[0]

    def _act(self, event: dict[str, Any], word: int, sentence: int) -> Act:
        roles: dict[str, frozenset[str]] = {}
        for part in PARTS:
            value = event.get(part) or []
            wanted = value if isinstance(value, list) else [value]
            roles[part] = frozenset(n for n in self.read.names if any(same_name(n, w) for w in wanted))
        return Act(word, roles, self._dates(event.get("date")), self._content(event, word, sentence))

    def _dates(self, date: str | None) -> tuple[int, ...]:
        if date is None:
            return (-1,)
        found = [at for at, value in self.read.dates if value == date]
        return tuple(found + ([-2] if date == self.read.published else []))

    def _content(self, event: dict[str, Any], word: int, sentence: int) -> tuple[int, int] | None:
        content = event.get("content")
        if not content:
            return (word, word) if event["type"] in CONTENT else None
        at = self.text.find(content, sentence, sentence + len(event["sentence"]))
        words = self.words(at, at + len(content)) if at >= 0 else []
        return (words[0], words[-1]) if words else None

    def _names(self) -> None:
        for start, end, kind in self._known_names():
            for n, i in enumerate(self.words(start, end)):
                self.labels["name"][i] = NAMES.index(("I-" if n else "B-") + kind)

    def _known_names(self) -> Iterator[tuple[int, int, str]]:
        """Yield the names with their class; where nobody has marked names, mark every word as unknown."""
        known = self.gold.get("names")
        if known is None:
            self.labels["name"] = [IGNORED] * len(self.read.words)
        elif known == "silver":
            for mention in self.read.document.layers.mentions:
                if (kind := _name_class(self.read.document, mention)) is not None:
                    yield mention.span.start, mention.span.end, kind
        else:
            yield from located(self.text, known)

    def _measures(self) -> None:
        for entry in self.gold.get("measures", []):
            at = self.text.find(entry["sentence"])
            inside = self.words(at, at + len(entry["sentence"])) if at >= 0 else []
            for i in inside:
                if self.read.words[i][0].isdigit() and self.labels["rate"][i] == IGNORED:
                    self.labels["rate"][i] = 0
                if entry.get("rate") is not None and _number(self.read.words[i]) == entry["rate"]:
                    self.labels["rate"][i] = 1
            for words in self._target(entry, inside):
                self._label_target(entry, words)

    def _target(self, entry: dict[str, Any], inside: list[int]) -> Iterator[list[int]]:
        """Yield the words of each mention of a measure's target in its sentence."""
        target = entry.get("target")
        if not target or not inside:
            return
        whole = self.read.span(inside[0], inside[-1])
        start, end = whole.start, whole.end
        layers = self.read.document.layers
        some = False
        for mention in layers.mentions:
            if start <= mention.span.start and mention.span.end <= end and same_name(mention.name, target):
                some = True
                yield self.words(mention.span.start, mention.span.end)
        at = self.text.find(target, start, end)
        if not some and at >= 0:
            yield self.words(at, at + len(target))

    def _label_target(self, entry: dict[str, Any], words: list[int]) -> None:
        if not words:
            return
        instrument = entry["instrument"] if entry["instrument"] in INSTRUMENTS else "other"
        self.labels["target"][words[0]] = 2 + INSTRUMENTS.index(instrument)
        for i in words[1:]:
            self.labels["target"][i] = 1
        if entry["status"] in MEASURE_STATUSES:
            self.labels["measure"][words[0]] = MEASURE_STATUSES.index(entry["status"])

    def _deadlines(self) -> None:
        for at, _ in self.read.dates:
            self.labels["deadline"][at] = 0
        for entry in self.gold.get("deadlines", []):
            at = self.text.find(entry["sentence"])
            inside = set(self.words(at, at + len(entry["sentence"]))) if at >= 0 else set()
            for word, value in self.read.dates:
                if value == entry["date"] and word in inside:
                    self.labels["deadline"][word] = DEADLINES.index(entry["status"])

    def _cues(self) -> list[tuple[int, frozenset[int], frozenset[int]]]:
        found = []
        for cue, sources, contents in self._known_attributions():
            words = self.words(*cue)
            if not words:
                continue
            self.labels["cue"][words[0]] = 1
            speaker = frozenset(i for span in sources for i in self.words(*span))
            found.append((words[0], speaker, frozenset(i for span in contents for i in self.words(*span))))
        return found

    def _known_attributions(self) -> Iterator[Attributed]:
        """Yield the attributions; where nobody has marked any, mark every word as unknown."""
        known = self.gold.get("attributions")
        if known is None:
            self.labels["cue"] = [IGNORED] * len(self.read.words)
        elif known == "silver":
            for item in self.read.document.layers.attributions:
                if item.cue is not None:
                    source = [(item.source.start, item.source.end)] if item.source else []
                    yield (item.cue.start, item.cue.end), source, [(c.start, c.end) for c in item.content]
        else:
            yield from attributed(self.text, known)


def _name_class(document: Document, mention: Mention) -> str | None:
    """Return the class of a mention that is a name; a nationality ("Korean") is none."""
    if mention.form != "name" or mention.score < 0.4:
        return None
    if mention.label == "country":
        known = lookup(document.quote(mention.span))
        return None if known is not None and known.kind in ("demonym", "people") else "place"
    return mention.label if mention.label in ("person", "organisation", "place") else None


def _number(word: str) -> float | None:
    try:
        return float(word.replace(",", ""))
    except ValueError:
        return None
