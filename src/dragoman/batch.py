"""Many pages at once: captures go in, readings come out, in order, whatever a single page does.

Worker processes do the reading, so that a page that hangs, dies or eats memory costs itself and nothing else. This
module sees capture, page and annotate, not the store: what it yields is loaded by whoever called it.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, TimeoutError
from dataclasses import replace
from functools import cache
from typing import BinaryIO

from pebble import ProcessExpired, ProcessPool

from dragoman.annotate import Pipeline, reader
from dragoman.capture import captures
from dragoman.errors import DataError, RejectedError
from dragoman.model import Capture, Document, Given, Reading, Reason, Rejection
from dragoman.page import documents
from dragoman.settings import PageSettings, ReadSettings

__all__ = ["read", "read_capture"]

_AHEAD = 4  # captures in flight for each worker


def read(
    paths: Iterable[str], settings: ReadSettings = ReadSettings(), given: Given = Given(), stdin: BinaryIO | None = None
) -> Iterator[Reading]:
    """Read files, folders, globs or standard input (``-``); yield one reading for each capture, in order.

    Raises InputError where a path does not exist; anything wrong with a page is a rejection in its reading.
    """
    found = captures(paths, settings.capture, given, stdin)
    if settings.workers:
        yield from _read_apart(found, settings)
        return
    for item in found:
        yield _rejected(item) if isinstance(item, Rejection) else read_capture(item, settings.page, settings.min_score)


def read_capture(
    capture: Capture,
    settings: PageSettings = PageSettings(),
    min_score: float | None = None,
    threads: int | None = None,
) -> Reading:
    """Read one capture in this process: its annotated documents, or why there are none.

    Raises DataError where the tables or the model of the program cannot be read.
    """
    try:
        read = _pipeline(min_score, threads)
        found = tuple(read(document) for document in documents(capture, settings))
    except RejectedError as error:
        return _refused(capture, error.reason, error.detail)
    except DataError:
        raise
    except MemoryError:
        return _refused(capture, "too-large", "reading it needs more memory than a worker may take")
    except Exception as error:  # noqa: BLE001 - the boundary of one page: recorded, and the run goes on
        return _refused(capture, "crash", f"{type(error).__name__}: {error}"[:500])
    return Reading(capture, found)


@cache
def _pipeline(min_score: float | None, threads: int | None) -> Pipeline:
    return reader(min_score, threads)


def _rejected(rejection: Rejection) -> Reading:
    return Reading(None, (), (rejection,))


def _refused(capture: Capture, reason: Reason | str, detail: str) -> Reading:
    stage = "annotate" if reason in ("timeout", "crash") else "page"
    return Reading(capture, (), (Rejection(capture.uri, stage, reason, detail, capture.container),))  # type: ignore[arg-type]


# --- worker processes -------------------------------------------------------------------------------------------

Outcome = tuple[tuple[Document, ...], tuple[Rejection, ...]]


def _read_apart(found: Iterable[Capture | Rejection], settings: ReadSettings) -> Iterator[Reading]:
    """Read in worker processes, a bounded number of captures ahead of the caller."""
    waiting: deque[Reading | tuple[Capture, Future[Outcome]]] = deque()
    with _pool(settings) as pool:
        try:
            for item in found:
                if isinstance(item, Rejection):
                    waiting.append(_rejected(item))
                else:
                    job = pool.schedule(_work, args=(item, settings.page, settings.min_score), timeout=settings.timeout)
                    waiting.append((item, job))
                while len(waiting) > settings.workers * _AHEAD:
                    yield _collect(waiting.popleft(), settings)
            while waiting:
                yield _collect(waiting.popleft(), settings)
        except BaseException:  # the caller went away or was interrupted: leave no worker behind
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def _pool(settings: ReadSettings) -> ProcessPool:
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["dragoman.batch"])
    return ProcessPool(
        max_workers=settings.workers, context=context, initializer=_limit_memory, initargs=(settings.memory,)
    )


def _work(capture: Capture, settings: PageSettings, min_score: float | None) -> Outcome:
    reading = read_capture(capture, settings, min_score, threads=1)
    return reading.documents, reading.rejections


def _collect(item: Reading | tuple[Capture, Future[Outcome]], settings: ReadSettings) -> Reading:
    if isinstance(item, Reading):
        return item
    capture, job = item
    try:
        found, rejections = job.result()
    except TimeoutError:
        return _refused(capture, "timeout", f"not read within {settings.timeout:g} seconds")
    except ProcessExpired as error:
        return _refused(capture, "crash", f"the worker that read it died (exit status {error.exitcode})")
    return replace(Reading(capture), documents=found, rejections=rejections)


def _limit_memory(more: int) -> None:
    """Keep this process from taking much more address space than it has (where the system can)."""
    if sys.platform == "win32":
        return
    import resource

    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            now = int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (now + more, hard))
