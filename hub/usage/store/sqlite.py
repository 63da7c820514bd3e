"""SQLite as the store's database: one file, written by one at a time while others read."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from hub.errors import Problem, StoreBusyError, UsageError, printable
from hub.usage.store.database import Row

_PATIENCE = 5.0
"""Seconds for which a writer waits for another."""
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "temp_store = MEMORY",
    "mmap_size = 268435456",
)
_PASSING = ("locked", "busy", "full", "readonly", "disk i/o", "unable to open")
"""What SQLite says of troubles that may be over later."""


class SqliteDatabase:
    """A file.

    Args:
        path: The file; made with its folder if it is not there.
        patience: Seconds for which a writer waits for another.

    Raises:
        UsageError: When it is no database or can't be opened.
    """

    types = {  # noqa: RUF012 (read only)
        "blob": "BLOB",
        "key": "INTEGER PRIMARY KEY",
        "text": "TEXT",
        "compact": " WITHOUT ROWID",
    }

    def __init__(self, path: Path, *, patience: float = _PATIENCE) -> None:
        self._path = path
        try:
            _make_private_folder(path.parent)
            _make_private_file(path)
            self._connection = sqlite3.connect(
                path, timeout=patience, isolation_level=None, check_same_thread=False
            )
        except (OSError, sqlite3.Error) as error:
            raise self._refusal(error) from error
        try:
            for pragma in _PRAGMAS:
                self._connection.execute(f"PRAGMA {pragma}")
        except sqlite3.Error as error:
            self._connection.close()
            raise self._refusal(error) from error

    @contextmanager
    def reading(self) -> Iterator[SqliteSession]:
        """A transaction that sees one state of the data."""
        with self._transaction("BEGIN") as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[SqliteSession]:
        """A transaction that writes all or nothing."""
        with self._transaction("BEGIN IMMEDIATE") as session:
            yield session

    def backup(self, target: Path) -> None:
        """Copy the database as it is at one moment, while others go on writing.

        Raises:
            UsageError: When the copy can't be written.
        """
        try:
            _make_private_file(target)
            with closing(sqlite3.connect(target)) as copy:
                self._connection.backup(copy)
        except (OSError, sqlite3.Error) as error:
            raise self._refusal(error) from error

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[SqliteSession]:
        try:
            self._connection.execute(begin)
            try:
                yield SqliteSession(self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise self._refusal(error) from error

    def _refusal(self, error: Exception) -> UsageError:
        said = str(error)
        is_passing = any(word in said.lower() for word in _PASSING)
        problem = Problem(
            path=printable(self._path.name),
            rule="usage-store",
            found=f"the event store can't be used: {said}",
            expected="a SQLite database that can be written",
            remedy="Look at storage.events in hub.yml, at the disk, and at who holds the file.",
        )
        return StoreBusyError(problem) if is_passing else UsageError(problem)


class SqliteSession:
    """A transaction in a file.

    Args:
        connection: In the transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run a statement, and say how many rows it touched."""
        return self._connection.execute(sql, values).rowcount

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> int:
        """Run a statement for each of the rows, and say how many rows all touched."""
        return max(self._connection.executemany(sql, rows).rowcount, 0)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """The rows that a query finds."""
        return self._connection.execute(sql, values).fetchall()


def _make_private_folder(folder: Path) -> None:
    """Make a folder that nobody else may look into and that git leaves alone."""
    if folder.is_dir():
        return
    folder.mkdir(parents=True, mode=0o700)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")


def _make_private_file(path: Path) -> None:
    """Make a file that nobody else may read, if it is not there.

    One that is there is never opened: when a process closes any handle of a file it loses all its
    locks on it, those of SQLite's other connections included, and the next who opens the file
    would take the write-ahead log away from under them.
    """
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        path.chmod(0o600)
