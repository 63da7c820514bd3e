"""How commands print: tables for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import typer
from rich.table import Table

_NEVER_WRAPPED = frozenset(("State", "Due"))


def print_json(report: dict[str, Any]) -> None:
    """Print a report for programs."""
    typer.echo(json.dumps(report, indent=2, ensure_ascii=False))


def plain_table(headings: Iterable[str]) -> Table:
    """An empty table without lines, whose long cells go on in the next line."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading in _NEVER_WRAPPED)
    return table
