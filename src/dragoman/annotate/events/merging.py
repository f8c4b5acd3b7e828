"""One entry for each act: further mentions of the same act go into its `also`."""

from __future__ import annotations

from dataclasses import replace

from dragoman.annotate.events.scene import Scene
from dragoman.model import EventMention, Participant

__all__ = ["merged"]

_DEFINITE = frozenset("the this that these their its his her both".split())


def merged(scene: Scene, found: list[EventMention], event: EventMention, index: int) -> None:
    """Add an event to those found before, or its sentence to the one that it tells again."""
    for at in range(len(found) - 1, -1, -1):
        if _is_same(scene, found[at], event):
            found[at] = _joined(found[at], event)
            return
    found.append(event)


def _is_same(scene: Scene, old: EventMention, new: EventMention) -> bool:
    if old.type != new.type:
        return False
    if old.type == "CONSULT":
        return _same_encounter(old, new)
    same_words = scene.document.quote(old.trigger).lower() == scene.document.quote(new.trigger).lower()
    if old.type in ("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "CONCEDE"):
        return _names(old.actors) == _names(new.actors) and _names(old.recipients) == _names(new.recipients) and _no_clash(old.date, new.date)
    return (
        same_words and old.sentence != new.sentence and old.type not in ("STATE", "REQUEST", "SUPPORT", "AGREE")
        and _names(old.actors) == _names(new.actors) and _names(old.recipients) == _names(new.recipients) and _no_clash(old.date, new.date)
    )  # fmt: skip


def _same_encounter(old: EventMention, new: EventMention) -> bool:
    if not _compatible_modes(old, new) or not _no_clash(old.date, new.date):
        return False
    if old.status != new.status and {old.status, new.status} & {"proposed", "cancelled"}:
        return False
    mine, theirs = _names(new.actors), _names(old.actors)
    return bool(mine) and (mine <= theirs or (theirs <= mine and len(theirs) > 1))


def _compatible_modes(old: EventMention, new: EventMention) -> bool:
    if old.mode == new.mode:
        return True
    return "visit" not in (old.mode, new.mode) and "message" not in (old.mode, new.mode) and "call" not in (old.mode, new.mode)


def _names(participants: tuple[Participant, ...]) -> frozenset[str]:
    return frozenset(p.name for p in participants)


def _no_clash(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other or one in other or other in one


def _joined(old: EventMention, new: EventMention) -> EventMention:
    also = old.also if new.sentence == old.sentence or new.sentence in old.also else (*old.also, new.sentence)
    return replace(
        old, also=also, date=old.date or new.date, place=old.place or new.place, content=old.content or new.content,
    )  # fmt: skip
