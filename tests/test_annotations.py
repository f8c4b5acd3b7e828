"""Our annotations fit the public texts that they are about, and hold no text themselves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from training.annotations import HERE, SECOND, load, pack, unpack

TEXT = "Kari Lund met Pedro Soto in Oslo. They agreed to resume talks."
GOLD = {
    "id": "x-1",
    "events": [
        {
            "id": "e1", "type": "CONSULT", "mode": "meeting", "trigger": "met",
            "sentence": "Kari Lund met Pedro Soto in Oslo.", "actors": ["Kari Lund", "Pedro Soto"], "recipients": [],
            "date": None, "place": "Oslo", "status": "done",
            "source": None, "content": None, "also": ["They agreed to resume talks."],
        },
    ],
    "measures": [], "deadlines": [], "tenures": [],
}  # fmt: skip


def test_packing_keeps_no_text_and_comes_back() -> None:
    packed = pack({"id": "x-1", "passage": [0, len(TEXT)], "text": TEXT}, GOLD)
    assert "agreed to resume" not in json.dumps(packed)
    assert unpack(packed, TEXT) == GOLD


def test_another_text_is_refused() -> None:
    packed = pack({"id": "x-1", "passage": [0, len(TEXT)], "text": TEXT}, GOLD)
    with pytest.raises(ValueError, match="not the one that was annotated"):
        unpack(packed, TEXT + "!")


def test_a_quotation_that_is_not_in_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="not in the text"):
        pack({"id": "x-1", "passage": [0, 9], "text": TEXT[:9]}, GOLD)


def test_every_annotation_fits_its_text(shared: Path) -> None:
    pairs = list(load(shared))
    assert len(pairs) == len(list(HERE.glob("*.json")))
    for document, gold in pairs:
        for event in gold["events"]:
            assert event["trigger"] in event["sentence"], (document["id"], event)


def test_second_annotations_are_of_the_same_passages(shared: Path) -> None:
    first = {document["id"]: document["text"] for document, _ in load(shared)}
    second = {document["id"]: document["text"] for document, _ in load(shared, SECOND)}
    assert len(second) >= 30
    assert second.items() <= first.items()


def test_no_annotated_document_is_one_of_the_development_gold(shared: Path) -> None:
    dev = {path.stem for path in (shared / "gold" / "dev").glob("*.json")}
    assert not dev & {path.stem for path in HERE.glob("*.json")}


def _written() -> list[dict[str, Any]]:
    files = sorted((HERE.parent / "written").glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def test_every_quotation_of_a_written_text_stands_in_it() -> None:
    for row in _written():
        entries = [entry for kind in ("events", "measures", "deadlines", "tenures") for entry in row[kind]]
        for entry in entries:
            assert entry["sentence"] in row["text"], row["id"]
            assert entry.get("trigger", "") in entry["sentence"], row["id"]
            assert (entry.get("content") or "") in row["text"], row["id"]


def test_written_texts_have_ids_of_their_own() -> None:
    ids = [row["id"] for row in _written()]
    assert len(ids) == len(set(ids)) >= 100
