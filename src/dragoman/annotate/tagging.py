"""A shallow tagger: what each word of a sentence does, from closed classes, verb forms and their neighbours.

No training and no dictionary beyond the tables: closed-class words are listed, verbs come from `morphology`, the rest
is
told by shape. Nouns and verbs of one shape ("visit", "talks") are told apart by what stands beside them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from dragoman.annotate.morphology import Form, VerbForm, is_mainly_noun, verb_forms
from dragoman.model import Span, Token
from dragoman.ontology import noun_triggers, table, word_list

__all__ = ["Tag", "Word", "tag"]

Tag = Literal[
    "det", "owner", "pron", "modal", "be", "have", "do", "to", "prep", "and", "sub", "rel", "not", "adv", "num", "verb",
    "noun", "name", "adj", "time", "comma", "punct", "quote",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A token with its tag; ``lemma`` and ``form`` where it is a verb or auxiliary. ``lower`` is its text in lower
    case.
    """

    span: Span
    text: str
    lower: str
    tag: Tag
    lemma: str = ""
    form: Form | None = None


@cache
def _classes() -> Mapping[str, Tag]:
    """Return the closed-class words with their tags."""
    rows: Mapping[Tag, str] = table("grammar")["classes"]
    return {word: name for name, words in reversed(list(rows.items())) for word in words.split()}


_BE_FORMS: dict[str, Form] = {"be": "base", "been": "participle", "being": "gerund"}
_HAVE_FORMS: dict[str, Form] = {"have": "base", "has": "third", "had": "past", "having": "gerund"}
_QUOTES = frozenset("\"“”‘’'«»„")
_ADJECTIVE = re.compile(r"(?:al|ous|ive|ory|ful|less|ic|able|ible|ary|ish|(?<!m)ent|ant|an|ese)$")


def tag(tokens: Sequence[Token]) -> tuple[Word, ...]:
    """Return the tokens of one sentence as tagged words, one for one."""
    words = [_first_guess(token, tokens[index - 1].text if index else None) for index, token in enumerate(tokens)]
    for index, word in enumerate(words):
        if word.text in "-–‑" and _glued(words, index):
            words[index] = replace(word, tag=words[index - 1].tag)
        elif (settled := _settle_closed(words, index)) is not None:
            words[index] = replace(word, tag=settled, lemma="", form=None)
        elif word.lower == "that":
            words[index] = replace(word, tag=_that(words, index))
        elif word.lower == "to":
            words[index] = replace(word, tag=_to(words, index))
        elif word.tag == "verb":
            words[index] = _settle_verb(words, index)
    return tuple(words)


def _first_guess(token: Token, before: str | None) -> Word:
    text, lower = token.text, token.text.lower()
    starts = before is None or (
        not before[-1].isalnum() and before not in (",", "'s", "’s", "-", "–", "&") and before[-1] != "."
    )
    name, lemma, form = _shape_or_class(text, lower, starts)
    return Word(token.span, text, lower, name, lemma, form)


def _shape_or_class(text: str, lower: str, starts: bool) -> tuple[Tag, str, Form | None]:
    capital = text[0].isupper()
    acronym = len(text) > 1 and text.isupper() and text.isalpha() and lower not in word_list("small_words")
    if acronym:
        return "name", "", None
    name = _classes().get(lower)
    if name in ("prep", "adv", "sub") and capital and not starts:
        name = "name"
    if name and not (name == "time" and lower in word_list("capital_times") and not capital):
        if name in ("be", "have", "do"):
            return name, name, _BE_FORMS.get(lower) or _HAVE_FORMS.get(lower, "past")
        return ("quote" if text in _QUOTES else name), "", None
    if not text[0].isalnum():
        return ("quote" if text in _QUOTES else "comma" if text in (",", ";") else "punct"), "", None
    if text[0].isdigit():
        return "num", "", None
    if capital and not starts and len(text) > 1:
        return "name", "", None
    if lower in word_list("adjectives"):
        return "adj", "", None
    readings = verb_forms().get(lower)
    if readings:
        return "verb", readings[0].lemma, readings[0].form
    return _by_suffix(lower, capital)


def _by_suffix(lower: str, capital: bool) -> tuple[Tag, str, Form | None]:
    if lower.endswith("ly") and len(lower) > 4:
        return "adv", "", None
    if capital:
        return "name", "", None
    if ("-" in lower and lower.endswith(("ed", "ing"))) or (lower.startswith("un") and lower.endswith("ed")):
        return "adj", "", None
    if lower.endswith("ed") and len(lower) > 4:
        return "verb", lower[:-2], "past"
    if lower.endswith("ing") and len(lower) > 5:
        return "verb", lower[:-3], "gerund"
    if _ADJECTIVE.search(lower) and lower not in noun_triggers():
        return "adj", "", None
    return "noun", "", None


def _settle_closed(words: list[Word], index: int) -> Tag | None:
    """Return the tag of a closed-class word that its neighbours decide: "this week", "May 14", "at least",
    "ministers’".
    """
    word = words[index]
    before = words[index - 1] if index else None
    after = words[index + 1] if index + 1 < len(words) else None
    if word.lower in word_list("which_period") and after and after.lower in word_list("periods"):
        return "time"
    if word.lower in word_list("periods") and before and before.lower in word_list("which_period"):
        return "time"
    if word.lower == "further" and before and before.tag == "owner":
        return "adj"
    if word.text == "Under" and after and after.lower.startswith("secretar"):
        return "name"
    if word.text in ("May", "March") and (index or (after and after.tag == "num")):
        return "time"
    if (word.lower == "at" and after and after.lower in ("least", "most")) or (
        word.lower in ("least", "most") and before and before.lower == "at"
    ):
        return "adv"
    if after and (after.tag == "num" or after.text in "$€£¥") and before and _rounds(word, before):
        return "det"
    if word.text in "’'" and before and after and _is_possessive(before, word, after):
        return "owner"
    return None


def _rounds(word: Word, before: Word) -> bool:
    """Tell whether a word only rounds the number after it ("more than 300", "arrested over 300")."""
    if word.lower == "than":
        return before.lower in ("more", "less", "fewer", "other")
    rounds = word.lower in ("over", "about", "around", "nearly", "almost", "some")
    return rounds and before.tag in ("verb", "prep", "det")


def _is_possessive(before: Word, mark: Word, after: Word) -> bool:
    touches = before.span.end == mark.span.start and mark.span.end < after.span.start
    return (
        touches
        and before.lower.endswith("s")
        and before.tag in ("noun", "name")
        and after.tag in ("noun", "name", "adj", "verb")
    )


def _glued(words: list[Word], index: int) -> bool:
    """Tell whether a dash stands without spaces between two words ("U.S.-Vietnam", "26-29")."""
    if not 0 < index < len(words) - 1:
        return False
    return words[index - 1].span.end == words[index].span.start and words[index].span.end == words[index + 1].span.start


def _that(words: list[Word], index: int) -> Tag:
    after = words[index + 1] if index + 1 < len(words) else None
    before = words[index - 1] if index else None
    if (
        after
        and after.tag in ("be", "have", "do", "modal", "verb", "not")
        and before
        and before.tag in ("noun", "name", "comma")
    ):
        return "rel"
    if before and before.tag in ("prep", "and") and after and after.tag in ("noun", "adj"):
        return "det"
    return "sub"


def _to(words: list[Word], index: int) -> Tag:
    for word in words[index + 1 : index + 6]:
        if word.tag in ("adv", "not") or (word.tag == "and" and words[index + 1].tag == "adv"):
            continue
        if word.tag in ("be", "have", "do"):
            return "to"
        base = any(f.form == "base" for f in verb_forms().get(word.lower, ()))
        return "to" if base and word.tag == "verb" else "prep"
    return "prep"


def _settle_verb(words: list[Word], index: int) -> Word:
    """Decide between the readings of a word that can be a verb, its left side settled, its right side guessed."""
    word = words[index]
    readings = verb_forms().get(word.lower) or (VerbForm(word.lemma, word.form or "past"),)
    left = next((w for w in reversed(words[:index]) if w.tag not in ("adv", "not")), None)
    right = words[index + 1] if index + 1 < len(words) else None
    forms = {reading.form: reading for reading in readings}
    if left and left.tag in ("modal", "to", "do") and "base" in forms:
        return _as(word, forms["base"])
    if left and left.tag in ("be", "have") and "participle" in forms:
        return _as(word, forms["participle"])
    if "gerund" in forms:
        return _gerund_or_noun(word, forms["gerund"], left, right)
    if "past" in forms or "participle" in forms:
        if left and _in_series(words, index) and right and (right.tag in ("noun", "adj", "name", "and", "comma")):
            return replace(word, tag="adj", form=None)
        modifier = (left is not None and left.tag in ("det", "owner", "adj", "num")) or (
            words[index - 1].tag == "adv" and left and left.tag == "det"
        )
        if modifier and right and right.tag in ("noun", "adj", "name", "verb"):
            return replace(word, tag="adj", form=None)
        return _as(word, forms.get("past") or forms["participle"])
    if _is_noun_here(words, index, left, right, forms):
        return replace(word, tag="noun", lemma="", form=None)
    return _as(word, forms.get("third") or forms["base"])


def _in_series(words: list[Word], index: int) -> bool:
    """Tell whether a participle is one of several modifiers of a noun: "Russia's unprovoked, unjustified and brutal
    war".
    """
    before, after = words[index - 1], words[index + 1] if index + 1 < len(words) else None
    if after is None:
        return False
    if before.tag in ("owner", "det") and after.tag in ("and", "comma") and index + 2 < len(words):
        return words[index + 2].tag in ("adj", "verb", "and") and words[index + 2].form != "gerund"
    return (
        before.tag in ("and", "comma")
        and index > 1
        and (words[index - 2].tag == "adj" or (words[index - 2].tag == "comma" and words[index - 3].tag == "adj"))
    )


def _as(word: Word, reading: VerbForm) -> Word:
    return replace(word, tag="verb", lemma=reading.lemma, form=reading.form)


def _gerund_or_noun(word: Word, reading: VerbForm, left: Word | None, right: Word | None) -> Word:
    if left and left.tag in ("det", "owner", "adj", "num"):
        return replace(word, tag="noun", form=None)
    if left and left.tag in ("noun", "name") and word.lower in ("meeting", "briefing", "hearing", "gathering"):
        return replace(word, tag="noun", form=None)
    if word.lower in ("meeting", "during", "building", "following") and not (right and right.lower == "with"):
        return replace(word, tag="noun" if word.lower in ("meeting", "building") else "prep", form=None)
    return _as(word, reading)


_NOUN_LEFT = frozenset({"det", "owner", "adj", "num", "prep", "be"})
_OBJECT_START = frozenset({"det", "owner", "pron", "name", "num", "to", "quote", "time"})


def _is_noun_here(
    words: list[Word], index: int, left: Word | None, right: Word | None, forms: dict[Form, VerbForm]
) -> bool:
    word = words[index]
    mainly = is_mainly_noun(word.lower)
    if left is None or left.tag in ("quote",):
        return mainly
    if left.tag in _NOUN_LEFT:
        return True
    if left.tag in ("pron", "rel") and left.lower not in ("it", "him", "us", "them", "me"):
        return False
    if left.tag == "and":
        return mainly if "third" in forms else not _coordinates_verb(words, index)
    if not mainly:
        return (
            left.tag == "verb"
            and left.form != "gerund"
            and left.lemma not in ("help", "let", "make")
            and "third" in forms
        )
    if left.tag not in ("noun", "name", "time", "comma"):
        return True
    third_person = "third" in forms and not (left.lower.endswith("s") and left.tag == "noun")
    base_plural = "base" in forms and "third" not in forms and left.lower.endswith("s")
    object_follows = right is not None and (right.tag in _OBJECT_START or right.lower in ("for", "on", "that"))
    if third_person and left.tag == "name" and right is not None and (
        right.tag in ("adj", "noun", "adv") or right.form == "gerund"
    ):
        return False
    if left.tag == "comma" and object_follows and "base" in forms and words[0].lower == "we":
        return any(w.tag == "verb" for w in words[:index])
    return not (object_follows and (third_person or base_plural))


def _coordinates_verb(words: list[Word], index: int) -> bool:
    """Tell whether "and" before the word joins it to an earlier verb of base form ("to meet and discuss")."""
    before = [w for w in words[:index] if w.tag == "verb"]
    return (bool(before) and before[-1].form in ("base", "third") and not is_mainly_noun(words[index].lower)) or (
        bool(before) and before[-1].form == "base" and words[index].tag == "verb" and index + 1 < len(words)
        and words[index + 1].tag in _OBJECT_START
    )  # fmt: skip
