"""Who is said to have said what: direct, indirect and mixed quotations with source, cue and content.

The scheme is that of PARC 3.0 and PolNeAR (Newell et al. 2018). Cues are the verbs and phrases of ``data/cues.toml``;
the
source is the subject of the cue; the content is its complement, what stands before an inverted cue, or a quotation
that goes on from an earlier sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.annotate.clauses import NounPhrase, Structure, VerbGroup, structures
from dragoman.annotate.complements import complement_end, complement_start, own_subjects
from dragoman.annotate.quotations import quotations
from dragoman.annotate.sources import agent, named_end, whole_source
from dragoman.model import Attribution, Document, Mention, Participant, Span
from dragoman.ontology import cues

__all__ = ["attributions", "speaker", "style"]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with what is needed to read it: its structure and the quotations that touch it."""

    span: Span
    structure: Structure
    quotes: tuple[Span, ...]


def attributions(document: Document) -> tuple[Attribution, ...]:
    """Return the attributions of a document in order (needs sentences and tokens; mentions name the speakers)."""
    quotes = quotations(document.text)
    read = [
        _Sentence(sentence.span, structure, tuple(q for q in quotes if q.overlaps(sentence.span)))
        for sentence, structure in zip(document.layers.sentences, structures(document), strict=True)
    ]
    told = [list(_in_sentence(document, sentence)) for sentence in read]
    found: list[Attribution] = []
    for index, sentence in enumerate(read):
        rows = told[index]
        if not rows and sentence.quotes:
            later = [row for following in told[index + 1 : index + _FAR] for row in following]
            rows = _continued(sentence, later, found)
        elif not rows:
            known = [c for row in found[-2:] for c in row.content]
            beside = [q for q in _beside(document, read, index) if not any(q.overlaps(c) for c in known)]
            rows = list(_before_quotation(document, sentence, beside))
        found.extend(rows)
    return tuple(found)


_LATE = 3
"""Words before "according to" from which on these are what is attributed."""

_NEAR = 2
"""Attributions back in which the one is looked for whose quotation a sentence goes on with."""

_FAR = 9
"""Sentences ahead in which the cue of a long quotation is looked for."""


def _in_sentence(document: Document, sentence: _Sentence) -> Iterator[Attribution]:
    yield from _according_to(document, sentence)
    for verb in sentence.structure.verbs:
        if _is_cue(sentence, verb) and (pieces := _pieces(sentence, verb)):
            yield _attribution(document, sentence, verb, pieces)


def _is_cue(sentence: _Sentence, verb: VerbGroup) -> bool:
    """Tell whether a verb outside quotations says something: a cue of the table, or any verb that leads to a quotation
    ("went on: “…”").
    """
    words = sentence.structure.words
    if verb.kind in ("infinitive", "reduced") or verb.negated or _inside(words[verb.end - 1].span, sentence.quotes):
        return False
    if verb.lemma in cues().verbs:
        return True
    leads = verb.end + 1 < len(words) and words[verb.end].text in (",", ":") and words[verb.end + 1].tag == "quote"
    return leads and verb.kind == "finite" and not verb.passive


def _inside(span: Span, quotes: tuple[Span, ...]) -> bool:
    return any(q.contains(span) for q in quotes)


def _pieces(sentence: _Sentence, verb: VerbGroup) -> list[Span]:
    """Return what a cue attributes, in one piece or in two around the cue; nothing where it has no content."""
    structure = sentence.structure
    inverted = structure.inverted_subject(verb)
    first = _clause_start(structure, verb, inverted)
    before = _before(sentence, verb, first, inverted is not None) if first is not None else None
    if before is not None:
        rest = _resumed(sentence, verb)
        return [before, rest] if rest is not None else [before]
    if inverted is not None:
        return []
    around = _around(structure, verb, first) if first is not None else []
    complement = None if around else _complement(sentence, verb)
    return around or ([complement] if complement is not None else [])


def _attribution(document: Document, sentence: _Sentence, verb: VerbGroup, pieces: list[Span]) -> Attribution:
    structure = sentence.structure
    inverted = structure.inverted_subject(verb)
    subjects = (inverted,) if inverted else _subjects(structure, verb)
    named = structure.span(subjects[0].start, subjects[-1].reach) if subjects else None
    cue = structure.span(verb.start, verb.end)
    source = whole_source(structure, verb, subjects) if subjects else None
    return Attribution(cue, tuple(pieces), style(pieces, sentence.quotes), source, speaker(document, named))


def _subjects(structure: Structure, verb: VerbGroup) -> tuple[NounPhrase, ...]:
    return agent(structure, verb) if verb.passive else own_subjects(structure, verb)


def _clause_start(structure: Structure, verb: VerbGroup, inverted: NounPhrase | None) -> int | None:
    """Return where the clause of a cue begins that stands behind other words, None where it opens the sentence."""
    first = verb.start
    if inverted is None:
        subjects = structure.subjects(verb)
        if not subjects or subjects[-1].start >= verb.start:
            return None
        first = subjects[0].start
    while first > 0 and structure.words[first - 1].tag in ("adv", "sub"):
        first -= 1
    apart = first > 0 and structure.words[first - 1].tag in ("comma", "quote", "punct")
    return first if apart and verb.kind != "gerund" else None


def _before(sentence: _Sentence, verb: VerbGroup, first: int, inverted: bool) -> Span | None:
    """Return the content that ends right before the cue's clause, if the cue is an afterthought."""
    structure = sentence.structure
    quoted = [q for q in sentence.quotes if q.end <= structure.words[first].span.start]
    all_quoted = any(q.start <= _unquoted(structure, 0) for q in quoted[:1]) and "quote" in (
        structure.words[first - 1].tag, structure.words[first - 2].tag
    )  # fmt: skip
    if not inverted and not all_quoted and _complement(sentence, verb) is not None:
        return None
    end = first
    while end > 0 and structure.words[end - 1].tag in ("comma", "quote", "punct"):
        end -= 1
    outside = [v for v in structure.verbs if v.end <= end]
    if quoted and not any(
        v.kind == "finite" and not _inside(structure.words[v.end - 1].span, sentence.quotes) for v in outside
    ):
        return Span(max(quoted[-1].start, sentence.span.start), quoted[-1].end)
    start = _unquoted(structure, 0)
    return Span(start, structure.words[end - 1].span.end) if end > 2 and outside else None


def _around(structure: Structure, verb: VerbGroup, first: int) -> list[Span]:
    """Return both parts of a clause that the cue interrupts: "The port, Lind said, would reopen."."""
    at = verb.end
    if at >= len(structure.words) or structure.words[at].tag != "comma" or structure.words[first - 1].tag != "comma":
        return []
    goes_on = any(v.start > at and v.kind == "finite" for v in structure.verbs)
    opens = structure.words[0].tag == "sub"
    told_before = not opens and any(v.end <= first for v in structure.verbs)
    if not goes_on or structure.words[at + 1].tag in ("quote", "sub") or told_before:
        return []
    end = len(structure.words)
    while end > at + 1 and structure.words[end - 1].tag in ("comma", "punct", "quote"):
        end -= 1
    start, stop = _unquoted(structure, 0), structure.words[max(0, first - 2)].span.end
    return [Span(start, stop), structure.span(at + 1, end)] if start < stop and end > at + 1 else []


def _unquoted(structure: Structure, at: int) -> int:
    while at < len(structure.words) - 1 and structure.words[at].tag in ("quote", "punct", "comma"):
        at += 1
    return structure.words[at].span.start


def _complement(sentence: _Sentence, verb: VerbGroup) -> Span | None:
    """Return the complement to the right of a cue."""
    structure = sentence.structure
    end = complement_end(structure, verb, sentence.quotes)
    start = complement_start(structure, verb, end)
    if start is None:
        return None
    first = structure.words[start].span.start
    cue_end = structure.words[verb.end - 1].span.end
    quoted = next((q for q in sentence.quotes if cue_end <= q.start <= first < q.end), None)
    if quoted is not None:
        return Span(quoted.start, min(quoted.end, sentence.span.end))
    last = end - 1
    while last > start and structure.words[last].tag in ("comma", "punct", "quote"):
        last -= 1
    return structure.span(start, last + 1)


def _resumed(sentence: _Sentence, verb: VerbGroup) -> Span | None:
    """Return the quotation that goes on after a cue in the middle ("…," he said, "…")."""
    words = sentence.structure.words
    for at in range(verb.end, len(words) - 2):
        if words[at].tag in ("comma", "punct") and words[at + 1].tag == "quote":
            start = words[at + 2].span.start
            inside = (q for q in sentence.quotes if q.start <= start < q.end)
            return next((Span(q.start, min(q.end, sentence.span.end)) for q in inside), None)
    return None


def style(pieces: Sequence[Span], quotes: tuple[Span, ...]) -> Literal["direct", "indirect", "mixed"]:
    """Tell how pieces of content are told, given the quotations of the document or of their sentence."""
    if all(
        any(q.contains(p) or (q.overlaps(p) and q.start <= p.start + 1 and p.end <= q.end + 2) for q in quotes)
        for p in pieces
    ):
        return "direct"
    return "mixed" if any(q.overlaps(p) for q in quotes for p in pieces) else "indirect"


def speaker(document: Document, source: Span | None) -> Participant | None:
    """Return who speaks, by the mentions in a source; nobody where that is a group of several."""
    if source is None:
        return None
    inside = [m for m in document.layers.mentions if source.contains(m.head) and m.label != "place"]
    best = max(inside, key=_rank, default=None)
    if best is not None and best.chain < len(document.layers.chains) and document.layers.chains[best.chain].members:
        return None
    return Participant(best.name, best.span, best.chain) if best else None


def _rank(mention: Mention) -> tuple[bool, bool, int]:
    return (mention.label == "person", mention.form == "name", -mention.span.start)


def _according_to(document: Document, sentence: _Sentence) -> Iterator[Attribution]:
    structure = sentence.structure
    for at, word in enumerate(structure.words[:-2]):
        if word.lower != "according" or structure.words[at + 1].lower != "to":
            continue
        phrase = structure.phrase_at(at + 2)
        if phrase is None:
            continue
        content = _rest(sentence, at, phrase.reach)
        if content is None:
            continue
        source = structure.span(phrase.start, named_end(structure, phrase) if at >= _LATE else phrase.reach)
        yield Attribution(
            structure.span(at, at + 2),
            (content,),
            style([content], sentence.quotes),
            source,
            speaker(document, source),
        )


def _rest(sentence: _Sentence, cue: int, end: int) -> Span | None:
    """Return the part of the sentence that is attributed: before the cue, or after its phrase where it opens the
    sentence.
    """
    words = sentence.structure.words
    if cue >= _LATE:
        last = cue - 1
        while last > 0 and words[last].tag in ("comma", "quote", "punct"):
            last -= 1
        return sentence.structure.span(0, last + 1)
    start = next((i for i in range(end, len(words)) if words[i].tag == "comma"), end - 1) + 1
    last = len(words) - 1
    while last > start and words[last].tag in ("comma", "quote", "punct"):
        last -= 1
    return sentence.structure.span(start, last + 1) if start < last else None


def _continued(sentence: _Sentence, later: list[Attribution], found: list[Attribution]) -> list[Attribution]:
    """Return the attribution of a sentence that is all quotation: to the cue of the same quotation further on, else to
    whoever spoke last.
    """
    span, quotes = sentence.span, sentence.quotes
    covered = sum(min(q.end, span.end) - max(q.start, span.start) for q in quotes)
    same = next((row for row in later if any(quotes[-1].contains(c) for c in row.content)), None)
    if same is None:
        same = next((row for row in reversed(found[-_NEAR:]) if row.style != "indirect"), None)
    if same is None or covered < 0.8 * len(span):
        return []
    content = Span(max(span.start, quotes[0].start), min(span.end, quotes[-1].end))
    if any(content.overlaps(c) for row in found[-2:] for c in row.content):
        return []
    return [Attribution(None, (content,), "direct", same.source, same.speaker)]


def _beside(document: Document, read: list[_Sentence], index: int) -> Iterator[Span]:
    """Yield the quotations that the next sentence opens with and the one before ends with, in the same paragraph."""
    rows = document.layers.sentences
    for at in (index + 1, index - 1):
        if not 0 <= at < len(rows) or rows[at].paragraph != rows[index].paragraph:
            continue
        start, end = rows[at].span.start, rows[at].span.end
        for quote in read[at].quotes:
            if start < quote.start <= start + 2 if at > index else end - 2 <= quote.end < end:
                yield Span(max(quote.start, start), min(quote.end, end))


def _before_quotation(document: Document, sentence: _Sentence, beside: list[Span]) -> Iterator[Attribution]:
    """Yield the attribution of a sentence that only says who spoke, and when: the quotation beside it is the content
    ("Lind told reporters on Monday. “…”").
    """
    for verb in sentence.structure.verbs:
        plain = verb.kind == "finite" and not verb.modal and not verb.negated and not verb.passive
        if beside and plain and verb.lemma in ("say", "tell", "add", "write", "state", "reply", "explain", "remark"):
            yield _attribution(document, replace(sentence, quotes=tuple(beside)), verb, beside[:1])
            return
