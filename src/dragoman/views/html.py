"""The brief as one HTML page without scripts or outside parts; everything that comes from pages is escaped."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from dragoman.views.markdown import document_line, quotation, source_line
from dragoman.views.paper import Brief
from dragoman.views.wording import counted, day

__all__ = ["brief_html"]


def brief_html(brief: Brief) -> str:
    """Write a brief as an HTML page."""
    return _template().render(brief=brief)


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
