"""``hub privacy``: what the hub remembers about its readers."""

from __future__ import annotations

import textwrap
from typing import Any

import typer
from rich.table import Table

from hub.cli.options import ContentOption, Format, FormatOption
from hub.cli.printing import console, plain_table, print_json
from hub.cli.session import opened_hub
from hub.report.privacy import ADDRESS, privacy_report

_WIDTH = 88


def command(content: ContentOption = None, format_: FormatOption = Format.TEXT) -> None:
    """Say in plain words what is remembered about readers, for how long, and who sees it.

    Examples:

    - `hub privacy`

    - `hub privacy --format json`
    """
    with opened_hub(content, None) as hub:
        report = privacy_report(hub.config)
    if format_ is Format.JSON:
        print_json(report)
    else:
        _print(report)


def _print(report: dict[str, Any]) -> None:
    out = console()
    recorded, *others = report["passages"]
    _say(recorded)
    out.print(_events(report["events"]))
    for passage in others:
        typer.echo()
        _say(passage)
    typer.echo("\nWhat each mode can show")
    out.print(_modes(report["modes"]))
    typer.echo(f"\nReaders find the same at {ADDRESS} of the site.")


def _say(passage: dict[str, Any]) -> None:
    typer.echo(passage["heading"])
    for sentence in passage["sentences"]:
        typer.echo(textwrap.fill(sentence, _WIDTH, initial_indent="  ", subsequent_indent="  "))


def _events(events: list[dict[str, Any]]) -> Table:
    table = plain_table(("Event", "Recorded when", "Kept with it"))
    for event in events:
        table.add_row(event["kind"], event["when"], ", ".join(event["fields"]))
    return table


def _modes(modes: list[dict[str, Any]]) -> Table:
    table = plain_table(("Mode", "Shows", "Can't show"))
    for mode in modes:
        name = f"{mode['name']} (chosen)" if mode["is_chosen"] else mode["name"]
        table.add_row(name, mode["shows"], mode["cannot_show"])
    return table
