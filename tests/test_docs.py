"""The commands that README and docs show are run as they stand, on the bundled examples."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*(?:\\\n.*)*)$", re.MULTILINE)
ELSEWHERE = ("git clone", "cd ", "pip install", "source ", "python3 -m venv")  # set-up that the tests have behind them


def _commands(page: Path) -> list[str]:
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    found = [command.replace("\\\n", " ") for block in blocks for command in COMMAND.findall(block)]
    return [command for command in found if not command.startswith(ELSEWHERE)]


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A folder with the examples, beside it shared/ where there is one."""
    home = tmp_path / "dragoman"
    shutil.copytree(ROOT / "examples", home / "examples")
    if (ROOT.parent / "shared").exists():
        (tmp_path / "shared").symlink_to(ROOT.parent / "shared")
    return home


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_run(page: Path, workplace: Path) -> None:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("DRAGOMAN_RECORD", None)
    for command in _commands(page):
        if command.startswith("make "):
            assert re.search(rf"^{command.split()[1]}:", (ROOT / "Makefile").read_text(), re.MULTILINE), command
            continue
        if "../shared" in command and not (workplace.parent / "shared").exists():
            continue
        where = ROOT if command.startswith("python -m benchmarks") else workplace
        done = subprocess.run(command, shell=True, cwd=where, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


def test_the_readme_shows_commands() -> None:
    assert _commands(ROOT / "README.md")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target
