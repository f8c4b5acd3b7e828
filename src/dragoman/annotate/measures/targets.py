"""Whom a measure hits: the noun phrase after or before its cue, taken apart into the names or groups it lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.annotate.measures.table import measure_table
from dragoman.annotate.measures.view import Party, View
from dragoman.annotate.numbers import NUMBER, number

__all__ = [
    "apposed",
    "described",
    "further_counted",
    "headed",
    "listed_after_colon",
    "phrase_end",
    "reduced_start",
    "relative_head",
    "subject_start",
    "targets",
]

_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Ltd|Inc|Co|Corp|Jr|Sr|St|Dr|Mr|Mrs)$")
_COORDINATED = re.compile(r"(?:,|\band|\bof|\bor|[A-Za-z]-)\s?(?:the )?$")
_BEFORE_NOUN = re.compile(r"(?:\b(?:against|on|with|for|from|by|to|and|that|of)|,)\s")
_PARENTHESIS = re.compile(r"\s?\([^()]*\)")
_COLON = re.compile(r"[^:;.“”]*:\s+(?=(?:his|her|their|its|[A-Z]))")
_DESCRIBED = re.compile(
    r"(?:individuals|persons|people|those|officials|anyone|entities)\s(?:who|that|believed|responsible)\b[^.;:]*"
)
_APPOSED = re.compile(
    r"(?P<name>[A-Z][\w’'-]+(?:[ -](?:[A-Z][\w’'-]+|al|bin|of|and|the))*),\s(?:an?\s)?(?:[^,;.]*\s(?:and|an?)\s)?$"
)
_PEOPLE_BEFORE = re.compile(r"\b[A-Z]\w+(?:an|ese|ish|ch|i)$")
_PEOPLE_AFTER = re.compile(r"[A-Z]\w+(?:an|ese|ish|ch|i)\s(?:[a-z]+\s){0,2}[a-z]+s\b")
_FURTHER = re.compile(rf"\sand\s(?={NUMBER}\s)", re.IGNORECASE)
_AND_ON = re.compile(
    r",?\s(?:and\s|as well as\s)?(?:on|against)\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]+ \d)"
)
_SEPARATOR = re.compile(r"(?:,|;)\s+(?:and\s+|as well as\s+|along with\s+)?|\s+(?:and|as well as|along with)\s+")
_SUFFIX = re.compile(r"(?:Ltd|Inc|Co|LLC|Corp|GmbH|S\.A|JSC|PLC|Jr|Sr)\b\.?")
_APPOSITIVE = re.compile(
    r"(?:[A-Z]\w+[’']s (?:\w+[- ])?(?:largest|biggest|most|main|top|leading|first|oldest)"
    r"|(?:an?|the|one of|both|all|each|also known|formerly|now|head of|leader of|among)\b)"
)
_INCLUDING = re.compile(r",?\s+(?:including|such as|notably|among them|namely)\s+(?:those of )?", re.IGNORECASE)
_COUNTED = re.compile(
    rf"(?!one of\b)(?:(?:an?|the|another|some|up to|over|more than|nearly|about)\s+)?(?:{NUMBER})\b",
    re.IGNORECASE,
)
_KINSHIP = re.compile(
    r"(?:and )?(?:his|her|their|its|(?:[A-Z][\w-]+\s){0,3}[A-Z][\w-]+[’']s?)\s+(?:\w+\s+){0,2}?"
    r"(?:employer|wife|husband|spouse|sons?|daughters?|brothers?|sisters?|mother|father|"
    r"partner|child|children)\b,?\s*|(?:wife|husband|sons?|daughters?)\s(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:(?:an?|the|its|their|his|her|our|further|additional|another|some|other|following|new|number of|"
    r"members? of (?=[A-Z])"
    r"|(?-i:[A-Z]\w+-(?:based|owned)(?=\s[A-Z]))"
    r"|(?-i:[A-Z]\w+ (?:entit(?:y|ies)|individuals?|nationals?|company)(?=\s[A-Z]))"
    r"|imports? (?:from|of)|exports? from|goods from"
    r"|products from|and|also|today)\s+)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[’']s?|[\s,–—-]+|\s(?:and|or|responsible|believed(?: to(?: be involved in)?)?|involved|accused|previously|"
    r"already|led|based|backed|particularly|especially|those|of|in|to|for|from|with|the|many))+$"
)
_NO_TARGET = re.compile(
    r"^(?:(?:Well|So|Now|Look|Yes|No|Once|If|When|As|But|And|These|Such|This|In|At|By|From|To|Under|With|I|We|in|at|by|"
    r"from|once|before|through|under|pursuant|today)\b.*"
    r"|[a-z’'-]+|[A-Z]{6,}|[A-Z]{3,}(?: [A-Z]{3,})+|Ltd|Inc|LLC|Sanctions .*)$"
    r"|\b(?:is|are|was|were|has|have|who|which|calls|continues|pursues|specifically)\b"
)
"""What is no target: words that open a sentence, a lower-case word in the singular, what holds a finite verb."""
_GOVERNMENT = re.compile(
    r"(?:the )?(?:transition(?:al)? )?(?:government|regime|state|people|kingdom|republic|territory)s? of (?:the )?$",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(
    r"(?:^|\b(?:that|as|because|while|whereas|but|said|and)\s|[;:“”\"–—]\s?|,\s(?:and|but|while)\s)"
)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|said|will|would)\b|[a-z]ed\b")
_OPENING = re.compile(
    r"(?:(?:And |But )?(?:then |Then )?(?:\w+ly|Today|Yesterday|However|Moreover|Meanwhile|Also|Instead|First|"
    r"Second|Third),\s)?(?:(?:In|Under|As|By|Following|With|For|Since|On|At|During|Despite|Pursuant|After|Along|"
    r"Of)\b[^,]*(?:\([^()]*\)[^,]*)?,\s)?"
)
_AUXILIARY = re.compile(r"(?:\s(?:has|have|had|of course|also|now|already|itself|himself|herself))*\s?,?\s?")
_RELATIVE = re.compile(r",?\s(?:who|which|that|whose|both of|all of whom)\b.*$", re.DOTALL)
_ASIDE = re.compile(
    r"(?:\s?\([^()]*\))?,\s(?:an?|the|one|who|which|whose|also|former|formerly|head|chief|leader|owner|chair\w*|president|"
    r"director|member|founder)\b"
)
_OWNED = re.compile(r"[’']s\s[a-z][a-z-]*(?:\s[a-z][a-z-]*){0,2}$")
_RELATIVE_BEFORE = re.compile(r"(?:\s?\([^()]*\))?,?\s(?:who|which)\s(?:(?:has|have|had|also|previously)\s)*$")
_GENERIC = frozenset(
    {
        "those", "they", "them", "it", "he", "she", "him", "her", "us", "you", "we", "who", "which", "this", "these",
        "that", "there", "what", "any", "anyone", "others", "individuals", "individual", "entities", "persons",
        "action", "actions", "sanctions", "under", "of", "in", "designated",
    }
)  # fmt: skip


def phrase_end(view: View, start: int) -> int:
    """Return where the noun phrase that starts at a position ends: at a clause, a purpose, a date or a verb."""
    text, at = view.text, start
    while match := measure_table().stops.search(text, at):
        inside = next((p for p in view.parties if p.start < match.end() and match.start() < p.end), None)
        dotted = match[0] == "." and _ABBREVIATED.search(text[: match.start()])
        defined = match[0].strip() == "following" and text[: match.start()].endswith("the")
        if inside is None and not defined and not (dotted and match.end() < len(text)):
            return match.start()
        at = max(match.end(), inside.end if inside else 0)
    return len(text.rstrip(" ."))


def _clause_start(view: View, end: int) -> int:
    """Return where the clause begins whose subject ends before a position."""
    starts = [match.end() for match in _CLAUSE_START.finditer(view.text, 0, end)]
    for start in reversed(starts):
        piece = view.text[start:end].strip(" ,")
        covered = any(party.start < start < party.end for party in view.parties)
        coordinated = view.text[:start].endswith(" and ") and not _FINITE.search(view.text[:start])
        if piece and not covered and not coordinated and not _RELATIVE.match(" " + piece) and _subject_like(piece):
            return start
    return 0


def reduced_start(view: View, end: int) -> int:
    """Return where the noun phrase right before a position begins: after the last preposition, verb or comma."""
    starts = [match.end() for match in _BEFORE_NOUN.finditer(view.text, 0, end)]
    return starts[-1] if starts else 0


def further_counted(view: View, start: int, end: int) -> int | None:
    """Return where a second group begins: "on X and on Y", or past a purpose ("one X for aiding A and two Y …")."""
    if again := _AND_ON.match(view.text, end):
        return again.end() if re.search(r",$|\band$", view.text[start:end].rstrip()) else None
    match = _FURTHER.search(view.text, end) if _COUNTED.match(view.text, start) else None
    return match.end() if match else None


def described(view: View, start: int) -> list[str]:
    """Return people known only by what they did ("those who rig elections") as one group, in the text's own words."""
    match = _DESCRIBED.match(view.text, start)
    return [" ".join(match[0].split()[:40]).rstrip(" ,")] if match else []


def apposed(view: View, end: int) -> tuple[int, int] | None:
    """Return where the name stands that a description before a position belongs to ("X, a rebel group and …")."""
    match = _APPOSED.search(view.text[:end])
    return match.span("name") if match else None


def listed_after_colon(view: View, start: int) -> tuple[int, int] | None:
    """Return the stretch after the colon where a phrase announces a list of names ("the following members: …")."""
    colon = _COLON.match(view.text, start)
    return (colon.end(), len(view.text.rstrip(" ."))) if colon else None


def subject_start(view: View, end: int) -> int:
    """Return where the subject before a position begins, past a phrase that opens the clause ("Under this law, …")."""
    for party in view.parties:
        near = party.end <= end and _AUXILIARY.fullmatch(view.text[party.end : end])
        if near and _names_somebody(party) and not _COORDINATED.search(view.text[: party.start]):
            return party.start
    start = _clause_start(view, end)
    opening = _OPENING.match(view.text, start, end)
    return opening.end() if opening else start


def relative_head(view: View, end: int) -> list[str] | None:
    """Return whom "who" or "which" right before a position stands for, None where no relative clause begins there."""
    relative = _RELATIVE_BEFORE.search(view.text[:end])
    if relative is None:
        return None
    at = relative.start()
    return [p.name for p in view.parties if at - 10 <= p.end <= at and _names_somebody(p)][-1:]


def headed(view: View, end: int) -> str | None:
    """Return the name that a clause opens with where only an apposition stands before a position: "X, head of Y, is".
    """
    start = _clause_start(view, end)
    party = next((p for p in view.parties if p.start == start and p.form == "name"), None)
    if party is None or not _names_somebody(party) or not view.text[:end].rstrip().endswith(","):
        return None
    return party.name if _ASIDE.match(view.text, party.end) else None


def _subject_like(piece: str) -> bool:
    """Whether a piece can be a subject: it begins with a capital, a number or an article."""
    return bool(re.match(rf"[A-Z]|(?:the|an?|all|some|two|any|individuals|persons|those)\b|{NUMBER}", piece))


def targets(view: View, start: int, end: int) -> list[str]:
    """Return the names and groups that a stretch of the sentence lists, in order, each as the record names it.

    What only describes the names after it is left out ("three officials, A, B and C", "a state-owned bank, D").
    """
    names: list[str] = []
    items = list(_items(view, start, end))
    for index, item in enumerate(items):
        if not _describes(view, item, items[index + 1 :]) and (name := _name(view, *item)) and name not in names:
            names.append(name)
    return names


def _describes(view: View, item: tuple[int, int], after: Sequence[tuple[int, int]]) -> bool:
    """Whether an item only says who the items after it are: how related, what kind of body, or how many."""
    words = view.text[slice(*item)].strip()
    if not after or not _all_capitals(view.text[slice(*after[0])]):
        return False
    if _is_kinship(words):
        return True
    if not re.fullmatch(r",\s+", view.text[item[1] : after[0][0]]):
        return False
    if counted := re.match(rf"(?:the )?({NUMBER})\b", words, re.IGNORECASE):
        return sum(_all_capitals(view.text[slice(*other)]) for other in after) >= (number(counted[1]) or 0)
    return re.match(r"an?\s", words) is not None and not _is_name(words)


def _items(view: View, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the items of a list, and each of "X, including Y and Z"."""
    including = _INCLUDING.search(view.text, start, end)
    head_end = including.start() if including else end
    yield from _coordinated(view, start, head_end)
    if including:
        yield from ((a, b) for a, b in _coordinated(view, including.end(), end) if _is_name(view.text[a:b]))


def _coordinated(view: View, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield coordinated items: a name, number or relative begins a new one, other words go on with the one before."""
    items: list[tuple[int, int]] = []
    for item_start, item_end in _pieces(view, start, end):
        item = view.text[item_start:item_end].strip()
        if not item:
            continue
        added = view.text[:item_start].endswith(", and ") and re.match(r"(?:an?|another)\s", item)
        alone = bool(added) or _stands_alone(view, item_start, item_end)
        if not items or (alone and not _belongs(view, items[-1], (item_start, item_end))):
            items.append((item_start, item_end))
        elif alone or _goes_on(item, view.text[slice(*items[-1])]):
            items[-1] = (items[-1][0], item_end)
    yield from items


def _goes_on(item: str, before: str) -> bool:
    """Whether words go on with the item before them: "Ltd." does, and nouns after a group, but no apposition."""
    return bool(_SUFFIX.fullmatch(item)) or not (_APPOSITIVE.match(item) or _is_name(before))


def _pieces(view: View, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what stands between commas and "and", but never part of a name ("Security and Defence Forces")."""
    at = start
    for match in _SEPARATOR.finditer(view.text, start, end):
        inside = any(party.start < match.start() and match.end() < party.end for party in view.parties)
        if not inside and not _joins_peoples(view, match):
            yield at, match.start()
            at = match.end()
    yield at, end


def _joins_peoples(view: View, match: re.Match[str]) -> bool:
    """Whether "and" joins two adjectives of countries before one noun ("Russian and Belarusian officials")."""
    if match[0].strip() != "and" or not _PEOPLE_BEFORE.search(view.text[: match.start()]):
        return False
    return _PEOPLE_AFTER.match(view.text, match.end()) is not None


def _belongs(view: View, before: tuple[int, int], item: tuple[int, int]) -> bool:
    """Whether an item goes on with the one before it: "firms in A, B and C", "the Security and Defence Forces"."""
    earlier = view.text[before[0] : before[1]]
    words = view.text[item[0] : item[1]].removeprefix("the ").strip()
    country = any(party.taxable and party.end - party.start == len(words) for party in view.within(*item))
    counted = bool(_COUNTED.match(earlier)) and _is_name(earlier) and not _is_name(view.text[item[0] : item[1]])
    named = [party for party in view.parties if party.end == before[1] or item[0] <= party.start < item[1]]
    joined = view.text[before[1] : item[0]]
    complement = re.search(r"\b(?:of|in|from) (?:the )?(?:[A-Z][\w’'-]*\s?)+(?:\w+)?$", earlier)
    if joined == " and " and complement and earlier[0].islower() and not _COUNTED.match(earlier):
        return not any(party.label == "person" for party in view.within(*item))
    one_name = earlier.startswith("the ") and view.text[before[1] : item[0]] == " and " and not named
    return one_name or counted or (country and not _is_name(earlier))


def _is_kinship(item: str) -> bool:
    """Whether an item only says how the next one is related ("his wife,")."""
    match = _KINSHIP.match(item.strip())
    return match is not None and match.end() == len(item.strip())


def _is_name(item: str) -> bool:
    words = _weighty(item)
    return bool(words) and not words[-1][0].islower()


def _weighty(item: str) -> list[str]:
    """Return the words of an item that show whether it is a name: longer ones and abbreviations."""
    words = re.findall(r"[\w’'.-]+", _PARENTHESIS.sub("", item))
    return [word for word in words if len(word) > 3 or (len(word) > 1 and word.isupper())]


def _stands_alone(view: View, start: int, end: int) -> bool:
    item = view.text[start:end].strip()
    if _SUFFIX.fullmatch(item) or (_APPOSITIVE.match(item) and not _COUNTED.match(item)):
        return False
    if any(p.form == "name" and p.label == "person" and p.end == end for p in view.within(start, end)):
        return True
    return _all_capitals(item) or bool(
        _COUNTED.match(item) or _KINSHIP.match(item) or re.match(r"(?:his|her|their|its)\b|[A-Z]\w+[’']s\s", item)
    )


def _all_capitals(item: str) -> bool:
    words = _weighty(item)
    return bool(words) and all(not word[0].islower() for word in words)


def _name(view: View, start: int, end: int) -> str | None:
    """Return the name of one item: that of the mention at its end, else its words without article and parentheses."""
    raw = view.text[start:end]
    kin = _KINSHIP.match(raw)
    if kin and raw[kin.end() :].strip():
        start, raw = start + kin.end(), raw[kin.end() :]
    if party := _head(view, start, start + len(raw.rstrip(" ,"))):
        return party.name
    words = _unled(_PARENTHESIS.sub("", raw).strip(" ,.(–—-")).strip(" ,")
    words = _TRAILING.sub("", words)
    first = next((p for p in view.parties if p.start == start and _names_somebody(p) and p.form == "name"), None)
    if first and first.label == "country" and (owned := _OWNED.match(view.text, first.end, end)):
        return f"{first.name}{owned[0]}"
    if first and re.match(r"\s(?:in|with|to|over|for|at|amid)\s", view.text[first.end : end]):
        return first.name
    generic = words.lower() in _GENERIC or _led_by_generic(words) or _NO_TARGET.search(words)
    return None if len(words) < 2 or generic or len(words.split()) > 18 else words


def _led_by_generic(words: str) -> bool:
    """Whether a short phrase begins with a word that names nobody ("any entities"); a name may ("He Jing")."""
    first, rest = words.partition(" ")[::2]
    return first.lower() in _GENERIC and len(rest.split()) < 2 and not rest[:1].isupper()


def _names_somebody(party: Party) -> bool:
    """Whether a mention gives a name, also one found elsewhere in the document for "he" or "the bank"."""
    return party.label not in ("place", "people") and party.name[:1].isupper()


def _unled(words: str) -> str:
    """Return words without the articles, "further" and "imports from" that lead them in."""
    match = _LEADING.match(words + " ")
    return words[match.end() :] if match else words


def _head(view: View, start: int, end: int) -> Party | None:
    """Return the party that an item names: it ends the item, and only titles or its government stand before it."""
    stripped = end
    while match := re.search(r"\s?\([^()]*\)\s*$", view.text[start:stripped]):
        stripped = start + match.start()
    ending = [p for p in view.parties if p.start >= start and p.end in (stripped, end) and _names_somebody(p)]
    if not ending:
        return None
    party = min(ending, key=lambda p: p.start)
    before = view.text[start : party.start]
    if party.label == "country":
        return party if _unled(before).strip() == "" or _GOVERNMENT.search(before) else None
    if party.label != "person" and re.search(r"(?:[A-Z][\w’'.-]+(?: (?:&|\w{1,3}))?|\d\w*) $", before):
        return None
    clean = not re.search(r"\b(?:of|in|from|by|for|to|with|against|targeting)\s*(?:the )?$", before)
    return party if clean else None
