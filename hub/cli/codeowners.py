"""``hub codeowners``: the owners that pages name, for the forge."""

from __future__ import annotations

from typing import Annotated

import typer

from hub.cli.options import ContentOption
from hub.cli.printing import difference
from hub.cli.session import opened_hub
from hub.errors import printable
from hub.report.codeowners_file import CodeownersFile
from hub.site.wording import plural


def command(
    content: ContentOption = None,
    check: Annotated[
        bool, typer.Option("--check", help="Exit 1 where the file is out of date; for CI.")
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Write the rules into the repository's CODEOWNERS.")
    ] = False,
) -> None:
    """Print CODEOWNERS rules for the owners that the pages name, so that the forge asks them.

    A person is named by `login:` in hub.yml, or else by address; a team needs `login:`. The rules
    stand in a block of their own, and every other line of the file stays.

    Examples:

    - `hub codeowners`

    - `hub codeowners --write`

    - `hub codeowners --check`
    """
    if check and write:
        raise typer.BadParameter("name one of the two", param_hint="--check, --write")
    with opened_hub(content, None) as hub:
        file = hub.codeowners()
    for handle, pages in file.rules.nameless:
        typer.echo(
            f"{printable(handle)} owns {plural(pages, 'page')} and has no name on the forge; "
            "give it login: in hub.yml.",
            err=True,
        )
    if write:
        _write(file)
    elif check:
        _check(file)
    else:
        typer.echo("".join(line + "\n" for line in file.rules.lines), nl=False)


def _check(file: CodeownersFile) -> None:
    wanted = file.wanted()
    if file.text == wanted:
        typer.echo(f"{file.place} is up to date.")
        return
    typer.echo(difference(file.place, file.text, wanted), nl=False)
    typer.echo(f"{file.place} is out of date; hub codeowners --write renews it.", err=True)
    raise typer.Exit(1)


def _write(file: CodeownersFile) -> None:
    wanted = file.wanted()
    if file.text == wanted:
        typer.echo(f"{file.place} is up to date.")
        return
    file.write(wanted)
    typer.echo(f"{file.place} is written.")
