"""PLOVER root types: what a source does to a target in a sentence, decided without training on such sentences.

usage: python -m benchmarks.quality.plover SHARED_FOLDER [--model FOLDER] [--errors]

The set marks a source and a target in a sentence and gives the PLOVER root of what passes between them; where one is
missing, it is unnamed. The roots are our types without STATE, which PLOVER dropped; its YIELD is our CONCEDE; where the
two draw the line elsewhere, `codebook` follows PLOVER's. Each sentence is read by the product like any document, and
the root follows from two kinds of evidence:

*words*: a word speaks for a root by the encoder's probability that it triggers an act of that type, and by half as much
as a certain one where the product's table of triggers has it. This is multiplied by how likely, by the heads for roles,
the source is the actor of that act and the target its actor or recipient; no likelihood of a role falls below a floor,
for the set marks many targets that our guide does not take for recipients. The status of the act divides what the word
says between the deed and its announcement. The word that speaks loudest for a root counts.

*events*: an event that the product found is added with its score as weight, less where the source is none of its actors
and where the target is none of those who do or bear it.

Macro-F1 is the mean of the F1 of the roots that the set has.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.quality.codebook import FUTURE, ROOTS, intended, root
from benchmarks.quality.gate import Figures
from benchmarks.quality.reading import read
from dragoman.annotate.encoder.labels import TRIGGERS
from dragoman.annotate.encoder.session import Encoder, Pairs, Scores, encoder
from dragoman.annotate.encoder.sheet import Sheet
from dragoman.annotate.events.scene import Scene
from dragoman.annotate.events.triggers import candidates
from dragoman.model import STATUSES, Document, EventType, Participant, Span

__all__ = ["Case", "accuracy", "cases", "decide", "evidence", "figures", "listed", "macro_f1", "marked", "told"]

FOLDED: Mapping[str, EventType] = {"YIELD": "CONCEDE", "RETREAT": "CONCEDE"}
FLOOR = 0.1
"""The least likelihood of a role."""
LISTED = 0.5
"""The probability that a word of the product's table of triggers stands for."""
MISSED = 0.3
"""By how much the weight of an event shrinks for a side that is not in it."""

_COLUMNS = [TRIGGERS.index(name) for name in ROOTS]
_LATER = [STATUSES.index(name) for name in STATUSES if name in FUTURE]

Spans = tuple[Span, ...]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with the places of its source and target, none where it is unnamed, and the type between them."""

    text: str
    source: Spans
    target: Spans
    type: EventType


def cases(path: Path) -> Iterator[Case]:
    """Yield the cases of the set, a table with a line of headings."""
    headings, *rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    for row in rows:
        field = dict(zip(headings, row, strict=True))
        name = field["gold_root"].strip()
        yield Case(*marked(field["marked_sentence"]), FOLDED.get(name) or ROOTS[ROOTS.index(name)])


def marked(sentence: str) -> tuple[str, Spans, Spans]:
    """Return a sentence without its marks ("<s>…</s>" and "<t>…</t>"), and the places of source and target."""
    text, opened = "", {"s": 0, "t": 0}
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    for part in re.split(r"(</?[st]>)", sentence):
        if re.fullmatch(r"<[st]>", part):
            opened[part[1]] = len(text)
        elif re.fullmatch(r"</[st]>", part):
            spans[part[2]].append(Span(opened[part[2]], len(text)))
        else:
            text += part
    return text, tuple(spans["s"]), tuple(spans["t"])


def decide(case: Case, model: Encoder) -> EventType:
    """Read a sentence and return the root between its source and target."""
    document = read(case.text, "events")
    sheet = Sheet(document)
    heard = evidence(sheet, model(sheet.words, sheet.sentences), case)
    return ROOTS[int(np.argmax(heard + told(document, case)))]


def evidence(sheet: Sheet, scores: Scores, case: Case) -> Floats:
    """Return how loudly the words speak for each of `ROOTS`."""
    source, target = _words(sheet, case.source), _words(sheet, case.target)
    later = scores.heads["status"][:, _LATER].sum(axis=1)
    speaks = scores.heads["trigger"][:, _COLUMNS] + LISTED * listed(sheet)
    found = np.zeros((len(sheet.words), len(ROOTS)))
    for word, token in enumerate(sheet.document.layers.tokens):
        pair = scores.pairs(word)
        fit = _likely(pair, ("actor",), source) * _likely(pair, ("actor", "recipient"), target)
        for name, loud in zip(ROOTS, fit * speaks[word], strict=True):
            deed = root(name, case.text, token.span.start)
            found[word, ROOTS.index(deed)] += loud * (1 - later[word])
            found[word, ROOTS.index(intended(deed))] += loud * later[word]
    loudest: Floats = found.max(axis=0, initial=0)
    return loudest


def listed(sheet: Sheet) -> Floats:
    """Return which words the product's table of triggers has for which of `ROOTS`: [words, roots], 0 or 1."""
    found = np.zeros((len(sheet.words), len(ROOTS)))
    scene = Scene(sheet.document)
    for sentence, structure in enumerate(scene.structures):
        for candidate in candidates(sentence, structure):
            if candidate.frame.type in ROOTS:
                found[sheet.word_at(candidate.span.start), ROOTS.index(candidate.frame.type)] = 1
    return found


def _words(sheet: Sheet, spans: Spans) -> list[int]:
    return [word for span in spans for word in sheet.words_in(span.start, span.end)]


def _likely(pair: Pairs, roles: Sequence[str], words: Sequence[int]) -> float:
    """Return the probability that one of some words has one of some roles beside a trigger, at least the floor."""
    rows = [word - pair.first for word in words if 0 <= word - pair.first < len(pair.logits)]
    best = max((float(pair.role(role)[rows].max()) for role in roles), default=-np.inf) if rows else -np.inf
    return max(FLOOR, 1 / (1 + float(np.exp(-best))))


def told(document: Document, case: Case) -> Floats:
    """Return how much the product's events speak for each of `ROOTS`."""
    source, target = _chains(document, case.source), _chains(document, case.target)
    found = np.zeros(len(ROOTS))
    for event in document.layers.events:
        if event.type in ROOTS:
            does = _among(event.actors, case.source, source)
            bears = _among((*event.actors, *event.recipients), case.target, target)
            name = root(event.type, document.text, event.trigger.start)
            at = ROOTS.index(intended(name) if event.status in FUTURE else name)
            found[at] = max(found[at], event.score * (1 if does else MISSED) * (1 if bears else MISSED))
    return found


def _chains(document: Document, spans: Spans) -> set[int]:
    return {m.chain for m in document.layers.mentions if any(m.span.overlaps(span) for span in spans)}


def _among(participants: Sequence[Participant], spans: Spans, chains: set[int]) -> bool:
    """Tell whether one of those who take part is named at one of some places, or is who is named there."""
    return any(
        one.chain in chains or (one.span is not None and any(one.span.overlaps(span) for span in spans))
        for one in participants
    )


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """Return the mean F1 of the types that the gold has, in percent."""
    hits = Counter(one for one, other in zip(gold, found, strict=True) if one == other)
    theirs, ours = Counter(gold), Counter(found)
    return 100 * sum(2 * hits[name] / (theirs[name] + ours[name]) for name in theirs) / max(1, len(theirs))


def accuracy(gold: Sequence[str], found: Sequence[str]) -> float:
    """Return the share of right types, in percent."""
    return 100 * sum(one == other for one, other in zip(gold, found, strict=True)) / max(1, len(gold))


def figures(shared: Path) -> Figures:
    """Measure the shipped model. Raises DataError where there is none."""
    rows = list(cases(_table(shared)))
    gold, found = [case.type for case in rows], [decide(case, encoder()) for case in rows]
    return Figures({"macro-f1": macro_f1(gold, found), "accuracy": accuracy(gold, found)})


def _table(shared: Path) -> Path:
    return shared / "data" / "eval-only" / "plover-plv" / "train.tsv"


def main() -> None:
    """Print the figures, by type and in all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--model", type=Path, help="a folder with an exported model (default: the shipped one)")
    parser.add_argument("--errors", action="store_true", help="also print the sentences whose type is wrong")
    options = parser.parse_args()
    model = Encoder(options.model) if options.model else encoder()
    rows = list(cases(_table(options.shared)))
    gold, found = [case.type for case in rows], [decide(case, model) for case in rows]
    for name in ROOTS:
        right = sum(one == other == name for one, other in zip(gold, found, strict=True))
        ours, theirs = found.count(name), gold.count(name)
        print(f"{name:10} F1 {200 * right / max(1, ours + theirs):5.1f}  ({theirs} gold, {ours} ours, {right} right)")
    print(f"macro-F1 {macro_f1(gold, found):.1f}  accuracy {accuracy(gold, found):.1f}")
    for case, answer in zip(rows, found, strict=True):
        if options.errors and answer != case.type:
            print(f"{case.type} not {answer}: {case.text}")


if __name__ == "__main__":
    main()
