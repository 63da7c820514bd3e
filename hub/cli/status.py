"""``hub status``: the state of every page."""

from __future__ import annotations

from typing import Any

from rich.table import Table
from rich.text import Text

from hub.cli.options import (
    AudienceOption,
    CacheOption,
    ContentOption,
    Format,
    FormatOption,
    TodayOption,
)
from hub.cli.printing import NO_PAGES, console, plain_table, print_json
from hub.cli.session import opened_hub
from hub.errors import printable
from hub.report.status import status_report
from hub.site.wording import WORDING, percent, plural
from hub.trust.freshness import Freshness

_STYLES = {"good": "green", "soon": "yellow", "bad": "red", "out": "magenta", "quiet": "dim"}


def command(
    content: ContentOption = None,
    today: TodayOption = None,
    audience: AudienceOption = None,
    format_: FormatOption = Format.TEXT,
    cache: CacheOption = True,
) -> None:
    """Show whether each page can be relied on, and why.

    Examples:

    - `hub status`

    - `hub status --content docs --format json`

    - `hub status --audience client --today 2026-12-31`
    """
    with opened_hub(content, today, use_cache=cache) as hub:
        report = status_report(hub.assess(audience), hub.people, audience)
    if format_ is Format.JSON:
        print_json(report)
    else:
        _print(report)


def _print(report: dict[str, Any]) -> None:
    out = console()
    summary = report["summary"]
    if not summary["pages"]:
        out.print(NO_PAGES)
        return
    if summary["history"]["unknown"]:
        out.print(f"The history is unknown: {summary['history']['unknown']}.\n")
    out.print(_table(report["pages"]))
    states = ", ".join(
        f"{count} {WORDING[Freshness(state)].label.lower()}"
        for state, count in summary["by_freshness"].items()
        if count
    )
    out.print(f"\n{plural(summary['pages'], 'page')} on {report['as_of']}: {states}.")
    if summary["reviews"] is not None:
        out.print(
            f"{plural(summary['reviews'], 'review')}, {summary['evidenced_reviews']} with evidence "
            f"({percent(summary['review_evidence_ratio'])})."
        )
    if summary["published_to_nobody"]:
        out.print(f"{plural(summary['published_to_nobody'], 'page')} published to nobody.")


def _table(pages: list[dict[str, Any]]) -> Table:
    table = plain_table(("Page", "State", "Owner", "Due", "Why"))
    for page in pages:
        wording = WORDING[Freshness(page["freshness"])]
        table.add_row(
            Text(printable(page["path"])),
            Text(wording.label, style=_STYLES[wording.tone]),
            Text(printable(page["owner"] or "–")),
            page["due"] or "–",
            Text(printable(page["reasons"][0]) if page["reasons"] else ""),
        )
    return table
