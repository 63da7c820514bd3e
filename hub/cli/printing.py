"""How commands print: text and tables for people, JSON for programs."""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from hub.errors import printable

NO_PAGES = "No pages. Put Markdown files into the content folder, or name it with --content."
_NEVER_WRAPPED = frozenset(("State", "Due"))


def console(*, soft_wrap: bool = False) -> Console:
    """Where tables are printed: nothing in a file's name or title is markup or an emoji.

    Args:
        soft_wrap: Whether long lines are left to the terminal to break.
    """
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=soft_wrap)


def print_json(report: dict[str, Any] | list[dict[str, Any]]) -> None:
    """Print a report for programs; where the output knows no UTF-8, by JSON's own escapes."""
    encoding = sys.stdout.encoding or "utf-8"  # none, where it is kept in memory
    is_unicode = encoding.lower().replace("-", "") == "utf8"
    typer.echo(json.dumps(report, indent=2, ensure_ascii=not is_unicode))


def shown_path(path: Path) -> str:
    """A file's path as seen from the working directory, where it is below that."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def difference(path: str, before: str, after: str) -> str:
    """A unified diff for people, as far as it can be shown; line ends are not."""
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"a/{path}", f"b/{path}", lineterm=""
    )
    return "".join(printable(line) + "\n" for line in lines)


def plain_table(headings: Iterable[str]) -> Table:
    """An empty table without lines, whose long cells go on in the next line."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading in _NEVER_WRAPPED)
    return table
