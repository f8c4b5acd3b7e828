"""What papers do to a wire text, by program: cut it, put sentences of their own in, correct it, reword it, sign it.

Every sentence that is put in is our own writing, with invented towns and people. The same seed gives the same texts.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

__all__ = ["CHANGES", "Copy", "altered"]

_TOWNS = (
    "Halvorsen Falls", "Port Ridley", "Calder Bay", "Msinga Heights", "Nowa Brzezina", "Santa Lucero", "Tarnvik",
    "Oldbridge", "Al Qasrein", "Minowa", "Kestrel Point", "Lower Haddon", "Vellamo", "Grantham Mills", "Puerto Alerce",
)  # fmt: skip
_PEOPLE = (
    "Marta Olesen", "Dinesh Wardak", "Pilar Estévez", "Tomasz Brodka", "Hana Kubiak", "Josiah Ferrand", "Leila Haddouk",
    "Ren Amagasa", "Olu Bankefa", "Greta Vandersteen", "Colm Hanratty", "Ines Barroso", "Ada Whitlock",
)  # fmt: skip
_PAPERS = (
    "Calder Bay Courier", "The Ridley Post", "Tarnvik Daily", "Haddon Evening News", "Alerce Hoy", "The Minowa Ledger",
    "Kestrel Gazette", "Oldbridge Echo", "Brzezina Weekly", "The Vellamo Times", "Qasrein Today", "Msinga Herald",
)  # fmt: skip
_AGENCIES = {"AP": "(AP) —", "Reuters": "(Reuters) -", "AFP": "(AFP) –", "Yonhap": "(Yonhap) --"}
_LEADS = (
    "Diplomats in {town} were weighing the consequences on {day} of the latest turn in a long-running file.",
    "For readers in {town}, the news that reached the wires on {day} is closer to home than it may look.",
    "Here is what is known so far about the announcement that was made public on {day}.",
    "A statement that had been expected in {town} for weeks finally arrived on {day}, and it raised new questions.",
    "It was another busy {day} for those who follow foreign affairs, with one item standing out from the rest.",
)
_LOCALS = (
    "{person}, who teaches history at {town} College, said local companies would watch the matter closely.",
    "In {town}, a small crowd met outside the library, where {person} of the Friends of Peace handed out leaflets.",
    "The mayor of {town}, {person}, told us that her office has kept a partnership abroad for {number} years.",
    "About {number} residents of {town} have relatives in the region, according to {person} of the community centre.",
    "Members of a chamber of commerce led by {person} export goods worth {number} million, its office in {town} says.",
    "{person} of {town}, who served abroad for {number} years, called the news no surprise.",
    "At the harbour of {town}, where {number} ships call each month, nobody had heard of it before noon.",
    "A spokesman for the regional assembly, {person}, declined to comment when a reporter rang him at home in {town}.",
    "Our correspondent {person} adds: shops here in {town} report prices {number} percent higher since spring.",
)
_HEADLINES = (
    "What the latest diplomatic news means", "Officials weigh in as talks continue", "World briefing: what was said",
    "Officials speak out: the details", "From the wires: foreign affairs", "Statement made public after long wait",
    "Ministry sets out its position", "Diplomatic notebook", "Key points of the announcement", "Abroad today",
)  # fmt: skip
_WORDINGS: tuple[tuple[str, str], ...] = (
    (r"\bsaid\b", "stated"), (r"\bspoke (today )?with\b", r"held talks \1with"), (r"\bdiscussed\b", "talked about"),
    (r"\balso\b", "further"), (r"\bemphasized\b", "stressed"), (r"\breaffirmed\b", "confirmed again"),
    (r"\bannounced\b", "made known"), (r"\bimportance of\b", "need for"), (r"\bcontinue to\b", "keep on trying to"),
    (r"\bin order to\b", "to"), (r"\bas well as\b", "and"), (r"\bhowever, ", "still, "), (r"\bbecause\b", "since"),
    (r"\blarge\b", "sizeable"), (r"\bmany\b", "a great number of"), (r"\bhelp\b", "aid"),
    (r"\bbegan\b", "started"), (r"\bmade clear\b", "left no doubt"), (r"\bwelcome[ds]?\b", "hailed"),
    (r"\bsupport for\b", "backing for"), (r"\bjoint\b", "shared"), (r"\bworking\b", "at work"), (r"\bwill\b", "is to"),
    (r"\brequest\b", "demand"), (r"\bensure\b", "see to"), (r"\baccording to\b", "in the words of"),
    (r"\bremains?\b", "is still"), (r"\bpeople\b", "citizens"), (r"\bcalled on\b", "urged"),
)  # fmt: skip
_WAYS = ("end", "end", "end", "start", "middle")
LEAST = 45
"""Words that a cut leaves at least: papers print no shorter items."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


@dataclass(frozen=True, slots=True)
class Copy:
    """A text on its way through a paper: paragraphs of sentences, and what else the page says.

    ``kept`` are the numbers of the sentences of the source that it still has.
    """

    paragraphs: tuple[tuple[str, ...], ...]
    kept: frozenset[int]
    title: str | None
    outlet: str | None
    agency: str | None = None
    byline: str | None = None

    @property
    def text(self) -> str:
        """The text, paragraphs apart."""
        return "\n\n".join(" ".join(paragraph) for paragraph in self.paragraphs)


Change = Callable[[Copy, random.Random], Copy]


def _headline(copy: Copy, luck: random.Random) -> Copy:
    """Another headline in another paper."""
    return replace(copy, title=luck.choice(_HEADLINES), outlet=luck.choice(_PAPERS))


def _cut(share: float) -> Change:
    """Cut from the end, as wires are, or now and then from the start or all over, to a share of the sentences."""

    def cut(copy: Copy, luck: random.Random) -> Copy:
        lengths = [len(sentence.split()) for paragraph in copy.paragraphs for sentence in paragraph]
        least = max(LEAST, share * sum(lengths))
        first = {"end": 0, "start": len(lengths), "middle": luck.randrange(len(lengths))}[luck.choice(_WAYS)]
        last = first
        while sum(lengths[first:last]) < least and (first > 0 or last < len(lengths)):
            first, last = (first, last + 1) if last < len(lengths) else (first - 1, last)
        kept = frozenset(range(first, last))
        number = 0
        paragraphs = []
        for paragraph in copy.paragraphs:
            left = [sentence for at, sentence in enumerate(paragraph, number) if at in kept]
            number += len(paragraph)
            if left:
                paragraphs.append(tuple(left))
        return replace(copy, paragraphs=tuple(paragraphs), kept=kept)

    return cut


def _filled(forms: tuple[str, ...], luck: random.Random) -> str:
    return luck.choice(forms).format(
        town=luck.choice(_TOWNS), person=luck.choice(_PEOPLE), number=luck.randint(3, 90), day=luck.choice(_DAYS)
    )


def _lead(copy: Copy, luck: random.Random) -> Copy:
    return replace(copy, paragraphs=((_filled(_LEADS, luck),), *copy.paragraphs))


def _local(copy: Copy, luck: random.Random) -> Copy:
    """A paragraph of local news, in the middle or at the end."""
    at = luck.randint(1, len(copy.paragraphs))
    own = tuple(_filled(_LOCALS, luck) for _ in range(luck.randint(1, 2)))
    return replace(copy, paragraphs=(*copy.paragraphs[:at], own, *copy.paragraphs[at:]))


def _corrected(copy: Copy, luck: random.Random) -> Copy:
    """A figure changed, and a name spelled in another way, wherever they stand."""
    figures = sorted(set(re.findall(r"(?<![\w.,:])\d{1,3}(?![\w,:]|\.\d)", copy.text)))
    names = sorted(set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{4,}", copy.text)))
    return _swapped(copy, _corrections(figures, names, luck)) if figures or names else copy


def _corrections(figures: list[str], names: list[str], luck: random.Random) -> dict[str, str]:
    swaps: dict[str, str] = {}
    if figures:
        figure = luck.choice(figures)
        swaps[figure] = str(int(figure) + luck.randint(1, 9))
    if names:
        name = luck.choice(names)
        at = luck.randint(1, len(name) - 2)
        swaps[name] = name[:at] + luck.choice((name[at] * 2, name[at + 1] + name[at], "")) + name[at + 1 :]
    return swaps


def _swapped(copy: Copy, swaps: Mapping[str, str]) -> Copy:
    pattern = re.compile(r"(?<![\w.,:])(?:" + "|".join(map(re.escape, swaps)) + r")(?!\w)")
    paragraphs = tuple(
        tuple(pattern.sub(lambda found: swaps[found[0]], sentence) for sentence in paragraph)
        for paragraph in copy.paragraphs
    )
    return replace(copy, paragraphs=paragraphs)


def _byline(copy: Copy, luck: random.Random) -> Copy:
    """The paper's own name over the text."""
    who = luck.choice(_PEOPLE)
    line = luck.choice((f"By {who}", f"By {who}, staff writer", f"{who}, {luck.choice(_TOWNS)}"))
    return replace(copy, byline=who, paragraphs=((line,), *copy.paragraphs))


def _slug(copy: Copy, luck: random.Random) -> Copy:
    """A dateline with an agency's mark before the first sentence."""
    agency = luck.choice(sorted(_AGENCIES))
    first, *rest = copy.paragraphs
    opening = f"{luck.choice(_TOWNS).upper()} {_AGENCIES[agency]} {first[0]}"
    return replace(copy, agency=agency, paragraphs=((opening, *first[1:]), *rest))


def _reworded(copy: Copy, luck: random.Random) -> Copy:
    """About two sentences of five in slightly other words."""
    return _each(copy, lambda sentence: _other_words(sentence, luck) if luck.random() < 0.4 else sentence)


def _rewritten(copy: Copy, luck: random.Random) -> Copy:
    """Nearly every sentence in other words, again and again, as far as they go: what an editor's hand leaves."""
    return _each(copy, lambda sentence: _all_other_words(sentence, luck) if luck.random() < 0.9 else sentence)


def _each(copy: Copy, change: Callable[[str], str]) -> Copy:
    paragraphs = tuple(tuple(change(sentence) for sentence in paragraph) for paragraph in copy.paragraphs)
    return replace(copy, paragraphs=paragraphs)


def _all_other_words(sentence: str, luck: random.Random) -> str:
    for _ in range(3):
        sentence = _other_words(sentence, luck)
    return sentence


def _other_words(sentence: str, luck: random.Random) -> str:
    fitting = [wording for wording in _WORDINGS if re.search(wording[0], sentence)]
    for pattern, instead in luck.sample(fitting, min(3, len(fitting))):
        sentence = re.sub(pattern, instead, sentence, count=1)
    if luck.random() < 0.3 and (aside := re.search(r", (?:who|which|including|while|as)\b[^,]{5,80},", sentence)):
        sentence = sentence[: aside.start()] + sentence[aside.end() :]
    return sentence


def _paragraphs(copy: Copy, luck: random.Random) -> Copy:
    """Every sentence a paragraph, or all of them one."""
    everything = tuple(sentence for paragraph in copy.paragraphs for sentence in paragraph)
    split = tuple((sentence,) for sentence in everything)
    return replace(copy, paragraphs=split if luck.random() < 0.5 else (everything,))


CHANGES: Mapping[str, Change] = {
    "headline": _headline,
    "half": _cut(1 / 2),
    "third": _cut(1 / 3),
    "quarter": _cut(1 / 4),
    "lead": _lead,
    "local": _local,
    "corrected": _corrected,
    "byline": _byline,
    "slug": _slug,
    "reworded": _reworded,
    "rewritten": _rewritten,
    "paragraphs": _paragraphs,
}
"""Each kind of change by name; cuts come before what is put in: they count the words of the source."""


def altered(source: Copy, changes: tuple[str, ...], luck: random.Random) -> Copy:
    """Return a text after some changes, in the order in which papers make them.

    It stands under another headline in another paper, or under its own where its first publisher has corrected it.
    """
    own = "corrected" in changes and luck.random() < 0.5
    copy = source
    for name in CHANGES:
        if name in changes or (name == "headline" and not own):
            copy = CHANGES[name](copy, luck)
    return copy
