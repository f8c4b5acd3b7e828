"""Profiles: which of them a chain of a document belongs to.

A profile is what the record can say without comparing: the same kind of thing, the same name, the same country. Names
of one part carry little, so the office and the year count too.

>>> profile_key("person", "Lee Jae-myung", "South Korea").id == profile_key("person", "Lee Jae Myung", "South Korea").id
True
>>> profile_key("person", "Lee", "South Korea", "President", 2025).office
'president'
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dragoman import gazetteer
from dragoman.link.entities.bodies import body_name, needs_country
from dragoman.link.entities.folding import fold, squash
from dragoman.link.entities.persons import one_part, parse
from dragoman.link.entities.posts import post, seat
from dragoman.model import MentionLabel, content_id

__all__ = ["ProfileKey", "bound_to_document", "profile_key"]


@dataclass(frozen=True, slots=True)
class ProfileKey:
    """What tells a profile from others; ``id`` is the `content_id` of the rest.

    ``name`` is folded for comparison, not for display. ``office`` (the usual wording) and ``year`` are given for
    persons named by one part only; ``document`` where the name means nothing beyond its document, or was taken out.
    """

    id: str
    label: MentionLabel
    name: str
    country: str | None = None
    office: str | None = None
    year: int | None = None
    document: str | None = None


def profile_key(
    label: MentionLabel,
    name: str,
    country: str | None,
    office: str | None = None,
    year: int | None = None,
    *,
    status: str | None = None,
    document: str | None = None,
) -> ProfileKey:
    """Return the profile that a chain belongs to.

    ``office`` is the office that the chain's document gives it, as written, ``status`` that of the tenure (``former``
    counts: "former President Lee" is not the "President Lee" of that year), and ``year`` that of its publication: pass
    them always, they count for persons named by one part. Pass ``document`` where `bound_to_document` says so,
    or where a person has taken this document's namesake out of a profile.
    """
    return _key(label, name, country, office, year, status, document)


@lru_cache(maxsize=131_072)
def _key(
    label: MentionLabel,
    name: str,
    country: str | None,
    office: str | None,
    year: int | None,
    status: str | None,
    document: str | None,
) -> ProfileKey:
    folded, kept = _named(label, name, country)
    alone = label == "person" and one_part(name)
    kind = post(office) if alone and office else None
    if kind and status == "former":
        kind = f"former {kind}"
    when = year if alone else None
    identity = (label, folded, kept or "", kind or "", str(when or ""), document or "")
    return ProfileKey(content_id("profile", *identity), label, folded, kept, kind, when, document)


def _named(label: MentionLabel, name: str, country: str | None) -> tuple[str, str | None]:
    """Return the folded name and the country of a profile."""
    if label == "person":
        parsed = parse(name)
        return squash(" ".join((*parsed.parts, parsed.suffix or ""))) or squash(name), country
    if label == "organisation":
        return body_name(name, country)
    if label == "office":
        return post(name), seat(name, country)
    entry = gazetteer.lookup(name)
    if label == "country" and entry:
        return squash(entry.country or entry.name), entry.country or country
    if label == "place" and entry and entry.kind not in {"demonym", "people"}:
        return squash(entry.form), entry.country or country
    return squash(name), country


def bound_to_document(label: MentionLabel, name: str, country: str | None) -> bool:
    """Tell whether a name means something only within its document: "two sides", "leader", a ministry of no country.

    Chains of which this is true get a profile of their own document: pass its id to `profile_key`.
    """
    if label == "people":
        return not (name[:1].isupper() and gazetteer.lookup(name))
    if label == "office":
        return seat(name, country) is None
    if label == "organisation":
        return country is None and needs_country(name)
    return label == "person" and not any(char.isupper() for char in fold_case(name))


def fold_case(name: str) -> str:
    """Return the name with hyphens as spaces; its case is kept."""
    return name.replace("-", " ") if fold(name) else name
