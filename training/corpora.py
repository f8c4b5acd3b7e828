"""Public corpora that teach general reading: semantic roles, attributions and names."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.annotate.encoder.labels import NAMES
from dragoman.annotate.encoder.windows import Pieces, windows
from dragoman.gazetteer import lookup, words
from training.examples import IGNORED, Example

__all__ = ["ARGUMENTS", "Proposition", "named", "propositions"]

ARGUMENTS = ("O", "ARG0", "ARG1", "ARG2", "ARGM-LOC", "ARGM-TMP", "ARGM-MOD", "ARGM-NEG", "other")
_AUXILIARY = ("be.", "do.", "have.", "get.", "go.")
SAYING = frozenset(
    """
    accuse acknowledge add admit agree allege announce answer argue ask assert assume assure believe boast claim comment
    complain conclude concede confirm consider contend declare demand deny describe disclose doubt emphasize estimate
    explain express fear feel figure find guess hope imply indicate inform insist learn maintain mention note object
    observe offer point predict promise propose question realize reckon recommend remark remind reply report request
    respond reveal say speculate state stress suggest suspect swear tell testify think threaten understand urge vow warn
    wonder worry write pledge quote cite repeat call mean know hear read decide refuse reject welcome criticize praise
    blame condemn anticipate expect advise advocate caution claim counter joke label lament
    """.split()
)
"""Verbs by whose PropBank sense 01 (or 02 of "ask", "point", "feel") somebody is said to say, think or ask."""
_SENSES = {"ask": ("01", "02"), "point": ("02",), "feel": ("02", "01"), "figure": ("01",), "call": ("01", "02")}


@dataclass(frozen=True)
class Proposition:
    """A predicate (its word) and the argument class of each word."""

    word: int
    classes: tuple[int, ...]


def _example(words: Sequence[str], pieces: Pieces, labels: dict[str, list[int]]) -> Example | None:
    found = windows(words, [0] * len(words), pieces, 256, 0)
    if len(found) != 1:
        return None
    return Example(found[0], (0,) * len(words), labels, [], {}, ())


def propositions(folder: Path, pieces: Pieces) -> Iterator[tuple[Example, list[Proposition]]]:
    """Yield the sentences of PropBank over EWT, with their predicates, and those of saying as attributions."""
    for line in (folder / "propbank-ewt" / "propositions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        words = row["tokens"]
        labels = {"cue": [0] * len(words)}
        example = _example(words, pieces, labels) if len(words) > 2 else None
        if example is None:
            continue
        found = []
        for item in row["propositions"]:
            if not item["roleset"].startswith(_AUXILIARY):
                found.append(_proposition(item, len(words)))
            cue = _cue(item)
            if cue is not None:
                labels["cue"][cue[0]] = 1
                example.cues.append(cue)
        yield example, found


def _proposition(item: dict, size: int) -> Proposition:  # type: ignore[type-arg]
    classes = [0] * size
    for label, first, last in item["arguments"]:
        if label == "V":
            continue
        known = ARGUMENTS.index(label) if label in ARGUMENTS else len(ARGUMENTS) - 1
        classes[first : last + 1] = [known] * (last + 1 - first)
    return Proposition(item["predicate"], tuple(classes))


def _cue(item: dict) -> tuple[int, frozenset[int], frozenset[int]] | None:  # type: ignore[type-arg]
    lemma, _, sense = item["roleset"].partition(".")
    if lemma not in SAYING or sense not in _SENSES.get(lemma, ("01",)):
        return None
    spans: dict[str, set[int]] = {"ARG0": set(), "ARG1": set()}
    for label, first, last in item["arguments"]:
        base = label.removeprefix("C-")
        if base in spans:
            spans[base].update(range(first, last + 1))
    if not spans["ARG1"]:
        return None
    return item["predicate"], frozenset(spans["ARG0"]), frozenset(spans["ARG1"] - {item["predicate"]})


def named(folder: Path, pieces: Pieces) -> Iterator[Example]:
    """Yield sentences with names tagged by people: Universal NER over EWT, GUM, MEANTIME."""
    for texts, tags in (*_uner(folder / "uner-ewt"), *_gum(folder / "gum"), *_meantime(folder / "meantime")):
        labels = [_label(text, tag) for text, tag in zip(texts, tags, strict=True)]
        example = _example(texts, pieces, {"name": labels})
        if example is not None:
            yield example


_UNKNOWN = "?"
"""The tag of a word that may or may not be part of a name as we understand it."""


def _label(text: str, tag: str) -> int:
    return IGNORED if tag == _UNKNOWN or (tag == "O" and _is_people(text)) else NAMES.index(tag)


def _is_people(word: str) -> bool:
    """Tell whether a word names a people, faith or party, which these corpora do not mark."""
    known, peoples = lookup(word), words().peoples
    nation = known is not None and known.kind in ("demonym", "people")
    return nation or word in peoples or word.removesuffix("s") in peoples


_UNER = {"PER": "person", "ORG": "organisation", "LOC": "place"}


def _uner(folder: Path) -> Iterator[tuple[list[str], list[str]]]:
    for path in sorted(folder.glob("*.iob2")):
        for block in path.read_text("utf-8").split("\n\n"):
            rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
            tags = [row[2][:2] + _UNER[row[2][2:]] if row[2] != "O" else "O" for row in rows]
            if rows:
                yield [row[1] for row in rows], tags


_GUM = {"person": "person", "organization": "organisation", "place": "place"}
_LINKS = frozenset(("of", "for", "and", "the", "&", "-"))
"""Small words inside names of bodies and places."""


def _gum(folder: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the sentences of GUM; a name is what belongs to the proper noun at the head of an outermost entity."""
    for path in sorted(folder.glob("*.conllu")):
        for block in path.read_text("utf-8").split("\n\n"):
            rows = [r for line in block.splitlines() if (r := line.split("\t"))[0].isdigit()]
            if rows:
                yield [row[1] for row in rows], _gum_tags(rows)


def _gum_tags(rows: list[list[str]]) -> list[str]:
    tags = ["O"] * len(rows)
    for first, last, kind in sorted(_gum_entities(rows), key=lambda s: s[0] - s[1]):
        run = _proper(rows, first, last, kind) if kind in _GUM else range(0)
        if run and rows[run[0]][1][0].isalnum() and all(tags[i] == "O" for i in run):
            people = kind == "person" and any(_is_people(rows[i][1]) for i in run)
            tags[run[0]] = _UNKNOWN if people else f"B-{_GUM[kind]}"
            tags[run[0] + 1 : run[-1] + 1] = [_UNKNOWN if people else f"I-{_GUM[kind]}"] * (len(run) - 1)
    return tags


def _gum_entities(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    """Return first and last word and kind of each entity, whose brackets stand in the last column."""
    open_spans: list[tuple[str, str, int]] = []
    spans: list[tuple[int, int, str]] = []
    for i, row in enumerate(rows):
        entity = next((p[7:] for p in row[9].split("|") if p.startswith("Entity=")), "")
        for opened, number, kind, closed in re.findall(r"(\()(\d+)-([a-z]+)[^()]*|(\d+)\)", entity):
            if opened:
                open_spans.append((number, kind, i))
            else:
                _close(open_spans, spans, closed, i)
        for number, _ in re.findall(r"\((\d+)-([a-z]+)[^()]*\)", entity):
            if any(o[0] == number and o[2] == i for o in open_spans):
                _close(open_spans, spans, number, i)
    return spans


def _close(open_spans: list[tuple[str, str, int]], spans: list[tuple[int, int, str]], number: str, at: int) -> None:
    match = next((o for o in reversed(open_spans) if o[0] == number), None)
    if match is not None:
        open_spans.remove(match)
        spans.append((match[2], at, match[1]))


def _proper(rows: list[list[str]], first: int, last: int, kind: str) -> range:
    """Return the words of the name at the head of an entity, without titles; none where the head is no proper noun."""
    head = next((i for i in range(first, last + 1) if not first + 1 <= int(rows[i][6]) <= last + 1), None)
    if head is None or rows[head][3] != "PROPN":
        return range(0)
    own = _belonging(rows, first, last, head)
    links: frozenset[str] = frozenset() if kind == "person" else _LINKS
    start = _reach(rows, own, head, -1, links)
    end = _reach(rows, own, head, 1, links)
    while start < end and _titled(rows[start][1]):
        start += 1
    return range(start, end + 1)


def _belonging(rows: list[list[str]], first: int, last: int, head: int) -> set[int]:
    """Return the capitals of an entity that its head governs as parts of a name, directly or not."""
    parts = {"flat", "compound", "amod", "nmod", "conj", "nummod"}
    own, size = {head}, 0
    while len(own) > size:
        size = len(own)
        own |= {
            i for i in range(first, last + 1)
            if int(rows[i][6]) - 1 in own and rows[i][1][0].isupper() and rows[i][7].split(":")[0] in parts
        }  # fmt: skip
    return own


def _reach(rows: list[list[str]], own: set[int], at: int, step: int, links: frozenset[str]) -> int:
    """Return how far a name goes in one direction: over its words, and over at most two small ones between them."""
    while True:
        further = next((n for n in (1, 2, 3) if at + n * step in own), None)
        if further is None or any(rows[at + n * step][1].lower() not in links for n in range(1, further)):
            return at
        at += further * step


def _titled(word: str) -> bool:
    known = words()
    return word in known.honorifics | known.ranks or word.lower() in known.title_heads


_MEANTIME = {"PERSON": "person", "PER": "person", "ORGANIZATION": "organisation", "ORG": "organisation",
             "LOCATION": "place", "LOC": "place"}  # fmt: skip


def _meantime(folder: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the sentences of MEANTIME; what is more than a name ("Spokeswoman Sandy Angers") is unknown as a whole."""
    for path in sorted((folder / "intra-doc_annotation").rglob("*.xml")):
        root = ElementTree.parse(path).getroot()
        tokens = {t.get("t_id"): t for t in root.iter("token")}
        tags = dict.fromkeys(tokens, "O")
        instances = {e.get("m_id"): e.get("ent_type") or "" for e in root.iter("ENTITY")}
        kinds = {
            source.get("m_id"): instances.get(target.get("m_id"), "")
            for link in root.iter("REFERS_TO") for source in link.iter("source") for target in link.iter("target")
        }  # fmt: skip
        mentions = [m for m in root.iter("ENTITY_MENTION") if (m.get("syntactic_type") or "").startswith("NAM")]
        for mention in sorted(mentions, key=lambda m: -len(m.findall("token_anchor"))):
            kind = _MEANTIME.get(kinds.get(mention.get("m_id"), ""))
            at = [anchor.get("t_id") for anchor in mention.iter("token_anchor")]
            at = at[1:] if at and (tokens[at[0]].text or "").lower() == "the" else at
            if kind is not None and at and all(tags[i] == "O" for i in at):
                plain = _plain([tokens[i].text or "" for i in at])
                tags.update({i: f"{'I' if n else 'B'}-{kind}" if plain else _UNKNOWN for n, i in enumerate(at)})
        yield from _sentences(tokens.values(), tags)


def _plain(texts: list[str]) -> bool:
    """Tell whether words are a name and nothing else: capitals and small words, no title, no mark."""
    inside = all(text[:1].isupper() or text.lower() in _LINKS for text in texts)
    return inside and texts[-1][:1].isupper() and not any(_titled(text) for text in texts)


def _sentences(tokens, tags) -> Iterator[tuple[list[str], list[str]]]:  # type: ignore[no-untyped-def]
    rows: dict[str, tuple[list[str], list[str]]] = {}
    for token in tokens:
        words, found = rows.setdefault(token.get("sentence"), ([], []))
        words.append(token.text)
        found.append(tags[token.get("t_id")])
    yield from rows.values()
