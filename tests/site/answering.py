"""A site's folder with a server beside it that takes events and answers searches."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.site.listening import Handler, Listener, Server

Question = dict[str, list[str]]
Answer = dict[str, Any]


@dataclass
class Answerer(Listener):
    """What a server was asked and told, and how it answers."""

    answer: Callable[[Question], Answer] = field(default=lambda _: {})
    """Answers ``api/search``."""
    suggestions: list[str] = field(default_factory=list)
    search_status: int = 200
    asked: list[Question] = field(default_factory=list)
    """What ``api/search`` was asked."""

    def forget(self) -> None:
        super().forget()
        self.search_status, self.suggestions = 200, []
        self.asked.clear()


class _Handler(Handler):
    def do_GET(self) -> None:  # noqa: N802 (the name that http.server asks for)
        address = urlsplit(self.path)
        asked = parse_qs(address.query)
        answerer = self.listener
        assert isinstance(answerer, Answerer)
        if address.path == "/api/search":
            answerer.asked.append(asked)
            self._say(answerer.search_status, answerer.answer(asked))
        elif address.path == "/api/suggest":
            texts = [{"text": text} for text in answerer.suggestions]
            self._say(200, {"schema": 1, "suggestions": texts})
        else:
            super().do_GET()

    def _say(self, status: int, answer: Answer) -> None:
        text = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


@contextmanager
def answering(folder: Path, answer: Callable[[Question], Answer]) -> Iterator[Answerer]:
    """Serve a folder, which need not exist yet, on a free port.

    Args:
        folder: The folder.
        answer: Answers searches.
    """
    answerer = Answerer(answer=answer)
    handler = partial(_Handler, directory=folder, listener=answerer)
    with Server(("127.0.0.1", 0), handler) as server:
        answerer.url = f"http://127.0.0.1:{server.server_port}/"
        Thread(target=server.serve_forever, daemon=True).start()
        yield answerer
        server.shutdown()
