"""A server that is killed again and again while readers send: what it confirmed is there."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any

from tests.builders import TWO_SIDES, Handbook, page
from tests.web.server import Server, event, free_port

KILLS = 50
SENDERS = 4


class Sender(threading.Thread):
    """Sends events, and remembers which were confirmed and which have to be sent again."""

    def __init__(self, server: Server, ended: threading.Event) -> None:
        super().__init__(daemon=True)
        self._server = server
        self._ended = ended
        self.confirmed: set[str] = set()
        self.pending: list[dict[str, Any]] = []

    def run(self) -> None:
        while not self._ended.is_set():
            self.pending += [event(page="refund.md") for _ in range(3)]
            with suppress(OSError, HTTPException):
                self.send()

    def send(self) -> None:
        """Send what is not confirmed, with the same ids as before."""
        batch = self.pending[:60]
        said = self._server.send(*batch)
        if said.status == 202:
            assert not said.body["refused"]
            self.confirmed |= {one["id"] for one in batch}
            self.pending = self.pending[60:]


def test_what_was_confirmed_survives_fifty_kills_and_nothing_is_there_twice(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "book", TWO_SIDES).write("refund.md", page("Refund", "Once."))
    root = book.commit().root
    port, chance, ended = free_port(), random.Random(5), threading.Event()
    command = [sys.executable, "-m", "tests.web.lean", str(root), str(port)]
    here = Path(__file__).parents[2]
    server = Server(root, port, subprocess.Popen(command, cwd=here, text=True))
    senders = [Sender(server, ended) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    for _ in range(KILLS):
        _wait(server)
        time.sleep(chance.uniform(0, 0.15))
        server.process.kill()
        server.process.wait()
        server.process = subprocess.Popen(command, cwd=here, text=True)
    _wait(server)
    ended.set()
    for sender in senders:
        sender.join(30)
        while sender.pending:
            sender.send()
    server.process.terminate()
    server.process.wait(20)
    confirmed = set[str]().union(*(sender.confirmed for sender in senders))
    database = sqlite3.connect(root / ".hub" / "events.db")
    (stored,) = database.execute("SELECT COUNT(*) FROM events").fetchone()
    (different,) = database.execute("SELECT COUNT(DISTINCT id) FROM events").fetchone()
    (integrity,) = database.execute("PRAGMA integrity_check").fetchone()
    assert (stored, integrity) == (different, "ok")
    assert stored == len(confirmed), "everything was sent until it was confirmed, and once only"


def test_a_server_that_is_told_to_stop_writes_what_it_has(tmp_path: Path) -> None:
    book = Handbook(tmp_path / "book", TWO_SIDES).write("refund.md", page("Refund", "Once."))
    root, port, ended = book.commit().root, free_port(), threading.Event()
    command = [sys.executable, "-m", "tests.web.lean", str(root), str(port)]
    server = Server(root, port, subprocess.Popen(command, cwd=Path(__file__).parents[2], text=True))
    _wait(server)
    sender = Sender(server, ended)
    sender.start()
    time.sleep(0.5)
    server.process.terminate()
    assert server.process.wait(20) in (0, -signal.SIGTERM), "not killed after a while"
    ended.set()
    sender.join(30)
    database = sqlite3.connect(root / ".hub" / "events.db")
    (stored,) = database.execute("SELECT COUNT(*) FROM events").fetchone()
    assert stored >= len(sender.confirmed) > 0


def _wait(server: Server) -> None:
    until = time.monotonic() + 40
    while time.monotonic() < until:
        with suppress(OSError, HTTPException):
            if server.ask("GET", "/healthz").status == 200:
                return
        time.sleep(0.02)
    raise AssertionError("the server did not start")
