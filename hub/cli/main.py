"""The command ``hub``."""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Annotated

import typer
from rich.console import Console

from hub.cli import build, impact, lint, new, review, serve, status
from hub.errors import ContentError, HubError

FINDINGS, CANNOT_RUN = 1, 2
"""Exit codes beside 0: the pages have findings; the command could not do its work."""

app = typer.Typer(
    name="hub",
    help="A git-backed handbook that says whether each page can be relied on.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("status")(status.command)
app.command("review")(review.command)
app.command("lint")(lint.command)
app.command("impact")(impact.command)
app.command("new")(new.command)
app.command("build")(build.command)
app.command("serve")(serve.command)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 (Typer's callback takes the flag)
    if wanted:
        typer.echo(f"hub {version('handbook-hub')}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and stop."
        ),
    ] = False,
) -> None:
    """A git-backed handbook that says whether each page can be relied on."""


def run() -> None:
    """Run the command line; turn refusals into messages and exit codes."""
    try:
        app()
    except HubError as error:
        Console(stderr=True, soft_wrap=True, highlight=False).print(str(error), markup=False)
        if len(error.problems) > 1:
            typer.echo(f"{len(error.problems)} problems.", err=True)
        sys.exit(FINDINGS if isinstance(error, ContentError) else CANNOT_RUN)
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        sys.exit(0)


if __name__ == "__main__":
    run()
