"""What the heads lose on a batch of examples."""

from __future__ import annotations

from collections.abc import Sequence

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from dragoman.annotate.encoder.labels import POINTERS, ROLES
from dragoman.annotate.encoder.windows import distances
from training.examples import IGNORED, PARTS, Act, Example
from training.network import Reader

__all__ = ["batch_loss", "padded", "word_states"]

WEIGHTS = {"trigger": 1.0, "mode": 0.3, "status": 0.4, "name": 0.3, "target": 0.5, "rate": 0.2, "measure": 0.2,
           "deadline": 0.4, "cue": 0.3}  # fmt: skip
TIME, START, END = (len(ROLES) + i for i in range(len(POINTERS)))
SPEAKER, SAID = ROLES.index("speaker"), ROLES.index("said")


def padded(batch: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """Return the word pieces and shapes of a batch, each [examples, length], padded with zeros."""
    length = max(len(e.window.ids) for e in batch)
    rows = [e.window.ids + (0,) * (length - len(e.window.ids)) for e in batch]
    shapes = [e.window.shapes + (0,) * (length - len(e.window.shapes)) for e in batch]
    return torch.tensor(rows), torch.tensor(shapes)


def word_states(states: Tensor, batch: Sequence[Example]) -> list[Tensor]:
    """Return the states of the first piece of each word, [words, width] for each example."""
    return [states[i, list(e.window.firsts)] for i, e in enumerate(batch)]


def batch_loss(reader: Reader, states: Tensor, batch: Sequence[Example]) -> dict[str, Tensor]:
    """Return the weighted loss of each head that the examples have answers for."""
    words = [reader.drop(w) for w in word_states(states, batch)]
    losses = _token_losses(reader, torch.cat(words), batch)
    parts = [_pair_losses(reader, w, e) for w, e in zip(words, batch, strict=True) if e.acts or e.cues]
    for name in sorted({name for part in parts for name in part}):
        terms = [part[name] for part in parts if name in part]
        count = sum(n for _, n in terms)
        losses[name] = torch.stack([loss for loss, _ in terms]).sum() / max(1, count)
    return losses


def _token_losses(reader: Reader, states: Tensor, batch: Sequence[Example]) -> dict[str, Tensor]:
    losses = {}
    for head, weight in WEIGHTS.items():
        rows = [e.labels.get(head) or [IGNORED] * len(e.window.firsts) for e in batch]
        labels = torch.tensor([label for row in rows for label in row])
        known = labels != IGNORED
        if bool(known.any()):
            logits = reader.heads[head](states[known]).float()
            losses[head] = weight * F.cross_entropy(logits, labels[known])
    return losses


def _pair_losses(reader: Reader, words: Tensor, example: Example) -> dict[str, tuple[Tensor, int]]:
    """Return for each kind of pair its summed loss and the number of triggers that it sums over."""
    at = [act.word for act in example.acts] + [cue for cue, _, _ in example.cues]
    apart = torch.from_numpy(distances(at, example.sentences))
    logits = reader.pairs(words[at], words, apart).float()
    found: dict[str, tuple[Tensor, int]] = {}
    acts, count = logits[: len(example.acts)], len(example.acts)
    if count and example.names:
        found["roles"] = (_role_loss(acts, example), count)
    times = [_time_loss(reader, words, acts[i], act, example) for i, act in enumerate(example.acts)]
    if known := [loss for loss in times if loss is not None]:
        found["time"] = (0.3 * torch.stack(known).sum(), len(known))
    ends = [_content_loss(acts[i], act, example) for i, act in enumerate(example.acts) if act.content is not None]
    if ends:
        found["content"] = (0.25 * torch.stack(ends).sum(), len(ends))
    if example.cues:
        found["said"] = (_cue_loss(logits[count:], example), len(example.cues))
    return found


def grouped(logits: Tensor, names: dict[str, tuple[int, ...]]) -> Tensor:
    """Return the logit of each name, [triggers, names, roles]: the log of the summed odds of its mentions."""
    longest = max(len(at) for at in names.values())
    index = torch.tensor([[*at, *[at[0]] * (longest - len(at))] for at in names.values()])
    there = torch.tensor([[True] * len(at) + [False] * (longest - len(at)) for at in names.values()])
    mentions = logits[:, index].masked_fill(~there[None, :, :, None], float("-inf"))
    return torch.logsumexp(mentions, 2)


def _role_loss(logits: Tensor, example: Example) -> Tensor:
    names = list(example.names)
    found = grouped(logits[:, :, : len(PARTS)], example.names)
    wanted = torch.tensor([[[float(n in act.roles[p]) for p in PARTS] for n in names] for act in example.acts])
    return 0.25 * F.binary_cross_entropy_with_logits(found, wanted, reduction="none").sum()


def _time_loss(reader: Reader, words: Tensor, logits: Tensor, act: Act, example: Example) -> Tensor | None:
    dates = list(example.dates)
    options = [-1, -2, *dates]
    wanted = [i for i, option in enumerate(options) if option in act.dates]
    if not wanted:
        return None
    fixed = reader.heads["dating"](words[act.word]).float()
    scores = torch.cat([fixed, logits[dates, TIME]]) if dates else fixed
    return torch.logsumexp(scores, 0) - torch.logsumexp(scores[wanted], 0)


def _content_loss(logits: Tensor, act: Act, example: Example) -> Tensor:
    assert act.content is not None
    inside = [i for i, s in enumerate(example.sentences) if s == example.sentences[act.word]]
    if act.content[0] not in inside or act.content[1] not in inside:
        return logits.sum() * 0
    start = F.cross_entropy(logits[inside, START], torch.tensor(inside.index(act.content[0])))
    end = F.cross_entropy(logits[inside, END], torch.tensor(inside.index(act.content[1])))
    return start + end


def _cue_loss(logits: Tensor, example: Example) -> Tensor:
    total = logits.new_zeros(())
    for row, (cue, speaker, said) in zip(logits, example.cues, strict=True):
        inside = [i for i, s in enumerate(example.sentences) if s == example.sentences[cue]]
        for label, wanted in ((SPEAKER, speaker), (SAID, said)):
            truth = torch.tensor([float(i in wanted) for i in inside])
            total = total + 0.5 * F.binary_cross_entropy_with_logits(row[inside, label], truth)
    return total
