"""Cross-document coreference on MEANTIME (Minard et al. 2016), folders airbus and apple: entities and events.

usage: python -m benchmarks.linking.meantime SHARED

The gold: each mention of an entity or event refers to an instance, and instances are shared over documents. A folder
is one record: its documents, headline first and detokenised, are read and linked by the product. Then, over the gold
mentions of both folders,

- an entity mention stands in the cluster of the entity to which our mention with the most similar span is resolved
  (their heads have to overlap, or their spans to be the same);
- an event mention stands in the cluster of the event whose trigger overlaps it;
- a mention that we did not find stands alone.

Reported are B-cubed and the CoNLL F1 over all gold mentions, over those of people, organisations and places (``party``:
the record has no products or sums of money) and over those that we found (``found``, with their share), beside two
baselines: *same head* (mentions of a folder with the same head word are one; an event's is the lemma that the
annotators give) and *alone* (each mention for itself). The program reads diplomacy: most gold events (launches, sales)
are no events of the record, so that the figure over all events says mostly how few are read.
"""

from __future__ import annotations

import argparse
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import Literal

from benchmarks.linking.coreference import Coreference, b_cubed, compare
from benchmarks.linking.record import World, world
from benchmarks.quality.gate import Figures
from dragoman.model import Span

__all__ = ["Annotated", "GoldMention", "Grouped", "figures", "groupings", "load", "main"]

Kind = Literal["entity", "event"]
KINDS: Mapping[str, Kind] = {"ENTITY_MENTION": "entity", "EVENT_MENTION": "event"}
PARTIES = frozenset({"PER", "ORG", "LOC"})
FOLDERS = ("corpus_airbus", "corpus_apple")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention: the words that it covers, its head, the head's lemma where there is one, and its instance.

    The head is the last word before a preposition, a relative pronoun or a bracket; ``type`` is that of the instance.
    """

    kind: Kind
    type: str
    span: Span
    head: Span
    lemma: str
    instance: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its mentions. ``published`` is an ISO date."""

    name: str
    title: str
    published: str
    text: str
    mentions: tuple[GoldMention, ...]

    def line(self) -> dict[str, str]:
        """Return the document as a JSON line of the product has it."""
        return {"id": self.name, "title": self.title, "published": self.published, "text": self.text}


# --- the reader ----------------------------------------------------------------------------------------------------


def load(folder: Path) -> list[Annotated]:
    """Read the CAT files of a folder in order of name. Raises FileNotFoundError where there is none."""
    paths = sorted(folder.glob("*.xml"))
    if not paths:
        raise FileNotFoundError(f"no CAT files in {folder}")
    return [_document(path) for path in paths]


def _document(path: Path) -> Annotated:
    root = ET.parse(path).getroot()
    sentences: dict[str, list[ET.Element]] = {}
    for token in root.iter("token"):
        sentences.setdefault(token.get("sentence", ""), []).append(token)
    title, date, *body = sentences.values()
    published = datetime.strptime(" ".join(token.text or "" for token in date), "%B %d , %Y").date().isoformat()
    text, spans = _joined([title, *body])
    mentions = tuple(_mentions(root, text, spans, path.stem))
    return Annotated(path.stem, text.split("\n", 1)[0], published, text, mentions)


def _joined(sentences: Iterable[Sequence[ET.Element]]) -> tuple[str, dict[str, Span]]:
    """Write tokens as running text, the headline a paragraph of its own; return it with the span of each token."""
    text, spans, quotes = "", {}, 0
    for number, sentence in enumerate(sentences):
        text += "" if number == 0 else "\n\n" if number == 1 else " "
        for at, token in enumerate(sentence):
            word = _QUOTES.get(token.text or "", token.text or "")
            closing = word == '"' and quotes % 2 == 1
            quotes += word == '"'
            if at and not (closing or _CLOSES.match(word) or _opens(text, quotes - (word == '"'))):
                text += " "
            spans[token.get("t_id", "")] = Span(len(text), len(text) + len(word))
            text += word
    return text, spans


_QUOTES = {"``": "“", "''": "”"}
_CLOSES = re.compile(r"[,.;:!?)\]%’”]|'(?:s|re|ve|ll|d|m)?$|n't$")


def _opens(text: str, quotes: int) -> bool:
    return text.endswith(("(", "[", "$", "£", "€", "“", "#")) or (text.endswith('"') and quotes % 2 == 1)


def _mentions(root: ET.Element, text: str, spans: Mapping[str, Span], name: str) -> Iterator[GoldMention]:
    markables = {element.get("m_id"): element for element in root.iterfind("Markables/*")}
    for relation in root.iter("REFERS_TO"):
        target = markables[relation.find("target").get("m_id")]  # type: ignore[union-attr]
        instance = target.get("instance_id") or f"{name} {target.get('m_id')}"
        for source in relation.iterfind("source"):
            mention = markables[source.get("m_id")]
            covered = [spans[id] for anchor in mention.iter("token_anchor") if (id := anchor.get("t_id", "")) in spans]
            if covered:
                span, head = Span(min(covered).start, max(covered).end), _head(sorted(covered), text)
                lemma = (mention.get("pred") or text[head.start : head.end]).casefold()
                yield GoldMention(KINDS[mention.tag], _type(target), span, head, lemma, instance)


def _type(target: ET.Element) -> str:
    return str(target.get("ent_type") or target.get("class", ""))[:3]


_BEHIND = frozenset("of in at for from on with to by about between who whom whose which that ( ,".split())


def _head(words: Sequence[Span], text: str) -> Span:
    before = takewhile(lambda word: text[word.start : word.end].casefold() not in _BEHIND, words)
    return next(reversed(list(before)), words[-1])


# --- the measure ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Grouped:
    """Gold mentions by name: the instance of each, its groups by the two baselines, and ours where we found it."""

    key: dict[str, str]
    ours: dict[str, str]
    lemmas: dict[str, str]

    def over(self, names: Iterable[str], groups: Mapping[str, str]) -> Coreference:
        """Measure a grouping over some mentions; one that it does not group stands alone."""
        several = list(names)
        return compare({name: self.key[name] for name in several}, {name: _group(groups, name) for name in several})

    def by_document(self) -> dict[str, float]:
        """Return the B-cubed F1 (0 to 1) of our grouping, averaged over the mentions of each document."""
        ours = {name: _group(self.ours, name) for name in self.key}
        documents: dict[str, list[str]] = {}
        for name in self.key:
            documents.setdefault(name.split()[1], []).append(name)
        return {document: b_cubed(self.key, ours, names).f1 for document, names in documents.items()}


def _group(groups: Mapping[str, str], name: str) -> str:
    return groups.get(name, f"alone {name}")


Found = tuple[str, GoldMention, str | None]


def _linked(folder: Path) -> list[Found]:
    """Return the gold mentions of a folder, each with its name and the name of our cluster, None where not found."""
    documents = load(folder)
    with world(document.line() for document in documents) as linked:
        return [
            (f"{folder.name} {document.name} {number}", mention, group and f"{folder.name} {group}")
            for document in documents
            for number, (mention, group) in enumerate(_matched(document, linked))
        ]


def _matched(document: Annotated, linked: World) -> Iterator[tuple[GoldMention, str | None]]:
    entities, triggers = linked.resolved(document.name), linked.triggers(document.name)
    for mention in document.mentions:
        if mention.kind == "entity":
            yield mention, _entity(mention, entities)
        else:
            near = [(-_common(mention.span, span), id) for span, id in triggers if mention.span.overlaps(span)]
            yield mention, linked.cluster("event", min(near)[1]) if near else None


def _entity(gold: GoldMention, ours: Iterable[tuple[Span, Span, str]]) -> str | None:
    """Return the entity of the mention whose span is most like a gold one, among those whose heads fit."""
    fitting = [
        (-2 * _common(gold.span, span) / (len(gold.span) + len(span)), entity)
        for span, head, entity in ours
        if gold.span == span or gold.head.overlaps(head)
    ]
    return min(fitting)[1] if fitting else None


def _common(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _grouped(several: Iterable[Found]) -> Grouped:
    found = list(several)
    return Grouped(
        {name: mention.instance for name, mention, _ in found},
        {name: group for name, _, group in found if group},
        {name: f"{name.split()[0]} {mention.lemma}" for name, mention, _ in found},
    )


def groupings(shared: Path) -> dict[str, Grouped]:
    """Read and link both folders; return the groupings of their gold mentions by part: entity, party, event."""
    root = shared / "data" / "meantime" / "intra_cross-doc_annotation"
    found = [one for name in FOLDERS for one in _linked(root / name)]
    entities = [one for one in found if one[1].kind == "entity"]
    return {
        "entity": _grouped(entities),
        "party": _grouped(one for one in entities if one[1].type in PARTIES),
        "event": _grouped(one for one in found if one[1].kind == "event"),
    }


def figures(shared: Path) -> Figures:
    """Measure the linking of each part over all gold mentions and over those found; the baselines have no floor.

    By document: the B-cubed F1 of its mentions.
    """
    metrics: dict[str, float] = {}
    documents: dict[str, dict[str, float]] = {}
    for part, grouping in groupings(shared).items():
        for name, mentions in ((part, grouping.key), (f"{part}/found", grouping.ours)):
            scores = grouping.over(mentions, grouping.ours)
            metrics |= {f"{name}/b-cubed": 100 * scores.b_cubed.f1, f"{name}/conll": 100 * scores.conll}
        metrics[f"{part}/found/share"] = 100 * len(grouping.ours) / len(grouping.key)
        for document, f1 in grouping.by_document().items():
            documents.setdefault(document, {})[part] = 100 * f1
    return Figures(metrics, documents)


def main() -> None:
    """Print every measure of every system side by side."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder with data/")
    print(f"{'':24}{'mentions':>10}{'MUC':>7}{'B-cubed: P':>12}{'R':>7}{'F1':>7}{'CEAF-e':>8}{'CoNLL':>7}")
    for part, grouping in groupings(parser.parse_args().shared).items():
        for name, mentions in ((part, grouping.key), (f"{part}, found", grouping.ours)):
            for system, groups in (("ours", grouping.ours), ("same head", grouping.lemmas), ("alone", {})):
                print(f"{f'{name}: {system}':24}{len(mentions):10}{_cells(grouping.over(mentions, groups))}")


def _cells(found: Coreference) -> str:
    b_cubed = found.b_cubed
    row = (found.muc.f1, b_cubed.precision, b_cubed.recall, b_cubed.f1, found.ceaf_e.f1, found.conll)
    return "".join(f"{100 * value:{width}.1f}" for value, width in zip(row, (7, 12, 7, 7, 8, 7), strict=True))


if __name__ == "__main__":
    main()
