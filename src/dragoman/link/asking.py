"""What a person means: a name or an id → the node of the record that a judgement is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.errors import InputError, NotFoundError, RecordError
from dragoman.link.people import give, take_out, withdraw
from dragoman.store import Store, world
from dragoman.store.called import called
from dragoman.store.judgements import judgements
from dragoman.store.lookup import find
from dragoman.store.names import name_words
from dragoman.store.world import EntityRow, ProfileRow

__all__ = ["Target", "judge", "profile", "target", "undo"]

_LINKED = {"document": "copy", "event": "event", "measure": "measure", "deadline": "deadline"}
_ID = re.compile("[0-9a-f]{4,16}")
_NEARLY_ALL = 0.95  # of the documents that have a name
_TOO_LARGE = 1 << 63  # for a number of SQLite
_SHOWN = 6  # candidates named where a name is not enough


@dataclass(frozen=True, slots=True)
class Target:
    """A node with its relation, and what it is called."""

    relation: str
    node: str
    called: str


def target(store: Store, text: str) -> Target:
    """Return the node that a name or an id stands for: a profile, an entry, or a document.

    A name stands for the profile that documents call exactly so. Raises NotFoundError where nothing is called so,
    RecordError where several things are, InputError where it is of a kind that is not linked.
    """
    if (profile := _profile_by_id(store, text)) is not None:
        return _target(store, profile)
    if _ID.fullmatch(text) and not world.named_profiles(store, text):
        kind, found, _ = find(store, text)
        if kind not in _LINKED:
            raise InputError(f"{text} is a {kind}: entities, events, measures, deadlines and documents can be judged")
        return Target(_LINKED[kind], found, f"{kind} {found}")
    return _target(store, _profile_named(store, text))


def profile(store: Store, text: str) -> ProfileRow:
    """Return the profile that a name, an id or the beginning of one stands for.

    Raises NotFoundError where nothing is called so, RecordError where several entities are.
    """
    return _profile_by_id(store, text) or _profile_named(store, text)


def _profile_by_id(store: Store, text: str) -> ProfileRow | None:
    if not _ID.fullmatch(text):
        return None
    found = world.profiles_by_id(store, text, _SHOWN + 1)
    if len(found) > 1:
        raise RecordError(f"{text!r} is the beginning of several ids: {_candidates(store, found)}; give more of it")
    return found[0] if found else None


def _profile_named(store: Store, text: str) -> ProfileRow:
    """Return the profile of a name; of a part of a name that of the one person who has it, before bodies.

    "Quill" is Ada Quill and not the Quill administration. Of several entities with one name it is that which nearly
    all documents mean, if there is one.
    """
    profiles = world.named_profiles(store, text)
    if not profiles:
        raise NotFoundError(f"nothing in the record is called {text!r}: `dragoman entities` lists the names")
    whole = any(name_words(form) == name_words(text) for profile in profiles for form in profile.names)
    people = {profile.entity for profile in profiles if profile.label == "person" and not whole}
    one = people or {profile.entity for profile in profiles}
    one = _mostly([profile for profile in profiles if profile.entity in one]) or one
    if len(one) > 1:
        count = len({profile.entity for profile in profiles})
        said = _candidates(store, profiles)
        raise RecordError(f"{text!r} may be {count} entities: {said}; give the whole name or the id")
    return next(profile for profile in profiles if profile.entity in one)


def _mostly(profiles: Sequence[ProfileRow]) -> set[str]:
    """Return the entity that nearly all documents with these profiles mean, nothing where there is none."""
    documents: Counter[str] = Counter()
    for profile in profiles:
        documents[profile.entity] += profile.documents
    entity, most = documents.most_common(1)[0]
    return {entity} if most >= _NEARLY_ALL * documents.total() else set()


def _candidates(store: Store, profiles: Sequence[ProfileRow]) -> str:
    """Return the entities of some profiles in words, the first of them."""
    several = list(dict.fromkeys(profile.entity for profile in profiles))
    rows = world.entities(store, several=several[:_SHOWN])
    offices = world.offices_of(store, several[:_SHOWN])
    named = [f"{_described(row, offices.get(row.id))} [{row.id[:8]}]" for row in rows]
    return "; ".join(named) + (f" and {len(several) - _SHOWN} more" if len(several) > _SHOWN else "")


def _described(row: EntityRow, office: str | None) -> str:
    kind = row.label if row.label != "person" else None
    return ", ".join(filter(None, (row.name, kind, row.country if row.country != row.name else None, office)))


def _target(store: Store, profile: ProfileRow) -> Target:
    return Target("entity", profile.id, f"{called(store, [profile.id])[profile.id]} [{profile.id}]")


def judge(
    store: Store, left: str, right: str, judgement: str, by: str, at: str, why: str = ""
) -> tuple[Target, Target]:
    """Write down what a person says of two things; return them.

    ``judgement`` is "same", "different" or "unsure". A name and a document are "different" where the document's
    namesake is somebody else. Raises InputError where the two cannot be judged together, and as `target` does.
    """
    one, other = target(store, left), target(store, right)
    with store.transaction():
        if {one.relation, other.relation} == {"entity", "copy"} and judgement == "different":
            profile, document = (one, other) if one.relation == "entity" else (other, one)
            take_out(store, profile.node, document.node, by, at, why)
        elif one.relation != other.relation:
            raise InputError(f"{one.called} and {other.called} are things of two kinds")
        elif one.node == other.node:
            raise InputError(
                f"{left!r} and {right!r} are one name in the record; to take one document's namesake out: "
                f"dragoman different {left!r} DOCUMENT"
            )
        else:
            give(store, one.relation, one.node, other.node, judgement, by, at, why)
    return one, other


def undo(store: Store, number: int, by: str, at: str) -> None:
    """Take back a person's judgement by its number.

    Raises NotFoundError where there is none, InputError where it is the program's or is taken back already.
    """
    found = judgements(store, number=number) if abs(number) < _TOO_LARGE else []
    if not found:
        raise NotFoundError(f"there is no judgement {number}: `dragoman judgements` lists them")
    [row] = found
    if not row.person or row.judgement == "withdrawn":
        raise InputError(f"judgement {number} is not a person's: say `dragoman same` or `different` to overrule it")
    if row.withdrawn:
        raise InputError(f"judgement {number} has been taken back already")
    with store.transaction():
        withdraw(store, row, by, at)
