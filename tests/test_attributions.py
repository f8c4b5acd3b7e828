"""Quotations and attributions: who is said to have said what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotate.attributions import attributions
from dragoman.annotate.quotations import quotations
from dragoman.annotate.sentences import sentences
from dragoman.annotate.tokens import tokens
from dragoman.model import Document, Layers
from dragoman.offsets import OffsetMap
from dragoman.ontology import cues


def document(text: str) -> Document:
    split = sentences(text)
    layers = Layers(sentences=split, tokens=tokens(text, split))
    return Document("test", "test", text, OffsetMap.identity(len(text)), layers=layers)


def told(text: str) -> list[tuple[str | None, str | None, list[str], str]]:
    doc = document(text)
    return [
        (
            doc.quote(a.source) if a.source else None,
            doc.quote(a.cue) if a.cue else None,
            [doc.quote(c) for c in a.content],
            a.style,
        )
        for a in attributions(doc)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said, “We go.” Then he left.", ["We go."]),
        ('"We go," he said, "and we stay."', ["We go,", "and we stay."]),
        ("'The region's hope remains,' he told them.", ["The region's hope remains,"]),
        ("‘It isn’t over,’ said Lind.", ["It isn’t over,"]),
        ("The states' rights were discussed in Kenya's capital.", []),
        ('A 6" shell was found.', []),
        ("“First part of it.\n\n“Second part of it.”", ["First part of it.", "Second part of it."]),
        ("Lind spoke of a “so-called 'truce' of words” there.", ["so-called 'truce' of words"]),
        ("'The states' rights matter most,' he said.", ["The states' rights matter most,"]),
        ("\"We answer 'as one' and wait,' Oduya noted. Kenya waits.", ["We answer 'as one' and wait,"]),
        ("'We go,\" Lind said. “They stay.”", ["We go,", "They stay."]),
        ('Lind said "we will not go. They did. It is over.', ["we will not go."]),
        ("Lind 'never closed this. It is over.", []),
        ("„Wir gehen“, said Lind.", ["Wir gehen"]),
        ("''We go,'' said Lind.", ["We go,"]),
        ('He said:"We go" and left.', ["We go"]),
        ("The '90s were 'good' years.", ["good"]),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == expected


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "style"),
    [
        (
            "Minister Lind said that the port would reopen.",
            "Minister Lind",
            "said",
            ["the port would reopen"],
            "indirect",
        ),
        ("Minister Lind said, “The port will reopen.”", "Minister Lind", "said", ["The port will reopen."], "direct"),
        ("“The port will reopen,” said Minister Lind.", "Minister Lind", "said", ["The port will reopen,"], "direct"),
        (
            "The port will reopen in May, the embassy said.",
            "the embassy",
            "said",
            ["The port will reopen in May"],
            "indirect",
        ),
        ("“The port,” Lind said, “will reopen.”", "Lind", "said", ["The port,", "will reopen."], "direct"),
        (
            "Lind said the port was “open for good” again.",
            "Lind",
            "said",
            ["the port was “open for good” again"],
            "mixed",
        ),
        (
            "According to the ministry, exports fell by half.",
            "the ministry",
            "According to",
            ["exports fell by half"],
            "indirect",
        ),
        (
            "Exports fell by half, according to the ministry.",
            "the ministry",
            "according to",
            ["Exports fell by half"],
            "indirect",
        ),
        ("Lind told reporters that the port was open.", "Lind", "told", ["the port was open"], "indirect"),
        (
            "Lind said in a briefing on Monday that the port was open.",
            "Lind",
            "said",
            ["the port was open"],
            "indirect",
        ),
    ],
)
def test_attributions(text: str, source: str, cue: str, content: list[str], style: str) -> None:
    assert told(text) == [(source, cue, content, style)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Kenya's trade minister, Ann Lind, said the port was open.", "Kenya's trade minister, Ann Lind"),
        ("Her deputy, Ann Lind, opened the port and asked them to stay.", "Her deputy, Ann Lind"),
        ("Ann Lind, who runs the port, said it was open.", "Ann Lind, who runs the port"),
        ("“It is open,” said Ann Lind, a lawyer who runs the port.", "Ann Lind, a lawyer who runs the port"),
        ("“It is open,” said Ann Lind, 94, who was there.", "Ann Lind, 94, who was there"),
        ("Rep. Ann Lind (D-Md.) said the port was open.", "Rep. Ann Lind (D-Md.)"),
        ("Fishermen in Lamu said the port was open.", "Fishermen in Lamu"),
        ("The port is open, according to an official in the ministry.", "an official in the ministry"),
        ("They met Ann Lind, who said the port was open.", "Ann Lind"),
        ("The port, Lind said, was open.", "Lind"),
        ("An end to the raids was demanded by Kenya.", "Kenya"),
        ("Kenya was told that the port was open.", None),
        ("Ann Lind, who runs the port, denies any knowledge of it.", "Ann Lind, who runs the port"),
    ],
)
def test_sources_are_whole(text: str, source: str | None) -> None:
    assert [found for found, _, _, _ in told(text)] == [source]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Lind said that was the end of it.", ["that was the end of it"]),
        ("Lind said the port was open, though she noted it was empty.", ["the port was open", "it was empty"]),
        ("If the talks fail, Lind said, the port would close.", ["If the talks fail", "the port would close"]),
        ("“It is open,” Lind said, adding that it is empty. “We went there.”",
         ["It is open,", "it is empty", "We went there."]),
        ('"A knock is better than a shout," Lind said after the signing.', ["A knock is better than a shout,"]),
        ('"We spoke," Lind told reporters after the call, which lasted an hour.', ["We spoke,"]),
        ("'The port is open,' he told them.", ["The port is open,"]),
        ('"The port is open," Lind told a briefing in Oslo.', ["The port is open,"]),
        ("''We can float,'' Mr. Lind said, not waiting for long.", ["We can float,"]),
        ("Lind said on Monday the port would open.", ["the port would open"]),
        ("Lind told reporters in Oslo that the port would open.", ["the port would open"]),
        ("Lind confirmed on Monday the release of two men.", ["the release of two men"]),
        ("Lind said talks had resumed, and expressed his agreement.", ["talks had resumed"]),
        ("They emphasized they held no grudge and underscored that.", ["they held no grudge"]),
        ("Lind rejected the plan, citing the costs.", []),
        ("Lind said peace is “very important,” adding that talks go on.",
         ["peace is “very important", "talks go on"]),
        ("Lind wrote that he would come: “See you there.”", ["he would come", "See you there."]),
        ("The ministry denied the report, citing the costs.", ["the report"]),
        ("Lind praised the deal, and Oduya visited the port.", ["the deal"]),
        ("We condemn the attack and we stand with Kenya.", ["the attack"]),
        ("Lind welcomed the deal, as they discussed the port.", ["the deal"]),
        ("The port is open, the embassy said in a statement.", ["The port is open"]),
        ("The port, Lind said, would open in May.", ["The port", "would open in May"]),
        ("Oduya continued: “The port is open.”", ["The port is open."]),
        ("Those talks are continuing, he said.", ["Those talks are continuing"]),
        ("Lind says resources could be better spent.", ["resources could be better spent"]),
        ("Lind said during a meeting on Tuesday, before the vote.", []),
        ("Lind did not say that the port was open.", []),
    ],
)
def test_where_contents_begin_and_end(text: str, content: list[str]) -> None:
    assert [piece for _, _, pieces, _ in told(text) for piece in pieces] == content


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('"It is open," a person familiar with the matter said.', "a person familiar with the matter"),
        ("“It is open,” said Ann Lind, the minister of trade, in a statement.", "Ann Lind, the minister of trade"),
        ("Ann Lind, who chairs the board, said the port was open.", "Ann Lind, who chairs the board"),
    ],
)
def test_sources_with_their_appositions(text: str, source: str) -> None:
    assert [found for found, _, _, _ in told(text)] == [source]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lind told reporters on Monday. “We will go on.”", ["We will go on."]),
        ("“I will not go.” Lind told them.", ["I will not go."]),
        ("Lind told reporters on Monday. Ships were due.", []),
    ],
)
def test_a_quotation_beside_a_cue_is_its_content(text: str, expected: list[str]) -> None:
    assert [piece for _, _, pieces, _ in told(text) for piece in pieces] == expected


def test_the_cue_of_a_long_quotation_stands_at_its_end() -> None:
    first = "We have waited in this town for all of the long and cold winter, and for the spring that came after it. "
    found = told(f"“No,” said Oduya.\n\n“{first * 3}It is over,” Lind said.")
    assert [source for source, _, _, _ in found] == ["Oduya", "Lind", "Lind", "Lind", "Lind"]


@pytest.mark.parametrize(("text", "cue"), cues().examples)
def test_examples_of_the_table(text: str, cue: str) -> None:
    assert [found for _, found, _, _ in told(text)] == [cue]


def test_two_cues_with_one_speaker() -> None:
    found = told("Lind said the port was open, adding that ships were due.")
    assert [(source, cue, content) for source, cue, content, _ in found] == [
        ("Lind", "said", ["the port was open"]),
        ("Lind", "adding", ["ships were due"]),
    ]


def test_a_quotation_goes_on_with_the_speaker_before() -> None:
    found = told("“The port is open,” Lind said. “Ships are due on Monday.”")
    assert found[-1] == ("Lind", None, ["Ships are due on Monday."], "direct")


def test_nothing_is_attributed_inside_a_quotation() -> None:
    found = told("“He said that it was over,” Lind claimed.")
    assert [cue for _, cue, _, _ in found] == ["claimed"]


@given(st.text(alphabet="Lind said, “the 'port' is\" open” according to Oduya.\n", max_size=200))
def test_spans_lie_in_the_text(text: str) -> None:
    doc = document(text)
    for found in attributions(doc):
        for span in (*found.content, *filter(None, (found.cue, found.source))):
            assert 0 <= span.start < span.end <= len(text)
