"""``hub demo``: a sample hub in the middle of its life."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from hub.cli.options import DryRunOption, Format, FormatOption
from hub.cli.printing import print_json, shown_path
from hub.demo import Demo, plan_demo, refuse_occupied, write_demo
from hub.period import long_day
from hub.site.wording import plural

FolderArgument = Annotated[
    Path, typer.Argument(metavar="DIR", help="Where; an empty folder, or made if it is not there.")
]


def command(
    folder: FolderArgument, dry_run: DryRunOption = False, format_: FormatOption = Format.TEXT
) -> None:
    """Make a sample hub: the starter kit's pages, with eighteen months of invented history.

    Everything in it is the same wherever and whenever it is made, to the ids of its commits.

    Examples:

    - `hub demo sample`

    - `hub demo sample --dry-run`
    """
    folder = folder.absolute()
    refuse_occupied(folder)
    plan = plan_demo()
    if not dry_run:
        write_demo(folder, plan)
    if format_ is Format.JSON:
        days = {"first": str(plan.summary.first), "last": str(plan.summary.last)}
        print_json(asdict(plan.summary) | days)
        return
    typer.echo(_said(plan.summary, folder, is_written=not dry_run))
    if not dry_run:
        there, day = shown_path(folder), plan.summary.last
        there = "" if there == "." else f"cd {there}, "
        typer.echo(f"Next: {there}hub serve --today {day}; README.md says what to look for.")


def _said(demo: Demo, folder: Path, *, is_written: bool) -> str:
    holds = (
        f"{plural(demo.pages, 'page')} and {plural(demo.commits, 'commit')} by "
        f"{demo.people} people, {long_day(demo.first)} to {long_day(demo.last)}"
    )
    return f"{folder.name}: {holds}." if is_written else f"{folder.name} would hold {holds}."
