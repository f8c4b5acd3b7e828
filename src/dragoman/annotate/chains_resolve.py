"""Whom nominals and pronouns refer to: titles, "the ministry", "the two sides", "he", "they", "we"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from dragoman.annotate.chains_roster import Entity, Roster
from dragoman.annotate.mentions import Phrase
from dragoman.annotate.words import Line
from dragoman.gazetteer import country_of, hits, word_list
from dragoman.model import Document

__all__ = ["resolve"]

_NUMBER = {"two": 2, "both": 2, "pair": 2, "three": 3, "four": 4, "five": 5}
_ISSUER = re.compile(r"department|ministry|office|house|government|embassy|council|commission|mission", re.IGNORECASE)
_AMERICAN = re.compile(
    r"^(?:(?:deputy |assistant |under |principal )*secretary of (?:state|defense|homeland security|commerce|the treasury)\b.*)$"
)
_STAFF = re.compile(
    r"\b(?:secretary(?! general)|spokes\w+|special (?:presidential )?envoy|senior official|counselor|administrator|coordinator)\b"
)
_JOINT = re.compile(
    r"(?:statement|communiqu\w+|declaration|text)\b.{0,120}\b(?:released|issued|made|delivered|agreed|adopted) (?:jointly )?by|^We, the|^Representatives of\b.*\bmet\b|^The (?:\w+ ){0,3}(?:ministers|leaders|representatives) of\b.*\b(?:met|issued)\b",
    re.IGNORECASE | re.DOTALL,
)
_LOWER_RANK = re.compile(r"^(?:vice|deputy|assistant|under|associate|former|principal)\b")
_TOP_DIPLOMAT = re.compile(
    r"^(?:secretary of state|(?:foreign|external affairs) minister|foreign secretary|minister (?:of|for) foreign affairs)"
)
_MAIN_SHARE = 0.5
_PREAMBLE = 6
_SUBJECT_GAP = 4


def resolve(document: Document, lines: Sequence[Line], phrases: Sequence[Phrase], roster: Roster) -> None:
    """Enter every nominal and pronoun in the roster, in the order of the text; leave out what finds no antecedent."""
    issuer = _issuer(document)
    _give_countries(roster, issuer)
    _give_surrounding(lines, phrases, roster)
    reader = _Reader(document, lines, phrases, roster, issuer)
    for number, phrase in enumerate(phrases):
        if phrase.form != "name" and (entity := reader.entity_of(number)) is not None:
            roster.refer(number, entity)


def _issuer(document: Document) -> str | None:
    """Return the country whose office issued a document, None where a newspaper did."""
    outlet = document.outlet or ""
    found = hits(outlet)
    return found[0].entry.country if found and _ISSUER.search(outlet) else None


def _give_countries(roster: Roster, issuer: str | None) -> None:
    for entity in roster.entities:
        if entity.label == "person" and entity.country is None and entity.offices:
            if any(_AMERICAN.match(office) for office in entity.offices):
                entity.country = "United States"
            elif any(_STAFF.search(office) for office in entity.offices):
                entity.country = issuer


def _give_surrounding(lines: Sequence[Line], phrases: Sequence[Phrase], roster: Roster) -> None:
    """Give holders of state offices without a country the one of "In Egypt, …", else the document's main country."""
    main = _main_country(roster)
    for entity in roster.entities:
        if (
            entity.label != "person"
            or entity.country is not None
            or not any(_of_state(office) for office in entity.offices)
        ):
            continue
        titled = next((phrases[i] for i in entity.seen if phrases[i].title is not None), None)
        entity.country = (titled and _opening(lines[titled.sentence], titled.start)) or main


def _of_state(office: str) -> bool:
    return (
        any(re.search(rf"(?<!vice )\b{head}\b", office) for head in word_list("offices", "of_state"))
        and "assistant" not in office
    )


def _opening(line: Line, before: int) -> str | None:
    """Return the country that a sentence opens with as a place: "In the United Arab Emirates, Kerry met …"."""
    if line.lower(0) not in {"in", "while"}:
        return None
    first = next((word.entry for word in line.words[1 : min(6, before)] if word.entry is not None), None)
    return first.country if first is not None else None


def _main_country(roster: Roster) -> str | None:
    """Return the country that most mentions of countries are of, None where no country has most of them."""
    counts = {e.name: len(e.seen) for e in roster.entities if e.label == "country"}
    if not counts:
        return None
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= _MAIN_SHARE * sum(counts.values()) else None


class _Reader:
    """Looks back from a phrase over what was said before it."""

    def __init__(
        self, document: Document, lines: Sequence[Line], phrases: Sequence[Phrase], roster: Roster, issuer: str | None
    ) -> None:
        self.lines, self.phrases, self.roster, self.issuer = lines, phrases, roster, issuer
        self.quoted = _quoted(document)
        self.paragraph = [sentence.paragraph for sentence in document.layers.sentences]
        self.issuers = self._issuers(document)

    def entity_of(self, number: int) -> Entity | None:
        """Return the entity that a nominal or pronoun refers to, a new one for a nominal that nothing explains."""
        phrase = self.phrases[number]
        if phrase.form == "pronoun":
            return self._pronoun(number)
        if phrase.gender == "shared":
            return self._shared(number)
        if phrase.label == "office":
            return self._office(number)
        if phrase.label == "country" or phrase.entry is not None:
            return self.roster.country(phrase.text)
        if phrase.label == "organisation":
            return self._body(number)
        entity = self.roster.keyed(phrase.label, phrase.text, phrase.label, phrase.country)
        entity.plural = True
        return entity

    def _before(self, number: int, sentences: int) -> Iterator[tuple[int, Entity]]:
        """Yield the phrases before one with their entities, nearest first, as far back as some sentences."""
        floor = self.phrases[number].sentence - sentences
        for i in range(number - 1, -1, -1):
            if self.phrases[i].sentence < floor:
                return
            if i in self.roster.of_phrase:
                yield i, self.roster.of_phrase[i]

    # --- titles and bodies ----------------------------------------------------------------------------------------

    def _office(self, number: int) -> Entity:
        phrase = self.phrases[number]
        title = phrase.title
        assert title is not None
        fits = self._counterpart if title.head == "counterpart" else self._bears
        found = None if title.plural else self._nearest_person(number, lambda e: fits(phrase, e))
        if found is not None:
            return found
        entity = self.roster.keyed("office", phrase.text, "office", country_of(title.of) if title.of else None)
        entity.plural = title.plural
        return entity

    def _nearest_person(self, number: int, fits: Callable[[Entity], bool]) -> Entity | None:
        """Return the person last mentioned before a phrase that fits, else the first one after it."""
        found = [e for e in self.roster.entities if e.label == "person" and e.seen and fits(e)]
        earlier = [(max(i for i in e.seen if i < number), e) for e in found if min(e.seen) < number]
        if earlier:
            return max(earlier, key=lambda row: row[0])[1]
        return min(found, key=lambda e: min(e.seen), default=None)

    def _bears(self, phrase: Phrase, entity: Entity) -> bool:
        """Tell whether a person bears the title of a phrase, and for the same country where both say so."""
        title = phrase.title
        assert title is not None
        office, of = title.office.lower(), country_of(title.of) if title.of else None
        if of and of != entity.country and title.of not in entity.owners:
            return False
        if title.of and not of and title.of not in entity.owners:
            return False
        if title.determiner in {"his", "her", "its", "their", "our", "my"} and not of:
            return False
        return any(_same_title(held, office) for held in entity.offices)

    def _counterpart(self, phrase: Phrase, entity: Entity) -> bool:
        title = phrase.title
        of = country_of(title.of) if title and title.of else None
        return of is not None and entity.country == of and bool(entity.offices)

    def _body(self, number: int) -> Entity | None:
        phrase = self.phrases[number]
        if phrase.gender == "definite":
            return self._known_body(number)
        return self.roster.keyed("body " + (phrase.country or ""), phrase.text, "organisation", phrase.country)

    def _known_body(self, number: int) -> Entity | None:
        """Return what "the ministry", "the bloc" or "the government" means: the last body so named, or the last country."""
        phrase = self.phrases[number]
        noun = phrase.text.lower()
        bodies = (e for _, e in self._before(number, 99) if e.label == "organisation")
        if noun in word_list("nominals", "bloc_nouns"):
            return next((e for e in bodies if e.country is None and e.name in word_list("nominals", "blocs")), None)
        named = next((e for e in bodies if noun in e.name.lower().split()), None)
        if named is not None:
            return named
        if noun in {"government", "regime"}:
            return next((e for _, e in self._before(number, 3) if e.label == "country"), None)
        if noun == "department" and self.issuer == "United States":
            return self.roster.country("Department of State")
        return (
            self.roster.keyed("body", phrase.text, "organisation")
            if noun in word_list("nominals", "standing")
            else None
        )

    # --- groups ---------------------------------------------------------------------------------------------------

    def _shared(self, number: int) -> Entity | None:
        phrase = self.phrases[number]
        words = phrase.text.lower().split()
        if words[-1] in {"participants", "parties", "sides"} and words[0] not in _NUMBER:
            return self._convened(number)
        count = _NUMBER.get(words[0], 2)
        noun = words[-1] if len(words) > 1 else ""
        if "korea" in phrase.text.lower():
            members = [self.roster.country("South Korea"), self.roster.country("North Korea")]
        elif noun in word_list("nominals", "shared.persons") or phrase.label == "person":
            members = self._last(number, count, _itself_person)
        elif noun:
            members = self._last(number, count, self._state)
        else:
            members = self._last(number, count, _itself_person) or self._last(number, count, self._state)
        if len(members) < count:
            return None
        return self.roster.new(phrase.text, "people", members=tuple(members), plural=True)

    def _listed(self, numbers: Sequence[int], labels: set[str]) -> list[Entity]:
        """Return the longest list among phrases of one sentence: names with only titles, commas and "and" between them."""
        best: list[Entity] = []
        run: list[Entity] = []
        last: Phrase | None = None
        for number in numbers:
            phrase, entity = self.phrases[number], self.roster.of_phrase[number]
            if entity.label not in labels:
                continue
            between = self.lines[phrase.sentence].words[last.end : phrase.start] if last else ()
            if last is None or not all(
                w.capital or w.entry or w.lower in word_list("nominals", "listing") or not w.text[0].isalpha()
                for w in between
            ):
                run = []
            run.append(entity)
            last = phrase
            best = list(run) if len(run) > len(best) else best
        return list(dict.fromkeys(best)) if len(best) > 1 else []

    def _convened(self, number: int) -> Entity | None:
        """Return all who took part in the last encounter told before "all parties" or "participants"."""
        for sentence in range(self.phrases[number].sentence, -1, -1):
            line = self.lines[sentence]
            here = [(i, e) for i, e in self._before(number, 99) if self.phrases[i].sentence == sentence]
            who = list(dict.fromkeys(e for _, e in reversed(here) if e.label == "person"))
            if len(who) > 1 and _encounter() & {word.lower for word in line.words}:
                return self.roster.new(self.phrases[number].text, "people", members=tuple(who), plural=True)
        return None

    def _last(self, number: int, count: int, view: Callable[[Entity], Entity | None]) -> list[Entity]:
        """Return the last so many different entities before a phrase, as a view sees them, in the order of the text."""
        found: list[Entity] = []
        start = self.phrases[number].sentence
        for i, entity in self._before(number, 8):
            if len(found) >= count and self.phrases[i].sentence < start - 1:
                break
            for one in entity.members or (entity,):
                seen = view(one)
                if seen is not None and seen not in found:
                    found.append(seen)
        if len(found) > count and found[0].label != "person":
            found.sort(key=lambda e: -self._weight(e))
        return list(reversed(found[:count]))

    def _weight(self, entity: Entity) -> int:
        """Return how often a document speaks of a country or those who act for it."""
        return len(entity.seen) + sum(
            len(e.seen) for e in self.roster.entities if e.label == "person" and e.country == entity.name
        )

    def _state(self, entity: Entity) -> Entity | None:
        if entity.label == "country":
            return entity
        return self.roster.country(entity.country) if entity.label == "person" and entity.country else None

    # --- pronouns -------------------------------------------------------------------------------------------------

    def _pronoun(self, number: int) -> Entity | None:
        kind = self.phrases[number].gender
        if kind in {"m", "f"}:
            return self._subject(
                number, lambda e: e.label in {"person", "office"} and not e.plural and e.gender in {kind, ""}, kind
            )
        if kind == "first":
            return self._first_person(number)
        if kind == "neuter":
            near = self._nearest(number) if self.phrases[number].text.lower() == "its" else None
            return near or self._subject(number, lambda e: e.label in {"country", "organisation"} and not e.plural, "")
        return self._they(number)

    def _nearest(self, number: int) -> Entity | None:
        """Return the country or body named last before "its" in the same sentence."""
        fits = (e for _, e in self._before(number, 0) if e.label in {"country", "organisation"} and not e.plural)
        return next(fits, None)

    def _subject(self, number: int, fits: Callable[[Entity], bool], gender: str) -> Entity | None:
        """Return the first fitting entity of this sentence before the pronoun, else of the sentence before, and so on."""
        here = self.phrases[number].sentence
        by_sentence: dict[int, list[tuple[int, Entity]]] = {}
        for i, entity in self._before(number, _SUBJECT_GAP):
            if fits(entity) and self.phrases[i].gender != "first":
                by_sentence.setdefault(self.phrases[i].sentence, []).append((i, entity))
        for sentence in range(here, here - _SUBJECT_GAP - 1, -1):
            row = by_sentence.get(sentence)
            if row:
                entity = next((e for i, e in reversed(row) if not self._oblique(i)), row[-1][1])
                if gender and not entity.gender:
                    entity.gender = gender
                return entity
        return None

    def _oblique(self, number: int) -> bool:
        """Tell whether a preposition stands before a phrase (and its title), so that it is no subject."""
        phrase = self.phrases[number]
        start = phrase.title.left if phrase.title is not None else phrase.start
        words = self.lines[phrase.sentence].words[max(0, start - 2) : start]
        return any(word.lower in word_list("nominals", "oblique") for word in words)

    def _they(self, number: int) -> Entity | None:
        """Return the last group, pair joined by "and", people or body before "they"."""
        here = self.phrases[number].sentence
        for back in range(3):
            row = [(i, e) for i, e in self._before(number, back) if self.phrases[i].sentence == here - back]
            row.reverse()
            plural = next((e for _, e in row if e.plural or e.label == "people"), None)
            if row and plural is row[0][1]:
                return plural
            persons = [(i, e) for i, e in row if e.label == "person"]
            if pair := self._pair(persons) or self._pair(row):
                return self.roster.new(" and ".join(e.name for e in pair), "people", members=tuple(pair), plural=True)
            if plural is not None:
                return plural
        return self._subject(number, lambda e: e.label in {"organisation", "country"}, "")

    def _pair(self, row: Sequence[tuple[int, Entity]]) -> list[Entity]:
        """Return the first entities of a sentence that are joined by "and": "Blinken and Foreign Minister Kuleba"."""
        for (i, one), (j, other) in zip(row, row[1:], strict=False):
            if one is other or one.label != other.label or one.label not in {"person", "country", "organisation"}:
                continue
            line = self.lines[self.phrases[i].sentence]
            between = [word.lower for word in line.words[self.phrases[i].end : self.phrases[j].start]]
            if len(between) < 16 and not {".", ":", ";"} & set(between) and ("and" in between or _met(between)):
                return [one, other]
        return []

    def _first_person(self, number: int) -> Entity | None:
        """Return the author of a signed statement for "I", its issuer for "we"; inside quotation marks nobody yet."""
        phrase = self.phrases[number]
        author = next(
            (
                e
                for i, e in sorted(self.roster.of_phrase.items())
                if e.label == "person" and self.phrases[i].sentence == 0
            ),
            None,
        )
        if any(start <= phrase.span.start < end for start, end in self.quoted):
            return None
        if phrase.label == "person":
            return author if self.issuer else None
        return self.issuers or (self.roster.country(self.issuer) if self.issuer else None)

    def _issuers(self, document: Document) -> Entity | None:
        """Return those who issue a joint statement together, as its first sentences name them; None where one does."""
        for number, sentence in enumerate(document.layers.sentences[:_PREAMBLE]):
            if not _JOINT.search(document.quote(sentence.span)):
                continue
            here = [i for i, p in enumerate(self.phrases) if p.sentence == number and i in self.roster.of_phrase]
            members = self._listed(here, {"person"}) or self._listed(here, {"country", "organisation"})
            if members:
                return self.roster.new(
                    " and ".join(e.name for e in members), "people", members=tuple(members), plural=True
                )
        return None


def _encounter() -> frozenset[str]:
    return word_list("nominals", "encounter") | word_list("nominals", "direct_encounter")


def _met(between: Sequence[str]) -> bool:
    """Tell whether the words between two names tell of an encounter: "spoke today with", "called", "hosted"."""
    return bool(_encounter() & set(between)) and (
        "with" in between or bool(word_list("nominals", "direct_encounter") & set(between))
    )


def _itself_person(entity: Entity) -> Entity | None:
    return entity if entity.label == "person" else None


def _same_title(held: str, office: str) -> bool:
    """Tell whether the holder of one title may be called by another: "the Secretary" is the Secretary of State, no deputy."""
    if _LOWER_RANK.match(held) and not _LOWER_RANK.match(office):
        return False
    if office == "top diplomat":
        return _TOP_DIPLOMAT.match(held) is not None
    return held == office or held.endswith(" " + office) or held.startswith(office + " ") or _short(held) == office


def _short(office: str) -> str:
    return re.sub(r" (?:of|for|on|to) .*$", "", office)


_QUOTE = re.compile(r"“[^”]*(?:”|$)|(?<!\w)\"[^\"]*(?:\"|$)", re.MULTILINE)


def _quoted(document: Document) -> tuple[tuple[int, int], ...]:
    """Return where the document quotes: from an opening mark to its closing one or the end of the paragraph."""
    return tuple(match.span() for match in _QUOTE.finditer(document.text))
