"""Write requirements.lock: every package that tests need, with version and hashes and without a download address."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Resolve the project's dependencies and its development group with pip-compile."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    command = [
        sys.executable, "-m", "piptools", "compile", "--quiet", "--generate-hashes", "--allow-unsafe", "--strip-extras",
        "--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links", "--no-header", "--no-annotate",
        "--output-file", "requirements.lock", "-",
    ]  # fmt: skip
    subprocess.run(command, input="\n".join(wanted), text=True, check=True, cwd=ROOT)
    lock = ROOT / "requirements.lock"
    lock.write_text("# Made by `make lock`; do not edit.\n" + lock.read_text())


if __name__ == "__main__":
    main()
