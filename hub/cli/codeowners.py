"""``hub codeowners``: the owners that pages name, for the forge."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Annotated

import typer

from hub.app import Hub
from hub.cli.options import ContentOption
from hub.cli.session import opened_hub
from hub.content.codeowners import CODEOWNERS_PLACES
from hub.content.replacing import replace_file
from hub.errors import BuildError, ContentError, Problem, printable
from hub.report.codeowners import RULE, OwnerRules, misread, owner_rules, with_rules, without_rules
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
        rules = owner_rules(hub.library, hub.people, _prefix(hub))
        path = _file(hub.repository)
        text = _read(path)
        shown = path.relative_to(hub.repository).as_posix()
        wanted = _wanted(hub, rules, text, shown) if check or write else text
    for handle, pages in rules.nameless:
        typer.echo(
            f"{printable(handle)} owns {plural(pages, 'page')} and has no name on the forge; "
            "give it login: in hub.yml.",
            err=True,
        )
    if write:
        _write(path, wanted, hub.repository, is_current=wanted == text)
    elif check:
        _check(text, wanted, shown)
    else:
        typer.echo("".join(line + "\n" for line in rules.lines), nl=False)


def codeowners_state(hub: Hub) -> tuple[str, int, bool]:
    """The file, how many rules it should have, and whether it has them."""
    rules = owner_rules(hub.library, hub.people, _prefix(hub))
    path = _file(hub.repository)
    text, shown = _read(path), path.relative_to(hub.repository).as_posix()
    try:
        return shown, len(rules.lines), _wanted(hub, rules, text, shown) == text
    except ContentError:
        return shown, len(rules.lines), False


def _prefix(hub: Hub) -> str:
    """The content folder as seen from the repository."""
    inside = hub.folder.resolve().relative_to(hub.repository.resolve()).as_posix()
    return "" if inside == "." else f"{inside}/"


def _file(repository: Path) -> Path:
    """The CODEOWNERS file that forges read, or where a new one goes."""
    places = [repository / place for place in CODEOWNERS_PLACES]
    return next((path for path in places if path.is_file()), places[0])


def _read(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
        return file.read()


def _wanted(hub: Hub, rules: OwnerRules, text: str, shown: str) -> str:
    """The file as it should be.

    Raises:
        ContentError: When another line of it would give a page to somebody else.
    """
    if not rules.lines and without_rules(text) == text:
        return text
    wanted = with_rules(text, rules.lines, shown)
    problems = misread(wanted, without_rules(text), hub.library, hub.people, _prefix(hub))
    if problems:
        raise ContentError.of(problems)
    return wanted


def _check(text: str, wanted: str, shown: str) -> None:
    if text == wanted:
        typer.echo(f"{shown} is up to date.")
        return
    lines = difflib.unified_diff(
        text.splitlines(), wanted.splitlines(), f"a/{shown}", f"b/{shown}", lineterm=""
    )
    typer.echo("".join(printable(line) + "\n" for line in lines), nl=False)
    typer.echo(f"{shown} is out of date; hub codeowners --write renews it.", err=True)
    raise typer.Exit(1)


def _write(path: Path, wanted: str, repository: Path, *, is_current: bool) -> None:
    shown = path.relative_to(repository).as_posix()
    if is_current:
        typer.echo(f"{shown} is up to date.")
        return
    if not path.resolve().is_relative_to(repository.resolve()):
        found = "is a link that leads out of the repository"
        raise BuildError(Problem(path=shown, rule=RULE, found=found, remedy="Remove the link."))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, wanted.encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise BuildError(
            Problem(path=shown, rule=RULE, found=f"can't be written: {error.strerror or error}")
        ) from error
    typer.echo(f"{shown} is written.")
