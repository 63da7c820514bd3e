"""``hub lint``: what is wrong with the pages."""

from __future__ import annotations

import typer

from hub.cli.options import ContentOption, Format, FormatOption
from hub.cli.printing import print_json
from hub.cli.session import opened_hub
from hub.report.findings import findings_report
from hub.site.wording import plural


def command(content: ContentOption = None, format_: FormatOption = Format.TEXT) -> None:
    """Find what is wrong with the pages; exit 0 clean, 1 findings, 2 can't run.

    Examples:

    - `hub lint`

    - `hub lint --content docs --format json`
    """
    with opened_hub(content, None) as hub:
        findings = hub.findings()
        pages = len(hub.library.pages)
    if format_ is Format.JSON:
        print_json(findings_report(findings, pages))
    else:
        for finding in findings:
            typer.echo(str(finding))
        found = plural(len(findings), "finding") if findings else "No findings"
        typer.echo(f"{found} in {plural(pages, 'page')}.", err=bool(findings))
    if findings:
        raise typer.Exit(1)
