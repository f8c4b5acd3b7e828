"""What kind of text a document is: report, opinion, release or transcript; by the patterns of ``data/genres.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from dragoman.errors import DataError
from dragoman.model import Genre

__all__ = ["genre_of", "genre_pattern"]

_HEAD_PARAGRAPHS = 4
_TAIL_PARAGRAPHS = 2
_CASED = frozenset({"transcript.speaker", "transcript.turn", "opinion.columnist", "opinion.self"})
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]|‘[^‘’]{20,}’|'[^']{20,}'")
_WORD = re.compile(r"\w+")


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("dragoman.data") / "genres.toml").read_text("utf-8"))


@cache
def genre_pattern(name: str) -> re.Pattern[str]:
    """Return a pattern of the table by name, such as ``opinion.title``. Raises DataError where it is not there."""
    genre, _, kind = name.partition(".")
    try:
        return re.compile(_table()[genre][kind], 0 if name in _CASED else re.I)
    except (KeyError, re.error) as error:
        raise DataError(f"genres.toml: {name}: {error}") from None


def genre_of(
    title: str | None,
    text: str,
    *,
    outlet: str | None = None,
    section: str | None = None,
    url: str | None = None,
    byline: str | None = None,
) -> Genre:
    """Return the genre of a text.

    A text of speakers' turns is a transcript, whoever publishes it. What an office publishes about itself, or what
    begins as releases do, is a release. An opinion piece is known by its title, section or address, by a closing note
    on whose views these are, or by a writer who urges in the first person outside quotations.

    >>> genre_of("[Jane Doe] A month that will decide", "Envoys meet in July.")
    'opinion'
    """
    paragraphs = [p for p in re.split(r"\n+", text) if p.strip()]
    title = title or ""
    if _is_transcript(title, paragraphs):
        return "transcript"
    if _is_release(title, paragraphs, outlet, byline):
        return "release"
    return "opinion" if _is_opinion(title, paragraphs, section, url) else "report"


def _is_transcript(title: str, paragraphs: list[str]) -> bool:
    speaker = genre_pattern("transcript.speaker")
    speakers = sum(bool(speaker.match(p)) for p in paragraphs)
    if speakers >= 2 or _takes_turns(paragraphs):
        return True
    named = bool(genre_pattern("transcript.title").search(title))
    if genre_pattern("transcript.announced").search(title):
        return False
    if speakers and (named or any(speaker.match(p) for p in paragraphs[:6])):
        return True
    return named and _opens_as_speech(paragraphs)


_FEWEST_TURNS = 6


def _takes_turns(paragraphs: list[str]) -> bool:
    """Tell whether few names open many paragraphs by turns."""
    turn = genre_pattern("transcript.turn")
    turns = [match["who"] for p in paragraphs if (match := turn.match(p)) and not match["who"].startswith("DEAR ")]
    return len(turns) >= max(_FEWEST_TURNS, 0.3 * len(paragraphs)) and len(turns) >= 2 * len(set(turns)) >= 4


def _opens_as_speech(paragraphs: list[str]) -> bool:
    opening = genre_pattern("transcript.opening")
    return any(opening.match(p) for p in paragraphs[: 2 * _HEAD_PARAGRAPHS])


def _is_release(title: str, paragraphs: list[str], outlet: str | None, byline: str | None) -> bool:
    head = genre_pattern("release.head")
    return bool(
        any(head.match(p) for p in paragraphs[:_HEAD_PARAGRAPHS])
        or genre_pattern("release.title").search(title)
        or (outlet and genre_pattern("release.outlet").search(outlet))
        or (byline and genre_pattern("release.byline").search(byline))
    )


def _is_opinion(title: str, paragraphs: list[str], section: str | None, url: str | None) -> bool:
    if genre_pattern("opinion.title").search(title) or genre_pattern("opinion.columnist").search(title):
        return True
    if (section and genre_pattern("opinion.section").search(section)) or genre_pattern("opinion.url").search(url or ""):
        return True
    tail = genre_pattern("opinion.tail")
    return any(tail.search(p[-600:]) for p in paragraphs[-_TAIL_PARAGRAPHS:]) or _urges(paragraphs)


_LEAST_WORDS = 300
_URGING = 4.0
_SELF = 6.0
"""Per thousand words outside quotations. Chosen on Wikinews, the seeds and releases: see docs/reading-pages.md."""


def _urges(paragraphs: list[str]) -> bool:
    own = _QUOTED.sub(" ", " ".join(paragraphs))
    words = len(_WORD.findall(own))
    if words < _LEAST_WORDS:
        return False
    urging = 1000 * len(genre_pattern("opinion.urging").findall(own)) / words
    speaking = 1000 * len(genre_pattern("opinion.self").findall(own)) / words
    return urging >= _URGING and speaking >= _SELF
