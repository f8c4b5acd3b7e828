"""Names of persons, bodies, countries and places: the gazetteer's, and runs of capitals told apart by clues.

A run of capitals is a person after a title or form of address, when it begins with a given name, or when the document
calls somebody so elsewhere; a body when a noun such as "Ministry" or "Inc." begins or ends it; a place by words such as
"River" or by the preposition before it. What is left is taken for a person when it has two words, for a body when one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.annotate.bodies import body_end
from dragoman.annotate.mentions import Phrase
from dragoman.annotate.metonyms import stands_for_government
from dragoman.annotate.titles import Title
from dragoman.annotate.words import Line, Word
from dragoman.gazetteer import Entry, word_list, words
from dragoman.model import MentionLabel

__all__ = ["named"]

_LETTERS = 3
"""A word of capitals with more letters may be a name that is written in capitals: "ELLEN WARD"."""
_INITIAL = re.compile(r"^[A-Z]\.$")
_ACRONYM = re.compile(r"^(?:[A-Z][A-Z&/+-]*[A-Z+]\d*|(?:[A-Z]\.){2,}|[A-Z]+-\d+)$")
_ABSTRACT = re.compile(r"(?:tion|sion|ness|ity|ism|ship|ments|tions|ities)$")
_COMMON = re.compile(
    r"(?:tion|sion|ment|ness|ity|ism|ance|ence|ship|ing|ous|ive|able|ful|ings|tions|ies|ments|less|ly|dom|hood|al|ed)$"
)


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of words that is a name: where it stands, what it is, how sure that is, and the title before it."""

    line: Line
    start: int
    end: int
    label: MentionLabel | None
    score: float
    title: Title | None = None
    gender: str = ""
    country: str | None = None


def named(lines: Sequence[Line], titles: Sequence[Sequence[Title]]) -> list[Phrase]:
    """Return the names of a document in order, without overlaps; `titles` are those of each line."""
    runs = [run for line, row in zip(lines, titles, strict=True) for run in _runs(line, row)]
    persons = _person_words(runs)
    midway = {run.line.words[run.start].text for run in runs if run.start > 0}
    settled = (_settle(run, persons, midway) for run in runs)
    return [_phrase(run) for run in settled if run.label is not None]


def _runs(line: Line, titles: Sequence[Title]) -> Iterator[_Run]:
    """Cut a sentence into runs that may be names."""
    before = {title.right: title for title in titles}
    taken = {i for title in titles for i in range(title.left, title.right)}
    at = 0
    while at < len(line.words):
        run = None if at in taken else _run(line, at, taken, before.get(at))
        if run is None:
            at += 1
            continue
        yield run
        at = run.end


def _run(line: Line, at: int, taken: set[int], title: Title | None) -> _Run | None:
    """Return the name that begins at a word, if one does."""
    word = line.words[at]
    address = word.text in words().honorifics or word.text in words().ranks
    if address:
        start = _after_address(line, at)
        end = _person_end(line, start, taken)
        if end == start + 1 and line.words[start].text in words().organisation_heads:
            return None
        return _Run(line, start, end, "person", 1.0, title, _gender_of(word)) if end > start else None
    if title is not None and _town_as_name(line, at):
        return _Run(line, at, at + 1, "person", 1.0, title)
    if title is not None and word.text in words().organisation_heads and (end := body_end(line, at, taken)) > at:
        return _Run(line, at, end, "organisation", 0.8)
    if title is not None and word.entry is None and (end := _person_end(line, at, taken)) > at:
        run = _classified(line, at, end, title)
        if run.label not in {"person", None}:
            return run
        noun = end == at + 1 and word.text in words().organisation_heads
        return replace(run, label=None) if noun or _thing(line, end) else replace(run, label="person", score=1.0)
    if word.entry is not None:
        return _from_entry(line, at, taken)
    if (end := _people_end(line, at, taken)) > at:
        return _Run(line, at, end, "people", 0.8)
    if not _opens(line, at):
        return None
    end = body_end(line, at, taken)
    if end > at:
        return _Run(line, at, end, "organisation", 0.8)
    return _classified(line, at, _person_end(line, at, taken), None)


def _town_as_name(line: Line, at: int) -> bool:
    """Tell whether a town after a title is a family name: "Secretary *Austin*"; one before another name is not."""
    word = line.words[at]
    if word.entry is None or word.entry.kind != "town" or word.text.title() not in words().family:
        return False
    return at + 1 == len(line.words) or not line.words[at + 1].capital


def _opens(line: Line, at: int) -> bool:
    """Tell whether a word may begin a name."""
    word, known = line.words[at], words()
    if word.text in word_list("organisations", "opening") and body_end(line, at) > at + 1:
        return True
    if re.split("['’]", word.text)[0] in known.function or _dated(line, at, at) or not word.text[0].isalpha():
        return False
    if word.text in known.leading:
        return at + 1 < len(line.words) and line.words[at + 1].capital and line.words[at + 1].entry is None
    return word.capital


def _after_address(line: Line, at: int) -> int:
    while at < len(line.words) and (
        line.words[at].text in words().honorifics | words().ranks or line.words[at].text in {".", "-"}
    ):
        at += 1
    return at


def _gender_of(word: Word) -> str:
    if word.text in word_list("offices", "forms_of_address.male"):
        return "m"
    return "f" if word.text in word_list("offices", "forms_of_address.female") else ""


# --- where names end ----------------------------------------------------------------------------------------------


def _person_end(line: Line, at: int, taken: set[int]) -> int:
    """Return the end of a run of capitals, initials, particles and bracketed nicknames that begins at a word."""
    end = at
    while end < len(line.words) and end not in taken and not _bars(line, end, at):
        if line.words[end].text in words().name_suffixes and end > at:
            return end + 1
        if end > at and (further := _past_mark(line, end)) > end:
            end = further
        elif _in_name(line, end, end == at):
            end += 1
        else:
            break
    return end


def _bars(line: Line, at: int, start: int) -> bool:
    """Tell whether a word ends the name of a person before it: a date, a small word, another name, "QC"."""
    word = line.words[at]
    if _dated(line, at, start) or (word.entry is not None and not _inside(line, start, at)):
        return True
    letters = at > start and word.text.isupper() and 1 < len(word.text) < 4 and word.text.isalpha()
    degree = letters and not line.words[start].text.isupper() and word.text not in words().name_suffixes
    return degree or (at > start and word.text in words().function)


def _in_name(line: Line, at: int, first: bool) -> bool:
    """Tell whether a word belongs to a name: a capital, or a particle before one."""
    word, after = line.words[at], line.words[at + 1] if at + 1 < len(line.words) else None
    if word.capital and word.text[0].isalpha():
        return True
    if word.text not in words().particles or after is None or (first and word.text not in words().leading):
        return False
    return after.capital or after.text in words().particles


def _people_end(line: Line, at: int, taken: set[int]) -> int:
    """Return the end of the name of a people, faith or party that begins at a word, unless a longer name does."""
    end = at
    while size := next((n for n in (3, 2, 1) if _is_people(line, end, end + n)), 0):
        end += size
    longer = end < len(line.words) and line.words[end].capital and end not in taken
    alone = end == at + 1 and line.words[at].text in words().family
    return at if longer or alone or body_end(line, at, taken) > at else end


def _is_people(line: Line, start: int, end: int) -> bool:
    if end > len(line.words) or not line.words[start].text[0].isalpha():
        return False
    form = line.text(start, end)
    return form in words().peoples or form.removesuffix("s") in words().peoples


def _past_mark(line: Line, at: int) -> int:
    """Return the place after the full stop of an initial or after a nickname in marks: "James (Jim) Hale"."""
    row = line.words[at : at + 4]
    if row[0].text == "." and len(line.words[at - 1].text) == 1 and len(row) > 1 and row[1].capital:
        return at + 1
    if len(row) < 4 or row[0].text not in {'"', "“", "("} or row[2].text not in {'"', "”", ")"}:
        return at
    return at + 3 if all(word.capital and word.entry is None for word in (row[1], row[3])) else at


def _dated(line: Line, at: int, start: int) -> bool:
    """Tell whether a word is a month or day, and no part of a name that begins at `start`: "Theresa May", "Jan Ek"."""
    word, known = line.words[at], words()
    if word.text not in known.calendar:
        return False
    after = line.words[at + 1].text[0] if at + 1 < len(line.words) else ""
    if after.isdigit() or word.text not in word_list("common_words", "months_as_names"):
        return True
    if at > start:
        return False
    return not after.isupper() or line.lower(at - 1) in word_list("common_words", "before_months")


def _inside(line: Line, start: int, at: int) -> bool:
    """Tell whether a name of the gazetteer lies inside the name of a person: "Mohammed bin Oman", "Jean France"."""
    return at > start and line.words[at].entry is not None and line.words[at - 1].text in words().particles


# --- what names are -----------------------------------------------------------------------------------------------


def _thing(line: Line, end: int) -> bool:
    """Tell whether a run ends in a common noun: "Foreign Minister *Meeting*", "Chief *Diversity* Officer"."""
    last = line.words[end - 1].text
    return last in words().things or _ABSTRACT.search(last) is not None


def _classified(line: Line, start: int, end: int, title: Title | None) -> _Run:
    """Say what a run of capitals is, as far as the run itself tells."""
    texts, known = [word.text for word in line.words[start:end]], words()
    last = texts[-1]
    if end - start > 1 and (last in known.organisation_heads or last in known.company_suffixes):
        return _Run(line, start, end, "organisation", 0.8)
    if last in known.things:
        return _Run(line, start, end, None, 0.0)
    if title is None and (line.lower(start - 1) in word_list("organisations", "before_name") or _plural_body(texts)):
        return _Run(line, start, end, "organisation", 0.7)
    if end - start > 1 and (last in known.place_tails or texts[0] in known.place_leads):
        return _Run(line, start, end, "place", 0.7)
    gender = _given_gender(texts[0])
    if end - start > 1 and (
        _is_given(texts[0])
        or _is_given(texts[0].title())
        or texts[0].title() in known.family_first
        or any(_INITIAL.match(t) for t in texts[1:])
    ):
        return _Run(line, start, end, "person", 0.9, title, gender)
    if end - start > 1 and any(t in known.particles for t in texts[1:-1]):
        return _Run(line, start, end, "person", 0.8, title, gender)
    letters = any(_ACRONYM.match(t) for t in texts) and not all(t.isupper() and len(t) > _LETTERS for t in texts)
    if end - start > 1 and title is None and (letters or any(t.lower() in known.portfolio for t in texts)):
        return _Run(line, start, end, "organisation", 0.4)
    if end - start == 1:
        return _Run(line, start, end, "person" if title else None, 0.3, title)
    return _Run(line, start, end, "person", 0.6, title, gender)


def _plural_body(texts: Sequence[str]) -> bool:
    """Tell whether a run ends in the plural of a noun for a body: "Working Groups"."""
    return len(texts) > 1 and texts[-1].endswith("s") and texts[-1][:-1] in words().organisation_heads


def _is_given(text: str) -> bool:
    known = words()
    head = text.split("-")[0]
    return text in known.female or text in known.male or ("-" in text and (head in known.male or head in known.female))


def _given_gender(text: str) -> str:
    known, name = words(), text.title() if text.isupper() else text
    female, male = name in known.female, name in known.male
    return "" if female == male else "f" if female else "m"


def _person_words(runs: Sequence[_Run]) -> frozenset[str]:
    """Return the words of the names of persons that are sure, by which single words are known again."""
    known = words()
    return frozenset(
        word.lower
        for run in runs
        if run.label == "person" and (run.score >= 0.8 or (run.score >= 0.6 and run.start > 0))
        for word in run.line.words[run.start : run.end]
        if len(word.text) > 1
        and word.text not in known.particles | known.name_suffixes
        and not _INITIAL.match(word.text)
    )


def _settle(run: _Run, persons: frozenset[str], midway: set[str]) -> _Run:
    """Decide about single words by what the rest of the document and the words around them say."""
    line, text = run.line, run.line.text(run.start, run.end)
    if (
        run.label == "person"
        and run.score < 0.9
        and run.title is None
        and _headline(line)
        and text.split()[-1].lower() not in persons
    ):
        return replace(run, label=None)
    if run.label == "people" and text.lower() in persons and _is_given(text):
        return replace(run, label="person", score=0.9)
    if run.label == "place" and text in words().family and text.lower() in persons:
        at_place = line.lower(run.start - 1) in word_list("nominals", "place_before") or line.lower(run.end) == ","
        return run if at_place else replace(run, label="person", score=0.9)
    if run.label == "person" and run.score < 0.8 and run.title is None and line.lower(run.start - 1) in {"in", "near"}:
        return replace(run, label="place", score=0.5)
    if run.label == "person" and run.start == 0 and run.score < 0.9 and _led(run, persons):
        return replace(run, start=1, score=0.9)
    if run.label is not None or run.end - run.start > 1 or _thing(line, run.end) or len(text) < 2:
        return run
    return _settle_word(run, persons, midway)


def _settle_word(run: _Run, persons: frozenset[str], midway: set[str]) -> _Run:
    """Decide about a single word that nothing in itself explains."""
    line, text = run.line, run.line.text(run.start, run.end)
    if _pair(text, persons):
        return replace(run, label="people", score=0.7)
    if text.lower() in persons or (text in words().family and not _ACRONYM.match(text)):
        return replace(run, label="person", score=0.9 if text.lower() in persons else 0.6)
    if _ACRONYM.match(text):
        return replace(run, label=None if _shouting(line) else "organisation", score=0.5)
    if run.start == 0 and text not in midway and line.lower(run.end) not in word_list("nominals", "speaks"):
        return run
    if line.lower(run.start - 1) in word_list("nominals", "place_before"):
        return replace(run, label="place", score=0.4)
    if line.lower(run.end) in word_list("nominals", "speaks"):
        return replace(run, label="person", score=0.4)
    if _headline(line) or _ordinary(text):
        return run
    return replace(run, label="organisation", score=0.3)


def _pair(text: str, persons: frozenset[str]) -> bool:
    """Tell whether a word joins the family names of two persons of the document: "the *Lee-Trump* talks"."""
    one, hyphen, other = text.partition("-")
    return bool(hyphen) and other[:1].isupper() and one.lower() in persons and other.lower() in persons


def _led(run: _Run, persons: frozenset[str]) -> bool:
    """Tell whether only the first word of a sentence stands before a name that is known: "Whether Lee"."""
    first, *rest = (word.lower for word in run.line.words[run.start : run.end])
    return bool(rest) and first not in persons and all(word in persons for word in rest)


def _ordinary(text: str) -> bool:
    """Tell whether a capitalised word looks like a common noun or adjective rather than a name."""
    known = words()
    if text in known.organisation_heads or text in known.name_suffixes or text in known.place_tails:
        return True
    return text.lower() in known.portfolio or text.lower() in known.title_heads or _COMMON.search(text) is not None


def _shouting(line: Line) -> bool:
    letters = [word.text for word in line.words if word.text.isalpha() and len(word.text) > 1]
    return bool(letters) and sum(text.isupper() for text in letters) > len(letters) / 2


def _headline(line: Line) -> bool:
    """Tell whether a line is written in the capitals of a heading, so that capitals tell little."""
    letters = [word for word in line.words if word.text[0].isalpha() and word.entry is None]
    return len(letters) > 3 and sum(word.capital for word in letters) > 0.7 * len(letters)


# --- names of the gazetteer ---------------------------------------------------------------------------------------


def _from_entry(line: Line, at: int, taken: set[int]) -> _Run:
    """Return the name that begins with a name of the gazetteer: itself, or a body such as "Korean Coast Guard"."""
    entry = line.words[at].entry
    assert entry is not None
    start = at + 1
    if start < len(line.words) and line.words[start].possessive:
        start += 1
    if (
        start < len(line.words)
        and start not in taken
        and line.words[start].capital
        and line.words[start].text.isalpha()
    ):
        other = line.words[start].entry
        end = body_end(line, start, taken) if other is None else start
        lone = other is None and end == start and _lone_body(line, start)
        if lone and start == at + 1:
            return _Run(line, at, start + 1, "organisation", 0.7, country=entry.country)
        if end > start and entry.kind in {"country", "demonym"} and start == at + 1 and _of_state(line, start, end):
            return _Run(line, start, end, "organisation", 0.8, country=entry.country)
        if end > start and start == at + 1:
            return _Run(line, at, end, "organisation", 0.8, country=entry.country)
    label, metonym = _entry_label(line, at, entry)
    return _Run(line, at, at + 1, label, 1.0 if not metonym else 0.9, country=entry.country)


def _lone_body(line: Line, at: int) -> bool:
    """Tell whether one noun for a body follows a country's name and ends its name: "Kenya *Airways*"."""
    after = line.words[at + 1] if at + 1 < len(line.words) else None
    return line.words[at].text in words().organisation_heads - word_list("organisations", "not_alone") and not (
        after and after.capital
    )


def _of_state(line: Line, start: int, end: int) -> bool:
    """Tell whether a body belongs to the state before it, whose name it does without: "Iranian *Navy*"."""
    return any(word.text in word_list("organisations", "of_state") for word in line.words[start:end])


def _entry_label(line: Line, at: int, entry: Entry) -> tuple[MentionLabel, bool]:
    if entry.kind == "body":
        return "organisation", False
    if entry.kind == "people":
        return "people", False
    if entry.kind in {"country", "demonym"}:
        return "country", False
    if entry.kind in {"capital", "seat"} and stands_for_government(line, at):
        return ("country" if entry.country else "organisation"), True
    return "place", False


def _phrase(run: _Run) -> Phrase:
    line = run.line
    span = line.span(run.start, run.end)
    entry = line.words[run.start].entry if run.end == run.start + 1 and run.label != "person" else None
    head = line.words[run.end - 1]
    label = run.label
    assert label is not None
    metonym = entry is not None and entry.kind in {"capital", "seat"} and label != "place"
    head_at = replace(span, start=max(span.start, head.start) if entry is None else span.start)
    text = line.text(run.start, run.end)
    return Phrase(
        span, head_at, label, "name", text, line.sentence, run.start, run.end, entry, run.title, run.country,
        run.gender, metonym=metonym, score=run.score, plural=label == "people",
    )  # fmt: skip
