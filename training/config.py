"""How the shipped model is trained: every number that its stages use, and a digest of them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

__all__ = ["CONFIG", "Config"]


@dataclass(frozen=True, slots=True)
class Config:
    """Settings of a training; rates are learning rates at their height, batches count word pieces."""

    general_seed: int = 1
    general_steps: int = 1250
    general_encoder_rate: float = 2e-4
    general_head_rate: float = 6e-4
    general_batch: int = 3072
    record_seed: int = 1
    without_epochs: float = 10
    record_epochs: float = 3
    """Of all documents, going on from the reader that was trained without a fold."""
    record_encoder_rate: float = 1.2e-4
    record_head_rate: float = 6e-4
    record_batch: int = 2560
    fold: int = 0
    """The fifth of our own documents that a first training leaves out, so that the joining weights are fitted on it."""

    def digest(self) -> str:
        """Return 16 hexadecimal digits that tell one configuration from another."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:16]


CONFIG = Config()
