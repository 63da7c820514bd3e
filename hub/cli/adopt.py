"""``hub adopt``: a ``hub.yml`` for a handbook that is there already."""

from __future__ import annotations

import datetime as dt
import os
import shlex
from pathlib import Path
from typing import Annotated

import typer

from hub.app import Hub
from hub.cli.asking import somebody_looks_on
from hub.cli.build import folder_beside
from hub.cli.options import DryRunOption, TodayOption, YesOption
from hub.cli.printing import shown_path
from hub.cli.session import today_or
from hub.config import FILE_NAME, HubConfig
from hub.config.model import Content
from hub.config.places import usual_folders
from hub.errors import ConfigError, ContentError, HistoryError, Problem, printable
from hub.history import Contributor, branch, contributors, setting
from hub.site.builders import site_builder
from hub.site.wording import plural
from hub.starting.adopting.evidence import Evidence, hub_yml
from hub.starting.adopting.places import Places, find_pages, site_facts
from hub.starting.files import NewFile, write_new

_SHOWN = 5
_OF_GITLAB = (".gitlab-ci.yml", ".gitlab")
"""What only a repository on GitLab has, whatever its host is called."""


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
    _refuse_a_hub(root)
    evidence = _evidence(root, content, tuple(side or ()), today_or(today), is_one=one)
    written = hub_yml(evidence)
    config = written.config()
    typer.echo(written.text(), nl=False)
    typer.echo("")
    hub = Hub(root=root, folder=root / written.folder, config=config, today=today_or(today))
    _say_what_follows(hub)
    _say_what_is_no_page(evidence.places)
    if dry_run:
        typer.echo(f"{FILE_NAME} would say this. Nothing was written.")
        return
    if not yes and not (somebody_looks_on() and typer.confirm(f"Write {FILE_NAME}?")):
        raise _cannot("nothing was written", "--yes, or a yes at a terminal")
    write_new(root, [NewFile(FILE_NAME, written.text())])
    _say_what_is_next(hub)


def _evidence(
    root: Path, content: Path | None, sides: tuple[str, ...], today: dt.date, *, is_one: bool
) -> Evidence:
    settings = site_builder().settings(root)
    if settings is not None and settings.problem is not None:
        raise ConfigError(settings.problem)
    facts = site_facts(root)
    places = find_pages(root, _named(root, content))
    folder = root / places.folder
    config = HubConfig(content=Content(include=places.include, wiki_links=True))
    return Evidence(
        name=facts.get("site_name") or root.name.replace("-", " ").replace("_", " ").capitalize(),
        places=places,
        library=Hub(root=root, folder=folder, config=config, today=today).library,
        contributors=_contributors(folder),
        remote=facts.get("repo_url") or setting(root, "remote.origin.url"),
        forge_kind="gitlab" if any((root / name).exists() for name in _OF_GITLAB) else "github",
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
    folder = hub.config.content.dir
    where = "this folder" if folder == "." else folder
    typer.echo(f"{plural(len(hub.library.pages), 'page')} in {where}.")
    try:
        hub.refuse_unsafe()
    except ContentError as error:
        typer.echo(f"To be mended before hub build ({len(error.problems)}):", err=True)
        for problem in error.problems[:_SHOWN]:
            typer.echo(str(problem), err=True)
        if len(error.problems) > _SHOWN:
            typer.echo("hub lint shows them all.", err=True)


def _say_what_is_next(hub: Hub) -> None:
    there = "" if hub.root == Path.cwd() else f"cd {shlex.quote(shown_path(hub.root))}, "
    out = f" --out {folder_beside(hub.folder, hub.root)}" if hub.folder == hub.root else ""
    typer.echo(
        f"{FILE_NAME} written. Next: {there}hub status, hub lint, hub build{out}; commit it."
    )


def _say_what_is_no_page(places: Places) -> None:
    """Name the Markdown that no site will show, so that nobody has to miss it."""
    if found := places.elsewhere:
        some = ", ".join(printable(str(path)) for path in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        typer.echo(f"Not among the pages: {some}{more}. --content names another folder.", err=True)


def _refuse_a_hub(root: Path) -> None:
    if os.path.lexists(root / FILE_NAME):
        raise ConfigError(
            Problem(
                path=FILE_NAME,
                rule="adopt",
                found="is there already, and nothing is written over",
                expected="a handbook that is no hub yet",
                remedy="hub doctor looks at a hub. If the file is something else's, or is to be "
                "written anew, move it away.",
            )
        )


def _cannot(found: str, expected: str) -> ConfigError:
    return ConfigError(Problem(path="", rule="adopt", found=found, expected=expected))
