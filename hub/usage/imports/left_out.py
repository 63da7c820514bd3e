"""Why a line or a row of a file is no view of a page."""

from __future__ import annotations

from enum import StrEnum


class LeftOut(StrEnum):
    """The reasons, each with the word under which it is counted."""

    KNOWN = "known"
    """Another file of the same source had it, and it is counted already."""
    OTHER_SITE = "other-site"
    """It belongs to another site of the same server."""
    METHOD = "method"
    """Something else than GET."""
    ERROR = "error"
    """Not answered with the page."""
    REDIRECT = "redirect"
    ASSET = "asset"
    """A file that is no page: a picture, a style sheet, a feed."""
    UNKNOWN_PAGE = "unknown-page"
    """An address at which there is no page of the hub."""
    PREFETCH = "prefetch"
    """The browser asked ahead of a click."""
    BOT = "bot"
    """A page, but the reader is a program."""
    EVENT = "event"
    """Something that the other system counts beside views."""
    TOTAL = "total"
    """A sum of other rows."""
