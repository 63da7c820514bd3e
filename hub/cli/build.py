"""``hub build``: a site for each audience."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Annotated

import typer

from hub.app import Hub
from hub.cli.completion import complete_audiences
from hub.cli.options import CacheOption, ContentOption, TodayOption
from hub.cli.session import opened_hub
from hub.errors import BuildError, Problem
from hub.site.builders import site_builder
from hub.site.publication import forgotten_sites, publish
from hub.site.wording import plural


def command(
    content: ContentOption = None,
    audience: Annotated[
        list[str] | None,
        typer.Option(
            "--audience",
            metavar="NAME",
            help="Build for this audience; may be given again.",
            autocompletion=complete_audiences,
        ),
    ] = None,
    out: Annotated[
        Path,
        typer.Option("--out", metavar="DIR", help="Where to write DIR/NAME for each audience."),
    ] = Path("site"),
    events: Annotated[
        bool | None,
        typer.Option(
            "--events/--no-events",
            help="Have pages tell the server how they are used; left out, as mkdocs.yml says.",
        ),
    ] = None,
    today: TodayOption = None,
    cache: CacheOption = True,
) -> None:
    """Build the site of each audience; nothing is published where anything could leak.

    Examples:

    - `hub build`

    - `hub build --audience client --out public`

    - `hub build --content docs`
    """
    with opened_hub(content, today, use_cache=cache) as hub:
        names = audience or list(hub.config.audiences)
        hub.check_audiences(names)
        _refuse_inside(hub, out)
        hub.refuse_unsafe()
        for name in dict.fromkeys(names):
            _build(hub, name, out / name, events=events)
        for folder in forgotten_sites(out, hub.config.audiences):
            typer.echo(f"{folder}: a site of no audience of this hub; remove it.", err=True)


def _refuse_inside(hub: Hub, out: Path) -> None:
    """Refuse a site among the pages: the next build would take it for content."""
    if out.resolve().is_relative_to(hub.folder.resolve()):
        raise BuildError(
            Problem(
                path="",
                rule="output-folder",
                found=f"{out} is inside the content folder",
                expected="a folder that is not among the pages",
                remedy=f"Choose another folder: --out {folder_beside(hub.folder, Path.cwd())}",
            )
        )


def folder_beside(pages: Path, here: Path) -> str:
    """A folder for sites that stands beside the pages, as one types it.

    Args:
        pages: The content folder.
        here: Where one is when one types it.
    """
    return shlex.quote(os.path.relpath(pages.with_name(f"{pages.name}-site"), here))


def _build(hub: Hub, audience: str, target: Path, *, events: bool | None) -> None:
    builder = site_builder()
    try:
        publish(target, lambda folder: builder.build(hub, audience, folder, events=events))
    except OSError as error:
        raise BuildError(
            Problem(
                path="",
                rule="output-folder",
                found=f"the site can't be written to {target}: {error}",
                expected="a folder that can be written, with room in it",
                remedy="Mend it, or choose another folder with --out.",
            )
        ) from error
    edition = hub.library.for_audience(audience)
    withheld = len(hub.library.pages) - len(edition.pages)
    left_out = f", {withheld} not for {audience}" if withheld else ""
    typer.echo(f"{target}: {plural(len(edition.pages), 'page')}{left_out}")
