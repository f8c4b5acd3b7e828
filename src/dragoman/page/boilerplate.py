"""What scraped pages carry besides their articles, from ``data/boilerplate.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from dragoman.errors import DataError

__all__ = ["Boilerplate", "boilerplate_kind", "is_sales_talk", "phrase_examples", "section_label"]

Boilerplate = Literal["noise", "promo", "comments", "related", "release"]

_MAX_WORDS = 25
_BULLET = re.compile(r"\A[\s•·*‣▪◦●■□▶►»>|#–—-]+(?=\S)")
_COUNT = re.compile(r"\A\(?\d[\d,.]*[kK]?\)?\s+(?=\D)|\s*[(\[]\s*\d[\d,.]*[kK]?\s*[)\]]\Z|\s\d[\d,.]*\Z")


_COUNTER = re.compile(r"(?:item |image |photo |slide )?\d{1,3} (?:of|/) \d{1,3}\b")
"""The caption of one picture out of several ("2 of 5 | Ministers arrive")."""


@dataclass(frozen=True, slots=True)
class _Tables:
    whole: dict[str, Boilerplate]
    start: tuple[tuple[tuple[str, ...], Boilerplate], ...]
    within: tuple[tuple[str, Boilerplate], ...]
    talk: frozenset[str]
    sections: frozenset[str]


@cache
def _tables() -> _Tables:
    table = tomllib.loads((files("dragoman.data") / "boilerplate.toml").read_text("utf-8"))
    try:
        rows = table["phrase"]
        return _Tables(
            whole={phrase: row["kind"] for row in rows for phrase in row["whole"]},
            start=tuple((tuple(row["start"]), row["kind"]) for row in rows),
            within=tuple((phrase, row["kind"]) for row in rows for phrase in row["within"]),
            talk=frozenset(table["talk"]["words"]),
            sections=frozenset(table["sections"]["names"]),
        )
    except (KeyError, TypeError) as error:
        raise DataError(f"boilerplate.toml: {error}") from None


def _plain(line: str) -> str:
    return line.casefold().strip(" \t\xa0:.!…|>»→›<«←-–—")


def boilerplate_kind(line: str) -> Boilerplate | None:
    """Return what kind of boilerplate a line of text is, or None where it is none.

    >>> boilerplate_kind("Comments (12)"), boilerplate_kind("Envoys met in Geneva on Monday.")
    ('comments', None)
    """
    if len(line) > 400 or len(line.split()) > _MAX_WORDS:
        return None
    tables = _tables()
    folded = _plain(line)
    whole = folded if folded in tables.whole else _COUNT.sub("", _BULLET.sub("", folded)).strip(" :.")
    if kind := tables.whole.get(whole):
        return kind
    if not any(char.isalnum() for char in folded) or _COUNTER.match(folded):
        return "noise"
    bare = _BULLET.sub("", line.casefold().replace("\xa0", " ")).strip()
    if kind := next((kind for phrases, kind in tables.start if bare.startswith(phrases)), None):
        return kind
    return next((kind for phrase, kind in tables.within if phrase in bare), None)


def is_sales_talk(line: str) -> bool:
    """Tell whether a short line reads like advertising for the site itself; only worth asking behind a promo line."""
    words = re.findall(r"[^\W\d_]+", line[:600].casefold())
    return len(words) <= 45 and len({word for word in words if word in _tables().talk}) >= 2


def section_label(line: str) -> str | None:
    """Return a site's section where a line is only its label ("- Politics", "Home > World > Asia"), else None."""
    if len(line) > 100:
        return None
    parts = [_BULLET.sub("", part).strip() for part in re.split(r"\s*[>»›]\s*|\s+/\s+", _BULLET.sub("", line).strip())]
    parts = [part for part in parts if part and part.casefold() != "home"]
    if not parts or any(part.casefold().rstrip(":") not in _tables().sections for part in parts):
        return None
    return parts[-1].rstrip(":")


def phrase_examples() -> list[tuple[Boilerplate, str]]:
    """Return the examples that the table carries, each with the kind that it must be recognised as."""
    table = tomllib.loads((files("dragoman.data") / "boilerplate.toml").read_text("utf-8"))
    return [(row["kind"], example) for row in table["phrase"] for example in row["examples"]]
