"""What the steps of event extraction share: the document, its sentences' structure, and who is who in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dragoman.annotate.chains_countries import issuer_of
from dragoman.annotate.clauses import NounPhrase, Structure, structures
from dragoman.annotate.events.voice import turns
from dragoman.annotate.quotations import quotations
from dragoman.gazetteer import lookup
from dragoman.model import Document, Mention, Participant, Span
from dragoman.ontology import observers, press, word_list

__all__ = ["Scene", "unique"]


def unique(participants: Iterable[Participant]) -> tuple[Participant, ...]:
    """Return the participants without those that repeat a chain or a name."""
    found: dict[str, Participant] = {}
    for participant in participants:
        if not any(p.chain == participant.chain and p.chain is not None for p in found.values()):
            found.setdefault(participant.name, participant)
    return tuple(found.values())


@dataclass(frozen=True)
class Scene:
    """A document that is being read for events."""

    document: Document

    @cached_property
    def structures(self) -> tuple[Structure, ...]:
        """The structure of each sentence."""
        return structures(self.document)

    @cached_property
    def quotes(self) -> tuple[Span, ...]:
        """The quotations of the text."""
        return quotations(self.document.text)

    @cached_property
    def _mentions(self) -> tuple[tuple[int, ...], tuple[Mention, ...]]:
        rows = tuple(sorted(self.document.layers.mentions, key=lambda m: (m.head.start, m.span.start)))
        return tuple(m.head.start for m in rows), rows

    @cached_property
    def _turns(self) -> tuple[tuple[Span, Participant | None], ...]:
        return turns(self.document) if self.is_release else ()

    def first_person(self, word: Span) -> tuple[Participant, ...]:
        """Return who has the turn of a transcript at a place outside quotations: "I" and "we" are the speaker."""
        if self.is_quoted(word):
            return ()
        return next(((who,) for span, who in self._turns if who is not None and span.contains(word)), ())

    def voice(self, word: Span) -> tuple[Participant, ...]:
        """Return who speaks in an official text at a place: who has the turn, those who say "we", or the issuer."""
        if not self.is_release or self.is_quoted(word):
            return ()
        if self._turns:
            return self.first_person(word)
        we = next((m for m in self.document.layers.mentions if self.document.quote(m.span).lower() == "we"), None)
        if we is not None:
            return self.named(we)
        issuer = issuer_of(self.document.outlet)
        chain = next((c.index for c in self.document.layers.chains if c.name == issuer), None)
        return (Participant(issuer, None, chain),) if issuer is not None else ()

    def is_place(self, mention: Mention) -> bool:
        """Tell whether a mention is a place, or a city that the gazetteer knows with its article ("The Hague")."""
        if mention.label == "place":
            return True
        entry = lookup("The " + self.document.quote(mention.span)) if self._has_article(mention) else None
        return entry is not None and entry.kind in ("capital", "seat", "town", "region", "site")

    def place_name(self, mention: Mention) -> str:
        """Return the name of a place as the record writes it: a country's usual name, else the text's."""
        if mention.label == "country" and not mention.metonym:
            return mention.name
        return self.document.text[mention.span.start - 4 * self._has_article(mention) : mention.span.end]

    def _has_article(self, mention: Mention) -> bool:
        start = mention.span.start
        return self.document.text[max(0, start - 4) : start] == "The "

    def sides(self, participants: Iterable[Participant]) -> dict[str, Participant]:
        """Return the countries for which people act, by name."""
        chains = self.document.layers.chains
        own = [chains[p.chain] for p in participants if p.chain is not None and p.chain < len(chains)]
        by_name = {c.name: c for c in chains}
        return {
            c.country: Participant(c.country, None, by_name[c.country].index if c.country in by_name else None)
            for c in own if c.country is not None
        }  # fmt: skip

    def unknown_side(
        self, present: tuple[Participant, ...], speakers: tuple[Participant, ...]
    ) -> dict[str, Participant]:
        """Return the country that speaks where one of two at an encounter acts for a country that nobody has named."""
        known, chains = self.sides(present), self.document.layers.chains
        if len(present) != 2 or len(known) != 1 or len(speakers) != 1:
            return {}
        speaker = speakers[0]
        is_country = (
            speaker.chain is not None and speaker.chain < len(chains) and chains[speaker.chain].label == "country"
        )
        return {speaker.name: speaker} if is_country else {}

    def is_reporter(self, participant: Participant) -> bool:
        """Tell whether somebody only reports or comments: a news medium, or a person called an analyst or professor."""
        if press().intersection(participant.name.split()):
            return True
        if participant.span is None:
            return False
        near = self.document.text[max(0, participant.span.start - 60) : participant.span.end + 80]
        return bool(observers().intersection(re.findall(r"[a-z]+", re.split(r"[.\n]\s", near)[0].lower())))

    @property
    def is_release(self) -> bool:
        """Whether the document is an official release or transcript rather than a report."""
        return self.document.genre in ("release", "transcript")

    def is_quoted(self, span: Span) -> bool:
        """Tell whether a span lies inside a quotation."""
        return any(q.contains(span) for q in self.quotes)

    def is_time(self, span: Span) -> bool:
        """Tell whether a span overlaps a time expression."""
        return any(t.span.overlaps(span) for t in self.document.layers.timexes)

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """Return the mentions whose head lies in a span, in order."""
        starts, rows = self._mentions
        at = bisect_left(starts, span.start)
        found = []
        while at < len(rows) and starts[at] < span.end:
            found.append(rows[at])
            at += 1
        return tuple(found)

    def mentions_over(self, span: Span) -> tuple[Mention, ...]:
        """Return the mentions that overlap a span, in order."""
        return tuple(m for m in self.document.layers.mentions if m.span.overlaps(span))

    def named(self, mention: Mention) -> tuple[Participant, ...]:
        """Return whom a mention stands for: the members of a group, or one participant."""
        chains = self.document.layers.chains
        members = chains[mention.chain].members if mention.chain < len(chains) else ()
        if members:
            return tuple(Participant(chains[c].name, mention.span, c) for c in members)
        return (Participant(mention.name, mention.span, mention.chain),)

    def parties(self, structure: Structure, phrases: Iterable[NounPhrase]) -> tuple[Participant, ...]:
        """Return whom noun phrases name, groups resolved, each once."""
        return unique(
            p for phrase in phrases for p in (*self.party(structure, phrase), *self._examples(structure, phrase))
        )

    def _examples(self, structure: Structure, phrase: NounPhrase) -> tuple[Participant, ...]:
        """Return whom a phrase goes on to name: "14 countries, including South Korea", "allies such as Germany"."""
        words, at = structure.words, phrase.reach
        if at < len(words) and words[at].tag == "comma":
            at += 1
        lead = " ".join(w.lower for w in words[at : at + 2])
        start = at + 1 if lead.startswith("including ") else at + 2 if lead == "such as" else None
        named = structure.phrase_at(start) if start is not None and start < len(words) else None
        if named is None or words[phrase.head].tag == "name":
            return ()
        return tuple(p for item in structure.list_right(named) for p in self.party(structure, item))

    def party(self, structure: Structure, phrase: NounPhrase) -> tuple[Participant, ...]:
        """Return whom a noun phrase names: the person of a title, the country of a government, a group by its noun."""
        head = structure.words[phrase.head]
        if head.lower in ("we", "i", "us") and head.tag == "pron" and (found := self.first_person(head.span)):
            return found
        reach = structure.span(phrase.start, phrase.reach)
        inside = [m for m in self.mentions_in(reach) if m.label != "place" or m.metonym]
        covering = [m for m in inside if m.span.start <= head.span.start < m.span.end]
        person = next(
            (m for m in inside if m.label == "person" and m.form == "name" and self._titled(structure, phrase, m)), None
        )
        if person is not None:
            return self.named(person)
        if covering:
            best = max(covering, key=lambda m: (m.label != "office", len(m.span)))
            if (
                best.form == "nominal"
                and best.label == "people"
                and best.name == head.text
                and phrase.reach - phrase.start > 1
                and not self._is_group(best)
            ):
                return (Participant(self._bare(structure, phrase), reach, best.chain),)
            return self.named(best)
        if head.lower in word_list("country_nouns") and (
            country := next((m for m in inside if m.label == "country"), None)
        ):
            return self.named(country)
        if head.lower in word_list("group_nouns") and head.tag in ("noun", "name") and not self.is_time(head.span):
            return (Participant(self._bare(structure, phrase), reach),)
        return ()

    def _is_group(self, mention: Mention) -> bool:
        chains = self.document.layers.chains
        return mention.chain < len(chains) and bool(chains[mention.chain].members)

    def _titled(self, structure: Structure, phrase: NounPhrase, person: Mention) -> bool:
        """Tell whether a phrase is a title with its name, and not a thing that the person has ("Biden's visit")."""
        after = next((w for w in structure.words[phrase.start : phrase.reach] if w.span.start >= person.span.end), None)
        if after is not None and after.tag == "owner":
            return False
        head = structure.words[phrase.head]
        return person.span.start <= head.span.start < person.span.end or (head.tag == "name" and after is None)

    def _bare(self, structure: Structure, phrase: NounPhrase) -> str:
        start = phrase.start
        while start < phrase.head and structure.words[start].tag in ("det", "owner"):
            start += 1
        return self.document.quote(structure.span(start, phrase.reach))

    def owner(self, structure: Structure, phrase: NounPhrase) -> tuple[Participant, ...]:
        """Return who a thing belongs to: its possessor or adjective of country, or who stands after "of" or "by"."""
        inside = self.mentions_in(structure.span(phrase.start, phrase.reach))
        for mention in inside:
            if (mention.label != "place" or mention.metonym) and mention.head.end <= structure.words[
                phrase.head
            ].span.start:
                return self.named(mention)
        if phrase.prep is None or structure.words[phrase.prep].lower != "by":
            for following in structure.complements(phrase.end, ("by",), phrase.reach + 4):
                if found := self.party(structure, following):
                    return found
        return next((self.named(m) for m in inside if m.label != "place" or m.metonym), ())
