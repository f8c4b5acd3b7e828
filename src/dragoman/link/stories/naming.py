"""The name of a story: a short phrase out of the titles and contents of its documents, whose words they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from dragoman.gazetteer import words
from dragoman.link.nodes import StoryNode
from dragoman.link.stories.words import bodies, countries_in, story_words, weight
from dragoman.ontology import cues, table, verb_triggers

__all__ = ["name"]

_TOKEN = re.compile(r"[^\W_][\w.’'&/-]*[^\W_]|[^\W_]")
_QUALITY = re.compile(r"(?:ly|ied|ous|ful|['’]s?)$")
"""Ends of words with which no phrase ends: adverbs, adjectives, possessors."""
_OWNER = re.compile(r"['’]s?$")
_LONGEST = 5
_TITLE = 0.6
"""With so many capitals a text is a title."""
_SIDES = 2
_KIND = 0.3
"""What it brings that a phrase ends with the kind of the matter, as a share of the documents that have its words."""
_MANY = 0.1
_BREVITY = 0.12
"""What each word of a phrase has to bring, as a share of the documents: so that a name is no longer than it needs."""


def name(members: Sequence[StoryNode]) -> str:
    """Name a story by its main countries and the phrase whose words most of its documents share.

    The phrase stands in a title or in what an event of the story is about, as it is written there; one that ends with
    the kind of the matter (talks, tariff, ceasefire) is preferred, and a word alone has to. Of equal phrases
    the one in more of them is taken, then one in small letters, then the first by alphabet. Without one, the name is
    the countries, else the title that comes first, else "Story".
    """
    pages = _pages(members)
    shared = {word: count / len(pages) for word, count in Counter(w for page in pages.values() for w in page).items()}
    texts = sorted(set(_texts(members)))
    scored = Counter(phrase for text in texts for phrase in set(_phrases(text)))
    ranked = sorted(scored, key=lambda phrase: (-_score(phrase, shared), -scored[phrase], phrase.swapcase()))
    best = next((phrase for phrase in ranked if _score(phrase, shared) > 0 or _tells_matter(phrase, shared)), "")
    sides = [side for side in _sides(members) if side not in countries_in(best)]
    if best:
        return f"{' and '.join(sides)}: {best}" if sides else best
    return " and ".join(sides) or min((text for text in texts), default="Story")


def _pages(members: Iterable[StoryNode]) -> dict[str, set[str]]:
    """Return the words by which each document tells the story; names of officials are not among them."""
    pages: dict[str, set[str]] = {}
    for member in members:
        for telling in member.tellings:
            own = pages.setdefault(telling.document, set())
            own |= (story_words(telling.title or "") & member.page) | member.own
    return pages


def _texts(members: Iterable[StoryNode]) -> Iterator[str]:
    for member in members:
        for telling in member.tellings:
            yield from (text for text in (telling.title, telling.content) if text)


def _phrases(text: str) -> Iterator[str]:
    """Yield the stretches of a text without verbs and punctuation inside that begin and end with words of content."""
    tokens = list(_TOKEN.finditer(text))
    inside = _inside_names(text, tokens)
    for at, first in enumerate(tokens):
        if _empty(first[0]) or _OWNER.search(first[0]) or first.start() in inside:
            continue
        for number, last in enumerate(tokens[at : at + _LONGEST], at):
            phrase = text[first.start() : last.end()]
            if _breaks(phrase, last[0]):
                break
            if _ends(text, tokens, number) and (last is not first or _is_matter(phrase)):
                yield phrase


def _ends(text: str, tokens: Sequence[re.Match[str]], number: int) -> bool:
    """Tell whether a phrase may end with a word: one of content before a pause, a verb or a word of grammar."""
    last = tokens[number]
    if _empty(last[0]) or _QUALITY.search(last[0]):
        return False
    after = next(iter(tokens[number + 1 : number + 2]), None)
    return after is None or _empty(after[0]) or text[last.end() : after.start()] != " "


def _is_matter(phrase: str) -> bool:
    return phrase.split()[-1].lower() in _matters()


def _tells_matter(phrase: str, shared: Mapping[str, float]) -> bool:
    """Tell whether a phrase ends with a kind of matter that many documents name, though they share little else."""
    last = story_words(phrase.split()[-1])
    return _is_matter(phrase) and max((shared.get(word, 0.0) for word in last), default=0.0) >= _MANY


@cache
def _matters() -> frozenset[str]:
    listed = table("stories")["matters"].split()
    return frozenset(form for word in listed for form in (word, f"{word}s"))


def _inside_names(text: str, tokens: Sequence[re.Match[str]]) -> frozenset[int]:
    """Return where words with a capital follow another: a name is not cut. Titles in capitals do not tell."""
    capitals = [token[0][0].isupper() for token in tokens]
    if sum(capitals) > _TITLE * len(tokens):
        return frozenset()
    return frozenset(
        token.start() for before, token in pairwise(tokens)
        if before[0][0].isupper() and token[0][0].isupper() and text[before.end() : token.start()] == " "
    )  # fmt: skip


def _breaks(phrase: str, token: str) -> bool:
    return token.lower() in _verbs() or re.search(r"[^\w\s’'.&/-]|\.\s", phrase) is not None


def _empty(token: str) -> bool:
    """Tell whether a phrase may neither begin nor end with a word: one of grammar, a verb, a number."""
    small = token.lower()
    return small in _function() or small in _verbs() or not token[0].isalpha() or token in words().calendar


@cache
def _function() -> frozenset[str]:
    return frozenset(word.lower() for word in words().function) | frozenset(table("stories")["small"].split())


@cache
def _verbs() -> frozenset[str]:
    """Return the forms of the verbs of acts and speech that no noun is written like."""
    lemmas = (cues().verbs | verb_triggers().keys()) - frozenset(table("stories")["nouns"].split())
    forms = {form for lemma in lemmas for form in _forms(lemma)}
    return frozenset(forms | set(table("stories")["verbs"].split()))


def _forms(lemma: str) -> tuple[str, ...]:
    stem = lemma.removesuffix("e")
    soft = lemma.removesuffix("y")
    return (lemma, f"{lemma}s", f"{lemma}es", f"{soft}ies", f"{stem}ed", f"{soft}ied", f"{stem}ing")


def _score(phrase: str, shared: dict[str, float]) -> float:
    """Add up the share of documents that have each word, less what its length costs; a body or region names nothing."""
    telling = story_words(phrase) - bodies()
    found = sum(weight({word}) * (shared.get(word, 0.0) - _BREVITY) for word in telling)
    kind = max((shared.get(word, 0.0) for word in telling), default=0.0) if _is_matter(phrase) else 0.0
    return round(found + _KIND * kind - _BREVITY / 2 * len(phrase.split()), 6)


def _sides(members: Iterable[StoryNode]) -> list[str]:
    """Return the countries that take part in most tellings, the first two, by alphabet."""
    counted: Counter[str] = Counter()
    for member in members:
        counted.update(dict.fromkeys({who.country for who in member.parties if who.country}, len(member.tellings)))
    most = sorted(counted, key=lambda side: (-counted[side], side))[:_SIDES]
    return sorted(most)
