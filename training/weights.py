"""Third stage: the weights by which findings of rules and encoder are joined, on documents that neither had seen.

usage: python -m training.weights SHARED DOCUMENTS MODEL_FOLDER

The encoder in MODEL_FOLDER must have been trained without the fold of the configuration. Each weight is fitted by
maximum likelihood: whether a proposed event is one of the gold record (logistic regression), which of its names take
part, and which of several dates, places, statuses, modes and contents is the gold's (conditional logit). Writes
MODEL_FOLDER/weights.json.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812

from dragoman.annotate import Pipeline, rules
from dragoman.annotate.encoder.session import Encoder, Scores
from dragoman.annotate.encoder.sheet import Sheet
from dragoman.annotate.weighing import deadlines, measures, tenures
from dragoman.annotate.weighing.cast import ROLES, candidates, role_features
from dragoman.annotate.weighing.events import SAID
from dragoman.annotate.weighing.options import contents, dates, modes, places, statuses
from dragoman.annotate.weighing.proposals import Proposal, clusters, features
from dragoman.annotate.weighing.steps import with_encoder
from dragoman.annotate.weighing.weights import ENTRIES, RULED, Weights, probability
from dragoman.model import Document, Layers, MeasureMention, TenureMention
from training import annotations as ours
from training import documents
from training.config import CONFIG
from training.folds import fold_of
from training.scoring import same_name, scorer

Row = dict[str, float]
UNSEEN_BY_RULES = ("annotated", "written")


@dataclass
class Cases:
    """What is learned from: rows with a yes or no, and choices as rows of options with how good each is."""

    rows: dict[str, list[tuple[Row, float]]] = field(default_factory=lambda: defaultdict(list))
    choices: dict[str, list[tuple[list[Row], list[float]]]] = field(default_factory=lambda: defaultdict(list))
    wanted: Counter[str] = field(default_factory=Counter)
    """How many entries of each kind the gold records have, found by anybody or not."""


@dataclass(frozen=True)
class Read:
    """A document with what the encoder says of it and its gold record."""

    sheet: Sheet
    scores: Scores
    gold: dict[str, Any]
    invented: bool


def fold(shared: Path, folder: Path, model: Encoder) -> list[Read]:
    """Return the documents of a fold as the encoder reads them."""
    found = []
    for name in UNSEEN_BY_RULES:
        gold = documents.gold_of(shared, name)
        for document in documents.load(folder, name):
            known = document.name or ""
            if known in gold and known not in ours.held_out() and fold_of(known) == CONFIG.fold:
                found.append(read(document, gold[known], model, name == "written"))
    return found


def read(document: Document, gold: dict[str, Any], model: Encoder, invented: bool) -> Read:
    """Return a document with its names and attributions corrected by the encoder, and all else as the rules read it."""
    plain = replace(document, layers=Layers())
    sheet = Sheet(Pipeline(tuple(with_encoder(rules().steps, model, None)))(plain))
    return Read(sheet, model(sheet.words, sheet.sentences), gold, invented)


def gather(reads: Iterable[Read]) -> Cases:
    """Return the cases of some documents: what is rare in news from our own texts too, all else from real ones."""
    cases = Cases()
    for item in reads:
        kinds = ("measure", "deadline", "tenure") if item.invented else ENTRIES
        cases.wanted.update({kind: len(item.gold[f"{kind}s"]) for kind in kinds})
        _gather_document(cases, item)
        _gather_deadlines(cases, item)
        _gather_measures(cases, item)
        _gather_tenures(cases, item)
    return cases


def _gather_tenures(cases: Cases, item: Read) -> None:
    left = list(item.gold["tenures"])
    for tenure in item.sheet.document.layers.tenures:
        right = next((gold for gold in left if _same_tenure(tenure, gold)), None)
        if right is not None:
            left.remove(right)
        row = tenures.features(item.sheet, item.scores, tenure)
        cases.rows["tenure"].append((row, float(right is not None)))


def _same_tenure(tenure: TenureMention, gold: dict[str, Any]) -> bool:
    return same_name(tenure.person.name, gold["person"]) and scorer().overlap(tenure.office, gold["office"]) >= 0.5


def _gather_deadlines(cases: Cases, item: Read) -> None:
    document = item.sheet.document
    for due in deadlines.candidates(item.sheet, item.scores, document.layers.deadlines):
        sentence = document.quote(document.layers.sentences[due.sentence].span)
        right = any(
            gold["date"] == due.date and scorer().overlap(sentence, gold["sentence"]) >= 0.5
            for gold in item.gold["deadlines"]
        )  # fmt: skip
        cases.rows["deadline"].append((deadlines.features(due), float(right)))


def _gather_measures(cases: Cases, item: Read) -> None:
    found = list(measures.candidates(item.sheet, item.scores, item.sheet.document.layers.measures))
    left = list(item.gold["measures"])
    for aimed in found:
        right = next((gold for gold in left if _same_measure(aimed.mention, gold)), None)
        if right is not None:
            left.remove(right)
        cases.rows["measure"].append((measures.features(aimed), float(right is not None)))


def _same_measure(mention: MeasureMention, gold: dict[str, Any]) -> bool:
    named = same_name(mention.target or "", gold.get("target") or "")
    return named and mention.instrument == gold["instrument"] and mention.rate == gold.get("rate")


def _gather_document(cases: Cases, item: Read) -> None:
    score = scorer()
    sheet, gold = item.sheet, item.gold["events"]
    proposals = [p for rivals in clusters(sheet, item.scores, sheet.document.layers.events) for p in rivals]
    told = [_as_entry(sheet, p) for p in proposals]
    matched = {i: j for i, j in score.assign(told, gold, score.event_score) if told[i]["type"] == gold[j]["type"]}
    for i, proposal in enumerate(proposals):
        again = i not in matched and any(
            g["type"] == proposal.type and score.overlap(told[i]["sentence"], quote) >= 0.5
            for g in gold for quote in g.get("also") or []
        )  # fmt: skip
        if not again and not item.invented:
            cases.rows["event"].append((features(proposal), float(i in matched)))
        if i in matched:
            _gather_fields(cases, item, proposal, gold[matched[i]])


def _as_entry(sheet: Sheet, proposal: Proposal) -> dict[str, Any]:
    document = sheet.document
    drafted = proposal.drafted
    sentence = document.layers.sentences[sheet.sentences[proposal.word]].span
    trigger = drafted.trigger if drafted else sheet.span(proposal.word, proposal.end - 1)
    actors = [p.name for p in drafted.actors] if drafted else []
    quotes = {"sentence": document.quote(sentence), "trigger": document.quote(trigger)}
    return {"type": proposal.type, "actors": actors, **quotes}


def _gather_fields(cases: Cases, item: Read, proposal: Proposal, gold: dict[str, Any]) -> None:
    sheet, scores = item.sheet, item.scores
    _choice(cases, "status", statuses(scores, proposal), partial(_equal, gold["status"]))
    if proposal.type == "CONSULT":
        _choice(cases, "mode", modes(scores, proposal), partial(_equal, gold.get("mode")))
    if item.invented:
        return
    pairs = scores.pairs(proposal.word)
    known = list(candidates(sheet, pairs, proposal))
    for role, part in zip(ROLES, ("actors", "recipients"), strict=True):
        best = max((c.logits[role] for c in known), default=0.0)
        for c in known:
            right = any(same_name(c.participant.name, name) for name in gold.get(part) or [])
            cases.rows[role].append((role_features(c, role, proposal, best), float(right)))
    _choice(cases, "date", dates(sheet, scores, pairs, proposal), partial(_equal, gold.get("date")))
    where = places(sheet, scores, pairs, proposal)
    _choice(cases, "place", where, partial(_same_place, gold.get("place")))
    if proposal.type in SAID:
        decision = "content encounter" if proposal.type == "CONSULT" else "content"
        wanted = gold.get("content")
        options = contents(sheet, pairs, proposal)
        quote = sheet.document.quote
        _choice(cases, decision, options, lambda span: _same_content(quote(span) if span else None, wanted))


def _same_place(wanted: str | None, option: str | None) -> float:
    return float(same_name(option, wanted) if option and wanted else option == wanted)


def _same_content(option: str | None, wanted: str | None) -> float:
    return float(scorer().token_f1(option, wanted)) ** 4 if option and wanted else float(option == wanted)


def _choice(cases: Cases, decision: str, options: Mapping[Any, Row], good: Any) -> None:
    worth = [good(option) for option in options]
    if any(worth):
        cases.choices[decision].append((list(options.values()), worth))


def fit(cases: Cases) -> dict[str, Row]:
    """Return the weights by decision."""
    found = {decision: _logistic(rows) for decision, rows in cases.rows.items()}
    return found | {decision: _conditional(rows) for decision, rows in cases.choices.items()}


def _equal(wanted: str | None, option: str | None) -> float:
    return float(option == wanted)


def _names(rows: Iterable[Row]) -> list[str]:
    return sorted({name for row in rows for name in row})


def _matrix(rows: Sequence[Row], names: Sequence[str]) -> torch.Tensor:
    return torch.tensor([[row.get(name, 0.0) for name in names] for row in rows], dtype=torch.float64)


def _minimise(loss: Any, size: int, penalty: float) -> torch.Tensor:
    weight = torch.zeros(size, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weight], max_iter=300, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        total: torch.Tensor = loss(weight) + penalty * (weight**2).sum()
        total.backward()
        return total

    optimizer.step(closure)
    return weight.detach()


def _logistic(rows: list[tuple[Row, float]], penalty: float = 0.5) -> Row:
    names = _names(row for row, _ in rows)
    x, y = _matrix([row for row, _ in rows], names), torch.tensor([label for _, label in rows], dtype=torch.float64)
    weight = _minimise(lambda w: F.binary_cross_entropy_with_logits(x @ w, y, reduction="sum"), len(names), penalty)
    return dict(zip(names, (round(float(v), 4) for v in weight), strict=True))


def _conditional(choices: list[tuple[list[Row], list[float]]], penalty: float = 0.5) -> Row:
    names = _names(row for rows, _ in choices for row in rows)
    x = _matrix([row for rows, _ in choices for row in rows], names)
    at = torch.tensor([i for i, (rows, _) in enumerate(choices) for _ in rows])
    worth = torch.tensor([value for _, values in choices for value in values], dtype=torch.float64)

    def loss(weight: torch.Tensor) -> torch.Tensor:
        odds = (x @ weight).clamp(-50, 50).exp()
        total = torch.zeros(len(choices), dtype=torch.float64).index_add(0, at, odds)
        good = torch.zeros(len(choices), dtype=torch.float64).index_add(0, at, odds * worth)
        return (total.log() - good.log()).sum()

    return dict(zip(names, (round(float(v), 4) for v in _minimise(loss, len(names), penalty)), strict=True))


def thresholds(cases: Cases, linear: dict[str, Row]) -> Row:
    """Return for each decision the threshold with the highest F1 on the cases.

    Entries have two, for what the rules find and for what the encoder alone finds, chosen together.
    """
    weights = Weights(linear, {})
    found: Row = {}
    for decision, rows in cases.rows.items():
        shares = np.array([probability(weights.score(decision, row)) for row, _ in rows])
        labels = np.array([label for _, label in rows])
        ruled = np.array([any(name.startswith("rule") for name in row) for row, _ in rows])
        if decision in ENTRIES:
            gold = cases.wanted[decision]
            tried = [(_f1(shares, labels, np.where(ruled, t, u), gold), t, u) for t in _STEPS for u in _STEPS]
            near = max(tried)[0] - _FLAT
            _, of_rules, alone = max((row for row in tried if row[0] >= near), key=lambda row: row[1] + row[2])
            found |= {decision + RULED: round(float(of_rules), 2), decision: round(float(alone), 2)}
        else:
            gold = int(labels.sum())
            found[decision] = round(float(max((_f1(shares, labels, t, gold), t) for t in _STEPS)[1]), 2)
    return found


_STEPS = np.arange(0.0, 0.7, 0.02)
_FLAT = 0.005
"""F1 is flat around its best: of thresholds within half a point of it the highest are taken, for precision."""


def _f1(shares: Any, labels: Any, threshold: Any, gold: int) -> float:
    kept = shares >= threshold
    return float(2 * labels[kept].sum() / max(1, kept.sum() + gold))


def main() -> None:
    """Fit the weights and write them."""
    shared, folder, model = map(Path, sys.argv[1:4])
    reads = fold(shared, folder, Encoder(model, threads=2))
    cases = gather(reads)
    linear = fit(cases)
    cut = thresholds(cases, linear)
    out = {"linear": linear, "thresholds": cut}
    (model / "weights.json").write_text(json.dumps(out, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print({name: len(rows) for name, rows in (cases.rows | cases.choices).items()}, cut)


if __name__ == "__main__":
    main()
