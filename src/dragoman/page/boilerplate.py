"""What scraped pages carry besides their articles, from ``data/boilerplate.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from dragoman.errors import DataError

__all__ = ["Boilerplate", "boilerplate_kind", "is_sales_talk", "section_label"]

Boilerplate = Literal["noise", "promo", "comments", "related", "release"]

_MAX_WORDS = 25
_BULLET = re.compile(r"\A[\s•·*‣▪◦●■□▶►»>|#–—-]+(?=\S)")
_COUNT = re.compile(r"\A\(?\d[\d,.]*[kK]?\)?\s+(?=\D)|\s*[(\[]\s*\d[\d,.]*[kK]?\s*[)\]]\Z|\s\d[\d,.]*\Z")


@dataclass(frozen=True, slots=True)
class _Tables:
    whole: dict[str, Boilerplate]
    start: tuple[tuple[re.Pattern[str], Boilerplate], ...]
    within: tuple[tuple[re.Pattern[str], Boilerplate], ...]
    talk: frozenset[str]
    sections: frozenset[str]


def _pattern(phrases: list[str], frame: str) -> re.Pattern[str]:
    return re.compile(frame.format("|".join(re.escape(p) for p in phrases)) if phrases else r"(?!)")


@cache
def _tables() -> _Tables:
    table = tomllib.loads((files("dragoman.data") / "boilerplate.toml").read_text("utf-8"))
    try:
        rows = table["phrase"]
        return _Tables(
            whole={phrase: row["kind"] for row in rows for phrase in row["whole"]},
            start=tuple((_pattern(row["start"], r"\A(?:{})"), row["kind"]) for row in rows),
            within=tuple((_pattern(row["within"], r"(?:{})"), row["kind"]) for row in rows),
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
    if not folded:
        return "noise"
    bare = _BULLET.sub("", line.casefold().replace("\xa0", " ")).strip()
    return next((kind for table in (tables.start, tables.within) for rule, kind in table if rule.search(bare)), None)


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
