"""When a request was made: the ways in which logs write it, as seconds since 1970."""

from __future__ import annotations

import datetime as dt
import re

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
