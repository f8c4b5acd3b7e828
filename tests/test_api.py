"""The public Python interface: the guide's examples run and type-check; commands and their documentation agree."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dragoman
from dragoman.cli import app
from dragoman.errors import InputError, NotFoundError, RecordError
from records import MEETING

BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def guide(root: Path) -> str:
    return "\n".join(BLOCK.findall((root / "docs" / "python.md").read_text(encoding="utf-8")))


def test_the_guides_examples_run(root: Path, tmp_path: Path, guide: str) -> None:
    shutil.copytree(root / "examples", tmp_path / "examples")
    (tmp_path / "guide.py").write_text(guide, encoding="utf-8")
    done = subprocess.run([sys.executable, "guide.py"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "no record at nowhere.db" in done.stdout
    assert "UNCLASSIFIED // OPEN SOURCES" in done.stdout


def test_the_guides_examples_type_check(root: Path, tmp_path: Path, guide: str) -> None:
    (tmp_path / "guide.py").write_text(guide, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", str(root / "pyproject.toml")]
    done = subprocess.run([*command, str(tmp_path / "guide.py")], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_a_record_from_python(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(MEETING, encoding="utf-8")
    with dragoman.open(tmp_path / "record.db") as record:
        with pytest.raises(RecordError, match="no record at"):
            record.events()
        seen: list[str] = []
        added = record.add([tmp_path / "page.txt"], watch=lambda reading: seen.append(reading.capture.uri))
        assert (added.pages, added.documents, added.new, len(seen)) == (1, 1, 1, 1)
        [row] = record.documents()
        assert record.show(row.id[:6]).text in MEETING
        with pytest.raises(NotFoundError):
            record.show("zzzz")
        with pytest.raises(InputError):
            record.add([tmp_path / "nowhere"])
    with dragoman.open(tmp_path / "record.db") as record:
        assert len(record.documents()) == 1


def test_a_run_is_written_down(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(MEETING, encoding="utf-8")
    with dragoman.Record(tmp_path / "record.db") as record:
        for _ in range(2):
            record.add([tmp_path / "page.txt"])
        runs = record._store().rows("SELECT pages, documents, new, version FROM runs ORDER BY id")
    assert [tuple(run) for run in runs] == [(1, 1, 1, dragoman.__version__), (1, 1, 0, dragoman.__version__)]


def test_a_changed_feed_item_is_kept_in_both_versions(tmp_path: Path) -> None:
    feed = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Fjord Dispatch</title><item>
<title>Talks</title><guid>urn:talks-1</guid><link>https://example.org/talks</link>
<pubDate>Fri, 13 Mar 2026 09:00:00 +0000</pubDate><description>{}</description></item></channel></rss>"""
    texts = (
        "Norway and Indonesia opened talks on nickel in Singapore on Thursday, the ministry said in Oslo.",
        "Norway and Indonesia opened talks on nickel in Singapore on Wednesday, the ministry said in Oslo.",
    )
    for number, text in enumerate(texts):
        (tmp_path / f"feed-{number}.rss").write_text(feed.format(text))
    (tmp_path / "feed-2.rss").write_text(feed.format(texts[1]))
    with dragoman.open(tmp_path / "record.db") as record:
        added = record.add([tmp_path / f"feed-{number}.rss" for number in range(3)])
        assert (added.pages, added.documents) == (3, 2)
        first, second = record.documents()
        assert record.show(first.id).versions == (second.id,)
        assert {first.sightings, second.sightings} == {1, 2}


def test_an_unknown_name_is_no_attribute() -> None:
    assert not hasattr(dragoman, "closed")


# --- commands and their documentation ---------------------------------------------------------------------------


def _commands() -> dict[str, object]:
    import typer

    return dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_every_command_and_option_has_help() -> None:
    for name, command in _commands().items():
        assert command.help, name  # type: ignore[attr-defined]
        for parameter in command.params:  # type: ignore[attr-defined]
            assert getattr(parameter, "help", None), f"{name} {parameter.name}"


def test_every_command_and_option_is_documented(root: Path) -> None:
    page = (root / "docs" / "commands.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL))
    commands = _commands()
    assert set(sections) == set(commands)
    for name, command in commands.items():
        options = {text for p in command.params for text in p.opts if text.startswith("--")}  # type: ignore[attr-defined]
        documented = set(re.findall(r"--[a-z][a-z-]+", sections[name]))
        assert options - {"--help"} == documented, name
