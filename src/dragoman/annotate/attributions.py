"""Who is said to have said what: direct, indirect and mixed quotations with source, cue and content.

The scheme is that of PARC 3.0 and PolNeAR (Newell et al. 2018). Cues are the verbs and phrases of ``data/cues.toml``;
the
source is the subject of the cue; the content is its complement, what stands before an inverted cue, or a quotation
that goes on from an earlier sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.annotate.clauses import NounPhrase, Structure, VerbGroup, structures
from dragoman.annotate.complements import complement_end, complement_start
from dragoman.annotate.quotations import quotations
from dragoman.model import Attribution, Document, Mention, Participant, Span
from dragoman.ontology import cues

__all__ = ["attributions"]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with what is needed to read it: its structure and the quotations that touch it."""

    span: Span
    structure: Structure
    quotes: tuple[Span, ...]


def attributions(document: Document) -> tuple[Attribution, ...]:
    """Return the attributions of a document in order (needs sentences and tokens; mentions name the speakers)."""
    quotes = quotations(document.text)
    found: list[Attribution] = []
    for sentence, structure in zip(document.layers.sentences, structures(document), strict=True):
        here = tuple(q for q in quotes if q.overlaps(sentence.span))
        rows = list(_in_sentence(document, _Sentence(sentence.span, structure, here)))
        if not rows and here:
            rows = _continued(sentence.span, here, found)
        found.extend(rows)
    return tuple(found)


def _in_sentence(document: Document, sentence: _Sentence) -> Iterator[Attribution]:
    structure = sentence.structure
    yield from _according_to(document, sentence)
    for verb in structure.verbs:
        word = structure.words[verb.end - 1]
        if (
            verb.lemma not in cues().verbs
            or verb.kind in ("infinitive", "reduced")
            or verb.negated
            or _inside(word.span, sentence.quotes)
        ):
            continue
        found = _by_verb(document, sentence, verb)
        if found is not None:
            yield found


def _inside(span: Span, quotes: tuple[Span, ...]) -> bool:
    return any(q.contains(span) for q in quotes)


def _by_verb(document: Document, sentence: _Sentence, verb: VerbGroup) -> Attribution | None:
    structure = sentence.structure
    inverted = structure.inverted_subject(verb)
    subjects = (inverted,) if inverted else structure.subjects(verb)
    content = _before(sentence, verb, inverted) or (_complement(sentence, verb) if inverted is None else None)
    if content is None:
        return None
    pieces = [content]
    if content.end <= structure.words[verb.start].span.start and (rest := _resumed(sentence, verb)):
        pieces.append(rest)
    source = structure.span(subjects[0].start, subjects[-1].reach) if subjects else None
    cue = structure.span(verb.start, verb.end)
    return Attribution(cue, tuple(pieces), _style(pieces, sentence.quotes), source, _speaker(document, source))


def _before(sentence: _Sentence, verb: VerbGroup, inverted: NounPhrase | None) -> Span | None:
    """Return the content that ends right before the cue's clause, if the cue is an afterthought."""
    structure = sentence.structure
    first = verb.start
    if inverted is None:
        subjects = structure.subjects(verb)
        if not subjects or subjects[-1].start >= verb.start:
            return None
        first = subjects[0].start
    while first > 0 and structure.words[first - 1].tag in ("adv", "sub"):
        first -= 1
    if first == 0 or verb.kind == "gerund" or structure.words[first - 1].tag not in ("comma", "quote", "punct"):
        return None
    start = sentence.span.start
    quoted = [q for q in sentence.quotes if q.end <= structure.words[first].span.start]
    all_quoted = any(q.start <= structure.words[0].span.end for q in quoted[:1]) and "quote" in (
        structure.words[first - 1].tag, structure.words[first - 2].tag
    )  # fmt: skip
    if inverted is None and not all_quoted and _complement(sentence, verb) is not None:
        return None
    end = first - 1
    while end > 0 and structure.words[end].tag in ("comma", "quote", "punct"):
        end -= 1
    if quoted and not any(
        v.kind == "finite"
        for v in structure.verbs
        if v.end <= first and not _inside(structure.words[v.end - 1].span, sentence.quotes)
    ):
        return quoted[-1] if quoted[-1].start >= start else Span(start, quoted[-1].end)
    if end < 2:
        return None
    span = Span(min(_unquoted(structure, 0), structure.words[end].span.start), structure.words[end].span.end)
    return span if any(v.end <= end for v in structure.verbs) else None


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
    cue_end = sentence.structure.words[verb.end - 1].span.end
    return next((q for q in sentence.quotes if q.start > cue_end), None)


def _style(pieces: list[Span], quotes: tuple[Span, ...]) -> Literal["direct", "indirect", "mixed"]:
    if all(
        any(q.contains(p) or (q.overlaps(p) and q.start <= p.start + 1 and p.end <= q.end + 2) for q in quotes)
        for p in pieces
    ):
        return "direct"
    return "mixed" if any(q.overlaps(p) for q in quotes for p in pieces) else "indirect"


def _speaker(document: Document, source: Span | None) -> Participant | None:
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
        source = structure.span(phrase.start, phrase.reach)
        yield Attribution(
            structure.span(at, at + 2),
            (content,),
            _style([content], sentence.quotes),
            source,
            _speaker(document, source),
        )


def _rest(sentence: _Sentence, cue: int, end: int) -> Span | None:
    """Return the part of the sentence that is attributed: before the cue, or after its phrase where it opens the
    sentence.
    """
    words = sentence.structure.words
    if cue >= 3:
        last = cue - 1
        while last > 0 and words[last].tag in ("comma", "quote", "punct"):
            last -= 1
        return sentence.structure.span(0, last + 1)
    start = next((i for i in range(end, len(words)) if words[i].tag == "comma"), end - 1) + 1
    last = len(words) - 1
    while last > start and words[last].tag in ("comma", "quote", "punct"):
        last -= 1
    return sentence.structure.span(start, last + 1) if start < last else None


def _continued(span: Span, quotes: tuple[Span, ...], found: list[Attribution]) -> list[Attribution]:
    """Return the attribution of a sentence that is all quotation to whoever spoke last."""
    covered = sum(min(q.end, span.end) - max(q.start, span.start) for q in quotes)
    if not found or covered < 0.8 * len(span) or found[-1].style == "indirect":
        return []
    content = Span(max(span.start, quotes[0].start), min(span.end, quotes[-1].end))
    return [Attribution(None, (content,), "direct", found[-1].source, found[-1].speaker)]
