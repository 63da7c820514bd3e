"""What the people of one side do on one day, written down as the events that the store keeps."""

from __future__ import annotations

import datetime as dt
from random import Random

from hub.demo.usage.readers import Reader
from hub.usage.store.records import Recorded

_HOUR = 3600
_LAST_SECOND = 24 * _HOUR - 1


class Notes:
    """Writes events down.

    Args:
        org: The side.
        day: The day.
        random: Decides what nobody else does; the ids of events, too.

    Attributes:
        events: What happened.
    """

    def __init__(self, org: str, day: dt.date, random: Random) -> None:
        self.org = org
        self.day = day
        self.random = random
        self.events: list[Recorded] = []
        self._midnight = dt.datetime.combine(day, dt.time(), dt.UTC)
        self._seen: set[tuple[str, bytes, str]] = set()

    def second(self, reader: Reader) -> int:
        """A second of somebody's shift, after midnight."""
        first, last = reader.shift
        return self.random.randrange(first * _HOUR, last * _HOUR)

    def is_new(self, kind: str, reader: Reader, path: str) -> bool:
        """Whether somebody does something to a page for the first time on this day."""
        seen = (kind, reader.key, path)
        if seen in self._seen:
            return False
        self._seen.add(seen)
        return True

    def write(
        self,
        kind: str,
        reader: Reader,
        second: int,
        page: str = "",
        version: str = "",
        *,
        amount: int | None = None,
        rank: int | None = None,
        words: str | None = None,
        reason: str | None = None,
    ) -> Recorded:
        """Write one event down.

        Args:
            kind: Of the event.
            reader: Who.
            second: When, after midnight.
            page: Its path.
            version: What was on the screen.
            amount: As the store has it.
            rank: As the store has it.
            words: As the store has it.
            reason: As the store has it.
        """
        event = Recorded(
            id=_id(self.random),
            at=self._midnight + dt.timedelta(seconds=min(second, _LAST_SECOND)),
            kind=kind,
            page=page,
            org=self.org,
            reader=reader.key,
            is_lasting=True,
            version=version,
            amount=amount,
            rank=rank,
            words=words,
            reason=reason,
        )
        self.events.append(event)
        return event


def _id(random: Random) -> str:
    """An id as browsers make them."""
    digits = f"{random.getrandbits(128):032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
