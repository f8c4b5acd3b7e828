"""Names of the rules, corrected by invented probabilities of the encoder."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from tests.invented_scores import read, scores

from dragoman.annotate.encoder.labels import NAMES
from dragoman.annotate.mentions import Phrase
from dragoman.annotate.mentions_names import named
from dragoman.annotate.titles import titles
from dragoman.annotate.weighing.names import corrected, spans
from dragoman.annotate.words import lines


def _tags(*rows: Mapping[str, float]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    found = np.zeros((len(rows), len(NAMES)), np.float32)
    for i, row in enumerate(rows):
        for tag, share in row.items():
            found[i, NAMES.index(tag)] = share
    found[:, 0] = 1 - found[:, 1:].sum(axis=1)
    return found


def _corrected(text: str, tags: Mapping[str, Mapping[str, float]]) -> list[Phrase]:
    sheet = read(text)
    said = {word: {NAMES.index(tag): share for tag, share in row.items()} for word, row in tags.items()}
    rows = lines(sheet.document)
    found = [titles(line) for line in rows]
    return corrected(sheet, scores(sheet, {"name": said}), rows, found, named(rows, found))


def _labels(text: str, tags: Mapping[str, Mapping[str, float]]) -> dict[str, str]:
    return {phrase.text: phrase.label for phrase in _corrected(text, tags)}


def test_spans_begin_anew_at_a_b_and_are_as_sure_as_their_least_sure_word() -> None:
    tags = _tags(
        {"B-person": 0.9}, {"I-person": 0.7}, {"B-person": 0.8}, {}, {"I-place": 0.6, "B-place": 0.1}, {"I-people": 0.9}
    )
    assert [(f.start, f.end, f.label, round(f.score, 2)) for f in spans(tags)] == [
        (0, 2, "person", 0.7), (2, 3, "person", 0.8), (4, 5, "place", 0.7), (5, 6, "people", 0.9),
    ]  # fmt: skip
    assert list(spans(_tags())) == []


@pytest.mark.parametrize(
    ("text", "tags", "name", "label"),
    [
        # a name that no rule found
        ("Workers at Ovirel left.", {"Ovirel": {"B-organisation": 0.95}}, "Ovirel", "organisation"),
        ("They walked along the quiet Ombrela.", {"Ombrela": {"B-place": 0.95}}, "Ombrela", "place"),
        # a guess of the rules takes the class and the ends of the span
        ("Las Palmeras lost.", {"Las": {"B-place": 0.95}, "Palmeras": {"I-place": 0.95}}, "Las Palmeras", "place"),
        # a name of the gazetteer goes into a longer one
        ("He plays for Kenya Sevens.", {"Kenya": {"B-organisation": 0.95}, "Sevens": {"I-organisation": 0.95}},
         "Kenya Sevens", "organisation"),
        # and is not given another class
        ("He plays for Kenya.", {"Kenya": {"B-organisation": 0.99}}, "Kenya", "country"),
        # forms of address are no part of a name
        ("We thank Mr. Ovirel.", {"Mr.": {"B-person": 0.95}, "Ovirel": {"I-person": 0.95}}, "Ovirel", "person"),
    ],
)  # fmt: skip
def test_the_encoder_corrects_names(text: str, tags: Mapping[str, Mapping[str, float]], name: str, label: str) -> None:
    assert _labels(text, tags).get(name) == label


def test_what_the_encoder_is_unsure_of_is_not_added() -> None:
    text = "Ovirel closed its doors."
    assert _labels(text, {"Ovirel": {"B-place": 0.6}}) == {}
    assert _labels(text, {"Ovirel": {"B-place": 0.95}}) == {"Ovirel": "place"}


def test_a_guess_of_the_rules_goes_where_the_encoder_sees_no_name() -> None:
    text = "They saw Raging Fire. We thank Mr. Ovirel."
    phrases = _corrected(text, {})
    assert [(phrase.text, phrase.label) for phrase in phrases] == [("Ovirel", "person")]


def test_a_person_with_a_title_keeps_it_and_gives_way_only_to_a_longer_name() -> None:
    text = "Foreign Minister Ilse Varga spoke."
    other = {"Ilse": {"B-place": 0.99}, "Varga": {"I-place": 0.99}}
    for tags in ({}, other, {"Varga": {"B-person": 0.99}}):
        (phrase,) = _corrected(text, tags)
        assert (phrase.text, phrase.label) == ("Ilse Varga", "person")
        assert phrase.title is not None
        assert phrase.title.office == "Foreign Minister"
