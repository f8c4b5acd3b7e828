"""The bytes of a capture as text, with the map back."""

from __future__ import annotations

from dragoman.charset import bom_length, charset_of
from dragoman.model import Capture
from dragoman.offsets import OffsetBuilder, OffsetMap, decode

__all__ = ["decoded"]


def decoded(capture: Capture) -> tuple[str, OffsetMap]:
    """Return the text of a capture's body, without a byte order mark, and the map from it to the body's bytes."""
    charset = charset_of(capture.body, capture.charset, capture.media_type)
    mark = bom_length(capture.body)
    text, offsets = decode(capture.body[mark:], charset.removesuffix("-sig"))
    if not mark:
        return text, offsets
    shifted = OffsetBuilder()
    for run in offsets.runs:
        shifted.add(run.length, run.source + mark, run.width, linear=run.linear)
    return text, shifted.map()
