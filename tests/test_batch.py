"""Many pages at once: in order, the same with any number of workers, and no page costs more than itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import batch
from dragoman.errors import InputError
from dragoman.model import Capture, Document, Reading
from dragoman.settings import PageSettings, ReadSettings

PAGE = (
    "Talks number {n} in Oslo\n\nNorwegian Foreign Minister Kari Lund met Chilean Foreign Minister Pedro Soto in Oslo "
    "on {n} March 2026. They agreed to resume talks on fisheries by 1 June 2026, the ministry said in a statement.\n"
)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for n in range(1, 13):
        (folder / f"{n:02}.txt").write_text(PAGE.format(n=n))
    (folder / "05-empty.txt").write_text("")
    return folder


def _titles(readings: list[Reading]) -> list[str | None]:
    return [document.title for reading in readings for document in reading.documents]


def test_any_number_of_workers_gives_the_same_in_the_same_order(pages: Path) -> None:
    alone = list(batch.read([str(pages)]))
    assert _titles(alone) == [f"Talks number {n} in Oslo" for n in range(1, 13)]
    for workers in (1, 2):
        assert list(batch.read([str(pages)], ReadSettings(workers=workers))) == alone


def test_a_page_that_takes_too_long_is_given_up_and_the_others_are_read(pages: Path) -> None:
    words = "<p>The ministers met in Oslo on Monday and agreed to resume talks on fisheries and tariffs.</p>"
    (pages / "00-endless.html").write_text(f"<html><body>{words * 60_000}</body></html>")
    readings = list(batch.read([str(pages)], ReadSettings(workers=2, timeout=2.0)))
    assert [r.reason for reading in readings for r in reading.rejections] == ["timeout", "empty"]
    assert len(_titles(readings)) == 12


def test_a_fault_of_the_program_costs_one_page(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = batch.documents

    def faulty(capture: Capture, settings: PageSettings) -> list[Document]:
        if b"number 7" in capture.body:
            raise ValueError("a fault")
        if b"number 8" in capture.body:
            raise MemoryError
        return real(capture, settings)

    monkeypatch.setattr(batch, "documents", faulty)
    readings = list(batch.read([str(pages)]))
    reasons = {r.uri.rsplit("/", 1)[-1]: (r.reason, r.detail) for reading in readings for r in reading.rejections}
    assert reasons["07.txt"] == ("crash", "ValueError: a fault")
    assert reasons["08.txt"][0] == "too-large"
    assert len(_titles(readings)) == 10


def test_leaving_early_leaves_no_worker_behind(pages: Path) -> None:
    readings = batch.read([str(pages)], ReadSettings(workers=2))
    assert next(readings).documents
    readings.close()  # type: ignore[attr-defined]
    with pytest.raises(StopIteration):
        next(readings)


def test_a_path_that_is_not_there_is_refused_before_anything_is_read(pages: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        list(batch.read([str(pages), "nowhere.html"]))


def test_a_rejection_says_what_and_where(pages: Path) -> None:
    (empty,) = (r for r in batch.read([str(pages)]) if r.rejections)
    assert empty.rejections[0].uri.endswith("05-empty.txt")
    assert not empty.documents
