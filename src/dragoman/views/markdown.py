"""The brief as Markdown. What comes from pages is escaped: it can be neither markup nor a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.store.rows import Citation, DocumentRow
from dragoman.views.paper import Brief, Section, Statement, Table
from dragoman.views.wording import counted, day

__all__ = ["brief_markdown", "document_line", "quotation", "source_line"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_KNOWN_FROM = {
    "given": "the caller", "metadata": "the page's metadata", "page": "the page",
    "relative": "a relative date on the page", "url": "the address", "feed": "the feed", "text": "the text",
}  # fmt: skip
_START = re.compile(r"^(\s*)([-+]|\d+[.)])(\s)")


def brief_markdown(brief: Brief) -> str:
    """Write a brief as Markdown."""
    return "\n".join(_lines(brief)) + "\n"


def _text(text: str | None) -> str:
    """Escape text for Markdown, on one line."""
    line = " ".join((text or "").split())
    return _START.sub(r"\1\\\2\3", _SPECIAL.sub(r"\\\1", line))


def _lines(brief: Brief) -> Iterator[str]:
    yield from (f"**{_text(brief.marking)}**", "", f"# {_text(brief.subject)}", "")
    yield from (f"**As of** {day(brief.as_of)} · **Period** {_text(brief.period)} · **Sources** {brief.read}", "")
    yield from ("## Summary", "")
    yield from (f"- {_statement(statement)}" for statement in brief.summary or (Statement("Nothing is recorded."),))
    for section in (*brief.sections, brief.due):
        yield from _section(section)
    yield from ("", "## What the sources do not say", "")
    yield from (f"- {_statement(statement)}" for statement in brief.gaps or (Statement("No gap was found by rule."),))
    yield from ("", "## Citations", "")
    for note in brief.notes:
        yield from (f"[{note.number}] {_text(source_line(note.citation))}: {_text(quotation(note.citation))}", "")
    yield from ("## Documents read", "")
    yield from (f"- {_text(document_line(row, brief))}" for row in brief.documents)
    yield from ("", f"**{_text(brief.marking)}**")


def _section(section: Section) -> Iterator[str]:
    yield from ("", f"## {section.title}", "")
    for paragraph in section.paragraphs:
        yield from (f"{paragraph.number}. " + " ".join(map(_statement, paragraph.statements)), "")
    if section.table:
        yield from (*_table(section.table), "")
    if not section.paragraphs and not section.table:
        yield from ("Nothing is recorded.", "")
    if section.omitted:
        yield f"*{counted(section.omitted, 'further entry', 'further entries')} in the record.*"


def _statement(statement: Statement) -> str:
    return f"{_text(statement.text)}{_notes(statement.notes)}"


def _notes(notes: Iterable[int]) -> str:
    numbers = ", ".join(map(str, notes))
    return f" [{numbers}]" if numbers else ""


def _table(table: Table) -> Iterator[str]:
    yield _cells((*table.headings, "Citations"))
    yield _cells(["---"] * (len(table.headings) + 1))
    for row in table.rows:
        yield _cells((*map(_text, row.cells), _notes(row.notes).strip()))


def _cells(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def source_line(citation: Citation) -> str:
    """Return outlet, agency, date, title and genre of a citation as one line."""
    outlet = citation.outlet or citation.agency or "unknown outlet"
    agency = f"({citation.agency})" if citation.agency and citation.agency != outlet else ""
    genre = f"[{citation.genre}]" if citation.genre != "report" else ""
    dated = day(citation.published) if citation.published else "undated"
    parts = (f"{outlet} {agency}".strip(), dated, f"{citation.title or '(no title)'} {genre}".strip())
    return ", ".join(parts)


def quotation(citation: Citation) -> str:
    """Return the sentence in quotation marks that differ from those within."""
    sentence = " ".join(citation.sentence.split())
    return f"‘{sentence}’" if any(mark in sentence for mark in '"“”') else f"“{sentence}”"


def document_line(row: DocumentRow, brief: Brief | None = None) -> str:
    """Return a document as one line: outlet, title, author, date and how it is known, genre, address, id.

    With the brief that it stands in: whether it is a copy of another document or has a newer version there.
    """
    copied = brief.copies.get(row.id) if brief else None
    dated = f"{day(row.published or '')} (date from {_KNOWN_FROM.get(row.known_from or '', row.known_from)})"
    outlet = row.outlet or row.agency or "unknown outlet"
    by = [name for name in dict.fromkeys(filter(None, (row.byline, row.agency))) if name.lower() != outlet.lower()]
    parts = (outlet, row.title or "(no title)", " / ".join(by), dated if row.published else "date not known",
             row.genre if row.genre != "report" else None, row.url, f"id {row.id[:8]}",
             f"a copy of id {copied[:8]}, not counted again" if copied else None,
             "superseded by a newer version" if brief and row.id in brief.superseded else None)  # fmt: skip
    return "; ".join(filter(None, parts))
