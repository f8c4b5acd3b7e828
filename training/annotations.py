"""Our own annotations of public documents, kept without their texts.

An annotation file in ``training/annotations`` names its document by id, the passage by code points ``[start, end)`` of
the document's text, and that passage by a hash; its entries are those of the annotation guide, with every quotation
(``sentence``, ``trigger``, ``content``, ``also``) turned into code points of the passage. ``unpack`` turns it back into
the gold format beside the text.

usage: python -m training.annotations pack TEXTS.jsonl GOLD_DIR     (texts with ``id``, ``text``, ``passage``)
       python -m training.annotations unpack SHARED OUT_DIR          (writes gold/*.json and documents.jsonl there)
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent / "annotations"
SECOND = HERE.with_name("second")
CORPORA = ("state/releases.jsonl", "wikinews/articles.jsonl")
KINDS = ("events", "measures", "deadlines", "tenures")
Entry = dict[str, Any]


def text_hash(text: str) -> str:
    """Return the hash by which an annotation knows its passage."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def pack(document: Entry, gold: Entry) -> Entry:
    """Return an annotation without text. Raises ValueError where a quotation is not in the text."""
    text = document["text"]
    entries = {kind: [_pack_entry(text, entry) for entry in gold.get(kind, [])] for kind in KINDS}
    return {"id": document["id"], "passage": document["passage"], "text": text_hash(text), **entries}


def _pack_entry(text: str, entry: Entry) -> Entry:
    packed = {key: value for key, value in entry.items() if key not in ("id", "span", "trigger_span")}
    start, end = packed["sentence"] = _find(text, entry["sentence"], 0, len(text))
    if entry.get("trigger"):
        packed["trigger"] = _find(text, entry["trigger"], start, end)
    if entry.get("content"):
        inside = text.find(entry["content"], start, end) >= 0
        packed["content"] = _find(text, entry["content"], *((start, end) if inside else (0, len(text))))
    if "also" in entry:
        packed["also"] = [_find(text, quote, 0, len(text)) for quote in entry["also"] or []]
    return packed


def _find(text: str, quote: str, start: int, end: int) -> list[int]:
    at = text.find(quote, start, end)
    if at < 0:
        raise ValueError(f"not in the text: {quote[:60]!r}")
    return [at, at + len(quote)]


def unpack(annotation: Entry, text: str) -> Entry:
    """Return the annotation in the gold format. Raises ValueError where the passage is not the one annotated."""
    if text_hash(text) != annotation["text"]:
        raise ValueError(f"{annotation['id']}: the text is not the one that was annotated")
    gold: Entry = {"id": annotation["id"]}
    for kind in KINDS:
        gold[kind] = [_unpack_entry(text, entry) for entry in annotation[kind]]
    for number, event in enumerate(gold["events"], 1):
        event["id"] = f"e{number}"
    return gold


def _unpack_entry(text: str, entry: Entry) -> Entry:
    spans = {key: text[slice(*entry[key])] for key in ("sentence", "trigger", "content") if entry.get(key)}
    also = {"also": [text[slice(*span)] for span in entry["also"]]} if "also" in entry else {}
    return {**entry, **spans, **also}


def load(shared: Path, folder: Path = HERE) -> Iterator[tuple[Entry, Entry]]:
    """Yield each annotated passage as a document and its gold record, read from the public corpora in ``shared``.

    ``folder`` is `HERE`, or `SECOND` for the second annotations of some of the same passages.
    """
    texts = {row["id"]: row for name in CORPORA for row in _rows(shared / "data" / name)}
    for path in sorted(folder.glob("*.json")):
        annotation = json.loads(path.read_text(encoding="utf-8"))
        source = texts[annotation["id"]]
        text = source["text"][slice(*annotation["passage"])]
        published = (source.get("published") or "")[:10] or None
        document = {"id": annotation["id"], "title": source["title"], "published": published}
        yield {**document, "outlet": source["outlet"], "text": text}, unpack(annotation, text)


def held_out() -> frozenset[str]:
    """Return the ids of the annotated documents kept to measure on: read for no rule, trained on by nothing."""
    return frozenset((HERE.parent / "held_out.txt").read_text(encoding="utf-8").split())


def _rows(path: Path) -> list[Entry]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _write(path: Path, value: Entry) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    """Pack or unpack, as the usage line says."""
    if sys.argv[1:2] == ["pack"]:
        documents = {row["id"]: row for row in _rows(Path(sys.argv[2]))}
        for path in sorted(Path(sys.argv[3]).glob("*.json")):
            if path.stem in documents:
                _write(HERE / path.name, pack(documents[path.stem], json.loads(path.read_text(encoding="utf-8"))))
    elif sys.argv[1:2] == ["unpack"]:
        out = Path(sys.argv[3])
        (out / "gold").mkdir(parents=True, exist_ok=True)
        pairs = list(load(Path(sys.argv[2])))
        rows = "".join(json.dumps(document, ensure_ascii=False) + "\n" for document, _ in pairs)
        (out / "documents.jsonl").write_text(rows, encoding="utf-8")
        for document, gold in pairs:
            _write(out / "gold" / f"{document['id']}.json", gold)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
