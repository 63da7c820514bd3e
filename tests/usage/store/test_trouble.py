"""What a store does when others hold it, when its process dies, and while it is copied."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from hub.errors import StoreBusyError, UsageError
from hub.period import Window
from hub.usage.store.opening import open_store
from hub.usage.store.sql_store import SqlStore
from hub.usage.store.sqlite import SqliteDatabase
from tests.usage.store.conftest import NOON, Place, event

DAY = Window(NOON.date(), NOON.date())

_WRITE = """
import sys
from pathlib import Path
from tests.usage.store.conftest import Place, event

store = Place(sys.argv[1], Path(sys.argv[2])).open()
number = int(sys.argv[3])
while True:
    store.record([[event(number), event(number + 1)]])
    print(number + 1, flush=True)
    number += 2
"""
_HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


def file_of(place: Place) -> Path:
    return place.root / ".hub" / "events.db"


@contextmanager
def writing(place: Place, first: int = 0) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that records two events at a time and says so, until it is killed."""
    arguments = [sys.executable, "-c", _WRITE, place.url, str(place.root), str(first)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.kill()


def lines(process: subprocess.Popen[bytes], count: int) -> list[int]:
    assert process.stdout is not None
    return [int(process.stdout.readline()) for _ in range(count)]


def rest(process: subprocess.Popen[bytes]) -> list[int]:
    assert process.stdout is not None
    return [int(line) for line in process.stdout if line.endswith(b"\n")]


def is_sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_what_was_acknowledged_outlives_a_kill_and_is_not_counted_twice(place: Place) -> None:
    acknowledged, sent = 0, 0
    for _ in range(3):
        with writing(place, acknowledged) as process:
            lines(process, 5)
            process.kill()
            said = rest(process)
        acknowledged = said[-1] + 1 if said else acknowledged + 10
        sent = acknowledged + 2  # the last may be kept without an answer
        store = place.open()
        assert acknowledged <= store.event_count() <= sent
        store.close()
    store = place.open()
    new = sum(store.record([[event(number) for number in range(sent)]]))
    assert store.event_count() == sent
    assert new in (0, 2)
    store.close()


def test_a_new_store_is_for_its_owner_alone(sqlite: Place) -> None:
    store = sqlite.open()
    store.record([[event(1)]])
    modes = {
        file.name: stat.S_IMODE(file.stat().st_mode)
        for file in file_of(sqlite).parent.glob("events.db*")
    }
    assert set(modes) == {"events.db", "events.db-wal", "events.db-shm"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(file_of(sqlite).parent.stat().st_mode) == 0o700
    assert (file_of(sqlite).parent / ".gitignore").read_text() == "*\n"
    store.close()


def test_a_folder_that_was_there_stays_as_it_is(sqlite: Place) -> None:
    file_of(sqlite).parent.mkdir(mode=0o750)
    sqlite.open().close()
    assert stat.S_IMODE(file_of(sqlite).parent.stat().st_mode) == 0o750
    assert [file.name for file in file_of(sqlite).parent.iterdir()] == ["events.db"]


@pytest.mark.parametrize("bytes_", [b"no database at all, but long enough" * 40, b"x" * 16])
def test_a_file_that_is_no_database_is_refused(sqlite: Place, bytes_: bytes) -> None:
    file_of(sqlite).parent.mkdir()
    file_of(sqlite).write_bytes(bytes_)
    with pytest.raises(UsageError, match="not a database") as refusal:
        sqlite.open()
    assert not isinstance(refusal.value, StoreBusyError)
    assert str(refusal.value).startswith("events.db: ")
    assert file_of(sqlite).read_bytes() == bytes_


def test_a_damaged_database_is_refused(sqlite: Place) -> None:
    store = sqlite.open()
    store.record([[event(number) for number in range(3000)]])
    store.close()
    with file_of(sqlite).open("r+b") as file:
        file.seek(8192)
        file.write(b"\xa5" * (file_of(sqlite).stat().st_size - 8192))
    with pytest.raises(UsageError) as refusal:
        _use(sqlite)
    assert not isinstance(refusal.value, StoreBusyError)


def _use(place: Place) -> None:
    store = place.open()
    try:
        store.rebuild()
    finally:
        store.close()


def test_a_locked_store_is_busy_and_can_be_read(sqlite: Place) -> None:
    sqlite.open().close()
    store = SqlStore(sqlite.database(patience=0.1))
    store.record([[event(1)]])
    store.refresh()
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, file_of(sqlite)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(StoreBusyError, match="locked"):
            store.record([[event(2), event(3, page="sops/new.md")]])
        assert [it.views for it in store.page_totals(DAY)] == [1]
        assert store.event_count() == 1
        holder.kill()
    assert store.record([[event(2), event(3, page="sops/new.md")]]) == [2]
    store.close()


def _fill(store: SqlStore, pages: int) -> None:
    assert isinstance(store._database, SqliteDatabase)
    store._database._connection.execute(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_is_busy_keeps_nothing_by_halves_and_can_be_read(sqlite: Place) -> None:
    store = sqlite.open()
    store.record([[event(1)]])
    store.refresh()
    many = [event(number, page=f"sops/{number}.md") for number in range(2, 5000)]
    _fill(store, 1)  # no more than there are
    with pytest.raises(StoreBusyError, match="full"):
        store.record([many[:10], many])
    assert store.event_count() == 1
    store.refresh()
    assert [(it.page, it.views) for it in store.page_totals(DAY)] == [("sops/refund.md", 1)]
    _fill(store, 2**30)
    assert store.record([many]) == [len(many)]
    store.refresh()
    assert {it.page for it in store.page_totals(DAY)} == {it.page for it in many} | {
        "sops/refund.md"
    }
    store.close()
    assert is_sound(file_of(sqlite))


def test_a_backup_during_writes_is_sound_and_private(sqlite: Place, tmp_path: Path) -> None:
    sqlite.open().close()
    database = sqlite.database()
    assert isinstance(database, SqliteDatabase)
    with writing(sqlite) as process:
        before = lines(process, 20)[-1]
        for number in range(5):
            copy = tmp_path / f"copy{number}.db"
            database.backup(copy)
            assert is_sound(copy)
            assert stat.S_IMODE(copy.stat().st_mode) == 0o600
            kept = open_store(f"sqlite:///{copy}", tmp_path)
            count = kept.event_count()
            kept.close()
            assert count > before
            assert count % 2 == 0  # whole requests
            before = lines(process, 20)[-1]
    database.close()


def test_a_backup_that_cannot_be_written_is_refused(sqlite: Place, tmp_path: Path) -> None:
    database = sqlite.database()
    assert isinstance(database, SqliteDatabase)
    with pytest.raises(UsageError):
        database.backup(tmp_path / "no folder" / "copy.db")
    database.close()
