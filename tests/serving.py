"""Folders served on a free port of this machine, as a plain static host would serve them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


class _SilentHandler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # one connection for many files

    def end_headers(self) -> None:
        """Let scripts and styles be kept, which are the same on all pages, but no page.

        This server tells versions apart by their second only: a site that is published twice
        within one would look unchanged.
        """
        kept = self.path.startswith("/assets/")
        self.send_header("Cache-Control", "max-age=600" if kept else "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing: a browser that goes on to the next page drops what it asked for."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder, which need not exist yet, and give its address on the web."""
    handler = partial(_SilentHandler, directory=folder)
    with _Server(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
