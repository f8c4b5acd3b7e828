"""The shipped encoder: the same result in any company, and files that belong together."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from training.config import CONFIG, Config

from dragoman.annotate.encoder.labels import POINTERS, ROLES, TOKEN_HEADS
from dragoman.annotate.encoder.session import FOLDER, Encoder, Scores, encoder
from dragoman.errors import DataError

ROOT = Path(__file__).resolve().parents[1]
CARD = json.loads((FOLDER / "card.json").read_text("utf-8"))
TEXTS = [
    "The foreign minister met his counterpart in Oslo on Friday .",
    "He said .",
    " ".join(["Talks on steel went on , and the ministry warned of duties ."] * 60),
    "",
]


def _read(model: Encoder, text: str) -> Scores:
    words = text.split()
    sentences = np.cumsum([0, *(word == "." for word in words)])[: len(words)].tolist()
    return model(words, sentences)


def _same(one: Scores, other: Scores) -> bool:
    heads = all(np.array_equal(one.heads[name], other.heads[name]) for name in TOKEN_HEADS)
    return heads and all(np.array_equal(a, b) for a, b in zip(one.halves, other.halves, strict=True))


def test_a_document_reads_the_same_in_any_order_and_on_any_number_of_threads() -> None:
    forward = [_read(Encoder(threads=1), text) for text in TEXTS]
    model = Encoder(threads=2)
    backward = [_read(model, text) for text in reversed(TEXTS)][::-1]
    again = [_read(model, text) for text in TEXTS]
    assert all(_same(*pair) for pair in zip(forward, backward, strict=True))
    assert all(_same(*pair) for pair in zip(forward, again, strict=True))


def test_every_word_has_a_row_in_every_head() -> None:
    for text in TEXTS:
        scores = _read(encoder(), text)
        for name, width in TOKEN_HEADS.items():
            assert scores.heads[name].shape == (len(text.split()), width)
            assert name == "dating" or np.allclose(scores.heads[name].sum(axis=1), 1, atol=1e-5)


def test_pairs_look_at_the_window_of_the_trigger() -> None:
    scores = _read(encoder(), TEXTS[2])
    for trigger in (0, 400, len(TEXTS[2].split()) - 1):
        pairs = scores.pairs(trigger)
        assert pairs.logits.shape[1] == len(ROLES) + len(POINTERS)
        assert pairs.first <= trigger < pairs.first + len(pairs.logits)
        assert np.array_equal(pairs.role("actor"), pairs.logits[:, 0])


def test_a_model_that_cannot_be_read_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="install dragoman again"):
        Encoder(tmp_path)


def test_the_card_belongs_to_the_files_and_the_configuration() -> None:
    for name, digest in CARD["files"].items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest, name
    assert Config(**CARD["configuration"]).digest() == CARD["digest"] == CONFIG.digest()
    assert {path.name for path in FOLDER.iterdir()} == {*CARD["files"], "card.json"}


def test_the_scores_of_the_card_are_those_of_the_gate_with_this_model() -> None:
    baseline = json.loads((ROOT / "benchmarks" / "quality" / "baseline.json").read_text("utf-8"))
    assert baseline["measured"]["model"] == encoder().digest
    for name, part in (("dev", "gold"), ("held-out", "held-out")):
        for metric in ("typed", "who", "status", "content"):
            assert CARD["scores"][name][metric] == pytest.approx(baseline["floors"][f"{part}/{metric}"], abs=0.2)


def test_the_shipped_model_is_at_most_thirty_megabytes() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 30_000_000
