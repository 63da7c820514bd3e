"""``GET /api/search`` and ``/api/suggest``: finding pages of one audience's site."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hub.app import Hub
from hub.errors import SearchError
from hub.report.search import search_report
from hub.search.query import FILTERS, Query, parse_query
from hub.site.wording import WORDING
from hub.web.answer import Answer

if TYPE_CHECKING:
    from hub.search.searcher import Searcher

_MOST, _USUAL = 50, 10
_LAST_PAGE = 1_000
_LABELS = {state.value: wording.label for state, wording in WORDING.items()}
Parameters = Mapping[str, Sequence[str]]
"""By name, every value that was given."""


class SearchApi:
    """Answers queries; the index is brought up to date when the first one comes after a build."""

    def __init__(self) -> None:
        self._hub: Hub | None = None
        self._audience = ""
        self._searcher: Searcher | None = None
        self._one_at_a_time = asyncio.Lock()

    def show(self, hub: Hub, audience: str) -> None:
        """Search a site that has just been built.

        Args:
            hub: What it was built of.
            audience: Whose site it is.
        """
        self._hub, self._audience, self._searcher = hub, audience, None

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

    async def _answered(self, work: Any) -> Answer:
        if self._hub is None:
            return Answer(503, {"detail": "no site is there yet"}, {"Retry-After": "5"})
        hub = self._hub
        try:
            async with self._one_at_a_time:
                return await asyncio.to_thread(self._work, hub, work)
        except SearchError as error:
            return Answer(503, {"detail": error.problems[0].found}, {"Retry-After": "5"})

    def _work(self, hub: Hub, work: Any) -> Answer:
        if self._searcher is None:
            self._searcher = hub.searcher(self._audience)
        return Answer(200, work(self._searcher, hub))


def _results(searcher: Searcher, hub: Hub, given: Parameters) -> dict[str, Any]:
    limit = _number(given, "limit", _USUAL, _MOST)
    page = _number(given, "page", 1, _LAST_PAGE)
    found = searcher.search(
        _query(given), limit=limit, page=page, with_archived=_one(given, "archived") == "1"
    )
    return search_report(found, hub.config, _LABELS, page=page, limit=limit)


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
