"""Group commit: events that arrive while one commit is written go into the next, all together.

Whoever sent them hears of it only when they are on the disk. Writing each request by itself would
cost a flush of the disk for every one; saying so before the commit would lose what was not written
when the process dies.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol, TypeVar

from hub.errors import Problem, StoreBusyError
from hub.usage.store.records import Recorded

Result = TypeVar("Result")


class Recorder(Protocol):
    """The part of a store that is written to."""

    def record(self, batches: Sequence[Sequence[Recorded]]) -> list[int]:
        """Keep events, all of them or none, and say how many of each batch were new."""
        ...


@dataclass(frozen=True, slots=True)
class _Waiting:
    events: list[Recorded]
    told: asyncio.Future[int]


class Intake:
    """Takes events in and keeps them in order, a commit at a time.

    Args:
        store: Where they are kept; used by one thread of ours alone.
        most_waiting: Events that may wait; more are turned away, so that memory stays bounded.
        most_together: Events of one commit.
    """

    def __init__(
        self, store: Recorder, *, most_waiting: int = 10_000, most_together: int = 2_000
    ) -> None:
        self._store = store
        self._most_waiting = most_waiting
        self._most_together = most_together
        self._queue: deque[_Waiting] = deque()
        self.waiting = 0
        """Events that wait for a commit."""
        self.commits = 0
        """Commits that were made."""
        self._arrived = asyncio.Event()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="hub-events")
        self._task: asyncio.Task[None] | None = None
        self._is_closing = False

    def start(self) -> None:
        """Begin to write; called where the events arrive."""
        self._task = asyncio.create_task(self._write())

    async def stop(self) -> None:
        """Write what waits, and end."""
        self._is_closing = True
        self._arrived.set()
        if self._task is not None:
            await self._task
        self._thread.shutdown()

    async def keep(self, events: list[Recorded]) -> int:
        """Keep events.

        Returns:
            How many of them were new, once they are on the disk.

        Raises:
            StoreBusyError: When there are too many, or the store can't be written now.
        """
        if self._is_closing or self.waiting + len(events) > self._most_waiting:
            raise StoreBusyError(
                Problem(path="", rule="usage-store", found="too many events wait to be written")
            )
        told: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._queue.append(_Waiting(events, told))
        self.waiting += len(events)
        self._arrived.set()
        return await told

    async def aside(self, work: Callable[[], Result]) -> Result:
        """Do something else with the store, between two commits."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            while group := self._next_group():
                batches = [one.events for one in group]
                try:
                    new = await loop.run_in_executor(self._thread, self._store.record, batches)
                except Exception as error:  # whatever it is, all who wait are told
                    self._tell(group, error)
                else:
                    self.commits += 1
                    self._tell(group, new)
            if self._is_closing:
                return

    def _next_group(self) -> list[_Waiting]:
        group: list[_Waiting] = []
        size = 0
        while self._queue and (not group or size < self._most_together):
            one = self._queue.popleft()
            group.append(one)
            size += len(one.events)
        return group

    def _tell(self, group: list[_Waiting], outcome: list[int] | Exception) -> None:
        for at, one in enumerate(group):
            self.waiting -= len(one.events)
            if one.told.done():  # whoever asked has gone
                continue
            if isinstance(outcome, Exception):
                one.told.set_exception(outcome)
            else:
                one.told.set_result(outcome[at])
