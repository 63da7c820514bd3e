"""``hub adopt``: a ``hub.yml`` for a handbook that is there already."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from hub.app import Hub
from hub.cli.asking import somebody_looks_on
from hub.cli.options import DryRunOption, TodayOption, YesOption
from hub.cli.session import today_or
from hub.config import FILE_NAME, HubConfig
from hub.config.model import Content
from hub.config.places import usual_folders
from hub.errors import ConfigError, ContentError, HistoryError, Problem
from hub.history import Contributor, branch, contributors, setting
from hub.site.builders import site_builder
from hub.site.wording import plural
from hub.starting.adopting.evidence import Evidence, hub_yml
from hub.starting.adopting.places import find_pages, site_facts
from hub.starting.files import NewFile, refuse_conflicts, write_new

_SHOWN = 5


def command(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The handbook's top folder.")
    ] = Path(),
    content: Annotated[
        Path | None,
        typer.Option("--content", metavar="DIR", help="Folder with the pages; left out, found."),
    ] = None,
    side: Annotated[
        list[str] | None,
        typer.Option(
            "--side",
            metavar="DOMAIN",
            help="Mail domain of an organisation that shares it; give it for each.",
        ),
    ] = None,
    one: Annotated[
        bool, typer.Option("--one", help="One organisation, whatever the domains.")
    ] = False,
    today: TodayOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Write a `hub.yml` for a handbook that is there already, from what its files and git say.

    It is shown before it is written. No page is changed, and nothing of the handbook's is run.

    Examples:

    - `hub adopt ~/handbook --dry-run`

    - `hub adopt`

    - `hub adopt --side acme.example --side northwind.example --yes`
    """
    root = folder.resolve()
    if not root.is_dir():
        raise _cannot(f"there is no folder {folder}", "the top folder of a handbook")
    refuse_conflicts(root, [NewFile(FILE_NAME, "")])
    written = hub_yml(_evidence(root, content, tuple(side or ()), today_or(today), is_one=one))
    config = written.config()
    typer.echo(written.text(), nl=False)
    typer.echo("")
    hub = Hub(root=root, folder=root / written.folder, config=config, today=today_or(today))
    _say_what_follows(hub)
    if dry_run:
        typer.echo(f"{FILE_NAME} would say this. Nothing was written.")
        return
    if not yes and not (somebody_looks_on() and typer.confirm(f"Write {FILE_NAME}?")):
        raise _cannot("nothing was written", "--yes, or a yes at a terminal")
    write_new(root, [NewFile(FILE_NAME, written.text())])
    typer.echo(f"{FILE_NAME} written. Next: hub status, hub lint, hub build; commit it.")


def _evidence(
    root: Path, content: Path | None, sides: tuple[str, ...], today: dt.date, *, is_one: bool
) -> Evidence:
    facts = site_facts(root)
    places = find_pages(root, _named(root, content))
    folder = root / places.folder
    config = HubConfig(content=Content(include=places.include))
    return Evidence(
        name=facts.get("site_name") or root.name.replace("-", " ").capitalize(),
        places=places,
        library=Hub(root=root, folder=folder, config=config, today=today).library,
        contributors=_contributors(folder),
        remote=facts.get("repo_url") or setting(root, "remote.origin.url"),
        branch=branch(root),
        sides=tuple(name.lower().lstrip("@") for name in sides),
        is_one=is_one,
    )


def _named(root: Path, content: Path | None) -> Path | None:
    """The content folder that is named: by an option, the site's configuration or custom."""
    if content is not None:
        folder = content.resolve()
        if not folder.is_dir() or not folder.is_relative_to(root):
            raise _cannot(f"--content: {content} is no folder below {root}", "a folder with pages")
        return folder
    named = site_builder().content_folder(root)
    if named is not None and named.is_dir():
        return named
    return next(usual_folders(root), None)


def _contributors(folder: Path) -> list[Contributor]:
    """Everybody who committed; nobody, and a word about it, where there is no history."""
    try:
        return contributors(folder)
    except HistoryError as error:
        typer.echo(f"Nothing is known about people: {error.problems[0].found}.", err=True)
        return []


def _say_what_follows(hub: Hub) -> None:
    """Say how much there is, and what would keep the site from being built."""
    typer.echo(f"{plural(len(hub.library.pages), 'page')} in {hub.config.content.dir}.")
    try:
        hub.refuse_unsafe()
    except ContentError as error:
        typer.echo(f"To be mended before hub build ({len(error.problems)}):", err=True)
        for problem in error.problems[:_SHOWN]:
            typer.echo(str(problem), err=True)
        if len(error.problems) > _SHOWN:
            typer.echo("hub lint shows them all.", err=True)


def _cannot(found: str, expected: str) -> ConfigError:
    return ConfigError(Problem(path="", rule="adopt", found=found, expected=expected))
