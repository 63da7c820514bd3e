"""``hub init``: a new hub that builds and lints clean."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from hub.cli.asking import ask, ask_until, somebody_looks_on, words
from hub.cli.options import DryRunOption, TodayOption, YesOption
from hub.cli.printing import shown_path
from hub.cli.session import today_or
from hub.errors import ConfigError, HistoryError, Problem
from hub.history import Author, committer, first_commit, refuse_repository
from hub.site.wording import plural
from hub.starting.files import refuse_conflicts, write_new
from hub.starting.new_hub import Ci, Plan, Side, new_hub

_NAMED = re.compile(r"\s*(?P<name>[^<>]+?)\s*(?:<(?P<inside>[^<>]*)>)?\s*")
_BRANCH = "main"


FolderArgument = Annotated[
    Path, typer.Argument(metavar="DIR", help="Where; made if it is not there.")
]
NameOption = Annotated[
    str, typer.Option("--name", help="The handbook's name; left out, those of its sides.")
]
ClientOption = Annotated[
    str, typer.Option("--client", metavar="SIDE", help='"Acme Outfitters <acme.example>"')
]
VendorOption = Annotated[
    str, typer.Option("--vendor", metavar="SIDE", help='"Northwind <northwind.example>"')
]
PersonOption = Annotated[
    str,
    typer.Option(
        "--person",
        metavar="PERSON",
        help='`"Ana Duarte <ana@acme.example>"` owns the first pages; left out, git\'s user.',
    ),
]
CiOption = Annotated[Ci, typer.Option("--ci", help="Whose machines check and publish it.")]
GitOption = Annotated[bool, typer.Option("--git", help="Make it a repository with a first commit.")]


def command(
    folder: FolderArgument,
    name: NameOption = "",
    client: ClientOption = "",
    vendor: VendorOption = "",
    person: PersonOption = "",
    ci: CiOption = Ci.NONE,
    git: GitOption = False,
    today: TodayOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Begin a new hub: `hub.yml`, a first page of each kind, and what checks them.

    Neither `--client` nor `--vendor` makes a hub of one organisation. Nothing is written over.

    Examples:

    - `hub init handbook`

    - `hub init handbook --client "Acme <acme.example>" --vendor "Northwind <northwind.example>"`

    - `hub init handbook --name "Acme handbook" --ci github --git --yes`
    """
    folder = folder.absolute()
    asks = somebody_looks_on() and not yes
    sides = [_side("--client", client), _side("--vendor", vendor)]
    if asks and not any(sides):
        sides = _asked_sides()
    plan = Plan(
        name=name or _asked_name(_usual_name(sides, folder), asks=asks),
        person=_person(person, folder, asks=asks),
        today=today_or(today),
        version=version("handbook-hub"),
        client=sides[0],
        vendor=sides[1],
        ci=ci,
        branch=_BRANCH,
    )
    files = new_hub(plan)
    refuse_conflicts(folder, files)
    if git:
        refuse_repository(folder)
    for file in files:
        typer.echo(file.path)
    if dry_run:
        typer.echo(f"{plural(len(files), 'file')} would be written to {folder.name}.")
        return
    write_new(folder, files)
    if git:
        _commit(folder, [file.path for file in files], plan.person)
    _say_what_is_next(folder, len(files), is_committed=git)


def _commit(folder: Path, paths: list[str], author: Author) -> None:
    try:
        first_commit(folder, paths, author=author, branch=_BRANCH, subject="Begin the handbook")
    except HistoryError:
        typer.echo("The files are written, and not committed.", err=True)
        raise


def _side(option: str, written: str) -> Side | None:
    if not written.strip():
        return None
    match = _NAMED.fullmatch(written)
    domains = words(match["inside"] or "") if match else ()
    if match is None or not all("." in domain for domain in domains):
        raise _mistake(option, written, '"Acme Outfitters <acme.example>"')
    return Side(match["name"], domains)


def _author(option: str, written: str) -> Author:
    match = _NAMED.fullmatch(written)
    if match is None or "@" not in (match["inside"] or ""):
        raise _mistake(option, written, '"Ana Duarte <ana@acme.example>"')
    return Author(match["name"], match["inside"].strip().lower())


def _mistake(option: str, written: str, expected: str) -> ConfigError:
    found = f'{option}: "{written}" can\'t be read'
    return ConfigError(Problem(path="", rule="new-hub", found=found, expected=expected))


def _usual_name(sides: list[Side | None], folder: Path) -> str:
    named = " and ".join(side.name for side in sides if side is not None)
    return named or folder.name.replace("-", " ").replace("_", " ").capitalize()


def _asked_name(usual: str, *, asks: bool) -> str:
    return ask("What is the handbook called?", usual) if asks else usual


def _asked_sides() -> list[Side | None]:
    typer.echo("Two organisations may share it. For a hub of one, answer with nothing.")
    first = ask("The client, as Name <mail domain>")
    second = ask("The vendor, as Name <mail domain>") if first else ""
    return [_side("--client", first), _side("--vendor", second)]


def _person(written: str, folder: Path, *, asks: bool) -> Author:
    if written:
        return _author("--person", written)
    here = next(place for place in (folder, *folder.parents) if place.is_dir())
    found = committer(here)
    if not asks or (found.name and found.email):
        return found
    answer = ask_until("Who owns the first pages, as Name <address>?", "", _no_person)
    return _author("--person", answer)


def _no_person(answer: str) -> str:
    match = _NAMED.fullmatch(answer)
    is_one = match is not None and "@" in (match["inside"] or "")
    return "" if is_one else 'for example "Ana Duarte <ana@acme.example>"'


def _say_what_is_next(folder: Path, count: int, *, is_committed: bool) -> None:
    shown = shown_path(folder)
    is_here = shown == "."
    typer.echo(f"{plural(count, 'file')} written {'here' if is_here else f'to {shown}'}.")
    if not is_committed:
        typer.echo("Commit them: what Hub says about a page, it reads from git.")
    there = "" if is_here else f"cd {shown}, "
    typer.echo(f"Next: {there}hub serve, hub lint; README.md says the rest.")
