"""``hub path``: the paths, and whether their pages can be relied on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from hub.cli.completion import complete_pages
from hub.cli.options import (
    AudienceOption,
    CacheOption,
    ContentOption,
    Format,
    FormatOption,
    TodayOption,
)
from hub.cli.printing import console, plain_table, print_json
from hub.cli.session import opened_hub
from hub.content.library import Library
from hub.content.lookup import find_page
from hub.errors import printable
from hub.paths.plan import PathPlan, path_plans
from hub.paths.report import paths_report
from hub.site.page.paths import duration
from hub.site.wording import WORDING, percent
from hub.trust.freshness import Freshness


def command(
    page: Annotated[
        str | None,
        typer.Argument(
            metavar="[PAGE]",
            help="Only this path: its id, its file, or a part of its title.",
            autocompletion=complete_pages,
        ),
    ] = None,
    content: ContentOption = None,
    today: TodayOption = None,
    audience: AudienceOption = None,
    format_: FormatOption = Format.TEXT,
    cache: CacheOption = True,
) -> None:
    """List the paths with their size and health, or the steps of one path.

    Health is the share of a path's pages that are fresh.

    Examples:

    - `hub path`

    - `hub path PATH-001`

    - `hub path --audience client --format json`
    """
    with opened_hub(content, today, use_cache=cache) as hub:
        assessment = hub.assess(audience)
        plans = path_plans(assessment.library)
        wanted = plans if page is None else (_named(page, plans, hub.folder),)
        report = paths_report(wanted, assessment, audience)
    if format_ is Format.JSON:
        print_json(report)
    elif page is None:
        _print_paths(report["paths"])
    else:
        _print_path(report["paths"][0])


def _named(written: str, plans: tuple[PathPlan, ...], folder: Path) -> PathPlan:
    """The path that is meant, found as every other page is.

    Raises:
        ConfigError: When there is none, or several may be meant.
    """
    paths = Library({plan.page.path: plan.page for plan in plans}, {})
    page = find_page(paths, written, folder=folder, working=Path.cwd())
    return next(plan for plan in plans if plan.page is page)


def _print_paths(paths: list[dict[str, Any]]) -> None:
    out = console()
    if not paths:
        out.print("No paths. A path is a page whose steps: name the pages to read.")
        return
    table = plain_table(("Path", "State", "Steps", "Required", "Time", "Days", "Fresh", "Health"))
    for path in paths:
        table.add_row(
            Text(printable(path["path"])),
            _state(path["freshness"]),
            str(len(path["steps"])),
            str(path["required"]),
            duration(path["minutes"]),
            str(path["days"] or "–"),
            f"{path['fresh']} of {path['judged']}",
            percent(path["health"]),
        )
    out.print(table)
    _print_unresolved(out, paths)


def _print_path(path: dict[str, Any]) -> None:
    out = console()
    out.print(_steps(path["steps"]))
    out.print(
        f"\n{len(path['steps'])} steps, {path['required']} required; {duration(path['minutes'])}, "
        f"{duration(path['required_minutes'])} for the required ones. "
        f"{path['fresh']} of {path['judged']} fresh: health {percent(path['health'])}."
    )
    _print_unresolved(out, [path])


def _steps(steps: list[dict[str, Any]]) -> Table:
    table = plain_table(("", "Page", "State", "", "Minutes", "Day", "Why"))
    for step in steps:
        is_fresh = step["freshness"] == Freshness.FRESH.value
        table.add_row(
            str(step["number"]),
            Text(printable(step["path"])),
            _state(step["freshness"]),
            "required" if step["required"] else "optional",
            str(step["minutes"]),
            str(step["due_day"] or "–"),
            Text("" if is_fresh else printable(step["reason"])),
        )
    return table


def _print_unresolved(out: Console, paths: list[dict[str, Any]]) -> None:
    for path in paths:
        for name in path["unresolved"] or ():
            line = f'{path["path"]}: the step "{name}" names no page'
            out.print(printable(line))


def _state(freshness: str) -> str:
    return WORDING[Freshness(freshness)].label
