"""The server: one audience's site, its events and its figures."""

from __future__ import annotations

import asyncio
import errno
import html
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from hub.errors import BuildError, HubError, Problem
from hub.web.answer import Answer, Asked
from hub.web.security_headers import SecurityHeaders
from hub.web.service import Service
from hub.web.trusted import TrustedProxy

_CHANGES = "/.hub/changes"
_RELOADING = "/.hub/reload.js"
# The policy of the pages lets no script run that stands in a page itself.
_RELOAD = f'<script src="{_RELOADING}"></script>'.encode()
_RELOAD_SCRIPT = f"new EventSource({_CHANGES!r}).onmessage = () => location.reload();\n"
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_POLL_SECONDS = 0.4
_LAST_PORT = 65_535


@dataclass
class Preview:
    """The site that is being looked at."""

    folder: Path
    """Where the last good site is; it need not exist yet."""
    version: int = 0
    """Goes up by one with every change that browsers should show."""
    problem: str = ""
    """Why there is no site at all yet."""
    stopping: bool = False
    """Whether browsers that wait for a change should be let go."""

    def show(self) -> None:
        """Tell the browsers that a new site is there."""
        self.problem = ""
        self.version += 1

    def show_problem(self, error: HubError) -> None:
        """Keep the last good site; without one, show what is wrong."""
        self.problem = str(error)
        self.version += 1


def preview_app(
    preview: Preview,
    hosts: Sequence[str],
    service: Service | None = None,
    proxy: TrustedProxy | None = None,
) -> Starlette:
    """The web application that shows a site.

    Args:
        preview: The site.
        hosts: Names under which a browser may ask for it; others are refused, so that no page
            on the web can read the site through the reader's own browser.
        service: Takes events and answers questions; None where nothing is recorded.
        proxy: The proxies that we trust; None for none.
    """

    async def changes(_request: Request) -> StreamingResponse:
        return StreamingResponse(_changes(preview), media_type="text/event-stream")

    @asynccontextmanager
    async def working(_app: Starlette) -> AsyncIterator[None]:
        if service is not None:
            await service.start()
        yield
        if service is not None:
            await service.stop()

    return Starlette(
        routes=[
            Route(_CHANGES, changes),
            Route(_RELOADING, _reload_script),
            *(_api(service, proxy or TrustedProxy(())) if service is not None else ()),
            Mount("/", _Site(preview)),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts)),
            Middleware(SecurityHeaders),
        ],
        lifespan=working,
    )


def _api(service: Service, proxy: TrustedProxy) -> list[Route]:
    async def events(request: Request) -> Response:
        return _response(await service.events.answer(_asked(request, proxy)))

    async def uptake(request: Request) -> Response:
        return _response(await service.uptake(request.query_params.get("since", "90d")))

    async def search(request: Request) -> Response:
        return _response(await service.search.search(_parameters(request)))

    async def suggest(request: Request) -> Response:
        return _response(await service.search.suggest(_parameters(request)))

    questions = {
        "/api/pages.json": service.pages,
        "/api/openapi.json": service.description,
        "/healthz": service.health,
        "/metrics": service.metrics,
    }
    return [
        Route("/api/events", events, methods=_METHODS),
        Route("/api/uptake", uptake),
        Route("/api/search", search),
        Route("/api/suggest", suggest),
        *(Route(path, _answering(answer)) for path, answer in questions.items()),
    ]


def _parameters(request: Request) -> dict[str, list[str]]:
    given = request.query_params
    return {name: given.getlist(name) for name in given}


def _answering(answer: Callable[[], Awaitable[Answer]]) -> Callable[[Request], Awaitable[Response]]:
    async def respond(_request: Request) -> Response:
        return _response(await answer())

    return respond


def _asked(request: Request, proxy: TrustedProxy) -> Asked:
    peer = request.client.host if request.client else ""
    raw = request.scope["headers"]
    headers: dict[str, str] = {}
    for name, value in raw:  # what is said twice is said neither way
        key, said = name.decode("latin-1"), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {said}" if key in headers else said
    return Asked(
        method=request.method,
        headers=headers,
        client=proxy.client(peer, raw),
        person=proxy.person(peer, raw),
        body=request.stream(),
    )


def _response(answer: Answer) -> Response:
    headers = {"Cache-Control": "no-store", **answer.headers}
    if isinstance(answer.body, str):
        return Response(answer.body, answer.status, headers, media_type=answer.media_type)
    return JSONResponse(answer.body, answer.status, headers)


class _Site(StaticFiles):
    """The site's files, with a script in each page that reloads it after a change."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(directory=preview.folder, html=True, check_dir=False)
        self._preview = preview

    async def get_response(self, path: str, scope: Scope) -> Response:
        if not self._preview.folder.is_dir():
            return HTMLResponse(_problem_page(self._preview.problem), status_code=503)
        response = await super().get_response(path, scope)
        file = getattr(response, "path", None)
        if file is None or not str(file).endswith(".html"):
            return response
        page = await asyncio.to_thread(Path(file).read_bytes)
        return HTMLResponse(page + _RELOAD, response.status_code)


def _reload_script(_request: Request) -> Response:
    return Response(_RELOAD_SCRIPT, media_type="text/javascript")


async def _changes(preview: Preview) -> AsyncIterator[str]:
    seen = preview.version
    while not preview.stopping:
        if preview.version != seen:
            seen = preview.version
            yield "data: changed\n\n"
        await asyncio.sleep(_POLL_SECONDS)


def _problem_page(problem: str) -> str:
    return (
        "<!doctype html><meta charset=utf-8><title>Nothing to show yet</title>"
        "<meta name=color-scheme content='light dark'>"
        "<body style='font:1rem/1.5 system-ui;max-width:60rem;margin:3rem auto;padding:0 1rem'>"
        "<h1>Nothing to show yet</h1><p>The page reloads when this is mended:</p>"
        f"<pre style='white-space:pre-wrap'>{html.escape(problem)}</pre>" + _RELOAD.decode()
    )


def serve_preview(
    preview: Preview,
    host: str,
    listening: socket.socket,
    *,
    names: Sequence[str] = (),
    service: Service | None = None,
    proxy: TrustedProxy | None = None,
) -> None:
    """Serve a site until the process is told to stop.

    Args:
        preview: The site.
        host: Address that is listened on.
        listening: Where to listen, as ``listen`` gives it.
        names: Further names under which browsers may ask for it.
        service: Takes events and answers questions; None where nothing is recorded.
        proxy: The proxies that we trust; None for none.
    """
    hosts = sorted({host, "127.0.0.1", "localhost", "[::1]", *names})
    config = uvicorn.Config(
        preview_app(preview, hosts, service, proxy),
        log_level="warning",
        access_log=False,
        proxy_headers=False,  # hub.web.trusted reads them, and only of proxies that were named
        timeout_graceful_shutdown=5,
    )
    _Server(preview, config).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Lets waiting browsers go when it is told to stop."""

    def __init__(self, preview: Preview, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._preview = preview

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._preview.stopping = True
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """Listen on a port, so that nobody waits for a site that could not be served.

    Args:
        host: Address to listen on.
        port: Port to listen on.

    Returns:
        The socket; who asks there waits until ``serve_preview`` answers.

    Raises:
        BuildError: When that can't be, for example because another program listens there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except OSError as error:
        listening.close()
        expected, remedy = _instead(error, port)
        raise BuildError(
            Problem(
                path="",
                rule="serve",
                found=f"can't listen on {host}:{port}: {error.strerror}",
                expected=expected,
                remedy=remedy,
            )
        ) from error
    return listening


def _instead(error: OSError, port: int) -> tuple[str, str]:
    """What was expected of an address and a port, and what to do."""
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < _LAST_PORT else port - 1
        return "a free port", f"Stop the other program, or choose another: --port {other}"
    if error.errno == errno.EACCES:
        return "a port that you may open", "Choose one above 1023: --port 8000"
    return "an address of this machine", "Leave --host out, or give another."
