"""``hub usage flags``: what readers said is wrong, and the answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.text import Text

from hub.app import Hub
from hub.cli.options import ContentOption, DryRunOption, Format, FormatOption
from hub.cli.printing import console, plain_table, print_json
from hub.cli.session import opened_hub
from hub.errors import Problem, UsageError, printable
from hub.site.wording import plural
from hub.usage.events import LONGEST_COMMENT
from hub.usage.store.opening import is_there
from hub.usage.store.records import OpenFlag
from hub.usage.store.store import UsageStore

SCHEMA = 1
_SHOWN = 8
"""Digits of an id that are shown; so many tell flags apart."""

app = typer.Typer(invoke_without_command=True, rich_markup_mode="markdown")


@app.callback()
def command(
    context: typer.Context,
    content: ContentOption = None,
    all_: Annotated[bool, typer.Option("--all", help="Closed ones, too, with the answer.")] = False,
    format_: FormatOption = Format.TEXT,
) -> None:
    """List what readers said is wrong with pages, the oldest first.

    A flag stays open until somebody closes it with an answer.

    Examples:

    - `hub usage flags`

    - `hub usage flags --all --format json`

    - `hub usage flags close 3f09a2c4 --answer "The limit was old; corrected."`
    """
    if context.invoked_subcommand is not None:
        _refuse_options_before(context)
        return
    with opened_hub(content, None) as hub, _store(hub) as store:
        flags = store.flags(with_closed=all_) if store else []
    if format_ is Format.JSON:
        print_json({"schema": SCHEMA, "flags": [_as_data(flag) for flag in flags]})
    else:
        _print(flags, with_closed=all_)


@app.command("close")
def close(
    flag: Annotated[str, typer.Argument(metavar="ID", help="Its first digits are enough.")],
    answer: Annotated[
        str, typer.Option("--answer", metavar="TEXT", help="What was done, or why nothing was.")
    ],
    content: ContentOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Close a flag with an answer.

    Examples:

    - `hub usage flags close 3f09a2c4 --answer "The limit was old; corrected."`
    """
    answer = answer.strip()
    if not answer or len(answer) > LONGEST_COMMENT:
        raise typer.BadParameter(
            f"say in 1 to {LONGEST_COMMENT:,} characters what was done", param_hint="--answer"
        )
    with opened_hub(content, None) as hub, _store(hub) as store:
        found = _found(flag, store.flags() if store else [])
        now = max(dt.datetime.now(dt.UTC), found.opened)
        if store and not dry_run and not store.close_flag(found.id, answer, now):
            raise _refusal(flag, "was closed by somebody else in the meantime")
    verb = "would be closed" if dry_run else "is closed"
    typer.echo(f"{found.id[:_SHOWN]} on {printable(found.page)} {verb}: {printable(answer)}")


@contextmanager
def _store(hub: Hub) -> Iterator[UsageStore | None]:
    """The event store; None where nothing was ever recorded."""
    if not is_there(hub.config.storage.events, hub.root):
        yield None
        return
    with hub.usage.store() as store:
        yield store


def _found(written: str, flags: list[OpenFlag]) -> OpenFlag:
    """The open flag whose id begins with what was written."""
    wanted = written.strip().lower()
    found = [flag for flag in flags if wanted and flag.id.startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise _refusal(written, f"begins the ids of {len(found)} open flags")
    raise _refusal(written, "is the id of no open flag")


def _refusal(written: str, found: str) -> UsageError:
    return UsageError(
        Problem(
            path="",
            rule="flag",
            found=f'"{written}" {found}',
            expected="the first digits of one open flag's id",
            remedy="hub usage flags lists them.",
        )
    )


def _refuse_options_before(context: typer.Context) -> None:
    """Refuse options that the subcommand behind them would not see."""
    for name in context.params:
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            raise typer.BadParameter(f"put options behind {context.invoked_subcommand}")


def _as_data(flag: OpenFlag) -> dict[str, Any]:
    return {
        "id": flag.id,
        "page": flag.page,
        "version": flag.version or None,
        "org": flag.org,
        "comment": flag.comment,
        "opened": flag.opened.isoformat(),
        "closed": flag.closed.isoformat() if flag.closed else None,
        "answer": flag.answer or None,
    }


def _print(flags: list[OpenFlag], *, with_closed: bool) -> None:
    if not flags:
        typer.echo("Nothing was flagged." if with_closed else "No flag is open.")
        return
    out = console()
    headings = ["Flag", "Opened", "Page", "Side", "What is wrong"]
    table = plain_table([*headings, "Answer"] if with_closed else headings)
    for flag in flags:
        cells = [flag.id[:_SHOWN], str(flag.opened.date()), flag.page, flag.org, flag.comment]
        if with_closed:
            cells.append(f"{flag.closed.date()}: {flag.answer}" if flag.closed else "open")
        table.add_row(*(Text(printable(cell)) for cell in cells))
    out.print(table)
    open_ = sum(flag.closed is None for flag in flags)
    closed = f", {len(flags) - open_:,} closed" if with_closed else ""
    out.print(f"\n{plural(open_, 'flag')} open{closed}")
