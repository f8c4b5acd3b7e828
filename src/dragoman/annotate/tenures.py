"""Tenures: who holds which office or title, as the document says, each once, with the sentence that says it fully."""

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
from dragoman.model import Document, Mention, Participant, TenureMention

__all__ = ["tenures"]

_SERVES = re.compile(
    r"(?:,? (?:who|which) |, )?"
    r"(?:(?:has|had|have|will|would|also|previously|currently|formerly|now|once|later|then|been|officially|twice"
    r"|is|was|be|being|were) )*"
    r"(?P<verb>is|was|are|were|be|been|being|became|become|becomes|serves?|served|serving|works?|worked|acts?|acted"
    r"|elected|re-elected|reelected|appointed|named|nominated|confirmed|chosen|selected|designated|installed|inaugurated"
    r"|sworn in|sworn|took office|takes office|took over|takes over|assumed office|assumed|ran|running|run|campaigned"
    r"|remains?|remained|continues?|resigned|stepped down|retired|promoted|tapped|picked|crowned|proclaimed"
    r"|succeed(?:s|ed|ing) (?:him|her|\w+)|held|holds|resumed|took up|takes up)"
    r"(?: (?:as|to|to be|to become|for|its|the|in|again|first|from|office|on|position|post|role|of|one|both|\w+ years"
    r"|also))*"
)
_AS = re.compile(r"as(?: (?:the|its|their|our))?(?: (?:new|next))?")
_RELATIVE = re.compile(r"(?:, |(?:, )?who )(?P<verb>is|was|became|serves as|served as)(?: (?:also|now|currently))*")
_GOES_ON = re.compile(
    r".*(?:,|\b(?:and|also|prior to \w+ \w+|before|\w+ career)) "
    r"(?:(?:has|have|having|had|previously|also|then|he|she) )*"
    r"(?P<verb>serving|served|acting|acted|working|worked|began (?:his|her|their) career)\b(?: (?!as\b)\w+){0,8} as"
    r"(?: (?:first|also|one of|both))*"
)
_OATH = re.compile(r"(?:(?:was|is|being|has been) )?(?P<verb>sworn in)\b[^,;]* as(?: \S+ 's)?")
_BETWEEN = 160
"""Characters between a holder and a title that a verb may fill at most."""
_SOUGHT = re.compile(r"\bpresidential (?:candidate|election|nominee|race|debate|campaign)", re.IGNORECASE)
_PAST = re.compile(r"^(?:was|were|been|served(?: as)?|worked|acted|began.*|resigned|stepped down|retired)$")
_RUNS = re.compile(r"^(?:ran|run|running|campaigned|nominated)$")


@dataclass(frozen=True, slots=True)
class _Held:
    """A chain that holds an office: the title, the line that says so and the mention that it says it of."""

    chain: int
    mention: Mention
    title: Title
    line: Line


def tenures(document: Document) -> tuple[TenureMention, ...]:
    """Return the tenures of a document, in the order of the text. Needs the layers up to `mentions` and `chains`."""
    rows = lines(document)
    reader = _Reader(document, rows, [titles(line) for line in rows])
    held = sorted(_counterparts(list(reader.all())), key=lambda h: (h.line.sentence, h.title.start))
    owners = {h.chain: h.title.of for h in reversed(held) if h.title.of is not None and country_of(h.title.of)}
    sought = _SOUGHT.search(document.text) is not None
    counted = [h for h in _once(held) if _counts(h.title)]
    posts = {h.chain for h in counted if not _courtesy(h.title)}
    kept = (h for h in counted if not (_courtesy(h.title) and h.chain in posts))
    return tuple(_entry(document, h, owners.get(h.chain), sought) for h in kept)


def _counterparts(held: Sequence[_Held]) -> Iterator[_Held]:
    """Give "his Russian counterpart" the office of the person beside whom the sentence names him."""
    for one in held:
        if one.title.head != "counterpart":
            yield one
            continue
        office = next((h.title for h in held if h.line is one.line and h.chain != one.chain), None)
        if office is not None:
            yield replace(one, title=replace(one.title, office=office.office, head=office.head))


class _Reader:
    """Finds holders by neighbouring words and by verbs, and leads phrases to the chains of the document."""

    def __init__(self, document: Document, rows: Sequence[Line], found: Sequence[Sequence[Title]]) -> None:
        self.document, self.rows, self.found = document, rows, found
        self.mentions = {mention.span.start: mention for mention in document.layers.mentions}
        self.persons: dict[int, list[tuple[int, Phrase]]] = {}
        for phrase in named(rows, found):
            if phrase.label == "person":
                self.persons.setdefault(phrase.sentence, []).append((phrase.span.start, phrase))

    def all(self) -> Iterator[_Held]:
        """Yield every holder and title, sentence by sentence."""
        for line, row in zip(self.rows, self.found, strict=True):
            beside: list[_Held] = []
            for holding in holdings(line, row, self.persons.get(line.sentence, [])):
                mention = self.mentions.get(holding.person)
                if mention is not None:
                    beside.append(_Held(mention.chain, mention, holding.title, line))
            yield from beside
            yield from self._by_verb(line, row, beside)

    def _by_verb(self, line: Line, row: Sequence[Title], beside: Sequence[_Held]) -> Iterator[_Held]:
        """Yield who a verb says to hold an office: "he was sworn in as", "Lee, who served as"; `beside` are the holders
        whose titles stand beside their names."""
        here = [self.mentions[word.start] for word in line.words if word.start in self.mentions]
        named_next = {phrase.start for _, phrase in self.persons.get(line.sentence, [])}
        last: tuple[Mention, int] | None = None
        for title in row:
            last = _apposed(line, beside, title) or last
            told = self._told(line, here, title, last)
            if told is None or title.right in named_next:
                continue
            subject, verb = told
            last = subject, line.words[title.right - 1].end
            for held in (_with_status(title, verb), *_further(line, row, title)):
                yield _Held(subject.chain, subject, held, line)

    def _told(
        self, line: Line, here: Sequence[Mention], title: Title, last: tuple[Mention, int] | None
    ) -> tuple[Mention, str] | None:
        """Return whom a title is told of, and the verb: who stands before the verb, or the subject of the sentence.

        `last` is the holder of the title before and where that title ends, for "a leader of X, who is director of Y".
        """
        left = line.words[title.left].start
        persons = [m for m in here if m.label == "person" and m.span.end <= left]
        for mention in reversed(persons):
            bare = mention.form == "name" and title.determiner not in {"his", "her", "their"}
            if (verb := self._verb(mention.span.end, left, (_SERVES, _OATH, _AS)[: 2 + bare])) is not None:
                return mention, verb
        if last is not None and (verb := self._verb(last[1], left, (_RELATIVE,))) is not None:
            return last[0], verb
        if persons and (verb := self._verb(persons[0].span.end, left, (_GOES_ON,))) is not None:
            return persons[0], verb
        return None

    def _verb(self, start: int, end: int, patterns: Sequence[re.Pattern[str]]) -> str | None:
        """Return the verb of holding that alone lies between two places of the text, "" for a bare "as"."""
        if not start <= end <= start + _BETWEEN:
            return None
        between = " ".join(self.document.text[start:end].split())
        match = next((m for pattern in patterns if (m := pattern.fullmatch(between)) is not None), None)
        return match.groupdict().get("verb", "") if match else None


def _apposed(line: Line, beside: Sequence[_Held], title: Title) -> tuple[Mention, int] | None:
    """Return the last holder before a title whose own title follows the name, and where that ends: "Lee, a senator"."""
    for held in reversed(beside):
        if held.title.right <= title.left and held.mention.span.end < line.words[held.title.left].start:
            return held.mention, line.words[held.title.right - 1].end
    return None


def _with_status(title: Title, verb: str) -> Title:
    if title.status != "current":
        return title
    if _RUNS.match(verb):
        return replace(title, status="candidate")
    return replace(title, status="former") if _PAST.match(verb) else title


def _further(line: Line, row: Sequence[Title], title: Title) -> Iterator[Title]:
    """Yield the titles that go on after one by "and": "a correspondent at X and a former associate at Y"."""
    at = title.right
    for more in (t for t in row if t.left >= title.right):
        if more.plural or more.determiner in {"his", "her", "their", "its"} or not joins(line, at, more):
            return
        yield more
        at = more.right


def _courtesy(title: Title) -> bool:
    """Tell whether a title is only a form of address beside another office: "Special Envoy *Ambassador* Ward"."""
    return title.office == "Ambassador" and title.of is None


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


def _entry(document: Document, held: _Held, owner: str | None, sought: bool) -> TenureMention:
    """Make the entry; `owner` is the country that another title of the person gives, `sought` whether the document is
    about a presidency, so that a bare "candidate" is one for it."""
    title, chain = held.title, document.layers.chains[held.chain]
    of = title.of or owner or (None if title.head.startswith("spokes") else chain.country)
    office, status = _singular(title), title.status
    if status != "former" and title.head.endswith(("candidate", "nominee")):
        status = "candidate"
        office = "president" if sought and office.lower().endswith(title.head) else office
    return TenureMention(
        Participant(chain.name, held.mention.span, held.chain), office, of, status,
        document.layers.sentences[held.line.sentence].span, held.line.span(title.start, title.end),
    )  # fmt: skip


def _singular(title: Title) -> str:
    if not title.plural:
        return title.office
    return title.head.title() if title.office[:1].isupper() else title.head
