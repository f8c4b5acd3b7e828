"""The record in one SQLite file: schema and migrations, idempotent load, queries, full-text search."""

from __future__ import annotations

from dragoman.store.criteria import Criteria
from dragoman.store.database import Store
from dragoman.store.judgements import add_links
from dragoman.store.load import Loaded, Run, add_names, add_run, load
from dragoman.store.lookup import passage

__all__ = ["Criteria", "Loaded", "Run", "Store", "add_links", "add_names", "add_run", "load", "passage"]
