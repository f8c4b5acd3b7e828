"""Sentences: where they end, where they do not, and that any text can be split."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.annotate.sentences import sentences

SPLIT = [
    "Envoys met in Geneva.| They left early.",
    "Did they sign?| Nobody knows!| It is late.",
    # abbreviations and initials
    "Mr. Arda met Gen. Ilse R. Brandt of Holm Corp. in St. Amber.| He left.",
    "The envoy is from the U.S.| The talks were short.",
    "She lives in Washington, D.C.| Secretary Holm met her there.",
    "The U.S. Department of Trade agreed.| It was late.",
    "It rose by 2.5 percent on Aug. 1.| The bank said so.",
    "The envoy Harry S. All left.| He met Harry S.| The talks ended.",
    "The briefing is at 1 p.m. EDT on Monday.",
    "They met at 10 a.m.| The talks took an hour.",
    "Order No. 5 was signed.| No. 6 was not.",
    "The answer was no.| He left.",
    "They chose plan B.| The rest is open.",
    "The order (E.O.) 13846 stays in force.",
    "Others (e.g. Velia) agreed, i.e. they signed.",
    # quotations
    "'Who could run for president?' Kim said.| He sat down.",
    "“Is it over?” Brandt asked.| “It is.”",
    "He said: “It is over.”| Then he left.",
    'He said, "It happened under my watch. I take the blame."| Nobody replied.',
    '"Our house burns. Act now!" Arda told the meeting.',
    '"It is over."| Kim said that he would leave.',
    "'It kills people.| We send help.'| He nodded.",
    # brackets and omissions
    "Lee is sworn in on June 4.| (©Lee Dana/Facebook)| As the year ends, much is open.",
    "The talks went well.| (Yonhap)",
    "(Laughter.)| But that is important.",
    "It was [...] a long day.",
    "He waited...| Nobody came.",
    "He waited ... and left.",
    # what is missing
    "The talks ended.|Envoys left the port.",
    "See www.velia.example/About.Us for more.",
    "It would help, it said| The two sides agreed on that.",
    "He was met by a guard.| al-Arda was the commander.",
    # lines
    "The ministers agreed on:|\nFisheries|\nPilotage|\nWeather reports",
    "The ministers of both countries agreed on Tuesday to\nopen the strait.| They left.",
    "A first paragraph|\n\nA second one.| With two sentences.",
    # other scripts
    "部長会合は終わった。|次回は来月だ。",
    "회담은 끝났다.| 다음 회담은 다음 달이다.",
    "Министры встретились.| Они уехали.",
]  # fmt: skip


@pytest.mark.parametrize("marked", SPLIT)
def test_where_sentences_end(marked: str) -> None:
    text = marked.replace("|", "")
    assert [text[s.span.start : s.span.end] for s in sentences(text)] == [part.strip() for part in marked.split("|")]


def test_paragraphs_are_counted_and_white_space_left_out() -> None:
    text = "\n\n  One. Two. \u200e\n \n\n\xa0Three.\n"
    assert [(text[s.span.start : s.span.end], s.paragraph) for s in sentences(text)] == [
        ("One.", 0), ("Two.", 0), ("Three.", 1),
    ]  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.text(alphabet=".!?…\"“”'()[] \nAbU.S1—", max_size=120)))
@settings(max_examples=400, deadline=None)
def test_any_text_is_split_in_order_and_whole(text: str) -> None:
    at = 0
    for sentence in sentences(text):
        assert not any(char.isprintable() and not char.isspace() for char in text[at : sentence.span.start])
        assert len(sentence.span) > 0
        at = sentence.span.end
    assert not any(char.isprintable() and not char.isspace() for char in text[at:])


UNITS = [".", "word ", "“", '" ', ". (", "\n \n", "a\n", ". (aaa) ", "!)", " said The two", "A. ", "\n "]


@pytest.mark.parametrize("unit", UNITS)
def test_a_million_characters_end(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    assert sum(len(s.span) for s in sentences(text)) <= len(text)


@pytest.mark.parametrize(("part", "floor"), [("train", 0.98), ("dev", 0.965)])
def test_sentences_that_the_gold_record_quotes(shared: Path, part: str, floor: float) -> None:
    texts = {row["id"]: row["text"] for row in map(json.loads, (shared / "gold" / f"{part}.jsonl").open())}
    hits = total = 0
    for path in sorted((shared / "gold" / part).glob("*.json")):
        gold = json.loads(path.read_text())
        text = texts[gold["id"]]
        ours = {text[s.span.start : s.span.end] for s in sentences(text)}
        entries = [entry for key in ("events", "measures", "deadlines", "tenures") for entry in gold[key]]
        quoted = {quote for entry in entries for quote in (entry["sentence"], *(entry.get("also") or ()))}
        hits, total = hits + len(quoted & ours), total + len(quoted)
    assert hits >= floor * total
