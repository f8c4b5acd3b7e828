"""The trained reader → the files that are shipped: an ONNX graph in int8, the pair heads and the tokenizer.

usage: python -m training.export OUT/NAME.pt FOLDER
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dragoman.annotate.encoder.labels import TOKEN_HEADS
from training.network import Reader, base_folder

__all__ = ["export"]


class Shipped(nn.Module):
    """One window: ids, shapes [1, pieces] and first pieces [words] → head logits and pair halves, one row a word."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder = reader.encoder
        self.heads = nn.Linear(384, sum(TOKEN_HEADS.values()))
        self.halves = nn.Linear(384, 256)
        with torch.no_grad():
            for part in ("weight", "bias"):
                heads = [getattr(reader.heads[name], part) for name in TOKEN_HEADS]
                getattr(self.heads, part).copy_(torch.cat(heads))
                halves = [getattr(reader.pairs.trigger, part), getattr(reader.pairs.word, part)]
                getattr(self.halves, part).copy_(torch.cat(halves))

    def forward(self, ids: Tensor, shapes: Tensor, firsts: Tensor) -> tuple[Tensor, Tensor]:
        words = self.encoder(ids, shapes, padded=False)[0].index_select(0, firsts)
        return self.heads(words), self.halves(words)


def export(reader: Reader, folder: Path) -> None:
    """Write ``reader.onnx``, ``pairs.npz`` and ``tokenizer.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    shipped = Shipped(reader).eval()
    sample = (torch.ones(1, 12, dtype=torch.long), torch.ones(1, 12, dtype=torch.long), torch.arange(1, 9))
    with tempfile.TemporaryDirectory() as temporary:
        whole = Path(temporary) / "whole.onnx"
        torch.onnx.export(
            shipped, sample, whole, input_names=["ids", "shapes", "firsts"], output_names=["heads", "halves"],
            dynamic_axes={"ids": {1: "pieces"}, "shapes": {1: "pieces"}, "firsts": {0: "words"}}, dynamo=False,
            opset_version=20,
        )  # fmt: skip
        quantize_dynamic(whole, folder / "reader.onnx", per_channel=True, weight_type=QuantType.QInt8)
    pairs = reader.pairs
    np.savez(
        folder / "pairs.npz", apart=pairs.apart.weight.detach().numpy(), weight=pairs.out.weight.detach().numpy().T,
        bias=pairs.out.bias.detach().numpy(),
    )  # fmt: skip
    (folder / "tokenizer.json").write_bytes((base_folder() / "tokenizer.json").read_bytes())


def main() -> None:
    """Export a checkpoint."""
    reader = Reader()
    reader.load_state_dict(torch.load(sys.argv[1])["reader"])
    export(reader, Path(sys.argv[2]))


if __name__ == "__main__":
    main()
