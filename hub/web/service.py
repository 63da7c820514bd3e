"""What a server does besides showing files: it takes events in and answers questions."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from typing import Any

from hub.app import Hub
from hub.errors import ConfigError, UsageError
from hub.report.pages_feed import pages_feed
from hub.report.since import window_since
from hub.report.uptake import uptake_report
from hub.usage.door import Door, PageNames
from hub.usage.events import Event
from hub.usage.readers import DailyReaders, LastingReaders
from hub.usage.store.sql_store import SqlStore
from hub.web.answer import Answer
from hub.web.counting import Metrics
from hub.web.events_api import Clock, EventsApi
from hub.web.intake import Intake
from hub.web.limits import RateLimit
from hub.web.openapi import openapi
from hub.web.search_api import SearchApi

_REFRESH_SECONDS = 60.0


@dataclass(frozen=True)
class Limits:
    """How much a server takes."""

    per_second: float = 50.0
    """Requests with events that one client may send each second; 0 for any number."""
    burst: int = 500
    """How many it may send at once."""
    most_waiting: int = 10_000
    """Events that may wait for a commit."""


class Service:
    """A server's work for one audience's site.

    Args:
        writer: Takes the events; used by one thread.
        reader: Answers questions; another connection to the same store.
        limits: How much is taken.
        clock: Tells the time.
    """

    def __init__(self, writer: SqlStore, reader: SqlStore, limits: Limits, clock: Clock) -> None:
        self._writer = writer
        self._reader = reader
        self._clock = clock
        self._intake = Intake(writer, most_waiting=limits.most_waiting)
        self._metrics = Metrics(lambda: self._intake.waiting, lambda: self._intake.commits)
        limit = RateLimit(limits.per_second, limits.burst)
        self.events = EventsApi(self._intake, limit, self._metrics, clock)
        self.search = SearchApi()
        self._daily = DailyReaders()
        self._lasting: LastingReaders | None = None
        self._hub: Hub | None = None
        self._audience = ""
        self._asking = asyncio.Lock()
        self._upkeep: asyncio.Task[None] | None = None

    def show(self, hub: Hub, audience: str) -> None:
        """Take events of a site that has just been built.

        Args:
            hub: What it was built of.
            audience: Whose site it is.
        """
        privacy = hub.config.privacy
        if self._lasting is None and (days := privacy.reader_days):
            self._lasting = LastingReaders(hub.reader_key_file, days)
        pages = PageNames(hub.library.for_audience(audience))
        self._hub, self._audience = hub, audience
        self.search.show(hub, audience)
        self.events.door = Door(pages, audience, privacy.mode, self._reader_of)

    def _reader_of(self, event: Event, marks: Mapping[str, str]) -> bytes:
        now = self._clock.now()
        if self._lasting is not None:
            return self._lasting.of(event.reader, now.date()) if event.reader else b""
        return self._daily.of(event.day, now.date(), marks["client"], marks["agent"])

    async def start(self) -> None:
        """Begin to write."""
        self._intake.start()
        self._upkeep = asyncio.create_task(self._keep_up())

    async def stop(self) -> None:
        """Write what waits, and end."""
        if self._upkeep is not None:
            self._upkeep.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._upkeep
        await self._intake.stop()

    async def _keep_up(self) -> None:
        """Bring the totals up to date now and then, and forget what has been kept long enough."""
        expired = dt.date.min
        while True:
            with contextlib.suppress(UsageError):  # the next round tries again
                await self._intake.aside(self._writer.refresh)
                today = self._clock.now().date()
                if self._hub is not None and today != expired:
                    before = self._hub.config.privacy.keep_raw.before(today)
                    await self._intake.aside(partial(self._writer.expire, before))
                    expired = today
            await asyncio.sleep(_REFRESH_SECONDS)

    async def pages(self) -> Answer:
        """The state of every page of the audience."""
        if self._hub is None:
            return _not_yet()
        hub, audience = self._hub, self._audience
        return Answer(
            200, await asyncio.to_thread(lambda: pages_feed(hub.assess(audience), audience))
        )

    async def uptake(self, since: str) -> Answer:
        """How the audience's pages are used.

        Args:
            since: How far to look back, as ``hub uptake --since`` takes it.
        """
        if self._hub is None:
            return _not_yet()
        hub, audience = self._hub, self._audience
        try:
            async with self._asking:
                return Answer(200, await asyncio.to_thread(_uptake, hub, audience, since))
        except ConfigError as error:
            return Answer(400, {"detail": error.problems[0].found})
        except UsageError as error:
            body = {"detail": error.problems[0].found}
            return Answer(503, body, {"Retry-After": "5"})

    async def health(self) -> Answer:
        """Whether the site is there and the store answers."""
        try:
            async with self._asking:
                await asyncio.to_thread(self._reader.first_day)
        except UsageError as error:
            body = {"status": "unavailable", "detail": error.problems[0].found}
            return Answer(503, body, {"Retry-After": "5"})
        return Answer(200, {"status": "ok"}) if self._hub else _not_yet()

    async def metrics(self) -> Answer:
        """Counters for Prometheus."""
        return Answer(200, self._metrics.text(), media_type=Metrics.media_type)

    async def description(self) -> Answer:
        """The interface, as OpenAPI."""
        return Answer(200, openapi(version("handbook-hub")))


def _not_yet() -> Answer:
    body = {"status": "starting", "detail": "no site is there yet"}
    return Answer(503, body, {"Retry-After": "5"})


def _feed(hub: Hub, audience: str) -> dict[str, Any]:
    return pages_feed(hub.assess(audience), audience)


def _uptake(hub: Hub, audience: str, since: str) -> dict[str, Any]:
    return uptake_report(hub.usage.measured(audience, window_since(since, hub.today)))
