"""Tables on terminals of different widths: columns where they can be read, else entries."""

from __future__ import annotations

import pytest

from dragoman.cli.output import Column, print_table

COLUMNS: tuple[Column[tuple[str, str, str]], ...] = (
    Column("Id", lambda row: row[0]),
    Column("Who", lambda row: row[1], 2),
    Column("Words", lambda row: row[2], 4),
)
ROWS = [("0a1b2c3d", "Norway and Indonesia", "talks about nickel will go on " * 3), ("4e5f6a7b", "Norway", "")]


def printed(width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    print_table(COLUMNS, ROWS, "None.")
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def test_a_wide_terminal_shows_a_row_on_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = printed(140, monkeypatch, capsys)
    assert lines[0].split() == ["Id", "Who", "Words"]
    firsts = [line.split("  ")[:2] for line in lines[1:]]
    assert firsts == [["0a1b2c3d", "Norway and Indonesia"], ["4e5f6a7b", "Norway"]]


def test_a_narrow_terminal_shows_entries(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(44, monkeypatch, capsys)
    assert lines == [
        "0a1b2c3d",
        "          Norway and Indonesia",
        "          talks about nickel will go on",
        "          talks about nickel will go on",
        "          talks about nickel will go on",
        "4e5f6a7b",
        "          Norway",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 160])
def test_no_line_is_wider_than_the_terminal_and_no_id_is_broken(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = printed(width, monkeypatch, capsys)
    assert max(map(len, lines)) <= width
    assert all(any(line.startswith(row[0]) for line in lines) for row in ROWS)
