"""The brief as one HTML page without scripts or outside parts; everything that comes from pages is escaped."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from dragoman.views.markdown import document_line, quotation, source_line
from dragoman.views.paper import Brief
from dragoman.views.wording import counted, day

__all__ = ["brief_html"]


def brief_html(brief: Brief) -> str:
    """Write a brief as an HTML page."""
    return _template().render(brief=brief, anchors=Anchors())


class Anchors:
    """Gives each place that cites a note an id, so that the note can lead back to it."""

    def __init__(self) -> None:
        self._uses: defaultdict[int, list[str]] = defaultdict(list)

    def use(self, note: int) -> str:
        """Return the id of one more place that cites a note: "cite-3", "cite-3-2"."""
        uses = self._uses[note]
        uses.append(f"cite-{note}-{len(uses) + 1}" if uses else f"cite-{note}")
        return uses[-1]

    def uses(self, note: int) -> tuple[str, ...]:
        """Return the ids of the places so far that cite a note."""
        return tuple(self._uses[note])


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("dragoman.views", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(counted=counted, quotation=quotation)
    environment.globals.update(source_line=source_line, document_line=document_line)
    environment.filters["day"] = day
    return environment.get_template("brief.html")
