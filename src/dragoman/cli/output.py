"""What reaches the terminal: tables fitted to it, JSON lines, and never a control character from a page."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

__all__ = ["Column", "clean", "console", "errors", "json_line", "line", "print_table"]

Row = TypeVar("Row")

_PIPED_WIDTH = 120
_UNSAFE = r"\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_CONTROL = re.compile(rf"[\x00-\x08\x0b-\x1f\u200b\ufeff{_UNSAFE}]")
_JSON_CONTROL = re.compile(f"[{_UNSAFE}]")


def clean(text: str) -> str:
    """Return text with "�" for whatever could steer a terminal: control characters, changes of direction."""
    return _CONTROL.sub("�", text.replace("\r\n", "\n").replace("\t", " "))


def line(text: object) -> str:
    """Return a value as one clean line, empty for None."""
    return "" if text is None else " ".join(clean(str(text)).split())


def json_line(value: Any) -> None:
    """Print a value as one line of JSON; a row is printed with all its fields."""
    plain = asdict(value) if hasattr(value, "__dataclass_fields__") else value
    ascii_only = (sys.stdout.encoding or "utf-8").lower() not in ("utf-8", "utf8")
    text = json.dumps(plain, ensure_ascii=ascii_only)
    sys.stdout.write(_JSON_CONTROL.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n")


def console() -> Console:
    """Return the console for answers: as wide as the terminal, without colour where it is none or NO_COLOR is set."""
    from rich.console import Console

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    width = shutil.get_terminal_size((_PIPED_WIDTH, 24)).columns
    return Console(width=max(width, 40), markup=False, highlight=False, emoji=False, soft_wrap=False)


def errors() -> Console:
    """Return the console for progress and messages."""
    from rich.console import Console

    return Console(stderr=True, markup=False, highlight=False, emoji=False)


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: its heading, what it shows of a row, and whether it may be folded (``share`` of the free width)."""

    heading: str
    value: Callable[[Row], str | None]
    share: int = 0
    style: str = ""


def print_table(columns: Iterable[Column[Row]], rows: Iterable[Row], empty: str) -> None:
    """Print rows as a table fitted to the terminal, or a line that says that there are none."""
    from rich.table import Table

    out = console()
    columns, rows = tuple(columns), tuple(rows)
    if not rows:
        errors().print(empty)
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold", expand=False)
    for column in columns:
        table.add_column(
            column.heading, style=column.style, no_wrap=not column.share, ratio=column.share or None, overflow="fold"
        )
    for row in rows:
        table.add_row(*(_cell(column.value(row)) for column in columns))
    out.print(table)


def _cell(value: str | None) -> Text:
    from rich.text import Text

    return Text(line(value) or "–")
