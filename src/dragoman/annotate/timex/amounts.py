"""Values of lengths of time, of what recurs, and of vague references."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.annotate.timex.grammar import Match
from dragoman.annotate.timex.lexer import Lexeme
from dragoman.annotate.timex.reading import Context, Reading

__all__ = [
    "amount_of", "period", "read_duration", "read_often", "read_set", "read_units", "read_vaguely", "vague_duration",
]  # fmt: skip

_LETTERS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "weekend": "WE", "month": "M", "quarter": "Q",
    "year": "Y",
}  # fmt: skip
_MULTIPLES = {
    "fortnight": (2, "week"), "decade": (10, "year"), "century": (100, "year"), "millennium": (1000, "year"),
}  # fmt: skip
_NUMBERS = ("small", "figure", "cardinal", "scale", "fraction", "year")


def period(number: str, unit: str) -> str:
    """Return the TIMEX3 value of a length of time; ``number`` may be "X"."""
    if unit in _MULTIPLES:
        size, base = _MULTIPLES[unit]
        return period("X" if number == "X" else f"{size * float(number):.10g}", base)
    return f"P{'T' if unit in ('second', 'minute', 'hour') else ''}{number}{_LETTERS[unit]}"


def vague_duration(unit: str) -> Reading:
    """Return the reading of "weeks", "recent years"."""
    return Reading("DURATION", period("X", unit))


def amount_of(match: Match) -> tuple[str, str] | None:
    """Return the number, as text, or "X", and the unit of an amount of time."""
    unit = match.get("unit", "units", "quarter", "quarters")
    if unit is None:
        return None
    before = [lexeme for lexeme in match.lexemes if lexeme.start < unit.start]
    numbers = [lexeme for lexeme in before if lexeme.kind in _NUMBERS]
    if numbers:
        return _number(numbers, any(lexeme.text.lower() == "half" for lexeme in before)), str(unit.value)
    if any(lexeme.text.lower() == "half" for lexeme in before):
        return "0.5", str(unit.value)
    vague = any(lexeme.kind == "vague" for lexeme in before) or unit.kind in ("units", "quarters")
    return ("X" if vague else "1"), str(unit.value)


_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def _number(lexemes: Sequence[Lexeme], half: bool) -> str:
    total, part = 0.5 if half else 0.0, 0.0
    for lexeme in lexemes:
        if lexeme.kind == "fraction":
            top, _, bottom = lexeme.text.partition("/")
            total += int(top) / int(bottom) if bottom else _FRACTIONS[top]
        elif lexeme.kind == "scale":
            part = (part or 1) * lexeme.number
        else:
            part += float(lexeme.text.replace(",", "")) if lexeme.kind == "figure" else lexeme.number
    return f"{total + part:.10g}"


def read_duration(match: Match, context: Context) -> Reading | None:
    """Read "90 days", "the next three months"; ages and rates are none."""
    amount = amount_of(match)
    if amount is None or match.says("old") or _is_rate(match) or _is_fraction(match):
        return None
    return Reading("DURATION", period(*amount))


def _is_rate(match: Match) -> bool:
    """Tell a rate ("four flights a week", "$2 million a year") from a length of time ("within a week")."""
    before = match.neighbours[0]
    if before is None or match.lexemes[0].text.lower() not in ("a", "an") or len(match.lexemes) > 2:
        return False
    plural = before.kind == "word" and before.text.endswith("s") and len(before.text) > 4
    return plural or before.kind in ("scale", "figure", "small") or before.text in ("percent", "%", "cents")


def _is_fraction(match: Match) -> bool:
    """Tell "three-quarters", "three quarters of" and "a quarter" from a number of quarters."""
    after = match.neighbours[1]
    part = bool(match.get("dash")) or (after is not None and after.text == "of")
    return match.get("quarter") is not None or (part and match.get("quarters") is not None)


def read_units(match: Match, context: Context) -> Reading | None:
    """Read "recent years", "months"."""
    unit = match.get("units")
    return vague_duration(str(unit.value)) if unit else None


def read_set(match: Match, context: Context) -> Reading | None:
    """Read "every Monday", "each year", "Tuesday nights"."""
    if weekday := match.get("weekday", "weekdays"):
        part = match.text("dayparts") or ""
        return Reading("SET", f"XXXX-WXX-{weekday.number}{part}")
    if month := match.get("month"):
        return Reading("SET", f"XXXX-{month.number:02}")
    if season := match.text("season"):
        return Reading("SET", f"XXXX-{season}")
    if hours := match.text("daypart"):
        return Reading("SET", f"XXXX-XX-XX{hours}")
    unit = match.get("unit", "quarter")
    return Reading("SET", period("2" if match.says("other") else "1", str(unit.value))) if unit else None


def read_often(match: Match, context: Context) -> Reading | None:
    """Read "daily", "annual"."""
    return Reading("SET", match.text("often") or "")


def read_vaguely(match: Match, context: Context) -> Reading | None:
    """Read "now", "recently", "the future"."""
    return Reading("DATE", match.value or match.text("vaguely") or "PRESENT_REF")
