"""Invented scores of the encoder, for tests of what is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from dragoman.annotate import rules
from dragoman.annotate.encoder.labels import POINTERS, ROLES, TOKEN_HEADS
from dragoman.annotate.encoder.session import Pairs, PairWeights, Scores
from dragoman.annotate.encoder.sheet import Sheet
from dragoman.model import Document, Published
from dragoman.offsets import OffsetMap

NOTHING = PairWeights(np.zeros((0, 0), np.float32), np.zeros((0, 0), np.float32), np.zeros(0, np.float32))


@dataclass(frozen=True)
class Invented(Scores):
    """Scores with logits of pairs by trigger word, role and word; -6 where none is given."""

    logits: Mapping[int, Mapping[str, Mapping[int, float]]] = field(default_factory=dict)

    def pairs(self, trigger: int) -> Pairs:
        rows = np.full((len(self.sentences), len(ROLES) + len(POINTERS)), -6.0, np.float32)
        for role, words in self.logits.get(trigger, {}).items():
            for word, logit in words.items():
                rows[word, (*ROLES, *POINTERS).index(role)] = logit
        return Pairs(0, rows)


def read(text: str, published: str | None = "2026-03-13") -> Sheet:
    """Return a document as the rules read it."""
    known = Published(published, "given") if published else None
    document = Document("d", "c", text, OffsetMap.identity(len(text)), published=known)
    return Sheet(rules()(document))


def scores(
    sheet: Sheet,
    heads: Mapping[str, Mapping[str, Mapping[int, float]]] | None = None,
    logits: Mapping[str, Mapping[str, Mapping[str, float]]] | None = None,
) -> Invented:
    """Return scores of a sheet: by head, word and label (probability), and by trigger word, role and word (logit).

    The first label of a head takes what is left. Words are given as they stand in the text, each by its first place.
    """
    at = sheet.words.index
    arrays = {name: np.zeros((len(sheet.words), width), np.float32) for name, width in TOKEN_HEADS.items()}
    for rows in arrays.values():
        rows[:, 0] = 1
    for head, words in (heads or {}).items():
        for word, labels in words.items():
            for label, share in labels.items():
                arrays[head][at(word), label] = share
                if head != "dating":
                    arrays[head][at(word), 0] -= share
    pairs = {
        at(trigger): {role: {at(word): logit for word, logit in words.items()} for role, words in roles.items()}
        for trigger, roles in (logits or {}).items()
    }
    return Invented(sheet.sentences, arrays, (), (), NOTHING, pairs)
