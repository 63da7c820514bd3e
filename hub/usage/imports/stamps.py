"""When a request was made: the ways in which logs write it, as seconds since 1970."""

from __future__ import annotations

import datetime as dt
import re
from types import MappingProxyType

_MONTHS = (
    b"Jan",
    b"Feb",
    b"Mar",
    b"Apr",
    b"May",
    b"Jun",
    b"Jul",
    b"Aug",
    b"Sep",
    b"Oct",
    b"Nov",
    b"Dec",
)
_CLF = re.compile(rb"(\d\d)/(\w{3})/(\d{4}):(\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)")
_SECONDS = MappingProxyType({b"%02d" % second: second for second in range(60)})
_MINUTE = range(60)
_REMEMBERED = 1_000
"""Minutes whose beginning is remembered."""
_NUMBER = re.compile(rb"\d{9,11}(?:\.\d*)?")


def seconds_of(stamp: bytes) -> int | None:
    """Seconds since 1970, whatever the zone; None where it is no time.

    Args:
        stamp: ``10/Oct/2026:13:55:36 -0700``, ISO 8601 with a zone, or a number of seconds.
    """
    try:
        if match := _CLF.fullmatch(stamp):
            day, month, year, hour, minute, second, sign, hours, minutes = match.groups()
            offset = dt.timedelta(hours=int(hours), minutes=int(minutes))
            zone = dt.timezone(-offset if sign == b"-" else offset)
            numbers = (int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute))
            # A leap second is the last second of its minute, as in all clocks that know none.
            when = dt.datetime(*numbers, min(int(second), 59), tzinfo=zone)
        elif _NUMBER.fullmatch(stamp):
            return int(float(stamp))
        else:
            when = dt.datetime.fromisoformat(stamp.decode("ascii"))
    except (ValueError, OverflowError):
        return None
    return int(when.timestamp()) if when.tzinfo is not None else None


class Clock:
    """Reads times as ``seconds_of`` does; in a minute that it knows, ten times as fast."""

    def __init__(self) -> None:
        self._minutes: dict[bytes, int] = {}

    def seconds_of(self, stamp: bytes) -> int | None:
        """Seconds since 1970, whatever the zone; None where it is no time."""
        # 10/Oct/2026:13:55:36 -0700: within a minute only the seconds differ.
        minute = stamp[:18] + stamp[20:]
        try:
            return self._minutes[minute] + _SECONDS[stamp[18:20]]
        except KeyError:
            second = seconds_of(stamp)
            start = seconds_of(stamp[:18] + b"00" + stamp[20:])
            if second is not None and start is not None and second - start in _MINUTE:
                if len(self._minutes) >= _REMEMBERED:
                    self._minutes.clear()
                self._minutes[minute] = start
            return second
