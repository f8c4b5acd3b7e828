"""The shallow tagger and the structure of clauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.clauses import Structure, VerbGroup, structures
from dragoman.annotate.morphology import inflections, verb_forms
from dragoman.annotate.sentences import sentences
from dragoman.annotate.tokens import tokens
from dragoman.model import Document, Layers
from dragoman.offsets import OffsetMap


def read(text: str) -> tuple[Document, Structure]:
    split = sentences(text)
    layers = Layers(sentences=split, tokens=tokens(text, split))
    document = Document("test", "test", text, OffsetMap.identity(len(text)), layers=layers)
    return document, structures(document)[0]


def verb(structure: Structure, lemma: str) -> VerbGroup:
    return next(v for v in structure.verbs if v.lemma == lemma)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("meet", {"meet", "meets", "met", "meeting"}),
        ("plan", {"plan", "plans", "planned", "planning"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("seek", {"seek", "seeks", "sought", "seeking"}),
        ("put", {"put", "puts", "putting"}),
        ("cancel", {"cancel", "cancels", "canceled", "cancelled", "canceling", "cancelling"}),
    ],
)
def test_inflections(lemma: str, forms: set[str]) -> None:
    assert {word for word, _ in inflections(lemma)} == forms
    assert all(any(f.lemma == lemma for f in verb_forms()[word]) for word in forms)


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("His visit to Oslo ended.", "visit", "noun"),
        ("They will visit Oslo.", "visit", "verb"),
        ("The two sides held talks in Oslo.", "talks", "noun"),
        ("Kenya supports the plan.", "supports", "verb"),
        ("Kenya supports lasting peace.", "supports", "verb"),
        ("We, the ministers, welcome the plan.", "welcome", "verb"),
        ("Norway’s unprovoked and unjustified war goes on.", "unjustified", "adj"),
        ("Kenya held more than 300 people.", "than", "det"),
        ("She regretted the refusal.", "refusal", "noun"),
        ("Lind praised the country's support for the plan.", "support", "noun"),
        ("He meets Under Secretary Oduya.", "Under", "name"),
        ("They met on May 14 in Oslo.", "May", "time"),
        ("They may meet in Oslo.", "may", "modal"),
        ("She spoke with Lind this morning.", "morning", "time"),
        ("He went to Oslo to talk.", "to", "prep"),
        ("The ministers’ meeting ended.", "’", "owner"),
        ("The exercise that ended in June was long.", "that", "rel"),
        ("He said that Kenya agreed.", "that", "sub"),
    ],
)
def test_tags(text: str, word: str, tag: str) -> None:
    _, structure = read(text)
    assert next(w.tag for w in structure.words if w.text == word) == tag


@pytest.mark.parametrize(
    ("text", "lemma", "subjects"),
    [
        ("Minister Lind met Ambassador Oduya and urged restraint.", "urge", ["Minister Lind"]),
        ("Lind, who is visiting Kenya, held talks on Monday.", "hold", ["Lind"]),
        ("Lind, who is visiting Kenya, held talks on Monday.", "visit", ["Lind"]),
        ("The leaders of Kenya and Norway met in Oslo.", "meet", ["The leaders of Kenya", "Norway"]),
        ("Kenya, Norway and Peru signed the treaty.", "sign", ["Kenya", "Norway", "Peru"]),
        ("The port will stay open, the embassy said.", "say", ["the embassy"]),
        ("Lind said the port was open, adding that ships were due.", "add", ["Lind"]),
        ("Lind urged Kenya to open the port.", "open", ["Kenya"]),
        ("The Vice President, Ann Lind, spoke first.", "speak", ["Ann Lind"]),
        ("Kenya reiterated its support; opposed the ban; and pledged to help.", "oppose", ["Kenya"]),
        ("The summit between Kenya and Norway, planned for May in Oslo, was cancelled.", "cancel", ["The summit"]),
        ("We, the ministers of Kenya and Norway, welcome the plan.", "welcome", ["the ministers of Kenya", "Norway"]),
    ],
)
def test_subjects(text: str, lemma: str, subjects: list[str]) -> None:
    document, structure = read(text)
    found = structure.subjects(verb(structure, lemma))
    assert [document.quote(structure.span(p.start, p.reach)) for p in found] == subjects


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        ("Lind was received by the king.", "receive", {"passive": True, "kind": "finite"}),
        ("Lind will not travel to Oslo.", "travel", {"modal": "will", "negated": True}),
        ("Lind has met him twice.", "meet", {"perfect": True, "tense": "present"}),
        ("They are negotiating with Kenya.", "negotiate", {"progressive": True}),
        ("Lind attended the summit held in Oslo.", "hold", {"kind": "reduced"}),
        ("The summit, planned for May in Oslo, was cancelled.", "plan", {"kind": "reduced"}),
        ("Kenya should stand by its word and accept the ruling.", "accept", {"modal": "should"}),
        ("Lind hopes to visit Kenya and meet the king.", "meet", {"kind": "infinitive"}),
    ],
)
def test_verb_groups(text: str, lemma: str, expected: dict[str, object]) -> None:
    _, structure = read(text)
    found = verb(structure, lemma)
    assert {name: getattr(found, name) for name in expected} == expected


def test_objects_and_complements() -> None:
    document, structure = read("Lind met Oduya, Moyo, and Diaz in Oslo to discuss talks with Peru.")
    met = verb(structure, "meet")
    assert [document.quote(structure.span(p.start, p.reach)) for p in structure.objects(met)] == [
        "Oduya",
        "Moyo",
        "Diaz",
    ]
    within = structure.complements(met.end, ("with",))
    assert [document.quote(structure.span(p.start, p.reach)) for p in within] == ["Peru"]


def test_an_inverted_cue_has_its_subject_behind_it() -> None:
    document, structure = read("“The port is open,” said Ann Lind, the envoy.")
    found = structure.inverted_subject(verb(structure, "say"))
    assert found is not None
    assert document.quote(structure.span(found.start, found.reach)) == "Ann Lind"


@given(st.text(alphabet="The ministers met, said “to” and held. of Kenya's by it was\n", max_size=200))
def test_any_text_has_a_structure(text: str) -> None:
    split = sentences(text)
    layers = Layers(sentences=split, tokens=tokens(text, split))
    document = Document("test", "test", text, OffsetMap.identity(len(text)), layers=layers)
    found = structures(document)
    assert len(found) == len(split)
    for structure in found:
        assert all(0 <= p.start <= p.head < p.end <= p.reach <= len(structure.words) for p in structure.phrases)
        for group in structure.verbs:
            assert 0 <= group.start < group.end <= len(structure.words)
            structure.subjects(group)
            structure.objects(group)
