"""``hub usage backup``: a copy of the event store while it is used."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from hub.cli.options import ContentOption
from hub.cli.printing import shown_path
from hub.cli.session import opened_hub
from hub.errors import ConfigError, HubError, Problem, UsageError, printable
from hub.site.wording import plural
from hub.usage.store.opening import is_there, sqlite_file
from hub.usage.store.sql_store import SqlStore
from hub.usage.store.sqlite import SqliteDatabase


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet.")],
    content: ContentOption = None,
) -> None:
    """Copy the event store as it is at one moment, while the server goes on writing.

    Copy it with nothing else: a file that is written meanwhile may be cut in the middle. Of a store
    in PostgreSQL, `pg_dump` makes a backup.

    Examples:

    - `hub usage backup ../backup/events.db`
    """
    with opened_hub(content, None) as hub:
        url, root = hub.config.storage.events, hub.root
    _check(url, root)
    _reserve(file)
    try:
        _copy(sqlite_file(url, root), file)
        events = _events(file)
    except HubError:
        file.unlink(missing_ok=True)
        raise
    typer.echo(f"{shown_path(file.absolute())}: {plural(events, 'event')}, with all totals.")


def _check(url: str, root: Path) -> None:
    if not url.startswith("sqlite:"):
        raise ConfigError(
            Problem(
                path="hub.yml",
                rule="usage-backup",
                found="the events are in a database that has its own backup",
                expected="a SQLite file",
                remedy="Use pg_dump --format=custom --file=FILE DATABASE, and pg_restore.",
            )
        )
    if not is_there(url, root):
        found = "there is no event store yet, so there is nothing to copy"
        raise UsageError(Problem(path="", rule="usage-backup", found=found))


def _reserve(file: Path) -> None:
    """Make the file, which nobody else may read; one that is there is left alone."""
    try:
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise ConfigError(
            Problem(
                path=printable(file.name),
                rule="usage-backup",
                found=f"can't be made: {error.strerror or error}",
                expected="a file that is not there yet, in a folder that is",
            )
        ) from error


def _copy(source: Path, target: Path) -> None:
    database = SqliteDatabase(source)
    try:
        database.backup(target)
    finally:
        database.close()


def _events(copy: Path) -> int:
    """How many events a copy has, read back from it."""
    store = SqlStore(SqliteDatabase(copy))
    try:
        return store.event_count()
    finally:
        store.close()
