"""The record in one SQLite file: schema and migrations, idempotent load, queries, full-text search."""

from __future__ import annotations

from dragoman.store.criteria import Criteria
from dragoman.store.database import Store
from dragoman.store.load import Loaded, add_links, load
from dragoman.store.lookup import passage

__all__ = ["Criteria", "Loaded", "Store", "add_links", "load", "passage"]
