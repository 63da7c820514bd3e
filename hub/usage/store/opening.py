"""Which store an address means."""

from __future__ import annotations

from pathlib import Path

from hub.errors import ConfigError, Problem
from hub.usage.store.database import Database
from hub.usage.store.postgresql import PostgresqlDatabase
from hub.usage.store.sql_store import SqlStore
from hub.usage.store.sqlite import SqliteDatabase

_SQLITE = "sqlite:///"
_POSTGRESQL = ("postgresql://", "postgres://")


def open_store(url: str, root: Path) -> SqlStore:
    """Open an event store.

    Args:
        url: ``sqlite:///PATH``, seen from the hub's root unless it begins with a slash of its own,
            or ``postgresql://…``.
        root: Folder of ``hub.yml``.

    Raises:
        ConfigError: When no store has such an address.
        UsageError: When the store can't be used.
    """
    if url.startswith(_SQLITE):
        return _store_in(SqliteDatabase(sqlite_file(url, root)))
    if url.startswith(_POSTGRESQL):
        return _store_in(PostgresqlDatabase(url))
    raise ConfigError(
        Problem(
            path="hub.yml",
            rule="usage-store",
            found="storage.events is no address of an event store",
            expected="sqlite:///.hub/events.db or postgresql://user@host/database",
        )
    )


def _store_in(database: Database) -> SqlStore:
    try:
        return SqlStore(database)
    except BaseException:
        database.close()
        raise


def is_there(url: str, root: Path) -> bool:
    """Whether a store has been made already, so that reading from it leaves no empty file."""
    return not url.startswith(_SQLITE) or sqlite_file(url, root).is_file()


def sqlite_file(url: str, root: Path) -> Path:
    """The file that a SQLite address names."""
    return root / url.removeprefix(_SQLITE)
