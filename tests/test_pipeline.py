"""Pipelines refuse at construction what does not fit, and stamp what they give."""

from __future__ import annotations

import pytest

from dragoman.annotate import Pipeline, Step, reader
from dragoman.errors import PipelineError
from dragoman.model import Document, Layers, Sentence, Span
from dragoman.offsets import OffsetMap

SENTENCES = Step("one", "1", (), ("sentences",), lambda d: ((Sentence(Span(0, len(d.text)), 0),),), settings=("a", 1))
TOKENS = Step("two", "3", ("sentences",), ("tokens",), lambda d: ((),))


def _document(text: str) -> Document:
    return Document("d", "c", text, OffsetMap.identity(len(text)))


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([TOKENS], "step two needs sentences"),
        ([SENTENCES, SENTENCES], "step one gives sentences a second time"),
        ([Step("x", "1", ("verbs",), ("tokens",), lambda d: ((),))], "layers that do not exist: verbs"),
    ],
)
def test_steps_that_do_not_fit_are_refused(steps: list[Step], message: str) -> None:
    with pytest.raises(PipelineError, match=message):
        Pipeline(steps)


def test_each_layer_is_stamped_once_with_step_version_and_settings() -> None:
    layers = Pipeline([SENTENCES, TOKENS])(_document("Wi met Rubio.")).layers
    assert [(s.layer, s.step, s.version) for s in layers.stamps] == [("sentences", "one", "1"), ("tokens", "two", "3")]
    assert layers.stamps[0].settings != layers.stamps[1].settings


def test_the_reader_gives_every_layer() -> None:
    given = [layer for step in reader().steps for layer in step.gives]
    assert sorted(given) == sorted(name for name in Layers.__dataclass_fields__ if name != "stamps")


def test_reading_the_same_document_twice_gives_the_same_layers() -> None:
    document = _document("President Lee met Secretary Rubio in Seoul on Friday. He said talks would go on.")
    assert reader()(document).layers == reader()(document).layers
