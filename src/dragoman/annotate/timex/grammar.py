"""The grammar of time expressions: rules over classes of lexemes, read from ``data/timex.toml``.

Each lexeme is one symbol, each rule a regular expression over symbols, so that a rule is short, matches in linear time
and says nothing of spelling (the cascade of HeidelTime and SUTime, with the table of words below the table of rules).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.annotate.timex.lexer import BOUNDARY, Lexeme, Lexer
from dragoman.errors import DataError
from dragoman.model import Sentence

__all__ = ["Grammar", "Match", "Rule", "grammar", "tables"]

_CLASSES = (
    BOUNDARY, "clock", "iso", "numeric", "decade", "fraction", "figure", "nth", "year", "small", "possessive", "dash",
    "comma", "slash", "mark",
)  # fmt: skip
_NAME = re.compile(r"[a-z][a-z_']*")


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say a kind of time: the pattern, and a fixed value where it has one."""

    kind: str
    pattern: re.Pattern[str]
    value: str | None
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule found: ``lexemes[first:last]`` of the document, as one expression of a kind."""

    kind: str
    first: int
    last: int
    lexemes: tuple[Lexeme, ...]
    value: str | None = None
    shared: tuple[Lexeme, ...] = ()
    """Lexemes outside the span that count too: the month of "25" in "June 24 and 25"."""
    neighbours: tuple[Lexeme | None, Lexeme | None] = (None, None)
    """The lexemes before and after."""

    @property
    def start(self) -> int:
        """The first position in the text."""
        return self.lexemes[0].start

    @property
    def end(self) -> int:
        """The position after the last."""
        return self.lexemes[-1].end

    def all(self, *kinds: str) -> list[Lexeme]:
        """Return the lexemes of some classes, in order."""
        return [lexeme for lexeme in (*self.lexemes, *self.shared) if lexeme.kind in kinds]

    def get(self, *kinds: str) -> Lexeme | None:
        """Return the first lexeme of some classes, or None."""
        return next((lexeme for lexeme in (*self.lexemes, *self.shared) if lexeme.kind in kinds), None)

    def text(self, kind: str) -> str | None:
        """Return what the table says of the first lexeme of a class, as text, or None."""
        lexeme = self.get(kind)
        return None if lexeme is None else str(lexeme.value)

    def says(self, *words: str) -> bool:
        """Tell whether one of the words stands in the expression."""
        return any(lexeme.text.lower() in words for lexeme in self.lexemes)


class Grammar:
    """Finds time expressions in lexemes.

    Raises DataError where a table or pattern is malformed.
    """

    def __init__(self, tables: Mapping[str, object]) -> None:
        words: dict[str, dict[str, int | str]] = tables["words"]  # type: ignore[assignment]
        self.lexer = Lexer({word: (kind, value) for kind, table in words.items() for word, value in table.items()},
                           frozenset(tables["capitals"]))  # type: ignore[call-overload]  # fmt: skip
        self._symbols = {name: chr(0x4E00 + number) for number, name in enumerate(dict.fromkeys([*_CLASSES, *words]))}
        self._literals: dict[str, str] = {}
        self._macros: dict[str, str] = tables["macros"]  # type: ignore[assignment]
        self.rules = tuple(self._rule(row) for row in tables["rule"])  # type: ignore[attr-defined]

    def _rule(self, row: Mapping[str, object]) -> Rule:
        pattern = re.sub(r"\s+", "", _NAME.sub(lambda name: self._expand(name.group(), 0), str(row["pattern"])))
        examples: list[list[str]] = row.get("examples", [])  # type: ignore[assignment]
        value = row.get("value")
        try:
            compiled = re.compile(pattern)
        except re.error as error:
            raise DataError(f"timex.toml: the pattern {row['pattern']!r} is malformed: {error}") from None
        return Rule(str(row["kind"]), compiled, None if value is None else str(value),
                    tuple((text, wanted) for text, wanted in examples))  # fmt: skip

    def _expand(self, name: str, depth: int) -> str:
        if depth > 10:
            raise DataError(f"timex.toml: the macro {name} refers to itself")
        if name in self._macros:
            inner = _NAME.sub(lambda part: self._expand(part.group(), depth + 1), self._macros[name])
            return f"(?:{inner})"
        if name in self._symbols:
            return self._symbols[name]
        return self._literals.setdefault(name, chr(0x6000 + len(self._literals)))

    def symbols(self, lexemes: Iterable[Lexeme]) -> str:
        """Return one symbol for each lexeme; "." for those that no rule speaks of."""
        return "".join(
            self._literals.get(str(lexeme.value), ".") if lexeme.kind == "word" else self._symbols[lexeme.kind]
            for lexeme in lexemes
        )

    def lex(self, text: str, sentences: Sequence[Sentence]) -> list[Lexeme]:
        """Return the lexemes of the sentences of a text."""
        return self.lexer.lex(text, sentences)

    def matches(self, lexemes: Sequence[Lexeme]) -> list[Match]:
        """Return the expressions in order, none overlapping: the longest first, then by the order of the rules."""
        symbols = self.symbols(lexemes)
        found = [
            (match.start(), match.start() - match.end(), order, match.end())
            for order, rule in enumerate(self.rules)
            for match in rule.pattern.finditer(symbols)
        ]
        out, at = [], 0
        for first, _, order, last in sorted(found):
            if first >= at:
                rule = self.rules[order]
                around = (lexemes[first - 1] if first else None, lexemes[last] if last < len(lexemes) else None)
                out.append(Match(rule.kind, first, last, tuple(lexemes[first:last]), rule.value, (), around))
                at = last
        return out


@cache
def tables() -> Mapping[str, object]:
    """Return the tables of ``data/timex.toml``."""
    return tomllib.loads(files("dragoman").joinpath("data/timex.toml").read_text(encoding="utf-8"))


@cache
def grammar() -> Grammar:
    """Return the grammar that the program ships with."""
    return Grammar(tables())
