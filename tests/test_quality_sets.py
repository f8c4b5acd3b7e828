"""The benchmarks on public sets, with small invented data in their formats."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.quality import __main__ as command
from benchmarks.quality import attributions, cameo, names
from benchmarks.quality.gate import Figures
from benchmarks.quality.reading import pipeline, read
from benchmarks.quality.suite import SUITE

from dragoman.errors import DataError


class TestReading:
    """The product's pipeline as far as a layer needs it."""

    def test_only_the_steps_that_a_layer_needs(self) -> None:
        assert [step.name for step in pipeline("tokens").steps] == ["sentences", "tokens"]

    def test_the_layer_is_there(self) -> None:
        document = read("Kenya condemned Norway.", "events")
        assert [event.type for event in document.layers.events] == ["ACCUSE"]

    def test_a_layer_that_no_step_gives_is_refused(self) -> None:
        with pytest.raises(ValueError, match="no step gives poems"):
            pipeline("poems")


class TestNames:
    """Names of persons, bodies, places and people."""

    TAGGED = (
        "Ann\tB-Person\nLind\tI-Person\nvisited\tO\nKenyan\tB-NORP\nports\tO\nand\tO\nNorway\tB-Location\nin\tO\n"
        "May\tB-Date\n.\tO\n\nThe\tO\nBasel\tB-Facility\nPort\tI-Facility\nopened\tO\n.\tO\n"
    )

    @pytest.fixture
    def tagged(self, tmp_path: Path) -> names.Tagged:
        """A document of two sentences."""
        path = tmp_path / "one.tsv"
        path.write_text(self.TAGGED, "utf-8")
        return next(names.conll(path, 0, 1))

    def test_classes_are_folded_and_others_left_out(self, tagged: names.Tagged) -> None:
        counts, _ = names.ner([tagged], names.WORLDWIDE)
        assert {label: theirs for label, (_, _, theirs) in counts.items()} == {
            "organisation": 0, "people": 1, "person": 1, "place": 2,
        }  # fmt: skip

    def test_the_adjective_of_a_country_is_a_people(self, tagged: names.Tagged) -> None:
        counts, _ = names.ner([tagged], names.WORLDWIDE)
        assert counts["people"] == (1, 1, 1)

    def test_a_set_without_peoples_leaves_them_out(self, tagged: names.Tagged) -> None:
        counts, errors = names.ner([tagged], {"Location": "place"})
        assert set(counts) == {"place"}
        assert not any("Kenyan" in name for _, _, name in errors)

    def test_the_figures_are_of_a_sample(self, tmp_path: Path) -> None:
        folder = tmp_path / "data" / "eval-only" / "worldwide-ner"
        folder.mkdir(parents=True)
        for at in range(2 * names.SAMPLE):
            (folder / f"{at}.tsv").write_text(self.TAGGED, "utf-8")
        assert len(list(names.worldwide(tmp_path, names.SAMPLE))) == 2
        metrics = names.figures(tmp_path).metrics
        assert set(metrics) == {"f1", "organisation-f1", "people-f1", "person-f1", "place-f1"}
        assert metrics["person-f1"] == 100.0

    @pytest.mark.parametrize(
        ("tokens", "text"),
        [
            ("the U . S . said", "the U.S. said"),
            ("Kenya ’ s port", "Kenya’s port"),
            ("a M ā ori chief", "a Māori chief"),
            ("( AP ) well - known", "(AP) well-known"),
            ("He did n't , he said", "He didn't, he said"),
        ],
    )
    def test_tokens_become_text(self, tmp_path: Path, tokens: str, text: str) -> None:
        path = tmp_path / "one.tsv"
        path.write_text("".join(f"{token}\tO\n" for token in tokens.split()), "utf-8")
        assert next(names.conll(path, 0, 1)).text == text


class TestAttributions:
    """Sources, cues and contents."""

    def test_what_is_found_whole_scores_100(self, tmp_path: Path) -> None:
        part = tmp_path / "data" / "eval-only" / "polnear" / "dev"
        for name in ("text", "attributions"):
            (part / name).mkdir(parents=True)
        text = "Minister Lind said that the port would reopen."
        spans = {"T1": ("Source", "Minister Lind"), "T2": ("Cue", "said"), "T3": ("Content", "the port would reopen")}
        lines = [
            f"{key}\t{role} {text.index(words)} {text.index(words) + len(words)}\t{words}"
            for key, (role, words) in spans.items()
        ]
        (part / "text" / "one.txt").write_text(text, "utf-8")
        annotated = "\n".join([*lines, "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3"])
        (part / "attributions" / "one_ann.ann").write_text(annotated, "utf-8")
        metrics = attributions.figures(tmp_path).metrics
        assert metrics.pop("content-f1") > 80  # "that" may count as content
        assert metrics == {"f1": 100.0, "source-f1": 100.0, "cue-f1": 100.0}

    def test_a_folder_without_attributions_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            next(attributions.texts(tmp_path))


class TestCameo:
    """Events or none."""

    ROWS = (
        "Kenya condemned Norway.\t3\nNorway urged Kenya to wait.\t0\nNorway said that it was late.\t0\n"
        "The weather was fine.\t1\nKenya denied the allegations.\t0\n"
    )

    def test_what_counts_as_none(self, tmp_path: Path) -> None:
        folder = tmp_path / "data" / "eval-only" / "cameo-class"
        folder.mkdir(parents=True)
        (folder / "train.tsv").write_text(self.ROWS, "utf-8")
        metrics = cameo.figures(tmp_path).metrics
        assert {name: metrics[name] for name in ("accuracy", "precision", "recall")} == {
            "accuracy": 80.0, "precision": 100.0, "recall": 50.0,
        }  # fmt: skip
        assert metrics["types/accuracy"] == 60.0
        assert metrics["state/accuracy"] == 40.0

    @pytest.mark.parametrize(
        ("text", "event"),
        [
            ("Kenya declined to comment on the treaty.", False),
            ("Kenya rejected all accusations by Norway.", False),
            ("Kenya expressed its deep condolences to Norway.", False),
            ("Kenya rejected the treaty.", True),
            ("Kenya condemned Norway.", True),
        ],
    )
    def test_what_the_codebook_calls_a_comment(self, text: str, event: bool) -> None:
        document = read(text, "events")
        first = min(document.layers.events, key=lambda found: found.trigger)
        assert cameo.READINGS[""](document, first) == event

    def test_counts(self) -> None:
        found = cameo.count([(True, True), (True, False), (False, True), (False, False), (True, True)])
        assert found == cameo.Counts(hits=2, false=1, missed=1, empty=1)


def test_a_benchmark_without_its_model_measures_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(shared: Path) -> Figures:
        raise DataError("no model")

    monkeypatch.setattr(command, "SUITE", {"one": missing, "two": lambda _: Figures({"f1": 1.0})})
    assert command.measure(Path(), ("one", "two")) == Figures({"two/f1": 1.0})
    assert "one: no model" in capsys.readouterr().out


def test_the_suite_has_the_sets() -> None:
    assert {"cameo", "names", "attributions"} <= set(SUITE)
