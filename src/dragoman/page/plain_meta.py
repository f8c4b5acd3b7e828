"""The facts that stand on a line of their own around an article: the date, the writer, the outlet, the section."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.page.boilerplate import section_label
from dragoman.page.dates import is_date_line, may_hold_date
from dragoman.page.outlets import known_outlet, looks_like_outlet, split_outlet

__all__ = ["NO_FACTS", "Meta", "is_person", "meta_of", "person_in", "without_bullet"]


@dataclass(frozen=True, slots=True)
class Meta:
    """The facts on a line: the words of a date, a byline, an outlet, a section."""

    when: str | None = None
    byline: str | None = None
    outlet: str | None = None
    section: str | None = None

    def __or__(self, other: Meta) -> Meta:
        """Return these facts, completed by others."""
        return Meta(*(getattr(self, name) or getattr(other, name) for name in ("when", "byline", "outlet", "section")))


NO_FACTS = Meta()
"""The facts on a line that holds none."""


_BULLET = re.compile(r"\A[\s•·*‣▪◦●|–—-]+\s")
_SEPARATOR = re.compile(r"\s*[|•·]\s*|\s+[-–—/]\s+")
_LONGEST = 160
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)")
_BY = re.compile(
    r"\A(?P<by>(?:[Ww]ritten |[Pp]osted |[Ss]tory |[Ww]ords |[Tt]ext )?(?:[Bb]y|BY)|Author|Authors|Reporter|Writer"
    r"|Autor|Auteur|Von|VON|Par|PAR|Por|POR|Di|Da|Door|Oleh|Автор|記者|记者)(?:\s*[:：]\s*|\s+)(?P<rest>\S.*)\Z"
)
_JOB = re.compile(
    r"(?P<names>.{3,60}?),?\s(?:(?:staff|senior|chief|diplomatic|political|foreign|contributing|guest|special)\s)*"
    r"(?:reporter|writer|correspondent|editor|columnist)(?:\s.{0,40})?",
    re.I,
)
_AFTER_NAMES = re.compile(r",|\s(?:in|at|for|from|of|with)\s|\s[|/–—-]\s|\s?[(<]|\s\S+@|\s?기자")
_LABELLED = re.compile(
    r"(?:Source|Quelle|Fuente|Fonte)\s?:\s?(?P<source>\w[\w .'’&-]{1,40})|(?:Web )?[Ee]ditor\s?:\s?\S.*"
)
_PARTICLES = frozenset(
    ("and", "&", "de", "da", "di", "du", "del", "der", "den", "van", "von", "bin", "bint", "ibn", "al", "el", "la",
     "le", "dos", "das", "und", "et", "y", "e")
)  # fmt: skip


def without_bullet(text: str) -> str:
    """Return a line without the bullet or dash that it starts with."""
    return _BULLET.sub("", text)


def meta_of(text: str) -> Meta | None:
    """Return the facts on a line that holds nothing else, or None.

    >>> meta_of("By Ann Lee | Valley Courier | July 8, 2025")
    Meta(when='July 8, 2025', byline='Ann Lee', outlet='Valley Courier', section=None)
    """
    if len(text) > _LONGEST or not (bare := without_bullet(text)):
        return None
    if is_date_line(bare):
        return Meta(when=bare)
    parts = [part for part in _SEPARATOR.split(bare) if part]
    return (_several(parts) if len(parts) > 1 else _name_and_date(bare)) or _single(bare)


def _single(text: str) -> Meta | None:
    if section := section_label(text):
        return Meta(section=section)
    if is_date_line(text):
        return Meta(when=text)
    paper, _, place = text.partition(",")
    if (outlet := known_outlet(paper)) and (not place or (_are_names(place, 1) and len(place.split()) <= 2)):
        return Meta(outlet=outlet)
    if match := _LABELLED.fullmatch(text):
        return Meta(outlet=known_outlet(match["source"]) or match["source"]) if match["source"] else NO_FACTS
    return _byline(text)


def _byline(text: str) -> Meta | None:
    if match := _BY.match(text):
        outlet, names = split_outlet(_AFTER_NAMES.split(match["rest"], maxsplit=1)[0].strip(" .:"))
        paper = match["rest"].rpartition(",")[2].strip()
        outlet = outlet or (known_outlet(paper) or paper if looks_like_outlet(paper) else None)
        least = 1 if match["by"].lower().endswith("by") else 2
        return Meta(byline=names, outlet=outlet) if _are_names(names, least) else None
    if (match := _JOB.fullmatch(text)) and _are_names(match["names"], 2):
        return Meta(byline=match["names"].strip(" ,"))
    if match := re.fullmatch(r"([가-힣]{2,4}) 기자(?:\s\S+@\S+)?", text):
        return Meta(byline=match[1])
    return None


def _are_names(text: str, least: int) -> bool:
    tokens = text.split()
    if not least <= len(tokens) <= 8 or tokens[0] in _PARTICLES:
        return False
    return all(token[0].isupper() or token in _PARTICLES or not token[0].isascii() for token in tokens) and not any(
        char.isdigit() for char in text
    )


def is_person(text: str) -> bool:
    """Tell whether a line is nothing but what may be a person's name: two to four capitalised words."""
    if looks_like_outlet(text) or re.search(r"[:;!?]", text):
        return False
    return len(text.split()) <= 4 and _are_names(text, 2)


def person_in(text: str) -> str | None:
    """Return the name on a line that gives a person, perhaps with a place or an office ("Ann Lee in Oslo"), or None."""
    name = _AFTER_NAMES.split(text, maxsplit=1)[0].strip()
    return name if is_person(name) else None


def _several(parts: list[str]) -> Meta | None:
    """Read facts that stand side by side ("Jane Doe | July 8, 2025"); names count where a date stands with them."""
    metas = [_single(part) or _name_and_date(part) for part in parts]
    found = Meta()
    for meta in metas:
        found = found | (meta or Meta())
    unknown = [part for part, meta in zip(parts, metas, strict=True) if meta is None]
    if not unknown:
        return found
    if found.when is None or len(unknown) > 1 or not _are_names(unknown[0], 1):
        return None
    return found | _named(unknown[0])


def _named(name: str) -> Meta:
    """Return what a bare name beside a date is: an outlet, or a person."""
    outlet, rest = split_outlet(name)
    if not is_person(name):
        return Meta(outlet=known_outlet(name) or name)
    return Meta(byline=rest, outlet=outlet)


def _name_and_date(text: str) -> Meta | None:
    """Read a name with a date right behind it, also glued to it ("Valley Courier17 hours ago")."""
    if not may_hold_date(text):
        return None
    glued = _GLUED.sub(" ", text)
    tokens = glued.split()
    for count in range(1, min(len(tokens), 8)):
        when = " ".join(tokens[count:])
        if tokens[count][0] != "-" and is_date_line(when):
            break
    else:
        return None
    before = " ".join(tokens[:count])
    name = before.strip(" ,-–—|:(")
    if section := section_label(name):
        return Meta(when=when, section=section)
    if byline := _byline(name):
        return byline | Meta(when=when)
    if not name or not _are_names(name, 1) or not re.search(r"\d{4}|\d\s?\D+\Z", when):
        return None
    if before.endswith(",") and not looks_like_outlet(name) and (name.isupper() or not is_person(name)):
        return Meta(when=when)                                 # a place: "PORT AMBER, 8 July 2031"
    written = re.search(r"\d{4}", when) and glued == text
    return Meta(when=when) | (_named(name) if written else Meta(outlet=known_outlet(name) or name))
