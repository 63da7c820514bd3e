"""The command ``hub``."""

from __future__ import annotations

import sys
from typing import Annotated, ClassVar

import typer

from hub.cli.late import LateGroup
from hub.cli.output import outlive_the_reader
from hub.errors import ContentError, HubError

FINDINGS, CANNOT_RUN = 1, 2
"""Exit codes beside 0: the pages have findings; the command could not do its work."""


class _Commands(LateGroup):
    """The commands of ``hub``, in the order of the help; each is imported when it is called."""

    modules: ClassVar = {
        "status": "hub.cli.status",
        "review": "hub.cli.review",
        "path": "hub.cli.path",
        "search": "hub.cli.search",
        "lint": "hub.cli.lint",
        "impact": "hub.cli.impact",
        "codeowners": "hub.cli.codeowners",
        "doctor": "hub.cli.doctor",
        "uptake": "hub.cli.uptake",
        "usage": "hub.cli.usage",
        "privacy": "hub.cli.privacy",
        "init": "hub.cli.init",
        "adopt": "hub.cli.adopt",
        "demo": "hub.cli.demo",
        "new": "hub.cli.new",
        "build": "hub.cli.build",
        "serve": "hub.cli.serve",
    }


app = typer.Typer(
    name="hub",
    cls=_Commands,
    help="A git-backed handbook that says whether each page can be relied on.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 (Typer's callback takes the flag)
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 (late: it costs 30 ms)

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
    outlive_the_reader()
    try:
        app(prog_name="hub")
    except HubError as error:
        typer.echo(str(error), err=True)
        if len(error.problems) > 1:
            typer.echo(f"{len(error.problems)} problems.", err=True)
        sys.exit(FINDINGS if isinstance(error, ContentError) else CANNOT_RUN)


if __name__ == "__main__":
    run()
