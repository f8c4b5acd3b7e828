"""Names: NER on two public sets, and the names of the gold record that the chains of its documents have.

usage: python -m benchmarks.quality.names SHARED_FOLDER [--errors N]

*ner*: a name counts where span and class are the gold's: person, organisation, place (with countries and facilities)
and, where the set has nationalities, religions and politics, people, to which the adjective of a country belongs. Other
classes are left out; mentions with a score below 0.4 are guesses and do not count.
*gold*: the share of actors, recipients and holders of office whose name (``same_name`` of ``score.py``) is that of a
chain of the document, and of a chain or member of a group mentioned in the sentence of the event.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.scoring import scorer

from benchmarks.quality.gate import Figures
from benchmarks.quality.reading import read
from dragoman.gazetteer import lookup
from dragoman.model import Document, Mention

__all__ = ["UNER", "WORLDWIDE", "Counts", "Tagged", "conll", "figures", "gold_names", "ner", "worldwide"]

WORLDWIDE = {
    "Person": "person", "Organization": "organisation", "Location": "place", "Facility": "place", "NORP": "people",
}  # fmt: skip
"""The classes of worldwide-ner, folded; its products, sums, dates and miscellanies are left out."""
UNER = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_OURS = {"person": "person", "organisation": "organisation", "place": "place", "country": "place", "people": "people"}
_SURE = 0.4
_OPENING = "\n([“‘«$£€-/āēīōū"
_CLOSING = frozenset(". , : ; ! ? % ) ] ” ’ ' » - / 's ’s n't n’t 're ’re 've ’ve 'm ’m 'll ’ll ā ē ī ō ū".split())
"""What stands close to the next token and to the one before; letters with a macron are tokens in worldwide-ner."""

Name = tuple[int, int, str]
Counts = dict[str, tuple[int, int, int]]
"""Names of each class that are right, ours and the gold's."""
SAMPLE = 3
"""The gate reads every third document of worldwide-ner: all 942 would take more than a minute."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A text put together from tagged tokens, and its gold names as (start, end, class as the set writes it)."""

    text: str
    names: tuple[Name, ...]


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
    """Tell whether a token follows a text without a space, as far as the tokens themselves tell."""
    if not text or text[-1] in _OPENING or token in _CLOSING:
        return True
    if text[-1] in "'’" and token in {"s", "t", "re", "ve", "m", "ll", "d"}:
        return True
    return re.search(r"\b[A-Z]\.$", text) is not None and re.fullmatch("[A-Z]", token) is not None


def figures(shared: Path) -> Figures:
    """Measure the names of a fixed sample of worldwide-ner, all classes together and one by one."""
    counts, _ = ner(worldwide(shared, SAMPLE), WORLDWIDE)
    return Figures({"f1": _f1(counts.values())} | {f"{label}-f1": _f1([row]) for label, row in counts.items()})


def worldwide(shared: Path, every: int = 1) -> Iterator[Tagged]:
    """Yield the documents of worldwide-ner, or every n-th one, in order of name."""
    for path in sorted((shared / "data" / "eval-only" / "worldwide-ner").glob("*.tsv"))[::every]:
        yield from conll(path, 0, 1)


def _f1(rows: Iterable[tuple[int, int, int]]) -> float:
    hits, ours, theirs = map(sum, zip(*rows, strict=True))
    return 200 * hits / max(1, ours + theirs)


def ner(documents: Iterable[Tagged], classes: Mapping[str, str]) -> tuple[Counts, Counter[tuple[str, str, str]]]:
    """Return the counts of each class, and the errors as (kind, class, name) with their number.

    ``classes`` folds those of the set into ours; what it does not name, on either side, is left out.
    """
    hits, ours, theirs = Counter[str](), Counter[str](), Counter[str]()
    errors = Counter[tuple[str, str, str]]()
    kept = sorted(set(classes.values()))
    for document in documents:
        text = document.text
        gold = {(_trimmed(text, *n[:2]), classes[n[2]]) for n in document.names if n[2] in classes}
        found = {name for name in _predicted(text) if name[1] in kept}
        hits.update(label for _, label in found & gold)
        ours.update(label for _, label in found)
        theirs.update(label for _, label in gold)
        for kind, names in (("spurious", found - gold), ("missed", gold - found)):
            errors.update((kind, label, text[span[0] : span[1]]) for span, label in names)
    return {label: (hits[label], ours[label], theirs[label]) for label in kept}, errors


def _predicted(text: str) -> set[tuple[tuple[int, int], str]]:
    document = read(text, "mentions")
    return {
        (_trimmed(text, m.span.start, m.span.end), _class_of(document, m))
        for m in document.layers.mentions
        if m.form == "name" and m.score >= _SURE and m.label in _OURS
    }


def _class_of(document: Document, mention: Mention) -> str:
    """Return the class of a name; the adjective of a country is a people."""
    entry = lookup(document.quote(mention.span)) if mention.label == "country" else None
    return "people" if entry is not None and entry.kind == "demonym" else _OURS[mention.label]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out an article and the ending of a possessive."""
    start += 4 if text[start : start + 4].lower() == "the " else 0
    return start, end - 2 if text[end - 2 : end] in {"'s", "’s"} else end


def gold_names(shared: Path, part: str) -> tuple[int, int, int, int]:
    """Return names found in the document, asked; names found in the sentence of the event, asked."""
    score = scorer(shared)
    counts = [0, 0, 0, 0]
    for line in (shared / "gold" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        record = json.loads((shared / "gold" / part / f"{row['id']}.json").read_text(encoding="utf-8"))
        document = read(row["text"], "chains", row.get("outlet"))
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


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="also print the N most frequent errors")
    given = parser.parse_args()
    data = given.shared / "data"
    sets = {
        "worldwide": (worldwide(given.shared), WORLDWIDE),
        "uner-ewt": ((d for p in sorted((data / "uner-ewt").glob("*.iob2")) for d in conll(p, 1, 2)), UNER),
    }
    for name, (documents, classes) in sets.items():
        counts, errors = ner(documents, classes)
        for label, (hit, ours, theirs) in sorted(counts.items()):
            p, r, f = 100 * hit / max(1, ours), 100 * hit / max(1, theirs), _f1([(hit, ours, theirs)])
            print(f"ner {name:10} {label:13} P {p:5.1f}  R {r:5.1f}  F1 {f:5.1f}  ({theirs} gold, {ours} ours)")
        print(f"ner {name:10} {'all':13} F1 {_f1(counts.values()):.1f}")
        for error, count in errors.most_common(given.errors):
            print(f"    {count:4} {' | '.join(error)}")
    for part in ("train", "dev"):
        found, asked, near, told = gold_names(given.shared, part)
        print(f"gold {part}: in the document {100 * found / asked:.1f} %, in the sentence {100 * near / told:.1f} %")


if __name__ == "__main__":
    main()
