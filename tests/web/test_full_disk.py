"""A server whose disk is full: a real one, of three mebibytes."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.builders import TWO_SIDES, Handbook, page
from tests.web.server import event, running

_SMALL_DISK = """
mount -t tmpfs -o size=3m tmpfs "$1" && head -c 1m /dev/zero > "$1/ballast" && shift && exec "$@"
"""
_APART = ("unshare", "--user", "--map-root-user", "--mount")
_MOST_BATCHES = 200
_COMMENT = "The limit is another one. " * 15


def _under(folder: Path) -> list[str]:
    """A command that gives a folder a disk of its own, which nobody else sees."""
    return [*_APART, "sh", "-c", _SMALL_DISK, "sh", str(folder)]


def _can_mount(folder: Path) -> bool:
    if shutil.which("unshare") is None:
        return False
    return (
        subprocess.run([*_under(folder), "true"], capture_output=True, check=False).returncode == 0
    )


def _batch() -> list[dict[str, Any]]:
    return [event("flag", "refund.md", comment=_COMMENT) for _ in range(100)]


def test_a_full_disk_is_busy_until_there_is_room_and_reading_goes_on(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "book", TWO_SIDES).write("refund.md", page("Refund", "Once."))
    root = book.commit().root
    disk = root / ".hub"
    disk.mkdir()
    if not _can_mount(disk):
        pytest.skip("this system lets nobody mount a disk of their own")
    with running(root, "--rate-limit", "0", under=_under(disk)) as server:
        seen = Path(f"/proc/{server.process.pid}/root", *disk.parts[1:])
        stored = 0
        for _ in range(_MOST_BATCHES):
            batch = _batch()
            said = server.send(*batch)
            if said.status != 202:
                break
            stored += said.body["stored"]
        assert (said.status, said.reason) == (503, "busy")
        assert int(said.headers["retry-after"]) > 0
        assert stored > 0
        assert server.ask("GET", "/refund/").status == 200
        assert server.ask("GET", "/api/pages.json").status == 200
        (seen / "ballast").unlink()
        again = server.send(*batch)
        assert (again.status, again.body["stored"]) == (202, len(batch))
        for name in ("events.db", "events.db-wal"):  # SQLite would look outside of that disk
            shutil.copy(seen / name, tmp_path / name)
        with closing(sqlite3.connect(tmp_path / "events.db")) as database:
            (count,) = database.execute("SELECT COUNT(*) FROM events").fetchone()
            (integrity,) = database.execute("PRAGMA integrity_check").fetchone()
        assert (count, integrity) == (stored + len(batch), "ok")
