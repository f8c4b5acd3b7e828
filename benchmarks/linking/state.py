"""Two weak tests on pages of the U.S. Department of State: a meeting as it was planned and as it was told afterwards.

usage: python -m benchmarks.linking.state SHARED [--failing]

Pairs of tellings are built by rule from titles, dates and the names in a sentence; nobody has looked at each.

- **schedule**: an item of a public schedule ("2:15 p.m. Secretary Blinken meets with … Muhriddin") and the readout of
  that meeting (same official and counterpart, published on that day or the next) are one event; the item and a readout
  of another meeting or call (same counterpart, at least three days away; or same official and day, other counterpart)
  are two.
- **trilateral**: a page tells one where a sentence about a meeting or a call names two counterparts and title or
  sentence says so. Two pages with the same counterparts tell one where they are published on one day or the next, or
  where the older announces it and the other tells it within two weeks; they tell two where the one is a call and the
  other a meeting, where both tell it on different days, or where a month lies between.

Only the pages that stand in a pair are read, all into one record.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from pathlib import Path

from benchmarks.linking.checks import Pair, rates
from benchmarks.linking.record import Telling, World, world
from benchmarks.quality.gate import Figures

__all__ = ["Page", "Supposed", "figures", "load", "main", "schedule_pairs", "trilateral_pairs"]

_NEAR, _FAR = 14, 30


@dataclass(frozen=True, slots=True)
class Page:
    """A release: its title, day of publication and text."""

    id: str
    title: str
    day: date
    text: str
    line: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Supposed:
    """Two tellings that a rule takes for one event, or for two."""

    one: Telling
    other: Telling
    same: bool


def load(path: Path) -> list[Page]:
    """Read the releases (JSON lines), oldest first."""
    rows = sorted(map(json.loads, path.read_text("utf-8").splitlines()), key=lambda row: (row["published"], row["id"]))
    return [Page(row["id"], row["title"], date.fromisoformat(row["published"][:10]), row["text"], row) for row in rows]


# --- schedules and readouts ----------------------------------------------------------------------------------------

_SCHEDULE = re.compile(r"Public Schedule – (?P<date>\w+ \d+, \d{4})")
_ITEM = re.compile(
    r"^\d+:\d\d [ap]\.m\. (?:LOCAL )?(?:[A-Z]\w+ )*Secretary (?P<official>\w+) "
    r"(?P<words>meets (?:virtually )?with (?P<whom>[^,\n]+?))(?:,? (?:at|in|from) .*)?$",
    re.M,
)
_READOUT = re.compile(r"Secretary (?P<official>\w+)’s (?P<kind>Meeting|Call) with (?P<whom>.+)")
_TOLD = re.compile(r"\b(?:met|spoke|held)(?: \S+){2,4}")


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A meeting or call as one page tells it; ``names`` are the words by which the counterpart goes, the last first."""

    telling: Telling
    official: str
    whom: str
    day: date
    call: bool = False

    def with_same(self, other: _Meeting) -> bool:
        """Tell whether the surname of one counterpart is among the other's words."""
        ours, theirs = _words(self.whom), _words(other.whom)
        return ours[-1] in theirs or theirs[-1] in ours


def _words(text: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.findall(r"[\w-]+", plain.casefold())


def schedule_pairs(pages: Sequence[Page]) -> list[Supposed]:
    """Pair the items of public schedules with readouts."""
    readouts = list(_readouts(pages))
    return [
        Supposed(item.telling, readout.telling, same)
        for item in _items(pages)
        for readout in readouts
        if (same := _one_meeting(item, readout)) is not None
    ]


def _items(pages: Iterable[Page]) -> Iterator[_Meeting]:
    for page in pages:
        if schedule := _SCHEDULE.match(page.title):
            day = datetime.strptime(schedule["date"], "%B %d, %Y").date()
            for item in _ITEM.finditer(page.text):
                yield _Meeting(Telling(page.id, item["words"]), item["official"], item["whom"], day)


def _readouts(pages: Iterable[Page]) -> Iterator[_Meeting]:
    for page in pages:
        title, told = _READOUT.search(page.title.strip()), _TOLD.search(page.text)
        if title and told:
            telling = Telling(page.id, told[0])
            yield _Meeting(telling, title["official"], title["whom"], page.day, title["kind"] == "Call")


def _one_meeting(item: _Meeting, readout: _Meeting) -> bool | None:
    """Tell whether an item and a readout are of one meeting; None where the rule does not say."""
    if item.official != readout.official:
        return None
    after = (readout.day - item.day).days
    if item.with_same(readout):
        return True if after in (0, 1) and not readout.call else False if abs(after) >= 3 else None
    return False if after == 0 else None


# --- trilaterals ---------------------------------------------------------------------------------------------------

_COUNTERPART = re.compile(
    r"(?:Minister|Secretary|Representative|General|President|Advisor) (?P<name>[A-Z]\w+)(?= and | on |$)"
)
_SENTENCE = re.compile(r"[^\s][^\n]*?(?:(?<!\b[A-Z])[.:](?=\s)|$)", re.M)
_MEET = re.compile(r"\b(?:met|meets?|meeting|host|hosted)\b(?: \S+){2,4}")
_CALL = re.compile(r"\b(?:call|spoke)\b(?: \S+){2,4}")
_LONGEST = 6_000
"""Characters of a release; transcripts of briefings and press conferences are longer."""


@dataclass(frozen=True, slots=True)
class _Trilateral:
    telling: Telling
    day: date
    names: frozenset[str]
    call: bool
    planned: bool


def trilateral_pairs(pages: Sequence[Page]) -> list[Supposed]:
    """Pair the pages that tell an encounter with the same two counterparts."""
    releases = [page for page in pages if len(page.text) < _LONGEST]
    known = {name for page in releases for name in _counterparts(page.title)}
    told = [found for page in releases for found in _trilaterals(page, known)]
    return [
        Supposed(one.telling, other.telling, same)
        for one, other in combinations(told, 2)
        if one.names == other.names and (same := _one_trilateral(one, other)) is not None
    ]


def _counterparts(title: str) -> list[str]:
    _, with_, whom = title.strip().partition(" with ")
    return _COUNTERPART.findall(whom) if with_ and re.search("’s (Trilateral )?(Meeting|Call)s? with", title) else []


def _trilaterals(page: Page, known: Iterable[str]) -> Iterator[_Trilateral]:
    """Yield the first sentence of a page that tells an encounter with two counterparts, called trilateral somewhere."""
    titled = set(_counterparts(page.title))
    for sentence in _SENTENCE.findall(page.text):
        names = frozenset(known) & set(re.findall(r"\w+", sentence))
        call, meeting = _CALL.search(sentence), _MEET.search(sentence)
        told = (call or meeting) if not (call and meeting) else None
        if told and len(names) == 2 and (names == titled or "rilateral" in sentence + page.title):
            planned = " will " in sentence[: told.start()]
            yield _Trilateral(Telling(page.id, told[0]), page.day, names, bool(call), planned)
            return


def _one_trilateral(one: _Trilateral, other: _Trilateral) -> bool | None:
    """Tell whether two tellings, the older first, are of one trilateral; None where the rule does not say."""
    apart = (other.day - one.day).days
    if one.call != other.call or apart > _FAR:
        return False
    if apart <= 1 or (one.planned and not other.planned and apart <= _NEAR):
        return True
    return None if one.planned or other.planned else False


# --- the measure ---------------------------------------------------------------------------------------------------


TESTS: Mapping[str, Callable[[Sequence[Page]], list[Supposed]]] = {
    "schedule": schedule_pairs,
    "trilateral": trilateral_pairs,
}


def measured(shared: Path) -> dict[str, list[tuple[Supposed, Pair]]]:
    """Read the pages that stand in a pair, link them, and return what came of each pair."""
    pages = load(shared / "data" / "state" / "releases.jsonl")
    supposed = {name: pairs(pages) for name, pairs in TESTS.items()}
    needed = {telling.document for pairs in supposed.values() for one in pairs for telling in (one.one, one.other)}
    with world(page.line for page in pages if page.id in needed) as linked:
        return {name: [(one, _pair(one, linked)) for one in pairs] for name, pairs in supposed.items()}


def _pair(one: Supposed, linked: World) -> Pair:
    left, right = linked.entries(one.one, "event"), linked.entries(one.other, "event")
    joined = not linked.clusters("event", left).keys().isdisjoint(linked.clusters("event", right))
    return Pair(one.same, joined, bool(left and right))


def figures(shared: Path) -> Figures:
    """Return precision, recall and F1 of each test, and the recall over what was read; by pair, whether it is right."""
    metrics: dict[str, float] = {}
    documents = {}
    for name, found in measured(shared).items():
        total, read = rates(pair for _, pair in found), rates(pair for _, pair in found if pair.read)
        metrics |= {f"{name}/precision": 100 * total.precision, f"{name}/recall": 100 * total.recall}
        metrics |= {f"{name}/f1": 100 * total.f1, f"{name}/read/recall": 100 * read.recall}
        for one, pair in found:
            documents[f"{name}/{one.one.document} {one.other.document}"] = {"right": 100.0 * pair.right}
    return Figures(metrics, documents)


def main() -> None:
    """Print how many pairs there are and how they come out and, where asked, those that come out wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder with data/")
    parser.add_argument("--failing", action="store_true")
    options = parser.parse_args()
    for name, found in measured(options.shared).items():
        for one, pair in found if options.failing else ():
            if not pair.right:
                print("apart" if one.same else "joined", "" if pair.read else "(not read)", one.one, one.other)
        total = rates(pair for _, pair in found)
        read = sum(pair.read for _, pair in found)
        print(f"{name}: {len(found)} pairs, {total.same} the same; {read} read; "
              f"precision {100 * total.precision:.1f}, recall {100 * total.recall:.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
