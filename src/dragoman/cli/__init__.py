"""The command line. Each command is a function in one of the modules beside this one; this puts them together."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import dragoman
from dragoman.cli import judging, linking, listing, reading, showing
from dragoman.cli.output import line
from dragoman.errors import DragomanError

__all__ = ["app", "main"]

_FAILED, _PIPE_CLOSED = 2, 141  # 141: what a shell reports of a program that a closed pipe ended


class _Commands(TyperGroup):
    """Runs a command; what goes wrong on purpose becomes one line on standard error and an exit status."""

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except DragomanError as error:
            typer.echo(f"dragoman: {line(error)}", err=True)
            raise typer.Exit(_FAILED) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered goes nowhere
            raise typer.Exit(_PIPE_CLOSED) from None
        return result


app = typer.Typer(cls=_Commands, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)

for _command in (
    reading.add,
    showing.brief,
    listing.events,
    listing.measures,
    listing.deadlines,
    listing.tenures,
    listing.documents,
    showing.show,
    linking.entities,
    linking.entity,
    linking.history,
    linking.stories,
    linking.commitments,
    linking.disagreements,
    judging.same,
    judging.different,
    judging.judgements,
    judging.undo,
    linking.know,
    linking.link,
    listing.rejected,
    reading.extract,
    reading.annotate,
):
    app.command()(_command)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"dragoman {dragoman.__version__}")
        raise typer.Exit


@app.callback()
def _dragoman(
    context: typer.Context,
    record: Annotated[
        Path | None, typer.Option("--record", metavar="PATH", envvar="DRAGOMAN_RECORD", help="The record's file.")
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Read news pages about diplomacy and trade; keep a record in which every line quotes its sentence."""
    context.obj = record


def main() -> None:
    """Run the command line."""
    app(prog_name="dragoman")
