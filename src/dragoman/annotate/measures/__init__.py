"""Measures: tariffs, sanctions, export controls, visa bans and the like, by imposer, target and rate.

Cues and statuses are a table (``data/measures.toml``). Two readers work over each sentence: one joins rates with the
countries they are set for (`rates`), the other finds a cue and reads the noun phrase that is its target (`targets`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.annotate.measures.circumstances import carried_date, effective, imposer, main_imposer, status
from dragoman.annotate.measures.rates import rated
from dragoman.annotate.measures.table import Cue, measure_table
from dragoman.annotate.measures.targets import (
    apposed,
    described,
    further_counted,
    listed_after_colon,
    phrase_end,
    reduced_start,
    subject_start,
    targets,
)
from dragoman.annotate.measures.view import View, views
from dragoman.model import Document, MeasureMention

__all__ = ["measures"]

_TARIFF = re.compile(r"\btariffs?\b|\bdut(?:y|ies)\b|\blev(?:y|ies)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:it|him|her|them)\b")
_OPEN = re.compile(r"\bdeals?\b|\bagree|\bif\b|\bunless\b", re.IGNORECASE)
_COUNTRIES_ONLY = frozenset(
    {"tariff", "quota", "import ban", "export control", "embargo", "arms embargo", "subsidy"}
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A measure with what is still to be settled over the whole document: imposer, date, and a status not told."""

    mention: MeasureMention
    view: View
    status_told: bool


def measures(document: Document) -> tuple[MeasureMention, ...]:
    """Return the measures that a document tells of, in order, one for each target, instrument and rate.

    Needs the layers sentences, tokens, timexes, mentions and chains.
    """
    sentences = list(views(document))
    cues = [cue for cue in measure_table().cues if cue.needs is None or cue.needs.search(document.text)]
    found: list[_Found] = []
    for view in sentences:
        if view.text.rstrip().endswith("?") or view.text.startswith("QUESTION"):
            continue
        context = any(_TARIFF.search(other.text) for other in sentences[max(view.index - 3, 0) : view.index + 1])
        with_rates = list(_rates(view, context))
        found += with_rates
        found += (item for item in _cues(view, cues) if not with_rates or item.mention.instrument != "tariff")
    published = document.published.edtf if document.published else None
    default = main_imposer(document, [item.mention.imposer for item in found if item.mention.imposer])
    day = carried_date(sentences, published)
    return tuple(_merged([_settled(item, default, day) for item in found]))


def _rates(view: View, context: bool) -> Iterator[_Found]:
    items = list(rated(view, context))
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


def _cues(view: View, cues: Sequence[Cue]) -> Iterator[_Found]:
    for cue in cues:
        for match in cue.pattern.finditer(view.text):
            names = _targets(view, cue, match)
            if names:
                yield from _mentions(view, cue, match, names)


def _targets(view: View, cue: Cue, match: re.Match[str]) -> Sequence[str]:
    """Return the targets of a cue by its frame, nothing where what stands there is no target."""
    if measure_table().not_imposed.search(view.text[: match.end()]):
        return ()
    if cue.frame == "subject":
        start = subject_start(view, match.start())
        if re.match(r"designated|sanctioned", view.text[start:]):
            return ()
        return _fit(cue, view, start, min(phrase_end(view, start), match.start()))
    if cue.frame == "object":
        return _object(view, cue, match)
    if cue.frame == "reduced":
        return targets(view, reduced_start(view, match.start()), match.start())
    if cue.frame == "apposition":
        before = apposed(view, match.start())
        return targets(view, *before) if before else ()
    link = cue.link.match(view.text, match.end())
    if link is None:
        return ()
    if link[0].endswith("response to "):
        return [party.name for party in view.parties if party.start == link.end() and party.taxable]
    return _fit(cue, view, link.end(), phrase_end(view, link.end()))


def _object(view: View, cue: Cue, match: re.Match[str]) -> Sequence[str]:
    rest = view.text[match.end() :]
    if cue.after is not None:
        after = cue.after.search(rest)
        return targets(view, match.end(), match.end() + after.start()) if after and after.start() < 160 else ()
    if measure_table().appointment.search(rest) and "terroris" not in rest.lower():
        return ()
    return _listed(view, match.end() + len(rest) - len(rest.lstrip()))


def _listed(view: View, start: int) -> Sequence[str]:
    """Return the targets of the phrase at a position, or of the list after a colon that the phrase announces."""
    if pronoun := _PRONOUN.match(view.text, start):
        return targets(view, start, pronoun.end())
    if listed := listed_after_colon(view, start):
        return targets(view, *listed)
    end = phrase_end(view, start)
    names = targets(view, start, end) or described(view, start)
    if further := further_counted(view, start, end):
        names += [name for name in targets(view, further, phrase_end(view, further)) if name not in names]
    return names


def _fit(cue: Cue, view: View, start: int, end: int) -> Sequence[str]:
    """Return the targets in a stretch; a tariff is set for countries, not for the goods or groups beside them."""
    if cue.instrument in _COUNTRIES_ONLY:
        countries = [party.name for party in view.within(start, end) if party.taxable]
        return list(dict.fromkeys(countries))
    return targets(view, start, end) if cue.frame == "subject" else _listed(view, start)


def _mentions(view: View, cue: Cue, match: re.Match[str], names: Sequence[str]) -> Iterator[_Found]:
    who = imposer(view, match.start(), match.end(), names)
    state = status(view, match.start(), match.end())
    date = effective(view, match.start(), match.end(), state)
    for name in names:
        if name != who:
            mention = MeasureMention(
                who, name, _instrument(view, cue, match), view.span, view.absolute(*match.span()), state or "in force",
                effective=date,
            )  # fmt: skip
            yield _Found(mention, view, state is not None)


def _instrument(view: View, cue: Cue, match: re.Match[str]) -> str:
    """Return the instrument: a designation bars entry, lists as terrorist or freezes assets, as the document says."""
    if "designat" not in match[0].lower():
        return cue.instrument
    context, text = measure_table(), view.document.text
    if context.visa_designation.search(text):
        return "visa ban"
    listed = context.terror_list.search(view.text) and not context.legal_basis.search(text)
    return "terrorist designation" if listed else cue.instrument


def _settled(found: _Found, default: str | None, day: str | None) -> MeasureMention:
    """Fill in what the sentence leaves open from the rest of the document."""
    mention = found.mention
    if mention.imposer is None and default != mention.target:
        mention = replace(mention, imposer=default)
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
    kept: dict[tuple[str, str, float | None, str | None], MeasureMention] = {}
    for mention in mentions:
        if mention.rate is None and (mention.target, mention.instrument) in with_rate:
            continue
        key = (_identity(mention.target), mention.instrument, mention.rate)
        undated, dated = (*key, None), (*key, mention.effective)
        if mention.effective is None and any(other[:3] == key for other in kept):
            continue
        if undated in kept and mention.effective is not None:
            kept[dated] = replace(kept.pop(undated), effective=mention.effective, status=mention.status)
        kept.setdefault(dated, mention)
    return sorted(kept.values(), key=lambda mention: mention.trigger.start)


def _identity(target: str | None) -> str:
    """Return what tells targets apart: "50 family members" and "50 individuals" of one document are the same."""
    number = re.match(r"\d+", target or "")
    return number[0] if number else target or ""
