"""The names of a document, corrected by what the encoder says of their words.

The encoder's spans are runs of words whose most likely tag is no "O"; a span is as sure as its least sure word. One
that no name of the rules overlaps is added; a name of the rules that is a guess takes the class and the ends of the
span over it, or is left out where the encoder sees no name. What the gazetteer knows stays as it is, unless a longer
name holds it ("Western Australia").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dragoman.annotate.encoder.labels import NAMES
from dragoman.annotate.encoder.session import Floats, Scores
from dragoman.annotate.encoder.sheet import Sheet
from dragoman.annotate.mentions import Phrase
from dragoman.annotate.titles import Title
from dragoman.annotate.words import Line
from dragoman.gazetteer import words
from dragoman.model import MentionLabel, Span

__all__ = ["BARS", "Bars", "Found", "corrected", "spans"]

_LABELS: tuple[MentionLabel, ...] = ("person", "organisation", "place", "people")
assert all(NAMES[2 * i + 1] == f"B-{label}" for i, label in enumerate(_LABELS))


@dataclass(frozen=True, slots=True)
class Bars:
    """How sure the encoder must be, as a probability; chosen by F1 on our own texts and on passages of Wikinews.

    A name of the rules is a *guess* where it is scored below ``sure``, else it has a *clue*. ``new``: to add a name;
    ``guess`` and ``clue``: to change one; ``no_guess`` and ``no_clue``: that one is no name; ``longer``: to take a name
    of the gazetteer into a longer one.
    """

    new: float = 0.85
    guess: float = 0.4
    clue: float = 0.95
    no_guess: float = 0.5
    no_clue: float = 0.95
    longer: float = 0.5
    sure: float = 0.7


BARS = Bars()
SURE = 0.95
"""The score of a person after a title or form of address."""


@dataclass(frozen=True, slots=True)
class Found:
    """A span of the encoder: words from ``start`` up to ``end`` of a line, their class and its probability."""

    start: int
    end: int
    label: MentionLabel
    score: float


def corrected(
    sheet: Sheet, scores: Scores, lines: Sequence[Line], titles: Sequence[Sequence[Title]], names: Sequence[Phrase],
    bars: Bars = BARS,
) -> list[Phrase]:  # fmt: skip
    """Return the names of a document in order, without overlaps; `titles` are those of each line."""
    of_line: dict[int, list[Phrase]] = {}
    for name in names:
        of_line.setdefault(name.sentence, []).append(name)
    out: list[Phrase] = []
    for line, row in zip(lines, titles, strict=True):
        tags = _tags(sheet, scores.heads["name"], line)
        out += _joined(line, row, of_line.get(line.sentence, []), tags, bars)
    return out


def _tags(sheet: Sheet, rows: Floats, line: Line) -> Floats:
    """Return the probabilities of the tags of each word of a line, which may be several tokens or part of one."""
    found = np.zeros((len(line.words), len(NAMES)), np.float32)
    for i, word in enumerate(line.words):
        own = rows[list(sheet.words_in(word.start, word.end))]
        mean = own.mean(axis=0)
        inside = mean[1::2] + mean[2::2]
        begins = np.minimum(own[0, 1::2], inside)
        found[i, 0], found[i, 1::2], found[i, 2::2] = mean[0], begins, inside - begins
    return found


def spans(tags: Floats) -> Iterator[Found]:
    """Yield the spans of a line from the probabilities [words, tags] of its words."""
    best = tags.argmax(axis=1) if len(tags) else []
    start = 0
    while start < len(best):
        tag = best[start]
        if tag == 0:
            start += 1
            continue
        kind = (tag - 1) // 2
        end = start + 1
        while end < len(best) and best[end] == 2 * kind + 2:
            end += 1
        share = tags[start:end, 2 * kind + 1] + tags[start:end, 2 * kind + 2]
        yield Found(start, end, _LABELS[kind], float(share.min()))
        start = end


def _joined(line: Line, titles: Sequence[Title], names: Sequence[Phrase], tags: Floats, bars: Bars) -> list[Phrase]:
    """Return the names of a line: those of the rules that stay, and those of the encoder that win."""
    taken = {i for title in titles for i in range(title.left, title.right)}
    before = {title.right: title for title in titles}
    won: list[Phrase] = []
    for found in spans(tags):
        if (kept := _trimmed(line, found, taken)) is None:
            continue
        rivals = [name for name in names if name.start < kept.end and kept.start < name.end]
        if _wins(kept, rivals, bars):
            won.append(_phrase(line, kept, rivals, before.get(kept.start)))
    covered = {i for name in won for i in range(name.start, name.end)}
    stay = [
        name for name in names
        if not covered.intersection(range(name.start, name.end)) and not _none(name, tags, bars)
    ]  # fmt: skip
    return sorted(won + stay, key=lambda name: name.start)


def _trimmed(line: Line, found: Found, taken: set[int]) -> Found | None:
    """Return a span without titles, forms of address and marks at its ends, None where nothing is left."""
    start, end = found.start, found.end
    while start < end and (start in taken or _outside(line, start)):
        start += 1
    while start < end and (line.words[end - 1].possessive or not line.words[end - 1].text[-1].isalnum()):
        end -= 1
    if start == end or taken.intersection(range(start, end)):
        return None
    return replace(found, start=start, end=end)


def _outside(line: Line, at: int) -> bool:
    word, known = line.words[at], words()
    address = word.text in known.honorifics or word.text in known.ranks
    return address or word.lower in {"the", "a", "an"} or not word.text[0].isalnum()


def _wins(found: Found, rivals: Sequence[Phrase], bars: Bars) -> bool:
    """Tell whether a span of the encoder stands against the names of the rules that it overlaps."""
    if not rivals:
        return found.score >= bars.new
    if len(rivals) == 1 and (rivals[0].start, rivals[0].end) == (found.start, found.end):
        name = rivals[0]
        if name.label == found.label or name.entry is not None or name.country is not None:
            return False
    return all(_yields(name, found, bars) for name in rivals)


def _yields(name: Phrase, found: Found, bars: Bars) -> bool:
    """Tell whether a name of the rules gives way: one that is known, or is said with a title, only to a longer one."""
    known = name.entry is not None
    if known or _addressed(name):
        held = found.start <= name.start and name.end <= found.end and (known or found.label == "person")
        return held and found.end - found.start > name.end - name.start and found.score >= bars.longer
    return found.score >= (bars.clue if name.score >= bars.sure else bars.guess)


def _addressed(name: Phrase) -> bool:
    """Tell whether a name is a person's beyond doubt, by a title, a form of address or a given name."""
    return name.label == "person" and (name.title is not None or name.score >= SURE)


def _none(name: Phrase, tags: Floats, bars: Bars) -> bool:
    """Tell whether the encoder is sure that no word of a guess belongs to a name."""
    if name.entry is not None or _addressed(name):
        return False
    return float(tags[name.start : name.end, 0].min()) >= (bars.no_clue if name.score >= bars.sure else bars.no_guess)


def _phrase(line: Line, found: Found, rivals: Sequence[Phrase], title: Title | None) -> Phrase:
    """Make the name of a span, with what the rules know of the name that it takes the place of."""
    span, head = line.span(found.start, found.end), line.words[found.end - 1]
    same = next((name for name in rivals if name.label == found.label == "person"), None)
    title = title or (same.title if same is not None and same.start == found.start else None)
    gender = _gender(line.words[found.start].text) if found.label == "person" else ""
    return Phrase(
        span, Span(head.start, head.end), found.label, "name", line.text(found.start, found.end), line.sentence,
        found.start, found.end, title=title if found.label == "person" else None,
        gender=(same.gender if same is not None else "") or gender, plural=found.label == "people",
        score=round(found.score, 2),
    )  # fmt: skip


def _gender(given: str) -> str:
    female, male = given in words().female, given in words().male
    return "" if female == male else "f" if female else "m"
