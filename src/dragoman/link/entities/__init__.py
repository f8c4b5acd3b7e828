"""Entities: who and what is the same across documents.

Every chain of a document belongs to a *profile* (`profile_key`); profiles are compared by `EntityMatcher`, and the
clusters that follow are the entities, named by `displayed_name` with the other forms as `aliases`. `Holders` says who
held an office at a date; `read_known` reads entities that others publish, whose names and offices help: `with_known`.
"""

from dragoman.link.entities.display import aliases, displayed_name
from dragoman.link.entities.holders import Holder, Holders, Tenure, posts_alike
from dragoman.link.entities.imports import KnownEntity, Unreadable, known_names, read_known, with_known
from dragoman.link.entities.matcher import EntityMatcher
from dragoman.link.entities.profiles import ProfileKey, bound_to_document, profile_key

__all__ = [
    "EntityMatcher",
    "Holder",
    "Holders",
    "KnownEntity",
    "ProfileKey",
    "Tenure",
    "Unreadable",
    "aliases",
    "bound_to_document",
    "displayed_name",
    "known_names",
    "posts_alike",
    "profile_key",
    "read_known",
    "with_known",
]
