"""Who is who: offices and countries as the documents give them, introduced where somebody is first named."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from dragoman.store import Criteria, Store, queries
from dragoman.store.names import name_words
from dragoman.store.rows import EventRow, TenureRow
from dragoman.views.wording import capital, listed, named, table

__all__ = ["Cast"]

_COUNTRY_WEIGHT, _BODY_WEIGHT, _NAMED_WEIGHT, _GROUP_WEIGHT = 2.0, 1.3, 1.0, 0.6
_PREFIXES = {"former": "former ", "acting": "acting ", "candidate": "candidate for ", "elect": "elected "}


class Cast:
    """The people, bodies and countries of a record.

    It remembers whom it has introduced: the first `name` of a person carries the office, later ones do not.
    """

    def __init__(self, store: Store) -> None:
        self._parties = queries.parties(store)
        self._tenures: dict[str, list[TenureRow]] = {}
        for tenure in queries.tenures(store, Criteria()):
            self._tenures.setdefault(name_words(tenure.person), []).append(tenure)
        self._documents = Counter(name_words(name) for name in queries.roles(store))
        self._introduced: set[str] = set()

    def name(self, name: str, document: str) -> str:
        """Return a name for a sentence, with the office at its first mention; ``document`` is where it is from.

        Where documents do not agree on the office or on whose it is, the name stands alone.
        """
        key = name_words(name)
        tenure = self._office(name, document)
        if tenure is None or key in self._introduced or self._disputed(tenure):
            return named(name)
        self._introduced.add(key)
        office = _PREFIXES.get(tenure.status, "") + self._offices(tenure)
        return f"{name} ({', '.join(filter(None, (capital(office), tenure.of)))})"

    def names(self, names: Iterable[str], document: str) -> str:
        """Return several names for a sentence."""
        return listed([self.name(name, document) for name in names])

    def country(self, name: str) -> str | None:
        """Return the country that a name is, or acts for, where the record knows."""
        party = self._parties.get(name)
        if party and party.label == "country":
            return name
        if party and party.country:
            return party.country
        of = [tenure.of for tenure in self._tenures.get(name_words(name), ()) if tenure.of]
        return of[-1] if of else None

    def weight(self, name: str) -> float:
        """Return how much a party weighs: heads of state and government most, groups without a name least."""
        if tenure := self._office(name, ""):
            office = tenure.office.lower()
            found = (row["weight"] for row in table()["offices"] if any(word in office for word in row["words"]))
            weight = float(next(found, _NAMED_WEIGHT))
            return weight if tenure.status in ("current", "acting", "elect") else min(weight, _BODY_WEIGHT)
        label = self._parties[name].label if name in self._parties else None
        if label == "country":
            return _COUNTRY_WEIGHT
        if label == "organisation":
            return _BODY_WEIGHT
        return _NAMED_WEIGHT if name[:1].isupper() else _GROUP_WEIGHT

    def share(self, names: Iterable[str]) -> float:
        """Return how much of the record some parties take up: from 1, more with the documents that name them."""
        counts = [self._documents[name_words(name)] for name in names]
        return 1 + math.log2(1 + sum(counts) / len(counts)) / 2 if counts else 1.0

    def international(self, row: EventRow) -> bool:
        """Tell whether an event has parties of more than one country."""
        return len({self.country(name) or name for name in (*row.actors, *row.recipients) if name[:1].isupper()}) > 1

    def without_countries(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return parties without the countries that another of them acts for."""
        several = tuple(names)
        represented = {self.country(name) for name in several if self.country(name) != name}
        return tuple(name for name in several if name not in represented)

    def concerns(self, names: Iterable[str], party: str) -> bool:
        """Tell whether one of the names is the party, holds all parts of its name, or acts for it."""
        wanted = set(name_words(party).split())
        known = [text for name in names for text in (name, self.country(name)) if text]
        return any(wanted <= set(name_words(text).split()) for text in known)

    def _disputed(self, tenure: TenureRow) -> bool:
        """Tell whether documents give somebody's office to different countries or bodies, or name no office alike."""
        alike = [row for row in self._tenures[name_words(tenure.person)] if row.status == tenure.status]
        if len({name_words(row.of) for row in alike if row.of}) > 1:
            return True
        by_document: dict[str, list[set[str]]] = {}
        for row in alike:
            by_document.setdefault(row.citation.document, []).append(set(name_words(row.office).split()))
        ours = by_document[tenure.citation.document]
        return any(
            not any(mine <= other or other <= mine for mine in ours for other in theirs)
            for theirs in by_document.values()
        )

    def _offices(self, tenure: TenureRow) -> str:
        """Return every office that the same document gives somebody in the same capacity, joined."""
        alike = (
            other.office
            for other in self._tenures[name_words(tenure.person)]
            if (other.citation.document, other.of, other.status) == (tenure.citation.document, tenure.of, tenure.status)
        )
        return listed(list({office.lower(): office for office in alike}.values()))

    def _office(self, name: str, document: str) -> TenureRow | None:
        """Return the office that the document gives somebody, else that of the newest document."""
        found = self._tenures.get(name_words(name), [])
        order = sorted(
            range(len(found)),
            key=lambda at: (
                found[at].citation.document == document,
                found[at].status in ("current", "acting", "elect"),
                found[at].of is not None,
                at,
            ),
        )
        return found[order[-1]] if order else None
