"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from hub.cli.completion import complete_audiences


class Format(Enum):
    """How a command prints what it found."""

    TEXT = "text"
    JSON = "json"


ContentOption = Annotated[
    Path | None,
    typer.Option(
        "--content",
        metavar="DIR",
        help="Folder with the pages; left out, the one that hub.yml names, content or docs.",
    ),
]
TodayOption = Annotated[
    dt.datetime | None,
    typer.Option(
        "--today",
        envvar="HUB_TODAY",
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="Judge as if it were this day.",
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="Text for people or JSON.")]
AudienceOption = Annotated[
    str | None,
    typer.Option(
        "--audience",
        metavar="NAME",
        help="Only what this audience may see.",
        autocompletion=complete_audiences,
    ),
]
CacheOption = Annotated[
    bool, typer.Option("--cache/--no-cache", help="Remember between runs what git said.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Ask nothing; take the defaults.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show it and write nothing.")]
