"""The words that pages use for dates, from ``data/publication_dates.toml``, as look-up tables and patterns."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.errors import DataError

__all__ = ["DateWords", "date_words"]


@dataclass(frozen=True, slots=True)
class DateWords:
    """The tables, ready to use; every word is in lower case.

    ``months`` gives the number of a month's name, ``zones`` the offset of a zone's name, ``units`` the unit of time
    ("hour") for its words, ``days_back`` 0 for "today" and 1 for "yesterday", ``ones`` the words for the number one.
    ``month``, ``ago``, ``day_word``, ``changed`` and ``label`` are the patterns made from them.
    """

    months: dict[str, int]
    zones: dict[str, str]
    units: dict[str, str]
    days_back: dict[str, int]
    ones: frozenset[str]
    month: str
    ago: re.Pattern[str]
    day_word: re.Pattern[str]
    changed: re.Pattern[str]
    label: re.Pattern[str]


@cache
def date_words() -> DateWords:
    """Return the table of date words. Raises DataError where it is malformed."""
    table = tomllib.loads((files("dragoman.data") / "publication_dates.toml").read_text("utf-8"))
    try:
        rows = [(n, words) for row in table["months"].values() for n, words in enumerate(row, 1)]
        months = {word: n for n, words in rows for word in words.split()}
        relative, labels = table["relative"], table["labels"]
        units = {word: unit for unit, words in relative["units"].items() for word in words}
        days_back = {word: back for back, key in enumerate(("today", "yesterday")) for word in relative["days"][key]}
        return DateWords(
            months=months,
            zones={name.lower(): offset for name, offset in table["zones"].items()},
            units=units,
            days_back=days_back,
            ones=frozenset(relative["one"]),
            month=f"(?:{either(months)})",
            ago=_ago_pattern(relative, units),
            day_word=re.compile(rf"(?<!\w)(?:{either(days_back)})(?!\w)", re.I),
            changed=re.compile(rf"(?<!\w)(?:{either(labels['changed'])})\b", re.I),
            label=re.compile(rf"(?<!\w)(?:{either([*labels['changed'], *labels['published']])})(?!\w)\s*:?", re.I),
        )
    except (KeyError, AttributeError, TypeError) as error:
        raise DataError(f"publication_dates.toml: {error}") from None


def either(words: object) -> str:
    """Return an alternation of literal words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


def _ago_pattern(relative: dict[str, list[str]], units: dict[str, str]) -> re.Pattern[str]:
    number = rf"(?P<n>\d{{1,4}}|(?:(?<!\w)|(?<=\btime))(?:{either(relative['one'])})(?=\s))"
    amount = rf"{number}\s?(?P<unit>{either(units)})"
    before, after = either(relative["before"]), either(relative["after"])
    return re.compile(
        rf"(?:(?<!\w)(?:{before})\s{amount.replace('P<n>', 'P<n1>').replace('P<unit>', 'P<unit1>')}(?!\w)"
        rf"|(?<!\d){amount}\s?(?:{after})(?!\w)"
        rf"|\A{amount.replace('P<n>', 'P<n2>').replace('P<unit>', 'P<unit2>')}\Z)",
        re.I,
    )
