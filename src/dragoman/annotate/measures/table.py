"""The table of measures: cues with their instrument and frame, and the words that show a status."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from dragoman.errors import DataError
from dragoman.model import MeasureStatus
from dragoman.ontology import table

__all__ = ["Cue", "Frame", "MeasureTable", "measure_table"]

Frame = Literal["noun", "object", "subject", "reduced", "apposition", "implied", "carried"]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words for a measure, its instrument, and where its target stands.

    ``link`` leads from a noun to its target; ``after`` has to follow the target of an object frame; ``needs`` has to
    be somewhere in the document; ``status`` is where the words themselves put the measure.
    """

    instrument: str
    frame: Frame
    pattern: re.Pattern[str]
    after: re.Pattern[str] | None
    link: re.Pattern[str]
    needs: re.Pattern[str] | None
    status: MeasureStatus | None
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasureTable:
    """``data/measures.toml``, compiled: cues, statuses in the order in which they are tried, and single patterns."""

    cues: tuple[Cue, ...]
    statuses: tuple[tuple[MeasureStatus, re.Pattern[str]], ...]
    in_force: re.Pattern[str]
    announced: re.Pattern[str]
    visa_designation: re.Pattern[str]
    asset_basis: re.Pattern[str]
    appointment: re.Pattern[str]
    not_imposed: re.Pattern[str]
    no_sanction: re.Pattern[str]
    terror_list: re.Pattern[str]
    legal_basis: re.Pattern[str]
    stops: re.Pattern[str]
    departments: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def measure_table() -> MeasureTable:
    """Return the table, read once. Raises DataError where it is malformed."""
    data = table("measures")
    try:
        needs = {name: _compile(pattern) for name, pattern in data["needs"].items()}
        return MeasureTable(
            tuple(_cue(entry, needs) for entry in data["cue"]),
            tuple((entry["name"], _compile(entry["pattern"])) for entry in data["status"]),
            _compile(data["settled"]["in_force"]),
            _compile(data["settled"]["announced"]),
            _compile(data["context"]["visa_designation"]),
            re.compile(data["context"]["asset_basis"]),
            _compile(data["context"]["appointment"]),
            _compile(data["context"]["not_imposed"]),
            _compile(data["context"]["no_sanction"]),
            re.compile(data["context"]["terror_list"]),
            re.compile(data["context"]["legal_basis"]),
            re.compile(data["phrase"]["stops"]),
            tuple((country, re.compile(pattern)) for country, pattern in data["departments"].items()),
        )
    except (KeyError, re.error) as error:
        raise DataError(f"data/measures.toml: {error}") from error


def _cue(entry: Mapping[str, str], needs: Mapping[str, re.Pattern[str]]) -> Cue:
    frame = entry["frame"]
    if frame not in get_args(Frame):
        raise DataError(f"data/measures.toml: no frame {frame!r}")
    return Cue(
        entry["instrument"], frame, _compile(entry["pattern"]),  # type: ignore[arg-type]
        _compile(entry["after"]) if "after" in entry else None,
        _compile(_LINK.format(entry.get("link", "on|upon|against|targeting"))),
        needs[entry["needs"]] if "needs" in entry else None,
        entry.get("status"),  # type: ignore[arg-type]
        tuple(entry["examples"]),
    )  # fmt: skip


_LINK = (
    r"(?:\s(?:(?:is|are|was|were|has been|have been|being|not|also|now)\s){{0,3}}(?:(?:newly|currently|already|"
    r"previously)\s)?(?:imposed|placed|levied|announced|slapped|issued|enacted|set|held|"
    r"directed|aimed|targeted|adopted|taken)(?:\s(?:solely|mainly|today|only|this week|last week|last month))*)?"
    r"(?:,[^,;]{{3,60}},)?(?:\sof\s[\w%., ]{{1,20}}?)?(?:\s(?:{}))\s"
)
"""What may stand between a noun and its target: a participle, an aside, a rate, and one of the cue's own words."""


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
