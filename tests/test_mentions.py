"""Mentions: names of persons, bodies, countries and places in invented sentences."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.annotate.chains import mentions_and_chains
from dragoman.annotate.sentences import sentences
from dragoman.annotate.tokens import tokens
from dragoman.model import Document, Layers, Mention
from dragoman.offsets import OffsetMap


def _document(text: str, **fields: object) -> Document:
    rows = sentences(text)
    layers = Layers(sentences=rows, tokens=tokens(text, rows))
    document = Document("d", "c", text, OffsetMap.identity(len(text)), layers=layers)
    return replace(document, **fields)  # type: ignore[arg-type]


def _mentions(text: str) -> list[tuple[str, Mention]]:
    document = _document(text)
    return [(document.quote(mention.span), mention) for mention in mentions_and_chains(document)[0]]


def _labels(text: str) -> dict[str, str]:
    return {quote: mention.label for quote, mention in _mentions(text) if mention.form == "name"}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Foreign Minister Bo-ra Ahn left early.", "Bo-ra Ahn"),
        ("Adviser Wi Dong-hae spoke.", "Wi Dong-hae"),
        ("They met Prince Talal bin Rashid Al Munir in the hall.", "Talal bin Rashid Al Munir"),
        ("The envoy, Ursula van der Meer, agreed.", "Ursula van der Meer"),
        ("Special Envoy for Climate John Q. Hartley travelled.", "John Q. Hartley"),
        ("Mr. Okonkwo-Bello waved.", "Okonkwo-Bello"),
        ("Minister of Energy, Trade and Industry Maria de la Cruz signed.", "Maria de la Cruz"),
        ("H.E. Sheikh Hamad al-Sabri arrived.", "Hamad al-Sabri"),
        ("SECRETARY ELLEN B. WARD: Thank you.", "ELLEN B. WARD"),
        ("Gen. Robert Stone Jr. retired.", "Robert Stone Jr"),
    ],
)
def test_persons_of_many_cultures(text: str, person: str) -> None:
    assert _labels(text).get(person) == "person"


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("The Ministry of Science and Technology replied.", "Ministry of Science and Technology", "organisation"),
        ("The House Oversight and Reform Committee voted.", "House Oversight and Reform Committee", "organisation"),
        ("They sued Harbor Mining, Ltd. over it.", "Harbor Mining, Ltd", "organisation"),
        ("Kenya Airways cut flights.", "Kenya Airways", "organisation"),
        ("They banned the airline Harbor Wings on Monday.", "Harbor Wings", "organisation"),
        ("The Kenyan Embassy in the Polish capital closed.", "Kenyan Embassy", "organisation"),
        ("He met them in Sela Dorva on Monday.", "Sela Dorva", "place"),
        ("The Office of Trade Remedies moved.", "Office of Trade Remedies", "organisation"),
        ("NATO and the E.U. met.", "E.U.", "organisation"),
        ("Fighting went on near the Dorva River.", "Dorva River", "place"),
        ("They drove through Gyeonggi Province.", "Gyeonggi Province", "place"),
        ("Polish officials agreed.", "Polish officials", ""),
        ("Ukrainians voted.", "Ukrainians", "people"),
        ("The Kurdish forces withdrew.", "Kurdish", "people"),
        ("Many Muslims left the town.", "Muslims", "people"),
        ("A Roman Catholic school closed.", "Roman Catholic", "people"),
        ("A Latin American bloc formed.", "Latin American", "people"),
        ("The Muslim Brotherhood replied.", "Muslim Brotherhood", "organisation"),
    ],
)
def test_bodies_and_places(text: str, name: str, label: str) -> None:
    assert _labels(text).get(name, "") == label


@pytest.mark.parametrize(
    ("text", "quote", "metonym"),
    [
        ("Moscow rejected the draft.", "Moscow", True),
        ("Talks between Seoul and Tokyo went on.", "Tokyo", True),
        ("Beijing's attacks were sharp.", "Beijing", True),
        ("The White House denied it.", "White House", True),
        ("The ministers met in Moscow.", "Moscow", False),
        ("He arrived in Seoul and Tokyo.", "Tokyo", False),
        ("She flew to Washington on Monday.", "Washington", False),
        ("He visited Cairo.", "Cairo", False),
        ("They dined at the White House.", "White House", False),
        ("They met in Singapore, Hanoi and elsewhere.", "Hanoi", False),
        ("The talks, held near Ankara, Turkey, ended.", "Ankara", False),
    ],
)
def test_a_capital_is_a_government_or_a_place(text: str, quote: str, metonym: bool) -> None:
    mention = dict(_mentions(text))[quote]
    assert mention.metonym is metonym
    assert mention.label == ("country" if metonym else "place")


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        ("The U.S. side gave way.", "U.S. side", "United States"),
        ("The South Korean government agreed.", "South Korean government", "South Korea"),
        ("The government of Samoa agreed.", "government of Samoa", "Samoa"),
        ("Japan's forces left.", "Japan's forces", "Japan"),
        ("Seoul's foreign ministry denied it.", "Seoul's foreign ministry", "foreign ministry"),
        ("Senior Polish officials agreed.", "Senior Polish officials", "Senior Polish officials"),
        ("It came from sources close to the matter.", "sources close to the matter", "sources close to the matter"),
        ("Letters went to 14 countries.", "14 countries", "14 countries"),
        ("He notified several countries.", "several countries", "several countries"),
        ("It upset ASEAN foreign ministers.", "ASEAN foreign ministers", "ASEAN foreign ministers"),
    ],
)
def test_governments_and_groups_keep_the_name_of_the_record(text: str, quote: str, name: str) -> None:
    assert dict(_mentions(text))[quote].name == name


@pytest.mark.parametrize("word", ["Thursday", "However", "March", "Meanwhile", "Internet"])
def test_capitals_that_are_no_names(word: str) -> None:
    assert word not in _labels(f"{word} brought talks, and on {word} they ended.")


_WORDS = st.sampled_from(
    ["Seoul", "the", "President", "Lee", "Jae-woo", "and", "of", "U.S.", ",", ".", "'s", "two", "sides", "he", "they",
     "said", "Ministry", "Minister", "for", "Trade", "(", ")", "“", "”", "the Secretary", "counterpart", "his", "Inc.",
     "\n\n", "former", "May", "WARD:", "-"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=40))
def test_mentions_and_chains_agree_whatever_the_text(parts: list[str]) -> None:
    document = _document(" ".join(parts))
    mentions, chains = mentions_and_chains(document)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))
    assert all(m.span.contains(m.head) and chains[m.chain].name == m.name for m in mentions)
    assert [chain.index for chain in chains] == list(range(len(chains)))
    assert sorted(n for chain in chains for n in chain.mentions) == list(range(len(mentions)))
    assert all(mentions[n].chain == chain.index for chain in chains for n in chain.mentions)
    assert all(0 <= member < len(chains) for chain in chains for member in chain.members)
