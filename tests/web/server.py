"""``hub serve`` as a process of its own, and a client that speaks to it like a browser."""

from __future__ import annotations

import datetime as dt
import http.client
import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 40.0


@dataclass(frozen=True)
class Said:
    """An answer of the server."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def body(self) -> dict[str, Any]:
        found = json.loads(self.text)
        assert isinstance(found, dict)
        return found

    @property
    def reason(self) -> str | None:
        """Why something was refused."""
        return self.headers.get("hub-refused")


@dataclass
class Client:
    """Speaks to a server of this machine."""

    port: int

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Said:
        """Ask something; headers are given with ``_`` for ``-``."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            connection.connect()
            with suppress(BrokenPipeError, ConnectionResetError):  # a long body is not read whole
                connection.request(method, path, body, sent)
            with connection.getresponse() as answer:
                text = answer.read().decode()
                given = {name.lower(): value for name, value in answer.getheaders()}
        return Said(answer.status, given, text)

    def send(self, *events: dict[str, Any], **headers: str) -> Said:
        """Send events as a page of the site does."""
        return self.send_raw(json.dumps({"events": events}), **headers)

    def send_raw(self, body: bytes | str, **headers: str) -> Said:
        usual = {"Content_Type": "application/json", "Origin": self.origin}
        return self.ask("POST", "/api/events", body, **{**usual, **headers})


@dataclass
class Server(Client):
    """A running server."""

    root: Path
    process: subprocess.Popen[str]


def event(kind: str = "view", page: str | None = "sops/refund.md", **more: Any) -> dict[str, Any]:
    """An event that happens now."""
    now = dt.datetime.now(dt.UTC).isoformat()
    named = {} if page is None else {"page": page}
    return {"id": str(uuid.uuid4()), "type": kind, "at": now, **named, **more}


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def start(
    root: Path, *arguments: str, ready: str = "/healthz", under: Sequence[str] = ()
) -> Server:
    """Start a server and wait until it is there; ``under`` is a command that becomes it."""
    port = free_port()
    serve = [sys.executable, "-m", "hub.cli.main", "serve", "--port", str(port), *arguments]
    command = [*under, *serve]
    state = {"HUB_STATE_DIR": str(root.parent / "state")}
    process = subprocess.Popen(
        command,
        cwd=root,
        env={**os.environ, **state},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    server = Server(port, root, process)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError):
            if server.ask("GET", ready).status == 200:
                return server
        time.sleep(0.1)
    process.kill()
    pytest.fail(f"the server did not start: {process.communicate()[0]}")


@contextmanager
def running(
    root: Path, *arguments: str, ready: str = "/healthz", under: Sequence[str] = ()
) -> Iterator[Server]:
    """A server that is stopped in the end."""
    server = start(root, *arguments, ready=ready, under=under)
    try:
        yield server
    finally:
        stop(server.process)


def stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.communicate(timeout=15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()


def stored(root: Path, what: str = "COUNT(*)", where: str = "1 = 1") -> Sequence[Any]:
    """What is in the store's file."""
    connection = sqlite3.connect(root / ".hub" / "events.db")
    found = connection.execute(f"SELECT {what} FROM readable_events WHERE {where}").fetchall()  # noqa: S608 (our own words)
    connection.close()
    return found
