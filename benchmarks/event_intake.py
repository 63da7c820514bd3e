"""How many events a second the server takes, beside an empty endpoint of the same server.

Each event is answered only after its commit. The server runs in a process of its own with a store
on the disk; clients keep their connections open. Rounds alternate between the endpoints, so that
what else the machine does falls on all of them; medians are printed.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import multiprocessing
import socket
import statistics
import tempfile
import time
import uuid
from pathlib import Path

import uvicorn
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hub.app import open_hub
from hub.usage.store.opening import open_store
from hub.web.events_api import Clock
from hub.web.preview import Preview, preview_app
from hub.web.service import Limits, Service

PAGE = "---\ntitle: Issue a refund\naudience: everyone\n---\n\n# Issue a refund\n\nOnce.\n"


def run_server(root: Path, listening: socket.socket) -> None:
    """Serve the endpoint for events and an empty one."""
    url = "sqlite:///.hub/events.db"
    clock = Clock(lambda: dt.datetime.now(dt.UTC), time.monotonic)
    service = Service(open_store(url, root), open_store(url, root), Limits(per_second=0), clock)
    service.show(open_hub(content=None, start=root, today=dt.date(2026, 11, 28)), "everyone")
    app = preview_app(Preview(root / "site"), ["127.0.0.1"], service)

    async def empty(request: Request) -> Response:
        await request.body()
        return Response(status_code=202)

    app.router.routes.insert(0, Route("/empty", empty, methods=["POST"]))
    config = uvicorn.Config(app, log_level="warning", access_log=False, proxy_headers=False)
    uvicorn.Server(config).run(sockets=[listening])


def request(port: int, path: str, events: int) -> bytes:
    """A request with some new events."""
    now = dt.datetime.now(dt.UTC).isoformat()
    sent = [
        {"id": str(uuid.uuid4()), "type": "view", "page": "refund.md", "at": now}
        for _ in range(events)
    ]
    body = json.dumps({"events": sent}).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def client(port: int, requests: list[bytes], until: float) -> int:
    """Send requests one after the other, and say how many were answered with 202."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    done = 0
    for one in requests:
        if time.monotonic() > until:
            break
        writer.write(one)
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            (
                int(line[15:])
                for line in head.lower().split(b"\r\n")
                if line[:15] == b"content-length:"
            ),
            0,
        )
        await reader.readexactly(length)
        if not head.startswith(b"HTTP/1.1 202"):
            raise SystemExit(head.decode())
        done += 1
    writer.close()
    return done


async def rate(port: int, path: str, events: int, seconds: float, clients: int) -> float:
    """Requests a second that are answered."""
    many = int(seconds * 8_000 / clients / max(events / 4, 1))
    ready = [[request(port, path, events) for _ in range(many)] for _ in range(clients)]
    began = time.monotonic()
    done = await asyncio.gather(*(client(port, own, began + seconds) for own in ready))
    return sum(done) / (time.monotonic() - began)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--clients", type=int, default=64)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, socket.socket() as listening:
        root = Path(folder)
        (root / "content").mkdir()
        (root / "content" / "refund.md").write_text(PAGE, encoding="utf-8")
        listening.bind(("127.0.0.1", 0))
        listening.listen(256)
        port = listening.getsockname()[1]
        server = multiprocessing.get_context("fork").Process(
            target=run_server, args=(root, listening), daemon=True
        )
        server.start()
        kinds = {"empty": ("/empty", 1), "single": ("/api/events", 1), "ten": ("/api/events", 10)}
        found: dict[str, list[float]] = {kind: [] for kind in kinds}
        asyncio.run(rate(port, "/api/events", 1, 1.0, 4))  # warms everything up
        for _ in range(options.rounds):
            for kind, (path, events) in kinds.items():
                measured = rate(port, path, events, options.seconds, options.clients)
                found[kind].append(asyncio.run(measured) * (events if kind != "empty" else 1))
        server.terminate()
    empty, single, ten = (statistics.median(found[kind]) for kind in kinds)
    print(f"empty endpoint       {empty:8,.0f} requests/s")
    print(f"one event a request  {single:8,.0f} events/s  {single / empty:.2f} of it (target 0.40)")
    print(f"ten events a request {ten:8,.0f} events/s  {ten / empty:.2f} times it (target 1.80)")


if __name__ == "__main__":
    main()
