"""Counting the views of pages in a server's log, in one pass and without keeping who looked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hub.usage.imported import Count, Covered, Place
from hub.usage.imports.addresses import PageAddresses
from hub.usage.imports.coverage import Coverage, Standing
from hub.usage.imports.crawlers import Crawlers
from hub.usage.imports.left_out import LeftOut
from hub.usage.imports.remembered import Remembered
from hub.usage.imports.requests import Reject, Request
from hub.usage.imports.stamps import Clock
from hub.usage.imports.visitors import Tally, Visitors, distinct

_SHOWN = (b"200", b"304")
"""The page was sent, or the browser had it still."""
_MOMENTS = 64
# Members of an enumeration are looked up by a function, which would run for every line.
_NEW, _KNOWN = Standing.NEW, Standing.KNOWN
_AGAIN, _PROGRAM = LeftOut.KNOWN, LeftOut.BOT
_SECONDS_A_DAY = 86_400
NO_TIME = "without a time that has a zone"
IN_THE_FUTURE = "more than a day in the future"
NOT_UTF_8 = "with an address that is not UTF-8"


@dataclass(slots=True)
class _Moment:
    """What all requests of a second have in common."""

    second: int
    standing: Standing
    tallies: dict[str, Tally]
    near: list[bytes]
    """Where lines are kept at the ends of the file."""
    rejected_as: str


@dataclass(slots=True)
class LogCount:
    """What was counted in a log.

    Attributes:
        counts: Views by page and day.
        people: Different visitors of each page in the whole file.
        left_out: Lines that are no new view of a page, by reason.
        covered: The stretch of time that the log covers.
        first: Day of its first line; None where it has none with a time.
        last: Day of its last line.
        read: Lines that could be read.
    """

    counts: Mapping[Place, Count] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    covered: Covered | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    read: int = 0


class LogCounter:
    """Counts views.

    A view is a GET of a page that was answered with it (200 or 304), by no program and not ahead
    of a click. Every other line is left out for one reason, the first of ``LeftOut`` that fits.

    Args:
        addresses: Where the pages are.
        counted: Stretches of the same source that are counted already.
        today: The day on which the file is read.
        reject: Told each line that can't be read.
    """

    def __init__(
        self,
        addresses: PageAddresses,
        counted: Iterable[Covered],
        *,
        today: dt.date,
        reject: Reject,
    ) -> None:
        self._addresses = addresses
        self._coverage = Coverage(counted)
        self._reject = reject
        self._programs = Crawlers().has
        self._visitors = Visitors()
        self._days: dict[int, dict[str, Tally]] = {}
        self._clock = Clock()
        self._moments = Remembered(self._moment, most=_MOMENTS)
        end = dt.datetime.combine(today + dt.timedelta(days=2), dt.time(), dt.UTC)
        self._end = int(end.timestamp())

    def count(self, requests: Iterable[Request]) -> LogCount:
        """Count all requests of a log."""
        left_out: Counter[str] = Counter()
        moments, page_at, judged, read = self._moments, self._addresses.page_at, self._judged, 0
        # As few calls as can be, because this runs for every line of a log.
        for request in requests:
            moment = moments[request[1]]
            if moment.rejected_as:
                self._reject(request[0], moment.rejected_as)
                continue
            moment.near.append(request[0])
            if moment.standing is not _NEW and self._is_known(moment, request[0]):
                found: str | LeftOut | None = _AGAIN
            else:
                found = judged(request, page_at[request[3]])
            if found is None:
                self._reject(request[0], NOT_UTF_8)
                continue
            read += 1
            if type(found) is LeftOut:
                left_out[found] += 1
            else:
                self._add(moment, found, request)
        return self._result(left_out, read)

    def _judged(self, request: Request, found: str | LeftOut | None) -> str | LeftOut | None:
        """The page that was viewed, or why this is no view; None where the address is no text."""
        _, _, method, _, status, _, agent, host, is_prefetch = request
        if found is None:
            return None
        if host and self._addresses.host and host.lower() != self._addresses.host:
            found = LeftOut.OTHER_SITE
        elif method != b"GET":
            found = LeftOut.METHOD
        elif status not in _SHOWN:
            found = LeftOut.REDIRECT if status[:1] == b"3" else LeftOut.ERROR
        elif type(found) is not LeftOut:
            if is_prefetch:
                found = LeftOut.PREFETCH
            elif self._programs[agent]:
                found = _PROGRAM
        return found

    def _add(self, moment: _Moment, page: str, request: Request) -> None:
        tally = moment.tallies.get(page)
        if tally is None:
            tally = moment.tallies[page] = Tally()
        tally.add(self._visitors.number(request[5], request[6]))

    def _is_known(self, moment: _Moment, line: bytes) -> bool:
        if moment.standing is _KNOWN:
            return True
        return self._coverage.is_known(moment.second, line)

    def _moment(self, stamp: bytes) -> _Moment:
        second = self._clock.seconds_of(stamp)
        if second is None or second >= self._end:
            reason = NO_TIME if second is None else IN_THE_FUTURE
            return _Moment(0, _NEW, {}, [], reason)
        number = second // _SECONDS_A_DAY
        tallies = self._days.get(number)
        if tallies is None:
            tallies = self._days[number] = {}
        standing, near = self._coverage.standing(second), self._coverage.lines_at(second)
        return _Moment(second, standing, tallies, near, "")

    def _result(self, left_out: Mapping[str, int], read: int) -> LogCount:
        counts: dict[Place, Count] = {}
        by_page: dict[str, list[Tally]] = {}
        days = {_day(number): tallies for number, tallies in sorted(self._days.items())}
        for day, tallies in days.items():
            for page, tally in sorted(tallies.items()):
                counts[Place(day, day, page)] = Count(tally.views, distinct([tally]))
                by_page.setdefault(page, []).append(tally)
        people = {page: distinct(tallies) for page, tallies in sorted(by_page.items())}
        covered = self._coverage.covered()
        first, last = min(days, default=None), max(days, default=None)
        left = {str(reason): count for reason, count in sorted(left_out.items())}
        return LogCount(counts, people, left, covered, first, last, read)


def _day(number: int) -> dt.date:
    """A day by its number since 1970."""
    return dt.date(1970, 1, 1) + dt.timedelta(days=number)
