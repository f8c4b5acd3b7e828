"""Measures: tariffs, sanctions, export controls, visa bans and the like, by imposer, target and rate.

Cues and statuses are a table (``data/measures.toml``). Two readers work over each sentence: one joins rates with the
countries they are set for (`rates`), the other finds a cue and reads the noun phrase that is its target (`targets`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.annotate.measures.circumstances import carried_date, effective, imposer, imposers, main_imposers, status
from dragoman.annotate.measures.listing import included, named_below, segments
from dragoman.annotate.measures.rates import about_duties, rated
from dragoman.annotate.measures.table import Cue, measure_table
from dragoman.annotate.measures.targets import (
    apposed,
    described,
    further_counted,
    headed,
    listed_after_colon,
    phrase_end,
    reduced_start,
    relative_head,
    subject_start,
    targets,
)
from dragoman.annotate.measures.view import View, views
from dragoman.annotate.numbers import NUMBER, number
from dragoman.model import Document, MeasureMention

__all__ = ["measures"]

_PRONOUN = re.compile(r"(?:it|him|her|them)\b")
_REFERENCE = re.compile(r"(?:these|such|those|this)\s(?!who\b|believed|responsible|involved)", re.IGNORECASE)
_NO_PERSON = re.compile(r"\b(?:compan\w+|entit\w+|banks?|firms?|vessels?|LLC|JSC|OOO|Ltd|Inc)\b", re.IGNORECASE)
_FAMILY = re.compile(r"\bfamily members\b", re.IGNORECASE)
_COUNTED = re.compile(rf"(?:{NUMBER}|numerous|several|multiple|dozens)\b", re.IGNORECASE)
_OPEN = re.compile(r"\bdeals?\b|\bagree|\bif\b|\bunless\b", re.IGNORECASE)
_VOLUME = re.compile(
    rf"(?<![\w.,])(?P<value>{NUMBER})\s(?P<unit>(?:(?:thousand|million|billion)\s)?(?:metric\s)?(?:tonnes|tons|barrels|"
    r"kilogram(?:me)?s|lit(?:er|re)s|head|units|vehicles|cars|pieces|bottles|bales)(?:\s(?:a|per)\s(?:year|month|day))?)\b",
    re.IGNORECASE,
)
_COUNTRIES_ONLY = frozenset(
    {"tariff", "quota", "safeguard", "import ban", "export control", "embargo", "arms embargo", "subsidy"}
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A measure with what is still to be settled over the whole document: imposer, date, and a status not told."""

    mention: MeasureMention
    view: View
    status_told: bool


@dataclass(frozen=True, slots=True)
class _Context:
    """What a sentence is read with: all sentences, where laws on entry and on assets stand, the measure found last."""

    sentences: Sequence[View]
    bars_entry: Sequence[int]
    freezes_assets: Sequence[int]
    last: MeasureMention | None = None


def measures(document: Document) -> tuple[MeasureMention, ...]:
    """Return the measures that a document tells of, in order, one for each target, instrument and rate.

    Needs the layers sentences, tokens, timexes, mentions and chains.
    """
    sentences = list(views(document))
    cues = [cue for cue in measure_table().cues if cue.needs is None or cue.needs.search(document.text)]
    entry, assets = measure_table().visa_designation, measure_table().asset_basis
    context = _Context(sentences, _places(entry, document.text), _places(assets, document.text))
    found: list[_Found] = []
    for view in sentences:
        if view.text.rstrip().endswith("?") or view.text.startswith("QUESTION"):
            continue
        of_tariffs = any(about_duties(other.text) for other in sentences[max(view.index - 3, 0) : view.index + 1])
        with_rates = list(_rates(view, of_tariffs, _carried(found, view)))
        found += with_rates
        context = replace(context, last=found[-1].mention) if found else context
        found += (item for item in _cues(view, cues, context) if not with_rates or item.mention.instrument != "tariff")
    published = document.published.edtf if document.published else None
    aimed_at = {item.mention.target for item in found}
    ranked = main_imposers(document, [item.mention.imposer for item in found if item.mention.imposer])
    likely = sorted(ranked, key=lambda name: name in aimed_at)
    day = carried_date(sentences, published)
    return tuple(_merged([_settled(item, likely, day) for item in found]))


def _carried(found: Sequence[_Found], view: View) -> str | None:
    """Return the one target of the tariffs told in the two sentences before, None where there are several or none."""
    near = [item for item in found if item.view.index >= view.index - 2]
    names = {item.mention.target for item in near if item.mention.instrument == "tariff"}
    return names.pop() if len(names) == 1 else None


def _rates(view: View, context: bool, carried: str | None) -> Iterator[_Found]:
    items = list(rated(view, context, carried))
    names = [item.target for item in items if item.target]
    for item in items:
        span = item.quantity.span
        state = status(view, span.start, span.end)
        mention = MeasureMention(
            imposer(view, span.start, span.end, names), item.target, "tariff", view.span,
            view.absolute(span.start, span.end), state or "in force", rate=item.quantity.value, unit="percent",
            product=item.product, effective=effective(view, span.start, span.end, state),
        )  # fmt: skip
        yield _Found(mention, view, state is not None)


def _cues(view: View, cues: Sequence[Cue], context: _Context) -> Iterator[_Found]:
    for cue in cues:
        for match in cue.pattern.finditer(view.text):
            names = _targets(view, cue, match, context)
            if names:
                yield from _mentions(view, cue, match, names, context)


def _targets(view: View, cue: Cue, match: re.Match[str], context: _Context) -> Sequence[str]:
    """Return the targets of a cue by its frame, nothing where what stands there is no target."""
    table = measure_table()
    if table.not_imposed.search(view.text[: match.start()]) or table.no_sanction.match(view.text, match.end()):
        return ()
    if cue.frame == "subject":
        return _subject(view, cue, match, context)
    if cue.frame == "object":
        return _object(view, cue, match, context)
    if cue.frame == "reduced":
        return targets(view, reduced_start(view, match.start()), match.start())
    if cue.frame == "implied":
        return _implied(view, match)
    if cue.frame == "carried":
        return _goes_back(view, cue, context)
    if cue.frame == "apposition":
        before = apposed(view, match.start())
        return targets(view, *before) if before else ()
    link = cue.link.match(view.text, match.end())
    if link is None:
        return ()
    if link[0].endswith("response to "):
        return [party.name for party in view.parties if party.start == link.end() and party.taxable]
    return _fit(cue, view, link.end(), context)


def _implied(view: View, match: re.Match[str]) -> Sequence[str]:
    """Return the one other country of a sentence that tells of "the tariffs" without saying on whom."""
    who = imposer(view, match.start(), match.end(), ())
    others = {party.name for party in view.parties if party.taxable and party.name != who}
    return tuple(others) if who and len(others) == 1 else ()


def _goes_back(view: View, cue: Cue, context: _Context) -> Sequence[str]:
    """Return the target of the measure told last, where that is of the same kind and this sentence names no country."""
    last = context.last
    named = any(party.taxable for party in view.parties)
    same = last is not None and last.instrument == cue.instrument and not named
    return [last.target] if same and last is not None and last.target else ()


def _subject(view: View, cue: Cue, match: re.Match[str], context: _Context) -> Sequence[str]:
    """Return the targets before a passive, with those that the sentence or the lines below it add to them."""
    if (antecedent := relative_head(view, match.start())) is not None:
        return antecedent
    if name := headed(view, match.start()):
        return [name]
    start = subject_start(view, match.start())
    referred = _REFERENCE.match(view.text, max(view.text.rfind(" ", 0, max(start - 1, 0)) + 1, 0)) if start else None
    if referred or _REFERENCE.match(view.text, start):
        return named_below(view, context.sentences)
    if re.match(r"designated|sanctioned", view.text[start:]) or match[0].isupper():
        return ()
    end = min(phrase_end(view, start), match.start())
    if cue.instrument in _COUNTRIES_ONLY:
        return _countries(view, start, end)
    if below := named_below(view, context.sentences):
        return below
    names = targets(view, start, end)
    members = included(view, match.end())
    added = targets(view, *members) if members else []
    return [name for name in names if not (added and _FAMILY.search(name))] + [n for n in added if n not in names]


def _object(view: View, cue: Cue, match: re.Match[str], context: _Context) -> Sequence[str]:
    rest = view.text[match.end() :]
    if cue.after is not None:
        after = cue.after.search(rest)
        return targets(view, match.end(), match.end() + after.start()) if after and after.start() < 160 else ()
    if measure_table().appointment.search(rest) and "terroris" not in rest.lower():
        return ()
    return _listed(view, match.end() + len(rest) - len(rest.lstrip()), context)


def _listed(view: View, start: int, context: _Context) -> Sequence[str]:
    """Return the targets of the phrase at a position, or of the list that the phrase announces."""
    if pronoun := _PRONOUN.match(view.text, start):
        return targets(view, start, pronoun.end())
    if _REFERENCE.match(view.text, start):
        return ()
    if listed := listed_after_colon(view, start):
        return targets(view, *listed)
    if below := named_below(view, context.sentences):
        return below
    names: list[str] = []
    for segment in segments(view, start):
        names += [name for name in targets(view, *segment) if name not in names]
    names = names or described(view, start)
    if further := further_counted(view, start, phrase_end(view, start)):
        names += [name for name in targets(view, further, phrase_end(view, further)) if name not in names]
    return names


def _fit(cue: Cue, view: View, start: int, context: _Context) -> Sequence[str]:
    """Return the targets at a position; a tariff is set for countries, not for the goods or groups beside them."""
    if cue.instrument in _COUNTRIES_ONLY:
        return _countries(view, start, phrase_end(view, start))
    if _REFERENCE.match(view.text, start):
        return [context.last.target] if context.last and context.last.target and cue.instrument != "sanctions" else ()
    return _listed(view, start, context)


def _countries(view: View, start: int, end: int) -> Sequence[str]:
    return list(dict.fromkeys(party.name for party in view.within(start, end) if party.taxable))


def _mentions(
    view: View, cue: Cue, match: re.Match[str], names: Sequence[str], context: _Context
) -> Iterator[_Found]:
    """Yield a measure for each imposer and target; nobody is taken for the target of the country that he acts for."""
    told = match.end() if cue.frame == "implied" else match.start()
    state = cue.status or status(view, told, match.end())
    date = effective(view, match.start(), match.end(), state)
    rate, unit = _volume(view, match) if cue.instrument == "quota" else (None, None)
    for who in imposers(view, match.start(), match.end(), names) or (None,):
        for name in names:
            own = {party.country for party in view.parties if party.name == name}
            if name != who:
                mention = MeasureMention(
                    None if who in own else who, name, _instrument(view, cue, match[0], name, context), view.span,
                    view.absolute(*match.span()), state or "in force", effective=date,
                    rate=rate, unit=unit,
                )  # fmt: skip
                yield _Found(mention, view, state is not None)


def _volume(view: View, match: re.Match[str]) -> tuple[float | None, str | None]:
    """Return how much a quota lets in and the unit ("million tonnes"), where its clause tells."""
    volume = _VOLUME.search(view.text, match.start(), match.end() + 90)
    return (number(volume["value"]), volume["unit"]) if volume else (None, None)


def _instrument(view: View, cue: Cue, words: str, target: str, context: _Context) -> str:
    """Return the instrument: a designation bars entry, lists as terrorist or freezes assets by the nearest law."""
    if "designat" not in words.lower():
        return cue.instrument
    bars = _distance(view, context.bars_entry) < _distance(view, context.freezes_assets)
    if bars and not _NO_PERSON.search(target):
        return "visa ban"
    table = measure_table()
    listed = table.terror_list.search(view.text) and not table.legal_basis.search(view.document.text)
    return "terrorist designation" if listed else cue.instrument


def _places(pattern: re.Pattern[str], text: str) -> list[int]:
    return [match.start() for match in pattern.finditer(text)]


def _distance(view: View, places: Sequence[int]) -> float:
    """Return how far from a sentence the nearest of some sorted positions is: 0 within it, infinite where none is."""
    after = bisect_left(places, view.span.start)
    near = places[max(after - 1, 0) : after + 1]
    return min((max(at - view.span.end, view.span.start - at, 0) for at in near), default=float("inf"))


def _settled(found: _Found, likely: Sequence[str], day: str | None) -> MeasureMention:
    """Fill in what the sentence leaves open from the rest of the document."""
    mention = found.mention
    if mention.imposer is None:
        mention = replace(mention, imposer=next((name for name in likely if name != mention.target), None))
    if mention.instrument != "tariff" or day is None:
        return mention
    if not found.status_told:
        mention = replace(mention, status="announced", effective=None)
    if mention.status == "announced" and mention.effective is None and not _OPEN.search(found.view.text):
        mention = replace(mention, effective=day)
    return mention


def _merged(mentions: Sequence[MeasureMention]) -> list[MeasureMention]:
    """Leave out what repeats an entry: the same target, instrument and rate, or the same target without the rate.

    Entries that differ in the date they hold from stay apart; a date that only one of them has goes into the other.
    """
    with_rate = {(m.target, m.instrument) for m in mentions if m.rate is not None}
    kept: dict[tuple[str | None, str, str, float | None, str | None], MeasureMention] = {}
    for mention in mentions:
        if mention.rate is None and (mention.target, mention.instrument) in with_rate:
            continue
        key = (mention.imposer, _identity(mention.target), mention.instrument, mention.rate)
        undated, dated = (*key, None), (*key, mention.effective)
        if mention.effective is None and any(other[:4] == key for other in kept):
            continue
        if undated in kept and mention.effective is not None:
            kept[dated] = replace(kept.pop(undated), effective=mention.effective, status=mention.status)
        kept.setdefault(dated, mention)
    single = [mention for mention in kept.values() if not _named_later(mention, kept.values())]
    return sorted(single, key=lambda mention: mention.trigger.start)


def _named_later(group: MeasureMention, mentions: Iterable[MeasureMention]) -> bool:
    """Whether the document goes on to name, one by one, those that it first counts ("five officials and two banks")."""
    counts = [_count(m.target) for m in mentions if m.sentence == group.sentence and m.instrument == group.instrument]
    if not _count(group.target):
        return False
    named = [
        m for m in mentions
        if m.instrument == group.instrument and m.trigger.start > group.trigger.start and not _count(m.target)
        and (m.target or "")[:1].isupper()
    ]  # fmt: skip
    return len(named) >= max(2.0, 0.6 * sum(counts))


def _count(target: str | None) -> float:
    """Return how many a group counts, 0 where it is none; a vague number is taken for three."""
    match = _COUNTED.match(target or "")
    return 0 if match is None else number(match[0]) or 3.0


def _identity(target: str | None) -> str:
    """Return what tells targets apart: "50 family members" and "50 individuals" of one document are the same."""
    number = re.match(r"\d+", target or "")
    return number[0] if number else target or ""
