"""The tables of acts and cues: well formed, and every example read as it says."""

from __future__ import annotations

import pytest

from dragoman.errors import DataError
from dragoman.model import EVENT_TYPES, Document
from dragoman.offsets import OffsetMap
from dragoman.ontology import (
    GAP,
    Frame,
    cues,
    event_types,
    forces,
    frames,
    noun_triggers,
    shades,
    table,
    verb_triggers,
    word_list,
)

EXAMPLES = [
    pytest.param(frame, sentence, trigger, id=f"{frame.type}-{trigger}")
    for frame in frames()
    for sentence, trigger in frame.examples
]


def _document(text: str) -> Document:
    return Document("test", "test", text, OffsetMap.identity(len(text)))


def test_types_are_those_of_the_model() -> None:
    assert list(event_types()) == list(EVENT_TYPES)


def test_every_frame_has_an_example() -> None:
    assert [frame.type for frame in frames() if not frame.examples] == []


@pytest.mark.parametrize(("frame", "sentence", "trigger"), EXAMPLES)
def test_examples_of_frames(frame: Frame, sentence: str, trigger: str) -> None:
    from dragoman.annotate.clauses import structures
    from dragoman.annotate.events.triggers import candidates
    from dragoman.annotate.sentences import sentences
    from dragoman.annotate.tokens import tokens
    from dragoman.model import Layers

    split = sentences(sentence)
    document = Document(
        "test", "test", sentence, OffsetMap.identity(len(sentence)),
        layers=Layers(sentences=split, tokens=tokens(sentence, split)),
    )  # fmt: skip
    found = [(c.frame, document.quote(c.span)) for c in candidates(0, structures(document)[0])]
    assert any(same == frame and trigger in words for same, words in found), found


def test_triggers_are_found_by_their_head_longest_first() -> None:
    by_meet = verb_triggers()["meet"]
    assert all(trigger.words[0] == "meet" for trigger in by_meet)
    lengths = [sum(word != GAP for word in trigger.words) for trigger in by_meet]
    assert lengths == sorted(lengths, reverse=True)
    assert all(trigger.words[-1] == "meeting" for trigger in noun_triggers()["meeting"])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("we thank our friends in Nairobi", "SUPPORT"),
        ("let us reach an agreement", "REQUEST"),
        ("this decision is shameful", "ACCUSE"),
        ("the talks will go on in May", None),
    ],
)
def test_force_of_what_is_said(text: str, kind: str | None) -> None:
    assert next((force.type for force in forces() if force.pattern.search(text)), None) == kind


def test_shades_and_lists_are_lower_case() -> None:
    assert all(word == word.lower() for shade in shades() for word in shade.nouns | shade.never | shade.also)
    assert "secretary" in word_list("titles")
    assert {"tell", "inform"} <= cues().told


def test_a_table_that_is_not_there_is_a_data_error() -> None:
    with pytest.raises(DataError, match=r"no-such-table\.toml"):
        table("no-such-table")
