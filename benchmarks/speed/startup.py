"""How long the command line takes to answer before it does anything: the median of several fresh starts.

usage: python -m benchmarks.speed.startup [RUNS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

__all__ = ["main"]

COMMANDS = (["--version"], ["--help"], ["add", "--help"], ["events", "--help"])
LIMIT = 0.4  # seconds for --version and --help


def seconds(arguments: list[str], runs: int) -> float:
    """Return the median time of some runs of one command, in seconds."""
    command = [sys.executable, "-c", "from dragoman.cli import main; main()", *arguments]
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> int:
    """Print the times; return 1 where --version or --help takes longer than the limit."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    slow = False
    for arguments in COMMANDS:
        took = seconds(arguments, runs)
        slow |= took > LIMIT and len(arguments) == 1
        print(f"{took:6.3f} s  dragoman {' '.join(arguments)}")
    return int(slow)


if __name__ == "__main__":
    raise SystemExit(main())
