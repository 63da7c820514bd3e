"""A server that is killed again and again while readers send: what it confirmed is there."""

from __future__ import annotations

import random
import signal
import sqlite3
import threading
import time
from contextlib import closing, suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest

from tests.builders import TWO_SIDES, Handbook, page
from tests.web.lean import started
from tests.web.server import Client, event, free_port

KILLS = 50
SENDERS = 4


class Sender(threading.Thread):
    """Sends events, and remembers which were confirmed and which have to be sent again."""

    def __init__(self, client: Client, ended: threading.Event) -> None:
        super().__init__(daemon=True)
        self._client = client
        self._ended = ended
        self.confirmed: set[str] = set()
        self.pending: list[dict[str, Any]] = []

    def run(self) -> None:
        while not self._ended.is_set():
            self.pending += [event(page="refund.md") for _ in range(3)]
            try:
                self.send()
            except (OSError, HTTPException):
                time.sleep(0.01)

    def send(self) -> None:
        """Send what is not confirmed, with the same ids as before."""
        batch = self.pending[:60]
        said = self._client.send(*batch)
        if said.status == 202:
            assert not said.body["refused"]
            self.confirmed |= {one["id"] for one in batch}
            self.pending = self.pending[60:]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    book = Handbook(tmp_path / "book", TWO_SIDES).write("refund.md", page("Refund", "Once."))
    return book.commit().root


def test_what_was_confirmed_survives_fifty_kills_and_nothing_is_there_twice(root: Path) -> None:
    client, chance, ended = Client(free_port()), random.Random(5), threading.Event()
    process = started(root, client.port)
    senders = [Sender(client, ended) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    for _ in range(KILLS):
        _wait(client)
        time.sleep(chance.uniform(0, 0.15))
        process.kill()
        process.join()
        process = started(root, client.port)
    _wait(client)
    ended.set()
    for sender in senders:
        sender.join(30)
        while sender.pending:
            sender.send()
    process.terminate()
    process.join(20)
    confirmed = set[str]().union(*(sender.confirmed for sender in senders))
    stored, different, integrity = _found(root)
    assert (stored, integrity) == (different, "ok")
    assert stored == len(confirmed), "everything was sent until it was confirmed, and once only"
    assert stored > KILLS


def test_a_server_that_is_told_to_stop_writes_what_it_has(root: Path) -> None:
    client, ended = Client(free_port()), threading.Event()
    process = started(root, client.port)
    _wait(client)
    sender = Sender(client, ended)
    sender.start()
    time.sleep(0.5)
    process.terminate()
    process.join(20)
    assert process.exitcode in (0, -signal.SIGTERM), "not killed after a while"
    ended.set()
    sender.join(30)
    stored, _, _ = _found(root)
    assert stored >= len(sender.confirmed) > 0


def _found(root: Path) -> tuple[int, int, str]:
    """Events in the store, different ones among them, and what SQLite says of the file."""
    with closing(sqlite3.connect(root / ".hub" / "events.db")) as database:
        counts = database.execute("SELECT COUNT(*), COUNT(DISTINCT id) FROM events").fetchone()
        (integrity,) = database.execute("PRAGMA integrity_check").fetchone()
    return (*counts, integrity)


def _wait(client: Client) -> None:
    until = time.monotonic() + 40
    while time.monotonic() < until:
        with suppress(OSError, HTTPException):
            if client.ask("GET", "/healthz").status == 200:
                return
        time.sleep(0.02)
    raise AssertionError("the server did not start")
