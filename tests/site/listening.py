"""A site's folder with a server beside it that takes events and remembers them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

HANGS_UP = 0
"""In place of a status: the server takes the events, and its answer is lost."""


@dataclass
class Listener:
    """What a server was told, and how it answers."""

    url: str = ""
    status: int = 202
    headers: dict[str, str] = field(default_factory=dict)
    batches: list[list[dict[str, Any]]] = field(default_factory=list)
    """The events of each request, whatever it was answered."""
    types: list[str] = field(default_factory=list)
    """The media type of each request."""

    def forget(self) -> None:
        """Be as new."""
        self.status, self.headers = 202, {}
        self.batches.clear()
        self.types.clear()

    def told(self, *kinds: str) -> list[dict[str, Any]]:
        """All events of some kinds, or of any, in the order in which they came."""
        events = [event for batch in self.batches for event in batch]
        return [event for event in events if not kinds or event["type"] in kinds]


class Handler(SimpleHTTPRequestHandler):
    """Shows files, and takes events."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, listener: Listener, **options: Any) -> None:
        self.listener = listener
        super().__init__(*arguments, **options)

    def do_POST(self) -> None:
        said = self.rfile.read(int(self.headers["Content-Length"]))
        events = json.loads(said)["events"] if self.path == "/api/events" else []
        self.listener.batches.append(events)
        self.listener.types.append(self.headers["Content-Type"])
        if self.listener.status == HANGS_UP:
            self.close_connection = True
            return
        answer = json.dumps({"stored": len(events), "known": 0, "refused": []}).encode()
        self.send_response(self.listener.status)
        for name, value in {**self.listener.headers, "Content-Length": str(len(answer))}.items():
            self.send_header(name, value)
        super().end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing: a browser that goes on to the next page drops what it asked for."""


@contextmanager
def listening(folder: Path) -> Iterator[Listener]:
    """Serve a folder, which need not exist yet, on a free port."""
    listener = Listener()
    handler = partial(Handler, directory=folder, listener=listener)
    with Server(("127.0.0.1", 0), handler) as server:
        listener.url = f"http://127.0.0.1:{server.server_port}/"
        Thread(target=server.serve_forever, daemon=True).start()
        yield listener
        server.shutdown()
