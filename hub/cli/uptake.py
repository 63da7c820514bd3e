"""``hub uptake``: how pages are used."""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from hub.cli.options import AudienceOption, CacheOption, ContentOption, TodayOption
from hub.cli.printing import console, plain_table, print_json
from hub.cli.session import opened_hub
from hub.errors import ConfigError, Problem, printable
from hub.report.since import window_since
from hub.report.spreadsheet import Cell, as_csv, as_xlsx
from hub.report.uptake import uptake_report
from hub.site.wording import percent

_COLUMNS = {
    "Views": "views",
    "Reads": "reads",
    "Reader-days": "reader_days",
    "Readers": "readers",
    "Stale": "stale_read_rate",
    "Citations": "citations",
}
_DETAILS = ("title", "id", "kind", "owner", "org")
EMPTY = (
    "no data: nothing was recorded between {first} and {last}. Start hub serve, which records "
    "what is read, or bring in what another system has counted with hub usage import."
)


class By(Enum):
    """What a row of the table is."""

    PAGE = "page"
    KIND = "kind"
    ORG = "org"
    PATH = "path"


class As(Enum):
    """How the figures are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


SinceOption = Annotated[
    str,
    typer.Option(
        "--since",
        metavar="PERIOD",
        help="How far to look back: `90d`, `12w`, `6m`, or a first day, `2026-09-01`.",
    ),
]
ByOption = Annotated[By, typer.Option("--by", help="What a row of the table is.")]
AsOption = Annotated[As, typer.Option("--format", help="A table for people, or a file's format.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", metavar="FILE", help="Write a file instead.")
]


def command(
    since: SinceOption = "90d",
    by: ByOption = By.PAGE,
    format_: AsOption = As.TABLE,
    output: OutputOption = None,
    content: ContentOption = None,
    today: TodayOption = None,
    audience: AudienceOption = None,
    cache: CacheOption = True,
) -> None:
    """Show how pages are used, as far as enough people use them to be shown.

    Examples:

    - `hub uptake`

    - `hub uptake --since 2026-09-01 --by org`

    - `hub uptake --audience client --format xlsx --output uptake.xlsx`
    """
    if format_ is As.XLSX and output is None:
        raise typer.BadParameter("a workbook needs a file: --output uptake.xlsx")
    with opened_hub(content, today, use_cache=cache) as hub:
        if audience is not None:
            hub.check_audiences([audience])
        window = window_since(since, hub.today)
        report = uptake_report(hub.usage.measured(audience, window), by.value)
    if not report["has_data"]:
        said = EMPTY.format(first=window.first.isoformat(), last=window.last.isoformat())
        typer.echo(said, err=format_ is not As.TABLE or output is not None)
        if format_ is As.TABLE:
            return
    _give(report, format_, output)


def _give(report: dict[str, Any], format_: As, output: Path | None) -> None:
    if format_ is As.TABLE and output is None:
        _print(report)
    elif format_ is As.JSON and output is None:
        print_json(report)
    elif format_ in (As.CSV, As.TABLE) and output is None:
        typer.echo(as_csv(*_table(report)), nl=False)
    elif output is not None:
        _write(output, _as_file(report, format_))


def _as_file(report: dict[str, Any], format_: As) -> bytes:
    if format_ is As.JSON:
        return (json.dumps(report, indent=2, ensure_ascii=False) + "\n").encode()
    headings, rows = _table(report)
    if format_ is As.XLSX:
        return as_xlsx(headings, rows, "Uptake")
    return as_csv(headings, rows).encode("utf-8-sig")  # with a mark, or Excel takes it for Latin-1


def _write(output: Path, data: bytes) -> None:
    try:
        output.write_bytes(data)
    except OSError as error:
        found = f"can't be written: {error.strerror or error}"
        raise ConfigError(
            Problem(path=printable(str(output)), rule="output", found=found, expected="a file")
        ) from error


def _table(report: dict[str, Any]) -> tuple[list[str], list[list[Cell]]]:
    """The rows for a spreadsheet: a page, or a group, each."""
    is_pages = report["by"] == "page"
    rows = report["pages"] if is_pages else report["groups"]
    names = ["path", *_DETAILS] if is_pages else ["name", "pages"]
    names += [key for key in report["totals"] if key in (rows[0] if rows else {})]
    return names, [[row[name] for name in names] for row in rows]


def _print(report: dict[str, Any]) -> None:
    out = console()
    is_pages = report["by"] == "page"
    table = plain_table((report["by"].capitalize(), *_COLUMNS))
    rows = report["pages"] if is_pages else report["groups"]
    for row in sorted(rows, key=lambda row: (-(row["reads"] or 0), -(row["views"] or 0))):
        name = row["path"] if is_pages else row["name"] or "unknown"
        table.add_row(Text(printable(name)), *(_shown(row, key) for key in _COLUMNS.values()))
    out.print(table)
    totals, period = report["totals"], report["period"]
    figures = ", ".join(f"{_shown(totals, key)} {key}" for key in ("views", "reads", "citations"))
    out.print(f"\n{period['from']} to {period['to']}: {figures}.")
    out.print(f"Stale reads: {percent(totals['stale_read_rate'])} of all reads.")
    if (tickets := report["tickets"])["closed"]:
        rate, closed = percent(tickets["link_rate"]), tickets["closed"]
        out.print(f"Link rate: {rate} of {closed:,} closed tickets cite a page.")
    _print_searches(report)
    hidden = sum(row["suppressed"] for row in rows)
    if hidden:
        out.print(
            f"{hidden} not shown: fewer than {report['suppress_below']} people, or what fewer did "
            "could be worked out from it."
        )
    if needs := sorted(report["needs"].items()):
        out.print("No data: " + "; ".join(f"{name} needs {what}" for name, what in needs) + ".")


def _print_searches(report: dict[str, Any]) -> None:
    out, totals = console(), report["totals"]
    if totals["searches"]:
        out.print(
            f"{totals['searches']} searches: {percent(totals['no_result_rate'])} found nothing, "
            f"after {percent(totals['click_through_rate'])} a result was opened."
        )
    for gap in report["gaps"][:10]:
        missed = gap["no_result"] + gap["bounced"]
        out.print(f"Looked for in vain {missed} times: {printable(gap['query'])}")


def _shown(row: dict[str, Any], key: str) -> str:
    if row["suppressed"]:
        return "not shown"
    value = row[key]
    if key.endswith("rate"):
        return percent(value) if value is not None else "–"
    return "–" if value is None else f"{value:,}"
