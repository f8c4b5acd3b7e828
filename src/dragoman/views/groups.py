"""The events of a brief: the same act told by several documents as one, and what weighs most first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.edtf import parse_days
from dragoman.store.names import name_words
from dragoman.store.rows import EventRow
from dragoman.views.cast import Cast
from dragoman.views.frames import SPEECH, is_told
from dragoman.views.linked import Linked
from dragoman.views.wording import table

__all__ = ["LIGHT", "Group", "grouped"]

LIGHT = 0.15  # acts that weigh less stay in the record and out of the brief
_HALF_LIFE = 10.0  # days after which an event weighs half
_FADED = 0.02  # what the oldest still weighs
_UNKNOWN = 0.4  # where neither the act nor its document has a date
_UNDATED, _OPINION, _ABROAD, _AGAIN, _FIELD = 0.6, 0.5, 1.6, 0.6, 0.1
_IDLE = 0.01  # "declined to comment"
_ROUGH = 0.7  # where the source's words fit no sentence of ours, or point back to one before them
_STATUS = {"planned": 1.2, "proposed": 1.0, "cancelled": 1.4, "postponed": 1.4, "denied": 1.2, "conditional": 0.8}


@dataclass(frozen=True, slots=True)
class Group:
    """One act as one or more documents tell it; ``lead`` is the telling that says most of how it stands.

    ``sources`` counts independent sources; ``disputed`` says in words on what they disagree.
    """

    rows: tuple[EventRow, ...]
    weight: float
    sources: int = 1
    disputed: tuple[str, ...] = ()

    @property
    def lead(self) -> EventRow:
        """The telling whose words are used."""
        return self.rows[0]

    @property
    def order(self) -> tuple[str, str]:
        """What sorts acts by date: their own, else that of the document."""
        found = parse_days(self.lead.date) or parse_days(self.lead.citation.published)
        return (found.first if found else "9999", self.lead.id)


def grouped(rows: Iterable[EventRow], cast: Cast, newest: date, linked: Linked) -> list[Group]:
    """Return the acts, the weightiest first; tellings of one event across documents are one act.

    The weight is a product: type, how recent (against the day of the newest document), the office of the highest
    party, parties of several countries, how much of the record the parties take up, how many independent sources tell
    it and how much they say; what only an opinion piece tells weighs half. The factors were set by reading briefs, not
    measured.
    """
    found: dict[str, list[EventRow]] = {}
    for row in rows:
        if row.actors or (row.recipients and row.type != "CONSULT"):  # else there is nobody to write about
            found.setdefault(linked.event(row.id), []).append(row)
    groups = [_group(event, several, cast, newest, linked) for event, several in found.items()]
    return sorted(groups, key=lambda group: (-group.weight, group.order))


def _group(event: str, rows: list[EventRow], cast: Cast, newest: date, linked: Linked) -> Group:
    now = linked.status(event)
    best = sorted(rows, key=lambda row: (row.status != now, row.citation.genre == "opinion", -_said(row), row.id))
    lead = best[0]
    sources = len({linked.source(row.citation.document) for row in rows})
    weights, parties = table()["weights"], (*lead.actors, *lead.recipients)
    weight = float(weights.get(lead.type, 1.0) * weights.get(lead.mode, 1.0)) * _recency(lead, newest)
    weight *= max(map(cast.weight, parties), default=0.4) * cast.share(parties) * (1 + _FIELD * _said(lead))
    weight *= _STATUS.get(lead.status, 1.0) * (1 + _AGAIN * (sources - 1))
    weight *= _ABROAD if cast.international(lead) else 1.0
    weight *= _ROUGH if lead.type in SPEECH and (not is_told(lead) or _hangs(lead)) else 1.0
    weight *= _IDLE if name_words(lead.content or "") in table()["words"]["idle_contents"] else 1.0
    weight *= _OPINION if lead.citation.genre == "opinion" else 1.0
    return Group(tuple(best), weight, sources, linked.disputed(event))


def _hangs(row: EventRow) -> bool:
    """Tell whether what was said begins with a word that points back: "It has done its work"."""
    return name_words(row.content or "").partition(" ")[0] in table()["words"]["pronouns"]


def _said(row: EventRow) -> int:
    """Count the fields that a telling fills."""
    return sum(value is not None for value in (row.content, row.place, row.source, row.date))


def _recency(row: EventRow, newest: date) -> float:
    own = parse_days(row.date)
    found = own or parse_days(row.citation.published)
    if found is None:
        return _UNKNOWN
    nearest = min(max(newest, date.fromisoformat(found.first)), date.fromisoformat(found.last))
    weight = 0.5 ** (abs((newest - nearest).days) / _HALF_LIFE)
    return float(max(weight, _FADED)) * (1.0 if own else _UNDATED)
