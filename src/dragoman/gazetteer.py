"""Countries, demonyms, capitals and seats, bodies, places; and the word lists by which names are recognised.

The tables are `countries`, `bodies`, `provinces`, `places`, `peoples`, `offices`, `names`, `organisations`, `leaders`
and `common_words` in `data`. Every name leads to the one that the record uses:

>>> lookup("ROK").name, lookup("Seoul").kind, country_of("South Korean")
('South Korea', 'capital', 'South Korea')
>>> [(hit.entry.name, hit.entry.kind) for hit in hits("Moscow and the U.N. met Iranian envoys")]
[('Russia', 'capital'), ('United Nations', 'body'), ('Iran', 'demonym')]
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from dragoman.errors import DataError
from dragoman.offsets import Span

__all__ = [
    "Entry",
    "Hit",
    "Words",
    "code_of",
    "countries",
    "country_of",
    "demonyms_of",
    "hits",
    "kind_of_office",
    "leader_of",
    "lookup",
    "word_list",
    "words",
]

EntryKind = Literal["country", "demonym", "people", "capital", "seat", "town", "region", "site", "body"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for.

    ``name`` is the name that the record uses where the entry acts ("South Korea" for Seoul and South Koreans), ``form``
    the name as the table writes it ("Seoul"). ``kind``: *country*, *demonym* (adjective), *people* (demonym in the
    plural), *capital* and *seat* (places that may stand for their government), *town*, *region*, *site* (places that
    never do), *body*. ``country`` is the country that it belongs to, None for regions and international bodies.
    """

    name: str
    form: str
    kind: EntryKind
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the gazetteer in a text."""

    span: Span
    entry: Entry


@cache
def _table(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads((files("dragoman") / "data" / f"{name}.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"the table data/{name}.toml cannot be read: {error}") from error


def _straight(text: str) -> str:
    """Return the text with straight apostrophes; its length does not change."""
    return text.replace("’", "'").replace("‘", "'")


def _plural(demonym: str) -> str | None:
    """Return the people of a demonym, None where the plural is the same word ("Japanese") or another ("Dutch")."""
    if re.search(r"(?:ese|ish|ch|iss|sh|ss)$", demonym) or demonym in {
        "Afghani",
        "Philippine",
        "Saudi Arabian",
        "Czech",
        "Hellenic",
    }:
        return "Czechs" if demonym == "Czech" else None
    return demonym + "s"


def _country_entries(name: str, row: dict[str, Any]) -> Iterator[Entry]:
    for form in (name, *row.get("names", ())):
        yield Entry(name, form, "country", name)
    for form in row.get("demonyms", ()):
        yield Entry(name, form, "demonym", name)
        if people := _plural(form):
            yield Entry(name, people, "people", name)
    for kind, key in (("capital", "capitals"), ("seat", "seats"), ("town", "towns")):
        for form in row.get(key, ()):
            yield Entry(name, form, kind, name)  # type: ignore[arg-type]


def _entries() -> Iterator[Entry]:
    for name, row in _table("countries").items():
        yield from _country_entries(name, row)
    for name, row in _table("bodies").items():
        for form in (name, *row.get("names", ())):
            yield Entry(name, form, "body", row.get("country"))
        for form in row.get("capitals", ()):
            yield Entry(name, form, "capital")
    for country, forms in _table("provinces")["towns"].items():
        for form in forms:
            yield Entry(country, form, "town", country)
    for form in _table("peoples")["compound"]:
        yield from (Entry(f"{form}s", plural, "people") for plural in (form, f"{form}s"))
    places = _table("places")
    for kind, key in (("region", "regions"), ("site", "sites")):
        for form in places[key]:
            yield Entry(form, form, kind)  # type: ignore[arg-type]


@cache
def _index() -> dict[str, Entry]:
    """Return every form with its entry. A city-state's own name counts as the country; an earlier table wins."""
    index: dict[str, Entry] = {}
    for entry in _entries():
        index.setdefault(_straight(entry.form), entry)
    for form, entry in list(index.items()):
        if len(form) > 3 and form.upper() not in index:
            index[form.upper()] = entry
    return index


_FIRST = re.compile(r"\w+")


@cache
def _by_first() -> dict[str, tuple[str, ...]]:
    """Return the forms by their first run of letters, longest first."""
    groups: dict[str, list[str]] = {}
    for form in _index():
        first = _FIRST.search(form)
        groups.setdefault(first.group() if first else form, []).append(form)
    return {first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in groups.items()}


@lru_cache(maxsize=1 << 8)
def hits(text: str) -> tuple[Hit, ...]:
    """Return the names of the gazetteer in a text: longest at each place, in order, without overlaps."""
    plain, index, groups = _straight(text), _index(), _by_first()
    found: list[Hit] = []
    at = 0
    for match in _FIRST.finditer(plain):
        if match.start() < at or match.group() not in groups:
            continue
        form = next((f for f in groups[match.group()] if _stands(plain, f, match.start())), None)
        if form is not None and index[form].kind in {"region", "site"} and _in_given_name(plain, match.start(), form):
            form = None
        if form is not None:
            at = match.start() + len(form)
            found.append(Hit(Span(match.start(), at), index[form]))
    return tuple(found)


def _in_given_name(text: str, at: int, form: str) -> bool:
    """Tell whether a name is the first half of a given name with a hyphen: "Kim *Moon*-soo"."""
    after, before = text[at + len(form) :], text[max(0, at - 20) : at]
    return re.match(r"-[a-z]+\b", after) is not None and re.search(r"[A-Z]\w+ $", before) is not None


def _stands(text: str, form: str, at: int) -> bool:
    if not text.startswith(form, at):
        return False
    end = at + len(form)
    if form[:4].lower() == "the " and re.match(r"[ -][A-Z]", text[end : end + 2]):
        return False
    return end == len(text) or not (text[end].isalnum() or text[end] == "_")


def lookup(name: str) -> Entry | None:
    """Return the entry of a name, whatever the article before it; None where no table has it."""
    plain = _straight(name.strip())
    return _index().get(plain) or _index().get(re.sub(r"^[Tt]he ", "", plain))


def country_of(name: str) -> str | None:
    """Return the country that a name stands for or belongs to: "Seoul", "South Korean", "State Department"."""
    entry = lookup(name)
    return entry.country if entry else None


def countries() -> tuple[str, ...]:
    """Return the usual short English names of all countries and territories."""
    return tuple(_countries())


def demonyms_of(country: str) -> tuple[str, ...]:
    """Return the demonyms of a country, the usual one first; empty where it has none. Raises KeyError."""
    return tuple(_countries()[country].get("demonyms", ()))


def code_of(country: str) -> str:
    """Return the ISO 3166-1 alpha-3 code of a country (XKX and SML for Kosovo and Somaliland). Raises KeyError."""
    return str(_countries()[country]["code"])


@cache
def _countries() -> dict[str, dict[str, Any]]:
    return _table("countries")


# --- word lists ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists by which titles and names are recognised; what each is for stands in its table."""

    title_heads: frozenset[str]
    title_modifiers: frozenset[str]
    portfolio: frozenset[str]
    status: dict[str, str]
    abbreviations: dict[str, str]
    plurals: dict[str, str]
    honorifics: frozenset[str]
    ranks: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    family: frozenset[str]
    family_first: frozenset[str]
    particles: frozenset[str]
    leading: frozenset[str]
    name_suffixes: frozenset[str]
    also_given: frozenset[str]
    organisation_heads: frozenset[str]
    company_suffixes: frozenset[str]
    nominal_bodies: frozenset[str]
    place_tails: frozenset[str]
    place_leads: frozenset[str]
    function: frozenset[str]
    calendar: frozenset[str]
    things: frozenset[str]
    peoples: frozenset[str]


@cache
def words() -> Words:
    """Return the word lists, read once."""
    offices, names, bodies = _table("offices"), _table("names"), _table("organisations")
    places, common = _table("places"), _table("common_words")
    address = offices["forms_of_address"]

    def lower(items: Iterable[str]) -> frozenset[str]:
        return frozenset(item.lower() for item in items)

    return Words(
        title_heads=lower(offices["heads"]),
        title_modifiers=lower(offices["modifiers"]),
        portfolio=lower(offices["portfolio"]),
        status={form.lower(): status for status, forms in offices["status"].items() for form in forms},
        abbreviations=offices["abbreviations"],
        plurals=offices["plurals"],
        honorifics=frozenset(address["honorifics"]),
        ranks=frozenset(address["ranks"]),
        female=frozenset(names["female"]),
        male=frozenset(names["male"]),
        family=frozenset(names["family"]),
        family_first=frozenset(names["family_first"]),
        particles=frozenset(names["particles"]),
        leading=frozenset(names["leading"]),
        name_suffixes=frozenset(names["suffixes"]),
        also_given=frozenset(names["also_given"]),
        organisation_heads=frozenset(bodies["heads"]),
        company_suffixes=frozenset(bodies["suffixes"]),
        nominal_bodies=lower(bodies["nominal"]),
        place_tails=frozenset(places["tails"]),
        place_leads=frozenset(places["leads"]),
        function=frozenset(common["function"]),
        calendar=frozenset(common["calendar"]),
        things=frozenset(common["things"]),
        peoples=frozenset(form for key, forms in _table("peoples").items() if key != "compound" for form in forms),
    )


def leader_of(name: str, year: int | None = None) -> str | None:
    """Return the country of a well-known leader named without it, a weak hint; `year` is that of the text.

    >>> leader_of("Putin"), leader_of("Keir Starmer", 2025), leader_of("Keir Starmer", 1999)
    ('Russia', 'United Kingdom', None)
    """
    country, since = _leaders().get(name.lower(), (None, 0))
    return country if year is None or year >= since - 1 else None


@cache
def _leaders() -> dict[str, tuple[str, int]]:
    """Return country and first year of each leader by whole name and, where that is enough, by family name."""
    table = _table("leaders")
    found: dict[str, tuple[str, int]] = {}
    for country, row in table["by_country"].items():
        for name, since in row.items():
            for form in (name, *(part for part in name.split() if part in table["alone"])):
                found.setdefault(form.lower(), (country, since))
    return found


def kind_of_office(office: str) -> str | None:
    """Return the usual name of the kind of an office: "foreign minister" for "Secretary of State"; None for others."""
    return _kinds_of_office().get(office.lower())


@cache
def _kinds_of_office() -> dict[str, str]:
    return {office: row[0] for row in _table("offices")["kinds"].values() for office in row}


@cache
def word_list(table: str, key: str) -> frozenset[str]:
    """Return a list of words of a table in `data` by its key, which may be dotted: ``"nominals", "shared.states"``.

    Raises DataError where the table has no such list.
    """
    value: Any = _table(table)
    for part in key.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    if not isinstance(value, list):
        raise DataError(f"the table data/{table}.toml has no list {key}")
    return frozenset(value)
