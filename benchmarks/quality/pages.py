"""How well article bodies are found on real pages, by the measure of the article extraction benchmark.

The measure (Zyte / Scrapinghub, *Article extraction quality*, 2020; the published definition, implemented anew): a
text is the multiset of its 4-grams of words (``\\w+``; a shorter text is one gram). For each page precision and recall
of the found grams against the marked ones; ``benchmark_f1`` is the F1 of precision and recall averaged over the pages,
which is the figure that the benchmark publishes, ``page_f1`` the average of the pages' own F1.

Usage: ``python -m benchmarks.quality.pages [--shared ../shared] [--fold 0|1] [--losses N]``
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import trafilatura

from dragoman.errors import RejectedError
from dragoman.model import Capture
from dragoman.page import documents
from dragoman.settings import PageSettings

__all__ = ["Figures", "PageScore", "figures", "measure", "score"]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class PageScore:
    """How one text compares with the marked one."""

    key: str
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """Averages over pages, between 0 and 1; see the module's docstring."""

    precision: float
    recall: float
    benchmark_f1: float
    page_f1: float

    def __str__(self) -> str:
        return (
            f"F1 {self.benchmark_f1:.4f} (precision {self.precision:.4f}, recall {self.recall:.4f});"
            f" F1 per page, averaged {self.page_f1:.4f}"
        )


def _grams(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    grams = (tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1)))
    return Counter(gram for gram in grams if gram)


def score(key: str, marked: str, found: str) -> PageScore:
    """Compare a found text with the marked one."""
    truth, guess = _grams(marked), _grams(found)
    shared = (truth & guess).total()
    if truth == guess:
        return PageScore(key, 1.0, 1.0)
    return PageScore(key, shared / guess.total() if guess else 0.0, shared / truth.total() if truth else 0.0)


def figures(scores: list[PageScore]) -> Figures:
    """Average the scores of pages."""
    precision, recall = mean(s.precision for s in scores), mean(s.recall for s in scores)
    both = PageScore("", precision, recall)
    return Figures(precision, recall, both.f1, mean(s.f1 for s in scores))


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page of the benchmark: its bytes and the article body that a person marked."""

    key: str
    url: str
    body: bytes
    marked: str


def marked_pages(folder: Path) -> Iterator[MarkedPage]:
    """Yield the pages of the benchmark."""
    for key, truth in json.loads((folder / "ground-truth.json").read_text("utf-8")).items():
        body = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
        yield MarkedPage(key, truth["url"], body, truth["articleBody"])


def read_with_dragoman(page: MarkedPage) -> str:
    """Return the text of all documents of a page."""
    try:
        found = documents(Capture.of(page.body, page.url, "text/html"), PageSettings())
    except RejectedError:
        return ""
    return "\n\n".join(document.text for document in found)


def read_with_trafilatura(page: MarkedPage) -> str:
    """Return what trafilatura finds on its own, as its authors run it in their comparison."""
    return trafilatura.extract(page.body, include_comments=False) or ""


def _score_page(reader: Callable[[MarkedPage], str], page: MarkedPage) -> PageScore:
    return score(page.key, page.marked, reader(page))


def measure(
    folder: Path, reader: Callable[[MarkedPage], str] = read_with_dragoman, fold: int | None = None
) -> list[PageScore]:
    """Score a reader on the pages of a folder, or on one half of them (``fold`` 0 or 1)."""
    pages = [p for p in marked_pages(folder) if fold is None or int(p.key, 16) % 2 == fold]
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        return list(pool.map(_score_page, [reader] * len(pages), pages, chunksize=4))


def main() -> None:
    """Print our figures beside trafilatura's, and the pages that lose most."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("DRAGOMAN_SHARED", "../shared")))
    parser.add_argument("--fold", type=int, choices=(0, 1))
    parser.add_argument("--losses", type=int, default=0, help="how many of the worst pages to list")
    args = parser.parse_args()
    folder = args.shared / "data" / "pages"
    theirs = measure(folder, read_with_trafilatura, args.fold)
    ours = measure(folder, read_with_dragoman, args.fold)
    print(f"{len(ours)} pages")
    print(f"trafilatura {figures(theirs)}")
    print(f"dragoman    {figures(ours)}")
    for their, our in sorted(zip(theirs, ours, strict=True), key=lambda pair: pair[1].f1)[: args.losses]:
        parts = f"(P {our.precision:.3f} R {our.recall:.3f})"
        print(f"{our.key[:12]}  ours {our.f1:.3f} {parts}  trafilatura {their.f1:.3f}")


if __name__ == "__main__":
    main()
