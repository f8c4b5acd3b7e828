"""Every layer of a document as JSON, with character offsets into its text, so that public test sets can be scored."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from dragoman.model import Document, Span
from dragoman.offsets import OffsetMap

__all__ = ["document_layers", "to_json"]


def document_layers(document: Document) -> dict[str, Any]:
    """Return a document with all its layers as one JSON object.

    The keys are the fields of `Document`; ``id`` is the caller's own id where there is one. A span is ``[start, end]``,
    half-open, in code points of ``text``; ``offsets`` are the runs ``[length, source, width, linear]`` that lead from
    them to bytes of the captured page.
    """
    row: dict[str, Any] = to_json(document)
    return row | {"id": document.name or document.id}


def to_json(value: Any) -> Any:
    """Turn a value of the model into what JSON has: objects, arrays, strings, numbers, null."""
    match value:
        case Span():
            return [value.start, value.end]
        case OffsetMap():
            return [[run.length, run.source, run.width, int(run.linear)] for run in value.runs]
        case tuple() | list():
            return [to_json(item) for item in value]
        case dict():
            return {key: to_json(item) for key, item in value.items()}
        case _ if is_dataclass(value):
            return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
        case _:
            return value
