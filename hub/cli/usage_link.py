"""``hub usage link``: which closed tickets cite a page, and whether it was there before."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

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
from hub.cli.site_address import SiteOption, check_site
from hub.errors import ConfigError, Problem, printable
from hub.report.link_rate import link_rate_report
from hub.site.wording import percent, plural
from hub.usage.imports.tickets import Columns, TicketFile, read_tickets
from hub.usage.link_rate import Linked, keep_link_rate, link_rate
from hub.usage.mentions import Mentions

_MOST_LINES = 5
"""Line numbers that are told of rows that were set aside; JSON has all."""

TicketsOption = Annotated[
    str, typer.Option("--tickets", metavar="FILE", help="A CSV export; - reads it from a pipe.")
]
TextColumnsOption = Annotated[
    str,
    typer.Option(
        "--text-columns",
        metavar="NAMES",
        help="Columns in which pages may be cited, with commas; left out, all.",
    ),
]
OpenedOption = Annotated[
    str, typer.Option("--opened", metavar="NAME", help="Column with the day of opening.")
]
ClosedOption = Annotated[
    str, typer.Option("--closed", metavar="NAME", help="Column with the day of closing.")
]
KeepOption = Annotated[
    bool,
    typer.Option(
        "--keep", help="Keep the counts by day, in place of what the source said of these days."
    ),
]
SourceOption = Annotated[
    str,
    typer.Option("--source", metavar="NAME", help="The case system, where there are several."),
]
DateFormatOption = Annotated[
    str,
    typer.Option("--date-format", metavar="FORMAT", help="Such as `%d.%m.%Y`; left out, ISO 8601."),
]


def command(
    tickets: TicketsOption,
    text_columns: TextColumnsOption = "",
    opened: OpenedOption = "",
    closed: ClosedOption = "",
    date_format: DateFormatOption = "",
    site: SiteOption = "",
    keep: KeepOption = False,
    source: SourceOption = "tickets",
    content: ContentOption = None,
    today: TodayOption = None,
    audience: AudienceOption = None,
    format_: FormatOption = Format.TEXT,
    cache: CacheOption = True,
) -> None:
    """Find pages that closed tickets cite: link rate, and known, new and unknown at closure.

    A page is cited by its id (`SOP-012`) or its address. No ticket is stored; with `--keep`, how
    many were closed on each day and how many of them cite a page is, for `hub uptake` and the site.

    Examples:

    - `hub usage link --tickets export.csv`

    - `hub usage link --tickets export.csv --text-columns resolution,comments --format json`

    - `hub usage link --tickets export.csv --keep --source desk`

    - `zcat export.csv.gz | hub usage link --tickets - --closed "Resolved at"`
    """
    check_site(site)
    columns = Columns(
        opened=opened,
        closed=closed,
        text=tuple(name for name in map(str.strip, text_columns.split(",")) if name),
        date_format=date_format,
    )
    file = read_tickets(_read(tickets), columns, name=printable(tickets))
    if keep:
        _check_days(file, tickets)
    with opened_hub(content, today, use_cache=cache) as hub:
        library = hub.library
        if audience is not None:
            hub.check_audiences([audience])
            library = library.for_audience(audience)
        found = link_rate(file, Mentions(library, site), hub.history)
        report = link_rate_report(found, file, library)
        if keep:
            linked = Linked(hub.library, hub.history, hub.config.audiences)
            with hub.usage.store() as store:
                keep_link_rate(file, source, linked, store, site=site)
    if format_ is Format.JSON:
        print_json(report)
    else:
        _print(report)


def _check_days(file: TicketFile, name: str) -> None:
    """Refuse to keep counts that belong to no day."""
    if not file.says_when_closed:
        raise ConfigError(
            Problem(
                path=printable(name),
                rule="tickets",
                found="doesn't say on which day a ticket was closed",
                expected="a column for it, since counts are kept by day",
                remedy="Name it with --closed, or leave out --keep.",
            )
        )


def _read(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        found = f"can't be read: {error.strerror or error}"
        raise ConfigError(
            Problem(path=printable(name), rule="tickets", found=found, expected="a CSV file")
        ) from error


def _print(report: dict[str, Any]) -> None:
    out = console()
    counts, closures = report["tickets"], report["at_closure"]
    if report["pages"]:
        table = plain_table(("Tickets", "Id", "Page"))
        for page in report["pages"]:
            shown = printable(page["id"] or "–")
            title = Text(printable(page["title"]))
            table.add_row(str(page["closed_tickets"]), Text(shown), title)
        out.print(table)
        out.print()
    rate = percent(report["link_rate"])
    out.print(f"Link rate {rate}: {counts['cited']} of {plural(counts['closed'], 'closed ticket')}")
    if closures:
        out.print(", ".join(f"{count} {name}" for name, count in closures.items()) + " at closure")
    else:
        out.print("Known and new at closure: no data; it takes days of opening and git's history")
    if counts["open"]:
        out.print(f"{plural(counts['open'], 'open ticket')} left out")
    for row in report["set_aside"]:
        lines = ", ".join(map(str, row["lines"][:_MOST_LINES]))
        more = ", …" if len(row["lines"]) > _MOST_LINES else ""
        said = f"{plural(len(row['lines']), 'row')} set aside: {row['reason']} (line {lines}{more})"
        typer.echo(said, err=True)
