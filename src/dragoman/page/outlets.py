"""Well-known outlets by name and domain, from ``data/outlets.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from dragoman.errors import DataError

__all__ = ["known_outlet", "looks_like_outlet", "outlet_of_url", "split_outlet"]

_PAPER = (
    r"(?:Journal|Times|Herald|Post|News|Daily|Tribune|Gazette|Courier|Observer|Chronicle|Press|Agency|Review|Star"
    r"|Monitor)"
)
_PAPER_THEN_PERSON = re.compile(
    rf"(?P<outlet>(?:[A-Z][\w'’.&-]*\s){{1,4}}?{_PAPER})\s(?P<person>[A-Z][\w'’.-]+(?:\s[A-Z][\w'’.-]+){{1,3}})"
)


_PAPER_NAME = re.compile(rf"(?:[A-Z][\w'’.&-]*\s){{1,4}}{_PAPER}|(?:Radio|Agence|Agencia|Agenzia)\s.+")


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    table = tomllib.loads((files("dragoman.data") / "outlets.toml").read_text("utf-8"))
    try:
        rows = table["outlet"]
        names = {name.casefold(): row["name"] for row in rows for name in (row["name"], *row["aliases"])}
        return names, {domain: row["name"] for row in rows for domain in row["domains"]}
    except (KeyError, TypeError) as error:
        raise DataError(f"outlets.toml: an entry lacks {error}") from None


def known_outlet(name: str) -> str | None:
    """Return the record's name of a well-known outlet, whichever of its names is given, or None.

    >>> known_outlet("Diplomacy Journal")
    'The Diplomacy Journal'
    """
    return _tables()[0].get(" ".join(name.split()).casefold())


def looks_like_outlet(name: str) -> bool:
    """Tell whether a name is a known outlet's, or ends in a word for a newspaper ("Valley Courier")."""
    return known_outlet(name) is not None or bool(_PAPER_NAME.fullmatch(name))


def outlet_of_url(url: str) -> str | None:
    """Return the name of the well-known outlet whose site an address is on, or None.

    >>> outlet_of_url("https://edition.cnn.com/2025/07/08/x")
    'CNN'
    """
    try:
        labels = (urlsplit(url).hostname or "").split(".")
    except ValueError:
        return None
    domains = (".".join(labels[at:]) for at in range(len(labels) - 1))
    return next((name for domain in domains if (name := _tables()[1].get(domain))), None)


def split_outlet(byline: str) -> tuple[str | None, str]:
    """Part an outlet that stands before the writer's name in a byline; return outlet and writer.

    The outlet is a known one, or ends in a word for a newspaper.

    >>> split_outlet("Diplomacy Journal Lee Kap-soo")
    ('The Diplomacy Journal', 'Lee Kap-soo')
    """
    words = byline.split()
    for count in range(min(len(words) - 2, 5), 0, -1):
        if name := known_outlet(" ".join(words[:count])):
            return name, " ".join(words[count:])
    if match := _PAPER_THEN_PERSON.fullmatch(byline):
        return match["outlet"], match["person"]
    return None, byline
