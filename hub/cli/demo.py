"""``hub demo``: a sample hub in the middle of its life."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from hub.cli.options import DryRunOption, Format, FormatOption
from hub.cli.printing import print_json, shown_path
from hub.demo import (
    Demo,
    Used,
    count_usage,
    plan_demo,
    refuse_occupied,
    write_demo,
    write_usage,
)
from hub.demo.usage.keeping import TICKETS
from hub.period import long_day
from hub.site.wording import plural

FolderArgument = Annotated[
    Path, typer.Argument(metavar="DIR", help="Where; an empty folder, or made if it is not there.")
]


def command(
    folder: FolderArgument, dry_run: DryRunOption = False, format_: FormatOption = Format.TEXT
) -> None:
    """Make a sample hub: the starter kit's pages, with eighteen months of invented history and use.

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
    used = count_usage(plan) if dry_run else write_usage(folder, plan)
    if format_ is Format.JSON:
        days = {"first": str(plan.summary.first), "last": str(plan.summary.last)}
        print_json(asdict(plan.summary) | days | {"use": asdict(used)})
        return
    typer.echo(_said(plan.summary, used, folder, is_written=not dry_run))
    if not dry_run:
        there, day = shown_path(folder), plan.summary.last
        there = "" if there == "." else f"cd {there}, "
        typer.echo(f"Next: {there}hub serve --today {day}; README.md says what to look for.")


def _said(demo: Demo, used: Used, folder: Path, *, is_written: bool) -> str:
    holds = (
        f"{plural(demo.pages, 'page')} and {plural(demo.commits, 'commit')} by "
        f"{demo.people} people, {long_day(demo.first)} to {long_day(demo.last)}"
    )
    use = (
        f"Its use: {used.events:,} events by {used.readers} readers, and {TICKETS} with "
        f"{used.cases:,} closed cases"
    )
    head = f"{folder.name}: {holds}" if is_written else f"{folder.name} would hold {holds}"
    return f"{head}.\n{use}."
