"""How often one client may send events."""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from dataclasses import dataclass

_MOST_CLIENTS = 10_000
_NETWORK = 64
"""Bits of an IPv6 address that one client has; the rest it may choose as it likes."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class RateLimit:
    """A bucket of tokens for each client; each request takes one.

    Args:
        per_second: Tokens that come back each second; 0 for no limit.
        burst: Tokens in a full bucket.
    """

    def __init__(self, per_second: float, burst: int) -> None:
        self._per_second = per_second
        self._burst = burst
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def seconds_to_wait(self, client: str, now: float) -> float:
        """Take a token.

        Args:
            client: An address.
            now: Seconds on a clock that only goes forward.

        Returns:
            0 where there was one, else the seconds until there is.
        """
        if not self._per_second:
            return 0.0
        key = _whose(client)
        bucket = self._buckets.pop(key, None) or _Bucket(float(self._burst), now)
        bucket.tokens = min(
            float(self._burst), bucket.tokens + (now - bucket.at) * self._per_second
        )
        bucket.at = now
        self._buckets[key] = bucket
        if len(self._buckets) > _MOST_CLIENTS:
            self._buckets.popitem(last=False)
        if bucket.tokens < 1:
            return (1 - bucket.tokens) / self._per_second
        bucket.tokens -= 1
        return 0.0


def _whose(client: str) -> str:
    if ":" not in client:
        return client
    try:
        return str(ipaddress.ip_network((client, _NETWORK), strict=False))
    except ValueError:
        return client
