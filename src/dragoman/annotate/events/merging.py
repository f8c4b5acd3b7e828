"""One entry for each act: further mentions of the same act go into its `also`."""

from __future__ import annotations

from dataclasses import replace

from dragoman.model import Document, EventMention, Participant

__all__ = ["merged"]


def merged(document: Document, found: list[EventMention], event: EventMention) -> EventMention:
    """Add an event to those found before, or its sentence to the one that it tells again; return what it became."""
    for at in range(len(found) - 1, -1, -1):
        if _is_same(document, found[at], event):
            found[at] = _joined(found[at], event)
            return found[at]
    found.append(event)
    return event


_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "CONCEDE"})
_TOLD_ONCE = frozenset({"STATE", "REQUEST", "SUPPORT", "AGREE"})
"""Acts in words are one each: the same speaker says several things."""


def _is_same(document: Document, old: EventMention, new: EventMention) -> bool:
    if old.type != new.type or old.type in _TOLD_ONCE:
        return False
    if old.type == "CONSULT":
        return _same_encounter(old, new)
    if not _same_parties(old, new):
        return False
    same_words = document.quote(old.trigger).lower() == document.quote(new.trigger).lower()
    return old.type in _DEEDS or (same_words and old.sentence != new.sentence)


def _same_parties(old: EventMention, new: EventMention) -> bool:
    actors, recipients = _names(old.actors), _names(old.recipients)
    clash = not _no_clash(old.date, new.date) or not _no_clash(old.place, new.place)
    return actors == _names(new.actors) and recipients == _names(new.recipients) and not clash


def _same_encounter(old: EventMention, new: EventMention) -> bool:
    if not _compatible_modes(old, new) or not _no_clash(old.date, new.date) or not _no_clash(old.place, new.place):
        return False
    apart = {"proposed", "cancelled"} if old.sentence != new.sentence else {"proposed", "cancelled", "planned"}
    if old.status != new.status and {old.status, new.status} & apart:
        return False
    mine, theirs = _names(new.actors), _names(old.actors)
    return bool(mine) and (mine <= theirs or (theirs <= mine and len(theirs) > 1))


def _compatible_modes(old: EventMention, new: EventMention) -> bool:
    if old.mode == new.mode:
        return True
    return (
        "visit" not in (old.mode, new.mode)
        and "message" not in (old.mode, new.mode)
        and "call" not in (old.mode, new.mode)
    )


def _names(participants: tuple[Participant, ...]) -> frozenset[str]:
    return frozenset(p.name for p in participants)


def _no_clash(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other or one in other or other in one


def _joined(old: EventMention, new: EventMention) -> EventMention:
    also = old.also if new.sentence == old.sentence or new.sentence in old.also else (*old.also, new.sentence)
    return replace(
        old, also=also, date=old.date or new.date, place=old.place or new.place, content=old.content or new.content,
    )  # fmt: skip
