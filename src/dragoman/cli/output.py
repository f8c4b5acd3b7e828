"""What reaches the terminal: tables fitted to it, JSON lines, and never a control character from a page."""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

__all__ = ["Column", "clean", "console", "errors", "json_line", "line", "print_rows", "print_table", "print_wrapped"]

Row = TypeVar("Row")

_PIPED_WIDTH = 120
_GAP, _INDENT = 2, 10  # columns between two columns; before the lines of an entry
_LEAST, _EACH = 6, 4  # the least width of a column that may be folded: so much, and so much for each share
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
    """A column: its heading, what it shows of a row, and whether it may be folded (``share`` of the free width).

    Where the terminal is too narrow for the columns, those that may not be folded stand on an entry's first line.
    """

    heading: str
    value: Callable[[Row], str | None]
    share: int = 0
    style: str = ""


def print_table(columns: Iterable[Column[Row]], rows: Iterable[Row], empty: str) -> None:
    """Print rows as a table fitted to the terminal, or a line that says that there are none.

    Where the columns would be slivers, each row is a few lines of its own.
    """
    out = console()
    columns, rows = tuple(columns), tuple(rows)
    if not rows:
        errors().print(empty)
        return
    cells = [tuple(line(column.value(row)) for column in columns) for row in rows]
    widths = _widths(columns, cells, out.width)
    if widths:
        out.print(_table(columns, cells, widths))
        return
    for row_cells in cells:
        out.print(_entry(columns, row_cells, out.width))


def print_wrapped(text: object, indent: int = 0, hang: int = 2, style: str = "") -> None:
    """Print a value as one clean line; what the terminal has no room for goes on below, indented by ``hang`` more."""
    out = console()
    first, rest = " " * indent, " " * (indent + hang)
    for part in textwrap.wrap(line(text), out.width - 1, initial_indent=first, subsequent_indent=rest) or [first]:
        out.print(part, style=style or None)


def print_rows(columns: Iterable[Column[Row]], rows: Iterable[Row], as_json: bool, empty: str) -> None:
    """Print rows as a table, or each as one line of JSON."""
    if not as_json:
        print_table(columns, rows, empty)
        return
    for row in rows:
        json_line(row)


def _widths(columns: Sequence[Column[Row]], cells: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the widths of the columns of a table, none where they would be slivers.

    Each column gets what its cells need; where that is too much, those that may be folded give way by their share.
    """
    texts = [(column.heading, *(row[at] for row in cells)) for at, column in enumerate(columns)]
    needed = [max(map(len, several)) for several in texts]
    free = width - _GAP * (len(columns) - 1)
    free -= sum(need for column, need in zip(columns, needed, strict=True) if not column.share)
    flexible = [at for at, column in enumerate(columns) if column.share]
    folding = sorted(flexible, key=lambda at: needed[at] / columns[at].share)
    shares = sum(columns[at].share for at in folding)
    for at in folding:  # those that need least for their share first: what they leave goes to the others
        share = columns[at].share
        given = min(needed[at], free * share // shares)
        if given < min(needed[at], _LEAST + _EACH * share):
            return []
        needed[at], free, shares = given, free - given, shares - share
    return needed


def _table(columns: Sequence[Column[Row]], cells: Sequence[Sequence[str]], widths: Sequence[int]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")
    for column, width in zip(columns, widths, strict=True):
        table.add_column(column.heading, style=column.style, no_wrap=not column.share, width=width, overflow="fold")
    for row in cells:
        table.add_row(*(Text(text or "–") for text in row))
    return table


def _entry(columns: Sequence[Column[Row]], cells: Sequence[str], width: int) -> Text:
    """Return one row as an entry: what may not be folded on its first line, the rest indented below."""
    from rich.text import Text

    filled = [(column, text) for column, text in zip(columns, cells, strict=True) if text]
    head = Text("  ").join(Text(text, style=column.style) for column, text in filled if not column.share)
    rows: list[str] = []
    for text in (text for column, text in filled if column.share):
        joined = f"{rows[-1]} · {text}" if rows else text
        if rows and len(joined) <= width - _INDENT:
            rows[-1] = joined
        else:
            rows.append(text)
    lines = [f"{' ' * _INDENT}{part}" for text in rows for part in textwrap.wrap(text, width - _INDENT)]
    return Text("\n").join([head, *map(Text, lines)])
