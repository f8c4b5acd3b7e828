"""The commands that show one thing at length: a passage with its evidence, the brief."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import FromOption, JsonOption, RecordOption, ToOption, open_record
from dragoman.cli.output import clean, console, json_line, line
from dragoman.errors import InputError

if TYPE_CHECKING:
    from rich.text import Text

    from dragoman.store.rows import DocumentRow, EntryRow, Passage

__all__ = ["brief", "show"]

_MARKING = "UNCLASSIFIED // OPEN SOURCES"


def show(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of an entry or document, or its beginning.")],
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show an entry or a document with its evidence.

    The passage with its sentence and trigger marked, and the bytes of the page that it came from.
    """
    passage = open_record(context, record).show(id)
    if as_json:
        json_line(passage)
        return
    out = console()
    for text in _heading(passage.document):
        out.print(text)
    for entry in passage.entries if passage.kind != "document" else ():
        _print_entry(entry)
    out.print()
    out.print(_marked(passage, plain=not out.is_terminal))
    out.print()
    for text in _footer(passage):
        out.print(text, style="dim")


def brief(
    context: typer.Context,
    subject: Annotated[str | None, typer.Option(help="The subject line.")] = None,
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="Only what concerns this party.")] = None,
    since: FromOption = None,
    until: ToOption = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DAY", help="The day of the brief (default: that of the newest document)."),
    ] = None,
    marking: Annotated[str, typer.Option(help="The marking line at top and bottom.")] = _MARKING,
    paragraphs: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many paragraphs for a theme.")] = 8,
    format: Annotated[str, typer.Option(help="md or html.")] = "md",
    out: Annotated[Path | None, typer.Option("--out", metavar="PATH", help="Write to a file.")] = None,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the brief, with citations.

    Summary first, paragraphs by theme, what is due next, what the sources do not say, and the sources.
    """
    from dragoman.views.brief import BriefSettings
    from dragoman.views.html import brief_html
    from dragoman.views.markdown import brief_markdown

    if format not in ("md", "html"):
        raise InputError(f"no such format: {format!r}; there are md and html")
    settings = BriefSettings(
        marking=marking, subject=subject, actor=actor, since=since, until=until, as_of=as_of, per_theme=paragraphs
    )  # fmt: skip
    composed = open_record(context, record).brief(settings)
    if as_json:
        json_line(composed)
        return
    text = brief_html(composed) if format == "html" else brief_markdown(composed)
    if out:
        _write(out, text)
    else:
        typer.echo(clean(text), nl=False)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}") from None


def _heading(document: DocumentRow) -> list[str]:
    dated = f"published {document.published} (known from: {document.known_from})" if document.published else "undated"
    by = dict.fromkeys((document.outlet, document.agency, document.byline, document.section, document.genre, dated))
    said = [document.title or "(no title)", " · ".join(filter(None, by)), document.url, f"document {document.id}"]
    return [line(text) for text in said if text]


def _print_entry(entry: EntryRow) -> None:
    """Print the fields of an entry that are filled, one on each line; places in the text are marked there instead."""
    out = console()
    out.print()
    for field in fields(entry):
        value = getattr(entry, field.name)
        if field.name in ("citation", "trigger_span", "content_span") or value in (None, ()):
            continue
        several = value if field.name == "also" else [", ".join(value) if isinstance(value, tuple) else value]
        for shown in several:
            out.print(f"{field.name:<11}{line(shown)}")


def _marked(passage: Passage, *, plain: bool) -> Text:
    """Return the passage with its evidence marked: by style on a terminal, else by ⟪sentence⟫ and ⟦trigger⟧."""
    from rich.text import Text

    text = Text(clean(passage.text))
    if not plain:
        for span in passage.sentences:
            text.stylize("bold", span.start, span.end)
        for span in passage.triggers:
            text.stylize("reverse", span.start, span.end)
        return text
    return Text(_bracketed(text.plain, passage))


def _bracketed(text: str, passage: Passage) -> str:
    marks = [(span.start, 0, "⟪") for span in passage.sentences] + [(span.end, 3, "⟫") for span in passage.sentences]
    marks += [(span.start, 1, "⟦") for span in passage.triggers] + [(span.end, 2, "⟧") for span in passage.triggers]
    for at, _, mark in sorted(marks, reverse=True):
        text = text[:at] + mark + text[at:]
    return text


def _footer(passage: Passage) -> list[str]:
    from dragoman.views.wording import counted

    source = passage.provenance
    start, end = source.bytes
    lines = [f"bytes {start}–{end} of {source.uri}" + (f" (in {source.container})" if source.container else "")]
    if passage.kind == "document":
        row = passage.document
        kinds = {"event": row.events, "measure": row.measures, "deadline": row.deadlines, "tenure": row.tenures}
        counts = ", ".join(counted(count, kind) for kind, count in kinds.items())
        lines.append(f"{counts}; seen {counted(row.sightings, 'time')}")
    lines += [f"another version of this document: {version}" for version in passage.versions]
    return [line(text) for text in lines]
