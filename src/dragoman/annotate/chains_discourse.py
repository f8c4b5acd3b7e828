"""What a document has said so far: the ground on which nominals and pronouns are resolved."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.annotate.chains_roster import Entity, Roster
from dragoman.annotate.mentions import Phrase
from dragoman.annotate.words import Line
from dragoman.gazetteer import word_list

__all__ = ["Discourse", "encounter_words", "quotations"]

_LABEL = 8
"""Words that a speaker's label may have at most."""
_LABEL_MARK = re.compile(r"[.()’'-]|Mc|Mac|\d+")
_NOBODY = re.compile(r"QUESTION|MODERATOR|PARTICIPANT|STAFF|INTERPRETER|OPERATOR|ANSWER|VOICE|AUDIENCE|Q\b")
_QUOTE = re.compile(r"“[^”]*(?:”|$)|(?<!\w)\"[^\"]*(?:\"|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Discourse:
    """The words and phrases of a document, the roster of its entities, and where it quotes.

    ``issuer`` is the country whose office issued the document, ``author`` the person of its first sentence (a byline),
    both None where there is none; ``by_sentence`` has the numbers of the phrases of each sentence, ``speakers`` who
    speaks in each sentence of a transcript.
    """

    lines: Sequence[Line]
    phrases: Sequence[Phrase]
    roster: Roster
    quoted: tuple[tuple[int, int], ...]
    issuer: str | None = None
    author: Entity | None = None
    by_sentence: dict[int, list[int]] = field(default_factory=dict)
    speakers: dict[int, Entity] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        text: str,
        lines: Sequence[Line],
        phrases: Sequence[Phrase],
        roster: Roster,
        issuer: str | None,
        leading: Entity | None = None,
    ) -> Discourse:
        """Make the discourse of a document whose names are in the roster; `leading` speaks before any label."""
        by_sentence: dict[int, list[int]] = {}
        for number, phrase in enumerate(phrases):
            by_sentence.setdefault(phrase.sentence, []).append(number)
        first = (roster.of_phrase[n] for n in by_sentence.get(0, []) if n in roster.of_phrase)
        author = next((entity for entity in first if entity.label == "person"), None)
        speakers = _turns(lines, phrases, roster, by_sentence, leading)
        return cls(lines, phrases, roster, quotations(text), issuer, author, by_sentence, speakers)

    def before(self, number: int, sentences: int) -> Iterator[tuple[int, Entity]]:
        """Yield the phrases before one with their entities, nearest first, as far back as some sentences."""
        floor = self.phrases[number].sentence - sentences
        for i in range(number - 1, -1, -1):
            if self.phrases[i].sentence < floor:
                return
            if i in self.roster.of_phrase:
                yield i, self.roster.of_phrase[i]

    def within(self, sentence: int, until: int | None = None) -> list[tuple[int, Entity]]:
        """Return the phrases of a sentence that are resolved, in order, those before a number only."""
        numbers = self.by_sentence.get(sentence, [])
        known = self.roster.of_phrase
        return [(n, known[n]) for n in numbers if n in known and (until is None or n < until)]

    def quotation(self, number: int) -> tuple[int, int] | None:
        """Return where the quotation begins and ends that a phrase stands in, None where it stands in none."""
        at = self.phrases[number].span.start
        i = bisect_right(self.quoted, at, key=lambda quotation: quotation[0]) - 1
        return self.quoted[i] if i >= 0 and self.quoted[i][0] <= at < self.quoted[i][1] else None

    def group(self, name: str, members: Sequence[Entity]) -> Entity:
        """Enter a group of entities."""
        return self.roster.new(name, "people", members=tuple(members), plural=True)


def _turns(
    lines: Sequence[Line],
    phrases: Sequence[Phrase],
    roster: Roster,
    by_sentence: dict[int, list[int]],
    speaker: Entity | None,
) -> dict[int, Entity]:
    """Return who speaks in each sentence of a transcript: from "SECRETARY WARD:" on, until the next such label.

    A label that names nobody ("QUESTION:") ends a turn; one by an office ("SENIOR OFFICIAL:") begins one of its own.
    """
    speakers: dict[int, Entity] = {}
    for line in lines:
        end = _label_end(line)
        if end:
            numbers = (n for n in by_sentence.get(line.sentence, []) if phrases[n].start < end)
            persons = (roster.of_phrase[n] for n in numbers if phrases[n].label == "person" and n in roster.of_phrase)
            speaker = next(persons, None) or _label_entity(line, end, roster)
        if speaker is not None:
            speakers[line.sentence] = speaker
    return speakers


def _label_end(line: Line) -> int:
    """Return the place of the colon after a label of capitals that opens a line, 0 where none does."""
    for at, word in enumerate(line.words[:_LABEL]):
        if word.text == ":":
            return at
        if not word.text.isupper() and not _LABEL_MARK.fullmatch(word.text):
            return 0
    return 0


def _label_entity(line: Line, end: int, roster: Roster) -> Entity | None:
    """Return the office that a label names, None for "QUESTION" and the like."""
    label = line.text(0, end)
    if end < 2 or _NOBODY.search(label):
        return None
    return roster.keyed("office", label.title(), "office")


def encounter_words() -> frozenset[str]:
    """Return the words that tell of an encounter."""
    return word_list("nominals", "encounter") | word_list("nominals", "direct_encounter")


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a text quotes: from an opening mark to its closing one or the end of the paragraph."""
    return tuple(match.span() for match in _QUOTE.finditer(text))
