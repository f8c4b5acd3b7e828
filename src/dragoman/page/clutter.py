"""Which elements and lines of a page are no part of an article: the rules of ``data/clutter.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.errors import DataError

__all__ = ["LineRule", "clutter_kind", "is_clutter_label", "line_rules"]


@dataclass(frozen=True, slots=True)
class LineRule:
    """A kind of line that is no part of an article; see the head of ``data/clutter.toml``."""

    kind: str
    pattern: re.Pattern[str]
    whole: bool
    words: int
    linked: float
    examples: tuple[str, ...]
    keep: tuple[str, ...]

    def matches(self, line: str, linked: float) -> bool:
        """Tell whether a line, of which the share ``linked`` lies in links, is of this kind."""
        if linked < self.linked or (self.words and len(line.split()) > self.words):
            return False
        return bool(self.pattern.fullmatch(line) if self.whole else self.pattern.match(line))


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("dragoman.data") / "clutter.toml").read_text("utf-8"))


@cache
def line_rules() -> tuple[LineRule, ...]:
    """Return the rules on lines. Raises DataError where the table is malformed."""
    try:
        return tuple(_line_rule(row) for row in _table()["line"])
    except (KeyError, re.error) as error:
        raise DataError(f"clutter.toml: a line rule is malformed: {error}") from None


def _line_rule(row: dict[str, Any]) -> LineRule:
    return LineRule(
        kind=row["kind"],
        pattern=re.compile(row["pattern"], re.S | re.I),
        whole=row.get("whole", False),
        words=row.get("words", 0),
        linked=row.get("linked", 0.0),
        examples=tuple(row["examples"]),
        keep=tuple(row.get("keep", ())),
    )


_LONGEST_LINE = 600
"""No line of clutter that the rules know is longer, in characters."""


def clutter_kind(line: str, linked: float = 0.0) -> str | None:
    """Return the kind of clutter that a line is, or None where it may belong to an article.

    ``linked`` is the share of its characters that lies in links; a rule that asks for links never matches below it.

    >>> clutter_kind("No comments yet...")
    'comments'
    """
    line = line.strip()
    if len(line) > _LONGEST_LINE:
        return None
    return next((rule.kind for rule in line_rules() if rule.matches(line, linked)), None)


@cache
def _labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    always, own = _table()["labels"]["always"], _table()["labels"]["own"]
    return _any_of(always), _any_of(always + own)


def _any_of(names: list[str]) -> re.Pattern[str]:
    return re.compile(f" (?:{'|'.join(sorted(names, key=len, reverse=True))}) ")


def is_clutter_label(label: str, *, own: bool = False) -> bool:
    """Tell whether a label (`Node.label`) says that its element is no part of an article.

    ``own`` is set for the element that directly makes a block.
    """
    return bool(_labels()[own].search(label))
