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
from dragoman.annotate.measures.targets import listed_after_colon, phrase_end, phrase_start, reduced_start, targets
from dragoman.annotate.measures.view import View, views
from dragoman.model import Document, MeasureMention

__all__ = ["measures"]

_TARIFF = re.compile(r"\btariffs?\b|\bdut(?:y|ies)\b|\blev(?:y|ies)\b", re.IGNORECASE)
_COUNTRIES_ONLY = frozenset(
    {"tariff", "quota", "import ban", "export control", "embargo", "arms embargo", "subsidy"}
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A measure with what is still to be settled over the whole document: its imposer and date may be carried over."""

    mention: MeasureMention
    view: View
    start: int
    end: int


def measures(document: Document) -> tuple[MeasureMention, ...]:
    """Return the measures that a document tells of, in order, one for each target, instrument and rate.

    Needs the layers sentences, tokens, timexes, mentions and chains.
    """
    sentences = list(views(document))
    found: list[_Found] = []
    for view in sentences:
        if view.text.rstrip().endswith("?") or view.text.startswith("QUESTION"):
            continue
        context = any(_TARIFF.search(other.text) for other in sentences[max(view.index - 3, 0) : view.index + 1])
        found += _rates(view, context)
        found += _cues(view)
    published = document.published.edtf if document.published else None
    default = main_imposer(document, [f.mention.imposer for f in found if f.mention.imposer])
    day = carried_date(sentences, published)
    return tuple(_merged([_settled(f, default, day) for f in found]))


def _rates(view: View, context: bool) -> Iterator[_Found]:
    for item in rated(view, context):
        span = item.quantity.span
        names = [item.target] if item.target else []
        who = imposer(view, span.start, span.end, names, None)
        state = status(view, span.start, span.end)
        mention = MeasureMention(
            who, item.target, "tariff", view.span, view.absolute(span.start, span.end), state,
            rate=item.quantity.value, unit="percent", product=item.product,
            effective=effective(view, span.start, span.end, state),
        )  # fmt: skip
        yield _Found(mention, view, span.start, span.end)


def _cues(view: View) -> Iterator[_Found]:
    for cue in measure_table().cues:
        if cue.needs and not cue.needs.search(view.document.text):
            continue
        for match in cue.pattern.finditer(view.text):
            names = _targets(view, cue, match)
            if names:
                yield from _mentions(view, cue, match, names)


def _targets(view: View, cue: Cue, match: re.Match[str]) -> Sequence[str]:
    """Return the targets of a cue by its frame, nothing where what stands there is no target."""
    if measure_table().not_imposed.search(view.text[: match.start()]):
        return ()
    if cue.frame == "subject":
        start = phrase_start(view, match.start())
        return _fit(cue, view, start, min(phrase_end(view, start), match.start()))
    if cue.frame == "object":
        return _object(view, cue, match)
    if cue.frame == "reduced":
        return targets(view, reduced_start(view, match.start()), match.start())
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
    listed = listed_after_colon(view, start)
    return targets(view, *listed) if listed else targets(view, start, phrase_end(view, start))


def _fit(cue: Cue, view: View, start: int, end: int) -> Sequence[str]:
    """Return the targets in a stretch; a tariff is set for countries, not for the goods or groups beside them."""
    if cue.instrument in _COUNTRIES_ONLY:
        countries = [party.name for party in view.within(start, end) if party.taxable]
        return list(dict.fromkeys(countries))
    return targets(view, start, end) if cue.frame == "subject" else _listed(view, start)


def _mentions(view: View, cue: Cue, match: re.Match[str], names: Sequence[str]) -> Iterator[_Found]:
    instrument, table = cue.instrument, measure_table()
    if "designat" in match[0].lower() and table.visa_designation.search(view.document.text):
        instrument = "visa ban"
    who = imposer(view, match.start(), match.end(), names, None)
    state = status(view, match.start(), match.end())
    date = effective(view, match.start(), match.end(), state)
    for name in names:
        if name != who:
            mention = MeasureMention(
                who, name, instrument, view.span, view.absolute(*match.span()), state, effective=date
            )
            yield _Found(mention, view, match.start(), match.end())


def _settled(found: _Found, default: str | None, day: str | None) -> MeasureMention:
    """Fill in what the sentence leaves open from the rest of the document."""
    mention = found.mention
    if mention.imposer is None and default != mention.target:
        mention = replace(mention, imposer=default)
    carried = mention.instrument == "tariff" and mention.status == "announced" and mention.effective is None
    if carried and not re.search(r"\bdeal|\bagree|\bif\b|\bunless\b", found.view.text):
        mention = replace(mention, effective=day)
    return mention


def _merged(mentions: Sequence[MeasureMention]) -> Iterator[MeasureMention]:
    """Drop what repeats an entry: the same target, instrument and rate, or the same target without the rate."""
    counted: set[tuple[str, str]] = set()
    with_rate = {(m.target, m.instrument) for m in mentions if m.rate is not None}
    seen: dict[tuple[str | None, str, float | None], set[str | None]] = {}
    for mention in mentions:
        if mention.rate is None and (mention.target, mention.instrument) in with_rate:
            continue
        number = re.match(r"\d+", mention.target or "")
        if number and (mention.instrument, number[0]) in counted:
            continue
        if number:
            counted.add((mention.instrument, number[0]))
        dates = seen.setdefault((mention.target, mention.instrument, mention.rate), set())
        if dates and (mention.effective is None or None in dates or mention.effective in dates):
            continue
        dates.add(mention.effective)
        yield mention
