"""``GET /api/search`` and ``/api/suggest``: finding pages of one audience's site."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hub.app import Hub
from hub.errors import SearchError
from hub.report.search import search_report
from hub.search.query import FILTERS, Query, parse_query
from hub.site.wording import WORDING
from hub.web.answer import Answer

if TYPE_CHECKING:
    from hub.search.searcher import Searcher

_log = logging.getLogger(__name__)
_MOST, _USUAL = 50, 10
_LAST_PAGE = 1_000
_PATIENCE = 1.0
"""Seconds for which an answer waits for the index of a site that has just been built."""
_LABELS = {state.value: wording.label for state, wording in WORDING.items()}
Parameters = Mapping[str, Sequence[str]]
"""By name, every value that was given."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """What queries are answered with."""

    hub: Hub
    searcher: Searcher


class SearchApi:
    """Answers queries; after each build the index is brought up to date beside the running site."""

    def __init__(self) -> None:
        self._ready: _Ready | None = None
        self._coming: Future[_Ready] | None = None
        self._preparing = threading.Lock()
        self._one_at_a_time = asyncio.Lock()

    def show(self, hub: Hub, audience: str) -> None:
        """Search a site that has just been built, as soon as its index is there.

        Args:
            hub: What it was built of.
            audience: Whose site it is.
        """
        coming: Future[_Ready] = Future()
        self._coming = coming
        # A daemon, since an index that is left half-written is none, and stopping shouldn't wait
        threading.Thread(
            target=self._prepare, args=(hub, audience, coming), name="search-index", daemon=True
        ).start()

    def _prepare(self, hub: Hub, audience: str, coming: Future[_Ready]) -> None:
        try:
            with self._preparing:
                found = _Ready(hub, hub.searcher(audience))
                found.searcher.warm()
                if self._coming is coming:
                    self._ready = found
            coming.set_result(found)
        except SearchError as error:
            _log.warning("%s: answers are those of before", error.problems[0].found)
            coming.set_exception(error)
        except BaseException as error:
            coming.set_exception(error)
            raise

    async def search(self, given: Parameters) -> Answer:
        """Results, with facets.

        Args:
            given: ``q``, filters, ``archived``, ``page`` and ``limit``; what makes no sense is as
                if it were not there.
        """
        return await self._answered(lambda searcher, hub: _results(searcher, hub, given))

    async def suggest(self, given: Parameters) -> Answer:
        """Titles and words that go on as somebody began to type.

        Args:
            given: ``q``.
        """
        return await self._answered(lambda searcher, _: _suggestions(searcher, given))

    async def _answered(self, work: Callable[[Searcher, Hub], dict[str, Any]]) -> Answer:
        try:
            ready = await self._latest()
        except SearchError as error:
            return Answer(503, {"detail": error.problems[0].found}, {"Retry-After": "5"})
        if ready is None:
            return Answer(503, {"detail": "no site is there yet"}, {"Retry-After": "5"})
        async with self._one_at_a_time:
            return Answer(200, await asyncio.to_thread(work, ready.searcher, ready.hub))

    async def _latest(self) -> _Ready | None:
        """What the newest site is searched with; the one before while that does not come.

        Raises:
            SearchError: When there is none before, and the index can't be used.
        """
        before, coming = self._ready, self._coming
        if coming is not None and not coming.done():
            patience = None if before is None else _PATIENCE
            await asyncio.wait([asyncio.wrap_future(coming)], timeout=patience)
        if coming is None or self._ready is not None:
            return self._ready
        return coming.result()


def _results(searcher: Searcher, hub: Hub, given: Parameters) -> dict[str, Any]:
    limit = _number(given, "limit", _USUAL, _MOST)
    page = _number(given, "page", 1, _LAST_PAGE)
    found = searcher.search(
        _query(given), limit=limit, page=page, with_archived=_one(given, "archived") == "1"
    )
    return search_report(found, hub.config, hub.people, _LABELS, page=page, limit=limit)


def _query(given: Parameters) -> Query:
    query = parse_query(_one(given, "q"), is_open=True)
    filters = dict(query.filters)
    for name in FILTERS:
        values = tuple(value.strip().casefold() for value in given.get(name, ()) if value.strip())
        if values:
            filters[name] = (*filters.get(name, ()), *values)
    return replace(query, filters=filters)


def _suggestions(searcher: Searcher, given: Parameters) -> dict[str, Any]:
    found = searcher.suggest(parse_query(_one(given, "q")).text)
    return {"schema": 1, "suggestions": [{"text": text} for text in found]}


def _one(given: Parameters, name: str) -> str:
    return next(iter(given.get(name, ())), "")


def _number(given: Parameters, name: str, usual: int, most: int) -> int:
    written = _one(given, name)
    is_number = written.isascii() and written.isdigit() and len(written) < len(str(most)) + 3
    return min(max(int(written), 1), most) if is_number else usual
