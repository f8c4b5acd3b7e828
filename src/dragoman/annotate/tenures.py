"""Tenures: who holds which office or title, as the document says, each once, with the sentence that first says it fully."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.annotate.holders import holdings, joins
from dragoman.annotate.mentions import Phrase
from dragoman.annotate.mentions_names import named
from dragoman.annotate.titles import Title, titles
from dragoman.annotate.words import Line, lines
from dragoman.gazetteer import country_of, word_list, words
from dragoman.model import Chain, Document, Mention, Participant, TenureMention, TenureStatus

__all__ = ["tenures"]

_SERVES = re.compile(
    r"(?:,? (?:who|which) |, )?(?:(?:has|had|have|will|would|also|previously|currently|formerly|now|once|later|then|been|officially|twice|is|was|be|being|were) )*"
    r"(?P<verb>is|was|are|were|be|been|being|became|become|becomes|serves?|served|serving|works?|worked|acts?|acted|elected|re-elected|reelected|appointed|named|nominated|confirmed|"
    r"chosen|selected|designated|installed|inaugurated|sworn in|sworn|took office|takes office|took over|takes over|assumed office|assumed|ran|running|run|campaigned|remains?|remained|continues?|"
    r"resigned|stepped down|retired|promoted|tapped|picked|crowned|proclaimed|declared himself|succeed(?:s|ed|ing) (?:him|her|\w+)|held|holds|resumed|took up|takes up)"
    r"(?: (?:as|to|to be|to become|for|its|the|in|again|first|from|office|on|position|post|role|of|one|both|\w+ years|also))*"
)  # fmt: skip
_PAST = re.compile(r"^(?:was|were|been|served|worked|acted|resigned|stepped down|retired)$")
_RUNS = re.compile(r"^(?:ran|run|running|campaigned|nominated)$")


@dataclass(frozen=True, slots=True)
class _Held:
    """A chain that holds an office: the title, the line that says so and the mention that it says it of."""

    chain: int
    mention: Mention
    title: Title
    line: Line


def tenures(document: Document) -> tuple[TenureMention, ...]:
    """Return the tenures of a document, in the order of the text. Needs `sentences`, `tokens`, `mentions` and `chains`."""
    rows = lines(document)
    found = [titles(line) for line in rows]
    phrases = named(rows, found)
    reader = _Reader(document, rows, found, phrases)
    held = sorted(reader.all(), key=lambda h: (h.line.sentence, h.title.start))
    reader.owners = {h.chain: h.title.of for h in reversed(held) if h.title.of is not None and country_of(h.title.of)}
    return tuple(_entry(document, h, reader) for h in _once(held) if _counts(h.title))


class _Reader:
    """Finds holders by neighbouring words and by verbs, and leads phrases to the chains of the document."""

    def __init__(
        self, document: Document, rows: Sequence[Line], found: Sequence[Sequence[Title]], phrases: Sequence[Phrase]
    ) -> None:
        self.document, self.rows, self.found, self.phrases = document, rows, found, phrases
        self.owners: dict[int, str] = {}
        self.mentions = {mention.span.start: mention for mention in document.layers.mentions}
        self.by_line: dict[int, list[tuple[int, Phrase]]] = {}
        for i, phrase in enumerate(phrases):
            if phrase.label == "person":
                self.by_line.setdefault(phrase.sentence, []).append((i, phrase))

    def all(self) -> Iterator[_Held]:
        for line, row in zip(self.rows, self.found, strict=True):
            persons = self.by_line.get(line.sentence, [])
            for holding in holdings(line, row, persons):
                mention = self.mentions.get(self.phrases[holding.person].span.start)
                if mention is not None:
                    yield _Held(mention.chain, mention, holding.title, line)
            yield from self._by_verb(line, row)

    def _by_verb(self, line: Line, row: Sequence[Title]) -> Iterator[_Held]:
        """Yield who a verb says to hold an office: "he was sworn in as", "Lee, who served as"."""
        here = [
            m
            for m in self.document.layers.mentions
            if m.label == "person" and line.words and line.words[0].start <= m.span.start < line.words[-1].end
        ]
        for title in row:
            left = line.words[title.left].start
            subject = next((m for m in reversed(here) if m.span.end <= left and self._says(m, left)), None)
            if subject is not None and not any(p.start == title.right for _, p in self.by_line.get(line.sentence, [])):
                yield _Held(subject.chain, subject, self._verb_status(title, subject, left), line)
                yield from (_Held(subject.chain, subject, more, line) for more in _further(line, row, title))

    def _says(self, mention: Mention, end: int) -> bool:
        between = " ".join(self.document.text[mention.span.end : end].split())
        return len(between) < 80 and _SERVES.fullmatch(between) is not None

    def _verb_status(self, title: Title, mention: Mention, end: int) -> Title:
        match = _SERVES.fullmatch(" ".join(self.document.text[mention.span.end : end].split()))
        verb = match.group("verb") if match else ""
        if title.status != "current":
            return title
        if _RUNS.match(verb):
            return replace(title, status="candidate")
        return replace(title, status="former") if _PAST.match(verb) else title

    def owner(self, held: _Held) -> str | None:
        """Return whose an office is where its title does not say: as another title of the same person has it."""
        of = self.owners.get(held.chain)
        if of is None and not held.title.head.startswith("spokes"):
            return self.chain(held.chain).country
        return of

    def chain(self, number: int) -> Chain:
        return self.document.layers.chains[number]


def _further(line: Line, row: Sequence[Title], title: Title) -> Iterator[Title]:
    """Yield the titles that go on after one by "and": "a correspondent at X and a former associate at Y"."""
    at = title.right
    for more in (t for t in row if t.left >= title.right):
        if more.plural or more.determiner in {"his", "her", "their", "its"} or not joins(line, at, more):
            return
        yield more
        at = more.right


def _counts(title: Title) -> bool:
    return (
        title.head not in word_list("offices", "no_office")
        or title.end - title.start > 1
        or (title.head == "member" and title.of is not None)
    )


def _once(held: Sequence[_Held]) -> Iterator[_Held]:
    """Keep the fullest title of each office of a person: "Secretary" is "Secretary of State" where both are said."""
    kept: list[_Held] = []
    for one in held:
        same = next((i for i, k in enumerate(kept) if k.chain == one.chain and _same_office(k.title, one.title)), None)
        if same is None:
            kept.append(one)
        elif len(one.title.office.split()) > len(kept[same].title.office.split()):
            kept[same] = replace(one, title=_merged(one.title, kept[same].title))
        else:
            kept[same] = replace(kept[same], title=_merged(kept[same].title, one.title))
    yield from kept


def _merged(title: Title, other: Title) -> Title:
    return replace(title, of=title.of or other.of)


def _same_office(one: Title, other: Title) -> bool:
    """Tell whether two titles are one office: the words of one all stand in the other."""
    if one.of and other.of and country_of(one.of) != country_of(other.of) and one.of != other.of:
        return False
    a, b = _office_words(one.office), _office_words(other.office)
    return a <= b or b <= a


def _office_words(office: str) -> set[str]:
    full = " ".join(words().abbreviations.get(word, word) for word in office.split())
    return {
        word for word in re.findall(r"[a-z]+", full.lower()) if word not in {"of", "the", "for", "and", "on", "to", "s"}
    }


def _entry(document: Document, held: _Held, reader: _Reader) -> TenureMention:
    chain = reader.chain(held.chain)
    person = Participant(chain.name, held.mention.span, held.chain)
    status: TenureStatus = held.title.status
    return TenureMention(
        person, _singular(held.title), held.title.of or reader.owner(held), status,
        document.layers.sentences[held.line.sentence].span, held.line.span(held.title.start, held.title.end),
    )  # fmt: skip


def _singular(title: Title) -> str:
    if not title.plural:
        return title.office
    return title.head.title() if title.office[:1].isupper() else title.head
