"""``hub usage``: how pages are used, as readers and other systems say."""

from __future__ import annotations

import typer

from hub.cli import usage_backup, usage_flags, usage_link
from hub.cli.usage_import import import_

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")


@app.callback()
def usage() -> None:
    """Say how pages are used: what readers flagged, and what other systems know.

    Examples:

    - `hub usage flags`

    - `hub usage link --tickets export.csv`

    - `hub usage import access.log --dry-run`
    """


app.command("import")(import_)
app.add_typer(usage_flags.app, name="flags")
app.command("backup")(usage_backup.command)
app.command("link")(usage_link.command)
