"""What a person means: a name or an id → the node of the record that a judgement is about."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.errors import InputError, NotFoundError, RecordError
from dragoman.link.people import give, take_out, withdraw
from dragoman.store import Store, world
from dragoman.store.judgements import judgements
from dragoman.store.lookup import find
from dragoman.store.world import ProfileRow

__all__ = ["Target", "judge", "target", "undo"]

_LINKED = {"document": "copy", "event": "event", "measure": "measure", "deadline": "deadline"}
_SHOWN = 5  # candidates named where a name is not enough


@dataclass(frozen=True, slots=True)
class Target:
    """A node with its relation, and what it is called."""

    relation: str
    node: str
    called: str


def target(store: Store, text: str) -> Target:
    """Return the node that a name or an id stands for: a profile, an entry, or a document.

    A name stands for the profile that documents call exactly so. Raises NotFoundError where nothing is called so,
    RecordError where several entities are and none is told of more often than all others together.
    """
    if (found := _by_id(store, text)) is not None:
        return found
    profiles = world.named_profiles(store, text)
    if not profiles:
        raise NotFoundError(f"nothing in the record is called {text!r}: `dragoman entities` lists the names")
    several = list(dict.fromkeys(profile.entity for profile in profiles))
    if len(several) > 1:
        names = "; ".join(_called(profile) for profile in profiles[:_SHOWN])
        raise RecordError(f"{text!r} may be {len(several)} entities: {names}; give the id of one")
    return _target(profiles[0])


def _by_id(store: Store, text: str) -> Target | None:
    if len(text) < 4 or any(char not in "0123456789abcdef" for char in text):
        return None
    sql = "SELECT node AS id FROM clusters WHERE relation = 'entity' AND node >= ?1 AND node < ?1 || 'g'"
    rows = store.rows(sql, (text,))
    if len(rows) == 1:
        return _target(world.profiles(store, [rows[0]["id"]])[0])
    try:
        kind, found, _ = find(store, text)
    except NotFoundError:
        return None
    if kind not in _LINKED:
        raise InputError(f"{text} is a {kind}: entities, events, measures, deadlines and documents can be judged")
    return Target(_LINKED[kind], found, f"{kind} {found}")


def _target(profile: ProfileRow) -> Target:
    return Target("entity", profile.id, _called(profile))


def _called(profile: ProfileRow) -> str:
    parts = (profile.names[0], profile.country, profile.office)
    return f"{', '.join(part for part in parts if part)} [{profile.id}]"


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
    found = judgements(store, number=number)
    if not found:
        raise NotFoundError(f"there is no judgement {number}: `dragoman judgements` lists them")
    [row] = found
    if not row.person or row.judgement == "withdrawn":
        raise InputError(f"judgement {number} is not a person's: say `dragoman same` or `different` to overrule it")
    if row.withdrawn:
        raise InputError(f"judgement {number} has been taken back already")
    with store.transaction():
        withdraw(store, row, by, at)
