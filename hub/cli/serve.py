"""``hub serve``: the site, its events and its figures, for readers or while writing."""

from __future__ import annotations

import datetime as dt
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import Annotated

import typer

from hub.app import Hub
from hub.cli.completion import complete_audiences
from hub.cli.options import ContentOption, TodayOption
from hub.cli.session import opened_hub
from hub.errors import BuildError, HubError, Problem
from hub.site.builders import site_builder
from hub.site.publication import publish
from hub.site.wording import plural
from hub.usage.store.opening import open_store
from hub.web.events_api import Clock
from hub.web.preview import Preview, listen, serve_preview
from hub.web.service import Limits, Service
from hub.web.trusted import TrustedProxy
from hub.web.watching import watching

AudienceOption = Annotated[
    str | None,
    typer.Option(
        "--audience",
        metavar="NAME",
        help="Whose site; left out, the first one's.",
        autocompletion=complete_audiences,
    ),
]
HostOption = Annotated[str, typer.Option("--host", help="Address to listen on.")]
PortOption = Annotated[int, typer.Option("--port", min=1, max=65535, help="Port.")]
EventsOption = Annotated[
    bool, typer.Option("--events/--no-events", help="Record how the pages are used.")
]
AllowHostOption = Annotated[
    list[str] | None,
    typer.Option("--allow-host", metavar="NAME", help="Name of this server; repeatable."),
]
TrustedProxyOption = Annotated[
    list[str] | None,
    typer.Option("--trusted-proxy", metavar="ADDRESS", help="A proxy that may name its clients."),
]
IdentityHeaderOption = Annotated[
    str,
    typer.Option("--identity-header", metavar="NAME", help="Where that proxy names who signed in."),
]
RateLimitOption = Annotated[
    float,
    typer.Option(
        "--rate-limit", min=0, metavar="NUMBER", help="Requests with events, a client a second."
    ),
]


def command(
    content: ContentOption = None,
    audience: AudienceOption = None,
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    events: EventsOption = True,
    allow_host: AllowHostOption = None,
    trusted_proxy: TrustedProxyOption = None,
    identity_header: IdentityHeaderOption = "",
    rate_limit: RateLimitOption = Limits.per_second,
    today: TodayOption = None,
) -> None:
    """Serve an audience's site, record how it is used, and rebuild it whenever a file is saved.

    Events go to the store that `storage.events` in `hub.yml` names.

    Examples:

    - `hub serve`

    - `hub serve --audience vendor --port 8001`

    - `hub serve --host 0.0.0.0 --allow-host hub.acme.example --trusted-proxy 10.0.0.4`

    - `hub serve --no-events`
    """
    with opened_hub(content, today) as hub:
        name = audience or hub.config.audiences[0]
        hub.check_audiences([name])
    limits = Limits(rate_limit, max(int(rate_limit * 10), 1))
    with (
        _leaving_in_order(),
        closing(listen(host, port)) as listening,
        _recording(hub, limits) if events else nullcontext() as service,
        tempfile.TemporaryDirectory(prefix="hub-preview-") as folder,
    ):
        preview = Preview(Path(folder) / "site")
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"

        def rebuild() -> None:
            with _keeping_last_good(preview), opened_hub(content, today) as fresh:
                _build(fresh, name, preview, address, service)

        with _keeping_last_good(preview):
            _build(hub, name, preview, address, service)
        with watching([hub.folder], _watched_files(hub), rebuild):
            others = [other for other in hub.config.audiences if other != name]
            also = f" (also: {', '.join(others)}; choose with --audience)" if others else ""
            typer.echo(f"Serving the site for {name}{also} at {address} - Ctrl-C stops")
            proxy = TrustedProxy(trusted_proxy or (), identity_header)
            names = allow_host or ()
            serve_preview(preview, host, listening, names=names, service=service, proxy=proxy)


@contextmanager
def _recording(hub: Hub, limits: Limits) -> Iterator[Service]:
    """The store, opened once to write and once to read."""
    url = hub.config.storage.events
    clock = Clock(lambda: dt.datetime.now(dt.UTC), time.monotonic)
    with (
        closing(open_store(url, hub.root)) as writer,
        closing(open_store(url, hub.root)) as reader,
    ):
        yield Service(writer, reader, limits, clock)


@contextmanager
def _leaving_in_order() -> Iterator[None]:
    """Take the temporary site away even when the process is told to end or its terminal closes."""
    before = {signal.SIGTERM: signal.signal(signal.SIGTERM, _leave)}
    if hasattr(signal, "SIGHUP"):  # Windows has none
        before[signal.SIGHUP] = signal.signal(signal.SIGHUP, _terminate)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, _frame: object) -> None:
    sys.exit(128 + number)


def _terminate(_number: int, _frame: object) -> None:
    """Let whoever answers to the other signal, the running server or us, answer to this one."""
    signal.raise_signal(signal.SIGTERM)


def _build(
    hub: Hub, audience: str, preview: Preview, address: str, service: Service | None
) -> None:
    began = time.monotonic()
    builder = site_builder()
    takes_events = service is not None

    def build(folder: Path) -> None:
        builder.build(hub, audience, folder, address=address, events=takes_events)

    publish(preview.folder, build)
    if service is not None:
        service.show(hub, audience)
    preview.show()
    pages = plural(len(hub.library.for_audience(audience).pages), "page")
    typer.echo(f"Built {pages} in {time.monotonic() - began:.1f} s")


@contextmanager
def _keeping_last_good(preview: Preview) -> Iterator[None]:
    """Report a mistake and go on; writers make mistakes between two saves."""
    try:
        yield
    except (HubError, OSError) as error:
        problem = error if isinstance(error, HubError) else _unwritable(error)
        typer.echo(f"{problem}\nNot rebuilt; the last good site stays.", err=True)
        preview.show_problem(problem)


def _unwritable(error: OSError) -> HubError:
    """A file that vanished or could not be written while the site was built, as a message."""
    return BuildError(
        Problem(
            path="",
            rule="serve",
            found=f"the site can't be built: {error}",
            remedy="Save a page once more, or stop the server and start it again.",
        )
    )


def _watched_files(hub: Hub) -> list[Path]:
    """The configuration, and the file that git writes with every commit."""
    names = ("hub.yml", "mkdocs.yml", ".git/logs/HEAD")
    return [hub.root / name for name in names]
