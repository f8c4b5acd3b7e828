"""The quality gate's logic, with invented metrics."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.quality import __main__ as command
from benchmarks.quality import table
from benchmarks.quality.gate import Baseline, Figures, changes, checks, lowered, raised
from benchmarks.quality.suite import FAST, SUITE

BASELINE = Baseline(
    floors={"gold/typed": 45.0, "gold/who": 35.0},
    documents={"gold/a": {"typed": 50.0, "who": 40.0}, "gold/b": {"typed": 20.0}},
)

FLOORS = [
    ({"gold/typed": 45.0, "gold/who": 36.2}, []),
    ({"gold/typed": 44.97, "gold/who": 35.0}, []),
    ({"gold/typed": 44.0, "gold/who": 35.0}, ["gold/typed"]),
    ({"gold/typed": 50.0}, ["gold/who"]),
    ({"gold/typed": 50.0, "gold/who": 35.0, "pages/f1": 1.0}, []),
    ({}, ["gold/typed", "gold/who"]),
]


@pytest.mark.parametrize(("metrics", "failed"), FLOORS)
def test_a_metric_below_its_floor_or_not_measured_fails(metrics: dict[str, float], failed: list[str]) -> None:
    assert [check.metric for check in checks(BASELINE, Figures(metrics)) if not check.passed] == failed


def test_changes_name_documents_losses_first() -> None:
    now = Figures({}, {"gold/a": {"typed": 40.0, "who": 40.0}, "gold/b": {"typed": 30.0, "tenure": 5.0}, "gold/c": {}})
    found = [(change.document, change.metric, change.gain) for change in changes(BASELINE, now)]
    assert found == [("gold/a", "typed", -10.0), ("gold/b", "tenure", 5.0), ("gold/b", "typed", 10.0)]


def test_an_update_raises_floors_and_lowers_none() -> None:
    after = raised(BASELINE, Figures({"gold/typed": 48.28, "gold/who": 10.0, "pages/f1": 96.0}), {"python": "3"})
    assert after.floors == {"gold/typed": 48.2, "gold/who": 35.0, "pages/f1": 96.0}
    assert after.measured == {"python": "3"}


def test_lowering_keeps_its_reason() -> None:
    after = lowered(BASELINE, Figures({"gold/who": 30.55}), "gold/who", "a stricter scorer", "2030-01-01")
    assert after.floors == {"gold/typed": 45.0, "gold/who": 30.5}
    assert [(entry.metric, entry.before, entry.after, entry.why) for entry in after.history] == [
        ("gold/who", 35.0, 30.5, "a stricter scorer")
    ]


@pytest.mark.parametrize(
    ("metric", "why", "reason"),
    [
        ("gold/who", " ", "needs a reason"),
        ("gold/none", "because", "no floor"),
        ("gold/typed", "because", "nothing to lower"),
    ],
)
def test_lowering_is_refused(metric: str, why: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        lowered(BASELINE, Figures({"gold/who": 30.0, "gold/typed": 60.0}), metric, why, "2030-01-01")


def test_a_baseline_survives_its_file(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert Baseline.load(path) == Baseline()
    after = lowered(BASELINE, Figures({"gold/who": 30.0}), "gold/who", "why not", "2030-01-01")
    after.save(path)
    assert Baseline.load(path) == after


class TestCommand:
    """The command, with measuring replaced by invented figures."""

    @pytest.fixture
    def baseline(self, tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A baseline file of its own."""
        monkeypatch.setenv("DRAGOMAN_SHARED", str(shared))
        path = tmp_path / "baseline.json"
        BASELINE.save(path)
        return path

    def run(self, monkeypatch: pytest.MonkeyPatch, baseline: Path, metrics: dict[str, float], *options: str) -> int:
        """Run the command on invented figures."""
        monkeypatch.setattr(command, "measure", lambda *_, **__: Figures(metrics, {"gold/a": {"typed": 10.0}}))
        return command.main(["--baseline", str(baseline), *options])

    def test_it_fails_below_a_floor_and_names_it(
        self, monkeypatch: pytest.MonkeyPatch, baseline: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.run(monkeypatch, baseline, {"gold/typed": 40.0, "gold/who": 50.0}) == 1
        printed = capsys.readouterr().out
        assert "below the floor: gold/typed" in printed
        assert "loss gold/a typed: 50.0 -> 10.0" in printed
        assert "python: 3" in printed

    def test_it_passes_at_the_floor(self, monkeypatch: pytest.MonkeyPatch, baseline: Path) -> None:
        assert self.run(monkeypatch, baseline, {"gold/typed": 45.0, "gold/who": 50.0}) == 0

    def test_an_update_refuses_to_lower(self, monkeypatch: pytest.MonkeyPatch, baseline: Path) -> None:
        assert self.run(monkeypatch, baseline, {"gold/typed": 40.0, "gold/who": 50.0}, "--update") == 1
        assert Baseline.load(baseline) == BASELINE

    def test_lowering_and_raising_are_written(self, monkeypatch: pytest.MonkeyPatch, baseline: Path) -> None:
        figures = {"gold/typed": 40.0, "gold/who": 50.0}
        assert self.run(monkeypatch, baseline, figures, "--lower", "gold/typed", "--why", "new rules") == 0
        assert self.run(monkeypatch, baseline, figures, "--update") == 0
        after = Baseline.load(baseline)
        assert after.floors == {"gold/typed": 40.0, "gold/who": 50.0}
        assert after.history[0].why == "new rules"

    def test_lowering_without_a_reason_is_refused(self, monkeypatch: pytest.MonkeyPatch, baseline: Path) -> None:
        figures = {"gold/typed": 40.0, "gold/who": 50.0}
        assert self.run(monkeypatch, baseline, figures, "--lower", "gold/typed") == 2
        assert Baseline.load(baseline) == BASELINE


def test_the_table_in_the_docs_is_that_of_the_baseline(root: Path) -> None:
    text = (root / "docs" / "quality.md").read_text("utf-8")
    shown = text.split(table.START)[1].split(table.END)[0].strip()
    assert shown == table.markdown(Baseline.load(command.BASELINE))


def test_the_table_is_written_between_its_markers(tmp_path: Path) -> None:
    path = tmp_path / "quality.md"
    path.write_text(f"before\n{table.START}\nstale\n{table.END}\nafter\n")
    table.write(path, BASELINE)
    text = path.read_text()
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "| typed | 45.0 | – | – | – |" in text
    assert "stale" not in text


def test_a_document_without_markers_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "quality.md"
    path.write_text("no table")
    with pytest.raises(ValueError, match="markers"):
        table.write(path, BASELINE)


def test_the_fast_benchmarks_are_benchmarks() -> None:
    assert set(FAST) <= set(SUITE)


@pytest.mark.slow
def test_every_floor_holds(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = command.main(["--fast", "--shared", str(shared)])
    assert status == 0, capsys.readouterr().out
