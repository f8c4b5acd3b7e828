"""Names: NER on two public sets, and the names of the gold record that the chains of its documents have.

usage: python benchmarks/quality/names.py SHARED_FOLDER [--errors N]

*ner*: a name counts where span and class are the gold's (person, organisation, place; other classes are left out, and
so is a nationality that we call a country); mentions with a score below 0.4 are guesses and do not count.
*gold*: the share of actors, recipients and holders of office whose name (``same_name`` of ``score.py``) is that of a
chain of the document, and of a chain or member of a group mentioned in the sentence of the event.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from dragoman.annotate.chains import mentions_and_chains
from dragoman.annotate.sentences import sentences
from dragoman.annotate.tokens import tokens
from dragoman.model import Document, Layers
from dragoman.offsets import OffsetMap

__all__ = ["Tagged", "conll", "gold_names", "ner", "read"]

_CLASSES = {
    "Person": "person", "PER": "person", "Organization": "organisation", "ORG": "organisation", "Location": "place",
    "LOC": "place",
}  # fmt: skip
_OURS = {"person": "person", "organisation": "organisation", "place": "place", "country": "place"}
_SURE = 0.4

Name = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text put together from tagged tokens, and its gold names as (start, end, class as the set writes it)."""

    text: str
    names: tuple[Name, ...]


def read(text: str, outlet: str | None = None) -> Document:
    """Return a document of a text with the layers up to mentions and chains."""
    rows = sentences(text)
    layers = Layers(sentences=rows, tokens=tokens(text, rows))
    document = Document("", "", text, OffsetMap.identity(len(text)), outlet=outlet, layers=layers)
    mentions, chains = mentions_and_chains(document)
    return replace(document, layers=replace(layers, mentions=mentions, chains=chains))


def conll(path: Path, word: int, tag: int) -> Iterator[Tagged]:
    """Yield the documents of a file of tagged tokens; "# newdoc" begins one, an empty line ends a sentence."""
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc") and rows:
            yield _tagged(rows, word, tag)
            rows = []
        elif not line.startswith("# "):
            rows.append(line.split("\t"))
    yield _tagged(rows, word, tag)


def _tagged(rows: Iterable[list[str]], word: int, tag: int) -> Tagged:
    text = ""
    names: list[Name] = []
    for row in rows:
        if len(row) <= max(word, tag):
            text = text.rstrip() + "\n\n"
            continue
        token, label = row[word], row[tag]
        text += "" if _clings(text, token) else " "
        if label.startswith("I-") and names:
            names[-1] = (names[-1][0], len(text) + len(token), names[-1][2])
        elif label.startswith(("B-", "I-")):
            names.append((len(text), len(text) + len(token), label[2:]))
        text += token
    return Tagged(text, tuple(names))


def _clings(text: str, token: str) -> bool:
    return not text or text[-1] in "\n-(" or token in {"-", "’", "'", ".", ",", ")", "%", "'s", "’s"}


def ner(documents: Iterable[Tagged]) -> tuple[dict[str, tuple[int, int, int]], Counter[tuple[str, str, str]]]:
    """Return hits, predicted and gold names of each class, and the errors as (kind, class, name) with their number."""
    hits, ours, theirs = Counter[str](), Counter[str](), Counter[str]()
    errors = Counter[tuple[str, str, str]]()
    for document in documents:
        predicted, other = _predicted(document.text), {n[:2] for n in document.names if n[2] not in _CLASSES}
        gold = {(_trimmed(document.text, *n[:2]), _CLASSES[n[2]]) for n in document.names if n[2] in _CLASSES}
        found = {(span, label) for span, label, country in predicted if not (country and span in other)}
        for label in _OURS.values():
            theirs[label] += 0
        hits.update(label for _, label in found & gold)
        ours.update(label for _, label in found)
        theirs.update(label for _, label in gold)
        for kind, names in (("spurious", found - gold), ("missed", gold - found)):
            errors.update((kind, label, document.text[span[0] : span[1]]) for span, label in names)
    return {label: (hits[label], ours[label], theirs[label]) for label in theirs}, errors


def _predicted(text: str) -> list[tuple[tuple[int, int], str, bool]]:
    return [
        (_trimmed(text, m.span.start, m.span.end), _OURS[m.label], m.label == "country")
        for m in read(text).layers.mentions
        if m.form == "name" and m.score >= _SURE and m.label in _OURS
    ]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out an article and the ending of a possessive."""
    start += 4 if text[start : start + 4].lower() == "the " else 0
    return start, end - 2 if text[end - 2 : end] in {"'s", "’s"} else end


def gold_names(shared: Path, part: str) -> tuple[int, int, int, int]:
    """Return names found in the document, asked; names found in the sentence of the event, asked."""
    score = _scorer(shared)
    counts = [0, 0, 0, 0]
    for line in (shared / "gold" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        record = json.loads((shared / "gold" / part / f"{row['id']}.json").read_text(encoding="utf-8"))
        document = read(row["text"], row.get("outlet"))
        names = [chain.name for chain in document.layers.chains]
        told = [(name, e["sentence"]) for e in record["events"] for name in (*e["actors"], *e["recipients"])]
        asked = [name for name, _ in told] + [tenure["person"] for tenure in record["tenures"]]
        counts[0] += sum(any(score.same_name(name, n) for n in names) for name in asked)
        counts[1] += len(asked)
        counts[2] += sum(any(score.same_name(name, n) for n in _in_sentence(document, s, score)) for name, s in told)
        counts[3] += len(told)
    return counts[0], counts[1], counts[2], counts[3]


def _in_sentence(document: Document, quote: str, score: Any) -> list[str]:
    chains = document.layers.chains
    spans = [s.span for s in document.layers.sentences if score.overlap(document.quote(s.span), quote) >= 0.6]
    here = [chains[m.chain] for m in document.layers.mentions if any(span.contains(m.span) for span in spans)]
    return [chain.name for chain in here] + [chains[i].name for chain in here for i in chain.members]


def _scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "gold" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="also print the N most frequent errors")
    given = parser.parse_args()
    data = given.shared / "data"
    sets = {
        "worldwide": (d for p in sorted((data / "eval-only/worldwide-ner").glob("*.tsv")) for d in conll(p, 0, 1)),
        "uner-ewt": (d for p in sorted((data / "uner-ewt").glob("*.iob2")) for d in conll(p, 1, 2)),
    }
    for name, documents in sets.items():
        counts, errors = ner(documents)
        for label, (hit, ours, theirs) in sorted(counts.items()):
            p, r, f = 100 * hit / max(1, ours), 100 * hit / max(1, theirs), 200 * hit / max(1, ours + theirs)
            print(f"ner {name:10} {label:13} P {p:5.1f}  R {r:5.1f}  F1 {f:5.1f}  ({theirs} gold, {ours} ours)")
        for error, count in errors.most_common(given.errors):
            print(f"    {count:4} {' | '.join(error)}")
    for part in ("train", "dev"):
        found, asked, near, told = gold_names(given.shared, part)
        print(f"gold {part}: in the document {100 * found / asked:.1f} %, in the sentence {100 * near / told:.1f} %")


if __name__ == "__main__":
    main()
