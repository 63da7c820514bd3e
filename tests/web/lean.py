"""The server with a store and no site, for tests and benchmarks that start it often."""

from __future__ import annotations

import datetime as dt
import time
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from hub.app import open_hub
from hub.usage.store.opening import open_store
from hub.web.events_api import Clock
from hub.web.preview import Preview, listen, serve_preview
from hub.web.service import Limits, Service


def serve(root: Path, port: int) -> None:
    """Answer until told to stop."""
    hub = open_hub(content=None, start=root, today=dt.datetime.now(dt.UTC).date())
    url = hub.config.storage.events
    clock = Clock(lambda: dt.datetime.now(dt.UTC), time.monotonic)
    service = Service(open_store(url, root), open_store(url, root), Limits(per_second=0), clock)
    service.show(hub, hub.config.audiences[0])
    preview = Preview(root / "site")
    serve_preview(preview, "127.0.0.1", listen("127.0.0.1", port), service=service)


def started(root: Path, port: int) -> ForkServerProcess:
    """A process that serves; forked from one that has imported everything, so it starts at once."""
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    process = context.Process(target=serve, args=(root, port), daemon=True)
    process.start()
    return process
