"""The record as one object: pages go in, answers with their citations come out. The command line is built on it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from os import PathLike, fspath
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from dragoman import __version__
from dragoman.link.versions import Version, version_links
from dragoman.model import Given, Reading, Rejection
from dragoman.settings import ReadSettings
from dragoman.store import Criteria, Loaded, Run, Store, add_links, add_run, load, passage, queries, world
from dragoman.store.judgements import JudgementRow, judgements
from dragoman.store.rows import DeadlineRow, DocumentRow, EventRow, MeasureRow, Passage, RejectionRow, TenureRow
from dragoman.store.world import DisagreementRow, EntityRow, StoryRow

if TYPE_CHECKING:
    from dragoman.link.knowing import Learned
    from dragoman.views.brief import Brief, BriefSettings
    from dragoman.views.commitments import CommitmentRow
    from dragoman.views.entity import EntityPage
    from dragoman.views.history import HistoryPage
    from dragoman.views.story import StoryPage

__all__ = ["Added", "Record"]

_BATCH = 64  # readings in one transaction
_NOTHING_GIVEN = Given()
_AS_USUAL = ReadSettings()


def _nobody(stage: str, left: int) -> None:
    """Watch nothing."""


@dataclass(slots=True)
class Added:
    """What one run of `Record.add` brought.

    Documents are counted once each, however often they were seen; the entries are those of all documents read, new
    or known. ``rejections`` includes those of the load.
    """

    pages: int = 0
    new: int = 0
    renewed: int = 0
    known: int = 0
    undated: int = 0
    events: Counter[str] = field(default_factory=Counter)
    measures: int = 0
    deadlines: int = 0
    tenures: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    seconds: float = 0.0
    _seen: set[str] = field(default_factory=set, repr=False)

    @property
    def documents(self) -> int:
        """How many different documents were read."""
        return len(self._seen)

    @property
    def rejected(self) -> Counter[str]:
        """How many rejections there were, by reason."""
        return Counter(rejection.reason for rejection in self.rejections)

    def count(self, readings: list[Reading], loaded: Loaded) -> None:
        """Count some readings and what their load brought."""
        self.pages += len(readings)
        self.rejections += loaded.rejections
        self.new += len(loaded.new)
        self.renewed += len(set(loaded.renewed) - self._seen)
        self.known += len(set(loaded.known) - self._seen - set(loaded.new) - set(loaded.renewed))
        kept = {*loaded.new, *loaded.known, *loaded.renewed}
        for document in (document for reading in readings for document in reading.documents):
            if document.id in kept and document.id not in self._seen:
                self._seen.add(document.id)
                layers = document.layers
                self.undated += document.published is None
                self.events.update(event.type for event in layers.events)
                self.measures += len(layers.measures)
                self.deadlines += len(layers.deadlines)
                self.tenures += len(layers.tenures)


class Record:
    """A record: one SQLite file.

    A file that is not there yet is made by the first `add`; asking it before that raises RecordError.
    Can be used in a ``with`` statement, which closes it.
    """

    def __init__(self, path: str | PathLike[str] = "record.db") -> None:
        self.path = fspath(path)
        self._opened: Store | None = None

    def __enter__(self) -> Record:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        if self._opened:
            self._opened.close()
            self._opened = None

    def add(
        self,
        paths: Iterable[str | PathLike[str]],
        *,
        given: Given = _NOTHING_GIVEN,
        settings: ReadSettings = _AS_USUAL,
        stdin: BinaryIO | None = None,
        watch: Callable[[Reading], None] | None = None,
        link: bool = True,
    ) -> Added:
        """Read files, folders, globs or standard input (``-``) and take what they say into the record.

        ``given`` says what is known about the pages beforehand; ``watch`` is called with each reading as it comes.
        With ``link`` what was read is brought together with the rest of the record, as by `link`.
        A page that cannot be read is a rejection in the result. Raises InputError where a path does not exist,
        RecordError where the file is not a record.
        """
        from dragoman import batch  # the readers are loaded only where something is read

        started, clock, added = _now(), time.perf_counter(), Added()
        if Path(self.path).exists():
            self._store()  # a file that is no record is found before anything is read
        readings = batch.read([fspath(path) for path in paths], settings, given, stdin)
        for chunk in _chunks(_watched(readings, watch)):
            self._load(chunk, added)
        if added.pages and link:
            self.link()
        added.seconds = time.perf_counter() - clock
        if added.pages:
            counts = (added.pages, added.documents, added.new, len(added.rejections))
            add_run(self._store(), Run(started, added.seconds, __version__, *counts))
        return added

    def documents(
        self,
        *,
        text: str | None = None,
        genre: str | None = None,
        since: str | None = None,
        until: str | None = None,
        document: str | None = None,
        limit: int | None = None,
    ) -> list[DocumentRow]:
        """Return the documents, by date of publication; ``text`` is searched in title and text."""
        criteria = Criteria(text=text, type=genre, since=since, until=until, document=document, limit=limit)
        return queries.documents(self._store(), criteria)

    def events(
        self,
        *,
        actor: str | None = None,
        recipient: str | None = None,
        type: str | None = None,
        status: str | None = None,
        since: str | None = None,
        until: str | None = None,
        place: str | None = None,
        text: str | None = None,
        document: str | None = None,
        limit: int | None = None,
    ) -> list[EventRow]:
        """Return the events, by date. Names are found by their parts; dates are EDTF (see `Criteria`)."""
        criteria = Criteria(
            actor=actor, recipient=recipient, type=type, status=status, since=since, until=until, place=place,
            text=text, document=document, limit=limit,
        )  # fmt: skip
        return queries.events(self._store(), criteria)

    def measures(
        self,
        *,
        imposer: str | None = None,
        target: str | None = None,
        instrument: str | None = None,
        status: str | None = None,
        since: str | None = None,
        until: str | None = None,
        text: str | None = None,
        document: str | None = None,
        limit: int | None = None,
    ) -> list[MeasureRow]:
        """Return the tariffs, sanctions and the like, by the date from which they are in force."""
        criteria = Criteria(
            actor=imposer, recipient=target, type=instrument, status=status, since=since, until=until, text=text,
            document=document, limit=limit,
        )  # fmt: skip
        return queries.measures(self._store(), criteria)

    def deadlines(
        self,
        *,
        status: str | None = None,
        since: str | None = None,
        until: str | None = None,
        text: str | None = None,
        document: str | None = None,
        limit: int | None = None,
    ) -> list[DeadlineRow]:
        """Return the deadlines, by date."""
        criteria = Criteria(status=status, since=since, until=until, text=text, document=document, limit=limit)
        return queries.deadlines(self._store(), criteria)

    def tenures(
        self,
        *,
        person: str | None = None,
        office: str | None = None,
        of: str | None = None,
        status: str | None = None,
        text: str | None = None,
        document: str | None = None,
        limit: int | None = None,
    ) -> list[TenureRow]:
        """Return who holds which office, as the documents say; ``office`` is a part of its name."""
        criteria = Criteria(
            actor=person, type=office, place=of, status=status, text=text, document=document, limit=limit
        )  # fmt: skip
        return queries.tenures(self._store(), criteria)

    def rejections(self, *, reason: str | None = None, limit: int | None = None) -> list[RejectionRow]:
        """Return what could not be read, and why."""
        return queries.rejections(self._store(), reason, limit)

    def show(self, id: str) -> Passage:
        """Return one entry or document with its passage, by its id or the beginning of it.

        Raises NotFoundError where there is none, RecordError where several ids begin so.
        """
        return passage(self._store(), id)

    def brief(self, settings: BriefSettings | None = None) -> Brief:
        """Return the brief: what the record says, ordered as for an ambassador's desk."""
        from dragoman.views.brief import BriefSettings, compose

        return compose(self._store(), settings or BriefSettings())

    def link(self, *, anew: bool = False, watch: Callable[[str, int], None] = _nobody) -> dict[str, int]:
        """Bring together what belongs together: copies, entities, events, measures, deadlines and stories.

        Only what new documents and judgements touch is looked at; with ``anew`` everything is. ``watch`` is called
        with the name of a stage and how many nodes it has yet to look at. `add` does this at its end. Returns how much
        there is of each kind.
        """
        from dragoman.link.update import relink

        store = self._store()
        relink(store, _now(), watch, anew=anew)
        return world.counts(store)

    def know(
        self,
        paths: Iterable[str | PathLike[str]],
        *,
        stdin: BinaryIO | None = None,
        watch: Callable[[str, int], None] = _nobody,
    ) -> Learned:
        """Take in entities that others publish, and link those of the record that have their names.

        Files hold one JSON entity a line, of FollowTheMoney or out of a dump of Wikidata; gzip is read too. An entity
        with a known id replaces the one before; the same files again change nothing. Raises InputError where a path
        does not exist or cannot be read.
        """
        from dragoman.capture.lines import lines
        from dragoman.link.knowing import learn

        learned = learn(self._store(), lines([fspath(path) for path in paths], stdin))
        self.link(watch=watch)
        return learned

    def entities(
        self,
        *,
        name: str | None = None,
        label: str | None = None,
        country: str | None = None,
        limit: int | None = None,
    ) -> list[EntityRow]:
        """Return people, offices, countries and bodies across documents, those that most documents name first."""
        return world.entities(self._store(), name=name, label=label, country=country, limit=limit)

    def entity(self, name: str) -> EntityPage:
        """Return what the record knows of one entity, by any of its names or its id.

        Raises NotFoundError where nothing is called so, RecordError where several entities are.
        """
        from dragoman.views.entity import compose

        return compose(self._store(), name)

    def judge(
        self, left: str, right: str, judgement: str, *, by: str, why: str = "",
        watch: Callable[[str, int], None] = _nobody,
    ) -> JudgementRow:  # fmt: skip
        """Write down that two names or entries are "same" or "different", and link what that touches.

        A person's judgement outranks the program's and survives re-reading. Raises NotFoundError, RecordError and
        InputError where it is not clear what is judged.
        """
        from dragoman.link.asking import judge

        store = self._store()
        judge(store, left, right, judgement, by, _now(), why)
        self.link(watch=watch)
        return judgements(store, person=True, limit=1)[0]

    def judgements(
        self,
        *,
        relation: str | None = None,
        judgement: str | None = None,
        person: bool | None = None,
        limit: int | None = None,
    ) -> list[JudgementRow]:
        """Return the log of judgements, latest first; ``person`` keeps those of people, or of the program."""
        return judgements(self._store(), relation=relation, judgement=judgement, person=person, limit=limit)

    def undo(self, number: int, *, by: str, watch: Callable[[str, int], None] = _nobody) -> None:
        """Take back a person's judgement by its number, and link what that touches.

        Raises NotFoundError where there is none, InputError where it is not a person's or is taken back already.
        """
        from dragoman.link.asking import undo

        undo(self._store(), number, by, _now())
        self.link(watch=watch)

    def commitments(
        self,
        *,
        as_of: str | None = None,
        status: str | None = None,
        kind: str | None = None,
        entity: str | None = None,
        limit: int | None = None,
    ) -> list[CommitmentRow]:
        """Return the promises, demands and threats with where they stand, those made last first.

        ``as_of`` is the ISO day by which what was due has gone by (None: the day of the newest document). ``entity`` is
        somebody who made it or to whom it is addressed; raises as `entity` does, InputError where the day is none.
        """
        from dragoman.views.commitments import compose
        from dragoman.views.entity import find

        store = self._store()
        found = find(store, entity) if entity is not None else None
        return compose(store, as_of=as_of, status=status, kind=kind, entity=found, limit=limit)

    def disagreements(
        self, *, kind: str | None = None, slot: str | None = None, limit: int | None = None
    ) -> list[DisagreementRow]:
        """Return where independent sources give values that cannot all be right."""
        return world.disagreements(self._store(), kind=kind, slot=slot, limit=limit)

    def stories(
        self,
        *,
        entity: str | None = None,
        since: str | None = None,
        until: str | None = None,
        least: int = 1,
        limit: int | None = None,
    ) -> list[StoryRow]:
        """Return the stories, those told last first; ``least`` is the number of documents that one must have.

        ``entity`` is somebody who takes part, by any of the names or the id; raises as `entity` does.
        """
        from dragoman.views.entity import find

        store = self._store()
        found = find(store, entity).id if entity is not None else None
        return world.stories(store, entity=found, since=since, until=until, least=least, limit=limit)

    def story(self, id: str) -> StoryPage:
        """Return one story with its turning points and documents, by its id or the beginning of it.

        Raises NotFoundError where there is none, RecordError where several ids begin so.
        """
        from dragoman.views.story import compose

        return compose(self._store(), id)

    def history(self, id: str) -> HistoryPage:
        """Return what became of an event, measure or deadline, by the id of an entry that tells it.

        Of a document, its copies and versions with their differences.

        Raises NotFoundError and RecordError as `show` does, InputError for other kinds of entries.
        """
        from dragoman.views.history import compose

        return compose(self._store(), id)

    def _store(self, *, create: bool = False) -> Store:
        if not self._opened:
            self._opened = Store(self.path, create=create)
        return self._opened

    def _load(self, chunk: list[Reading], added: Added) -> None:
        store = self._store(create=True)
        loaded = load(store, chunk)
        families = queries.versions(store, loaded.new)
        add_links(store, version_links((Version(*row) for row in families), _now()))
        added.count(chunk, loaded)


def _watched(readings: Iterable[Reading], watch: Callable[[Reading], None] | None) -> Iterator[Reading]:
    for reading in readings:
        if watch:
            watch(reading)
        yield reading


def _chunks(readings: Iterator[Reading]) -> Iterator[list[Reading]]:
    while chunk := list(islice(readings, _BATCH)):
        yield chunk


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
