"""``hub review``: which page to review first, and ``confirm`` that it was reviewed."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from hub.app import Hub
from hub.cli import confirm
from hub.cli.completion import complete_owners
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
from hub.errors import ConfigError, Problem, did_you_mean, printable
from hub.report.queue import queue_report
from hub.site.wording import WORDING, plural
from hub.trust.freshness import Freshness
from hub.trust.queue import review_queue

app = typer.Typer(invoke_without_command=True, rich_markup_mode="markdown")
app.command("confirm")(confirm.command)


@app.callback()
def command(
    context: typer.Context,
    content: ContentOption = None,
    today: TodayOption = None,
    audience: AudienceOption = None,
    owner: Annotated[
        str | None,
        typer.Option(
            "--owner",
            metavar="HANDLE",
            help="Only this owner's pages.",
            autocompletion=complete_owners,
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, metavar="N", help="Only the first N pages.")
    ] = None,
    format_: FormatOption = Format.TEXT,
    cache: CacheOption = True,
) -> None:
    """List the pages that need a review, most harmful first, with the formula.

    Examples:

    - `hub review`

    - `hub review --owner priya --limit 5`

    - `hub review --format json`

    - `hub review confirm SOP-012 --evidence "Walked the steps with two agents."`
    """
    if context.invoked_subcommand is not None:
        _refuse_options_before(context)
        return
    with opened_hub(content, today, use_cache=cache) as hub:
        assessment = hub.assess(audience)
        uptake = hub.usage.uptake(audience, hub.usual_window)
        reads = uptake.stale_reads if uptake else None
        flags = uptake.open_flags if uptake else None
        queue = review_queue(assessment, stale_reads=reads, open_flags=flags)
        if owner is not None:
            handle = _owner(hub, owner)
            queue = [entry for entry in queue if entry.page.owner == handle]
        report = queue_report(queue[:limit], hub.today, measures_reads=reads is not None)
    if format_ is Format.JSON:
        print_json(report)
    else:
        _print(report)


def _owner(hub: Hub, written: str) -> str:
    """The owner who is meant; for one whom nobody knows, an empty queue would say all is well.

    Raises:
        ConfigError: When neither ``hub.yml`` nor a page names the owner.
    """
    owners = {page.owner for page in hub.library.pages.values() if page.owner}
    known = sorted(owners | {*hub.people.handles})
    owner = hub.people.handle(written)
    if owner in known:
        return owner
    found = f'nobody is called "{written}": neither hub.yml nor a page names them'
    remedy = did_you_mean(written, known) or "hub status lists the owners of all pages."
    raise ConfigError(
        Problem(path="", rule="owner", found=found, expected="an owner", remedy=remedy)
    )


def _refuse_options_before(context: typer.Context) -> None:
    """Refuse options that the subcommand behind them would not see."""
    for name in context.params:
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            raise typer.BadParameter(f"put options behind {context.invoked_subcommand}")


def _print(report: dict[str, Any]) -> None:
    out = console()
    if not report["pages"]:
        out.print("No page needs a review today.")
        return
    out.print(_table(report["pages"]))
    out.print(f"\n{report['formula']}. {report['note']}")


def _table(pages: list[dict[str, Any]]) -> Table:
    table = plain_table(("Harm", "Page", "State", "Owner", "Due", "Used by"))
    for page in pages:
        table.add_row(
            str(page["expected_harm"]),
            Text(printable(page["path"])),
            WORDING[Freshness(page["freshness"])].label,
            Text(printable(page["owner"] or "–")),
            page["due"] or "–",
            plural(page["criticality"] - 1, "page"),
        )
    return table
