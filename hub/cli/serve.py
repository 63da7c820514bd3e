"""``hub serve``: look at the site while writing."""

from __future__ import annotations

import typer


def command() -> None:
    """Serve."""
    raise typer.Exit(2)
