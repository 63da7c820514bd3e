"""The server with a store and no site, for tests that start it often: ``lean.py ROOT PORT``."""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path

from hub.app import open_hub
from hub.usage.store.opening import open_store
from hub.web.events_api import Clock
from hub.web.preview import Preview, listen, serve_preview
from hub.web.service import Limits, Service


def main(root: Path, port: int) -> None:
    hub = open_hub(content=None, start=root, today=dt.datetime.now(dt.UTC).date())
    url = hub.config.storage.events
    clock = Clock(lambda: dt.datetime.now(dt.UTC), time.monotonic)
    service = Service(open_store(url, root), open_store(url, root), Limits(per_second=0), clock)
    service.show(hub, hub.config.audiences[0])
    preview = Preview(root / "site")
    serve_preview(preview, "127.0.0.1", listen("127.0.0.1", port), service=service)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
