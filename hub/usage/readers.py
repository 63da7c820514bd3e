"""Who read: eight bytes that tell readers apart, and from which nobody can be found.

In the mode ``aggregate`` they are made with a random salt that lives in the memory of this process
and is thrown away at the end of the day (UTC); so nobody, the operator included, can join two days.
In the other modes the browser keeps a random id, of which a keyed hash is stored. The key is
random, lies in a file outside of the hub and is replaced when raw events expire, and with it what
can be joined.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import secrets
from pathlib import Path

_BYTES = 8
_KEY_BYTES = 32


class DailyReaders:
    """Readers that can be told apart for one day."""

    def __init__(self) -> None:
        self._day = dt.date.min
        self._salt = b""

    def of(self, day: dt.date, today: dt.date, *marks: str) -> bytes:
        """The bytes for a reader.

        Args:
            day: The day on which they read, in UTC.
            today: This day; with the first reader of another the salt is thrown away.
            marks: What tells readers apart, such as an address and a browser; none is kept.
        """
        if today != self._day:
            self._day, self._salt = today, secrets.token_bytes(_KEY_BYTES)
        return _hashed(self._salt, day.isoformat(), *marks)


class LastingReaders:
    """Readers that can be told apart for as long as raw events are kept.

    Args:
        file: Where the key is kept; outside of the hub, readable for its owner alone.
        days: How long a key lasts.
    """

    def __init__(self, file: Path, days: int) -> None:
        self._file = file
        self._days = days
        self._key, self._since = self._read()

    def of(self, browser: str, today: dt.date) -> bytes:
        """The bytes for a reader.

        Args:
            browser: The random id that their browser keeps.
            today: This day; a key that has lasted long enough is replaced.
        """
        if not self._key or (today - self._since).days >= self._days:
            self._renew(today)
        return _hashed(self._key, browser)

    def _read(self) -> tuple[bytes, dt.date]:
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            key, since = bytes.fromhex(kept["key"]), dt.date.fromisoformat(kept["since"])
        except (OSError, ValueError, TypeError, KeyError):
            return b"", dt.date.min  # a lost key only makes readers unknown again
        return (key if len(key) == _KEY_BYTES else b""), since

    def _renew(self, today: dt.date) -> None:
        self._key, self._since = secrets.token_bytes(_KEY_BYTES), today
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = self._file.with_suffix(".new")
        made.unlink(missing_ok=True)  # of a process that died; its mode may be another
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump({"key": self._key.hex(), "since": today.isoformat()}, file)
        made.replace(self._file)


def _hashed(key: bytes, *marks: str) -> bytes:
    # A length before each mark, so that two marks never read like two others.
    text = b"".join(len(it).to_bytes(4, "big") + it for it in (mark.encode() for mark in marks))
    return hashlib.blake2b(text, key=key, digest_size=_BYTES).digest()
