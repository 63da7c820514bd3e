"""``hub doctor``: what is missing, and what to do."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.text import Text

from hub.app import Hub
from hub.cli.options import CacheOption, ContentOption, Format, FormatOption, TodayOption
from hub.cli.printing import console, print_json
from hub.cli.session import opened_hub
from hub.config.machine import default_cache_dir
from hub.errors import ConfigError, ContentError, printable
from hub.history import committer
from hub.history.standing import standing
from hub.report.doctor import Check, State, doctor_report
from hub.report.doctor import repository as git
from hub.report.doctor.configuration import configuration, mistakes
from hub.report.doctor.pages import pages, refused
from hub.report.doctor.surroundings import cache as cache_check
from hub.report.doctor.surroundings import code_owners, forge_files, site
from hub.site.builders import site_builder

_STYLES = {State.GOOD: "green", State.HINT: "yellow", State.BROKEN: "red"}


def command(
    content: ContentOption = None,
    today: TodayOption = None,
    format_: FormatOption = Format.TEXT,
    cache: CacheOption = True,
) -> None:
    """Look at everything that a hub rests on; exit 1 when something is broken.

    Examples:

    - `hub doctor`

    - `hub doctor --content docs --format json`
    """
    try:
        with opened_hub(content, today, use_cache=cache) as hub:
            checks = list(_checks(hub))
    except ConfigError as error:
        checks = [mistakes(error), *_without_hub((content or Path.cwd()).resolve())]
    report = doctor_report(checks)
    if format_ is Format.JSON:
        print_json(report)
    else:
        _print(report)
    if report["summary"][State.BROKEN.value]:
        raise typer.Exit(1)


def _checks(hub: Hub) -> Iterator[Check]:
    yield from configuration(hub.config, hub.people)
    found = standing(hub.folder)
    yield from git.repository(found)
    if found.problem is None:
        if found.has_commits and not found.is_shallow:
            yield _history(hub)
        author = committer(hub.folder)
        yield git.committer(author, hub.identity(author), hub.people)
    yield from pages(hub.library, hub.config, hub.people)
    yield refused(_refusals(hub))
    yield from site(site_builder().settings(hub.root), hub.folder, len(hub.library.pages))
    yield from forge_files(hub.repository)
    yield from code_owners(hub.codeowners())
    yield _cache()


def _without_hub(folder: Path) -> Iterator[Check]:
    """What can be said although the hub can't be opened."""
    place = next((one for one in (folder, *folder.parents) if one.is_dir()), Path.cwd())
    yield from git.repository(standing(place))
    yield _cache()


def _history(hub: Hub) -> Check:
    began = time.perf_counter()
    found = hub.history
    return git.history(found, time.perf_counter() - began)


def _refusals(hub: Hub) -> tuple[Any, ...]:
    try:
        hub.refuse_unsafe()
    except ContentError as error:
        return error.problems
    return ()


def _cache() -> Check:
    folder = default_cache_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return cache_check(folder, None)
    except OSError as error:
        return cache_check(folder, error)


def _print(report: dict[str, Any]) -> None:
    out = console(soft_wrap=True)
    group = ""
    for check in report["checks"]:
        if check["group"] != group:
            group = check["group"]
            out.print(Text(group, style="bold"))
        _print_check(out, check)
    counts = report["summary"]
    out.print(f"\n{counts['good']} good, {counts['hint']} hints, {counts['broken']} broken.")


def _print_check(out: Console, check: dict[str, Any]) -> None:
    state = State(check["state"])
    word = "" if state is State.GOOD else f"{state.value}: "
    out.print(Text(f"  {state.sign} {word}{printable(check['found'])}", style=_STYLES[state]))
    for example in check["examples"] if state is not State.GOOD else ():
        out.print(Text(f"      {printable(example)}"))
    more = (check["count"] or 0) - len(check["examples"])
    if check["examples"] and more > 0:
        out.print(Text(f"      … and {more:,} more"))
    if check["remedy"]:
        out.print(Text(f"    → {printable(check['remedy'])}"))
