"""Headers with which every answer goes out; a page's own policy is in the page.

The same are written down for other servers in ``content/reference/server-headers.md``.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import PurePosixPath
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]
"""A web application as ASGI describes it."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""What every answer says."""
PAGE_POLICY = "frame-ancestors 'none'"
"""What a policy can say only in a header; the rest is in each page."""
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""For files that a browser would run as pages if it were let; HTML is a page, and no attachment."""

_FILES = re.compile(r"\.(?:svgz?|xhtml?|xht|xml|xslt?|mht|mhtml)", re.IGNORECASE)
_XML = re.compile(r"[/+]xml\b", re.IGNORECASE)


class SecurityHeaders:
    """Adds the headers to every answer.

    Args:
        app: The application that answers.
    """

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = dict(message.get("headers", ()))
                media_type = sent.get(b"content-type", b"").decode("latin-1")
                policy = policy_of(scope["path"], media_type)
                added = {**HEADERS, "Content-Security-Policy": policy}
                encoded = [(name.lower().encode(), it.encode()) for name, it in added.items()]
                message["headers"] = [*message.get("headers", ()), *encoded]
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def policy_of(path: str, media_type: str = "") -> str:
    """The policy in the header of an answer.

    Args:
        path: The path that was asked for.
        media_type: The answer's media type; a browser runs what is in any kind of XML.
    """
    is_file = _FILES.fullmatch(PurePosixPath(path).suffix) or _XML.search(media_type)
    return FILE_POLICY if is_file else PAGE_POLICY
