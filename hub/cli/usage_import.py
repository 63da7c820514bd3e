"""``hub usage import``: how often pages were viewed, from other systems' files."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from hub.app import Hub
from hub.cli.completion import complete_audiences
from hub.cli.options import CacheOption, ContentOption, DryRunOption, TodayOption
from hub.cli.printing import console, plain_table, print_json
from hub.cli.session import opened_hub
from hub.cli.site_address import SiteOption, check_site
from hub.errors import ConfigError, Problem, did_you_mean, printable
from hub.report.imported import import_report
from hub.site.wording import plural
from hub.usage.imports.addresses import PageAddresses
from hub.usage.imports.book import ImportBook, Rehearsal, StoredBook
from hub.usage.imports.formats import FORMATS
from hub.usage.imports.importing import Outcome, Wanted, import_file
from hub.usage.imports.packed import GivenFile
from hub.usage.imports.rejects import collected_rejects
from hub.usage.store.opening import is_there

_KIB = 1024
_STATES = {"known": "imported before, nothing has changed", "empty": "empty"}
_MOST_PAGES = 20
"""Pages that are listed; JSON has all."""

FilesArgument = Annotated[
    list[str],
    typer.Argument(metavar="FILE", help="Files, packed or not; - reads one from a pipe."),
]
FileFormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="Of the files: " + ", ".join(FORMATS) + "; left out, it is found.",
    ),
]
SourceOption = Annotated[
    str,
    typer.Option(
        "--source",
        metavar="NAME",
        help="The system that wrote them, one name a server; left out, the format's name.",
    ),
]
SideOption = Annotated[
    str,
    typer.Option(
        "--audience",
        metavar="NAME",
        help="Whose site was counted.",
        autocompletion=complete_audiences,
    ),
]
FromOption = Annotated[
    dt.datetime | None,
    typer.Option(
        "--from",
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="First day of an export that doesn't say it.",
    ),
]
ToOption = Annotated[
    dt.datetime | None,
    typer.Option("--to", formats=["%Y-%m-%d"], metavar="DATE", help="Its last day."),
]
RejectsOption = Annotated[
    str,
    typer.Option(
        "--rejects",
        metavar="FILE",
        help="Where to put lines that can't be read; left out, NAME.rejects in this folder.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def import_(
    files: FilesArgument,
    format_: FileFormatOption = "",
    source: SourceOption = "",
    audience: SideOption = "",
    site: SiteOption = "",
    from_: FromOption = None,
    to: ToOption = None,
    rejects: RejectsOption = "",
    content: ContentOption = None,
    today: TodayOption = None,
    dry_run: DryRunOption = False,
    json_: JsonOption = False,
    cache: CacheOption = True,
) -> None:
    """Count views of pages in logs and in other systems' exports, and keep the totals.

    A file counts once, however often it is given, and so does every line of a log. Addresses and
    user agents are counted and forgotten.

    Examples:

    - `hub usage import /var/log/nginx/access.log* --site https://hub.acme.example/client/`

    - `hub usage import access.log --audience client --dry-run`

    - `zcat access.log.gz | hub usage import - --format combined --json`
    """
    _check(format_, site, from_, to)
    with opened_hub(content, today, use_cache=cache) as hub:
        library = hub.library
        if audience:
            hub.check_audiences([audience])
            library = library.for_audience(audience)
        wanted = Wanted(
            format=format_,
            source=source,
            audience=audience,
            first=from_.date() if from_ else None,
            last=to.date() if to else None,
            today=hub.today,
        )
        addresses = PageAddresses(library, site, audience)
        with _book(hub, is_dry_run=dry_run) as book:
            found = import_files(files, wanted, addresses, book, hub=hub, rejects=rejects)
    report = import_report(list(zip(files, found, strict=True)), library, is_dry_run=dry_run)
    if json_:
        print_json(report)
    else:
        _print(report)
    if not audience and len(hub.config.audiences) > 1:
        names = ", ".join(hub.config.audiences)
        typer.echo(f"Whose site was it? --audience takes one of {names}.", err=True)


@contextmanager
def _book(hub: Hub, *, is_dry_run: bool) -> Iterator[ImportBook]:
    """Where a hub keeps imported totals; a dry run makes no store and leaves it as it is."""
    if is_dry_run and not is_there(hub.config.storage.events, hub.root):
        yield Rehearsal()
        return
    with hub.usage.store() as store:
        book = StoredBook(store)
        yield Rehearsal(book) if is_dry_run else book


def import_files(
    files: Sequence[str],
    wanted: Wanted,
    addresses: PageAddresses,
    book: ImportBook,
    *,
    hub: Hub,
    rejects: str,
) -> list[Outcome]:
    """Import files one after another.

    Args:
        files: Their names; ``-`` is standard input.
        wanted: What they are said to be.
        addresses: Where the pages are.
        book: Where totals are kept.
        hub: Told how far the work has come.
        rejects: Where rejected lines go; empty puts them beside the working directory's files.

    Raises:
        ConfigError: When one can't be read; those before it are kept.
    """
    found = []
    for name in files:
        target = Path(rejects) if rejects else _usual_rejects(name, book)

        def progress(done: int, all_: int, name: str = name) -> None:
            hub.progress(f"{Path(name).name} (KiB)", done // _KIB, max(done, all_) // _KIB)

        given = GivenFile(name, sys.stdin.buffer, progress)
        with collected_rejects(is_kept=target is not None) as kept:
            outcome = import_file(given, wanted, addresses, book, kept)
            if target is not None:
                kept.write(target)
        found.append(outcome)
    return found


def _usual_rejects(name: str, book: ImportBook) -> Path | None:
    """Where rejected lines go if nobody says; nowhere in a dry run, and not those of a pipe."""
    if name == "-" or isinstance(book, Rehearsal):
        return None
    return Path(f"{Path(name).name}.rejects")


def _check(format_: str, site: str, first: dt.datetime | None, last: dt.datetime | None) -> None:
    check_site(site)
    if format_ and format_ not in FORMATS:
        found, remedy = f'--format: there is no "{format_}"', did_you_mean(format_, FORMATS)
        expected = "one of " + ", ".join(FORMATS)
        raise ConfigError(
            Problem(path="", rule="import", found=found, expected=expected, remedy=remedy)
        )
    if (first is None) != (last is None) or (first and last and last < first):
        found = "--from and --to are no period"
        expected = "both, the first day not after the last"
        raise ConfigError(Problem(path="", rule="import", found=found, expected=expected))


def _print(report: dict[str, Any]) -> None:
    out = console()
    if report["pages"]:
        table = plain_table(("Views", "Page"))
        for page in report["pages"][:_MOST_PAGES]:
            table.add_row(f"{page['views']:,}", Text(printable(page["title"])))
        out.print(table)
        if len(report["pages"]) > _MOST_PAGES:
            out.print(f"and {plural(len(report['pages']) - _MOST_PAGES, 'page')} more")
        out.print()
    for file in report["files"]:
        out.print(Text(_told(file)))
    if report["dry_run"]:
        out.print("Nothing was kept: this was a dry run")


def _told(file: dict[str, Any]) -> str:
    """What came of a file, in a line or some more."""
    name = printable(file["file"])
    if file["state"] != "counted":
        return f"{name}: {_STATES[file['state']]}"
    is_found = " (found)" if file["is_format_found"] else ""
    period = file["from"] if file["from"] == file["to"] else f"{file['from']} to {file['to']}"
    views = plural(file["views"], "new view") + (f", {period}" if period else "")
    lines = [f"{name}: {views}, format {file['format']}{is_found}"]
    if file["left_out"]:
        told = ", ".join(f"{count:,} {reason}" for reason, count in file["left_out"].items())
        lines.append(f"  left out: {told}")
    if file["rejected"]:
        told = ", ".join(f"{count:,} {reason}" for reason, count in file["rejected"].items())
        lines.append(f"  rejected: {told}")
    return "\n".join(lines)
