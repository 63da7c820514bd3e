"""What is PostgreSQL's own: its locks, its broken connections, and passwords in its messages."""

from __future__ import annotations

import traceback

import psycopg
import pytest

from hub.errors import StoreBusyError, UsageError
from hub.usage.store.postgresql import _ONE_WRITER, PostgresqlDatabase
from hub.usage.store.sql_store import SqlStore
from tests.usage.store.conftest import Place, event


def told(error: BaseException) -> str:
    """All that a log might have of an error."""
    return "".join(traceback.format_exception(error, chain=True))


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://hub:pa55word@127.0.0.1:1/hub",
        "postgresql://hub:pa55%77ord@127.0.0.1:1/hub",
        "postgresql://hub:pa55/word@127.0.0.1:1/hub",
        "postgresql://hub:pa55?word@127.0.0.1:1/hub",
        "postgresql://hub:pa55#word@127.0.0.1:1/hub",
        "postgresql://hub:pa55@word@127.0.0.1:1/hub",
        "postgresql://hub:pa55%zzword@127.0.0.1:1/hub",
        "postgresql://hub:pa55word@[::1/hub",
        "postgresql://hub:pa55word@127.0.0.1:port/hub",
        "postgresql://127.0.0.1:1/hub?user=hub&password=pa55word",
        "postgresql://127.0.0.1:1/hub?password=pa55word&pass=word",
    ],
)
def test_a_password_is_in_no_message(url: str) -> None:
    with pytest.raises(UsageError) as refusal:
        PostgresqlDatabase(url, patience=0.1)
    # Not the line of this file that names the address.
    for secret in ("pa55", "pa55word", "word@"):
        assert secret not in str(refusal.value)
        assert all(
            secret not in str(error)
            for error in (refusal.value.__cause__, refusal.value.__context__)
            if error is not None and not refusal.value.__suppress_context__
        )
        assert secret not in told(refusal.value)


def test_a_piece_of_a_password_taken_for_a_database_is_in_no_message(postgresql: Place) -> None:
    socket = postgresql.url.partition("host=")[2]
    url = f"postgresql://postgres:123/pa55@x?host={socket}"
    with pytest.raises(UsageError) as refusal:
        PostgresqlDatabase(url)
    assert "pa55" not in told(refusal.value)


def test_a_message_without_a_password_is_told_whole(postgresql: Place) -> None:
    socket = postgresql.url.partition("host=")[2]
    with pytest.raises(UsageError, match='database "nowhere" does not exist'):
        PostgresqlDatabase(f"postgresql://postgres@/nowhere?host={socket}")


def test_a_server_that_is_not_there_is_busy() -> None:
    with pytest.raises(StoreBusyError, match="refused"):
        PostgresqlDatabase("postgresql://hub@127.0.0.1:1/hub")


def test_a_writer_waits_for_another_only_so_long(postgresql: Place) -> None:
    postgresql.open().close()
    store = SqlStore(postgresql.database(patience=0.1))
    with psycopg.connect(postgresql.url) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", (_ONE_WRITER,))
        with pytest.raises(StoreBusyError, match="lock timeout"):
            store.record([[event(1)]])
        assert store.event_count() == 0
    assert store.record([[event(1)]]) == [1]
    store.close()


def test_a_broken_connection_is_busy_once_and_then_made_anew(postgresql: Place) -> None:
    store = postgresql.open()
    store.record([[event(1)]])
    with psycopg.connect(postgresql.url, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    with pytest.raises(StoreBusyError):
        store.record([[event(2)]])
    assert store.record([[event(1), event(2)]]) == [1]
    store.close()


def test_what_time_does_not_mend_is_not_called_busy(postgresql: Place) -> None:
    store = postgresql.open()
    with psycopg.connect(postgresql.url) as other:
        other.execute("DROP TABLE flags")
    with pytest.raises(UsageError, match="flags") as refusal:
        store.flags()
    assert not isinstance(refusal.value, StoreBusyError)
    store.close()
