"""Who asks: the peer itself, or, where the peer is a proxy that we trust, whoever it names."""

from __future__ import annotations

from collections.abc import Collection, Iterable

Headers = Iterable[tuple[bytes, bytes]]
"""Names in lower case and values, in the order in which they came."""


class TrustedProxy:
    """Reads what a proxy says of those for whom it asks.

    Args:
        addresses: Addresses of the proxies; what others say is not believed.
        identity_header: The header in which a proxy names who has signed in; empty for none.
    """

    def __init__(self, addresses: Collection[str], identity_header: str = "") -> None:
        self._addresses = frozenset(addresses)
        self._identity = identity_header.lower().encode("latin-1")

    def client(self, peer: str, headers: Headers) -> str:
        """The address of whoever asks.

        Args:
            peer: The address at the other end of the connection.
            headers: Those of the request.
        """
        if peer not in self._addresses:
            return peer
        named = [
            part.strip()
            for name, value in headers
            if name == b"x-forwarded-for"
            for part in value.decode("latin-1").split(",")
        ]
        # From the right: what stands further left was written by those who are not trusted.
        others = [address for address in named if address not in self._addresses]
        return others[-1] if others else peer

    def person(self, peer: str, headers: Headers) -> str | None:
        """Who has signed in; None where no trusted proxy names exactly one.

        Args:
            peer: The address at the other end of the connection.
            headers: Those of the request.
        """
        if peer not in self._addresses or not self._identity:
            return None
        named = [value for name, value in headers if name == self._identity]
        return (named[0].decode("latin-1").strip() or None) if len(named) == 1 else None
