"""Documents in the format of the annotation guide, and with every layer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from dragoman.export.gold import gold_entry
from dragoman.export.layers import document_layers
from records import MEETING, TARIFF, meeting, tariff

FIELDS = {
    "events": {"id", "type", "mode", "trigger", "sentence", "actors", "recipients", "date", "place", "status", "source",
               "content", "also", "span", "trigger_span", "score"},
    "measures": {"imposer", "target", "instrument", "rate", "unit", "product", "status", "effective", "sentence",
                 "span", "score"},
    "deadlines": {"date", "what", "status", "sentence", "span", "score"},
    "tenures": {"person", "office", "of", "status", "sentence", "span", "score"},
}  # fmt: skip


def test_the_guides_format() -> None:
    entry = gold_entry(meeting())
    assert (entry["id"], entry["published"], entry["outlet"]) == ("fd-1", "2026-03-13", "The Fjord Dispatch")
    first, request, _ = entry["events"]
    assert (first["id"], first["type"], first["mode"], first["trigger"]) == ("e1", "CONSULT", "meeting", "met")
    assert first["actors"] == ["Sítí Rahmawati", "Eirik Tveit"]
    assert first["source"] == "Ministry of Foreign Affairs"
    assert request["content"] == "withdraw the nickel tariff before the talks resume"
    for event in entry["events"]:
        assert MEETING[slice(*event["span"])] == event["sentence"]
        assert MEETING[slice(*event["trigger_span"])] == event["trigger"]


def test_every_list_has_the_guides_fields() -> None:
    entries = [gold_entry(meeting()), gold_entry(tariff())]
    for kind, fields in FIELDS.items():
        rows = [row for entry in entries for row in entry[kind]]
        assert rows
        assert all(set(row) == fields for row in rows)
    assert entries[1]["id"] == tariff().id
    assert json.dumps(entries[1]["measures"][0]["rate"]) == "25"


def test_the_gold_files_have_these_fields(shared: Path) -> None:
    for file in sorted((shared / "gold" / "dev").glob("*.json")):
        gold = json.loads(file.read_text())
        for kind, fields in FIELDS.items():
            assert all(set(row) <= fields for row in gold[kind]), file.name


def test_the_scorer_takes_the_format(shared: Path, tmp_path: Path) -> None:
    gold = gold_entry(meeting())
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "fd-1.json").write_text(json.dumps(gold))
    (tmp_path / "p.jsonl").write_text(json.dumps(gold))
    (tmp_path / "docs.jsonl").write_text(json.dumps({"id": "fd-1", "outlet": None, "text": MEETING}))
    paths = [str(tmp_path / name) for name in ("p.jsonl", "docs.jsonl", "gold")]
    done = subprocess.run(
        [sys.executable, str(shared / "gold" / "score.py"), *paths], capture_output=True, text=True, check=True
    )
    assert "typed     P 100.0  R 100.0  F1 100.0" in done.stdout


def test_every_layer_with_its_offsets() -> None:
    row = json.loads(json.dumps(document_layers(tariff())))
    assert row["id"] == tariff().id
    start, end = row["layers"]["sentences"][1]["span"]
    assert row["text"][start:end].startswith("Talks must end")
    assert row["layers"]["deadlines"][0]["date"] == "2026-04-30"
    assert TARIFF[slice(*row["layers"]["measures"][0]["trigger"])] == "impose"
    assert set(row["layers"]) >= {"sentences", "tokens", "timexes", "mentions", "chains", "attributions", "events"}
