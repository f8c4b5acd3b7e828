"""The benchmarks that the gate runs, each as one function from the shared folder to figures in percent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.linking import copies, disagreements, groups, meantime, seeds, state, stories
from benchmarks.quality import attributions, cameo, gold, names, pages, plover, timexes
from benchmarks.quality.gate import Figures

__all__ = ["FAST", "SUITE"]


def _pages(shared: Path) -> Figures:
    """Article bodies of 181 pages: F1 over 4-grams, by the benchmark's own measure and averaged over pages."""
    scores = pages.measure(shared / "data" / "pages")
    found = pages.figures(scores)
    return Figures(
        {"f1": 100 * found.benchmark_f1, "page-f1": 100 * found.page_f1},
        {score.key[:16]: {"f1": 100 * score.f1} for score in scores},
    )


def _timexes(shared: Path) -> Figures:
    """Time expressions of TimeBank and AQUAINT by the measures of TempEval-3."""
    metrics: dict[str, float] = {}
    documents: dict[str, Mapping[str, float]] = {}
    for corpus in timexes.CORPORA:
        examples = list(timexes.load(shared / "data" / "eval-only" / "tbaq" / corpus))
        counted = {example.name: timexes.measure([example]) for example in examples}
        total = sum(counted.values(), timexes.Counts()).figures()
        metrics |= {
            f"{corpus.lower()}/{name.replace(' ', '-').lower()}": value
            for name, value in total.items()
            if name.endswith("F1")
        }
        documents |= {f"{corpus.lower()}/{name}": {"value-f1": c.figures()["value F1"]} for name, c in counted.items()}
    return Figures(metrics, documents)


SUITE: Mapping[str, Callable[[Path], Figures]] = {
    "gold": gold.figures,
    "held-out": gold.held_out,
    "pages": _pages,
    "timexes": _timexes,
    "names": names.figures,
    "attributions": attributions.figures,
    "cameo": cameo.figures,
    "plover": plover.figures,
    "linking-seeds": seeds.figures,
    "linking-groups": groups.figures,
    "linking-copies": copies.copies,
    "linking-disagreements": disagreements.disagreements,
    "linking-meantime": meantime.figures,
    "linking-state": state.figures,
    "linking-stories": stories.stories,
}
"""Every benchmark, by the name that its metrics begin with."""
FAST = tuple(SUITE)
"""The benchmarks that together take under three minutes on two cores; ``--fast`` runs these."""
