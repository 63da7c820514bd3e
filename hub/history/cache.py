"""What was learnt about commits and blobs on earlier runs, in one disposable file.

Ids name contents for ever, so nothing in here can go stale; a file written under
another definition of prose, or in another form, is dropped as a whole.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hub.content.prose import DEFINITION

if TYPE_CHECKING:
    from collections.abc import Iterator

_log = logging.getLogger(__name__)

_FORMAT = 1
_VERSION = _FORMAT * 10_000 + DEFINITION
_NAME = "history.db"
_PATIENCE = 2.0
_TABLES = """
CREATE TABLE commits (sha TEXT PRIMARY KEY, fields BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE verdicts (
    old TEXT NOT NULL, new TEXT NOT NULL, same INTEGER NOT NULL, PRIMARY KEY (old, new)
) WITHOUT ROWID;
CREATE TABLE stated (
    blob TEXT PRIMARY KEY, readable INTEGER NOT NULL, day TEXT, person TEXT, evidence TEXT
) WITHOUT ROWID;
"""


class Stated(NamedTuple):
    """What one version of a page says about its review."""

    date: dt.date | None = None
    by: str | None = None
    evidence: str | None = None
    """A digest; the words themselves are never stored."""


@dataclass(slots=True)
class Known:
    """Facts by id: commits, pairs of blobs, and blobs."""

    commits: dict[str, bytes] = field(default_factory=dict)
    """By commit: the fields of git's answer, NUL-separated."""
    same: dict[tuple[str, str], bool] = field(default_factory=dict)
    """By old and new blob (empty for none): whether their prose is the same."""
    stated: dict[str, Stated | None] = field(default_factory=dict)
    """By blob: what it says of its review; None where it can't be read."""


class Cache:
    """A file that remembers; whatever goes wrong with it costs time and nothing else."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def load(self) -> Known:
        """Everything remembered; empty when there is no usable file."""
        if self._folder is None or not (self._folder / _NAME).is_file():
            return Known()
        try:
            return self._load()
        except (sqlite3.Error, OSError, ValueError, TypeError) as error:
            _log.warning("the history cache can't be read (%s); it is rebuilt", error)
            if not _is_busy(error):
                self.drop()
            return Known()

    def add(self, new: Known) -> None:
        """Remember more.

        Args:
            new: What this run learnt; only that is written.
        """
        if self._folder is None or not (new.commits or new.same or new.stated):
            return
        try:
            self._add(self._folder, new)
        except (sqlite3.Error, OSError, ValueError) as error:
            _log.warning("the history cache can't be written (%s); going on without", error)

    def distrust(self) -> None:
        """Say that what was loaded makes no sense, and forget everything."""
        _log.warning("the history cache is damaged; it is rebuilt")
        self.drop()

    def drop(self) -> None:
        """Forget everything."""
        if self._folder is None:
            return
        for name in (_NAME, f"{_NAME}-journal"):
            with contextlib.suppress(OSError):
                (self._folder / name).unlink(missing_ok=True)

    def _load(self) -> Known:
        with self._connected() as connection:
            if not _is_current(connection):
                return Known()
            stated = connection.execute("SELECT blob, readable, day, person, evidence FROM stated")
            return Known(
                commits=dict(connection.execute("SELECT sha, fields FROM commits")),
                same={
                    (old, new): bool(same)
                    for old, new, same in connection.execute("SELECT old, new, same FROM verdicts")
                },
                stated={blob: _read(*row) for blob, *row in stated},
            )

    def _add(self, folder: Path, new: Known) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            if not _is_current(connection):
                _rebuild(connection)
            connection.executemany(
                "INSERT OR REPLACE INTO commits VALUES (?, ?)", new.commits.items()
            )
            connection.executemany(
                "INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?)",
                ((*pair, same) for pair, same in new.same.items()),
            )
            connection.executemany(
                "INSERT OR REPLACE INTO stated VALUES (?, ?, ?, ?, ?)",
                ((blob, *_written(stated)) for blob, stated in new.stated.items()),
            )
            connection.execute("COMMIT")

    @contextlib.contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        path = (self._folder or Path()) / _NAME
        connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        try:
            # A file lost to a power cut is rebuilt, so nobody needs to wait for the disk.
            connection.execute("PRAGMA synchronous = OFF")
            yield connection
        finally:
            connection.close()


def _is_current(connection: sqlite3.Connection) -> bool:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return bool(version == _VERSION)


def _rebuild(connection: sqlite3.Connection) -> None:
    for table in ("commits", "verdicts", "stated"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in filter(str.strip, _TABLES.split(";")):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {_VERSION}")


def _is_busy(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, OSError) or code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN)


def _read(
    readable: int, day: str | None, person: str | None, evidence: str | None
) -> Stated | None:
    if not readable:
        return None
    return Stated(None if day is None else dt.date.fromisoformat(day), person, evidence)


def _written(stated: Stated | None) -> tuple[int, str | None, str | None, str | None]:
    if stated is None:
        return 0, None, None, None
    return 1, stated.date.isoformat() if stated.date else None, stated.by, stated.evidence
